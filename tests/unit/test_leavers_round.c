#include "xuewei/leavers_round.h"
#include "rounds_kit.h"

static const struct xw_tier first_tier = { .order = 1, .right = XW_RIGHT_CATCHMENT };
static const struct xw_tier second_tier = { .order = 2, .right = XW_RIGHT_NONE };

/* Shares as if they came from entry_ways.h: of A's children 0.6 stay in S1's school and 0.4 are sent to
 * S2; of B's 0.5 are sent to S1, of C's nobody is directed. */
static void open_leavers(struct rounds *r, int32_t pupils[3][ROUNDS_TIERS], bool first)
{
    static double directed[] = { 0.6, 0.4, 0.5 }, stay[] = { 0.6, 0.0, 0.0 };
    static int32_t start[] = { 0, 2, 3, 3 }, division[] = { 0, 1, 0 };
    struct xw_tier tiers[] = { first_tier, second_tier };
    rounds_read(r, false);
    rounds_open(r, 2, tiers, pupils);
    r->t.scenario.assignment.feeder_first = first;
    r->round.ways.directed = (struct xw_feeder_ways){ start, division, directed, stay };
}

static void step(struct rounds *r)
{
    ck_assert_int_eq(xw_leavers_round(&r->round, r->t.state.scratch), XW_OK);
}

/* 40 of A: 24 stay in S1, 16 go to S2. 20 of B: 10 are sent to S1, where 6 of 30 norm places are left;
 * the others of B, 4 and 10, go on. */
START_TEST(own_leavers_come_before_those_sent)
{
    struct rounds r;
    open_leavers(&r, (int32_t[3][3]){ { 40, 0 }, { 20, 0 }, { 9, 0 } }, true);
    step(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_OWN_LEAVERS), 24);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 1, XW_REASON_FEEDER), 16);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_FEEDER), 6);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 0), 0);
    ck_assert_int_eq(rounds_left(&r, 1, 0, 0), 14);
    ck_assert_int_eq(rounds_left(&r, 2, 0, 0), 9);
    rounds_close(&r);
}
END_TEST

/* Tiers go in their order: 60 of A's first tier would be 36 who stay and 24 who are sent, but there are 30
 * and 20 places; nothing is left for the second tier. */
START_TEST(earlier_tiers_leave_what_they_leave)
{
    struct rounds r;
    open_leavers(&r, (int32_t[3][3]){ { 60, 10 }, { 0, 0 }, { 0, 0 } }, true);
    step(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_OWN_LEAVERS), 30);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 1, XW_REASON_FEEDER), 20);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 0), 10);
    ck_assert_int_eq(rounds_left(&r, 0, 1, 0), 10);
    rounds_close(&r);
}
END_TEST

/* 20 of A's second tier: 12 stay in S1. 60 of B's first tier: 30 are sent to S1 and find 18 places, though
 * their tier goes first; A's other 8 find 8 of S2's 20. */
START_TEST(own_leavers_of_any_tier_come_before_those_sent)
{
    struct rounds r;
    open_leavers(&r, (int32_t[3][3]){ { 0, 20 }, { 60, 0 }, { 0, 0 } }, true);
    step(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, 0, XW_REASON_OWN_LEAVERS), 12);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_FEEDER), 18);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, 1, XW_REASON_FEEDER), 8);
    rounds_close(&r);
}
END_TEST

START_TEST(without_the_rule_there_is_no_such_round)
{
    struct rounds r;
    open_leavers(&r, (int32_t[3][3]){ { 40, 0 }, { 20, 0 }, { 0, 0 } }, false);
    step(&r);
    ck_assert_int_eq(rounds_left(&r, 0, 0, 0), 40);
    rounds_close(&r);
}
END_TEST

/* The whole run of tiny in 2020: S1 has both stages, so that its leavers stay: 12, 12 and 6. */
START_TEST(nine_year_school_keeps_its_own)
{
    struct tiny t;
    tiny_open(&t, (const char *const[]){ "assignment.feeder", "first", NULL });
    tiny_step_to(&t, 0);
    for (int32_t z = 0; z < 3; z++)
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_OWN_LEAVERS, z, 0),
                         t.state.admission[1].demand[z]);
    tiny_close(&t);
}
END_TEST

/* S1 as a private school of both stages, with 2 rooms for 30 leavers: 20 of them win its lottery, and the
 * others are not its own leavers either. */
START_TEST(private_school_takes_nobody_but_by_lottery)
{
    struct tiny t;
    tiny_read(&t, (const char *const[]){ "assignment.feeder", "first", NULL });
    t.scenario.schools.sector[0] = XW_PRIVATE;
    t.scenario.catchments.count = 0;
    t.scenario.capacity.rooms[1] = 2;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    int32_t private_ = 0;
    for (int32_t z = 0; z < 3; z++) {
        private_ += placed_for(&t, 1, XW_REASON_PRIVATE, z, 0);
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_OWN_LEAVERS, z, 0), 0);
    }
    ck_assert_int_eq(private_, 20);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, own_leavers_come_before_those_sent);
    tcase_add_test(c, earlier_tiers_leave_what_they_leave);
    tcase_add_test(c, own_leavers_of_any_tier_come_before_those_sent);
    tcase_add_test(c, without_the_rule_there_is_no_such_round);
    tcase_add_test(c, nine_year_school_keeps_its_own);
    tcase_add_test(c, private_school_takes_nobody_but_by_lottery);
    return c;
}

UNIT_MAIN("leavers round", known())
