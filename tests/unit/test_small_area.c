#include "xuewei/small_area.h"
#include "xuewei/rng.h"
#include "unit.h"
#include <gsl/gsl_randist.h>
#include <math.h>

/* The log-likelihood by the textbook's formula, without its constant, for checking. */
static double likelihood(int32_t zones, const double *y, const double *e, double a)
{
    double sum = 0.0;
    for (int32_t z = 0; z < zones; z++)
        sum +=
            lgamma(y[z] + a) - lgamma(a) + a * log(a / (a + e[z])) + y[z] * log(1.0 / (a + e[z]));
    return sum;
}

/* Two zones of 10 expected events with 4 and 16: by symmetry of the example the best alpha solves one
 * equation; a fine scan of the textbook's formula finds the same. */
START_TEST(alpha_is_the_best_of_a_fine_scan)
{
    const double y[] = { 4, 16, 25, 1, 9 }, e[] = { 10, 10, 20, 6, 9 };
    double factor[5], sd[5], best = 0.0, most = -INFINITY;
    struct xw_small_area_fit fit;
    ck_assert_int_eq(xw_small_area_factors(5, y, e, factor, sd, &fit), XW_OK);
    for (double a = 0.5; a < 60.0; a += 0.001) {
        double value = likelihood(5, y, e, a);
        if (value > most) {
            most = value;
            best = a;
        }
    }
    ck_assert_double_eq_tol(fit.alpha, best, 0.002);
    ck_assert_double_eq_tol(fit.log_likelihood, most, 1e-6);
    ck_assert_double_eq_tol(likelihood(5, y, e, fit.alpha_low), most - 0.5, 1e-6);
    ck_assert_double_lt(fit.alpha_low, fit.alpha);
    for (int z = 0; z < 5; z++) {
        ck_assert_double_eq_tol(factor[z], (y[z] + fit.alpha) / (e[z] + fit.alpha), 1e-12);
        ck_assert_double_eq_tol(sd[z], sqrt(y[z] + fit.alpha) / (e[z] + fit.alpha), 1e-12);
    }
    /* Each factor lies between the zone's own and the district's. */
    ck_assert(factor[0] > 0.4 && factor[0] < 1.0 && factor[1] > 1.0 && factor[1] < 1.6);
}
END_TEST

/* Drawn from the model with a known alpha over many zones: the interval of one standard error holds
 * it in about two of three draws, and the shrunken factors are nearer the truth than the raw ones. */
START_TEST(a_known_alpha_is_found_again)
{
    enum { ZONES = 300, DRAWS = 60 };
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    double y[ZONES], e[ZONES], theta[ZONES], factor[ZONES];
    const double truth = 20.0;
    int inside = 0;
    double raw_off = 0.0, off = 0.0, mean = 0.0;
    for (uint32_t d = 0; d < DRAWS; d++) {
        xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 8, .replicate = d });
        for (int z = 0; z < ZONES; z++) {
            e[z] = 1.0 + 60.0 * gsl_rng_uniform(rng);
            theta[z] = gsl_ran_gamma(rng, truth, 1.0 / truth);
            y[z] = gsl_ran_poisson(rng, theta[z] * e[z]);
        }
        struct xw_small_area_fit fit;
        ck_assert_int_eq(xw_small_area_factors(ZONES, y, e, factor, NULL, &fit), XW_OK);
        inside += fit.alpha_low <= truth && truth <= fit.alpha_high;
        mean += fit.alpha / DRAWS;
        ck_assert_double_eq_tol(fit.alpha_se, (fit.alpha_high - fit.alpha_low) / 2.0, 1e-9);
        for (int z = 0; z < ZONES; z++) {
            off += pow(factor[z] - theta[z], 2.0);
            raw_off += pow(y[z] / e[z] - theta[z], 2.0);
        }
    }
    /* Binomial with p = 0.683: 41 of 60 expected, standard deviation 3.6. */
    ck_assert_int_ge(inside, 30);
    ck_assert_int_le(inside, 52);
    ck_assert_double_eq_tol(mean, truth, 2.0);
    ck_assert_double_lt(off, 0.5 * raw_off);
    gsl_rng_free(rng);
}
END_TEST

static const struct {
    const char *name;
    int32_t zones;
    double count[3], expected[3], factor[3];
} alike[] = {
    { "all as expected", 3, { 10, 20, 30 }, { 10, 20, 30 }, { 1, 1, 1 } },
    { "within chance", 3, { 9, 22, 29 }, { 10, 20, 30 }, { 1, 1, 1 } },
    { "one zone", 1, { 12 }, { 12 }, { 1 } },
    { "nobody anywhere", 2, { 0, 0 }, { 0, 0 }, { 1, 1 } },
    { "events that nobody expected", 2, { 5, 0 }, { 0, 0 }, { 1, 1 } },
    { "no zones", 0, { 0 }, { 0 }, { 0 } },
};

START_TEST(zones_that_are_alike_have_the_factor_1)
{
    double factor[3], sd[3];
    struct xw_small_area_fit fit;
    ck_assert_int_eq(xw_small_area_factors(alike[_i].zones, alike[_i].count, alike[_i].expected,
                                           factor, sd, &fit),
                     XW_OK);
    ck_assert_msg(isinf(fit.alpha), "%s: alpha %g", alike[_i].name, fit.alpha);
    ck_assert(isinf(fit.alpha_high) && isinf(fit.alpha_se) && isfinite(fit.alpha_low));
    for (int z = 0; z < alike[_i].zones; z++) {
        ck_assert_double_eq(factor[z], alike[_i].factor[z]);
        ck_assert_double_eq(sd[z], 0.0);
    }
}
END_TEST

START_TEST(a_zone_without_expectation_says_nothing)
{
    const double y[] = { 40, 160, 3 }, e[] = { 100, 100, 0 };
    double factor[3], sd[3], of_two[2];
    struct xw_small_area_fit fit, two;
    ck_assert_int_eq(xw_small_area_factors(3, y, e, factor, sd, &fit), XW_OK);
    ck_assert_int_eq(xw_small_area_factors(2, y, e, of_two, NULL, &two), XW_OK);
    ck_assert_double_eq(fit.alpha, two.alpha);
    ck_assert_double_eq(factor[0], of_two[0]);
    ck_assert_double_eq(factor[2], 1.0);
    ck_assert_double_eq_tol(sd[2], 1.0 / sqrt(fit.alpha), 1e-12);
}
END_TEST

/* Large counts: alpha's terms must not lose their digits. Factors are then the zones' own. */
START_TEST(large_zones_keep_their_own_factor)
{
    const double y[] = { 4e6, 6e6, 5e6 }, e[] = { 5e6, 5e6, 5e6 };
    double factor[3];
    struct xw_small_area_fit fit;
    ck_assert_int_eq(xw_small_area_factors(3, y, e, factor, NULL, &fit), XW_OK);
    for (int z = 0; z < 3; z++)
        ck_assert_double_eq_tol(factor[z], y[z] / e[z], 1e-4);
    /* Variance of 0.8, 1.2, 1 about 1: 0.08 / 3; a gamma's shape is about its reciprocal. */
    ck_assert_double_eq_tol(fit.alpha, 37.5, 1.0);
}
END_TEST

START_TEST(faults_are_refused)
{
    double y[] = { 1, 2 }, e[] = { 1, 2 }, factor[] = { 7, 7 };
    struct xw_small_area_fit fit;
    ck_assert_int_eq(xw_small_area_factors(-1, y, e, factor, NULL, &fit), XW_OUT_OF_RANGE);
    y[1] = -1;
    ck_assert_int_eq(xw_small_area_factors(2, y, e, factor, NULL, &fit), XW_NEGATIVE);
    y[1] = 1;
    e[0] = INFINITY;
    ck_assert_int_eq(xw_small_area_factors(2, y, e, factor, NULL, &fit), XW_NOT_FINITE);
    ck_assert_double_eq(factor[0], 7);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("empirical bayes");
    tcase_add_test(c, alpha_is_the_best_of_a_fine_scan);
    tcase_add_test(c, a_known_alpha_is_found_again);
    tcase_add_loop_test(c, zones_that_are_alike_have_the_factor_1, 0,
                        (int)(sizeof alike / sizeof *alike));
    tcase_add_test(c, a_zone_without_expectation_says_nothing);
    tcase_add_test(c, large_zones_keep_their_own_factor);
    tcase_add_test(c, faults_are_refused);
    return c;
}

UNIT_MAIN("small_area", tests())
