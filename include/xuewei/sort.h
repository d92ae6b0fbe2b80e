/* sort.h: a stable sort in memory of one's own.
 *
 * The C library's qsort may ask the system for memory and says nothing of equal items; the years of a
 * replicate must do neither.
 */
#ifndef XW_SORT_H
#define XW_SORT_H
#include "xuewei/arena.h"

/* Which of two items comes first: below 0, 0 or above 0, as strcmp. */
typedef int xw_sort_order(const void *a, const void *b, const void *context);

/* Order count items of size bytes; equal ones keep their order. Merge sort (Knuth, The Art of Computer
 * Programming 3, 5.2.4), O(count log count), count x size bytes of scratch. XW_NO_MEMORY with items as
 * they were. */
XW_CHECKED enum xw_status xw_sort(struct xw_arena scratch, void *items, int32_t count, size_t size,
                                  xw_sort_order *order, const void *context);

#endif
