#include "xuewei/overruns.h"
#include "unit.h"

static const struct {
    int32_t pupils, classes, norm;
    struct xw_overruns want;
} counted[] = {
    { 45, 1, 45, { 1, 0, 0, 0, 45 } },  { 46, 1, 45, { 1, 1, 0, 0, 46 } },
    { 55, 1, 45, { 1, 1, 0, 0, 55 } },  { 56, 1, 45, { 1, 1, 1, 0, 56 } },
    { 65, 1, 45, { 1, 1, 1, 0, 65 } },  { 66, 1, 45, { 1, 1, 1, 1, 66 } },
    { 111, 2, 45, { 2, 2, 1, 0, 56 } }, { 131, 2, 45, { 2, 2, 2, 1, 66 } },
    { 91, 2, 45, { 2, 1, 0, 0, 46 } },  { 100, 2, 50, { 2, 0, 0, 0, 50 } },
    { 101, 2, 50, { 2, 1, 0, 0, 51 } }, { 0, 0, 45, { 0, 0, 0, 0, 0 } },
    { 120, 2, 60, { 2, 0, 2, 0, 60 } }, { 199, 3, 45, { 3, 3, 3, 3, 67 } },
};

START_TEST(classes_are_counted_by_band)
{
    struct xw_overruns sum = { 0 };
    xw_overruns_add(&sum, xw_formation_sizes(counted[_i].pupils, counted[_i].classes),
                    counted[_i].norm);
    ck_assert_int_eq(sum.classes, counted[_i].want.classes);
    ck_assert_int_eq(sum.over_norm, counted[_i].want.over_norm);
    ck_assert_int_eq(sum.large, counted[_i].want.large);
    ck_assert_int_eq(sum.oversize, counted[_i].want.oversize);
    ck_assert_int_eq(sum.largest, counted[_i].want.largest);
}
END_TEST

START_TEST(grades_add_up)
{
    struct xw_overruns sum = { 0 };
    xw_overruns_add(&sum, xw_formation_sizes(131, 2), 45);
    xw_overruns_add(&sum, xw_formation_sizes(111, 2), 45);
    xw_overruns_add(&sum, xw_formation_sizes(40, 1), 45);
    ck_assert_int_eq(sum.classes, 5);
    ck_assert_int_eq(sum.over_norm, 4);
    ck_assert_int_eq(sum.large, 3);
    ck_assert_int_eq(sum.oversize, 1);
    ck_assert_int_eq(sum.largest, 66);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, classes_are_counted_by_band, 0, sizeof counted / sizeof *counted);
    tcase_add_test(c, grades_add_up);
    return c;
}

UNIT_MAIN("overruns", known_answers())
