#include "xuewei/draft.h"
#include "homes_kit.h"
#include <math.h>

START_TEST(dwellings_types_and_yields)
{
    struct kit kit;
    open_homes(&kit, "");
    kit_doubts(&kit, "");
    const struct xw_homes *h = &kit.s.homes;
    static const double years[] = { 0, 5, 10 }, pupils[] = { 0.3, 0.45, 0.2 };
    ck_assert(h->within_migration);
    ck_assert_int_eq(h->types, 2);
    ck_assert_int_eq(h->count, 3);
    static const int32_t zone[] = { 0, 0, 1 }, line[] = { 3, 4, 2 }, type[] = { 0, 1, 1 };
    static const int16_t year[] = { 2019, 2021, 2021 };
    static const double dwellings[] = { 12.5, 100, 50 };
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(h->zone[k], zone[k]);
        ck_assert_int_eq(h->line[k], line[k]);
        ck_assert_int_eq(h->type_of[k], type[k]);
        ck_assert_int_eq(h->year[k], year[k]);
        ck_assert_double_eq(h->dwellings[k], dwellings[k]);
        ck_assert_double_eq(h->type[1].yield[0].years[k], years[k]);
        ck_assert_double_eq(h->type[1].yield[0].pupils[k], pupils[k]);
    }
    ck_assert_str_eq(h->type[0].code, "row");
    ck_assert_double_eq(h->type[0].scale_years, 0.5);
    ck_assert_double_eq(h->type[0].family[3], 0.40);
    ck_assert_double_eq(h->type[0].family[KIT_AGES + 3], 0.44);
    ck_assert_double_eq(h->type[0].family[KIT_AGES + 20], 0.90);
    ck_assert_double_eq(h->type[0].family[20], 0.0);
    ck_assert_ptr_null(h->type[1].family);
    ck_assert_double_eq(h->type[1].ceiling, 0.9);
    ck_assert_double_eq(h->type[1].shape, 1.5);
    ck_assert(h->type[1].yield[0].given && h->type[1].yield[1].given);
    ck_assert_int_eq(h->type[1].yield[0].points, 3);
    ck_assert_int_eq(h->type[1].yield[1].points, 0);
    ck_assert_double_eq(h->type[1].yield[1].late, 0.15);
    ck_assert_double_eq(h->type[1].yield[1].peak, 0.25);
    ck_assert_double_eq(h->type[1].yield[1].peak_years, 12);
    kit_close(&kit);
}
END_TEST

/* The people of a zone's completions are added up: not in the order of the rows. */
START_TEST(completions_of_a_type_stand_by_year)
{
    struct kit kit;
    open_homes(&kit, "");
    kit_file(&kit, "housing.csv",
             "zone,year,dwellings,type\nA,2022,1,flat\nA,2020,2,flat\nA,2021,3,flat\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.s.homes.count, 3);
    for (int k = 0; k < 3; k++)
        ck_assert_int_eq(kit.s.homes.year[k], 2020 + k);
    ck_assert_double_eq(kit.s.homes.dwellings[1], 3);
    kit_close(&kit);
}
END_TEST

START_TEST(what_is_not_said_is_usual_and_doubted)
{
    struct kit kit;
    open_homes(&kit, "housing: {within_migration: no, ceiling: 0.7}\n");
    kit_file(&kit, "occupancy.csv", "type,ceiling,scale_years,shape\nrow,1,0.5,1\n");
    kit_file(&kit, "families.csv", "type,age,persons_per_100\nrow,3,40\nrow,20,180\n");
    kit_doubts(&kit, "yields.csv:2:1: doubt: Type flat has no row in occupancy: it fills by "
                     "housing.ceiling 0.7, scale_years 2.5, shape 1.2. [occupancy_assumed]\n");
    const struct xw_homes *h = &kit.s.homes;
    ck_assert(!h->within_migration);
    ck_assert_double_eq(h->type[1].ceiling, 0.7);
    ck_assert_double_eq(h->type[1].scale_years, 2.5);
    ck_assert_double_eq(h->type[1].shape, 1.2);
    /* Without a sex, half of each. */
    ck_assert_double_eq(h->type[0].family[3], 0.2);
    ck_assert_double_eq(h->type[0].family[KIT_AGES + 3], 0.2);
    kit_close(&kit);
}
END_TEST

/* `project` takes dwellings too; the participation by which pupils become children is read then. */
START_TEST(project_reads_them_too)
{
    struct kit kit;
    open_homes(&kit, "  participation: participation.csv\n");
    kit_file(&kit, "participation.csv", "stage,share\nprimary,0.5\nlower_secondary,0.8\n");
    ck_assert_int_eq(kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0), XW_OK);
    ck_assert_int_eq(kit.s.homes.count, 3);
    ck_assert_double_eq(kit.s.participation.share[0], 0.5);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *file, *text, *want;
} faults[] = {
    { "housing.csv", "zone,year,type,dwellings\nA,2021,villa,1\n",
      "housing.csv:2:8: type: \"villa\" is not accepted\n"
      "    accepted: a type of families.csv or yields.csv\n" },
    { "occupancy.csv", KIT_OCCUPANCY "villa,1,1,1\n",
      "occupancy.csv:4:1: type: \"villa\" is not accepted\n"
      "    accepted: a type of families.csv or yields.csv\n" },
    { "families.csv", "type,age,persons_per_100\nrow,1,1\nflat,1,1\n",
      "yields.csv:2:1: type: \"flat\" is not accepted\n"
      "    accepted: a type without families; it has them in families.csv, line 3\n"
      "yields.csv:3:1: type: \"flat\" is not accepted\n"
      "    accepted: a type without families; it has them in families.csv, line 3\n"
      "yields.csv:4:1: type: \"flat\" is not accepted\n"
      "    accepted: a type without families; it has them in families.csv, line 3\n"
      "yields.csv:5:1: type: \"flat\" is not accepted\n"
      "    accepted: a type without families; it has them in families.csv, line 3\n" },
    { "families.csv", "type,age,persons_per_100,sex\nrow,1,1,f\nrow,21,1,f\nrow,2,1,\n",
      "families.csv:3:5: age: \"21\" is not accepted\n"
      "    accepted: 0 to 20, population.open_age\n"
      "families.csv:4:9: sex: \"\" is not accepted\n"
      "    accepted: a sex in every row of the type or in none; line 2 has one\n" },
    { "yields.csv",
      "type,stage,years_since,pupils_per_100,peak_per_100,peak_years\n"
      "flat,primary,1,20,30,\nflat,primary,,20,30,\n",
      "yields.csv:2:19: peak_per_100: \"30\" is not accepted\n"
      "    accepted: nothing beside years_since\n"
      "yields.csv:3:14: years_since: a row without years is a curve and needs peak_per_100 and "
      "peak_years\n" },
    { "yields.csv",
      "type,stage,years_since,pupils_per_100,peak_per_100,peak_years\n"
      "flat,primary,1,20,,\nflat,primary,,20,30,4\n",
      "yields.csv:3:14: years_since: \"\" is not accepted\n"
      "    accepted: years in every row of a stage, or one row that is a curve; line 2 is of this "
      "stage too\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_homes(&kit, "  participation: participation.csv\n");
    kit_file(&kit, "participation.csv", "stage,share\nprimary,0.5\n");
    kit_file(&kit, faults[_i].file, faults[_i].text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* The kit's people under two statuses (streams_kit.h), and dwellings of both. */
static void open_statuses(struct kit *kit, const char *housing)
{
    open_homes(kit, "housing: {within_migration: no}\n");
    kit_statuses(kit);
    kit_file(kit, "housing.csv", housing);
}

START_TEST(dwellings_belong_to_a_status)
{
    struct kit kit;
    open_statuses(&kit, "residency,zone,year,type,dwellings\nmigrant,B,2021,flat,50\n"
                        "migrant,A,2021,flat,40\nlocal,A,2021,flat,60\nlocal,A,2019,row,5\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_homes *h = &kit.s.homes;
    static const int32_t residency[] = { 0, 0, 1, 1 }, zone[] = { 0, 0, 0, 1 };
    static const double dwellings[] = { 5, 60, 40, 50 };
    ck_assert_int_eq(h->count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(h->residency[k], residency[k]);
        ck_assert_int_eq(h->zone[k], zone[k]);
        ck_assert_double_eq(h->dwellings[k], dwellings[k]);
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *housing, *want;
} statuses[] = {
    { "zone,year,type,dwellings,residency\nA,2021,flat,1,local\nA,2021,flat,1,migrants\n",
      "housing.csv:3:15: residency: \"migrants\" is not accepted\n"
      "    accepted: a residency of population.csv; did you mean migrant?\n" },
    { "zone,year,type,dwellings,residency\nA,2021,flat,1,local\nB,2021,flat,1,\n",
      "housing.csv:3:15: residency: \"\" is not accepted\n"
      "    accepted: a residency of population.csv: local, migrant\n" },
    { "zone,year,type,dwellings\nA,2021,flat,1\nB,2021,flat,1\n",
      "housing.csv:1:1: no column residency; population.csv tells several apart, and each row must "
      "say which of them moves in: local, migrant\n" },
    { "zone,year,type,dwellings,residency\nA,2021,flat,1,local\nA,2021,flat,2,local\n",
      "housing.csv:3:1: zone: zone A, year 2021, type flat, residency local is there already, in "
      "line 2\n" },
};

START_TEST(statuses_are_said)
{
    struct kit kit;
    open_statuses(&kit, statuses[_i].housing);
    kit_refuses(&kit, statuses[_i].want);
    kit_close(&kit);
}
END_TEST

/* No status is needed where there is one, or none is told apart; then none may be named. */
START_TEST(one_status_need_not_be_said)
{
    struct kit kit;
    static char text[8000];
    open_homes(&kit, "housing: {within_migration: no}\n");
    kit_file(&kit, "housing.csv", "zone,year,type,dwellings,residency\nA,2021,flat,1,local\n");
    kit_refuses(&kit, "housing.csv:2:15: residency: \"local\" is not accepted\n"
                      "    accepted: a residency of population.csv\n");
    kit_close(&kit);

    open_homes(&kit, "housing: {within_migration: no}\n");
    strcpy(text, "zone,sex,age,residency,persons\n");
    for (int i = 0; i < 4 * KIT_AGES; i++)
        snprintf(text + strlen(text), 60, "%c,%c,%d,local,3\n", "AB"[i / 2 / KIT_AGES],
                 "fm"[i / KIT_AGES % 2], i % KIT_AGES);
    kit_file(&kit, "population.csv", text);
    kit_file(&kit, "housing.csv",
             "zone,year,type,dwellings,residency\nA,2021,flat,1,local\nB,2021,flat,1,\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_int_eq(kit.s.homes.count, 2);
    ck_assert_int_eq(kit.s.homes.residency[0] + kit.s.homes.residency[1], 0);
    kit_close(&kit);
}
END_TEST

START_TEST(stages_are_whole)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "scenario.yaml",
             "xuewei: 1\nhorizon: {first: 2020, last: 2022}\n"
             "population: {base_date: 2020-09-01, open_age: 20}\n"
             "stages:\n"
             "  - {stage: primary, first_age: 6, grades: 6}\n"
             "  - {stage: lower_secondary, first_age: 12, grades: 3}\n"
             "  - {stage: upper_secondary, first_age: 15, grades: 6}\n"
             "tables: {zones: zones.csv, population: population.csv, fertility: fertility.csv, "
             "mortality: mortality.csv, births_ratio: births_ratio.csv, housing: housing.csv, "
             "yields: yields.csv}\n"
             "housing: {within_migration: no}\n");
    kit_file(&kit, "housing.csv", "zone,year,type,dwellings\nA,2021,flat,1\n");
    kit_file(
        &kit, "yields.csv",
        "type,stage,years_since,pupils_per_100\nflat,primary,1,20\nflat,upper_secondary,1,5\n");
    kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    ck_assert_str_eq(kit_printed(&kit, false),
                     "yields.csv:3:1: type flat has a yield of primary and of upper_secondary, but "
                     "none of lower_secondary between them\n"
                     "yields.csv:3:1: pupils of upper_secondary are up to 20 years old, "
                     "population.open_age is 20\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, dwellings_types_and_yields);
    tcase_add_test(c, completions_of_a_type_stand_by_year);
    tcase_add_test(c, what_is_not_said_is_usual_and_doubted);
    tcase_add_test(c, project_reads_them_too);
    tcase_add_test(c, dwellings_belong_to_a_status);
    tcase_add_test(c, one_status_need_not_be_said);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_loop_test(c, statuses_are_said, 0, (int)(sizeof statuses / sizeof *statuses));
    tcase_add_test(c, stages_are_whole);
    return c;
}

UNIT_MAIN("build_homes", known_answers(), refusals())
