#include "xuewei/run_draws.h"
#include "xuewei/packed.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum xw_status fail(struct xw_run_draws *draws, const char *why)
{
    draws->trouble = xw_arena_format(draws->keep, "%s: draws: %s", draws->path, why);
    return draws->trouble == NULL ? XW_NO_MEMORY : XW_STORE_FAILED;
}

/* Rows are found by their fid, which counts them from 1: not in a file from which another program took
 * some, where they would be those of another year or place. */
static enum xw_status check_rows(struct xw_run_draws *draws)
{
    sqlite3_stmt *rows = NULL;
    bool whole = false;
    int done = sqlite3_prepare_v2(draws->db,
                                  "SELECT count(*) = 0 OR (min(fid) = 1 AND max(fid) = count(*)) "
                                  "FROM draw",
                                  -1, &rows, NULL);
    if (done == SQLITE_OK) done = sqlite3_step(rows);
    if (done == SQLITE_ROW) whole = sqlite3_column_int(rows, 0) == 1;
    sqlite3_finalize(rows);
    if (done != SQLITE_ROW) return fail(draws, sqlite3_errmsg(draws->db));
    return whole ? XW_OK : fail(draws, "rows are missing");
}

enum xw_status xw_run_draws_open(struct xw_run_draws *draws, const char *path,
                                 struct xw_arena *keep)
{
    *draws = (struct xw_run_draws){ .path = path, .keep = keep };
    /* The leading "./" keeps SQLite from taking a name like "file:x" for a URI. */
    char *name = NULL;
    if (asprintf(&name, "%s%s", path[0] == '/' ? "" : "./", path) < 0) return XW_NO_MEMORY;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    int opened = sqlite3_open_v2(name, &draws->db, flags, NULL);
    free(name);
    sqlite3_db_config(draws->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return opened == SQLITE_OK ? check_rows(draws) : fail(draws, sqlite3_errmsg(draws->db));
}

void xw_run_draws_close(struct xw_run_draws *draws)
{
    sqlite3_blob_close(draws->blob);
    sqlite3_close(draws->db);
    draws->blob = NULL;
    draws->db = NULL;
}

enum xw_status xw_run_draws_read(struct xw_run_draws *draws, const struct xw_run *run, int32_t row,
                                 int32_t *value)
{
    draws->trouble = NULL;
    int found = draws->blob == NULL ? sqlite3_blob_open(draws->db, "main", "draw", "value",
                                                        (sqlite3_int64)row + 1, 0, &draws->blob)
                                    : sqlite3_blob_reopen(draws->blob, (sqlite3_int64)row + 1);
    if (found != SQLITE_OK) return fail(draws, sqlite3_errmsg(draws->db));
    int length = sqlite3_blob_bytes(draws->blob);
    struct xw_arena scratch = *draws->keep; /* what is taken here is given back with the copy */
    uint8_t *bytes = XW_TAKE_RAW(&scratch, length, uint8_t);
    if (bytes == NULL) return XW_NO_MEMORY;
    if (sqlite3_blob_read(draws->blob, bytes, length, 0) != SQLITE_OK)
        return fail(draws, sqlite3_errmsg(draws->db));
    if (!xw_unpack(bytes, length, run->draw[row].replicates, value)) {
        char why[64];
        snprintf(why, sizeof why, "row %d is damaged", (int)row + 1);
        return fail(draws, why);
    }
    return XW_OK;
}

int32_t xw_run_draws_find(const struct xw_run *run, enum xw_level level, const char *place,
                          int16_t year, int32_t stage, enum xw_scope scope,
                          enum xw_quantity quantity)
{
    for (int32_t i = 0; i < run->draw_count; i++) {
        const struct xw_draw_row *row = &run->draw[i];
        if (row->level == level && row->year == year && row->stage == stage &&
            row->scope == scope && row->quantity == quantity && strcmp(row->place, place) == 0)
            return i;
    }
    return XW_NONE;
}
