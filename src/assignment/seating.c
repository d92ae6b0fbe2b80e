#include "xuewei/seating.h"
#include "xuewei/flow.h"
#include <stdbool.h>

/* The network: nodes are the zones with seekers, then the divisions, then the sink that stands for
 * being dealt with. Arcs are the ways of zones with seekers, then the layers of every division,
 * then one "unplaced" per zone. */
struct seating {
    int32_t seeking, divisions, sink;
    int32_t *node_of_zone; /* XW_NONE without seekers */
    int32_t *flow_arc;     /* [ways] arc of the network, XW_NONE for a zone without seekers */
    struct xw_flow_network net;
    int32_t *from, *to;
    int64_t *capacity, *cost, *supply;
};

static enum xw_status check(int32_t zones, const int32_t *seekers, int32_t divisions,
                            const int32_t (*places)[XW_LAYERS], const struct xw_seating_arcs *arcs,
                            const struct xw_seating_costs *costs)
{
    if (zones < 0 || divisions < 0 || arcs->count < 0) return XW_OUT_OF_RANGE;
    /* The network below has this many nodes and arcs, less what zones without seekers save. */
    int64_t size = 2 * (int64_t)zones + (1 + XW_LAYERS) * (int64_t)divisions + 1 + arcs->count;
    if (size >= INT32_MAX) return XW_FLOW_TOO_LARGE;
    if (!(0 <= costs->stretch_m && costs->stretch_m <= costs->overrun_m &&
          costs->overrun_m <= costs->unplaced_m))
        return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < zones; z++)
        if (seekers[z] < 0) return XW_NEGATIVE;
    for (int32_t d = 0; d < divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (places[d][layer] < 0) return XW_NEGATIVE;
    for (int32_t a = 0; a < arcs->count; a++) {
        if (arcs->zone[a] < 0 || arcs->zone[a] >= zones) return XW_OUT_OF_RANGE;
        if (arcs->division[a] < 0 || arcs->division[a] >= divisions) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

static enum xw_status take_network(struct seating *s, struct xw_arena *scratch, int32_t zones,
                                   const int32_t *seekers, int32_t divisions, int32_t ways)
{
    *s = (struct seating){ .divisions = divisions };
    s->node_of_zone = XW_TAKE(scratch, zones, int32_t);
    s->flow_arc = XW_TAKE(scratch, ways, int32_t);
    if (s->node_of_zone == NULL || s->flow_arc == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        s->node_of_zone[z] = seekers[z] > 0 ? s->seeking++ : XW_NONE;

    int32_t nodes = s->seeking + divisions + 1, arcs = ways + divisions * XW_LAYERS + s->seeking;
    s->sink = nodes - 1;
    s->from = XW_TAKE(scratch, arcs, int32_t);
    s->to = XW_TAKE(scratch, arcs, int32_t);
    s->capacity = XW_TAKE(scratch, arcs, int64_t);
    s->cost = XW_TAKE(scratch, arcs, int64_t);
    s->supply = XW_TAKE(scratch, nodes, int64_t);
    if (s->from == NULL || s->to == NULL || s->capacity == NULL || s->cost == NULL ||
        s->supply == NULL)
        return XW_NO_MEMORY;
    s->net = (struct xw_flow_network){
        .nodes = nodes,
        .from = s->from,
        .to = s->to,
        .capacity = s->capacity,
        .cost = s->cost,
        .supply = s->supply,
    };
    return XW_OK;
}

static int32_t add_arc(struct seating *s, int32_t from, int32_t to, int64_t capacity, int64_t cost)
{
    int32_t e = s->net.arcs++;
    s->from[e] = from;
    s->to[e] = to;
    s->capacity[e] = capacity;
    s->cost[e] = cost;
    return e;
}

static void fill_network(struct seating *s, int32_t zones, const int32_t *seekers,
                         const int32_t (*places)[XW_LAYERS], const struct xw_seating_arcs *ways,
                         const struct xw_seating_costs *costs)
{
    const int64_t price[XW_LAYERS] = {
        [XW_LAYER_STRETCH] = costs->stretch_m, [XW_LAYER_OVERRUN] = costs->overrun_m
    };
    for (int32_t a = 0; a < ways->count; a++) {
        int32_t home = s->node_of_zone[ways->zone[a]];
        s->flow_arc[a] = XW_NONE;
        if (home == XW_NONE) continue;
        s->flow_arc[a] =
            add_arc(s, home, s->seeking + ways->division[a], XW_FLOW_UNLIMITED, ways->cost_m[a]);
    }
    for (int32_t d = 0; d < s->divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (places[d][layer] > 0)
                add_arc(s, s->seeking + d, s->sink, places[d][layer], price[layer]);
    for (int32_t z = 0; z < zones; z++) {
        if (s->node_of_zone[z] == XW_NONE) continue;
        add_arc(s, s->node_of_zone[z], s->sink, XW_FLOW_UNLIMITED, costs->unplaced_m);
        s->supply[s->node_of_zone[z]] = seekers[z];
        s->supply[s->sink] -= seekers[z];
    }
}

/* An arena inside scratch, for what the flow keeps. */
static struct xw_arena carve(struct xw_arena *scratch, ptrdiff_t bytes)
{
    char *base = XW_TAKE(scratch, bytes, char);
    if (base == NULL) return (struct xw_arena){ 0 };
    return (struct xw_arena){ .base = base, .at = base, .end = base + bytes };
}

/* The price of the dearest layer in use, which one pupil less or one norm place more would save. */
static int64_t top_price(int64_t pupils, const int32_t places[XW_LAYERS],
                         const struct xw_seating_costs *costs)
{
    int64_t norm = places[XW_LAYER_NORM], stretch = norm + places[XW_LAYER_STRETCH];
    return pupils > stretch ? costs->overrun_m : pupils > norm ? costs->stretch_m : 0;
}

/* What one more place in each division saves: the longest chain of moves that it sets off. A place
 * saves the division's dearest layer, or what the saving of a pupil who comes is above the way; a
 * pupil who leaves saves the price of being unplaced, or the way and a place there. The flow is
 * optimal, so no chain gains by coming back to where it was, and the values settle (Bellman and
 * Ford). They are the exact one-sided prices: potentials of a degenerate tree could be any of
 * several. */
static void find_duals(const struct xw_seating_arcs *ways, const int32_t *placed, int64_t *leaver,
                       int64_t *place)
{
    for (bool settled = false; !settled;) {
        settled = true;
        for (int32_t a = 0; a < ways->count; a++) {
            int64_t *one = &leaver[ways->zone[a]], *here = &place[ways->division[a]];
            if (placed[a] > 0 && *one < ways->cost_m[a] + *here) {
                *one = ways->cost_m[a] + *here;
                settled = false;
            }
            if (*one != INT64_MIN && *here < *one - ways->cost_m[a]) {
                *here = *one - ways->cost_m[a];
                settled = false;
            }
        }
    }
}

enum xw_status xw_seating_solve(struct xw_arena scratch, int32_t zones, const int32_t *seekers,
                                int32_t divisions, const int32_t (*places)[XW_LAYERS],
                                const struct xw_seating_arcs *arcs,
                                const struct xw_seating_costs *costs, int32_t *placed,
                                int32_t *unplaced, int64_t *duals, int64_t *cost)
{
    struct seating s;
    enum xw_status status = check(zones, seekers, divisions, places, arcs, costs);
    if (status == XW_OK)
        status = take_network(&s, &scratch, zones, seekers, divisions, arcs->count);
    if (status != XW_OK) return status;
    int64_t *leaver = XW_TAKE(&scratch, zones, int64_t);
    int64_t *pupils = XW_TAKE(&scratch, divisions, int64_t);
    if (leaver == NULL || pupils == NULL) return XW_NO_MEMORY;
    fill_network(&s, zones, seekers, places, arcs, costs);

    struct xw_flow_solution flow;
    ptrdiff_t numbers = (ptrdiff_t)s.net.arcs + s.net.nodes + 2; /* and room to align */
    struct xw_arena keep = carve(&scratch, numbers * (ptrdiff_t)sizeof(int64_t));
    status = xw_flow_solve(&keep, scratch, &s.net, &flow);
    if (status == XW_OK) status = xw_flow_verify(scratch, &s.net, &flow);
    if (status != XW_OK) return status;

    for (int32_t z = 0; z < zones; z++)
        unplaced[z] = seekers[z];
    for (int32_t a = 0; a < arcs->count; a++) {
        placed[a] = s.flow_arc[a] == XW_NONE ? 0 : (int32_t)flow.flow[s.flow_arc[a]];
        unplaced[arcs->zone[a]] -= placed[a];
        pupils[arcs->division[a]] += placed[a];
    }
    *cost = flow.cost;
    if (duals == NULL) return XW_OK;
    for (int32_t z = 0; z < zones; z++)
        leaver[z] = unplaced[z] > 0 ? costs->unplaced_m : INT64_MIN;
    for (int32_t d = 0; d < divisions; d++)
        duals[d] = top_price(pupils[d], places[d], costs);
    find_duals(arcs, placed, leaver, duals);
    return XW_OK;
}
