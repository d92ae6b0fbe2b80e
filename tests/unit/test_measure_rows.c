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
    static const enum xw_measure of_aim[] = { [XW_AIM_NONE] = XW_MEASURE_ROLL,
                                              [XW_AIM_AT_MOST] = XW_MEASURE_GINI_EQUIPMENT,
                                              [XW_AIM_AT_LEAST] = XW_MEASURE_PER_PUPIL_EQUIPMENT };
    static const char *const name[] = { "roll_lower_secondary",
                                        "gini_equipment_cny_lower_secondary",
                                        "equipment_cny_lower_secondary" };
    struct xw_figure f = { .measure = of_aim[rows[_i].aim],
                           .stage = 1,
                           .place = "district",
                           .year = 2,
                           .value = rows[_i].value,
                           .target = rows[_i].target,
                           .status = rows[_i].status };
    ck_assert_int_eq(xw_measure_put(&t.state, &t.sink, &f), XW_OK);
    ck_assert_int_eq(t.record->measures, 1);
    ck_assert_str_eq(t.record->measure[0].status, rows[_i].want);
    ck_assert_str_eq(t.record->measure[0].measure, name[rows[_i].aim]);
    ck_assert_int_eq(t.record->measure[0].year, 2022);
    tiny_close(&t);
}
END_TEST

START_TEST(published_targets_are_taken)
{
    struct xw_indicator row[] = {
        { .indicator = "mean_class", .place = "district", .year = 2021, .stage = 0, .target = 40 },
        { .indicator = "mean_class", .place = "district", .year = 2020, .stage = 0, .target = NAN },
        { .indicator = "mean_class", .place = "district", .year = 2020, .stage = 1, .target = 50 },
        { .indicator = "mean_class_primary",
          .place = "district",
          .year = 2020,
          .stage = XW_NONE,
          .target = 45 },
        { .indicator = "residents",
          .place = "district",
          .year = 2020,
          .stage = XW_NONE,
          .target = 999 },
    };
    struct tiny t;
    tiny_open(&t, NULL);
    t.scenario.indicator = row;
    t.scenario.indicators = 5;
    for (int32_t year = 0; year < 3; year++) {
        xw_state_turn_to(&t.state, year);
        ck_assert_int_eq(
            xw_measure_say(&t.state, &t.sink, "district", XW_MEASURE_MEAN_CLASS, 0, 42), XW_OK);
    }
    ck_assert_double_eq(t.record->measure[0].target, 45);
    ck_assert_str_eq(t.record->measure[0].status, "met");
    ck_assert_double_eq(t.record->measure[1].target, 40);
    ck_assert_str_eq(t.record->measure[1].status, "missed");
    ck_assert_double_nan(t.record->measure[2].target);
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(
        xw_measure_aim(&t.state, &t.sink, "district", XW_MEASURE_MEAN_CLASS, 0, 42, 41), XW_OK);
    ck_assert_double_eq(t.record->measure[3].target, 41); /* a norm goes before it */
    ck_assert_int_eq(
        xw_measure_say(&t.state, &t.sink, "district", XW_MEASURE_RESIDENTS, XW_NONE, 1), XW_OK);
    ck_assert_double_eq(t.record->measure[4].target, 999);
    ck_assert_str_eq(t.record->measure[4].status, "");
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
    tcase_add_test(c, published_targets_are_taken);
    tcase_add_test(c, nothing_is_said_of_nothing);
    tcase_add_test(c, every_name_is_of_the_list);
    tcase_add_test(c, roll_counts_all_grades);
    return c;
}

UNIT_MAIN("measure_rows", known_answers())
