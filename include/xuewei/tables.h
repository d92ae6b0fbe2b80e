/* tables.h: read any table of the contract by its dictionary.
 *
 * What the columns are called, what they accept and which of them make the key stands in
 * parameters.def alone. Every cell keeps its place, so that whoever finds a fault later can name
 * file, line and column. A row with a refused cell stays in the table, marked bad: its codes still
 * count as known, so that one fault is not followed by a hundred others, and nothing else of it is
 * to be used.
 */
#ifndef XW_TABLES_H
#define XW_TABLES_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/parameters.h"
#include <stdbool.h>

#define XW_MISSING INT32_MIN /* a whole number, year or word that is not given */

struct xw_rows {
    enum xw_table table;
    const char *file; /* as diagnostics name it; NULL: the table is not given */
    bool broken;      /* could not be read to its end: what is not there may have been */
    int32_t count;
    int32_t *line; /* where each row starts */
    uint8_t *bad;
    uint8_t *evidence; /* enum xw_evidence */
    /* By column of the table, NULL when the header does not have it. */
    int32_t *whole[XW_ROW_COLUMNS];    /* words, whole numbers, years; XW_MISSING when empty */
    double *number[XW_ROW_COLUMNS];    /* NaN when empty */
    const char **text[XW_ROW_COLUMNS]; /* texts, codes, dates; NULL when empty */
    int32_t *cell_line[XW_ROW_COLUMNS], *cell_column[XW_ROW_COLUMNS];
    /* private to the reader */
    int32_t room, fields, field[XW_ROW_COLUMNS * 2]; /* column of each header field, or XW_NONE */
    struct xw_arena *keep;
    struct xw_diag *diag;
};

/* Read a CSV table. Rows, texts and places live in keep. XW_OK also when cells were refused: the
 * diagnostics have them, and the rows are marked. XW_REFUSED when there is no table to work with
 * (broken is set then, count is 0 or what could be read); XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_rows_read(enum xw_table table, const char *path, const char *name,
                                       const char *encoding, struct xw_arena *keep,
                                       struct xw_diag *diag, struct xw_rows *out);

/* The same by hand, for a table that is not CSV: open, header, one add a row, close. room is the
 * most rows there can be. line and column of a cell may be 0. group_needed = false: no group of
 * columns need be there. */
XW_CHECKED enum xw_status xw_rows_open(struct xw_rows *rows, enum xw_table table, const char *file,
                                       int32_t room, struct xw_arena *keep, struct xw_diag *diag);
XW_CHECKED enum xw_status xw_rows_header(struct xw_rows *rows, int32_t fields,
                                         const char *const *name, const int32_t *line,
                                         const int32_t *column);
XW_CHECKED enum xw_status xw_rows_add(struct xw_rows *rows, int32_t line, int32_t fields,
                                      const char *const *text, const int32_t *cell_line,
                                      const int32_t *cell_column);
/* Refuses rows whose key is there already, in a table that has one. */
XW_CHECKED enum xw_status xw_rows_close(struct xw_rows *rows);

/* Whether the header has the column. */
bool xw_rows_have(const struct xw_rows *rows, enum xw_column column);

/* The value of a cell: the usual one of a word when it is empty or the column is not there, else
 * XW_MISSING, NaN, NULL. */
int32_t xw_rows_whole(const struct xw_rows *rows, enum xw_column column, int32_t row);
double xw_rows_number(const struct xw_rows *rows, enum xw_column column, int32_t row);
const char *xw_rows_text(const struct xw_rows *rows, enum xw_column column, int32_t row);

/* Where a cell stands, with its field; the row's start when the column is not there. */
struct xw_place xw_rows_place(const struct xw_rows *rows, enum xw_column column, int32_t row);

/* "accepted" and, where a known word is near, "; did you mean ...?" Refuses found at the place. */
void xw_rows_refuse_word(struct xw_diag *diag, struct xw_place at, const char *found,
                         const char *accepted, const char *const *known, int32_t count);

#endif
