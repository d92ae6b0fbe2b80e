#include "voronoi.h"
#include "charts.h"
#include "published.h"
#include "report_fixture.h"
#include "unit.h"
#include <math.h>
#include <string.h>

START_TEST(axes_have_round_steps)
{
    static const struct {
        double largest;
        int32_t most;
        double step;
        int32_t steps;
    } cases[] = { { 0, 4, 1, 1 },         { 1, 4, 1, 1 },         { 3, 4, 1, 3 },
                  { 5, 4, 2, 3 },         { 11, 5, 5, 3 },        { 40000, 4, 10000, 4 },
                  { 40001, 4, 20000, 3 }, { 79000, 4, 20000, 4 }, { 33182, 5, 10000, 4 },
                  { 900, 4, 250, 4 },     { NAN, 4, 1, 1 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xw_axis axis = xw_axis_for(cases[i].largest, cases[i].most);
        ck_assert_msg(axis.step == cases[i].step && axis.steps == cases[i].steps,
                      "%g: %d steps of %g", cases[i].largest, axis.steps, axis.step);
    }
}
END_TEST

START_TEST(balances_have_fixed_bounds)
{
    static const struct {
        int32_t balance;
        const char *colour;
    } cases[] = { { -1000, "s3" }, { -999, "s2" }, { -300, "s2" }, { -299, "s1" },
                  { -1, "s1" },    { 0, "z" },     { 299, "z" },   { 300, "i1" },
                  { 1199, "i1" },  { 1200, "i2" }, { 2999, "i2" }, { 3000, "i3" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(xw_balance_class(cases[i].balance), cases[i].colour);
}
END_TEST

/* Area by the shoelace formula. */
static double area(const struct xw_voronoi_cell *c)
{
    double twice = 0.0;
    for (int32_t i = 0; i < c->count; i++) {
        int32_t j = (i + 1) % c->count;
        twice += c->x[i] * c->y[j] - c->x[j] * c->y[i];
    }
    return twice / 2.0;
}

START_TEST(cells_are_nearest_and_meet)
{
    struct xw_arena arena;
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
    struct xw_voronoi_cell cells[4];
    double x[] = { 0, 10, 0, 10 }, y[] = { 0, 0, 10, 10 };
    ck_assert_int_eq(xw_voronoi_make(&arena, 4, x, y, 100.0, cells), XW_OK);
    /* Each quarter of the plane, cut by the reach: equal areas, and an edge to both neighbours. */
    for (int32_t i = 0; i < 4; i++) {
        ck_assert_double_eq_tol(area(&cells[i]), area(&cells[0]), 1e-6);
        bool meets[4] = { false };
        for (int32_t k = 0; k < cells[i].count; k++) {
            if (cells[i].beyond[k] >= 0) meets[cells[i].beyond[k]] = true;
            for (int32_t o = 0; o < 4; o++) {
                double mine = hypot(cells[i].x[k] - x[i], cells[i].y[k] - y[i]);
                double other = hypot(cells[i].x[k] - x[o], cells[i].y[k] - y[o]);
                ck_assert_double_le(mine, other + 1e-9);
            }
        }
        ck_assert(meets[i ^ 1] && meets[i ^ 2]);
    }
    /* One seat alone is its reach; of two on one spot the first has all. */
    ck_assert_int_eq(xw_voronoi_make(&arena, 1, x, y, 2.0, cells), XW_OK);
    ck_assert_int_eq(cells[0].count, 24);
    double twins_x[] = { 3, 3 }, twins_y[] = { 4, 4 };
    ck_assert_int_eq(xw_voronoi_make(&arena, 2, twins_x, twins_y, 2.0, cells), XW_OK);
    ck_assert_int_eq(cells[0].count, 24);
    ck_assert_int_eq(cells[1].count, 0);
    ck_assert_double_eq(xw_voronoi_reach(1, x, y), 1.0);
    ck_assert_double_eq(xw_voronoi_reach(2, twins_x, twins_y), 1.0);
    ck_assert_double_eq_tol(xw_voronoi_reach(4, x, y), 7.5, 1e-12);
    xw_arena_free(&arena);
}
END_TEST

START_TEST(published_figures_find_their_match)
{
    struct xw_arena arena;
    struct xw_run run;
    struct xw_figures f;
    double value;
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 24), XW_OK);
    fixture_district(&arena, 0, &run);
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &f), XW_OK);
    struct xw_run_published row = { "entrants", "district", "", 2020, 1, 1, NAN, XW_PUBLISHED };
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, xw_figures_district(&f, 1, XW_SCOPE_ENTRY, 0)->demand);
    row.indicator = "roll";
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, 17128);
    row.place = "灵桥街道";
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, xw_figures_town(&f, 1, 1, XW_SCOPE_ALL, 0)->demand);
    row.place = "nowhere";
    ck_assert(!xw_published_model(&f, &row, &value));
    row.place = "district";
    row.indicator = "peak year, of the province";
    ck_assert(xw_published_is_year(&row));
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, 2024);
    row.indicator = "schools";
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, 14);
    row.indicator = "mean_class";
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq_tol(value, 45.3, 0.1);
    row.indicator = "share of teachers";
    ck_assert(!xw_published_model(&f, &row, &value));
    row.indicator = "residents"; /* of the measures, at their year alone */
    ck_assert(!xw_published_model(&f, &row, &value));
    row.year = 2022;
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, 399120);
    row.indicator = "first-year classes of new campuses";
    row.year = 2021;
    ck_assert(xw_published_model(&f, &row, &value));
    ck_assert_double_eq(value, 0); /* all schools of the fixture are old */
    xw_arena_free(&arena);
}
END_TEST

START_TEST(names_of_two_languages_are_parted)
{
    struct xw_arena arena;
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 16), XW_OK);
    const char *zh_first = "校际差异系数（小学） Variation, primary, ratio",
               *en_first = "peak year, Zhejiang 浙江峰值年";
    ck_assert_str_eq(xw_published_name(&arena, zh_first, true), "校际差异系数（小学）");
    ck_assert_str_eq(xw_published_name(&arena, zh_first, false), "Variation, primary, ratio");
    ck_assert_str_eq(xw_published_name(&arena, en_first, true), "浙江峰值年");
    ck_assert_str_eq(xw_published_name(&arena, en_first, false), "peak year, Zhejiang");
    ck_assert_str_eq(xw_published_name(&arena, "roll", true), "roll");
    ck_assert_str_eq(xw_published_name(&arena, "在校生 2020", false), "在校生 2020");
    xw_arena_free(&arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_test(c, axes_have_round_steps);
    tcase_add_test(c, balances_have_fixed_bounds);
    tcase_add_test(c, cells_are_nearest_and_meet);
    tcase_add_test(c, published_figures_find_their_match);
    tcase_add_test(c, names_of_two_languages_are_parted);
    return c;
}

UNIT_MAIN("charts", known_answers())
