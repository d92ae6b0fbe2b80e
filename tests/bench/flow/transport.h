/* transport.h: invented districts as minimum-cost flow problems, for the benchmark and the tests of the
 * solver. The same seed gives the same district everywhere.
 *
 * Zones lie around towns and have 0 to 60 entrants each; schools lie likewise and have places up to
 * the norm, up to the stretch and up to the limit, at rising cost. A pupil goes to one of the
 * `nearest` schools of the zone at the cost of the way in metres, or to none at 1,000,000. Nodes:
 * zones, then schools, then the end to which all pupils flow.
 */
#ifndef XW_TRANSPORT_H
#define XW_TRANSPORT_H
#include "xuewei/flow.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { TRANSPORT_LAYERS = 3, TRANSPORT_MOST_PUPILS = 60 };

struct transport {
    int32_t zones, schools, nearest;
    struct xw_flow_network net;
    int32_t *from, *to;
    int64_t *capacity, *cost, *supply;
};

static inline uint64_t transport_draw(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15U; /* splitmix64 (Steele, Lea and Flood 2014) */
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* 0 <= share < 1 */
static inline double transport_share(uint64_t *state)
{
    return (double)(transport_draw(state) >> 11) * 0x1p-53;
}

static inline void *transport_take(size_t count, size_t size)
{
    void *at = calloc(count > 0 ? count : 1, size);
    if (at == NULL) {
        fprintf(stderr, "transport: memory is used up\n");
        exit(EXIT_FAILURE);
    }
    return at;
}

struct transport_points {
    int32_t count;
    double *x, *y;
};

/* Half of the points lie anywhere, half around one of the towns. */
static inline struct transport_points transport_scatter(uint64_t *state, int32_t count, double side,
                                                        int32_t towns, const double *town)
{
    struct transport_points p = { count, transport_take((size_t)count, sizeof(double)),
                                  transport_take((size_t)count, sizeof(double)) };
    for (int32_t i = 0; i < count; i++) {
        double x = side * transport_share(state), y = side * transport_share(state);
        int32_t t = (int32_t)(transport_draw(state) % (uint64_t)(2 * towns));
        if (t < towns) {
            double spread = 0.05 * side;
            x = town[2 * t] + spread * (transport_share(state) + transport_share(state) - 1.0);
            y = town[2 * t + 1] + spread * (transport_share(state) + transport_share(state) - 1.0);
        }
        p.x[i] = fmin(fmax(x, 0.0), side);
        p.y[i] = fmin(fmax(y, 0.0), side);
    }
    return p;
}

/* Schools by the cell of a square grid, one after another. */
struct transport_grid {
    int32_t cells; /* along a side */
    double width;
    int32_t *start, *school;
};

static inline int32_t transport_cell(const struct transport_grid *g, double at)
{
    int32_t c = (int32_t)(at / g->width);
    return c < g->cells ? c : g->cells - 1;
}

static inline struct transport_grid transport_sort(const struct transport_points *schools,
                                                   double side)
{
    struct transport_grid g = { .cells = (int32_t)sqrt(schools->count / 2.0) + 1 };
    g.width = side / g.cells;
    g.start = transport_take((size_t)g.cells * (size_t)g.cells + 1, sizeof *g.start);
    g.school = transport_take((size_t)schools->count, sizeof *g.school);
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t s = schools->count - 1; s >= 0; s--) {
            int32_t c =
                transport_cell(&g, schools->y[s]) * g.cells + transport_cell(&g, schools->x[s]);
            if (pass == 0)
                g.start[c]++;
            else
                g.school[--g.start[c]] = s;
        }
        for (int32_t c = 0, sum = 0; pass == 0 && c <= g.cells * g.cells; c++)
            g.start[c] = sum += c < g.cells * g.cells ? g.start[c] : 0;
    }
    return g;
}

/* The nearest schools of a point by growing squares of cells, nearest first; equal ways: the lower
 * school. */
static inline void transport_nearest(const struct transport_grid *g,
                                     const struct transport_points *schools, double x, double y,
                                     int32_t wanted, int32_t *school, double *way)
{
    int32_t found = 0, cx = transport_cell(g, x), cy = transport_cell(g, y);
    for (int32_t ring = 0; ring < g->cells; ring++) {
        /* What lies farther out than this ring is at least so far away. */
        if (found == wanted && way[wanted - 1] <= (ring - 1) * g->width) return;
        for (int32_t j = cy - ring; j <= cy + ring; j++) {
            int32_t step = j == cy - ring || j == cy + ring || ring == 0 ? 1 : 2 * ring;
            for (int32_t i = cx - ring; i <= cx + ring; i += step) {
                if (i < 0 || j < 0 || i >= g->cells || j >= g->cells) continue;
                for (int32_t k = g->start[j * g->cells + i]; k < g->start[j * g->cells + i + 1];
                     k++) {
                    int32_t s = g->school[k];
                    double dx = schools->x[s] - x, dy = schools->y[s] - y;
                    double d = sqrt(dx * dx + dy * dy);
                    int32_t at = found < wanted ? found++ : wanted - 1;
                    if (at == wanted - 1 && found == wanted && school[at] >= 0 &&
                        (d > way[at] || (d == way[at] && s > school[at])))
                        continue;
                    for (; at > 0 && (way[at - 1] > d || (way[at - 1] == d && school[at - 1] > s));
                         at--) {
                        way[at] = way[at - 1];
                        school[at] = school[at - 1];
                    }
                    way[at] = d;
                    school[at] = s;
                }
            }
        }
    }
}

static inline void transport_arc(struct transport *t, int32_t from, int32_t to, int64_t capacity,
                                 int64_t cost)
{
    int32_t a = t->net.arcs++;
    t->from[a] = from;
    t->to[a] = to;
    t->capacity[a] = capacity;
    t->cost[a] = cost;
}

static inline void transport_draw_pupils(struct transport *t, uint64_t *state, double share)
{
    int64_t sum = 0;
    for (int32_t z = 0; z < t->zones; z++) {
        double chance = transport_share(state);
        int64_t pupils = (int64_t)(transport_draw(state) % (TRANSPORT_MOST_PUPILS + 1));
        if (chance < share) t->supply[z] = pupils;
        sum += t->supply[z];
    }
    t->supply[t->zones + t->schools] = -sum;
}

static inline struct transport transport_make(int32_t zones, int32_t schools, int32_t nearest,
                                              uint64_t seed)
{
    struct transport t = { .zones = zones, .schools = schools, .nearest = nearest };
    uint64_t state = seed;
    if (t.nearest > schools) t.nearest = schools;
    size_t arcs = (size_t)zones * (size_t)(t.nearest + 1) + (size_t)schools * TRANSPORT_LAYERS;
    size_t nodes = (size_t)zones + (size_t)schools + 1;
    t.from = transport_take(arcs, sizeof *t.from);
    t.to = transport_take(arcs, sizeof *t.to);
    t.capacity = transport_take(arcs, sizeof *t.capacity);
    t.cost = transport_take(arcs, sizeof *t.cost);
    t.supply = transport_take(nodes, sizeof *t.supply);

    int32_t towns = zones / 500 + 3, end = zones + schools;
    double side = 1000.0 * sqrt((double)schools),
           *town = transport_take(2 * (size_t)towns, sizeof *town);
    for (int32_t i = 0; i < 2 * towns; i++)
        town[i] = side * transport_share(&state);
    struct transport_points places = transport_scatter(&state, schools, side, towns, town);
    struct transport_points homes = transport_scatter(&state, zones, side, towns, town);
    struct transport_grid grid = transport_sort(&places, side);
    int32_t *school = transport_take((size_t)t.nearest, sizeof *school);
    double *way = transport_take((size_t)t.nearest, sizeof *way);
    for (int32_t z = 0; z < zones; z++) {
        for (int32_t k = 0; k < t.nearest; k++)
            school[k] = -1;
        transport_nearest(&grid, &places, homes.x[z], homes.y[z], t.nearest, school, way);
        for (int32_t k = 0; k < t.nearest; k++)
            transport_arc(&t, z, zones + school[k], XW_FLOW_UNLIMITED, (int64_t)(way[k] + 0.5));
        transport_arc(&t, z, end, XW_FLOW_UNLIMITED, 1000000);
    }
    double mean = 0.5 * TRANSPORT_MOST_PUPILS * zones / schools;
    for (int32_t s = 0; s < schools; s++) {
        int64_t norm = (int64_t)(mean * (0.4 + transport_share(&state)));
        transport_arc(&t, zones + s, end, norm, 0);
        transport_arc(&t, zones + s, end, norm / 10, 800);
        transport_arc(&t, zones + s, end, norm / 5, 10000);
    }
    transport_draw_pupils(&t, &state, 1.0);
    t.net.nodes = (int32_t)nodes;
    t.net.from = t.from;
    t.net.to = t.to;
    t.net.capacity = t.capacity;
    t.net.cost = t.cost;
    t.net.supply = t.supply;
    free(town);
    free(places.x);
    free(places.y);
    free(homes.x);
    free(homes.y);
    free(grid.start);
    free(grid.school);
    free(school);
    free(way);
    return t;
}

/* Other pupils in a share of the zones. */
static inline void transport_change(struct transport *t, double share, uint64_t seed)
{
    uint64_t state = seed;
    transport_draw_pupils(t, &state, share);
}

static inline void transport_free(struct transport *t)
{
    free(t->from);
    free(t->to);
    free(t->capacity);
    free(t->cost);
    free(t->supply);
    *t = (struct transport){ 0 };
}

#endif
