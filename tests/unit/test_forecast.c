#include "xuewei/forecast.h"
#include "histories.h"
#include "unit.h"
#include <string.h>

struct made {
    struct xw_arena keep, scratch;
    double *f[XW_FORECAST_COUNT];
};

static void forecast(const struct xw_roll_histories *h, int32_t now, int32_t horizons,
                     const double *births, struct made *m)
{
    ck_assert_int_eq(xw_arena_init(&m->keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->scratch, 1 << 27), XW_OK);
    ck_assert_int_eq(xw_forecast(h, now, horizons, births, &m->keep, m->scratch, m->f), XW_OK);
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

START_TEST(names)
{
    ck_assert_str_eq(xw_forecast_name(XW_BY_LAST_VALUE), "last_value");
    ck_assert_str_eq(xw_forecast_name(XW_BY_THREE_YEAR_MEAN), "three_year_mean");
    ck_assert_str_eq(xw_forecast_name(XW_BY_COMBINED), "combined");
}
END_TEST

/* Grades 0, 1, 2 over four years, worked out on paper. Ratios 0 to 1: 0.9, 1.0, 1.1; 1 to 2: 1.0,
 * 0.9, 0.9. */
static const double paper[] = {
    100, 90,  80, /* */
    110, 90,  90, /* */
    120, 110, 81, /* */
    130, 132, 99,
};

START_TEST(naive_methods_on_paper)
{
    struct xw_roll_histories h = { .schools = 1, .years = 4, .grades = 3, .pupils = paper };
    struct made m;
    forecast(&h, 3, 2, NULL, &m);
    const double last_value[] = { 130, 132, 99, 130, 132, 99 };
    const double last_ratio[] = { 130, 143, 118.8, 130, 143, 143 * 0.9 };
    double ratio = (1.0 + 0.9 + 0.9) / 3.0;
    const double three_year[] = { 120, 130, 132 * ratio, 120, 120, 130 * ratio };
    for (int i = 0; i < 6; i++) {
        ck_assert_double_eq(m.f[XW_BY_LAST_VALUE][i], last_value[i]);
        ck_assert_double_eq_tol(m.f[XW_BY_LAST_RATIO][i], last_ratio[i], 1e-12);
        ck_assert_double_eq_tol(m.f[XW_BY_THREE_YEAR_MEAN][i], three_year[i], 1e-12);
        ck_assert(isnan(m.f[XW_BY_BIRTHS][i]) && isnan(m.f[XW_BY_COMBINED][i]));
    }
    double pooled = (132 + 0.8 * 110 + 0.64 * 90) / (120 + 0.8 * 110 + 0.64 * 100);
    ck_assert_double_eq_tol(m.f[XW_BY_POOLED][1], 130 * pooled, 1e-10);
    ck_assert_double_eq_tol(m.f[XW_BY_EFFECTS][1], 130 * pooled, 1e-10);
    ck_assert_double_eq_tol(m.f[XW_BY_SHARE][1], 130 * pooled, 1e-10); /* of one school */
    done(&m);
}
END_TEST

/* Two schools keep their shares, 3 : 1, of what the region's grade becomes. */
START_TEST(shares_are_kept)
{
    double pupils[2 * 4 * 2];
    for (int y = 0; y < 4; y++) {
        pupils[y * 2] = y == 3 ? 400 : 300;
        pupils[y * 2 + 1] = 300;
        pupils[(4 + y) * 2] = 100;
        pupils[(4 + y) * 2 + 1] = 100;
    }
    struct xw_roll_histories h = { .schools = 2, .years = 4, .grades = 2, .pupils = pupils };
    struct made m;
    forecast(&h, 3, 1, NULL, &m);
    double region = m.f[XW_BY_EFFECTS][1] + m.f[XW_BY_EFFECTS][3];
    ck_assert_double_eq_tol(m.f[XW_BY_SHARE][1], 0.75 * region, 1e-10);
    ck_assert_double_eq_tol(m.f[XW_BY_SHARE][3], 0.25 * region, 1e-10);
    done(&m);
}
END_TEST

/* A grade nobody attends is not forecast, unless so few did the year before that it is chance; the
 * grade above it is an entry grade. */
START_TEST(who_is_forecast)
{
    double pupils[3 * 2 * 3] = {
        50, 40, 60, 50, 0,   60, /* 40, then nobody: closed */
        5,  10, 60, 5,  0,   60, /* 10, then nobody: chance */
        5,  11, 60, 5,  NAN, 60, /* not known */
    };
    struct xw_roll_histories h = { .schools = 3, .years = 2, .grades = 3, .pupils = pupils };
    ck_assert(!xw_forecast_attended(&h, 0, 1, 1));
    ck_assert(xw_forecast_attended(&h, 1, 1, 1));
    ck_assert(!xw_forecast_attended(&h, 2, 1, 1));
    ck_assert(xw_forecast_attended(&h, 0, 1, 2));
    ck_assert(!xw_forecast_attended(&h, 2, 0, 1) == false);
    struct made m;
    forecast(&h, 1, 1, NULL, &m);
    for (int i = XW_BY_LAST_VALUE; i <= XW_BY_SHARE; i++) {
        if (i == XW_BY_BIRTHS) continue;
        ck_assert(isnan(m.f[i][1]));
        ck_assert(isfinite(m.f[i][0]) && isfinite(m.f[i][2]));
        if (i != XW_BY_POOLED) ck_assert(isfinite(m.f[i][4])); /* it has no ratio */
    }
    ck_assert_double_eq(m.f[XW_BY_THREE_YEAR_MEAN][2], 60.0); /* entry: the mean */
    done(&m);
}
END_TEST

/* Nothing after the origin is looked at, by any method. */
START_TEST(the_future_is_not_known)
{
    struct invented d = { .schools = 12,
                          .years = 9,
                          .grades = 6,
                          .entrants = 80,
                          .growth = 0.01,
                          .ratio = 1.0,
                          .school_sd = 0.02,
                          .grade_sd = 0.02,
                          .noise = 0.3,
                          .entry_noise = 0.6,
                          .seed = 21 };
    struct xw_roll_histories h = invent(&d);
    double *pupils = (double *)(uintptr_t)h.pupils;
    struct made before, after;
    forecast(&h, 5, 3, NULL, &before);
    for (int s = 0; s < 12; s++)
        for (int i = 6 * 6; i < 9 * 6; i++)
            pupils[s * 54 + i] = i % 2 == 0 ? NAN : 1e6;
    forecast(&h, 5, 3, NULL, &after);
    for (int i = 0; i < XW_FORECAST_COUNT; i++)
        ck_assert_int_eq(memcmp(before.f[i], after.f[i], 12 * 3 * 6 * sizeof(double)), 0);
    done(&before);
    done(&after);
    free(pupils);
}
END_TEST

/* Births of the cohort decide the entry grade and, as the years go by, the grades above it. */
START_TEST(births_reach_the_grades)
{
    enum { SCHOOLS = 10, YEARS = 6 };
    double pupils[SCHOOLS * YEARS * 2], births[YEARS + 2];
    for (int y = 0; y < YEARS + 2; y++)
        births[y] = log(y < YEARS ? 100.0 : 50.0);
    for (int i = 0; i < SCHOOLS * YEARS * 2; i++)
        pupils[i] = 40.0;
    struct xw_roll_histories h = {
        .schools = SCHOOLS, .years = YEARS, .grades = 2, .pupils = pupils
    };
    struct made m;
    forecast(&h, YEARS - 1, 2, births, &m);
    for (int s = 0; s < SCHOOLS; s++) {
        const double *f = m.f[XW_BY_BIRTHS] + s * 4;
        ck_assert_double_eq_tol(f[0], 20.0, 1e-9);
        ck_assert_double_eq_tol(f[1], 40.0, 1e-9);
        ck_assert_double_eq_tol(f[2], 20.0, 1e-9);
        ck_assert_double_eq_tol(f[3], 20.0, 1e-9);
        ck_assert_double_eq_tol(m.f[XW_BY_EFFECTS][s * 4], 40.0, 1e-9);
        ck_assert_double_eq_tol(m.f[XW_BY_SHARE][s * 4 + 3], 20.0, 1e-9);
    }
    done(&m);
}
END_TEST

/* Two schools end with grade 1, a third begins with grade 2 and takes half of their leavers. A wave of
 * 1.5 times the pupils is in grade 0 in the last year: it reaches grade 2 two years on. */
START_TEST(leavers_enter_the_next_stage)
{
    enum { YEARS = 6, GRADES = 3 };
    double pupils[3 * YEARS * GRADES];
    for (int s = 0; s < 3; s++)
        for (int y = 0; y < YEARS; y++)
            for (int g = 0; g < GRADES; g++)
                pupils[(s * YEARS + y) * GRADES + g] = (s == 2) != (g == 2)       ? 0.0
                                                       : y == YEARS - 1 && g == 0 ? 150.0
                                                                                  : 100.0;
    struct xw_roll_histories h = {
        .schools = 3, .years = YEARS, .grades = GRADES, .pupils = pupils
    };
    struct made m;
    forecast(&h, YEARS - 1, 3, NULL, &m);
    for (int by = XW_BY_SHRUNKEN; by <= XW_BY_EFFECTS; by++) {
        const double *f = m.f[by] + 2 * 3 * GRADES;
        ck_assert_double_eq_tol(f[2], 100.0, 1e-6);
        ck_assert_double_eq_tol(f[GRADES + 2], 150.0, 1e-6);
        double entrants = m.f[by][0]; /* of grade 0 the year after, two years before */
        ck_assert_double_eq_tol(f[2 * GRADES + 2], entrants, 1e-6);
    }
    done(&m);
}
END_TEST

START_TEST(refused)
{
    struct xw_roll_histories h = { .schools = 1, .years = 4, .grades = 3, .pupils = paper };
    struct xw_arena keep, scratch;
    double *f[XW_FORECAST_COUNT] = { NULL };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_forecast(&h, -1, 1, NULL, &keep, scratch, f), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast(&h, 4, 1, NULL, &keep, scratch, f), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast(&h, 3, 0, NULL, &keep, scratch, f), XW_OUT_OF_RANGE);
    scratch.end = scratch.at + 64;
    ck_assert_int_eq(xw_forecast(&h, 3, 1, NULL, &keep, scratch, f), XW_NO_MEMORY);
    ck_assert_ptr_null(f[0]);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

/* A single year: entry grades stay, there are no ratios of its own, pupils stay as they are. */
START_TEST(a_single_year)
{
    struct xw_roll_histories h = { .schools = 1, .years = 1, .grades = 3, .pupils = paper };
    struct made m;
    forecast(&h, 0, 1, NULL, &m);
    ck_assert(isnan(m.f[XW_BY_THREE_YEAR_MEAN][1]));
    ck_assert_double_eq(m.f[XW_BY_THREE_YEAR_MEAN][0], 100.0);
    ck_assert_double_eq(m.f[XW_BY_EFFECTS][1], 100.0);
    ck_assert_double_eq(m.f[XW_BY_EFFECTS][2], 90.0);
    done(&m);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, names);
    tcase_add_test(c, naive_methods_on_paper);
    tcase_add_test(c, shares_are_kept);
    tcase_add_test(c, who_is_forecast);
    tcase_add_test(c, births_reach_the_grades);
    tcase_add_test(c, leavers_enter_the_next_stage);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, the_future_is_not_known);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, refused);
    tcase_add_test(c, a_single_year);
    return c;
}

UNIT_MAIN("forecast", known_answers(), laws(), limits())
