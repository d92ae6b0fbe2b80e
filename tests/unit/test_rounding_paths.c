#include "xuewei/rounding_paths.h"
#include "networks.h"
#include <stdbool.h>

enum { MOST_ROWS = 6, MOST_COLUMNS = 4, MOST_CELLS = MOST_ROWS * MOST_COLUMNS };

struct table {
    int32_t start[MOST_ROWS + 1], column[MOST_CELLS], wanted[MOST_ROWS], low[MOST_COLUMNS],
        high[MOST_COLUMNS];
    int64_t cost[MOST_CELLS];
    struct xw_rounding_choice choice;
};

static void join(struct table *t, int32_t rows, int32_t columns)
{
    t->choice = (struct xw_rounding_choice){ rows,    columns,   t->start, t->column,
                                             t->cost, t->wanted, t->low,   t->high };
}

/* Both rows would rather take the first column, which has room for one: the second row loses less by
 * the other. */
START_TEST(who_loses_least_gives_way)
{
    struct table t = { .start = { 0, 2, 4 },
                       .column = { 0, 1, 0, 1 },
                       .cost = { -5, 4, -5, -3 },
                       .wanted = { 1, 1 },
                       .low = { 0, 0 },
                       .high = { 1, 2 } };
    uint8_t up[4];
    join(&t, 2, 2);
    ck_assert(xw_rounding_paths_suit(&t.choice));
    ck_assert_int_eq(xw_rounding_paths(scratch, &t.choice, up), XW_OK);
    ck_assert(up[0] && !up[1] && !up[2] && up[3]);
}
END_TEST

/* The third column needs one and shares no row with the first, which has one too many: the second, full,
 * passes it on. */
START_TEST(a_path_may_have_several_swaps)
{
    struct table t = { .start = { 0, 2, 4 },
                       .column = { 0, 1, 1, 2 },
                       .cost = { 0, 7, 0, 9 },
                       .wanted = { 1, 1 },
                       .low = { 0, 1, 1 },
                       .high = { 0, 1, 1 } };
    uint8_t up[4];
    join(&t, 2, 3);
    ck_assert_int_eq(xw_rounding_paths(scratch, &t.choice, up), XW_OK);
    ck_assert(!up[0] && up[1] && !up[2] && up[3]);
}
END_TEST

START_TEST(bounds_that_no_table_keeps_are_said)
{
    struct table t = {
        .start = { 0, 2 }, .column = { 0, 1 }, .wanted = { 1 }, .low = { 1, 1 }, .high = { 1, 1 }
    };
    uint8_t up[2];
    join(&t, 1, 2);
    t.wanted[0] = 2;
    ck_assert_int_eq(xw_rounding_paths(scratch, &t.choice, up), XW_OK);
    t.wanted[0] = 1;
    t.low[0] = t.low[1] = 0;
    t.high[0] = t.high[1] = 0;
    ck_assert_int_eq(xw_rounding_paths(scratch, &t.choice, up), XW_FLOW_INFEASIBLE);
}
END_TEST

START_TEST(wide_rows_do_not_suit)
{
    enum { WIDE = 20 };
    int32_t start[] = { 0, WIDE }, column[WIDE], wanted[] = { 1 }, low[WIDE] = { 0 }, high[WIDE];
    int64_t cost[WIDE] = { 0 };
    for (int32_t i = 0; i < WIDE; i++) {
        column[i] = i;
        high[i] = 1;
    }
    struct xw_rounding_choice wide = { 1, WIDE, start, column, cost, wanted, low, high };
    ck_assert(!xw_rounding_paths_suit(&wide));
    start[1] = 17;
    ck_assert(xw_rounding_paths_suit(&wide));
    wide.columns = 513;
    ck_assert(!xw_rounding_paths_suit(&wide));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, who_loses_least_gives_way);
    tcase_add_test(c, a_path_may_have_several_swaps);
    tcase_add_test(c, bounds_that_no_table_keeps_are_said);
    tcase_add_test(c, wide_rows_do_not_suit);
    return c;
}

/* Costs of a few sizes, and bounds around what a random choice gives the columns. */
static void draw_choice(struct table *t, uint64_t *r)
{
    int32_t rows = (int32_t)between(r, 1, MOST_ROWS), columns = (int32_t)between(r, 1, 4), n = 0;
    int32_t has[MOST_COLUMNS] = { 0 };
    *t = (struct table){ 0 };
    for (int32_t i = 0; i < rows; i++) {
        t->start[i] = n;
        for (int32_t c = 0; c < columns; c++) {
            if (between(r, 0, 3) == 0) continue;
            bool up = between(r, 0, 1) == 0;
            t->column[n] = c;
            t->cost[n++] = between(r, -4, 4);
            t->wanted[i] += up;
            has[c] += up;
        }
    }
    t->start[rows] = n;
    for (int32_t c = 0; c < columns; c++) {
        t->low[c] = has[c] - (int32_t)between(r, 0, 1);
        if (t->low[c] < 0) t->low[c] = 0;
        t->high[c] = has[c] + (int32_t)between(r, 0, 1);
    }
    join(t, rows, columns);
}

static bool keeps(const struct xw_rounding_choice *c, const uint8_t *up)
{
    int32_t has[MOST_COLUMNS] = { 0 };
    for (int32_t r = 0; r < c->rows; r++) {
        int32_t row = 0;
        for (int32_t i = c->start[r]; i < c->start[r + 1]; i++) {
            row += up[i];
            has[c->column[i]] += up[i];
        }
        if (row != c->wanted[r]) return false;
    }
    for (int32_t k = 0; k < c->columns; k++)
        if (has[k] < c->low[k] || has[k] > c->high[k]) return false;
    return true;
}

/* A network simplex (flow.h) knows what the cheapest choice costs. */
START_TEST(no_choice_is_cheaper)
{
    enum { MOST = MOST_CELLS + MOST_COLUMNS };
    struct table t;
    struct xw_flow_solution solution;
    uint8_t up[MOST_CELLS];
    int32_t from[MOST], to[MOST], e = 0;
    int64_t lower[MOST] = { 0 }, capacity[MOST], cost[MOST], supply[MOST_ROWS + MOST_COLUMNS + 1];
    uint64_t r = (uint64_t)_i;
    draw_choice(&t, &r);
    const struct xw_rounding_choice *c = &t.choice;
    int32_t sink = c->rows + c->columns;
    for (int32_t i = 0; i <= sink; i++)
        supply[i] = 0;
    for (int32_t k = 0; k < c->rows; k++) {
        supply[k] = c->wanted[k];
        supply[sink] -= c->wanted[k];
        for (; e < c->start[k + 1]; e++) {
            from[e] = k;
            to[e] = c->rows + c->column[e];
            capacity[e] = 1;
            cost[e] = c->cost[e];
        }
    }
    for (int32_t k = 0; k < c->columns; k++, e++) {
        from[e] = c->rows + k;
        to[e] = sink;
        lower[e] = c->low[k];
        capacity[e] = c->high[k];
        cost[e] = 0;
    }
    struct xw_flow_network net = { sink + 1, e, from, to, lower, capacity, cost, supply };
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &net, &solution), XW_OK);
    ck_assert_int_eq(xw_rounding_paths(scratch, c, up), XW_OK);
    int64_t sum = 0;
    for (int32_t i = 0; i < c->start[c->rows]; i++)
        sum += up[i] * c->cost[i];
    ck_assert(keeps(c, up));
    ck_assert_int_eq(sum, solution.cost);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, no_choice_is_cheaper, 0, 2000);
    return c;
}

START_TEST(no_memory_is_said)
{
    struct table t = {
        .start = { 0, 1 }, .column = { 0 }, .wanted = { 1 }, .low = { 1 }, .high = { 1 }
    };
    struct xw_arena small = { 0 };
    uint8_t up[1];
    join(&t, 1, 1);
    ck_assert_int_eq(xw_rounding_paths(small, &t.choice, up), XW_NO_MEMORY);
}
END_TEST

START_TEST(nothing_goes_up_in_an_empty_table)
{
    struct table t = { .start = { 0 } };
    uint8_t up[1];
    join(&t, 0, 0);
    ck_assert_int_eq(xw_rounding_paths(scratch, &t.choice, up), XW_OK);
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_test(c, no_memory_is_said);
    tcase_add_test(c, nothing_goes_up_in_an_empty_table);
    return c;
}

UNIT_MAIN("rounding paths", known_answers(), laws(), limits())
