/* rounding.h: a table of fractions of pupils in whole pupils, with its margins kept.
 *
 * Controlled rounding (Bacharach 1966, "Matrix rounding problems", Management Science 12: 732-742; Cox
 * 1987, "A constructive procedure for unbiased controlled rounding", JASA 82: 520-524): every cell
 * goes to the whole number below or above it, every row keeps its total, every column goes to the
 * whole number below or above its sum. Such a table always exists; of all of them this is a nearest
 * one, by an exact minimum-cost flow.
 */
#ifndef XW_ROUNDING_H
#define XW_ROUNDING_H
#include "xuewei/arena.h"

/* A table by its cells that are not 0, row by row: borrowed columns. */
struct xw_rounding_cells {
    int32_t rows, columns;
    const int32_t *start;  /* [rows + 1] cells of row r: start[r] .. start[r + 1] - 1 */
    const int32_t *column; /* [cells] ascending in a row */
    const double
        *value; /* [cells] finite, 0 .. INT32_MAX; every row adds up to a whole number within
                              1e-6, 0 .. INT32_MAX */
};

/*   like    [cells] of equally near tables the one that agrees with these numbers in most cells that can
 *           go either way, found without a flow of so many arcs (rounding_paths.h) where rows have few
 *           such cells: so a replicate rounds as the central history does as long as the two have the
 *           same table. NULL: any
 *   whole   [cells] written
 *
 * A cell within 1e-9 of a whole number (relative above 1) is that number; so is a column's sum within
 * 1e-6. The sum of |whole - value| is the least possible, and with it that of the squares, since both
 * count 1 - 2 f for a cell of fraction f that goes up; fractions are compared to 2^-30. Whole tables
 * come out as they are. Rows or columns in another order change the result only among equally near
 * tables. Time that of a flow with an arc for every fraction.
 *
 * XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (a count, a column, a value, a row's total),
 * XW_FLOW_TOO_LARGE, XW_NO_MEMORY; whole is then untouched. */
XW_CHECKED enum xw_status xw_rounding_cells(struct xw_arena scratch,
                                            const struct xw_rounding_cells *cells,
                                            const int32_t *like, int32_t *whole);

/* The same of a full table: value, like and whole [rows * columns] row by row. */
XW_CHECKED enum xw_status xw_rounding_control(struct xw_arena scratch, int32_t rows,
                                              int32_t columns, const double *value,
                                              const int32_t *like, int32_t *whole);

#endif
