/* Places by moves. Every pupil is sent the cheapest way first; where a division gets more than it has
 * places at its cheapest price, those over move on by the cheapest chain: one of them takes the next
 * dearer layer, or goes to another division, whose place may cost somebody there a move in turn, or
 * stays unplaced. Prices of divisions rise with every chain so that nobody has a cheaper way: successive
 * shortest paths between divisions, found from one overfull division at a time (Dijkstra; Ahuja, Magnanti
 * and Orlin 1993, Network Flows, section 9.7). As a rule few divisions are overfull, and near one
 * another, so that this reads little more than every way once.
 *
 * Of several cheapest placements the one is taken in which a zone goes the first of its equal ways, if
 * there are free places at their ends. Where that leaves more than one, the network simplex has to choose.
 * A division without places changes no step of all this. */
#include "seating_parts.h"
#include <string.h>

/* Ways and prices of sums below DEAREST x 4 are handled, and MOST_PUPILS in all: no sum overflows. */
#define DEAREST     ((int64_t)1 << 40)
#define NEVER       ((int64_t)1 << 60)
#define MOST_PUPILS ((int64_t)1 << 20)

enum {
    UNLISTED = -2, /* of a way that is on no list; XW_NONE ends one */
    ZONE_WORK =
        16,       /* to look at a zone's ways takes about as long as to look at so many divisions */
    PATIENCE = 40 /* the simplex takes about as long as looking at the ways of all zones so often */
};

struct division {
    int64_t next; /* the price of the layer with the next free place; NEVER: none is free */
    int64_t room; /* free places in that layer */
    int64_t over; /* pupils who are there without a place */
    int32_t layer;
    int32_t first; /* a list of ways with pupils, in moves.after */
    /* the search */
    int32_t search; /* the number of the search that met it last */
    bool done;
    int64_t far;             /* the price of coming here from the overfull division */
    int32_t left_by, way_in; /* a pupil leaves way left_by for way_in, which ends here */
};

struct moves {
    const struct xw_seating_problem *of;
    int64_t *price;            /* [divisions] NEVER without places */
    int32_t *begin, *end;      /* [zones] of those with seekers: their ways */
    int32_t *choice;           /* [zones] the cheapest way, or XW_NONE */
    int32_t *unplaced;         /* [zones] */
    struct division *division; /* [divisions] */
    int32_t *placed, *after;   /* [ways] pupils; the next way of the division's list */
    int32_t *met, met_count;   /* [divisions] met in this search */
    int32_t search;
    int64_t work; /* zones and divisions looked at in searches */
};

/* --- the first choice ------------------------------------------------------------------------ */

/* The first row from `from` on whose zone is not below `zone`; rows are in order of zone. */
static int32_t first_way(const struct xw_seating_arcs *arcs, int32_t from, int32_t zone)
{
    int64_t count = arcs->count, below = from, step = 1;
    if (from == count || arcs->zone[from] >= zone) return from;
    for (; below + step < count && arcs->zone[below + step] < zone; step *= 2)
        below += step;
    int64_t above = below + step < count ? below + step : count;
    while (above - below > 1) {
        int64_t middle = (below + above) / 2;
        if (arcs->zone[middle] < zone)
            below = middle;
        else
            above = middle;
    }
    return (int32_t)above;
}

/* The cheapest way of every zone, the first of equals; what is dearer than being unplaced is not gone.
 */
static void choose(struct moves *m)
{
    const struct xw_seating_problem *p = m->of;
    const int32_t *zone = p->arcs->zone, *division = p->arcs->division, count = p->arcs->count;
    const int64_t *cost = p->arcs->cost_m, *price = m->price;
    int32_t a = 0;
    for (int32_t z = 0; z < p->zones; z++) {
        if (p->seekers[z] == 0) continue;
        int64_t least = p->costs->unplaced_m;
        int32_t best = XW_NONE;
        m->begin[z] = a = first_way(p->arcs, a, z);
        for (; a < count && zone[a] == z; a++) {
            int64_t pays = cost[a] + price[division[a]];
            if (pays < least) {
                least = pays;
                best = a;
            }
        }
        m->end[z] = a;
        m->choice[z] = best;
        m->unplaced[z] = best == XW_NONE ? p->seekers[z] : 0;
        if (best != XW_NONE) m->division[division[best]].over += p->seekers[z];
    }
}

/* Go on to the next layer that has places. */
static void open_layer(const struct moves *m, int32_t d)
{
    struct division *here = &m->division[d];
    while (here->room == 0 && here->layer < XW_LAYERS) {
        here->layer++;
        if (here->layer < XW_LAYERS) here->room = m->of->places[d][here->layer];
    }
    here->next =
        here->layer < XW_LAYERS ? xw_seating_layer_price(m->of->costs, here->layer) : NEVER;
}

static void open_divisions(struct moves *m)
{
    for (int32_t d = 0; d < m->of->divisions; d++) {
        m->division[d].first = XW_NONE;
        m->division[d].room = m->of->places[d][XW_LAYER_NORM];
        open_layer(m, d);
        m->price[d] = m->division[d].next;
    }
}

/* Whether all have a place where they would go first, and one place in every division more. */
static bool all_fit(const struct moves *m)
{
    for (int32_t d = 0; d < m->of->divisions; d++)
        if (m->division[d].over > 0 && m->division[d].over >= m->division[d].room) return false;
    return true;
}

/* --- moves ----------------------------------------------------------------------------------- */

static void sit(const struct moves *m, int32_t d, int64_t pupils)
{
    m->division[d].room -= pupils;
    m->division[d].over -= pupils;
    open_layer(m, d);
}

static void put(struct moves *m, int32_t way, int32_t pupils)
{
    struct division *there = &m->division[m->of->arcs->division[way]];
    m->placed[way] += pupils;
    if (m->after[way] != UNLISTED) return;
    m->after[way] = there->first;
    there->first = way;
}

static void send_all(struct moves *m)
{
    const struct xw_seating_problem *p = m->of;
    for (int32_t z = 0; z < p->zones; z++)
        if (p->seekers[z] > 0 && m->choice[z] != XW_NONE) put(m, m->choice[z], p->seekers[z]);
    for (int32_t d = 0; d < p->divisions; d++) {
        const struct division *here = &m->division[d];
        if (here->over > 0) sit(m, d, here->over < here->room ? here->over : here->room);
    }
}

static void reach(struct moves *m, int32_t d, int64_t far, int32_t left_by, int32_t way_in)
{
    struct division *there = &m->division[d];
    if (there->search != m->search) {
        there->search = m->search;
        there->done = false;
        m->met[m->met_count++] = d;
    } else if (there->done || far >= there->far) {
        return;
    }
    there->far = far;
    there->left_by = left_by;
    there->way_in = way_in;
}

/* The nearest division not yet done, XW_NONE when there is none. */
static int32_t nearest(struct moves *m)
{
    int32_t best = XW_NONE;
    for (int32_t i = 0; i < m->met_count; i++) {
        const struct division *d = &m->division[m->met[i]];
        if (!d->done && (best == XW_NONE || d->far < m->division[best].far)) best = m->met[i];
    }
    m->work += m->met_count;
    return best;
}

/* A chain of moves ends in a division with a free place, or when a pupil there gives up its way. */
struct chain {
    int32_t end, given_up;
    int64_t price;
};

/* Where pupils of d could go instead: no way is followed whose end is as far as the chain is. */
static void look_on(struct moves *m, int32_t d, struct chain *chain)
{
    const struct xw_seating_arcs *arcs = m->of->arcs;
    const int64_t *cost = arcs->cost_m, *price = m->price, unplaced_m = m->of->costs->unplaced_m;
    struct division *here = &m->division[d];
    here->done = true;
    if (here->next != NEVER && here->far + here->next - price[d] < chain->price)
        *chain = (struct chain){ d, XW_NONE, here->far + here->next - price[d] };
    for (int32_t *link = &here->first; *link != XW_NONE;) {
        int32_t way = *link, end = m->end[arcs->zone[way]];
        if (m->placed[way] == 0) {
            *link = m->after[way];
            m->after[way] = UNLISTED;
            continue;
        }
        int64_t before = here->far - cost[way] - price[d];
        if (before + unplaced_m < chain->price)
            *chain = (struct chain){ d, way, before + unplaced_m };
        for (int32_t a = m->begin[arcs->zone[way]]; a < end; a++) {
            int64_t far = before + cost[a] + price[arcs->division[a]];
            if (far < chain->price) reach(m, arcs->division[a], far, way, a);
        }
        m->work += ZONE_WORK;
        link = &m->after[way];
    }
}

/* The cheapest chain from division `from`. The prices of all that are nearer than its end rise by what
 * they are nearer, so that it costs nothing afterwards. */
static struct chain find_chain(struct moves *m, int32_t from)
{
    struct chain chain = { XW_NONE, XW_NONE, NEVER };
    m->search++;
    m->met_count = 0;
    reach(m, from, 0, XW_NONE, XW_NONE);
    for (int32_t d; (d = nearest(m)) != XW_NONE && m->division[d].far < chain.price;)
        look_on(m, d, &chain);
    for (int32_t i = 0; i < m->met_count; i++) {
        const struct division *d = &m->division[m->met[i]];
        if (d->done) m->price[m->met[i]] += chain.price - d->far;
    }
    return chain;
}

/* Move as many pupils along the chain as there are over, on its ways, and free at its end. */
static void move(struct moves *m, int32_t from, const struct chain *chain)
{
    const struct xw_seating_arcs *arcs = m->of->arcs;
    int64_t pupils = m->division[from].over;
    int64_t room =
        chain->given_up == XW_NONE ? m->division[chain->end].room : m->placed[chain->given_up];
    if (room < pupils) pupils = room;
    for (int32_t d = chain->end; d != from; d = arcs->division[m->division[d].left_by])
        if (m->placed[m->division[d].left_by] < pupils) pupils = m->placed[m->division[d].left_by];

    for (int32_t d = chain->end; d != from; d = arcs->division[m->division[d].left_by]) {
        m->placed[m->division[d].left_by] -= (int32_t)pupils;
        put(m, m->division[d].way_in, (int32_t)pupils);
    }
    m->division[from].over -= pupils;
    if (chain->given_up != XW_NONE) {
        m->placed[chain->given_up] -= (int32_t)pupils;
        m->unplaced[arcs->zone[chain->given_up]] += (int32_t)pupils;
    } else {
        m->division[chain->end].over += pupils;
        sit(m, chain->end, pupils);
    }
}

/* False when it takes long. */
static bool move_all(struct moves *m)
{
    int64_t most = 0;
    for (int32_t z = 0; z < m->of->zones; z++)
        most += m->of->seekers[z] > 0 ? PATIENCE * ZONE_WORK : 0;
    for (int32_t d = 0; d < m->of->divisions; d++)
        while (m->division[d].over > 0) {
            struct chain chain = find_chain(m, d);
            move(m, d, &chain);
            if (m->work > most) return false;
        }
    return true;
}

/* --- is it the only one? --------------------------------------------------------------------- */

static int32_t root_of(int32_t *parent, int32_t v)
{
    while (parent[v] != v)
        v = parent[v] = parent[parent[v]];
    return v;
}

static bool join(int32_t *parent, int32_t one, int32_t other)
{
    int32_t u = root_of(parent, one), v = root_of(parent, other);
    parent[u] = v;
    return u != v;
}

/* Pupils could come without anybody else's having to move. */
static bool has_room(const struct moves *m, int32_t d)
{
    return m->division[d].next == m->price[d];
}

/* The ways of a zone that cost it least join where they lead; so does being unplaced, if that costs no
 * more. Where all go the first, ways to free places are as good and are not gone. False when two were
 * joined already. */
static bool join_ways(const struct moves *m, int32_t zone, int32_t *parent, int32_t outside)
{
    const struct xw_seating_arcs *arcs = m->of->arcs;
    int64_t least = m->of->costs->unplaced_m;
    int32_t first = XW_NONE, others = 0;
    for (int32_t a = m->begin[zone]; a < m->end[zone]; a++) {
        int64_t pays = arcs->cost_m[a] + m->price[arcs->division[a]];
        if (pays > least) continue;
        others = pays < least || first == XW_NONE ? 0 : others + 1;
        if (pays < least || first == XW_NONE) first = a;
        least = pays;
    }
    if (first == XW_NONE) return true;
    int32_t home = arcs->division[first];
    bool all = m->placed[first] == m->of->seekers[zone] && has_room(m, home);
    if (least == m->of->costs->unplaced_m && !join(parent, outside, home)) return false;
    for (int32_t a = first + 1; others > 0; a++) {
        int32_t d = arcs->division[a];
        if (arcs->cost_m[a] + m->price[d] != least) continue;
        others--;
        if (!(all && has_room(m, d)) && !join(parent, home, d)) return false;
    }
    return true;
}

/* Another placement as cheap differs from this one by pupils who move round a circle of ways, layers
 * and being unplaced, at no cost. Where what costs nothing joins no circle, there is none, but for zones
 * that go the first of equal ways. Joined are
 * divisions and the outside, which is where layers of a division's own price and being unplaced lead. */
static bool is_only_one(struct moves *m)
{
    const struct xw_seating_problem *p = m->of;
    int32_t *parent = m->met, outside = p->divisions;
    for (int32_t d = 0; d <= p->divisions; d++)
        parent[d] = d;
    for (int32_t d = 0; d < p->divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (p->places[d][layer] > 0 && xw_seating_layer_price(p->costs, layer) == m->price[d])
                parent[d] = outside;
    for (int32_t z = 0; z < p->zones; z++)
        if (p->seekers[z] > 0 && !join_ways(m, z, parent, outside)) return false;
    return true;
}

/* --- the door -------------------------------------------------------------------------------- */

/* Rows in order of zone, costs and pupils that can be added without overflow. The loop over rows has no
 * way out, so that it runs over several at a time. */
static bool can_be_moved(const struct xw_seating_problem *p)
{
    const struct xw_seating_arcs *arcs = p->arcs;
    uint64_t sizes = (uint64_t)p->costs->unplaced_m;
    int64_t pupils = 0;
    int back = 0;
    for (int32_t a = 1; a < arcs->count; a++)
        back |= arcs->zone[a] < arcs->zone[a - 1];
    for (int32_t a = 0; a < arcs->count; a++)
        sizes |= (uint64_t)arcs->cost_m[a] + (uint64_t)DEAREST;
    for (int32_t z = 0; z < p->zones; z++)
        pupils += p->seekers[z];
    return !back && sizes < 2 * (uint64_t)DEAREST && pupils <= MOST_PUPILS;
}

static enum xw_status take(struct moves *m, struct xw_arena *scratch)
{
    const struct xw_seating_problem *p = m->of;
    m->price = XW_TAKE_RAW(scratch, p->divisions, int64_t);
    m->begin = XW_TAKE_RAW(scratch, p->zones, int32_t);
    m->end = XW_TAKE_RAW(scratch, p->zones, int32_t);
    m->choice = XW_TAKE_RAW(scratch, p->zones, int32_t);
    m->unplaced = XW_TAKE(scratch, p->zones, int32_t);
    m->division = XW_TAKE(scratch, p->divisions, struct division);
    return m->price == NULL || m->begin == NULL || m->end == NULL || m->choice == NULL ||
                   m->unplaced == NULL || m->division == NULL
               ? XW_NO_MEMORY
               : XW_OK;
}

/* What moves need beside. */
static enum xw_status take_ways(struct moves *m, struct xw_arena *scratch)
{
    int32_t ways = m->of->arcs->count;
    m->met = XW_TAKE_RAW(scratch, (ptrdiff_t)m->of->divisions + 1, int32_t);
    m->placed = XW_TAKE(scratch, ways, int32_t);
    m->after = XW_TAKE_RAW(scratch, ways, int32_t);
    if (m->met == NULL || m->placed == NULL || m->after == NULL) return XW_NO_MEMORY;
    for (int32_t a = 0; a < ways; a++)
        m->after[a] = UNLISTED;
    return XW_OK;
}

static void copy(void *to, const void *from, int32_t count, size_t size)
{
    if (count > 0) memcpy(to, from, (size_t)count * size);
}

static void place_all(const struct moves *m, int32_t *placed)
{
    const struct xw_seating_problem *p = m->of;
    if (p->arcs->count > 0) memset(placed, 0, (size_t)p->arcs->count * sizeof *placed);
    for (int32_t z = 0; z < p->zones; z++)
        if (p->seekers[z] > 0 && m->choice[z] != XW_NONE) placed[m->choice[z]] = p->seekers[z];
}

enum xw_status xw_seating_by_moves(struct xw_arena scratch, const struct xw_seating_problem *p,
                                   struct xw_seating_answer *answer, bool *settled)
{
    struct moves m = { .of = p };
    *settled = false;
    if (!can_be_moved(p)) return XW_OK;
    enum xw_status status = take(&m, &scratch);
    if (status != XW_OK) return status;
    open_divisions(&m);
    choose(&m);
    if (all_fit(&m)) {
        place_all(&m, answer->placed);
    } else {
        status = take_ways(&m, &scratch);
        if (status != XW_OK) return status;
        send_all(&m);
        if (!move_all(&m) || !is_only_one(&m)) return XW_OK;
        copy(answer->placed, m.placed, p->arcs->count, sizeof *m.placed);
    }
    copy(answer->unplaced, m.unplaced, p->zones, sizeof *m.unplaced);
    copy(answer->price, m.price, p->divisions, sizeof *m.price);
    *settled = true;
    return XW_OK;
}
