#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void read_births(struct kit *kit, const char *text, const char *more)
{
    char lines[200];
    kit_open(kit);
    snprintf(lines, sizeof lines, "  births: births.csv\n%s", more);
    kit_scenario_and(kit, lines);
    kit_file(kit, "births.csv", text);
}

START_TEST(resident_births_of_the_district)
{
    struct kit kit;
    read_births(&kit, "year,births,series\n2020,100,resident\n2022,90,resident\n",
                "adjust: {births: 0.5}\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.births.first, 2020);
    ck_assert_int_eq(kit.s.births.years, 3);
    ck_assert_double_eq(kit.s.births.district[0], 50);
    ck_assert_double_nan(kit.s.births.district[1]);
    ck_assert_double_eq(kit.s.births.district[2], 45);
    kit_close(&kit);
}
END_TEST

START_TEST(another_series_is_not_used)
{
    struct kit kit;
    read_births(&kit,
                "year,births,series\n2020,100,registered\n2021,90,hospital\n2021,80,resident\n2021,"
                "70,registered\n",
                "");
    kit_doubts(&kit,
               "births.csv:2:10: doubt: series: Only births of the series resident (births.series) "
               "are used; these years are known in another series alone and are not filled from "
               "it: 2020. [births_series]\n");
    ck_assert_int_eq(kit.s.births.first, 2021);
    ck_assert_int_eq(kit.s.births.years, 1);
    ck_assert_double_eq(kit.s.births.district[0], 80);
    kit_file(&kit, "births.csv", "year,births,series\n2020,100,registered\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.s.births.years, 0);
    kit_close(&kit);
}
END_TEST

/* Those of a larger place are read by the same rules: 2018 by months alone, 2019 by months that agree with
 * the year, 2020 by months that do not, 2021 by some months. */
START_TEST(cohort_births_by_year_and_month)
{
    struct kit kit;
    char text[2000] = "year,month,births\n2017,,60\n2019,,120\n2020,,90\n2021,,70\n2021,3,5\n";
    kit_open(&kit);
    kit_scenario_and(&kit, "  cohort_births: cohort_births.csv\n");
    for (int year = 2018; year <= 2020; year++)
        for (int month = 1; month <= 12; month++)
            snprintf(text + strlen(text), 30, "%d,%d,10\n", year, month);
    kit_file(&kit, "cohort_births.csv", text);
    kit_doubts(
        &kit,
        "cohort_births.csv:4:1: doubt: The months of 2020 add up to 120, the year's own number "
        "is 90: it goes before them, and they only spread it. [births_months_differ]\n"
        "cohort_births.csv:5:1: doubt: The year 2021 has its own number of births and not all "
        "months: the months are not used. [births_months_unused]\n");
    const struct xw_known_births *b = &kit.s.cohort_births;
    ck_assert_int_eq(b->first, 2017);
    ck_assert_int_eq(b->years, 5);
    ck_assert_double_eq(b->district[0], 60);
    ck_assert_double_eq(b->district[1], 120);
    ck_assert_double_eq(b->district[3], 90);
    ck_assert(isnan(b->month[0]) && isnan(b->month[4 * 12 + 2]));
    ck_assert_double_eq(b->month[12], 10);
    ck_assert_double_eq(b->month[24], 10);
    ck_assert_double_eq(b->month[36], 7.5);
    ck_assert_double_eq(b->late_share, 0.345);
    ck_assert_int_eq(kit.s.births.years, 0);
    kit_close(&kit);
}
END_TEST

static void months(char text[2000], int first, int last, const char *zone)
{
    for (int month = first; month <= last; month++)
        snprintf(text + strlen(text), 60, "2020,%d,%d,resident,%s\n", month, month, zone);
}

START_TEST(months_and_zones_add_up)
{
    struct kit kit;
    char text[2000] = "year,month,births,series,zone\n";
    months(text, 1, 12, "");
    strcat(text, "2021,,7,resident,A\n2021,,8,resident,B\n2022,,5,resident,A\n");
    read_births(&kit, text, "");
    kit_doubts(&kit, "births.csv:16:1: doubt: The births of 2022 lack months or zones; only months "
                     "that are complete for the district count as known. [births_partial]\n");
    ck_assert_double_eq(kit.s.births.district[0], 78);
    for (int m = 0; m < 12; m++)
        ck_assert_double_eq(kit.s.births.month[m], m + 1);
    ck_assert_double_nan(kit.s.births.month[12]); /* a year of zones without months */
    ck_assert_double_eq(kit.s.births.late_share, 0.345);
    ck_assert_double_eq(kit.s.births.district[1], 15);
    ck_assert_double_nan(kit.s.births.district[2]);
    kit_close(&kit);
}
END_TEST

START_TEST(eleven_months_are_no_year)
{
    struct kit kit;
    char text[2000] = "year,month,births,series,zone\n";
    months(text, 1, 11, "");
    read_births(&kit, text, "");
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.doubts, 1);
    ck_assert_double_nan(kit.s.births.district[0]);
    ck_assert_double_eq(kit.s.births.month[10], 11); /* a school cohort may do without December */
    ck_assert_double_nan(kit.s.births.month[11]);

    strcat(text, "2020,,90,resident,\n");
    kit_file(&kit, "births.csv", text);
    kit_doubts(&kit,
               "births.csv:2:1: doubt: The year 2020 has its own number of births and not all "
               "months: the months are not used. [births_months_unused]\n");
    ck_assert_double_eq(kit.s.births.district[0], 90);
    ck_assert_double_nan(kit.s.births.month[10]);

    strcpy(text, "year,month,births,series,zone\n");
    months(text, 1, 12, "A");
    months(text, 1, 12, "B");
    kit_file(&kit, "births.csv", text);
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.births.district[0], 156);

    strcat(text, "2020,,160,resident,\n"); /* the district's own row goes before its zones */
    kit_file(&kit, "births.csv", text);
    kit_doubts(&kit,
               "births.csv:2:1: doubt: The months of 2020 add up to 156, the year's own number "
               "is 160: it goes before them, and they only spread it. [births_months_differ]\n");
    ck_assert_double_eq(kit.s.births.district[0], 160);
    ck_assert_double_eq_tol(kit.s.births.month[11], 24.0 * 160 / 156, 1e-12);
    kit_close(&kit);
}
END_TEST

START_TEST(a_chosen_series_is_used_alone)
{
    struct kit kit;
    read_births(&kit,
                "year,births,series\n2020,100,registered\n2021,90,hospital\n2021,80,resident\n2021,"
                "70,registered\n",
                "births: {series: registered, coverage: 1.5, late_share: 0.25}\n");
    kit_doubts(
        &kit,
        "scenario.yaml:17:18: doubt: births.series: Births are of the series registered, times "
        "births.coverage 1.5; the population is the residents', another series. "
        "[births_not_resident]\n"
        "births.csv:3:9: doubt: series: Only births of the series registered "
        "(births.series) are used; those of another series are not. "
        "[births_series]\n");
    ck_assert_int_eq(kit.s.births.first, 2020);
    ck_assert_int_eq(kit.s.births.years, 2);
    ck_assert_double_eq(kit.s.births.district[0], 150);
    ck_assert_double_eq(kit.s.births.district[1], 105);
    ck_assert_double_eq(kit.s.births.late_share, 0.25);

    kit_scenario_and(&kit, "  births: births.csv\nbirths: {series: hospital}\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.s.births.first, 2021);
    ck_assert_double_eq(kit.s.births.district[0], 90); /* coverage 1, and said so */
    ck_assert_int_eq(kit.diag.doubts, 2);
    kit_close(&kit);
}
END_TEST

/* A year is given once in a series, whatever its evidence. */
START_TEST(two_numbers_of_a_year_are_refused)
{
    struct kit kit;
    read_births(&kit,
                "year,births,series,evidence\n2020,100,resident,published\n"
                "2020,90,resident,estimated\n",
                "");
    kit_refuses(&kit,
                "births.csv:3:1: year: year 2020, series resident is there already, in line 2\n");
    kit_scenario_and(&kit, "  births: births.csv\nbirths: {coverage: 1.5, late_share: 1.1}\n");
    kit_file(&kit, "births.csv", "year,births,series\n2020,100,resident\n");
    kit_refuses(&kit,
                "scenario.yaml:17:37: births.late_share: \"1.1\" is not accepted\n"
                "    accepted: a number, 0 to 1\n"
                "scenario.yaml:17:20: births.coverage: it turns births of another series into "
                "resident ones, and births.series is resident\n");
    kit_close(&kit);
}
END_TEST

START_TEST(faults_are_said)
{
    struct kit kit;
    read_births(&kit, "year,month,births,series,zone\n2020,13,1,resident,\n2021,,1,resident,C\n",
                "");
    kit_refuses(&kit, "births.csv:2:6: month: \"13\" is not accepted\n"
                      "    accepted: a whole number, 1 to 12\n"
                      "births.csv:3:18: zone: \"C\" is not accepted\n"
                      "    accepted: a zone of zones.csv\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, resident_births_of_the_district);
    tcase_add_test(c, another_series_is_not_used);
    tcase_add_test(c, months_and_zones_add_up);
    tcase_add_test(c, eleven_months_are_no_year);
    tcase_add_test(c, a_chosen_series_is_used_alone);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, faults_are_said);
    tcase_add_test(c, two_numbers_of_a_year_are_refused);
    tcase_add_test(c, cohort_births_by_year_and_month);
    return c;
}

UNIT_MAIN("build_births", known_answers(), refusals())
