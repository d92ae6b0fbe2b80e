#include "xuewei/rounding_paths.h"
#include "xuewei/stages.h"
#include <string.h>

enum { MOST_COLUMNS = 512, MOST_PAIRS_OF_A_CELL = 16 };

/* Two cells of a row, of which one may go down for the other: from up, to not. A pair stands in the heap
 * of its edge while it may; when its cells have changed meanwhile it is dropped as it comes up. */
struct pair {
    int64_t cost;
    int32_t from, to; /* cells */
};

/* From one column to another: the cheapest swap of all rows is at the top of the heap. */
struct edge {
    int32_t from, to;        /* columns */
    int32_t heap_at, queued; /* heap[heap_at .. heap_at + queued) of pairs */
};

struct paths {
    const struct xw_rounding_choice *c;
    uint8_t *up;
    int32_t *row; /* [cells] */
    int32_t
        *pair_at; /* [cells] pairs in which the cell goes down: one for every other cell of its row,
                         in their order */
    struct pair *pair;
    uint8_t *queued; /* [pairs] in the heap */
    int32_t *heap;
    int32_t *number; /* [columns * columns] the edge from one column to another */
    int32_t edges;
    struct edge *edge;
    int32_t *leaving; /* [columns + 1] edges ordered by where they come from */

    /* The last node is the sink: what a column passes on to it stays between its bounds. */
    int32_t nodes;
    int32_t *passed; /* [columns] to the sink */
    int32_t *excess; /* [nodes] */

    int64_t *reach; /* [nodes] cost of the shortest path so far */
    int32_t *before, *by, *line;
    uint8_t *known, *in_line;
};

static int64_t pairs_of(const struct xw_rounding_choice *c)
{
    int64_t pairs = 0;
    for (int32_t r = 0; r < c->rows; r++) {
        int64_t cells = c->start[r + 1] - c->start[r];
        pairs += cells * (cells - 1);
    }
    return pairs;
}

bool xw_rounding_paths_suit(const struct xw_rounding_choice *c)
{
    return c->columns <= MOST_COLUMNS &&
           pairs_of(c) <= (int64_t)MOST_PAIRS_OF_A_CELL * c->start[c->rows];
}

static bool take(struct paths *p, struct xw_arena *scratch)
{
    const struct xw_rounding_choice *c = p->c;
    int32_t columns = c->columns, cells = c->start[c->rows];
    ptrdiff_t pairs = (ptrdiff_t)pairs_of(c);
    p->nodes = columns + 1;
    p->row = XW_TAKE_RAW(scratch, cells, int32_t);
    p->pair_at = XW_TAKE_RAW(scratch, cells, int32_t);
    p->pair = XW_TAKE_RAW(scratch, pairs, struct pair);
    p->queued = XW_TAKE(scratch, pairs, uint8_t);
    p->number = XW_TAKE(scratch, (ptrdiff_t)columns * columns, int32_t);
    p->heap = XW_TAKE_RAW(scratch, pairs, int32_t);
    p->edge = XW_TAKE_RAW(scratch, pairs, struct edge);
    p->leaving = XW_TAKE(scratch, (ptrdiff_t)columns + 2, int32_t);
    p->passed = XW_TAKE(scratch, columns, int32_t);
    p->excess = XW_TAKE(scratch, p->nodes, int32_t);
    p->reach = XW_TAKE_RAW(scratch, p->nodes, int64_t);
    p->before = XW_TAKE_RAW(scratch, p->nodes, int32_t);
    p->by = XW_TAKE_RAW(scratch, p->nodes, int32_t);
    p->line = XW_TAKE_RAW(scratch, p->nodes, int32_t);
    p->known = XW_TAKE(scratch, p->nodes, uint8_t);
    p->in_line = XW_TAKE(scratch, p->nodes, uint8_t);
    return p->row != NULL && p->pair_at != NULL && p->pair != NULL && p->queued != NULL &&
           p->number != NULL && p->heap != NULL && p->edge != NULL && p->leaving != NULL &&
           p->passed != NULL && p->excess != NULL && p->reach != NULL && p->before != NULL &&
           p->by != NULL && p->line != NULL && p->known != NULL && p->in_line != NULL;
}

/* Every row takes its cheapest cells, of equal ones the first. */
static void take_cheapest(struct paths *p)
{
    const struct xw_rounding_choice *c = p->c;
    for (int32_t r = 0; r < c->rows; r++) {
        memset(p->up + c->start[r], 0, (size_t)(c->start[r + 1] - c->start[r]));
        for (int32_t k = 0; k < c->wanted[r]; k++) {
            int32_t best = XW_NONE;
            for (int32_t i = c->start[r]; i < c->start[r + 1]; i++)
                if (!p->up[i] && (best == XW_NONE || c->cost[i] < c->cost[best])) best = i;
            p->up[best] = 1;
        }
    }
}

static bool may_swap(const struct paths *p, const struct pair *pair)
{
    return p->up[pair->from] && !p->up[pair->to];
}

/* ---- heaps of pairs ---- */

static bool comes_first(const struct paths *p, int32_t a, int32_t b)
{
    return p->pair[a].cost != p->pair[b].cost ? p->pair[a].cost < p->pair[b].cost : a < b;
}

static void sink_down(const struct paths *p, const struct edge *e, int32_t at)
{
    int32_t *heap = p->heap + e->heap_at, moving = heap[at];
    for (int32_t child; (child = 2 * at + 1) < e->queued; at = child) {
        if (child + 1 < e->queued && comes_first(p, heap[child + 1], heap[child])) child++;
        if (!comes_first(p, heap[child], moving)) break;
        heap[at] = heap[child];
    }
    heap[at] = moving;
}

/* The pair in which cell `from` goes down for cell `to` of its row; written where it is not known yet. */
static int32_t pair_of(struct paths *p, int32_t from, int32_t to)
{
    int32_t first = p->c->start[p->row[from]], pair = p->pair_at[from] + to - first - (to > from);
    p->pair[pair] = (struct pair){ p->c->cost[to] - p->c->cost[from], from, to };
    return pair;
}

static struct edge *edge_of(struct paths *p, int32_t from, int32_t to)
{
    const int32_t *column = p->c->column;
    return &p->edge[p->number[column[from] * p->c->columns + column[to]]];
}

static void queue(struct paths *p, int32_t from, int32_t to)
{
    int32_t pair = pair_of(p, from, to);
    if (p->queued[pair]) return;
    p->queued[pair] = 1;
    struct edge *e = edge_of(p, from, to);
    int32_t *heap = p->heap + e->heap_at, at = e->queued++;
    for (int32_t parent; at > 0; at = parent) {
        parent = (at - 1) / 2;
        if (!comes_first(p, pair, heap[parent])) break;
        heap[at] = heap[parent];
    }
    heap[at] = pair;
}

/* The cheapest swap of an edge, XW_NONE without one. */
static int32_t cheapest(struct paths *p, struct edge *e)
{
    int32_t *heap = p->heap + e->heap_at;
    while (e->queued > 0 && !may_swap(p, &p->pair[heap[0]])) {
        p->queued[heap[0]] = 0;
        heap[0] = heap[--e->queued];
        if (e->queued > 1) sink_down(p, e, 0);
    }
    return e->queued == 0 ? XW_NONE : heap[0];
}

/* ---- the graph of columns ---- */

/* Edges of the pairs, ordered by where they come from, and room for the heap of each. */
static void lay_edges(struct paths *p)
{
    const struct xw_rounding_choice *c = p->c;
    int32_t columns = c->columns, pairs = 0;
    for (int32_t r = 0; r < c->rows; r++)
        for (int32_t a = c->start[r]; a < c->start[r + 1]; a++) {
            int32_t *of_column = p->number + c->column[a] * columns;
            p->row[a] = r;
            p->pair_at[a] = pairs;
            pairs += c->start[r + 1] - c->start[r] - 1;
            for (int32_t b = c->start[r]; b < c->start[r + 1]; b++)
                of_column[c->column[b]]++;
            of_column[c->column[a]]--;
        }
    for (int32_t from = 0, heap_at = 0; from < columns; from++) {
        p->leaving[from] = p->edges;
        for (int32_t to = 0; to < columns; to++) {
            int32_t *n = &p->number[from * columns + to];
            if (*n == 0) continue;
            p->edge[p->edges] = (struct edge){ from, to, heap_at, 0 };
            heap_at += *n;
            *n = p->edges++;
        }
    }
    p->leaving[columns] = p->edges;
}

/* The swaps that are possible at the start. */
static void fill_heaps(struct paths *p)
{
    const struct xw_rounding_choice *c = p->c;
    for (int32_t r = 0; r < c->rows; r++)
        for (int32_t a = c->start[r]; a < c->start[r + 1]; a++)
            for (int32_t b = c->start[r]; p->up[a] && b < c->start[r + 1]; b++) {
                if (p->up[b]) continue;
                struct edge *e = edge_of(p, a, b);
                int32_t pair = pair_of(p, a, b);
                p->heap[e->heap_at + e->queued++] = pair;
                p->queued[pair] = 1;
            }
    for (int32_t e = 0; e < p->edges; e++)
        for (int32_t at = p->edge[e].queued / 2 - 1; at >= 0; at--)
            sink_down(p, &p->edge[e], at);
}

/* A column passes on what its bounds allow; what it has beyond or lacks is its excess. */
static void balance(struct paths *p)
{
    const struct xw_rounding_choice *c = p->c;
    int32_t sink = c->columns;
    for (int32_t i = 0; i < c->start[c->rows]; i++)
        p->excess[c->column[i]] += p->up[i];
    for (int32_t k = 0; k < c->columns; k++) {
        int32_t has = p->excess[k];
        p->passed[k] = has < c->low[k] ? c->low[k] : has > c->high[k] ? c->high[k] : has;
        p->excess[k] -= p->passed[k];
        p->excess[sink] += p->passed[k];
    }
    for (int32_t r = 0; r < c->rows; r++)
        p->excess[sink] -= c->wanted[r];
}

static void reach(struct paths *p, int32_t node, int64_t cost, int32_t before, int32_t by,
                  int32_t *end, int32_t *length)
{
    if (p->known[node] && p->reach[node] <= cost) return;
    p->known[node] = 1;
    p->reach[node] = cost;
    p->before[node] = before;
    p->by[node] = by;
    if (p->in_line[node]) return;
    p->in_line[node] = 1;
    p->line[*end] = node;
    *end = *end + 1 == p->nodes ? 0 : *end + 1;
    ++*length;
}

/* The shortest paths from a node: nodes whose reach fell stand in line (Moore 1959). Swaps may cost less
 * than nothing, but no way around does. */
static void find_paths(struct paths *p, int32_t from)
{
    const struct xw_rounding_choice *c = p->c;
    int32_t sink = c->columns, begin = 0, end = 0, length = 0;
    memset(p->known, 0, (size_t)p->nodes);
    reach(p, from, 0, XW_NONE, XW_NONE, &end, &length);
    while (length > 0) {
        int32_t node = p->line[begin];
        begin = begin + 1 == p->nodes ? 0 : begin + 1;
        length--;
        p->in_line[node] = 0;
        int64_t here = p->reach[node];
        if (node == sink) {
            for (int32_t k = 0; k < c->columns; k++)
                if (p->passed[k] > c->low[k]) reach(p, k, here, sink, XW_NONE, &end, &length);
            continue;
        }
        if (p->passed[node] < c->high[node]) reach(p, sink, here, node, XW_NONE, &end, &length);
        for (int32_t e = p->leaving[node]; e < p->leaving[node + 1]; e++) {
            int32_t best = cheapest(p, &p->edge[e]);
            if (best != XW_NONE)
                reach(p, p->edge[e].to, here + p->pair[best].cost, node, e, &end, &length);
        }
    }
}

/* One cell goes down and another of its row up: the row has other swaps now. */
static void swap(struct paths *p, struct pair pair)
{
    const struct xw_rounding_choice *c = p->c;
    int32_t row = p->row[pair.from];
    p->up[pair.from] = 0;
    p->up[pair.to] = 1;
    for (int32_t i = c->start[row]; i < c->start[row + 1]; i++) {
        if (p->up[i] && i != pair.from) queue(p, i, pair.from);
        if (!p->up[i] && i != pair.to) queue(p, pair.to, i);
    }
}

/* The nearest node that lacks something; XW_NONE when none can be reached. */
static int32_t nearest_lack(const struct paths *p)
{
    int32_t best = XW_NONE;
    for (int32_t k = 0; k < p->nodes; k++)
        if (p->excess[k] < 0 && p->known[k] && (best == XW_NONE || p->reach[k] < p->reach[best]))
            best = k;
    return best;
}

/* One unit goes the path that find_paths has found. */
static void send(struct paths *p, int32_t from, int32_t to)
{
    int32_t sink = p->c->columns;
    p->excess[from]--;
    p->excess[to]++;
    for (int32_t node = to; node != from; node = p->before[node]) {
        if (node == sink)
            p->passed[p->before[node]]++;
        else if (p->before[node] == sink)
            p->passed[node]--;
        else
            swap(p, p->pair[cheapest(p, &p->edge[p->by[node]])]);
    }
}

enum xw_status xw_rounding_paths(struct xw_arena scratch, const struct xw_rounding_choice *choice,
                                 uint8_t *up)
{
    struct paths p = { .c = choice, .up = up };
    if (!take(&p, &scratch)) return XW_NO_MEMORY;
    take_cheapest(&p);
    lay_edges(&p);
    fill_heaps(&p);
    balance(&p);
    for (int32_t from = 0; from < p.nodes; from++)
        while (p.excess[from] > 0) {
            find_paths(&p, from);
            int32_t to = nearest_lack(&p);
            if (to == XW_NONE) return XW_FLOW_INFEASIBLE;
            send(&p, from, to);
        }
    return XW_OK;
}
