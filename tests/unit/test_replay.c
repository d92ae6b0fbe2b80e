#include "xuewei/replay.h"
#include "xuewei/job.h"
#include "unit.h"
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

static char folder[64], path[96];
static struct xw_arena keep;
static struct xw_diag diag;
static struct xw_replay replay;
static const char *trouble;

/* Tiny, one year late, with five replicates. */
static void simulated(void)
{
    const struct xw_override set[] = { { "projects.shift_years", "1" },
                                       { "ensemble.replicates", "5" } };
    const char *why;
    strcpy(folder, "replay-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(setenv("TMPDIR", folder, 1), 0);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    struct xw_job job = { .scenario = TINY, .out = path, .overrides = set, .override_count = 2 };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_run(&job, &diag, &why), XW_OK);
    xw_diag_free(&diag);
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
}

static void remove_all(void)
{
    xw_diag_free(&diag);
    xw_arena_free(&keep);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void change(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void again(int32_t threads)
{
    enum xw_status status = xw_replay(path, threads, NULL, &keep, &diag, &replay, &trouble);
    ck_assert_msg(status == XW_OK, "%d: %s", (int)status, trouble != NULL ? trouble : "");
}

START_TEST(the_same_bytes)
{
    again(1 + _i);
    ck_assert(replay.same);
    ck_assert_int_eq(replay.tables + replay.keys, 0);
}
END_TEST

START_TEST(a_changed_result_is_named)
{
    change("UPDATE gap_year SET demand = demand + 1 WHERE fid = 3");
    again(2);
    ck_assert(!replay.same);
    ck_assert_int_eq(replay.keys, 0);
    ck_assert_int_eq(replay.tables, 1);
    ck_assert_str_eq(replay.table[0].table, "gap_year");
    ck_assert_int_eq(replay.table[0].stored, 1);
    ck_assert_int_eq(replay.table[0].again, 1);
    ck_assert_str_eq(replay.id, replay.id_again);
}
END_TEST

START_TEST(an_older_program_is_named)
{
    change("UPDATE run SET value = '0.0.1' WHERE key = 'program_version'");
    change("DROP TABLE risk");
    change("DELETE FROM gpkg_contents WHERE table_name = 'risk'");
    again(2);
    ck_assert(!replay.same);
    ck_assert_int_eq(replay.keys, 1);
    ck_assert_str_eq(replay.key[0].key, "program_version");
    ck_assert_str_eq(replay.key[0].stored, "0.0.1");
    ck_assert_int_eq(replay.tables, 2);
    ck_assert_str_eq(replay.table[0].table, "gpkg_contents");
    ck_assert_str_eq(replay.table[1].table, "risk");
    ck_assert_int_eq(replay.table[1].stored, 0);
    ck_assert_int_gt(replay.table[1].again, 0);
}
END_TEST

START_TEST(a_key_that_is_gone)
{
    change("DELETE FROM run WHERE key = 'points'");
    again(1);
    ck_assert_int_eq(replay.keys, 1);
    ck_assert_ptr_null(replay.key[0].stored);
    ck_assert_str_eq(replay.key[0].again, "latin");
}
END_TEST

/* An option that this program refuses is said with the place that names it. */
START_TEST(refused_inputs)
{
    change("UPDATE run SET value = 'projects.shift_yeers=1' WHERE key = 'options'");
    ck_assert_int_eq(xw_replay(path, 1, NULL, &keep, &diag, &replay, &trouble), XW_REFUSED);
    ck_assert_int_gt(diag.refused, 0);
}
END_TEST

START_TEST(stopped)
{
    volatile sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, stderr, true, &stop);
    ck_assert_int_eq(xw_replay(path, 1, &progress, &keep, &diag, &replay, &trouble), XW_STOPPED);
}
END_TEST

START_TEST(no_run)
{
    ck_assert_int_eq(xw_replay(TINY, 1, NULL, &keep, &diag, &replay, &trouble), XW_STORE_FOREIGN);
    ck_assert_ptr_nonnull(trouble);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, simulated, remove_all);
    tcase_add_loop_test(tcase, the_same_bytes, 0, 3);
    tcase_add_test(tcase, a_changed_result_is_named);
    tcase_add_test(tcase, an_older_program_is_named);
    tcase_add_test(tcase, a_key_that_is_gone);
    return tcase;
}

static TCase *refusals(void)
{
    TCase *tcase = tcase_create("refusals");
    tcase_add_checked_fixture(tcase, simulated, remove_all);
    tcase_add_test(tcase, refused_inputs);
    tcase_add_test(tcase, stopped);
    tcase_add_test(tcase, no_run);
    return tcase;
}

UNIT_MAIN("replay", answers(), refusals())
