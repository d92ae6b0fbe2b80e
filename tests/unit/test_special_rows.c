#include "xuewei/special_rows.h"
#include "tiny.h"
#include <math.h>

static double of(const struct tiny *t, const char *measure, int16_t year)
{
    return tiny_measure(t, "district", measure, year);
}

static const struct xw_measure_row *find(const struct tiny *t, const char *measure)
{
    for (int32_t i = 0; i < t->record->measures; i++)
        if (strcmp(t->record->measure_name[i], measure) == 0) return &t->record->measure[i];
    return NULL;
}

/* Tiny's compulsory children of 2020, ages 6, 7 and 8, are 90. */
START_TEST(placement_of_the_compulsory_children)
{
    static const char *const keys[] = { "special.prevalence",
                                        "0.5",
                                        "special.school_share",
                                        "0.374",
                                        "special.home_share",
                                        "0.1",
                                        NULL };
    struct tiny t;
    tiny_open(&t, keys);
    tiny_step_to(&t, 0);
    ck_assert_double_eq_tol(of(&t, "special_pupils", 2020), 45.0, 1e-9);
    ck_assert_double_eq_tol(of(&t, "special_school_pupils", 2020), 45.0 * 0.374, 1e-9);
    ck_assert_double_eq_tol(of(&t, "special_home_pupils", 2020), 4.5, 1e-9);
    ck_assert_double_eq_tol(of(&t, "special_ordinary_pupils", 2020), 45.0 * 0.526, 1e-9);
    ck_assert_double_eq(of(&t, "special_classes_of_12", 2020), 2.0); /* 16.83 pupils */
    ck_assert_double_eq(of(&t, "special_classes_of_8", 2020), 3.0);
    ck_assert_double_eq(of(&t, "special_schools_wanted", 2020), 0.0);
    ck_assert_ptr_null(find(&t, "special_schools")); /* how many there are was not said */
    tiny_close(&t);
}
END_TEST

START_TEST(usual_shares_are_those_of_the_methods)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    ck_assert_double_eq_tol(of(&t, "special_pupils", 2020), 90.0 * 0.005, 1e-9);
    ck_assert_double_eq_tol(of(&t, "special_school_pupils", 2020), 90.0 * 0.005 * 0.374, 1e-9);
    tiny_close(&t);
}
END_TEST

START_TEST(one_school_for_300000_residents)
{
    static const char *const keys[] = { "special.schools", "1", NULL };
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        tiny_read(&t, keys);
        for (int32_t a = 0; a < t.scenario.ages; a++) /* A, women; not children of households */
            t.scenario.population.institutional[a] = k == 0 ? 14300.0 : 29000.0;
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        ck_assert_double_eq(of(&t, "special_schools_wanted", 2020), k == 0 ? 1.0 : 2.0);
        ck_assert_double_eq(of(&t, "special_schools", 2020), 1.0);
        ck_assert_str_eq(find(&t, "special_schools")->status, k == 0 ? "met" : "missed");
        ck_assert_double_eq_tol(of(&t, "special_pupils", 2020), 0.45, 1e-9);
        tiny_close(&t);
    }
}
END_TEST

/* The tiny scenario with its lower secondary grade as an upper secondary of the stage below: 30 leavers,
 * all go on, 60 % to general schools, 4 come from outside. */
static void as_upper(struct tiny *t, double *share, int32_t *inflow)
{
    tiny_read(t, NULL);
    t->scenario.stages.stage[1].name = XW_UPPER_SECONDARY;
    t->scenario.general = (struct xw_general){ true, share, inflow };
}

START_TEST(leavers_divide_into_general_and_vocational)
{
    double share[] = { 0.6, 0.5, 0.75, 0.6 };
    int32_t inflow[] = { 4, 0, 2, 0 };
    struct tiny t;
    as_upper(&t, share, inflow);
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    static const double leavers[] = { 30, 30, 30, 40 };
    for (int32_t y = 0; y < 4; y++) {
        int16_t year = (int16_t)(2020 + y);
        ck_assert_double_eq_tol(of(&t, "leavers_going_on_upper_secondary", year), leavers[y], 1e-9);
        /* 22.5 general entrants are 23 or 22 whole ones */
        ck_assert_double_eq_tol(of(&t, "general_entrants_upper_secondary", year),
                                leavers[y] * share[y] + inflow[y], 0.5 + 1e-9);
        ck_assert_double_eq_tol(of(&t, "vocational_entrants_upper_secondary", year),
                                leavers[y] * (1.0 - share[y]), 1e-9);
        ck_assert_double_eq(of(&t, "inflow_upper_secondary", year), inflow[y]);
    }
    ck_assert_int_eq(tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2020, 1, XW_SCOPE_ENTRY)->demand,
                     18 + 4);
    tiny_close(&t);
}
END_TEST

START_TEST(plans_are_held_against_entrants)
{
    double share[] = { 0.6, 0.6, 0.6, 1.0 };
    int32_t inflow[] = { 0, 0, 0, 0 };
    struct tiny t;
    as_upper(&t, share, inflow);
    t.scenario.capacity.intake_plan[1] = 2; /* 20 places */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_double_eq(of(&t, "plan_places_upper_secondary", 2020), 20.0);
    ck_assert_double_eq(of(&t, "plan_shortfall_upper_secondary", 2020), 0.0);
    ck_assert_double_eq(of(&t, "plan_shortfall_upper_secondary", 2023), 20.0);
    tiny_close(&t);
    as_upper(&t, share, inflow); /* no plan */
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_ptr_null(find(&t, "plan_places_upper_secondary"));
    tiny_close(&t);
    as_upper(&t, share, inflow); /* the city's: demand by residence, no plan of the district */
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_double_eq(of(&t, "general_entrants_upper_secondary", 2020), 18.0);
    ck_assert_ptr_null(find(&t, "plan_places_upper_secondary"));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, placement_of_the_compulsory_children);
    tcase_add_test(c, usual_shares_are_those_of_the_methods);
    tcase_add_test(c, one_school_for_300000_residents);
    tcase_add_test(c, leavers_divide_into_general_and_vocational);
    tcase_add_test(c, plans_are_held_against_entrants);
    return c;
}

UNIT_MAIN("special_rows", known_answers())
