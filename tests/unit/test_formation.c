#include "xuewei/formation.h"
#include "unit.h"

/* n = min(ceil(E / norm), classes that may open), sizes as equal as can be. */
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
    struct xw_class_norm norm = { worked[_i].norm, worked[_i].norm, worked[_i].norm };
    int32_t n = xw_formation_entry(worked[_i].pupils, norm, 0, worked[_i].may_open);
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

/* Some pupils above the norm of 45 before another class opens; the limit of 50 is never passed. */
static const struct {
    int32_t pupils, tolerance, may_open, classes, largest;
} tolerant[] = {
    { 46, 0, 8, 2, 23 },  { 46, 1, 8, 1, 46 },  { 47, 1, 8, 2, 24 },  { 92, 1, 8, 2, 46 },
    { 93, 1, 8, 3, 31 },  { 45, 3, 8, 1, 45 },  { 48, 3, 8, 1, 48 },  { 49, 3, 8, 2, 25 },
    { 50, 10, 8, 1, 50 }, { 51, 10, 8, 2, 26 }, { 120, 3, 2, 2, 60 }, { 0, 3, 8, 0, 0 },
};

START_TEST(classes_open_beyond_a_tolerance)
{
    struct xw_class_norm norm = { 45, 45, 50 };
    int32_t n = xw_formation_entry(tolerant[_i].pupils, norm, tolerant[_i].tolerance,
                                   tolerant[_i].may_open);
    ck_assert_int_eq(n, tolerant[_i].classes);
    ck_assert_int_eq(xw_formation_sizes(tolerant[_i].pupils, n).largest, tolerant[_i].largest);
}
END_TEST

/* Rooms of a kindergarten of 25, 30 and 35 by age; 360 is a full school of 12. */
static const struct {
    int32_t pupils[3], rooms;
} by_age[] = {
    { { 100, 120, 140 }, 12 }, { { 101, 120, 140 }, 13 }, { { 101, 121, 141 }, 15 },
    { { 120, 120, 120 }, 13 }, /* 360 / 30 are 12 */
    { { 11, 10, 10 }, 3 },     /* 31 children, not two rooms of 30 */
    { { 26, 31, 36 }, 6 },     { { 0, 1, 0 }, 1 },        { { 0, 0, 0 }, 0 },
};

START_TEST(rooms_are_needed_age_by_age)
{
    static const struct xw_class_norm norm[] = { { 25, 30, 65 }, { 30, 35, 65 }, { 35, 40, 65 } };
    ck_assert_int_eq(xw_formation_rooms(3, by_age[_i].pupils, norm), by_age[_i].rooms);
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
        int32_t n = xw_formation_entry(pupils, (struct xw_class_norm){ 45, 50, 65 }, 0, 100);
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
    tcase_add_loop_test(c, classes_open_beyond_a_tolerance, 0, sizeof tolerant / sizeof *tolerant);
    tcase_add_loop_test(c, rooms_are_needed_age_by_age, 0, sizeof by_age / sizeof *by_age);
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
