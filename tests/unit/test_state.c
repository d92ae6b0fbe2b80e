#include "xuewei/state.h"
#include "tiny.h"

START_TEST(base_rolls_find_their_home_zones)
{
    struct tiny t;
    tiny_open(&t, NULL);
    for (int32_t row = 0; row < 3; row++) {
        const struct xw_seated *s = &t.state.seated[row];
        ck_assert_int_eq(s->count, 3);
        ck_assert_int_eq(s->pupils[0], 12);
        ck_assert_int_eq(s->pupils[1], 12);
        ck_assert_int_eq(s->pupils[2], 6);
        ck_assert_int_eq(s->division[0], 0);
        ck_assert_int_eq(t.state.classes[row][0], 3);
        ck_assert_int_eq(t.state.waiting[row][0], 0);
    }
    ck_assert_int_eq(t.state.classes[0][1], 0); /* S2 is not there yet */
    tiny_close(&t);
}
END_TEST

START_TEST(classes_that_are_not_given_follow_the_norm)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++) {
        t.scenario.rolls.classes[i] = XW_NONE;
        t.scenario.rolls.pupils[i] = 31;
    }
    tiny_prepare(&t);
    ck_assert_int_eq(t.state.classes[2][0], 3); /* lower secondary: 4 by the norm, 3 rooms */
    ck_assert_int_eq(t.state.classes[0][0] + t.state.classes[1][0], 6); /* 4 + 4 into 6 rooms */
    tiny_close(&t);
}
END_TEST

START_TEST(rolls_beyond_the_limit_wait)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.row[i] == 2) t.scenario.rolls.pupils[i] = 50;
    tiny_prepare(&t);
    int32_t seated = 0, waiting = 0;
    for (int32_t i = 0; i < t.state.seated[2].count; i++)
        seated += t.state.seated[2].pupils[i];
    for (int32_t z = 0; z < 3; z++)
        waiting += t.state.waiting[2][z];
    ck_assert_int_eq(seated, 45); /* 3 rooms x 15 */
    ck_assert_int_eq(waiting, 5);
    tiny_close(&t);
}
END_TEST

START_TEST(last_year_before_the_horizon_is_the_base)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.year[i] == 2019)
            t.scenario.rolls.year[i] = 2018; /* the last one before the horizon */
    tiny_prepare(&t);
    ck_assert_int_eq(t.state.seated[0].pupils[0], 12);
    tiny_close(&t);

    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        t.scenario.rolls.year[i] = 2020; /* the horizon's own: shown beside the result, no base */
    tiny_prepare(&t);
    ck_assert_int_eq(t.state.seated[0].count, 0);
    tiny_close(&t);
}
END_TEST

START_TEST(a_school_has_one_base_year)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.row[i] != 0 && t.scenario.rolls.year[i] == 2019)
            t.scenario.rolls.year[i] = 2018; /* grade 1: 2019 */
    tiny_prepare(&t);
    ck_assert_int_eq(t.state.seated[0].pupils[0], 12);
    ck_assert_int_eq(t.state.seated[1].count, 0); /* the last year of its stage is 2019 */
    ck_assert_int_eq(t.state.classes[1][0], 0);
    ck_assert_int_eq(t.state.seated[2].pupils[0], 12); /* of the other stage 2018 */
    tiny_close(&t);
}
END_TEST

START_TEST(homes_follow_the_children_a_year_older)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* 36 children aged 7 in A on 1 November: 10/12 x 36 + 2/12 x 12 = 32 on 1 September. They were
     * in grade 1 a year before: the roll of 30 is shared as 32, 12, 6. */
    t.scenario.population.household[7] = t.scenario.population.household[21 + 7] = 18.0;
    tiny_prepare(&t);
    ck_assert_int_eq(t.state.seated[0].pupils[0], 19);
    ck_assert_int_eq(t.state.seated[0].pupils[1], 7);
    ck_assert_int_eq(t.state.seated[0].pupils[2], 4);
    tiny_close(&t);
}
END_TEST

START_TEST(groups_are_merged_in_order)
{
    struct tiny t;
    struct xw_seated s = { 0 };
    static const int32_t zone[] = { 0, 1, 1 }, division[] = { 1, 0, 2 }, first[] = { 4, 0, 6 },
                         zone2[] = { 0, 0, 1, 2 }, division2[] = { 0, 1, 2, 0 },
                         second[] = { 3, 1, 2, 5 };
    static const int32_t want_zone[] = { 0, 0, 1, 2 }, want_division[] = { 0, 1, 2, 0 },
                         want[] = { 3, 5, 8, 5 };
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_state_seat(&t.keep, &s, 3, zone, division, first), XW_OK);
    ck_assert_int_eq(s.count, 2); /* nobody is no group */
    ck_assert_int_eq(xw_state_seat(&t.keep, &s, 4, zone2, division2, second), XW_OK);
    ck_assert_int_eq(s.count, 4);
    for (int32_t i = 0; i < 4; i++) {
        ck_assert_int_eq(s.zone[i], want_zone[i]);
        ck_assert_int_eq(s.division[i], want_division[i]);
        ck_assert_int_eq(s.pupils[i], want[i]);
    }
    int32_t by_division[3], by_zone[3];
    xw_state_by_division(&s, 3, by_division);
    xw_state_by_zone(&s, 3, by_zone);
    ck_assert_int_eq(by_division[0], 8);
    ck_assert_int_eq(by_division[1], 5);
    ck_assert_int_eq(by_division[2], 8);
    ck_assert_int_eq(by_zone[0], 8);
    ck_assert_int_eq(by_zone[1], 8);
    ck_assert_int_eq(by_zone[2], 5);
    tiny_close(&t);
}
END_TEST

START_TEST(empty_groups_go_and_nowhere_is_no_division)
{
    struct tiny t;
    int32_t zone[] = { 0, 0, 0, 1 }, division[] = { 0, 1, 3, 1 }, pupils[] = { 0, 4, 0, 3 };
    struct xw_seated s = {
        .count = 4, .room = 4, .zone = zone, .division = division, .pupils = pupils
    };
    static const int32_t zone2[] = { 0, 1 }, division2[] = { 2, 1 }, more[] = { 2, 1 };
    static const int32_t want_zone[] = { 0, 0, 1 }, want_division[] = { 1, 2, 1 },
                         want[] = { 4, 2, 4 };
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_state_seat(&t.keep, &s, 2, zone2, division2, more), XW_OK);
    ck_assert_int_eq(s.count, 3);
    for (int32_t i = 0; i < 3; i++) {
        ck_assert_int_eq(s.zone[i], want_zone[i]);
        ck_assert_int_eq(s.division[i], want_division[i]);
        ck_assert_int_eq(s.pupils[i], want[i]);
    }
    s.division[0] = XW_NONE;
    int32_t by_division[] = { 7, 0, 0, 0 };
    xw_state_by_division(&s, 3, by_division + 1);
    ck_assert_int_eq(by_division[0], 7); /* what lies before the column is not touched */
    ck_assert_int_eq(by_division[1], 0);
    ck_assert_int_eq(by_division[2], 4);
    ck_assert_int_eq(by_division[3], 2);
    tiny_close(&t);
}
END_TEST

START_TEST(each_stage_of_a_school_has_its_base_year)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.row[i] < 2 && t.scenario.rolls.year[i] == 2019)
            t.scenario.rolls.year[i] = 2018; /* grade 3: 2019 */
    tiny_prepare(&t);
    for (int32_t row = 0; row < 3; row++)
        ck_assert_int_eq(t.state.seated[row].pupils[0], 12);
    tiny_close(&t);
}
END_TEST

START_TEST(two_schools_begin_with_their_own_rolls)
{
    static int32_t school[] = { 0, 0, 1, 1 }, stage[] = { 0, 1, 0, 1 }, rooms[] = { 6, 3, 4, 2 },
                   none[] = { XW_NONE, XW_NONE, XW_NONE, XW_NONE };
    static int16_t since[] = { 2000, 2000, 2000, 2000 };
    static uint8_t evidence[7];
    /* S1 in 2019, with an older row; S2 in 2018. Without classes: 21 in 3 of 10, 30 in 3 of 10, 13 in
     * 1 of 13; 14 pupils in no class sit in one. 35 are too many for 2 rooms at 15. */
    static int32_t of[] = { 0, 0, 0, 0, 1, 1, 1 }, row[] = { 0, 1, 1, 2, 0, 1, 2 },
                   pupils[] = { 20, 99, 21, 13, 30, 14, 35 },
                   classes[] = { 2, 7, XW_NONE, XW_NONE, XW_NONE, 0, 2 };
    static int16_t year[] = { 2019, 2018, 2019, 2019, 2018, 2018, 2018 };
    static const int32_t want_classes[3][2] = { { 2, 3 }, { 3, 1 }, { 1, 2 } };
    /* 50, 35 and 43 pupils are 20, 20, 10; 14, 14, 7 and 17, 17, 9 of A, B and C. S1 stands in A, S2
     * in C: S1 is full of A's, then of B's. */
    static const struct {
        int32_t n, zone[4], division[4], pupils[4];
    } want[] = { { 3, { 0, 1, 2 }, { 0, 1, 1 }, { 20, 20, 10 } },
                 { 4, { 0, 1, 1, 2 }, { 0, 0, 1, 1 }, { 14, 7, 7, 7 } },
                 { 4, { 0, 0, 1, 2 }, { 0, 1, 1, 1 }, { 13, 4, 17, 9 } } };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.opens[1] = INT16_MIN;
    t.scenario.capacity = (struct xw_capacity){ .count = 4,
                                                .school = school,
                                                .stage = stage,
                                                .year = since,
                                                .rooms = rooms,
                                                .intake_plan = none,
                                                .design_seats = none,
                                                .evidence = evidence };
    t.scenario.rolls.count = 7;
    t.scenario.rolls.school = of;
    t.scenario.rolls.row = row;
    t.scenario.rolls.year = year;
    t.scenario.rolls.pupils = pupils;
    t.scenario.rolls.classes = classes;
    t.scenario.rolls.evidence = evidence;
    ck_assert_int_eq(xw_prepare(&t.keep, t.scratch, &t.scenario, &t.diag, &t.prepared), XW_OK);
    t.prepared.norm[2].norm = 13;
    ck_assert_int_eq(xw_state_begin(&t.state, &t.prepared), XW_OK);
    for (int32_t r = 0; r < 3; r++) {
        const struct xw_seated *s = &t.state.seated[r];
        ck_assert_int_eq(t.state.classes[r][0], want_classes[r][0]);
        ck_assert_int_eq(t.state.classes[r][1], want_classes[r][1]);
        ck_assert_int_eq(s->count, want[r].n);
        for (int32_t i = 0; i < want[r].n; i++) {
            ck_assert_int_eq(s->zone[i], want[r].zone[i]);
            ck_assert_int_eq(s->division[i], want[r].division[i]);
            ck_assert_int_eq(s->pupils[i], want[r].pupils[i]);
        }
        for (int32_t z = 0; z < 3; z++) /* 5 wait, as 12, 12 and 6 */
            ck_assert_int_eq(t.state.waiting[r][z], r < 2 ? 0 : z < 2 ? 2 : 1);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(a_stage_of_the_city_starts_from_its_residents)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    for (int32_t i = 0; i < t.scenario.participation.years * 3 * 2; i++)
        if (i % 2 == 1) t.scenario.participation.share[i] = 0.5;
    tiny_prepare(&t);
    const struct xw_seated *s = &t.state.seated[2];
    ck_assert_int_eq(s->count, 3);
    ck_assert_int_eq(s->division[0], XW_NONE);
    ck_assert_int_eq(s->pupils[0], 6); /* 12 aged 9 on 1 September 2020, were 8 a year before */
    ck_assert_int_eq(s->pupils[2], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(free_is_safe_twice)
{
    struct xw_state state;
    ck_assert_int_eq(xw_state_init(&state), XW_OK);
    xw_state_free(&state);
    xw_state_free(&state);
    state = (struct xw_state){ 0 };
    xw_state_free(&state);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, base_rolls_find_their_home_zones);
    tcase_add_test(c, classes_that_are_not_given_follow_the_norm);
    tcase_add_test(c, rolls_beyond_the_limit_wait);
    tcase_add_test(c, last_year_before_the_horizon_is_the_base);
    tcase_add_test(c, a_school_has_one_base_year);
    tcase_add_test(c, homes_follow_the_children_a_year_older);
    tcase_add_test(c, groups_are_merged_in_order);
    tcase_add_test(c, empty_groups_go_and_nowhere_is_no_division);
    tcase_add_test(c, each_stage_of_a_school_has_its_base_year);
    tcase_add_test(c, two_schools_begin_with_their_own_rolls);
    tcase_add_test(c, a_stage_of_the_city_starts_from_its_residents);
    tcase_add_test(c, free_is_safe_twice);
    return c;
}

UNIT_MAIN("state", known())
