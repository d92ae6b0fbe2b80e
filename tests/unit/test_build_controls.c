#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void open_table(struct kit *kit, const char *table, const char *text)
{
    char line[60], file[40];
    kit_open(kit);
    snprintf(line, sizeof line, "  %s: %s.csv\n", table, table);
    snprintf(file, sizeof file, "%s.csv", table);
    kit_scenario_and(kit, line);
    kit_file(kit, file, text);
}

START_TEST(controls_stand_by_year)
{
    struct kit kit;
    open_table(&kit, "controls",
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
                        "population.base_date, 2020 to 2023\n" },
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
    open_table(&kit, "controls", text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* 2018 by months alone, 2019 by months that agree with the year, 2020 by months that do not. */
START_TEST(cohort_births_by_year_and_month)
{
    struct kit kit;
    char text[2000] = "year,month,births\n2017,,60\n2019,,120\n2020,,100\n";
    for (int year = 2018; year <= 2020; year++)
        for (int month = 1; month <= 12; month++)
            snprintf(text + strlen(text), 30, "%d,%d,10\n", year, month);
    open_table(&kit, "cohort_births", text);
    kit_doubts(&kit, "");
    const struct xw_known_births *b = &kit.s.cohort_births;
    ck_assert_int_eq(b->first, 2017);
    ck_assert_int_eq(b->years, 4);
    ck_assert_double_eq(b->district[0], 60);
    ck_assert_double_eq(b->district[1], 120);
    ck_assert_double_eq(b->district[3], 100);
    ck_assert(isnan(b->month[0]) && isnan(b->month[36]));
    ck_assert_double_eq(b->month[12], 10);
    ck_assert_double_eq(b->month[24], 10);
    ck_assert_double_eq(b->late_share, 0.345);
    kit_close(&kit);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("controls");
    tcase_add_test(c, controls_stand_by_year);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, cohort_births_by_year_and_month);
    return c;
}

UNIT_MAIN("build_controls", tests())
