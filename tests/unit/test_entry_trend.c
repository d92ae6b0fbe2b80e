#include "xuewei/entry_trend.h"
#include "histories.h"
#include "unit.h"

static struct xw_entry_trend trend_of(int32_t schools, int32_t years, int32_t horizons,
                                      const double *entrants, const double *births, double *out)
{
    struct xw_arena scratch;
    struct xw_entry_trend found = { 0 };
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
    ck_assert_int_eq(
        xw_entry_trend(schools, years, horizons, entrants, births, scratch, out, &found), XW_OK);
    xw_arena_free(&scratch);
    return found;
}

START_TEST(what_does_not_change_stays)
{
    double entrants[3 * 6], out[3 * 4];
    for (int i = 0; i < 18; i++)
        entrants[i] = i < 6 ? 50.0 : i < 12 ? 100.0 : 7.0;
    struct xw_entry_trend found = trend_of(3, 6, 4, entrants, NULL, out);
    ck_assert_double_eq_tol(found.growth, 0.0, 1e-15);
    for (int i = 0; i < 12; i++)
        ck_assert_double_eq_tol(out[i], i < 4 ? 50.0 : i < 8 ? 100.0 : 7.0, 1e-10);
}
END_TEST

/* 30 schools that shrink by 2 % a year without scatter: nearly all of the trend is believed, and it
 * is damped every year. */
START_TEST(a_trend_is_damped)
{
    enum { SCHOOLS = 30, YEARS = 9, AHEAD = 3 };
    double entrants[SCHOOLS * YEARS], out[SCHOOLS * AHEAD];
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            entrants[s * YEARS + y] = 200.0 * exp(-0.02 * y);
    struct xw_entry_trend found = trend_of(SCHOOLS, YEARS, AHEAD, entrants, NULL, out);
    ck_assert_double_gt(found.growth, -0.02);
    ck_assert_double_lt(found.growth, -0.018);
    /* The level is the mean of three years, each moved on by what is believed. */
    double level = log(200.0) - 0.02 * 8 + (0.02 + found.growth);
    double grown = 0.0, damped = 1.0;
    for (int i = 0; i < AHEAD; i++) {
        damped *= 0.85;
        grown += damped * found.growth;
        for (int s = 0; s < SCHOOLS; s++)
            ck_assert_double_eq_tol(log(out[s * AHEAD + i]), level + grown, 1e-12);
    }
}
END_TEST

/* The same trend of one school of 20 is mostly chance. */
START_TEST(a_small_region_has_no_trend)
{
    double entrants[9], out[3];
    for (int y = 0; y < 9; y++)
        entrants[y] = 20.0 * exp(-0.02 * y) * (y % 2 == 0 ? 1.15 : 0.85);
    struct xw_entry_trend found = trend_of(1, 9, 3, entrants, NULL, out);
    ck_assert_double_lt(fabs(found.growth), 0.004);
}
END_TEST

/* One year in which a tenth did not come moves the growth by no more than the usual scatter. */
START_TEST(one_odd_year_is_no_trend)
{
    enum { SCHOOLS = 40, YEARS = 9 };
    double entrants[SCHOOLS * YEARS], out[SCHOOLS];
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            entrants[s * YEARS + y] = (100.0 + (y % 2)) * (y == 8 ? 0.8 : 1.0);
    struct xw_entry_trend found = trend_of(SCHOOLS, YEARS, 1, entrants, NULL, out);
    ck_assert_double_gt(found.growth, -0.02);
    ck_assert_double_lt(found.growth, 0.0);
    /* and the level by a third of it */
    ck_assert_double_gt(out[0], 0.8 * 100.0);
    ck_assert_double_lt(out[0], 100.0);
}
END_TEST

/* Schools that draw around a fixed share every year are smoothed much, those that walk at random
 * little. */
START_TEST(smoothing_tells_noise_from_change)
{
    enum { SCHOOLS = 200, YEARS = 11 };
    static double entrants[SCHOOLS * YEARS], out[SCHOOLS];
    uint64_t state = 77;
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            entrants[s * YEARS + y] = 100.0 * exp(0.08 * invented_normal(&state));
    struct xw_entry_trend noise = trend_of(SCHOOLS, YEARS, 1, entrants, NULL, out);
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 1; y < YEARS; y++)
            entrants[s * YEARS + y] =
                entrants[s * YEARS + y - 1] * exp(0.08 * invented_normal(&state));
    struct xw_entry_trend walk = trend_of(SCHOOLS, YEARS, 1, entrants, NULL, out);
    ck_assert_double_lt(noise.smoothing, 0.3);
    ck_assert_double_gt(walk.smoothing, 0.75);
}
END_TEST

/* Entrants are 1.2 x births: what is born decides, and the last known births are held. */
START_TEST(births_lead)
{
    enum { SCHOOLS = 20, YEARS = 6, AHEAD = 3 };
    const double born[YEARS + AHEAD] = { 100, 110, 105, 120, 90, 100, 80, 60, NAN };
    double births[YEARS + AHEAD], entrants[SCHOOLS * YEARS], out[SCHOOLS * AHEAD];
    for (int y = 0; y < YEARS + AHEAD; y++)
        births[y] = log(born[y]);
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            entrants[s * YEARS + y] = 1.2 * born[y] * (s + 1);
    struct xw_entry_trend found = trend_of(SCHOOLS, YEARS, AHEAD, entrants, births, out);
    ck_assert_double_eq_tol(found.growth, 0.0, 1e-14);
    for (int s = 0; s < SCHOOLS; s++) {
        ck_assert_double_eq_tol(out[s * AHEAD], 96.0 * (s + 1), 1e-9 * 96.0 * (s + 1));
        ck_assert_double_eq_tol(out[s * AHEAD + 1], 72.0 * (s + 1), 1e-9 * 72.0 * (s + 1));
        ck_assert_double_eq_tol(out[s * AHEAD + 2], 72.0 * (s + 1), 1e-9 * 72.0 * (s + 1));
    }
}
END_TEST

/* Births that are known late are held back to the first year: they are no growth. */
START_TEST(births_that_begin_late)
{
    const double births[] = { NAN, NAN, log(80.0), log(100.0) };
    double out[1];
    struct xw_entry_trend found = trend_of(1, 3, 1, (double[]){ 40.0, 40.0, 40.0 }, births, out);
    ck_assert_double_eq_tol(found.growth, 0.0, 1e-15);
    ck_assert_double_eq_tol(out[0], 50.0, 1e-9);
}
END_TEST

/* Years that are not known are passed over; the region is chained over schools known in both. */
START_TEST(gaps_do_not_look_like_growth)
{
    double entrants[] = { 100, 100, 100, 100, NAN, NAN, 900, 900, 50, NAN, 50, 50 }, out[3];
    struct xw_entry_trend found = trend_of(3, 4, 1, entrants, NULL, out);
    ck_assert_double_eq_tol(found.growth, 0.0, 1e-15);
    ck_assert_double_eq_tol(out[0], 100.0, 1e-9);
    ck_assert_double_eq_tol(out[1], 900.0, 1e-9);
    ck_assert_double_eq_tol(out[2], 50.0, 1e-9);
}
END_TEST

START_TEST(next_to_nothing)
{
    double entrants[] = { NAN, NAN, 0.0, 30.0 }, out[4] = { -9, -9, -9, -9 };
    trend_of(2, 2, 2, entrants, NULL, out);
    ck_assert(isnan(out[0]) && isnan(out[1]));
    ck_assert(out[2] > 0.5 && out[2] < 31.0);
    trend_of(1, 1, 1, (double[]){ 12.0 }, NULL, out);
    ck_assert_double_eq_tol(out[0], 12.0, 1e-12);
    trend_of(0, 1, 1, entrants, NULL, out);
    ck_assert_double_eq_tol(out[0], 12.0, 1e-12); /* untouched */
}
END_TEST

START_TEST(refused)
{
    struct xw_arena scratch;
    double entrants[] = { 1.0, 2.0 }, out = -9.0;
    ck_assert_int_eq(xw_arena_init(&scratch, 4096), XW_OK);
    ck_assert_int_eq(xw_entry_trend(-1, 2, 1, entrants, NULL, scratch, &out, NULL),
                     XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_entry_trend(1, 0, 1, entrants, NULL, scratch, &out, NULL), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_entry_trend(1, 2, 0, entrants, NULL, scratch, &out, NULL), XW_OUT_OF_RANGE);
    scratch.end = scratch.at + 32;
    ck_assert_int_eq(xw_entry_trend(1, 2, 1, entrants, NULL, scratch, &out, NULL), XW_NO_MEMORY);
    ck_assert_double_eq(out, -9.0);
    xw_arena_free(&scratch);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, what_does_not_change_stays);
    tcase_add_test(c, a_trend_is_damped);
    tcase_add_test(c, births_lead);
    tcase_add_test(c, births_that_begin_late);
    tcase_add_test(c, gaps_do_not_look_like_growth);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_small_region_has_no_trend);
    tcase_add_test(c, one_odd_year_is_no_trend);
    tcase_add_test(c, smoothing_tells_noise_from_change);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, next_to_nothing);
    tcase_add_test(c, refused);
    return c;
}

UNIT_MAIN("entry_trend", known_answers(), laws(), limits())
