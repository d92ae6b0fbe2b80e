/* flow.h: exact minimum-cost flow in integers, by the primal network simplex method.
 *
 * Spanning trees are kept strongly feasible (Cunningham 1976), so that the method ends; arcs enter
 * by block search with blocks near the square root of the number of arcs (Kiraly and Kovacs 2012,
 * "Efficient implementations of minimum-cost flow algorithms", Acta Univ. Sapientiae Informatica
 * 4). No floating point.
 */
#ifndef XW_FLOW_H
#define XW_FLOW_H
#include "xuewei/arena.h"

#define XW_FLOW_UNLIMITED INT64_MAX

/* A network: borrowed columns. Node and arc numbers count from 0. */
struct xw_flow_network {
    int32_t nodes, arcs;
    const int32_t *from, *to;
    const int64_t *lower;    /* >= 0; NULL = all 0 */
    const int64_t *capacity; /* >= lower; XW_FLOW_UNLIMITED = none */
    const int64_t *cost;     /* per unit, any sign */
    const int64_t *supply;   /* of each node; sums to 0 */
};

struct xw_flow_solution {
    int64_t *flow;      /* [arc] */
    int64_t *potential; /* [node] dual values, see below */
    int64_t cost;       /* sum of flow x cost */
    int64_t pivots;     /* arcs that entered the basis */
};

/* Find a cheapest flow: lower <= flow <= capacity on every arc, out - in = supply at every node.
 *
 * The reduced cost of an arc is cost + potential[from] - potential[to]: not below zero where flow
 * could grow, not above zero where it could shrink. Only differences of potentials have a meaning,
 * and only between nodes joined by arcs. Parallel arcs, self-loops, arcs without capacity and nodes
 * without arcs are accepted.
 *
 * Arrays of out are taken from keep; out is untouched on failure. The result depends on the order
 * of nodes and arcs only among equal optima. Memory about 60 bytes a node and 33 an arc.
 *
 * XW_OUT_OF_RANGE (a node number, a count or lower bound below 0, capacity below lower),
 * XW_FLOW_UNBALANCED, XW_FLOW_TOO_LARGE (a cost, supply or total that 64 bits do not hold),
 * XW_FLOW_INFEASIBLE, XW_FLOW_UNBOUNDED (there are flows, but no cheapest one). */
XW_CHECKED enum xw_status xw_flow_solve(struct xw_arena *keep, struct xw_arena scratch,
                                        const struct xw_flow_network *network,
                                        struct xw_flow_solution *out);

/* Optimality, checked without the solver: flows within bounds, conserved at every node, every
 * reduced cost has the sign that its flow allows (so there is no negative-cost cycle), and the cost
 * is that of the flow. The network is one that xw_flow_solve accepts.
 * XW_OK or XW_LAW_BROKEN. */
XW_CHECKED enum xw_status xw_flow_verify(struct xw_arena scratch,
                                         const struct xw_flow_network *network,
                                         const struct xw_flow_solution *solution);

#endif
