#include "xuewei/measure_rows.h"
#include "tiny.h"
#include <math.h>

static const struct {
    double value, target;
    enum xw_aim aim;
    const char *status, *want;
} rows[] = {
    { 0.5, 0.5, XW_AIM_AT_MOST, NULL, "met" },
    { 0.5 + 1e-12, 0.5, XW_AIM_AT_MOST, NULL, "met" }, /* rounding of sums is no breach */
    { 0.51, 0.5, XW_AIM_AT_MOST, NULL, "missed" },
    { 0.5, 0.5, XW_AIM_AT_LEAST, NULL, "met" },
    { 0.49, 0.5, XW_AIM_AT_LEAST, NULL, "missed" },
    { 0.49, 0.5, XW_AIM_NONE, NULL, "" },
    { 0.49, NAN, XW_AIM_AT_LEAST, NULL, "" },
    { NAN, 0.5, XW_AIM_AT_LEAST, NULL, "needs_input" },
    { 6, 6, XW_AIM_AT_LEAST, "missed", "missed" },
};

START_TEST(status_follows_value_and_target)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_figure f = { .measure = XW_MEASURE_GINI_EQUIPMENT,
                           .stage = 1,
                           .place = "district",
                           .year = 2,
                           .value = rows[_i].value,
                           .target = rows[_i].target,
                           .aim = rows[_i].aim,
                           .status = rows[_i].status };
    ck_assert_int_eq(xw_measure_put(&t.state, &t.sink, &f), XW_OK);
    ck_assert_int_eq(t.record->measures, 1);
    ck_assert_str_eq(t.record->measure[0].status, rows[_i].want);
    ck_assert_str_eq(t.record->measure[0].measure, "gini_equipment_cny_lower_secondary");
    ck_assert_int_eq(t.record->measure[0].year, 2022);
    tiny_close(&t);
}
END_TEST

START_TEST(nothing_is_said_of_nothing)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_measure_say(&t.state, &t.sink, "district", XW_MEASURE_MEAN_CLASS, 0, NAN),
                     XW_OK);
    ck_assert_int_eq(t.record->measures, 0);
    tiny_close(&t);
}
END_TEST

START_TEST(every_name_is_of_the_list)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    for (int32_t i = 0; i < t.record->measures; i++) {
        enum xw_stage_name stage;
        ck_assert_msg(xw_measure_find(t.record->measure_name[i], &stage) != XW_MEASURES, "%s",
                      t.record->measure_name[i]);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(roll_counts_all_grades)
{
    struct tiny t;
    int32_t pupils[2];
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    xw_measure_roll(&t.state, 0, pupils);
    ck_assert_int_eq(pupils[0] + pupils[1], 72);
    ck_assert_int_eq(pupils[1], 6); /* S2 has opened for C */
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, status_follows_value_and_target, 0, sizeof rows / sizeof *rows);
    tcase_add_test(c, nothing_is_said_of_nothing);
    tcase_add_test(c, every_name_is_of_the_list);
    tcase_add_test(c, roll_counts_all_grades);
    return c;
}

UNIT_MAIN("measure_rows", known_answers())
