#include "xuewei/paired_costs.h"
#include "unit.h"
#include <math.h>

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

/* The fourth takes no part, the third has bookings alone, the fifth neither. */
static struct xw_run_project projects[] = {
    { .stage = "primary", .cost_cny = 100.0, .counted = true },
    { .stage = "mixed", .cost_cny = 40.0, .counted = true },
    { .stage = "primary", .cost_cny = NAN, .counted = true },
    { .stage = "primary", .cost_cny = 1000.0 },
    { .stage = "kindergarten", .cost_cny = NAN, .counted = true },
};
static struct xw_run_project_year years[] = {
    { .project = 0, .year = 2021, .spend_cny = 100.0 },
    { .project = 2, .year = 2021, .spend_cny = 7.0 },
    { .project = 2, .year = 2022, .spend_cny = 8.0 },
    { .project = 4, .year = 2022, .spend_cny = NAN },
};
static const struct xw_run built = {
    .project_count = 5, .project = projects, .project_year_count = 4, .project_year = years
};

START_TEST(projects_that_take_part_cost)
{
    int32_t unknown = 0;
    ck_assert_double_eq(xw_run_project_cost(&built, NULL, &unknown), 155.0);
    ck_assert_int_eq(unknown, 1);
    ck_assert_double_eq(xw_run_project_cost(&built, "primary", &unknown), 115.0);
    ck_assert_double_eq(xw_run_project_cost(&built, "lower_secondary", &unknown), 0.0);
    ck_assert_int_eq(unknown, 1);
    ck_assert_double_eq(xw_run_project_cost(&built, "kindergarten", &unknown), 0.0);
    ck_assert_int_eq(unknown, 2);
}
END_TEST

static struct xw_paired_cost spread(double cny, int32_t n, const double *useful)
{
    struct xw_paired_cost cost = { .cost_cny = cny };
    ck_assert_int_eq(xw_paired_cost_spread(scratch, n, useful, &cost), XW_OK);
    return cost;
}

/* 1200 for 1, 2, 3, 4, 6 seat-years: 1200, 600, 400, 300, 200 each; of the mean 3.2 it is 375. Row
 * 0.4 from below is 200 + 0.4 x 100, row 3.6 is 600 + 0.6 x 600. */
START_TEST(cost_of_a_seat_year_that_is_used)
{
    struct xw_paired_cost cost = spread(1200.0, 5, (double[]){ 3, 1, 6, 2, 4 });
    ck_assert_double_eq_tol(cost.per_mean, 375.0, 1e-12);
    ck_assert_double_eq_tol(cost.per_p10, 240.0, 1e-12);
    ck_assert_double_eq_tol(cost.per_median, 400.0, 1e-12);
    ck_assert_double_eq_tol(cost.per_p90, 960.0, 1e-12);
    ck_assert_double_eq(cost.without, 0.0);
}
END_TEST

/* Three futures of eight need no seat: whatever reaches into them is infinitely dear. */
START_TEST(seats_that_nobody_needs)
{
    struct xw_paired_cost cost = spread(840.0, 8, (double[]){ 0, 0, -5, 1, 2, 3, 4, 6 });
    ck_assert_double_eq_tol(cost.per_mean, 840.0 / (11.0 / 8.0), 1e-12);
    ck_assert_double_eq_tol(cost.per_p10, 140.0 + 0.7 * 70.0, 1e-12);
    ck_assert_double_eq_tol(cost.per_median, 420.0 + 0.5 * 420.0, 1e-12);
    ck_assert(isinf(cost.per_p90));
    ck_assert_double_eq(cost.without, 0.375);
    cost = spread(840.0, 2, (double[]){ 0, 0 });
    ck_assert(isinf(cost.per_mean) && isinf(cost.per_p10) && isinf(cost.per_p90));
    ck_assert_double_eq(cost.without, 1.0);
    /* A quantile that falls on the last finite value is that value. */
    cost = spread(840.0, 11, (double[]){ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0 });
    ck_assert_double_eq(cost.per_p90, 840.0);
}
END_TEST

START_TEST(what_costs_nothing_more_has_no_price)
{
    for (int cny = -1; cny <= 0; cny++) {
        struct xw_paired_cost cost = spread(cny, 2, (double[]){ 0, 3 });
        ck_assert(isnan(cost.per_mean) && isnan(cost.per_p10) && isnan(cost.per_median) &&
                  isnan(cost.per_p90));
        ck_assert_double_eq(cost.without, 0.5);
    }
    struct xw_arena small;
    struct xw_paired_cost cost = { .cost_cny = 1.0 };
    ck_assert_int_eq(xw_arena_init(&small, 16), XW_OK);
    ck_assert_int_eq(xw_paired_cost_spread(small, 8, (double[8]){ 0 }, &cost), XW_NO_MEMORY);
    xw_arena_free(&small);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, projects_that_take_part_cost);
    tcase_add_test(c, cost_of_a_seat_year_that_is_used);
    tcase_add_test(c, seats_that_nobody_needs);
    tcase_add_test(c, what_costs_nothing_more_has_no_price);
    return c;
}

UNIT_MAIN("paired_costs", known_answers())
