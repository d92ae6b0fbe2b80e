#include "xuewei/ratio_fit.h"
#include "unit.h"
#include <gsl/gsl_errno.h>
#include <math.h>

enum { MOST = 8 };

struct world {
    struct xw_arena scratch;
    double now[MOST], before[MOST], weight[MOST];
    int16_t year[MOST];
    struct xw_ratio_rows rows;
    struct xw_ratio_fit fit;
};

static void open_world(struct world *w)
{
    *w = (struct world){ .fit.ratio = -9.0 };
    gsl_set_error_handler_off();
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    w->rows = (struct xw_ratio_rows){ 0, w->now, w->before, w->weight, w->year };
}

static void put(struct world *w, int16_t year, double now, double before, double weight)
{
    int32_t i = w->rows.count++;
    w->now[i] = now;
    w->before[i] = before;
    w->weight[i] = weight;
    w->year[i] = year;
}

/* 30 of 30; the rows lie 2 and -2 off: (4 + 4) / 900 x 2 / 1. The years' shares are 1/3 and 2/3, their
 * ratios 0.2 and -0.1 off: (0.04 / 3 + 0.02 / 3) / (1 - 5 / 9) = 0.045 of a year, x 5 / 9 = 0.025. */
START_TEST(two_years_by_hand)
{
    struct world w;
    open_world(&w);
    put(&w, 2002, 18, 20, 1);
    put(&w, 2001, 12, 10, 1);
    ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_OK);
    ck_assert_double_eq_tol(w.fit.ratio, 1.0, 1e-14);
    ck_assert_double_eq_tol(w.fit.sd, sqrt(0.025), 1e-14);
    ck_assert_double_eq_tol(w.fit.worth, 30.0, 1e-12);
    ck_assert_double_eq_tol(w.fit.dispersion, 16.0 / 30.0, 1e-13);
    ck_assert_double_eq_tol(w.fit.year_dispersion, 0.75, 1e-13);
    ck_assert_double_eq_tol(w.fit.year_variance, 0.045, 1e-14);
    ck_assert_double_eq_tol(w.fit.effective, 1.8, 1e-14);
    ck_assert_double_eq_tol(xw_ratio_fit_share(&w.rows, 2002), 2.0 / 3.0, 1e-15);
    ck_assert_double_eq(xw_ratio_fit_share(&w.rows, 1999), 0.0);
    ck_assert_int_eq(w.fit.rows, 2);
    ck_assert_int_eq(w.fit.years, 2);
    ck_assert_int_eq(w.fit.first, 2001);
    ck_assert_int_eq(w.fit.last, 2002);
    ck_assert_double_eq_tol(xw_ratio_fit_off(&w.rows, 1.0, 2001), 2.0 / 30.0, 1e-15);
    ck_assert_double_eq(xw_ratio_fit_off(&w.rows, 1.0, 1999), 0.0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Twice 12 of 10 in one year and 8 of 10 in the other: by rows 16 / 1600 x 4 / 3, by years
 * (0.1^2 + 0.1^2) x 2. The other way round the years lie on the ratio. The larger error counts. */
START_TEST(the_larger_error_counts)
{
    for (int by_year = 0; by_year < 2; by_year++) {
        struct world w;
        open_world(&w);
        for (int i = 0; i < 4; i++)
            put(&w, (int16_t)(2001 + (by_year ? i / 2 : i % 2)), i < 2 ? 12 : 8, 10, 1);
        ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_OK);
        ck_assert_double_eq_tol(w.fit.dispersion, 16.0 / 1600.0 * 4.0 / 3.0 * 40.0, 1e-13);
        ck_assert_double_eq_tol(w.fit.year_dispersion, by_year ? 0.04 * 40.0 : 0.0, 1e-13);
        ck_assert_double_eq_tol(w.fit.sd, by_year ? 0.2 : sqrt(0.04 / 3.0), 1e-13);
        xw_arena_free(&w.scratch);
    }
}
END_TEST

/* Weights 1 and 0.5: (10 + 6) / (10 + 5) and 225 / (10 + 2.5) pupils' worth. */
START_TEST(earlier_years_weigh_less)
{
    struct world w;
    open_world(&w);
    put(&w, 2002, 10, 10, 1);
    put(&w, 2001, 12, 10, 0.5);
    ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_OK);
    ck_assert_double_eq_tol(w.fit.ratio, 16.0 / 15.0, 1e-14);
    ck_assert_double_eq_tol(w.fit.worth, 18.0, 1e-12);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(one_row_has_no_error)
{
    struct world w;
    open_world(&w);
    put(&w, 2002, 11, 10, 1);
    ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_OK);
    ck_assert_double_eq_tol(w.fit.ratio, 1.1, 1e-14);
    ck_assert_double_nan(w.fit.sd);
    put(&w, 2002, 9, 10, 1); /* two rows of one year: by the rows alone */
    ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_OK);
    ck_assert_double_eq_tol(w.fit.sd, 0.1, 1e-14);
    ck_assert_double_nan(w.fit.year_dispersion);
    xw_arena_free(&w.scratch);
}
END_TEST

/* ln ratio 0, 0.3, 0 over three years: growth 0, level 0.1, residuals 0.06 with one degree of freedom. At
 * the last year the level's variance is 0.06 (1/3 + 1/2), the growth's 0.06 / 2, both 0.03. */
START_TEST(a_trend_by_hand)
{
    struct world w;
    struct xw_ratio_trend t;
    double ratio, sd;
    open_world(&w);
    put(&w, 2001, 100, 100, 1);
    put(&w, 2002, 100 * exp(0.3), 100, 1);
    put(&w, 2003, 100, 100, 1);
    ck_assert_int_eq(xw_ratio_trend(&w.rows, w.scratch, &t), XW_OK);
    ck_assert_double_eq_tol(t.level, 0.1, 1e-12);
    ck_assert_double_eq_tol(t.growth, 0.0, 1e-12);
    ck_assert_double_eq_tol(t.covariance[0], 0.05, 1e-12);
    ck_assert_double_eq_tol(t.covariance[1], 0.03, 1e-12);
    ck_assert_double_eq_tol(t.covariance[2], 0.03, 1e-12);
    xw_ratio_trend_at(&t, 2003, 0.9, &ratio, &sd);
    ck_assert_double_eq_tol(sd, exp(0.1) * sqrt(0.05), 1e-12);
    xw_ratio_trend_at(&t, 2002, 0.9, &ratio, &sd); /* in the middle it is surest: 0.02 */
    ck_assert_double_eq_tol(sd, exp(0.1) * sqrt(0.02), 1e-12);
    t = (struct xw_ratio_trend){ .level = 0.0, .growth = 0.1, .last = 2003 };
    xw_ratio_trend_at(&t, 2005, 0.9, &ratio, &sd);
    ck_assert_double_eq_tol(ratio, exp(0.1 * (0.9 + 0.81)), 1e-14);
    ck_assert_double_eq(sd, 0.0);
    xw_ratio_trend_at(&t, 2001, 0.9, &ratio, &sd);
    ck_assert_double_eq_tol(ratio, exp(-0.2), 1e-14);
    ck_assert_double_eq(xw_ratio_trend_years(&t, 2001, 0.9), -2.0);
    ck_assert_double_eq_tol(xw_ratio_trend_years(&t, 2005, 0.9), 1.71, 1e-14);
    ck_assert_double_eq(xw_ratio_trend_years(&t, 2005, 1.0), 2.0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* 100 of 100 three years long: Poisson's 1 / 100 a year, so 0.01 (1/3 + 1/2) of the level at the last. */
START_TEST(a_constant_trend_has_the_noise_of_its_counts)
{
    struct world w;
    struct xw_ratio_trend t;
    open_world(&w);
    for (int16_t y = 2001; y <= 2003; y++)
        put(&w, y, 100, 100, 1);
    ck_assert_int_eq(xw_ratio_trend(&w.rows, w.scratch, &t), XW_OK);
    ck_assert_double_eq_tol(t.covariance[0], 0.01 * 5.0 / 6.0, 1e-12);
    ck_assert_double_eq_tol(t.covariance[1], 0.005, 1e-12);
    ck_assert_double_eq_tol(t.covariance[2], 0.005, 1e-12);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(bad_rows_are_refused)
{
    static const struct {
        double now, before, weight;
        enum xw_status want;
    } bad[] = { { 1, 1, 1, XW_OK },
                { NAN, 1, 1, XW_NOT_FINITE },
                { 1, INFINITY, 1, XW_NOT_FINITE },
                { 1, 1, NAN, XW_NOT_FINITE },
                { -1, 1, 1, XW_NEGATIVE },
                { 1, -1, 1, XW_NEGATIVE },
                { 1, 1, -1, XW_NEGATIVE },
                { 1, 0, 1, XW_OUT_OF_RANGE },
                { 1, 1, 0, XW_OUT_OF_RANGE } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct world w;
        struct xw_ratio_trend t = { .level = -9.0 };
        open_world(&w);
        ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), XW_NOT_IDENTIFIABLE);
        ck_assert_int_eq(xw_ratio_trend(&w.rows, w.scratch, &t), XW_NOT_IDENTIFIABLE);
        put(&w, 2001, 1, 1, 1);
        put(&w, 2002, bad[i].now, bad[i].before, bad[i].weight);
        ck_assert_int_eq(xw_ratio_fit(&w.rows, w.scratch, &w.fit), bad[i].want);
        ck_assert((w.fit.ratio == -9.0) == (bad[i].want != XW_OK));
        /* Two years are no trend; nor is nobody. */
        ck_assert_int_eq(xw_ratio_trend(&w.rows, w.scratch, &t),
                         bad[i].want == XW_OK ? XW_NOT_IDENTIFIABLE : bad[i].want);
        put(&w, 2003, 0, 1, 1);
        ck_assert_int_eq(xw_ratio_trend(&w.rows, w.scratch, &t),
                         bad[i].want == XW_OK ? XW_NOT_IDENTIFIABLE : bad[i].want);
        ck_assert_double_eq(t.level, -9.0);
        xw_arena_free(&w.scratch);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, two_years_by_hand);
    tcase_add_test(c, the_larger_error_counts);
    tcase_add_test(c, earlier_years_weigh_less);
    tcase_add_test(c, a_trend_by_hand);
    tcase_add_test(c, a_constant_trend_has_the_noise_of_its_counts);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, bad_rows_are_refused);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, one_row_has_no_error);
    return c;
}

UNIT_MAIN("ratio_fit", known_answers(), refusals(), limits())
