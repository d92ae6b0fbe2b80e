#include "xuewei/housing.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { AGES = 21 };

static const struct xw_stages stages = {
    .count = 3,
    .stage = { { .name = XW_KINDERGARTEN, .first_age = 3, .grades = 3 },
               { .name = XW_PRIMARY, .first_age = 6, .grades = 6 },
               { .name = XW_LOWER_SECONDARY, .first_age = 12, .grades = 3 } }
};

/* Full on the day of completion, whatever the scale. */
static const struct xw_home_type at_once = { .ceiling = 1.0, .scale_years = 1e-9, .shape = 1.0 };

static double sum(int from, int to, const double *of)
{
    double total = 0.0;
    for (int a = from; a < to; a++)
        total += of[a] + of[AGES + a];
    return total;
}

START_TEST(years_count_from_the_middle_of_the_year)
{
    ck_assert_double_eq(xw_housing_years(2024, (struct xw_date){ 2024, 7, 1 }), 0.0);
    ck_assert_double_eq(xw_housing_years(2024, (struct xw_date){ 2024, 1, 1 }), -0.5);
    ck_assert_double_eq(xw_housing_years(2024, (struct xw_date){ 2026, 10, 1 }), 2.25);
    ck_assert_double_eq_tol(xw_housing_years(2024, (struct xw_date){ 2024, 9, 16 }), 2.5 / 12.0,
                            1e-15);
}
END_TEST

START_TEST(dwellings_fill_along_a_weibull_curve)
{
    struct xw_home_type flats = { .ceiling = 0.8, .scale_years = 2.5, .shape = 1.2 };
    ck_assert_double_eq(xw_housing_occupied(&flats, -1.0), 0.0);
    ck_assert_double_eq(xw_housing_occupied(&flats, 0.0), 0.0);
    ck_assert_double_eq_tol(xw_housing_occupied(&flats, 2.5), 0.8 * (1 - exp(-1)), 1e-15);
    /* 0.8 (1 - exp(-0.4^1.2)), 0.4^1.2 = 0.33302 */
    ck_assert_double_eq_tol(xw_housing_occupied(&flats, 1.0), 0.8 * (1 - 0.716752), 1e-5);
    ck_assert_double_eq_tol(xw_housing_occupied(&flats, 100.0), 0.8, 1e-15);
    double before = 0.0;
    for (int month = 1; month < 240; month++) {
        double now = xw_housing_occupied(&flats, month / 12.0);
        ck_assert_double_ge(now, before);
        ck_assert_double_le(now, 0.8);
        before = now;
    }
}
END_TEST

START_TEST(yields_are_a_table_or_a_curve)
{
    double years[] = { 1.0, 5.0, 10.0 }, pupils[] = { 0.1, 0.3, 0.2 };
    struct xw_yield table = { .given = true, .points = 3, .years = years, .pupils = pupils };
    static const double want[][2] = { { 0.0, 0.1 },  { 1.0, 0.1 },  { 2.0, 0.15 }, { 5.0, 0.3 },
                                      { 7.5, 0.25 }, { 10.0, 0.2 }, { 50.0, 0.2 } };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        ck_assert_double_eq_tol(xw_housing_pupils(&table, want[i][0]), want[i][1], 1e-15);

    struct xw_yield curve = { .given = true, .peak = 0.4, .peak_years = 8.0, .late = 0.15 };
    ck_assert_double_eq(xw_housing_pupils(&curve, -1.0), 0.15);
    ck_assert_double_eq(xw_housing_pupils(&curve, 0.0), 0.15);
    ck_assert_double_eq_tol(xw_housing_pupils(&curve, 8.0), 0.4, 1e-15);
    ck_assert_double_lt(xw_housing_pupils(&curve, 7.0), 0.4);
    ck_assert_double_lt(xw_housing_pupils(&curve, 9.0), 0.4);
    ck_assert_double_eq_tol(xw_housing_pupils(&curve, 16.0), 0.15 + 0.25 * 2 / exp(1), 1e-15);
    ck_assert_double_eq_tol(xw_housing_pupils(&curve, 400.0), 0.15, 1e-15);
    ck_assert_double_eq(xw_housing_pupils(&(struct xw_yield){ 0 }, 5.0), 0.0);
}
END_TEST

/* 100 homes of 3.0 persons and 67.5 primary places per 1,000 residents: 20 pupils. */
START_TEST(the_norm_gives_twenty_pupils_per_hundred_homes)
{
    double per_dwelling = 3.0 * 67.5 / 1000.0, persons[2 * AGES] = { 0 }, survival[2 * AGES];
    struct xw_home_type type = at_once;
    type.yield[1] = (struct xw_yield){
        .given = true, .peak_years = 1.0, .late = per_dwelling, .peak = per_dwelling
    };
    const double all[] = { 1, 1, 1 }, half[] = { 1, 0.5, 1 };
    const double *share[] = { all, all }, *less[] = { half, half };
    for (int i = 0; i < 2 * AGES; i++)
        survival[i] = 1.0;
    xw_housing_add_children(&type, &stages, 100.0, (double[]){ -0.5, 0.5 }, share, AGES, survival,
                            persons);
    ck_assert_double_eq_tol(sum(6, 12, persons), 20.25, 1e-12);
    ck_assert_double_eq_tol(sum(0, AGES, persons), 20.25, 1e-12);
    for (int a = 6; a < 12; a++)
        ck_assert_double_eq_tol(persons[a], 20.25 / 12, 1e-12); /* as many girls as boys */
    /* Where half of the children seek a place here, there are twice as many. */
    xw_housing_add_children(&type, &stages, 100.0, (double[]){ -0.5, 0.5 }, less, AGES, survival,
                            persons);
    ck_assert_double_eq_tol(sum(6, 12, persons), 20.25 + 40.5, 1e-12);
}
END_TEST

START_TEST(families_come_with_the_dwellings_that_fill)
{
    double family[2 * AGES] = { 0 }, persons[2 * AGES] = { 0 };
    struct xw_home_type type = { .ceiling = 0.9, .scale_years = 2, .shape = 1, .family = family };
    family[1] = 0.2;         /* girls of one year */
    family[AGES + 20] = 1.0; /* men of the open group */
    xw_housing_add_families(&type, 1000, (double[]){ 0.5, 1.5 }, AGES, persons);
    double filled = 900 * (exp(-0.25) - exp(-0.75));
    ck_assert_double_eq_tol(persons[1], 0.2 * filled, 1e-10);
    ck_assert_double_eq_tol(persons[AGES + 20], filled, 1e-10);
    ck_assert_double_eq_tol(sum(0, AGES, persons), 1.2 * filled, 1e-10);
    for (int t = 2; t < 60; t++)
        xw_housing_add_families(&type, 1000, (double[]){ t - 0.5, t + 0.5 }, AGES, persons);
    xw_housing_add_families(&type, 1000, (double[]){ -3.5, 0.5 }, AGES, persons);
    ck_assert_double_eq_tol(sum(0, AGES, persons), 1.2 * 900, 1e-9); /* all of the ceiling */
}
END_TEST

/* Ageing, survival and who moves in and out give the yield's pupils in every year; whoever is beyond the
 * last stage stays. */
START_TEST(children_are_what_the_yield_says)
{
    struct xw_home_type type = { .ceiling = 0.9, .scale_years = 2.0, .shape = 1.5 };
    double points[] = { 0, 4, 15 }, rise[] = { 0.35, 0.6, 0.1 }, people[2 * AGES] = { 0 };
    double survival[2 * AGES], share[2][3] = { { 1.0, 1.07, 1.1 }, { 1.0, 1.07, 1.1 } };
    type.yield[0] = (struct xw_yield){ true, 3, points, rise, 0, 0, 0 };
    type.yield[1] = (struct xw_yield){ .given = true, .peak = 0.5, .peak_years = 6, .late = 0.2 };
    type.yield[2] = (struct xw_yield){ .given = true, .peak = 0.3, .peak_years = 11, .late = 0.1 };
    for (int i = 0; i < 2 * AGES; i++)
        survival[i] = 0.9 + 0.004 * i / 2;
    for (int t = 0; t < 25; t++) {
        double next[2 * AGES] = { 0 }, years[] = { t - 0.5, t + 0.5 };
        for (int a = 1; a < AGES; a++) {
            next[a] = people[a - 1] * survival[a];
            next[AGES + a] = people[AGES + a - 1] * survival[AGES + a];
        }
        share[1][1] = 1.0 + 0.01 * t; /* participation may move */
        double aged_15 = next[15] + next[AGES + 15];
        xw_housing_add_children(&type, &stages, 400, years,
                                (const double *const[]){ share[0], share[1] }, AGES, survival,
                                next);
        memcpy(people, next, sizeof people);
        share[0][1] = share[1][1];
        double occupied = 400 * xw_housing_occupied(&type, t + 0.5);
        for (int s = 0; s < 3; s++) {
            int from = stages.stage[s].first_age, to = from + stages.stage[s].grades;
            double pupils = occupied * xw_housing_pupils(&type.yield[s], t + 0.5);
            ck_assert_double_eq_tol(sum(from, to, people) * share[1][s], pupils, 1e-9);
        }
        ck_assert_double_eq_tol(sum(15, 16, people), aged_15, 1e-12);
        ck_assert_double_eq(sum(0, 3, people), 0.0);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, years_count_from_the_middle_of_the_year);
    tcase_add_test(c, dwellings_fill_along_a_weibull_curve);
    tcase_add_test(c, yields_are_a_table_or_a_curve);
    tcase_add_test(c, the_norm_gives_twenty_pupils_per_hundred_homes);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, families_come_with_the_dwellings_that_fill);
    tcase_add_test(c, children_are_what_the_yield_says);
    return c;
}

UNIT_MAIN("housing", known_answers(), laws())
