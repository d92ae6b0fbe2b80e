#include "xuewei/entry_demand.h"
#include "xuewei/demand.h"
#include "xuewei/process_noise.h"
#include "xuewei/residents.h"
#include "xuewei/rollup.h"
#include "xuewei/tier_demand.h"
#include <math.h>
#include <string.h>

/* Entrants of a stage per leaver of the stage below in a zone this year; NaN where residents count. */
static double entry_ratio(const struct xw_state *state, int32_t stage, int32_t zone)
{
    const struct xw_prepared *p = state->prepared;
    ptrdiff_t year = (ptrdiff_t)state->year * p->zones * p->stages;
    const struct xw_draw *draw = state->draw;
    double drawn = draw == NULL ? 1.0 : draw->entry[(ptrdiff_t)state->year * draw->stages + stage];
    return p->scenario->entry.ratio[year + (ptrdiff_t)zone * p->stages + stage] * drawn;
}

/* Do the entrants of a stage come from the rolls of the stage below? Lower and upper secondary: where
 * a transition ratio is given. Primary: only while children whose kindergarten rolls were known
 * before the horizon arrive; younger ones are counted as residents. */
static bool from_leavers(const struct xw_state *state, int32_t stage)
{
    const struct xw_scenario *s = state->prepared->scenario;
    if (stage == 0) return false;
    bool any = false;
    for (int32_t z = 0; z < state->prepared->zones; z++)
        any |= !isnan(entry_ratio(state, stage, z));
    if (!any) return false;
    const struct xw_stage *below = &s->stages.stage[stage - 1];
    if (below->name != XW_KINDERGARTEN && below->name != XW_NURSERY) return true;
    return state->year < below->grades && state->leavers[stage - 1].count > 0;
}

/* Leavers of the stage below, those without a place included; their ratios, 0 in zones without one;
 * and the factors by which their cohorts changed over the summer, unless the ratios hold that. */
static void count_leavers(const struct xw_state *state, int32_t stage, int32_t *leavers,
                          double *ratio, double *change)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    xw_state_by_zone(&state->leavers[stage - 1], p->zones, leavers);
    xw_residents_change(state, s->stages.stage[stage].first_age, change);
    for (int32_t z = 0; z < p->zones; z++) {
        leavers[z] += state->leavers_waiting[stage - 1][z];
        ratio[z] = entry_ratio(state, stage, z);
        if (isnan(ratio[z])) ratio[z] = 0.0;
        if (s->entry.of_rolls[stage]) change[z] = 1.0;
    }
}

/* Of the children of the entry age who seek a place, those whom no leaver stands for: all in zones without
 * a ratio; where nobody could leave the stage below, those who moved in. */
static void expect_others(const struct xw_state *state, int32_t stage, const double *residents,
                          uint8_t *new_here, double *value)
{
    const struct xw_scenario *s = state->prepared->scenario;
    xw_residents_from_nothing(state, s->stages.stage[stage].first_age, new_here);
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        /* A ratio of rolls holds who moved in. */
        bool counts =
            isnan(entry_ratio(state, stage, z)) || (new_here[z] && !s->entry.of_rolls[stage]);
        value[z] = counts ? residents[z] : 0.0;
    }
}

/* Primary school while its entrants' kindergarten rolls are known, under forecast.basis blend: the
 * nearer the year the more the leavers count, then the residents. */
static bool is_blended(const struct xw_state *state, int32_t stage)
{
    const struct xw_scenario *s = state->prepared->scenario;
    enum xw_stage_name below = s->stages.stage[stage - 1].name;
    return s->forecast.basis == XW_FORECAST_BLEND &&
           (below == XW_KINDERGARTEN || below == XW_NURSERY);
}

static double *take_ones(struct xw_arena *scratch, int32_t count)
{
    double *one = XW_TAKE_RAW(scratch, count, double);
    for (int32_t i = 0; one != NULL && i < count; i++)
        one[i] = 1.0;
    return one;
}

/* Places per 1,000 residents of all ages, spread over the grades. */
static void by_residents(const struct xw_state *state, int32_t stage, double *value)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[stage];
    double per_1000 = s->norms.value[stage][of->first_row][XW_NORM_PLACES_PER_1000];
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        double residents = 0.0;
        for (int32_t k = 0; k < s->residencies.count; k++)
            for (int32_t a = 0; a < s->ages; a++)
                residents += xw_residents_aged(state, k, z, a);
        value[z] = residents * per_1000 / 1000.0 / of->grades;
    }
}

/* The part of the leavers whom general upper secondary schools take. */
static void take_general(struct xw_state *state, int32_t stage, const int32_t *leavers,
                         const double *change, double *ratio)
{
    const struct xw_scenario *s = state->prepared->scenario;
    if (s->stages.stage[stage].name != XW_UPPER_SECONDARY || !s->general.given) return;
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        state->admission[stage].going_on += leavers[z] * ratio[z] * change[z];
        ratio[z] *= s->general.share[state->year];
    }
}

/* Who comes from outside lives where the others do. */
static enum xw_status add_inflow(struct xw_state *state, int32_t stage, struct xw_arena scratch,
                                 int32_t *demand)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t zones = state->prepared->zones;
    if (s->stages.stage[stage].name != XW_UPPER_SECONDARY || !s->general.given) return XW_OK;
    double *weight = XW_TAKE(&scratch, zones, double);
    int32_t *more = XW_TAKE(&scratch, zones, int32_t);
    if (weight == NULL || more == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        weight[z] = demand[z];
    enum xw_status status =
        xw_demand_share(s->general.inflow[state->year], zones, weight, scratch, more);
    for (int32_t z = 0; status == XW_OK && z < zones; z++)
        demand[z] += more[z];
    if (status != XW_OK || state->record == NULL) return status;
    struct xw_recorded_entry entry = state->record->entry[stage];
    entry.inflow = more;
    return xw_recording_entry(state->record, stage, zones, &entry);
}

/* For whoever explains the year. */
static enum xw_status record(struct xw_state *state, int32_t stage,
                             const struct xw_recorded_entry *entry)
{
    if (state->record == NULL) return XW_OK;
    return xw_recording_entry(state->record, stage, state->prepared->zones, entry);
}

/* Of the residents alone, whole pupils. */
static enum xw_status demand_of_residents(struct xw_state *state, struct xw_arena scratch,
                                          int32_t stage, double *residents, int32_t *demand)
{
    int32_t zones = state->prepared->zones;
    double *chance = take_ones(&scratch, zones);
    if (chance == NULL) return XW_NO_MEMORY;
    xw_process_noise_entrants(state, stage, residents, chance);
    for (int32_t z = 0; z < zones; z++)
        residents[z] *= chance[z];
    enum xw_status status =
        record(state, stage,
               &(struct xw_recorded_entry){ .basis = XW_ENTRY_RESIDENTS, .residents = residents });
    return status == XW_OK ? xw_demand_round(zones, residents, scratch, demand) : status;
}

static enum xw_status demand_of_leavers(struct xw_state *state, struct xw_arena scratch,
                                        int32_t stage, double *residents, int32_t *demand)
{
    int32_t zones = state->prepared->zones;
    double *others = XW_TAKE_RAW(&scratch, zones, double);
    double *ratio = XW_TAKE_RAW(&scratch, zones, double);
    double *change = XW_TAKE_RAW(&scratch, zones, double);
    double *expected = XW_TAKE_RAW(&scratch, zones, double), *chance = take_ones(&scratch, zones);
    int32_t *leavers = XW_TAKE_RAW(&scratch, zones, int32_t);
    int32_t *more = XW_TAKE_RAW(&scratch, zones, int32_t);
    uint8_t *new_here = XW_TAKE_RAW(&scratch, zones, uint8_t);
    if (others == NULL || ratio == NULL || change == NULL || expected == NULL || chance == NULL ||
        leavers == NULL || more == NULL || new_here == NULL)
        return XW_NO_MEMORY;

    count_leavers(state, stage, leavers, ratio, change);
    expect_others(state, stage, residents, new_here, others);
    double v = is_blended(state, stage) ? xw_rollup_weight(state) : 1.0;
    for (int32_t z = 0; z < zones; z++)
        expected[z] =
            v * (leavers[z] * ratio[z] * change[z] + others[z]) + (1.0 - v) * residents[z];
    xw_process_noise_entrants(state, stage, expected, chance);
    struct xw_recorded_entry entry = { .basis = XW_ENTRY_LEAVERS,
                                       .weight = v,
                                       .residents = residents,
                                       .leavers = leavers,
                                       .ratio = ratio,
                                       .change = change,
                                       .others = others };
    if (is_blended(state, stage)) {
        entry.basis = XW_ENTRY_BLENDED;
        enum xw_status known = record(state, stage, &entry);
        if (known != XW_OK) return known;
        for (int32_t z = 0; z < zones; z++)
            expected[z] *= chance[z];
        return xw_demand_round(zones, expected, scratch, demand);
    }
    for (int32_t z = 0; z < zones; z++) {
        change[z] *= chance[z];
        others[z] *= chance[z];
    }
    take_general(state, stage, leavers, change, ratio);
    enum xw_status status = record(state, stage, &entry);
    if (status == XW_OK)
        status = xw_demand_from_leavers(zones, leavers, ratio, change, scratch, demand);
    if (status == XW_OK) status = xw_demand_round(zones, others, scratch, more);
    for (int32_t z = 0; status == XW_OK && z < zones; z++)
        demand[z] += more[z];
    return status == XW_OK ? add_inflow(state, stage, scratch, demand) : status;
}

static enum xw_status demand_of_stage(struct xw_state *state, struct xw_arena scratch,
                                      int32_t stage, int32_t *demand)
{
    int32_t zones = state->prepared->zones;
    double *residents = XW_TAKE_RAW(&scratch, zones, double);
    if (residents == NULL) return XW_NO_MEMORY;
    if (state->prepared->scenario->stages.stage[stage].by_residents) {
        by_residents(state, stage, residents);
        enum xw_status status = record(
            state, stage,
            &(struct xw_recorded_entry){ .basis = XW_ENTRY_PER_1000, .residents = residents });
        return status == XW_OK ? xw_demand_round(zones, residents, scratch, demand) : status;
    }
    xw_residents_seeking(state, state->year, stage,
                         state->prepared->scenario->stages.stage[stage].first_age, residents);
    return from_leavers(state, stage)
               ? demand_of_leavers(state, scratch, stage, residents, demand)
               : demand_of_residents(state, scratch, stage, residents, demand);
}

/* What the table demand gives stands before what is projected. */
static void take_given(const struct xw_state *state, int32_t stage, int32_t *demand)
{
    const struct xw_prepared *p = state->prepared;
    if (p->scenario->given_demand == NULL) return;
    const int32_t *given =
        p->scenario->given_demand + (ptrdiff_t)state->year * p->zones * p->stages;
    for (int32_t z = 0; z < p->zones; z++) {
        int32_t pupils = given[(ptrdiff_t)z * p->stages + stage];
        if (pupils != XW_NONE) demand[z] = pupils;
    }
}

enum xw_status xw_entry_demand(struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    for (int32_t g = 0; g < p->stages; g++) {
        struct xw_arena *turn = xw_state_turn(state);
        struct xw_admission *a = &state->admission[g];
        *a = (struct xw_admission){ .demand = XW_TAKE(turn, p->zones, int32_t),
                                    .private_ = XW_TAKE(turn, p->zones, int32_t) };
        if (a->demand == NULL || a->private_ == NULL) return XW_NO_MEMORY;
        enum xw_status status = demand_of_stage(state, state->scratch, g, a->demand);
        if (status != XW_OK) return status;
        take_given(state, g, a->demand);
        status = xw_tier_demand(state, g);
        if (status != XW_OK) return status;
        memcpy(state->seekers[p->scenario->stages.stage[g].first_row], a->demand,
               (size_t)p->zones * sizeof(int32_t));
    }
    return XW_OK;
}
