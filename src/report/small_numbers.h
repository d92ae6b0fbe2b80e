/* small_numbers.h: which cells of a table of persons are held back so that nobody can be told.
 *
 * A number of 1 to k - 1 persons is hidden. Where a printed sum would give it away, so are other cells,
 * as few persons of them as can be: each hidden cell must lie on a cycle of hidden cells, along which one
 * person more here and one fewer there leave every printed sum as it is (Kelly, Golden and Assad 1992,
 * "Cell suppression: disclosure protection for sensitive tabular data", Networks 22). Zeros are printed.
 */
#ifndef XW_REPORT_SMALL_NUMBERS_H
#define XW_REPORT_SMALL_NUMBERS_H
#include "xuewei/arena.h"
#include <stdbool.h>

/*   rows, columns  of the parts, >= 1
 *   row_sums       the table prints the sum of each row, in a column more
 *   column_sums    it prints the sum of each column, in a row more; with both, the grand total as well
 *   count          [rows + column_sums][columns + row_sums], >= 0, sums included, which must be right
 *   k              >= 0; 0 and 1 hide nothing
 *   hidden         [the same] written: true = hold it back. Small sums are hidden like small parts
 *
 * No hidden cell can be found from what is printed: at least two values of it agree with all of it, k
 * apart. Depends on the counts and their places alone.
 *
 * XW_NEGATIVE (a count), XW_OUT_OF_RANGE (a size, k, a sum that is not one), XW_NO_MEMORY; hidden is then
 * untouched. Time O(small cells x (rows + columns)^2). */
struct xw_small_table {
    int32_t rows, columns;
    bool row_sums, column_sums;
    const int32_t *count;
};
XW_CHECKED enum xw_status xw_small_numbers(struct xw_arena scratch,
                                           const struct xw_small_table *table, int32_t k,
                                           bool *hidden);

#endif
