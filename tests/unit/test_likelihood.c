#include "xuewei/likelihood.h"
#include "xuewei/rng.h"
#include "unit.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST = 7000 };

static int32_t fill(int32_t *count, const int32_t *times, int32_t kinds)
{
    int32_t n = 0;
    for (int32_t y = 0; y < kinds; y++)
        for (int32_t i = 0; i < times[y]; i++)
            count[n++] = y;
    return n;
}

/* European red mites on 150 apple leaves. Bliss and Fisher 1953, Biometrics 9, 176-200: mean 1.14667,
 * maximum likelihood k = 1.02459. */
START_TEST(mites_of_bliss_and_fisher)
{
    static const int32_t leaves[] = { 70, 38, 17, 10, 9, 3, 2, 1 };
    static double exposure[150];
    int32_t count[150];
    gsl_set_error_handler_off();
    ck_assert_int_eq(fill(count, leaves, 8), 150);
    for (int i = 0; i < 150; i++)
        exposure[i] = 1.0;
    struct xw_count_fit fit;
    ck_assert_int_eq(xw_likelihood_negative_binomial(150, exposure, count, &fit), XW_OK);
    ck_assert_double_eq_tol(fit.ratio, 172.0 / 150.0, 1e-6);
    ck_assert_double_eq_tol(1.0 / fit.dispersion, 1.02459, 1e-4);
    ck_assert(!fit.at_limit);
    /* At the top the expected information of the mean is n / (m + m^2 / k). */
    double m = 172.0 / 150.0;
    ck_assert_double_eq_tol(fit.ratio_sd, sqrt((m + m * m * fit.dispersion) / 150.0), 1e-4);
    ck_assert_double_eq_tol(fit.covariance, 0.0, 1e-5);
}
END_TEST

/* Boys among the first 12 children of 6,115 families in Saxony, 1876 to 1885 (Geissler; Lindsey and
 * Altham 1998). Published: alpha = 34.09558, beta = 31.5715; the top by Newton steps in another
 * program is 34.10287, 31.57824, higher than the published one by 1.5e-6, so that the former differ by
 * less than a thousandth of their standard errors. */
START_TEST(families_of_saxony)
{
    static const int32_t families[] = {
        3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7
    };
    static int32_t count[MOST], trials[MOST];
    gsl_set_error_handler_off();
    int32_t n = fill(count, families, 13);
    ck_assert_int_eq(n, 6115);
    for (int32_t i = 0; i < n; i++)
        trials[i] = 12;
    struct xw_count_fit fit;
    ck_assert_int_eq(xw_likelihood_beta_binomial(n, trials, count, &fit), XW_OK);
    double both = 1.0 / fit.dispersion - 1.0;
    ck_assert_double_eq_tol(both * fit.ratio, 34.102866, 1e-3);
    ck_assert_double_eq_tol(both * (1.0 - fit.ratio), 31.578242, 1e-3);
}
END_TEST

static gsl_rng *stream(uint32_t replicate, uint32_t component)
{
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    ck_assert_ptr_nonnull(rng);
    xw_rng_key_set(rng, (struct xw_rng_key){ 20201101, replicate, component, 0 });
    return rng;
}

/* What was put in comes out: within three standard errors, and within one about two times in
 * three (100 rounds: three binomial standard errors are 14). */
START_TEST(negative_binomial_gives_back_what_was_put_in)
{
    int far = 0, ratio_within = 0, dispersion_within = 0;
    gsl_set_error_handler_off();
    for (uint32_t r = 0; r < 100; r++) {
        gsl_rng *rng = stream(r, 1);
        double exposure[120];
        int32_t count[120];
        for (int i = 0; i < 120; i++) {
            exposure[i] = 20.0 + 5.0 * (i % 30);
            count[i] = (int32_t)gsl_ran_poisson(rng, exposure[i] * 1.07 *
                                                         gsl_ran_gamma(rng, 1.0 / 0.04, 0.04));
        }
        struct xw_count_fit f;
        ck_assert_int_eq(xw_likelihood_negative_binomial(120, exposure, count, &f), XW_OK);
        far += fabs(f.ratio - 1.07) > 3.0 * f.ratio_sd;
        ratio_within += fabs(f.ratio - 1.07) < f.ratio_sd;
        dispersion_within += fabs(f.dispersion - 0.04) < f.dispersion_sd;
        gsl_rng_free(rng);
    }
    ck_assert_int_le(far, 2);
    ck_assert_msg(abs(ratio_within - 68) <= 14, "ratio within %d of 100", ratio_within);
    ck_assert_msg(abs(dispersion_within - 68) <= 14, "dispersion within %d", dispersion_within);
}
END_TEST

START_TEST(beta_binomial_gives_back_what_was_put_in)
{
    int far = 0, within = 0;
    gsl_set_error_handler_off();
    for (uint32_t r = 0; r < 100; r++) {
        gsl_rng *rng = stream(r, 2);
        int32_t trials[120], count[120];
        for (int i = 0; i < 120; i++) {
            trials[i] = 40 + i;
            count[i] =
                (int32_t)gsl_ran_binomial(rng, gsl_ran_beta(rng, 57.0, 3.0), (unsigned)trials[i]);
        }
        struct xw_count_fit f;
        ck_assert_int_eq(xw_likelihood_beta_binomial(120, trials, count, &f), XW_OK);
        far += fabs(f.ratio - 0.95) > 3.0 * f.ratio_sd;
        far += fabs(f.dispersion - 1.0 / 61.0) > 4.0 * f.dispersion_sd;
        within += fabs(f.ratio - 0.95) < f.ratio_sd;
        gsl_rng_free(rng);
    }
    ck_assert_int_le(far, 4);
    ck_assert_msg(abs(within - 68) <= 14, "within %d of 100", within);
}
END_TEST

/* Counts that are their means scatter less than any of the family: it ends at its limit. */
START_TEST(no_scatter_is_the_limit)
{
    double exposure[] = { 10, 20, 30, 40 };
    int32_t trials[] = { 10, 20, 30, 40 }, count[] = { 5, 10, 15, 20 };
    struct xw_count_fit f;
    gsl_set_error_handler_off();
    ck_assert_int_eq(xw_likelihood_negative_binomial(4, exposure, count, &f), XW_OK);
    ck_assert(f.at_limit);
    ck_assert_double_eq(f.ratio, 0.5);
    ck_assert_double_eq(f.dispersion, 0.0);
    ck_assert_double_eq_tol(f.ratio_sd, 0.5 / sqrt(50.0), 1e-15);
    ck_assert_double_nan(f.dispersion_sd);
    ck_assert_int_eq(xw_likelihood_beta_binomial(4, trials, count, &f), XW_OK);
    ck_assert(f.at_limit);
    ck_assert_double_eq(f.ratio, 0.5);
    ck_assert_double_eq_tol(f.ratio_sd, 0.05, 1e-15);
}
END_TEST

START_TEST(bad_counts_are_refused)
{
    double exposure[] = { 10, 20 };
    int32_t trials[] = { 10, 20 }, count[] = { 5, 10 }, none[] = { 0, 0 }, one[] = { 1, 1 };
    struct xw_count_fit f = { .ratio = -9.0 };
    gsl_set_error_handler_off();
    ck_assert_int_eq(xw_likelihood_negative_binomial(1, exposure, count, &f), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_likelihood_beta_binomial(1, trials, count, &f), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_likelihood_negative_binomial(2, exposure, none, &f), XW_NOT_IDENTIFIABLE);
    ck_assert_int_eq(xw_likelihood_beta_binomial(2, trials, none, &f), XW_NOT_IDENTIFIABLE);
    ck_assert_int_eq(xw_likelihood_beta_binomial(2, trials, trials, &f), XW_NOT_IDENTIFIABLE);
    ck_assert_int_eq(xw_likelihood_beta_binomial(2, one, (int32_t[]){ 1, 0 }, &f),
                     XW_NOT_IDENTIFIABLE);
    count[1] = 21;
    ck_assert_int_eq(xw_likelihood_beta_binomial(2, trials, count, &f), XW_OUT_OF_RANGE);
    count[1] = -1;
    ck_assert_int_eq(xw_likelihood_beta_binomial(2, trials, count, &f), XW_NEGATIVE);
    ck_assert_int_eq(xw_likelihood_negative_binomial(2, exposure, count, &f), XW_NEGATIVE);
    count[1] = 4;
    exposure[0] = NAN;
    ck_assert_int_eq(xw_likelihood_negative_binomial(2, exposure, count, &f), XW_NOT_FINITE);
    exposure[0] = 0.0;
    ck_assert_int_eq(xw_likelihood_negative_binomial(2, exposure, count, &f), XW_OUT_OF_RANGE);
    exposure[0] = -1.0;
    ck_assert_int_eq(xw_likelihood_negative_binomial(2, exposure, count, &f), XW_NEGATIVE);
    ck_assert_double_eq(f.ratio, -9.0);
}
END_TEST

/* Two hills: (-2, 1) at height 0 and (3, 1) at height 1. A single climb from the middle could end
 * on either. */
static double two_hills(const void *self, const double *p)
{
    (void)self;
    double low = -8.0 * (p[0] + 2) * (p[0] + 2), high = 1.0 - 8.0 * (p[0] - 3) * (p[0] - 3);
    return fmax(low, high) - (p[1] - 1) * (p[1] - 1);
}

static double ridge(const void *self, const double *p)
{
    (void)self;
    return -(p[0] + p[1]) * (p[0] + p[1]);
}

static double nowhere(const void *self, const double *p)
{
    (void)self;
    return p[0] * NAN;
}

START_TEST(the_highest_of_the_hills)
{
    double top[2], covariance[4] = { -9 }, height;
    gsl_set_error_handler_off();
    struct xw_likelihood of = { 2, NULL, two_hills };
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ -1, 0 }, (double[]){ 5, 2 }, top, covariance, &height),
        XW_OK);
    ck_assert_double_eq_tol(top[0], 3.0, 1e-5);
    ck_assert_double_eq_tol(top[1], 1.0, 1e-5);
    ck_assert_double_eq_tol(height, 1.0, 1e-9);
    ck_assert_double_eq_tol(covariance[0], 1.0 / 16.0, 1e-5);
    ck_assert_double_eq_tol(covariance[3], 0.5, 1e-5);
    ck_assert_double_eq_tol(covariance[1], 0.0, 1e-5);
    covariance[0] = -9;
    of.log_of = ridge;
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ 0, 0 }, (double[]){ 1, 1 }, top, covariance, &height),
        XW_NOT_IDENTIFIABLE);
    of.log_of = nowhere;
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ 0, 0 }, (double[]){ 1, 1 }, top, covariance, &height),
        XW_NOT_CONVERGED);
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ NAN, 0 }, (double[]){ 1, 1 }, top, covariance, &height),
        XW_NOT_FINITE);
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ 0, 0 }, (double[]){ 1, 0 }, top, covariance, &height),
        XW_OUT_OF_RANGE);
    of.parameters = XW_LIKELIHOOD_MOST + 1;
    ck_assert_int_eq(
        xw_likelihood_top(&of, (double[]){ 0, 0 }, (double[]){ 1, 1 }, top, covariance, &height),
        XW_OUT_OF_RANGE);
    ck_assert_double_eq(covariance[0], -9);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, mites_of_bliss_and_fisher);
    tcase_add_test(c, families_of_saxony);
    tcase_add_test(c, the_highest_of_the_hills);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, negative_binomial_gives_back_what_was_put_in);
    tcase_add_test(c, beta_binomial_gives_back_what_was_put_in);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, bad_counts_are_refused);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_scatter_is_the_limit);
    return c;
}

UNIT_MAIN("likelihood", known_answers(), laws(), refusals(), limits())
