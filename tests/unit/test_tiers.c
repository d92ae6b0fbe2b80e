#include "xuewei/tiers.h"
#include "unit.h"

START_TEST(every_word_is_the_table_s)
{
    static const char *const right[] = { "catchment", "coordination", "none", "" },
                             *const rule[] = { "distance", "lottery", "date", "" },
                             *const grows[] = { "norm", "stretch", "limit", "" };
    for (int i = 0; i < 4; i++) {
        ck_assert_str_eq(xw_zone_right_word((enum xw_zone_right)i), right[i]);
        ck_assert_str_eq(xw_tier_rule_word((enum xw_tier_rule)i), rule[i]);
        ck_assert_str_eq(xw_grows_word((enum xw_grows)i), grows[i]);
    }
}
END_TEST

/* a: order 2, all stages; b: order 1, stage 0, in two residencies; c: order 2, stage 0 from 2022 on. */
static const char *codes[] = { "a", "b", "c" };
static struct xw_tier rows[] = { { .code = 0, .order = 2 },
                                 { .code = 1, .order = 1, .right = XW_RIGHT_COORDINATION },
                                 { .code = 1, .order = 1, .right = XW_RIGHT_COORDINATION },
                                 { .code = 2, .order = 2 } };
static int32_t stages[] = { XW_NONE, 0, 0, 0 }, residencies[] = { XW_NONE, 0, 1, 1 },
               lines[] = { 2, 3, 4, 5 };
static double shares[] = { 0.5, 0.25, 0.125, 0.375 };
static int16_t from[] = { INT16_MIN, INT16_MIN, 2021, 2022 },
               to[] = { XW_NEVER, XW_NEVER, 2022, XW_NEVER };
static const struct xw_tiers table = { 3,      codes,       codes,  codes, 4,  rows,
                                       stages, residencies, shares, from,  to, lines };

START_TEST(tiers_of_a_year_stand_by_order_then_code)
{
    struct xw_tier_year y = xw_tiers_of(&table, 0, 2020);
    ck_assert(y.given);
    ck_assert_int_eq(y.count, 2);
    ck_assert_int_eq(y.tier[0].code, 1);
    ck_assert_int_eq(y.tier[0].right, XW_RIGHT_COORDINATION);
    ck_assert_int_eq(y.tier[1].code, 0);
    y = xw_tiers_of(&table, 0, 2022);
    ck_assert_int_eq(y.count, 3);
    ck_assert_int_eq(y.tier[1].code, 0);
    ck_assert_int_eq(y.tier[2].code, 2);
    ck_assert_str_eq(xw_tiers_code(&table, &y, 2), "c");
    y = xw_tiers_of(&table, 1, 2022);
    ck_assert_int_eq(y.count, 1);
    ck_assert(y.given);
    ck_assert_str_eq(xw_tiers_code(&table, &y, 0), "a");
}
END_TEST

START_TEST(without_rows_everybody_is_one_tier)
{
    static const struct xw_tiers none;
    struct xw_tier_year y = xw_tiers_of(&none, 0, 2022);
    ck_assert(!y.given);
    ck_assert_int_eq(y.count, 1);
    ck_assert_int_eq(y.tier[0].right, XW_RIGHT_CATCHMENT);
    ck_assert_int_eq(y.tier[0].rule, XW_RULE_DISTANCE);
    ck_assert_int_eq(y.tier[0].grows, XW_GROWS_STRETCH);
    ck_assert_str_eq(xw_tiers_code(&none, &y, 0), "resident");
}
END_TEST

static const struct {
    int32_t code, stage;
    int16_t year;
    int32_t residency;
    double want;
} share_of[] = {
    { 0, 0, 2020, 0, 0.5 },   { 0, 1, 2020, 1, 0.5 },   { 1, 0, 2020, 0, 0.25 },
    { 1, 0, 2020, 1, 0.0 },   { 1, 0, 2021, 1, 0.125 }, { 1, 0, 2022, 1, 0.125 },
    { 1, 0, 2023, 1, 0.0 },   { 1, 1, 2021, 1, 0.0 },   { 2, 0, 2021, 1, 0.0 },
    { 2, 0, 2022, 1, 0.375 }, { 2, 0, 2022, 0, 0.0 },
};

START_TEST(shares_are_of_their_children_stage_and_years)
{
    ck_assert_double_eq(xw_tiers_share(&table, share_of[_i].code, share_of[_i].stage,
                                       share_of[_i].year, share_of[_i].residency),
                        share_of[_i].want);
}
END_TEST

START_TEST(areas_are_those_of_the_stage_and_year)
{
    int32_t stage[] = { 0, 0, 0, 1 }, zone[] = { 0, 0, 2, 1 }, area[] = { 0, 1, 1, 0 };
    int16_t first[] = { INT16_MIN, 2022, 2020, 2020 }, last[] = { 2021, XW_NEVER, 2020, 2020 };
    struct xw_admission_areas areas = { 4, 2, codes, stage, zone, area, first, last, lines };
    static const int32_t want[4][3] = { { 0, -1, 1 }, { 0, -1, -1 }, { 1, -1, -1 }, { 1, -1, -1 } };
    for (int y = 0; y < 4; y++) {
        int32_t got[3];
        ck_assert(xw_admission_areas_of(&areas, 0, (int16_t)(2020 + y), 3, got));
        for (int z = 0; z < 3; z++)
            ck_assert_int_eq(got[z], want[y][z]);
    }
    int32_t got[3] = { 7, 7, 7 };
    ck_assert(!xw_admission_areas_of(&areas, 1, 2021, 3, got));
    ck_assert_int_eq(got[1], XW_NONE);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_word_is_the_table_s);
    tcase_add_test(c, tiers_of_a_year_stand_by_order_then_code);
    tcase_add_test(c, without_rows_everybody_is_one_tier);
    tcase_add_loop_test(c, shares_are_of_their_children_stage_and_years, 0,
                        sizeof share_of / sizeof *share_of);
    tcase_add_test(c, areas_are_those_of_the_stage_and_year);
    return c;
}

UNIT_MAIN("tiers", known())
