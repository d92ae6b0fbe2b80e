#include "xuewei/school_year.h"
#include "unit.h"
#include <math.h>

static const struct {
    int16_t year;
    int8_t month, day;
    int16_t september_of;
    double fraction, month_part;
} days[] = {
    { 2020, 11, 1, 2021, 10.0 / 12.0, 0.0 }, /* the census */
    { 2020, 9, 1, 2020, 0.0, 0.0 },
    { 2020, 9, 2, 2021, (12.0 - 1.0 / 30.0) / 12.0, 1.0 / 30.0 },
    { 2020, 8, 31, 2020, (1.0 - 30.0 / 31.0) / 12.0, 30.0 / 31.0 },
    { 2020, 1, 1, 2020, 8.0 / 12.0, 0.0 },
    { 2020, 12, 31, 2021, (9.0 - 30.0 / 31.0) / 12.0, 30.0 / 31.0 },
    { 2021, 2, 15, 2021, 6.5 / 12.0, 0.5 }, /* 28 days */
    { 2020, 2, 15, 2020, (7.0 - 14.0 / 29.0) / 12.0, 14.0 / 29.0 },
    { 1900, 2, 15, 1900, 6.5 / 12.0, 0.5 }, /* not a leap year */
    { 2000, 2, 15, 2000, (7.0 - 14.0 / 29.0) / 12.0, 14.0 / 29.0 },
    { 2020, 3, 16, 2020, (6.0 - 15.0 / 31.0) / 12.0, 15.0 / 31.0 },
    { 2020, 4, 16, 2020, 4.5 / 12.0, 0.5 },
    { 2020, 5, 16, 2020, (4.0 - 15.0 / 31.0) / 12.0, 15.0 / 31.0 },
    { 2020, 6, 16, 2020, 2.5 / 12.0, 0.5 },
    { 2020, 7, 16, 2020, (2.0 - 15.0 / 31.0) / 12.0, 15.0 / 31.0 },
    { 2020, 10, 16, 2021, (11.0 - 15.0 / 31.0) / 12.0, 15.0 / 31.0 },
    { 2020, 11, 16, 2021, 9.5 / 12.0, 0.5 },
};

START_TEST(the_way_to_september)
{
    int16_t september_of = 0;
    double f = xw_school_year_fraction(days[_i].year, days[_i].month, days[_i].day, &september_of);
    ck_assert_double_eq_tol(f, days[_i].fraction, 1e-16); /* one rounding of a number below 1 */
    ck_assert_int_eq(september_of, days[_i].september_of);
    double part = xw_school_year_of_month(days[_i].year, days[_i].month, days[_i].day);
    ck_assert_double_eq_tol(part, days[_i].month_part, 1e-16);
}
END_TEST

/* Ages 0, 1 and the open 2; the shares of each count differ by age. */
static const double before_a[] = { 0.25, 0.5, 0.75 }, from_a[] = { 0.75, 0.5, 0.25 };
static const double before_b[] = { 0.5, 0.25, 1.0 }, from_b[] = { 0.5, 0.75, 0.0 };

START_TEST(between_two_counts)
{
    const double now[] = { 8.0, 16.0, 24.0, 80.0, 0.0, 4.0 };
    const double next[] = { 4.0, 8.0, 16.0, 40.0, 12.0, 8.0 };
    const double want[] = { 8.0, 10.0, 22.0, 80.0, 3.0, 9.0 };
    double out[7] = { [6] = -1.0 };
    xw_school_year_between(2, 3, (struct xw_school_year_split){ before_a, from_a },
                           (struct xw_school_year_split){ before_b, from_b }, now, next, out);
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq(out[i], want[i]);
    ck_assert_double_eq(out[6], -1.0);
}
END_TEST

START_TEST(before_the_only_count)
{
    double now[] = { 8.0, 16.0, 24.0, 80.0, 0.0, 4.0, -1.0 };
    const double want[] = { 10.0, 14.0, 24.0, 20.0, 1.0, 4.0 };
    double out[7] = { [6] = -1.0 };
    struct xw_school_year_split of = { before_a, from_a };
    xw_school_year_before(2, 3, of, now, out);
    xw_school_year_before(2, 3, of, now, now);
    for (int i = 0; i < 6; i++) {
        ck_assert_double_eq(out[i], want[i]);
        ck_assert_double_eq(now[i], want[i]);
    }
    ck_assert_double_eq(out[6], -1.0);
    ck_assert_double_eq(now[6], -1.0);
}
END_TEST

/* The children born from 1 November y - 1 to 31 October y, if every birth fell evenly. Only those
 * of the Chinese peak year, 1 November 2016 to 31 October 2017, are more. */
static double births_before_november(int year)
{
    return year == 2017 ? 1800.0 : 1200.0;
}

/* Nobody dies or moves. The census counts by age on 1 November 2022 and 2023; the children aged 6
 * on 1 September 2023 are those born from 1 September 2016 to 31 August 2017: two months of a usual
 * cohort and ten of the peak. */
START_TEST(children_of_an_age_are_parts_of_two_cohorts)
{
    double first[10], second[10], september[10], before[10], from[10];
    int16_t year;
    for (int a = 0; a < 10; a++) {
        first[a] = births_before_november(2022 - a);
        second[a] = births_before_november(2023 - a);
    }
    double f = xw_school_year_fraction(2022, 11, 1, &year);
    ck_assert_int_eq(year, 2023);
    struct xw_school_year_split even = { before, from };
    for (int a = 0; a < 10; a++) {
        before[a] = f;
        from[a] = 1.0 - f;
    }
    xw_school_year_between(1, 10, even, even, first, second, september);
    ck_assert_double_eq_tol(september[6], 2.0 / 12.0 * 1200.0 + 10.0 / 12.0 * 1800.0, 1e-9);
    ck_assert_double_eq_tol(september[5], 10.0 / 12.0 * 1200.0 + 2.0 / 12.0 * 1800.0, 1e-9);

    /* Following the cohort aged 6 at the first count gives a usual year's births: the peak would be
     * missed, and a year late. */
    double cohort = (1.0 - f) * first[6] + f * second[7];
    ck_assert_double_eq_tol(cohort, 1200.0, 1e-9);
    ck_assert_double_eq_tol((1.0 - f) * first[5] + f * second[6], 1800.0, 1e-9);

    /* Going back from the second count, of the same autumn, says the same as between the two. */
    double back[10];
    xw_school_year_before(1, 10, even, second, back);
    for (int a = 0; a < 9; a++)
        ck_assert_double_eq_tol(back[a], september[a], 1e-9);
}
END_TEST

START_TEST(ends)
{
    const double now[] = { 1.0, 2.0 }, next[] = { 4.0, 8.0 };
    const double none[] = { 0.0, 0.0 }, all[] = { 1.0, 1.0 };
    struct xw_school_year_split first_day = { none, all }, last_day = { all, none };
    double out[2];
    xw_school_year_between(1, 2, first_day, first_day, now, next, out);
    ck_assert_double_eq(out[0], 1.0);
    xw_school_year_between(1, 2, last_day, last_day, now, next, out);
    ck_assert_double_eq(out[0], 4.0);
    xw_school_year_before(2, 1, first_day, now, out);
    ck_assert_double_eq(out[0], 1.0);
    ck_assert_double_eq(out[1], 2.0);
    out[0] = -1.0;
    xw_school_year_between(0, 2, first_day, first_day, now, next, out);
    xw_school_year_before(0, 2, first_day, now, out);
    ck_assert_double_eq(out[0], -1.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, the_way_to_september, 0, (int)(sizeof days / sizeof *days));
    tcase_add_test(c, between_two_counts);
    tcase_add_test(c, before_the_only_count);
    tcase_add_test(c, children_of_an_age_are_parts_of_two_cohorts);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, ends);
    return c;
}

UNIT_MAIN("school_year", known_answers(), limits())
