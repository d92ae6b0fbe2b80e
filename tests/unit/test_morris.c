#include "xuewei/morris.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { MOST = 6, RUNS = 40 };

static struct xw_arena scratch;
static double point[RUNS * (MOST + 1) * MOST], value[RUNS * (MOST + 1)];
static int32_t moved[RUNS * MOST];
static struct xw_morris got[MOST];

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

/* Every step moves one assumption, each once a trajectory, by half of the levels; all levels are met
 * about as often. */
START_TEST(a_walk_of_single_steps)
{
    int32_t met[XW_MORRIS_LEVELS] = { 0 }, n = MOST;
    ck_assert_int_eq(xw_morris_design(scratch, n, RUNS, 7, point, moved), XW_OK);
    for (int32_t t = 0; t < RUNS; t++) {
        int32_t times[MOST] = { 0 };
        for (int32_t s = 0; s < n; s++) {
            const double *at = point + (t * (n + 1) + s) * n, *next = at + n;
            int32_t it = moved[t * n + s];
            times[it]++;
            for (int32_t i = 0; i < n; i++)
                ck_assert_double_eq(fabs(next[i] - at[i]), i == it ? 0.5 : 0.0);
        }
        for (int32_t i = 0; i < n; i++) {
            ck_assert_int_eq(times[i], 1);
            met[(int32_t)(point[t * (n + 1) * n + i] * XW_MORRIS_LEVELS)]++;
        }
    }
    for (int32_t l = 0; l < XW_MORRIS_LEVELS; l++) /* 60 expected, standard deviation 6.7 */
        ck_assert(met[l] > 33 && met[l] < 87);
}
END_TEST

START_TEST(more_trajectories_leave_the_first)
{
    static double few[5 * (MOST + 1) * MOST];
    static int32_t few_moved[5 * MOST];
    ck_assert_int_eq(xw_morris_design(scratch, MOST, RUNS, 7, point, moved), XW_OK);
    ck_assert_int_eq(xw_morris_design(scratch, MOST, 5, 7, few, few_moved), XW_OK);
    ck_assert_int_eq(memcmp(few, point, sizeof few), 0);
    ck_assert_int_eq(memcmp(few_moved, moved, sizeof few_moved), 0);
    ck_assert_int_eq(xw_morris_design(scratch, MOST, 5, 8, few, few_moved), XW_OK);
    ck_assert_int_ne(memcmp(few, point, sizeof few), 0);
}
END_TEST

/* 3 x0 - 2 x1 + x2 x3, 0 x4, x in the literature's levels 0, 1/3, 2/3, 1: the straight ones have their
 * slopes and no sigma, those that hang together the mean of the other one, 1/2. */
static double level(double u)
{
    return (u * XW_MORRIS_LEVELS - 0.5) / (XW_MORRIS_LEVELS - 1);
}

START_TEST(slopes_are_effects)
{
    int32_t n = 5;
    ck_assert_int_eq(xw_morris_design(scratch, n, RUNS, 3, point, moved), XW_OK);
    for (int32_t p = 0; p < RUNS * (n + 1); p++) {
        const double *u = point + p * n;
        value[p] = 3 * level(u[0]) - 2 * level(u[1]) + level(u[2]) * level(u[3]);
    }
    ck_assert_int_eq(xw_morris_effects(n, RUNS, point, moved, value, got), XW_OK);
    ck_assert_double_eq_tol(got[0].mu, 3.0, 1e-12);
    ck_assert_double_eq_tol(got[1].mu, -2.0, 1e-12);
    ck_assert_double_eq_tol(got[1].mu_star, 2.0, 1e-12);
    ck_assert_double_eq_tol(got[1].sigma, 0.0, 1e-12);
    ck_assert_double_eq(got[4].mu_star, 0.0);
    for (int i = 2; i < 4; i++) { /* levels have standard deviation 0.373: 0.059 of a mean of 40 */
        ck_assert_double_eq_tol(got[i].mu, 0.5, 0.2);
        ck_assert_double_eq_tol(got[i].sigma, 0.373, 0.1);
    }
}
END_TEST

/* Two trajectories of one assumption by hand: effects (1 - 0) / (2/3) and (2 - 5) / (2/3). */
START_TEST(two_trajectories_by_hand)
{
    const double at[] = { 0.125, 0.625, 0.375, 0.875 }, of[] = { 0, 1, 5, 2 };
    const int32_t which[] = { 0, 0 };
    ck_assert_int_eq(xw_morris_effects(1, 2, at, which, of, got), XW_OK);
    ck_assert_double_eq_tol(got[0].mu, -1.5, 1e-14);
    ck_assert_double_eq_tol(got[0].mu_star, 3.0, 1e-14);
    ck_assert_double_eq_tol(got[0].sigma, 3.0 * sqrt(2.0), 1e-14);
}
END_TEST

START_TEST(refusals_leave_everything)
{
    const double at[] = { 0.125, 0.625 }, of[] = { 0, INFINITY };
    const int32_t which[] = { 0 };
    got[0].mu = -9.0;
    ck_assert_int_eq(xw_morris_design(scratch, 0, 1, 1, point, moved), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_morris_design(scratch, 1, 0, 1, point, moved), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_morris_effects(1, 1, at, which, of, got), XW_NOT_FINITE);
    ck_assert_double_eq(got[0].mu, -9.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, slopes_are_effects);
    tcase_add_test(tc, two_trajectories_by_hand);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_walk_of_single_steps);
    tcase_add_test(tc, more_trajectories_leave_the_first);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, refusals_leave_everything);
    return tc;
}

UNIT_MAIN("morris", known_answers(), laws(), refusals())
