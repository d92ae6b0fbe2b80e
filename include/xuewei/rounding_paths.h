/* rounding_paths.h: which cells of a table go up, by shortest paths between its columns.
 *
 * The problem of rounding.h as it is when every row has few cells that can go up: choose so many of
 * each row's cells as the row says, each column getting a number between two bounds, at the least cost.
 * Every row first takes its cheapest cells; then successive shortest paths of swaps within rows (Ahuja,
 * Magnanti and Orlin 1993, Network Flows, 9.7) move columns into their bounds. Nodes are the columns
 * alone, whatever the number of rows, so that a table of admission classes costs little.
 */
#ifndef XW_ROUNDING_PATHS_H
#define XW_ROUNDING_PATHS_H
#include "xuewei/arena.h"
#include <stdbool.h>

/* Borrowed columns. */
struct xw_rounding_choice {
    int32_t rows, columns;
    const int32_t *start;      /* [rows + 1] cells of row r: start[r] .. start[r + 1] - 1 */
    const int32_t *column;     /* [cells] 0 .. columns - 1, each once in a row */
    const int64_t *cost;       /* [cells] of going up; a sum over 2 (columns + 2) cells is exact */
    const int32_t *wanted;     /* [rows] cells that go up, 0 .. those of the row */
    const int32_t *low, *high; /* [columns] of cells that go up, low <= high */
};

/* Whether the tables of pairs that a choice needs stay small: else a flow with an arc a cell is better. */
bool xw_rounding_paths_suit(const struct xw_rounding_choice *choice);

/* up [cells] written: 1 where the cell goes up. The sum of their costs is the least possible; of equal
 * ones the result hangs on the order of rows and cells alone.
 * XW_FLOW_INFEASIBLE when no choice keeps the bounds, XW_NO_MEMORY; up holds no answer then. */
XW_CHECKED enum xw_status xw_rounding_paths(struct xw_arena scratch,
                                            const struct xw_rounding_choice *choice, uint8_t *up);

#endif
