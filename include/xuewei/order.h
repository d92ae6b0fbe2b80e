/* order.h: the order of rows by integer columns. */
#ifndef XW_ORDER_H
#define XW_ORDER_H
#include "xuewei/arena.h"

/* order = the rows 0 .. count - 1 in ascending order of column[0], then column[1], ..; rows that
 * are equal in all stay in their order. columns >= 1. order has count entries. */
void xw_order_rows(int32_t count, int32_t columns, const int32_t *const *column, int32_t *order);

#endif
