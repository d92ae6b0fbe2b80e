#include "timeline_projects.h"
#include <string.h>

/* Years of the projects with their delays; returns whether one is late. */
static bool delay_years(const struct xw_projects *projects, const int32_t *start_delay,
                        const int32_t *delay, int16_t *starts_in, int16_t *opens_in)
{
    bool any = false;
    for (int32_t p = 0; p < projects->count; p++) {
        bool takes_part = projects->counted[p] && projects->opens_in[p] != XW_NONE;
        int32_t by = takes_part ? delay[p] : 0;
        int32_t start_by = takes_part && start_delay != NULL && projects->starts_in[p] != XW_NONE
                               ? start_delay[p]
                               : 0;
        opens_in[p] = (int16_t)(projects->opens_in[p] + by);
        starts_in[p] = (int16_t)(projects->starts_in[p] + start_by);
        any |= by != 0 || start_by != 0;
    }
    return any;
}

/* Whether a project is not what it is in the central timeline: late, or left out. */
static bool is_changed(const struct xw_projects *a, const struct xw_projects *central, int32_t p)
{
    return a->counted[p] != central->counted[p] || a->opens_in[p] != central->opens_in[p] ||
           a->starts_in[p] != central->starts_in[p];
}

/* Mark the divisions whose rooms depend on a changed project: its own, where its rooms go, whose
 * rooms it uses, and so on through every project that shares one of them. */
static void mark_changed(const struct xw_maker *m, const struct xw_projects *central, uint8_t *mark)
{
    for (bool more = true, first = true; more; first = false) {
        more = false;
        for (int32_t p = 0; p < central->count; p++) {
            int32_t of[] = { m->t.project_division[p], m->to_division[p], m->host_division[p] };
            int marked = 0, divisions = 0;
            bool changed = is_changed(m->projects, central, p);
            if (!xw_maker_takes_part(m, p) && !changed) continue;
            for (int k = 0; k < 3; k++) {
                divisions += of[k] != XW_NONE;
                marked += of[k] != XW_NONE && mark[of[k]];
            }
            if (marked == divisions || (marked == 0 && !(first && changed))) continue;
            for (int k = 0; k < 3; k++)
                if (of[k] != XW_NONE) mark[of[k]] = 1;
            more = true;
        }
    }
}

static void *copy_of(struct xw_arena *keep, const void *column, ptrdiff_t count, size_t size)
{
    void *copy = xw_arena_take_raw(keep, count, size, size);
    if (copy != NULL && count > 0) memcpy(copy, column, (size_t)count * size);
    return copy;
}

static enum xw_status own_columns(struct xw_timeline *t, struct xw_arena *keep, int32_t projects)
{
    ptrdiff_t cells = (ptrdiff_t)t->divisions * t->years;
    int32_t **whole[] = { &t->rooms, &t->intake_plan,   &t->design_seats, &t->site,
                          &t->joins, &t->special_rooms, &t->prefab_rooms, &t->pool };
    uint8_t **byte[] = { &t->open, &t->all_grades };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if ((*whole[i] = copy_of(keep, *whole[i], cells, sizeof(int32_t))) == NULL)
            return XW_NO_MEMORY;
    for (size_t i = 0; i < sizeof byte / sizeof *byte; i++)
        if ((*byte[i] = copy_of(keep, *byte[i], cells, sizeof(uint8_t))) == NULL)
            return XW_NO_MEMORY;
    t->project_seats =
        copy_of(keep, t->project_seats, (ptrdiff_t)projects * t->years, sizeof(int32_t));
    return t->project_seats == NULL ? XW_NO_MEMORY : XW_OK;
}

/* Whether a part of the school for any stage is marked: pools are of one school. */
static bool school_marked(const struct xw_maker *m, int32_t school, const uint8_t *mark)
{
    for (int32_t s = 0; s < m->stages->count; s++) {
        int32_t d = m->t.division_of[s * m->schools->count + school];
        if (d != XW_NONE && mark[d]) return true;
    }
    return false;
}

static void fill_marked(struct xw_maker *m, const uint8_t *mark)
{
    struct xw_timeline *t = &m->t;
    for (int32_t d = 0; d < t->divisions; d++)
        for (int32_t y = 0; y < t->years && mark[d]; y++)
            xw_maker_fill_division_year(m, d, y);
    for (int32_t d = 0; d < t->divisions; d++) {
        if (!school_marked(m, t->school[d], mark)) continue;
        for (int32_t y = 0; y < t->years; y++)
            xw_maker_fill_pool(m, d, y);
    }
    for (int32_t i = 0; i < m->projects->count; i++) {
        int32_t p = m->order[i], own = t->project_division[p], to = m->to_division[p];
        if (!(own != XW_NONE && mark[own]) && !(to != XW_NONE && mark[to])) continue;
        memset(t->project_seats + (ptrdiff_t)p * t->years, 0,
               (size_t)t->years * sizeof *t->project_seats);
        xw_maker_fill_project(m, i);
    }
}

/* Lay out again what the changed projects of the maker concern, over the central timeline. */
static enum xw_status lay_out(struct xw_arena *keep, struct xw_arena scratch,
                              const struct xw_timeline *central,
                              const struct xw_projects *of_central, struct xw_maker *m,
                              struct xw_timeline *out)
{
    uint8_t *mark = XW_TAKE(&scratch, central->divisions, uint8_t);
    m->t = *central;
    m->first_row = central->made_of.first_row;
    m->created = central->made_of.created;
    m->site_then = central->made_of.site_then;
    m->to_division = central->made_of.to_division;
    m->host_division = central->made_of.host_division;
    m->order = XW_TAKE_RAW(&scratch, m->projects->count, int32_t);
    if (mark == NULL || m->order == NULL) return XW_NO_MEMORY;
    enum xw_status status = own_columns(&m->t, keep, m->projects->count);
    if (status != XW_OK) return status;
    xw_maker_order(m);
    mark_changed(m, of_central, mark);
    fill_marked(m, mark);
    m->t.starts_in = m->projects->starts_in;
    m->t.opens_in = m->projects->opens_in;
    *out = m->t;
    return XW_OK;
}

enum xw_status xw_timeline_delay(struct xw_arena *keep, struct xw_arena scratch,
                                 const struct xw_timeline *central, const struct xw_stages *stages,
                                 const struct xw_schools *schools,
                                 const struct xw_capacity *capacity,
                                 const struct xw_projects *projects, const struct xw_norms *norms,
                                 const int32_t *start_delay, const int32_t *delay,
                                 struct xw_timeline *out)
{
    struct xw_projects later = *projects;
    later.starts_in = XW_TAKE_RAW(keep, projects->count, int16_t);
    later.opens_in = XW_TAKE_RAW(keep, projects->count, int16_t);
    struct xw_maker m = { .stages = stages,
                          .schools = schools,
                          .capacity = capacity,
                          .projects = &later,
                          .norms = norms };
    if (later.starts_in == NULL || later.opens_in == NULL) return XW_NO_MEMORY;
    if (!delay_years(projects, start_delay, delay, later.starts_in, later.opens_in)) {
        *out = *central;
        return XW_OK;
    }
    return lay_out(keep, scratch, central, projects, &m, out);
}

enum xw_status xw_timeline_without(struct xw_arena *keep, struct xw_arena scratch,
                                   const struct xw_timeline *central,
                                   const struct xw_stages *stages, const struct xw_schools *schools,
                                   const struct xw_capacity *capacity,
                                   const struct xw_projects *projects, const struct xw_norms *norms,
                                   const bool *counted, struct xw_timeline *out)
{
    struct xw_projects fewer = *projects;
    fewer.counted = copy_of(keep, counted, projects->count, sizeof *counted);
    if (fewer.counted == NULL) return XW_NO_MEMORY;
    for (int32_t p = 0; p < projects->count; p++)
        if (counted[p] && !projects->counted[p]) return XW_OUT_OF_RANGE;
    struct xw_maker m = { .stages = stages,
                          .schools = schools,
                          .capacity = capacity,
                          .projects = &fewer,
                          .norms = norms };
    return lay_out(keep, scratch, central, projects, &m, out);
}
