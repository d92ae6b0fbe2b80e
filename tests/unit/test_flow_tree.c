#include "xuewei/flow.h"
#include "networks.h"

/* A row of nodes, the first with a supply and the last with a demand: arcs lead on, at 2, and back,
 * at 1. Dear arcs lead from everywhere to the end. */
enum { ROW = 400 };

static struct xw_flow_network lay_row(struct xw_arena *arena)
{
    int32_t arcs = 3 * ROW - 5;
    int32_t *from = XW_TAKE(arena, arcs, int32_t), *to = XW_TAKE(arena, arcs, int32_t), e = 0;
    int64_t *capacity = XW_TAKE(arena, arcs, int64_t), *cost = XW_TAKE(arena, arcs, int64_t);
    int64_t *supply = XW_TAKE(arena, ROW, int64_t);
    for (int32_t v = 0; v < ROW; v++)
        for (int32_t kind = 0; kind < 3; kind++) {
            if (kind == 1 ? v == 0 : v >= ROW - 1 - (kind == 2)) continue;
            if (kind == 1 && v == ROW - 1) continue;
            from[e] = v;
            to[e] = kind == 0 ? v + 1 : kind == 1 ? v - 1 : ROW - 1;
            capacity[e] = kind == 0 ? 10 : NO_LIMIT;
            cost[e++] = kind == 0 ? 2 : kind == 1 ? 1 : 5000 - v;
        }
    supply[0] = 10;
    supply[ROW - 1] = -10;
    return (struct xw_flow_network){ ROW, e, from, to, NULL, capacity, cost, supply };
}

/* The whole way has to be found arc by arc, and the branches of the tree turned over. With one more
 * than it takes, that one goes the dear arc where it is cheapest to leave the row: at the start,
 * since going on is full. */
START_TEST(a_long_row_is_walked)
{
    struct xw_flow_network net = lay_row(&scratch);
    int64_t *supply = XW_TAKE(&scratch, ROW, int64_t);
    struct xw_flow_solution got;
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &net, &got), XW_OK);
    ck_assert_int_eq(xw_flow_verify(scratch, &net, &got), XW_OK);
    ck_assert_int_eq(got.cost, 10 * 2 * (ROW - 1));
    supply[0] = 11;
    supply[ROW - 1] = -11;
    net.supply = supply;
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &net, &got), XW_OK);
    ck_assert_int_eq(xw_flow_verify(scratch, &net, &got), XW_OK);
    ck_assert_int_eq(got.cost, 10 * 2 * (ROW - 1) + 5000);
}
END_TEST

/* One to each: nearly every pivot moves nothing, and there are many equal optima. The cost is known
 * because row i, column i + 1 is free and every other costs at least 1. */
START_TEST(assignments_end)
{
    enum { SIZE = 40, ARCS = SIZE * SIZE };
    int32_t *from = XW_TAKE(&scratch, ARCS, int32_t), *to = XW_TAKE(&scratch, ARCS, int32_t);
    int64_t *capacity = XW_TAKE(&scratch, ARCS, int64_t), *cost = XW_TAKE(&scratch, ARCS, int64_t);
    int64_t *supply = XW_TAKE(&scratch, 2 * SIZE, int64_t);
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint64_t r = seed;
        for (int32_t e = 0; e < ARCS; e++) {
            from[e] = e / SIZE;
            to[e] = SIZE + e % SIZE;
            capacity[e] = seed % 2 == 0 ? 1 : NO_LIMIT;
            cost[e] = (from[e] + 1) % SIZE == to[e] - SIZE ? 0 : between(&r, 1, 2);
            supply[from[e]] = 1;
            supply[to[e]] = -1;
        }
        struct xw_flow_network net = { 2 * SIZE, ARCS, from, to, NULL, capacity, cost, supply };
        struct xw_flow_solution got;
        xw_arena_reset(&keep);
        ck_assert_int_eq(xw_flow_solve(&keep, scratch, &net, &got), XW_OK);
        ck_assert_int_eq(got.cost, 0);
        ck_assert_int_eq(xw_flow_verify(scratch, &net, &got), XW_OK);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, a_long_row_is_walked);
    tcase_add_test(c, assignments_end);
    return c;
}

UNIT_MAIN("flow_tree", known_answers())
