#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *travel, const char *more)
{
    char lines[300] = "";
    kit_open(kit);
    if (travel != NULL) {
        strcat(lines, "  travel: travel.csv\n");
        kit_file(kit, "travel.csv", travel);
    }
    strcat(lines, more);
    kit_scenario_and(kit, lines);
}

static const char by_travel[] = "assignment: {distance: travel}\n";

START_TEST(travel_is_ordered)
{
    struct kit kit;
    open_with(&kit, "zone,school,metres,minutes\nB,P1,1100.5,14\nA,P2,900,\nA,M1,0,0\n", by_travel);
    kit_doubts(&kit, "");
    const struct xw_travel *t = &kit.s.travel;
    static const int32_t zone[] = { 0, 0, 1 }, school[] = { 0, 2, 1 }, metres[] = { 0, 900, 1101 };
    ck_assert_int_eq(t->count, 3);
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(t->zone[k], zone[k]);
        ck_assert_int_eq(t->school[k], school[k]);
        ck_assert_int_eq(t->metres[k], metres[k]);
    }
    ck_assert_int_eq(kit.s.assignment.distance, XW_DISTANCE_TRAVEL);
    kit_close(&kit);
}
END_TEST

START_TEST(travel_that_nobody_takes_is_doubted)
{
    struct kit kit;
    open_with(&kit, "zone,school,metres\nB,P1,1100\n", "");
    kit_doubts(&kit,
               "travel.csv: doubt: travel is given, but assignment.distance takes other ways, "
               "so that it changes nothing. [ways_not_used]\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *travel, *want;
} refused[] = {
    { NULL, "scenario.yaml:16:24: assignment.distance: ways by travel need the table travel\n" },
    { "zone,school,metres\nA,P1,100\nA,P1,200\n",
      "travel.csv:3:1: zone: zone A, school P1 is there already, in line 2\n" },
    { "zone,school,metres\nA,P1,\n", "travel.csv:2:6: metres: \"\" is not accepted\n"
                                     "    accepted: a number of metres, 0 to 10000000\n" },
    { "zone,school,metres\nA,P1,-3\nA,P2,1e9\n",
      "travel.csv:2:6: metres: \"-3\" is not accepted\n"
      "    accepted: a number of metres, 0 to 10000000\n"
      "travel.csv:3:6: metres: \"1e9\" is not accepted\n"
      "    accepted: a number of metres, 0 to 10000000\n" },
    { "zone,school\nA,P1\n", "travel.csv:1:1: the column \"metres\" is missing\n" },
};

START_TEST(faults_are_refused)
{
    struct kit kit;
    open_with(&kit, refused[_i].travel, by_travel);
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(unknown_codes_are_refused)
{
    struct kit kit;
    open_with(&kit, "zone,school,metres\nZ,P1,100\nA,Q1,200\n", by_travel);
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.refused, 2);
    ck_assert_ptr_nonnull(strstr(kit_printed(&kit, false), "travel.csv:2:1: zone: \"Z\""));
    ck_assert_ptr_nonnull(strstr(kit_printed(&kit, false), "travel.csv:3:3: school: \"Q1\""));
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, travel_is_ordered);
    tcase_add_test(c, travel_that_nobody_takes_is_doubted);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(c, unknown_codes_are_refused);
    return c;
}

UNIT_MAIN("build_travel", known_answers(), refusals())
