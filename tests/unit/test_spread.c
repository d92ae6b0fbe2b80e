#include "xuewei/spread.h"
#include "unit.h"
#include <math.h>

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

START_TEST(schools_count_alike)
{
    static const double value[] = { 0.9, 0.2, 1.1, 0.5, 0.8, 1.0, 0.7, NAN, 0.6, 0.4, 0.3 };
    struct xw_spread s;
    ck_assert_int_eq(xw_spread_of(scratch, 11, value, NULL, &s), XW_OK);
    ck_assert_double_eq(s.weight, 10.0);
    ck_assert_double_eq_tol(s.mean, 0.65, 1e-12);
    ck_assert_double_eq(s.p10, 0.2);
    ck_assert_double_eq(s.p50, 0.6);
    ck_assert_double_eq(s.p90, 1.0);
    ck_assert_double_eq(s.max, 1.1);
}
END_TEST

/* 90 pupils walk 300 m, 9 walk 800 m, one 5,000 m. */
START_TEST(pupils_weigh_the_ways)
{
    static const double way[] = { 5000, 300, 800, 9999 }, pupils[] = { 1, 90, 9, 0 };
    struct xw_spread s;
    ck_assert_int_eq(xw_spread_of(scratch, 4, way, pupils, &s), XW_OK);
    ck_assert_double_eq_tol(s.mean, (90 * 300.0 + 9 * 800.0 + 5000.0) / 100.0, 1e-12);
    ck_assert_double_eq(s.p50, 300);
    ck_assert_double_eq(s.p90, 300);
    ck_assert_double_eq(s.max, 5000);
    static const double more[] = { 1, 89, 10, 0 };
    ck_assert_int_eq(xw_spread_of(scratch, 4, way, more, &s), XW_OK);
    ck_assert_double_eq(s.p90, 800);
}
END_TEST

START_TEST(nobody_has_no_spread)
{
    struct xw_spread s;
    static const double value[] = { 1 }, none[] = { 0 };
    ck_assert_int_eq(xw_spread_of(scratch, 0, NULL, NULL, &s), XW_OK);
    ck_assert_double_nan(s.mean);
    ck_assert_int_eq(xw_spread_of(scratch, 1, value, none, &s), XW_OK);
    ck_assert_double_eq(s.weight, 0.0);
    ck_assert_double_nan(s.max);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, schools_count_alike);
    tcase_add_test(c, pupils_weigh_the_ways);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, nobody_has_no_spread);
    return c;
}

UNIT_MAIN("spread", known_answers(), limits())
