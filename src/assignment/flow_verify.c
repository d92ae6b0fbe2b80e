/* The certificate of a flow, worked out from the network alone: nothing here is shared with the
 * solver, and every sum is taken in 128 bits. */
#include "xuewei/flow.h"
#include <stdbool.h>

__extension__ typedef __int128 wide;

/* Linear programming's complementary slackness, arc by arc. */
static bool arc_is_optimal(wide reduced, int64_t flow, int64_t lower, int64_t capacity)
{
    bool could_grow = capacity == XW_FLOW_UNLIMITED || flow < capacity;
    bool could_shrink = flow > lower;
    return !(could_grow && reduced < 0) && !(could_shrink && reduced > 0);
}

enum xw_status xw_flow_verify(struct xw_arena scratch, const struct xw_flow_network *net,
                              const struct xw_flow_solution *sol)
{
    wide *left = XW_TAKE(&scratch, net->nodes, wide); /* supply not yet carried away */
    if (left == NULL) return XW_NO_MEMORY;
    for (int32_t v = 0; v < net->nodes; v++)
        left[v] = net->supply[v];

    wide cost = 0;
    for (int32_t e = 0; e < net->arcs; e++) {
        int32_t u = net->from[e], v = net->to[e];
        int64_t flow = sol->flow[e], lower = net->lower == NULL ? 0 : net->lower[e];
        if (flow < lower || flow > net->capacity[e]) return XW_LAW_BROKEN;
        wide reduced = (wide)net->cost[e] + sol->potential[u] - sol->potential[v];
        if (!arc_is_optimal(reduced, flow, lower, net->capacity[e])) return XW_LAW_BROKEN;
        left[u] -= flow;
        left[v] += flow;
        if (__builtin_add_overflow(cost, (wide)flow * net->cost[e], &cost)) return XW_LAW_BROKEN;
    }
    for (int32_t v = 0; v < net->nodes; v++)
        if (left[v] != 0) return XW_LAW_BROKEN;
    return cost == sol->cost ? XW_OK : XW_LAW_BROKEN;
}
