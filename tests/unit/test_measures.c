#include "xuewei/measures.h"
#include "unit.h"
#include <string.h>

START_TEST(names_are_found_again)
{
    char name[XW_MEASURE_NAME];
    for (int32_t m = 0; m < XW_MEASURES; m++) {
        const struct xw_measure_info *of = xw_measure_of((enum xw_measure)m);
        for (int32_t s = 0; s < XW_STAGE_NAMES; s++) {
            enum xw_stage_name stage;
            xw_measure_name((enum xw_measure)m, (enum xw_stage_name)s, name);
            ck_assert_uint_lt(strlen(name), XW_MEASURE_NAME - 1);
            ck_assert_msg((int32_t)xw_measure_find(name, &stage) == m, "%s is another one", name);
            ck_assert_int_eq(stage, of->of_stage ? s : XW_STAGE_NAMES);
        }
        ck_assert_str_ne(of->en, "");
        ck_assert_str_ne(of->zh, "");
    }
}
END_TEST

START_TEST(names_are_those_of_the_run_file)
{
    char name[XW_MEASURE_NAME];
    ck_assert_str_eq(xw_measure_name(XW_MEASURE_RESIDENTS, XW_PRIMARY, name), "residents");
    ck_assert_str_eq(xw_measure_name(XW_MEASURE_CLASSES_56, XW_LOWER_SECONDARY, name),
                     "classes_56_lower_secondary");
    ck_assert_str_eq(xw_measure_name(XW_MEASURE_DIFFERENCE_MULTIMEDIA_ROOMS, XW_PRIMARY, name),
                     "difference_multimedia_rooms_primary");
    ck_assert_str_eq(xw_measure_of(XW_MEASURE_PER_PUPIL_EQUIPMENT)->unit, "per pupil");
}
END_TEST

START_TEST(other_names_are_none)
{
    enum xw_stage_name stage = XW_PRIMARY;
    static const char *const other[] = {
        "",      "_primary",      "primary",           "roll",
        "roll_", "rolls_primary", "residents_primary", "roll_secondary"
    };
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        ck_assert_int_eq(xw_measure_find(other[i], &stage), XW_MEASURES);
        ck_assert_int_eq(stage, XW_STAGE_NAMES);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, names_are_found_again);
    tcase_add_test(c, names_are_those_of_the_run_file);
    tcase_add_test(c, other_names_are_none);
    return c;
}

UNIT_MAIN("measures", known_answers())
