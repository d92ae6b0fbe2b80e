/* xlsx_contents.h: the first and the last sheet of a workbook: what it holds and what it means. */
#ifndef XW_REPORT_XLSX_CONTENTS_H
#define XW_REPORT_XLSX_CONTENTS_H
#include "xlsx_book.h"

/* Scenario, run, seed, replicates, evidence and mark, then every sheet entered so far, with its link.
 * `sheet` was made first, so that it stands first. */
void xw_book_contents(struct xw_book *book, lxw_worksheet *sheet);

/* How numbers are kept, marks, words, and every column of every table that the report has. */
void xw_book_definitions(struct xw_book *book, const struct xw_data_source *source);

#endif
