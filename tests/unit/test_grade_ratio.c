#include "xuewei/grade_ratio.h"
#include "unit.h"
#include <math.h>

/* A grade 5 of 120: a pooled ratio of 1.10 over 240 pupils, the region's 1.00, kappa 80: 129.0
 * pupils instead of 132. */
START_TEST(a_small_school_is_drawn_to_its_region)
{
    struct xw_ratio_sums sums = { 0 };
    xw_ratio_sums_add(&sums, 1.0, 130.0, 120.0);
    xw_ratio_sums_add(&sums, 1.0, 134.0, 120.0);
    ck_assert_double_eq(sums.now, 264.0);
    ck_assert_double_eq(sums.before, 240.0);
    ck_assert_double_eq_tol(xw_grade_ratio_pooled(&sums), 1.10, 1e-15);
    ck_assert_double_eq_tol(xw_grade_ratio_shrunk(&sums, 1.00, 80.0), 1.075, 1e-15);
    ck_assert_double_eq_tol(120.0 * xw_grade_ratio_shrunk(&sums, 1.00, 80.0), 129.0, 1e-12);
    ck_assert_double_eq_tol(120.0 * xw_grade_ratio_shrunk(&sums, 1.00, 0.0), 132.0, 1e-12);
    ck_assert_double_eq_tol(xw_grade_ratio_shrunk(&sums, 0.90, 80.0), 1.05, 1e-15);
    ck_assert_double_eq(xw_grade_ratio_shrunk(&sums, 0.90, INFINITY), 0.90);
}
END_TEST

/* The ratio of sums, not the mean of ratios: 30/10 and 90/90 make 120/100. */
START_TEST(sums_are_pooled_before_they_are_divided)
{
    struct xw_ratio_sums sums = { 0 };
    xw_ratio_sums_add(&sums, 1.0, 30.0, 10.0);
    xw_ratio_sums_add(&sums, 1.0, 90.0, 90.0);
    ck_assert_double_eq(xw_grade_ratio_pooled(&sums), 1.2);
    ck_assert_double_eq(xw_grade_ratio_worth(&sums), 100.0);
    xw_ratio_sums_add(&sums, 0.5, 50.0, 100.0); /* 145 / 150, worth 150^2 / 125 */
    ck_assert_double_eq_tol(xw_grade_ratio_pooled(&sums), 145.0 / 150.0, 1e-15);
    ck_assert_double_eq(xw_grade_ratio_worth(&sums), 180.0);
}
END_TEST

START_TEST(kappa_is_noise_over_spread)
{
    ck_assert_double_eq_tol(xw_grade_ratio_kappa(0.1, 0.03 * 0.03), 111.0, 0.2);
    ck_assert_double_eq_tol(xw_grade_ratio_kappa(0.1, 0.05 * 0.05), 40.0, 1e-12);
    ck_assert(isinf(xw_grade_ratio_kappa(0.1, 0.0)));
}
END_TEST

START_TEST(bounds_hold)
{
    ck_assert_double_eq(xw_grade_ratio_bound(0.7, 0.8, 1.25), 0.8);
    ck_assert_double_eq(xw_grade_ratio_bound(1.3, 0.8, 1.25), 1.25);
    ck_assert_double_eq(xw_grade_ratio_bound(1.0, 0.8, 1.25), 1.0);
}
END_TEST

START_TEST(medians)
{
    double odd[] = { 5.0, 1.0, 3.0 }, even[] = { 4.0, 1.0, 2.0, 8.0 };
    ck_assert_double_eq(xw_median(3, odd), 3.0);
    ck_assert_double_eq(xw_median(4, even), 3.0);
    ck_assert_double_eq(xw_median(1, even), 1.0);
    ck_assert(isnan(xw_median(0, even)));
}
END_TEST

/* 1, 2, 3, 4, 20: median 3, deviations 2, 1, 0, 1, 17 with median 1: 20 lies beyond 3 x 1.4826. */
START_TEST(outliers_are_found_by_the_median_deviation)
{
    const double value[] = { 4.0, 20.0, 1.0, 3.0, 2.0 };
    uint8_t far[5] = { 9, 9, 9, 9, 9 };
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, 4096), XW_OK);
    ck_assert_int_eq(xw_grade_ratio_outliers(5, value, 3.0, 0.0, scratch, far), XW_OK);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(far[i], i == 1);
    /* 17 is not beyond 12 deviations, and not beyond 3 of 6 */
    ck_assert_int_eq(xw_grade_ratio_outliers(5, value, 12.0, 0.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[1], 0);
    ck_assert_int_eq(xw_grade_ratio_outliers(5, value, 3.0, 6.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[1], 0);
    ck_assert_int_eq(xw_grade_ratio_outliers(5, value, 3.0, 5.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[1], 1);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(few_or_equal_values_have_no_outliers)
{
    const double two[] = { 1.0, 100.0 }, equal[] = { 1.0, 1.0, 1.0, 7.0 };
    uint8_t far[4] = { 9, 9, 9, 9 };
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, 4096), XW_OK);
    ck_assert_int_eq(xw_grade_ratio_outliers(2, two, 1.0, 1.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[0] + far[1], 0);
    ck_assert_int_eq(xw_grade_ratio_outliers(4, equal, 1.0, 0.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[3], 0);
    ck_assert_int_eq(xw_grade_ratio_outliers(4, equal, 1.0, 0.1, scratch, far), XW_OK);
    ck_assert_int_eq(far[3], 1);
    far[0] = 9;
    ck_assert_int_eq(xw_grade_ratio_outliers(0, two, 1.0, 1.0, scratch, far), XW_OK);
    ck_assert_int_eq(far[0], 9);
    scratch.end = scratch.at + 8;
    ck_assert_int_eq(xw_grade_ratio_outliers(4, equal, 1.0, 0.1, scratch, far), XW_NO_MEMORY);
    ck_assert_int_eq(far[0], 9);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(no_years)
{
    struct xw_ratio_sums none = { 0 };
    ck_assert(isnan(xw_grade_ratio_pooled(&none)));
    ck_assert_double_eq(xw_grade_ratio_worth(&none), 0.0);
    ck_assert_double_eq(xw_grade_ratio_shrunk(&none, 0.97, 80.0), 0.97);
    ck_assert_double_eq(xw_grade_ratio_shrunk(&none, 0.97, 0.0), 0.97);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_small_school_is_drawn_to_its_region);
    tcase_add_test(c, sums_are_pooled_before_they_are_divided);
    tcase_add_test(c, kappa_is_noise_over_spread);
    tcase_add_test(c, bounds_hold);
    tcase_add_test(c, medians);
    tcase_add_test(c, outliers_are_found_by_the_median_deviation);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, few_or_equal_values_have_no_outliers);
    tcase_add_test(c, no_years);
    return c;
}

UNIT_MAIN("grade_ratio", known_answers(), limits())
