/* order.h: the order of rows by integer columns, or by the key of their table. */
#ifndef XW_ORDER_H
#define XW_ORDER_H
#include "xuewei/tables.h"

/* order = the rows 0 .. count - 1 in ascending order of column[0], then column[1], ..; rows that
 * are equal in all stay in their order. columns >= 1. order has count entries. */
void xw_order_rows(int32_t count, int32_t columns, const int32_t *const *column, int32_t *order);

/* Natural order of two codes: runs of digits by their number, 2 before 10, the rest by bytes; codes that
 * are alike but for leading zeros by bytes. < 0, 0 (the same text), > 0. */
int xw_order_codes(const char *a, const char *b);

/* Put the rows of a table in order of their key, so that nothing after depends on the order of the file:
 * codes and texts in natural order, words, numbers and years by value, empty cells first. Rows of the
 * same key (refused before) keep their order. Every row keeps its place in the file for diagnostics. */
XW_CHECKED enum xw_status xw_order_table(struct xw_rows *rows, struct xw_arena scratch);

/* order [rows->count] = the rows in that order; the table itself stays as it is. */
void xw_order_by_key(const struct xw_rows *rows, int32_t *order);

#endif
