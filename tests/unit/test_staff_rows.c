#include "xuewei/staff_rows.h"
#include "tiny.h"
#include <math.h>

/* Primary rolls of the tiny scenario: 60, 70, 72, 62; classes 6, 6, 7, 7. */
START_TEST(larger_rule_is_the_staff)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t row = 0; row < 2; row++) {
        t.scenario.norms.value[0][row][XW_NORM_WEEKLY_PERIODS] = row == 0 ? 26 : 30;
        t.scenario.norms.value[0][row][XW_NORM_PERIODS_PER_TEACHER] = 14;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "staff_by_pupils_primary", 2020),
                            60.0 / 19.0, 1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "staff_by_classes_primary", 2020),
                            (3 * 26 + 3 * 30) / 14.0, 1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "staff_primary", 2020), 12.0, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(surplus_is_of_the_years_after_the_peak)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    int32_t rows = 0;
    for (int32_t i = 0; i < t.record->measures; i++)
        rows += strcmp(t.record->measure_name[i], "staff_surplus_after_peak_primary") == 0;
    ck_assert_int_eq(rows, 1); /* the peak is 2022, the horizon ends in 2023 */
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "staff_surplus_after_peak_primary", 2023),
                            72.0 / 19.0 - 62.0 / 19.0, 1e-12);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, larger_rule_is_the_staff);
    tcase_add_test(c, surplus_is_of_the_years_after_the_peak);
    return c;
}

UNIT_MAIN("staff_rows", known_answers())
