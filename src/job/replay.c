#include "xuewei/replay.h"
#include "xuewei/job.h"
#include "xuewei/run_inputs.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether both files can be read and hold the same bytes. */
static bool same_bytes(const char *a, const char *b)
{
    char of_a[1 << 14], of_b[1 << 14];
    FILE *first = fopen(a, "rb"), *second = fopen(b, "rb");
    bool same = first != NULL && second != NULL;
    while (same) {
        size_t n = fread(of_a, 1, sizeof of_a, first), m = fread(of_b, 1, sizeof of_b, second);
        same = n == m && memcmp(of_a, of_b, n) == 0 && !ferror(first) && !ferror(second);
        if (n == 0) break;
    }
    if (first != NULL) fclose(first);
    if (second != NULL) fclose(second);
    return same;
}

/* Both files in one connection: main is the stored one, again the other. */
struct comparing {
    sqlite3 *db;
    struct xw_arena *keep;
    struct xw_replay *out;
    enum xw_status status;
};

static sqlite3_stmt *asked(struct comparing *c, const char *sql)
{
    sqlite3_stmt *rows = NULL;
    if (c->status == XW_OK && sqlite3_prepare_v2(c->db, sql, -1, &rows, NULL) != SQLITE_OK)
        c->status = XW_STORE_FAILED;
    return rows;
}

/* The next row; the statement is finalized after the last one. */
static bool next(struct comparing *c, sqlite3_stmt **rows)
{
    if (*rows == NULL) return false;
    int code = c->status == XW_OK ? sqlite3_step(*rows) : SQLITE_DONE;
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) c->status = XW_STORE_FAILED;
    sqlite3_finalize(*rows);
    *rows = NULL;
    return false;
}

static const char *text_of(struct comparing *c, sqlite3_stmt *rows, int column)
{
    const char *text = (const char *)sqlite3_column_text(rows, column);
    if (text == NULL) return NULL;
    text = xw_arena_text(c->keep, text);
    if (text == NULL) c->status = XW_NO_MEMORY;
    return text;
}

static int64_t number(struct comparing *c, const char *sql)
{
    sqlite3_stmt *rows = asked(c, sql);
    int64_t found = next(c, &rows) ? sqlite3_column_int64(rows, 0) : 0;
    sqlite3_finalize(rows);
    return found;
}

static const char *id_of(struct comparing *c, const char *sql)
{
    sqlite3_stmt *rows = asked(c, sql);
    const char *id = next(c, &rows) ? text_of(c, rows, 0) : NULL;
    sqlite3_finalize(rows);
    return id != NULL ? id : "";
}

static void compare_keys(struct comparing *c)
{
    static const char sql[] =
        "SELECT k.key, m.value, a.value FROM "
        "(SELECT key FROM main.run UNION SELECT key FROM again.run) AS k "
        "LEFT JOIN main.run AS m ON m.key = k.key LEFT JOIN again.run AS a ON a.key = k.key "
        "WHERE k.key <> 'run_id' AND m.value IS NOT a.value ORDER BY k.key";
    int32_t room = (int32_t)number(c, "SELECT (SELECT count(*) FROM main.run) + "
                                      "(SELECT count(*) FROM again.run)");
    if (c->status != XW_OK) return;
    c->out->key = XW_TAKE(c->keep, room, struct xw_replay_key);
    if (c->out->key == NULL) c->status = XW_NO_MEMORY;
    sqlite3_stmt *rows = asked(c, sql);
    while (next(c, &rows)) {
        struct xw_replay_key *key = &c->out->key[c->out->keys++];
        key->key = text_of(c, rows, 0);
        key->stored = text_of(c, rows, 1);
        key->again = text_of(c, rows, 2);
    }
}

/* Whether a table of that name stands in main or again, with how many columns. */
static int64_t columns_of(struct comparing *c, const char *file, const char *table)
{
    char *sql = sqlite3_mprintf("SELECT count(*) FROM pragma_table_info(%Q, %Q)", table, file);
    int64_t count = sql == NULL ? 0 : number(c, sql);
    sqlite3_free(sql);
    return count;
}

static int64_t rows_only_in(struct comparing *c, const char *file, const char *other,
                            const char *table)
{
    int64_t own = columns_of(c, file, table), theirs = columns_of(c, other, table);
    if (own == 0) return 0;
    char *sql = own == theirs
                    ? sqlite3_mprintf("SELECT count(*) FROM (SELECT * FROM %s.\"%w\" EXCEPT "
                                      "SELECT * FROM %s.\"%w\")",
                                      file, table, other, table)
                    : sqlite3_mprintf("SELECT count(*) FROM %s.\"%w\"", file, table);
    int64_t count = sql == NULL ? 0 : number(c, sql);
    if (sql == NULL) c->status = XW_NO_MEMORY;
    sqlite3_free(sql);
    return count;
}

/* Every table but `run`, whose keys are told one by one. */
static void compare_tables(struct comparing *c)
{
    static const char names[] =
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT IN ('run', "
        "'sqlite_sequence') UNION SELECT name FROM again.sqlite_schema WHERE type = 'table' AND "
        "name NOT IN ('run', 'sqlite_sequence') ORDER BY 1";
    int32_t room = (int32_t)number(c, "SELECT (SELECT count(*) FROM main.sqlite_schema) + "
                                      "(SELECT count(*) FROM again.sqlite_schema)");
    if (c->status != XW_OK) return;
    c->out->table = XW_TAKE(c->keep, room, struct xw_replay_table);
    if (c->out->table == NULL) c->status = XW_NO_MEMORY;
    sqlite3_stmt *rows = asked(c, names);
    while (next(c, &rows)) {
        const char *table = text_of(c, rows, 0);
        if (table == NULL) break;
        struct xw_replay_table found = { table, rows_only_in(c, "main", "again", table),
                                         rows_only_in(c, "again", "main", table) };
        if (found.stored + found.again > 0) c->out->table[c->out->tables++] = found;
    }
    sqlite3_finalize(rows);
}

static enum xw_status compare(const char *stored, const char *again, struct xw_arena *keep,
                              struct xw_replay *out, const char **trouble)
{
    struct comparing c = { .keep = keep, .out = out };
    int code = sqlite3_open_v2(stored, &c.db, SQLITE_OPEN_READONLY, NULL);
    char *attach = sqlite3_mprintf("ATTACH %Q AS again", again);
    if (code != SQLITE_OK || attach == NULL ||
        sqlite3_exec(c.db, attach, NULL, NULL, NULL) != SQLITE_OK)
        c.status = XW_STORE_FAILED;
    sqlite3_free(attach);
    out->id = id_of(&c, "SELECT value FROM main.run WHERE key = 'run_id'");
    out->id_again = id_of(&c, "SELECT value FROM again.run WHERE key = 'run_id'");
    compare_keys(&c);
    compare_tables(&c);
    if (c.status == XW_STORE_FAILED)
        *trouble = xw_arena_format(keep, "%s: %s", stored, sqlite3_errmsg(c.db));
    sqlite3_close(c.db);
    return c.status;
}

static enum xw_status run_again(const struct xw_run_inputs *inputs, int32_t threads,
                                struct xw_progress *progress, struct xw_arena *keep,
                                struct xw_diag *diag, const char *out, const char **trouble)
{
    struct xw_override *override = XW_TAKE(keep, inputs->options + 1, struct xw_override);
    if (override == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < inputs->options; i++)
        override[i] = (struct xw_override){ inputs->option[i].key, inputs->option[i].value };
    struct xw_job job = { .scenario = inputs->scenario,
                          .out = out,
                          .overrides = override,
                          .override_count = inputs->options,
                          .progress = progress,
                          .threads = threads };
    const char *why = NULL;
    enum xw_status status = xw_job_run(&job, diag, &why);
    if (why != NULL) *trouble = xw_arena_text(keep, why);
    return status;
}

enum xw_status xw_replay(const char *path, int32_t threads, struct xw_progress *progress,
                         struct xw_arena *keep, struct xw_diag *diag, struct xw_replay *out,
                         const char **trouble)
{
    struct xw_run_inputs inputs;
    *out = (struct xw_replay){ 0 };
    enum xw_status status = xw_run_inputs_open(path, keep, &inputs, trouble);
    if (status != XW_OK) return status;
    const char *again = xw_arena_format(keep, "%s/again.gpkg", inputs.folder);
    status = again == NULL ? XW_NO_MEMORY
                           : run_again(&inputs, threads, progress, keep, diag, again, trouble);
    if (status == XW_OK) out->same = same_bytes(path, again);
    if (status == XW_OK && !out->same) status = compare(path, again, keep, out, trouble);
    xw_run_inputs_close(&inputs);
    return status;
}
