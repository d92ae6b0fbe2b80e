#include "xuewei/noise.h"
#include "unit.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

static struct xw_arena keep;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)1 << 28), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static struct xw_noise noise_of(uint32_t replicate, int32_t count)
{
    struct xw_noise noise;
    struct xw_rng_key key = { 20201101, replicate, 13, 0 };
    ck_assert_int_eq(xw_noise_begin(&keep, key, count, &noise), XW_OK);
    for (int32_t i = 0; i < count; i++)
        noise.entity[i] = 1000 + (uint32_t)i;
    return noise;
}

/* ---- known answers ---- */

START_TEST(the_normal_quantile_is_that_of_gsl)
{
    for (int i = 1; i < 200000; i++) {
        double u = i / 200000.0, want = gsl_cdf_ugaussian_Pinv(u);
        ck_assert_double_eq_tol(xw_noise_normal_at(u), want, 1.2e-9 * fabs(want) + 1e-15);
    }
    for (int i = 1; i < 32; i++) {
        double u = ldexp(1.0, -i), want = gsl_cdf_ugaussian_Pinv(u);
        ck_assert_double_eq_tol(xw_noise_normal_at(u), want, 1.2e-9 * fabs(want) + 1e-15);
        ck_assert_double_eq_tol(xw_noise_normal_at(1.0 - u), -want, 1.2e-9 * fabs(want) + 1e-15);
    }
}
END_TEST

START_TEST(the_poisson_quantile_is_that_of_its_distribution)
{
    static const double means[] = { 1e-9, 0.1, 1, 7.5, 25, 50 };
    for (size_t m = 0; m < sizeof means / sizeof *means; m++)
        for (int i = 1; i < 1000; i++) {
            double u = (i - 0.5) / 999.5;
            double got = xw_noise_poisson_at(means[m], u);
            ck_assert_double_eq(got, floor(got));
            ck_assert_double_ge(gsl_cdf_poisson_P((unsigned)got, means[m]), u - 1e-12);
            if (got > 0)
                ck_assert_double_lt(gsl_cdf_poisson_P((unsigned)got - 1, means[m]), u + 1e-12);
        }
    ck_assert_double_eq(xw_noise_poisson_at(0.0, 0.999), 0.0);
    ck_assert_double_eq_tol(xw_noise_poisson_at(400.0, 0.5), 400.0, 1e-9);
    ck_assert_double_eq_tol(xw_noise_poisson_at(400.0, gsl_cdf_ugaussian_P(1.5)), 430.0, 1e-6);
    ck_assert_double_ge(xw_noise_poisson_at(50.5, 0.5 / 4294967296.0), 0.0);
}
END_TEST

START_TEST(turnover_spreads_as_the_root_of_the_pupils)
{
    ck_assert_double_eq_tol(100 * xw_noise_turnover(100, 0.10, 1.0), 100 + sqrt(10.0), 1e-12);
    ck_assert_double_eq_tol(100 * xw_noise_turnover(100, 0.10, -1.0), 100 - sqrt(10.0), 1e-12);
    ck_assert_double_eq(xw_noise_turnover(100, 0.10, 0.0), 1.0);
    ck_assert_double_eq(xw_noise_turnover(100, 0.0, 3.0), 1.0);
    ck_assert_double_eq(xw_noise_turnover(0, 0.10, 3.0), 1.0);
    /* one pupil of two is gone, or two come: never more */
    ck_assert_double_eq(xw_noise_turnover(1, 0.5, -6.0), 0.0);
    ck_assert_double_eq(xw_noise_turnover(1, 0.5, 6.0), 2.0);
}
END_TEST

START_TEST(a_column_is_its_streams)
{
    for (int32_t count = 0; count < 70; count += 1 + count / 3) {
        struct xw_noise noise = noise_of(3, count);
        for (int32_t year = 2018; year < 2027; year++) {
            const double *got = xw_noise_uniform(&noise, year);
            for (int32_t i = 0; i < count; i++) {
                uint32_t want[4];
                xw_rng_philox4x32((uint32_t[]){ (uint32_t)year / 4, 1000 + (uint32_t)i, 13, 3 },
                                  (uint32_t[]){ 20201101, 0 }, want);
                ck_assert_double_eq(got[i], (want[year % 4] + 0.5) / 4294967296.0);
            }
        }
    }
}
END_TEST

/* ---- laws ---- */

/* Entities in another order, some of them gone, years in another order: the same numbers. */
START_TEST(nobody_moves_anothers_numbers)
{
    enum { ALL = 50 };
    struct xw_noise noise = noise_of(1, ALL), part = noise_of(1, ALL / 2);
    for (int32_t i = 0; i < ALL / 2; i++)
        part.entity[i] = noise.entity[ALL - 1 - 2 * i];
    for (int32_t year = 2035; year >= 2020; year--) {
        double all[ALL];
        memcpy(all, xw_noise_normal(&noise, year), sizeof all);
        const double *some = xw_noise_normal(&part, year);
        for (int32_t i = 0; i < ALL / 2; i++)
            ck_assert_double_eq(some[i], all[ALL - 1 - 2 * i]);
        /* a year that was asked for in between */
        (void)xw_noise_normal(&noise, 1999 + year % 7 * 4);
    }
}
END_TEST

/* Kolmogorov and Smirnov: D sqrt(n) passes 1.95 once in a thousand. */
START_TEST(the_numbers_are_standard_normal)
{
    enum { ENTITIES = 5000, YEARS = 40, ALL = ENTITIES * YEARS };
    struct xw_noise noise = noise_of(2, ENTITIES);
    double *all = XW_TAKE(&keep, ALL, double);
    ck_assert_ptr_nonnull(all);
    for (int32_t y = 0; y < YEARS; y++)
        memcpy(all + y * ENTITIES, xw_noise_normal(&noise, 2000 + y), ENTITIES * sizeof *all);
    double root = sqrt((double)ALL);
    ck_assert_double_eq_tol(gsl_stats_mean(all, 1, ALL), 0.0, 4 / root);
    ck_assert_double_eq_tol(gsl_stats_variance(all, 1, ALL), 1.0, 4 * sqrt(2.0) / root);
    ck_assert_double_eq_tol(gsl_stats_skew(all, 1, ALL), 0.0, 4 * sqrt(6.0) / root);
    ck_assert_double_eq_tol(gsl_stats_kurtosis(all, 1, ALL), 0.0, 4 * sqrt(24.0) / root);
    /* of one entity in two years that follow each other, and of two entities in one year */
    ck_assert_double_eq_tol(gsl_stats_correlation(all, 1, all + ENTITIES, 1, ALL - ENTITIES), 0.0,
                            4 / root);
    ck_assert_double_eq_tol(gsl_stats_correlation(all, 1, all + 1, 1, ALL - 1), 0.0, 4 / root);
    gsl_sort(all, 1, ALL);
    double distance = 0.0;
    for (int32_t i = 0; i < ALL; i++) {
        double p = gsl_cdf_ugaussian_P(all[i]);
        distance = fmax(distance, fmax(p - i / (double)ALL, (i + 1) / (double)ALL - p));
    }
    ck_assert_double_lt(distance * root, 1.95);
}
END_TEST

static const double births[] = { 0.3, 5, 24, 49.9, 50.1, 400 };

START_TEST(births_have_the_mean_for_a_variance)
{
    enum { ALL = 100000 };
    struct xw_noise noise = noise_of(5, ALL);
    const double *u = xw_noise_uniform(&noise, 2021);
    double mean = births[_i], *drawn = XW_TAKE(&keep, ALL, double);
    ck_assert_ptr_nonnull(drawn);
    for (int32_t i = 0; i < ALL; i++) {
        drawn[i] = xw_noise_poisson_at(mean, u[i]);
        ck_assert_double_ge(drawn[i], 0.0);
    }
    ck_assert_double_eq_tol(gsl_stats_mean(drawn, 1, ALL), mean, 4 * sqrt(mean / ALL));
    /* the variance of a sample's variance, Poisson: (mean + 2 mean^2) / n */
    ck_assert_double_eq_tol(gsl_stats_variance(drawn, 1, ALL), mean,
                            4 * sqrt((mean + 2 * mean * mean) / ALL));
}
END_TEST

START_TEST(more_births_of_a_larger_share)
{
    for (double mean = 0.5; mean < 120; mean *= 1.7) {
        double last = 0.0;
        for (int i = 1; i < 2000; i++) {
            double now = xw_noise_poisson_at(mean, i / 2000.0);
            ck_assert_double_ge(now, last);
            last = now;
        }
    }
}
END_TEST

START_TEST(turnover_takes_nobody_in_expectation)
{
    enum { ALL = 100000 };
    struct xw_noise noise = noise_of(7, ALL);
    const double *normal = xw_noise_normal(&noise, 2021);
    static const struct {
        double count, turnover;
    } of[] = { { 30, 0.1 }, { 1, 0.1 }, { 1, 1.0 } };
    for (int c = 0; c < 3; c++) {
        double *factor = XW_TAKE(&keep, ALL, double);
        ck_assert_ptr_nonnull(factor);
        for (int32_t i = 0; i < ALL; i++)
            factor[i] = xw_noise_turnover(of[c].count, of[c].turnover, normal[i]);
        double sd = sqrt(of[c].turnover / of[c].count);
        ck_assert_double_eq_tol(gsl_stats_mean(factor, 1, ALL), 1.0, 4 * sd / sqrt(ALL));
        if (c == 0) ck_assert_double_eq_tol(gsl_stats_sd(factor, 1, ALL), sd, 0.02 * sd);
    }
}
END_TEST

/* ---- refusals ---- */

START_TEST(without_room_there_is_none)
{
    struct xw_arena small;
    struct xw_noise noise;
    ck_assert_int_eq(xw_arena_init(&small, 4096), XW_OK);
    ck_assert_int_eq(xw_noise_begin(&small, (struct xw_rng_key){ 0 }, 1000, &noise), XW_NO_MEMORY);
    xw_arena_free(&small);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_normal_quantile_is_that_of_gsl);
    tcase_add_test(tc, the_poisson_quantile_is_that_of_its_distribution);
    tcase_add_test(tc, turnover_spreads_as_the_root_of_the_pupils);
    tcase_add_test(tc, a_column_is_its_streams);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, nobody_moves_anothers_numbers);
    tcase_add_test(tc, the_numbers_are_standard_normal);
    tcase_add_loop_test(tc, births_have_the_mean_for_a_variance, 0, 6);
    tcase_add_test(tc, more_births_of_a_larger_share);
    tcase_add_test(tc, turnover_takes_nobody_in_expectation);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_test(tc, without_room_there_is_none);
    return tc;
}

UNIT_MAIN("noise", known_answers(), laws(), refusals())
