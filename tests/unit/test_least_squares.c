#include "xuewei/least_squares.h"
#include "xuewei/rng.h"
#include "unit.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST = 64 };

struct fit {
    double estimate[XW_LEAST_SQUARES_MOST];
    double covariance[XW_LEAST_SQUARES_MOST * XW_LEAST_SQUARES_MOST];
    struct xw_least_squares room, out;
};

static void open_fit(struct fit *f)
{
    gsl_set_error_handler_off();
    f->room = (struct xw_least_squares){ f->estimate, f->covariance, 0, 0, 0 };
    f->out = (struct xw_least_squares){ .chi2 = -9.0 };
}

/* NIST Statistical Reference Datasets, Norris (linear regression, lower difficulty): Norris, J.,
 * calibration of ozone monitors. Certified values of the file Norris.dat. */
static const struct {
    double y, x;
} norris[] = {
    { 0.1, 0.2 },     { 338.8, 337.4 }, { 118.1, 118.2 }, { 888.0, 884.6 }, { 9.2, 10.1 },
    { 228.1, 226.5 }, { 668.5, 666.3 }, { 998.5, 996.3 }, { 449.1, 448.6 }, { 778.9, 777.0 },
    { 559.2, 558.2 }, { 0.3, 0.4 },     { 0.1, 0.6 },     { 778.1, 775.5 }, { 668.8, 666.9 },
    { 339.3, 338.0 }, { 448.9, 447.5 }, { 10.8, 11.6 },   { 557.7, 556.0 }, { 228.3, 228.1 },
    { 998.0, 995.8 }, { 888.8, 887.6 }, { 119.6, 120.2 }, { 0.3, 0.3 },     { 0.6, 0.3 },
    { 557.6, 556.8 }, { 339.3, 339.1 }, { 888.0, 887.2 }, { 998.5, 999.0 }, { 778.9, 779.0 },
    { 10.2, 11.1 },   { 117.6, 118.3 }, { 228.9, 229.2 }, { 668.4, 669.1 }, { 449.2, 448.9 },
    { 0.2, 0.5 },
};
#define NORRIS ((int32_t)(sizeof norris / sizeof *norris))

static void near(double got, double want, double relative)
{
    ck_assert_msg(fabs(got - want) <= relative * fabs(want), "%.17g is not %.17g", got, want);
}

START_TEST(norris_of_nist)
{
    struct fit f;
    double design[2 * NORRIS], value[NORRIS], weight[NORRIS];
    for (int32_t i = 0; i < NORRIS; i++) {
        design[2 * i] = 1.0;
        design[2 * i + 1] = norris[i].x;
        value[i] = norris[i].y;
        weight[i] = 1.0;
    }
    open_fit(&f);
    ck_assert_int_eq(xw_least_squares_linear(NORRIS, 2, design, value, weight, &f.room, &f.out),
                     XW_OK);
    near(f.estimate[0], -0.262323073774029, 1e-10);
    near(f.estimate[1], 1.00211681802045, 1e-12);
    near(sqrt(f.covariance[0]), 0.232818234301152, 1e-10);
    near(sqrt(f.covariance[3]), 0.429796848199937e-03, 1e-10);
    near(sqrt(f.out.dispersion), 0.884796396144373, 1e-10);
    near(f.out.chi2, 26.6173985294224, 1e-10);
    ck_assert_int_eq(f.out.dof, 34);
    ck_assert_double_eq(f.covariance[1], f.covariance[2]);
}
END_TEST

/* NIST Statistical Reference Datasets, Misra1a (non-linear regression, lower difficulty): Misra, D.,
 * dental research, monomolecular adsorption; y = b1 (1 - exp(-b2 x)). Certified values and both
 * starts of the file Misra1a.dat. */
static const double misra_y[] = { 10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02,
                                  44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78 };
static const double misra_x[] = { 77.6,  114.9, 141.1, 190.8, 239.9, 289.0, 332.8,
                                  378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0 };

static void misra(const void *self, const double *b, double *value)
{
    (void)self;
    for (int i = 0; i < 14; i++)
        value[i] = b[0] * (1.0 - exp(-b[1] * misra_x[i]));
}

START_TEST(misra1a_of_nist)
{
    static const double starts[2][2] = { { 500.0, 0.0001 }, { 250.0, 0.0005 } };
    struct xw_model model = { 14, 2, NULL, misra };
    double weight[14];
    for (int i = 0; i < 14; i++)
        weight[i] = 1.0;
    struct fit f;
    open_fit(&f);
    ck_assert_int_eq(xw_least_squares_model(&model, misra_y, weight, starts[_i], &f.room, &f.out),
                     XW_OK);
    near(f.estimate[0], 2.3894212918e+02, 1e-7);
    near(f.estimate[1], 5.5015643181e-04, 1e-7);
    near(sqrt(f.covariance[0]), 2.7070075241e+00, 1e-6);
    near(sqrt(f.covariance[3]), 7.2668688436e-06, 1e-6);
    near(f.out.chi2, 1.2455138894e-01, 1e-9);
    near(sqrt(f.out.dispersion), 1.0187876330e-01, 1e-9);
    ck_assert_int_eq(f.out.dof, 12);
}
END_TEST

/* Weights 4 and 1 and the values 1 and 2: the mean is (4 + 2) / 5 = 1.2, chi2 = 4 x 0.04 + 0.64 =
 * 0.8 with one degree of freedom, and the variance 0.8 / 5. */
START_TEST(a_weighted_mean_by_hand)
{
    struct fit f;
    open_fit(&f);
    ck_assert_int_eq(xw_least_squares_linear(2, 1, (double[]){ 1, 1 }, (double[]){ 1, 2 },
                                             (double[]){ 4, 1 }, &f.room, &f.out),
                     XW_OK);
    ck_assert_double_eq_tol(f.estimate[0], 1.2, 1e-15);
    ck_assert_double_eq_tol(f.out.chi2, 0.8, 1e-15);
    ck_assert_double_eq_tol(f.covariance[0], 0.16, 1e-15);
    /* A row of weight 0 does not count, however far. */
    open_fit(&f);
    ck_assert_int_eq(xw_least_squares_linear(3, 1, (double[]){ 1, 1, 1 }, (double[]){ 1, 2, 1e9 },
                                             (double[]){ 4, 1, 0 }, &f.room, &f.out),
                     XW_OK);
    ck_assert_double_eq_tol(f.estimate[0], 1.2, 1e-15);
    ck_assert_int_eq(f.out.dof, 1);
}
END_TEST

static gsl_rng *stream(uint32_t replicate)
{
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    ck_assert_ptr_nonnull(rng);
    xw_rng_key_set(rng, (struct xw_rng_key){ 20201101, replicate, 7, 0 });
    return rng;
}

/* Intervals of one standard error hold the truth about as often as they say: with 28 degrees of
 * freedom 67.4 % of the time (Student). 2,000 rounds: three binomial standard errors are 3.2 %. */
START_TEST(standard_errors_cover_the_truth)
{
    int within[2] = { 0, 0 }, rounds = 2000;
    for (int r = 0; r < rounds; r++) {
        gsl_rng *rng = stream((uint32_t)r);
        double design[60], value[30], weight[30];
        for (int i = 0; i < 30; i++) {
            double sd = 0.5 + i % 3;
            design[2 * i] = 1.0;
            design[2 * i + 1] = i;
            weight[i] = 7.0 / (sd * sd); /* up to a common factor */
            value[i] = 3.0 + 0.25 * i + gsl_ran_gaussian(rng, sd);
        }
        struct fit f;
        open_fit(&f);
        ck_assert_int_eq(xw_least_squares_linear(30, 2, design, value, weight, &f.room, &f.out),
                         XW_OK);
        within[0] += fabs(f.estimate[0] - 3.0) < sqrt(f.covariance[0]);
        within[1] += fabs(f.estimate[1] - 0.25) < sqrt(f.covariance[3]);
        gsl_rng_free(rng);
    }
    for (int k = 0; k < 2; k++)
        ck_assert_msg(abs(within[k] - 1348) < 64, "%d of %d", within[k], rounds);
}
END_TEST

/* A decay with a floor: what was put in comes out within three standard errors. */
static void decay(const void *self, const double *b, double *value)
{
    int rows = *(const int *)self;
    for (int i = 0; i < rows; i++)
        value[i] = b[0] + b[1] * exp(-b[2] * i);
}

START_TEST(a_model_gives_back_what_was_put_in)
{
    static const double truth[] = { 20.0, 15.0, 0.3 };
    int rows = 40, out = 0;
    struct xw_model model = { rows, 3, &rows, decay };
    for (uint32_t r = 0; r < 100; r++) {
        gsl_rng *rng = stream(r);
        double value[40], weight[40];
        decay(&rows, truth, value);
        for (int i = 0; i < rows; i++) {
            value[i] += gsl_ran_gaussian(rng, 0.5);
            weight[i] = 1.0;
        }
        struct fit f;
        open_fit(&f);
        ck_assert_int_eq(xw_least_squares_model(&model, value, weight, (double[]){ 10, 10, 0.1 },
                                                &f.room, &f.out),
                         XW_OK);
        for (int k = 0; k < 3; k++)
            out += fabs(f.estimate[k] - truth[k]) > 3.0 * sqrt(f.covariance[k * 3 + k]);
        ck_assert_double_gt(f.out.dispersion, 0.08);
        ck_assert_double_lt(f.out.dispersion, 0.6);
        gsl_rng_free(rng);
    }
    ck_assert_int_le(out, 6); /* of 300, where 1 is expected */
}
END_TEST

START_TEST(bad_rows_are_refused)
{
    static const struct {
        const char *name;
        int32_t rows, parameters;
        double design[6], value[3], weight[3];
        enum xw_status want;
    } spoiled[] = {
        { "usual", 3, 2, { 1, 0, 1, 1, 1, 2 }, { 1, 2, 4 }, { 1, 1, 1 }, XW_OK },
        { "no rows", 0, 2, { 0 }, { 0 }, { 0 }, XW_OUT_OF_RANGE },
        { "no parameters", 3, 0, { 0 }, { 0 }, { 0 }, XW_OUT_OF_RANGE },
        { "too many parameters",
          3,
          XW_LEAST_SQUARES_MOST + 1,
          { 0 },
          { 0 },
          { 0 },
          XW_OUT_OF_RANGE },
        { "value", 3, 2, { 1, 0, 1, 1, 1, 2 }, { 1, NAN, 4 }, { 1, 1, 1 }, XW_NOT_FINITE },
        { "design", 3, 2, { 1, 0, 1, INFINITY, 1, 2 }, { 1, 2, 4 }, { 1, 1, 1 }, XW_NOT_FINITE },
        { "weight", 3, 2, { 1, 0, 1, 1, 1, 2 }, { 1, 2, 4 }, { 1, NAN, 1 }, XW_NOT_FINITE },
        { "negative weight", 3, 2, { 1, 0, 1, 1, 1, 2 }, { 1, 2, 4 }, { 1, -1, 1 }, XW_NEGATIVE },
        { "one row of weight",
          3,
          2,
          { 1, 0, 1, 1, 1, 2 },
          { 1, 2, 4 },
          { 0, 1, 0 },
          XW_NOT_IDENTIFIABLE },
        { "columns alike",
          3,
          2,
          { 1, 2, 1, 2, 1, 2 },
          { 1, 2, 4 },
          { 1, 1, 1 },
          XW_NOT_IDENTIFIABLE },
        { "a column of nothing",
          3,
          2,
          { 1, 0, 1, 0, 1, 0 },
          { 1, 2, 4 },
          { 1, 1, 1 },
          XW_NOT_IDENTIFIABLE },
        { "apart by scale alone",
          3,
          2,
          { 1, 0, 1, 1e-9, 1, 2e-9 },
          { 1, 2, 4 },
          { 1, 1, 1 },
          XW_OK },
    };
    for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++) {
        struct fit f;
        open_fit(&f);
        enum xw_status got =
            xw_least_squares_linear(spoiled[i].rows, spoiled[i].parameters, spoiled[i].design,
                                    spoiled[i].value, spoiled[i].weight, &f.room, &f.out);
        ck_assert_msg(got == spoiled[i].want, "%s: got %d", spoiled[i].name, got);
        ck_assert((f.out.chi2 == -9.0) == (got != XW_OK));
    }
}
END_TEST

/* a x b: only the product is known; so it is with in-migration, participation and birth coverage
 * when there is nothing but rolls. */
static void product(const void *self, const double *b, double *value)
{
    (void)self;
    for (int i = 0; i < 14; i++)
        value[i] = b[0] * b[1] * misra_x[i];
}

static void never_finite(const void *self, const double *b, double *value)
{
    (void)self;
    for (int i = 0; i < 14; i++)
        value[i] = b[0] > 0.0 ? NAN : INFINITY;
}

START_TEST(a_product_is_not_told_apart)
{
    double weight[14];
    for (int i = 0; i < 14; i++)
        weight[i] = 1.0;
    struct fit f;
    open_fit(&f);
    struct xw_model model = { 14, 2, NULL, product };
    ck_assert_int_eq(
        xw_least_squares_model(&model, misra_y, weight, (double[]){ 0.3, 0.3 }, &f.room, &f.out),
        XW_NOT_IDENTIFIABLE);
    model.value = never_finite;
    ck_assert_int_eq(
        xw_least_squares_model(&model, misra_y, weight, (double[]){ 0.3, 0.3 }, &f.room, &f.out),
        XW_NOT_CONVERGED);
    model.value = misra;
    ck_assert_int_eq(
        xw_least_squares_model(&model, misra_y, weight, (double[]){ NAN, 0.3 }, &f.room, &f.out),
        XW_NOT_FINITE);
    for (int i = 1; i < 14; i++)
        weight[i] = 0.0;
    ck_assert_int_eq(
        xw_least_squares_model(&model, misra_y, weight, (double[]){ 240, 5e-4 }, &f.room, &f.out),
        XW_NOT_IDENTIFIABLE);
    ck_assert_double_eq(f.out.chi2, -9.0);
}
END_TEST

START_TEST(no_degree_of_freedom)
{
    struct fit f;
    open_fit(&f);
    ck_assert_int_eq(xw_least_squares_linear(1, 1, (double[]){ 2 }, (double[]){ 3 },
                                             (double[]){ 1 }, &f.room, &f.out),
                     XW_OK);
    ck_assert_double_eq(f.estimate[0], 1.5);
    ck_assert_int_eq(f.out.dof, 0);
    ck_assert_double_nan(f.out.dispersion);
    ck_assert_double_nan(f.covariance[0]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, norris_of_nist);
    tcase_add_loop_test(c, misra1a_of_nist, 0, 2);
    tcase_add_test(c, a_weighted_mean_by_hand);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, standard_errors_cover_the_truth);
    tcase_add_test(c, a_model_gives_back_what_was_put_in);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, bad_rows_are_refused);
    tcase_add_test(c, a_product_is_not_told_apart);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_degree_of_freedom);
    return c;
}

UNIT_MAIN("least_squares", known_answers(), laws(), refusals(), limits())
