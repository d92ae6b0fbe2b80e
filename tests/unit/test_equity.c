#include "xuewei/equity.h"
#include "unit.h"
#include <math.h>

/* Five schools and their books; the source prints 0.52. */
static const double fixture_pupils[] = { 45, 37, 89, 76, 55 };
static const double fixture_books[] = { 279, 137, 935, 160, 402 };

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

START_TEST(difference_is_weighted_by_pupils)
{
    struct xw_difference d = xw_equity_difference(5, fixture_pupils, fixture_books);
    ck_assert_double_eq_tol(d.mean, 6.3344, 5e-5); /* printed with four decimals */
    ck_assert_double_eq_tol(d.deviation, 3.2639, 5e-5);
    ck_assert_double_eq_tol(d.coefficient, 0.5153, 5e-5);
    /* What it must not be: every school alike, as a population (0.489) or a sample (0.546). */
    double mean = 0.0, squares = 0.0;
    for (int i = 0; i < 5; i++)
        mean += fixture_books[i] / fixture_pupils[i] / 5.0;
    for (int i = 0; i < 5; i++)
        squares += pow(fixture_books[i] / fixture_pupils[i] - mean, 2.0);
    ck_assert_double_eq_tol(sqrt(squares / 5.0) / mean, 0.489, 5e-4);
    ck_assert_double_eq_tol(sqrt(squares / 4.0) / mean, 0.546, 5e-4);
}
END_TEST

/* Four schools of 1,000 pupils on 6,000 m2 are alike. A fifth like them, built for 1,000, has 400 in its
 * first year: 15 m2 a pupil. By places nothing differs; by pupils the coefficient leaps, and falls
 * again as the school fills. */
START_TEST(half_empty_school_raises_it)
{
    static const double area[] = { 6000, 6000, 6000, 6000, 6000 };
    double pupils[] = { 1000, 1000, 1000, 1000, 0 };
    ck_assert_double_eq_tol(xw_equity_difference(5, pupils, area).coefficient, 0.0, 1e-12);
    pupils[4] = 400;
    /* Xbar = 30000 / 4400; S2 = (4000 (6 - Xbar)^2 + 400 (15 - Xbar)^2) / 4400 */
    double mean = 30000.0 / 4400.0;
    double s = sqrt((4000.0 * pow(6.0 - mean, 2) + 400.0 * pow(15.0 - mean, 2)) / 4400.0);
    ck_assert_double_eq_tol(xw_equity_difference(5, pupils, area).coefficient, s / mean, 1e-12);
    ck_assert_double_eq_tol(s / mean, 0.3795, 5e-5);
    pupils[4] = 800;
    ck_assert_double_lt(xw_equity_difference(5, pupils, area).coefficient, 0.1);
}
END_TEST

/* Two schools: pupils 3 and 1, amounts 1 and 3. Shares .75 of the pupils have .25: G = 1 - (.75 x .25 +
 * .25 x 1.25) = .5. */
START_TEST(gini_of_two_schools)
{
    double gini;
    static const double pupils[] = { 1, 3 }, amount[] = { 3, 1 };
    ck_assert_int_eq(xw_equity_gini(scratch, 2, pupils, amount, &gini), XW_OK);
    ck_assert_double_eq_tol(gini, 0.5, 1e-12);
    static const double alike[] = { 2, 6 };
    ck_assert_int_eq(xw_equity_gini(scratch, 2, pupils, alike, &gini), XW_OK);
    ck_assert_double_eq_tol(gini, 0.0, 1e-12);
    static const double all_in_one[] = { 4, 0 };
    ck_assert_int_eq(xw_equity_gini(scratch, 2, pupils, all_in_one, &gini), XW_OK);
    ck_assert_double_eq_tol(gini, 0.75, 1e-12);
}
END_TEST

/* Half the mean difference over all pairs of pupils, over the mean: the other definition. */
START_TEST(gini_is_the_mean_difference_of_pupils)
{
    double gini, all = 0.0, books = 0.0, pairs = 0.0;
    for (int i = 0; i < 5; i++) {
        all += fixture_pupils[i];
        books += fixture_books[i];
    }
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            pairs +=
                fixture_pupils[i] * fixture_pupils[j] *
                fabs(fixture_books[i] / fixture_pupils[i] - fixture_books[j] / fixture_pupils[j]);
    ck_assert_int_eq(xw_equity_gini(scratch, 5, fixture_pupils, fixture_books, &gini), XW_OK);
    ck_assert_double_eq_tol(gini, pairs / (2.0 * all * all) / (books / all), 1e-12);
}
END_TEST

START_TEST(theil_falls_into_between_and_within)
{
    static const int32_t town[] = { 0, 1, 0, 1, 2 };
    struct xw_theil t;
    ck_assert_int_eq(xw_equity_theil(scratch, 5, fixture_pupils, fixture_books, 3, town, &t),
                     XW_OK);
    ck_assert_double_eq_tol(t.between + t.within, t.total, 1e-12);
    ck_assert_double_gt(t.between, 0.0);
    ck_assert_double_gt(t.within, 0.0);
    static const int32_t one[5] = { 0 }, each[] = { 0, 1, 2, 3, 4 };
    ck_assert_int_eq(xw_equity_theil(scratch, 5, fixture_pupils, fixture_books, 1, one, &t), XW_OK);
    ck_assert_double_eq_tol(t.between, 0.0, 1e-12);
    ck_assert_double_eq_tol(t.within, t.total, 1e-12);
    ck_assert_int_eq(xw_equity_theil(scratch, 5, fixture_pupils, fixture_books, 5, each, &t),
                     XW_OK);
    ck_assert_double_eq_tol(t.within, 0.0, 1e-12);
    /* Two schools, pupils alike, 1 and 3: 1/4 ln(1/2) + 3/4 ln(3/2). */
    static const double pupils[] = { 5, 5 }, amount[] = { 1, 3 };
    ck_assert_int_eq(xw_equity_theil(scratch, 2, pupils, amount, 1, one, &t), XW_OK);
    ck_assert_double_eq_tol(t.total, 0.25 * log(0.5) + 0.75 * log(1.5), 1e-12);
}
END_TEST

static const struct {
    const char *name;
    double share[7];
    int32_t met;
    enum xw_balance want;
} schools[] = {
    { "all met", { 1, 1, 1, 1, 1, 1, 1 }, 7, XW_BALANCE_MET },
    { "six, the rest at 85 %", { 1, 1, 1, 1, 1, 1, 0.85 }, 6, XW_BALANCE_MET },
    { "six, the rest below", { 1, 1, 1, 1, 1, 1, 0.849 }, 6, XW_BALANCE_MISSED },
    { "five", { 1, 1, 1, 1, 1, 0.99, 0.99 }, 5, XW_BALANCE_MISSED },
    { "one not known", { 1, 1, 1, 1, 1, 1, NAN }, 6, XW_BALANCE_NEEDS_INPUT },
    { "missed without it", { 0.9, 0.9, 1, 1, 1, 1, NAN }, 4, XW_BALANCE_MISSED },
    { "one below, others open", { NAN, NAN, NAN, 0.5, 1, 1, 1 }, 3, XW_BALANCE_MISSED },
    { "nothing known", { NAN, NAN, NAN, NAN, NAN, NAN, NAN }, 0, XW_BALANCE_NEEDS_INPUT },
};

START_TEST(schools_meet_six_of_seven)
{
    int32_t met;
    enum xw_balance got = xw_equity_school(7, schools[_i].share, &met);
    ck_assert_msg(got == schools[_i].want && met == schools[_i].met, "%s: %d, %d met",
                  schools[_i].name, (int)got, (int)met);
}
END_TEST

START_TEST(nobody_and_nothing)
{
    static const double none[] = { 0, 0 }, some[] = { 1, 2 };
    static const int32_t town[] = { 0, 0 };
    double gini;
    struct xw_theil t;
    ck_assert_double_nan(xw_equity_difference(0, NULL, NULL).coefficient);
    ck_assert_double_nan(xw_equity_difference(2, none, some).mean);
    ck_assert_double_eq(xw_equity_difference(2, some, none).deviation, 0.0);
    ck_assert_double_nan(xw_equity_difference(2, some, none).coefficient);
    ck_assert_int_eq(xw_equity_gini(scratch, 2, none, some, &gini), XW_OK);
    ck_assert_double_nan(gini);
    ck_assert_int_eq(xw_equity_gini(scratch, 2, some, none, &gini), XW_OK);
    ck_assert_double_nan(gini);
    ck_assert_int_eq(xw_equity_theil(scratch, 2, some, none, 1, town, &t), XW_OK);
    ck_assert_double_nan(t.total);
    /* A school without pupils is none: it changes nothing. */
    static const double pupils[] = { 10, 0, 10 }, amount[] = { 10, 99, 20 };
    ck_assert_double_eq_tol(xw_equity_difference(3, pupils, amount).mean, 1.5, 1e-12);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, difference_is_weighted_by_pupils);
    tcase_add_test(c, half_empty_school_raises_it);
    tcase_add_test(c, gini_of_two_schools);
    tcase_add_loop_test(c, schools_meet_six_of_seven, 0, sizeof schools / sizeof *schools);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, gini_is_the_mean_difference_of_pupils);
    tcase_add_test(c, theil_falls_into_between_and_within);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, nobody_and_nothing);
    return c;
}

UNIT_MAIN("equity", known_answers(), laws(), limits())
