/* A seating as a minimum-cost flow, for the network simplex. */
#include "seating_parts.h"
#include "xuewei/flow.h"

/* Nodes are the zones with seekers, then the divisions with places, then the sink that stands for being
 * dealt with. Arcs are the ways between such zones and divisions, then the layers of every division,
 * then one "unplaced" per zone. What cannot carry anybody is left out: a school that is not open yet
 * must not turn the choice among equal placements. */
struct network {
    int32_t sink;
    int32_t *node_of_zone, *node_of_division; /* XW_NONE: left out */
    int32_t *flow_arc;                        /* [ways] arc of the network, XW_NONE: left out */
    struct xw_flow_network net;
    int32_t *from, *to;
    int64_t *capacity, *cost, *supply;
};

static enum xw_status take_network(struct network *n, struct xw_arena *scratch,
                                   const struct xw_seating_problem *p)
{
    int32_t ways = p->arcs->count, seeking = 0, nodes = 0;
    *n = (struct network){ .node_of_zone = XW_TAKE(scratch, p->zones, int32_t),
                           .node_of_division = XW_TAKE(scratch, p->divisions, int32_t),
                           .flow_arc = XW_TAKE(scratch, ways, int32_t) };
    if (n->node_of_zone == NULL || n->node_of_division == NULL || n->flow_arc == NULL)
        return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++)
        n->node_of_zone[z] = p->seekers[z] > 0 ? nodes++ : XW_NONE;
    seeking = nodes;
    for (int32_t d = 0; d < p->divisions; d++) {
        bool open = false;
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            open |= p->places[d][layer] > 0;
        n->node_of_division[d] = open ? nodes++ : XW_NONE;
    }
    n->sink = nodes++;

    int32_t arcs = ways + (nodes - seeking - 1) * XW_LAYERS + seeking;
    n->from = XW_TAKE(scratch, arcs, int32_t);
    n->to = XW_TAKE(scratch, arcs, int32_t);
    n->capacity = XW_TAKE(scratch, arcs, int64_t);
    n->cost = XW_TAKE(scratch, arcs, int64_t);
    n->supply = XW_TAKE(scratch, nodes, int64_t);
    if (n->from == NULL || n->to == NULL || n->capacity == NULL || n->cost == NULL ||
        n->supply == NULL)
        return XW_NO_MEMORY;
    n->net = (struct xw_flow_network){
        .nodes = nodes,
        .from = n->from,
        .to = n->to,
        .capacity = n->capacity,
        .cost = n->cost,
        .supply = n->supply,
    };
    return XW_OK;
}

static int32_t add_arc(struct network *n, int32_t from, int32_t to, int64_t capacity, int64_t cost)
{
    int32_t e = n->net.arcs++;
    n->from[e] = from;
    n->to[e] = to;
    n->capacity[e] = capacity;
    n->cost[e] = cost;
    return e;
}

static void fill_network(struct network *n, const struct xw_seating_problem *p)
{
    const struct xw_seating_arcs *ways = p->arcs;
    for (int32_t a = 0; a < ways->count; a++) {
        int32_t home = n->node_of_zone[ways->zone[a]];
        int32_t to = n->node_of_division[ways->division[a]];
        n->flow_arc[a] = XW_NONE;
        if (home == XW_NONE || to == XW_NONE) continue;
        n->flow_arc[a] = add_arc(n, home, to, XW_FLOW_UNLIMITED, ways->cost_m[a]);
    }
    for (int32_t d = 0; d < p->divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (p->places[d][layer] > 0)
                add_arc(n, n->node_of_division[d], n->sink, p->places[d][layer],
                        xw_seating_layer_price(p->costs, layer));
    for (int32_t z = 0; z < p->zones; z++) {
        if (n->node_of_zone[z] == XW_NONE) continue;
        add_arc(n, n->node_of_zone[z], n->sink, XW_FLOW_UNLIMITED, p->costs->unplaced_m);
        n->supply[n->node_of_zone[z]] = p->seekers[z];
        n->supply[n->sink] -= p->seekers[z];
    }
}

/* An arena inside scratch, for what the flow keeps. */
static struct xw_arena carve(struct xw_arena *scratch, ptrdiff_t bytes)
{
    char *base = XW_TAKE_RAW(scratch, bytes, char);
    if (base == NULL) return (struct xw_arena){ 0 };
    return (struct xw_arena){ .base = base, .at = base, .end = base + bytes };
}

enum xw_status xw_seating_by_network(struct xw_arena scratch, const struct xw_seating_problem *p,
                                     struct xw_seating_answer *answer)
{
    struct network n;
    enum xw_status status = take_network(&n, &scratch, p);
    if (status != XW_OK) return status;
    fill_network(&n, p);

    struct xw_flow_solution flow;
    ptrdiff_t numbers = (ptrdiff_t)n.net.arcs + n.net.nodes + 2; /* and room to align */
    struct xw_arena keep = carve(&scratch, numbers * (ptrdiff_t)sizeof(int64_t));
    status = xw_flow_solve(&keep, scratch, &n.net, &flow);
    if (status != XW_OK) return status;

    for (int32_t z = 0; z < p->zones; z++)
        answer->unplaced[z] = p->seekers[z];
    for (int32_t a = 0; a < p->arcs->count; a++) {
        answer->placed[a] = n.flow_arc[a] == XW_NONE ? 0 : (int32_t)flow.flow[n.flow_arc[a]];
        answer->unplaced[p->arcs->zone[a]] -= answer->placed[a];
    }
    for (int32_t d = 0; d < p->divisions; d++)
        if (n.node_of_division[d] != XW_NONE)
            answer->price[d] = flow.potential[n.sink] - flow.potential[n.node_of_division[d]];
    return XW_OK;
}
