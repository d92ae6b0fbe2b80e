#include "need.h"
#include "unit.h"
#include <math.h>
#include <string.h>

#define NO_SPREAD                                                                                  \
    {                                                                                              \
        NAN, NAN, NAN, NAN, NAN                                                                    \
    }
/* One town, one stage, 2020 .. 2025. Demand 100 but 130 in 2022 and 2023; 100 seats of old, and 30
 * more from the project's opening on. */
enum { YEARS = 6 };
static struct xw_arena arena;
static struct xw_run run;
static struct xw_run_stage stages[] = { { XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 } };
static struct xw_run_zone zones[] = { { .code = "a", .town_zh = "甲镇", .town_en = "Jia" } };
static struct xw_run_gap gaps[YEARS * 2];
static struct xw_run_project project;
static struct xw_run_project_year added[YEARS];
static struct xw_figures f;
static struct xw_needs needs;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
    project = (struct xw_run_project){ .code = "1",
                                       .stage = "primary",
                                       .town_zh = "甲镇",
                                       .status = "planned",
                                       .classes_named = 1,
                                       .counted = true };
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

static const struct xw_need *opening(int16_t year, int32_t seats)
{
    static const int32_t demand[YEARS] = { 100, 100, 130, 130, 100, 100 };
    run = (struct xw_run){ .first = 2020,
                           .last = 2025,
                           .stage = stages,
                           .stage_count = 1,
                           .zone = zones,
                           .zone_count = 1,
                           .gap = gaps,
                           .project = &project,
                           .project_count = 1,
                           .project_year = added,
                           .project_year_count = YEARS };
    project.opens_in = project.opens = year;
    for (int32_t y = 0; y < YEARS; y++) {
        int32_t more = 2020 + y >= year && project.counted ? seats : 0;
        added[y] = (struct xw_run_project_year){ 0, more, (int16_t)(2020 + y), 0, more > 0, NAN };
        struct xw_run_gap row = { XW_LEVEL_DISTRICT,
                                  "district",
                                  (int16_t)(2020 + y),
                                  0,
                                  XW_SCOPE_ALL,
                                  demand[y],
                                  100 + more,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  NO_SPREAD };
        gaps[run.gap_count++] = row;
        row.level = XW_LEVEL_TOWN;
        row.place = "甲镇";
        gaps[run.gap_count++] = row;
    }
    ck_assert_int_eq(xw_figures_make(&arena, &run, 2024, &f), XW_OK);
    ck_assert_int_eq(xw_needs_make(&arena, &f, &needs), XW_OK);
    ck_assert_int_eq(needs.count, 1);
    ck_assert_int_eq(needs.of[needs.need[0].verdict], 1);
    return &needs.need[0];
}

START_TEST(openings_are_set_against_need)
{
    static const struct {
        int16_t opens;
        enum xw_verdict want;
        int32_t years;
        bool over;
    } cases[] = { { 2020, XW_VERDICT_EARLY, 2, false }, { 2021, XW_VERDICT_EARLY, 1, false },
                  { 2022, XW_VERDICT_EXACT, 0, false }, { 2023, XW_VERDICT_LATE, 1, false },
                  { 2024, XW_VERDICT_LATE, 2, true },   { 2026, XW_VERDICT_LATE, 4, true } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct xw_need *need = opening(cases[i].opens, 30);
        ck_assert_int_eq(need->verdict, cases[i].want);
        ck_assert_int_eq(need->from, 2022);
        ck_assert_int_eq(need->until, 2023);
        ck_assert_int_eq(need->years, cases[i].years);
        ck_assert_int_eq(need->over, cases[i].over);
        ck_assert_int_eq(need->seats, cases[i].opens <= 2025 ? 30 : 0);
    }
}
END_TEST

START_TEST(what_cannot_be_judged_is_named)
{
    ck_assert_int_eq(opening(2021, 0)->verdict, XW_VERDICT_NO_SEATS);
    project.classes_named = XW_NONE;
    ck_assert_int_eq(opening(2021, 0)->verdict, XW_VERDICT_NO_CLASSES);
    project.classes_named = 1;
    project.town_zh = "乙镇";
    ck_assert_int_eq(opening(2021, 30)->verdict, XW_VERDICT_NO_GAP);
    project.town_zh = "";
    ck_assert_int_eq(opening(2021, 30)->verdict, XW_VERDICT_NO_GAP);
    project.town_zh = "甲镇";
    project.stage = "special";
    ck_assert_int_eq(opening(2021, 30)->verdict, XW_VERDICT_NO_GAP);
    project.stage = "primary";
    project.counted = false;
    ck_assert_int_eq(opening(2021, 30)->verdict, XW_VERDICT_UNCOUNTED);
}
END_TEST

/* A rebuild takes 20 seats away in 2021 and adds 30 from 2022 on. */
START_TEST(rooms_taken_while_building_are_not_what_it_adds)
{
    opening(2022, 30);
    added[1].seats_added = -20;
    for (int32_t i = 2; i < 4; i++)
        gaps[i].seats -= 20;
    ck_assert_int_eq(xw_needs_make(&arena, &f, &needs), XW_OK);
    const struct xw_need *need = &needs.need[0];
    ck_assert_int_eq(need->seats, 30);
    ck_assert_int_eq(need->verdict, XW_VERDICT_EXACT); /* without it 2021 would not be short */
    ck_assert_int_eq(need->from, 2022);
}
END_TEST

START_TEST(never_needed)
{
    /* With 30 old seats more there is no need at all: give them by a row of another project. */
    const struct xw_need *need = opening(2021, 30);
    ck_assert_int_eq(need->verdict, XW_VERDICT_EARLY);
    for (int32_t i = 0; i < run.gap_count; i++)
        gaps[i].seats += 30;
    ck_assert_int_eq(xw_needs_make(&arena, &f, &needs), XW_OK);
    ck_assert_int_eq(needs.need[0].verdict, XW_VERDICT_NEVER);
    ck_assert_int_eq(needs.need[0].from, XW_NONE);
}
END_TEST

START_TEST(states_add_up)
{
    static const struct {
        const char *status;
        int16_t opens;
    } cases[] = { { "open", 2026 },     { "building", 2024 }, { "building", 2023 },
                  { "approved", 2024 }, { "planned", 2023 },  { "planned", 2025 } };
    int32_t sums[4] = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        project.status = cases[i].status;
        opening(cases[i].opens, 30);
        sums[0] += needs.done;
        sums[1] += needs.building;
        sums[2] += needs.ahead;
        sums[3] += needs.overdue;
        ck_assert_int_eq(needs.done + needs.building + needs.ahead + needs.overdue, 1);
    }
    ck_assert_int_eq(sums[0], 1);
    ck_assert_int_eq(sums[1], 1); /* now is 2024 */
    ck_assert_int_eq(sums[2], 2);
    ck_assert_int_eq(sums[3], 2);
}
END_TEST

START_TEST(order_is_by_stage_opening_and_row)
{
    struct xw_run_project four[] = { project, project, project, project };
    four[0].stage = "special";
    four[1].opens_in = 2024;
    four[2].opens_in = 2022;
    four[3].opens_in = 2022;
    opening(2021, 0);
    run.project = four;
    run.project_count = 4;
    ck_assert_int_eq(xw_needs_make(&arena, &f, &needs), XW_OK);
    ck_assert_int_eq(needs.order[0], 2);
    ck_assert_int_eq(needs.order[1], 3);
    ck_assert_int_eq(needs.order[2], 1);
    ck_assert_int_eq(needs.order[3], 0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, openings_are_set_against_need);
    tcase_add_test(c, what_cannot_be_judged_is_named);
    tcase_add_test(c, rooms_taken_while_building_are_not_what_it_adds);
    tcase_add_test(c, never_needed);
    tcase_add_test(c, states_add_up);
    tcase_add_test(c, order_is_by_stage_opening_and_row);
    return c;
}

UNIT_MAIN("need", known_answers())
