#include "xuewei/sobol_indices.h"
#include "unit.h"
#include <gsl/gsl_math.h>
#include <math.h>

static struct xw_arena keep, scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)1 << 28), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)1 << 28), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

typedef double function(const double *u, int32_t n);

static double *values(int32_t n, int32_t rows, uint64_t seed, function *f)
{
    ptrdiff_t points = (ptrdiff_t)(n + 2) * rows;
    double *point = XW_TAKE(&keep, points * n, double), *value = XW_TAKE(&keep, points, double);
    ck_assert_int_eq(xw_sobol_design(n, rows, seed, point), XW_OK);
    for (ptrdiff_t i = 0; i < points * n; i++)
        ck_assert(point[i] > 0.0 && point[i] < 1.0);
    for (ptrdiff_t i = 0; i < points; i++)
        value[i] = f(point + i * n, n);
    return value;
}

static double ishigami(const double *u, int32_t n)
{
    (void)n;
    return xw_sobol_ishigami(u);
}

/* a = 7, b = 0.1: V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225 (Saltelli et al. 2008,
 * Global Sensitivity Analysis: The Primer): S1 0.3139, S2 0.4424, S3 0, ST1 0.5576, ST2 0.4424, ST3
 * 0.2437. Several seeds, so that no shift is lucky. */
START_TEST(ishigami_is_known)
{
    enum { ROWS = 8192 };
    double pi4 = gsl_pow_4(M_PI);
    double v1 = 0.5 * gsl_pow_2(1 + 0.1 * pi4 / 5), v2 = 49.0 / 8, v13 = 8 * 0.01 * pi4 * pi4 / 225;
    double v = v1 + v2 + v13;
    const double first[] = { v1 / v, v2 / v, 0.0 };
    const double total[] = { (v1 + v13) / v, v2 / v, v13 / v };
    ck_assert_double_eq_tol(first[0], 0.3139, 5e-5);
    ck_assert_double_eq_tol(first[1], 0.4424, 5e-5);
    ck_assert_double_eq_tol(total[2], 0.2437, 5e-5);
    struct xw_sobol_index got[3];
    const double *value = values(3, ROWS, (uint64_t)_i, ishigami);
    ck_assert_int_eq(xw_sobol_indices(scratch, 3, ROWS, value, 200, 0.95, 1, got), XW_OK);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(got[i].first, first[i], 0.01);
        ck_assert_double_eq_tol(got[i].total, total[i], 0.01);
        ck_assert(got[i].first_low < got[i].first && got[i].first < got[i].first_high);
        ck_assert(got[i].total_low < got[i].total && got[i].total < got[i].total_high);
        /* The interval of random rows is wider than the error of even ones: it must hold the truth. */
        ck_assert(got[i].first_low <= first[i] && first[i] <= got[i].first_high);
        ck_assert(got[i].total_low <= total[i] && total[i] <= got[i].total_high);
    }
}
END_TEST

/* A sum of c_i u_i has S_i = ST_i = c_i^2 / sum c^2, in as many dimensions as there may be. */
static double sum(const double *u, int32_t n)
{
    double all = 0.0;
    for (int32_t i = 0; i < n; i++)
        all += (i + 1) * u[i];
    return 100.0 + all;
}

START_TEST(a_sum_is_its_squares)
{
    int32_t n = _i == 0 ? 1 : _i == 1 ? 4 : XW_SOBOL_MOST;
    struct xw_sobol_index got[XW_SOBOL_MOST];
    const double *value = values(n, 4096, 3, sum);
    ck_assert_int_eq(xw_sobol_indices(scratch, n, 4096, value, 0, 0.9, 1, got), XW_OK);
    double squares = 0.0;
    for (int32_t i = 0; i < n; i++)
        squares += gsl_pow_2(i + 1);
    for (int32_t i = 0; i < n; i++) {
        ck_assert_double_eq_tol(got[i].first, gsl_pow_2(i + 1) / squares, 0.02);
        ck_assert_double_eq_tol(got[i].total, gsl_pow_2(i + 1) / squares, 0.01);
        ck_assert(isnan(got[i].first_low) && isnan(got[i].total_high));
    }
}
END_TEST

/* 100 times in 100, 90 % intervals of a random sample would hold the truth 90 times; points of a sequence
 * are evener, so that they hold it at least as often, and are not endlessly wide. */
START_TEST(intervals_hold_the_truth)
{
    enum { ROWS = 256, TIMES = 100 };
    int32_t held = 0;
    double width = 0.0;
    for (uint64_t seed = 0; seed < TIMES; seed++) {
        struct xw_sobol_index got[3];
        struct xw_arena back = keep;
        const double *value = values(3, ROWS, seed, ishigami);
        ck_assert_int_eq(xw_sobol_indices(scratch, 3, ROWS, value, 100, 0.9, seed, got), XW_OK);
        held += got[2].total_low <= 0.2437 && 0.2437 <= got[2].total_high;
        width += (got[2].total_high - got[2].total_low) / TIMES;
        keep = back;
    }
    ck_assert_int_ge(held, 85);
    ck_assert_double_lt(width, 0.2);
}
END_TEST

START_TEST(what_does_not_vary_has_no_shares)
{
    double value[4 * 8];
    for (int i = 0; i < 4 * 8; i++)
        value[i] = 17.0;
    struct xw_sobol_index got[2];
    ck_assert_int_eq(xw_sobol_indices(scratch, 2, 8, value, 10, 0.9, 1, got), XW_OK);
    ck_assert_double_eq(got[0].first, 0.0);
    ck_assert_double_eq(got[1].total, 0.0);
    ck_assert_double_eq(got[1].total_high, 0.0);
}
END_TEST

START_TEST(refusals_leave_everything)
{
    double value[] = { 1, 2, 3, 4, 5, NAN }, point[4];
    struct xw_sobol_index got = { .first = -9.0 };
    ck_assert_int_eq(xw_sobol_design(0, 4, 1, point), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_design(XW_SOBOL_MOST + 1, 4, 1, point), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_design(1, 0, 1, point), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_indices(scratch, 1, 1, value, 0, 0.9, 1, &got), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_indices(scratch, 1, 2, value, 0, 1.0, 1, &got), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_indices(scratch, 1, 2, value, -1, 0.9, 1, &got), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_sobol_indices(scratch, 1, 2, value, 0, 0.9, 1, &got), XW_NOT_FINITE);
    ck_assert_double_eq(got.first, -9.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, ishigami_is_known, 0, 5);
    tcase_add_loop_test(tc, a_sum_is_its_squares, 0, 3);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, intervals_hold_the_truth);
    tcase_add_test(tc, what_does_not_vary_has_no_shares);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, refusals_leave_everything);
    return tc;
}

UNIT_MAIN("sobol_indices", known_answers(), laws(), refusals())
