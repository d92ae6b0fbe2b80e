/* grid_index.h: the nearest of many points, by the cells of a square grid.
 *
 * About two points lie in a cell, so that a search looks at a few of them where points are spread,
 * and at most at all where they are not (Bentley, Weide and Yao 1980, "Optimal expected-time
 * algorithms for closest point problems", ACM Transactions on Mathematical Software 6).
 */
#ifndef XW_GRID_INDEX_H
#define XW_GRID_INDEX_H
#include "xuewei/arena.h"

struct xw_grid_index {
    int32_t count, columns, rows;
    double x0_m, y0_m, width_m; /* of a cell */
    const double *x_m, *y_m;    /* borrowed */
    int32_t *start, *point;     /* [columns * rows + 1]; points by cell, ascending in each */
};

/* count >= 0 points in metres. Arrays of out are taken from keep. XW_OUT_OF_RANGE (count below 0),
 * XW_NOT_FINITE, XW_NO_MEMORY, with out untouched. */
XW_CHECKED enum xw_status xw_grid_make(struct xw_arena *keep, int32_t count, const double *x_m,
                                       const double *y_m, struct xw_grid_index *out);

/* The point nearest to x, y, which are finite, and how far it is by air; equally near: the lowest.
 * -1 and INFINITY when there are no points. */
int32_t xw_grid_nearest(const struct xw_grid_index *grid, double x_m, double y_m, double *metres);

#endif
