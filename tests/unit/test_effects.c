#include "effects.h"
#include "report_fixture.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena keep;
static struct xw_run run;
static struct xw_figures figures;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1u << 30), XW_OK);
    fixture_district(&keep, 0, &run);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static int32_t stage_named(enum xw_stage_name name)
{
    for (int32_t s = 0; s < run.stage_count; s++)
        if (run.stage[s].name == name) return s;
    return XW_NONE;
}

/* Rows of a history: every year of a stage the central row's, with so much more short in `year`. */
static void add_history(enum xw_left_out left_out, int32_t project, int32_t stage, int16_t year,
                        int32_t more)
{
    for (int32_t s = 0; s < run.stage_count; s++)
        for (int16_t y = run.first; y <= run.last; y++) {
            const struct xw_run_gap *gap =
                xw_run_gap_at(&run, XW_LEVEL_DISTRICT, "district", y, s, XW_SCOPE_ALL);
            if (gap == NULL || gap->seats == XW_NONE) continue;
            int32_t by = s == stage && y == year ? more : 0;
            run.effect[run.effect_count++] =
                (struct xw_effect_row){ .left_out = left_out,
                                        .project = project,
                                        .year = y,
                                        .stage = s,
                                        .scope = XW_SCOPE_ALL,
                                        .demand = gap->demand,
                                        .seats = gap->seats - by,
                                        .local_gap = gap->local_gap + by,
                                        .net_gap = gap->net_gap,
                                        .unplaced = gap->unplaced,
                                        .surplus = gap->surplus };
        }
}

/* What each counted project avoids of its stage in 2028; the last of them, nothing. */
static void invent(const int32_t *avoids, int32_t all)
{
    run.effect = XW_TAKE(&keep, 4000, struct xw_effect_row);
    run.effect_count = 0;
    for (int32_t p = 0, i = 0; p < run.project_count; p++) {
        if (!run.project[p].counted) continue;
        int32_t stage = XW_NONE;
        for (int32_t s = 0; s < run.stage_count; s++)
            if (strcmp(xw_stage_word(run.stage[s].name), run.project[p].stage) == 0) stage = s;
        add_history(XW_LEFT_OUT_PROJECT, p, stage, 2028, avoids[i++]);
    }
    add_history(XW_LEFT_OUT_ALL, XW_NONE, stage_named(XW_PRIMARY), 2028, all);
}

static void make(struct xw_effects *e)
{
    ck_assert_int_eq(xw_figures_make(&keep, &run, 0, &figures), XW_OK);
    ck_assert_int_eq(xw_effects_make(&keep, &figures, e), XW_OK);
}

START_TEST(without_less_with_is_the_effect)
{
    static const int32_t avoids[] = { 10, -5, 0, 40, 7, 1, 0, 2, 3 };
    struct xw_effects e;
    invent(avoids, 100);
    make(&e);
    ck_assert(e.known);
    int32_t help = 0, idle = 0, harm = 0;
    for (int32_t i = 0; i < e.count; i++) {
        const struct xw_effect *one = &e.effect[i];
        if (one->stage == XW_NONE) continue;
        ck_assert_int_eq(one->avoided, avoids[i]);
        ck_assert_int_eq(one->without.local - e.with.local, avoids[i]);
        ck_assert_int_eq(one->net_avoided, 0);
        ck_assert_int_eq(one->idle_added, 0);
        if (avoids[i] > 0 && isfinite(one->cost_cny))
            ck_assert_double_eq(one->cny_avoided, one->cost_cny / avoids[i]);
        else
            ck_assert(isnan(one->cny_avoided));
        help += avoids[i] > 0;
        idle += avoids[i] == 0;
        harm += avoids[i] < 0;
    }
    ck_assert_int_eq(e.help, help);
    ck_assert_int_eq(e.idle, idle);
    ck_assert_int_eq(e.harm, harm);
    ck_assert_int_eq(e.all.avoided, 100);
    if (e.unknown_costs == 0)
        ck_assert_double_eq(xw_effects_cost(&e), e.all.cost_cny / 100.0);
    else
        ck_assert(isnan(xw_effects_cost(&e)));
}
END_TEST

START_TEST(the_cheapest_goes_first)
{
    static const int32_t avoids[] = { 10, -5, 0, 40, 7, 1, 0, 2, 3 };
    struct xw_effects e;
    invent(avoids, 100);
    make(&e);
    const struct xw_effect *before = NULL;
    for (int32_t i = 0; i < e.count; i++) {
        const struct xw_effect *one = &e.effect[e.order[i]];
        if (before != NULL && isfinite(before->cny_avoided) && isfinite(one->cny_avoided))
            ck_assert(before->cny_avoided <= one->cny_avoided);
        if (before != NULL && before->stage == XW_NONE) ck_assert_int_eq(one->stage, XW_NONE);
        if (before != NULL && before->stage != XW_NONE && before->avoided <= 0)
            ck_assert(one->stage == XW_NONE || one->avoided <= before->avoided);
        before = one;
    }
    ck_assert_ptr_eq(xw_effects_best(&e), &e.effect[e.order[0]]);
    ck_assert(isfinite(xw_effects_best(&e)->cny_avoided));
}
END_TEST

/* Nothing is avoided: nobody is best, and nothing has a price. */
START_TEST(nothing_avoided_has_no_price)
{
    static const int32_t avoids[9] = { 0 };
    struct xw_effects e;
    invent(avoids, 0);
    make(&e);
    ck_assert_ptr_null(xw_effects_best(&e));
    ck_assert(isnan(xw_effects_cost(&e)));
}
END_TEST

START_TEST(an_older_run_says_nothing)
{
    struct xw_effects e;
    make(&e);
    ck_assert(!e.known);
    ck_assert_int_gt(e.count, 0);
    ck_assert_ptr_null(xw_effects_best(&e));
    ck_assert(isnan(xw_effects_cost(&e)));
}
END_TEST

/* Open projects take 30,000 of 100,000, those being built 50,000 more, planned ones give 4 back. */
START_TEST(steps_add_up_from_nothing_to_all)
{
    static const int32_t avoids[9] = { 0 };
    struct xw_effects e;
    int32_t stage = stage_named(XW_PRIMARY), planned = 0, approved = 0, building = 0, open = 0;
    invent(avoids, 100000);
    add_history(XW_LEFT_OUT_BUILDING, XW_NONE, stage, 2028, 70000);
    add_history(XW_LEFT_OUT_APPROVED, XW_NONE, stage, 2028, 20000);
    add_history(XW_LEFT_OUT_PLANNED, XW_NONE, stage, 2028, -4);
    for (int32_t p = 0; p < run.project_count; p++) {
        if (!run.project[p].counted) continue;
        planned += strcmp(run.project[p].status, "planned") == 0;
        approved += strcmp(run.project[p].status, "approved") == 0;
        building += strcmp(run.project[p].status, "building") == 0;
        open += strcmp(run.project[p].status, "open") == 0;
    }
    make(&e);
    const struct xw_waterfall *w = &e.waterfall[stage];
    const struct xw_run_gap *gap =
        xw_run_gap_at(&run, XW_LEVEL_DISTRICT, "district", 2028, stage, XW_SCOPE_ALL);
    ck_assert_int_eq(w->year, 2028);
    ck_assert_int_eq(w->without, gap->local_gap + 100000);
    ck_assert_int_eq(w->with, gap->local_gap);
    ck_assert_int_eq(w->net, gap->net_gap);
    ck_assert_int_eq(w->steps, 4);
    static const int32_t change[] = { -30000, -50000, -20004, 4 };
    const int32_t projects[] = { open, building, approved, planned };
    int32_t sum = 0;
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(w->step[i].change, change[i]);
        ck_assert_int_eq(w->step[i].projects, projects[i]);
        sum += w->step[i].change;
    }
    ck_assert_int_eq(w->without + sum, w->with);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, without_less_with_is_the_effect);
    tcase_add_test(c, the_cheapest_goes_first);
    tcase_add_test(c, steps_add_up_from_nothing_to_all);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, nothing_avoided_has_no_price);
    tcase_add_test(c, an_older_run_says_nothing);
    return c;
}

UNIT_MAIN("effects", known_answers(), limits())
