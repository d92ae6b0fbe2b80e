#include "xuewei/rollup.h"
#include "xuewei/residents.h"
#include "tiny.h"

static int32_t sum(const struct xw_seated *s)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->count; i++)
        n += s->pupils[i];
    return n;
}

START_TEST(grades_move_up_with_their_classes)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.classes[0][0] = 4; /* grade 1 of S1 */
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 30);
    ck_assert_int_eq(t.state.classes[1][0], 4);
    ck_assert_int_eq(t.state.seated[0].count, 0);
    ck_assert_int_eq(t.state.classes[0][0], 0);
    ck_assert_int_eq(sum(&t.state.leavers[0]), 30); /* grade 2 of 2019 */
    ck_assert_int_eq(sum(&t.state.leavers[1]), 30);
    ck_assert_int_eq(t.state.seated[1].zone[0], 0);
    ck_assert_int_eq(t.state.seated[1].pupils[0], 12);
    ck_assert_int_eq(t.state.seated[1].pupils[2], 6);
    tiny_close(&t);
}
END_TEST

START_TEST(waiting_pupils_seek_a_place_in_the_next_grade)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.waiting[0][1] = 5;
    t.state.waiting[1][2] = 3;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seekers[1][1], 5);
    ck_assert_int_eq(t.state.seekers[1][0], 0);
    ck_assert_int_eq(t.state.leavers_waiting[0][2], 3);
    ck_assert_int_eq(t.state.seekers[0][1], 0);
    tiny_close(&t);
}
END_TEST

START_TEST(arrivals_and_progression_change_the_cohort)
{
    struct tiny t;
    tiny_open(&t, NULL);
    /* Half as many again come to zone B over the summer; one in ten leaves everywhere. */
    t.state.september_before_known = true;
    t.state.september[0][6] = 12.0;
    t.state.september[0][t.scenario.ages + 6] = 8.0;
    t.state.september[0][2 * t.scenario.ages + 6] = 6.0;
    t.scenario.progression.ratio[0] = 1.0;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 30);
    ck_assert_int_eq(t.state.seekers[1][1], 6); /* 12 x 12 / 8 - 12 */
    ck_assert_int_eq(t.state.came, 6);
    ck_assert_int_eq(t.state.left, 0);
    tiny_close(&t);

    tiny_open(&t, NULL);
    t.scenario.progression.ratio[0] = 0.9;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 27);
    ck_assert_int_eq(t.state.left, 3);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, grades_move_up_with_their_classes);
    tcase_add_test(c, waiting_pupils_seek_a_place_in_the_next_grade);
    tcase_add_test(c, arrivals_and_progression_change_the_cohort);
    return c;
}

UNIT_MAIN("rollup", known())
