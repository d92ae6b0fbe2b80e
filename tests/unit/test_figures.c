#include "figures.h"
#include "report_fixture.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena arena;
static struct xw_run run;
static struct xw_figures f;

/* One stage, four years, with the numbers a case needs. */
enum { YEARS = 4 };
static struct xw_run_stage one_stage = { XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 };
static struct xw_run_gap gaps[YEARS * 2];

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 24), XW_OK);
    memset(&run, 0, sizeof run);
    run.first = 2020;
    run.last = 2023;
    run.stage = &one_stage;
    run.stage_count = 1;
    run.gap = gaps;
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

/* District rows of scope all; entry demand is a tenth. */
static void series(const int32_t demand[YEARS], const int32_t seats[YEARS],
                   const int32_t local[YEARS])
{
    run.gap_count = 0;
    for (int32_t y = 0; y < YEARS; y++)
        for (int32_t scope = 0; scope < 2; scope++) {
            int32_t part = scope == XW_SCOPE_ENTRY ? 10 : 1;
            int32_t net = demand[y] - seats[y];
            gaps[run.gap_count++] = (struct xw_run_gap){ .level = XW_LEVEL_DISTRICT,
                                                         .place = "district",
                                                         .year = (int16_t)(2020 + y),
                                                         .scope = scope,
                                                         .demand = demand[y] / part,
                                                         .seats = seats[y] / part,
                                                         .local_gap = local[y] / part,
                                                         .net_gap = net > 0 ? net : 0,
                                                         .surplus = (local[y] - net) / part };
        }
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &f), XW_OK);
}

START_TEST(a_peak_is_the_earliest_largest)
{
    series((int32_t[]){ 900, 1000, 1000, 940 }, (int32_t[]){ 950, 950, 950, 1200 },
           (int32_t[]){ 20, 80, 60, 0 });
    ck_assert_int_eq(f.stage[0].roll.year, 2021);
    ck_assert_int_eq(f.stage[0].roll.pupils, 1000);
    ck_assert_int_eq(f.stage[0].entry.year, 2021);
    ck_assert_int_eq(f.stage[0].entry.pupils, 100);
    ck_assert(!f.stage[0].roll.at_first && !f.stage[0].roll.at_last);
    ck_assert_int_eq(f.stage[0].worst_year, 2021);
    ck_assert_int_eq(f.stage[0].worst_local, 80);
    ck_assert_int_eq(f.stage[0].worst_net, 50);
    ck_assert_int_eq(f.stage[0].closing, XW_CLOSING_CLOSES);
    ck_assert_int_eq(f.stage[0].closes, 2023);
    ck_assert_int_eq(f.stage[0].idle_last, 260);
    ck_assert_int_eq(f.stage[0].seats_last, 1200);
    ck_assert(f.stage[0].district);
}
END_TEST

START_TEST(the_wave_is_ninety_five_in_a_hundred)
{
    series((int32_t[]){ 949, 950, 1000, 950 }, (int32_t[]){ 2000, 2000, 2000, 2000 },
           (int32_t[]){ 0, 0, 0, 0 });
    ck_assert_int_eq(f.stage[0].wave_from, 2021);
    ck_assert_int_eq(f.stage[0].wave_to, 2023);
    ck_assert_int_eq(f.stage[0].worst_year, XW_NONE);
    ck_assert_int_eq(f.stage[0].closing, XW_CLOSING_NEVER_SHORT);
}
END_TEST

START_TEST(edges_of_the_horizon_are_said)
{
    series((int32_t[]){ 1000, 900, 800, 700 }, (int32_t[]){ 900, 900, 900, 600 },
           (int32_t[]){ 100, 0, 0, 100 });
    ck_assert(f.stage[0].roll.at_first);
    ck_assert_int_eq(f.stage[0].worst_year, 2020);
    ck_assert_int_eq(f.stage[0].closing, XW_CLOSING_STAYS);
    series((int32_t[]){ 700, 800, 900, 1000 }, (int32_t[]){ 900, 900, 900, 900 },
           (int32_t[]){ 0, 0, 0, 100 });
    ck_assert(f.stage[0].roll.at_last);
    ck_assert(!f.stage[0].roll.at_first);
}
END_TEST

START_TEST(now_is_held_inside_the_horizon)
{
    series((int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 0, 0, 0, 0 });
    ck_assert_int_eq(f.now, 2023);
    ck_assert_int_eq(xw_figures_make(&arena, &run, 2019, &f), XW_OK);
    ck_assert_int_eq(f.now, 2020);
    ck_assert_int_eq(xw_figures_make(&arena, &run, 2021, &f), XW_OK);
    ck_assert_int_eq(f.now, 2021);
    run.last = 2019;
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &f), XW_OUT_OF_RANGE);
    run.last = 2023;
    run.stage_count = 0;
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &f), XW_OUT_OF_RANGE);
}
END_TEST

START_TEST(city_stages_have_no_district_gap)
{
    one_stage.city = true;
    series((int32_t[]){ 1, 2, 3, 1 }, (int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 0, 1, 2, 0 });
    one_stage.city = false;
    ck_assert(!f.stage[0].district);
    ck_assert_int_eq(f.stage[0].roll.year, 2022);
}
END_TEST

START_TEST(classes_are_told_by_their_opening)
{
    struct xw_run_project projects[] = {
        { .stage = "primary", .classes_named = 10, .opens_in = 2021, .counted = true },
        { .stage = "primary", .classes_named = 20, .opens_in = 2022, .counted = true },
        { .stage = "primary", .classes_named = 40, .opens_in = 2023, .counted = true },
        { .stage = "primary", .classes_named = XW_NONE, .opens_in = 2023, .counted = true },
        { .stage = "primary", .classes_named = 80, .opens_in = 2023, .counted = false },
        { .stage = "special", .classes_named = 160, .opens_in = 2023, .counted = true },
    };
    run.project = projects;
    run.project_count = 6;
    series((int32_t[]){ 900, 1000, 900, 800 }, (int32_t[]){ 1, 1, 1, 1 },
           (int32_t[]){ 899, 999, 899, 799 });
    const struct xw_stage_finding *s = &f.stage[0];
    ck_assert_int_eq(s->projects, 4);
    ck_assert_int_eq(s->classes, 70);
    ck_assert_int_eq(s->after_entry, 60);
    ck_assert_int_eq(s->first_after, 2022);
    ck_assert_int_eq(s->to_come, 40); /* now is 2023 */
    ck_assert_int_eq(s->to_come_from, 2023);
    ck_assert_int_eq(s->to_come_to, 2023);
}
END_TEST

START_TEST(class_sizes_are_whole)
{
    struct xw_run_class_year rows[] = {
        { .stage = 0, .grade = 1, .year = 2020, .pupils = 137, .classes = 3 },
        { .stage = 0, .grade = 2, .year = 2020, .pupils = 90, .classes = 2 },
        { .stage = 0, .grade = 1, .year = 2021, .pupils = 90, .classes = 2 },
        { .stage = 0, .grade = 1, .year = 2020, .pupils = 250, .classes = 1 },
    };
    run.class_year = rows;
    run.class_year_count = 4;
    series((int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 0, 0, 0, 0 });
    int32_t count[XW_LARGEST_CLASS + 1], pupils, classes;
    ck_assert_int_eq(xw_figures_class_sizes(&f, 0, 2020, count), 6);
    ck_assert_int_eq(count[45], 3); /* 45 of 137, twice 45 of 90 */
    ck_assert_int_eq(count[46], 2); /* 137 = 46 + 46 + 45 */
    ck_assert_int_eq(count[XW_LARGEST_CLASS], 1);
    xw_figures_entry_classes(&f, 0, 2020, &pupils, &classes);
    ck_assert_int_eq(pupils, 387);
    ck_assert_int_eq(classes, 4);
}
END_TEST

START_TEST(evidence_is_of_the_nearest_year)
{
    struct xw_run_evidence rows[] = {
        { "seats", 0, 2020, { 0.6, 0.4, 0.0 } },
        { "seats", 0, 2022, { 0.2, 0.795, 0.005 } },
        { "pupils", 0, 2020, { 0.0, 0.0, 1.0 } },
    };
    run.evidence = rows;
    run.evidence_count = 3;
    series((int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 5, 5, 5, 5 }, (int32_t[]){ 0, 0, 0, 0 });
    double share[XW_EVIDENCE_COUNT];
    ck_assert(xw_figures_evidence(&f, "seats", 0, 2021, share));
    ck_assert_double_eq(share[0], 0.6);
    ck_assert(xw_figures_evidence(&f, "seats", XW_NONE, 2023, share));
    ck_assert_double_eq_tol(share[0], 0.2, 1e-12); /* weighted by 5 seats and divided again */
    ck_assert_int_eq(xw_figures_weakest(&f, "seats", 0, 2022), XW_ESTIMATED);
    ck_assert_int_eq(xw_figures_weakest(&f, "pupils", 0, 2022), XW_ASSUMED);
    ck_assert_int_eq(xw_figures_weakest(&f, "rooms", 0, 2022), XW_EVIDENCE_COUNT);
    ck_assert(xw_figures_draft(&f)); /* now = 2023, nearest 2022: 0.2 published */
    rows[1].share[0] = 0.5;
    ck_assert(!xw_figures_draft(&f));
}
END_TEST

START_TEST(gaps_to_come_are_of_five_years)
{
    series((int32_t[]){ 100, 110, 120, 130 }, (int32_t[]){ 100, 100, 100, 100 },
           (int32_t[]){ 1, 10, 20, 30 });
    ck_assert_int_eq(xw_figures_make(&arena, &run, 2021, &f), XW_OK);
    ck_assert_int_eq(xw_figures_gap_to_come(&f, 0), 60);
    struct xw_run whole;
    fixture_district(&arena, 0, &whole);
    ck_assert_int_eq(xw_figures_make(&arena, &whole, 2025, &f), XW_OK);
    int64_t sum = 0;
    for (int32_t y = 5; y < 10; y++)
        sum += xw_figures_district(&f, 2, XW_SCOPE_ALL, y)->local_gap;
    ck_assert_int_eq(xw_figures_gap_to_come(&f, 2), sum);
    ck_assert_int_gt(sum, 0);
}
END_TEST

START_TEST(measures_are_of_the_district)
{
    struct xw_run_measure rows[] = { { "a town", "staff_primary", "", 2021, 1, NAN },
                                     { "district", "staff_primary", "", 2022, 2, NAN },
                                     { "district", "staff_primary", "", 2021, 3, NAN },
                                     { "district", "way_primary", "", 2021, NAN, NAN } };
    double value = 0;
    run.measure = rows;
    run.measure_count = 4;
    series((int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 1, 1, 1, 1 }, (int32_t[]){ 0, 0, 0, 0 });
    ck_assert(xw_figures_measure(&f, "staff", 0, 2021, &value));
    ck_assert_double_eq(value, 3);
    ck_assert(!xw_figures_measure(&f, "staff", 0, 2020, &value));
    ck_assert(!xw_figures_measure(&f, "way", 0, 2021, &value));
    ck_assert(!xw_figures_measure(&f, "staf", 0, 2021, &value));
}
END_TEST

START_TEST(towns_add_up_and_are_sorted)
{
    struct xw_run district;
    fixture_district(&arena, 0, &district);
    ck_assert_int_eq(xw_figures_make(&arena, &district, 0, &f), XW_OK);
    ck_assert_int_eq(f.towns, 6);
    ck_assert_int_eq(f.now, 2026);
    ck_assert_int_eq(xw_figures_town_of(&f, "灵桥街道"), 1);
    ck_assert_int_eq(xw_figures_town_of(&f, "Lingqiao"), 1);
    ck_assert_int_eq(xw_figures_town_of(&f, "nowhere"), XW_NONE);
    for (int32_t y = 0; y < f.years; y++) {
        int32_t sum = 0, balance, whole;
        for (int32_t t = 0; t < f.towns; t++) {
            ck_assert(xw_figures_balance(xw_figures_town(&f, t, 1, XW_SCOPE_ALL, y), &balance));
            sum += balance;
        }
        ck_assert(xw_figures_balance(xw_figures_district(&f, 1, XW_SCOPE_ALL, y), &whole));
        ck_assert_int_eq(sum, whole);
        /* Nothing to show for the stage of the city. */
        ck_assert(!xw_figures_balance(xw_figures_district(&f, 3, XW_SCOPE_ALL, y), &whole));
    }
    int32_t order[6], worst = INT32_MIN;
    ck_assert_int_eq(xw_figures_towns_by_worst(&f, 1, order), 6);
    for (int32_t i = 0; i < 6; i++) {
        int32_t least = INT32_MAX, balance;
        for (int32_t y = 0; y < f.years; y++)
            if (xw_figures_balance(xw_figures_town(&f, order[i], 1, XW_SCOPE_ALL, y), &balance) &&
                balance < least)
                least = balance;
        ck_assert_int_ge(least, worst);
        worst = least;
    }
    ck_assert_int_eq(xw_figures_towns_by_worst(&f, 3, order), 0);
    ck_assert_ptr_null(xw_figures_town(&f, 6, 1, XW_SCOPE_ALL, 0));
    ck_assert_ptr_null(xw_figures_district(&f, 4, XW_SCOPE_ALL, 0));
    ck_assert_ptr_null(xw_figures_district(&f, 0, XW_SCOPE_ALL, 16));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_peak_is_the_earliest_largest);
    tcase_add_test(c, the_wave_is_ninety_five_in_a_hundred);
    tcase_add_test(c, edges_of_the_horizon_are_said);
    tcase_add_test(c, now_is_held_inside_the_horizon);
    tcase_add_test(c, city_stages_have_no_district_gap);
    tcase_add_test(c, classes_are_told_by_their_opening);
    tcase_add_test(c, class_sizes_are_whole);
    tcase_add_test(c, evidence_is_of_the_nearest_year);
    tcase_add_test(c, gaps_to_come_are_of_five_years);
    tcase_add_test(c, measures_are_of_the_district);
    tcase_add_test(c, towns_add_up_and_are_sorted);
    return c;
}

UNIT_MAIN("figures", known_answers())
