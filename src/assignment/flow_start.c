/* The first basis: every supply goes the cheapest way of two arcs that has room. */
#include "flow_simplex.h"

/* The node that takes most. The first of equals; the first node when nobody takes anything. */
static int32_t find_hub(const struct xw_flow *f)
{
    int32_t hub = 0;
    for (int32_t v = 1; v < f->net.nodes; v++)
        if (f->node[v].up < f->node[hub].up && f->node[v].up < 0) hub = v;
    return hub;
}

static void hang(struct xw_flow *f, int32_t v, int32_t parent, int32_t arc, int64_t potential)
{
    f->node[v].parent = parent;
    f->node[v].link = arc;
    f->potential[v] = potential;
}

/* Every node hangs on the root by its artificial arc, except those with an arc to the root that
 * takes all they supply and more: they hang by the cheapest of these. Into node.down how
 * much more can come through the node, keeping the tree strongly feasible. */
static void hang_on_root(struct xw_flow *f)
{
    const struct xw_flow_network *net = &f->net;
    struct xw_flow_node *node = f->node;
    int32_t root = f->root;
    for (int32_t v = 0; v < net->nodes; v++) {
        int32_t e = net->arcs + v;
        hang(f, v, root, node[v].up >= 0 ? e : ~e,
             node[v].up >= 0 ? -f->artificial : f->artificial);
    }
    for (int32_t e = 0; e < net->arcs; e++) {
        int32_t v = net->from[e];
        if (net->to[e] != root || v == root || node[v].up < 0 || room_of(net, e) <= node[v].up)
            continue;
        if (arc_of(node[v].link) >= net->arcs || -net->cost[e] > f->potential[v])
            hang(f, v, root, e, -net->cost[e]);
    }
    for (int32_t v = 0; v < net->nodes; v++) {
        if (arc_of(node[v].link) < net->arcs)
            node[v].down = room_of(net, node[v].link) - node[v].up - 1;
        else
            node[v].down = node[v].up < 0 ? -node[v].up - 1 : 0;
    }
    f->potential[root] = 0;
}

/* Find for every supply the cheapest arc to a node with room for it, then give the room out in
 * order of number. Those that come too late look again. */
static bool send_supplies(struct xw_flow *f)
{
    const struct xw_flow_network *net = &f->net;
    struct xw_flow_node *node = f->node;
    int32_t *best = f->back;
    bool late = false;
    for (int32_t v = 0; v < net->nodes; v++)
        best[v] = NONE;
    for (int32_t e = 0; e < net->arcs; e++) {
        int32_t v = net->from[e], u = net->to[e];
        int64_t supply = node[v].up;
        if (supply <= 0 || node[v].depth != 0 || u == f->root || v == f->root || v == u ||
            node[u].down < supply || room_of(net, e) <= supply)
            continue;
        if (best[v] == NONE ||
            net->cost[e] - f->potential[u] < net->cost[best[v]] - f->potential[net->to[best[v]]])
            best[v] = e;
    }
    for (int32_t v = 0; v < net->nodes; v++) {
        if (best[v] == NONE || node[v].depth != 0) continue;
        int32_t e = best[v], u = net->to[e];
        if (net->cost[e] - f->potential[u] >= -f->potential[v]) continue;
        if (node[u].depth == 2 || node[u].down < node[v].up) {
            late = true;
            continue;
        }
        node[u].down -= node[v].up;
        node[u].depth = 1; /* others hang on it: it stays where it is */
        hang(f, v, u, e, f->potential[u] - net->cost[e]);
        node[v].depth = 2;
        node[v].down = 0;
    }
    return late;
}

void xw_flow_guess(struct xw_flow *f)
{
    enum { ROUNDS = 8 };
    if (f->net.nodes == 0 || !xw_flow_excess(f, &f->net)) return;
    for (int32_t v = 0; v < f->net.nodes; v++)
        f->node[v].depth = 0;
    for (int32_t e = 0; e < f->net.arcs; e++)
        f->state[e] = AT_ZERO;
    f->root = find_hub(f);
    hang_on_root(f);
    for (int round = 0; round < ROUNDS && send_supplies(f); round++)
        ;
}
