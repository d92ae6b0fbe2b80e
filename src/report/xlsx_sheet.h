/* xlsx_sheet.h: a table of a report as a sheet of a workbook: the second sink of data_table.h.
 *
 * Row 1 is the title, row 2 the line of xw_book_note, row 3 the heads; a row of sums closes a table
 * whose columns sum, as formulas that carry the sum of the rows. A value that is not there is its
 * mark as text: spreadsheets leave texts out of sums, and the cell says why it has no number.
 */
#ifndef XW_REPORT_XLSX_SHEET_H
#define XW_REPORT_XLSX_SHEET_H
#include "xlsx_book.h"

enum { XW_SHEET_HEAD_ROW = 2, XW_SHEET_FIRST_ROW = 3 }; /* counted from 0 */

struct xw_sheet {
    struct xw_book *book;
    const struct xw_data_table *table;
    lxw_worksheet *sheet;
    const char *name, *title, *file;
    lxw_row_t row;  /* of the next row */
    bool full;      /* the table has more rows than a sheet */
    double *sum;    /* [columns] */
    int32_t *width; /* [columns] in letters */
    struct xw_data_sink sink;
};

/* Begin a sheet: title, line and heads. `file` is the CSV file with the same values, or "". Emit the
 * rows into sheet->sink, then close it. Failures are the book's. */
void xw_sheet_open(struct xw_sheet *sheet, struct xw_book *book, const struct xw_data_table *table,
                   const char *name, const char *title, const char *file);
/* Sums, filters, frozen heads, widths, and its line in the contents. */
void xw_sheet_close(struct xw_sheet *sheet);

/* A whole registered table under its own title. */
void xw_sheet_write(struct xw_book *book, const struct xw_data_table *table,
                    const struct xw_data_source *source);

/* Letters of a column in which a text has room: wide ones count twice. */
int32_t xw_sheet_letters(const char *text);

/* A value as CSV prints it with so many decimals. */
double xw_sheet_rounded(double value, int decimals);

#endif
