#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

/* The kit's steps are those of 2020 and 2021: 1 September 2022 is the end of the second. */

START_TEST(a_district_table_has_one_place)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    const struct xw_scenario *s = &kit.s;
    ck_assert_int_eq(s->fertility.of.first, 2020);
    ck_assert_int_eq(s->fertility.of.years, 2);
    ck_assert_int_eq(s->fertility.of.places, 1);
    ck_assert_int_eq(s->fertility.of.ages, KIT_AGES);
    ck_assert_double_eq(s->fertility.rate[20], 0.1);
    ck_assert_double_eq(s->fertility.rate[19], 0); /* an age without a row */
    ck_assert_double_eq(s->fertility.rate[KIT_AGES + 20], 0.1);
    ck_assert_int_eq(s->births_ratio.of.ages, 1);
    ck_assert_double_eq(s->births_ratio.males_per_female[1], 1.1);
    ck_assert_double_eq(s->mortality.survival[0], 0.98);
    ck_assert_double_eq(s->mortality.survival[(2 + XW_MALE) * KIT_AGES + 20], 0.99);
    ck_assert_double_nan(s->mortality.mx[3]);
    ck_assert_double_nan(s->mortality.ax[3]);
    ck_assert_int_eq(s->migration.of.years, 0);
    ck_assert_ptr_null(s->migration.net);
    kit_close(&kit);
}
END_TEST

START_TEST(rates_are_adjusted)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  migration: migration.csv\nadjust: {fertility: 0.5, migration: -2}\n");
    kit_file(&kit, "migration.csv", "year,sex,age,persons\n2020,m,3,4\n2021,f,0,-1\n");
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.fertility.rate[20], 0.05);
    ck_assert_double_eq(kit.s.mortality.survival[1], 0.99);
    ck_assert(!kit.s.migration.is_rate);
    ck_assert_int_eq(kit.s.migration.of.places, 1);
    ck_assert_double_eq(kit.s.migration.net[KIT_AGES + 3], -8);
    ck_assert_double_eq(kit.s.migration.net[2 * KIT_AGES], 2);
    ck_assert_double_eq(kit.s.migration.net[2 * KIT_AGES + 1], 0);
    kit_close(&kit);
}
END_TEST

START_TEST(missing_years_take_the_nearest_earlier_one)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "scenario.yaml",
             "xuewei: 1\n"
             "horizon: {first: 2020, last: 2026}\n"
             "population: {base_date: 2020-11-01, open_age: 20}\n"
             "stages: [{stage: primary, first_age: 6, grades: 2}]\n"
             "tables: {zones: zones.csv, population: population.csv, fertility: fertility.csv,\n"
             "  mortality: mortality.csv, births_ratio: births_ratio.csv, schools: schools.csv,\n"
             "  capacity: capacity.csv, rolls: rolls.csv}\n");
    kit_file(&kit, "fertility.csv", "year,age,rate\n2024,20,0.4\n2021,20,0.1\n2021,19,0.2\n");
    kit_file(&kit, "births_ratio.csv", "year,males_per_female\n2018,1.2\n");
    kit_file(&kit, "capacity.csv", "school,stage,rooms\nP1,primary,4\nP2,primary,2\n");
    kit_file(&kit, "rolls.csv", "school,year,grade,pupils\nP1,2019,1,40\nP2,2019,1,30\n");
    kit_doubts(&kit,
               "fertility.csv:2:1: doubt: No rows for 2020, 2022-2023, 2025: each year takes the "
               "nearest earlier one, years before the first take the first. [rate_years_filled]\n"
               "mortality.csv:2:1: doubt: No rows for 2022-2025: each year takes the nearest "
               "earlier one, years before the first take the first. [rate_years_filled]\n"
               "births_ratio.csv:2:1: doubt: No rows for 2020-2025: each year takes the nearest "
               "earlier one, years before the first take the first. [rate_years_filled]\n");
    const struct xw_fertility *f = &kit.s.fertility;
    ck_assert_int_eq(f->of.first, 2021);
    ck_assert_int_eq(f->of.years, 4);
    for (int y = 0; y < 3; y++) {
        ck_assert_double_eq(f->rate[y * KIT_AGES + 20], 0.1);
        ck_assert_double_eq(f->rate[y * KIT_AGES + 19], 0.2);
    }
    ck_assert_double_eq(f->rate[3 * KIT_AGES + 20], 0.4);
    ck_assert_double_eq(f->rate[3 * KIT_AGES + 19], 0); /* the year has rows: this age has none */
    ck_assert_int_eq(kit.s.births_ratio.of.years, 1);
    kit_close(&kit);
}
END_TEST

/* A count on 31 August needs the step of the last year too, one of 1 September does not. */
START_TEST(the_last_step_hangs_on_the_day)
{
    struct kit kit;
    kit_open(&kit);
    static const struct xw_override day = { "population.base_date", "2020-08-31" };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &day, 1);
    ck_assert_int_eq(kit.status, XW_OK);
    ck_assert_int_eq(kit.diag.doubts, 3);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&kit, true), "fertility.csv:2:1: doubt: No rows for 2022: each year"));
    static const struct xw_override later = { "population.base_date", "2020-10-01" };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &later, 1);
    ck_assert_int_eq(kit.diag.doubts, 0);
    kit_close(&kit);
}
END_TEST

/* `project` ends on the last anniversary, whatever the day: no step begins there. */
START_TEST(project_needs_no_rates_of_its_last_anniversary)
{
    struct kit kit;
    kit_open(&kit);
    static const struct xw_override early[] = { { "population.base_date", "2020-01-01" },
                                                { "horizon.last", "2023" } };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, early, 1);
    ck_assert_int_eq(kit.status, XW_OK);
    ck_assert_str_eq(kit_printed(&kit, true), "");
    kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, early, 2);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&kit, true), "fertility.csv:2:1: doubt: No rows for 2022: each year"));
    kit_close(&kit);
}
END_TEST

START_TEST(a_zone_without_rows_takes_the_districts)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "fertility.csv",
             "year,age,rate,zone\n"
             "2020,20,0.1,\n"
             "2021,20,0.2,\n"
             "2020,20,0.5,B\n"
             "2021,19,0.6,B\n");
    kit_doubts(&kit, "");
    const struct xw_fertility *f = &kit.s.fertility;
    ck_assert_int_eq(f->of.places, 2);
    const double *a = f->rate, *b = f->rate + KIT_AGES;
    ck_assert_double_eq(a[20], 0.1);
    ck_assert_double_eq(b[20], 0.5);
    a += 2 * KIT_AGES;
    b += 2 * KIT_AGES;
    ck_assert_double_eq(a[20], 0.2);
    ck_assert_double_eq(b[20], 0);
    ck_assert_double_eq(b[19], 0.6);
    kit_close(&kit);
}
END_TEST

START_TEST(persons_of_zones_are_theirs_alone)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  migration: migration.csv\n");
    kit_file(&kit, "migration.csv", "year,sex,age,persons,zone\n2020,m,3,4,B\n2021,m,3,5,B\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.migration.of.places, 2);
    ck_assert_double_eq(kit.s.migration.net[KIT_AGES + 3], 0);
    ck_assert_double_eq(kit.s.migration.net[3 * KIT_AGES + 3], 4);
    ck_assert_double_eq(kit.s.migration.net[7 * KIT_AGES + 3], 5);
    kit_file(&kit, "migration.csv",
             "year,sex,age,rate,zone\n2020,m,3,0.1,B\n2020,m,3,0.2,\n"
             "2021,m,3,0.1,B\n2021,m,3,0.2,\n");
    kit_doubts(&kit, "");
    ck_assert(kit.s.migration.is_rate);
    ck_assert_double_eq(kit.s.migration.net[KIT_AGES + 3], 0.2);
    ck_assert_double_eq(kit.s.migration.net[3 * KIT_AGES + 3], 0.1);
    kit_close(&kit);
}
END_TEST

START_TEST(death_rates_are_kept_for_the_life_table)
{
    struct kit kit;
    kit_open(&kit);
    char text[8000] = "year,sex,age,mx,ax\n";
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < KIT_AGES; age++)
            snprintf(text + strlen(text), 40, "2020,%c,%d,0.0%d,%s\n", "fm"[sex], age, sex + 1,
                     age == 0 ? "0.14" : "");
    kit_file(&kit, "mortality.csv", text);
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.refused, 0);
    ck_assert_double_eq(kit.s.mortality.mx[5], 0.01);
    ck_assert_double_eq(kit.s.mortality.mx[KIT_AGES + 5], 0.02);
    ck_assert_double_eq(kit.s.mortality.ax[0], 0.14);
    ck_assert_double_nan(kit.s.mortality.ax[1]);
    ck_assert_double_nan(kit.s.mortality.survival[5]);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *file, *text, *want;
} faults[] = {
    { "fertility.csv", "year,age,rate\n", "fertility.csv: the table has no rows\n" },
    { "fertility.csv", "year,age,rate\n2020,21,0.1\n",
      "fertility.csv:2:6: age: \"21\" is not accepted\n    accepted: 0 to 20, "
      "population.open_age\n" },
    { "fertility.csv", "year,age,rate,zone\n2020,20,0.1,A\n",
      "fertility.csv: there are rows for zones, but none for zone B and none for the district\n" },
    { "fertility.csv", "year,age,rate,zone\n2020,20,0.1,C\n2020,20,0.1,\n",
      "fertility.csv:2:13: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n" },
    { "migration.csv", "year,sex,age,persons,zone\n2020,m,3,4,B\n2020,m,4,4,\n",
      "migration.csv:3:12: zone: \"\" is not accepted\n"
      "    accepted: a zone in every row or in none; line 2 has one\n" },
    { "migration.csv", "year,sex,age,persons,zone\n2020,m,4,4,\n2020,m,3,4,B\n",
      "migration.csv:3:12: zone: \"B\" is not accepted\n"
      "    accepted: a zone in every row or in none; line 2 has none\n" },
    { "migration.csv", "year,sex,age,persons,residency\n2020,m,4,4,a\n2020,m,3,4,b\n",
      "migration.csv:2:12: residency: \"a\" is not accepted\n"
      "    accepted: a residency of population.csv\n"
      "migration.csv:3:12: residency: \"b\" is not accepted\n"
      "    accepted: a residency of population.csv\n" },
    { "mortality.csv", "year,sex,age,survival\n2020,f,0,0.9\n2020,m,0,0.9\n",
      "mortality.csv:2:1: the year 2020 begins here and has no row for sex f, age 1; every age "
      "from "
      "0 to 20 is needed\n" },
    { "mortality.csv", "year,sex,age,survival,ax\n2020,f,0,0.9,\n",
      "mortality.csv:2:1: the year 2020 begins here and has no row for sex f, age 1; every age "
      "from "
      "0 to 20 is needed\n"
      "mortality.csv:1:1: the column \"ax\" stands beside \"mx\" alone\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    kit_open(&kit);
    if (strcmp(faults[_i].file, "migration.csv") == 0)
        kit_scenario_and(&kit, "  migration: migration.csv\n");
    kit_file(&kit, faults[_i].file, faults[_i].text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(death_begins_at_birth)
{
    struct kit kit;
    kit_open(&kit);
    char text[8000] = "year,sex,age,survival\n";
    for (int sex = 0; sex < 2; sex++)
        for (int age = sex == 0; age < KIT_AGES; age++)
            snprintf(text + strlen(text), 40, "2020,%c,%d,0.9\n", "fm"[sex], age);
    kit_file(&kit, "mortality.csv", text);
    kit_refuses(&kit, "mortality.csv:2:1: the year 2020 begins here and has no row for sex f, age "
                      "0; every age from 0 to 20 is needed\n");
    kit_close(&kit);
}
END_TEST

START_TEST(every_zone_dies)
{
    struct kit kit;
    kit_open(&kit);
    char text[8000] = "year,sex,age,survival,zone\n";
    for (int zone = 0; zone < 2; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++)
                if (zone == 1 || sex == 0 || age != 20)
                    snprintf(text + strlen(text), 40, "2020,%c,%d,0.9,%c\n", "fm"[sex], age,
                             "AB"[zone]);
    kit_file(&kit, "mortality.csv", text);
    kit_refuses(&kit, "mortality.csv:2:1: the year 2020 begins here and has no row for sex m, age "
                      "20; every age from 0 to 20 is needed\n");
    kit_close(&kit);
}
END_TEST

START_TEST(both_sexes_die)
{
    struct kit kit;
    kit_open(&kit);
    char text[8000] = "year,sex,age,survival,zone\n";
    for (int age = 0; age < KIT_AGES; age++)
        snprintf(text + strlen(text), 40, "2021,f,%d,0.9,\n", age);
    kit_file(&kit, "mortality.csv", text);
    kit_refuses(&kit, "mortality.csv:2:1: the year 2021 begins here and has no row for sex m, age "
                      "0; every age from 0 to 20 is needed\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_district_table_has_one_place);
    tcase_add_test(c, rates_are_adjusted);
    tcase_add_test(c, missing_years_take_the_nearest_earlier_one);
    tcase_add_test(c, the_last_step_hangs_on_the_day);
    tcase_add_test(c, project_needs_no_rates_of_its_last_anniversary);
    tcase_add_test(c, a_zone_without_rows_takes_the_districts);
    tcase_add_test(c, persons_of_zones_are_theirs_alone);
    tcase_add_test(c, death_rates_are_kept_for_the_life_table);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, death_begins_at_birth);
    tcase_add_test(c, every_zone_dies);
    tcase_add_test(c, both_sexes_die);
    return c;
}

UNIT_MAIN("build_rates", known_answers(), refusals())
