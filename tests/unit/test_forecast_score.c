#include "xuewei/forecast_score.h"
#include "histories.h"
#include "unit.h"
#include <math.h>

/* The definition, with both sums written out. */
static double crps_by_definition(int m, const double *x, double y)
{
    double near = 0.0, apart = 0.0;
    for (int i = 0; i < m; i++) {
        near += fabs(x[i] - y);
        for (int j = 0; j < m; j++)
            apart += fabs(x[i] - x[j]);
    }
    return near / m - apart / (2.0 * m * m);
}

START_TEST(crps_of_one_draw_is_the_absolute_error)
{
    for (int y = -3; y <= 3; y++)
        ck_assert_double_eq(xw_crps(1, (double[]){ 1.0 }, y), fabs(1.0 - y));
}
END_TEST

/* 0 and 2 against 1: mean distance 1, less half of the mean distance 1 of the draws. */
START_TEST(crps_on_paper)
{
    ck_assert_double_eq(xw_crps(2, (double[]){ 0.0, 2.0 }, 1.0), 0.5);
    ck_assert_double_eq(xw_crps(2, (double[]){ 0.0, 2.0 }, 3.0), 1.5);
    ck_assert_double_eq(xw_crps(3, (double[]){ 5.0, 5.0, 5.0 }, 2.0), 3.0);
}
END_TEST

/* The same draws, fair: 0 and 2 are two apart, and two draws of many would be as far from each other as
 * from what comes about, so that 1 costs 1 - 1. */
START_TEST(fair_crps_on_paper)
{
    ck_assert_double_eq(xw_crps_fair(2, (double[]){ 0.0, 2.0 }, 1.0), 0.0);
    ck_assert_double_eq(xw_crps_fair(2, (double[]){ 0.0, 2.0 }, 3.0), 1.0);
    ck_assert_double_eq(xw_crps_fair(3, (double[]){ 5.0, 5.0, 5.0 }, 2.0), 3.0);
    /* 0, 1, 5 against 2: (2 + 1 + 3) / 3 less the mean half distance of pairs (1 + 5 + 4) / 6. */
    ck_assert_double_eq_tol(xw_crps_fair(3, (double[]){ 0.0, 1.0, 5.0 }, 2.0), 2.0 - 10.0 / 6.0,
                            1e-15);
}
END_TEST

/* Fair means that the number of draws does not matter: the mean score of all forecasts of k of m draws is
 * the score of all m. The usual score is not fair: fewer draws score worse. */
START_TEST(fair_scores_do_not_depend_on_the_number_of_draws)
{
    static const double x[] = { -2.0, 0.0, 0.5, 0.5, 3.0, 7.0, 7.5, 20.0 };
    for (int k = 2; k <= 7; k++) {
        double fair = 0.0, usual = 0.0;
        int subsets = 0;
        for (unsigned chosen = 0; chosen < 1u << 8; chosen++) {
            double some[8];
            int m = 0;
            for (int i = 0; i < 8; i++)
                if (chosen >> i & 1) some[m++] = x[i];
            if (m != k) continue;
            fair += xw_crps_fair(m, some, 2.25);
            usual += xw_crps(m, some, 2.25);
            subsets++;
        }
        ck_assert_double_eq_tol(fair / subsets, xw_crps_fair(8, x, 2.25), 1e-13);
        ck_assert_double_gt(usual / subsets, xw_crps(8, x, 2.25) + 0.01);
    }
}
END_TEST

START_TEST(the_sorted_form_is_the_definition)
{
    uint64_t state = 9;
    for (int round = 0; round < 500; round++) {
        double x[20];
        int m = 1 + (int)(20.0 * invented_uniform(&state));
        double at = -5.0;
        for (int i = 0; i < m; i++)
            x[i] = at += round % 3 == 0 && i % 2 == 0 ? 0.0 : invented_uniform(&state);
        double y = round % 5 == 0 ? x[m / 2] : 12.0 * invented_uniform(&state) - 6.0;
        ck_assert_double_eq_tol(xw_crps(m, x, y), crps_by_definition(m, x, y), 1e-13);
        double near = 0.0; /* the definition's second sum, made fair by m / (m - 1) */
        for (int i = 0; i < m; i++)
            near += fabs(x[i] - y) / m;
        if (m > 1)
            ck_assert_double_eq_tol(xw_crps_fair(m, x, y),
                                    near - (near - crps_by_definition(m, x, y)) * m / (m - 1),
                                    1e-12);
    }
}
END_TEST

/* Two schools. The first: 110 for 100 and 45 for 50, so grades 10 %, total 5 of 150; the second: 30
 * for 20, and 4 for nobody. */
START_TEST(scores_on_paper)
{
    struct xw_forecast_tally t = { 0 };
    xw_forecast_tally_add(&t, &(struct xw_scored){ 110, 90, 121, 4, 100 });
    xw_forecast_tally_add(&t, &(struct xw_scored){ 45, 40, 49, 3, 50 });
    xw_forecast_tally_close(&t);
    xw_forecast_tally_add(&t, &(struct xw_scored){ 30, 20, 35, 8, 20 });
    xw_forecast_tally_add(&t, &(struct xw_scored){ 4, 1, 9, 2, 0 });
    xw_forecast_tally_close(&t);
    struct xw_forecast_scores s = xw_forecast_tally_scores(&t);
    ck_assert_int_eq(s.n, 3);
    ck_assert_double_eq_tol(s.mape_grade, (10.0 + 50.0) / 2.0, 1e-12);
    ck_assert_double_eq_tol(s.mape_total, (100.0 * 5.0 / 150.0 + 100.0 * 14.0 / 20.0) / 2.0, 1e-12);
    ck_assert_double_eq_tol(s.wape_grade, 100.0 * (10.0 + 5.0 + 10.0) / 170.0, 1e-12);
    ck_assert_double_eq_tol(s.bias_pct, 100.0 * (10.0 - 5.0 + 10.0) / 170.0, 1e-12);
    ck_assert_double_eq_tol(s.crps, 5.0, 1e-12);
    ck_assert_double_eq_tol(s.coverage80, 2.0 / 3.0, 1e-12); /* an end is inside, 49 is not 50 */
    ck_assert_double_eq_tol(s.width80_pct, 100.0 * (31.0 / 110.0 + 9.0 / 45.0 + 0.5) / 3.0, 1e-12);
}
END_TEST

START_TEST(nothing_to_score)
{
    struct xw_forecast_tally t = { 0 };
    xw_forecast_tally_close(&t);
    ck_assert_int_eq(xw_forecast_tally_scores(&t).n, 0);
    ck_assert(isnan(xw_forecast_tally_scores(&t).mape_grade));
    /* A school in which nobody is left does not count, and leaves nothing for the next. */
    xw_forecast_tally_add(&t, &(struct xw_scored){ 4, 1, 9, 2, 0 });
    xw_forecast_tally_close(&t);
    ck_assert_int_eq(xw_forecast_tally_scores(&t).n, 0);
    xw_forecast_tally_add(&t, &(struct xw_scored){ 0, 0, 0, 7, 10 });
    xw_forecast_tally_close(&t);
    struct xw_forecast_scores s = xw_forecast_tally_scores(&t);
    ck_assert_double_eq(s.mape_total, 100.0);
    ck_assert_double_eq(s.mape_grade, 100.0);
    ck_assert_double_eq(s.bias_pct, -100.0);
    ck_assert_double_eq(s.width80_pct, 0.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, crps_of_one_draw_is_the_absolute_error);
    tcase_add_test(c, crps_on_paper);
    tcase_add_test(c, fair_crps_on_paper);
    tcase_add_test(c, scores_on_paper);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, the_sorted_form_is_the_definition);
    tcase_add_test(c, fair_scores_do_not_depend_on_the_number_of_draws);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, nothing_to_score);
    return c;
}

UNIT_MAIN("forecast_score", known_answers(), laws(), limits())
