/* sql_rows.h: read the rows of a GeoPackage column by column, as geopackage.h writes them.
 *
 * A fault, of the file or of memory, stays: from then on every column is empty, xw_sql_rows_next
 * says false, and status and trouble tell the first fault. So a reader of many columns looks at one
 * status, at the end.
 *
 * Every text is kept once: hundreds of thousands of rows say the same few thousand words. A word
 * also remembers which row it is the code of, so that a code leads back to its row.
 */
#ifndef XW_SQL_ROWS_H
#define XW_SQL_ROWS_H
#include "xuewei/arena.h"
#include <stdbool.h>

struct sqlite3;
struct sqlite3_stmt;
struct xw_sql_rows_word;

/* What a word can be the code of. */
enum xw_sql_rows_code {
    XW_ROWS_STAGE,
    XW_ROWS_ZONE,
    XW_ROWS_SCHOOL,
    XW_ROWS_PROJECT,
    XW_ROWS_CODES
};

struct xw_sql_rows {
    enum xw_status status; /* XW_OK, or of the first fault */
    char trouble[512];     /* the first fault, for a person; "" */
    /* private */
    struct sqlite3 *db;
    struct sqlite3_stmt *row;
    const char *path, *table;
    struct xw_arena *keep, words_keep;
    int32_t line, at; /* rows begun, columns read of this one */
    int32_t words, slots;
    struct xw_sql_rows_word *word;
};

/* Open the GeoPackage at path to read; texts will live in keep. Returns rows->status: XW_IO when
 * the file cannot be read, XW_STORE_FOREIGN when it is no GeoPackage, XW_STORE_FAILED,
 * XW_NO_MEMORY. path is borrowed. */
XW_CHECKED enum xw_status xw_sql_rows_open(struct xw_sql_rows *rows, const char *path,
                                           struct xw_arena *keep);
void xw_sql_rows_close(struct xw_sql_rows *rows); /* safe on {0} and a second time */

/* Begin a query; table names what is read where a fault is told. */
void xw_sql_rows_begin(struct xw_sql_rows *rows, const char *table, const char *sql);
/* Go to the next row: false after the last one and after a fault. */
bool xw_sql_rows_next(struct xw_sql_rows *rows);

/* How many columns the query has, and what the one at `column` is called. */
int32_t xw_sql_rows_columns(struct xw_sql_rows *rows);
const char *xw_sql_rows_name(struct xw_sql_rows *rows, int32_t column); /* until the next query */

/* The next column of the row. */
const char *xw_sql_rows_text(struct xw_sql_rows *rows); /* null is "" */
int32_t xw_sql_rows_count(struct xw_sql_rows *rows);    /* null is XW_NONE (-1) */
int16_t xw_sql_rows_year(struct xw_sql_rows *rows);     /* null is XW_NONE */
bool xw_sql_rows_flag(struct xw_sql_rows *rows);        /* 1 */
double xw_sql_rows_number(struct xw_sql_rows *rows);    /* null is NaN */
const void *xw_sql_rows_blob(struct xw_sql_rows *rows,
                             ptrdiff_t *length); /* until the next row; or NULL */
/* The next column is the code of a row that is being read. */
const char *xw_sql_rows_code(struct xw_sql_rows *rows, enum xw_sql_rows_code of, int32_t row);
/* The next column names the row that it is the code of; null is XW_NONE, an unknown code a fault.
 */
int32_t xw_sql_rows_row(struct xw_sql_rows *rows, enum xw_sql_rows_code of);

/* Note a fault of this row: what, and the value that is wrong. */
void xw_sql_rows_fault(struct xw_sql_rows *rows, enum xw_status status, const char *what,
                       const char *value);
/* Note a fault of the whole file, as a sentence. */
void xw_sql_rows_refuse(struct xw_sql_rows *rows, enum xw_status status, const char *sentence);

#endif
