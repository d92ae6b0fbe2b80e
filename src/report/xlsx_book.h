/* xlsx_book.h: a workbook for people in one language, on libxlsxwriter: its styles and its sheets.
 *
 * Sheets share a look: a title row, a line that says scenario, run, source and marks, heads with units,
 * frozen heads and names, filters, A4 landscape with heads on every page and a footer. Rows are
 * written in order and leave memory at once, so that long tables cost little.
 */
#ifndef XW_REPORT_XLSX_BOOK_H
#define XW_REPORT_XLSX_BOOK_H
#include "data_table.h"
#include "view.h"
#include <xlsxwriter.h>

enum { XW_BOOK_DECIMALS = 7 };               /* numbers have 0 .. 6 of them */
enum { XW_BOOK_PLAIN, XW_BOOK_SUM };         /* a row of data, the row of sums */
enum { XW_BOOK_MOST_SHEETS = 250 };          /* far below what readers take */
enum { XW_BOOK_LAST_ROW = LXW_ROW_MAX - 2 }; /* sums stand below it */

/* A sheet in the contents. */
struct xw_book_entry {
    const char *sheet, *title, *file; /* file "" for a sheet that is no CSV table */
    int64_t rows;
};

struct xw_book {
    lxw_workbook *workbook;
    struct xw_view *view; /* language, words, texts */
    bool chinese;
    lxw_format *title, *note, *head, *head_left, *mark[2], *text[2], *wrap, *link, *label, *section;
    lxw_format *whole[2], *year, *flag, *share, *number[2][XW_BOOK_DECIMALS];
    lxw_format *short_of, *heat[7]; /* of conditions: below zero; classes of balances */
    struct xw_book_entry *entry;
    int32_t entries;
    enum xw_status status; /* the first failure; later calls do nothing */
    const char *trouble;
};

/* Open a workbook that will be written to path. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_book_open(struct xw_book *book, struct xw_view *view,
                                       const char *path);
/* Write and forget it, also when something failed. The first failure, or XW_IO. */
XW_CHECKED enum xw_status xw_book_close(struct xw_book *book);

/* Remember a failure. */
void xw_book_failed(struct xw_book *book, enum xw_status status, const char *trouble);

/* A sheet by its name, set up for print; NULL after a failure. Not yet in the contents. */
lxw_worksheet *xw_book_sheet(struct xw_book *book, const char *name);
void xw_book_enter(struct xw_book *book, const char *sheet, const char *title, const char *file,
                   int64_t rows);

/* A word of the pages as plain text; the line under a sheet's title, `what` first. */
const char *xw_book_word(struct xw_book *book, enum xw_key key);
const char *xw_book_told(struct xw_book *book, enum xw_key key, const char *const *arguments);
const char *xw_book_note(struct xw_book *book, const char *what);

/* What stands for a value that is not there: —, 缺, ?. */
const char *xw_book_gap(struct xw_book *book, enum xw_data_gap gap);

/* A native chart at a cell of a sheet, in the colours of the pages. Width and height in pixels; alt
 * says the finding and its numbers. */
lxw_chart *xw_book_chart(struct xw_book *book, uint8_t kind, const char *title, const char *x,
                         const char *y);
void xw_book_insert(struct xw_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                    lxw_chart *chart, double width, double height, const char *alt);

#endif
