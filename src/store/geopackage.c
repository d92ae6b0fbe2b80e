#include "xuewei/geopackage.h"
#include "sql.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const standard[] = { XW_SQL_GEOPACKAGE };

/* Nothing is worth a journal in a file that is thrown away when it is not finished. A fixed page
 * size and no auto-vacuum keep the bytes from depending on how SQLite was built, and secure_delete
 * keeps stale bytes of memory out of the unused part of a page. References are declared for whoever
 * reads the file, but not looked up for every row, which takes a third of the writing: each code is
 * copied from the very row it refers to. */
static const char *const settings[] = {
    "PRAGMA page_size = 4096",         "PRAGMA auto_vacuum = NONE",
    "PRAGMA encoding = 'UTF-8'",       "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = OFF",       "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA cache_size = -65536",
    "PRAGMA foreign_keys = ON",        "PRAGMA application_id = 0x47504B47",
    "PRAGMA user_version = 10300",     "BEGIN",
};

#define COUNT(array) ((int32_t)(sizeof(array) / sizeof *(array)))

static enum xw_status failed(struct xw_geopackage *file, const char *doing)
{
    int code = file->db == NULL ? SQLITE_NOMEM : sqlite3_errcode(file->db);
    snprintf(file->trouble, sizeof file->trouble, "%s: %s: %s", file->path, doing,
             file->db == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(file->db));
    return code == SQLITE_NOMEM ? XW_NO_MEMORY : XW_STORE_FAILED;
}

static enum xw_status no_file(struct xw_geopackage *file, const char *doing, int error)
{
    snprintf(file->trouble, sizeof file->trouble, "%s: %s: %s", file->path, doing, strerror(error));
    return XW_IO;
}

static enum xw_status no_memory(struct xw_geopackage *file)
{
    snprintf(file->trouble, sizeof file->trouble, "memory is used up");
    return XW_NO_MEMORY;
}

/* Close and remove what is not finished; trouble and path stay for the caller to read. */
static void discard(struct xw_geopackage *file)
{
    sqlite3_close_v2(file->db);
    file->db = NULL;
    if (file->temporary != NULL) unlink(file->temporary);
    free(file->temporary);
    file->temporary = NULL;
}

/* Nothing is there, or nothing in it, or another SQLite file: a table of the scenario, named as the
 * output by mistake, is not to be lost. */
static bool may_be_replaced(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char begins[sizeof magic];
    FILE *there = fopen(path, "rb");
    if (there == NULL) return true; /* what cannot be read is met again when it is renamed */
    size_t length = fread(begins, 1, sizeof begins, there);
    fclose(there);
    return length == 0 || (length == sizeof begins && memcmp(begins, magic, sizeof magic) == 0);
}

enum xw_status xw_geopackage_create(struct xw_geopackage *file, const char *path)
{
    *file = (struct xw_geopackage){ 0 };
    file->path = strdup(path);
    if (file->path == NULL) return no_memory(file);

    if (path[0] == '\0') return no_file(file, "a file without a name", ENOENT);
    struct stat at;
    if (stat(path, &at) == 0 && S_ISDIR(at.st_mode))
        return no_file(file, "a run file cannot be written here", EISDIR);
    if (!may_be_replaced(path)) return no_file(file, "it is there and is no run file", EEXIST);
    /* The process number keeps two programs that write the same file apart. The leading "./" keeps
     * SQLite from taking a name like "file:x" for a URI. */
    if (asprintf(&file->temporary, "%s%s.part-%ld", path[0] == '/' ? "" : "./", path,
                 (long)getpid()) < 0) {
        file->temporary = NULL;
        return no_memory(file);
    }
    int made = open(file->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (made < 0) {
        enum xw_status status = no_file(file, "the file cannot be written", errno);
        free(file->temporary);
        file->temporary = NULL;
        return status;
    }
    close(made);

    enum xw_status status = XW_OK;
    if (sqlite3_open_v2(file->temporary, &file->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        status = failed(file, "the file cannot be opened");
    if (status == XW_OK) status = xw_geopackage_run(file, settings, COUNT(settings));
    if (status == XW_OK) status = xw_geopackage_run(file, standard, COUNT(standard));
    if (status != XW_OK) discard(file);
    return status;
}

enum xw_status xw_geopackage_run(struct xw_geopackage *file, const char *const *sql, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (sqlite3_exec(file->db, sql[i], NULL, NULL, NULL) != SQLITE_OK)
            return failed(file, "a table cannot be made");
    return XW_OK;
}

enum xw_status xw_geopackage_srs(struct xw_geopackage *file, int32_t epsg, const char *title,
                                 const char *wkt)
{
    sqlite3_stmt *insert = NULL;
    const char *sql = "INSERT OR REPLACE INTO gpkg_spatial_ref_sys "
                      "VALUES (?2, ?1, 'EPSG', ?1, ?3, NULL)";
    bool good = sqlite3_prepare_v2(file->db, sql, -1, &insert, NULL) == SQLITE_OK &&
                sqlite3_bind_int(insert, 1, epsg) == SQLITE_OK &&
                sqlite3_bind_text(insert, 2, title, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_bind_text(insert, 3, wkt, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_step(insert) == SQLITE_DONE;
    enum xw_status status = good ? XW_OK : failed(file, "the coordinate system cannot be written");
    sqlite3_finalize(insert);
    return status;
}

enum xw_status xw_geopackage_spatial(struct xw_geopackage *file, const char *table,
                                     const char *type, int32_t srs_id)
{
    char *sql = sqlite3_mprintf(
        "INSERT INTO gpkg_geometry_columns VALUES (%Q, 'geom', %Q, %d, 0, 0);"
        "UPDATE gpkg_contents SET srs_id = %d, (min_x, min_y, max_x, max_y) ="
        " (SELECT min(x_m), min(y_m), max(x_m), max(y_m) FROM \"%w\") WHERE table_name = %Q",
        table, type, (int)srs_id, (int)srs_id, table, table);
    if (sql == NULL) return no_memory(file);
    enum xw_status status = XW_OK;
    if (sqlite3_exec(file->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        status = failed(file, "a layer cannot be described");
    sqlite3_free(sql);
    return status;
}

/* What is written is on disk before the name says that it is whole. */
static enum xw_status bring_to_disk(struct xw_geopackage *file)
{
    int written = open(file->temporary, O_RDONLY | O_CLOEXEC);
    if (written < 0) return no_file(file, "the file cannot be opened again", errno);
    int error = fsync(written) == 0 ? 0 : errno;
    close(written);
    if (error != 0) return no_file(file, "the file cannot be brought to disk", error);
    if (rename(file->temporary, file->path) != 0)
        return no_file(file, "the file cannot be given its name", errno);
    return XW_OK;
}

enum xw_status xw_geopackage_finish(struct xw_geopackage *file)
{
    if (file->db == NULL) {
        snprintf(file->trouble, sizeof file->trouble, "the file is closed already");
        return XW_STORE_FAILED;
    }
    enum xw_status status = XW_OK;
    if (sqlite3_exec(file->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_close(file->db) != SQLITE_OK) {
        status = failed(file, "the file cannot be completed");
    } else {
        file->db = NULL;
        status = bring_to_disk(file);
    }
    if (status != XW_OK) {
        discard(file);
        return status;
    }
    free(file->temporary); /* it has its name now */
    file->temporary = NULL;
    return XW_OK;
}

void xw_geopackage_free(struct xw_geopackage *file)
{
    discard(file);
    free(file->path);
    *file = (struct xw_geopackage){ 0 };
}

enum xw_status xw_row_prepare(struct xw_geopackage *file, const char *table, struct xw_row *row)
{
    *row = (struct xw_row){ 0 };
    sqlite3_stmt *count = NULL;
    bool good = sqlite3_prepare_v2(file->db, "SELECT count(*) - 1 FROM pragma_table_info(?1)", -1,
                                   &count, NULL) == SQLITE_OK &&
                sqlite3_bind_text(count, 1, table, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_step(count) == SQLITE_ROW;
    if (good) row->columns = sqlite3_column_int(count, 0);
    sqlite3_finalize(count);

    char *marks = good && row->columns > 0 ? malloc((size_t)row->columns * 2 + 1) : NULL;
    if (good && row->columns > 0 && marks == NULL) return no_memory(file);
    if (marks != NULL) {
        for (int i = 0; i < row->columns; i++)
            memcpy(marks + (ptrdiff_t)2 * i, ",?", 3);
        char *sql = sqlite3_mprintf("INSERT INTO \"%w\" VALUES (NULL%s)", table, marks);
        good = sql != NULL && sqlite3_prepare_v3(file->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                                 &row->into, NULL) == SQLITE_OK;
        sqlite3_free(sql);
        free(marks);
    } else if (good) {
        snprintf(file->trouble, sizeof file->trouble, "there is no table %s", table);
        return XW_STORE_FAILED;
    }
    return good ? XW_OK : failed(file, table);
}

void xw_row_drop(struct xw_row *row)
{
    sqlite3_finalize(row->into);
    *row = (struct xw_row){ 0 };
}

static void noted(struct xw_row *row, int code)
{
    if (row->fault == SQLITE_OK) row->fault = code;
}

void xw_row_text(struct xw_row *row, const char *text)
{
    noted(row, sqlite3_bind_text(row->into, ++row->at, text, -1, SQLITE_STATIC));
}

void xw_row_int(struct xw_row *row, int64_t value)
{
    noted(row, sqlite3_bind_int64(row->into, ++row->at, value));
}

void xw_row_count(struct xw_row *row, int32_t value)
{
    if (value == -1)
        xw_row_nulls(row, 1);
    else
        xw_row_int(row, value);
}

void xw_row_number(struct xw_row *row, double value)
{
    noted(row, sqlite3_bind_double(row->into, ++row->at, value)); /* SQLite stores NaN as null */
}

void xw_row_blob(struct xw_row *row, const void *bytes, int64_t length)
{
    /* A null pointer would be a null, also for an empty blob. */
    noted(row, sqlite3_bind_blob64(row->into, ++row->at, bytes == NULL ? "" : bytes,
                                   (sqlite3_uint64)length, SQLITE_STATIC));
}

void xw_row_nulls(struct xw_row *row, int count)
{
    for (int i = 0; i < count; i++)
        noted(row, sqlite3_bind_null(row->into, ++row->at));
}

enum xw_status xw_row_end(struct xw_geopackage *file, struct xw_row *row)
{
    int bound = row->at, fault = row->fault;
    row->at = 0;
    row->fault = SQLITE_OK;
    if (fault != SQLITE_OK || bound != row->columns) {
        snprintf(file->trouble, sizeof file->trouble, "a row has %d values for %d columns: %s",
                 bound, row->columns, sqlite3_errstr(fault));
        return fault == SQLITE_NOMEM ? XW_NO_MEMORY : XW_STORE_FAILED;
    }
    int done = sqlite3_step(row->into);
    enum xw_status status = done == SQLITE_DONE ? XW_OK : failed(file, "a row cannot be written");
    sqlite3_reset(row->into);
    return status;
}
