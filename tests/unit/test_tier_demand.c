#include "xuewei/tier_demand.h"
#include "rounds_kit.h"

/* 2020 of tiny: A 12, B 12, C 6. */
static void divide(struct tiny *t, int32_t count, const double *share)
{
    struct xw_tier tiers[] = { { .order = 1 }, { .order = 2 }, { .order = 3 } };
    tiny_open(t, NULL);
    rounds_tiers(&t->scenario, count, tiers);
    for (int32_t i = 0; i < count; i++)
        t->scenario.tiers.share[i] = share[i];
    to_rooms(t, 0);
}

START_TEST(zones_keep_their_demand_and_tiers_their_share)
{
    /* 9 + 3, 9 + 3 and 4.5 + 1.5: the district has 22.5 and 7.5. */
    struct tiny t;
    divide(&t, 2, (const double[]){ 0.75, 0.25 });
    const struct xw_admission *a = &t.state.admission[0];
    ck_assert(a->tiers.given);
    ck_assert_int_eq(a->of_tier[0], 9);
    ck_assert_int_eq(a->of_tier[1], 3);
    ck_assert_int_eq(a->of_tier[2], 9);
    ck_assert_int_eq(a->of_tier[4] + a->of_tier[5], 6);
    ck_assert(a->of_tier[5] == 1 || a->of_tier[5] == 2);
    for (int32_t i = 0; i < 6; i++) {
        ck_assert_int_eq(a->left[2 * i], a->of_tier[i]);
        ck_assert_int_eq(a->left[2 * i + 1], 0);
    }
    tiny_close(&t);
}
END_TEST

/* 0.48, 0.48 and 0.24 of a pupil: each zone alone would have none, the district has 1.2. */
START_TEST(small_zones_do_not_always_lose_small_tiers)
{
    struct tiny t;
    divide(&t, 2, (const double[]){ 0.96, 0.04 });
    const struct xw_admission *a = &t.state.admission[0];
    int32_t few = a->of_tier[1] + a->of_tier[3] + a->of_tier[5];
    ck_assert(few == 1 || few == 2);
    for (int32_t z = 0; z < 3; z++)
        ck_assert_int_eq(a->of_tier[2 * z] + a->of_tier[2 * z + 1], a->demand[z]);
    tiny_close(&t);
}
END_TEST

/* The table demand gives B by tier, in the first year and in another one. */
START_TEST(given_tiers_stand_before_shares)
{
    struct tiny t;
    struct xw_tier tiers[] = { { .order = 1 }, { .order = 2 }, { .order = 3 } };
    static int32_t year[] = { 0, 0, 1 }, zone[] = { 1, 1, 1 }, stage[] = { 0, 0, 0 },
                   tier[] = { 0, 2, 0 }, pupils[] = { 4, 13, 99 };
    int32_t given[4 * 3 * 2];
    tiny_open(&t, NULL);
    rounds_tiers(&t.scenario, 3, tiers);
    for (int32_t i = 0; i < 4 * 3 * 2; i++)
        given[i] = XW_NONE;
    given[2 * 1] = 17;
    t.scenario.given_demand = given;
    t.scenario.given_tiers = (struct xw_given_tiers){ 3, year, zone, stage, tier, pupils };
    to_rooms(&t, 0);
    const struct xw_admission *a = &t.state.admission[0];
    ck_assert_int_eq(a->demand[1], 17);
    static const int32_t want[] = { 4, 0, 13 };
    for (int32_t k = 0; k < 3; k++) {
        ck_assert_int_eq(a->of_tier[3 + k], want[k]);
        ck_assert_int_eq(a->left[2 * (3 + k)], want[k]);
    }
    ck_assert_int_eq(a->of_tier[0] + a->of_tier[1] + a->of_tier[2], 12);
    tiny_close(&t);
}
END_TEST

START_TEST(a_stage_without_tiers_has_one)
{
    struct tiny t;
    tiny_open(&t, NULL);
    to_rooms(&t, 0);
    const struct xw_admission *a = &t.state.admission[0];
    ck_assert(!a->tiers.given);
    ck_assert_int_eq(a->tiers.count, 1);
    for (int32_t z = 0; z < 3; z++)
        ck_assert_int_eq(a->of_tier[z], a->demand[z]);
    tiny_close(&t);
}
END_TEST

/* Whoever comes from a zone without children of the age has the district's mix: 12 entrants of C, which has
 * none, are 6 and 6 where A has one tier's children and B the other's. */
START_TEST(a_zone_without_residents_has_the_mix_of_the_district)
{
    struct tiny t;
    struct xw_tier tiers[] = { { .order = 1 }, { .order = 2 } };
    tiny_open(&t, NULL);
    rounds_tiers(&t.scenario, 2, tiers);
    to_rooms(&t, 0);
    int32_t ages = t.scenario.ages, age = t.scenario.stages.stage[0].first_age;
    t.state.september[1][2 * ages + age] = 0.0;
    struct xw_admission *a = &t.state.admission[0];
    a->demand[2] = 12;
    ck_assert_int_eq(xw_tier_demand(&t.state, 0), XW_OK);
    ck_assert_int_eq(a->of_tier[4], 6);
    ck_assert_int_eq(a->of_tier[5], 6);
    tiny_close(&t);
}
END_TEST

/* All stages share the scenario's rows; a stage of the city has no tiers of ours. */
START_TEST(a_stage_of_the_city_has_one)
{
    struct tiny t;
    struct xw_tier tiers[] = { { .order = 1 }, { .order = 2 } };
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    rounds_tiers(&t.scenario, 2, tiers);
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(t.state.admission[0].tiers.count, 2);
    ck_assert_int_eq(t.state.admission[1].tiers.count, 1);
    ck_assert_int_eq(placed_for(&t, 1, XW_REASON_CITY, XW_NONE, XW_NONE),
                     t.state.admission[1].demand[0] + t.state.admission[1].demand[1] +
                         t.state.admission[1].demand[2]);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, zones_keep_their_demand_and_tiers_their_share);
    tcase_add_test(c, small_zones_do_not_always_lose_small_tiers);
    tcase_add_test(c, given_tiers_stand_before_shares);
    tcase_add_test(c, a_stage_without_tiers_has_one);
    tcase_add_test(c, a_zone_without_residents_has_the_mix_of_the_district);
    tcase_add_test(c, a_stage_of_the_city_has_one);
    return c;
}

UNIT_MAIN("tier demand", known())
