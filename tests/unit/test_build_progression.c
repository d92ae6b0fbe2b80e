#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void open_with(struct kit *kit, const char *progression, const char *more)
{
    char lines[400] = "";
    kit_open(kit);
    if (progression != NULL) {
        strcat(lines, "  progression: progression.csv\n");
        kit_file(kit, "progression.csv", progression);
    }
    strcat(lines, more);
    kit_scenario_and(kit, lines);
}

START_TEST(nothing_said_everybody_moves_on)
{
    struct kit kit;
    open_with(&kit, NULL, "");
    kit_doubts(&kit, "");
    for (int i = 0; i < 12; i++) {
        ck_assert_double_eq(kit.s.progression.ratio[i], 1.0);
        ck_assert_double_nan(kit.s.progression.of_rolls[i]);
    }
    ck_assert_int_eq(kit.s.progression.years, 3);
    ck_assert_int_eq(kit.s.progression.rows, 4);
    kit_close(&kit);
}
END_TEST

START_TEST(progression_of_a_grade_goes_before_that_of_its_stage)
{
    struct kit kit;
    open_with(&kit,
              "stage,grade,ratio,year\n"
              "primary,,0.9,\n"
              "primary,2,0.8,2021\n"
              "lower_secondary,3,1.1,2019\n",
              "");
    kit_doubts(&kit, "progression.csv:2:1: doubt: No rows for 2020-2022: each year takes the "
                     "nearest earlier one, years before the first take the first. "
                     "[share_years_filled]\n");
    static const double want[3][4] = { { 0.9, 0.8, 1.1, 1 },
                                       { 0.9, 0.8, 1.1, 1 },
                                       { 0.9, 0.8, 1.1, 1 } };
    for (int y = 0; y < 3; y++)
        for (int row = 0; row < 4; row++)
            ck_assert_double_eq(kit.s.progression.ratio[y * 4 + row], want[y][row]);
    kit_close(&kit);
}
END_TEST

START_TEST(progression_by_year)
{
    struct kit kit;
    open_with(&kit,
              "stage,grade,ratio,year\n"
              "primary,,0.9,\n"
              "primary,,0.5,2022\n"
              "primary,1,0.7,2021\n"
              "primary,1,0.6,\n",
              "");
    kit_doubts(&kit, "");
    static const double want[3][4] = { { 0.6, 0.9, 1, 1 }, { 0.7, 0.9, 1, 1 }, { 0.6, 0.5, 1, 1 } };
    for (int y = 0; y < 3; y++)
        for (int row = 0; row < 4; row++)
            ck_assert_double_eq(kit.s.progression.ratio[y * 4 + row], want[y][row]);
    kit_close(&kit);
}
END_TEST

/* [year][grade row] of the kit: years 2020 .. 2022, four grades. */
static double of_rolls(const struct kit *kit, int year, int row)
{
    return kit->s.progression.of_rolls[(year - 2020) * 4 + row];
}

START_TEST(ratios_of_the_rolls_stand_apart)
{
    struct kit kit;
    open_with(&kit,
              "stage,grade,ratio,year,basis,school,sd\n"
              "primary,1,0.97,,,,0.02\n"
              "primary,1,1.01,,rolls,,\n"
              "primary,1,1.05,,rolls,P2,0.01\n"
              "primary,,1.04,2021,rolls,P1,\n"
              "primary,1,1.03,2022,rolls,P1,\n"
              "primary,1,1.02,,rolls,P1,\n"
              "lower_secondary,,0.99,2021,rolls,,\n",
              "forecast: {basis: blend, blend_midpoint: 2, blend_slope: 0.5}\n");
    kit_doubts(&kit, "progression.csv:2:1: doubt: No rows for 2020, 2022: each year takes the "
                     "nearest earlier one, years before the first take the first. "
                     "[share_years_filled]\n");
    ck_assert_double_eq(kit.s.progression.ratio[0], 0.97);
    ck_assert_double_eq(kit.s.progression.ratio[2], 1.0);
    ck_assert_double_eq(of_rolls(&kit, 2020, 0), 1.01);
    ck_assert_double_nan(of_rolls(&kit, 2022, 1));
    ck_assert_double_eq(of_rolls(&kit, 2022, 2), 0.99);
    const struct xw_progression *p = &kit.s.progression;
    static const int32_t school[] = { 1, 1, 1, 2 }, target[] = { 0, 0, 4, 0 };
    static const int16_t year[] = { INT16_MIN, 2022, 2021, INT16_MIN };
    static const double own[] = { 1.02, 1.03, 1.04, 1.05 };
    ck_assert_int_eq(p->schools, 4);
    for (int i = 0; i < 4; i++) { /* M1, P1, P2 by code */
        ck_assert_int_eq(p->school[i], school[i]);
        ck_assert_int_eq(p->target[i], target[i]);
        ck_assert_int_eq(p->year[i], year[i]);
        ck_assert_double_eq(p->own[i], own[i]);
    }
    ck_assert_int_eq(kit.s.forecast.basis, XW_FORECAST_BLEND);
    ck_assert_double_eq(kit.s.forecast.midpoint, 2.0);
    ck_assert_double_eq(kit.s.forecast.slope, 0.5);
    kit_close(&kit);
}
END_TEST

START_TEST(what_the_rolls_do_not_say_is_doubted)
{
    struct kit kit;
    open_with(&kit, "stage,grade,ratio,basis\nprimary,1,1.01,rolls\n", "");
    kit_doubts(&kit, "progression.csv:2:16: doubt: basis: There are ratios of basis rolls, but "
                     "forecast.basis is population: they are not used. [rolls_not_asked]\n");
    ck_assert_int_eq(kit.s.forecast.basis, XW_FORECAST_POPULATION);
    ck_assert_double_eq(kit.s.forecast.midpoint, 3.0);
    ck_assert_double_eq(kit.s.forecast.slope, 2.0);
    kit_close(&kit);
    open_with(&kit, "stage,grade,ratio,basis\nprimary,1,1.01,rolls\n",
              "forecast: {basis: rolls}\n");
    kit_doubts(&kit, "scenario.yaml:17:19: doubt: forecast.basis: No ratio of basis rolls for the "
                     "pupils of grade 3: they follow the population alone. "
                     "[rolls_of_some_grades]\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *progression, *more, *want;
} faults[] = {
    { "stage,grade,ratio\nprimary,3,1\nprimary,5,1\n", "",
      "progression.csv:2:9: grade: \"3\" is not accepted\n    accepted: a grade of primary, 1 to "
      "2\n"
      "progression.csv:3:9: grade: \"5\" is not accepted\n"
      "    accepted: a grade of the scenario's stages, 1 to 4\n" },
    { "stage,grade,ratio,school\nprimary,1,1,P1\n", "",
      "progression.csv:2:13: school: \"P1\" is not accepted\n"
      "    accepted: empty where basis is population: the cohorts of the home zones know no "
      "school\n" },
    { NULL, "forecast: {basis: rolls}\n",
      "scenario.yaml:16:19: forecast.basis: a forecast from the rolls needs rows of basis rolls in "
      "the table progression; `xuewei fit` writes them\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].progression, faults[_i].more);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, nothing_said_everybody_moves_on);
    tcase_add_test(c, progression_of_a_grade_goes_before_that_of_its_stage);
    tcase_add_test(c, progression_by_year);
    tcase_add_test(c, ratios_of_the_rolls_stand_apart);
    tcase_add_test(c, what_the_rolls_do_not_say_is_doubted);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_progression", known_answers(), refusals())
