/* The door: what is accepted, the columns, the solution. */
#include "flow_simplex.h"
#include <string.h>

/* --- what is accepted ------------------------------------------------------------------------ */

static enum xw_status check_balance(const struct xw_flow_network *net)
{
    wide sum = 0;
    for (int32_t v = 0; v < net->nodes; v++)
        sum += net->supply[v];
    return sum == 0 ? XW_OK : XW_FLOW_UNBALANCED;
}

static enum xw_status check_ranges(const struct xw_flow_network *net)
{
    if (net->nodes < 0 || net->arcs < 0) return XW_OUT_OF_RANGE;
    /* Arcs are numbered in 32 bits, with one artificial arc a node. */
    if ((int64_t)net->nodes + net->arcs >= INT32_MAX) return XW_FLOW_TOO_LARGE;
    for (int32_t e = 0; e < net->arcs; e++) {
        if (net->from[e] < 0 || net->from[e] >= net->nodes) return XW_OUT_OF_RANGE;
        if (net->to[e] < 0 || net->to[e] >= net->nodes) return XW_OUT_OF_RANGE;
        if (lower_of(net, e) < 0 || net->capacity[e] < lower_of(net, e)) return XW_OUT_OF_RANGE;
    }
    return check_balance(net);
}

/* With C the largest cost by amount and n nodes, the artificial price is n C + 1. A potential is a
 * sum along a tree path of one artificial and fewer than n real arcs, so below 2 n C + 1, and a
 * reduced cost below (4 n + 1) C + 2. If 4 (n + 1) (C + 1) fits, no price ever overflows. Into
 * *artificial that price, unless the costs are refused. */
static enum xw_status check_costs(const struct xw_flow_network *net, int64_t *artificial)
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
    *artificial = net->nodes * largest + 1;
    return XW_OK;
}

/* Sums of what nodes send over any set of them stay within the sum of the positive ones, which must
 * fit. */
static enum xw_status check_excess(struct xw_flow *f, const struct xw_flow_network *net)
{
    if (!xw_flow_excess(f, net)) return XW_FLOW_TOO_LARGE;
    wide total = 0;
    for (int32_t v = 0; v < net->nodes; v++)
        if (f->node[v].up > 0) total += f->node[v].up;
    return total < XW_FLOW_UNLIMITED ? XW_OK : XW_FLOW_TOO_LARGE;
}

/* --- the method ------------------------------------------------------------------------------ */

static enum xw_status begin(struct xw_flow *f, bool warm)
{
    xw_flow_look_anew(f);
    f->strict = !warm;
    if (warm && xw_flow_settle(f, true) == XW_OK) return XW_OK;
    f->strict = true;
    xw_flow_guess(f);
    return xw_flow_settle(f, false);
}

static enum xw_status improve(struct xw_flow *f)
{
    enum xw_status status = XW_OK;
    f->stalled = 0;
    for (int32_t arc; status == XW_OK && (arc = xw_flow_entering(f)) != NONE;) {
        status = xw_flow_pivot(f, arc);
        if (status == XW_OK && !f->strict && f->stalled > f->net.nodes) {
            /* Trees might come back. From a strongly feasible one they do not. */
            f->strict = true;
            status = xw_flow_settle(f, false);
        }
    }
    for (int32_t v = 0; v < f->net.nodes && status == XW_OK; v++) {
        const struct xw_flow_node *n = &f->node[v];
        if (v != f->root && arc_of(n->link) >= f->net.arcs && (n->link >= 0 ? n->down : n->up) > 0)
            status = XW_FLOW_INFEASIBLE;
    }
    return status;
}

/* A cycle that pays for ever says nothing of whether the supplies can flow at all: all costs 0 do.
 */
static enum xw_status can_flow(struct xw_flow *f)
{
    const int64_t *cost = f->net.cost;
    memset(f->flow, 0, (size_t)f->net.arcs * sizeof *f->flow);
    f->net.cost = f->flow;
    enum xw_status status = begin(f, false);
    if (status == XW_OK) status = improve(f);
    f->net.cost = cost;
    return status == XW_OK ? XW_FLOW_UNBOUNDED : status;
}

static enum xw_status write_solution(struct xw_flow *f, struct xw_flow_solution *out)
{
    const struct xw_flow_network *net = &f->net;
    for (int32_t e = 0; e < net->arcs; e++)
        f->flow[e] = f->state[e] == AT_CAPACITY ? net->capacity[e] : lower_of(net, e);
    for (int32_t v = 0; v < net->nodes; v++) {
        const struct xw_flow_node *n = &f->node[v];
        int32_t e = arc_of(n->link);
        if (v == f->root || e >= net->arcs) continue;
        int64_t flow = n->link >= 0 ? n->down : n->up;
        if (flow == XW_FLOW_UNLIMITED || __builtin_add_overflow(f->flow[e], flow, &f->flow[e]))
            return XW_FLOW_TOO_LARGE;
    }
    wide cost = 0;
    for (int32_t e = 0; e < net->arcs; e++)
        if (f->flow[e] != 0 && __builtin_add_overflow(cost, (wide)f->flow[e] * net->cost[e], &cost))
            return XW_FLOW_TOO_LARGE;
    if (cost < INT64_MIN || cost > INT64_MAX) return XW_FLOW_TOO_LARGE;
    for (int32_t v = 0; v < net->nodes; v++)
        f->price[v] = price_of(f, v);
    *out = (struct xw_flow_solution){
        .flow = f->flow, .potential = f->price, .cost = (int64_t)cost, .pivots = f->pivots
    };
    return XW_OK;
}

enum xw_status xw_flow_run(struct xw_flow *f, struct xw_flow_solution *out)
{
    f->pivots = 0;
    enum xw_status status = begin(f, f->begun);
    if (status == XW_OK) status = improve(f);
    if (status == XW_FLOW_UNBOUNDED) status = can_flow(f);
    if (status == XW_OK) status = write_solution(f, out);
    f->begun = status == XW_OK;
    return status;
}

/* --- memory ---------------------------------------------------------------------------------- */

static enum xw_status take_basis(struct xw_arena *arena, struct xw_flow *f)
{
    int32_t nodes = f->net.nodes;
    f->node = XW_TAKE(arena, nodes, struct xw_flow_node);
    f->potential = XW_TAKE(arena, nodes, int64_t);
    f->back = XW_TAKE(arena, nodes, int32_t);
    f->children = XW_TAKE(arena, nodes, int32_t);
    f->state = XW_TAKE(arena, f->net.arcs, int8_t);
    if (f->node == NULL || f->potential == NULL || f->back == NULL || f->children == NULL ||
        f->state == NULL)
        return XW_NO_MEMORY;
    return check_excess(f, &f->net);
}

/* Which arcs touch which node; a repair asks. Each list is filled from its end, which its place
 * says first. */
static enum xw_status take_incident(struct xw_arena *arena, struct xw_flow *f)
{
    const struct xw_flow_network *net = &f->net;
    uint32_t *at = XW_TAKE(arena, 2 * (ptrdiff_t)net->nodes + 1, uint32_t), sum = 0;
    f->incident_at = at;
    f->incident = XW_TAKE(arena, 2 * (ptrdiff_t)net->arcs, int32_t);
    if (at == NULL || f->incident == NULL) return XW_NO_MEMORY;
    for (int32_t e = 0; e < net->arcs; e++) {
        at[2 * (ptrdiff_t)net->from[e]]++;
        at[2 * (ptrdiff_t)net->to[e] + 1]++;
    }
    for (ptrdiff_t i = 0; i <= 2 * (ptrdiff_t)net->nodes; i++) {
        sum += at[i];
        at[i] = sum;
    }
    for (int32_t e = net->arcs - 1; e >= 0; e--) {
        f->incident[--at[2 * (ptrdiff_t)net->from[e]]] = e;
        f->incident[--at[2 * (ptrdiff_t)net->to[e] + 1]] = e;
    }
    return XW_OK;
}

static enum xw_status take_solution(struct xw_arena *arena, struct xw_flow *f)
{
    f->flow = XW_TAKE(arena, f->net.arcs, int64_t);
    f->price = XW_TAKE(arena, f->net.nodes, int64_t);
    return f->flow == NULL || f->price == NULL ? XW_NO_MEMORY : XW_OK;
}

enum xw_status xw_flow_solve(struct xw_arena *keep, struct xw_arena scratch,
                             const struct xw_flow_network *net, struct xw_flow_solution *out)
{
    struct xw_flow f = { .net = *net };
    struct xw_arena before = *keep;
    enum xw_status status = check_ranges(net);
    if (status == XW_OK) status = check_costs(net, &f.artificial);
    if (status == XW_OK) status = take_basis(&scratch, &f);
    if (status == XW_OK) status = take_solution(keep, &f);
    if (status == XW_OK) status = xw_flow_run(&f, out);
    if (status != XW_OK) *keep = before;
    return status;
}

static void *copy(struct xw_arena *keep, const void *column, int32_t count, size_t size)
{
    char *own = xw_arena_take(keep, count, size, size);
    if (own != NULL && count > 0) memcpy(own, column, (size_t)count * size);
    return own;
}

static enum xw_status own_columns(struct xw_arena *keep, struct xw_flow *f)
{
    struct xw_flow_network *net = &f->net;
    net->from = copy(keep, net->from, net->arcs, sizeof *net->from);
    net->to = copy(keep, net->to, net->arcs, sizeof *net->to);
    net->capacity = f->capacity = copy(keep, net->capacity, net->arcs, sizeof *net->capacity);
    net->cost = f->cost = copy(keep, net->cost, net->arcs, sizeof *net->cost);
    net->supply = f->supply = copy(keep, net->supply, net->nodes, sizeof *net->supply);
    if (net->lower != NULL) {
        net->lower = f->lower = copy(keep, net->lower, net->arcs, sizeof *net->lower);
        if (f->lower == NULL) return XW_NO_MEMORY;
    }
    if (net->from == NULL || net->to == NULL || f->capacity == NULL || f->cost == NULL ||
        f->supply == NULL)
        return XW_NO_MEMORY;
    return XW_OK;
}

enum xw_status xw_flow_open(struct xw_arena *keep, const struct xw_flow_network *net,
                            struct xw_flow **out)
{
    struct xw_arena before = *keep;
    int64_t artificial;
    enum xw_status status = check_ranges(net);
    if (status == XW_OK) status = check_costs(net, &artificial);
    if (status != XW_OK) return status;
    struct xw_flow *f = XW_TAKE(keep, 1, struct xw_flow);
    if (f == NULL) return XW_NO_MEMORY;
    *f = (struct xw_flow){ .net = *net, .artificial = artificial };
    status = take_basis(keep, f);
    if (status == XW_OK) status = take_incident(keep, f);
    if (status == XW_OK) status = take_solution(keep, f);
    if (status == XW_OK) status = own_columns(keep, f);
    if (status != XW_OK) {
        *keep = before;
        return status;
    }
    *out = f;
    return XW_OK;
}

/* --- changes --------------------------------------------------------------------------------- */

enum xw_status xw_flow_change_supplies(struct xw_flow *f, const int64_t *supply)
{
    struct xw_flow_network net = f->net;
    net.supply = supply;
    enum xw_status status = check_balance(&net);
    if (status == XW_OK) status = check_excess(f, &net);
    if (status != XW_OK) return status;
    if (net.nodes > 0) memcpy(f->supply, supply, (size_t)net.nodes * sizeof *supply);
    return XW_OK;
}

enum xw_status xw_flow_change_bounds(struct xw_flow *f, const int64_t *lower,
                                     const int64_t *capacity)
{
    struct xw_flow_network net = f->net;
    net.lower = lower;
    net.capacity = capacity;
    enum xw_status status = check_ranges(&net);
    if (status == XW_OK) status = check_excess(f, &net);
    if (status != XW_OK) return status;
    if (lower != NULL && f->lower == NULL) return XW_OUT_OF_RANGE; /* no column was taken for it */
    if (net.arcs > 0) memcpy(f->capacity, capacity, (size_t)net.arcs * sizeof *capacity);
    if (f->lower == NULL || net.arcs == 0) return XW_OK;
    if (lower != NULL)
        memcpy(f->lower, lower, (size_t)net.arcs * sizeof *lower);
    else
        memset(f->lower, 0, (size_t)net.arcs * sizeof *lower);
    return XW_OK;
}

enum xw_status xw_flow_change_costs(struct xw_flow *f, const int64_t *cost)
{
    struct xw_flow_network net = f->net;
    net.cost = cost;
    enum xw_status status = check_costs(&net, &f->artificial);
    if (status != XW_OK) return status;
    if (net.arcs > 0) memcpy(f->cost, cost, (size_t)net.arcs * sizeof *cost);
    return XW_OK;
}

void xw_flow_forget(struct xw_flow *f)
{
    f->begun = false;
}
