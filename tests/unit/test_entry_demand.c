#include "xuewei/entry_demand.h"
#include "tiny_admission.h"

static int32_t total(const int32_t *v, int32_t n)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += v[i];
    return sum;
}

START_TEST(demand_is_that_of_the_paper)
{
    static const int32_t primary[4][3] = {
        { 12, 12, 6 }, { 22, 12, 6 }, { 14, 12, 6 }, { 12, 12, 6 }
    };
    static const int32_t lower[4][3] = {
        { 12, 12, 6 }, { 12, 12, 6 }, { 12, 12, 6 }, { 22, 12, 6 }
    };
    struct tiny t;
    tiny_open(&t, NULL);
    for (int32_t y = 0; y < 4; y++) {
        tiny_step_to(&t, y);
        for (int32_t z = 0; z < 3; z++) {
            ck_assert_int_eq(t.state.admission[0].demand[z], primary[y][z]);
            ck_assert_int_eq(t.state.admission[1].demand[z], lower[y][z]);
        }
    }
    tiny_close(&t);
}
END_TEST

START_TEST(participation_and_transition_multiply)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++) {
        t.scenario.participation.share[2 * i] = 1.5;
        t.scenario.entry.ratio[2 * i + 1] = 0.5;
    }
    tiny_prepare(&t);
    to_rooms(&t, 0);
    ck_assert_int_eq(total(t.state.admission[0].demand, 3), 45);
    ck_assert_int_eq(t.state.admission[0].demand[0], 18);
    ck_assert_int_eq(total(t.state.admission[1].demand, 3), 15);
    tiny_close(&t);
}
END_TEST

/* What the table demand gives stands before residents and leavers, cell by cell. */
START_TEST(given_demand_replaces_what_is_projected)
{
    struct tiny t;
    int32_t given[4 * 3 * 2];
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3 * 2; i++)
        given[i] = XW_NONE;
    given[2 * (3 * 0 + 1) + 0] = 77; /* 2020, the second zone, primary */
    given[2 * (3 * 0 + 0) + 1] = 0;
    given[2 * (3 * 1 + 2) + 1] = 5; /* another year */
    t.scenario.given_demand = given;
    tiny_prepare(&t);
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.admission[0].demand[0], 12);
    ck_assert_int_eq(t.state.admission[0].demand[1], 77);
    ck_assert_int_eq(t.state.admission[0].demand[2], 6);
    ck_assert_int_eq(t.state.admission[1].demand[0], 0);
    ck_assert_int_eq(t.state.admission[1].demand[1], 12);
    ck_assert_int_eq(t.state.admission[1].demand[2], 6);
    ck_assert_int_eq(total(t.state.seekers[0], 3), 95);
    tiny_close(&t);
}
END_TEST

START_TEST(without_transition_entrants_are_residents)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++) {
        t.scenario.entry.ratio[2 * i + 1] = NAN;
        t.scenario.participation.share[2 * i + 1] = 2.0;
    }
    tiny_prepare(&t);
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.admission[1].demand[0], 24); /* 12 aged 8, twice */
    tiny_close(&t);
}
END_TEST

START_TEST(a_ratio_may_be_given_for_some_zones)
{
    struct tiny t;
    for (int32_t without = 0; without < 3; without += 2) {
        tiny_read(&t, NULL);
        for (int32_t y = 0; y < 4; y++) {
            t.scenario.entry.ratio[2 * (3 * y + without) + 1] = NAN;
            t.scenario.participation.share[2 * (3 * y + without) + 1] = 2.0;
        }
        tiny_prepare(&t);
        to_rooms(&t, 0);
        ck_assert_int_eq(t.state.admission[1].demand[0], without == 0 ? 24 : 12);
        ck_assert_int_eq(t.state.admission[1].demand[1], 12);
        ck_assert_int_eq(t.state.admission[1].demand[2], without == 2 ? 12 : 6);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(kindergarten_rolls_feed_primary_while_they_are_known)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* Call the first stage a kindergarten of two years: its base rolls were known before the horizon,
     * so that the next stage starts from them for two years and from residents afterwards. */
    t.scenario.stages.stage[0].name = XW_KINDERGARTEN;
    for (int32_t i = 0; i < 4 * 3; i++) {
        t.scenario.entry.ratio[2 * i + 1] = 1.0;
        t.scenario.participation.share[2 * i + 1] = 3.0;
    }
    tiny_prepare(&t);
    to_rooms(&t, 0);
    ck_assert_int_eq(t.state.admission[1].demand[2], 6);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.stages.stage[0].name = XW_KINDERGARTEN;
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i + 1] = 1.0;
    t.scenario.assignment.guarantee = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    to_rooms(&t, 2);
    ck_assert_int_eq(t.state.admission[1].demand[2], 6); /* residents x 1 again */
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i + 1] = 3.0;
    ck_assert_int_eq(xw_entry_demand(&t.state), XW_OK);
    ck_assert_int_eq(t.state.admission[1].demand[2], 18);
    tiny_close(&t);
}
END_TEST

/* Over the summer half of zone B's children of 7 went away, and A had none of that age. The ratio beyond
 * the cohort's change: 12 x 0.9 / 2 = 5.4 of B, 10.8 of A and its 12 who moved in, 5.4 of C. The ratio of
 * the rolls holds all of that: 10.8, 10.8, 5.4. */
START_TEST(a_ratio_of_the_rolls_holds_the_summer)
{
    static const int32_t want[2][3] = { { 11 + 12, 6, 5 }, { 11, 11, 5 } };
    for (int of_rolls = 0; of_rolls < 2; of_rolls++) {
        struct tiny t;
        tiny_read(&t, NULL);
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.entry.ratio[2 * i + 1] = 0.9;
        t.scenario.entry.of_rolls[1] = of_rolls == 1;
        tiny_prepare(&t);
        t.state.september_before_known = true;
        for (int32_t z = 0; z < 3; z++)
            t.state.september[0][z * t.scenario.ages + 7] = z == 0 ? 0.0 : z == 1 ? 24.0 : 6.0;
        xw_state_turn_to(&t.state, 0);
        ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
        ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
        ck_assert_int_eq(xw_entry_demand(&t.state), XW_OK);
        for (int z = 0; z < 3; z++)
            ck_assert_int_eq(t.state.admission[1].demand[z], want[of_rolls][z]);
        tiny_close(&t);
    }
}
END_TEST

/* Leavers 12, 12, 6; residents x 3 are 36, 36, 18. Half of each in the year of the midpoint; in the
 * third year no kindergarten roll is known any more. Lower secondary is never blended. */
START_TEST(kindergarten_rolls_and_residents_are_blended)
{
    struct tiny t;
    for (int kindergarten = 0; kindergarten < 2; kindergarten++) {
        tiny_read(&t, NULL);
        if (kindergarten) t.scenario.stages.stage[0].name = XW_KINDERGARTEN;
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i + 1] = 3.0;
        t.scenario.forecast = (struct xw_forecast_rules){ XW_FORECAST_BLEND, 1.0, 2.0 };
        t.scenario.assignment.guarantee = true;
        tiny_prepare(&t);
        to_rooms(&t, 0);
        ck_assert_int_eq(t.state.admission[1].demand[0], kindergarten ? 24 : 12);
        ck_assert_int_eq(t.state.admission[1].demand[2], kindergarten ? 12 : 6);
        tiny_close(&t);
    }
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, demand_is_that_of_the_paper);
    tcase_add_test(c, participation_and_transition_multiply);
    tcase_add_test(c, given_demand_replaces_what_is_projected);
    tcase_add_test(c, without_transition_entrants_are_residents);
    tcase_add_test(c, a_ratio_may_be_given_for_some_zones);
    tcase_add_test(c, kindergarten_rolls_feed_primary_while_they_are_known);
    tcase_add_test(c, a_ratio_of_the_rolls_holds_the_summer);
    tcase_add_test(c, kindergarten_rolls_and_residents_are_blended);
    return c;
}

UNIT_MAIN("entry_demand", known())
