#include "xuewei/displaced.h"
#include "tiny_admission.h"

/* Three grades, classes of 10; S1 stands in A, S2 in C, B between them and nearer to A. What may open
 * is cleared, so that only classes of displaced pupils count. */
static void two_schools(struct tiny *t)
{
    tiny_one_stage(t);
    t->scenario.capacity.count = 2;
    t->scenario.capacity.school[1] = 1;
    t->scenario.capacity.stage[1] = 0;
    t->scenario.capacity.rooms[1] = 3;
    t->scenario.projects.counted[0] = false;
    tiny_prepare(t);
    to_rooms(t, 0);
    for (int32_t row = 0; row < 3; row++) {
        t->prepared.norm[row].norm = 10;
        for (int32_t d = 0; d < 2; d++)
            t->state.may_open[row][d] = 0;
    }
}

/* displaced [row * 3 + zone], rooms that are free in S1 and S2; what may open of the second and the third
 * grade in S1 and S2, and the rooms then left. */
struct known {
    int32_t displaced[9], spare[2];
    int32_t second[2], third[2], left[2];
};

static void check(const struct known *k)
{
    struct tiny t;
    two_schools(&t);
    int32_t pupils[9], spare[2] = { k->spare[0], k->spare[1] };
    memcpy(pupils, k->displaced, sizeof pupils);
    int32_t *displaced[XW_MAX_GRADES] = { pupils, pupils + 3, pupils + 6 };
    xw_displaced_open(&t.state, displaced, spare);
    for (int32_t d = 0; d < 2; d++) {
        ck_assert_int_eq(t.state.may_open[0][d], 0);
        ck_assert_int_eq(t.state.may_open[1][d], k->second[d]);
        ck_assert_int_eq(t.state.may_open[2][d], k->third[d]);
        ck_assert_int_eq(spare[d], k->left[d]);
    }
    tiny_close(&t);
}

#define SECOND(a, b, c)                                                                            \
    {                                                                                              \
        0, 0, 0, a, b, c                                                                           \
    }
#define BOTH(a, b, c, d, e, f)                                                                     \
    {                                                                                              \
        0, 0, 0, a, b, c, d, e, f                                                                  \
    }

START_TEST(as_many_classes_as_the_displaced_need)
{
    static const struct known list[] = {
        { SECOND(0, 0, 0), { 9, 9 }, { 0, 0 }, { 0, 0 }, { 9, 9 } },
        { SECOND(1, 0, 0), { 9, 9 }, { 1, 0 }, { 0, 0 }, { 8, 9 } },
        { SECOND(10, 0, 0), { 9, 9 }, { 1, 0 }, { 0, 0 }, { 8, 9 } },
        { SECOND(11, 0, 0), { 9, 9 }, { 2, 0 }, { 0, 0 }, { 7, 9 } },
        { SECOND(5, 5, 0), { 9, 9 }, { 1, 0 }, { 0, 0 }, { 8, 9 } }, /* those of B fill the class */
        { SECOND(4, 4, 4), { 9, 9 }, { 1, 1 }, { 0, 0 }, { 8, 8 } }, /* B goes to A; C left is 2 */
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check(&list[i]);
}
END_TEST

START_TEST(never_more_than_the_rooms)
{
    static const struct known list[] = {
        { SECOND(40, 0, 0), { 2, 1 }, { 2, 1 }, { 0, 0 }, { 0, 0 } },
        { SECOND(40, 0, 0), { 0, -2 }, { 0, 0 }, { 0, 0 }, { 0, -2 } },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check(&list[i]);
}
END_TEST

START_TEST(nearest_school_first)
{
    static const struct known list[] = {
        { SECOND(0, 0, 8), { 1, 1 }, { 0, 1 }, { 0, 0 }, { 1, 0 } },
        { SECOND(0, 8, 0), { 1, 1 }, { 1, 0 }, { 0, 0 }, { 0, 1 } },
        { SECOND(0, 8, 0), { 0, 1 }, { 0, 1 }, { 0, 0 }, { 0, 0 } },
        { SECOND(0, 12, 13), { 9, 1 }, { 2, 1 }, { 0, 0 }, { 7, 0 } }, /* C first, then B */
        { SECOND(3, 11, 4), { 9, 9 }, { 1, 1 }, { 0, 0 }, { 8, 8 } },  /* 10 of B, then C's class */
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check(&list[i]);
}
END_TEST

START_TEST(fullest_grade_first)
{
    static const struct known list[] = {
        { BOTH(8, 0, 0, 9, 0, 0), { 1, 0 }, { 0, 0 }, { 1, 0 }, { 0, 0 } },
        { BOTH(9, 0, 0, 9, 0, 0), { 1, 0 }, { 1, 0 }, { 0, 0 }, { 0, 0 } },
        { BOTH(25, 0, 0, 12, 0, 0), { 3, 0 }, { 2, 0 }, { 1, 0 }, { 0, 0 } }, /* 25, 15, 12 */
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check(&list[i]);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, as_many_classes_as_the_displaced_need);
    tcase_add_test(c, never_more_than_the_rooms);
    tcase_add_test(c, nearest_school_first);
    tcase_add_test(c, fullest_grade_first);
    return c;
}

UNIT_MAIN("displaced", known())
