#include "xuewei/run_draws.h"
#include "sample_ensemble.h"
#include <sqlite3.h>

static char folder[64], path[128];
static struct sample sample;
static struct xw_arena keep;
static struct xw_run run;
static struct xw_run_draws draws;

static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
    sample_ensemble_write(&sample, path);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    const char *trouble = NULL;
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_OK);
}

static void teardown(void)
{
    xw_run_draws_close(&draws);
    xw_run_draws_close(&draws);
    xw_diag_free(&sample.diag);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

START_TEST(draws_come_back_in_any_order)
{
    static const int32_t order[] = { 1, 0, 0, 1 };
    ck_assert_int_eq(xw_run_draws_open(&draws, path, &keep), XW_OK);
    for (int k = 0; k < 4; k++) {
        int32_t row = order[k], n = run.draw[row].replicates, got[5];
        memset(got, 0x55, sizeof got);
        ck_assert_int_eq(xw_run_draws_read(&draws, &run, row, got), XW_OK);
        for (int32_t i = 0; i < n; i++)
            ck_assert_int_eq(got[i], sample_drawn[row][i]);
        ck_assert_int_eq(got[n], 0x55555555);
        ck_assert_ptr_null(draws.trouble);
    }
}
END_TEST

START_TEST(a_row_is_found_by_all_of_its_key)
{
    ck_assert_int_eq(xw_run_draws_find(&run, XW_LEVEL_TOWN, "塔山街道", 2021, 1, XW_SCOPE_ALL,
                                       XW_QUANTITY_SEATS),
                     1);
    ck_assert_int_eq(xw_run_draws_find(&run, XW_LEVEL_TOWN, "塔山街道", 2020, 1, XW_SCOPE_ALL,
                                       XW_QUANTITY_SEATS),
                     XW_NONE);
    ck_assert_int_eq(xw_run_draws_find(&run, XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY,
                                       XW_QUANTITY_SURPLUS),
                     XW_NONE);
}
END_TEST

static void change(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* The second row would be read as the first. */
START_TEST(rows_that_were_taken_are_missed)
{
    change("DELETE FROM draw WHERE fid = 1");
    const char *trouble = NULL;
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_OK);
    ck_assert_int_eq(run.draw_count, 1);
    ck_assert_int_eq(xw_run_draws_open(&draws, path, &keep), XW_STORE_FAILED);
    ck_assert_msg(strstr(draws.trouble, "draws: rows are missing") != NULL, "%s", draws.trouble);
}
END_TEST

START_TEST(a_damaged_row_is_said)
{
    change("UPDATE draw SET value = x'789c' WHERE fid = 2");
    int32_t got[4];
    ck_assert_int_eq(xw_run_draws_open(&draws, path, &keep), XW_OK);
    ck_assert_int_eq(xw_run_draws_read(&draws, &run, 1, got), XW_STORE_FAILED);
    ck_assert_msg(strstr(draws.trouble, "draws: row 2 is damaged") != NULL, "%s", draws.trouble);
    ck_assert_int_eq(xw_run_draws_read(&draws, &run, 0, got), XW_OK);
    ck_assert_ptr_null(draws.trouble);
}
END_TEST

START_TEST(a_file_that_is_gone_is_said)
{
    ck_assert_int_eq(xw_run_draws_open(&draws, "store-test-none.gpkg", &keep), XW_STORE_FAILED);
    ck_assert_str_eq(draws.trouble, "store-test-none.gpkg: draws: unable to open database file");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, draws_come_back_in_any_order);
    tcase_add_test(tc, a_row_is_found_by_all_of_its_key);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, rows_that_were_taken_are_missed);
    tcase_add_test(tc, a_damaged_row_is_said);
    tcase_add_test(tc, a_file_that_is_gone_is_said);
    return tc;
}

UNIT_MAIN("run_draws", known_answers(), refusals())
