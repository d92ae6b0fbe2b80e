#include "xuewei/start.h"
#include "history_text.h"
#include "tiny.h"

START_TEST(kept_rolls_are_those_found)
{
    struct tiny t;
    struct xw_start start;
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
    ck_assert_ptr_eq(start.prepared, &t.prepared);
    for (int32_t row = 0; row < 3; row++) {
        ck_assert_int_eq(start.seated[row].count, 3);
        ck_assert_int_eq(start.seated[row].pupils[2], 6);
        ck_assert_int_eq(start.seated[row].zone[1], 1);
        ck_assert_int_eq(start.seated[row].division[1], 0);
        ck_assert_int_eq(start.classes[row][0], 3);
        ck_assert_int_eq(start.waiting[row][0], 0);
    }
    tiny_close(&t);
}
END_TEST

/* Base rolls beyond the limit, so that some wait from the start. */
static void open_crowded(struct tiny *t)
{
    tiny_read(t, NULL);
    for (int32_t i = 0; i < t->scenario.rolls.count; i++)
        if (t->scenario.rolls.row[i] == 2) t->scenario.rolls.pupils[i] = 50;
    tiny_prepare(t);
}

START_TEST(a_history_that_takes_them_over_is_the_same)
{
    struct tiny t;
    struct xw_start start;
    open_crowded(&t);
    ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
    char *found = history_text(&t.state, &t.prepared, NULL);
    t.state.start = &start;
    /* The first history has changed its own rolls, not the kept ones. */
    for (int again = 0; again < 2; again++) {
        char *taken = history_text(&t.state, &t.prepared, NULL);
        ck_assert_ptr_eq(t.state.start, &start);
        ck_assert_str_eq(taken, found);
        free(taken);
    }
    free(found);
    tiny_close(&t);
}
END_TEST

/* A count before the first September is projected to it: the residents are each history's own. */
START_TEST(projected_residents_are_not_handed_on)
{
    static const char *const date[] = { "2020-11-01", "2020-08-01" };
    static const bool counted[] = { true, false };
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        struct xw_start start;
        const char *const override[] = { "population.base_date", date[k], NULL };
        tiny_open(&t, override);
        ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
        ck_assert_int_eq(start.counted, counted[k]);
        char *found = history_text(&t.state, &t.prepared, NULL);
        t.state.start = &start;
        char *taken = history_text(&t.state, &t.prepared, NULL);
        ck_assert_str_eq(taken, found);
        free(taken);
        free(found);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(the_kept_rolls_are_what_a_history_begins_with)
{
    struct tiny t;
    struct xw_start start;
    open_crowded(&t);
    ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
    start.seated[0].pupils[0] += 5;
    t.state.start = &start;
    ck_assert_int_eq(xw_state_begin(&t.state, &t.prepared), XW_OK);
    ck_assert_int_eq(t.state.seated[0].pupils[0], 17);
    int32_t waiting = 0;
    for (int32_t z = 0; z < 3; z++)
        waiting += t.state.waiting[2][z];
    ck_assert_int_eq(waiting, 5);
    tiny_close(&t);
}
END_TEST

START_TEST(rolls_of_another_scenario_are_not_taken_over)
{
    struct tiny t, other;
    struct xw_start start;
    tiny_open(&t, NULL);
    tiny_open(&other, NULL);
    ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
    start.seated[0].pupils[0] += 5;
    other.state.start = &start;
    ck_assert_int_eq(xw_state_begin(&other.state, &other.prepared), XW_OK);
    ck_assert_int_eq(other.state.seated[0].pupils[0], 12);
    tiny_close(&other);
    tiny_close(&t);
}
END_TEST

START_TEST(without_memory_nothing_is_kept)
{
    struct tiny t;
    struct xw_arena small;
    struct xw_start start = { 0 };
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_arena_init(&small, 64), XW_OK);
    ck_assert_int_eq(xw_start_keep(&small, &t.state, &start), XW_NO_MEMORY);
    ck_assert_ptr_null(start.prepared);
    xw_arena_free(&small);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, kept_rolls_are_those_found);
    tcase_add_test(c, the_kept_rolls_are_what_a_history_begins_with);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_history_that_takes_them_over_is_the_same);
    tcase_add_test(c, projected_residents_are_not_handed_on);
    tcase_add_test(c, rolls_of_another_scenario_are_not_taken_over);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, without_memory_nothing_is_kept);
    return c;
}

UNIT_MAIN("start", known_answers(), laws(), limits())
