#include "xuewei/rounds.h"
#include "rounds_kit.h"

static const struct xw_tier tiers[] = { { .order = 1, .right = XW_RIGHT_CATCHMENT },
                                        { .order = 1, .right = XW_RIGHT_COORDINATION },
                                        { .order = 2, .right = XW_RIGHT_NONE } };

static void open_three(struct rounds *r)
{
    rounds_read(r, true);
    rounds_open(r, 3, tiers, (int32_t[3][3]){ { 1, 2, 3 }, { 0, 5, 6 }, { 7, 0, 9 } });
}

START_TEST(places_are_those_of_the_classes_that_open)
{
    struct rounds r;
    open_three(&r);
    static const int32_t want[2][XW_LAYERS] = { { 30, 6, 9 }, { 20, 4, 6 } };
    ck_assert_int_eq(r.round.divisions, 2);
    for (int32_t d = 0; d < 2; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            ck_assert_int_eq(r.round.places[d][layer], want[d][layer]);
    rounds_close(&r);
}
END_TEST

START_TEST(private_schools_have_no_places_left)
{
    struct rounds r;
    struct xw_round again;
    open_three(&r);
    r.t.scenario.schools.sector[1] = XW_PRIVATE;
    ck_assert_int_eq(xw_round_open(&r.t.state, r.t.state.scratch, 0, &again), XW_OK);
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        ck_assert_int_gt(again.places[0][layer], 0);
        ck_assert_int_eq(again.places[1][layer], 0);
    }
    rounds_close(&r);
}
END_TEST

static const struct {
    int32_t order, behind;
    unsigned rights;
    int32_t count, zone[3], tier[3], pupils[3];
} pools[] = {
    { 1, 0, XW_RIGHT_SET(XW_RIGHT_CATCHMENT), 2, { 0, 2 }, { 0, 0 }, { 1, 7 } },
    { 1, 0, XW_RIGHT_SET(XW_RIGHT_COORDINATION), 2, { 0, 1 }, { 1, 1 }, { 2, 5 } },
    { 2, 0, XW_RIGHT_SET(XW_RIGHTS) - 1, 3, { 0, 1, 2 }, { 2, 2, 2 }, { 3, 6, 9 } },
    { 2, 0, XW_RIGHT_SET(XW_RIGHT_CATCHMENT), 0, { 0 }, { 0 }, { 0 } },
    { 1, 1, XW_RIGHT_SET(XW_RIGHTS) - 1, 1, { 2 }, { 0 }, { 4 } },
    { 3, 0, XW_RIGHT_SET(XW_RIGHTS) - 1, 0, { 0 }, { 0 }, { 0 } },
};

START_TEST(a_pool_is_of_an_order_a_lane_and_rights)
{
    struct rounds r;
    struct xw_round_pool pool;
    open_three(&r);
    r.t.state.admission[0].left[(2 * 3 + 0) * 2 + 1] = 4;
    ck_assert_int_eq(xw_round_gather(&r.round, &r.t.scratch, pools[_i].order, pools[_i].behind,
                                     pools[_i].rights, &pool),
                     XW_OK);
    ck_assert_int_eq(pool.count, pools[_i].count);
    for (int32_t m = 0; m < pool.count; m++) {
        ck_assert_int_eq(pool.zone[m], pools[_i].zone[m]);
        ck_assert_int_eq(pool.tier[m], pools[_i].tier[m]);
        ck_assert_int_eq(pool.pupils[m], pools[_i].pupils[m]);
    }
    rounds_close(&r);
}
END_TEST

START_TEST(placing_takes_the_cheapest_layers)
{
    struct rounds r;
    struct xw_round_pool pool;
    open_three(&r);
    r.t.state.admission[0].left[(2 * 3 + 2) * 2] = 40;
    ck_assert_int_eq(
        xw_round_gather(&r.round, &r.t.scratch, 2, 0, XW_RIGHT_SET(XW_RIGHT_NONE), &pool), XW_OK);
    ck_assert_int_eq(xw_round_place(&r.round, &pool, 2, 0, 33, XW_REASON_COORDINATION), XW_OK);
    static const int32_t want[XW_LAYERS] = { 0, 3, 9 };
    for (int32_t layer = 0; layer < XW_LAYERS; layer++)
        ck_assert_int_eq(r.round.places[0][layer], want[layer]);
    ck_assert_int_eq(rounds_left(&r, 2, 2, 0), 7);
    ck_assert_int_eq(rounds_placed(&r, 2, 2, 0, XW_REASON_COORDINATION), 33);
    rounds_close(&r);
}
END_TEST

/* 9 of C, 4 places up to the norm left in S1 and 3 up to the stretch: the top layer is a border. */
START_TEST(a_flow_stays_below_its_top_layer)
{
    static const int32_t want[] = { 4, 7, 9 };
    struct rounds r;
    struct xw_round_pool pool;
    int32_t zone[] = { 2 }, division[] = { 0 };
    int64_t cost_m[] = { 10 };
    uint8_t reason[] = { XW_REASON_SPECIAL };
    struct xw_seating_arcs ways = { 1, zone, division, cost_m, reason };
    open_three(&r);
    r.round.places[0][XW_LAYER_NORM] = 4;
    r.round.places[0][XW_LAYER_STRETCH] = 3;
    ck_assert_int_eq(
        xw_round_gather(&r.round, &r.t.scratch, 2, 0, XW_RIGHT_SET(XW_RIGHT_NONE), &pool), XW_OK);
    ck_assert_int_eq(xw_round_flow(&r.round, r.t.scratch, &pool, &ways, (enum xw_layer)_i), XW_OK);
    ck_assert_int_eq(rounds_placed(&r, 2, 2, 0, XW_REASON_SPECIAL), want[_i]);
    ck_assert_int_eq(rounds_left(&r, 2, 2, 0), 9 - want[_i]);
    rounds_close(&r);
}
END_TEST

/* 9 of C and two ways: alike they are shared by the places up to the norm; a metre more or a school
 * without such places, and nobody is moved. */
START_TEST(equal_ways_are_shared)
{
    static const struct {
        int64_t cost_m[2];
        int32_t norm[2], want[2];
    } of[] = {
        { { 10, 10 }, { 20, 10 }, { 6, 3 } }, { { 10, 10 }, { 10, 20 }, { 3, 6 } },
        { { 10, 11 }, { 20, 10 }, { 9, 0 } }, { { 10, 10 }, { 20, 0 }, { 9, 0 } },
        { { 11, 10 }, { 20, 10 }, { 0, 9 } },
    };
    struct rounds r;
    struct xw_round_pool pool;
    int32_t zone[] = { 2, 2 }, division[] = { 0, 1 };
    int64_t cost_m[2];
    uint8_t reason[] = { XW_REASON_SPECIAL, XW_REASON_SPECIAL };
    struct xw_seating_arcs ways = { 2, zone, division, cost_m, reason };
    open_three(&r);
    for (int i = 0; i < 2; i++) {
        cost_m[i] = of[_i].cost_m[i];
        r.round.places[i][XW_LAYER_NORM] = of[_i].norm[i];
    }
    ck_assert_int_eq(
        xw_round_gather(&r.round, &r.t.scratch, 2, 0, XW_RIGHT_SET(XW_RIGHT_NONE), &pool), XW_OK);
    ck_assert_int_eq(xw_round_flow(&r.round, r.t.scratch, &pool, &ways, XW_LAYER_NORM), XW_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(rounds_placed(&r, 2, 2, i, XW_REASON_SPECIAL), of[_i].want[i]);
    rounds_close(&r);
}
END_TEST

/* B has two schools, with tiers and lots or without. */
START_TEST(several_schools_have_a_reason_of_their_own)
{
    struct rounds r;
    open_three(&r);
    ck_assert_int_eq(xw_round_own_reason(&r.round, 0, 0), XW_REASON_CATCHMENT);
    ck_assert_int_eq(xw_round_own_reason(&r.round, 1, 0), XW_REASON_MULTI_SCHOOL);
    r.t.state.admission[0].tiers.given = false;
    ck_assert_int_eq(xw_round_own_reason(&r.round, 0, 0), XW_REASON_CATCHMENT);
    ck_assert_int_eq(xw_round_own_reason(&r.round, 1, 0), XW_REASON_MULTI_SCHOOL);
    r.t.scenario.assignment.multi_school = XW_MULTI_EXPECTATION;
    ck_assert_int_eq(xw_round_own_reason(&r.round, 1, 0), XW_REASON_MULTI_SCHOOL);
    rounds_close(&r);
}
END_TEST

/* S1 stands in A, S2 in C. To a zone of another town its own schools are coordination; a zone whose
 * catchment has no school asks for none. */
START_TEST(a_stage_that_is_not_zoned_has_reasons_of_its_own)
{
    struct rounds r;
    open_three(&r);
    struct xw_scenario *s = &r.t.scenario;
    int32_t town[3] = { 4, 4, 5 };
    s->zones.town = town;
    s->stages.stage[0].admission = XW_ADMISSION_TOWN;
    ck_assert_int_eq(xw_round_own_reason(&r.round, 0, 0), XW_REASON_OPEN);
    ck_assert_int_eq(xw_round_own_reason(&r.round, 1, 0), XW_REASON_OPEN);
    ck_assert_int_eq(xw_round_own_reason(&r.round, 2, 0), XW_REASON_OPEN);
    town[1] = 6;
    ck_assert_int_eq(xw_round_own_reason(&r.round, 1, 0), XW_REASON_COORDINATION);
    s->stages.stage[0].admission = XW_ADMISSION_DISTRICT;
    for (int32_t z = 0; z < 3; z++)
        ck_assert_int_eq(xw_round_own_reason(&r.round, z, 0), XW_REASON_DISTRICT);
    rounds_close(&r);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, places_are_those_of_the_classes_that_open);
    tcase_add_test(c, private_schools_have_no_places_left);
    tcase_add_loop_test(c, a_pool_is_of_an_order_a_lane_and_rights, 0,
                        sizeof pools / sizeof *pools);
    tcase_add_test(c, placing_takes_the_cheapest_layers);
    tcase_add_loop_test(c, a_flow_stays_below_its_top_layer, 0, XW_LAYERS);
    tcase_add_loop_test(c, equal_ways_are_shared, 0, 5);
    tcase_add_test(c, several_schools_have_a_reason_of_their_own);
    tcase_add_test(c, a_stage_that_is_not_zoned_has_reasons_of_its_own);
    return c;
}

UNIT_MAIN("rounds", known())
