#include "xuewei/warning.h"
#include "unit.h"
#include <math.h>

START_TEST(words_are_those_of_the_run_file)
{
    ck_assert_str_eq(xw_warning_word(XW_WARNING_NONE), "none");
    ck_assert_str_eq(xw_warning_word(XW_WARNING_YELLOW), "yellow");
    ck_assert_str_eq(xw_warning_word(XW_WARNING_RED), "red");
    ck_assert_str_eq(xw_warning_word((enum xw_warning)99), "");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_NONE), "");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_DEMAND), "demand");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_DELAY), "delay");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_LOCKED_ROOMS), "locked_rooms");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_BOUNDARY), "boundary");
    ck_assert_str_eq(xw_crowding_word(XW_CROWDING_EARLIER_WAVE), "earlier_wave");
    ck_assert_str_eq(xw_crowding_word((enum xw_crowding)99), "");
}
END_TEST

/* As Zhejiang publishes it: yellow 90 to 100 %, red from 100 %. */
static const struct {
    int32_t demand, seats;
    enum xw_warning want;
} colours[] = {
    { 89, 100, XW_WARNING_NONE },  { 90, 100, XW_WARNING_YELLOW },  { 99, 100, XW_WARNING_YELLOW },
    { 100, 100, XW_WARNING_RED },  { 101, 100, XW_WARNING_RED },    { 0, 100, XW_WARNING_NONE },
    { 161, 180, XW_WARNING_NONE }, { 162, 180, XW_WARNING_YELLOW }, { 179, 180, XW_WARNING_YELLOW },
    { 180, 180, XW_WARNING_RED },  { 1, 0, XW_WARNING_RED },        { 0, 0, XW_WARNING_NONE },
    { 1, 1, XW_WARNING_RED },      { 1, -1, XW_WARNING_RED },       { -1, 0, XW_WARNING_NONE },
};

START_TEST(colours_by_ratio)
{
    ck_assert_int_eq(xw_warning_colour(colours[_i].demand, colours[_i].seats, 0.90, 1.00),
                     colours[_i].want);
}
END_TEST

START_TEST(bands_that_are_not_given)
{
    ck_assert_int_eq(xw_warning_colour(300, 100, NAN, NAN), XW_WARNING_NONE);
    ck_assert_int_eq(xw_warning_colour(300, 100, 0.9, NAN), XW_WARNING_YELLOW);
    ck_assert_int_eq(xw_warning_colour(95, 100, NAN, 1.0), XW_WARNING_NONE);
    ck_assert_int_eq(xw_warning_colour(1, 0, NAN, NAN), XW_WARNING_RED);
    ck_assert_int_eq(xw_warning_colour(1, 1, 0.9, 1.2), XW_WARNING_YELLOW);
    ck_assert_int_eq(xw_warning_colour(115, 100, 1.05, 1.2), XW_WARNING_YELLOW);
}
END_TEST

/* Montgomery County: both over 120 % and short of 110 places in primary, 180 in middle
 * school; 6.9 (Zhejiang): the ratio alone. */
static const struct {
    const char *name;
    double children, places, yellow, red, deficit_min;
    enum xw_warning want;
} judged[] = {
    { "small school, ratio alone", 130, 100, 1.05, 1.2, 110, XW_WARNING_YELLOW },
    { "large school, deficit alone", 1120, 1000, 1.05, 1.2, 110, XW_WARNING_YELLOW },
    { "both", 720, 600, 1.05, 1.2, 110, XW_WARNING_RED },
    { "one place fewer", 709, 590, 1.05, 1.2, 120, XW_WARNING_YELLOW },
    { "middle school short of 179", 1000, 821, 1.05, 1.2, 180, XW_WARNING_YELLOW },
    { "middle school short of 180", 1000, 820, 1.05, 1.2, 180, XW_WARNING_RED },
    { "under both", 104, 100, 1.05, 1.2, 110, XW_WARNING_NONE },
    { "Zhejiang yellow", 90, 100, 0.9, 1.0, NAN, XW_WARNING_YELLOW },
    { "Zhejiang red", 100, 100, 0.9, 1.0, NAN, XW_WARNING_RED },
    { "Zhejiang green", 89, 100, 0.9, 1.0, NAN, XW_WARNING_NONE },
    { "no places", 5, 0, 0.9, 1.0, NAN, XW_WARNING_RED },
    { "no places, few children", 5, 0, 0.9, 1.0, 110, XW_WARNING_YELLOW },
    { "nobody", 0, 0, 0.9, 1.0, NAN, XW_WARNING_NONE },
    { "places not known", 5, NAN, 0.9, 1.0, NAN, XW_WARNING_NONE },
    { "children not known", NAN, 5, 0.9, 1.0, NAN, XW_WARNING_NONE },
};

START_TEST(rules_want_ratio_and_deficit)
{
    enum xw_warning got =
        xw_warning_judge(judged[_i].children, judged[_i].places, judged[_i].yellow, judged[_i].red,
                         judged[_i].deficit_min);
    ck_assert_msg(got == judged[_i].want, "%s: %s", judged[_i].name, xw_warning_word(got));
}
END_TEST

static const struct {
    const char *name;
    int32_t demand, seats, steady, idle;
    int relief;
    enum xw_crowding want;
} reasons[] = {
    { "relief before all else", 100, 45, 135, 200, 1, XW_CROWDING_DELAY },
    { "rooms held by older grades", 100, 45, 135, 200, 0, XW_CROWDING_LOCKED_ROOMS },
    { "would just fit", 135, 45, 135, 0, 0, XW_CROWDING_LOCKED_ROOMS },
    { "would not fit even so", 136, 45, 135, 0, 0, XW_CROWDING_DEMAND },
    { "one seat fewer than steady", 135, 134, 135, 0, 0, XW_CROWDING_LOCKED_ROOMS },
    { "steady already", 135, 135, 135, 0, 0, XW_CROWDING_DEMAND },
    { "idle seats cover it", 150, 135, 135, 15, 0, XW_CROWDING_BOUNDARY },
    { "idle seats do not", 150, 135, 135, 14, 0, XW_CROWDING_DEMAND },
    { "nothing missing, idle seats in town", 130, 135, 135, 1, 0, XW_CROWDING_BOUNDARY },
    { "nothing missing, none in town", 130, 135, 135, 0, 0, XW_CROWDING_DEMAND },
    { "no seats anywhere", 10, 0, 0, 0, 0, XW_CROWDING_DEMAND },
};

START_TEST(reasons_of_crowding)
{
    enum xw_crowding got =
        xw_warning_reason(reasons[_i].demand, reasons[_i].seats, reasons[_i].steady,
                          reasons[_i].idle, reasons[_i].relief);
    ck_assert_msg(got == reasons[_i].want, "%s: %s", reasons[_i].name, xw_crowding_word(got));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, words_are_those_of_the_run_file);
    tcase_add_loop_test(c, colours_by_ratio, 0, sizeof colours / sizeof *colours);
    tcase_add_loop_test(c, rules_want_ratio_and_deficit, 0, sizeof judged / sizeof *judged);
    tcase_add_loop_test(c, reasons_of_crowding, 0, sizeof reasons / sizeof *reasons);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, bands_that_are_not_given);
    return c;
}

UNIT_MAIN("warning", known_answers(), limits())
