#include "xuewei/roads.h"
#include <math.h>
#include <stdbool.h>

enum { CHILDREN = 4 };

static enum xw_status check(int32_t nodes, int32_t roads, const int32_t *from, const int32_t *to,
                            const double *metres)
{
    if (nodes < 0 || roads < 0 || roads > INT32_MAX / 2) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < roads; i++) {
        if (from[i] < 0 || from[i] >= nodes || to[i] < 0 || to[i] >= nodes) return XW_OUT_OF_RANGE;
        if (!isfinite(metres[i])) return XW_NOT_FINITE;
        if (metres[i] < 0.0) return XW_NEGATIVE;
    }
    return XW_OK;
}

static void add(struct xw_road_graph *g, int32_t *next, int32_t from, int32_t to, double metres)
{
    int32_t k = next[to]++;
    g->from[k] = from;
    g->metres[k] = metres;
}

enum xw_status xw_roads_graph(struct xw_arena *keep, int32_t nodes, int32_t roads,
                              const int32_t *from, const int32_t *to, const double *metres,
                              const uint8_t *oneway, struct xw_road_graph *out)
{
    enum xw_status status = check(nodes, roads, from, to, metres);
    if (status != XW_OK) return status;
    struct xw_road_graph g = { .nodes = nodes };
    g.start = XW_TAKE(keep, (ptrdiff_t)nodes + 2, int32_t);
    if (g.start == NULL) return XW_NO_MEMORY;

    /* Counted two places on: while the roads are written start[v + 1] moves from where those of v
     * begin to where they end. */
    int32_t *next = g.start + 1;
    for (int32_t i = 0; i < roads; i++) {
        g.start[to[i] + 2]++;
        if (oneway == NULL || !oneway[i]) g.start[from[i] + 2]++;
    }
    for (int32_t v = 0; v <= nodes; v++)
        g.start[v + 1] += g.start[v];
    g.from = XW_TAKE(keep, g.start[nodes + 1], int32_t);
    g.metres = XW_TAKE(keep, g.start[nodes + 1], double);
    if (g.from == NULL || g.metres == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < roads; i++) {
        add(&g, next, from[i], to[i], metres[i]);
        if (oneway == NULL || !oneway[i]) add(&g, next, to[i], from[i], metres[i]);
    }
    *out = g;
    return XW_OK;
}

/* Nodes by the way that is known so far; place[v]: where v stands in the heap, -1 when it does not. */
struct heap {
    int32_t count;
    int32_t *node, *place;
    const double *way;
};

static void put(struct heap *h, int32_t at, int32_t node)
{
    h->node[at] = node;
    h->place[node] = at;
}

static void rise(struct heap *h, int32_t at, int32_t node)
{
    while (at > 0) {
        int32_t above = (at - 1) / CHILDREN;
        if (h->way[h->node[above]] <= h->way[node]) break;
        put(h, at, h->node[above]);
        at = above;
    }
    put(h, at, node);
}

static int32_t take_nearest(struct heap *h)
{
    int32_t top = h->node[0], last = h->node[--h->count], at = 0;
    h->place[top] = -1;
    for (;;) {
        int32_t first = CHILDREN * at + 1, best = -1;
        for (int32_t c = first; c < first + CHILDREN && c < h->count; c++)
            if (best < 0 || h->way[h->node[c]] < h->way[h->node[best]]) best = c;
        if (best < 0 || h->way[last] <= h->way[h->node[best]]) break;
        put(h, at, h->node[best]);
        at = best;
    }
    if (h->count > 0) put(h, at, last);
    return top;
}

enum xw_status xw_roads_to(struct xw_arena scratch, const struct xw_road_graph *g, int32_t end,
                           double *way)
{
    if (end < 0 || end >= g->nodes) return XW_OUT_OF_RANGE;
    struct heap h = { .node = XW_TAKE(&scratch, g->nodes, int32_t),
                      .place = XW_TAKE(&scratch, g->nodes, int32_t),
                      .way = way };
    if (h.node == NULL || h.place == NULL) return XW_NO_MEMORY;
    for (int32_t v = 0; v < g->nodes; v++) {
        way[v] = INFINITY;
        h.place[v] = -1;
    }
    way[end] = 0.0;
    h.count = 1;
    put(&h, 0, end);
    while (h.count > 0) {
        int32_t v = take_nearest(&h);
        for (int32_t k = g->start[v]; k < g->start[v + 1]; k++) {
            int32_t u = g->from[k];
            double there = way[v] + g->metres[k];
            if (!(there < way[u])) continue;
            way[u] = there;
            rise(&h, h.place[u] >= 0 ? h.place[u] : h.count++, u);
        }
    }
    return XW_OK;
}
