#include "scenario_kit.h"
#include <math.h>

static const char tables[] = "  siblings: siblings.csv\n";

START_TEST(siblings_stand_by_stage_zone_school_year)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, tables);
    kit_file(&kit, "siblings.csv",
             "stage,zone,school,year,share\n"
             "lower_secondary,A,M1,,0.1\n"
             "primary,B,P2,2021,0.5\n"
             "primary,B,P2,,0.25\n"
             "primary,A,P2,,0\n"
             "primary,A,P1,,1\n");
    kit_doubts(&kit, "");
    const struct xw_siblings *s = &kit.s.siblings;
    static const int32_t line[] = { 6, 5, 4, 3, 2 };
    ck_assert_int_eq(s->count, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(s->line[i], line[i]);
    ck_assert_int_eq(s->year[2], INT16_MIN);
    ck_assert_int_eq(s->year[3], 2021);
    ck_assert_double_eq(s->share[3], 0.5);
    ck_assert_int_eq(s->pupils[3], XW_NONE);
    ck_assert_int_eq(s->stage[4], 1);
    kit_close(&kit);
}
END_TEST

START_TEST(pupils_may_be_given_instead)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, tables);
    kit_file(&kit, "siblings.csv", "stage,zone,school,pupils\nprimary,A,P1,7\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.siblings.pupils[0], 7);
    ck_assert(isnan(kit.s.siblings.share[0]));
    kit_close(&kit);
}
END_TEST

/* A scenario in which pupils of primary school choose. */
static const char *choosing(void)
{
    static char text[3000];
    snprintf(text, sizeof text, "%s", kit_scenario);
    char *at = strstr(text, "first_age: 6, grades: 2");
    ck_assert_ptr_nonnull(at);
    static char whole[3200];
    snprintf(whole, sizeof whole, "%.*sadmission: choice, %s", (int)(at - text), text, at);
    return whole;
}

static void kit_choosing(struct kit *kit, const char *preferences)
{
    char text[4000];
    snprintf(text, sizeof text, "%s  preferences: preferences.csv\n", choosing());
    kit_file(kit, "scenario.yaml", text);
    kit_file(kit, "preferences.csv", preferences);
}

START_TEST(lists_stand_by_stage_zone_tier_school)
{
    struct kit kit;
    kit_open(&kit);
    kit_choosing(&kit, "stage,zone,school,rank\nprimary,B,P2,1\nprimary,B,P1,2\nprimary,A,P2,1\n");
    kit_doubts(&kit, "");
    const struct xw_preferences *p = &kit.s.preferences;
    ck_assert_int_eq(kit.s.stages.stage[0].admission, XW_ADMISSION_CHOICE);
    ck_assert_int_eq(kit.s.stages.stage[1].admission, XW_ADMISSION_ZONED);
    ck_assert_int_eq(p->count, 3);
    ck_assert_int_eq(p->line[0], 4);
    ck_assert_int_eq(p->line[1], 3);
    ck_assert_int_eq(p->rank[1], 2);
    ck_assert_int_eq(p->tier[1], XW_NONE);
    ck_assert(isnan(p->utility[1]));
    kit_choosing(&kit, "stage,zone,school,utility\nprimary,B,P2,-1.5\n");
    kit_doubts(&kit, "");
    ck_assert_double_eq(p->utility[0], -1.5);
    ck_assert_int_eq(p->rank[0], XW_NONE);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, siblings_stand_by_stage_zone_school_year);
    tcase_add_test(c, pupils_may_be_given_instead);
    tcase_add_test(c, lists_stand_by_stage_zone_tier_school);
    return c;
}

START_TEST(siblings_are_refused)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, tables);
    kit_file(&kit, "siblings.csv",
             "stage,zone,school,year,share\n"
             "primary,C,P1,,0.1\n"
             "primary,A,P9,,0.1\n"
             "primary,A,P1,,0.6\n"
             "primary,A,P2,2021,0.5\n");
    kit_refuses(&kit,
                "siblings.csv:2:9: zone: \"C\" is not accepted\n"
                "    accepted: a zone of zones.csv\n"
                "siblings.csv:3:11: school: \"P9\" is not accepted\n"
                "    accepted: a school of schools.csv; did you mean P1?\n"
                "siblings.csv:5:1: share: the shares of the entrants of zone A add up to 1.1; "
                "at most 1 is accepted\n");
    /* A row of the year stands before the one of every year. */
    kit_file(&kit, "siblings.csv",
             "stage,zone,school,year,share\nprimary,A,P1,,0.6\nprimary,A,P1,2021,0.5\n"
             "primary,A,P2,2021,0.5\n");
    kit_doubts(&kit, "");
    kit_close(&kit);
}
END_TEST

START_TEST(lists_are_refused)
{
    struct kit kit;
    kit_open(&kit);
    kit_choosing(&kit, "stage,zone,school,tier,rank\nprimary,B,P2,gold,1\nlower_secondary,A,M1,,1\n"
                       "primary,A,P2,,0\n");
    kit_refuses(&kit, "preferences.csv:4:15: rank: \"0\" is not accepted\n"
                      "    accepted: a whole number, 1 to 1000\n"
                      "preferences.csv:2:14: tier: \"gold\" is not accepted\n"
                      "    accepted: nothing: the scenario has no table tiers\n"
                      "preferences.csv:3:1: stage: \"lower_secondary\" is not accepted\n"
                      "    accepted: a stage with admission: choice\n");
    kit_close(&kit);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, siblings_are_refused);
    tcase_add_test(c, lists_are_refused);
    return c;
}

UNIT_MAIN("build_choices", known_answers(), refusals())
