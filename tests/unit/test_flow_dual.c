#include "xuewei/flow.h"
#include "towns.h"

/* Two homes, two schools of 3 and 9 places, and the end of all ways. Home 0 is near school 2, home 1
 * is near it too, and going to 3 instead costs home 0 3 more, home 1 7 more. */
static const struct arc small_town[] = {
    { 0, 2, 0, NO_LIMIT, 1 }, { 0, 3, 0, NO_LIMIT, 4 }, { 1, 2, 0, NO_LIMIT, 2 },
    { 1, 3, 0, NO_LIMIT, 9 }, { 2, 4, 0, 3, 0 },        { 3, 4, 0, 9, 0 },
};

static const struct {
    const char *name;
    int64_t supply[5], cost, pivots, flow[6];
} moves[] = {
    { "nothing has moved", { 1, 2, 0, 0, -3 }, 5, 0, { 1, 0, 2, 0, 3, 0 } },
    { "home 0 gives way to its own", { 2, 2, 0, 0, -4 }, 9, 1, { 1, 1, 2, 0, 3, 1 } },
    { "home 0 gives way to home 1", { 1, 3, 0, 0, -4 }, 10, 1, { 0, 1, 3, 0, 3, 1 } },
    { "home 1 has to as well", { 1, 4, 0, 0, -5 }, 19, 2, { 0, 1, 3, 1, 3, 2 } },
};

/* What no longer fits is sent round, one change of the tree for each arc that had to carry too
 * much. */
START_TEST(a_small_town_is_mended)
{
    struct columns c;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    lay_out(&c, 5, (int64_t[]){ 1, 1, 0, 0, -2 }, 6, small_town);
    ck_assert_int_eq(xw_flow_open(&keep, &c.net, &flow), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(xw_flow_change_supplies(flow, moves[_i].supply), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_msg(got.cost == moves[_i].cost, "%s: cost %d", moves[_i].name, (int)got.cost);
    ck_assert_msg(got.pivots == moves[_i].pivots, "%s: %d pivots", moves[_i].name, (int)got.pivots);
    for (int32_t e = 0; e < 6; e++)
        ck_assert_msg(got.flow[e] == moves[_i].flow[e], "%s: arc %d carries %d", moves[_i].name, e,
                      (int)got.flow[e]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, a_small_town_is_mended, 0, sizeof moves / sizeof *moves);
    return c;
}

/* Whole towns, again and again: the cost is that of solving anew, and it takes far fewer pivots. */
START_TEST(towns_are_solved_again)
{
    static struct town t;
    struct xw_flow *flow;
    struct xw_flow_solution got, anew;
    int64_t warm = 0, cold = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        uint64_t r = seed;
        draw_town(&t, &r);
        xw_arena_reset(&keep);
        ck_assert_int_eq(xw_flow_open(&keep, &t.net, &flow), XW_OK);
        ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
        ck_assert_int_eq(xw_flow_verify(scratch, &t.net, &got), XW_OK);
        for (int turn = 0; turn < 5; turn++) {
            move_supplies(&t, &r, turn == 4 ? 2 : 20);
            if (turn == 3) t.capacity[TOWN_ARCS - 1] = turn * 10;
            ck_assert_int_eq(xw_flow_change_supplies(flow, t.supply), XW_OK);
            ck_assert_int_eq(xw_flow_change_bounds(flow, NULL, t.capacity), XW_OK);
            ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
            ck_assert_int_eq(xw_flow_verify(scratch, &t.net, &got), XW_OK);
            ck_assert_int_eq(xw_flow_solve(&keep, scratch, &t.net, &anew), XW_OK);
            ck_assert_int_eq(got.cost, anew.cost);
            if (turn == 4) continue;
            warm += got.pivots;
            cold += anew.pivots;
        }
    }
    ck_assert_msg(warm * 4 < cold, "%d warm, %d cold", (int)warm, (int)cold);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, towns_are_solved_again);
    return c;
}

UNIT_MAIN("flow_dual", known_answers(), laws())
