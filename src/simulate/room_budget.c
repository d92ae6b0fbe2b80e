#include "xuewei/room_budget.h"
#include "xuewei/catchment.h"
#include "xuewei/demand.h"
#include "xuewei/displaced.h"
#include "xuewei/formation.h"
#include "xuewei/late_projects.h"
#include "xuewei/layers.h"
#include "xuewei/levers.h"
#include "xuewei/pools.h"
#include "xuewei/rooms.h"
#include <math.h>

/* Take pupils without a room out of a division's groups, in proportion; they seek a place, and are
 * added to by_zone. */
static enum xw_status displace(struct xw_state *state, struct xw_arena scratch, int32_t row,
                               int32_t division, int32_t displaced, int32_t *by_zone)
{
    struct xw_seated *seated = &state->seated[row];
    int32_t *group = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *out = XW_TAKE(&scratch, seated->count, int32_t);
    double *weight = XW_TAKE(&scratch, seated->count, double);
    if (group == NULL || out == NULL || weight == NULL) return XW_NO_MEMORY;
    int32_t n = 0;
    for (int32_t i = 0; i < seated->count; i++) {
        if (seated->division[i] != division) continue;
        group[n] = i;
        weight[n] = seated->pupils[i];
        n++;
    }
    enum xw_status status = xw_demand_share(displaced, n, weight, scratch, out);
    for (int32_t i = 0; status == XW_OK && i < n; i++) {
        seated->pupils[group[i]] -= out[i];
        state->seekers[row][seated->zone[group[i]]] += out[i];
        by_zone[seated->zone[group[i]]] += out[i];
    }
    return status;
}

/* Groups that leave a division for the one it was merged into, ordered by zone, then division; groups
 * that meet are one. Returns their number. */
static int32_t take_out_merged(const struct xw_timeline *t, int32_t stage, int32_t year,
                               struct xw_seated *seated, int32_t *zone, int32_t *division,
                               int32_t *pupils)
{
    int32_t n = 0, start = t->stage_start[stage];
    for (int32_t i = 0; i < seated->count; i++) {
        int32_t d = seated->division[i], z = seated->zone[i], k = n;
        int32_t joins = t->joins[(ptrdiff_t)(start + d) * t->years + year];
        if (joins == XW_NONE) continue;
        joins -= start;
        while (k > 0 && zone[k - 1] == z && division[k - 1] > joins)
            k--;
        if (k > 0 && zone[k - 1] == z && division[k - 1] == joins) {
            pupils[k - 1] += seated->pupils[i];
        } else {
            for (int32_t j = n++; j > k; j--) {
                zone[j] = zone[j - 1];
                division[j] = division[j - 1];
                pupils[j] = pupils[j - 1];
            }
            zone[k] = z;
            division[k] = joins;
            pupils[k] = seated->pupils[i];
        }
        seated->pupils[i] = 0;
    }
    return n;
}

/* Pupils of a school that was merged sit in the one they have joined, in the classes they had. */
static enum xw_status join_merged(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                  int32_t row)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    struct xw_seated *seated = &state->seated[row];
    int32_t divisions = xw_prepared_divisions(state->prepared, stage);
    int32_t start = t->stage_start[stage];
    bool any = false;
    for (int32_t d = 0; d < divisions; d++) {
        int32_t joins = t->joins[xw_state_now(state, stage, d)];
        if (joins == XW_NONE) continue;
        any = true;
        state->classes[row][joins - start] += state->classes[row][d];
        state->classes[row][d] = 0;
        int32_t *raised = state->raised[row];
        if (raised != NULL && raised[joins - start] < raised[d]) raised[joins - start] = raised[d];
    }
    if (!any) return XW_OK;
    int32_t *zone = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *division = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *pupils = XW_TAKE(&scratch, seated->count, int32_t);
    if (zone == NULL || division == NULL || pupils == NULL) return XW_NO_MEMORY;
    int32_t n = take_out_merged(t, stage, state->year, seated, zone, division, pupils);
    return xw_state_seat(xw_state_turn(state), seated, n, zone, division, pupils);
}

/* Keep the continuing classes of all stages within the rooms, those of levers included; the rooms they
 * use are written, and who is displaced by grade row and zone. */
static enum xw_status fit_older(struct xw_state *state, struct xw_arena scratch,
                                const struct xw_sharing *s, int32_t *const *pupils, int32_t *used,
                                int32_t *const *displaced)
{
    const struct xw_prepared *p = state->prepared;
    int32_t n[XW_MAX_GRADES], c[XW_MAX_GRADES], out[XW_MAX_GRADES] = { 0 }, row[XW_MAX_GRADES];
    int32_t of[XW_MAX_GRADES], rows = 0;
    struct xw_class_norm norm[XW_MAX_GRADES];
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *stage = &p->scenario->stages.stage[s->stage[i]];
        for (int32_t g = 1; g < stage->grades; g++, rows++) {
            row[rows] = stage->first_row + g;
            of[rows] = s->division[i];
            n[rows] = pupils[row[rows]][of[rows]];
            c[rows] = state->classes[row[rows]][of[rows]];
            /* A raised limit holds for as long as the classes need it. */
            int32_t *raised = state->raised[row[rows]];
            if (raised != NULL && n[rows] <= (int64_t)c[rows] * p->norm[row[rows]].limit)
                raised[of[rows]] = 0;
            norm[rows] = xw_state_class_norm(state, row[rows], of[rows]);
        }
    }
    xw_rooms_fit(rows, n, c, norm, s->rooms + xw_levers_rooms(state, s->leader),
                 p->scenario->classes.merge_below, out);
    *used = 0;
    for (int32_t g = 0; g < rows; g++) {
        state->classes[row[g]][of[g]] = c[g];
        *used += c[g];
        if (out[g] == 0) continue;
        enum xw_status status = displace(state, scratch, row[g], of[g], out[g], displaced[row[g]]);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* What of the entry classes that may open does open: a new school may begin with a part of them. */
static int32_t begun(const struct xw_state *state, int32_t stage, int32_t division, int32_t classes)
{
    int32_t at = state->prepared->timeline.stage_start[stage] + division;
    return (int32_t)ceil(xw_late_projects_ramp(state, at) * classes);
}

/* Entry classes of stages that share rooms (pools.h). need [stage][division] pupils. */
static void open_shared(struct xw_state *state, const struct xw_sharing *s, int32_t used,
                        int32_t *const *need)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_pool_stage of[XW_MAX_STAGES];
    int32_t open[XW_MAX_STAGES];
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *stage = &p->scenario->stages.stage[s->stage[i]];
        ptrdiff_t at = xw_state_now(state, s->stage[i], s->division[i]);
        of[i] = (struct xw_pool_stage){
            .share = (p->timeline.rooms[at] + stage->grades - 1) / stage->grades +
                     p->scenario->classes.entry_bulge,
            .plan = p->timeline.intake_plan[at],
            .need = xw_formation_rooms(1, &need[s->stage[i]][s->division[i]],
                                       &p->norm[stage->first_row])
        };
    }
    xw_pools_open(s->count, of, s->rooms - used, open);
    for (int32_t i = 0; i < s->count; i++)
        state->may_open[p->scenario->stages.stage[s->stage[i]].first_row][s->division[i]] =
            begun(state, s->stage[i], s->division[i], open[i]);
}

/* The entry grade opens its share of the rooms. */
static void open_alone(struct xw_state *state, const struct xw_sharing *s, int32_t used)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[s->stage[0]];
    ptrdiff_t at = xw_state_now(state, s->stage[0], s->division[0]);
    int32_t classes = xw_layers_entry_classes(
        s->rooms, used, of->grades, p->timeline.intake_plan[at], p->scenario->classes.entry_bulge);
    state->may_open[of->first_row][s->division[0]] =
        begun(state, s->stage[0], s->division[0], classes);
}

/* A school that opens with all grades opens its share in each of them while rooms last. */
static void open_all_grades(struct xw_state *state, const struct xw_sharing *s, int32_t used)
{
    const struct xw_prepared *p = state->prepared;
    int32_t free = s->rooms - used;
    for (int32_t i = 0; i < s->count; i++)
        free -= state->may_open[p->scenario->stages.stage[s->stage[i]].first_row][s->division[i]];
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *of = &p->scenario->stages.stage[s->stage[i]];
        int32_t d = s->division[i];
        ptrdiff_t at = xw_state_now(state, s->stage[i], d);
        int32_t share = (p->timeline.rooms[at] + of->grades - 1) / of->grades;
        if (!p->timeline.all_grades[at]) continue;
        for (int32_t row = of->first_row + 1; row < of->first_row + of->grades && free > 0; row++) {
            int32_t more = share - state->classes[row][d];
            if (more <= 0) continue;
            if (more > free) more = free;
            state->may_open[row][d] = more;
            free -= more;
        }
    }
}

/* Pupils by grade row and division, once mergers are done, and those who live in the catchment of each
 * division and seek a place in the entry grade. */
static enum xw_status count_pupils(struct xw_state *state, struct xw_arena *scratch, int32_t stage,
                                   int32_t **pupils, int32_t **need)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage);
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        enum xw_status status = join_merged(state, *scratch, stage, row);
        if (status != XW_OK) return status;
        pupils[row] = XW_TAKE(scratch, divisions, int32_t);
        state->may_open[row] = XW_TAKE(xw_state_turn(state), divisions, int32_t);
        if (pupils[row] == NULL || state->may_open[row] == NULL) return XW_NO_MEMORY;
        xw_state_by_division(&state->seated[row], divisions, pupils[row]);
    }
    need[stage] = XW_TAKE(scratch, divisions, int32_t);
    if (need[stage] == NULL) return XW_NO_MEMORY;
    xw_catchment_demand(&xw_prepared_stage(p, state->year, stage)->catchment, p->zones,
                        state->seekers[of->first_row], need[stage]);
    return XW_OK;
}

/* Rooms that the older classes of those who share rooms would use as they are. */
static int32_t count_older(const struct xw_state *state, const struct xw_sharing *s,
                           int32_t *const *pupils)
{
    int32_t older = 0;
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *of = &state->prepared->scenario->stages.stage[s->stage[i]];
        for (int32_t row = of->first_row + 1; row < of->first_row + of->grades; row++)
            if (pupils[row][s->division[i]] > 0) older += state->classes[row][s->division[i]];
    }
    return older;
}

static int32_t count_opened(const struct xw_state *state, const struct xw_sharing *s)
{
    int32_t opened = 0;
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *of = &state->prepared->scenario->stages.stage[s->stage[i]];
        for (int32_t row = of->first_row; row < of->first_row + of->grades; row++)
            opened += state->may_open[row][s->division[i]];
    }
    return opened;
}

/* For whoever explains the year. */
static void record(struct xw_state *state, const struct xw_sharing *s, int32_t used)
{
    for (int32_t i = 0; i < s->count && state->record != NULL; i++) {
        int32_t row = state->prepared->scenario->stages.stage[s->stage[i]].first_row;
        xw_recording_rooms(state->record, state, s->stage[i], s->division[i],
                           (struct xw_recorded_rooms){ s->count, s->rooms, used,
                                                       state->may_open[row][s->division[i]] });
    }
}

/* Fit the older classes, then open others, for all who share rooms, those of displaced pupils last.
 * sharing, spare [divisions of the timeline]; only leaders count. */
static enum xw_status fill_rooms(struct xw_state *state, struct xw_arena scratch,
                                 const struct xw_sharing *sharing, int32_t *spare,
                                 int32_t *const *pupils, int32_t *const *need)
{
    int32_t divisions = state->prepared->timeline.divisions;
    int32_t *displaced[XW_MAX_GRADES] = { 0 };
    for (int32_t row = 0; row < state->prepared->scenario->stages.rows; row++) {
        displaced[row] = XW_TAKE(&scratch, state->prepared->zones, int32_t);
        if (displaced[row] == NULL) return XW_NO_MEMORY;
    }
    for (int32_t d = 0; d < divisions; d++)
        spare[d] = sharing[d].rooms - count_older(state, &sharing[d], pupils);
    for (int32_t d = 0; d < divisions && state->levers != NULL; d++)
        xw_levers_older(state, &sharing[d], spare);
    for (int32_t d = 0; d < divisions; d++) {
        const struct xw_sharing *s = &sharing[d];
        int32_t used;
        if (s->count == 0) continue;
        enum xw_status status = fit_older(state, scratch, s, pupils, &used, displaced);
        if (status != XW_OK) return status;
        if (state->levers != NULL) used += state->levers[d].lent;
        if (s->count == 1)
            open_alone(state, s, used);
        else
            open_shared(state, s, used, need);
        record(state, s, used);
        open_all_grades(state, s, used);
        spare[d] = s->rooms - used - count_opened(state, s);
    }
    xw_displaced_open(state, displaced, spare);
    for (int32_t d = 0; d < divisions && state->levers != NULL; d++)
        xw_levers_entry(state, &sharing[d], need, spare);
    return XW_OK;
}

enum xw_status xw_room_budget(struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    struct xw_arena scratch = state->scratch;
    int32_t *pupils[XW_MAX_GRADES], *need[XW_MAX_STAGES];
    enum xw_status status = xw_levers_begin(state);
    for (int32_t g = 0; status == XW_OK && g < p->stages; g++)
        if (!p->scenario->stages.stage[g].city)
            status = count_pupils(state, &scratch, g, pupils, need);
    if (status != XW_OK) return status;
    struct xw_sharing *sharing = XW_TAKE(&scratch, t->divisions, struct xw_sharing);
    int32_t *spare = XW_TAKE(&scratch, t->divisions, int32_t);
    if (sharing == NULL || spare == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < t->divisions; d++)
        if (!p->scenario->stages.stage[t->stage[d]].city) sharing[d] = xw_sharing_of(state, d);
    status = fill_rooms(state, scratch, sharing, spare, pupils, need);
    if (status != XW_OK || state->record == NULL) return status;
    return xw_recording_fitted(state->record, state);
}
