/* towns.h: transportation networks for tests: sources joined to some sinks, sinks with limits to a
 * node that stands for being dealt with, and a dear arc from every source to it. */
#ifndef XW_TOWNS_H
#define XW_TOWNS_H
#include "networks.h"

enum {
    TOWN_SOURCES = 300,
    TOWN_SINKS = 40,
    TOWN_WAYS = 6,
    TOWN_NODES = TOWN_SOURCES + TOWN_SINKS + 1
};
enum { TOWN_ARCS = TOWN_SOURCES * (TOWN_WAYS + 1) + TOWN_SINKS };

struct town {
    int32_t from[TOWN_ARCS], to[TOWN_ARCS];
    int64_t capacity[TOWN_ARCS], cost[TOWN_ARCS], supply[TOWN_NODES];
    struct xw_flow_network net;
};

/* Another supply for about one source in `one_in`; the sink takes the rest. */
static inline void move_supplies(struct town *t, uint64_t *r, int64_t one_in)
{
    for (int32_t v = 0; v < TOWN_SOURCES; v++) {
        if (between(r, 1, one_in) > 1) continue;
        int64_t now = between(r, 0, 30);
        t->supply[TOWN_NODES - 1] += t->supply[v] - now;
        t->supply[v] = now;
    }
}

static inline void draw_town(struct town *t, uint64_t *r)
{
    int32_t e = 0, end = TOWN_NODES - 1;
    *t = (struct town){ 0 };
    for (int32_t v = 0; v < TOWN_SOURCES; v++)
        for (int32_t k = 0; k <= TOWN_WAYS; k++) {
            t->from[e] = v;
            t->to[e] = k < TOWN_WAYS ? TOWN_SOURCES + (int32_t)between(r, 0, TOWN_SINKS - 1) : end;
            t->capacity[e] = NO_LIMIT;
            t->cost[e++] = k < TOWN_WAYS ? between(r, 1, 5000) : 20000;
        }
    for (int32_t j = 0; j < TOWN_SINKS; j++) {
        t->from[e] = TOWN_SOURCES + j;
        t->to[e] = end;
        t->capacity[e++] = between(r, 50, 200); /* 15 x 300 / 40 = 112 arrive on average */
    }
    move_supplies(t, r, 1);
    t->net = (struct xw_flow_network){ TOWN_NODES, TOWN_ARCS,   t->from, t->to,
                                       NULL,       t->capacity, t->cost, t->supply };
}

#endif
