#include "tiny_admission.h"

/* Where entrants come from, who draws and which ways lead to them, rule by rule; the numbers start from
 * scenarios/tiny/README.md. */

START_TEST(transition_is_that_of_the_year)
{
    struct tiny t;
    static const int32_t want[] = { 12, 24, 6, 22 };
    tiny_read(&t, NULL);
    /* Lower secondary in A: from leavers in 2020, 2022 (half of 12) and 2023 (all 22), from
     * residents aged 8 in 2021 (twice 12). */
    for (int32_t z = 0; z < 3; z++) {
        t.scenario.entry.ratio[1 * 6 + 2 * z + 1] = NAN;
        t.scenario.participation.share[1 * 6 + 2 * z + 1] = 2.0;
        t.scenario.entry.ratio[2 * 6 + 2 * z + 1] = 0.5;
    }
    tiny_prepare(&t);
    for (int32_t y = 0; y < 4; y++) {
        tiny_step_to(&t, y);
        ck_assert_int_eq(t.state.admission[1].demand[0], want[y]);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(rolls_of_the_youngest_are_used_while_they_are_known)
{
    static const enum xw_stage_name name[] = { XW_NURSERY, XW_KINDERGARTEN };
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        tiny_read(&t, NULL);
        t.scenario.stages.stage[0].name = name[k];
        t.scenario.assignment.guarantee = true;
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i + 1] = 3.0;
        tiny_prepare(&t);
        for (int32_t y = 0; y < 3; y++) {
            tiny_step_to(&t, y);
            ck_assert_int_eq(t.state.admission[1].demand[2], y < 2 ? 6 : 18);
        }
        tiny_close(&t);

        /* Without rolls of the base year there is nobody to follow. */
        tiny_read(&t, NULL);
        t.scenario.stages.stage[0].name = name[k];
        for (int32_t i = 0; i < t.scenario.rolls.count; i++)
            if (t.scenario.rolls.row[i] < 2) t.scenario.rolls.pupils[i] = 0;
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i + 1] = 3.0;
        tiny_prepare(&t);
        to_rooms(&t, 0);
        ck_assert_int_eq(t.state.admission[1].demand[2], 18);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(private_school_with_room_takes_all)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    t.scenario.projects.classes[0] = 8; /* 4 entry classes, 40 places for 32 children */
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    const int32_t *p = t.state.admission[0].private_;
    ck_assert_int_eq(p[0], 14);
    ck_assert_int_eq(p[1], 12);
    ck_assert_int_eq(p[2], 6);
    int32_t roll[2];
    xw_state_by_division(&t.state.seated[0], 2, roll);
    ck_assert_int_eq(roll[0], 0);
    ck_assert_int_eq(roll[1], 32);
    tiny_close(&t);
}
END_TEST

START_TEST(participation_is_that_of_the_year)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.participation.share[1 * 6] = 0.5; /* A, primary, 2021: half of 22 */
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(t.state.admission[0].demand[0], 12);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(t.state.admission[0].demand[0], 11);
    ck_assert_int_eq(t.state.admission[0].demand[1], 12);
    tiny_step_to(&t, 2);
    ck_assert_int_eq(t.state.admission[0].demand[0], 14);
    tiny_close(&t);
}
END_TEST

START_TEST(who_waits_in_the_last_grade_leaves_it_from_home)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.waiting[1][1] = 5;
    t.state.waiting[1][2] = 1;
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.admission[1].demand[0], 12);
    ck_assert_int_eq(t.state.admission[1].demand[1], 12 + 5);
    ck_assert_int_eq(t.state.admission[1].demand[2], 6 + 1);
    tiny_close(&t);
}
END_TEST

START_TEST(guarantee_goes_to_the_first_school_with_a_class)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* 2022, twice the children: A 28, B 24, C 12 for 45 + 30 places at the limit: none is left over.
     * Three times as many: A 42, B 36, C 18 are 96, so that 21 find no place below the limit. */
    for (int32_t z = 0; z < 3; z++)
        t.scenario.participation.share[2 * 6 + 2 * z] = 3.0;
    t.scenario.assignment.guarantee = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    int32_t roll[2], beyond[2] = { 0, 0 };
    for (int32_t z = 0; z < 3; z++) {
        int32_t own = z == 2 ? 1 : 0;
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_UNPLACED, z, XW_NONE), 0);
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_GUARANTEED, z, 1 - own), 0);
        beyond[own] += placed_for(&t, 0, XW_REASON_GUARANTEED, z, own);
    }
    ck_assert_int_eq(beyond[0] + beyond[1], 96 - 75);
    xw_state_by_division(&t.state.seated[0], 2, roll);
    ck_assert_int_eq(roll[0], 45 + beyond[0]);
    ck_assert_int_eq(roll[1], 30 + beyond[1]);
    tiny_close(&t);
}
END_TEST

/* S2 teaches lower secondary too, with three rooms of its own; S1 feeds it a fifth of its leavers in
 * 2020. All catchments of lower secondary are S1's. */
static void open_fed(struct tiny *t, int32_t nearest)
{
    static int32_t school[] = { 0, 0, 1 }, stage[] = { 0, 1, 1 }, rooms[] = { 6, 3, 3 },
                   none[] = { XW_NONE, XW_NONE, XW_NONE }, from[] = { 0 }, to[] = { 1 };
    static int16_t year[] = { 2000, 2000, 2000 }, since[] = { 2020 };
    static uint8_t evidence[3];
    static double share[] = { 0.2 };
    tiny_read(t, NULL);
    t->scenario.capacity = (struct xw_capacity){ .count = 3,
                                                 .school = school,
                                                 .stage = stage,
                                                 .year = year,
                                                 .rooms = rooms,
                                                 .intake_plan = none,
                                                 .design_seats = none,
                                                 .evidence = evidence };
    t->scenario.feeders = (struct xw_feeders){ .count = 1,
                                               .from_school = from,
                                               .to_school = to,
                                               .share = share,
                                               .from_year = since,
                                               .to_year = since };
    t->scenario.assignment.feeder_bonus_m = 1000;
    t->scenario.assignment.coordination_m = 300;
    t->scenario.assignment.nearest = nearest;
    tiny_prepare(t);
}

START_TEST(old_school_shortens_the_way_it_feeds)
{
    /* What S1 does not send to S2 it keeps: 200 m off the way to S2, 800 m off the way to S1. */
    static const int32_t way[3][2] = { { 0, 3600 }, { 1200, 2400 }, { 3600, 0 } };
    for (int32_t nearest = 0; nearest < 3; nearest += 2) {
        struct tiny t;
        open_fed(&t, nearest);
        tiny_step_to(&t, 0);
        struct xw_entry_ways a = ways_of(&t, 1);
        ck_assert_int_eq(a.count, 6);
        for (int32_t i = 0; i < 6; i++) {
            int32_t z = i / 2, d = i % 2;
            ck_assert_int_eq(a.start[z], 2 * z);
            ck_assert_int_eq(a.zone[i], z);
            ck_assert_int_eq(a.division[i], d);
            ck_assert_int_eq(a.cost_m[i], way[z][d] - (d == 0 ? 800 : 200));
            ck_assert_int_eq(a.fed[i], 1);
        }
        ck_assert_int_eq(a.start[3], 6);
        /* C's leavers: 2,800 m to S1; 100 m to S2, since it is outside the catchment by 300 m. */
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_FEEDER, 2, 1), 6);
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_CATCHMENT, XW_NONE, 0), 24);
        int32_t roll[2];
        xw_state_by_division(&t.state.seated[2], 2, roll);
        ck_assert_int_eq(roll[0], 24);
        ck_assert_int_eq(roll[1], 6);

        /* In 2021 the row has ended: S1 keeps all, S2 is another school as far as it is near. */
        tiny_step_to(&t, 1);
        a = ways_of(&t, 1);
        ck_assert_int_eq(a.count, nearest == 0 ? 3 : 6);
        for (int32_t i = 0; i < a.count; i++) {
            int32_t z = a.zone[i], d = a.division[i];
            ck_assert_int_eq(a.cost_m[i], way[z][d] - (d == 0 ? 1000 : 0));
            ck_assert_int_eq(a.fed[i], d == 0);
        }
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_COORDINATION, XW_NONE, 1),
                         nearest == 0 ? 0 : 6);
        /* The lowest stage has no school below it. */
        ck_assert_ptr_null(ways_of(&t, 0).directed.start);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(private_lottery_is_of_its_stage)
{
    struct tiny t;
    open_fed(&t, 0);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    for (int32_t z = 0; z < 3; z++)
        t.scenario.entry.ratio[2 * z + 1] = 2.0; /* 60 seek lower secondary: 24, 24, 12 */
    to_rooms(&t, 0);
    static const int32_t want[] = { 12, 12, 6 }; /* 3 classes of 10 in S2 */
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(t.state.admission[1].private_[z], want[z]);
        ck_assert_int_eq(placed_for(&t, 1, XW_REASON_PRIVATE, z, 1), want[z]);
        ck_assert_int_eq(t.state.seekers[2][z], want[z]);
        ck_assert_int_eq(t.state.admission[0].private_[z], 0);
        ck_assert_int_eq(t.state.seekers[0][z], want[z]);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(first_school_may_be_the_private_one)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[0] = XW_PRIVATE;
    tiny_prepare(&t);
    to_rooms(&t, 1);
    /* 22, 12 and 6 seek the 30 places of S1: 16.5, 9 and 4.5; the first of two equal remainders. */
    ck_assert_int_eq(t.state.admission[0].private_[0], 17);
    ck_assert_int_eq(t.state.admission[0].private_[1], 9);
    ck_assert_int_eq(t.state.admission[0].private_[2], 4);
    ck_assert_int_eq(placed_for(&t, 0, XW_REASON_PRIVATE, XW_NONE, 0), 30);
    tiny_close(&t);
}
END_TEST

START_TEST(a_city_stage_leaves_the_next_one_its_schools)
{
    struct tiny t;
    open_fed(&t, 2);
    t.scenario.stages.stage[0].city = true;
    tiny_step_to(&t, 0);
    ck_assert_int_eq(t.state.seated[0].division[0], XW_NONE);
    ck_assert_int_eq(t.state.may_open[2][0], 3);
    ck_assert_int_eq(t.state.classes[2][0], 3);
    /* Nobody knows the city school that a leaver comes from: no way is shortened. */
    ck_assert_ptr_null(ways_of(&t, 1).directed.start);
    tiny_close(&t);
}
END_TEST

START_TEST(closed_school_is_fed_nobody)
{
    struct tiny t;
    open_fed(&t, 0);
    ptrdiff_t at = (ptrdiff_t)(t.prepared.timeline.stage_start[1] + 1) * t.prepared.years;
    t.prepared.timeline.open[at] = 0; /* S2 in 2020 */
    tiny_step_to(&t, 0);
    ck_assert_int_eq(ways_of(&t, 1).count, 3);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, transition_is_that_of_the_year);
    tcase_add_test(c, rolls_of_the_youngest_are_used_while_they_are_known);
    tcase_add_test(c, private_school_with_room_takes_all);
    tcase_add_test(c, participation_is_that_of_the_year);
    tcase_add_test(c, who_waits_in_the_last_grade_leaves_it_from_home);
    tcase_add_test(c, guarantee_goes_to_the_first_school_with_a_class);
    tcase_add_test(c, old_school_shortens_the_way_it_feeds);
    tcase_add_test(c, private_lottery_is_of_its_stage);
    tcase_add_test(c, first_school_may_be_the_private_one);
    tcase_add_test(c, a_city_stage_leaves_the_next_one_its_schools);
    tcase_add_test(c, closed_school_is_fed_nobody);
    return c;
}

UNIT_MAIN("admission_rules", known())
