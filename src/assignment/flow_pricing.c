/* Which arc enters. A look over a part of the arcs lists the best arc of every node that has one;
 * then the arcs of the list enter, the most worth first, as long as they are still worth it, before
 * the next look (multiple partial pricing: Loebel 1998, "Solving large-scale real-world
 * minimum-cost flow problems by a network simplex method"). */
#include "flow_list.h"

void xw_flow_look_anew(struct xw_flow *f)
{
    enum { SHARE = 4, LEAST = 1024 };
    f->block = f->net.arcs / SHARE < LEAST ? LEAST : f->net.arcs / SHARE;
    f->next_arc = 0;
    clear_list(f);
}

/* Look at the arcs from `first` to before `end`, or until the list is full. Neighbours mostly leave
 * one node: the best of them is listed. */
static void look(struct xw_flow *f, int32_t first, int32_t end)
{
    const int32_t *from = f->net.from, *to = f->net.to;
    const int64_t *cost = f->net.cost, *potential = f->potential;
    const int8_t *state = f->state;
    int32_t e = first, most = f->net.nodes;
    for (; e < end && f->listed < most; e++) {
        int64_t least = state[e] * (cost[e] + potential[from[e]] - potential[to[e]]);
        if (least >= 0) continue;
        int32_t u = from[e], best = e;
        for (; e + 1 < end && from[e + 1] == u; e++) {
            int64_t worth = state[e + 1] * (cost[e + 1] + potential[u] - potential[to[e + 1]]);
            if (worth < least) {
                least = worth;
                best = e + 1;
            }
        }
        add(f, best, -least);
    }
    f->next_arc = e;
}

/* Take the most worth of the list. Prices have moved since: one that is of a lower class now waits
 * for the next look. */
static int32_t take(struct xw_flow *f)
{
    while (find_top(f)) {
        int32_t e = list_of(f)[take_first(f)].arc;
        int64_t worth = -f->state[e] * reduced_cost(f, e);
        if (worth > 0 && class_of(f, worth) >= f->top) return e;
    }
    f->listed = 0;
    return NONE;
}

int32_t xw_flow_entering(struct xw_flow *f)
{
    int32_t arc = take(f);
    if (arc != NONE || f->net.arcs == 0) return arc;
    for (int32_t v = 0; v < f->net.nodes; v++)
        if (is_leaf(f, v)) f->potential[v] = price_of(f, v);
    /* A full turn without a find ends it. */
    for (int32_t left = f->net.arcs; left > 0 && f->listed == 0;) {
        if (f->next_arc == f->net.arcs) f->next_arc = 0;
        int32_t first = f->next_arc, room = f->net.arcs - first;
        int32_t length = room < f->block ? room : f->block;
        if (length > left) length = left;
        look(f, first, first + length);
        left -= f->next_arc - first;
    }
    return take(f);
}
