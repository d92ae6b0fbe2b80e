/* voronoi.h: the part of a plane that lies nearest to each of some points, for schematic maps.
 *
 * A cell is the points nearer to its seat than to any other seat (Voronoi), cut to a round reach
 * about the seat, so that the outer cells end somewhere. Not a legal boundary: a map says so.
 */
#ifndef XW_VORONOI_H
#define XW_VORONOI_H
#include "xuewei/arena.h"

struct xw_voronoi_cell {
    int32_t count; /* corners, counter-clockwise; 0: another seat stands on the same spot */
    double *x, *y;
    int32_t *beyond; /* the seat on the other side of the edge from corner i to i + 1, or -1 */
};

/*   count  seats; x, y finite
 *   reach  > 0, in the units of x
 *   out    [count] written; corners live in keep
 * Of seats on one spot the first has the cell. O(count^2) with a small constant. */
XW_CHECKED enum xw_status xw_voronoi_make(struct xw_arena *keep, int32_t count, const double *x,
                                          const double *y, double reach,
                                          struct xw_voronoi_cell *out);

/* A reach that suits the density of the seats: 1.5 times the side of the square that each has of
 * the box around them all. */
double xw_voronoi_reach(int32_t count, const double *x, const double *y);

#endif
