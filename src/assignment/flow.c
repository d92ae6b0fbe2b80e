#include "xuewei/flow.h"
#include <stdbool.h>

#define NONE (-1)

/* Exact sums that may pass 64 bits on their way. */
__extension__ typedef __int128 wide;

enum { AT_CAPACITY = -1, SHUT = 0, AT_ZERO = 1 };

/* The working network: a copy whose arcs stand in mixed order (see next_place). Flows are counted
 * from the lower bounds. Node number `nodes` is the root of
 * the tree; arc number arcs + v is the artificial arc that joins node v to it, towards the root or
 * from it, of no limit and of a price above any way.
 *
 * The tree is kept as a preorder list (thread, with its reverse back) and depths: the subtree of v
 * is v and what follows it as long as the depth is greater (Chvatal 1983, Linear Programming,
 * chapter 19). */
struct simplex {
    int32_t nodes, arcs, root;
    int32_t *from, *to;       /* real arcs only */
    int64_t *cost;            /* real arcs only */
    int64_t *capacity, *flow; /* real and artificial arcs */
    int8_t *state;            /* real and artificial arcs: what multiplies the reduced cost so that
                               * below zero means worth entering; of no matter in the tree, whose
                               * reduced costs are 0 */
    int64_t *potential;
    int32_t *parent, *arc; /* the tree arc between a node and its parent ... */
    int8_t *upward;        /* ... and whether it leads from the node to the parent */
    int32_t *depth, *thread, *back;
    int64_t *excess; /* supply of each node, corrected for the lower bounds */
    int32_t block, next_block, stride;
    int64_t pivots;
};

/* --- what is accepted ------------------------------------------------------------------------ */

static int64_t lower_of(const struct xw_flow_network *net, int32_t e)
{
    return net->lower == NULL ? 0 : net->lower[e];
}

static enum xw_status check_ranges(const struct xw_flow_network *net)
{
    if (net->nodes < 0 || net->arcs < 0) return XW_OUT_OF_RANGE;
    /* Arcs are numbered in 32 bits, with one artificial arc a node; so is the root. */
    if ((int64_t)net->nodes + net->arcs >= INT32_MAX) return XW_FLOW_TOO_LARGE;
    for (int32_t e = 0; e < net->arcs; e++) {
        if (net->from[e] < 0 || net->from[e] >= net->nodes) return XW_OUT_OF_RANGE;
        if (net->to[e] < 0 || net->to[e] >= net->nodes) return XW_OUT_OF_RANGE;
        if (lower_of(net, e) < 0 || net->capacity[e] < lower_of(net, e)) return XW_OUT_OF_RANGE;
    }
    wide sum = 0;
    for (int32_t v = 0; v < net->nodes; v++)
        sum += net->supply[v];
    return sum == 0 ? XW_OK : XW_FLOW_UNBALANCED;
}

/* With C the largest cost by amount and n nodes, the artificial price is n C + 1. A potential is a
 * sum along a tree path of one artificial and fewer than n real arcs, so below 2 n C + 1, and a
 * reduced cost below (4 n + 1) C + 2. If 4 (n + 1) (C + 1) fits, no price ever overflows. */
static enum xw_status check_costs(const struct xw_flow_network *net)
{
    int64_t largest = 0, product;
    for (int32_t e = 0; e < net->arcs; e++) {
        if (net->cost[e] == INT64_MIN) return XW_FLOW_TOO_LARGE;
        int64_t amount = net->cost[e] < 0 ? -net->cost[e] : net->cost[e];
        if (amount > largest) largest = amount;
    }
    if (largest == INT64_MAX) return XW_FLOW_TOO_LARGE;
    if (__builtin_mul_overflow(4 * ((int64_t)net->nodes + 1), largest + 1, &product))
        return XW_FLOW_TOO_LARGE;
    return XW_OK;
}

/* The supplies that remain when every arc carries its lower bound. Sums over any set of nodes stay
 * within the sum of the positive ones, which must fit. */
static enum xw_status make_excess(struct simplex *s, const struct xw_flow_network *net)
{
    for (int32_t v = 0; v < net->nodes; v++)
        s->excess[v] = net->supply[v];
    if (net->lower != NULL)
        for (int32_t e = 0; e < net->arcs; e++) {
            int64_t *out = &s->excess[net->from[e]], *in = &s->excess[net->to[e]];
            if (__builtin_sub_overflow(*out, net->lower[e], out)) return XW_FLOW_TOO_LARGE;
            if (__builtin_add_overflow(*in, net->lower[e], in)) return XW_FLOW_TOO_LARGE;
        }
    wide total = 0;
    for (int32_t v = 0; v < net->nodes; v++)
        if (s->excess[v] > 0) total += s->excess[v];
    return total < XW_FLOW_UNLIMITED ? XW_OK : XW_FLOW_TOO_LARGE;
}

/* --- the first tree -------------------------------------------------------------------------- */

static enum xw_status take_arrays(struct simplex *s, struct xw_arena *scratch,
                                  const struct xw_flow_network *net)
{
    int32_t nodes = net->nodes + 1, arcs = net->arcs + net->nodes;
    *s = (struct simplex){
        .nodes = net->nodes,
        .arcs = net->arcs,
        .root = net->nodes,
        .from = XW_TAKE(scratch, net->arcs, int32_t),
        .to = XW_TAKE(scratch, net->arcs, int32_t),
        .cost = XW_TAKE(scratch, net->arcs, int64_t),
        .capacity = XW_TAKE(scratch, arcs, int64_t),
        .flow = XW_TAKE(scratch, arcs, int64_t),
        .state = XW_TAKE(scratch, arcs, int8_t),
        .potential = XW_TAKE(scratch, nodes, int64_t),
        .parent = XW_TAKE(scratch, nodes, int32_t),
        .arc = XW_TAKE(scratch, nodes, int32_t),
        .upward = XW_TAKE(scratch, nodes, int8_t),
        .depth = XW_TAKE(scratch, nodes, int32_t),
        .thread = XW_TAKE(scratch, nodes, int32_t),
        .back = XW_TAKE(scratch, nodes, int32_t),
        .excess = XW_TAKE(scratch, nodes, int64_t),
    };
    if (s->from == NULL || s->to == NULL || s->cost == NULL || s->capacity == NULL ||
        s->flow == NULL || s->state == NULL || s->potential == NULL || s->parent == NULL ||
        s->arc == NULL || s->upward == NULL || s->depth == NULL || s->thread == NULL ||
        s->back == NULL || s->excess == NULL)
        return XW_NO_MEMORY;
    /* The least whole number whose square is not below the number of arcs, at least 10. */
    s->block = 10;
    while ((int64_t)s->block * s->block < s->arcs)
        s->block++;
    s->stride = s->block / 2 | 1;
    return XW_OK;
}

/* Tables of arcs come ordered by node, so that a block of neighbours would offer many arcs of few
 * nodes. The copy deals them out like cards, `stride` apart: then every block is a sample of the
 * whole network, and the solver needs several times fewer pivots. The place after this one's: */
static int32_t next_place(const struct simplex *s, int32_t place)
{
    return place < s->arcs - s->stride ? place + s->stride : place % s->stride + 1;
}

static void link_thread(struct simplex *s, int32_t before, int32_t after)
{
    s->thread[before] = after;
    s->back[after] = before;
}

/* The node that takes most. The first of equals; NONE when nobody takes anything. */
static int32_t find_hub(const struct simplex *s)
{
    int32_t hub = NONE;
    for (int32_t v = 0; v < s->nodes; v++)
        if (s->excess[v] < (hub == NONE ? 0 : s->excess[hub])) hub = v;
    return hub;
}

/* Every node hangs on the root by its artificial arc, except those with an arc to the hub that
 * takes all they supply and more: they hang on the hub by the cheapest of these. So a network whose
 * supplies may all go straight to one sink (as pupils may go unplaced) starts with a feasible flow.
 *
 * The tree is strongly feasible: arcs towards the root have room left, arcs from it carry some. */
static void plant_tree(struct simplex *s, int64_t largest_cost)
{
    int64_t artificial = s->nodes * largest_cost + 1;
    int32_t hub = find_hub(s);
    for (int32_t v = 0; v < s->nodes; v++)
        s->arc[v] = s->arcs + v;
    for (int32_t e = 0; e < s->arcs; e++) {
        int32_t v = s->from[e];
        if (s->to[e] != hub || v == hub || s->excess[v] < 0 || s->capacity[e] <= s->excess[v])
            continue;
        if (s->arc[v] >= s->arcs || s->cost[e] < s->cost[s->arc[v]]) s->arc[v] = e;
    }

    /* The thread: root, its leaves, the hub, the hub's leaves. The root stays at depth and price
     * zero, as the arena gave it. */
    int32_t last = s->root;
    int64_t at_hub = 0;
    for (int32_t v = 0; v < s->nodes; v++) {
        s->capacity[s->arcs + v] = XW_FLOW_UNLIMITED;
        if (v == hub || s->arc[v] < s->arcs) {
            at_hub += s->excess[v];
        } else {
            link_thread(s, last, v);
            last = v;
        }
    }
    if (hub != NONE) {
        link_thread(s, last, hub);
        last = hub;
    }
    for (int32_t v = 0; v < s->nodes; v++) {
        bool on_hub = s->arc[v] < s->arcs;
        int64_t excess = v == hub ? at_hub : s->excess[v];
        s->upward[v] = excess >= 0;
        s->flow[s->arc[v]] = excess >= 0 ? excess : -excess;
        s->parent[v] = on_hub ? hub : s->root;
        s->depth[v] = on_hub ? 2 : 1;
        s->potential[v] = excess >= 0 ? -artificial : artificial;
        if (on_hub) {
            link_thread(s, last, v);
            last = v;
        }
    }
    link_thread(s, last, s->root);
    for (int32_t v = 0; v < s->nodes; v++)
        if (s->arc[v] < s->arcs) s->potential[v] = s->potential[hub] - s->cost[s->arc[v]];
}

/* Arcs stand at zero flow. One without capacity can carry nothing and never enters. */
static void begin(struct simplex *s, const struct xw_flow_network *net, bool with_costs)
{
    int64_t largest = 0;
    for (int32_t e = 0, i = 0; e < s->arcs; e++, i = next_place(s, i)) {
        int64_t limit = net->capacity[e];
        s->from[i] = net->from[e];
        s->to[i] = net->to[e];
        s->cost[i] = with_costs ? net->cost[e] : 0;
        s->capacity[i] = limit == XW_FLOW_UNLIMITED ? limit : limit - lower_of(net, e);
        s->state[i] = s->capacity[i] == 0 ? SHUT : AT_ZERO;
        s->flow[i] = 0;
        int64_t amount = s->cost[i] < 0 ? -s->cost[i] : s->cost[i];
        if (amount > largest) largest = amount;
    }
    plant_tree(s, largest);
}

/* --- one pivot ------------------------------------------------------------------------------- */

static int64_t reduced_cost(const struct simplex *s, int32_t e)
{
    return s->cost[e] + s->potential[s->from[e]] - s->potential[s->to[e]];
}

/* The arc that is most worth entering in the first block, from the next one on, that has any. NONE:
 * the tree is optimal. */
static int32_t find_entering(struct simplex *s)
{
    int32_t blocks = s->arcs / s->block + (s->arcs % s->block != 0);
    for (int32_t tried = 0; tried < blocks; tried++) {
        int32_t first = s->next_block * s->block;
        int32_t end = s->arcs - first < s->block ? s->arcs : first + s->block;
        int32_t chosen = NONE;
        int64_t least = 0;
        for (int32_t e = first; e < end; e++) {
            int64_t worth = s->state[e] * reduced_cost(s, e);
            if (worth < least) {
                least = worth;
                chosen = e;
            }
        }
        s->next_block = s->next_block + 1 == blocks ? 0 : s->next_block + 1;
        if (chosen != NONE) return chosen;
    }
    return NONE;
}

/* The cycle that the entering arc closes: flow is pushed down from join to `tail`, over the
 * entering arc to `head`, and up to join. */
struct cycle {
    int32_t arc, tail, head, join;
    int64_t push;    /* XW_FLOW_UNLIMITED: nothing limits it */
    int32_t leaving; /* the node whose tree arc leaves, or NONE when the entering arc only swaps its
                        end */
    bool on_head_side;
};

static int32_t find_join(const struct simplex *s, int32_t u, int32_t v)
{
    while (u != v) {
        if (s->depth[u] >= s->depth[v])
            u = s->parent[u];
        else
            v = s->parent[v];
    }
    return u;
}

/* How much more the tree arc of v takes when pushed towards the parent, or from it. */
static int64_t room_of(const struct simplex *s, int32_t v, bool towards_parent)
{
    int32_t e = s->arc[v];
    if (towards_parent != (bool)s->upward[v]) return s->flow[e];
    if (s->capacity[e] == XW_FLOW_UNLIMITED) return XW_FLOW_UNLIMITED;
    return s->capacity[e] - s->flow[e];
}

/* Of the arcs that limit the push, the last one met on the way round from join leaves: so the tree
 * stays strongly feasible and no tree comes back (Cunningham 1976, Math. Programming 11). */
static struct cycle find_cycle(const struct simplex *s, int32_t arc)
{
    bool forward = s->state[arc] == AT_ZERO;
    struct cycle c = { .arc = arc, .leaving = NONE, .push = s->capacity[arc] };
    c.tail = forward ? s->from[arc] : s->to[arc];
    c.head = forward ? s->to[arc] : s->from[arc];
    c.join = find_join(s, c.tail, c.head);
    for (int32_t v = c.tail; v != c.join; v = s->parent[v]) {
        int64_t room = room_of(s, v, false);
        if (room < c.push) {
            c.push = room;
            c.leaving = v;
        }
    }
    for (int32_t v = c.head; v != c.join; v = s->parent[v]) {
        int64_t room = room_of(s, v, true);
        if (room <= c.push) {
            c.push = room;
            c.leaving = v;
            c.on_head_side = true;
        }
    }
    return c;
}

/* Add to the flow of an arc, or take from it. False: an arc without limit carries more than can be
 * told from "unlimited". */
static bool push_on(struct simplex *s, int32_t e, bool along, int64_t amount)
{
    if (!along) {
        s->flow[e] -= amount;
        return true;
    }
    return !__builtin_add_overflow(s->flow[e], amount, &s->flow[e]) &&
           s->flow[e] < XW_FLOW_UNLIMITED;
}

static bool push_around(struct simplex *s, const struct cycle *c)
{
    if (c->push == 0) return true;
    if (!push_on(s, c->arc, s->state[c->arc] == AT_ZERO, c->push)) return false;
    for (int32_t v = c->tail; v != c->join; v = s->parent[v])
        if (!push_on(s, s->arc[v], !s->upward[v], c->push)) return false;
    for (int32_t v = c->head; v != c->join; v = s->parent[v])
        if (!push_on(s, s->arc[v], s->upward[v], c->push)) return false;
    return true;
}

/* Move the nodes of the thread from v to `upto`, or from v on as long as they lie deeper than
 * `above`, to their new depth and price. Both return the last node moved. */
static int32_t shift_upto(struct simplex *s, int32_t v, int32_t upto, int32_t deeper,
                          int64_t dearer)
{
    for (;; v = s->thread[v]) {
        s->depth[v] += deeper;
        s->potential[v] += dearer;
        if (v == upto) return v;
    }
}

static int32_t shift_below(struct simplex *s, int32_t v, int32_t above, int32_t deeper,
                           int64_t dearer)
{
    for (;; v = s->thread[v]) {
        s->depth[v] += deeper;
        s->potential[v] += dearer;
        if (s->depth[s->thread[v]] <= above) return v;
    }
}

/* Cut off the subtree of `cut` and hang it below `foot` by arc `arc` at its node `top`; every price
 * in it rises by `dearer`. The nodes on the way from top to cut turn over: each becomes the child
 * of the one before. In the thread their subtrees, each without that of the node before, then
 * follow foot one after another. */
static void rehang(struct simplex *s, int32_t cut, int32_t top, int32_t foot, int32_t arc,
                   bool upward, int64_t dearer)
{
    int32_t before_cut = s->back[cut], after_foot = s->thread[foot];
    int32_t last = foot;           /* the end of the new order so far */
    int32_t rest = s->thread[top]; /* what followed the subtree of the node turned over before */
    int32_t upto = top;            /* what stood before that subtree */
    int32_t parent = foot, depth = s->depth[foot] + 1;
    for (int32_t v = top;; depth++) {
        int32_t old_parent = s->parent[v], old_arc = s->arc[v], old_depth = s->depth[v];
        bool old_upward = s->upward[v];
        int32_t before_v = s->back[v];

        s->parent[v] = parent;
        s->arc[v] = arc;
        s->upward[v] = upward;
        link_thread(s, last, v);
        last = shift_upto(s, v, upto, depth - old_depth, dearer);
        if (s->depth[rest] > old_depth) {
            link_thread(s, last, rest);
            last = shift_below(s, rest, old_depth, depth - old_depth, dearer);
            rest = s->thread[last];
        }

        if (v == cut) break;
        upto = before_v;
        parent = v;
        arc = old_arc;
        upward = !old_upward;
        v = old_parent;
    }
    if (foot == before_cut) {
        link_thread(s, last, rest);
    } else {
        link_thread(s, last, after_foot);
        link_thread(s, before_cut, rest);
    }
}

static void change_tree(struct simplex *s, const struct cycle *c)
{
    if (c->leaving == NONE) {
        s->state[c->arc] = s->state[c->arc] == AT_ZERO ? AT_CAPACITY : AT_ZERO;
        return;
    }
    int32_t out = s->arc[c->leaving];
    int32_t top = c->on_head_side ? c->head : c->tail;
    int32_t foot = c->on_head_side ? c->tail : c->head;
    bool upward = s->from[c->arc] == top;
    int64_t reduced = reduced_cost(s, c->arc);
    s->state[out] = s->flow[out] == 0 ? AT_ZERO : AT_CAPACITY;
    rehang(s, c->leaving, top, foot, c->arc, upward, upward ? -reduced : reduced);
}

/* --- the method ------------------------------------------------------------------------------ */

static enum xw_status run(struct simplex *s)
{
    for (int32_t arc = find_entering(s); arc != NONE; arc = find_entering(s)) {
        struct cycle c = find_cycle(s, arc);
        if (c.push == XW_FLOW_UNLIMITED) return XW_FLOW_UNBOUNDED;
        if (!push_around(s, &c)) return XW_FLOW_TOO_LARGE;
        change_tree(s, &c);
        s->pivots++;
    }
    for (int32_t v = 0; v < s->nodes; v++)
        if (s->flow[s->arcs + v] > 0) return XW_FLOW_INFEASIBLE;
    return XW_OK;
}

static enum xw_status write_solution(struct xw_arena *keep, const struct simplex *s,
                                     const struct xw_flow_network *net,
                                     struct xw_flow_solution *out)
{
    struct xw_arena before = *keep;
    struct xw_flow_solution made = {
        .flow = XW_TAKE(keep, net->arcs, int64_t),
        .potential = XW_TAKE(keep, net->nodes, int64_t),
        .pivots = s->pivots,
    };
    enum xw_status status = XW_OK;
    if (made.flow == NULL || made.potential == NULL) status = XW_NO_MEMORY;
    wide cost = 0;
    for (int32_t e = 0, i = 0; e < net->arcs && status == XW_OK; e++, i = next_place(s, i)) {
        if (__builtin_add_overflow(s->flow[i], lower_of(net, e), &made.flow[e]))
            status = XW_FLOW_TOO_LARGE;
        else if (__builtin_add_overflow(cost, (wide)made.flow[e] * net->cost[e], &cost))
            status = XW_FLOW_TOO_LARGE;
    }
    if (status == XW_OK && (cost < INT64_MIN || cost > INT64_MAX)) status = XW_FLOW_TOO_LARGE;
    if (status != XW_OK) {
        *keep = before;
        return status;
    }
    for (int32_t v = 0; v < net->nodes; v++)
        made.potential[v] = s->potential[v];
    made.cost = (int64_t)cost;
    *out = made;
    return XW_OK;
}

enum xw_status xw_flow_solve(struct xw_arena *keep, struct xw_arena scratch,
                             const struct xw_flow_network *net, struct xw_flow_solution *out)
{
    struct simplex s;
    enum xw_status status = check_ranges(net);
    if (status == XW_OK) status = check_costs(net);
    if (status == XW_OK) status = take_arrays(&s, &scratch, net);
    if (status == XW_OK) status = make_excess(&s, net);
    if (status != XW_OK) return status;

    begin(&s, net, true);
    status = run(&s);
    if (status == XW_FLOW_UNBOUNDED) {
        /* A cycle that pays for ever says nothing of whether the supplies can flow at all. */
        begin(&s, net, false);
        status = run(&s);
        if (status == XW_OK) status = XW_FLOW_UNBOUNDED;
    }
    if (status != XW_OK) return status;
    return write_solution(keep, &s, net, out);
}
