#include "xuewei/flow.h"
#include "towns.h"
#include <string.h>

/* Arcs 0 -> 1 that save 1, 6 and 5 against the one that the first tree takes, and one that costs
 * more. The best of one node enters first and fills; then what is left of the others is looked at.
 */
static const struct {
    const char *name;
    int64_t capacity, pivots, cost;
} savings[] = {
    { "the best takes all", 9, 1, 4 * 4 },
    { "the best is full, then the next", 3, 2, 3 * 4 + 5 },
};

START_TEST(the_best_arc_of_a_node_enters)
{
    struct arc arc[] = {
        { 0, 1, 0, 9, 9 }, { 0, 1, 0, 9, 4 }, { 0, 1, 0, 9, 5 }, { 0, 1, 0, 9, 11 }
    };
    struct columns c;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    arc[1].capacity = savings[_i].capacity;
    lay_out(&c, 2, (int64_t[]){ 4, -4 }, 4, arc);
    /* Everything dear but the first: it is the tree arc. Then the costs as above. */
    c.cost[1] = c.cost[2] = c.cost[3] = 50;
    ck_assert_int_eq(xw_flow_open(&keep, &c.net, &flow), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_int_eq(got.cost, 36);
    ck_assert_int_eq(xw_flow_change_costs(flow, (int64_t[]){ 9, 4, 5, 11 }), XW_OK);
    ck_assert_int_eq(xw_flow_run(flow, &got), XW_OK);
    ck_assert_msg(got.pivots == savings[_i].pivots, "%s: %d pivots", savings[_i].name,
                  (int)got.pivots);
    ck_assert_msg(got.cost == savings[_i].cost, "%s: cost %d", savings[_i].name, (int)got.cost);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, the_best_arc_of_a_node_enters, 0, sizeof savings / sizeof *savings);
    return c;
}

/* Arcs that leave a node stand together, or anyhow: several looks go over them, and none is left
 * out. */
START_TEST(the_order_of_arcs_does_not_matter_to_the_cost)
{
    static struct town t, mixed;
    struct xw_flow_solution one, two;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        uint64_t r = seed;
        draw_town(&t, &r);
        mixed = t;
        for (int32_t e = TOWN_ARCS - 1; e > 0; e--) { /* Fisher and Yates */
            int32_t other = (int32_t)between(&r, 0, e);
            struct arc a = { mixed.from[e], mixed.to[e], 0, mixed.capacity[e], mixed.cost[e] };
            mixed.from[e] = mixed.from[other];
            mixed.to[e] = mixed.to[other];
            mixed.capacity[e] = mixed.capacity[other];
            mixed.cost[e] = mixed.cost[other];
            mixed.from[other] = a.from;
            mixed.to[other] = a.to;
            mixed.capacity[other] = a.capacity;
            mixed.cost[other] = a.cost;
        }
        mixed.net.from = mixed.from;
        mixed.net.to = mixed.to;
        mixed.net.capacity = mixed.capacity;
        mixed.net.cost = mixed.cost;
        xw_arena_reset(&keep);
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &t.net, &one), XW_OK);
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &mixed.net, &two), XW_OK);
        ck_assert_int_eq(one.cost, two.cost);
        ck_assert_int_eq(xw_flow_verify(scratch, &t.net, &one), XW_OK);
        ck_assert_int_eq(xw_flow_verify(scratch, &mixed.net, &two), XW_OK);
    }
}
END_TEST

/* What the header says of memory. */
START_TEST(memory_is_as_promised)
{
    static struct town t;
    struct xw_flow *flow;
    struct xw_flow_solution got;
    uint64_t r = 1;
    draw_town(&t, &r);
    struct xw_arena little = scratch;
    little.end = little.base + 48 * TOWN_NODES + TOWN_ARCS;
    ck_assert_int_eq(xw_flow_solve(&keep, little, &t.net, &got), XW_OK);
    ck_assert_int_le(keep.at - keep.base, 8 * (TOWN_NODES + TOWN_ARCS));
    xw_arena_reset(&keep);
    ck_assert_int_eq(xw_flow_open(&keep, &t.net, &flow), XW_OK);
    ck_assert_int_le(keep.at - keep.base, 72 * TOWN_NODES + 41 * TOWN_ARCS + 4096);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, the_order_of_arcs_does_not_matter_to_the_cost);
    tcase_add_test(c, memory_is_as_promised);
    return c;
}

UNIT_MAIN("flow_pricing", known_answers(), laws())
