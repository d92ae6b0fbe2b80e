#include "xuewei/claims_round.h"
#include "rounds_kit.h"

static struct xw_tier tier_of(int32_t order, enum xw_tier_rule rule, enum xw_grows grows)
{
    return (struct xw_tier){
        .order = order, .right = XW_RIGHT_CATCHMENT, .rule = (uint8_t)rule, .grows = (uint8_t)grows
    };
}

static void claim(struct rounds *r, int32_t order, int32_t behind)
{
    ck_assert_int_eq(xw_claims_round(&r->round, r->t.state.scratch, order, behind), XW_OK);
}

/* One school of 45 places, 30 children of the first tier and 30 of the second: the first have theirs,
 * 15 places are left. By distance the 10 of A and 5 of B get them, by lot 5 of the 10 and 10 of the
 * 20. */
START_TEST(first_tier_is_served_before_the_second)
{
    static const int32_t want[XW_RULES][2] = { { 10, 5 }, { 5, 10 }, { 5, 10 } };
    struct rounds r;
    struct xw_tier tiers[] = { tier_of(1, (enum xw_tier_rule)_i, XW_GROWS_LIMIT),
                               tier_of(2, (enum xw_tier_rule)_i, XW_GROWS_LIMIT) };
    rounds_read(&r, false);
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 20, 10 }, { 10, 20 }, { 0, 0 } });
    claim(&r, 1, 0);
    claim(&r, 1, 1);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_CATCHMENT), 20);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_CATCHMENT), 10);
    claim(&r, 2, 0);
    for (int32_t z = 0; z < 2; z++) {
        ck_assert_int_eq(rounds_placed(&r, z, 1, 0, XW_REASON_CATCHMENT), want[_i][z]);
        ck_assert_int_eq(rounds_left(&r, z, 1, 0), (z == 0 ? 10 : 20) - want[_i][z]);
    }
    rounds_close(&r);
}
END_TEST

/* 50 of B want S1: 30 up to the norm, 36 up to the stretch, 45 up to the limit, though S2 stands empty. */
START_TEST(classes_grow_as_far_as_the_tier_lets_them)
{
    static const int32_t want[] = { 30, 36, 45 };
    struct rounds r;
    for (int rule = 0; rule < XW_RULES; rule++) {
        struct xw_tier tier = tier_of(5, (enum xw_tier_rule)rule, (enum xw_grows)_i);
        rounds_read(&r, false);
        rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 0 }, { 50 }, { 0 } });
        claim(&r, 5, 0);
        ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_CATCHMENT), want[_i]);
        ck_assert_int_eq(rounds_left(&r, 1, 0, 0), 50 - want[_i]);
        rounds_close(&r);
    }
}
END_TEST

/* 36 of A and B seek S1, 12 of them after a private lottery and behind the others: these 24 are in,
 * 6 of the 30 places are left for the 12, in proportion 4 of 8 and 2 of 4. */
START_TEST(losers_stand_behind_their_tier)
{
    struct rounds r;
    struct xw_tier tier = tier_of(1, XW_RULE_LOTTERY, XW_GROWS_NORM);
    rounds_read(&r, false);
    rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 20 }, { 16 }, { 0 } });
    int32_t *left = r.t.state.admission[0].left;
    left[0] -= 8;
    left[1] = 8;
    left[2] -= 4;
    left[3] = 4;
    claim(&r, 1, 0);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 0) + rounds_left(&r, 1, 0, 0), 0);
    claim(&r, 1, 1);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 1), 4);
    ck_assert_int_eq(rounds_left(&r, 1, 0, 1), 2);
    rounds_close(&r);
}
END_TEST

/* B has S1 and S2. Alone it sends its 24 to S1, which is nearer; by lot in expectation 12 to each;
 * a drawn lottery places all 24 in some way, the same for the same seed. */
START_TEST(a_zone_of_several_schools_shares_them)
{
    for (int how = 0; how < 3; how++) {
        struct rounds r;
        int32_t drawn[2][2];
        for (int again = 0; again < 2; again++) {
            struct xw_tier tier = tier_of(1, XW_RULE_DISTANCE, XW_GROWS_NORM);
            rounds_read(&r, true);
            rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 0 }, { 24 }, { 0 } });
            r.t.scenario.assignment.multi_school = (enum xw_multi_school)how;
            claim(&r, 1, 0);
            for (int32_t d = 0; d < 2; d++)
                drawn[again][d] = rounds_placed(&r, 1, 0, d, XW_REASON_MULTI_SCHOOL);
            rounds_close(&r);
        }
        ck_assert_int_eq(drawn[0][0] + drawn[0][1], 24);
        ck_assert_int_eq(drawn[0][0], drawn[1][0]);
        if (how == XW_MULTI_NEAREST) ck_assert_int_eq(drawn[0][0], 24);
        if (how == XW_MULTI_EXPECTATION) ck_assert_int_eq(drawn[0][0], 12);
        if (how == XW_MULTI_LOTTERY) ck_assert(drawn[0][0] > 4 && drawn[0][0] <= 20);
    }
}
END_TEST

/* The central history, replicates 1, 2 and 1 again, of eight seeds: a replicate's lots are its own. */
START_TEST(replicates_draw_lots_of_their_own)
{
    static const uint32_t replicate[] = { 0, 1, 2, 1 };
    int32_t others = 0;
    for (uint64_t seed = 0; seed < 8; seed++) {
        int32_t drawn[4];
        for (int h = 0; h < 4; h++) {
            struct rounds r;
            struct xw_draw draw = { .seed = seed, .replicate = replicate[h] };
            struct xw_tier tier = tier_of(1, XW_RULE_DISTANCE, XW_GROWS_NORM);
            rounds_read(&r, true);
            rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 0 }, { 24 }, { 0 } });
            r.t.scenario.assignment.multi_school = XW_MULTI_LOTTERY;
            r.t.scenario.seed = seed;
            r.t.state.draw = h == 0 ? NULL : &draw;
            claim(&r, 1, 0);
            drawn[h] = rounds_placed(&r, 1, 0, 0, XW_REASON_MULTI_SCHOOL);
            rounds_close(&r);
        }
        ck_assert_int_eq(drawn[1], drawn[3]);
        others += (drawn[0] != drawn[1]) + (drawn[1] != drawn[2]);
    }
    ck_assert_int_gt(others, 8);
}
END_TEST

/* By lot, the nearest first: 20 of A and 40 of B try S1, half of each gets one of its 30 places; the 20
 * of B who do not take the 20 of S2, the 10 of A have no other school. */
START_TEST(the_nearest_school_is_tried_first)
{
    struct rounds r;
    struct xw_tier tier = tier_of(1, XW_RULE_LOTTERY, XW_GROWS_NORM);
    rounds_read(&r, true);
    rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 20 }, { 40 }, { 0 } });
    claim(&r, 1, 0);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_CATCHMENT), 10);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_MULTI_SCHOOL), 20);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 1, XW_REASON_MULTI_SCHOOL), 20);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 0), 10);
    rounds_close(&r);
}
END_TEST

/* By distance the flow sees both: A gets S1's 20 of 30 places, B the other 10 and the 20 of S2. */
START_TEST(the_cheapest_flow_leaves_fewer_without)
{
    struct rounds r;
    struct xw_tier tier = tier_of(1, XW_RULE_DISTANCE, XW_GROWS_NORM);
    rounds_read(&r, true);
    rounds_open(&r, 1, &tier, (int32_t[3][3]){ { 20 }, { 40 }, { 0 } });
    claim(&r, 1, 0);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_CATCHMENT), 20);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_MULTI_SCHOOL), 10);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 1, XW_REASON_MULTI_SCHOOL), 20);
    ck_assert_int_eq(rounds_left(&r, 1, 0, 0), 10);
    rounds_close(&r);
}
END_TEST

/* The second tier of C has a row of its own, to S1; the first keeps S2. Others have no claim here. */
START_TEST(a_row_may_be_of_one_tier)
{
    struct rounds r;
    struct xw_tier tiers[] = { tier_of(1, XW_RULE_DISTANCE, XW_GROWS_NORM),
                               tier_of(1, XW_RULE_DISTANCE, XW_GROWS_NORM),
                               { .order = 1, .right = XW_RIGHT_COORDINATION } };
    rounds_read(&r, false);
    rounds_tiers(&r.t.scenario, 3, tiers);
    struct xw_catchments *c = &r.t.scenario.catchments;
    c->to_year[2] = XW_NEVER; /* C to S1 */
    c->tier[2] = 1;
    c->tier[3] = 0; /* C to S2 */
    rounds_open(&r, 3, tiers, (int32_t[3][3]){ { 0 }, { 0 }, { 7, 8, 9 } });
    claim(&r, 1, 0);
    ck_assert_int_eq(rounds_placed(&r, 2, 0, 1, XW_REASON_CATCHMENT), 7);
    ck_assert_int_eq(rounds_placed(&r, 2, 1, 0, XW_REASON_CATCHMENT), 8);
    ck_assert_int_eq(rounds_left(&r, 2, 2, 0), 9);
    rounds_close(&r);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, first_tier_is_served_before_the_second, 0, XW_RULES);
    tcase_add_loop_test(c, classes_grow_as_far_as_the_tier_lets_them, 0, XW_GROWS_LAYERS);
    tcase_add_test(c, losers_stand_behind_their_tier);
    tcase_add_test(c, a_zone_of_several_schools_shares_them);
    tcase_add_test(c, replicates_draw_lots_of_their_own);
    tcase_add_test(c, the_nearest_school_is_tried_first);
    tcase_add_test(c, the_cheapest_flow_leaves_fewer_without);
    tcase_add_test(c, a_row_may_be_of_one_tier);
    return c;
}

UNIT_MAIN("claims round", known())
