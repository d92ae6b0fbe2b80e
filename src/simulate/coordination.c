#include "xuewei/coordination.h"

static bool is_own(const struct xw_catchment_year *c, int32_t zone, int32_t division)
{
    for (int32_t i = c->start[zone]; i < c->start[zone + 1]; i++)
        if (c->division[i] == division) return true;
    return false;
}

static enum xw_status list_ways(const struct xw_round *round, struct xw_arena *scratch,
                                const struct xw_round_pool *pool, struct xw_seating_arcs *out)
{
    const struct xw_assignment_rules *rules = &round->state->prepared->scenario->assignment;
    const struct xw_scenario *s = round->state->prepared->scenario;
    const struct xw_entry_ways *ways = &round->ways;
    bool special = s->stages.stage[round->stage].name == XW_SPECIAL;
    ptrdiff_t room = 0;
    for (int32_t m = 0; m < pool->count; m++)
        room += ways->start[pool->zone[m] + 1] - ways->start[pool->zone[m]];
    *out = (struct xw_seating_arcs){ .zone = XW_TAKE(scratch, room, int32_t),
                                     .division = XW_TAKE(scratch, room, int32_t),
                                     .cost_m = XW_TAKE(scratch, room, int64_t),
                                     .reason = XW_TAKE(scratch, room, uint8_t) };
    if (out->zone == NULL || out->division == NULL || out->cost_m == NULL || out->reason == NULL)
        return XW_NO_MEMORY;
    for (int32_t m = 0; m < pool->count; m++) {
        int32_t zone = pool->zone[m], tier = pool->tier[m];
        const struct xw_catchment_year *c = xw_round_catchment(round, tier);
        bool right = round->admission->tiers.tier[tier].right == XW_RIGHT_CATCHMENT;
        for (int32_t i = ways->start[zone]; i < ways->start[zone + 1]; i++) {
            bool own = right && !ways->boarding[i] && is_own(c, zone, ways->division[i]);
            bool flat = own || ways->boarding[i];
            int32_t k = out->count++;
            out->zone[k] = m;
            out->division[k] = ways->division[i];
            out->cost_m[k] = ways->cost_m[i] + (flat ? 0 : rules->coordination_m) +
                             (ways->outside[i] && !flat ? rules->outside_area_m : 0);
            out->reason[k] =
                (uint8_t)(special             ? XW_REASON_SPECIAL
                          : own               ? xw_round_own_reason(round, zone, tier)
                          : ways->boarding[i] ? XW_REASON_BOARDING
                          : ways->fed[i] && !rules->feeder_first ? XW_REASON_FEEDER
                                                                 : XW_REASON_COORDINATION);
        }
    }
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
