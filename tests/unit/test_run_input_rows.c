#include "xuewei/run_input_rows.h"
#include "xuewei/job.h"
#include "unit.h"
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

static char folder[64], path[96];
static struct xw_arena keep;
static struct xw_run run;

static void simulated(void)
{
    struct xw_diag diag;
    const char *trouble;
    strcpy(folder, "input-rows-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    struct xw_job job = { .scenario = TINY, .out = path };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_run(&job, &diag, &trouble), XW_OK);
    xw_diag_free(&diag);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_OK);
}

static void remove_all(void)
{
    xw_arena_free(&keep);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

/* tables/capacity.csv: S1 primary, S1 lower secondary; tables/rolls.csv: S1, grades 1 to 3 of 2019. */
static const struct {
    struct xw_run_rows_asked asked;
    const char *want;
} asked[] = {
    { { .table = XW_TABLE_CAPACITY, .school = XW_NONE, .stage = 0 }, "capacity.csv:2" },
    { { .table = XW_TABLE_CAPACITY, .school = XW_NONE, .stage = XW_NONE }, "capacity.csv:2-3" },
    { { .table = XW_TABLE_CAPACITY, .school = 0, .stage = 1 }, "capacity.csv:3" },
    { { .table = XW_TABLE_CAPACITY, .school = 1, .stage = XW_NONE }, NULL },
    { { XW_TABLE_ROLLS, XW_NONE, 0, 1, 2, 2020 }, "rolls.csv:2-3" },
    { { XW_TABLE_ROLLS, 0, 1, 3, 3, 2020 }, "rolls.csv:4" },
    { { XW_TABLE_ROLLS, XW_NONE, XW_NONE, 1, 1, 2020 }, "rolls.csv:2" },
    { { XW_TABLE_ROLLS, XW_NONE, 0, 1, 2, 2019 }, NULL },
};

START_TEST(lines_of_a_stage_or_school)
{
    const char *text = xw_run_rows_text(&run, &asked[_i].asked, "-", &keep);
    if (asked[_i].want == NULL)
        ck_assert_ptr_null(text);
    else
        ck_assert_str_eq(text, asked[_i].want);
}
END_TEST

START_TEST(ranges)
{
    static const int32_t line[] = { 2, 3, 5, 7, 8, 9 };
    ck_assert_str_eq(xw_run_lines_text(&run, XW_TABLE_NORMS, 6, line, "—", &keep),
                     "norms.csv:2—3, 5, 7—9");
    ck_assert_ptr_null(xw_run_lines_text(&run, XW_TABLE_NORMS, 0, line, "—", &keep));
    ck_assert_ptr_null(xw_run_lines_text(&run, XW_TABLE_HOUSING, 1, line, "—", &keep));
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("known answers");
    tcase_add_checked_fixture(tcase, simulated, remove_all);
    tcase_add_loop_test(tcase, lines_of_a_stage_or_school, 0, (int)(sizeof asked / sizeof *asked));
    tcase_add_test(tcase, ranges);
    return tcase;
}

UNIT_MAIN("run_input_rows", answers())
