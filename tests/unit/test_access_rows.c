#include "xuewei/access_rows.h"
#include "tiny.h"
#include <math.h>

static double of(const struct tiny *t, const char *measure, int16_t year)
{
    return tiny_measure(t, "district", measure, year);
}

static bool has(const struct tiny *t, const char *measure)
{
    for (int32_t i = 0; i < t->record->measures; i++)
        if (strcmp(t->record->measure_name[i], measure) == 0) return true;
    return false;
}

/* The radius is 1,000 m, the detour 1.2. 2020: of 60 pupils 24 live in A beside S1, 24 in B 1,000 m from it
 * (1,200 m to go), 12 in C (3,000 and 3,600 m). S1 is full. */
START_TEST(one_school_for_all)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    ck_assert_double_eq_tol(of(&t, "within_radius_any_straight_primary", 2020), 48.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "within_radius_any_way_primary", 2020), 24.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(of(&t, "within_radius_assigned_straight_primary", 2020), 0.8, 1e-12);
    ck_assert_double_eq_tol(of(&t, "within_radius_assigned_way_primary", 2020), 0.4, 1e-12);
    ck_assert_double_eq(of(&t, "within_radius_free_straight_primary", 2020), 0.0);
    ck_assert_double_eq_tol(of(&t, "way_mean_m_primary", 2020), (24 * 1200.0 + 12 * 3600.0) / 60.0,
                            1e-9);
    ck_assert_double_eq(of(&t, "way_p90_m_primary", 2020), 3600.0);
    ck_assert_double_eq(of(&t, "way_max_m_primary", 2020), 3600.0);
    tiny_close(&t);
}
END_TEST

/* 2022: S2 opens beside C with places to spare; C's 6 older pupils stay in S1. */
START_TEST(any_own_and_free_differ)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    ck_assert_double_eq(of(&t, "within_radius_any_straight_primary", 2022), 1.0);
    ck_assert_double_eq_tol(of(&t, "within_radius_assigned_straight_primary", 2022), 66.0 / 72.0,
                            1e-12);
    ck_assert_double_eq_tol(of(&t, "within_radius_free_straight_primary", 2022), 12.0 / 72.0,
                            1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(boarders_are_left_out)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.boarding[0] = 1;
    t.scenario.assignment.boarding_m = 1; /* all of A and B board */
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert(!has(&t, "way_mean_m_lower_secondary")); /* S1 alone has the stage */
    ck_assert(!has(&t, "within_radius_any_straight_lower_secondary"));
    ck_assert_double_eq(of(&t, "way_max_m_primary", 2022), 0.0); /* the 6 in S2, beside it */
    ck_assert_double_eq(of(&t, "within_radius_any_way_primary", 2022), 1.0);
    tiny_close(&t);
}
END_TEST

/* 60 entrants for 45 places: who waits has a school near, but not one of his own. */
START_TEST(who_waits_has_no_school_of_his_own)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    double all = 0.0, near = 0.0, waiting = 0.0;
    for (int32_t z = 0; z < 3; z++) {
        static const char *const code[] = { "A", "B", "C" };
        const struct xw_gap_row *row = tiny_gap(&t, XW_LEVEL_ZONE, code[z], 2020, 0, XW_SCOPE_ALL);
        all += row->demand;
        waiting += row->unplaced;
        if (z < 2) near += row->demand;
    }
    ck_assert_double_eq(waiting, 15.0);
    ck_assert_double_eq_tol(of(&t, "within_radius_any_straight_primary", 2020), near / all, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(without_a_radius_only_ways_are_said)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.norms.value[0][0][XW_NORM_SERVICE_RADIUS] = NAN;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert(!has(&t, "within_radius_any_straight_primary"));
    ck_assert(has(&t, "way_mean_m_primary"));
    ck_assert(has(&t, "within_radius_any_straight_lower_secondary"));
    tiny_close(&t);
}
END_TEST

START_TEST(private_schools_cover_nobody)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE; /* S2, beside C */
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert_double_eq_tol(of(&t, "within_radius_any_straight_primary", 2022), 60.0 / 72.0, 1e-12);
    /* It takes pupils from S1, which has places again; its own are not for everybody. */
    ck_assert_double_eq_tol(of(&t, "within_radius_free_straight_primary", 2022), 60.0 / 72.0,
                            1e-12);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, one_school_for_all);
    tcase_add_test(c, any_own_and_free_differ);
    tcase_add_test(c, boarders_are_left_out);
    tcase_add_test(c, who_waits_has_no_school_of_his_own);
    tcase_add_test(c, private_schools_cover_nobody);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, without_a_radius_only_ways_are_said);
    return c;
}

UNIT_MAIN("access_rows", known_answers(), limits())
