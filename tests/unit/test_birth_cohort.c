#include "xuewei/birth_cohort.h"
#include "unit.h"
#include <math.h>

enum { FIRST = 2000, YEARS = 24, AGES = 20 };

/* A world of births by month: a seasonal year, late in the year as in China, over a level that
 * climbs to a peak in 2016 and 2017 and falls fast after it. */
struct world {
    double month[YEARS * 12], district[YEARS];
    struct xw_known_births by_month, by_year, flat;
};

static void make(struct world *w)
{
    static const double season[] = { 84, 72, 80, 76, 78, 74, 80, 86, 92, 96, 92, 90 };
    for (int y = 0; y < YEARS; y++) {
        double level = 10.0 + (y < 17 ? y * 0.3 : 5.1 - (y - 17) * 1.2) + (y == 16) + 2 * (y == 17);
        w->district[y] = 0.0;
        for (int m = 0; m < 12; m++) {
            w->month[12 * y + m] = level * season[m];
            w->district[y] += level * season[m];
        }
    }
    w->by_month = (struct xw_known_births){ FIRST, YEARS, w->district, w->month, 0.9 };
    w->by_year = (struct xw_known_births){ FIRST, YEARS, w->district, NULL, 0.345 };
    w->flat = (struct xw_known_births){ 0 };
}

static double born(const struct world *w, int year, int month)
{
    return w->month[12 * (year - FIRST) + month - 1];
}

START_TEST(spans_of_the_calendar)
{
    struct world w;
    make(&w);
    /* 1 Sep 2009 .. 31 Aug 2010, months and days. */
    double want = 0.0;
    for (int m = 9; m <= 12; m++)
        want += born(&w, 2009, m);
    for (int m = 1; m <= 8; m++)
        want += born(&w, 2010, m);
    ck_assert_double_eq_tol(xw_birth_cohort_of(&w.by_month, 2010), want, 1e-9);
    ck_assert_double_eq_tol(xw_birth_cohort_between(&w.by_month, (struct xw_date){ 2009, 9, 16 },
                                                    (struct xw_date){ 2009, 10, 2 }),
                            born(&w, 2009, 9) / 2 + born(&w, 2009, 10) / 31, 1e-9);
    /* Without months: w b(c - 1) + (1 - w) b(c). */
    ck_assert_double_eq_tol(xw_birth_cohort_of(&w.by_year, 2010),
                            0.345 * w.district[9] + 0.655 * w.district[10], 1e-9);
    /* Ten days of June of a year without months. */
    ck_assert_double_eq_tol(xw_birth_cohort_between(&w.by_year, (struct xw_date){ 2011, 6, 11 },
                                                    (struct xw_date){ 2011, 6, 21 }),
                            w.district[11] * 0.655 / 8 / 3, 1e-9);
    /* 29 February where there is none is 1 March. */
    ck_assert_double_eq_tol(xw_birth_cohort_between(&w.by_month, (struct xw_date){ 2011, 2, 29 },
                                                    (struct xw_date){ 2011, 4, 1 }),
                            born(&w, 2011, 3), 1e-9);
}
END_TEST

/* China's births of 2016 and 2017, 17.86 and 17.23 million (National Bureau of Statistics, original
 * series): school cohort 2017. */
START_TEST(national_cohort_of_2017)
{
    double million[] = { 17.86, 17.23 };
    struct xw_known_births b = { 2016, 2, million, NULL, 0.345 };
    ck_assert_double_eq_tol(xw_birth_cohort_of(&b, 2017), 17.447, 5e-4);
    b.late_share = 1.0 / 3.0;
    ck_assert_double_eq_tol(xw_birth_cohort_of(&b, 2017), 17.44, 1e-12);
}
END_TEST

/* Births of the day before and of 1 September belong to cohorts, and so to grades, a year apart. */
START_TEST(september_first_is_the_border)
{
    double month[36] = { 0 }, year[3] = { 0, 61, 0 };
    month[12 + 7] = 31; /* August 2015: one a day */
    month[12 + 8] = 30;
    struct xw_known_births b = { 2014, 3, year, month, 0.345 };
    ck_assert_double_eq_tol(xw_birth_cohort_of(&b, 2015), 31.0, 1e-12);
    ck_assert_double_eq_tol(xw_birth_cohort_of(&b, 2016), 30.0, 1e-12);
    ck_assert_double_eq_tol(xw_birth_cohort_between(&b, (struct xw_date){ 2015, 8, 31 },
                                                    (struct xw_date){ 2015, 9, 2 }),
                            2.0, 1e-12);
    month[12 + 8] = 0; /* the last day of August alone */
    double before[3], from[3];
    xw_birth_cohort_split(&b, (struct xw_date){ 2016, 8, 31 }, 3, before, from);
    ck_assert_double_eq_tol(before[0], 1.0, 1e-12); /* those of 31 August 2015 are not one yet */
    xw_birth_cohort_split(&b, (struct xw_date){ 2016, 9, 2 }, 3, before, from);
    ck_assert_double_eq(before[0], 0.0 + xw_school_year_fraction(2016, 9, 2, &(int16_t){ 0 }));
}
END_TEST

START_TEST(what_is_not_known_is_said)
{
    double year[] = { 120, NAN, 240 }, month[36];
    for (int m = 0; m < 36; m++)
        month[m] = m >= 12 && m < 20 ? 5.0 : NAN; /* January to August of the second year */
    struct xw_known_births b = { 2014, 3, year, month, 1.0 / 3.0 };
    ck_assert_double_eq_tol(xw_birth_cohort_of(&b, 2015), 40 + 40, 1e-12);
    ck_assert_double_nan(xw_birth_cohort_of(&b, 2016));
    ck_assert_double_nan(xw_birth_cohort_of(&b, 2014)); /* 2013 is not in the table */
    ck_assert_double_nan(xw_birth_cohort_of(&b, 2017));
    ck_assert_double_nan(xw_birth_cohort_between(&b, (struct xw_date){ 2015, 1, 1 },
                                                 (struct xw_date){ 2016, 1, 1 }));
    ck_assert_double_eq(
        xw_birth_cohort_between(&b, (struct xw_date){ 1990, 5, 5 }, (struct xw_date){ 1990, 5, 5 }),
        0.0);
    struct xw_known_births none = { 0 };
    ck_assert_double_nan(xw_birth_cohort_of(&none, 2015));
}
END_TEST

START_TEST(spans_add_up)
{
    struct world w;
    make(&w);
    const struct xw_known_births *both[] = { &w.by_month, &w.by_year };
    for (int k = 0; k < 2; k++) {
        double cohorts = 0.0, calendar = 0.0, daily = 0.0;
        for (int c = 2001; c <= 2023; c++)
            cohorts += xw_birth_cohort_of(both[k], (int16_t)c);
        for (int y = 2000; y <= 2022; y++)
            calendar += w.district[y - FIRST];
        struct xw_date january = { 2000, 1, 1 }, september = { 2000, 9, 1 };
        struct xw_date end = { 2023, 1, 1 }, last = { 2023, 9, 1 };
        ck_assert_double_eq_tol(cohorts + xw_birth_cohort_between(both[k], january, september),
                                calendar + xw_birth_cohort_between(both[k], end, last), 1e-8);
        for (int day = 1; day < 28; day++)
            daily += xw_birth_cohort_between(both[k], (struct xw_date){ 2012, 3, (int8_t)day },
                                             (struct xw_date){ 2012, 3, (int8_t)(day + 1) });
        ck_assert_double_eq_tol(daily,
                                xw_birth_cohort_between(both[k], (struct xw_date){ 2012, 3, 1 },
                                                        (struct xw_date){ 2012, 3, 28 }),
                                1e-9);
        ck_assert_double_eq(
            xw_birth_cohort_between(both[k], january, (struct xw_date){ 2001, 1, 1 }),
            w.district[0]);
    }
}
END_TEST

/* Children aged a of a count, nobody dies or moves: the births of the year that ends on its day. */
static void census(const struct world *w, struct xw_date day, double *people)
{
    for (int a = 0; a < AGES; a++)
        people[a] = xw_birth_cohort_between(
            &w->by_month, (struct xw_date){ (int16_t)(day.year - a - 1), day.month, day.day },
            (struct xw_date){ (int16_t)(day.year - a), day.month, day.day });
}

/* The largest relative error of the children aged 0 to 15 on 1 September 2021 when the counts of
 * `day` and a year later are split by `births`; back: from the later count alone. */
static double september_error(const struct world *w, const struct xw_known_births *births,
                              struct xw_date day, bool back)
{
    double now[AGES], next[AGES], out[AGES], b0[AGES], f0[AGES], b1[AGES], f1[AGES], worst = 0.0;
    struct xw_date later = { (int16_t)(day.year + 1), day.month, day.day };
    census(w, day, now);
    census(w, later, next);
    xw_birth_cohort_split(births, day, AGES, b0, f0);
    xw_birth_cohort_split(births, later, AGES, b1, f1);
    struct xw_school_year_split first = { b0, f0 }, second = { b1, f1 };
    if (back)
        xw_school_year_before(1, AGES, second, next, out);
    else
        xw_school_year_between(1, AGES, first, second, now, next, out);
    for (int a = 0; a < 16; a++) {
        double exact = xw_birth_cohort_of(&w->by_month, (int16_t)(2021 - a));
        worst = fmax(worst, fabs(out[a] - exact) / exact);
    }
    return worst;
}

/* Counted on the day in 2020 and 2021 (or 2021 and 2022 for days after 1 September there). */
static const struct {
    struct xw_date day;
    double by_year_of_flat; /* at most this part of the error of the flat shares */
} days[] = {
    { { 2020, 11, 1 }, 0.5 }, { { 2021, 1, 1 }, 0.75 },   { { 2021, 7, 1 }, 0.7 },
    { { 2021, 8, 31 }, 1.0 }, { { 2020, 12, 31 }, 0.75 }, { { 2020, 9, 2 }, 1.0 },
};

START_TEST(shares_by_births_are_exact)
{
    struct world w;
    make(&w);
    for (int back = 0; back < 2; back++) {
        double months = september_error(&w, &w.by_month, days[_i].day, back);
        double years = september_error(&w, &w.by_year, days[_i].day, back);
        double flat = september_error(&w, &w.flat, days[_i].day, back);
        ck_assert_double_le(months, 1e-12);
        ck_assert_msg(years <= flat * days[_i].by_year_of_flat, "%d: %g, flat %g", _i, years, flat);
        ck_assert_msg(flat > 1e-4, "%d: flat %g", _i, flat);
    }
}
END_TEST

/* On 1 September itself nothing is shifted, whatever the births. */
START_TEST(count_of_september_stands)
{
    struct world w;
    double before[AGES], from[AGES];
    make(&w);
    xw_birth_cohort_split(&w.by_month, (struct xw_date){ 2021, 9, 1 }, AGES, before, from);
    for (int a = 0; a < AGES; a++) {
        ck_assert_double_eq(before[a], 0.0);
        ck_assert_double_eq(from[a], 1.0);
    }
}
END_TEST

/* Ages whose births are not known, and the open group, are split by the calendar. */
START_TEST(unknown_ages_are_flat)
{
    struct world w;
    double before[AGES], from[AGES];
    make(&w);
    w.by_month.first = 2015; /* the same months, fifteen years later */
    w.district[1] = NAN;     /* 2016 */
    for (int m = 12; m < 24; m++)
        w.month[m] = NAN;
    xw_birth_cohort_split(&w.by_month, (struct xw_date){ 2020, 11, 1 }, AGES, before, from);
    for (int a = 0; a < AGES; a++) {
        bool known = 2020 - a - 1 >= 2017; /* born from 1 November 2017 on */
        ck_assert_msg((before[a] != 10.0 / 12.0) == known, "age %d", a);
        ck_assert_double_eq(before[a] + from[a], 1.0);
    }
    xw_birth_cohort_split(&w.by_year, (struct xw_date){ 2020, 11, 1 }, 2, before, from);
    ck_assert_double_ne(before[0], 10.0 / 12.0);
    ck_assert_double_eq(before[1], 10.0 / 12.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, spans_of_the_calendar);
    tcase_add_test(c, national_cohort_of_2017);
    tcase_add_test(c, september_first_is_the_border);
    tcase_add_test(c, what_is_not_known_is_said);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, spans_add_up);
    tcase_add_loop_test(c, shares_by_births_are_exact, 0, (int)(sizeof days / sizeof *days));
    tcase_add_test(c, count_of_september_stands);
    tcase_add_test(c, unknown_ages_are_flat);
    return c;
}

UNIT_MAIN("birth_cohort", known_answers(), laws())
