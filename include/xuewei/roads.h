/* roads.h: shortest ways along roads.
 *
 * Dijkstra (1959), "A note on two problems in connexion with graphs", Numerische Mathematik 1, with a
 * heap of four children a node (Johnson 1975, "Priority queues with update and finding minimum
 * spanning trees", Information Processing Letters 4). Ways are wanted from many homes to few
 * schools: a search begins at the school and goes along the roads backwards, so that one of them
 * serves every home, one-way streets included.
 */
#ifndef XW_ROADS_H
#define XW_ROADS_H
#include "xuewei/arena.h"

/* The roads that lead into node v: from[k], metres[k] for k in start[v] .. start[v + 1] - 1. */
struct xw_road_graph {
    int32_t nodes;
    int32_t *start, *from;
    double *metres;
};

/*   roads    from[i] and to[i] are nodes, 0 .. nodes - 1; metres[i] >= 0 and finite; a road may be
 *            used both ways unless oneway[i] (oneway NULL: none is)
 * Parallel roads and loops are accepted. Arrays of out are taken from keep.
 * XW_OUT_OF_RANGE, XW_NOT_FINITE, XW_NEGATIVE, XW_NO_MEMORY, with out untouched. */
XW_CHECKED enum xw_status xw_roads_graph(struct xw_arena *keep, int32_t nodes, int32_t roads,
                                         const int32_t *from, const int32_t *to,
                                         const double *metres, const uint8_t *oneway,
                                         struct xw_road_graph *out);

/* way_m[v] = the shortest way from node v to `end`; INFINITY where no road leads there. The same
 * bytes in whatever order the roads stand. Time O((nodes + roads) log nodes).
 * XW_OUT_OF_RANGE (no such node), XW_NO_MEMORY, with way_m untouched. */
XW_CHECKED enum xw_status xw_roads_to(struct xw_arena scratch, const struct xw_road_graph *graph,
                                      int32_t end, double *way_m);

#endif
