#include "xuewei/forecast_choice.h"
#include "histories.h"
#include "unit.h"
#include <string.h>

struct made {
    struct xw_arena keep, scratch;
    struct xw_forecast_past past;
};

static void roll(const struct xw_roll_histories *h, int32_t horizons,
                 const struct xw_forecast_births *births, struct made *m)
{
    ck_assert_int_eq(xw_arena_init(&m->keep, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->scratch, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_forecast_roll(h, horizons, births, NULL, &m->keep, m->scratch, &m->past),
                     XW_OK);
}

static struct xw_forecast_choice choose(struct made *m, int32_t now)
{
    struct xw_forecast_choice choice;
    ck_assert_int_eq(xw_forecast_choose(&m->past, now, &m->keep, m->scratch, &choice), XW_OK);
    return choice;
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

static const struct invented usual = { .schools = 60,
                                       .years = 10,
                                       .grades = 8,
                                       .entrants = 100,
                                       .growth = -0.01,
                                       .ratio = 1.0,
                                       .school_sd = 0.015,
                                       .grade_sd = 0.02,
                                       .noise = 0.3,
                                       .entry_noise = 0.7,
                                       .shock = 0.004,
                                       .seed = 1 };

/* Forecasts, weights, choice and spread of an origin do not change with what comes after it. */
START_TEST(the_future_is_not_known)
{
    struct xw_roll_histories h = invent(&usual);
    double *pupils = (double *)(uintptr_t)h.pupils;
    struct made before, after;
    roll(&h, 4, NULL, &before);
    struct xw_forecast_choice first = choose(&before, 6);
    for (int s = 0; s < 60; s++)
        for (int i = 7 * 8; i < 10 * 8; i++)
            pupils[s * 80 + i] *= 3.0;
    roll(&h, 4, NULL, &after);
    struct xw_forecast_choice second = choose(&after, 6);
    ck_assert_int_eq(first.method, second.method);
    ck_assert_int_eq(memcmp(first.score, second.score, sizeof first.score), 0);
    ck_assert_int_eq(
        memcmp(first.spread.level, second.spread.level, 4 * XW_SPREAD_LEVELS * sizeof(double)), 0);
    for (int m = 0; m < XW_FORECAST_COUNT; m++)
        ck_assert_int_eq(memcmp(before.past.forecast[6][m], after.past.forecast[6][m],
                                60 * 4 * 8 * sizeof(double)),
                         0);
    ck_assert_int_eq(
        memcmp(before.past.mix + 6 * 4, after.past.mix + 6 * 4, 4 * sizeof(struct xw_forecast_mix)),
        0);
    done(&before);
    done(&after);
    free(pupils);
}
END_TEST

/* With next to no past the combined method is taken, on experience. */
/* Bit by bit, what an origin says: its forecasts, weights, choice and intervals. */
static void ck_same_origin(struct made *a, struct made *b, int32_t origin)
{
    const struct xw_roll_histories *h = a->past.histories;
    size_t cells = (size_t)(h->schools * a->past.horizons * h->grades);
    for (int m = 0; m < XW_FORECAST_COUNT; m++)
        ck_assert_mem_eq(a->past.forecast[origin][m], b->past.forecast[origin][m],
                         cells * sizeof(double));
    ck_assert_mem_eq(a->past.mix + origin * a->past.horizons,
                     b->past.mix + origin * b->past.horizons,
                     (size_t)a->past.horizons * sizeof *a->past.mix);
    struct xw_forecast_choice one = choose(a, origin), two = choose(b, origin);
    ck_assert_int_eq(one.method, two.method);
    ck_assert_mem_eq(one.score, two.score, sizeof one.score);
    ck_assert_mem_eq(one.spread.step, two.spread.step, (size_t)h->grades * sizeof(double));
    ck_assert_mem_eq(one.spread.school, two.spread.school, (size_t)h->schools * sizeof(double));
    ck_assert_mem_eq(one.spread.level, two.spread.level,
                     (size_t)a->past.horizons * sizeof *one.spread.level);
}

/* A region of one school, then of three, with gaps, a grade that comes late, one that closes, an event,
 * with births and without: another value of any cell, or an event of any year, leaves every earlier origin
 * as it is. */
START_TEST(no_later_value_has_a_say)
{
    enum { SCHOOLS = 3, YEARS = 7, GRADES = 4, AHEAD = 3 };
    struct invented d = usual;
    d.schools = _i % 2 == 0 ? 1 : SCHOOLS;
    d.years = YEARS;
    d.grades = GRADES;
    struct xw_roll_histories h = invent(&d);
    double *pupils = (double *)(uintptr_t)h.pupils, births[YEARS + AHEAD];
    uint8_t event[SCHOOLS * YEARS] = { [4] = 1 };
    h.event = event;
    for (int y = 0; y < YEARS + AHEAD; y++)
        births[y] = log(100.0 + 10.0 * (y % 3));
    for (int y = 0; y < YEARS; y++)
        if (y < 3) pupils[y * GRADES + 3] = NAN;
    pupils[2 * GRADES + 1] = NAN;
    if (d.schools > 1)
        for (int g = 0; g < GRADES; g++) {
            pupils[(YEARS + 3) * GRADES + g] = NAN;
            pupils[(2 * YEARS + 5) * GRADES + g] = pupils[(2 * YEARS + 6) * GRADES + g] = 0.0;
        }
    struct xw_forecast_births known = { births, 1 };
    struct made before, after;
    roll(&h, AHEAD, _i < 2 ? NULL : &known, &before);
    for (int s = 0; s < d.schools; s++)
        for (int y = 1; y < YEARS; y++)
            for (int g = 0; g <= GRADES; g++) {
                double *cell = pupils + (s * YEARS + y) * GRADES + (g < GRADES ? g : 0),
                       was = *cell;
                event[s * YEARS + y] ^= g == GRADES;
                if (g < GRADES)
                    *cell = isnan(was)             ? 77.0
                            : (s + y + g) % 3 == 0 ? NAN
                            : (s + y + g) % 3 == 1 ? 0.0
                                                   : 3.0 * was + 1.0;
                roll(&h, AHEAD, _i < 2 ? NULL : &known, &after);
                for (int origin = 0; origin < y; origin++)
                    ck_same_origin(&before, &after, origin);
                done(&after);
                event[s * YEARS + y] ^= g == GRADES;
                *cell = was;
            }
    done(&before);
    free(pupils);
}
END_TEST

START_TEST(without_evidence_forecasts_are_combined)
{
    struct xw_roll_histories h = invent(&usual);
    struct made m;
    roll(&h, 3, NULL, &m);
    struct xw_forecast_choice choice = choose(&m, 0);
    ck_assert_int_eq(choice.method, XW_BY_COMBINED);
    ck_assert_int_eq(choice.origins, 0);
    ck_assert_double_eq(choice.score[XW_BY_THREE_YEAR_MEAN], 1.0);
    ck_assert(isnan(choice.score[XW_BY_BIRTHS]));
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Where the last value is exactly right every time, it is chosen in the end: pupils of each grade are
 * the same every year, though the cohorts shrink from grade to grade by accidents of each school. */
START_TEST(the_best_so_far_is_chosen)
{
    enum { SCHOOLS = 50, YEARS = 12, GRADES = 5 };
    static double pupils[SCHOOLS * YEARS * GRADES];
    uint64_t state = 5;
    for (int s = 0; s < SCHOOLS; s++) {
        double walk[GRADES];
        for (int g = 0; g < GRADES; g++)
            walk[g] = 100.0 * exp(0.3 * invented_normal(&state));
        for (int y = 0; y < YEARS; y++)
            for (int g = 0; g < GRADES; g++) {
                walk[g] *= exp(0.1 * invented_normal(&state));
                pupils[(s * YEARS + y) * GRADES + g] = nearbyint(walk[g]);
            }
    }
    struct xw_roll_histories h = {
        .schools = SCHOOLS, .years = YEARS, .grades = GRADES, .pupils = pupils
    };
    struct made m;
    roll(&h, 3, NULL, &m);
    struct xw_forecast_choice choice = choose(&m, YEARS - 1);
    ck_assert_str_eq(xw_forecast_name(choice.method), "last_value");
    ck_assert_double_lt(choice.score[XW_BY_LAST_VALUE], 1.0);
    for (int i = 0; i < XW_FORECAST_COUNT; i++)
        ck_assert(i == XW_BY_BIRTHS || choice.score[i] >= choice.score[choice.method]);
    done(&m);
}
END_TEST

/* A ratio times the grade below is the forecast. */
START_TEST(ratios_lead_to_the_forecast)
{
    struct xw_roll_histories h = invent(&usual);
    struct made m;
    roll(&h, 3, NULL, &m);
    for (int s = 0; s < 60; s++) {
        ck_assert(isnan(xw_forecast_ratio(&m.past, XW_BY_COMBINED, 9, s, 0, 0)));
        for (int g = 1; g < 8; g++) {
            double below = xw_roll(&h, s, 9, g - 1);
            for (int ahead = 0; ahead < 3; ahead++) {
                double ratio = xw_forecast_ratio(&m.past, XW_BY_COMBINED, 9, s, ahead, g);
                double pupils = xw_forecast_pupils(&m.past, XW_BY_COMBINED, 9, s, ahead, g);
                ck_assert_double_eq_tol(below * ratio, pupils, 1e-9 * pupils);
                below = xw_forecast_pupils(&m.past, XW_BY_COMBINED, 9, s, ahead, g - 1);
            }
        }
    }
    done(&m);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

/* Not worse than the three-year mean, on regions of many kinds: MAPE of grades and of totals, all
 * origins. Five years ahead, from four origins of a region whose entrants really stay the same,
 * some hundredths are chance. */
static const struct {
    const char *name;
    int32_t schools;
    double entrants, growth, shock;
} kinds[] = {
    { "usual", 60, 150, -0.01, 0.004 }, { "growing", 60, 150, 0.03, 0.004 },
    { "small", 60, 15, 0.0, 0.004 },    { "large", 60, 1500, 0.0, 0.004 },
    { "few", 5, 100, -0.01, 0.004 },    { "shaken", 60, 150, 0.0, 0.02 },
};

START_TEST(the_chosen_method_beats_the_yardstick)
{
    double grade[3][2] = { { 0.0 } }, total[3][2] = { { 0.0 } };
    int32_t repeats = kinds[_i].schools < 10 ? 40 : 10;
    for (int32_t r = 0; r < repeats; r++) {
        struct invented d = usual;
        d.schools = kinds[_i].schools;
        d.entrants = kinds[_i].entrants;
        d.growth = kinds[_i].growth;
        d.shock = kinds[_i].shock;
        d.seed = (uint64_t)(1000 * _i + r);
        struct xw_roll_histories h = invent(&d);
        struct made m;
        roll(&h, 5, NULL, &m);
        for (int32_t now = 3; now < 9; now++) {
            struct xw_forecast_choice choice = choose(&m, now);
            for (int32_t i = 0; i < 3 && now + 2 * i + 1 < 10; i++) {
                const double *mean = m.past.forecast[now][XW_BY_THREE_YEAR_MEAN];
                const double *chosen = m.past.forecast[now][choice.method];
                struct xw_forecast_error e = xw_forecast_error_of(&h, now, 5, 2 * i, chosen, mean);
                struct xw_forecast_error f = xw_forecast_error_of(&h, now, 5, 2 * i, mean, mean);
                grade[i][0] += e.grade;
                grade[i][1] += f.grade;
                total[i][0] += e.total;
                total[i][1] += f.total;
            }
        }
        done(&m);
        free((void *)(uintptr_t)h.pupils);
    }
    for (int i = 0; i < 3; i++) {
        double most = i < 2 ? 1.0 : 1.04;
        ck_assert_msg(grade[i][0] < most * grade[i][1], "%s, %d years: grades %.3f", kinds[_i].name,
                      2 * i + 1, grade[i][0] / grade[i][1]);
        ck_assert_msg(total[i][0] < most * total[i][1], "%s, %d years: totals %.3f", kinds[_i].name,
                      2 * i + 1, total[i][0] / total[i][1]);
    }
}
END_TEST

/* Births are known only so many years ahead: what is born later does not move a forecast. */
START_TEST(births_are_not_known_before_they_are_published)
{
    enum { SCHOOLS = 20, YEARS = 8, GRADES = 3, AHEAD = 4 };
    static double pupils[SCHOOLS * YEARS * GRADES];
    double births[YEARS + AHEAD], other[YEARS + AHEAD];
    for (int y = 0; y < YEARS + AHEAD; y++) {
        births[y] = log(y % 2 == 0 ? 100.0 : 80.0);
        other[y] = y > 5 + 2 ? log(10.0) : births[y];
    }
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            for (int g = 0; g < GRADES; g++)
                pupils[(s * YEARS + y) * GRADES + g] =
                    y >= g ? 0.5 * exp(births[y - g]) : 0.5 * (y % 2 == g % 2 ? 100.0 : 80.0);
    struct xw_roll_histories h = {
        .schools = SCHOOLS, .years = YEARS, .grades = GRADES, .pupils = pupils
    };
    struct made one, two;
    struct xw_forecast_births known = { births, 2 }, changed = { other, 2 };
    roll(&h, AHEAD, &known, &one);
    roll(&h, AHEAD, &changed, &two);
    for (int m = 0; m < XW_FORECAST_COUNT; m++)
        ck_assert_int_eq(memcmp(one.past.forecast[5][m], two.past.forecast[5][m],
                                SCHOOLS * AHEAD * GRADES * sizeof(double)),
                         0);
    /* Births that decide everything are worth having. */
    struct xw_forecast_choice choice = choose(&one, 7);
    ck_assert(choice.method == XW_BY_BIRTHS || choice.method == XW_BY_COMBINED);
    ck_assert_double_lt(choice.score[XW_BY_BIRTHS], 0.8 * choice.score[XW_BY_EFFECTS]);
    ck_assert_double_eq_tol(xw_forecast_pupils(&one.past, XW_BY_BIRTHS, 7, 0, 0, 0), 50.0, 0.5);
    done(&one);
    done(&two);
}
END_TEST

START_TEST(refused)
{
    struct xw_roll_histories h = invent(&usual);
    struct xw_arena keep, scratch;
    struct xw_forecast_past past = { .horizons = -9 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_forecast_roll(&h, 0, NULL, NULL, &keep, scratch, &past), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast_roll(&h, 9, NULL, NULL, &keep, scratch, &past), XW_OUT_OF_RANGE);
    sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, stderr, true, &stop);
    ck_assert_int_eq(xw_forecast_roll(&h, 2, NULL, &progress, &keep, scratch, &past), XW_STOPPED);
    struct xw_arena small = scratch;
    small.end = small.at + 256;
    ck_assert_int_eq(xw_forecast_roll(&h, 2, NULL, NULL, &keep, small, &past), XW_NO_MEMORY);
    ck_assert_int_eq(past.horizons, -9);
    ck_assert_int_eq(xw_forecast_roll(&h, 2, NULL, NULL, &keep, scratch, &past), XW_OK);
    struct xw_forecast_choice choice = { .origins = -9 };
    ck_assert_int_eq(xw_forecast_choose(&past, -1, &keep, scratch, &choice), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast_choose(&past, 10, &keep, scratch, &choice), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_forecast_choose(&past, 9, &keep, small, &choice), XW_NO_MEMORY);
    ck_assert_int_eq(choice.origins, -9);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
    free((void *)(uintptr_t)h.pupils);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, without_evidence_forecasts_are_combined);
    tcase_add_test(c, the_best_so_far_is_chosen);
    tcase_add_test(c, ratios_lead_to_the_forecast);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, the_future_is_not_known);
    tcase_add_loop_test(c, no_later_value_has_a_say, 0, 4);
    tcase_add_test(c, births_are_not_known_before_they_are_published);
    tcase_add_loop_test(c, the_chosen_method_beats_the_yardstick, 0,
                        (int)(sizeof kinds / sizeof *kinds));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, refused);
    return c;
}

UNIT_MAIN("forecast_choice", known_answers(), laws(), refusals())
