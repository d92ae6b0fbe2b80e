#include "xuewei/bands.h"
#include "unit.h"

/* E = 120 in two rooms is 60 and 60, E = 111 is 56 and 55. */
static const struct {
    int32_t pupils, classes, norm;
    int64_t over[XW_BANDS], in_over[XW_BANDS], above_norm;
} sizes[] = {
    { 120, 2, 45, { 2, 2, 2, 0 }, { 120, 120, 120, 0 }, 30 },
    { 111, 2, 45, { 2, 2, 1, 0 }, { 111, 111, 56, 0 }, 21 },
    { 91, 3, 45, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, 0 },
    { 46, 1, 45, { 1, 0, 0, 0 }, { 46, 0, 0, 0 }, 1 },
    { 91, 2, 45, { 1, 0, 0, 0 }, { 46, 0, 0, 0 }, 1 },
    { 90, 2, 45, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, 0 },
    { 131, 2, 50, { 2, 2, 2, 1 }, { 131, 131, 131, 66 }, 31 },
    { 101, 2, 50, { 2, 1, 0, 0 }, { 101, 51, 0, 0 }, 1 },
    { 0, 0, 45, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, 0 },
};

START_TEST(pupils_are_counted_class_by_class)
{
    struct xw_bands sum = { 0 };
    xw_bands_add(&sum, xw_formation_sizes(sizes[_i].pupils, sizes[_i].classes), sizes[_i].norm);
    ck_assert_int_eq(sum.pupils, sizes[_i].pupils);
    ck_assert_int_eq(sum.classes, sizes[_i].classes);
    for (int b = 0; b < XW_BANDS; b++) {
        ck_assert_int_eq(sum.over[b], sizes[_i].over[b]);
        ck_assert_int_eq(sum.in_over[b], sizes[_i].in_over[b]);
    }
    ck_assert_int_eq(sum.above_norm, sizes[_i].above_norm);
}
END_TEST

START_TEST(schools_add_up)
{
    struct xw_bands sum = { 0 };
    xw_bands_add(&sum, xw_formation_sizes(120, 2), 45);
    xw_bands_add(&sum, xw_formation_sizes(40, 1), 45);
    ck_assert_int_eq(sum.pupils, 160);
    ck_assert_int_eq(sum.classes, 3);
    ck_assert_int_eq(sum.in_over[2], 120);
    ck_assert_int_eq(sum.above_norm, 30);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, pupils_are_counted_class_by_class, 0, sizeof sizes / sizeof *sizes);
    tcase_add_test(c, schools_add_up);
    return c;
}

UNIT_MAIN("bands", known_answers())
