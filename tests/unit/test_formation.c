#include "xuewei/formation.h"
#include "unit.h"

/* METHODS 6.6: n = min(ceil(E / norm), classes that may open), sizes as equal as can be. */
static const struct {
    int32_t pupils, norm, may_open, classes, smallest, largest, with_largest, large;
} worked[] = {
    { 45, 45, 8, 1, 45, 45, 1, 0 },
    { 46, 45, 8, 2, 23, 23, 2, 0 },
    { 90, 45, 8, 2, 45, 45, 2, 0 },
    { 91, 45, 8, 3, 30, 31, 1, 0 },  /* 31, 30, 30 */
    { 120, 45, 2, 2, 60, 60, 2, 2 }, /* two of 56 and over */
    { 111, 45, 2, 2, 55, 56, 1, 1 }, /* 56, 55: one */
    { 120, 45, 0, 0, 0, 0, 0, 0 },
    { 120, 45, -1, 0, 0, 0, 0, 0 },
    { 0, 45, 8, 0, 0, 0, 0, 0 },
    { 1, 45, 8, 1, 1, 1, 1, 0 },
    { 1, 1, 1, 1, 1, 1, 1, 0 },
    { 92, 45, 8, 3, 30, 31, 2, 0 }, /* 31, 31, 30 */
    { 50, 50, 1, 1, 50, 50, 1, 0 },
    { 51, 50, 1, 1, 51, 51, 1, 0 },
    { 135, 45, 3, 3, 45, 45, 3, 0 },
    { 136, 45, 3, 3, 45, 46, 1, 0 },
    { INT32_MAX, 1, 1, 1, INT32_MAX, INT32_MAX, 1, 1 },
};

START_TEST(entry_classes_as_worked)
{
    int32_t n = xw_formation_entry(worked[_i].pupils, worked[_i].norm, worked[_i].may_open);
    ck_assert_int_eq(n, worked[_i].classes);
    struct xw_classes c = xw_formation_sizes(n == 0 ? 0 : worked[_i].pupils, n);
    ck_assert_int_eq(c.pupils, n == 0 ? 0 : worked[_i].pupils);
    ck_assert_int_eq(c.classes, worked[_i].classes);
    ck_assert_int_eq(c.smallest, worked[_i].smallest);
    ck_assert_int_eq(c.largest, worked[_i].largest);
    ck_assert_int_eq(c.with_largest, worked[_i].with_largest);
    ck_assert_int_eq(xw_formation_above(c, 55), worked[_i].large);
}
END_TEST

START_TEST(classes_above_a_size)
{
    struct xw_classes c = xw_formation_sizes(111, 2); /* 56, 55 */
    ck_assert_int_eq(xw_formation_above(c, 54), 2);
    ck_assert_int_eq(xw_formation_above(c, 55), 1);
    ck_assert_int_eq(xw_formation_above(c, 56), 0);
    c = xw_formation_sizes(110, 2);
    ck_assert_int_eq(xw_formation_above(c, 54), 2);
    ck_assert_int_eq(xw_formation_above(c, 55), 0);
}
END_TEST

/* The sizes of n classes add up to the pupils and differ by at most one. */
START_TEST(sizes_add_up)
{
    for (int32_t pupils = 0; pupils <= 300; pupils++)
        for (int32_t n = 1; n <= 9; n++) {
            struct xw_classes c = xw_formation_sizes(pupils, n);
            ck_assert_int_eq(c.with_largest * c.largest + (n - c.with_largest) * c.smallest,
                             pupils);
            ck_assert_int_ge(c.with_largest, 1);
            ck_assert_int_le(c.with_largest, n);
            ck_assert_int_eq(c.largest - c.smallest, pupils % n == 0 ? 0 : 1);
        }
}
END_TEST

/* No class is above the norm while another may open. */
START_TEST(a_class_opens_rather_than_grows)
{
    for (int32_t pupils = 1; pupils <= 300; pupils++) {
        int32_t n = xw_formation_entry(pupils, 45, 100);
        ck_assert_int_le(xw_formation_sizes(pupils, n).largest, 45);
        if (n > 1) ck_assert_int_gt(xw_formation_sizes(pupils, n - 1).largest, 45);
    }
}
END_TEST

START_TEST(a_grade_without_classes)
{
    struct xw_classes c = xw_formation_sizes(0, 0);
    ck_assert_int_eq(c.pupils, 0);
    ck_assert_int_eq(c.classes, 0);
    ck_assert_int_eq(c.largest, 0);
    ck_assert_int_eq(c.with_largest, 0);
    ck_assert_int_eq(xw_formation_above(c, 0), 0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, entry_classes_as_worked, 0, sizeof worked / sizeof *worked);
    tcase_add_test(c, classes_above_a_size);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, sizes_add_up);
    tcase_add_test(c, a_class_opens_rather_than_grows);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_grade_without_classes);
    return c;
}

UNIT_MAIN("formation", known_answers(), laws(), limits())
