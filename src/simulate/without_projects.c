#include "xuewei/without_projects.h"
#include "xuewei/mergers.h"
#include "xuewei/stage_years.h"
#include <string.h>

/* Whether a merger is left out: then rows that direct zones and leavers are others. */
static bool leaves_a_merger_out(const struct xw_projects *projects, const bool *counted)
{
    for (int32_t p = 0; p < projects->count; p++)
        if (projects->kind[p] == XW_PROJECT_MERGER && projects->counted[p] != counted[p])
            return true;
    return false;
}

/* Base rolls and their homes hang on rooms and places of the first year alone (state.h). */
static bool same_first_year(const struct xw_timeline *a, const struct xw_timeline *b)
{
    for (int32_t d = 0; d < a->divisions; d++) {
        ptrdiff_t at = (ptrdiff_t)d * a->years;
        if (a->rooms[at] != b->rooms[at] || a->pool[at] != b->pool[at] ||
            a->site[at] != b->site[at])
            return false;
    }
    return true;
}

static enum xw_status draw_stages(struct xw_arena *keep, struct xw_arena scratch,
                                  const struct xw_prepared *central, bool other_rows,
                                  struct xw_prepared *own)
{
    ptrdiff_t stage_years = (ptrdiff_t)own->years * own->stages;
    own->stage = XW_TAKE_RAW(keep, stage_years, struct xw_stage_year);
    if (own->stage == NULL) return XW_NO_MEMORY;
    memcpy(own->stage, central->stage, (size_t)stage_years * sizeof *own->stage);
    enum xw_status status = other_rows ? xw_stage_years_begin(keep, scratch, own) : XW_OK;
    for (int32_t g = 0; status == XW_OK && g < own->stages; g++) {
        if (own->scenario->stages.stage[g].city) continue;
        if (other_rows || xw_stage_years_differ(&own->timeline, &central->timeline, g))
            status = xw_stage_years_draw(keep, scratch, other_rows ? NULL : central, own, g, 0);
    }
    return status;
}

enum xw_status xw_without_projects(struct xw_arena *keep, struct xw_arena scratch,
                                   const struct xw_prepared *central, const struct xw_start *start,
                                   const bool *left, struct xw_without_projects *out)
{
    const struct xw_scenario *s = central->scenario;
    bool *counted = XW_TAKE_RAW(keep, s->projects.count, bool);
    if (counted == NULL) return XW_NO_MEMORY;
    if (s->projects.count > 0) memcpy(counted, left, (size_t)s->projects.count * sizeof *counted);
    bool other_rows = leaves_a_merger_out(&s->projects, counted);
    out->scenario = *s;
    out->scenario.projects.counted = counted;
    out->prepared = *central;
    out->prepared.scenario = &out->scenario;
    enum xw_status status = XW_OK;
    if (other_rows) {
        struct xw_arena work = scratch;
        status = xw_mergers_follow(keep, &work, &out->scenario);
    }
    if (status == XW_OK)
        status = xw_timeline_without(keep, scratch, &central->timeline, &s->stages, &s->schools,
                                     &s->capacity, &s->projects, &s->norms, counted,
                                     &out->prepared.timeline);
    if (status == XW_OK) status = draw_stages(keep, scratch, central, other_rows, &out->prepared);
    if (status != XW_OK) return status;
    out->shares_start = same_first_year(&out->prepared.timeline, &central->timeline);
    if (out->shares_start) {
        out->start = *start;
        out->start.prepared = &out->prepared;
        out->start.tier_tables = NULL;
    }
    return XW_OK;
}
