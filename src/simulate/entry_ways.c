#include "xuewei/entry_ways.h"
#include <math.h>
#include <string.h>

/* Shares of each zone's leavers directed to the divisions. */
static enum xw_status direct(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                             struct xw_feeder_ways *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    if (stage == 0 || s->stages.stage[stage - 1].city) return XW_OK;
    const struct xw_seated *leavers = &state->leavers[stage - 1];
    struct xw_feeder_leavers of = { .groups = leavers->count,
                                    .zone = leavers->zone,
                                    .source = leavers->division,
                                    .pupils = leavers->pupils,
                                    .sources = xw_prepared_divisions(p, stage - 1),
                                    .source_school = t->school + t->stage_start[stage - 1] };
    return xw_feeder_list(xw_state_turn(state), scratch, &s->feeders,
                          (int16_t)(p->first + state->year), p->zones, &of,
                          xw_prepared_divisions(p, stage), t->school + t->stage_start[stage], out);
}

static void borrow(const struct xw_plain_ways *plain, struct xw_entry_ways *out)
{
    out->count = plain->count;
    out->start = plain->start;
    out->zone = plain->zone;
    out->division = plain->division;
    out->cost_m = plain->cost_m;
    out->boarding = plain->boarding;
    out->outside = plain->outside;
    out->coordinated_m = plain->coordinated_m;
    out->reason = plain->reason;
}

/* The columns of ways that are this history's own. */
struct columns {
    int32_t count, *start, *zone, *division;
    int64_t *cost_m, *coordinated_m;
    uint8_t *boarding, *fed, *outside, *reason;
};

static bool take(struct xw_arena *turn, int32_t zones, ptrdiff_t room, struct columns *c)
{
    *c = (struct columns){ .start = XW_TAKE_RAW(turn, (ptrdiff_t)zones + 1, int32_t),
                           .zone = XW_TAKE_RAW(turn, room, int32_t),
                           .division = XW_TAKE_RAW(turn, room, int32_t),
                           .cost_m = XW_TAKE_RAW(turn, room, int64_t),
                           .boarding = XW_TAKE_RAW(turn, room, uint8_t),
                           .fed = XW_TAKE_RAW(turn, room, uint8_t),
                           .outside = XW_TAKE_RAW(turn, room, uint8_t),
                           .coordinated_m = XW_TAKE_RAW(turn, room, int64_t),
                           .reason = XW_TAKE_RAW(turn, room, uint8_t) };
    return c->start != NULL && c->zone != NULL && c->division != NULL && c->cost_m != NULL &&
           c->boarding != NULL && c->fed != NULL && c->outside != NULL &&
           c->coordinated_m != NULL && c->reason != NULL;
}

/* A way that no other rule lists: its school is open, public, and outside the zone's admission area. */
static void add_fed(const struct xw_state *state, int32_t stage, int32_t zone, bool has_area,
                    int32_t division, struct columns *c)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    int32_t school = t->school[t->stage_start[stage] + division], k = c->count++;
    c->boarding[k] = p->scenario->schools.boarding[school];
    c->cost_m[k] =
        c->boarding[k]
            ? p->scenario->assignment.boarding_m
            : p->way_m[(ptrdiff_t)zone * t->sites + t->site[xw_state_now(state, stage, division)]];
    c->outside[k] = has_area;
}

static bool admits(const struct xw_state *state, int32_t stage, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t school = t->school[t->stage_start[stage] + division];
    return t->open[xw_state_now(state, stage, division)] &&
           state->prepared->scenario->schools.sector[school] != XW_PRIVATE;
}

/* The plain ways and those of fed schools, by zone, then division. */
static void merge(const struct xw_state *state, int32_t stage, const struct xw_plain_ways *plain,
                  const int32_t *area, const struct xw_feeder_ways *fed, struct columns *c)
{
    const struct xw_assignment_rules *rules = &state->prepared->scenario->assignment;
    bool special = state->prepared->scenario->stages.stage[stage].name == XW_SPECIAL;
    double bonus_m = rules->feeder_first ? 0.0 : (double)rules->feeder_bonus_m;
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        int32_t i = plain->start[z], j = fed->start[z];
        c->start[z] = c->count;
        while (i < plain->start[z + 1] || j < fed->start[z + 1]) {
            int32_t of_plain = i < plain->start[z + 1] ? plain->division[i] : INT32_MAX;
            int32_t of_fed = j < fed->start[z + 1] ? fed->division[j] : INT32_MAX;
            int32_t d = of_plain < of_fed ? of_plain : of_fed, k = c->count;
            if (of_plain == d) {
                c->cost_m[k] = plain->cost_m[i];
                c->boarding[k] = plain->boarding[i];
                c->outside[k] = plain->outside[i++];
                c->count++;
            } else if (admits(state, stage, d)) {
                add_fed(state, stage, z, area[z] != XW_NONE, d, c);
            } else {
                j++;
                continue;
            }
            c->zone[k] = z;
            c->division[k] = d;
            c->fed[k] = of_fed == d;
            if (of_fed == d) c->cost_m[k] -= llround(fed->weight[j++] * bonus_m);
            c->coordinated_m[k] =
                xw_plain_way_coordinated_m(rules, c->cost_m[k], c->boarding[k], c->outside[k]);
            c->reason[k] = (uint8_t)(special                             ? XW_REASON_SPECIAL
                                     : c->boarding[k]                    ? XW_REASON_BOARDING
                                     : c->fed[k] && !rules->feeder_first ? XW_REASON_FEEDER
                                                                         : XW_REASON_COORDINATION);
        }
    }
    c->start[state->prepared->zones] = c->count;
}

enum xw_status xw_entry_ways_list(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                  struct xw_entry_ways *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_plain_ways *plain = &xw_prepared_stage(p, state->year, stage)->plain;
    struct columns c;
    *out = (struct xw_entry_ways){ 0 };
    borrow(plain, out);
    enum xw_status status = direct(state, scratch, stage, &out->directed);
    if (status != XW_OK) return status;
    int32_t fed = out->directed.start == NULL ? 0 : out->directed.start[p->zones];
    if (fed == 0) return XW_OK;
    int32_t *area = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    if (area == NULL) return XW_NO_MEMORY;
    (void)xw_admission_areas_of(&p->scenario->admission_areas, stage,
                                (int16_t)(p->first + state->year), p->zones, area);
    if (!take(xw_state_turn(state), p->zones, (ptrdiff_t)plain->count + fed, &c))
        return XW_NO_MEMORY;
    merge(state, stage, plain, area, &out->directed, &c);
    out->count = c.count;
    out->start = c.start;
    out->zone = c.zone;
    out->division = c.division;
    out->cost_m = c.cost_m;
    out->boarding = c.boarding;
    out->fed = c.fed;
    out->outside = c.outside;
    out->coordinated_m = c.coordinated_m;
    out->reason = c.reason;
    return XW_OK;
}
