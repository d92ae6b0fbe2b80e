#include "seating_parts.h"

static enum xw_status check(const struct xw_seating_problem *p)
{
    const struct xw_seating_arcs *arcs = p->arcs;
    const struct xw_seating_costs *costs = p->costs;
    if (p->zones < 0 || p->divisions < 0 || arcs->count < 0) return XW_OUT_OF_RANGE;
    /* The network has this many nodes and arcs, less what zones without seekers save. */
    int64_t size =
        2 * (int64_t)p->zones + (1 + XW_LAYERS) * (int64_t)p->divisions + 1 + arcs->count;
    if (size >= INT32_MAX) return XW_FLOW_TOO_LARGE;
    if (!(0 <= costs->stretch_m && costs->stretch_m <= costs->overrun_m &&
          costs->overrun_m <= costs->unplaced_m))
        return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < p->zones; z++)
        if (p->seekers[z] < 0) return XW_NEGATIVE;
    for (int32_t d = 0; d < p->divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (p->places[d][layer] < 0) return XW_NEGATIVE;
    uint32_t zones = (uint32_t)p->zones, divisions = (uint32_t)p->divisions;
    int outside = 0; /* no way out of the loop: it runs over several rows at a time */
    for (int32_t a = 0; a < arcs->count; a++)
        outside |= ((uint32_t)arcs->zone[a] >= zones) | ((uint32_t)arcs->division[a] >= divisions);
    return outside ? XW_OUT_OF_RANGE : XW_OK;
}

/* The price of the dearest layer in use, which one pupil less or one norm place more would save. */
static int64_t top_price(int64_t pupils, const int32_t places[XW_LAYERS],
                         const struct xw_seating_costs *costs)
{
    int64_t norm = places[XW_LAYER_NORM], stretch = norm + places[XW_LAYER_STRETCH];
    return pupils > stretch ? costs->overrun_m : pupils > norm ? costs->stretch_m : 0;
}

/* What one more place in each division saves: the longest chain of moves that it sets off. A place
 * saves the division's dearest layer, or what the saving of a pupil who comes is above the way; a
 * pupil who leaves saves the price of being unplaced, or the way and a place there. The flow is
 * optimal, so no chain gains by coming back to where it was, and the values settle (Bellman and
 * Ford). They are the exact one-sided prices: potentials of a degenerate tree could be any of
 * several. */
static void find_duals(const struct xw_seating_arcs *ways, const int32_t *placed, int64_t *leaver,
                       int64_t *place)
{
    for (bool settled = false; !settled;) {
        settled = true;
        for (int32_t a = 0; a < ways->count; a++) {
            int64_t *one = &leaver[ways->zone[a]], *here = &place[ways->division[a]];
            if (placed[a] > 0 && *one < ways->cost_m[a] + *here) {
                *one = ways->cost_m[a] + *here;
                settled = false;
            }
            if (*one != INT64_MIN && *here < *one - ways->cost_m[a]) {
                *here = *one - ways->cost_m[a];
                settled = false;
            }
        }
    }
}

enum xw_status xw_seating_solve(struct xw_arena scratch, int32_t zones, const int32_t *seekers,
                                int32_t divisions, const int32_t (*places)[XW_LAYERS],
                                const struct xw_seating_arcs *arcs,
                                const struct xw_seating_costs *costs, int32_t *placed,
                                int32_t *unplaced, int64_t *duals, int64_t *cost)
{
    const struct xw_seating_problem problem = { zones, seekers, divisions, places, arcs, costs };
    struct xw_seating_answer answer = { .placed = placed, .unplaced = unplaced };
    bool settled;
    enum xw_status status = check(&problem);
    if (status != XW_OK) return status;
    int64_t *leaver = XW_TAKE_RAW(&scratch, duals == NULL ? 0 : zones, int64_t);
    int64_t *pupils = XW_TAKE(&scratch, duals == NULL ? 0 : divisions, int64_t);
    answer.price = XW_TAKE_RAW(&scratch, divisions, int64_t);
    if (leaver == NULL || pupils == NULL || answer.price == NULL) return XW_NO_MEMORY;

    status = xw_seating_by_moves(scratch, &problem, &answer, &settled);
    if (status == XW_OK && !settled) status = xw_seating_by_network(scratch, &problem, &answer);
    if (status == XW_OK) status = xw_seating_verify(scratch, &problem, &answer, cost);
    if (status != XW_OK || duals == NULL) return status;

    for (int32_t a = 0; a < arcs->count; a++)
        pupils[arcs->division[a]] += placed[a];
    for (int32_t z = 0; z < zones; z++)
        leaver[z] = unplaced[z] > 0 ? costs->unplaced_m : INT64_MIN;
    for (int32_t d = 0; d < divisions; d++)
        duals[d] = top_price(pupils[d], places[d], costs);
    find_duals(arcs, placed, leaver, duals);
    return XW_OK;
}
