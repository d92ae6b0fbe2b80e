#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *catchments, const char *feeders)
{
    char lines[200] = "";
    kit_open(kit);
    if (catchments != NULL) {
        strcat(lines, "  catchments: catchments.csv\n");
        kit_file(kit, "catchments.csv", catchments);
    }
    if (feeders != NULL) {
        strcat(lines, "  feeders: feeders.csv\n");
        kit_file(kit, "feeders.csv", feeders);
    }
    kit_scenario_and(kit, lines);
}

START_TEST(catchments_are_ordered)
{
    struct kit kit;
    open_with(&kit,
              "stage,zone,school,from_year,to_year\n"
              "lower_secondary,A,M1,,\n"
              "primary,B,P2,2021,\n"
              "primary,A,P2,,2020\n"
              "primary,A,P1,,\n",
              NULL);
    kit_doubts(&kit, "");
    const struct xw_catchments *c = &kit.s.catchments;
    static const int32_t stage[] = { 0, 0, 0, 1 }, zone[] = { 0, 0, 1, 0 },
                         school[] = { 1, 2, 2, 0 }, line[] = { 5, 4, 3, 2 };
    ck_assert_int_eq(c->count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(c->stage[k], stage[k]);
        ck_assert_int_eq(c->zone[k], zone[k]);
        ck_assert_int_eq(c->school[k], school[k]);
        ck_assert_int_eq(c->line[k], line[k]);
        ck_assert_int_eq(c->from_year[k], k == 2 ? 2021 : INT16_MIN);
        ck_assert_int_eq(c->to_year[k], k == 1 ? 2020 : XW_NEVER);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(feeders_are_ordered)
{
    struct kit kit;
    open_with(&kit, NULL,
              "from_school,to_school,share,from_year,to_year\n"
              "P2,M1,1,,\n"
              "P1,M1,0.7,,2020\n"
              "P1,P2,0.3,,\n"
              "P1,M1,0.6,2021,\n");
    kit_doubts(&kit, "");
    const struct xw_feeders *f = &kit.s.feeders;
    static const int32_t from[] = { 1, 1, 1, 2 }, to[] = { 0, 0, 2, 0 };
    static const double share[] = { 0.7, 0.6, 0.3, 1 };
    ck_assert_int_eq(f->count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(f->from_school[k], from[k]);
        ck_assert_int_eq(f->to_school[k], to[k]);
        ck_assert_double_eq(f->share[k], share[k]);
    }
    ck_assert_int_eq(f->to_year[0], 2020);
    ck_assert_int_eq(f->from_year[1], 2021);
    ck_assert_int_eq(f->to_year[1], XW_NEVER);
    ck_assert_int_eq(f->line[0], 3);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *catchments, *feeders, *want;
} faults[] = {
    { "stage,zone,school,tier,from_year,to_year\nprimary,A,P1,first,,\nprimary,A,P2,,2022,2021\n",
      NULL,
      "catchments.csv:2:14: tier: \"first\" is not accepted\n"
      "    accepted: nothing: the scenario has no table tiers\n"
      "catchments.csv:3:20: to_year: \"2021\" is not accepted\n"
      "    accepted: a year from from_year 2022 on\n" },
    { "stage,zone,school\nprimary,C,P1\nprimary,A,P11\nnursery,A,P1\n", NULL,
      "catchments.csv:2:9: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n"
      "catchments.csv:3:11: school: \"P11\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean P1?\n"
      "catchments.csv:4:1: stage: \"nursery\" is not accepted\n"
      "    accepted: a stage of the scenario: primary, lower_secondary\n" },
    { NULL, "from_school,to_school,share\nP1,M1,1.2\nP2,M1,1\nP9,M1,1\n",
      "feeders.csv:2:7: share: \"1.2\" is not accepted\n    accepted: a number, 0 to 1\n"
      "feeders.csv:4:1: from_school: \"P9\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean P1?\n" },
    { NULL,
      "from_school,to_school,share,from_year,to_year\nP1,M1,0.4,2020,2022\nP1,P2,0.4,2022,\n"
      "P1,P1,0.3,2022,\nP2,M1,0.6,,2020\nP2,P1,0.5,2021,\n",
      "feeders.csv:4:1: share: the shares of the leavers of P1 add up to 1.1; at most 1 is "
      "accepted\n" },
    { NULL, "from_school,to_school,share,from_year,to_year\nP1,M1,0.4,2021,2020\n",
      "feeders.csv:2:16: to_year: \"2020\" is not accepted\n"
      "    accepted: a year from from_year 2021 on\n" },
};

START_TEST(a_boarding_school_has_no_catchment)
{
    struct kit kit;
    open_with(&kit, "stage,zone,school\nprimary,A,P2\nprimary,A,P1\n", NULL);
    kit_file(&kit, "schools.csv",
             "school,name_zh,zone,sector,boarding\n"
             "P1,一小,A,public,no\n"
             "P2,二小,B,public,yes\n"
             "M1,一中,B,public,\n");
    kit_refuses(&kit, "catchments.csv:2:11: school: \"P2\" is not accepted\n"
                      "    accepted: a school without boarding: boarding schools are open to all "
                      "zones\n");
    kit_close(&kit);
}
END_TEST

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].catchments, faults[_i].feeders);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, catchments_are_ordered);
    tcase_add_test(c, feeders_are_ordered);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, a_boarding_school_has_no_catchment);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_catchments", known_answers(), refusals())
