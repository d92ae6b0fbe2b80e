/* csv.h: read RFC 4180 tables, with the line and column of every cell.
 *
 * Quoted fields may hold commas, doubled quotes and line ends. LF, CRLF and a missing last line end
 * are accepted, and so is a UTF-8 byte order mark. Encodings: "UTF-8" (checked) and "GB18030"
 * (converted by iconv). A blank line is skipped. The first record is the header. How many fields a
 * record has is the caller's business.
 *
 * Refused, and reading goes on: text after a closing quote (a blank too), a quote inside a field
 * that does not begin with one. Refused, and reading ends: a quote never closed, a carriage return
 * without a line feed outside quotes.
 */
#ifndef XW_CSV_H
#define XW_CSV_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/file.h"
#include <stdbool.h>

struct xw_csv {
    const char *name;  /* as diagnostics name the file */
    const char *bytes; /* whole file as UTF-8, without its byte order mark; NUL at the end */
    ptrdiff_t length;
    int32_t fields;        /* of the current record */
    const char **field;    /* texts of the current record, unquoted */
    int32_t *field_line;   /* where each cell starts */
    int32_t *field_column; /* in characters, from 1 */
    int32_t line;          /* where the current record starts */
    /* private */
    ptrdiff_t at;
    char *text_at; /* where the next unquoted text is written */
    int32_t at_line, at_column, room;
    struct xw_arena *keep;
    struct xw_diag *diag;
    bool failed;
};

/* Read the file at path whole into keep. csv is in use until keep is given back; there is nothing
 * to close. Refusals (cannot be read, empty, not valid in its
 * encoding with the offending line and column, NUL byte) go to diag; XW_REFUSED or XW_NO_MEMORY
 * then. */
XW_CHECKED enum xw_status xw_csv_open(struct xw_csv *csv, const char *path, const char *name,
                                      const char *encoding, struct xw_arena *keep,
                                      struct xw_diag *diag);

/* The same of a file's bytes, which are in use as long as csv is. */
XW_CHECKED enum xw_status xw_csv_open_bytes(struct xw_csv *csv, struct xw_bytes raw,
                                            const char *name, const char *encoding,
                                            struct xw_arena *keep, struct xw_diag *diag);

/* Step to the next record; its texts live in keep, the arrays that hold them are used again. false
 * at the end, or after a fault from which reading cannot go on (a quote never closed: refused at
 * the line and column where it opens); failed is set then. */
bool xw_csv_next(struct xw_csv *csv);

/* Write one field, quoted when it must be; separators and line ends are the caller's. */
void xw_csv_write(FILE *to, const char *text);

#endif
