/* The first basis: every supply goes the cheapest way of two arcs that has room. */
#include "flow_list.h"

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

/* What a supply would pay on arc e; false when it does not go there whole. */
static bool way_over(const struct xw_flow *f, int32_t e, int64_t *price)
{
    const struct xw_flow_node *node = f->node;
    int32_t v = f->net.from[e], u = f->net.to[e];
    if (u == f->root || node[u].depth == 2 || node[u].down < node[v].up || u == v ||
        room_of(&f->net, e) <= node[v].up)
        return false;
    *price = f->net.cost[e] - f->potential[u];
    return true;
}

/* The cheapest of the neighbouring arcs that leave one node from `e` on, NONE if it is not below
 * what the node pays now, and into *loss what it would pay more without that. */
static int32_t best_way(const struct xw_flow *f, int32_t e, int64_t *loss)
{
    int32_t v = f->net.from[e], best = NONE;
    int64_t least = -f->potential[v], second = least, price;
    for (; e < f->net.arcs && f->net.from[e] == v; e++) {
        if (!way_over(f, e, &price)) continue;
        if (price < least) {
            second = least;
            least = price;
            best = e;
        } else if (price < second) {
            second = price;
        }
    }
    *loss = second - least;
    return best;
}

/* Supplies go the cheapest way with room, those first that would lose most without it (Vogel's
 * approximation; Reinfeld and Vogel 1958). */
static void send_supplies(struct xw_flow *f)
{
    const int32_t *from = f->net.from;
    struct xw_flow_node *node = f->node;
    int64_t loss;
    clear_list(f);
    for (int32_t e = 0; e < f->net.arcs && f->listed < f->net.nodes;) {
        int32_t v = from[e], first = e;
        while (e < f->net.arcs && from[e] == v)
            e++;
        if (v == f->root || node[v].up <= 0 || best_way(f, first, &loss) == NONE) continue;
        add(f, first, loss + 1);
    }
    while (find_top(f)) {
        int32_t place = take_first(f), first = list_of(f)[place].arc, v = from[first];
        if (node[v].depth != 0) continue;
        int32_t e = best_way(f, first, &loss);
        if (e == NONE) continue;
        if (class_of(f, loss + 1) < f->top) {
            put(f, place, class_of(f, loss + 1));
            continue;
        }
        int32_t u = f->net.to[e];
        node[u].down -= node[v].up;
        node[u].depth = 1; /* others hang on it: it stays where it is */
        hang(f, v, u, e, f->potential[u] - f->net.cost[e]);
        node[v].depth = 2;
        node[v].down = 0;
    }
}

void xw_flow_guess(struct xw_flow *f)
{
    if (f->net.nodes == 0 || !xw_flow_excess(f, &f->net)) return;
    for (int32_t v = 0; v < f->net.nodes; v++)
        f->node[v].depth = 0;
    for (int32_t e = 0; e < f->net.arcs; e++)
        f->state[e] = AT_ZERO;
    f->root = find_hub(f);
    hang_on_root(f);
    send_supplies(f);
}
