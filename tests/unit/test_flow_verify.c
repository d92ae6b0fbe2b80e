/* The solver against an independent slow one, and the certificate against wrong flows. */
#include "networks.h"
#include <stdbool.h>
#include <string.h>

/* Shortest ways in the residual network from `source`, or from everywhere when source is -1
 * (Bellman and Ford). Only arcs without limit when only_unlimited. Returns a node of a cycle of
 * negative length, or -1. via[v] = 2 e + (1 when e is walked backwards), or -1. */
static int32_t shortest(const struct xw_flow_network *net, const int64_t *flow, int32_t source,
                        bool with_costs, bool only_unlimited, int64_t *length, int32_t *via)
{
    const int64_t far = INT64_MAX / 2;
    for (int32_t v = 0; v < net->nodes; v++) {
        length[v] = source == -1 || v == source ? 0 : far;
        via[v] = -1;
    }
    for (int32_t round = 0; round <= net->nodes; round++) {
        int32_t changed = -1;
        for (int32_t way = 0; way < 2 * net->arcs; way++) {
            int32_t e = way / 2;
            bool back = way % 2 == 1;
            bool open = back ? flow[e] > net->lower[e] : flow[e] < net->capacity[e];
            if (only_unlimited) open = !back && net->capacity[e] == NO_LIMIT;
            int32_t u = back ? net->to[e] : net->from[e], v = back ? net->from[e] : net->to[e];
            int64_t step = with_costs ? (back ? -net->cost[e] : net->cost[e]) : 0;
            if (!open || length[u] == far || length[v] <= length[u] + step) continue;
            length[v] = length[u] + step;
            via[v] = way;
            changed = v;
        }
        if (changed == -1) return -1;
        if (round == net->nodes) {
            for (int32_t i = 0; i < net->nodes; i++) /* walk back into the cycle itself */
                changed =
                    via[changed] % 2 ? net->to[via[changed] / 2] : net->from[via[changed] / 2];
            return changed;
        }
    }
    return -1;
}

/* Push as much as fits, at most `most`, along via back from `end` to `start`. */
static void augment(const struct xw_flow_network *net, int64_t *flow, const int32_t *via,
                    int32_t start, int32_t end, int64_t most)
{
    for (int pass = 0; pass < 2; pass++) {
        int32_t v = end;
        do {
            int32_t e = via[v] / 2;
            bool back = via[v] % 2 == 1;
            if (pass == 1) {
                flow[e] += back ? -most : most;
            } else {
                int64_t room = back                           ? flow[e] - net->lower[e]
                               : net->capacity[e] == NO_LIMIT ? NO_LIMIT
                                                              : net->capacity[e] - flow[e];
                if (room < most) most = room;
            }
            v = back ? net->to[e] : net->from[e];
        } while (v != start);
    }
}

/* Cycle cancelling (Klein 1967): any feasible flow, then push round negative cycles until there
 * are none. A feasible problem has no cheapest flow exactly when arcs without limit form a negative
 * cycle. */
static enum xw_status slow_solve(const struct xw_flow_network *net, int64_t *cost)
{
    int64_t flow[MOST_ARCS] = { 0 }, left[MOST_NODES] = { 0 }, length[MOST_NODES];
    int32_t via[MOST_NODES];
    for (int32_t v = 0; v < net->nodes; v++)
        left[v] = net->supply[v];
    for (int32_t e = 0; e < net->arcs; e++) {
        flow[e] = net->lower[e];
        left[net->from[e]] -= flow[e];
        left[net->to[e]] += flow[e];
    }
    for (int32_t u = 0; u < net->nodes; u++)
        while (left[u] > 0) {
            shortest(net, flow, u, false, false, length, via);
            int32_t v = 0;
            while (v < net->nodes && !(left[v] < 0 && length[v] == 0))
                v++;
            if (v == net->nodes) return XW_FLOW_INFEASIBLE;
            augment(net, flow, via, u, v, 1);
            left[u]--;
            left[v]++;
        }
    if (shortest(net, flow, -1, true, true, length, via) != -1) return XW_FLOW_UNBOUNDED;
    for (int32_t v; (v = shortest(net, flow, -1, true, false, length, via)) != -1;)
        augment(net, flow, via, v, v, NO_LIMIT);
    *cost = 0;
    for (int32_t e = 0; e < net->arcs; e++)
        *cost += flow[e] * net->cost[e];
    return XW_OK;
}

START_TEST(random_networks_agree_with_the_slow_solver)
{
    int32_t solved = 0, infeasible = 0, unbounded = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        struct columns c;
        struct xw_flow_solution got;
        int64_t want_cost = 0;
        draw(&c, seed);
        xw_arena_reset(&keep);
        enum xw_status want = slow_solve(&c.net, &want_cost);
        enum xw_status status = xw_flow_solve(&keep, scratch, &c.net, &got);
        ck_assert_msg(status == want, "seed %d: got %d, not %d", (int)seed, status, want);
        solved += want == XW_OK;
        infeasible += want == XW_FLOW_INFEASIBLE;
        unbounded += want == XW_FLOW_UNBOUNDED;
        if (want != XW_OK) continue;
        ck_assert_msg(got.cost == want_cost, "seed %d: cost %d, not %d", (int)seed, (int)got.cost,
                      (int)want_cost);
        ck_assert_msg(xw_flow_verify(scratch, &c.net, &got) == XW_OK, "seed %d", (int)seed);
    }
    ck_assert_int_gt(solved, 2000);
    ck_assert_int_gt(infeasible, 300);
    ck_assert_int_gt(unbounded, 100);
}
END_TEST

/* Networks too large for the slow solver stand by their certificate. The pivots of one of them are
 * pinned: they change only when the pricing or the first tree does, which a commit has to say. */
START_TEST(larger_networks_are_certified)
{
    enum { NODES = 300, ARCS = 2704 };
    struct xw_arena arena;
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 24), XW_OK);
    for (uint64_t seed = 1; seed <= 30; seed++) {
        uint64_t r = seed;
        xw_arena_reset(&arena);
        xw_arena_reset(&keep);
        int32_t *from = XW_TAKE(&arena, ARCS, int32_t), *to = XW_TAKE(&arena, ARCS, int32_t);
        int64_t *capacity = XW_TAKE(&arena, ARCS, int64_t), *cost = XW_TAKE(&arena, ARCS, int64_t);
        int64_t *supply = XW_TAKE(&arena, NODES, int64_t);
        for (int32_t e = 0; e < ARCS; e++) {
            from[e] = (int32_t)between(&r, 0, NODES - 1);
            to[e] = (int32_t)between(&r, 0, NODES - 1);
            capacity[e] = between(&r, 0, 100);
            cost[e] = between(&r, -100, 1000);
            int64_t flow = between(&r, 0, capacity[e]);
            supply[from[e]] += flow;
            supply[to[e]] -= flow;
        }
        struct xw_flow_network net = { NODES, ARCS, from, to, NULL, capacity, cost, supply };
        struct xw_flow_solution got;
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &net, &got), XW_OK);
        ck_assert_int_eq(xw_flow_verify(scratch, &net, &got), XW_OK);
        if (seed == 1) {
            ck_assert_int_eq(got.cost, 4262202);
            ck_assert_int_eq(got.pivots, 2777);
        }
    }
    xw_arena_free(&arena);
}
END_TEST

/* What is written does not depend on what the memory held, nor on an earlier solve. */
START_TEST(the_same_network_gives_the_same_bytes)
{
    struct columns c;
    struct xw_flow_solution one, two;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        draw(&c, seed);
        xw_arena_reset(&keep);
        if (xw_flow_solve(&keep, scratch, &c.net, &one) != XW_OK) continue;
        struct xw_arena dirty = scratch;
        memset(XW_TAKE(&dirty, 1 << 20, char), 0xa5, 1 << 20);
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &two), XW_OK);
        ck_assert_mem_eq(one.flow, two.flow, (size_t)c.net.arcs * sizeof *one.flow);
        ck_assert_mem_eq(one.potential, two.potential, (size_t)c.net.nodes * sizeof(int64_t));
        ck_assert_int_eq(one.pivots, two.pivots);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, random_networks_agree_with_the_slow_solver);
    tcase_add_test(c, larger_networks_are_certified);
    tcase_add_test(c, the_same_network_gives_the_same_bytes);
    return c;
}

/* A chain that every kind of slack occurs in: 0 -> 1 twice (the cheap arc full, the dear one partly
 * used, with a lower bound), 1 -> 0 unused, a full paying self-loop, an arc forced to its lower
 * bound. 9 go from 0 to 1. */
static const struct arc certified[] = {
    { 0, 1, 0, 4, 1 },        /* full: reduced cost below 0 */
    { 0, 1, 2, 9, 6 },        /* between its bounds: 0 */
    { 1, 0, 0, NO_LIMIT, 2 }, /* empty: above 0 */
    { 1, 1, 0, 3, -5 },       /* full self-loop */
    { 0, 1, 1, NO_LIMIT, 8 }, /* at its lower bound: above 0 */
};
static const int64_t certified_flow[] = { 4, 4, 0, 3, 1 };
enum { CERTIFIED_COST = 4 + 24 - 15 + 8 };

/* One change each; the first row is none. */
static const struct {
    const char *name;
    int64_t flow[5], potential[2], cost;
    enum xw_status want;
} certificates[] = {
    { "as solved", { 0 }, { 0 }, 0, XW_OK },
    { "both prices moved", { 0 }, { 1000, 1000 }, 0, XW_OK },
    { "a price too high", { 0 }, { 0, 1 }, 0, XW_LAW_BROKEN },
    { "a price too low", { 0 }, { 0, -1 }, 0, XW_LAW_BROKEN },
    { "cost one off", { 0 }, { 0 }, 1, XW_LAW_BROKEN },
    { "one more from nowhere", { 0, 1 }, { 0 }, 6, XW_LAW_BROKEN },
    { "the dear arc for the cheap one", { -1, 1 }, { 0 }, 5, XW_LAW_BROKEN },
    { "more than the capacity", { 1, -1 }, { 0 }, -5, XW_LAW_BROKEN },
    { "less than the lower bound", { 0, 1, 0, 0, -1 }, { 0 }, -2, XW_LAW_BROKEN },
    { "below zero", { 0, -1, -1 }, { 0 }, -8, XW_LAW_BROKEN },
    { "there and back again", { 0, 1, 1 }, { 0 }, 8, XW_LAW_BROKEN },
    { "more above a lower bound", { 0, -1, 0, 0, 1 }, { 0 }, 2, XW_LAW_BROKEN },
    { "a paying loop not full", { 0, 0, 0, -1 }, { 0 }, 5, XW_LAW_BROKEN },
    { "a paying loop too full", { 0, 0, 0, 1 }, { 0 }, -5, XW_LAW_BROKEN },
};

START_TEST(a_certificate_is_believed_or_not)
{
    struct columns c;
    lay_out(&c, 2, (int64_t[]){ 9, -9 }, 5, certified);
    int64_t flow[5], potential[2] = { 50, 56 };
    for (int32_t e = 0; e < 5; e++)
        flow[e] = certified_flow[e] + certificates[_i].flow[e];
    potential[0] += certificates[_i].potential[0];
    potential[1] += certificates[_i].potential[1];
    struct xw_flow_solution given = { flow, potential, CERTIFIED_COST + certificates[_i].cost, 0 };
    enum xw_status got = xw_flow_verify(scratch, &c.net, &given);
    ck_assert_msg(got == certificates[_i].want, "%s: got %d", certificates[_i].name, got);
}
END_TEST

START_TEST(the_solver_finds_the_certified_flow)
{
    struct columns c;
    struct xw_flow_solution got;
    lay_out(&c, 2, (int64_t[]){ 9, -9 }, 5, certified);
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &got), XW_OK);
    ck_assert_mem_eq(got.flow, certified_flow, sizeof certified_flow);
    ck_assert_int_eq(got.cost, CERTIFIED_COST);
    ck_assert_int_eq(got.potential[1] - got.potential[0], 6);
}
END_TEST

/* An arc without limit that pays is no optimum, whatever it carries; one flow too many on a random
 * optimum is always found. */
START_TEST(perturbed_optima_are_rejected)
{
    struct columns c;
    struct xw_flow_solution got;
    lay_out(&c, 2, (int64_t[]){ 1, -1 }, 1, (struct arc[]){ { 0, 1, 0, NO_LIMIT, 3 } });
    struct xw_flow_solution paying = { (int64_t[]){ 1 }, (int64_t[]){ 0, 4 }, 3, 0 };
    ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &paying), XW_LAW_BROKEN);
    int32_t rejected = 0;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        draw(&c, seed);
        xw_arena_reset(&keep);
        if (xw_flow_solve(&keep, scratch, &c.net, &got) != XW_OK) continue;
        for (int32_t e = 0; e < c.net.arcs; e++) {
            if (c.from[e] == c.to[e]) continue;
            got.flow[e]++;
            got.cost += c.cost[e];
            ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_LAW_BROKEN);
            got.flow[e]--;
            got.cost -= c.cost[e];
            rejected++;
        }
        ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
    }
    ck_assert_int_gt(rejected, 1000);
}
END_TEST

static TCase *certificate(void)
{
    TCase *c = tcase_create("certificate");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, a_certificate_is_believed_or_not, 0,
                        sizeof certificates / sizeof *certificates);
    tcase_add_test(c, the_solver_finds_the_certified_flow);
    tcase_add_test(c, perturbed_optima_are_rejected);
    return c;
}

UNIT_MAIN("flow_verify", laws(), certificate())
