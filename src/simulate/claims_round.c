#include "xuewei/claims_round.h"
#include "xuewei/lottery.h"
#include "xuewei/rationing.h"

/* The ways of a pool's members to their own schools, by member, then division. */
struct claims {
    struct xw_round *round;
    struct xw_round_pool pool;
    struct xw_seating_arcs ways;
    int32_t *rank; /* the nearest school of a member first */
    bool several;  /* some member has several schools */
    struct xw_tier tier;
};

static int64_t way_to(const struct xw_round *round, int32_t zone, int32_t division)
{
    const struct xw_prepared *p = round->state->prepared;
    const struct xw_timeline *t = &p->timeline;
    ptrdiff_t at = xw_state_now(round->state, round->stage, division);
    return p->way_m[(ptrdiff_t)zone * t->sites + t->site[at]];
}

static enum xw_status list_ways(struct claims *c, struct xw_arena *scratch)
{
    ptrdiff_t room = 0;
    for (int32_t m = 0; m < c->pool.count; m++) {
        const struct xw_catchment_year *of = xw_round_catchment(c->round, c->pool.tier[m]);
        room += of->start[c->pool.zone[m] + 1] - of->start[c->pool.zone[m]];
    }
    c->ways = (struct xw_seating_arcs){ .zone = XW_TAKE_RAW(scratch, room, int32_t),
                                        .division = XW_TAKE_RAW(scratch, room, int32_t),
                                        .cost_m = XW_TAKE_RAW(scratch, room, int64_t),
                                        .reason = XW_TAKE_RAW(scratch, room, uint8_t) };
    c->rank = XW_TAKE(scratch, room, int32_t);
    if (c->ways.zone == NULL || c->ways.division == NULL || c->ways.cost_m == NULL ||
        c->ways.reason == NULL || c->rank == NULL)
        return XW_NO_MEMORY;
    for (int32_t m = 0; m < c->pool.count; m++) {
        int32_t zone = c->pool.zone[m], tier = c->pool.tier[m], first = c->ways.count;
        const struct xw_catchment_year *of = xw_round_catchment(c->round, tier);
        enum xw_reason reason = xw_round_own_reason(c->round, zone, tier);
        c->several |= of->start[zone + 1] - of->start[zone] > 1;
        for (int32_t i = of->start[zone]; i < of->start[zone + 1]; i++) {
            int32_t k = c->ways.count++;
            c->ways.zone[k] = m;
            c->ways.division[k] = of->division[i];
            c->ways.cost_m[k] = way_to(c->round, zone, of->division[i]);
            c->ways.reason[k] = (uint8_t)reason;
            /* Equal ways: the lower division is tried first. */
            for (int32_t j = first; j < k; j++)
                c->rank[c->ways.cost_m[j] <= c->ways.cost_m[k] ? k : j]++;
        }
    }
    return XW_OK;
}

/* A member's number for the streams: zone and tier of this stage and year. */
static uint32_t entity_of(const struct claims *c, int32_t member)
{
    const struct xw_scenario *s = c->round->state->prepared->scenario;
    char year[8];
    snprintf(year, sizeof year, " %d ", c->round->state->prepared->first + c->round->state->year);
    uint32_t entity =
        xw_lottery_entity(XW_LOTTERY_BEGIN, xw_stage_word(s->stages.stage[c->round->stage].name));
    entity = xw_lottery_entity(entity, year);
    entity = xw_lottery_entity(entity, s->zones.code[c->pool.zone[member]]);
    entity = xw_lottery_entity(
        entity, xw_tiers_code(&s->tiers, &c->round->admission->tiers, c->pool.tier[member]));
    return xw_lottery_entity(entity, c->pool.behind ? " behind" : "");
}

static enum xw_status draw(const struct claims *c, struct xw_arena scratch, const int32_t *places,
                           int32_t *placed, int32_t *left)
{
    const struct xw_prepared *p = c->round->state->prepared;
    const int32_t *school = p->timeline.school + p->timeline.stage_start[c->round->stage];
    gsl_rng rng = { .type = xw_rng_philox, .state = NULL };
    rng.state = xw_arena_take(&scratch, 1, xw_rng_philox->size, _Alignof(max_align_t));
    uint32_t *of_member = XW_TAKE(&scratch, c->pool.count, uint32_t);
    uint32_t *of_way = XW_TAKE(&scratch, c->ways.count, uint32_t);
    if (rng.state == NULL || of_member == NULL || of_way == NULL) return XW_NO_MEMORY;
    for (int32_t m = 0; m < c->pool.count; m++)
        of_member[m] = entity_of(c, m);
    for (int32_t i = 0; i < c->ways.count; i++)
        of_way[i] = xw_lottery_entity(of_member[c->ways.zone[i]],
                                      p->scenario->schools.code[school[c->ways.division[i]]]);
    struct xw_lottery lottery = {
        .rng = &rng, .key = xw_state_stream(c->round->state, XW_COMPONENT_CLAIMS_LOTTERY)
    };
    struct xw_lottery_groups groups = { c->pool.count, c->pool.pupils, of_member };
    struct xw_lottery_ways ways = { c->ways.count, c->ways.zone, c->ways.division, of_way };
    return xw_lottery_serial(scratch, &lottery, &groups, c->round->divisions, places, &ways, placed,
                             left);
}

/* By lot: in expectation over all own schools at once, or the nearest first, or drawn. */
static enum xw_status by_lot(struct claims *c, struct xw_arena scratch, bool at_once)
{
    struct xw_round *round = c->round;
    int32_t *places = XW_TAKE(&scratch, round->divisions, int32_t);
    int32_t *placed = XW_TAKE_RAW(&scratch, c->ways.count, int32_t);
    int32_t *left = XW_TAKE_RAW(&scratch, c->pool.count, int32_t);
    if (places == NULL || placed == NULL || left == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < round->divisions; d++)
        for (int32_t layer = 0; layer <= c->tier.grows; layer++)
            places[d] += round->places[d][layer];
    struct xw_rationing_ways ways = { c->ways.count, c->ways.zone, c->ways.division,
                                      at_once ? NULL : c->rank };
    bool drawn =
        at_once && round->state->prepared->scenario->assignment.multi_school == XW_MULTI_LOTTERY;
    enum xw_status status = drawn
                                ? draw(c, scratch, places, placed, left)
                                : xw_rationing_place(scratch, c->pool.count, c->pool.pupils,
                                                     round->divisions, places, &ways, placed, left);
    if (status == XW_OK && round->state->record != NULL)
        status = xw_round_record(round, &c->pool, &c->ways, (enum xw_layer)c->tier.grows,
                                 (const int32_t(*)[XW_LAYERS])round->places, placed, NULL);
    for (int32_t i = 0; status == XW_OK && i < c->ways.count; i++)
        if (placed[i] > 0)
            status = xw_round_place(round, &c->pool, c->ways.zone[i], c->ways.division[i],
                                    placed[i], (enum xw_reason)c->ways.reason[i]);
    return status;
}

enum xw_status xw_claims_round(struct xw_round *round, struct xw_arena scratch, int32_t order,
                               int32_t behind)
{
    struct claims c = { .round = round };
    enum xw_status status =
        xw_round_gather(round, &scratch, order, behind, XW_RIGHT_SET(XW_RIGHT_CATCHMENT), &c.pool);
    if (status != XW_OK || c.pool.count == 0) return status;
    status = list_ways(&c, &scratch);
    if (status != XW_OK) return status;
    c.tier = round->admission->tiers.tier[c.pool.tier[0]]; /* rule and grows are the order's */
    bool at_once =
        c.several && round->state->prepared->scenario->assignment.multi_school != XW_MULTI_NEAREST;
    if (at_once || c.tier.rule != XW_RULE_DISTANCE) return by_lot(&c, scratch, at_once);
    return xw_round_flow(round, scratch, &c.pool, &c.ways, (enum xw_layer)c.tier.grows);
}
