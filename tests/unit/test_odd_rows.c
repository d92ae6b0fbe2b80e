#include "odd_rows.h"
#include "unit.h"
#include <string.h>

/* Three projects in rows 2 to 4 of their file; now is 2024. */
static struct xw_run_stage stage = { XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 };
static struct xw_run_project projects[] = {
    { .code = "1", .seats_added = 900, .opens_in = 2023, .counted = true, .line = 2 },
    { .code = "2", .seats_added = 100, .opens_in = 2024, .counted = true, .line = 3 },
    { .code = "3", .seats_added = 500, .opens_in = 2025, .counted = true, .line = 4 },
};
static struct xw_run_table tables[] = { { "zones", "z.csv", { 1, 0, 0 } },
                                        { "projects", "p.csv", { 3, 0, 0 } } };
static struct xw_run_warning warnings[] = {
    { "z.csv", "a", "", "", 2 }, { "p.csv", "b", "", "", 2 }, { "p.csv", "b", "", "", 3 },
    { "p.csv", "c", "", "", 4 }, { "p.csv", "d", "", "", 9 }, { "p.csv", "e", "", "", 2 },
    { "p.csv", "f", "", "", 0 }, { "p.csv", "f", "", "", 0 },
};
enum { WARNINGS = sizeof warnings / sizeof *warnings };

static void make(struct xw_arena *arena, struct xw_run *run, struct xw_figures *f)
{
    ck_assert_int_eq(xw_arena_init(arena, 1 << 20), XW_OK);
    *run = (struct xw_run){ .first = 2020,
                            .last = 2025,
                            .stage = &stage,
                            .stage_count = 1,
                            .project = projects,
                            .project_count = 3,
                            .table = tables,
                            .table_count = 2,
                            .warning = warnings,
                            .warning_count = WARNINGS };
    ck_assert_int_eq(xw_figures_make(arena, run, 2024, f), XW_OK);
}

START_TEST(doubts_about_one_row_are_one)
{
    struct xw_arena arena;
    struct xw_run run;
    struct xw_figures f;
    struct xw_odd_row rows[WARNINGS];
    make(&arena, &run, &f);
    ck_assert_int_eq(xw_odd_rows(&f, rows), 7);
    static const struct xw_odd_row want[] = { { XW_NONE, 0, 1, 0 }, { 0, 1, 2, 0 },
                                              { 1, 2, 1, 100 },     { 2, 3, 1, 500 },
                                              { XW_NONE, 4, 1, 0 }, { XW_NONE, 6, 1, 0 },
                                              { XW_NONE, 7, 1, 0 } };
    for (int i = 0; i < 7; i++) {
        ck_assert_int_eq(rows[i].project, want[i].project);
        ck_assert_int_eq(rows[i].first, want[i].first);
        ck_assert_int_eq(rows[i].doubts, want[i].doubts);
        ck_assert_int_eq(rows[i].seats, want[i].seats);
    }
    xw_odd_rows_sort(rows, 7);
    static const int32_t order[] = { 1, 3, 2, 0, 4, 6, 7 };
    for (int i = 0; i < 7; i++)
        ck_assert_int_eq(rows[i].first, order[i]);
    ck_assert_int_eq(xw_odd_rows_of_project(&f, 0), 2);
    ck_assert_int_eq(xw_odd_rows_of_project(&f, 1), 1);
    ck_assert(xw_odd_rows_same(&run, 1, 5));
    ck_assert(!xw_odd_rows_same(&run, 0, 1));
    ck_assert(!xw_odd_rows_same(&run, 6, 7));
    xw_arena_free(&arena);
}
END_TEST

START_TEST(without_a_projects_table_no_project_is_meant)
{
    struct xw_arena arena;
    struct xw_run run;
    struct xw_figures f;
    struct xw_odd_row rows[WARNINGS];
    make(&arena, &run, &f);
    run.table_count = 1;
    ck_assert_int_eq(xw_odd_rows(&f, rows), 7);
    for (int i = 0; i < 7; i++)
        ck_assert_int_eq(rows[i].project, XW_NONE);
    ck_assert_int_eq(xw_odd_rows_of_project(&f, 0), 0);
    run.warning_count = 0;
    ck_assert_int_eq(xw_odd_rows(&f, rows), 0);
    xw_arena_free(&arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_test(c, doubts_about_one_row_are_one);
    tcase_add_test(c, without_a_projects_table_no_project_is_meant);
    return c;
}

UNIT_MAIN("odd_rows", known_answers())
