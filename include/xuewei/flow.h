/* flow.h: exact minimum-cost flow in integers, by the primal network simplex method.
 *
 * Spanning trees are kept strongly feasible (Cunningham 1976), so that the method ends; arcs enter
 * by multiple partial pricing (Loebel 1998; compare Grigoriadis 1986 and Kiraly and Kovacs 2012,
 * "Efficient implementations of minimum-cost flow algorithms", Acta Univ. Sapientiae Informatica
 * 4). The first tree sends supplies the cheapest way that has room. No floating point.
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
 * of nodes and arcs only among equal optima. It is quickest when arcs that leave one node stand
 * together. Memory 56 bytes a node and 9 an arc, the solution included.
 *
 * XW_OUT_OF_RANGE (a node number, a count or lower bound below 0, capacity below lower),
 * XW_FLOW_UNBALANCED, XW_FLOW_TOO_LARGE (a cost, supply or total that 64 bits do not hold),
 * XW_FLOW_INFEASIBLE, XW_FLOW_UNBOUNDED (there are flows, but no cheapest one). */
XW_CHECKED enum xw_status xw_flow_solve(struct xw_arena *keep, struct xw_arena scratch,
                                        const struct xw_flow_network *network,
                                        struct xw_flow_solution *out);

/* --- solving again -----------------------------------------------------------------------------
 *
 * A solver that remembers: it is opened on a network, run, told what changed, and run again from
 * the basis that it reached (a spanning tree, and which arcs outside it are full). After small
 * changes that takes a small part of the work. Nodes and arcs, and where arcs lead, stay; supplies,
 * bounds and costs may change, also to zero and back, several at once, before every run.
 *
 * Everything is taken from keep by xw_flow_open, 72 bytes a node and 41 an arc (49 with lower bounds)
 * and some thousand; runs and changes take no memory. The columns of the network are copied, so that
 * the caller may free or overwrite them.
 *
 * What is promised: the cost is that of xw_flow_solve on the network as it now stands, and the
 * status too, whatever was solved before (a network may become infeasible and feasible again).
 * Among flows of equal cost, and of their potentials, a run chooses by the network and by the basis
 * that it starts from, and by nothing else. So where the same bytes are wanted whatever was solved
 * before, set the basis before the run: xw_flow_use_basis with one kept earlier, or xw_flow_forget.
 */
struct xw_flow;

/* Refuses what xw_flow_solve refuses before it starts; *out is then untouched, keep as it was. */
XW_CHECKED enum xw_status xw_flow_open(struct xw_arena *keep, const struct xw_flow_network *network,
                                       struct xw_flow **out);

/* A whole column each: supplies by node; bounds (lower: NULL = all 0; a solver opened without lower
 * bounds takes no others) and costs by arc. Refused as by xw_flow_solve, the solver then stands as
 * before: XW_OUT_OF_RANGE, XW_FLOW_TOO_LARGE, XW_FLOW_UNBALANCED. */
XW_CHECKED enum xw_status xw_flow_change_supplies(struct xw_flow *flow, const int64_t *supply);
XW_CHECKED enum xw_status xw_flow_change_bounds(struct xw_flow *flow, const int64_t *lower,
                                                const int64_t *capacity);
XW_CHECKED enum xw_status xw_flow_change_costs(struct xw_flow *flow, const int64_t *cost);

/* Solve the network as it now stands. The arrays of out belong to the solver and hold until
 * the next run; pivots counts those of this run. On failure out is untouched and the next run
 * starts anew: XW_FLOW_INFEASIBLE, XW_FLOW_UNBOUNDED, XW_FLOW_TOO_LARGE, as for xw_flow_solve. */
XW_CHECKED enum xw_status xw_flow_run(struct xw_flow *flow, struct xw_flow_solution *out);

/* The next run starts as the first one did. */
void xw_flow_forget(struct xw_flow *flow);

/* A basis, to be kept apart from the solver that found it. */
struct xw_flow_basis {
    int32_t nodes, arcs, root; /* the root of the tree: a node */
    /* [node] the arc that joins it to its parent in the tree; arcs + v when none of the network's
     * does, as for the root. */
    int32_t *tree;
    uint8_t *full; /* [(arcs + 7) / 8] bit e % 8 of byte e / 8: arc e is at its capacity */
};

/* The basis that the next run would start from, which is the one that the last run reached.
 * XW_OUT_OF_RANGE: there is none, as before the first run. XW_NO_MEMORY: out is then untouched. */
XW_CHECKED enum xw_status xw_flow_basis(struct xw_arena *keep, const struct xw_flow *flow,
                                        struct xw_flow_basis *out);

/* Start the next run from a basis. It may come from another solver, and from other supplies, bounds
 * and costs, over the same nodes and arcs. XW_OUT_OF_RANGE: not a spanning tree of this network;
 * the solver then stands as before. */
XW_CHECKED enum xw_status xw_flow_use_basis(struct xw_flow *flow,
                                            const struct xw_flow_basis *basis);

/* Optimality, checked without the solver: flows within bounds, conserved at every node, every
 * reduced cost has the sign that its flow allows (so there is no negative-cost cycle), and the cost
 * is that of the flow. The network is one that xw_flow_solve accepts.
 * XW_OK or XW_LAW_BROKEN. */
XW_CHECKED enum xw_status xw_flow_verify(struct xw_arena scratch,
                                         const struct xw_flow_network *network,
                                         const struct xw_flow_solution *solution);

#endif
