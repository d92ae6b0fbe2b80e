#include "xuewei/norms.h"
#include "unit.h"
#include <math.h>

static struct xw_stages two_stages(void)
{
    struct xw_stages stages = { .count = 2,
                                .stage = { { .name = XW_KINDERGARTEN, .first_age = 2, .grades = 4 },
                                           { .name = XW_PRIMARY, .first_age = 6, .grades = 6 } } };
    ck_assert(xw_stages_number(&stages));
    return stages;
}

START_TEST(words_are_those_of_the_table)
{
    static const char *const word[] = { "class_size_norm",       "class_size_stretch",
                                        "class_size_limit",      "school_size_max",
                                        "service_radius_m",      "pupils_per_staff",
                                        "warning_yellow",        "warning_red",
                                        "weekly_periods",        "periods_per_teacher",
                                        "degree_teachers",       "backbone_teachers",
                                        "pe_art_teachers",       "teaching_area_m2",
                                        "sports_area_m2",        "equipment_cny",
                                        "multimedia_rooms",      "difference_max",
                                        "large_class_share_max", "oversize_class_share_max",
                                        "places_per_child",      "places_per_1000",
                                        "public_share_min",      "inclusive_share_min",
                                        "gross_enrolment_min" };
    for (int i = 0; i < XW_NORMS; i++)
        ck_assert_str_eq(xw_norm_word((enum xw_norm)i), word[i]);
    ck_assert_str_eq(xw_norm_word(XW_NORMS), "");
}
END_TEST

/* 幼儿园工作规程 art. 11: 25, 30, 35; GB 50099-2011 cl. 3.0.1: 45; 教督〔2017〕6号: 2000. */
START_TEST(usual_norms)
{
    struct xw_stages stages = two_stages();
    struct xw_norms norms;
    xw_norms_defaults(&norms, &stages);
    static const double class_size[] = { 25, 30, 35, 30, 45, 45, 45, 45, 45, 45 };
    for (int32_t row = 0; row < stages.rows; row++) {
        int32_t s = xw_stages_of_row(&stages, row);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_CLASS_SIZE_NORM], class_size[row]);
        ck_assert_double_nan(norms.value[s][row][XW_NORM_CLASS_SIZE_STRETCH]);
        ck_assert_double_nan(norms.value[1 - s][row][XW_NORM_CLASS_SIZE_NORM]);
        ck_assert_int_eq(norms.line[s][row][XW_NORM_CLASS_SIZE_NORM], 0);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_CLASS_SIZE_LIMIT], s == 0 ? 45 : 65);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_SCHOOL_SIZE_MAX], s == 0 ? 360 : 2000);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_SERVICE_RADIUS], s == 0 ? 300 : 500);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_WARNING_YELLOW], 0.90);
        ck_assert_double_eq(norms.value[s][row][XW_NORM_WARNING_RED], 1.00);
    }
    ck_assert_double_nan(norms.value[0][0][XW_NORM_PUPILS_PER_STAFF]);
    ck_assert_double_eq(norms.value[1][4][XW_NORM_PUPILS_PER_STAFF], 19);
}
END_TEST

START_TEST(stretch_is_norm_and_five)
{
    struct xw_stages stages = two_stages();
    struct xw_norms norms;
    xw_norms_defaults(&norms, &stages);
    norms.value[1][5][XW_NORM_CLASS_SIZE_STRETCH] = 46;
    norms.value[1][6][XW_NORM_CLASS_SIZE_LIMIT] = 47;
    xw_norms_complete(&norms, &stages);
    ck_assert_double_eq(norms.value[0][0][XW_NORM_CLASS_SIZE_STRETCH], 30);
    ck_assert_double_eq(norms.value[1][4][XW_NORM_CLASS_SIZE_STRETCH], 50);
    ck_assert_double_eq(norms.value[1][5][XW_NORM_CLASS_SIZE_STRETCH], 46);
    ck_assert_double_eq(norms.value[1][6][XW_NORM_CLASS_SIZE_STRETCH], 47);
    struct xw_class_norm class = xw_norms_class(&norms, &stages, 4);
    ck_assert_int_eq(class.norm, 45);
    ck_assert_int_eq(class.stretch, 50);
    ck_assert_int_eq(class.limit, 65);
    class = xw_norms_class(&norms, &stages, 2);
    ck_assert_int_eq(class.norm, 35);
    ck_assert_int_eq(class.stretch, 40);
}
END_TEST

static const struct {
    double norm, stretch, limit;
    int32_t want[3];
} odd[] = {
    { 45.4, 49.5, 65, { 45, 50, 65 } },
    { NAN, NAN, NAN, { 1, 1, 1 } },
    { 45, 40, 30, { 45, 45, 45 } },
    { 40, NAN, 60, { 40, 40, 60 } },
    { 40, 42, NAN, { 40, 42, 42 } },
    { -3, 0, 1e300, { 1, 1, INT32_MAX } },
    { 45, 50, INFINITY, { 45, 50, INT32_MAX } },
};

START_TEST(classes_are_whole_and_ordered)
{
    struct xw_stages stages = two_stages();
    struct xw_norms norms;
    xw_norms_defaults(&norms, &stages);
    double *value = norms.value[1][9];
    value[XW_NORM_CLASS_SIZE_NORM] = odd[_i].norm;
    value[XW_NORM_CLASS_SIZE_STRETCH] = odd[_i].stretch;
    value[XW_NORM_CLASS_SIZE_LIMIT] = odd[_i].limit;
    struct xw_class_norm class = xw_norms_class(&norms, &stages, 9);
    ck_assert_int_eq(class.norm, odd[_i].want[0]);
    ck_assert_int_eq(class.stretch, odd[_i].want[1]);
    ck_assert_int_eq(class.limit, odd[_i].want[2]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, words_are_those_of_the_table);
    tcase_add_test(c, usual_norms);
    tcase_add_test(c, stretch_is_norm_and_five);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_loop_test(c, classes_are_whole_and_ordered, 0, (int)(sizeof odd / sizeof *odd));
    return c;
}

UNIT_MAIN("norms", known_answers(), limits())
