#include "xuewei/room_steps.h"
#include "timeline_projects.h"

static enum xw_status open_maker(struct xw_maker *m, struct xw_arena *keep,
                                 const struct xw_timeline *timeline, const struct xw_stages *stages,
                                 const struct xw_schools *schools,
                                 const struct xw_capacity *capacity,
                                 const struct xw_projects *projects, const struct xw_norms *norms)
{
    *m = (struct xw_maker){ .stages = stages,
                            .schools = schools,
                            .capacity = capacity,
                            .projects = projects,
                            .norms = norms,
                            .t = *timeline,
                            .first_row = timeline->made_of.first_row,
                            .created = timeline->made_of.created,
                            .order = XW_TAKE_RAW(keep, projects->count, int32_t),
                            .site_then = timeline->made_of.site_then,
                            .to_division = timeline->made_of.to_division,
                            .host_division = timeline->made_of.host_division };
    if (m->order == NULL) return XW_NO_MEMORY;
    xw_maker_order(m);
    return XW_OK;
}

/* A project whose works concern the division in a year, or XW_NONE. */
static int32_t at_work(const struct xw_maker *m, int32_t division, int32_t year)
{
    for (int32_t p = 0; p < m->projects->count; p++)
        if ((m->t.project_division[p] == division || m->host_division[p] == division) &&
            xw_maker_takes_part(m, p) && m->projects->starts_in[p] != XW_NONE &&
            year >= m->projects->starts_in[p] && year < m->projects->opens_in[p])
            return p;
    return XW_NONE;
}

enum xw_status xw_room_steps(struct xw_arena *keep, const struct xw_timeline *timeline,
                             const struct xw_stages *stages, const struct xw_schools *schools,
                             const struct xw_capacity *capacity, const struct xw_projects *projects,
                             const struct xw_norms *norms, int32_t division, int32_t year,
                             int32_t *count, struct xw_room_step **out)
{
    struct xw_maker m;
    enum xw_status status =
        open_maker(&m, keep, timeline, stages, schools, capacity, projects, norms);
    struct xw_room_step *step = XW_TAKE(keep, projects->count + 2, struct xw_room_step);
    if (status != XW_OK || step == NULL) return XW_NO_MEMORY;
    int32_t calendar = timeline->first + year, n = 0;
    struct xw_supply now = xw_maker_supply(&m, division, calendar, 0);
    step[n++] = (struct xw_room_step){ XW_ROOMS_LISTED, xw_maker_row(&m, division, calendar),
                                       now.rooms, now.plan, now.design_extra };
    for (int32_t i = 0; i < projects->count; i++) {
        int32_t p = m.order[i];
        bool concerns = m.t.project_division[p] == division || m.to_division[p] == division;
        if (!concerns || !xw_maker_takes_part(&m, p) || projects->opens_in[p] > calendar) continue;
        now = xw_maker_supply(&m, division, calendar, i + 1);
        step[n++] =
            (struct xw_room_step){ XW_ROOMS_PROJECT, p, now.rooms, now.plan, now.design_extra };
    }
    struct xw_supply works = xw_maker_at_work(&m, division, calendar);
    if (works.rooms != now.rooms)
        step[n++] = (struct xw_room_step){ XW_ROOMS_WORKS, at_work(&m, division, calendar),
                                           works.rooms, works.plan, works.design_extra };
    *count = n;
    *out = step;
    return XW_OK;
}

enum xw_status xw_project_rooms(struct xw_arena *keep, const struct xw_timeline *timeline,
                                const struct xw_stages *stages, const struct xw_schools *schools,
                                const struct xw_capacity *capacity,
                                const struct xw_projects *projects, const struct xw_norms *norms,
                                int32_t project, int32_t year, struct xw_project_rooms *out)
{
    struct xw_maker m;
    enum xw_status status =
        open_maker(&m, keep, timeline, stages, schools, capacity, projects, norms);
    if (status != XW_OK) return status;
    int32_t at = 0;
    while (m.order[at] != project)
        at++;
    *out = (struct xw_project_rooms){ .own = m.t.project_division[project],
                                      .to = m.to_division[project],
                                      .lost = xw_maker_rooms_lost(&m, project,
                                                                  timeline->first + year) };
    if (out->own != XW_NONE) out->own_added = xw_maker_rooms_added(&m, at, out->own);
    if (out->to != XW_NONE) out->to_added = xw_maker_rooms_added(&m, at, out->to);
    return XW_OK;
}
