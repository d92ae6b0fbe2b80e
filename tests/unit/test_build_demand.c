#include "scenario_kit.h"

static const char tables[] = "  demand: demand.csv\n";

/* [year][zone][stage] of the kit: 2020 .. 2022, A and B, primary and lower secondary. */
static int32_t given(const struct kit *kit, int32_t year, int32_t zone, int32_t stage)
{
    return kit->s.given_demand[((year - 2020) * 2 + zone) * 2 + stage];
}

START_TEST(rows_stand_in_their_cells)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, tables);
    kit_file(&kit, "demand.csv",
             "zone,year,stage,pupils,source\n"
             "B,2022,lower_secondary,7,a what-if\n"
             "A,2020,primary,0,\n"
             "A,2019,primary,99,\n"
             "A,2023,primary,99,\n"
             "A,2021,lower_secondary,1000000,\n");
    kit_doubts(&kit, "");
    int32_t sum = 0;
    for (int i = 0; i < 12; i++)
        sum += kit.s.given_demand[i] != XW_NONE;
    ck_assert_int_eq(sum, 3);
    ck_assert_int_eq(given(&kit, 2022, 1, 1), 7);
    ck_assert_int_eq(given(&kit, 2020, 0, 0), 0);
    ck_assert_int_eq(given(&kit, 2021, 0, 1), 1000000);
    kit_close(&kit);
}
END_TEST

static const char with_tiers[] = "  tiers: tiers.csv\n  demand: demand.csv\n";
static const char tiers[] = "tier,stage,order,zone_right,share\n"
                            "home,primary,1,catchment,0.75\nlate,primary,2,coordination,0.25\n";

START_TEST(tiers_stand_in_order_and_add_up)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, with_tiers);
    kit_file(&kit, "tiers.csv", tiers);
    kit_file(&kit, "demand.csv",
             "zone,year,stage,tier,pupils\n"
             "B,2021,primary,late,3\n"
             "A,2022,primary,,40\n"
             "B,2021,primary,home,9\n"
             "A,2020,primary,late,5\n"
             "A,2019,primary,late,99\n");
    kit_doubts(&kit, "");
    const struct xw_given_tiers *g = &kit.s.given_tiers;
    static const int32_t year[] = { 0, 1, 1 }, zone[] = { 0, 1, 1 }, tier[] = { 1, 0, 1 },
                         pupils[] = { 5, 9, 3 };
    ck_assert_int_eq(g->count, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(g->year[i], year[i]);
        ck_assert_int_eq(g->zone[i], zone[i]);
        ck_assert_int_eq(g->stage[i], 0);
        ck_assert_int_eq(g->tier[i], tier[i]);
        ck_assert_int_eq(g->pupils[i], pupils[i]);
    }
    ck_assert_int_eq(given(&kit, 2021, 1, 0), 12);
    ck_assert_int_eq(given(&kit, 2022, 0, 0), 40);
    ck_assert_int_eq(given(&kit, 2020, 0, 0), 5);
    kit_close(&kit);
}
END_TEST

START_TEST(tiers_are_refused)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, with_tiers);
    kit_file(&kit, "tiers.csv", tiers);
    kit_file(&kit, "demand.csv",
             "zone,year,stage,tier,pupils\n"
             "A,2021,primary,lat,3\n"
             "A,2021,lower_secondary,late,3\n"
             "B,2021,primary,late,3\n"
             "B,2021,primary,,7\n");
    kit_refuses(&kit, "demand.csv:2:16: tier: \"lat\" is not accepted\n"
                      "    accepted: a tier of tiers.csv; did you mean late?\n"
                      "demand.csv:3:24: tier: \"late\" is not accepted\n"
                      "    accepted: a tier of that stage and year\n"
                      "demand.csv:5:16: tier: \"\" is not accepted\n"
                      "    accepted: a tier in all rows of a zone, year and stage, or in none\n");
    kit_close(&kit);
}
END_TEST

START_TEST(without_the_table_nothing_is_given)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    ck_assert_ptr_null(kit.s.given_demand);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_stand_in_their_cells);
    tcase_add_test(c, tiers_stand_in_order_and_add_up);
    tcase_add_test(c, without_the_table_nothing_is_given);
    return c;
}

START_TEST(rows_are_refused)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, tables);
    kit_file(&kit, "demand.csv",
             "zone,year,stage,pupils\n"
             "C,2020,primary,1\n"
             "A,2020,kindergarten,1\n"
             "A,2020,primary,-1\n"
             "A,2020,primary,2.5\n"
             "A,2021,primary,\n"
             "B,2021,primary,3\n"
             "B,2021,primary,3\n");
    kit_refuses(
        &kit, "demand.csv:4:16: pupils: \"-1\" is not accepted\n"
              "    accepted: a whole number of pupils, 0 to 1000000\n"
              "demand.csv:5:16: pupils: \"2.5\" is not accepted\n"
              "    accepted: a whole number of pupils, 0 to 1000000\n"
              "demand.csv:6:16: pupils: \"\" is not accepted\n"
              "    accepted: a whole number of pupils, 0 to 1000000\n"
              "demand.csv:5:1: zone: zone A, year 2020, stage primary is there already, in line 4\n"
              "demand.csv:8:1: zone: zone B, year 2021, stage primary is there already, in line 7\n"
              "demand.csv:2:1: zone: \"C\" is not accepted\n"
              "    accepted: a zone of zones.csv\n"
              "demand.csv:3:8: stage: \"kindergarten\" is not accepted\n"
              "    accepted: a stage of the scenario: primary, lower_secondary\n");
    kit_close(&kit);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, rows_are_refused);
    tcase_add_test(c, tiers_are_refused);
    return c;
}

UNIT_MAIN("build_demand", known_answers(), refusals())
