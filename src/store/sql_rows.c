#include "xuewei/sql_rows.h"
#include "xuewei/geopackage.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct xw_sql_rows_word {
    const char *text; /* in keep; NULL = free slot */
    int length;
    uint32_t hash;
    int32_t row[XW_ROWS_CODES]; /* or -1 */
};
static const struct xw_sql_rows_word nothing = { .text = "", .row = { -1, -1, -1, -1 } };

/* The first fault stays. */
__attribute__((format(printf, 3, 4))) static void
noted(struct xw_sql_rows *rows, enum xw_status status, const char *format, ...)
{
    if (rows->status != XW_OK) return;
    rows->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(rows->trouble, sizeof rows->trouble, format, args);
    va_end(args);
}

static void sqlite_fault(struct xw_sql_rows *rows)
{
    int code = sqlite3_errcode(rows->db);
    noted(rows, code == SQLITE_NOMEM ? XW_NO_MEMORY : XW_STORE_FAILED, "%s: %s%s%s", rows->path,
          rows->table == NULL ? "" : rows->table, rows->table == NULL ? "" : ": ",
          sqlite3_errmsg(rows->db));
}

void xw_sql_rows_fault(struct xw_sql_rows *rows, enum xw_status status, const char *what,
                       const char *value)
{
    noted(rows, status, "%s: table %s, row %d: %s \"%s\"", rows->path, rows->table, rows->line,
          what, value);
}

void xw_sql_rows_refuse(struct xw_sql_rows *rows, enum xw_status status, const char *sentence)
{
    noted(rows, status, "%s: %s", rows->path, sentence);
}

/* Bytes 0 to 15 of a SQLite file are its name, 68 to 71 the application's number, most significant
 * first (sqlite.org/fileformat2.html, 1.3). */
static bool is_geopackage(const unsigned char head[72])
{
    uint32_t id = (uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 | (uint32_t)head[70] << 8 |
                  (uint32_t)head[71];
    return memcmp(head, "SQLite format 3", 16) == 0 && id == XW_GEOPACKAGE_ID;
}

static void check_head(struct xw_sql_rows *rows)
{
    unsigned char head[72] = { 0 };
    int file = open(rows->path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : read(file, head, sizeof head);
    if (got < 0)
        noted(rows, XW_IO, "%s: the file cannot be read: %s", rows->path, strerror(errno));
    else if (!is_geopackage(head))
        noted(rows, XW_STORE_FOREIGN, "%s is not a GeoPackage", rows->path);
    if (file >= 0) close(file);
}

enum xw_status xw_sql_rows_open(struct xw_sql_rows *rows, const char *path, struct xw_arena *keep)
{
    *rows = (struct xw_sql_rows){ .path = path, .keep = keep };
    check_head(rows);
    if (rows->status != XW_OK) return rows->status;
    if (xw_arena_init(&rows->words_keep, (size_t)1 << 32) != XW_OK) {
        noted(rows, XW_NO_MEMORY, "memory is used up");
        return rows->status;
    }
    /* The leading "./" keeps SQLite from taking a name like "file:x" for a URI. */
    char *name = NULL;
    if (asprintf(&name, "%s%s", path[0] == '/' ? "" : "./", path) < 0) {
        noted(rows, XW_NO_MEMORY, "memory is used up");
        return rows->status;
    }
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(name, &rows->db, flags, NULL) != SQLITE_OK) sqlite_fault(rows);
    free(name);
    /* A file of strangers may carry functions in its schema; nothing of ours needs them. */
    sqlite3_db_config(rows->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return rows->status;
}

void xw_sql_rows_close(struct xw_sql_rows *rows)
{
    sqlite3_finalize(rows->row);
    sqlite3_close(rows->db);
    xw_arena_free(&rows->words_keep);
    rows->row = NULL;
    rows->db = NULL;
    rows->words = rows->slots = 0;
    rows->word = NULL;
}

void xw_sql_rows_begin(struct xw_sql_rows *rows, const char *table, const char *sql)
{
    sqlite3_finalize(rows->row);
    rows->row = NULL;
    rows->table = table;
    rows->line = rows->at = 0;
    if (rows->status == XW_OK &&
        sqlite3_prepare_v2(rows->db, sql, -1, &rows->row, NULL) != SQLITE_OK)
        sqlite_fault(rows);
}

bool xw_sql_rows_next(struct xw_sql_rows *rows)
{
    if (rows->status != XW_OK) return false;
    int step = sqlite3_step(rows->row);
    rows->line++;
    rows->at = 0;
    if (step != SQLITE_ROW && step != SQLITE_DONE) sqlite_fault(rows);
    return step == SQLITE_ROW;
}

int32_t xw_sql_rows_columns(struct xw_sql_rows *rows)
{
    return rows->status == XW_OK ? sqlite3_column_count(rows->row) : 0;
}

const char *xw_sql_rows_name(struct xw_sql_rows *rows, int32_t column)
{
    const char *name = rows->status == XW_OK ? sqlite3_column_name(rows->row, column) : NULL;
    return name == NULL ? "" : name;
}

/* FNV-1a of 32 bits (Fowler, Noll and Vo). */
static uint32_t hash_of(const char *text, int length)
{
    uint32_t hash = 2166136261u;
    for (int i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

/* The slot that holds a text, or the free one where it belongs. slots is a power of two. */
static struct xw_sql_rows_word *slot_of(struct xw_sql_rows_word *word, int32_t slots,
                                        const char *text, int length, uint32_t hash)
{
    uint32_t at = hash & (uint32_t)(slots - 1);
    while (word[at].text != NULL && (word[at].hash != hash || word[at].length != length ||
                                     memcmp(word[at].text, text, (size_t)length) != 0))
        at = (at + 1) & (uint32_t)(slots - 1);
    return &word[at];
}

/* Twice the slots, so that at most half of them are taken. */
static bool grow(struct xw_sql_rows *rows)
{
    int32_t slots = rows->slots == 0 ? 4096 : 2 * rows->slots;
    struct xw_sql_rows_word *larger = XW_TAKE(&rows->words_keep, slots, struct xw_sql_rows_word);
    if (larger == NULL) return false;
    for (int32_t i = 0; i < rows->slots; i++) {
        const struct xw_sql_rows_word *old = &rows->word[i];
        if (old->text != NULL) *slot_of(larger, slots, old->text, old->length, old->hash) = *old;
    }
    rows->word = larger;
    rows->slots = slots;
    return true;
}

/* The word of a text, until the next one is asked for; NULL when memory is used up. */
static struct xw_sql_rows_word *word_of(struct xw_sql_rows *rows, const char *text, int length)
{
    if (2 * (rows->words + 1) > rows->slots && !grow(rows)) return NULL;
    uint32_t hash = hash_of(text, length);
    struct xw_sql_rows_word *word = slot_of(rows->word, rows->slots, text, length, hash);
    if (word->text != NULL) return word;
    const char *kept = xw_arena_text_n(rows->keep, text, length);
    if (kept == NULL) return NULL;
    *word = nothing;
    word->text = kept;
    word->length = length;
    word->hash = hash;
    rows->words++;
    return word;
}

/* The next column as a word, or NULL when it is null or a fault has been noted. */
static struct xw_sql_rows_word *next_word(struct xw_sql_rows *rows)
{
    if (rows->status != XW_OK) return NULL;
    const char *text = (const char *)sqlite3_column_text(rows->row, rows->at);
    int length = sqlite3_column_bytes(rows->row, rows->at);
    rows->at++;
    if (text == NULL) return NULL;
    struct xw_sql_rows_word *word = word_of(rows, text, length);
    if (word == NULL) xw_sql_rows_fault(rows, XW_NO_MEMORY, "memory is used up at", text);
    return word;
}

const char *xw_sql_rows_text(struct xw_sql_rows *rows)
{
    const struct xw_sql_rows_word *word = next_word(rows);
    return word == NULL ? "" : word->text;
}

/* Whether there is a column that is not null; it stays the next one. */
static bool has_value(struct xw_sql_rows *rows)
{
    return rows->status == XW_OK && sqlite3_column_type(rows->row, rows->at) != SQLITE_NULL;
}

static int64_t whole_between(struct xw_sql_rows *rows, int64_t least, int64_t most)
{
    int64_t value = has_value(rows) ? sqlite3_column_int64(rows->row, rows->at) : -1;
    if (value < least || value > most) {
        xw_sql_rows_fault(rows, XW_STORE_FAILED, "a number is out of range in column",
                          sqlite3_column_name(rows->row, rows->at));
        value = -1;
    }
    rows->at++;
    return value;
}

int32_t xw_sql_rows_count(struct xw_sql_rows *rows)
{
    return (int32_t)whole_between(rows, INT32_MIN, INT32_MAX);
}

int16_t xw_sql_rows_year(struct xw_sql_rows *rows)
{
    return (int16_t)whole_between(rows, INT16_MIN, INT16_MAX);
}

bool xw_sql_rows_flag(struct xw_sql_rows *rows)
{
    return whole_between(rows, -1, 1) == 1;
}

double xw_sql_rows_number(struct xw_sql_rows *rows)
{
    double value = has_value(rows) ? sqlite3_column_double(rows->row, rows->at) : NAN;
    rows->at++;
    return value;
}

const void *xw_sql_rows_blob(struct xw_sql_rows *rows, ptrdiff_t *length)
{
    bool has = has_value(rows);
    const void *bytes = has ? sqlite3_column_blob(rows->row, rows->at) : NULL;
    *length = has ? sqlite3_column_bytes(rows->row, rows->at) : 0;
    rows->at++;
    return bytes;
}

const char *xw_sql_rows_code(struct xw_sql_rows *rows, enum xw_sql_rows_code of, int32_t row)
{
    struct xw_sql_rows_word *word = next_word(rows);
    if (word == NULL) return "";
    word->row[of] = row;
    return word->text;
}

int32_t xw_sql_rows_row(struct xw_sql_rows *rows, enum xw_sql_rows_code of)
{
    static const char *const unknown[XW_ROWS_CODES] = { "there is no stage", "there is no zone",
                                                        "there is no school",
                                                        "there is no project" };
    const struct xw_sql_rows_word *word = next_word(rows);
    if (word == NULL) return -1;
    if (word->row[of] == -1) xw_sql_rows_fault(rows, XW_STORE_FAILED, unknown[of], word->text);
    return word->row[of];
}
