#include "xuewei/late_projects.h"
#include "xuewei/stage_years.h"
#include <string.h>

static bool is_late(const struct xw_draw *draw)
{
    for (int32_t p = 0; draw->delay != NULL && p < draw->projects; p++)
        if (draw->delay[p] != 0 || (draw->start_delay != NULL && draw->start_delay[p] != 0))
            return true;
    return false;
}

/* The new school that each division waits for, of several the first one: its project, or XW_NONE. */
static enum xw_status find_new_schools(struct xw_state *state)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    const struct xw_projects *projects = &state->prepared->scenario->projects;
    const double *ramp = state->draw->ramp;
    bool any = false;
    for (int32_t p = 0; ramp != NULL && p < state->draw->projects; p++)
        any |= ramp[p] < 1.0;
    if (!any) return XW_OK;
    state->new_school = XW_TAKE_RAW(&state->keep, t->divisions, int32_t);
    if (state->new_school == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < t->divisions; d++)
        state->new_school[d] = XW_NONE;
    for (int32_t p = 0; p < projects->count; p++) {
        int32_t d = t->project_division[p];
        if (!projects->counted[p] || projects->kind[p] != XW_PROJECT_NEW || d == XW_NONE) continue;
        int32_t other = state->new_school[d];
        if (other == XW_NONE || t->opens_in[p] < t->opens_in[other]) state->new_school[d] = p;
    }
    return XW_OK;
}

static enum xw_status make_own(struct xw_state *state)
{
    const struct xw_prepared *central = state->prepared;
    const struct xw_scenario *s = central->scenario;
    const struct xw_draw *draw = state->draw;
    struct xw_prepared *own = &state->own;
    *own = *central;
    enum xw_status status = xw_timeline_delay(
        &state->keep, state->scratch, &central->timeline, &s->stages, &s->schools, &s->capacity,
        &s->projects, &s->norms, draw->start_delay, draw->delay, &own->timeline);
    if (status != XW_OK) return status;
    ptrdiff_t stage_years = (ptrdiff_t)own->years * own->stages;
    own->stage = XW_TAKE_RAW(&state->keep, stage_years, struct xw_stage_year);
    if (own->stage == NULL) return XW_NO_MEMORY;
    memcpy(own->stage, central->stage, (size_t)stage_years * sizeof *own->stage);
    for (int32_t g = 0; status == XW_OK && g < own->stages; g++)
        if (!s->stages.stage[g].city &&
            xw_stage_years_differ(&own->timeline, &central->timeline, g))
            status = xw_stage_years_draw(&state->keep, state->scratch, central, own, g, 0);
    state->prepared = own;
    return status;
}

enum xw_status xw_late_projects_begin(struct xw_state *state)
{
    if (state->draw == NULL) return XW_OK;
    enum xw_status status = is_late(state->draw) ? make_own(state) : XW_OK;
    return status == XW_OK ? find_new_schools(state) : status;
}

double xw_late_projects_ramp(const struct xw_state *state, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t project = state->new_school == NULL ? XW_NONE : state->new_school[division];
    if (project == XW_NONE) return 1.0;
    bool first = t->opens_in[project] == t->first + state->year;
    return first ? state->draw->ramp[project] : 1.0;
}
