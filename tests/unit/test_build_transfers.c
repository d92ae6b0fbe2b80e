#include "streams_kit.h"

#define HEADER "from_residency,to_residency,age,sex,zone,year,rate\n"

static void open_with(struct kit *kit, const char *rows)
{
    char text[1000];
    kit_open(kit);
    kit_statuses(kit);
    kit_scenario_and(kit, "  transfers: transfers.csv\n");
    snprintf(text, sizeof text, HEADER "%s", rows);
    kit_file(kit, "transfers.csv", text);
}

static double at(const struct kit *kit, int pair, int year, int zone, int sex, int age)
{
    const struct xw_transfers *t = &kit->s.transfers;
    return t->rate[(((pair * t->of.years + year - t->of.first) * t->of.places + zone) * XW_SEXES +
                    sex) *
                       KIT_AGES +
                   age];
}

/* The nearest row wins: zone before sex before neither, in each the year's before every year's. */
START_TEST(the_nearest_row_holds)
{
    struct kit kit;
    open_with(&kit,
              "migrant,local,6,,,,0.1\nmigrant,local,6,,,2021,0.15\nmigrant,local,6,m,,,0.2\n"
              "migrant,local,6,,B,,0.3\nmigrant,local,6,f,B,2022,0.4\nlocal,migrant,7,,,,0.5\n");
    kit_doubts(&kit, "transfers.csv:2:1: doubt: No rows for 2020-2021: each year takes the nearest "
                     "earlier one, years before the first take the first. [rate_years_filled]\n");
    const struct xw_transfers *t = &kit.s.transfers;
    ck_assert_int_eq(t->pairs, 2);
    ck_assert_int_eq(t->from[0], 1);
    ck_assert_int_eq(t->to[0], 0);
    ck_assert_int_eq(t->of.places, 2);
    ck_assert_double_eq(at(&kit, 0, 2020, 0, XW_FEMALE, 6), 0.1);
    ck_assert_double_eq(at(&kit, 0, 2021, 0, XW_FEMALE, 6), 0.15);
    ck_assert_double_eq(at(&kit, 0, 2022, 0, XW_FEMALE, 6), 0.1); /* every year not named */
    ck_assert_double_eq(at(&kit, 0, 2021, 0, XW_MALE, 6), 0.2);
    ck_assert_double_eq(at(&kit, 0, 2021, 1, XW_MALE, 6), 0.3);
    ck_assert_double_eq(at(&kit, 0, 2022, 1, XW_FEMALE, 6), 0.4);
    ck_assert_double_eq(at(&kit, 0, 2020, 1, XW_FEMALE, 6), 0.4); /* the first one there is */
    ck_assert_double_eq(at(&kit, 0, 2020, 0, XW_MALE, 7), 0);
    ck_assert_double_eq(at(&kit, 1, 2020, 1, XW_MALE, 7), 0.5);
    kit_close(&kit);
}
END_TEST

START_TEST(a_missing_year_takes_the_nearest_earlier_one)
{
    struct kit kit;
    open_with(&kit, "migrant,local,6,,,2019,0.1\nmigrant,local,6,,,2021,0.2\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.s.transfers.of.first, 2019);
    ck_assert_int_eq(kit.s.transfers.of.places, 1);
    ck_assert_double_eq(at(&kit, 0, 2020, 0, XW_MALE, 6), 0.1);
    ck_assert_double_eq(at(&kit, 0, 2022, 0, XW_MALE, 6), 0.2);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *rows, *want;
} faults[] = {
    { "migrant,city,6,,,,0.1\nmigant,local,6,,,,0.1\n",
      "transfers.csv:2:9: to_residency: \"city\" is not accepted\n"
      "    accepted: a residency of population.csv\n"
      "transfers.csv:3:1: from_residency: \"migant\" is not accepted\n"
      "    accepted: a residency of population.csv; did you mean migrant?\n" },
    { "local,local,6,,,,0.1\n", "transfers.csv:2:7: to_residency: \"local\" is not accepted\n"
                                "    accepted: another one than from_residency\n" },
    { "migrant,local,21,,,,0.1\n", "transfers.csv:2:15: age: \"21\" is not accepted\n"
                                   "    accepted: 0 to 20, population.open_age\n" },
    { "migrant,local,6,,,,1.1\n", "transfers.csv:2:20: rate: \"1.1\" is not accepted\n"
                                  "    accepted: a number, 0 to 1\n" },
    { "migrant,local,6,,Z,,0.1\n", "transfers.csv:2:18: zone: \"Z\" is not accepted\n"
                                   "    accepted: a zone of zones.csv\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].rows);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* A third status, so that two ways lead out of one. */
START_TEST(no_more_than_all_leave)
{
    struct kit kit;
    static char text[16000];
    open_with(&kit, "migrant,local,6,,,,0.6\nmigrant,city,6,m,,2021,0.5\nlocal,city,6,,,,0.6\n");
    strcpy(text, "zone,sex,age,residency,persons\n");
    for (int i = 0; i < 6 * KIT_AGES; i++)
        snprintf(text + strlen(text), 60, "A,%c,%d,%s,1\n", "fm"[i % 2], i / 2 % KIT_AGES,
                 i < 2 * KIT_AGES   ? "local"
                 : i < 4 * KIT_AGES ? "migrant"
                                    : "city");
    kit_file(&kit, "population.csv", text);
    kit_refuses(&kit,
                "transfers.csv: the rates of those who leave residency migrant in 2020, sex m, "
                "age 6, add up to 1.1; 1 is everybody\n");
    kit_close(&kit);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_nearest_row_holds);
    tcase_add_test(c, a_missing_year_takes_the_nearest_earlier_one);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, no_more_than_all_leave);
    return c;
}

UNIT_MAIN("build_transfers", known(), refusals())
