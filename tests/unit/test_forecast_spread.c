#include "xuewei/forecast_spread.h"
#include "xuewei/forecast_choice.h"
#include "histories.h"
#include "unit.h"

struct made {
    struct xw_arena keep, scratch;
    struct xw_forecast_past past;
};

static void roll(const struct xw_roll_histories *h, struct made *m)
{
    ck_assert_int_eq(xw_arena_init(&m->keep, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->scratch, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_forecast_roll(h, 5, NULL, NULL, &m->keep, m->scratch, &m->past), XW_OK);
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

/* Nothing has been seen: normal quantiles of the prior spread. One step of a grade that follows
 * another, of 640 pupils: b = 0.4, size 640. */
START_TEST(before_anything_is_seen)
{
    const double pupils[] = { 640, 640 };
    struct xw_roll_histories h = { .schools = 1, .years = 1, .grades = 2, .pupils = pupils };
    struct xw_arena keep, scratch;
    struct xw_forecast_spread spread;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_forecast_spread(&h, 0, 2, NULL, &keep, scratch, &spread), XW_OK);
    double sd = xw_forecast_spread_of(&spread, &h, 0, 0, 0, 1, 640.0);
    ck_assert_double_eq_tol(sd, 0.4 * sqrt(2.0 / 640.0), 1e-12);
    double entry = xw_forecast_spread_of(&spread, &h, 0, 0, 0, 0, 640.0);
    ck_assert_double_eq_tol(entry, 0.9 * sqrt(2.0 / 640.0), 1e-12);
    /* Two steps: one of progression, one of entry. */
    double b2 = 0.4 * 0.4 + 0.9 * 0.9;
    double two = sqrt(b2 / 640.0 * (pow(2.0, -0.4) + pow(2.0, 0.15)));
    ck_assert_double_eq_tol(xw_forecast_spread_of(&spread, &h, 0, 0, 1, 1, 640.0), two, 1e-12);
    ck_assert_double_eq_tol(xw_forecast_quantile(&spread, 0, 640.0, sd, 0.5), 640.0, 1e-9);
    double low = xw_forecast_quantile(&spread, 0, 640.0, sd, 0.1);
    double high = xw_forecast_quantile(&spread, 0, 640.0, sd, 0.9);
    ck_assert_double_eq_tol((low + 0.5) * (high + 0.5), 640.5 * 640.5, 1e-6);
    /* 1.2533 x 1.2816 standard ones, wider by at most a tenth for so little experience */
    double z = log((high + 0.5) / 640.5) / sd;
    ck_assert_double_gt(z, 1.2533 * 1.28);
    ck_assert_double_lt(z, 1.2533 * 1.28 * 1.1);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(quantiles_ascend_and_stay_above_zero)
{
    struct invented d = { .schools = 20,
                          .years = 8,
                          .grades = 6,
                          .entrants = 12,
                          .ratio = 1.0,
                          .noise = 0.5,
                          .entry_noise = 1.0,
                          .seed = 4 };
    struct xw_roll_histories h = invent(&d);
    struct made m;
    roll(&h, &m);
    struct xw_forecast_spread spread;
    ck_assert_int_eq(
        xw_forecast_past_spread(&m.past, 7, XW_BY_EFFECTS, &m.keep, m.scratch, &spread), XW_OK);
    for (int ahead = 0; ahead < 5; ahead++) {
        double last = -1.0;
        for (int i = 0; i <= 100; i++) {
            double q = xw_forecast_quantile(&spread, ahead, 3.0, 0.8, i / 100.0);
            ck_assert_double_ge(q, 0.0);
            ck_assert_double_ge(q, last);
            last = q;
        }
        ck_assert_double_eq(xw_forecast_quantile(&spread, ahead, 3.0, 0.8, 0.001),
                            xw_forecast_quantile(&spread, ahead, 3.0, 0.8, 0.025));
    }
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Large grades are surer; later years less sure. */
START_TEST(spread_falls_with_size_and_grows_with_time)
{
    struct invented d = { .schools = 100,
                          .years = 10,
                          .grades = 9,
                          .entrants = 100,
                          .ratio = 1.0,
                          .school_sd = 0.01,
                          .grade_sd = 0.02,
                          .noise = 0.3,
                          .entry_noise = 0.6,
                          .seed = 6 };
    struct xw_roll_histories h = invent(&d);
    struct made m;
    roll(&h, &m);
    struct xw_forecast_spread spread;
    ck_assert_int_eq(
        xw_forecast_past_spread(&m.past, 9, XW_BY_COMBINED, &m.keep, m.scratch, &spread), XW_OK);
    for (int g = 5; g < 9; g++)
        for (int ahead = 0; ahead < 5; ahead++) {
            double here = xw_forecast_spread_of(&spread, &h, 9, 0, ahead, g, 100.0);
            ck_assert_double_lt(xw_forecast_spread_of(&spread, &h, 9, 0, ahead, g, 200.0), here);
            if (ahead < 4)
                ck_assert_double_gt(xw_forecast_spread_of(&spread, &h, 9, 0, ahead + 1, g, 100.0),
                                    here);
        }
    ck_assert_double_gt(spread.entry, spread.step[4]);
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Nominal 80 % intervals of what was not looked at: regions of several kinds, three origins each. */
static const struct {
    const char *name;
    struct invented how;
} regions[] = {
    { "middling",
      { .schools = 100,
        .entrants = 150,
        .growth = -0.01,
        .ratio = 1.0,
        .school_sd = 0.012,
        .grade_sd = 0.03,
        .noise = 0.3,
        .entry_noise = 0.7,
        .shock = 0.004,
        .seed = 1 } },
    { "small",
      { .schools = 100,
        .entrants = 15,
        .growth = 0.01,
        .ratio = 1.0,
        .school_sd = 0.012,
        .grade_sd = 0.03,
        .noise = 0.3,
        .entry_noise = 0.7,
        .shock = 0.004,
        .seed = 2 } },
    { "large",
      { .schools = 40,
        .entrants = 2000,
        .growth = 0.0,
        .ratio = 0.99,
        .school_sd = 0.01,
        .grade_sd = 0.02,
        .noise = 0.3,
        .entry_noise = 0.7,
        .shock = 0.004,
        .seed = 3 } },
    { "growing",
      { .schools = 60,
        .entrants = 200,
        .growth = 0.03,
        .ratio = 1.02,
        .school_sd = 0.02,
        .grade_sd = 0.03,
        .noise = 0.3,
        .entry_noise = 0.7,
        .shock = 0.004,
        .seed = 4 } },
};

START_TEST(intervals_cover)
{
    for (int horizon = 1; horizon <= 5; horizon += 2) {
        int32_t inside = 0, all = 0;
        for (uint64_t seed = 1; seed <= 4; seed++) {
            struct invented d = regions[_i].how;
            d.years = 11;
            d.grades = 9;
            d.seed += 100 * seed;
            struct xw_roll_histories h = invent(&d);
            struct made m;
            roll(&h, &m);
            for (int32_t now = 3; now + horizon < 11; now++) {
                struct xw_forecast_spread spread;
                ck_assert_int_eq(xw_forecast_past_spread(&m.past, now, XW_BY_COMBINED, &m.keep,
                                                         m.scratch, &spread),
                                 XW_OK);
                for (int32_t s = 0; s < d.schools; s++)
                    for (int32_t g = 0; g < d.grades; g++) {
                        double f =
                            xw_forecast_pupils(&m.past, XW_BY_COMBINED, now, s, horizon - 1, g);
                        double actual = xw_roll(&h, s, now + horizon, g);
                        if (isnan(f) || !(actual > 0.0)) continue;
                        double sd = xw_forecast_spread_of(&spread, &h, now, s, horizon - 1, g, f);
                        inside +=
                            actual >= xw_forecast_quantile(&spread, horizon - 1, f, sd, 0.1) &&
                            actual <= xw_forecast_quantile(&spread, horizon - 1, f, sd, 0.9);
                        all++;
                    }
            }
            done(&m);
            free((void *)(uintptr_t)h.pupils);
        }
        /* Years are shared by all schools, and there are few of them: hence so wide. */
        double cover = (double)inside / all;
        ck_assert_msg(cover > 0.72 && cover < 0.88, "%s, %d years: %.3f", regions[_i].name, horizon,
                      cover);
    }
}
END_TEST

START_TEST(refused)
{
    const double pupils[] = { 640, 640 };
    struct xw_roll_histories h = { .schools = 1, .years = 1, .grades = 2, .pupils = pupils };
    struct xw_arena keep, scratch;
    struct xw_forecast_spread spread = { .horizons = -9 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_forecast_spread(&h, -1, 2, NULL, &keep, scratch, &spread), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast_spread(&h, 1, 2, NULL, &keep, scratch, &spread), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast_spread(&h, 0, 0, NULL, &keep, scratch, &spread), XW_OUT_OF_RANGE);
    scratch.end = scratch.at + 8;
    ck_assert_int_eq(xw_forecast_spread(&h, 0, 2, NULL, &keep, scratch, &spread), XW_NO_MEMORY);
    ck_assert_int_eq(spread.horizons, -9);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, before_anything_is_seen);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, quantiles_ascend_and_stay_above_zero);
    tcase_add_test(c, spread_falls_with_size_and_grows_with_time);
    tcase_add_loop_test(c, intervals_cover, 0, (int)(sizeof regions / sizeof *regions));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, refused);
    return c;
}

UNIT_MAIN("forecast_spread", known_answers(), laws(), refusals())
