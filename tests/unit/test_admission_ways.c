#include "tiny_admission.h"

/* Ways of entrants and places in schools where the stages do not have the same schools, so that no
 * row of one stage passes for that of another. Numbers start from scenarios/tiny/README.md. */

/* Schools S1 and S2 with three rooms for lower secondary; primary is taught in S1 only, or the
 * project gives S2 a primary school in 2022. S1 feeds S2 a fifth of its leavers in 2021. */
static void read_two(struct tiny *t, bool s2_primary)
{
    static int32_t school[] = { 0, 0, 1 }, stage[] = { 0, 1, 1 }, rooms[] = { 6, 3, 3 },
                   none[] = { XW_NONE, XW_NONE, XW_NONE }, from[] = { 0 }, to[] = { 1 };
    static int16_t year[] = { 2000, 2000, 2000 }, since[] = { 2021 };
    static uint8_t evidence[3];
    static double share[] = { 0.2 };
    struct xw_scenario *s = &t->scenario;
    tiny_read(t, NULL);
    s->capacity = (struct xw_capacity){ .count = 3,
                                        .school = school,
                                        .stage = stage,
                                        .year = year,
                                        .rooms = rooms,
                                        .intake_plan = none,
                                        .design_seats = none,
                                        .evidence = evidence };
    s->feeders = (struct xw_feeders){ .count = 1,
                                      .from_school = from,
                                      .to_school = to,
                                      .share = share,
                                      .from_year = since,
                                      .to_year = since };
    s->assignment.feeder_bonus_m = 1000;
    s->assignment.coordination_m = 300;
    s->assignment.nearest = 0;
    if (s2_primary) return;
    s->projects.stage[0] = 1;
    s->projects.stage_name[0] = XW_LOWER_SECONDARY;
    for (int32_t i = 0; i < s->catchments.count; i++)
        s->catchments.school[i] = 0;
}

START_TEST(lottery_is_of_the_upper_school)
{
    /* 3 classes of 8 in S2. 24, 24 and 12 seek a place: 9.6, 9.6 and 4.8 of the 24 places. When
     * 6, 6 and 3 do, all get one, though more children seek primary school. */
    static const double ratio[] = { 2.0, 0.5 };
    static const int32_t want[2][3] = { { 10, 9, 5 }, { 6, 6, 3 } };
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        read_two(&t, false);
        t.scenario.schools.sector[1] = XW_PRIVATE;
        for (int32_t z = 0; z < 3; z++)
            t.scenario.entry.ratio[2 * z + 1] = ratio[k];
        tiny_prepare(&t);
        ck_assert_int_eq(xw_prepared_divisions(&t.prepared, 0), 1);
        t.prepared.norm[2].norm = 8;
        to_rooms(&t, 0);
        const int32_t *p = t.state.admission[1].private_;
        for (int32_t z = 0; z < 3; z++) {
            ck_assert_int_eq(p[z], want[k][z]);
            ck_assert_int_eq(placed_for(&t, 1, XW_REASON_PRIVATE, z, 1), want[k][z]);
        }
        tiny_close(&t);
    }
}
END_TEST

START_TEST(admitted_by_lottery_sit_in_the_upper_school)
{
    struct tiny t;
    read_two(&t, false);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    /* 30 seek the 30 places of S2: all of them get one. */
    const struct xw_seated *s = &t.state.seated[2];
    static const int32_t want[] = { 12, 12, 6 };
    ck_assert_int_eq(s->count, 3);
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(s->zone[z], z);
        ck_assert_int_eq(s->division[z], 1);
        ck_assert_int_eq(s->pupils[z], want[z]);
    }
    ck_assert_int_eq(t.state.classes[2][0], 0);
    ck_assert_int_eq(t.state.classes[2][1], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(feeding_is_of_its_year_and_never_private)
{
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        read_two(&t, false);
        if (k == 1) t.scenario.schools.sector[1] = XW_PRIVATE;
        tiny_prepare(&t);
        tiny_step_to(&t, 1);
        struct xw_entry_ways a = ways_of(&t, 1);
        ck_assert_int_eq(a.count, k == 0 ? 6 : 3);
        ck_assert_int_eq(a.cost_m[0], -800); /* A to S1, which keeps four fifths */
        ck_assert_int_eq(a.cost_m[k == 0 ? 4 : 2], 3600 - 800);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(listed_ways_are_those_of_zone_and_school)
{
    struct tiny t;
    read_two(&t, false);
    for (int32_t i = 0; i < t.scenario.catchments.count; i++)
        if (t.scenario.catchments.stage[i] == 1 && t.scenario.catchments.zone[i] == 1)
            t.scenario.catchments.school[i] = 1; /* B belongs to S2 */
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    /* In 2020 S1 keeps all its leavers: those of B too, outside their catchment. */
    static const int32_t zone[] = { 0, 1, 1, 2 }, division[] = { 0, 0, 1, 0 },
                         cost[] = { -1000, 1200 - 1000, 2400, 3600 - 1000 }, fed[] = { 1, 1, 0, 1 };
    struct xw_entry_ways a = ways_of(&t, 1);
    ck_assert_int_eq(a.count, 4);
    for (int32_t i = 0; i < 4; i++) {
        ck_assert_int_eq(a.zone[i], zone[i]);
        ck_assert_int_eq(a.division[i], division[i]);
        ck_assert_int_eq(a.cost_m[i], cost[i]);
        ck_assert_int_eq(a.fed[i], fed[i]);
    }
    /* 500 m to S1 with the price of coordination, 2,400 m to their own school. */
    ck_assert_int_eq(placed_for(&t, 1, XW_REASON_FEEDER, 1, 0), t.state.admission[1].demand[1]);
    tiny_close(&t);
}
END_TEST

START_TEST(leavers_come_from_their_own_school)
{
    struct tiny t;
    read_two(&t, true);
    t.scenario.assignment.nearest = 2;
    tiny_prepare(&t);
    to_rooms(&t, 0);
    /* As if all leavers of A and C and half of those of B had been in the primary school of S2. Each
     * nine-year school keeps its own. */
    static int32_t zone[] = { 0, 1, 1, 2 }, division[] = { 1, 0, 1, 1 }, pupils[] = { 12, 6, 6, 6 };
    t.state.leavers[0] = (struct xw_seated){
        .count = 4, .room = 4, .zone = zone, .division = division, .pupils = pupils
    };
    ck_assert_int_eq(xw_admission_assign(&t.state), XW_OK);
    static const int32_t cost[] = { 0, 3600 - 1000, 1200 - 500, 2400 - 500, 3600, 0 - 1000 };
    struct xw_entry_ways a = ways_of(&t, 1);
    ck_assert_int_eq(a.count, 6);
    for (int32_t i = 0; i < 6; i++)
        ck_assert_int_eq(a.cost_m[i], cost[i]);
    tiny_close(&t);
}
END_TEST

START_TEST(another_school_keeps_no_leavers_of_the_lower_one)
{
    struct tiny t;
    read_two(&t, true);
    t.scenario.capacity.count = 2;
    t.scenario.capacity.school[1] = 1; /* lower secondary is taught in S2 alone */
    for (int32_t i = 0; i < t.scenario.catchments.count; i++)
        if (t.scenario.catchments.stage[i] == 1) t.scenario.catchments.school[i] = 1;
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.row[i] == 2) t.scenario.rolls.school[i] = 1;
    tiny_prepare(&t);
    t.scenario.capacity.school[1] = 0; /* the column is shared by the tests of this file */
    ck_assert_int_eq(xw_prepared_divisions(&t.prepared, 1), 1);
    tiny_step_to(&t, 0);
    static const int32_t way[] = { 3600, 2400, 0 };
    struct xw_entry_ways a = ways_of(&t, 1);
    ck_assert_int_eq(a.count, 3);
    for (int32_t z = 0; z < 3; z++)
        ck_assert_int_eq(a.cost_m[z], way[z]); /* S1 feeds nobody in 2020 */
    ck_assert_ptr_null(a.fed);
    tiny_close(&t);
}
END_TEST

START_TEST(guarantee_passes_a_school_without_a_class)
{
    /* 2022, three times the children: A 42, B 36, C 18. B lies in the catchments of S1 and S2. Of the
     * 45 places of S1 A takes 42 and B 3, of the 30 of S2 C takes 18 and B 12: 21 of B are left, for
     * S1. If S1 opens no class, all of A and 24 of B are left: those of B join S2, A has no school. */
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        int32_t roll[2];
        tiny_read(&t, NULL);
        t.scenario.catchments.zone[2] = 1;
        t.scenario.catchments.school[2] = 1;
        t.scenario.catchments.to_year[2] = XW_NEVER;
        for (int32_t z = 0; z < 3; z++)
            t.scenario.participation.share[2 * 6 + 2 * z] = 3.0;
        t.scenario.assignment.guarantee = true;
        tiny_prepare(&t);
        to_rooms(&t, 2);
        if (k == 1) t.state.may_open[0][0] = 0;
        ck_assert_int_eq(xw_admission_assign(&t.state), XW_OK);
        int32_t beyond = k == 0 ? 21 : 24;
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_GUARANTEED, XW_NONE, XW_NONE), beyond);
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_GUARANTEED, 1, k), beyond);
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_UNPLACED, 0, XW_NONE), k == 0 ? 0 : 42);
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_UNPLACED, 1, XW_NONE), 0);
        ck_assert_int_eq(t.state.waiting[0][0], k == 0 ? 0 : 42);
        xw_state_by_division(&t.state.seated[0], 2, roll);
        ck_assert_int_eq(roll[0], k == 0 ? 45 + 21 : 0);
        ck_assert_int_eq(roll[1], k == 0 ? 30 : 30 + 24);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(older_grades_have_their_own_places)
{
    /* 30 sit in 3 classes of the second grade, of at most 13: 9 of 20 more from B find a place. */
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        int32_t roll[2];
        tiny_one_stage(&t);
        t.scenario.assignment.guarantee = k == 1;
        tiny_prepare(&t);
        t.prepared.norm[1].limit = 13;
        to_rooms(&t, 0);
        t.state.seekers[1][1] = 20;
        ck_assert_int_eq(xw_admission_assign(&t.state), XW_OK);
        ck_assert_int_eq(t.state.waiting[1][1], k == 0 ? 11 : 0);
        for (int32_t row = 0; row < 3; row++) {
            xw_state_by_division(&t.state.seated[row], 2, roll);
            ck_assert_int_eq(roll[0], row != 1 ? 30 : k == 0 ? 39 : 50);
        }
        tiny_close(&t);
    }
}
END_TEST

START_TEST(one_class_is_enough_for_the_guarantee)
{
    struct tiny t;
    int32_t roll[2];
    tiny_one_stage(&t);
    t.scenario.assignment.guarantee = true;
    tiny_prepare(&t);
    to_rooms(&t, 0);
    t.state.classes[1][0] = 1; /* full with its 30: everybody comes by the guarantee */
    t.state.seekers[1][1] = 20;
    ck_assert_int_eq(xw_admission_assign(&t.state), XW_OK);
    xw_state_by_division(&t.state.seated[1], 2, roll);
    ck_assert_int_eq(roll[0], 50);
    ck_assert_int_eq(t.state.waiting[1][1], 0);
    /* The third grade may add two classes to its two: 30 pupils at 8 to a class want 4. */
    t.state.classes[2][0] = 2;
    t.state.may_open[2][0] = 2;
    t.prepared.norm[2].norm = 8;
    ck_assert_int_eq(xw_admission_classes(&t.state), XW_OK);
    ck_assert_int_eq(t.state.classes[0][0], 3);
    ck_assert_int_eq(t.state.classes[1][0], 1);
    ck_assert_int_eq(t.state.classes[2][0], 4);
    tiny_close(&t);
}
END_TEST

START_TEST(newcomers_are_counted_by_their_own_participation)
{
    struct tiny t;
    tiny_split_lower(&t);
    tiny_prepare(&t);
    /* In 2021 the second grade of lower secondary is aged 8. B and C had nobody aged 7 a year
     * before and no pupil in the first grade: half of the 12 of B and all 6 of C are newcomers. */
    tiny_step_to(&t, 0);
    for (int32_t i = 0; i < 4 * 3 * 2; i++)
        t.scenario.participation.share[i] = 0.25;
    t.scenario.participation.share[1 * 6 + 2 * 0 + 1] = 0.75;
    t.scenario.participation.share[1 * 6 + 2 * 1 + 1] = 0.5;
    t.scenario.participation.share[1 * 6 + 2 * 2 + 1] = 1.0;
    xw_state_turn_to(&t.state, 1);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    t.state.september_before_known = true;
    for (int32_t z = 1; z < 3; z++)
        t.state.september[0][z * t.scenario.ages + 7] = 0.0;
    t.state.seated[1].count = 1; /* only A's pupils have been there */
    t.state.waiting[1][1] = 0;
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seekers[2][0], 0);
    ck_assert_int_eq(t.state.seekers[2][1], 6);
    ck_assert_int_eq(t.state.seekers[2][2], 6);
    ck_assert_int_eq(t.state.came, 12);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, lottery_is_of_the_upper_school);
    tcase_add_test(c, admitted_by_lottery_sit_in_the_upper_school);
    tcase_add_test(c, feeding_is_of_its_year_and_never_private);
    tcase_add_test(c, listed_ways_are_those_of_zone_and_school);
    tcase_add_test(c, leavers_come_from_their_own_school);
    tcase_add_test(c, another_school_keeps_no_leavers_of_the_lower_one);
    tcase_add_test(c, guarantee_passes_a_school_without_a_class);
    tcase_add_test(c, older_grades_have_their_own_places);
    tcase_add_test(c, one_class_is_enough_for_the_guarantee);
    tcase_add_test(c, newcomers_are_counted_by_their_own_participation);
    return c;
}

UNIT_MAIN("admission ways", known())
