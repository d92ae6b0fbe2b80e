#include "xuewei/residents.h"
#include "tiny.h"

/* Numbers from scenarios/tiny/README.md. Zone A is row 0 of the zones. */
static double aged(const struct tiny *t, int32_t zone, int32_t age)
{
    return t->state.september[1][zone * t->scenario.ages + age];
}

START_TEST(count_of_november_is_shifted_back_to_september)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_double_eq_tol(aged(&t, 0, 4), 14.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 5), 22.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 6), 12.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 2, 5), 6.0, 1e-12);
    ck_assert(!t.state.september_before_known);
    tiny_close(&t);
}
END_TEST

START_TEST(wave_reaches_school_age_a_year_later)
{
    struct tiny t;
    static const double aged_6[] = { 12.0, 22.0, 14.0, 12.0 };
    tiny_open(&t, NULL);
    for (int32_t y = 0; y < 4; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
        ck_assert_double_eq_tol(aged(&t, 0, 6), aged_6[y], 1e-12);
        ck_assert_double_eq_tol(aged(&t, 1, 6), 12.0, 1e-12);
    }
    ck_assert(t.state.september_before_known);
    tiny_close(&t);
}
END_TEST

START_TEST(births_come_from_mean_women)
{
    struct tiny t;
    tiny_open(&t, NULL);
    for (int32_t y = 0; y < 2; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    }
    double births = 0.0;
    for (int i = 0; i < 6; i++)
        births += t.state.events.births[i];
    ck_assert_double_eq_tol(births, 15.75, 1e-12);
    ck_assert_double_eq_tol(t.state.events.births[0] + t.state.events.births[1], 6.3, 1e-12);
    ck_assert(t.state.imbalance <= 1e-12);
    ck_assert_int_eq(t.state.migration_limited, 0);
    /* 1 September 2021: a sixth of the newborn of the count, five sixths of this year's. */
    ck_assert_double_eq_tol(aged(&t, 0, 0), 12.0 / 6.0 + 6.3 * 5.0 / 6.0, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(change_follows_one_cohort)
{
    struct tiny t;
    double change[3];
    tiny_open(&t, NULL);
    xw_residents_change(&t.state, 6, change);
    ck_assert_double_eq(change[0], 1.0); /* nothing is known of the year before */
    t.state.september_before_known = true;
    t.state.september[0][5] = 11.0; /* zone A, aged 5 a year ago; 12 aged 6 now */
    t.state.september[0][t.scenario.ages + 5] = 0.0;
    xw_residents_change(&t.state, 6, change);
    ck_assert_double_eq_tol(change[0], 12.0 / 11.0, 1e-12);
    ck_assert_double_eq(change[1], 1.0); /* nobody was there: nobody to follow */
    tiny_close(&t);
}
END_TEST

START_TEST(year_before_the_horizon_is_used_when_known)
{
    struct tiny t;
    static const char *const later[] = { "horizon.first", "2021", NULL };
    tiny_open(&t, later);
    ck_assert(t.state.september_before_known);
    ck_assert_double_eq_tol(t.state.september[0][5], 22.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 6), 22.0, 1e-12);
    ck_assert_int_eq(t.state.anniversary_year, 2020);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, count_of_november_is_shifted_back_to_september);
    tcase_add_test(c, wave_reaches_school_age_a_year_later);
    tcase_add_test(c, births_come_from_mean_women);
    tcase_add_test(c, change_follows_one_cohort);
    tcase_add_test(c, year_before_the_horizon_is_used_when_known);
    return c;
}

UNIT_MAIN("residents", known())
