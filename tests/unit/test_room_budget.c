#include "tiny_admission.h"

/* Which rooms older classes hold and which classes may open, rule by rule; the numbers start from
 * scenarios/tiny/README.md. */

START_TEST(entry_classes_are_those_of_the_paper)
{
    struct tiny t;
    tiny_open(&t, NULL);
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.may_open[0][0], 3);
    ck_assert_int_eq(t.state.may_open[0][1], 0); /* S2 is not open */
    ck_assert_int_eq(t.state.may_open[1][0], 0); /* only the entry grade opens classes */
    ck_assert_int_eq(t.state.may_open[2][0], 3);
    tiny_close(&t);

    tiny_open(&t, NULL);
    to_rooms(&t, 2);
    ck_assert_int_eq(t.state.may_open[0][1], 2); /* half of the 4 rooms, not all at once */
    tiny_close(&t);
}
END_TEST

START_TEST(older_classes_lock_rooms)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* Grade 1 of 2019 has 5 classes: one of the 6 rooms is left for the entrants of 2020. */
    for (int32_t i = 0; i < t.scenario.rolls.count; i++) {
        if (t.scenario.rolls.row[i] == 0) t.scenario.rolls.classes[i] = 5;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.classes[i] = 1;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.pupils[i] = 10;
    }
    tiny_prepare(&t);
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.classes[1][0], 5);
    ck_assert_int_eq(t.state.may_open[0][0], 1);
    tiny_close(&t);
}
END_TEST

START_TEST(all_grades_open_when_the_project_says_so)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.projects.opening[0] = XW_OPENS_ALL_GRADES;
    tiny_prepare(&t);
    to_rooms(&t, 2);
    ck_assert_int_eq(t.state.may_open[0][1], 2);
    ck_assert_int_eq(t.state.may_open[1][1], 2);
    tiny_close(&t);
}
END_TEST

START_TEST(new_school_opens_all_grades_while_rooms_last)
{
    /* Three grades, S2 opens in 2022: each grade may open a third of the rooms, rounded up. */
    static const struct {
        int32_t rooms, open[3];
    } want[] = { { 4, { 2, 2, 0 } }, { 5, { 2, 2, 1 } }, { 6, { 2, 2, 2 } }, { 7, { 3, 3, 1 } } };
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        struct tiny t;
        tiny_one_stage(&t);
        t.scenario.projects.classes[0] = want[k].rooms;
        t.scenario.projects.opening[0] = XW_OPENS_ALL_GRADES;
        tiny_prepare(&t);
        to_rooms(&t, 2);
        for (int32_t row = 0; row < 3; row++) {
            ck_assert_int_eq(t.state.may_open[row][1], want[k].open[row]);
            ck_assert_int_eq(t.state.may_open[row][0], row == 0 ? 3 : 0);
        }
        tiny_close(&t);
    }
}
END_TEST

START_TEST(classes_that_are_there_are_not_opened_again)
{
    struct tiny t;
    tiny_one_stage(&t);
    t.scenario.projects.classes[0] = 6;
    t.scenario.projects.opening[0] = XW_OPENS_ALL_GRADES;
    tiny_prepare(&t);
    to_rooms(&t, 2);
    /* As if S2 had taken over 10 second graders of C in one class: the grade may open one more. */
    ck_assert_int_eq(xw_state_seat(xw_state_turn(&t.state), &t.state.seated[1], 1, &(int32_t){ 2 },
                                   &(int32_t){ 1 }, &(int32_t){ 10 }),
                     XW_OK);
    t.state.classes[1][1] = 1;
    ck_assert_int_eq(xw_room_budget(&t.state), XW_OK);
    ck_assert_int_eq(t.state.may_open[0][1], 2);
    ck_assert_int_eq(t.state.may_open[1][1], 1);
    ck_assert_int_eq(t.state.may_open[2][1], 2);
    tiny_close(&t);
}
END_TEST

START_TEST(bulge_and_plan_bound_the_entry)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.classes.entry_bulge = 1;
    t.scenario.capacity.intake_plan[1] = 2; /* lower secondary of S1 has 3 rooms */
    tiny_prepare(&t);
    to_rooms(&t, 2);
    ck_assert_int_eq(t.state.may_open[0][0], 3); /* 6 / 2 + 1, but 3 are taken */
    ck_assert_int_eq(t.state.may_open[0][1], 3); /* 4 / 2 + 1 */
    ck_assert_int_eq(t.state.may_open[2][0], 2);
    tiny_close(&t);
}
END_TEST

START_TEST(lost_rooms_displace_in_proportion)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.catchments.school[1] = 1; /* B goes to S2 from 2022 on: 12 and the 6 of C */
    t.scenario.catchments.from_year[1] = 2022;
    tiny_prepare(&t);
    /* In 2023 one of the rooms of S2 is left, for at most 9: of its 18 second graders 6 of B and 3 of
     * C stay, as many go. */
    t.prepared.timeline.rooms[1 * t.prepared.years + 3] = 1;
    tiny_step_to(&t, 2);
    xw_state_turn_to(&t.state, 3);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(xw_entry_demand(&t.state), XW_OK);
    t.prepared.norm[1].limit = 9;
    t.state.seekers[1][1] = 4; /* who sought a place before goes on */
    ck_assert_int_eq(xw_room_budget(&t.state), XW_OK);
    const struct xw_seated *s = &t.state.seated[1];
    ck_assert_int_eq(s->count, 3);
    ck_assert_int_eq(s->pupils[0], 14); /* A, in S1 */
    ck_assert_int_eq(s->pupils[1], 6);
    ck_assert_int_eq(s->pupils[2], 3);
    ck_assert_int_eq(t.state.seekers[1][0], 0);
    ck_assert_int_eq(t.state.seekers[1][1], 4 + 6);
    ck_assert_int_eq(t.state.seekers[1][2], 3);
    ck_assert_int_eq(t.state.classes[1][1], 1);
    ck_assert_int_eq(t.state.may_open[0][1], 0); /* the room is taken */
    tiny_close(&t);
}
END_TEST

START_TEST(new_upper_school_opens_its_own_grades)
{
    struct tiny t;
    tiny_split_lower(&t);
    t.scenario.projects.stage[0] = 1;
    t.scenario.projects.stage_name[0] = XW_LOWER_SECONDARY;
    t.scenario.projects.opening[0] = XW_OPENS_ALL_GRADES;
    tiny_prepare(&t);
    to_rooms(&t, 2);
    ck_assert_int_eq(t.state.may_open[1][1], 2);
    ck_assert_int_eq(t.state.may_open[2][1], 2);
    ck_assert_int_eq(t.state.may_open[1][0], 3);
    ck_assert_int_eq(t.state.may_open[2][0], 0);
    ck_assert_int_eq(t.state.may_open[0][0], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(each_older_grade_keeps_its_rooms)
{
    struct tiny t;
    tiny_one_stage(&t);
    tiny_prepare(&t);
    t.state.classes[0][0] = 5;
    t.state.classes[1][0] = 2;
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.classes[1][0], 5);
    ck_assert_int_eq(t.state.classes[2][0], 2); /* 15 and 15: just allowed */
    ck_assert_int_eq(t.state.may_open[0][0], 2);
    tiny_close(&t);

    tiny_one_stage(&t);
    tiny_prepare(&t);
    t.state.classes[0][0] = 5;
    t.state.classes[1][0] = 2;
    t.prepared.norm[2].limit = 12; /* 30 need a third class, of the two rooms that are free */
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.classes[1][0], 5);
    ck_assert_int_eq(t.state.classes[2][0], 3);
    ck_assert_int_eq(t.state.may_open[0][0], 1);
    tiny_close(&t);

    tiny_one_stage(&t);
    tiny_prepare(&t);
    t.prepared.timeline.rooms[0] = 6;
    t.prepared.norm[2].limit = 9; /* 27 of 30 fit in: 1.2, 1.2 and 0.6 of the zones go */
    to_rooms(&t, 0);
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(t.state.seekers[1][z], 0);
        ck_assert_int_eq(t.state.seekers[2][z], 1);
        ck_assert_int_eq(t.state.seated[2].pupils[z], z == 2 ? 5 : 11);
    }
    ck_assert_int_eq(t.state.may_open[0][0], 0);
    tiny_close(&t);
}
END_TEST

/* S2 in C, with 3 rooms from the beginning, is merged into S1 in 2022. */
static void merge_second_school(struct tiny *t)
{
    struct xw_scenario *s = &t->scenario;
    tiny_one_stage(t);
    s->capacity.count = 2;
    s->capacity.school[1] = 1;
    s->capacity.stage[1] = 0;
    s->capacity.rooms[1] = 3;
    s->projects.kind[0] = XW_PROJECT_MERGER;
    s->projects.school[0] = 1;
    s->projects.to_school[0] = 0;
    s->projects.to_stage[0] = 0;
    s->projects.classes[0] = XW_NONE;
    s->projects.opens[0] = s->projects.opens_in[0] = 2022;
}

static int32_t pupils_of(const struct tiny *t, int32_t row, int32_t division)
{
    int32_t pupils[2];
    xw_state_by_division(&t->state.seated[row], 2, pupils);
    return pupils[division];
}

START_TEST(pupils_of_a_merger_bring_their_classes)
{
    struct tiny t;
    merge_second_school(&t);
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(pupils_of(&t, 0, 1), 6); /* of C, in 2020 and 2021 */
    ck_assert_int_eq(pupils_of(&t, 1, 1), 6);
    ck_assert_int_eq(t.state.classes[0][0], 3);
    tiny_close(&t);

    merge_second_school(&t);
    tiny_prepare(&t);
    to_rooms(&t, 2);
    static const int32_t pupils[] = { 0, 40, 30 }, classes[] = { 0, 4, 4 };
    for (int32_t row = 0; row < 3; row++) {
        ck_assert_int_eq(pupils_of(&t, row, 0), pupils[row]);
        ck_assert_int_eq(pupils_of(&t, row, 1), 0);
        ck_assert_int_eq(t.state.classes[row][0], classes[row]);
        ck_assert_int_eq(t.state.classes[row][1], 0);
    }
    ck_assert_int_eq(t.state.may_open[0][0], 1); /* of 9 rooms 8 are taken */
    ck_assert_int_eq(t.state.may_open[0][1], 0);
    const struct xw_seated *s = &t.state.seated[1];
    ck_assert_int_eq(s->count, 3); /* one group for each zone, in its order */
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(s->zone[z], z);
        ck_assert_int_eq(s->division[z], 0);
    }
    tiny_close(&t);
}
END_TEST

/* S2 closes instead; from then on S1 has `rooms`, of which 6 hold its own older classes. */
static void close_second_school(struct tiny *t, int32_t rooms)
{
    merge_second_school(t);
    t->scenario.projects.kind[0] = XW_PROJECT_CLOSURE;
    t->scenario.projects.to_school[0] = t->scenario.projects.to_stage[0] = XW_NONE;
    tiny_prepare(t);
    t->prepared.timeline.rooms[2] = t->prepared.timeline.rooms[3] = rooms;
}

START_TEST(displaced_pupils_get_rooms_that_stand_empty)
{
    /* Two grades of 6 are displaced. Entry classes have a third of the rooms first. */
    static const struct {
        int32_t rooms, open[3];
    } want[] = {
        { 9, { 3, 0, 0 } }, { 10, { 4, 0, 0 } }, { 11, { 4, 1, 0 } }, { 14, { 5, 1, 1 } }
    };
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        struct tiny t;
        close_second_school(&t, want[k].rooms);
        to_rooms(&t, 2);
        for (int32_t row = 0; row < 3; row++) {
            ck_assert_int_eq(t.state.may_open[row][0], want[k].open[row]);
            ck_assert_int_eq(t.state.may_open[row][1], 0);
        }
        tiny_close(&t);

        close_second_school(&t, want[k].rooms);
        tiny_step_to(&t, 3);
        ck_assert_int_eq(t.state.may_open[1][0], 0); /* nobody is displaced a year later */
        ck_assert_int_eq(t.state.may_open[2][0], 0);
        tiny_close(&t);
    }
}
END_TEST

/* At a class size limit of 11 the continuing classes have no place for 6 more. */
START_TEST(nobody_is_unplaced_beside_an_empty_room)
{
    for (int32_t rooms = 9; rooms <= 12; rooms += 3) {
        struct tiny t;
        close_second_school(&t, rooms);
        for (int32_t row = 0; row < 3; row++)
            t.prepared.norm[row].stretch = t.prepared.norm[row].limit = 11;
        tiny_step_to(&t, 2);
        int32_t waiting = 0;
        for (int32_t row = 1; row < 3; row++)
            for (int32_t z = 0; z < 3; z++)
                waiting += t.state.waiting[row][z];
        ck_assert_int_eq(waiting > 0, rooms == 9);
        tiny_close(&t);
    }
}
END_TEST

/* Children of C who sit in both schools are one group when the schools are one. */
START_TEST(groups_that_meet_are_one)
{
    struct tiny t;
    merge_second_school(&t);
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(xw_state_seat(xw_state_turn(&t.state), &t.state.seated[0], 1, &(int32_t){ 2 },
                                   &(int32_t){ 0 }, &(int32_t){ 2 }),
                     XW_OK);
    xw_state_turn_to(&t.state, 2);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(xw_entry_demand(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seated[1].count, 4);
    ck_assert_int_eq(xw_room_budget(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seated[1].count, 3);
    ck_assert_int_eq(t.state.seated[1].pupils[2], 8);
    tiny_close(&t);
}
END_TEST

START_TEST(converted_rooms_serve_the_other_stage)
{
    struct tiny t;
    tiny_read(&t, NULL);
    struct xw_projects *p = &t.scenario.projects;
    p->kind[0] = XW_PROJECT_CONVERSION; /* 2 of the 6 primary rooms of S1 */
    p->school[0] = p->to_school[0] = 0;
    p->to_stage[0] = 1;
    p->classes[0] = 2;
    p->opens[0] = p->opens_in[0] = 2021;
    tiny_prepare(&t);
    to_rooms(&t, 1);
    ck_assert_int_eq(t.state.classes[1][0], 3);
    ck_assert_int_eq(t.state.may_open[0][0], 1); /* 4 rooms, 3 of them taken */
    ck_assert_int_eq(t.state.may_open[2][0], 5); /* 3 + 2 */
    tiny_close(&t);
}
END_TEST

/* S1 has primary and lower secondary school; 2023 brings 24 and 40 entrants. */
static void share_rooms(struct tiny *t, int32_t primary, int32_t lower, bool pooled)
{
    tiny_read(t, NULL);
    t->scenario.capacity.rooms[0] = primary;
    t->scenario.capacity.rooms[1] = lower;
    if (pooled) t->scenario.capacity.pool[0] = t->scenario.capacity.pool[1] = "main";
    tiny_prepare(t);
}

START_TEST(a_stage_opens_classes_in_rooms_that_the_other_leaves)
{
    for (int pooled = 0; pooled < 2; pooled++) {
        struct tiny t;
        share_rooms(&t, 8, 3, pooled);
        to_rooms(&t, 3);
        ck_assert_int_eq(t.state.may_open[0][0], pooled ? 3 : 4); /* 24 need no more than 3 */
        ck_assert_int_eq(t.state.may_open[0][1], 2);              /* S2 is another school */
        ck_assert_int_eq(t.state.may_open[2][0], pooled ? 4 : 3); /* 40 need 4 */
        tiny_step_to(&t, 3);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(older_classes_of_all_stages_come_first)
{
    for (int pooled = 0; pooled < 2; pooled++) {
        struct tiny t;
        share_rooms(&t, 2, 4, pooled);
        to_rooms(&t, 0);
        ck_assert_int_eq(t.state.classes[1][0], pooled ? 3 : 1);
        /* Of 3 rooms left, one is primary school's share and two are what lower secondary gets. */
        ck_assert_int_eq(t.state.may_open[0][0], 1);
        ck_assert_int_eq(t.state.may_open[2][0], pooled ? 2 : 4);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(rooms_of_a_pool_suffice_in_every_year)
{
    for (int32_t primary = 1; primary <= 9; primary += 2)
        for (int32_t lower = 1; lower <= 5; lower++) {
            struct tiny t;
            share_rooms(&t, primary, lower, true);
            tiny_step_to(&t, 3); /* the laws are checked every year */
            int32_t used = 0;
            for (int32_t row = 0; row < 3; row++)
                used += t.state.classes[row][0];
            ck_assert_int_le(used, primary + lower);
            tiny_close(&t);
        }
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, entry_classes_are_those_of_the_paper);
    tcase_add_test(c, older_classes_lock_rooms);
    tcase_add_test(c, all_grades_open_when_the_project_says_so);
    tcase_add_test(c, new_school_opens_all_grades_while_rooms_last);
    tcase_add_test(c, classes_that_are_there_are_not_opened_again);
    tcase_add_test(c, bulge_and_plan_bound_the_entry);
    tcase_add_test(c, lost_rooms_displace_in_proportion);
    tcase_add_test(c, new_upper_school_opens_its_own_grades);
    tcase_add_test(c, each_older_grade_keeps_its_rooms);
    tcase_add_test(c, pupils_of_a_merger_bring_their_classes);
    tcase_add_test(c, groups_that_meet_are_one);
    tcase_add_test(c, displaced_pupils_get_rooms_that_stand_empty);
    tcase_add_test(c, nobody_is_unplaced_beside_an_empty_room);
    tcase_add_test(c, a_stage_opens_classes_in_rooms_that_the_other_leaves);
    tcase_add_test(c, older_classes_of_all_stages_come_first);
    tcase_add_test(c, rooms_of_a_pool_suffice_in_every_year);
    tcase_add_test(c, converted_rooms_serve_the_other_stage);
    return c;
}

UNIT_MAIN("room_budget", known())
