#include "xuewei/forecast_mix.h"
#include "unit.h"
#include <math.h>

/* Two schools, two grades, one horizon: what a method forecast and what became of it in year 1. */
static const double rolls[] = {
    100, 100, 100, 200, /* */
    50,  50,  50,  0,
};
static const struct xw_roll_histories two = {
    .schools = 2, .years = 2, .grades = 2, .pupils = rolls
};

START_TEST(errors_on_paper)
{
    const double forecast[] = { 110, 180, 40, 30 }, yardstick[] = { 1, 1, 1, 1 };
    struct xw_forecast_error e = xw_forecast_error_of(&two, 0, 1, 0, forecast, yardstick);
    ck_assert_int_eq(e.schools, 2);
    /* grades: (10 % + 10 %) / 2 and 20 % (nobody is no denominator); totals: 290 of 300, 40 of 50 */
    ck_assert_double_eq_tol(e.grade, (0.1 + 0.2) / 2.0, 1e-15);
    ck_assert_double_eq_tol(e.total, (10.0 / 300.0 + 0.2) / 2.0, 1e-15);
    const double partly[] = { 1, NAN, NAN, 1 };
    e = xw_forecast_error_of(&two, 0, 1, 0, forecast, partly);
    ck_assert_int_eq(e.schools, 1);
    ck_assert_double_eq_tol(e.grade, 0.1, 1e-15);
    ck_assert_double_eq_tol(e.total, 0.1, 1e-15);
}
END_TEST

struct forecasts {
    double *of[XW_FORECAST_COUNT], value[XW_FORECAST_COUNT][4];
};

static void fill(struct forecasts *f)
{
    for (int m = 0; m < XW_FORECAST_COUNT; m++) {
        f->of[m] = f->value[m];
        for (int i = 0; i < 4; i++)
            f->value[m][i] = NAN;
    }
    for (int i = 0; i < 4; i++) {
        f->value[XW_BY_EFFECTS][i] = 100.0;
        f->value[XW_BY_SHRUNKEN][i] = 120.0;
        f->value[XW_BY_BIRTHS][i] = 200.0;
        f->value[XW_BY_SHARE][i] = 210.0;
        f->value[XW_BY_THREE_YEAR_MEAN][i] = 317.0;
    }
}

START_TEST(a_mix_is_a_weighted_mean)
{
    struct forecasts f;
    fill(&f);
    struct xw_forecast_mix mix = { 0.2, 0.1 };
    f.value[XW_BY_THREE_YEAR_MEAN][1] = NAN;
    f.value[XW_BY_SHARE][2] = NAN;
    f.value[XW_BY_EFFECTS][3] = NAN;
    xw_forecast_mix_apply(&two, 1, 0, mix, false, f.of);
    ck_assert_double_eq_tol(f.value[XW_BY_COMBINED][0], 0.7 * 110 + 0.2 * 210 + 0.1 * 317, 1e-12);
    ck_assert_double_eq_tol(f.value[XW_BY_COMBINED][1], (0.7 * 110 + 0.2 * 210) / 0.9, 1e-12);
    ck_assert_double_eq_tol(f.value[XW_BY_COMBINED][2], (0.7 * 110 + 0.1 * 317) / 0.8, 1e-12);
    ck_assert(isnan(f.value[XW_BY_COMBINED][3]));
    xw_forecast_mix_apply(&two, 1, 0, mix, true, f.of);
    ck_assert_double_eq_tol(f.value[XW_BY_COMBINED][0], 0.7 * 200 + 0.2 * 210 + 0.1 * 317, 1e-12);
}
END_TEST

/* What became of it is the mix 0.3, 0.2 itself: that point of the grid has no error, and with many
 * origins of many schools its weights are chosen. */
START_TEST(the_best_mix_is_found)
{
    struct forecasts f;
    fill(&f);
    double pupils[8];
    double truth = 0.5 * 110 + 0.3 * 210 + 0.2 * 317;
    for (int i = 0; i < 8; i++)
        pupils[i] = truth;
    pupils[7] = 0.0; /* nobody is left there: that is no error of a grade */
    struct xw_roll_histories h = two;
    h.pupils = pupils;
    struct xw_forecast_error error[9][XW_MIXES];
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
    for (int o = 0; o < 9; o++) {
        ck_assert_int_eq(xw_forecast_mix_errors(&h, 0, 1, 0, f.of, false, scratch, error[o]),
                         XW_OK);
        ck_assert_int_eq(error[o][0].schools, 2);
        for (int m = 0; m < XW_MIXES; m++) {
            ck_assert_double_eq_tol(error[o][m].grade, error[o][m].total, 1e-12);
            ck_assert((error[o][m].grade < 1e-12) == (m == 3 * XW_MIX_MEANS + 2));
            error[o][m].schools = 20000;
        }
    }
    struct xw_forecast_mix none = { 0.4, 0.4 }, prior = xw_forecast_mix_prior(0);
    struct xw_forecast_mix mix = xw_forecast_mix_choose(0, 9, error[0], none);
    double evidence = 9.0 * 20000 / 20020;
    double part = evidence / (evidence + 2.0);
    ck_assert_double_eq_tol(mix.share, part * 0.3 + (1 - part) * prior.share, 1e-12);
    ck_assert_double_eq_tol(mix.three_year_mean, part * 0.2 + (1 - part) * prior.three_year_mean,
                            1e-12);
    /* Two schools say a tenth of it; no origin says nothing. */
    for (int o = 0; o < 9; o++)
        for (int m = 0; m < XW_MIXES; m++)
            error[o][m].schools = 2;
    struct xw_forecast_mix few = xw_forecast_mix_choose(0, 9, error[0], none);
    ck_assert_double_lt(fabs(few.share - prior.share), fabs(mix.share - prior.share));
    mix = xw_forecast_mix_choose(0, 0, error[0], none);
    ck_assert_double_eq(mix.share, 0.4);
    ck_assert_double_eq(mix.three_year_mean, 0.4);
    mix = xw_forecast_mix_choose(1, 0, error[0], none);
    ck_assert_double_eq(mix.share, 0.5);
    mix = xw_forecast_mix_choose(2, 0, error[0], none);
    ck_assert_double_eq(mix.share, 0.4);
    scratch.end = scratch.at + 64;
    ck_assert_int_eq(xw_forecast_mix_errors(&h, 0, 1, 0, f.of, false, scratch, error[0]),
                     XW_NO_MEMORY);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(evidence)
{
    ck_assert_double_eq(xw_forecast_evidence(4, 20.0), 2.0);
    ck_assert_double_eq(xw_forecast_evidence(0, 20.0), 0.0);
    ck_assert_double_eq(xw_forecast_evidence(4, 0.0), 0.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, errors_on_paper);
    tcase_add_test(c, a_mix_is_a_weighted_mean);
    tcase_add_test(c, the_best_mix_is_found);
    tcase_add_test(c, evidence);
    return c;
}

UNIT_MAIN("forecast_mix", known_answers())
