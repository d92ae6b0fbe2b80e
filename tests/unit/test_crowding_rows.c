#include "xuewei/crowding_rows.h"
#include "tiny.h"
#include <math.h>

static double of(const struct tiny *t, const char *measure, int16_t year)
{
    return tiny_measure(t, "district", measure, year);
}

static const char *status_of(const struct tiny *t, const char *measure, int16_t year)
{
    for (int32_t i = 0; i < t->record->measures; i++)
        if (t->record->measure[i].year == year && strcmp(t->record->measure_name[i], measure) == 0)
            return t->record->measure[i].status;
    ck_abort_msg("no measure %s", measure);
    return NULL;
}

static void shares(struct tiny *t, double share)
{
    for (int32_t i = 0; i < 4 * 3; i++)
        t->scenario.participation.share[2 * i] = share;
}

/* 2021: 40 entrants in 3 classes of 14, 13, 13 for 10: 4 + 3 + 3 above the norm, everybody placed. */
START_TEST(assigned_gap_counts_pupils_above_the_norm)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 1);
    ck_assert_double_eq(of(&t, "assigned_gap_entry_primary", 2020), 0.0);
    ck_assert_double_eq(of(&t, "assigned_gap_entry_primary", 2021), 10.0);
    ck_assert_double_eq(of(&t, "assigned_gap_all_primary", 2021), 10.0);
    ck_assert_double_eq(of(&t, "classes_over_norm_share_primary", 2021), 0.5);
    tiny_close(&t);
    /* 60 entrants in 2020: 45 in 3 classes of 15, 15 without a place. */
    tiny_read(&t, NULL);
    shares(&t, 2.0);
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_double_eq(of(&t, "assigned_gap_entry_primary", 2020), 15.0 + 15.0);
    ck_assert_double_eq(of(&t, "assigned_gap_all_primary", 2020), 30.0);
    /* 2021: 80 entrants, 45 placed, 35 wait; 45 in the second grade, of whom 15 again wait. */
    ck_assert_double_eq(of(&t, "assigned_gap_entry_primary", 2021), 15.0 + 35.0);
    ck_assert_double_eq(of(&t, "assigned_gap_all_primary", 2021), 15.0 + 35.0 + 15.0 + 15.0);
    tiny_close(&t);
}
END_TEST

/* 180 entrants in 3 classes of 60, 30 older pupils in 3 of 10. */
START_TEST(bands_have_their_names)
{
    struct tiny t;
    tiny_read(&t, NULL);
    shares(&t, 6.0);
    for (int32_t row = 0; row < 2; row++) {
        t.scenario.norms.value[0][row][XW_NORM_CLASS_SIZE_NORM] = 40;
        t.scenario.norms.value[0][row][XW_NORM_CLASS_SIZE_STRETCH] = 50;
        t.scenario.norms.value[0][row][XW_NORM_CLASS_SIZE_LIMIT] = 70;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_double_eq(of(&t, "classes_over_50_primary", 2020), 3.0);
    ck_assert_double_eq(of(&t, "classes_over_50_share_primary", 2020), 0.5);
    ck_assert_double_eq(of(&t, "classes_56_share_primary", 2020), 0.5);
    ck_assert_double_eq(of(&t, "classes_66_share_primary", 2020), 0.0);
    ck_assert_str_eq(status_of(&t, "classes_56_share_primary", 2020), "missed");
    ck_assert_str_eq(status_of(&t, "classes_66_share_primary", 2020), "met");
    for (int b = 0; b < 3; b++) {
        static const char *const name[] = { "pupils_in_classes_over_45_primary",
                                            "pupils_in_classes_over_50_primary",
                                            "pupils_in_classes_over_55_primary" };
        ck_assert_double_eq_tol(of(&t, name[b], 2020), 180.0 / 210.0, 1e-12);
    }
    ck_assert_double_eq(of(&t, "pupils_in_classes_over_65_primary", 2020), 0.0);
    tiny_close(&t);
}
END_TEST

/* 2022: S1 has 66 pupils on 60 seats, S2 6 on 40. */
START_TEST(use_is_spread_over_schools)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    ck_assert_double_eq_tol(of(&t, "utilisation_primary", 2022), 72.0 / 100.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "utilisation_p10_primary", 2022), 6.0 / 40.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "utilisation_p50_primary", 2022), 6.0 / 40.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "utilisation_p90_primary", 2022), 66.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "utilisation_spread_primary", 2022), 1.1 - 0.15, 1e-12);
    tiny_close(&t);
}
END_TEST

/* Without its row of 2022 on, C has no school of its own but the nearest, S2; with S1 for all, C's six
 * entrants of 2022 have the full S1, and those whom S1 does not seat cheaply go to S2 outside it. */
START_TEST(who_leaves_his_zone_is_coordinated)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    ck_assert_double_eq(of(&t, "coordination_share_primary", 2022), 0.0);
    tiny_close(&t);
    tiny_read(&t, NULL);
    t.scenario.catchments.to_year[2] = XW_NEVER; /* C stays with S1 */
    t.scenario.catchments.from_year[3] = 2090;
    t.scenario.assignment.coordination_m = 0;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    int32_t outside = 0, all = 0;
    for (int32_t i = 0; i < t.record->flows; i++) {
        const struct xw_flow_row *f = &t.record->flow[i];
        if (f->year != 2022 || f->stage != 0) continue;
        all += f->pupils;
        if (f->school == 1) outside += f->pupils;
    }
    ck_assert_int_gt(outside, 0);
    ck_assert_double_eq_tol(of(&t, "coordination_share_primary", 2022), (double)outside / all,
                            1e-12);
    tiny_close(&t);
}
END_TEST

/* 2,100 entrants and 30 older pupils in primary, 30 in lower secondary. */
START_TEST(large_schools_are_counted_by_code)
{
    for (int k = 0; k < 3; k++) {
        struct tiny t;
        tiny_read(&t, NULL);
        shares(&t, 70.0);
        t.scenario.capacity.rooms[0] = 500;
        t.scenario.stages.stage[1].city = k == 1;
        tiny_prepare(&t);
        if (k == 2) t.scenario.stages.stage[0].name = XW_KINDERGARTEN;
        tiny_step_to(&t, 0);
        ck_assert_double_eq(of(&t, "schools_over_2000", 2020), k < 2 ? 1.0 : 0.0);
        ck_assert_double_eq(of(&t, "schools_over_2500", 2020), 0.0);
        /* A nine-year school may have 2,500. */
        ck_assert_double_eq(of(&t, "schools_over_balance_size", 2020), k == 1 ? 1.0 : 0.0);
        ck_assert_str_eq(status_of(&t, "schools_over_balance_size", 2020),
                         k == 1 ? "missed" : "met");
        tiny_close(&t);
    }
    /* 2022: S1 and S2 are two campuses of one school. */
    for (int one = 0; one < 2; one++) {
        struct tiny t;
        tiny_read(&t, NULL);
        shares(&t, 55.0);
        t.scenario.capacity.rooms[0] = 500;
        t.scenario.projects.classes[0] = 300;
        const char *code[2] = { "S1", one ? "S1" : "S2" };
        t.scenario.schools.school_code = code;
        tiny_prepare(&t);
        tiny_step_to(&t, 2);
        const double entrants[] = { 1650, 2200, 1760 }; /* 30, 40 and 32 children */
        ck_assert_double_eq(of(&t, "roll_primary", 2022), entrants[1] + entrants[2]);
        ck_assert_double_eq(of(&t, "schools_over_2500", 2022), 1.0);
        ck_assert_double_eq(of(&t, "schools_over_balance_size", 2022), 1.0);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(a_city_stage_says_nothing)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[0].city = t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    for (int32_t i = 0; i < t.record->measures; i++)
        ck_assert_msg(strstr(t.record->measure_name[i], "classes_over") == NULL &&
                          strstr(t.record->measure_name[i], "assigned_gap") == NULL &&
                          strstr(t.record->measure_name[i], "utilisation") == NULL &&
                          strstr(t.record->measure_name[i], "coordination") == NULL,
                      "%s", t.record->measure_name[i]);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, assigned_gap_counts_pupils_above_the_norm);
    tcase_add_test(c, bands_have_their_names);
    tcase_add_test(c, use_is_spread_over_schools);
    tcase_add_test(c, who_leaves_his_zone_is_coordinated);
    tcase_add_test(c, large_schools_are_counted_by_code);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_city_stage_says_nothing);
    return c;
}

UNIT_MAIN("crowding_rows", known_answers(), limits())
