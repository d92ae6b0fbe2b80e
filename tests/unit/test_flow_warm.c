#include "xuewei/flow.h"
#include "networks.h"
#include <stdbool.h>

static struct xw_arena own;

static void open_all(void)
{
    open_arenas();
    ck_assert_int_eq(xw_arena_init(&own, 1 << 24), XW_OK);
}

static void close_all(void)
{
    close_arenas();
    xw_arena_free(&own);
}

/* Other supplies, bounds or costs on the same arcs; most of the supplies are those of a flow. */
static void change(struct columns *c, struct xw_flow *flow, uint64_t *r)
{
    int64_t what = between(r, 0, 3);
    if (what == 0 || what == 3) {
        for (int32_t e = 0; e < c->net.arcs; e++) {
            if (between(r, 0, 3) > 0) continue;
            c->lower[e] = between(r, 0, 3) == 0 ? between(r, 0, 2) : 0;
            c->capacity[e] = between(r, 0, 4) == 0 ? NO_LIMIT : c->lower[e] + between(r, 0, 5);
        }
        ck_assert_int_eq(xw_flow_change_bounds(flow, c->lower, c->capacity), XW_OK);
    }
    if (what == 1 || what == 3) {
        for (int32_t e = 0; e < c->net.arcs; e++)
            if (between(r, 0, 3) == 0) c->cost[e] = between(r, -2, 12);
        ck_assert_int_eq(xw_flow_change_costs(flow, c->cost), XW_OK);
    }
    if (what == 2 || what == 3) {
        for (int32_t v = 0; v < c->net.nodes; v++)
            c->supply[v] = 0;
        for (int32_t e = 0; e < c->net.arcs; e++) {
            int64_t more = c->capacity[e] == c->lower[e] ? 0 : between(r, 0, 1);
            c->supply[c->from[e]] += c->lower[e] + more;
            c->supply[c->to[e]] -= c->lower[e] + more;
        }
        if (between(r, 0, 5) == 0) {
            c->supply[0]++;
            c->supply[c->net.nodes - 1]--;
        }
        ck_assert_int_eq(xw_flow_change_supplies(flow, c->supply), XW_OK);
    }
}

/* Whatever was solved before, and whether it could be, a run gives what solving anew gives. */
START_TEST(changed_networks_are_solved_again)
{
    int32_t solved = 0, infeasible = 0, unbounded = 0, back = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        uint64_t r = seed << 20;
        struct columns c;
        struct xw_flow *flow;
        struct xw_flow_solution got, want;
        draw(&c, seed);
        xw_arena_reset(&own);
        ck_assert_int_eq(xw_flow_open(&own, &c.net, &flow), XW_OK);
        char *taken = own.at;
        bool was = true;
        for (int turn = 0; turn < 8; turn++) {
            if (turn > 0) change(&c, flow, &r);
            xw_arena_reset(&keep);
            enum xw_status status = xw_flow_run(flow, &got);
            enum xw_status anew = xw_flow_solve(&keep, scratch, &c.net, &want);
            ck_assert_msg(status == anew, "seed %d: got %d, not %d", (int)seed, status, anew);
            solved += status == XW_OK;
            infeasible += status == XW_FLOW_INFEASIBLE;
            unbounded += status == XW_FLOW_UNBOUNDED;
            back += status == XW_OK && !was;
            was = status == XW_OK;
            if (!was) continue;
            ck_assert_msg(got.cost == want.cost, "seed %d: cost %d, not %d", (int)seed,
                          (int)got.cost, (int)want.cost);
            ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
        }
        ck_assert_ptr_eq(own.at, taken); /* runs and changes take nothing */
    }
    ck_assert_int_gt(solved, 5000);
    ck_assert_int_gt(infeasible, 500);
    ck_assert_int_gt(unbounded, 500);
    ck_assert_int_gt(back, 500);
}
END_TEST

/* Without a change nothing has to enter, and the answer is the same. */
START_TEST(an_optimum_stands)
{
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct columns c;
        struct xw_flow *flow;
        struct xw_flow_solution got;
        draw(&c, seed);
        xw_arena_reset(&own);
        ck_assert_int_eq(xw_flow_open(&own, &c.net, &flow), XW_OK);
        if (xw_flow_run(flow, &got) != XW_OK) continue;
        int64_t cost = got.cost;
        ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
        ck_assert_int_eq(got.cost, cost);
        ck_assert_msg(got.pivots == 0, "seed %d: %d pivots", (int)seed, (int)got.pivots);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_all, close_all);
    tcase_add_test(c, changed_networks_are_solved_again);
    tcase_add_test(c, an_optimum_stands);
    return c;
}

/* 5 from 0 to 2 over 0 -> 2 (3 at 1) and 0 -> 1 -> 2 (9 at 4). */
static const struct arc two_ways[] = { { 0, 2, 0, 3, 1 }, { 0, 1, 0, 9, 2 }, { 1, 2, 0, 9, 2 } };

START_TEST(changes_are_refused_or_made)
{
    struct columns c;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    lay_out(&c, 3, (int64_t[]){ 5, 0, -5 }, 3, two_ways);
    ck_assert_int_eq(xw_flow_open(&own, &c.net, &flow), XW_OK);
    ck_assert_int_eq(xw_flow_change_supplies(flow, (int64_t[]){ 6, 0, -5 }), XW_FLOW_UNBALANCED);
    ck_assert_int_eq(xw_flow_change_supplies(flow, (int64_t[]){ INT64_MAX, 0, -INT64_MAX }),
                     XW_FLOW_TOO_LARGE);
    ck_assert_int_eq(xw_flow_change_costs(flow, (int64_t[]){ 1, INT64_MAX, 1 }), XW_FLOW_TOO_LARGE);
    ck_assert_int_eq(xw_flow_change_bounds(flow, NULL, (int64_t[]){ 1, 2, -1 }), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_flow_change_bounds(flow, (int64_t[]){ 0, 3, 0 }, (int64_t[]){ 1, 2, 1 }),
                     XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 3 + 8); /* nothing refused was made */

    ck_assert_int_eq(xw_flow_change_bounds(flow, (int64_t[]){ 0, 4, 0 }, c.capacity), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 1 + 16);
    ck_assert_int_eq(xw_flow_change_bounds(flow, NULL, (int64_t[]){ 2, 2, 2 }), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_FLOW_INFEASIBLE);
    ck_assert_int_eq(got.cost, 1 + 16); /* untouched */
    ck_assert_int_eq(xw_flow_change_supplies(flow, (int64_t[]){ 4, 0, -4 }), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 2 + 8);
    ck_assert_int_eq(xw_flow_change_supplies(flow, (int64_t[]){ 0, 0, 0 }), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 0);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_all, close_all);
    tcase_add_test(c, changes_are_refused_or_made);
    return c;
}

UNIT_MAIN("flow_warm", laws(), refusals())
