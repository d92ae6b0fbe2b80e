#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_controls(struct kit *kit, const char *text)
{
    kit_open(kit);
    kit_scenario_and(kit, "  controls: controls.csv\n");
    kit_file(kit, "controls.csv", text);
}

START_TEST(controls_stand_by_year)
{
    struct kit kit;
    open_controls(&kit,
                  "year,sex,age_from,age_to,persons\n2022,,0,4,9\n2020,m,3,3,7\n2021,f,15,,8\n"
                  "2020,f,3,3,6\n");
    kit_doubts(&kit, "");
    const struct xw_controls *c = &kit.s.controls;
    static const int16_t year[] = { 2020, 2020, 2021, 2022 };
    static const struct xw_control want[] = { { XW_MALE, 3, 3, 7 },
                                              { XW_FEMALE, 3, 3, 6 },
                                              { XW_FEMALE, 15, 20, 8 },
                                              { XW_SEXES, 0, 4, 9 } };
    static const int32_t line[] = { 3, 5, 4, 2 };
    ck_assert_int_eq(c->count, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(c->year[i], year[i]);
        ck_assert_int_eq(c->control[i].sex, want[i].sex);
        ck_assert_int_eq(c->control[i].age_from, want[i].age_from);
        ck_assert_int_eq(c->control[i].age_to, want[i].age_to);
        ck_assert_double_eq(c->control[i].persons, want[i].persons);
        ck_assert_int_eq(c->line[i], line[i]);
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *rows, *want;
} faults[] = {
    { "2020,f,0,4,1\n2020,,4,9,1\n", "controls.csv:3:7: age_from: \"4\" is not accepted\n    "
                                     "accepted: ages that have no total yet: "
                                     "line 2 counts some of them\n" },
    { "2020,f,0,4,1\n2020,m,4,9,1\n2021,f,0,4,1\n", "" },
    { "2019,f,0,4,1\n", "controls.csv:2:1: year: \"2019\" is not accepted\n    accepted: the year "
                        "of an anniversary of "
                        "population.base_date, 2020 to 2022\n" },
    { "2022,f,0,4,1\n2023,f,0,4,1\n", "controls.csv:3:1: year: \"2023\" is not accepted\n    "
                                      "accepted: the year of an anniversary of "
                                      "population.base_date, 2020 to 2022\n" },
    { "2020,f,5,4,1\n", "controls.csv:2:10: age_to: \"4\" is not accepted\n    accepted: 5 to 19, "
                        "or nothing for \"and "
                        "over\"\n" },
    { "2020,f,5,20,1\n",
      "controls.csv:2:10: age_to: \"20\" is not accepted\n    accepted: 5 to 19, or nothing for "
      "\"and over\"\n" },
    { "2020,f,21,,1\n",
      "controls.csv:2:8: age_from: \"21\" is not accepted\n    accepted: 0 to 20, "
      "population.open_age\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    char text[400];
    snprintf(text, sizeof text, "year,sex,age_from,age_to,persons\n%s", faults[_i].rows);
    open_controls(&kit, text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* A control must be met: where the last step ends hangs on the day of the count. */
START_TEST(the_last_control_ends_the_last_step)
{
    static const struct xw_override day = { "population.base_date", "2020-06-01" };
    struct kit kit;
    open_controls(&kit, "year,sex,age_from,age_to,persons\n2023,f,0,4,1\n");
    ck_assert_int_eq(kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &day, 1), XW_OK);
    ck_assert_int_eq(kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, &day, 1), XW_REFUSED);
    kit_close(&kit);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("controls");
    tcase_add_test(c, controls_stand_by_year);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, the_last_control_ends_the_last_step);
    return c;
}

UNIT_MAIN("build_controls", tests())
