#include "tiny_admission.h"

static int32_t total(const int32_t *v, int32_t n)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += v[i];
    return sum;
}

static int32_t roll(const struct tiny *t, int32_t row, int32_t division)
{
    int32_t pupils[2];
    xw_state_by_division(&t->state.seated[row], 2, pupils);
    return pupils[division];
}

START_TEST(classes_stay_when_pupils_go)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.rolls.count; i++)
        if (t.scenario.rolls.row[i] == 0) t.scenario.rolls.pupils[i] = 18; /* 2 by the norm */
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(roll(&t, 1, 0), 18);
    ck_assert_int_eq(t.state.classes[1][0], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(layers_fill_in_order)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(roll(&t, 0, 0), 40);
    ck_assert_int_eq(t.state.classes[0][0], 3);
    ck_assert_int_eq(total(t.state.waiting[0], 3), 0);
    tiny_step_to(&t, 2);
    ck_assert_int_eq(roll(&t, 0, 0), 26);
    ck_assert_int_eq(roll(&t, 0, 1), 6);
    ck_assert_int_eq(t.state.classes[0][1], 1);
    ck_assert_int_eq(t.state.classes[1][0], 3);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(roll(&t, 2, 0), 40);
    ck_assert_int_eq(t.state.classes[2][0], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(classes_pass_the_norm_by_the_tolerance)
{
    /* 30 entrants of 2020 are 3 classes of 10, or 2 of 15 when 5 above the norm are tolerated. */
    static const struct {
        const char *tolerance;
        int32_t classes;
    } want[] = { { "0", 3 }, { "4", 3 }, { "5", 2 }, { "9", 2 } };
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        struct tiny t;
        tiny_open(&t, (const char *const[]){ "classes.tolerance", want[k].tolerance, NULL });
        tiny_step_to(&t, 0);
        ck_assert_int_eq(roll(&t, 0, 0), 30);
        ck_assert_int_eq(t.state.classes[0][0], want[k].classes);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(beyond_the_limit_pupils_wait_and_ask_again)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0; /* 60 entrants, 3 classes of at most 15 */
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(roll(&t, 0, 0), 45);
    ck_assert_int_eq(total(t.state.waiting[0], 3), 15);
    ck_assert_int_eq(placed_for(&t, 0, XW_REASON_UNPLACED, XW_NONE, XW_NONE), 15);
    tiny_step_to(&t, 1);
    /* They ask for grade 2, whose 3 classes are full, and go on waiting. */
    ck_assert_int_eq(roll(&t, 1, 0), 45);
    ck_assert_int_eq(total(t.state.waiting[1], 3), 15);
    tiny_step_to(&t, 2);
    /* Whoever leaves primary school, with or without a place in it, seeks lower secondary. */
    ck_assert_int_eq(total(t.state.admission[1].demand, 3), 60);
    tiny_close(&t);
}
END_TEST

START_TEST(guarantee_lets_classes_grow)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0;
    t.scenario.assignment.guarantee = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(roll(&t, 0, 0), 60);
    ck_assert_int_eq(placed_for(&t, 0, XW_REASON_GUARANTEED, XW_NONE, 0), 15);
    ck_assert_int_eq(total(t.state.waiting[0], 3), 0);
    ck_assert_int_eq(t.state.classes[0][0], 3);
    tiny_close(&t);
}
END_TEST

START_TEST(closing_school_sends_its_pupils_elsewhere)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.closes[1] = 2022; /* S2 opens in 2022 and is gone in 2023 */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(roll(&t, 0, 1) + roll(&t, 1, 1), 0);
    ck_assert_int_eq(t.state.classes[1][1], 0);
    ck_assert_int_eq(roll(&t, 1, 0), 32); /* 26 + the 6 of S2 */
    tiny_close(&t);
}
END_TEST

START_TEST(years_go_on_after_a_school_has_closed)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.opens[1] = INT16_MIN;
    t.scenario.schools.closes[0] =
        2021; /* S1 is gone in 2022: 70 pupils and 30 of lower secondary */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    int32_t seated = roll(&t, 0, 1) + roll(&t, 1, 1);
    ck_assert_int_eq(roll(&t, 0, 0) + roll(&t, 1, 0), 0);
    ck_assert_int_eq(seated + total(t.state.waiting[0], 3) + total(t.state.waiting[1], 3), 62);
    ck_assert_int_eq(roll(&t, 2, 0), 0);
    tiny_close(&t);
}
END_TEST

START_TEST(nine_year_school_keeps_its_leavers)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    /* S1 has both stages: whoever leaves its primary part is fed to its lower secondary part. */
    struct xw_entry_ways ways = ways_of(&t, 1);
    ck_assert_int_eq(ways.count, 3);
    ck_assert_int_eq(ways.cost_m[2], 3600 - t.scenario.assignment.feeder_bonus_m);
    ck_assert_int_eq(placed_for(&t, 1, XW_REASON_CATCHMENT, 2, 0), t.state.admission[1].demand[2]);
    tiny_close(&t);
}
END_TEST

START_TEST(a_private_school_is_never_fed)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[0] = XW_PRIVATE; /* a private nine-year school */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    struct xw_entry_ways ways = ways_of(&t, 1);
    for (int32_t i = 0; i < ways.count; i++)
        ck_assert_int_ne(ways.division[i], 0);
    tiny_close(&t);
}
END_TEST

START_TEST(children_who_move_into_an_empty_zone_are_pupils)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.september_before_known = true;
    t.state.september[0][6] = 0.0; /* A had nobody aged 6 a year ago; 12 aged 7 now */
    t.state.september[0][t.scenario.ages + 6] = 12.0;
    t.state.september[0][2 * t.scenario.ages + 6] = 6.0;
    t.state.seated[0].count = 0; /* and no pupil at all sat in grade 1 */
    t.state.classes[0][0] = 0;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seekers[1][0], 12);
    ck_assert_int_eq(t.state.seekers[1][1], 0);
    ck_assert_int_eq(t.state.came, 12);
    tiny_close(&t);
}
END_TEST

START_TEST(private_school_draws_by_demand)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    /* 32 children, 2 classes of 10: A 14, B 12, C 6 share 20 places as 8.75, 7.5, 3.75. */
    const int32_t *p = t.state.admission[0].private_;
    static const int32_t want[] = { 9, 7, 4 };
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(p[z], want[z]);
        ck_assert_int_eq(placed_for(&t, 0, XW_REASON_PRIVATE, z, 1), want[z]);
    }
    ck_assert_int_eq(roll(&t, 0, 1), 20);
    ck_assert_int_eq(roll(&t, 0, 0), 12);
    ck_assert_int_eq(t.state.classes[0][1], 2);
    tiny_close(&t);
}
END_TEST

START_TEST(city_stage_seats_everybody)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    int32_t zone[3];
    xw_state_by_zone(&t.state.seated[2], 3, zone);
    ck_assert_int_eq(zone[0], 12);
    ck_assert_int_eq(zone[2], 6);
    ck_assert_int_eq(t.state.seated[2].division[0], XW_NONE);
    ck_assert_int_eq(total(t.state.waiting[2], 3), 0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, classes_stay_when_pupils_go);
    tcase_add_test(c, layers_fill_in_order);
    tcase_add_test(c, classes_pass_the_norm_by_the_tolerance);
    tcase_add_test(c, beyond_the_limit_pupils_wait_and_ask_again);
    tcase_add_test(c, guarantee_lets_classes_grow);
    tcase_add_test(c, closing_school_sends_its_pupils_elsewhere);
    tcase_add_test(c, years_go_on_after_a_school_has_closed);
    tcase_add_test(c, nine_year_school_keeps_its_leavers);
    tcase_add_test(c, a_private_school_is_never_fed);
    tcase_add_test(c, children_who_move_into_an_empty_zone_are_pupils);
    tcase_add_test(c, private_school_draws_by_demand);
    tcase_add_test(c, city_stage_seats_everybody);
    return c;
}

UNIT_MAIN("admission", known())
