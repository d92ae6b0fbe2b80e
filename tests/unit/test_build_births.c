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
               "births.csv:2:10: doubt: series: Births registered or counted in hospitals are "
               "another series than the resident population; they are not used. "
               "[births_series]\n");
    ck_assert_int_eq(kit.s.births.first, 2021);
    ck_assert_int_eq(kit.s.births.years, 1);
    ck_assert_double_eq(kit.s.births.district[0], 80);
    kit_file(&kit, "births.csv", "year,births,series\n2020,100,registered\n");
    kit_read(&kit);
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
    kit_doubts(&kit,
               "births.csv:16:1: doubt: The births of 2022 lack months or zones; they are not "
               "used. [births_partial]\n");
    ck_assert_double_eq(kit.s.births.district[0], 78);
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

    strcpy(text, "year,month,births,series,zone\n");
    months(text, 1, 12, "A");
    months(text, 1, 12, "B");
    kit_file(&kit, "births.csv", text);
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.births.district[0], 156);

    strcat(text, "2020,,160,resident,\n"); /* the district's own row goes before its zones */
    kit_file(&kit, "births.csv", text);
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.births.district[0], 160);
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
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, faults_are_said);
    return c;
}

UNIT_MAIN("build_births", known_answers(), refusals())
