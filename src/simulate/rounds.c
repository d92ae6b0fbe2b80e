#include "xuewei/rounds.h"
#include <string.h>

enum xw_status xw_round_open(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                             struct xw_round *out)
{
    const struct xw_prepared *p = state->prepared;
    int32_t row = p->scenario->stages.stage[stage].first_row;
    *out = (struct xw_round){ .state = state,
                              .admission = &state->admission[stage],
                              .stage = stage,
                              .row = row,
                              .divisions = xw_prepared_divisions(p, stage) };
    out->places =
        xw_arena_take(xw_state_turn(state), out->divisions, sizeof *out->places, _Alignof(int32_t));
    int32_t *seated = XW_TAKE(&scratch, out->divisions, int32_t);
    if (out->places == NULL || seated == NULL) return XW_NO_MEMORY;
    xw_state_by_division(&state->seated[row], out->divisions, seated);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    for (int32_t d = 0; d < out->divisions; d++)
        if (p->scenario->schools.sector[school[d]] != XW_PRIVATE)
            xw_layers_fill(xw_state_class_norm(state, row, d),
                           state->classes[row][d] + state->may_open[row][d], seated[d],
                           out->places[d]);
    return xw_entry_ways_list(state, scratch, stage, &out->ways);
}

/* Where `left` has a zone, tier and lane. */
static ptrdiff_t left_at(const struct xw_admission *a, int32_t zone, int32_t tier, int32_t behind)
{
    return ((ptrdiff_t)zone * a->tiers.count + tier) * 2 + behind;
}

enum xw_status xw_round_gather(const struct xw_round *round, struct xw_arena *keep, int32_t order,
                               int32_t behind, unsigned rights, struct xw_round_pool *out)
{
    const struct xw_admission *a = round->admission;
    int32_t zones = round->state->prepared->zones, tier[XW_MAX_TIERS], tiers = 0;
    for (int32_t t = 0; t < a->tiers.count; t++)
        if (a->tiers.tier[t].order == order && (rights & XW_RIGHT_SET(a->tiers.tier[t].right)) != 0)
            tier[tiers++] = t;
    ptrdiff_t room = (ptrdiff_t)zones * tiers;
    *out = (struct xw_round_pool){ .behind = behind,
                                   .zone = XW_TAKE_RAW(keep, room, int32_t),
                                   .tier = XW_TAKE_RAW(keep, room, int32_t),
                                   .pupils = XW_TAKE_RAW(keep, room, int32_t) };
    if (out->zone == NULL || out->tier == NULL || out->pupils == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        for (int32_t k = 0; k < tiers; k++) {
            int32_t pupils = a->left[left_at(a, z, tier[k], behind)];
            if (pupils == 0) continue;
            out->zone[out->count] = z;
            out->tier[out->count] = tier[k];
            out->pupils[out->count++] = pupils;
        }
    return XW_OK;
}

enum xw_status xw_round_place(struct xw_round *round, const struct xw_round_pool *pool,
                              int32_t member, int32_t division, int32_t pupils,
                              enum xw_reason reason)
{
    struct xw_admission *a = round->admission;
    int32_t zone = pool->zone[member], tier = pool->tier[member], seek = pupils;
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        int32_t *free = &round->places[division][layer];
        int32_t taken = *free < seek ? *free : seek;
        *free -= taken;
        seek -= taken;
    }
    a->left[left_at(a, zone, tier, pool->behind)] -= pupils;
    return xw_placements_add(&a->placed, xw_state_turn(round->state),
                             (struct xw_placement){ zone, tier, division, pupils, reason });
}

static bool cost_alike(const struct xw_seating_arcs *ways, int32_t i, int32_t j)
{
    return ways->cost_m[i] == ways->cost_m[j] && ways->reason[i] == ways->reason[j] &&
           ways->division[i] != ways->division[j];
}

/* Whether another way of the same member is like way i. */
static bool has_alike(const struct xw_seating_arcs *ways, int32_t i)
{
    for (int32_t j = i - 1; j >= 0 && ways->zone[j] == ways->zone[i]; j--)
        if (cost_alike(ways, i, j)) return true;
    for (int32_t j = i + 1; j < ways->count && ways->zone[j] == ways->zone[i]; j++)
        if (cost_alike(ways, i, j)) return true;
    return false;
}

/* Pupils of a member whose ways to two divisions cost the same, for the same reason, are divided so that
 * both are filled alike up to the norm: any division would be as cheap, and the flow takes the first. */
static void share_of_member(const struct xw_seating_arcs *ways, const int32_t (*places)[XW_LAYERS],
                            int32_t from, int32_t to, int32_t *load, int32_t *placed)
{
    for (int32_t i = from; i < to; i++)
        for (int32_t j = i + 1; j < to; j++) {
            int32_t d = ways->division[i], e = ways->division[j];
            int64_t of_d = places[d][XW_LAYER_NORM], of_e = places[e][XW_LAYER_NORM];
            if (!cost_alike(ways, i, j) || of_d == 0 || of_e == 0 || load[d] > of_d ||
                load[e] > of_e)
                continue;
            /* To e where above 0; both stay within the norm. */
            int64_t more = (load[d] * of_e - load[e] * of_d) / (of_d + of_e);
            if (more > placed[i]) more = placed[i];
            if (more < -placed[j]) more = -placed[j];
            placed[i] -= (int32_t)more;
            placed[j] += (int32_t)more;
            load[d] -= (int32_t)more;
            load[e] += (int32_t)more;
        }
}

/* used [n] are the ways that pupils go, ascending. Returns whether somebody was moved. */
static bool share_equal_ways(const struct xw_seating_arcs *ways, const int32_t (*places)[XW_LAYERS],
                             int32_t n, const int32_t *used, int32_t *load, int32_t *placed)
{
    bool any = false;
    for (int32_t k = 0; k < n; k++)
        load[ways->division[used[k]]] += placed[used[k]];
    for (int32_t k = 0, from = 0, to = 0; k < n; k++) {
        if (used[k] < to || !has_alike(ways, used[k])) continue; /* the member's ways are shared */
        for (from = used[k]; from > 0 && ways->zone[from - 1] == ways->zone[used[k]]; from--)
            ;
        for (to = used[k]; to < ways->count && ways->zone[to] == ways->zone[used[k]]; to++)
            ;
        share_of_member(ways, places, from, to, load, placed);
        any = true;
    }
    return any;
}

/* The ways that pupils go: used [ways] written; returns their number. */
static int32_t list_used(int32_t ways, const int32_t *placed, int32_t *used)
{
    int32_t n = 0;
    for (int32_t i = 0; i < ways; i++)
        if (placed[i] > 0) used[n++] = i;
    return n;
}

enum xw_status xw_round_record(const struct xw_round *round, const struct xw_round_pool *pool,
                               const struct xw_seating_arcs *ways, enum xw_layer top,
                               const int32_t (*places)[XW_LAYERS], const int32_t *placed,
                               const int64_t *price)
{
    struct xw_recording *record = round->state->record;
    int32_t *load = XW_TAKE(&record->keep, round->divisions, int32_t);
    if (load == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < ways->count; i++)
        load[ways->division[i]] += placed[i];
    return xw_recording_flow(record, &(struct xw_recorded_flow){ .stage = round->stage,
                                                                 .members = pool->count,
                                                                 .divisions = round->divisions,
                                                                 .zone = pool->zone,
                                                                 .tier = pool->tier,
                                                                 .pupils = pool->pupils,
                                                                 .behind = pool->behind,
                                                                 .top = top,
                                                                 .places = places,
                                                                 .ways = *ways,
                                                                 .placed = placed,
                                                                 .load = load,
                                                                 .price = price });
}

enum xw_status xw_round_flow(struct xw_round *round, struct xw_arena scratch,
                             const struct xw_round_pool *pool, const struct xw_seating_arcs *ways,
                             enum xw_layer top)
{
    const struct xw_assignment_rules *rules = &round->state->prepared->scenario->assignment;
    struct xw_seating_costs costs = { .stretch_m = rules->stretch_m,
                                      .overrun_m = rules->overrun_m,
                                      .unplaced_m = rules->unplaced_m };
    int32_t(*places)[XW_LAYERS] =
        xw_arena_take(&scratch, round->divisions, sizeof *places, _Alignof(int32_t));
    int32_t *load = XW_TAKE(&scratch, round->divisions, int32_t);
    int32_t *placed = XW_TAKE_RAW(&scratch, ways->count, int32_t);
    int32_t *used = XW_TAKE_RAW(&scratch, ways->count, int32_t);
    int32_t *unplaced = XW_TAKE_RAW(&scratch, pool->count, int32_t);
    bool recorded = round->state->record != NULL;
    int64_t *price = recorded ? XW_TAKE(&scratch, round->divisions, int64_t) : NULL;
    int64_t cost;
    if (places == NULL || load == NULL || placed == NULL || used == NULL || unplaced == NULL ||
        (recorded && price == NULL))
        return XW_NO_MEMORY;
    for (int32_t d = 0; d < round->divisions; d++)
        for (int32_t layer = 0; layer <= (int32_t)top; layer++)
            places[d][layer] = round->places[d][layer];
    enum xw_status status = xw_seating_solve(scratch, pool->count, pool->pupils, round->divisions,
                                             (const int32_t(*)[XW_LAYERS])places, ways, &costs,
                                             placed, unplaced, price, &cost);
    if (status != XW_OK) return status;
    int32_t n = list_used(ways->count, placed, used);
    if (share_equal_ways(ways, (const int32_t(*)[XW_LAYERS])places, n, used, load, placed))
        n = list_used(ways->count, placed, used);
    if (recorded)
        status = xw_round_record(round, pool, ways, top, (const int32_t(*)[XW_LAYERS])places,
                                 placed, price);
    for (int32_t k = 0; status == XW_OK && k < n; k++)
        status = xw_round_place(round, pool, ways->zone[used[k]], ways->division[used[k]],
                                placed[used[k]], (enum xw_reason)ways->reason[used[k]]);
    return status;
}

const struct xw_catchment_year *xw_round_catchment(const struct xw_round *round, int32_t tier)
{
    const struct xw_stage_year *of =
        xw_prepared_stage(round->state->prepared, round->state->year, round->stage);
    const struct xw_tier_year *tiers = &round->admission->tiers;
    return of->of_tier == NULL || !tiers->given ? &of->catchment
                                                : &of->of_tier[tiers->tier[tier].code];
}

enum xw_reason xw_round_own_reason(const struct xw_round *round, int32_t zone, int32_t tier)
{
    const struct xw_prepared *p = round->state->prepared;
    const struct xw_zones *zones = &p->scenario->zones;
    const struct xw_catchment_year *c = xw_round_catchment(round, tier);
    int32_t start = p->timeline.stage_start[round->stage];
    switch (p->scenario->stages.stage[round->stage].admission) {
    case XW_ADMISSION_DISTRICT:
        return XW_REASON_DISTRICT;
    case XW_ADMISSION_TOWN: {
        /* All are of the town, or it has none and the nearest are of another. */
        if (c->start[zone] == c->start[zone + 1]) return XW_REASON_COORDINATION;
        int32_t school = p->timeline.school[start + c->division[c->start[zone]]];
        return zones->town[p->scenario->schools.zone[school]] == zones->town[zone]
                   ? XW_REASON_OPEN
                   : XW_REASON_COORDINATION;
    }
    default:
        return c->start[zone + 1] - c->start[zone] > 1 ? XW_REASON_MULTI_SCHOOL
                                                       : XW_REASON_CATCHMENT;
    }
}
