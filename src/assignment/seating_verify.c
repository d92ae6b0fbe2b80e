/* The certificate of a placement: nothing here is shared with what found it, and sums are taken in 128
 * bits. */
#include "seating_parts.h"

__extension__ typedef __int128 wide;

/* The price of a division without places: above all that solvers take, and still to be added to. */
#define CLOSED (INT64_MAX / 2)

struct ledger {
    int64_t *price; /* [divisions] */
    int64_t *load;  /* [divisions] pupils */
    wide paid;
};

static bool has_places(const int32_t places[XW_LAYERS])
{
    return places[XW_LAYER_NORM] > 0 || places[XW_LAYER_STRETCH] > 0 ||
           places[XW_LAYER_OVERRUN] > 0;
}

/* What a division's pupils pay in its layers, the cheapest first; false when they are too many. */
static bool pay_layers(const struct xw_seating_costs *costs, const int32_t places[XW_LAYERS],
                       int64_t pupils, wide *cost)
{
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        int64_t here = pupils < places[layer] ? pupils : places[layer];
        *cost += (wide)here * xw_seating_layer_price(costs, layer);
        pupils -= here;
    }
    return pupils == 0;
}

/* What the places of a division are worth at its price above their own. */
static wide worth_of(const struct xw_seating_costs *costs, const int32_t places[XW_LAYERS],
                     int64_t price)
{
    wide worth = 0;
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        wide above = (wide)price - xw_seating_layer_price(costs, layer);
        if (above > 0) worth += above * places[layer];
    }
    return worth;
}

/* The ways of one zone from `a` on, to before *end. Pupils on them are taken from *pupils; into *least what
 * the cheapest costs, if that is less. False when a law is broken. */
static bool read_ways(struct ledger *l, const struct xw_seating_arcs *arcs, const int32_t *placed,
                      int32_t a, int32_t *end, int32_t *pupils, int64_t *least)
{
    const int32_t zone = arcs->zone[a];
    int64_t lowest = *least;
    for (; a < arcs->count && arcs->zone[a] == zone; a++) {
        int32_t d = arcs->division[a];
        int64_t pays;
        if (__builtin_add_overflow(arcs->cost_m[a], l->price[d], &pays)) {
            if (l->price[d] < 0) return false;
            pays = INT64_MAX;
        }
        if (pays < lowest) lowest = pays;
        if (placed[a] == 0) continue;
        if (placed[a] < 0 || placed[a] > *pupils) return false;
        *pupils -= placed[a];
        l->load[d] += placed[a];
        l->paid += (wide)placed[a] * arcs->cost_m[a];
    }
    *end = a;
    *least = lowest;
    return true;
}

/* Nobody goes the ways of a zone without seekers. */
static bool skip_ways(const struct xw_seating_arcs *arcs, const int32_t *placed, int32_t a,
                      int32_t *end)
{
    const int32_t zone = arcs->zone[a];
    int32_t any = 0;
    for (; a < arcs->count && arcs->zone[a] == zone; a++)
        any |= placed[a];
    *end = a;
    return any == 0;
}

enum xw_status xw_seating_verify(struct xw_arena scratch, const struct xw_seating_problem *p,
                                 const struct xw_seating_answer *answer, int64_t *cost)
{
    const struct xw_seating_arcs *arcs = p->arcs;
    struct ledger l = { .price = XW_TAKE_RAW(&scratch, p->divisions, int64_t),
                        .load = XW_TAKE(&scratch, p->divisions, int64_t) };
    int64_t *least = XW_TAKE_RAW(&scratch, p->zones, int64_t); /* what a pupil of the zone pays */
    int32_t *left = XW_TAKE_RAW(&scratch, p->zones, int32_t);  /* pupils not yet met on a way */
    if (l.price == NULL || l.load == NULL || least == NULL || left == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        if (answer->unplaced[z] < 0 || answer->unplaced[z] > p->seekers[z]) return XW_LAW_BROKEN;
        least[z] = p->costs->unplaced_m;
        left[z] = p->seekers[z] - answer->unplaced[z];
        if (answer->unplaced[z] > 0) l.paid += (wide)answer->unplaced[z] * p->costs->unplaced_m;
    }
    for (int32_t d = 0; d < p->divisions; d++)
        l.price[d] = has_places(p->places[d]) ? answer->price[d] : CLOSED;

    for (int32_t a = 0; a < arcs->count;) {
        int32_t z = arcs->zone[a];
        bool right = p->seekers[z] > 0
                         ? read_ways(&l, arcs, answer->placed, a, &a, &left[z], &least[z])
                         : skip_ways(arcs, answer->placed, a, &a);
        if (!right) return XW_LAW_BROKEN;
    }
    wide bound = 0;
    for (int32_t d = 0; d < p->divisions; d++) {
        if (!pay_layers(p->costs, p->places[d], l.load[d], &l.paid)) return XW_LAW_BROKEN;
        bound -= worth_of(p->costs, p->places[d], l.price[d]);
    }
    for (int32_t z = 0; z < p->zones; z++) {
        if (left[z] != 0) return XW_LAW_BROKEN;
        if (p->seekers[z] > 0) bound += (wide)p->seekers[z] * least[z];
    }
    if (l.paid != bound) return XW_LAW_BROKEN;
    if (l.paid < INT64_MIN || l.paid > INT64_MAX) return XW_FLOW_TOO_LARGE;
    *cost = (int64_t)l.paid;
    return XW_OK;
}
