/* networks.h: small flow networks for tests, as a test writes them down or draws them. */
#ifndef XW_NETWORKS_H
#define XW_NETWORKS_H
#include "xuewei/flow.h"
#include "unit.h"

#define MOST_NODES 10
#define MOST_ARCS  40
#define NO_LIMIT   XW_FLOW_UNLIMITED

static struct xw_arena keep, scratch;

static inline void open_arenas(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 24), XW_OK);
}

static inline void close_arenas(void)
{
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

struct arc {
    int32_t from, to;
    int64_t lower, capacity, cost;
};

struct columns {
    int32_t from[MOST_ARCS], to[MOST_ARCS];
    int64_t lower[MOST_ARCS], capacity[MOST_ARCS], cost[MOST_ARCS], supply[MOST_NODES];
    struct xw_flow_network net;
};

static inline void lay_out(struct columns *c, int32_t nodes, const int64_t *supply, int32_t arcs,
                           const struct arc *arc)
{
    *c = (struct columns){ 0 };
    for (int32_t v = 0; v < nodes; v++)
        c->supply[v] = supply[v];
    for (int32_t e = 0; e < arcs; e++) {
        c->from[e] = arc[e].from;
        c->to[e] = arc[e].to;
        c->lower[e] = arc[e].lower;
        c->capacity[e] = arc[e].capacity;
        c->cost[e] = arc[e].cost;
    }
    c->net = (struct xw_flow_network){ nodes,    arcs,        c->from, c->to,
                                       c->lower, c->capacity, c->cost, c->supply };
}

static inline uint64_t next_random(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15U; /* splitmix64 (Steele, Lea and Flood 2014) */
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static inline int64_t between(uint64_t *state, int64_t least, int64_t most)
{
    return least + (int64_t)(next_random(state) % (uint64_t)(most - least + 1));
}

/* Small numbers make ties and degenerate trees likely. Most supplies are those of a flow, so that
 * most networks are feasible. */
static inline void draw(struct columns *c, uint64_t seed)
{
    uint64_t r = seed;
    struct arc arc[MOST_ARCS];
    int64_t supply[MOST_NODES] = { 0 };
    int32_t nodes = (int32_t)between(&r, 1, MOST_NODES), arcs = (int32_t)between(&r, 0, MOST_ARCS);
    int64_t dearest = between(&r, 0, 12), cheapest = -between(&r, 0, 6) * between(&r, 0, 1);
    int64_t most = between(&r, 0, 8), unlimited = between(&r, 0, 2);
    for (int32_t e = 0; e < arcs; e++) {
        struct arc *a = &arc[e];
        a->from = (int32_t)between(&r, 0, nodes - 1);
        a->to = (int32_t)between(&r, 0, nodes - 1);
        a->lower = between(&r, 0, 3) == 0 ? between(&r, 0, 2) : 0;
        a->capacity = between(&r, 0, 9) < unlimited ? NO_LIMIT : a->lower + between(&r, 0, most);
        a->cost = between(&r, cheapest, dearest);
        int64_t flow = a->lower + (a->capacity > a->lower ? between(&r, 0, 1) : 0);
        supply[a->from] += flow;
        supply[a->to] -= flow;
    }
    if (between(&r, 0, 3) == 0) {
        int64_t more = between(&r, 1, 3);
        supply[0] += more;
        supply[nodes - 1] -= more;
    }
    lay_out(c, nodes, supply, arcs, arc);
}

#endif
