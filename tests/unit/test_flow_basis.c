#include "xuewei/flow.h"
#include "networks.h"
#include <string.h>

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

/* Two solvers start from one basis, one of them after other work: they do the same. */
START_TEST(a_basis_gives_the_same_bytes_whatever_was_solved_before)
{
    int32_t compared = 0;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct columns c;
        struct xw_flow *busy, *fresh;
        struct xw_flow_solution one, two;
        struct xw_flow_basis basis;
        uint64_t r = seed;
        draw(&c, seed);
        xw_arena_reset(&own);
        ck_assert_int_eq(xw_flow_open(&own, &c.net, &busy), XW_OK);
        if (xw_flow_run(busy, &one) != XW_OK) continue;
        ck_assert_int_eq(xw_flow_basis(&own, busy, &basis), XW_OK);
        for (int turn = 0; turn < 3; turn++) {
            for (int32_t e = 0; e < c.net.arcs; e++)
                c.cost[e] = between(&r, 0, 9);
            ck_assert_int_eq(xw_flow_change_costs(busy, c.cost), XW_OK);
            ck_assert_int_eq(xw_flow_run(busy, &one), XW_OK);
        }
        ck_assert_int_eq(xw_flow_open(&own, &c.net, &fresh), XW_OK);
        ck_assert_int_eq(xw_flow_use_basis(busy, &basis), XW_OK);
        ck_assert_int_eq(xw_flow_use_basis(fresh, &basis), XW_OK);
        ck_assert_int_eq(xw_flow_run(busy, &one), XW_OK);
        ck_assert_int_eq(xw_flow_run(fresh, &two), XW_OK);
        ck_assert_mem_eq(one.flow, two.flow, (size_t)c.net.arcs * sizeof *one.flow);
        ck_assert_mem_eq(one.potential, two.potential, (size_t)c.net.nodes * sizeof(int64_t));
        ck_assert_int_eq(one.pivots, two.pivots);
        ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &one), XW_OK);

        xw_flow_forget(busy);
        xw_arena_reset(&keep);
        ck_assert_int_eq(xw_flow_run(busy, &one), XW_OK);
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &two), XW_OK);
        ck_assert_mem_eq(one.flow, two.flow, (size_t)c.net.arcs * sizeof *one.flow);
        ck_assert_int_eq(one.pivots, two.pivots);
        compared++;
    }
    ck_assert_int_gt(compared, 500);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_all, close_all);
    tcase_add_test(c, a_basis_gives_the_same_bytes_whatever_was_solved_before);
    return c;
}

/* 0 -> 1 -> 2, and 2 -> 0; arcs 3, 4 and 5 are the artificial ones. */
static const struct arc round_trip[] = { { 0, 1, 0, 9, 2 }, { 1, 2, 0, 4, 2 }, { 2, 0, 0, 9, 2 } };

static const struct {
    const char *name;
    int32_t nodes, arcs, root, tree[3];
    enum xw_status want;
} bases[] = {
    { "a chain", 3, 3, 2, { 0, 1, 5 }, XW_OK },
    { "the other way round", 3, 3, 0, { 3, 0, 1 }, XW_OK },
    { "all on their own", 3, 3, 1, { 3, 4, 5 }, XW_OK },
    { "a cycle of two", 3, 3, 2, { 0, 0, 5 }, XW_OUT_OF_RANGE },
    { "a cycle of three", 3, 3, 2, { 0, 1, 2 }, XW_OUT_OF_RANGE },
    { "an arc that is elsewhere", 3, 3, 2, { 1, 1, 5 }, XW_OUT_OF_RANGE },
    { "the artificial arc of another", 3, 3, 2, { 4, 1, 5 }, XW_OUT_OF_RANGE },
    { "an arc below", 3, 3, 2, { -1, 1, 5 }, XW_OUT_OF_RANGE },
    { "an arc above", 3, 3, 2, { 6, 1, 5 }, XW_OUT_OF_RANGE },
    { "a root below", 3, 3, -1, { 0, 1, 5 }, XW_OUT_OF_RANGE },
    { "a root above", 3, 3, 3, { 0, 1, 5 }, XW_OUT_OF_RANGE },
    { "of other nodes", 2, 3, 1, { 0, 1, 5 }, XW_OUT_OF_RANGE },
    { "of other arcs", 3, 2, 2, { 0, 1, 5 }, XW_OUT_OF_RANGE },
};

START_TEST(bases_are_accepted_or_refused)
{
    struct columns c;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    int32_t tree[3];
    uint8_t full[1] = { 7 }; /* also of arcs in the tree, which say nothing */
    memcpy(tree, bases[_i].tree, sizeof tree);
    struct xw_flow_basis basis = { bases[_i].nodes, bases[_i].arcs, bases[_i].root, tree, full };
    lay_out(&c, 3, (int64_t[]){ 4, 0, -4 }, 3, round_trip);
    ck_assert_int_eq(xw_flow_open(&own, &c.net, &flow), XW_OK);
    ck_assert_msg(xw_flow_use_basis(flow, &basis) == bases[_i].want, "%s", bases[_i].name);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 16);
    ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
}
END_TEST

START_TEST(there_is_no_basis_before_the_first_run)
{
    struct columns c;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    struct xw_flow_basis basis = { .nodes = -7 };
    struct xw_arena none = { 0 };
    lay_out(&c, 3, (int64_t[]){ 4, 0, -4 }, 3, round_trip);
    ck_assert_int_eq(xw_flow_open(&own, &c.net, &flow), XW_OK);
    ck_assert_int_eq(xw_flow_basis(&keep, flow, &basis), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(xw_flow_basis(&none, flow, &basis), XW_NO_MEMORY);
    ck_assert_int_eq(basis.nodes, -7);
    ck_assert_int_eq(xw_flow_basis(&keep, flow, &basis), XW_OK);
    ck_assert_int_eq(basis.tree[basis.root], 3 + basis.root);
    xw_flow_forget(flow);
    ck_assert_int_eq(xw_flow_basis(&keep, flow, &basis), XW_OUT_OF_RANGE);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_all, close_all);
    tcase_add_loop_test(c, bases_are_accepted_or_refused, 0, sizeof bases / sizeof *bases);
    tcase_add_test(c, there_is_no_basis_before_the_first_run);
    return c;
}

UNIT_MAIN("flow_basis", laws(), refusals())
