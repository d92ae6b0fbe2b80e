#include "xuewei/coordination.h"
#include "rounds_kit.h"

static const struct xw_tier right = { .order = 1,
                                      .right = XW_RIGHT_CATCHMENT,
                                      .grows = XW_GROWS_STRETCH };
static const struct xw_tier placed_anywhere = { .order = 2,
                                                .right = XW_RIGHT_COORDINATION,
                                                .grows = XW_GROWS_STRETCH };
static const struct xw_tier none = { .order = 3, .right = XW_RIGHT_NONE };

static void set_prices(struct rounds *r)
{
    struct xw_assignment_rules *rules = &r->t.scenario.assignment;
    rules->coordination_m = 3000;
    rules->stretch_m = 800;
    rules->overrun_m = 10000;
    rules->outside_area_m = 5000;
    rules->boarding_m = 8000;
    rules->nearest = 2;
}

/* 40 of B have a right to S1, whose 36 places up to the stretch they get; 4 go to S2 for 2,400 + 3,000. 5 of A without a right to S1 find it full up to
 * the stretch: 0 + 3,000 + 10,000 against 3,600 + 3,000 in S2. */
START_TEST(who_lost_out_is_coordinated)
{
    struct rounds r;
    struct xw_tier tiers[] = { right, placed_anywhere };
    rounds_read(&r, false);
    set_prices(&r);
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 0, 5 }, { 40, 0 }, { 0, 0 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_CATCHMENT), 36);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 1, XW_REASON_COORDINATION), 4);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, 1, XW_REASON_COORDINATION), 5);
    rounds_close(&r);
}
END_TEST

/* 40 of B have a right to S1, 40 of A to any place, but classes grow for neither: 30 and 20 places up to the
 * norm. In S1 are 30 of B, in S2 10 of B and 10 of A; 30 of A have no place, though there is room up to the
 * limit. 3 of C, of a tier for which classes grow, find it. */
START_TEST(classes_do_not_grow_for_a_tier_of_the_norm)
{
    struct rounds r;
    struct xw_tier tiers[] = { right, placed_anywhere, placed_anywhere };
    tiers[0].grows = tiers[1].grows = XW_GROWS_NORM;
    tiers[2].order = 3;
    rounds_read(&r, false);
    set_prices(&r);
    rounds_open(&r, 3, tiers, (int32_t[3][3]){ { 0, 40, 0 }, { 40, 0, 0 }, { 0, 0, 3 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_CATCHMENT), 30);
    ck_assert_int_eq(rounds_placed(&r, 1, 0, 1, XW_REASON_COORDINATION), 10);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, 1, XW_REASON_COORDINATION), 10);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, XW_NONE, XW_REASON_UNPLACED), 30);
    ck_assert_int_eq(rounds_placed(&r, 2, 2, 1, XW_REASON_COORDINATION), 3);
    rounds_close(&r);
}
END_TEST

/* Without a right to it, a place in S1 where they live is coordination too. */
START_TEST(a_place_nearby_is_no_right)
{
    struct rounds r;
    struct xw_tier tiers[] = { right, placed_anywhere };
    rounds_read(&r, false);
    set_prices(&r);
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 0, 5 }, { 0, 0 }, { 0, 0 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, 0, XW_REASON_COORDINATION), 5);
    rounds_close(&r);
}
END_TEST

/* 40 of B, of whom 4 do not fit into S1 up to the stretch, where an overrun costs 1,200 + 10,000. S2 is in
 * another area: 2,400 + 3,000 + 5,000 is less, 2,400 + 3,000 + 6,000 is more. */
START_TEST(coordination_stays_inside_the_area)
{
    static int32_t stage[] = { 0, 0, 0 }, zone[] = { 0, 1, 2 }, area[] = { 0, 0, 1 },
                   line[] = { 2, 3, 4 };
    static int16_t from[] = { INT16_MIN, INT16_MIN, INT16_MIN },
                   to[] = { XW_NEVER, XW_NEVER, XW_NEVER };
    static const char *code[] = { "north", "south" };
    for (int k = 0; k < 3; k++) {
        struct rounds r;
        rounds_read(&r, false);
        set_prices(&r);
        r.t.scenario.assignment.outside_area_m = k == 1 ? 6000 : 5000;
        if (k < 2)
            r.t.scenario.admission_areas =
                (struct xw_admission_areas){ 3, 2, code, stage, zone, area, from, to, line };
        if (k == 2) r.t.scenario.assignment.outside_area_m = 1000000; /* nobody's without areas */
        rounds_open(&r, 1, &right, (int32_t[3][3]){ { 0 }, { 40 }, { 0 } });
        rounds_assign(&r);
        ck_assert_int_eq(rounds_placed(&r, 1, 0, 1, XW_REASON_COORDINATION), k == 1 ? 0 : 4);
        ck_assert_int_eq(rounds_placed(&r, 1, 0, 0, XW_REASON_CATCHMENT), k == 1 ? 40 : 36);
        rounds_close(&r);
    }
}
END_TEST

/* A school of the own area is a way however many are nearer. */
START_TEST(all_schools_of_the_area_are_ways)
{
    static int32_t stage[] = { 0, 0 }, zone[] = { 0, 2 }, area[] = { 0, 0 }, line[] = { 2, 3 };
    static int16_t from[] = { INT16_MIN, INT16_MIN }, to[] = { XW_NEVER, XW_NEVER };
    static const char *code[] = { "all" };
    struct rounds r;
    rounds_read(&r, false);
    set_prices(&r);
    r.t.scenario.assignment.nearest = 1;
    r.t.scenario.admission_areas =
        (struct xw_admission_areas){ 2, 1, code, stage, zone, area, from, to, line };
    rounds_open(&r, 1, &right, (int32_t[3][3]){ { 50 }, { 0 }, { 0 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_CATCHMENT), 36);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 1, XW_REASON_COORDINATION), 14);
    rounds_close(&r);
}
END_TEST

/* Schools of special education are no catchment schools, whoever lives nearest. */
START_TEST(special_schools_have_a_reason_of_their_own)
{
    struct rounds r;
    rounds_read(&r, false);
    set_prices(&r);
    r.t.scenario.stages.stage[0].name = XW_SPECIAL;
    rounds_open(&r, 1, &placed_anywhere, (int32_t[3][3]){ { 5 }, { 0 }, { 4 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, 0, XW_REASON_SPECIAL), 5);
    ck_assert_int_eq(rounds_placed(&r, 2, 0, 1, XW_REASON_SPECIAL), 4);
    rounds_close(&r);
}
END_TEST

/* 25 of A with a right leave 5 norm places in S1; 18 of C leave 2 in S2. Of the 12 of B without a claim
 * 5 and 2 get those, and 5 get nothing, though classes could grow: no gap, but not forgotten. The rule
 * `guarantee` is not for them. */
START_TEST(without_a_claim_only_what_is_left_over)
{
    for (int guarantee = 0; guarantee < 2; guarantee++) {
        struct rounds r;
        struct xw_tier tiers[] = { right, none };
        rounds_read(&r, false);
        set_prices(&r);
        rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 25, 0 }, { 0, 12 }, { 18, 0 } });
        r.t.scenario.assignment.guarantee = guarantee == 1;
        rounds_assign(&r);
        ck_assert_int_eq(rounds_placed(&r, 1, 1, 0, XW_REASON_COORDINATION), 5);
        ck_assert_int_eq(rounds_placed(&r, 1, 1, 1, XW_REASON_COORDINATION), 2);
        ck_assert_int_eq(rounds_placed(&r, 1, 1, XW_NONE, XW_REASON_NO_CLAIM), 5);
        ck_assert_int_eq(r.t.state.waiting[0][1], 5);
        ck_assert_int_eq(r.t.state.no_claim[0][1], 5);
        /* A year later they ask for the second grade, and have no better claim to it. */
        tiny_step_to(&r.t, 3);
        ck_assert_int_le(r.t.state.no_claim[1][1], r.t.state.waiting[1][1]);
        rounds_close(&r);
    }
}
END_TEST

/* 80 of A, B and C have a right and 75 places up to the limit; the 5 left over of B have S1, guaranteed. */
START_TEST(who_has_a_right_is_guaranteed)
{
    struct rounds r;
    struct xw_tier tiers[] = { right, placed_anywhere };
    rounds_read(&r, false);
    set_prices(&r);
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 45, 0 }, { 0, 5 }, { 30, 0 } });
    r.t.scenario.assignment.guarantee = true;
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 1, 1, 0, XW_REASON_GUARANTEED), 5);
    ck_assert_int_eq(r.t.state.waiting[0][1], 0);
    rounds_close(&r);
}
END_TEST

/* S2 takes boarders from everywhere at 8,000 m and is nobody's catchment: C belongs to S1 then. 34 of C
 * and 2 of A fill S1 up to the stretch; of 10 more of B all are cheaper off in S2 (8,000) than in an overrun
 * (1,200 + 10,000). Their way is none of every day. */
START_TEST(boarders_come_from_everywhere)
{
    struct rounds r;
    rounds_read(&r, false);
    set_prices(&r);
    r.t.scenario.schools.boarding[1] = 1;
    r.t.scenario.catchments.to_year[2] = XW_NEVER;
    r.t.scenario.catchments.to_year[3] = 2000;
    rounds_open(&r, 1, &right, (int32_t[3][3]){ { 2 }, { 10 }, { 34 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, XW_NONE, 0, 0, XW_REASON_CATCHMENT), 36);
    ck_assert_int_eq(rounds_placed(&r, XW_NONE, 0, 1, XW_REASON_BOARDING), 10);
    rounds_close(&r);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, who_lost_out_is_coordinated);
    tcase_add_test(c, classes_do_not_grow_for_a_tier_of_the_norm);
    tcase_add_test(c, a_place_nearby_is_no_right);
    tcase_add_test(c, coordination_stays_inside_the_area);
    tcase_add_test(c, all_schools_of_the_area_are_ways);
    tcase_add_test(c, without_a_claim_only_what_is_left_over);
    tcase_add_test(c, special_schools_have_a_reason_of_their_own);
    tcase_add_test(c, who_has_a_right_is_guaranteed);
    tcase_add_test(c, boarders_come_from_everywhere);
    return c;
}

UNIT_MAIN("coordination", known())
