/* xlsx_people.h: the sheets that people read first: balances by year with a chart, towns by year in
 * the colours of the heat map, the schools of this September, classes by size. */
#ifndef XW_REPORT_XLSX_PEOPLE_H
#define XW_REPORT_XLSX_PEOPLE_H
#include "xlsx_book.h"

void xw_book_stage(struct xw_book *book, int32_t stage);
void xw_book_towns(struct xw_book *book, int32_t stage); /* a stage of the district */
void xw_book_schools(struct xw_book *book);
void xw_book_sizes(struct xw_book *book);

#endif
