#include "xuewei/closures.h"
#include "xuewei/measure_rows.h"
#include "xuewei/stage_years.h"
#include <math.h>
#include <string.h>

static const struct xw_closing_rules *rules_of(const struct xw_state *state)
{
    return &state->prepared->scenario->closing;
}

/* Last year's pupils by division of the timeline. */
static void count_pupils(const struct xw_state *state, int32_t *pupils)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    const struct xw_stages *stages = &state->prepared->scenario->stages;
    for (int32_t row = 0; row < stages->rows; row++) {
        const struct xw_seated *seated = &state->seated[row];
        int32_t start = t->stage_start[xw_stages_of_row(stages, row)];
        for (int32_t i = 0; i < seated->count; i++)
            if (seated->division[i] != XW_NONE)
                pupils[start + seated->division[i]] += seated->pupils[i];
    }
}

static void *copy_of(struct xw_arena *keep, const void *column, ptrdiff_t count, size_t size)
{
    void *copy = xw_arena_take(keep, count, size, size);
    if (copy != NULL && count > 0) memcpy(copy, column, (size_t)count * size);
    return copy;
}

/* The columns that a closure changes become this history's own. */
static enum xw_status own_columns(struct xw_state *state)
{
    struct xw_timeline *t = &state->own.timeline;
    struct xw_arena *keep = &state->keep;
    if (state->prepared != &state->own) state->own = *state->prepared;
    ptrdiff_t cells = (ptrdiff_t)t->divisions * t->years;
    int32_t **whole[] = { &t->rooms, &t->design_seats, &t->special_rooms, &t->prefab_rooms,
                          &t->pool };
    uint8_t **byte[] = { &t->open, &t->all_grades };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        *whole[i] = copy_of(keep, *whole[i], cells, sizeof(int32_t));
        if (*whole[i] == NULL) return XW_NO_MEMORY;
    }
    for (size_t i = 0; i < sizeof byte / sizeof *byte; i++) {
        *byte[i] = copy_of(keep, *byte[i], cells, sizeof(uint8_t));
        if (*byte[i] == NULL) return XW_NO_MEMORY;
    }
    ptrdiff_t stages = (ptrdiff_t)state->own.years * state->own.stages;
    struct xw_stage_year *stage = XW_TAKE(keep, stages, struct xw_stage_year);
    if (stage == NULL) return XW_NO_MEMORY;
    memcpy(stage, state->own.stage, (size_t)stages * sizeof *stage);
    state->own.stage = stage;
    state->prepared = &state->own;
    return XW_OK;
}

enum xw_status xw_closures_begin(struct xw_state *state)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    if (rules_of(state)->below == 0) return XW_OK;
    enum xw_status status = own_columns(state);
    state->small_years = XW_TAKE(&state->keep, t->divisions, int32_t);
    state->open_years = XW_TAKE(&state->keep, t->divisions, int32_t);
    state->closed_in = XW_TAKE(&state->keep, t->divisions, int32_t);
    state->closed_pupils = XW_TAKE(&state->keep, t->divisions, int32_t);
    if (state->small_years == NULL || state->open_years == NULL || state->closed_in == NULL ||
        state->closed_pupils == NULL)
        return XW_NO_MEMORY;
    /* A school with base rolls has had the time to fill. */
    count_pupils(state, state->open_years);
    for (int32_t d = 0; d < t->divisions; d++) {
        state->closed_in[d] = XW_NONE;
        if (state->open_years[d] > 0) state->open_years[d] = XW_MAX_GRADES;
    }
    return status;
}

/* Whether a counted project still opens that concerns the division. */
static bool is_to_change(const struct xw_state *state, int32_t division)
{
    const struct xw_projects *p = &state->prepared->scenario->projects;
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t year = state->prepared->first + state->year;
    for (int32_t i = 0; i < p->count; i++) {
        if (!p->counted[i] || t->opens_in[i] < year) continue;
        bool host = p->meanwhile[i] == t->school[division] && p->stage[i] == t->stage[division];
        bool to = p->to_school[i] == t->school[division] && p->to_stage[i] == t->stage[division];
        if (t->project_division[i] == division || to || host) return true;
    }
    return false;
}

/* Public schools of the stage that stay open: one near by, and one in the town. */
static bool can_do_without(const struct xw_state *state, int32_t division)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_schools *schools = &p->scenario->schools;
    const struct xw_zones *zones = &p->scenario->zones;
    int32_t stage = t->stage[division], town = zones->town[schools->zone[t->school[division]]];
    int32_t site = t->site[(ptrdiff_t)division * t->years + state->year];
    bool near = false, in_town = false;
    for (int32_t d = t->stage_start[stage]; d < t->stage_start[stage + 1]; d++) {
        ptrdiff_t at = (ptrdiff_t)d * t->years + state->year;
        if (d == division || !t->open[at] || schools->sector[t->school[d]] == XW_PRIVATE) continue;
        double way = hypot(t->site_x_m[t->site[at]] - t->site_x_m[site],
                           t->site_y_m[t->site[at]] - t->site_y_m[site]) *
                     p->scenario->assignment.detour;
        near |= way <= rules_of(state)->within_m;
        in_town |= zones->town[schools->zone[t->school[d]]] == town;
    }
    return near && in_town;
}

/* From this year on the division has no rooms; who shared them has a new leader. */
static void close_division(struct xw_state *state, int32_t division, int32_t pupils)
{
    struct xw_timeline *t = &state->own.timeline;
    for (int32_t y = state->year; y < t->years; y++) {
        ptrdiff_t at = (ptrdiff_t)division * t->years + y;
        t->rooms[at] = t->design_seats[at] = t->special_rooms[at] = t->prefab_rooms[at] = 0;
        t->open[at] = t->all_grades[at] = 0;
        t->pool[at] = division;
        int32_t leader = XW_NONE;
        for (int32_t d = division + 1; d < t->divisions; d++) {
            int32_t *pool = &t->pool[(ptrdiff_t)d * t->years + y];
            if (*pool != division) continue;
            if (leader == XW_NONE) leader = d;
            *pool = leader;
        }
    }
    state->closed_in[division] = state->year;
    state->closed_pupils[division] = pupils;
}

static bool may_close(const struct xw_state *state, int32_t division)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_stage *of = &p->scenario->stages.stage[t->stage[division]];
    return t->open[(ptrdiff_t)division * t->years + state->year] &&
           state->small_years[division] >= rules_of(state)->after &&
           p->scenario->schools.sector[t->school[division]] != XW_PRIVATE &&
           state->open_years[division] >= of->grades && !is_to_change(state, division) &&
           can_do_without(state, division);
}

/* Close the small divisions of a stage, the smallest first; returns whether there was one. */
static bool close_small(struct xw_state *state, int32_t stage, const int32_t *pupils)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    for (bool any = false;; any = true) {
        int32_t smallest = XW_NONE;
        for (int32_t d = t->stage_start[stage]; d < t->stage_start[stage + 1]; d++)
            if (may_close(state, d) && (smallest == XW_NONE || pupils[d] < pupils[smallest]))
                smallest = d;
        if (smallest == XW_NONE) return any;
        close_division(state, smallest, pupils[smallest]);
    }
}

enum xw_status xw_closures(struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    struct xw_arena scratch = state->scratch;
    if (rules_of(state)->below == 0 || state->year == 0) return XW_OK;
    int32_t *pupils = XW_TAKE(&scratch, t->divisions, int32_t);
    if (pupils == NULL) return XW_NO_MEMORY;
    count_pupils(state, pupils);
    for (int32_t d = 0; d < t->divisions; d++) {
        bool open = t->open[(ptrdiff_t)d * t->years + state->year - 1];
        bool small = open && pupils[d] < rules_of(state)->below;
        state->small_years[d] = small ? state->small_years[d] + 1 : 0;
        state->open_years[d] = open ? state->open_years[d] + 1 : 0;
    }
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < p->stages; g++) {
        if (p->scenario->stages.stage[g].city || !close_small(state, g, pupils)) continue;
        status = xw_stage_years_draw(&state->keep, scratch, NULL, &state->own, g, state->year);
    }
    return status;
}

enum xw_status xw_closure_rows(const struct xw_state *state, int32_t stage,
                               const struct xw_sink *sink)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    enum xw_status status = XW_OK;
    if (state->closed_in == NULL) return XW_OK;
    for (int32_t d = t->stage_start[stage]; status == XW_OK && d < t->stage_start[stage + 1]; d++)
        if (state->closed_in[d] == state->year)
            status =
                xw_measure_say(state, sink, state->prepared->scenario->schools.code[t->school[d]],
                               XW_MEASURE_CLOSED_SMALL, stage, state->closed_pupils[d]);
    return status;
}
