#include "xuewei/run_carried.h"
#include "sample_run.h"
#include <sqlite3.h>

static char folder[64], path[128];
static struct sample sample;
static struct xw_arena keep;
static struct xw_run run;

static void put_text(struct xw_carried *to, enum xw_column column, int32_t row, const char *text)
{
    to->text[(int32_t)column - xw_table_of(to->table)->first][row] = text;
}

static void put_number(struct xw_carried *to, enum xw_column column, int32_t row, double value)
{
    to->number[(int32_t)column - xw_table_of(to->table)->first][row] = value;
}

/* The sample with two sites, one of them as empty as it may be, and a roll of a later year. */
static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    struct xw_carried *sites = &sample.scenario.carried[XW_TABLE_SITES];
    struct xw_carried *rolls = &sample.scenario.carried[XW_TABLE_ROLLS];
    ck_assert_int_eq(xw_carried_take(sites, XW_TABLE_SITES, 2, &keep), XW_OK);
    ck_assert_int_eq(xw_carried_take(rolls, XW_TABLE_ROLLS, 1, &keep), XW_OK);
    sites->line[0] = 3;
    sites->line[1] = 2;
    put_text(sites, XW_COL_SITES_SITE, 0, "R2");
    put_text(sites, XW_COL_SITES_NAME_ZH, 0, "南\"地'块");
    put_number(sites, XW_COL_SITES_AREA_M2, 0, 12500.5);
    put_text(sites, XW_COL_SITES_STAGE, 0, "primary");
    put_number(sites, XW_COL_SITES_CLASSES, 0, 24);
    put_text(sites, XW_COL_SITES_STATUS, 0, "reserved");
    put_text(sites, XW_COL_SITES_EVIDENCE, 0, "published");
    put_text(sites, XW_COL_SITES_SITE, 1, "R10");
    put_text(sites, XW_COL_SITES_STAGE, 1, "primary");
    put_text(sites, XW_COL_SITES_STATUS, 1, "released");
    rolls->line[0] = 9;
    put_text(rolls, XW_COL_ROLLS_SCHOOL, 0, "P1");
    put_number(rolls, XW_COL_ROLLS_YEAR, 0, 2021);
    put_number(rolls, XW_COL_ROLLS_GRADE, 0, -1);
    put_number(rolls, XW_COL_ROLLS_PUPILS, 0, 200000);
    sample_write(&sample, path);
}

static void teardown(void)
{
    xw_diag_free(&sample.diag);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

static void changed(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* What a query answers with one value. */
static void answers(const char *sql, const char *want)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    ck_assert_str_eq((const char *)sqlite3_column_text(statement, 0), want);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void load(void)
{
    const char *trouble = NULL;
    enum xw_status status = xw_run_load(path, &keep, &run, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
}

START_TEST(rows_come_back)
{
    load();
    const struct xw_carried *sites = xw_run_carried(&run, XW_TABLE_SITES);
    ck_assert_int_eq(sites->count, 2);
    ck_assert_int_eq(sites->line[0], 3);
    ck_assert_int_eq(sites->line[1], 2);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_SITE, 0), "R2");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_NAME_ZH, 0), "南\"地'块");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_ZONE, 0), "");
    ck_assert_double_eq(xw_carried_number(sites, XW_COL_SITES_AREA_M2, 0), 12500.5);
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_CLASSES, 0, XW_NONE), 24);
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_UNTIL_YEAR, 0, XW_NONE), XW_NONE);
    ck_assert_int_eq(xw_carried_evidence(sites, 0), XW_PUBLISHED);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_SITE, 1), "R10");
    ck_assert_double_nan(xw_carried_number(sites, XW_COL_SITES_AREA_M2, 1));
    const struct xw_carried *rolls = xw_run_carried(&run, XW_TABLE_ROLLS);
    ck_assert_int_eq(rolls->count, 1);
    ck_assert_int_eq(rolls->line[0], 9);
    ck_assert_int_eq(xw_carried_whole(rolls, XW_COL_ROLLS_GRADE, 0, 99), -1);
    ck_assert_int_eq(xw_carried_whole(rolls, XW_COL_ROLLS_PUPILS, 0, XW_NONE), 200000);
    ck_assert_int_eq(xw_run_carried(&run, XW_TABLE_STATISTICS)->count, 0);
    ck_assert_int_eq(xw_run_carried(&run, XW_TABLE_ZONES)->count, 0);
}
END_TEST

/* Whoever asks the file itself finds every table that can be kept, with or without rows. */
START_TEST(a_query_finds_every_table)
{
    for (int32_t t = 0; t < XW_TABLES; t++) {
        const struct xw_table_info *info = xw_table_of((enum xw_table)t);
        char sql[200], want[20];
        if (info->keeping == XW_KEPT_NOT) continue;
        snprintf(sql, sizeof sql, "SELECT count(*) FROM gpkg_contents WHERE table_name = '%s'",
                 info->name);
        answers(sql, "1");
        snprintf(sql, sizeof sql, "SELECT count(*) - 2 FROM pragma_table_info('%s')", info->name);
        snprintf(want, sizeof want, "%d", (int)info->columns);
        answers(sql, want);
        snprintf(sql, sizeof sql, "SELECT strict FROM pragma_table_list('%s')", info->name);
        answers(sql, "1");
    }
    answers("SELECT group_concat(typeof(area_m2) || typeof(classes) || typeof(zone) || line) "
            "FROM sites",
            "realintegernull3,nullnullnull2");
    answers("SELECT sql LIKE '%area_m2\" REAL, -- [square metres] Area.%' FROM sqlite_schema "
            "WHERE name = 'sites'",
            "1");
}
END_TEST

/* A program of tomorrow writes more columns, one of yesterday fewer, or no such table. */
START_TEST(columns_go_by_their_names)
{
    changed("ALTER TABLE sites DROP COLUMN classes; ALTER TABLE sites ADD COLUMN owner TEXT; "
            "UPDATE sites SET owner = 'x'; DROP TABLE rolls");
    load();
    const struct xw_carried *sites = xw_run_carried(&run, XW_TABLE_SITES);
    ck_assert_int_eq(sites->count, 2);
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_CLASSES, 0, XW_NONE), XW_NONE);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_STATUS, 0), "reserved");
    ck_assert_int_eq(sites->line[1], 2);
    ck_assert_int_eq(xw_run_carried(&run, XW_TABLE_ROLLS)->count, 0);
}
END_TEST

START_TEST(a_file_of_an_earlier_schema_keeps_none)
{
    changed("UPDATE run SET value = '2' WHERE key = 'schema_version'");
    load();
    ck_assert_int_eq(xw_run_carried(&run, XW_TABLE_SITES)->count, 0);
    ck_assert_int_eq(xw_run_carried(&run, XW_TABLE_SITES)->table, XW_TABLE_SITES);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, rows_come_back);
    tcase_add_test(tc, a_query_finds_every_table);
    tcase_add_test(tc, columns_go_by_their_names);
    tcase_add_test(tc, a_file_of_an_earlier_schema_keeps_none);
    return tc;
}

UNIT_MAIN("run_carried", known_answers())
