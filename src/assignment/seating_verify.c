/* The certificate of a placement: nothing here is shared with what found it, and sums are taken in 128
 * bits. */
#include "seating_parts.h"

__extension__ typedef __int128 wide;

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

enum xw_status xw_seating_verify(struct xw_arena scratch, const struct xw_seating_problem *p,
                                 const struct xw_seating_answer *answer, int64_t *cost)
{
    const struct xw_seating_arcs *arcs = p->arcs;
    const int32_t *placed = answer->placed;
    int64_t *load = XW_TAKE(&scratch, p->divisions, int64_t);
    int64_t *least = XW_TAKE_RAW(&scratch, p->zones, int64_t); /* what a pupil of the zone pays */
    int32_t *left = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    bool *open = XW_TAKE_RAW(&scratch, p->divisions, bool);
    if (load == NULL || least == NULL || left == NULL || open == NULL) return XW_NO_MEMORY;
    wide paid = 0, bound = 0;
    for (int32_t z = 0; z < p->zones; z++) {
        if (answer->unplaced[z] < 0 || answer->unplaced[z] > p->seekers[z]) return XW_LAW_BROKEN;
        least[z] = p->costs->unplaced_m;
        left[z] = p->seekers[z] - answer->unplaced[z];
        paid += (wide)answer->unplaced[z] * p->costs->unplaced_m;
    }
    for (int32_t d = 0; d < p->divisions; d++)
        open[d] = has_places(p->places[d]);

    for (int32_t a = 0; a < arcs->count; a++) {
        int32_t z = arcs->zone[a], d = arcs->division[a], pupils = placed[a];
        if (p->seekers[z] == 0 || !open[d]) {
            if (pupils != 0) return XW_LAW_BROKEN;
            continue;
        }
        int64_t pays;
        if (__builtin_add_overflow(arcs->cost_m[a], answer->price[d], &pays)) return XW_LAW_BROKEN;
        if (pays < least[z]) least[z] = pays;
        if (pupils == 0) continue;
        if (pupils < 0 || pupils > left[z]) return XW_LAW_BROKEN;
        left[z] -= pupils;
        load[d] += pupils;
        paid += (wide)pupils * arcs->cost_m[a];
    }
    for (int32_t d = 0; d < p->divisions; d++) {
        if (!pay_layers(p->costs, p->places[d], load[d], &paid)) return XW_LAW_BROKEN;
        if (open[d]) bound -= worth_of(p->costs, p->places[d], answer->price[d]);
    }
    for (int32_t z = 0; z < p->zones; z++) {
        if (left[z] != 0) return XW_LAW_BROKEN;
        bound += (wide)p->seekers[z] * least[z];
    }
    if (paid != bound) return XW_LAW_BROKEN;
    if (paid < INT64_MIN || paid > INT64_MAX) return XW_FLOW_TOO_LARGE;
    *cost = (int64_t)paid;
    return XW_OK;
}
