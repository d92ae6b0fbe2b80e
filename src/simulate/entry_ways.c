#include "xuewei/entry_ways.h"
#include "xuewei/feeder.h"
#include <math.h>

/* Shares of each zone's leavers directed to the divisions. */
static enum xw_status direct(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                             struct xw_entry_ways *ways)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    if (stage == 0 || s->stages.stage[stage - 1].city) return XW_OK;
    const struct xw_seated *leavers = &state->leavers[stage - 1];
    int32_t divisions = xw_prepared_divisions(p, stage);
    ptrdiff_t cells = (ptrdiff_t)p->zones * divisions;
    int32_t *from = XW_TAKE(&scratch, leavers->count, int32_t);
    struct xw_arena *turn = xw_state_turn(state);
    ways->directed = XW_TAKE(turn, cells, double);
    ways->stay = XW_TAKE(turn, cells, double);
    if (from == NULL || ways->directed == NULL || ways->stay == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < leavers->count; i++)
        from[i] = t->school[t->stage_start[stage - 1] + leavers->division[i]];
    return xw_feeder_weights(scratch, &s->feeders, (int16_t)(p->first + state->year), p->zones,
                             leavers->count, leavers->zone, from, leavers->pupils, divisions,
                             t->school + t->stage_start[stage], ways->directed, ways->stay);
}

static bool take(struct xw_arena *turn, int32_t zones, ptrdiff_t room, struct xw_entry_ways *ways)
{
    ways->start = XW_TAKE(turn, (ptrdiff_t)zones + 1, int32_t);
    ways->zone = XW_TAKE(turn, room, int32_t);
    ways->division = XW_TAKE(turn, room, int32_t);
    ways->cost_m = XW_TAKE(turn, room, int64_t);
    ways->boarding = XW_TAKE(turn, room, uint8_t);
    ways->fed = XW_TAKE(turn, room, uint8_t);
    ways->outside = XW_TAKE(turn, room, uint8_t);
    return ways->start != NULL && ways->zone != NULL && ways->division != NULL &&
           ways->cost_m != NULL && ways->boarding != NULL && ways->fed != NULL &&
           ways->outside != NULL;
}

enum xw_status xw_entry_ways_list(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                  struct xw_entry_ways *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_seating_arcs *plain = &xw_prepared_stage(p, state->year, stage)->arcs;
    const int32_t *school = t->school + t->stage_start[stage];
    int32_t divisions = xw_prepared_divisions(p, stage);
    int32_t *area = XW_TAKE(&scratch, p->zones, int32_t);
    *out = (struct xw_entry_ways){ 0 };
    if (area == NULL) return XW_NO_MEMORY;
    enum xw_status status = direct(state, scratch, stage, out);
    if (status != XW_OK) return status;
    bool areas = xw_admission_areas_of(&s->admission_areas, stage,
                                       (int16_t)(p->first + state->year), p->zones, area);
    bool more = areas || out->directed != NULL;
    if (!take(xw_state_turn(state), p->zones, more ? (ptrdiff_t)p->zones * divisions : plain->count,
              out))
        return XW_NO_MEMORY;

    for (int32_t z = 0, i = 0; z < p->zones; z++) {
        out->start[z] = out->count;
        for (int32_t d = 0; d < divisions; d++) {
            bool listed = i < plain->count && plain->zone[i] == z && plain->division[i] == d;
            i += listed;
            double fed = out->directed == NULL ? 0.0 : out->directed[(ptrdiff_t)z * divisions + d];
            ptrdiff_t at = xw_state_now(state, stage, d);
            int32_t there = area[t->site_zone[t->site[at]]];
            bool inside = area[z] != XW_NONE && area[z] == there;
            bool admits = t->open[at] && s->schools.sector[school[d]] != XW_PRIVATE;
            if (!listed && !((fed > 0.0 || inside) && admits)) continue;
            int32_t k = out->count++;
            bool boards = s->schools.boarding[school[d]];
            double bonus = s->assignment.feeder_first ? 0.0 : fed * s->assignment.feeder_bonus_m;
            int64_t way_m =
                boards ? s->assignment.boarding_m : p->way_m[(ptrdiff_t)z * t->sites + t->site[at]];
            out->zone[k] = z;
            out->division[k] = d;
            out->cost_m[k] = way_m - llround(bonus);
            out->boarding[k] = boards;
            out->fed[k] = fed > 0.0;
            out->outside[k] = area[z] != XW_NONE && !inside;
        }
    }
    out->start[p->zones] = out->count;
    return XW_OK;
}
