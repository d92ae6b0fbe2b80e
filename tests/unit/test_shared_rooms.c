#include "tiny_admission.h"
#include "xuewei/shared_rooms.h"

/* S1 with so many rooms for primary (2 grades, 10 a class) and lower secondary school (1 grade). */
static void open_school(struct tiny *t, int32_t primary, int32_t lower, bool pooled)
{
    tiny_read(t, NULL);
    t->scenario.capacity.rooms[0] = primary;
    t->scenario.capacity.rooms[1] = lower;
    if (pooled) t->scenario.capacity.pool[0] = t->scenario.capacity.pool[1] = "main";
    tiny_prepare(t);
    tiny_step_to(t, 0);
}

static int32_t lower_division(const struct tiny *t)
{
    return t->prepared.timeline.stage_start[1];
}

/* By classes of primary and lower secondary school. */
static const struct {
    int32_t rooms[2], classes[3], want[2];
} of[] = {
    { { 8, 3 }, { 3, 3, 3 }, { 8, 3 } },  /* each has enough */
    { { 8, 3 }, { 3, 3, 5 }, { 6, 5 } },  /* two of the primary rooms serve the older pupils */
    { { 8, 3 }, { 5, 5, 1 }, { 10, 1 } }, /* and the other way round */
    { { 8, 3 }, { 5, 5, 3 }, { 8, 3 } },  /* rooms of a lever are nobody's */
    { { 8, 3 }, { 4, 3, 5 }, { 7, 4 } },  /* one class more than the rooms of both */
    { { 8, 3 }, { 0, 0, 0 }, { 8, 3 } },
};

START_TEST(rooms_are_where_the_classes_are)
{
    struct tiny t;
    open_school(&t, of[_i].rooms[0], of[_i].rooms[1], true);
    for (int32_t row = 0; row < 3; row++)
        t.state.classes[row][0] = of[_i].classes[row];
    ck_assert_int_eq(xw_shared_rooms(&t.state, 0), of[_i].want[0]);
    ck_assert_int_eq(xw_shared_rooms(&t.state, lower_division(&t)), of[_i].want[1]);
    tiny_close(&t);
}
END_TEST

START_TEST(rooms_of_ones_own_are_no_others)
{
    struct tiny t;
    open_school(&t, 8, 3, false);
    t.state.classes[2][0] = 5;
    ck_assert_int_eq(xw_shared_rooms(&t.state, 0), 8);
    ck_assert_int_eq(xw_shared_rooms(&t.state, lower_division(&t)), 3);
    tiny_close(&t);
}
END_TEST

/* 40 pupils of lower secondary school in 2023 need 4 classes; 3 rooms are its own and one is the primary
 * school's. They sit in classes of the norm, so that no place is missing and no room is overused. */
START_TEST(pupils_in_shared_rooms_are_no_gap)
{
    for (int pooled = 0; pooled < 2; pooled++) {
        struct tiny t;
        int32_t schools = 0;
        open_school(&t, 8, 3, pooled);
        tiny_step_to(&t, 3);
        for (int32_t i = 0; i < t.record->schools; i++) {
            const struct xw_school_row *row = &t.record->school[i];
            if (row->year != 2023 || row->school != 0 || row->stage != 1) continue;
            schools++;
            ck_assert_int_eq(row->rooms, pooled ? 4 : 3);
            ck_assert_int_eq(row->rooms_used, pooled ? 4 : 3);
            ck_assert_int_eq(row->seats_norm, pooled ? 40 : 30);
            ck_assert_int_eq(row->pupils, 40);
        }
        ck_assert_int_eq(schools, 1);
        int32_t districts = 0;
        for (int32_t i = 0; i < t.record->gaps; i++) {
            const struct xw_gap_row *row = &t.record->gap[i];
            if (row->year != 2023 || row->level != XW_LEVEL_DISTRICT || row->scope != XW_SCOPE_ALL)
                continue;
            districts++;
            if (row->stage == 1) ck_assert_int_eq(row->local_gap, pooled ? 0 : 10);
            if (row->stage == 0) ck_assert_int_eq(row->seats, pooled ? 110 : 120);
        }
        ck_assert_int_eq(districts, 2);
        tiny_close(&t);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, rooms_are_where_the_classes_are, 0, sizeof of / sizeof *of);
    tcase_add_test(c, rooms_of_ones_own_are_no_others);
    tcase_add_test(c, pupils_in_shared_rooms_are_no_gap);
    return c;
}

UNIT_MAIN("shared_rooms", laws())
