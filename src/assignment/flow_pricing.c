/* Which arc enters. A look over a part of the arcs lists the best arc of every node that has one;
 * then the arcs of the list enter, the most worth first, as long as they are still worth it, before
 * the next look (multiple partial pricing: Loebel 1998, "Solving large-scale real-world
 * minimum-cost flow problems by a network simplex method"). */
#include "flow_simplex.h"

/* The list lies in classes of worth: a class holds what is from (4 + k) / 4 to (5 + k) / 4 of a
 * power of two. */
enum { FINE = 2 };

static int class_of(int64_t worth)
{
    int power = 63 - __builtin_clzll((unsigned long long)worth);
    int64_t next_bits = power >= FINE ? worth >> (power - FINE) : worth << (FINE - power);
    return power << FINE | (int)(next_bits & ((1 << FINE) - 1));
}

/* The listed arcs of a class hang together. The list lies where the prices of the solution will. */
struct listed {
    int32_t arc, next;
};

static struct listed *list_of(const struct xw_flow *f)
{
    return (struct listed *)f->price;
}

static void put(struct xw_flow *f, int32_t place, int worth_class)
{
    list_of(f)[place].next = f->first[worth_class];
    f->first[worth_class] = place;
    if (worth_class > f->top) f->top = worth_class;
}

static void add(struct xw_flow *f, int32_t arc, int64_t worth)
{
    list_of(f)[f->listed].arc = arc;
    put(f, f->listed++, class_of(worth));
}

void xw_flow_look_anew(struct xw_flow *f)
{
    enum { SHARE = 8, LEAST = 4096 };
    f->block = f->net.arcs / SHARE < LEAST ? LEAST : f->net.arcs / SHARE;
    f->next_arc = 0;
    f->listed = 0;
    f->top = NONE;
    for (int k = 0; k < XW_FLOW_CLASSES; k++)
        f->first[k] = NONE;
}

/* Look at the arcs from `first` to before `end`; neighbours mostly leave one node, of which the
 * best is listed. */
static void look(struct xw_flow *f, int32_t first, int32_t end)
{
    const int32_t *from = f->net.from, *to = f->net.to;
    const int64_t *cost = f->net.cost, *potential = f->potential;
    const int8_t *state = f->state;
    for (int32_t e = first; e < end;) {
        int32_t u = from[e], best = NONE;
        int64_t price = potential[u], least = 0;
        for (; e < end && from[e] == u; e++) {
            int64_t worth = state[e] * (cost[e] + price - potential[to[e]]);
            if (worth < least) {
                least = worth;
                best = e;
            }
        }
        if (best == NONE) continue;
        add(f, best, -least);
        if (f->listed == f->net.nodes) {
            f->next_arc = e;
            return;
        }
    }
    f->next_arc = end;
}

/* Take the most worth of the list. Prices have moved since: one that is worth less now goes back
 * into its class. */
static int32_t take(struct xw_flow *f)
{
    while (f->top >= 0) {
        int32_t place = f->first[f->top];
        if (place == NONE) {
            f->top--;
            continue;
        }
        int32_t e = list_of(f)[place].arc;
        f->first[f->top] = list_of(f)[place].next;
        int64_t worth = -f->state[e] * reduced_cost(f, e);
        if (worth <= 0) continue;
        int now = class_of(worth);
        if (now >= f->top) return e;
        put(f, place, now);
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
