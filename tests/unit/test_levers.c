#include "xuewei/laws.h"
#include "xuewei/levers.h"
#include "tiny_admission.h"

/* S1 has 6 primary rooms, 3 entry classes a year and 3 older ones; 2021 brings 40 entrants, who need 4
 * classes of 10, 2022 26 and 2023 24. */
static void open_with(struct tiny *t, enum xw_lever lever)
{
    tiny_read(t, NULL);
    t->scenario.levers =
        (struct xw_lever_rules){ .count = 1, .order = { (uint8_t)lever }, .special_share = 0.5 };
}

static const struct xw_school_row *row_of(const struct tiny *t, int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < t->record->schools; i++) {
        const struct xw_school_row *s = &t->record->school[i];
        if (s->school == 0 && s->stage == stage && s->year == year) return s;
    }
    ck_abort_msg("no row");
    return NULL;
}

static int32_t seats_of(const struct tiny *t, int32_t stage, int16_t year, enum xw_scope scope)
{
    return tiny_gap(t, XW_LEVEL_DISTRICT, "district", year, stage, scope)->seats;
}

START_TEST(nothing_is_pulled_unless_it_is_named)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.capacity.special_rooms[0] = t.scenario.capacity.prefab_rooms[0] = 9;
    tiny_prepare(&t);
    to_rooms(&t, 1);
    ck_assert_ptr_null(t.state.levers);
    ck_assert_int_eq(t.state.may_open[0][0], 3);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.capacity.special_rooms[0] = t.scenario.capacity.prefab_rooms[0] = 9;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(row_of(&t, 0, 2021)->special_rooms_used, 0);
    ck_assert_int_eq(row_of(&t, 0, 2021)->limit_raised_to, XW_NONE);
    tiny_close(&t);
}
END_TEST

/* A room of a lever stays while four older classes and three new ones need it, and goes back then. */
START_TEST(rooms_are_used_and_given_back)
{
    static const struct {
        enum xw_lever lever;
        int32_t special, prefab;
    } of[] = { { XW_LEVER_SPECIAL_ROOMS, 1, 0 }, { XW_LEVER_PREFAB, 0, 1 } };
    for (size_t k = 0; k < 2; k++) {
        struct tiny t;
        open_with(&t, of[k].lever);
        t.scenario.capacity.special_rooms[0] = 2;
        t.scenario.capacity.prefab_rooms[0] = 1;
        tiny_prepare(&t);
        static const int32_t classes[] = { 3, 4, 3, 3 }, used[] = { 6, 7, 7, 6 };
        for (int32_t y = 0; y < 4; y++) {
            tiny_step_to(&t, y);
            const struct xw_school_row *row = row_of(&t, 0, (int16_t)(2020 + y));
            bool breach = y == 1 || y == 2;
            ck_assert_int_eq(t.state.classes[0][0], classes[y]);
            ck_assert_int_eq(row->rooms, 6);
            ck_assert_int_eq(row->rooms_used, used[y]);
            ck_assert_int_eq(row->special_rooms_used, breach ? of[k].special : 0);
            ck_assert_int_eq(row->prefab_rooms_used, breach ? of[k].prefab : 0);
            ck_assert_int_eq(row->sister_rooms_used, 0);
            ck_assert_int_eq(seats_of(&t, 0, (int16_t)(2020 + y), XW_SCOPE_ALL),
                             y < 2 ? 10 * used[y] : 10 * used[y] + 40); /* S2 has 4 rooms */
        }
        tiny_close(&t);
    }
}
END_TEST

START_TEST(a_share_of_the_special_rooms_at_most)
{
    static const struct {
        double share;
        int32_t rooms, open;
    } of[] = { { 0.5, 1, 3 }, { 0.5, 2, 4 }, { 0.49, 2, 3 },
               { 1.0, 1, 4 }, { 0.0, 9, 3 }, { 0.5, 9, 4 } };
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        struct tiny t;
        open_with(&t, XW_LEVER_SPECIAL_ROOMS);
        t.scenario.levers.special_share = of[k].share;
        t.scenario.capacity.special_rooms[0] = of[k].rooms;
        tiny_prepare(&t);
        to_rooms(&t, 1);
        ck_assert_int_eq(t.state.may_open[0][0], of[k].open);
        tiny_close(&t);
    }
}
END_TEST

/* The levers are pulled in the order of the list until nobody is short; 60 entrants need 6 classes. */
START_TEST(levers_are_pulled_in_order)
{
    static const struct {
        uint8_t order[3];
        int32_t special, prefab, sister;
    } of[] = { { { XW_LEVER_SPECIAL_ROOMS, XW_LEVER_PREFAB, XW_LEVER_SISTER_STAGE }, 2, 1, 0 },
               { { XW_LEVER_PREFAB, XW_LEVER_SISTER_STAGE, XW_LEVER_SPECIAL_ROOMS }, 0, 2, 1 },
               { { XW_LEVER_SISTER_STAGE, XW_LEVER_SPECIAL_ROOMS, XW_LEVER_PREFAB }, 1, 0, 2 } };
    for (size_t k = 0; k < 3; k++) {
        struct tiny t;
        open_with(&t, XW_LEVER_PREFAB);
        t.scenario.levers.count = 3;
        memcpy(t.scenario.levers.order, of[k].order, 3);
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i] = 2.0;
        t.scenario.capacity.special_rooms[0] = 4;
        t.scenario.capacity.prefab_rooms[0] = 2;
        t.scenario.capacity.rooms[1] = 5; /* lower secondary needs 3 of 5 rooms for 30 */
        tiny_prepare(&t);
        to_rooms(&t, 0);
        ck_assert_int_eq(t.state.may_open[0][0], 6);
        ck_assert_int_eq(t.state.may_open[2][0], 5 - of[k].sister);
        ck_assert_int_eq(t.state.levers[0].special, of[k].special);
        ck_assert_int_eq(t.state.levers[0].prefab, of[k].prefab);
        ck_assert_int_eq(t.state.levers[0].sister, of[k].sister);
        ck_assert_int_eq(t.state.levers[2].lent, of[k].sister);
        tiny_close(&t);

        open_with(&t, XW_LEVER_PREFAB);
        t.scenario.levers.count = 3;
        memcpy(t.scenario.levers.order, of[k].order, 3);
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i] = 2.0;
        t.scenario.capacity.special_rooms[0] = 4;
        t.scenario.capacity.prefab_rooms[0] = 2;
        t.scenario.capacity.rooms[1] = 5;
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        const struct xw_school_row *row = row_of(&t, 0, 2020);
        ck_assert_int_eq(row->special_rooms_used, of[k].special);
        ck_assert_int_eq(row->prefab_rooms_used, of[k].prefab);
        ck_assert_int_eq(row->sister_rooms_used, of[k].sister);
        ck_assert_int_eq(row->rooms_used, 9);
        ck_assert_int_eq(row->seats_norm, 60); /* of its own rooms */
        ck_assert_int_eq(seats_of(&t, 0, 2020, XW_SCOPE_ENTRY), 60);
        ck_assert_int_eq(seats_of(&t, 0, 2020, XW_SCOPE_ALL), 90);
        ck_assert_int_eq(seats_of(&t, 1, 2020, XW_SCOPE_ALL), 10 * (5 - of[k].sister));
        tiny_step_to(&t, 3); /* the laws hold while the six classes move up */
        tiny_close(&t);
    }
}
END_TEST

/* A sister keeps what its own entrants need. */
START_TEST(a_sister_lends_what_it_does_not_need)
{
    for (int32_t rooms = 2; rooms <= 5; rooms++) {
        struct tiny t;
        open_with(&t, XW_LEVER_SISTER_STAGE);
        t.scenario.capacity.rooms[1] = rooms; /* 30 entrants of lower secondary */
        tiny_prepare(&t);
        to_rooms(&t, 1);
        ck_assert_int_eq(t.state.may_open[0][0], rooms > 3 ? 4 : 3);
        ck_assert_int_eq(t.state.may_open[2][0], rooms == 2 ? 2 : rooms == 5 ? 4 : 3);
        ck_assert_int_eq(t.state.levers[0].sister, rooms > 3 ? 1 : 0);
        ck_assert_int_eq(t.state.levers[2].lent, rooms > 3 ? 1 : 0);
        tiny_close(&t);
    }
}
END_TEST

/* A new school of 9 rooms opens 3 a year; its 40 entrants of 2021 find a fourth room empty. */
START_TEST(empty_rooms_come_before_any_lever)
{
    struct tiny t;
    open_with(&t, XW_LEVER_PREFAB);
    t.scenario.capacity.rooms[0] = 7;
    t.scenario.capacity.intake_plan[0] = 3;
    t.scenario.capacity.prefab_rooms[0] = 9;
    tiny_prepare(&t);
    to_rooms(&t, 1);
    ck_assert_int_eq(t.state.may_open[0][0], 4);
    ck_assert_int_eq(t.state.levers[0].prefab, 0);
    tiny_close(&t);
}
END_TEST

/* 40 entrants are 4 classes of 10, 4 of 12 and 3 of 15. */
START_TEST(places_are_counted_at_the_size_that_is_named)
{
    static const struct {
        enum xw_levers_from from;
        int32_t open;
    } of[] = { { XW_LEVERS_FROM_NORM, 4 },
               { XW_LEVERS_FROM_STRETCH, 4 },
               { XW_LEVERS_FROM_LIMIT, 3 } };
    for (size_t k = 0; k < 3; k++) {
        struct tiny t;
        open_with(&t, XW_LEVER_PREFAB);
        t.scenario.levers.from = (uint8_t)of[k].from;
        t.scenario.capacity.prefab_rooms[0] = 9;
        tiny_prepare(&t);
        to_rooms(&t, 1);
        ck_assert_int_eq(t.state.may_open[0][0], of[k].open);
        tiny_close(&t);
    }
}
END_TEST

/* 60 entrants in 3 classes: the limit of 15 is raised to 20 and moves up with them; 80 a year later find
 * 60 places. */
START_TEST(a_raised_limit_moves_up_with_its_classes)
{
    struct tiny t;
    open_with(&t, XW_LEVER_CLASS_SIZE);
    t.scenario.levers.from = XW_LEVERS_FROM_LIMIT;
    t.scenario.levers.class_size = 20;
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = i < 6 ? 2.0 : 1.0;
    tiny_prepare(&t);
    int32_t pupils[2];
    tiny_step_to(&t, 0);
    xw_state_by_division(&t.state.seated[0], 2, pupils);
    ck_assert_int_eq(pupils[0], 60);
    ck_assert_int_eq(t.state.classes[0][0], 3);
    ck_assert_int_eq(row_of(&t, 0, 2020)->limit_raised_to, 20);
    ck_assert_int_eq(row_of(&t, 0, 2020)->largest_class, 20);
    ck_assert_int_eq(row_of(&t, 1, 2020)->limit_raised_to, XW_NONE);
    tiny_step_to(&t, 1);
    xw_state_by_division(&t.state.seated[1], 2, pupils);
    ck_assert_int_eq(pupils[0], 60);
    xw_state_by_division(&t.state.seated[0], 2, pupils);
    ck_assert_int_eq(pupils[0], 60);
    int32_t waiting = 0;
    for (int32_t z = 0; z < 3; z++)
        waiting += t.state.waiting[0][z];
    ck_assert_int_eq(waiting, 20);
    /* In 2022 fewer come: the entrants need no raised limit, the second graders still do. */
    tiny_step_to(&t, 3);
    ck_assert_int_eq(row_of(&t, 0, 2022)->limit_raised_to, 20);
    ck_assert_int_eq(row_of(&t, 0, 2023)->limit_raised_to, XW_NONE);
    tiny_close(&t);
}
END_TEST

START_TEST(rooms_beyond_the_ordinary_are_those_of_a_lever)
{
    struct tiny t;
    const char *law = NULL;
    open_with(&t, XW_LEVER_PREFAB);
    t.scenario.capacity.prefab_rooms[0] = 1;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(xw_laws_check(&t.state, &law), XW_OK);
    t.state.levers[0].prefab = 0;
    ck_assert_int_eq(xw_laws_check(&t.state, &law), XW_LAW_BROKEN);
    ck_assert_ptr_nonnull(strstr(law, "but for those of an emergency lever"));
    t.state.levers[0].sister = 1;
    ck_assert_int_eq(xw_laws_check(&t.state, &law), XW_LAW_BROKEN);
    ck_assert_ptr_nonnull(strstr(law, "lent to one"));
    tiny_close(&t);
}
END_TEST

/* One stage of 3 grades in 9 rooms, 6 or more classes wanted a year: older classes keep the rooms of the
 * lever, entrants get what is left of them. */
START_TEST(older_classes_keep_the_rooms_of_a_lever)
{
    struct tiny t;
    static const int32_t open[] = { 6, 6, 3 };
    tiny_one_stage(&t);
    t.scenario.levers = (struct xw_lever_rules){ .count = 1, .order = { XW_LEVER_PREFAB } };
    t.scenario.capacity.prefab_rooms[0] = 6;
    t.scenario.projects.counted[0] = false; /* no second school */
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[i] = 2.0;
    tiny_prepare(&t);
    for (int32_t y = 0; y < 3; y++) {
        tiny_step_to(&t, y);
        ck_assert_int_eq(t.state.classes[0][0], open[y]);
    }
    ck_assert_int_eq(t.state.classes[1][0], 6);
    ck_assert_int_eq(t.state.classes[2][0], 6);
    ck_assert_int_eq(row_of(&t, 0, 2020)->prefab_rooms_used, 3);
    ck_assert_int_eq(row_of(&t, 0, 2021)->prefab_rooms_used, 6);
    ck_assert_int_eq(row_of(&t, 0, 2022)->prefab_rooms_used, 6);
    tiny_close(&t);
}
END_TEST

START_TEST(private_schools_pull_no_lever)
{
    struct tiny t;
    open_with(&t, XW_LEVER_PREFAB);
    t.scenario.schools.sector[0] = XW_PRIVATE;
    t.scenario.schools.opens[1] = INT16_MIN;
    t.scenario.capacity.prefab_rooms[0] = 9;
    tiny_prepare(&t);
    to_rooms(&t, 1);
    ck_assert_int_eq(t.state.levers[0].prefab, 0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, nothing_is_pulled_unless_it_is_named);
    tcase_add_test(c, rooms_are_used_and_given_back);
    tcase_add_test(c, a_share_of_the_special_rooms_at_most);
    tcase_add_test(c, levers_are_pulled_in_order);
    tcase_add_test(c, a_sister_lends_what_it_does_not_need);
    tcase_add_test(c, empty_rooms_come_before_any_lever);
    tcase_add_test(c, places_are_counted_at_the_size_that_is_named);
    tcase_add_test(c, a_raised_limit_moves_up_with_its_classes);
    tcase_add_test(c, rooms_beyond_the_ordinary_are_those_of_a_lever);
    tcase_add_test(c, older_classes_keep_the_rooms_of_a_lever);
    tcase_add_test(c, private_schools_pull_no_lever);
    return c;
}

UNIT_MAIN("levers", known())
