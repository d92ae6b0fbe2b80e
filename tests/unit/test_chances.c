#include "chances.h"
#include "chances_fixture.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { REPLICATES = 200 };
static struct xw_arena arena;
static struct xw_run run;
static struct xw_figures figures;
static struct xw_chances chances;

static bool make(int32_t replicates)
{
    bool any;
    fixture_district(&arena, 0, &run);
    if (replicates > 0) fixture_replicates(&arena, replicates, 0.5, &run);
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &figures), XW_OK);
    ck_assert_int_eq(xw_chances_make(&arena, &figures, &chances, &any), XW_OK);
    return any;
}

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1u << 30), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

START_TEST(rows_are_found_by_place_stage_and_year)
{
    ck_assert(make(REPLICATES));
    for (int32_t i = 0; i < run.quantile_count; i++) {
        const struct xw_quantile_row *row = &run.quantile[i];
        int32_t town =
            row->level == XW_LEVEL_TOWN ? xw_figures_town_of(&figures, row->place) : XW_NONE;
        ck_assert_ptr_eq(xw_chances_band(&chances, town, row->stage, row->scope, row->quantity,
                                         row->year - run.first),
                         row);
    }
    for (int32_t i = 0; i < run.service_count; i += 3)
        for (int32_t k = 0; k < XW_SERVICES; k++) {
            const struct xw_service_row *row = &run.service[i + k];
            int32_t town =
                row->level == XW_LEVEL_TOWN ? xw_figures_town_of(&figures, row->place) : XW_NONE;
            ck_assert_double_eq(xw_chances_service(&chances, town, row->stage, row->scope,
                                                   row->year - run.first, k),
                                row->seats);
        }
    /* A place outside, a year outside, a stage whose seats are the city's. */
    ck_assert_ptr_null(
        xw_chances_band(&chances, figures.towns, 1, XW_SCOPE_ALL, XW_QUANTITY_DEMAND, 0));
    ck_assert_ptr_null(xw_chances_band(&chances, 0, 1, XW_SCOPE_ALL, XW_QUANTITY_DEMAND, 16));
    ck_assert_ptr_null(xw_chances_band(&chances, XW_NONE, 3, XW_SCOPE_ALL, XW_QUANTITY_SEATS, 0));
    ck_assert(isnan(xw_chances_short(&chances, XW_NONE, 3, XW_SCOPE_ALL, 0)));
    ck_assert(isnan(xw_chances_service(&chances, XW_NONE, 3, XW_SCOPE_ALL, 0, 0)));
    ck_assert_str_eq(xw_figures_key(&figures, "points"), "latin");
    ck_assert_str_eq(xw_figures_key(&figures, "nothing"), "—");
}
END_TEST

/* The first year above the threshold is the one that the run's row of risk names, place by place. */
START_TEST(first_years_agree_with_the_risks)
{
    ck_assert(make(REPLICATES));
    int32_t some = 0;
    for (int32_t t = XW_NONE; t < figures.towns; t++)
        for (int32_t s = 0; s < 3; s++) {
            const struct xw_risk_row *row = xw_chances_risk(&chances, t, s, XW_SCOPE_ALL);
            ck_assert_ptr_nonnull(row);
            int32_t first = xw_chances_first_above(&chances, t, s, XW_SCOPE_ALL, row->threshold);
            ck_assert_int_eq(first == XW_NONE ? XW_NONE : run.first + first, row->first_year);
            some += first != XW_NONE;
        }
    ck_assert_int_gt(some, 5);
    ck_assert_double_eq(xw_chances_threshold(&chances), 0.5);
}
END_TEST

START_TEST(the_riskiest_year_is_the_worst_of_equals)
{
    ck_assert(make(REPLICATES));
    int32_t year = xw_chances_riskiest(&chances, XW_NONE, 1, XW_SCOPE_ALL, 0);
    double p = xw_chances_short(&chances, XW_NONE, 1, XW_SCOPE_ALL, year);
    for (int32_t y = 0; y < figures.years; y++) {
        double other = xw_chances_short(&chances, XW_NONE, 1, XW_SCOPE_ALL, y);
        ck_assert(other < p || (other == p &&
                                xw_chances_expected(&chances, XW_NONE, 1, XW_SCOPE_ALL, y) <=
                                    xw_chances_expected(&chances, XW_NONE, 1, XW_SCOPE_ALL, year)));
    }
    ck_assert_int_eq(year, 5); /* 2025, the peak: several years are short in every draw */
    ck_assert_int_eq(xw_chances_riskiest(&chances, XW_NONE, 1, XW_SCOPE_ALL, 6), 6);
    ck_assert_int_eq(xw_chances_riskiest(&chances, XW_NONE, 0, XW_SCOPE_ALL, 0), XW_NONE);
    int32_t order[6];
    int32_t count = xw_chances_towns(&chances, 1, order);
    ck_assert_int_eq(count, 6);
    double before = 2.0;
    for (int32_t i = 0; i < count; i++) {
        int32_t worst = xw_chances_riskiest(&chances, order[i], 1, XW_SCOPE_ALL, 0);
        double risk =
            worst == XW_NONE ? 0.0 : xw_chances_short(&chances, order[i], 1, XW_SCOPE_ALL, worst);
        ck_assert_double_le(risk, before);
        before = risk;
    }
    ck_assert_int_eq(xw_chances_towns(&chances, 3, order), 0);
}
END_TEST

/* One draw of four is a year late: project 7 adds 1,620 seats in 2027, of which 405 are missing. */
START_TEST(lateness_is_in_shares_and_seat_years)
{
    struct xw_lateness late;
    ck_assert(make(REPLICATES));
    ck_assert(!xw_chances_lateness(&chances, 0, &late)); /* open */
    ck_assert(xw_chances_lateness(&chances, 6, &late));
    ck_assert_double_eq(late.on_time, 0.75);
    ck_assert_double_eq(late.within_one, 1.0);
    ck_assert_int_eq(late.half, 2027);
    ck_assert_int_eq(late.nine_tenths, 2028);
    ck_assert_double_eq(late.seat_years, 405.0);
    run.project[6].counted = false;
    ck_assert(!xw_chances_lateness(&chances, 6, &late));
}
END_TEST

/* 1.6 points at 50 %, 0.7 at 95 % with 1,000 replicates, as is usually said. */
START_TEST(the_error_of_a_probability)
{
    ck_assert_double_eq_tol(xw_chances_error(0.5, 1000), 0.0158, 5e-5);
    ck_assert_double_eq_tol(xw_chances_error(0.95, 1000), 0.0069, 5e-5);
    ck_assert_double_eq(xw_chances_error(1.0, 1000), 0.0);
}
END_TEST

START_TEST(few_replicates_are_none)
{
    ck_assert(!make(0));
    ck_assert(!make(XW_CHANCES_LEAST - 1));
    ck_assert(make(XW_CHANCES_LEAST));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, rows_are_found_by_place_stage_and_year);
    tcase_add_test(c, lateness_is_in_shares_and_seat_years);
    tcase_add_test(c, the_error_of_a_probability);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, first_years_agree_with_the_risks);
    tcase_add_test(c, the_riskiest_year_is_the_worst_of_equals);
    tcase_add_test(c, few_replicates_are_none);
    return c;
}

UNIT_MAIN("chances", known_answers(), laws())
