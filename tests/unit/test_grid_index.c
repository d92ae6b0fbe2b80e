#include "xuewei/grid_index.h"
#include "unit.h"
#include <math.h>

static uint32_t chance(uint32_t *state)
{
    uint32_t x = *state; /* xorshift32, Marsaglia 2003 */
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

/* How points lie: over a square, on a line, in two far heaps, on a lattice with ties, all in one. */
static double coordinate(int shape, int axis, uint32_t *state)
{
    double share = chance(state) / 4294967296.0;
    switch (shape) {
    case 0:
        return share * 10000.0;
    case 1:
        return axis == 0 ? share * 10000.0 : 7.0;
    case 2:
        return (chance(state) % 2 == 0 ? 0.0 : 1e6) + share;
    case 3:
        return floor(share * 8.0) * 100.0;
    default:
        return 5.0;
    }
}

START_TEST(as_looking_at_every_point)
{
    enum { MOST = 500 };
    double x[MOST], y[MOST];
    uint32_t state = 20261125u + (uint32_t)_i;
    struct xw_arena keep;
    struct xw_grid_index grid;
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)64 << 20), XW_OK);
    for (int round = 0; round < 60; round++) {
        int32_t count = 1 + (int32_t)(chance(&state) % MOST);
        for (int32_t i = 0; i < count; i++) {
            x[i] = coordinate(_i, 0, &state);
            y[i] = coordinate(_i, 1, &state);
        }
        ck_assert_int_eq(xw_grid_make(&keep, count, x, y, &grid), XW_OK);
        for (int k = 0; k < 50; k++) {
            double px = coordinate(k % 5, 0, &state) - 500.0,
                   py = coordinate(k % 5, 1, &state) - 9.0;
            double least = INFINITY, metres;
            int32_t nearest = -1, got = xw_grid_nearest(&grid, px, py, &metres);
            for (int32_t i = 0; i < count; i++) {
                double square = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
                if (square < least) {
                    least = square;
                    nearest = i;
                }
            }
            ck_assert_int_eq(got, nearest);
            ck_assert_double_eq(metres, sqrt(least));
        }
        xw_arena_reset(&keep);
    }
    xw_arena_free(&keep);
}
END_TEST

START_TEST(no_points_and_no_numbers)
{
    struct xw_arena keep;
    struct xw_grid_index grid = { .count = -9 };
    double x[2] = { 1.0, NAN }, y[2] = { 1.0, 2.0 }, metres;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_grid_make(&keep, -1, x, y, &grid), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_grid_make(&keep, 2, x, y, &grid), XW_NOT_FINITE);
    ck_assert_int_eq(xw_grid_make(&keep, 2, y, x, &grid), XW_NOT_FINITE);
    struct xw_arena full = keep;
    full.end = full.at + 4;
    ck_assert_int_eq(xw_grid_make(&full, 1, x, y, &grid), XW_NO_MEMORY);
    ck_assert_int_eq(grid.count, -9);
    ck_assert_int_eq(xw_grid_make(&keep, 0, x, y, &grid), XW_OK);
    ck_assert_int_eq(xw_grid_nearest(&grid, 0, 0, &metres), -1);
    ck_assert(isinf(metres));
    xw_arena_free(&keep);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, as_looking_at_every_point, 0, 5);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_points_and_no_numbers);
    return c;
}

UNIT_MAIN("grid_index", laws(), limits())
