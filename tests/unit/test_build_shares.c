#include "xuewei/draft.h"
#include "streams_kit.h"
#include <math.h>

/* [year][zone][stage] of the kit: years 2020 .. 2022, zones A and B, primary and lower secondary.
 */
static double at(const double *values, int year, int zone, int stage)
{
    return values[((year - 2020) * 2 + zone) * 2 + stage];
}

static void open_with(struct kit *kit, const char *participation, const char *entry,
                      const char *more)
{
    char lines[400] = "";
    kit_open(kit);
    if (participation != NULL) {
        strcat(lines, "  participation: participation.csv\n");
        kit_file(kit, "participation.csv", participation);
    }
    if (entry != NULL) {
        strcat(lines, "  entry: entry.csv\n");
        kit_file(kit, "entry.csv", entry);
    }
    strcat(lines, more);
    kit_scenario_and(kit, lines);
}

START_TEST(nothing_said_every_child_comes_once_and_leavers_move_on)
{
    struct kit kit;
    open_with(&kit, NULL, NULL, "adjust: {participation: 0.9}\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.participation.years, 3);
    ck_assert_int_eq(kit.s.participation.zones, 2);
    ck_assert_int_eq(kit.s.participation.stages, 2);
    for (int year = 2020; year <= 2022; year++)
        for (int zone = 0; zone < 2; zone++) {
            ck_assert_double_eq(at(kit.s.participation.share, year, zone, 0), 0.9);
            ck_assert_double_nan(at(kit.s.entry.ratio, year, zone, 0));
            ck_assert_double_eq(at(kit.s.entry.ratio, year, zone, 1), 1.0);
        }
    kit_close(&kit);
}
END_TEST

START_TEST(the_nearest_row_holds)
{
    struct kit kit;
    open_with(&kit,
              "stage,share,zone,year\n"
              "primary,1.1,,\n"
              "primary,1.2,,2021\n"
              "primary,0.5,B,2021\n",
              NULL, "adjust: {participation: 2}\n");
    kit_doubts(&kit, "participation.csv:2:1: doubt: No rows for 2020, 2022: each year takes the "
                     "nearest earlier one, years before the first take the first. "
                     "[share_years_filled]\n");
    const double *share = kit.s.participation.share;
    ck_assert_double_eq(at(share, 2020, 0, 0), 2.2); /* every year not named */
    ck_assert_double_eq(at(share, 2021, 0, 0), 2.4);
    ck_assert_double_eq(at(share, 2022, 0, 0), 2.2);
    ck_assert_double_eq(at(share, 2020, 1, 0), 1.0); /* the zone's first year */
    ck_assert_double_eq(at(share, 2021, 1, 0), 1.0);
    ck_assert_double_eq(at(share, 2022, 1, 0), 1.0); /* the zone's nearest earlier year */
    kit_close(&kit);
}
END_TEST

START_TEST(a_year_before_the_horizon_counts_too)
{
    struct kit kit;
    open_with(&kit, "stage,share,year\nprimary,0.7,2015\nprimary,0.8,2021\nprimary,0.9,2030\n",
              NULL, "");
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.refused, 0);
    const double *share = kit.s.participation.share;
    ck_assert_double_eq(at(share, 2020, 0, 0), 0.7);
    ck_assert_double_eq(at(share, 2021, 1, 0), 0.8);
    ck_assert_double_eq(at(share, 2022, 0, 0), 0.8);
    kit_close(&kit);
}
END_TEST

START_TEST(entry_fills_its_years_unless_participation_does)
{
    struct kit kit;
    open_with(&kit, NULL,
              "stage,ratio,year,zone\nlower_secondary,1.02,2020,\nlower_secondary,1.03,2021,B\n",
              "");
    kit_read(&kit);
    const double *ratio = kit.s.entry.ratio;
    ck_assert_double_eq(at(ratio, 2020, 0, 1), 1.02);
    ck_assert_double_eq(at(ratio, 2022, 0, 1), 1.02);
    ck_assert_double_eq(at(ratio, 2020, 1, 1), 1.03);
    ck_assert_double_eq(at(ratio, 2021, 1, 1), 1.03);
    kit_close(&kit);

    open_with(&kit, "stage,share\nlower_secondary,0.95\n",
              "stage,ratio,year\nlower_secondary,1.02,2020\n", "");
    kit_doubts(&kit,
               "participation.csv:2:1: doubt: lower_secondary has both entry and participation: "
               "where entry is given, entrants come from the leavers of the stage below and "
               "participation is not used. [entry_and_participation]\n");
    ratio = kit.s.entry.ratio;
    ck_assert_double_eq(at(ratio, 2020, 0, 1), 1.02);
    ck_assert_double_nan(at(ratio, 2021, 0, 1)); /* from the residents again */
    ck_assert_double_nan(at(ratio, 2020, 0, 0));
    kit_close(&kit);

    open_with(&kit, "stage,share\nlower_secondary,0.95\n", NULL, "");
    kit_doubts(&kit, "");
    ck_assert_double_nan(at(kit.s.entry.ratio, 2020, 0, 1));
    ck_assert_double_eq(at(kit.s.participation.share, 2020, 1, 1), 0.95);
    kit_close(&kit);
}
END_TEST

START_TEST(the_citys_stages_are_not_entered_from_below)
{
    struct kit kit;
    kit_open(&kit);
    static const struct xw_override city = {
        "stages", "[{stage: primary, first_age: 6, grades: 2}, {stage: lower_secondary, first_age: "
                  "8, grades: 2, scope: city}]"
    };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &city, 1);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_double_nan(at(kit.s.entry.ratio, 2020, 0, 1));
    /* Nor is one above a stage of the city, nor the first one. */
    static const struct xw_override below = {
        "stages", "[{stage: primary, first_age: 6, grades: 2, scope: city}, {stage: "
                  "lower_secondary, first_age: 8, grades: 2}]"
    };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &below, 1);
    ck_assert_double_nan(at(kit.s.entry.ratio, 2020, 0, 1));
    static const struct xw_override first = {
        "stages", "[{stage: lower_secondary, first_age: 6, grades: 2}, {stage: upper_secondary, "
                  "first_age: 8, grades: 2}]"
    };
    kit_file(&kit, "capacity.csv", "school,stage,rooms\nP1,lower_secondary,4\n");
    kit_file(&kit, "rolls.csv", "school,year,grade,pupils\nP1,2019,1,4\n");
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &first, 1);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_double_nan(at(kit.s.entry.ratio, 2020, 0, 0));
    ck_assert_double_nan(at(kit.s.entry.ratio, 2020, 0, 1)); /* upper secondary is not asked */
    kit_close(&kit);
}
END_TEST

/* A status has its own row (its zone's before its district's), else everybody's, else all its children. */
START_TEST(shares_of_a_residence_status_go_first)
{
    struct kit kit;
    open_with(&kit,
              "stage,share,zone,year,residency\n"
              "primary,0.9,,,\nprimary,0.8,B,,\nprimary,0.5,,,migrant\nprimary,0.4,B,2021,migrant\n"
              "lower_secondary,0,,,elsewhere\n",
              NULL, "");
    kit_statuses(&kit);
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false),
                     "participation.csv:6:21: residency: \"elsewhere\" is not accepted\n"
                     "    accepted: a residency of population.csv\n");
    kit_file(&kit, "participation.csv",
             "stage,share,zone,year,residency\n"
             "primary,0.9,,,\nprimary,0.8,B,,\nprimary,0.5,,,migrant\nprimary,0.4,B,2021,migrant\n"
             "lower_secondary,0,,,migrant\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_int_eq(kit.s.participation.residencies, 2);
    const double *local = kit.s.participation.share, *migrant = local + 3 * 2 * 2;
    ck_assert_double_eq(at(local, 2020, 0, 0), 0.9);
    ck_assert_double_eq(at(local, 2020, 1, 0), 0.8);
    ck_assert_double_eq(at(local, 2020, 1, 1), 1.0);
    ck_assert_double_eq(at(migrant, 2020, 0, 0), 0.5);
    ck_assert_double_eq(at(migrant, 2021, 1, 0), 0.4);
    ck_assert_double_eq(at(migrant, 2022, 0, 0), 0.5);
    ck_assert_double_eq(at(migrant, 2022, 1, 1), 0.0);
    kit_close(&kit);
}
END_TEST

/* Rows of primary leave out migrants, then those of zone A alone; lower secondary has none at all, which is
 * the rule that all children come. */
START_TEST(a_status_without_a_share_is_named)
{
    struct kit kit;
    open_with(&kit, "stage,share,residency\nprimary,0.9,local\n", NULL,
              "adjust: {participation: 0.5}\n");
    kit_statuses(&kit);
    kit_doubts(&kit,
               "participation.csv:2:1: doubt: primary has rows of participation, but in 2 of 2 "
               "zones none of the residence status migrant or of everybody: its share there is "
               "0.5. [participation_of_none]\n");
    ck_assert_double_eq(at(kit.s.participation.share + 3 * 2 * 2, 2020, 0, 0), 0.5);
    kit_file(&kit, "participation.csv",
             "stage,share,residency,zone\nprimary,0.9,local,\nprimary,1,migrant,B\n");
    kit_doubts(&kit,
               "participation.csv:2:1: doubt: primary has rows of participation, but in 1 of 2 "
               "zones none of the residence status migrant or of everybody: its share there is "
               "0.5. [participation_of_none]\n");
    kit_file(&kit, "participation.csv", "stage,share,residency\nprimary,0.9,local\nprimary,0.8,\n");
    kit_doubts(&kit, "");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *participation, *entry, *want;
} faults[] = {
    { "stage,share\nspecial,1\n", NULL,
      "participation.csv:2:1: stage: \"special\" is not accepted\n"
      "    accepted: a stage of the scenario: primary, lower_secondary\n" },
    { "stage,share,zone\nprimary,1,Z\n", NULL,
      "participation.csv:2:11: zone: \"Z\" is not accepted\n    accepted: a zone of zones.csv\n" },
    { "stage,share,residency\nprimary,1,\nlower_secondary,1,migrant\n", NULL,
      "participation.csv:3:19: residency: \"migrant\" is not accepted\n"
      "    accepted: a residency of population.csv\n" },
    { NULL, "stage,ratio\nprimary,1\n",
      "entry.csv:2:1: stage: \"primary\" is not accepted\n"
      "    accepted: a stage with a stage below it; primary is the scenario's first\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].participation, faults[_i].entry, "");
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(the_basis_of_entry)
{
    struct kit kit;
    open_with(&kit, NULL, "stage,ratio,zone,basis\nlower_secondary,1.02,A,rolls\n", "");
    kit_doubts(&kit, "");
    ck_assert(kit.s.entry.of_rolls[1]);
    ck_assert(!kit.s.entry.of_rolls[0]);
    kit_close(&kit);
    open_with(&kit, NULL, "stage,ratio\nlower_secondary,1.02\n", "");
    kit_doubts(&kit, "");
    ck_assert(!kit.s.entry.of_rolls[1]);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_basis_of_entry);
    tcase_add_test(c, nothing_said_every_child_comes_once_and_leavers_move_on);
    tcase_add_test(c, the_nearest_row_holds);
    tcase_add_test(c, shares_of_a_residence_status_go_first);
    tcase_add_test(c, a_status_without_a_share_is_named);
    tcase_add_test(c, a_year_before_the_horizon_counts_too);
    tcase_add_test(c, entry_fills_its_years_unless_participation_does);
    tcase_add_test(c, the_citys_stages_are_not_entered_from_below);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_shares", known_answers(), refusals())
