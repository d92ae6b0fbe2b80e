#include "xuewei/admission.h"
#include "xuewei/demand.h"
#include "xuewei/feeder.h"
#include "xuewei/formation.h"
#include <math.h>
#include <string.h>

/* A private school fills its entry classes up to the norm: every child who seeks a place has the
 * same chance in its lottery, so that in expectation zones share its places by their demand. */
static enum xw_status private_lottery(struct xw_state *state, struct xw_arena scratch,
                                      int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    const struct xw_schools *schools = &p->scenario->schools;
    int32_t divisions = xw_prepared_divisions(p, stage), entry = of->first_row;
    double *weight = XW_TAKE(&scratch, p->zones, double);
    int32_t *admitted = XW_TAKE(&scratch, p->zones, int32_t);
    if (weight == NULL || admitted == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < divisions; d++) {
        int32_t school = p->timeline.school[p->timeline.stage_start[stage] + d];
        if (schools->sector[school] != XW_PRIVATE) continue;
        int64_t seeking = 0, places = (int64_t)state->may_open[entry][d] * p->norm[entry].norm;
        for (int32_t z = 0; z < p->zones; z++) {
            weight[z] = state->seekers[entry][z];
            seeking += state->seekers[entry][z];
        }
        enum xw_status status = xw_demand_share(places < seeking ? places : seeking, p->zones,
                                                weight, scratch, admitted);
        if (status != XW_OK) return status;
        for (int32_t z = 0; z < p->zones; z++) {
            state->admission[stage].private_[(ptrdiff_t)z * divisions + d] = admitted[z];
            state->seekers[entry][z] -= admitted[z];
        }
    }
    return XW_OK;
}

enum xw_status xw_admission_private(struct xw_state *state)
{
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        if (!state->prepared->scenario->stages.stage[g].city)
            status = private_lottery(state, state->scratch, g);
    return status;
}

/* Ways of the entry grade: those of the year, with the bonus of schools that the pupils' old schools
 * feed; a fed school outside the nearest ones is added. */
static enum xw_status entry_arcs(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                 struct xw_seating_arcs *arcs)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_seating_arcs *plain = &xw_prepared_stage(p, state->year, stage)->arcs;
    *arcs = *plain;
    if (stage == 0 || s->stages.stage[stage - 1].city) return XW_OK;

    const struct xw_timeline *t = &p->timeline;
    const struct xw_seated *leavers = &state->leavers[stage - 1];
    int32_t divisions = xw_prepared_divisions(p, stage), start = t->stage_start[stage];
    ptrdiff_t cells = (ptrdiff_t)p->zones * divisions;
    double *weight = XW_TAKE(&scratch, cells, double);
    int32_t *from = XW_TAKE(&scratch, leavers->count, int32_t);
    struct xw_arena *turn = xw_state_turn(state);
    *arcs = (struct xw_seating_arcs){ .zone = XW_TAKE(turn, cells, int32_t),
                                      .division = XW_TAKE(turn, cells, int32_t),
                                      .cost_m = XW_TAKE(turn, cells, int64_t),
                                      .reason = XW_TAKE(turn, cells, uint8_t) };
    if (weight == NULL || from == NULL || arcs->zone == NULL || arcs->division == NULL ||
        arcs->cost_m == NULL || arcs->reason == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < leavers->count; i++)
        from[i] = t->school[t->stage_start[stage - 1] + leavers->division[i]];
    enum xw_status status = xw_feeder_weights(
        scratch, &s->feeders, (int16_t)(p->first + state->year), p->zones, leavers->count,
        leavers->zone, from, leavers->pupils, divisions, t->school + start, weight);
    if (status != XW_OK) return status;

    for (int32_t z = 0, i = 0; z < p->zones; z++) {
        for (int32_t d = 0; d < divisions; d++) {
            bool listed = i < plain->count && plain->zone[i] == z && plain->division[i] == d;
            double fed = weight[(ptrdiff_t)z * divisions + d];
            ptrdiff_t at = xw_state_now(state, stage, d);
            bool admits = s->schools.sector[t->school[start + d]] != XW_PRIVATE;
            if (!listed && !(fed > 0.0 && t->open[at] && admits)) continue;
            int32_t k = arcs->count++;
            int64_t way = p->way_m[(ptrdiff_t)z * t->sites + t->site[at]];
            arcs->zone[k] = z;
            arcs->division[k] = d;
            arcs->cost_m[k] = (listed ? plain->cost_m[i] : way + s->assignment.coordination_m) -
                              llround(fed * s->assignment.feeder_bonus_m);
            arcs->reason[k] = listed && plain->reason[i] == XW_REASON_CATCHMENT
                                  ? XW_REASON_CATCHMENT
                              : fed > 0.0 ? XW_REASON_FEEDER
                                          : XW_REASON_COORDINATION;
            i += listed;
        }
    }
    return XW_OK;
}

/* Under the rule `guarantee` a pupil without a place joins the first school of the catchment that has
 * a class: classes grow beyond the limit, and the run says so. */
static enum xw_status guarantee_places(struct xw_state *state, struct xw_arena scratch,
                                       int32_t stage, int32_t row, int32_t *unplaced,
                                       int32_t *guaranteed, int32_t *division)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, stage)->catchment;
    int32_t *zone = XW_TAKE(&scratch, p->zones, int32_t);
    if (zone == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        zone[z] = z;
        guaranteed[z] = 0;
        for (int32_t i = c->start[z]; i < c->start[z + 1] && guaranteed[z] == 0; i++) {
            int32_t d = c->division[i];
            if (state->classes[row][d] + state->may_open[row][d] == 0) continue;
            division[z] = d;
            guaranteed[z] = unplaced[z];
            unplaced[z] = 0;
        }
    }
    return xw_state_seat(xw_state_turn(state), &state->seated[row], p->zones, zone, division,
                         guaranteed);
}

/* Place the seekers of one grade. */
static enum xw_status assign_row(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                 int32_t row, const struct xw_seating_arcs *arcs, int32_t *placed,
                                 int32_t *guaranteed, int32_t *guaranteed_at)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_assignment_rules *rules = &p->scenario->assignment;
    int32_t divisions = xw_prepared_divisions(p, stage);
    struct xw_arena *turn = xw_state_turn(state);
    int32_t *seated = XW_TAKE(&scratch, divisions, int32_t);
    int32_t(*places)[XW_LAYERS] =
        xw_arena_take(&scratch, divisions, sizeof *places, _Alignof(int32_t));
    int32_t *unplaced = XW_TAKE(turn, p->zones, int32_t);
    int64_t cost;
    if (seated == NULL || places == NULL || unplaced == NULL) return XW_NO_MEMORY;

    xw_state_by_division(&state->seated[row], divisions, seated);
    for (int32_t d = 0; d < divisions; d++)
        xw_layers_fill(p->norm[row], state->classes[row][d] + state->may_open[row][d], seated[d],
                       places[d]);
    struct xw_seating_costs costs = { .stretch_m = rules->stretch_m,
                                      .overrun_m = rules->overrun_m,
                                      .unplaced_m = rules->unplaced_m };
    enum xw_status status = xw_seating_solve(scratch, p->zones, state->seekers[row], divisions,
                                             (const int32_t(*)[XW_LAYERS])places, arcs, &costs,
                                             placed, unplaced, NULL, &cost);
    if (status == XW_OK)
        status = xw_state_seat(turn, &state->seated[row], arcs->count, arcs->zone, arcs->division,
                               placed);
    if (status == XW_OK && rules->guarantee)
        status = guarantee_places(state, scratch, stage, row, unplaced, guaranteed, guaranteed_at);
    state->waiting[row] = unplaced;
    return status;
}

/* Seat who the private schools have admitted. */
static enum xw_status seat_private(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    int32_t divisions = xw_prepared_divisions(p, stage);
    int32_t cells = p->zones * divisions;
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    bool any = false;
    for (int32_t d = 0; d < divisions; d++)
        any |= p->scenario->schools.sector[school[d]] == XW_PRIVATE;
    if (!any) return XW_OK;
    int32_t *zone = XW_TAKE(&scratch, cells, int32_t);
    int32_t *division = XW_TAKE(&scratch, cells, int32_t);
    if (zone == NULL || division == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < cells; i++) {
        zone[i] = i / divisions;
        division[i] = i % divisions;
    }
    return xw_state_seat(xw_state_turn(state),
                         &state->seated[p->scenario->stages.stage[stage].first_row], cells, zone,
                         division, state->admission[stage].private_);
}

static enum xw_status assign_stage(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    const struct xw_seating_arcs *plain = &xw_prepared_stage(p, state->year, stage)->arcs;
    struct xw_admission *a = &state->admission[stage];
    enum xw_status status = entry_arcs(state, scratch, stage, &a->arcs);
    if (status != XW_OK) return status;
    a->placed = XW_TAKE(xw_state_turn(state), a->arcs.count, int32_t);
    int32_t *placed = XW_TAKE(&scratch, plain->count, int32_t);
    int32_t *older = XW_TAKE(&scratch, 2 * (ptrdiff_t)p->zones, int32_t);
    if (a->placed == NULL || placed == NULL || older == NULL) return XW_NO_MEMORY;

    status = assign_row(state, scratch, stage, of->first_row, &a->arcs, a->placed, a->guaranteed,
                        a->guaranteed_at);
    for (int32_t g = 1; status == XW_OK && g < of->grades; g++)
        status = assign_row(state, scratch, stage, of->first_row + g, plain, placed, older,
                            older + p->zones);
    if (status != XW_OK) return status;
    memcpy(a->unplaced, state->waiting[of->first_row], (size_t)p->zones * sizeof(int32_t));
    return seat_private(state, scratch, stage);
}

/* The seats of a stage of the city are not the district's: everybody is on a roll somewhere in it. */
static enum xw_status assign_city(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    struct xw_arena *turn = xw_state_turn(state);
    int32_t *zone = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *nowhere = XW_TAKE(&scratch, p->zones, int32_t);
    if (zone == NULL || nowhere == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        zone[z] = z;
        nowhere[z] = XW_NONE;
    }
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < of->grades; g++) {
        int32_t row = of->first_row + g;
        state->waiting[row] = XW_TAKE(turn, p->zones, int32_t);
        if (state->waiting[row] == NULL) return XW_NO_MEMORY;
        status =
            xw_state_seat(turn, &state->seated[row], p->zones, zone, nowhere, state->seekers[row]);
    }
    return status;
}

enum xw_status xw_admission_assign(struct xw_state *state)
{
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        status = state->prepared->scenario->stages.stage[g].city
                     ? assign_city(state, state->scratch, g)
                     : assign_stage(state, state->scratch, g);
    return status;
}

enum xw_status xw_admission_classes(struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    for (int32_t g = 0; g < p->stages; g++) {
        const struct xw_stage *of = &p->scenario->stages.stage[g];
        if (of->city) continue;
        int32_t divisions = xw_prepared_divisions(p, g);
        struct xw_arena scratch = state->scratch;
        int32_t *pupils = XW_TAKE(&scratch, divisions, int32_t);
        if (pupils == NULL) return XW_NO_MEMORY;
        for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
            xw_state_by_division(&state->seated[row], divisions, pupils);
            for (int32_t d = 0; d < divisions; d++) {
                int32_t had = state->classes[row][d];
                int32_t wants =
                    xw_formation_entry(pupils[d], p->norm[row], p->scenario->classes.tolerance,
                                       had + state->may_open[row][d]);
                state->classes[row][d] = pupils[d] == 0 ? 0 : wants > had ? wants : had;
            }
        }
    }
    return XW_OK;
}
