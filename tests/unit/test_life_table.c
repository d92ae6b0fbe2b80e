#include "xuewei/life_table.h"
#include "unit.h"
#include <math.h>

/* The numbers are fractions of few digits; a survival takes about five operations. */
#define CLOSE 1e-15

/* By hand: q = 4/23, 2/21, 1/2; l = 1, 19/23, 361/483, 361/966; L = 20/23, 380/483, 361/483 (who
 * dies lives through the year), 4 l. */
START_TEST(four_ages_by_hand)
{
    const double mx[] = { 0.2, 0.1, 0.5, 0.25 }, ax[] = { 0.25, 0.5, 1.0, 4.0 };
    double s[4];
    ck_assert_int_eq(xw_life_table_survival(4, XW_FEMALE, mx, ax, s), XW_OK);
    ck_assert_double_eq_tol(s[0], 20.0 / 23.0, CLOSE);
    ck_assert_double_eq_tol(s[1], 19.0 / 21.0, CLOSE);
    ck_assert_double_eq_tol(s[2], 19.0 / 20.0, CLOSE);
    ck_assert_double_eq_tol(s[3], 2.0 / 3.0, CLOSE);
}
END_TEST

/* Preston, Heuveline and Guillot 2001, table 3.3, on both sides of the bend at 0.107. */
static const struct {
    int32_t sex;
    double m, a;
} infants[] = {
    { XW_FEMALE, 0.107, 0.350 }, { XW_FEMALE, 0.106, 0.3498 }, { XW_FEMALE, 0.01, 0.081 },
    { XW_MALE, 0.107, 0.330 },   { XW_MALE, 0.106, 0.329504 }, { XW_MALE, 0.01, 0.07184 },
    { XW_FEMALE, 0.2, 0.350 },   { XW_MALE, 0.2, 0.330 },
};

START_TEST(defaults_stand_in_for_missing_years_lived)
{
    double m = infants[_i].m, a = infants[_i].a;
    const double mx[] = { m, 0.1, 0.25 }, given[] = { a, 0.5, 4.0 }, missing[] = { NAN, NAN, NAN };
    double want[3], without[3], with_nan[3];
    ck_assert_int_eq(xw_life_table_survival(3, infants[_i].sex, mx, given, want), XW_OK);
    ck_assert_int_eq(xw_life_table_survival(3, infants[_i].sex, mx, NULL, without), XW_OK);
    ck_assert_int_eq(xw_life_table_survival(3, infants[_i].sex, mx, missing, with_nan), XW_OK);
    double q = m / (1.0 + (1.0 - a) * m);
    ck_assert_double_eq_tol(without[0], 1.0 - (1.0 - a) * q, CLOSE);
    for (int x = 0; x < 3; x++) {
        ck_assert_double_eq_tol(without[x], want[x], CLOSE);
        ck_assert_double_eq(with_nan[x], without[x]);
    }
}
END_TEST

/* Without deaths below the open group everybody survives; in a stationary population with 2 years
 * to live in it, 2 of 3 person-years from age w - 1 on are lived there. */
START_TEST(nobody_dies_young)
{
    const double mx[] = { 0.0, 0.0, 0.5 };
    double s[3];
    ck_assert_int_eq(xw_life_table_survival(3, XW_MALE, mx, NULL, s), XW_OK);
    ck_assert_double_eq(s[0], 1.0);
    ck_assert_double_eq(s[1], 1.0);
    ck_assert_double_eq_tol(s[2], 2.0 / 3.0, CLOSE);
}
END_TEST

/* m = 1, a = 1 kills everyone at the end of their first year; m = 2, a = 0.5 in its middle. */
START_TEST(nobody_lives_on)
{
    const double mx[] = { 1.0, 0.3, 0.3, 0.5 }, ax[] = { 1.0, 0.5, 0.5, 2.0 };
    double s[4];
    ck_assert_int_eq(xw_life_table_survival(4, XW_MALE, mx, ax, s), XW_OK);
    ck_assert_double_eq(s[0], 1.0);
    for (int x = 1; x < 4; x++)
        ck_assert_double_eq(s[x], 0.0);

    const double middle[] = { 2.0, 0.5 }, half[] = { 0.5, 2.0 };
    ck_assert_int_eq(xw_life_table_survival(2, XW_MALE, middle, half, s), XW_OK);
    ck_assert_double_eq(s[0], 0.5);
    ck_assert_double_eq(s[1], 0.0);
}
END_TEST

static const struct {
    const char *name;
    int32_t ages, sex;
    double m0, m2, a0, a2;
    enum xw_status want; /* a1 is 0.5; nothing behind the ages is looked at */
} tables[] = {
    { "usual", 3, 0, 0.1, 0.2, 0.3, 5.0, XW_OK },
    { "one age", 1, 0, 0.1, 0.2, 0.3, 5.0, XW_OUT_OF_RANGE },
    { "too many ages", 132, 0, 0.1, 0.2, 0.3, 5.0, XW_OUT_OF_RANGE },
    { "sex below", 3, -1, 0.1, 0.2, 0.3, 5.0, XW_OUT_OF_RANGE },
    { "sex above", 3, 2, 0.1, 0.2, 0.3, 5.0, XW_OUT_OF_RANGE },
    { "rate is not a number", 3, 0, NAN, 0.2, 0.3, 5.0, XW_NOT_FINITE },
    { "rate without end", 3, 0, INFINITY, 0.2, 0.3, 5.0, XW_NOT_FINITE },
    { "negative rate", 3, 0, -1e-9, 0.2, 0.3, 5.0, XW_NEGATIVE },
    { "open rate is not a number", 3, 0, 0.1, NAN, 0.3, 5.0, XW_NOT_FINITE },
    { "negative open rate", 3, 0, 0.1, -0.1, 0.3, 5.0, XW_NEGATIVE },
    { "ax below 0", 3, 0, 0.1, 0.2, -1e-9, 5.0, XW_OUT_OF_RANGE },
    { "ax at 0", 3, 0, 0.1, 0.2, 0.0, 5.0, XW_OK },
    { "ax at 1", 3, 0, 0.1, 0.2, 1.0, 5.0, XW_OK },
    { "ax above 1", 3, 0, 0.1, 0.2, 1.0 + 1e-9, 5.0, XW_OUT_OF_RANGE },
    { "more die than live", 3, 0, 2.0 + 1e-9, 0.2, 0.5, 5.0, XW_OUT_OF_RANGE },
    { "all die", 3, 0, 2.0, 0.2, 0.5, 5.0, XW_OK },
    { "open rate 0 with a life expectancy", 3, 0, 0.1, 0.0, 0.3, 5.0, XW_OK },
    { "open rate 0 without one", 3, 0, 0.1, 0.0, 0.3, NAN, XW_OUT_OF_RANGE },
    { "life expectancy 0", 3, 0, 0.1, 0.2, 0.3, 0.0, XW_OUT_OF_RANGE },
    { "half a year to live", 3, 0, 0.1, 0.2, 0.3, 0.5, XW_OK },
    { "life without end", 3, 0, 0.1, 0.2, 0.3, INFINITY, XW_OUT_OF_RANGE },
};

START_TEST(rates_are_accepted_or_refused)
{
    double mx[132] = { tables[_i].m0, 0.05, tables[_i].m2 }, s[132] = { -1.0, -1.0, -1.0 };
    double ax[132] = { tables[_i].a0, 0.5, tables[_i].a2 };
    for (int x = 3; x < 132; x++) {
        mx[x] = tables[_i].ages == 3 ? NAN : 0.1;
        ax[x] = 0.5;
    }
    enum xw_status got = xw_life_table_survival(tables[_i].ages, tables[_i].sex, mx, ax, s);
    ck_assert_msg(got == tables[_i].want, "%s: got %d", tables[_i].name, got);
    for (int x = 0; x < 3; x++)
        ck_assert_msg((s[x] == -1.0) == (got != XW_OK), "%s: age %d", tables[_i].name, x);
}
END_TEST

/* The last age below the open group is checked like the first. */
START_TEST(the_last_closed_age)
{
    double s[3];
    const double mx[] = { 0.1, 3.0, 0.2 }, good[] = { 0.1, 0.1, 5.0 }, bad[] = { 0.1, 1.5, 5.0 };
    const double many[] = { 0.1, 0.5, 5.0 };
    ck_assert_int_eq(xw_life_table_survival(3, 0, mx, good, s), XW_OK); /* q = 3 / 3.7 */
    ck_assert_int_eq(xw_life_table_survival(3, 0, mx, bad, s), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_life_table_survival(3, 0, mx, many, s), XW_OUT_OF_RANGE); /* q = 1.2 */
}
END_TEST

START_TEST(most_ages)
{
    double mx[131], s[131];
    for (int x = 0; x < 131; x++)
        mx[x] = 0.5;
    ck_assert_int_eq(xw_life_table_survival(131, XW_FEMALE, mx, NULL, s), XW_OK);
    /* A constant rate: every year of age takes the same share, 1 - 0.5 / 1.25. */
    for (int x = 2; x < 130; x++)
        ck_assert_double_eq_tol(s[x], 0.6, 1e-13); /* the ratio of two small products */
}
END_TEST

/* Two years, two places, 3 ages. Columns by survival stay, those by mx are made, by their sex; a
 * column that lacks any age is made anew; the column behind the table is not touched. */
START_TEST(a_table_is_filled)
{
    enum { COLUMNS = 8, AGES = 3, COUNT = (COLUMNS + 1) * AGES };
    double survival[COUNT], mx[COUNT], ax[COUNT], want[AGES];
    for (int i = 0; i < COUNT; i++) {
        bool given = i / AGES >= 1 && i / AGES <= 3;
        survival[i] = given ? 0.5 : NAN;
        mx[i] = given ? NAN : 0.01 * (1 + i);
        ax[i] = i % AGES == 2 ? 3.0 : NAN;
    }
    for (int x = 0; x < AGES; x++) {
        for (int other = 0; other < AGES; other++)
            survival[(4 + x) * AGES + other] = other == x ? NAN : 0.25;
    }
    struct xw_mortality m = { { 2020, 2, 2, AGES }, 1, survival, mx, ax };
    ck_assert_int_eq(xw_life_table_fill(&m), XW_OK);
    for (int c = 0; c < COLUMNS; c++) {
        bool given = c >= 1 && c <= 3;
        if (!given)
            ck_assert_int_eq(
                xw_life_table_survival(AGES, c % 2, mx + c * AGES, ax + c * AGES, want), XW_OK);
        for (int x = 0; x < AGES; x++)
            ck_assert_double_eq(survival[c * AGES + x], given ? 0.5 : want[x]);
    }
    ck_assert_double_nan(survival[COLUMNS * AGES]);

    m.ax = NULL;
    survival[7 * AGES + 2] = NAN;
    ck_assert_int_eq(xw_life_table_fill(&m), XW_OK);
    ck_assert_int_eq(xw_life_table_survival(AGES, 1, mx + 7 * AGES, NULL, want), XW_OK);
    ck_assert_double_eq(survival[7 * AGES + 2], want[2]);

    survival[4 * AGES + 2] = mx[4 * AGES + 1] = NAN;
    ck_assert_int_eq(xw_life_table_fill(&m), XW_NOT_FINITE);
    m.of.years = 0;
    ck_assert_int_eq(xw_life_table_fill(&m), XW_OK);
}
END_TEST

/* Four rows 0, 1-4, 5-9, 10+ with powers of two: of 1 born, d = 1/4, then 3/4 - 3/8 and 3/8 - 1/8 die,
 * and the 1/4 left live 4 years each. Rates from q = n m / (1 + (n - a) m). */
START_TEST(groups_by_hand)
{
    /* a = 1/2, 2, 2.5: q = 1/4, 1/2, 1/3 */
    const double mx[] = { 2.0 / 7, 1.0 / 6, 0.08, 0.25 }, ax[] = { 0.5, 2, 2.5, 4 };
    double survival[3];
    /* L: 7/8, 4 x 3/8 + 2 x 3/8 = 9/4, 5 x 1/4 + 2.5 x 1/8 = 25/16, 1 */
    ck_assert_int_eq(xw_life_table_groups(3, XW_FEMALE, mx, ax, survival), XW_OK);
    ck_assert_double_eq_tol(survival[0], 3.125 / 5, 1e-15);
    ck_assert_double_eq_tol(survival[1], 1.5625 / 3.125, 1e-15);
    ck_assert_double_eq_tol(survival[2], 1 / 2.5625, 1e-15);
}
END_TEST

/* The years lived that are not given are those of Preston et al., table 3.3, 2.5, Greville's and 1 / m;
 * giving them changes nothing. */
START_TEST(groups_take_the_usual_years)
{
    const double low[] = { 0.02, 0.001, 0.0004, 0.0005, 0.001, 0.0015, 0.25 };
    const double high[] = { 0.2, 0.02, 0.004, 0.005, 0, 0.015, 0.25 };
    const double greville[] = { 2.5 - 25.0 / 12 * (0.001 - 0.1 * log(0.0015 / 0.0005)),
                                2.5 - 25.0 / 12 * (0.0015 - 0.1 * log(0.25 / 0.001)) };
    const double usual[2][2][2] = { { { 0.053 + 2.8 * 0.02, 1.522 - 1.518 * 0.02 },
                                      { 0.045 + 2.684 * 0.02, 1.651 - 2.816 * 0.02 } },
                                    { { 0.35, 1.361 }, { 0.33, 1.352 } } };
    for (int k = 0; k < 4; k++) {
        int sex = k % 2, worse = k / 2;
        const double *mx = worse ? high : low;
        /* Where a neighbour is 0 Greville's slope is not known. */
        double ax[] = { usual[worse][sex][0],      usual[worse][sex][1],      2.5, 2.5,
                        worse ? 2.5 : greville[0], worse ? 2.5 : greville[1], 4 };
        double got[6], want[6];
        ck_assert_int_eq(xw_life_table_groups(6, sex, mx, NULL, got), XW_OK);
        ck_assert_int_eq(xw_life_table_groups(6, sex, mx, ax, want), XW_OK);
        for (int i = 0; i < 6; i++)
            ck_assert_double_eq(got[i], want[i]);
        ax[0] = ax[5] = NAN;
        ck_assert_int_eq(xw_life_table_groups(6, sex, mx, ax, got), XW_OK);
        ck_assert_double_eq(got[5], want[5]);
    }
}
END_TEST

/* 0.6 deaths a year at 5-9 with 2.5 years lived would be more than all: all die, 1 / m lived. */
START_TEST(usual_years_never_kill_more_than_all)
{
    const double mx[] = { 0.01, 0.01, 0.6, 0.25 };
    const double ax[] = { NAN, NAN, 1 / 0.6, 4 };
    double got[3], want[3];
    ck_assert_int_eq(xw_life_table_groups(3, XW_MALE, mx, NULL, got), XW_OK);
    ck_assert_int_eq(xw_life_table_groups(3, XW_MALE, mx, ax, want), XW_OK);
    ck_assert_double_eq(got[1], want[1]);
    ck_assert_double_eq(got[2], 0.0); /* nobody lives to 10 */
}
END_TEST

static const struct {
    const char *name;
    double mx[4], ax[4];
    int32_t groups, sex;
    enum xw_status want;
} groups[] = {
    { "usual", { 0.1, 0.1, 0.1, 0.1 }, { 0.5, 2, 2, 9 }, 3, 0, XW_OK },
    { "one group", { 0.1, 0.1 }, { 0.5, 2 }, 1, 0, XW_OUT_OF_RANGE },
    { "too many", { 0.1 }, { 0.5 }, 28, 0, XW_OUT_OF_RANGE },
    { "a third sex", { 0.1, 0.1, 0.1, 0.1 }, { 0.5, 2, 2, 9 }, 3, 2, XW_OUT_OF_RANGE },
    { "below zero", { 0.1, 0.1, -0.1, 0.1 }, { 0.5, 2, 2, 9 }, 3, 0, XW_NEGATIVE },
    { "not finite", { 0.1, 0.1, 0.1, NAN }, { 0.5, 2, 2, 9 }, 3, 0, XW_NOT_FINITE },
    { "more than its year", { 0.1, 0.1, 0.1, 0.1 }, { 1.5, 2, 2, 9 }, 3, 0, XW_OUT_OF_RANGE },
    { "more than its four", { 0.1, 0.1, 0.1, 0.1 }, { 0.5, 4.5, 2, 9 }, 3, 0, XW_OUT_OF_RANGE },
    { "all of its four", { 0.1, 0.1, 0.1, 0.1 }, { 0.5, 4, 2, 9 }, 3, 0, XW_OK },
    { "more than its five", { 0.1, 0.1, 0.1, 0.1 }, { 0.5, 2, 5.5, 9 }, 3, 0, XW_OUT_OF_RANGE },
    { "more die than live", { 0.1, 0.1, 0.6, 0.1 }, { 0.5, 2, 2, 9 }, 3, 0, XW_OUT_OF_RANGE },
    { "living for ever", { 0.1, 0.1, 0.1, 0 }, { 0.5, 2, 2, NAN }, 3, 0, XW_OUT_OF_RANGE },
};

START_TEST(groups_are_accepted_or_refused)
{
    double survival[3] = { -1, -1, -1 };
    enum xw_status got = xw_life_table_groups(groups[_i].groups, groups[_i].sex, groups[_i].mx,
                                              groups[_i].ax, survival);
    ck_assert_msg(got == groups[_i].want, "%s: got %d", groups[_i].name, got);
    if (got != XW_OK) ck_assert_double_eq(survival[0], -1.0); /* untouched */
}
END_TEST

/* A column of five-year groups has one rate more than shares. */
START_TEST(a_table_of_groups_is_filled)
{
    double survival[2 * 3] = { NAN, NAN, NAN, NAN, NAN, NAN };
    double mx[] = { 0.1, 0.02, 0.01, 0.1, 0.2, 0.04, 0.03, 0.2 }, want[3];
    struct xw_mortality m = { { 2020, 1, 1, 3 }, 5, survival, mx, NULL };
    ck_assert_int_eq(xw_mortality_rates(&m), 4);
    ck_assert_int_eq(xw_life_table_fill(&m), XW_OK);
    ck_assert_int_eq(xw_life_table_groups(3, XW_MALE, mx + 4, NULL, want), XW_OK);
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(survival[3 + i], want[i]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, four_ages_by_hand);
    tcase_add_test(c, a_table_is_filled);
    tcase_add_test(c, groups_by_hand);
    tcase_add_test(c, groups_take_the_usual_years);
    tcase_add_test(c, a_table_of_groups_is_filled);
    tcase_add_loop_test(c, defaults_stand_in_for_missing_years_lived, 0,
                        (int)(sizeof infants / sizeof *infants));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, the_last_closed_age);
    tcase_add_loop_test(c, groups_are_accepted_or_refused, 0,
                        (int)(sizeof groups / sizeof *groups));
    tcase_add_loop_test(c, rates_are_accepted_or_refused, 0, (int)(sizeof tables / sizeof *tables));
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, nobody_dies_young);
    tcase_add_test(c, nobody_lives_on);
    tcase_add_test(c, most_ages);
    tcase_add_test(c, usual_years_never_kill_more_than_all);
    return c;
}

UNIT_MAIN("life_table", known_answers(), refusals(), limits())
