#include "xuewei/backtest.h"
#include "histories.h"
#include "unit.h"
#include <string.h>

struct made {
    struct xw_arena keep, scratch;
    struct xw_backtest b;
};

static enum xw_status run(const struct xw_roll_histories *h, struct made *m)
{
    ck_assert_int_eq(xw_arena_init(&m->keep, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->scratch, 1 << 28), XW_OK);
    return xw_backtest_run(h, NULL, NULL, &m->keep, m->scratch, &m->b);
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

static const struct invented usual = { .schools = 30,
                                       .years = 8,
                                       .grades = 6,
                                       .entrants = 100,
                                       .growth = -0.01,
                                       .ratio = 1.0,
                                       .school_sd = 0.015,
                                       .grade_sd = 0.02,
                                       .noise = 0.3,
                                       .entry_noise = 0.7,
                                       .shock = 0.004,
                                       .seed = 1 };

/* Eight years, 2012 to 2019: origins 2015 to 2018, horizons 1 to 4, 30 x 6 grades each. */
START_TEST(every_origin_and_grade_is_there)
{
    struct xw_roll_histories h = invent(&usual);
    struct made m;
    ck_assert_int_eq(run(&h, &m), XW_OK);
    ck_assert_int_eq(m.b.first_origin, 3);
    ck_assert_int_eq(m.b.origins, 4);
    ck_assert_int_eq(m.b.horizons, 4);
    ck_assert_int_eq(m.b.forecasts, (4 + 3 + 2 + 1) * 30 * 6);
    int32_t i = 0;
    for (int32_t origin = 2015; origin < 2019; origin++)
        for (int32_t target = origin + 1; target <= 2019; target++)
            for (int32_t s = 0; s < 30; s++)
                for (int32_t g = 0; g < 6; g++, i++) {
                    const struct xw_backtest_forecast *f = &m.b.forecast[i];
                    ck_assert_int_eq(f->origin, origin);
                    ck_assert_int_eq(f->target, target);
                    ck_assert_int_eq(f->school, s);
                    ck_assert_int_eq(f->grade, g);
                    ck_assert_double_eq(f->actual, xw_roll(&h, s, target - 2012, g));
                    ck_assert(f->p10 < f->p50 && f->p50 < f->p90);
                }
    for (int32_t y = 0; y < 8; y++)
        ck_assert((m.b.chosen[y] >= 0) == (y >= 3));
    ck_assert_int_eq(m.b.chosen[7], (int32_t)m.b.now.method);
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Classes add up to all, and what is chosen has the scores of the forecasts that are written. */
START_TEST(scores_add_up)
{
    struct xw_roll_histories h = invent(&usual);
    struct made m;
    ck_assert_int_eq(run(&h, &m), XW_OK);
    for (int32_t horizon = 1; horizon <= 4; horizon++)
        for (int32_t method = 0; method < XW_BACKTEST_METHODS; method++) {
            const struct xw_forecast_scores *all =
                xw_backtest_scores(&m.b, horizon, XW_SIZE_ALL, method);
            int32_t n = 0;
            double crps = 0.0, covered = 0.0;
            for (int32_t size = XW_SIZE_SMALL; size < XW_BACKTEST_SIZE_COUNT; size++) {
                const struct xw_forecast_scores *s =
                    xw_backtest_scores(&m.b, horizon, (enum xw_backtest_size)size, method);
                n += s->n;
                if (s->n == 0) continue;
                crps += s->n * s->crps;
                covered += s->n * s->coverage80;
            }
            ck_assert_int_eq(n, all->n);
            ck_assert_int_eq(n, method == XW_BY_BIRTHS ? 0 : (5 - horizon) * 30 * 6);
            if (n == 0) continue;
            ck_assert_double_eq_tol(crps, n * all->crps, 1e-9 * crps);
            ck_assert_double_eq_tol(covered, n * all->coverage80, 1e-9 * n);
        }
    double inside = 0.0, error = 0.0, actual = 0.0;
    for (int32_t i = 0; i < m.b.forecasts; i++) {
        const struct xw_backtest_forecast *f = &m.b.forecast[i];
        if (f->target - f->origin != 2) continue;
        inside += f->actual >= f->p10 && f->actual <= f->p90;
        error += fabs(f->p50 - f->actual);
        actual += f->actual;
    }
    const struct xw_forecast_scores *s =
        xw_backtest_scores(&m.b, 2, XW_SIZE_ALL, XW_BACKTEST_CHOSEN);
    ck_assert_double_eq_tol(s->coverage80, inside / s->n, 1e-12);
    ck_assert_double_eq_tol(s->wape_grade, 100.0 * error / actual, 1e-9);
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Schools of 499, 500, 1999, 2000 and 5000 pupils. */
START_TEST(size_classes)
{
    static const double size[] = { 499, 500, 1999, 2000, 5000 };
    static const int32_t want[] = { 1, 2, 1, 1 };
    double pupils[5 * 5];
    for (int s = 0; s < 5; s++)
        for (int y = 0; y < 5; y++)
            pupils[s * 5 + y] = size[s];
    struct xw_roll_histories h = { .schools = 5, .years = 5, .grades = 1, .pupils = pupils };
    struct made m;
    ck_assert_int_eq(run(&h, &m), XW_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(xw_backtest_scores(&m.b, 1, (enum xw_backtest_size)(XW_SIZE_SMALL + i),
                                            XW_BACKTEST_CHOSEN)
                             ->n,
                         want[i]);
    ck_assert_str_eq(xw_backtest_size_name(XW_SIZE_SMALL), "under_500");
    ck_assert_str_eq(xw_backtest_method_name(XW_BACKTEST_CHOSEN), "chosen");
    ck_assert_str_eq(xw_backtest_method_name(XW_BY_SHARE), "share");
    done(&m);
}
END_TEST

/* What does not change is forecast without error. */
START_TEST(what_does_not_change_is_known)
{
    double pupils[3 * 6 * 4];
    for (int i = 0; i < 3 * 6 * 4; i++)
        pupils[i] = 25.0 * (1 + i / 24) + i % 4;
    struct xw_roll_histories h = { .schools = 3, .years = 6, .grades = 4, .pupils = pupils };
    struct made m;
    ck_assert_int_eq(run(&h, &m), XW_OK);
    for (int32_t horizon = 1; horizon <= 2; horizon++) {
        const struct xw_forecast_scores *s =
            xw_backtest_scores(&m.b, horizon, XW_SIZE_ALL, XW_BY_THREE_YEAR_MEAN);
        ck_assert_double_lt(s->mape_grade, 1e-9);
        ck_assert_double_eq(s->coverage80, 1.0);
        ck_assert_double_lt(
            xw_backtest_scores(&m.b, horizon, XW_SIZE_ALL, XW_BACKTEST_CHOSEN)->mape_grade, 1.0);
    }
    done(&m);
}
END_TEST

/* Gaps, closings, late openings and a school that is not there at all: no forecast is made of what
 * is not known, and none is missing. */
START_TEST(odd_histories)
{
    struct xw_roll_histories h = invent(&usual);
    double *pupils = (double *)(uintptr_t)h.pupils;
    for (int g = 0; g < 6; g++) {
        pupils[(0 * 8 + 4) * 6 + g] = NAN; /* a year is missing */
        for (int y = 0; y < 8; y++) {
            if (y > 5) pupils[(1 * 8 + y) * 6 + g] = 0.0;            /* closes */
            if (y < 4 || g > y - 4) pupils[(2 * 8 + y) * 6 + g] = 0; /* opens grade by grade */
            pupils[(3 * 8 + y) * 6 + g] = NAN;                       /* has no rolls */
            if (g != 2) pupils[(4 * 8 + y) * 6 + g] = NAN;           /* has one grade */
        }
    }
    struct made m;
    ck_assert_int_eq(run(&h, &m), XW_OK);
    int32_t of[5] = { 0 };
    for (int32_t i = 0; i < m.b.forecasts; i++) {
        const struct xw_backtest_forecast *f = &m.b.forecast[i];
        ck_assert(isfinite(f->p10) && isfinite(f->p50) && isfinite(f->p90) && isfinite(f->actual));
        if (f->school < 5) of[f->school]++;
    }
    ck_assert_int_eq(of[0], (10 - 3 - 1) * 6); /* not from 2016, not to it */
    ck_assert_int_eq(of[1], (4 + 3 + 2) * 6);  /* from 2015 to 2017 */
    ck_assert_int_eq(of[2], 1 * 3 + 2 * 2 + 3 * 1);
    ck_assert_int_eq(of[3], 0);
    ck_assert_int_eq(of[4], 10);
    done(&m);
    free(pupils);
}
END_TEST

START_TEST(refused)
{
    struct invented d = usual;
    d.years = 4;
    struct xw_roll_histories h = invent(&d);
    struct made m;
    m.b.origins = -9;
    ck_assert_int_eq(run(&h, &m), XW_OUT_OF_RANGE);
    ck_assert_int_eq(m.b.origins, -9);
    done(&m);
    free((void *)(uintptr_t)h.pupils);
    d.years = 5;
    h = invent(&d);
    ck_assert_int_eq(run(&h, &m), XW_OK);
    ck_assert_int_eq(m.b.forecasts, 30 * 6);
    sig_atomic_t stop = 1;
    struct xw_progress progress;
    struct xw_backtest b = { .origins = -9 };
    xw_progress_init(&progress, stderr, true, &stop);
    ck_assert_int_eq(xw_backtest_run(&h, NULL, &progress, &m.keep, m.scratch, &b), XW_STOPPED);
    m.scratch.end = m.scratch.at + 64;
    ck_assert_int_eq(xw_backtest_run(&h, NULL, NULL, &m.keep, m.scratch, &b), XW_NO_MEMORY);
    ck_assert_int_eq(b.origins, -9);
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_origin_and_grade_is_there);
    tcase_add_test(c, size_classes);
    tcase_add_test(c, what_does_not_change_is_known);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, scores_add_up);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, odd_histories);
    tcase_add_test(c, refused);
    return c;
}

UNIT_MAIN("backtest", known_answers(), laws(), limits())
