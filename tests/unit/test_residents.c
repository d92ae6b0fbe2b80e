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
        births += t.state.people.events.births[i];
    ck_assert_double_eq_tol(births, 15.75, 1e-12);
    ck_assert_double_eq_tol(t.state.people.events.births[0] + t.state.people.events.births[1], 6.3,
                            1e-12);
    ck_assert(t.state.people.imbalance <= 1e-12);
    ck_assert_int_eq(t.state.people.limited.cells, 0);
    /* 1 September 2021: a sixth of the newborn of the count, five sixths of this year's. */
    ck_assert_double_eq_tol(aged(&t, 0, 0), 12.0 / 6.0 + 6.3 * 5.0 / 6.0, 1e-12);
    tiny_close(&t);
}
END_TEST

/* The count of 1 November 2020 with all children of two years of births born in one month: those of
 * August are aged 6 on 1 September 2020, those of September a year later, in adjacent grades. */
START_TEST(children_divide_by_their_births)
{
    struct tiny t;
    double district[8], month[8 * 12];
    for (int august = 0; august < 2; august++) {
        tiny_read(&t, NULL);
        for (int y = 0; y < 8; y++) {
            district[y] = 1.0;
            for (int m = 0; m < 12; m++)
                month[12 * y + m] = m == (august ? 7 : 8) ? 1.0 : 0.0;
        }
        t.scenario.births = (struct xw_known_births){ 2010, 8, district, month, 0.345 };
        tiny_prepare(&t);
        /* Zone A counted 12 children aged 4, 24 aged 5 and 12 aged 6 (README of the scenario). */
        ck_assert_double_eq_tol(aged(&t, 0, 5), august ? 24.0 : 12.0, 1e-12);
        ck_assert_double_eq_tol(aged(&t, 0, 4), august ? 12.0 : 24.0, 1e-12);
        for (int32_t y = 0; y < 2; y++) {
            xw_state_turn_to(&t.state, y);
            ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
        }
        /* 2021: those of August are 6; those of September are 5, as they were still 4 a year ago. */
        ck_assert_double_eq_tol(aged(&t, 0, 6), august ? 24.0 : 12.0, 1e-12);
        ck_assert_double_eq_tol(aged(&t, 0, 5), august ? 12.0 : 24.0, 1e-12);
        tiny_close(&t);
    }
}
END_TEST

/* Each of the two cohorts is divided by its own births: all of the year to October 2014 in August, all of
 * the other years in September. */
START_TEST(each_cohort_divides_by_its_own_births)
{
    struct tiny t;
    double district[8], month[8 * 12];
    tiny_read(&t, NULL);
    for (int y = 0; y < 8; y++) {
        district[y] = 1.0;
        for (int m = 0; m < 12; m++)
            month[12 * y + m] = m == (y == 4 ? 7 : 8) ? 1.0 : 0.0;
    }
    t.scenario.births = (struct xw_known_births){ 2010, 8, district, month, 0.345 };
    tiny_prepare(&t);
    ck_assert_double_eq_tol(aged(&t, 0, 6), 12.0 + 12.0,
                            1e-12); /* of August, and the next to turn 7 */
    ck_assert_double_eq_tol(aged(&t, 0, 5), 0.0, 1e-12);
    for (int32_t y = 0; y < 2; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    }
    ck_assert_double_eq_tol(aged(&t, 0, 7), 24.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 6), 0.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 5), 24.0, 1e-12);
    tiny_close(&t);
}
END_TEST

/* Births by month up to the step: two months of 2020 and ten of 2021 replace the schedule's. */
START_TEST(births_of_a_step_come_from_months)
{
    struct tiny t;
    double district[2] = { 1200.0, 600.0 }, month[24];
    tiny_read(&t, NULL);
    for (int m = 0; m < 24; m++)
        month[m] = m >= 10 && m < 12 ? 6.0 : m >= 12 && m < 22 ? 1.0 : 500.0;
    t.scenario.births = (struct xw_known_births){ 2020, 2, district, month, 0.345 };
    tiny_prepare(&t);
    for (int32_t y = 0; y < 2; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    }
    double births = 0.0;
    for (int i = 0; i < 6; i++)
        births += t.state.people.events.births[i];
    ck_assert_double_eq_tol(births, 22.0, 1e-12);
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
    t.state.september[0][5] = 0.5;       /* half a child is followed too */
    xw_residents_change(&t.state, 6, change);
    ck_assert_double_eq_tol(change[0], 24.0, 1e-12);
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
    ck_assert_int_eq(t.state.people.year, 2020);
    tiny_close(&t);
}
END_TEST

START_TEST(women_and_men_are_counted_together)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* Zone A, aged 10 and 11 on 1 November: 4 women and 9 men of each age, so also on 1 September. */
    double *count = t.scenario.population.household;
    count[10] = count[11] = 4.0;
    count[t.scenario.ages + 10] = count[t.scenario.ages + 11] = 9.0;
    tiny_prepare(&t);
    ck_assert_double_eq_tol(aged(&t, 0, 10), 13.0, 1e-12);
    xw_state_turn_to(&t.state, 1); /* they are 11 on 1 September 2021 */
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_double_eq_tol(aged(&t, 0, 11), 13.0, 1e-12);
    /* The oldest, 20 and over in A: 60 counted, 12 join within the year, ten of them by September. */
    ck_assert_double_eq_tol(aged(&t, 0, 20), 120.0 + 12.0 * 10.0 / 12.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 1, 0), 12.0 / 6.0 + 6.3 * 5.0 / 6.0, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(last_september_is_kept_beside_this_one)
{
    struct tiny t;
    static const char *const later[] = { "horizon.first", "2022", NULL };
    tiny_open(&t, NULL);
    for (int32_t y = 0; y < 4; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
        if (y == 2) ck_assert_double_eq_tol(t.state.september[0][6], 22.0, 1e-12);
        if (y == 3) ck_assert_double_eq_tol(t.state.september[0][6], 14.0, 1e-12);
    }
    ck_assert_double_eq_tol(aged(&t, 0, 6), 12.0, 1e-12);
    tiny_close(&t);

    /* A horizon that begins two years after the count: 22 in 2021, 14 in 2022. */
    tiny_open(&t, later);
    ck_assert_double_eq_tol(t.state.september[0][6], 22.0, 1e-12);
    ck_assert_double_eq_tol(aged(&t, 0, 6), 14.0, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(years_are_projected_once_and_accounted_for)
{
    struct tiny t;
    double net[3 * XW_SEXES * 21] = { 0 };
    tiny_read(&t, NULL);
    /* A hundred women aged 7 are said to leave A every year, where there are six. */
    net[7] = -100.0;
    t.scenario.migration.of = (struct xw_rate_years){ 2020, 1, 3, 21 };
    t.scenario.migration.net = net;
    /* Survival that binary fractions cannot hold: the account closes but for the last digits. */
    ptrdiff_t rates = (ptrdiff_t)t.scenario.mortality.of.years * t.scenario.mortality.of.places *
                      XW_SEXES * t.scenario.ages;
    for (ptrdiff_t i = 0; i < rates; i++)
        t.scenario.mortality.survival[i] = 0.97 + 0.0001 * (double)(i % 13);
    tiny_prepare(&t);
    ck_assert(!t.state.people.next_known);
    for (int32_t y = 0; y < 4; y++) {
        xw_state_turn_to(&t.state, y);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
        ck_assert(t.state.people.next_known == (y > 0));
        ck_assert_int_eq(t.state.people.limited.cells, y); /* one cell in each of three steps */
    }
    ck_assert(t.state.people.imbalance > 0.0 && t.state.people.imbalance < 1e-14);
    tiny_close(&t);
}
END_TEST

START_TEST(what_cannot_be_projected_is_refused)
{
    struct tiny t;
    tiny_read(&t, NULL);
    tiny_prepare(&t);
    t.scenario.mortality.survival[3] = 2.0;
    xw_state_turn_to(&t.state, 1);
    ck_assert_int_ne(xw_residents_to_september(&t.state), XW_OK);
    ck_assert(!t.state.people.next_known);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, count_of_november_is_shifted_back_to_september);
    tcase_add_test(c, wave_reaches_school_age_a_year_later);
    tcase_add_test(c, births_come_from_mean_women);
    tcase_add_test(c, children_divide_by_their_births);
    tcase_add_test(c, each_cohort_divides_by_its_own_births);
    tcase_add_test(c, births_of_a_step_come_from_months);
    tcase_add_test(c, change_follows_one_cohort);
    tcase_add_test(c, year_before_the_horizon_is_used_when_known);
    tcase_add_test(c, women_and_men_are_counted_together);
    tcase_add_test(c, last_september_is_kept_beside_this_one);
    tcase_add_test(c, years_are_projected_once_and_accounted_for);
    tcase_add_test(c, what_cannot_be_projected_is_refused);
    return c;
}

UNIT_MAIN("residents", known())
