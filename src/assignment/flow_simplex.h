/* flow_simplex.h: what the files of the network simplex share.
 *
 * A basis is a spanning tree, with the bound that every arc outside it stands at. Flows are counted
 * from the lower bounds, and are kept for tree arcs alone: the others carry nothing or all they
 * can. The root is a node of the network, the one that takes most; arc number arcs + v is the
 * artificial arc that joins node v to it, towards the root or from it as is needed, of no limit and
 * of a price above any way. */
#ifndef XW_FLOW_SIMPLEX_H
#define XW_FLOW_SIMPLEX_H
#include "xuewei/flow.h"
#include <stdbool.h>

#define NONE (-1)

/* Exact sums that may pass 64 bits on their way. */
__extension__ typedef __int128 wide;

/* Of an arc outside the tree: what multiplies its reduced cost so that below zero means worth
 * entering. SHUT: it can carry nothing and never enters. Tree arcs have IN_TREE, and as their
 * reduced cost is 0 they are not worth entering either. */
enum { AT_CAPACITY = -1, SHUT = 0, IN_TREE = 0, AT_ZERO = 1 };

/* What a pivot reads of a node lies together, in half a cache line.
 *
 * The inner nodes, those with children and the root, make a preorder list (thread, and xw_flow.back
 * in reverse) with depths: the inner nodes below v are what follows it as long as the depth is
 * greater (Chvatal 1983, Linear Programming, chapter 19). Leaves, most of the nodes as a rule, stand
 * in no list, and their depth and price follow from their parent's: so a pivot that moves a branch
 * touches none of its leaves. */
struct xw_flow_node {
    int32_t parent, depth, thread;
    int32_t link;     /* the tree arc that joins it to its parent: arc e when it leads towards the
                       * parent, ~e when it leads from it */
    int64_t up, down; /* how much more flow that arc takes towards the parent, and from it; they add
                       * up to its room, see room_in_tree; below zero only during a repair */
};

enum { XW_FLOW_CLASSES = 3 * 256 };

struct xw_flow {
    struct xw_flow_network net;                /* as it now stands */
    int64_t *lower, *capacity, *cost, *supply; /* its columns when they are the solver's own */
    int32_t root;
    struct xw_flow_node *node; /* [nodes] */
    int64_t *potential;        /* [nodes] of inner nodes; see price_of */
    int32_t *back, *children;  /* [nodes]; the root counts one child more than it has */
    int8_t *state;             /* [arcs] */
    int64_t *flow, *price;     /* [arcs], [nodes]: the solution */
    /* The arcs that leave node v stand in incident from incident_at[2 v] on, those that enter it from
     * incident_at[2 v + 1] on. NULL in a solver that is run once. */
    uint32_t *incident_at; /* [2 nodes + 1] */
    int32_t *incident;     /* [2 arcs] */
    int64_t artificial;    /* the price of an artificial arc */
    int64_t unlimited;     /* what arcs without limit have room for: more than they ever
                                      * carry, if that can be told beforehand to be below 2^62 */
    int32_t stalled;       /* pivots without a push since the last with one */
    bool strict;           /* the tree is kept strongly feasible from the start */
    bool begun;            /* there is a basis: root, parents, links and states */
    int64_t pivots;
    /* flow_pricing.c */
    int32_t next_arc, block, listed;
    int32_t top, first[XW_FLOW_CLASSES];
    uint64_t some[XW_FLOW_CLASSES / 64];
};

static inline int32_t arc_of(int32_t link)
{
    return link < 0 ? ~link : link;
}

static inline int64_t lower_of(const struct xw_flow_network *net, int32_t e)
{
    return net->lower == NULL ? 0 : net->lower[e];
}

/* What arc e can carry above its lower bound; XW_FLOW_UNLIMITED. */
static inline int64_t room_of(const struct xw_flow_network *net, int32_t e)
{
    int64_t limit = net->capacity[e];
    return limit == XW_FLOW_UNLIMITED ? limit : limit - lower_of(net, e);
}

static inline bool has_limit(const struct xw_flow *f, int32_t e)
{
    return e < f->net.arcs && f->net.capacity[e] != XW_FLOW_UNLIMITED;
}

/* The same for a tree arc: a number also when there is no limit. */
static inline int64_t room_in_tree(const struct xw_flow *f, int32_t e)
{
    return has_limit(f, e) ? room_of(&f->net, e) : f->unlimited;
}

/* The price of a node below its parent's, or above it. */
static inline int64_t step_of(const struct xw_flow *f, int32_t link)
{
    int32_t e = arc_of(link);
    int64_t cost = e < f->net.arcs ? f->net.cost[e] : f->artificial;
    return link >= 0 ? -cost : cost;
}

static inline bool is_leaf(const struct xw_flow *f, int32_t v)
{
    return f->children[v] == 0;
}

static inline int64_t price_of(const struct xw_flow *f, int32_t v)
{
    if (!is_leaf(f, v)) return f->potential[v];
    return f->potential[f->node[v].parent] + step_of(f, f->node[v].link);
}

static inline int64_t reduced_cost(const struct xw_flow *f, int32_t e)
{
    return f->net.cost[e] + price_of(f, f->net.from[e]) - price_of(f, f->net.to[e]);
}

/* flow_start.c: a root and a first tree, made to be near the optimum. */
void xw_flow_guess(struct xw_flow *f);

/* flow_warm.c: into node.up what each node of net has to send away when every arc carries its lower
 * bound. False: 64 bits do not hold it. */
bool xw_flow_excess(struct xw_flow *f, const struct xw_flow_network *net);

/* flow_warm.c: flows and prices of the basis that root, parents, links and states say. Tree arcs
 * that would carry too much or too little are repaired, or leave for artificial ones; if f->strict,
 * so do those that would be at a bound, so that the tree is strongly feasible: arcs towards the
 * root have room left, arcs from it carry some.
 * XW_OUT_OF_RANGE: they are no tree. XW_FLOW_TOO_LARGE. */
XW_CHECKED enum xw_status xw_flow_settle(struct xw_flow *f, bool repairing);

/* flow_dual.c: bring the flows of tree arcs within their bounds. False: not all could be, or it
 * would have taken long. */
bool xw_flow_repair(struct xw_flow *f);

/* flow_pricing.c: the arc to enter, or NONE when the basis is optimal; and before the first. */
int32_t xw_flow_entering(struct xw_flow *f);
void xw_flow_look_anew(struct xw_flow *f);

/* The cycle that an entering arc closes. Flow is pushed down from join to `tail`, over the entering
 * arc to `head`, and up to join. */
struct xw_flow_cycle {
    int32_t tail, head, join;
    int64_t push;
    int32_t leaving; /* the node whose tree arc leaves, or NONE when the entering arc only swaps its
                        end */
    bool on_head_side;
};

/* flow_tree.c: let an arc enter. XW_FLOW_UNBOUNDED, XW_FLOW_TOO_LARGE. */
XW_CHECKED enum xw_status xw_flow_pivot(struct xw_flow *f, int32_t arc);

/* Its parts: find join from tail and head; push; put the arc in the place of the leaving one. */
void xw_flow_close(const struct xw_flow *f, struct xw_flow_cycle *cycle);
void xw_flow_push(struct xw_flow *f, const struct xw_flow_cycle *cycle);
void xw_flow_exchange(struct xw_flow *f, const struct xw_flow_cycle *cycle, int32_t arc);

#endif
