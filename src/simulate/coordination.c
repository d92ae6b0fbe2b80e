#include "xuewei/coordination.h"
#include <string.h>

/* The ways of a member's zone: to an own school at the price of the way alone. */
static void list_member(const struct xw_round *round, const struct xw_round_pool *pool,
                        int32_t member, struct xw_seating_arcs *out)
{
    const struct xw_entry_ways *ways = &round->ways;
    int32_t zone = pool->zone[member], tier = pool->tier[member];
    int32_t from = ways->start[zone], n = ways->start[zone + 1] - from, k = out->count;
    out->count += n;
    for (int32_t i = 0; i < n; i++)
        out->zone[k + i] = member;
    memcpy(out->division + k, ways->division + from, (size_t)n * sizeof *out->division);
    memcpy(out->cost_m + k, ways->coordinated_m + from, (size_t)n * sizeof *out->cost_m);
    memcpy(out->reason + k, ways->reason + from, (size_t)n);
    if (round->admission->tiers.tier[tier].right != XW_RIGHT_CATCHMENT) return;
    const struct xw_catchment_year *c = xw_round_catchment(round, tier);
    enum xw_reason own = xw_round_own_reason(round, zone, tier);
    for (int32_t i = 0, j = c->start[zone]; i < n && j < c->start[zone + 1]; i++) {
        while (j < c->start[zone + 1] && c->division[j] < ways->division[from + i])
            j++; /* both are by division */
        if (j == c->start[zone + 1] || c->division[j] != ways->division[from + i] ||
            ways->boarding[from + i])
            continue;
        out->cost_m[k + i] = ways->cost_m[from + i];
        if (out->reason[k + i] != XW_REASON_SPECIAL) out->reason[k + i] = (uint8_t)own;
    }
}

static enum xw_status list_ways(const struct xw_round *round, struct xw_arena *scratch,
                                const struct xw_round_pool *pool, struct xw_seating_arcs *out)
{
    const struct xw_entry_ways *ways = &round->ways;
    ptrdiff_t room = 0;
    for (int32_t m = 0; m < pool->count; m++)
        room += ways->start[pool->zone[m] + 1] - ways->start[pool->zone[m]];
    *out = (struct xw_seating_arcs){ .zone = XW_TAKE_RAW(scratch, room, int32_t),
                                     .division = XW_TAKE_RAW(scratch, room, int32_t),
                                     .cost_m = XW_TAKE_RAW(scratch, room, int64_t),
                                     .reason = XW_TAKE_RAW(scratch, room, uint8_t) };
    if (out->zone == NULL || out->division == NULL || out->cost_m == NULL || out->reason == NULL)
        return XW_NO_MEMORY;
    for (int32_t m = 0; m < pool->count; m++)
        list_member(round, pool, m, out);
    return XW_OK;
}

static enum xw_status coordinate(struct xw_round *round, struct xw_arena scratch, int32_t order,
                                 int32_t behind, unsigned rights, enum xw_layer top)
{
    struct xw_round_pool pool;
    struct xw_seating_arcs ways;
    enum xw_status status = xw_round_gather(round, &scratch, order, behind, rights, &pool);
    if (status != XW_OK || pool.count == 0) return status;
    status = list_ways(round, &scratch, &pool, &ways);
    return status == XW_OK ? xw_round_flow(round, scratch, &pool, &ways, top) : status;
}

/* As far as classes may grow in any school for the tiers of an order, of which all say the same. */
static enum xw_layer top_of(const struct xw_round *round, int32_t order)
{
    const struct xw_tier_year *tiers = &round->admission->tiers;
    for (int32_t t = 0; t < tiers->count; t++)
        if (tiers->tier[t].order == order && tiers->tier[t].grows == XW_GROWS_NORM)
            return XW_LAYER_NORM;
    return XW_LAYER_OVERRUN;
}

enum xw_status xw_coordination_round(struct xw_round *round, struct xw_arena scratch, int32_t order,
                                     int32_t behind)
{
    return coordinate(round, scratch, order, behind,
                      XW_RIGHT_SET(XW_RIGHT_CATCHMENT) | XW_RIGHT_SET(XW_RIGHT_COORDINATION),
                      top_of(round, order));
}

enum xw_status xw_coordination_rest(struct xw_round *round, struct xw_arena scratch, int32_t order,
                                    int32_t behind)
{
    return coordinate(round, scratch, order, behind, XW_RIGHT_SET(XW_RIGHT_NONE), XW_LAYER_NORM);
}

enum xw_status xw_coordination_guarantee(struct xw_round *round)
{
    struct xw_state *state = round->state;
    struct xw_admission *a = round->admission;
    int32_t tiers = a->tiers.count;
    for (int32_t i = 0; i < state->prepared->zones * tiers * 2; i++) {
        int32_t zone = i / (2 * tiers), tier = i / 2 % tiers;
        const struct xw_catchment_year *c = xw_round_catchment(round, tier);
        if (a->left[i] == 0 || a->tiers.tier[tier].right == XW_RIGHT_NONE) continue;
        for (int32_t k = c->start[zone]; k < c->start[zone + 1]; k++) {
            int32_t d = c->division[k];
            if (state->classes[round->row][d] + state->may_open[round->row][d] == 0) continue;
            enum xw_status status = xw_placements_add(
                &a->placed, xw_state_turn(state),
                (struct xw_placement){ zone, tier, d, a->left[i], XW_REASON_GUARANTEED });
            if (status != XW_OK) return status;
            a->left[i] = 0;
            break;
        }
    }
    return XW_OK;
}
