#include "xuewei/timeline.h"
#include "timeline_projects.h"
#include <math.h>
#include <string.h>

int32_t xw_timeline_norm_seats(const struct xw_stages *stages, const struct xw_norms *norms,
                               int32_t stage, int32_t rooms)
{
    const struct xw_stage *s = &stages->stage[stage];
    int64_t sum = 0;
    for (int32_t g = 0; g < s->grades; g++)
        sum += xw_norms_class(norms, stages, s->first_row + g).norm;
    return (int32_t)(rooms * sum / s->grades);
}

static bool within(int32_t row, int32_t least, int32_t count)
{
    return row >= least && row < count;
}

static enum xw_status check(const struct xw_maker *m, const struct xw_zones *zones, int16_t first,
                            int32_t years)
{
    if (years < 1 || years > INT16_MAX - first + 1) return XW_OUT_OF_RANGE;
    for (int32_t r = 0; r < m->capacity->count; r++)
        if (!within(m->capacity->school[r], 0, m->schools->count) ||
            !within(m->capacity->stage[r], 0, m->stages->count))
            return XW_OUT_OF_RANGE;
    for (int32_t p = 0; p < m->projects->count; p++) {
        if (!within(m->projects->school[p], XW_NONE, m->schools->count) ||
            !within(m->projects->stage[p], XW_NONE, m->stages->count) ||
            !within(m->projects->to_school[p], XW_NONE, m->schools->count) ||
            !within(m->projects->to_stage[p], XW_NONE, m->stages->count) ||
            !within(m->projects->meanwhile[p], XW_NONE, m->schools->count) ||
            !within(m->projects->zone[p], XW_NONE, zones->count))
            return XW_OUT_OF_RANGE;
        if (m->projects->counted[p] && m->projects->kind[p] >= XW_PROJECT_KINDS)
            return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* A school's part for a stage as a cell of division_of; XW_NONE when one of them is not given. */
static int32_t cell_of(const struct xw_maker *m, int32_t school, int32_t stage)
{
    return school == XW_NONE || stage == XW_NONE ? XW_NONE : stage * m->schools->count + school;
}

/* Number the divisions by stage, then school. */
static enum xw_status number_divisions(struct xw_maker *m, struct xw_arena *keep)
{
    const struct xw_capacity *capacity = m->capacity;
    const struct xw_projects *p = m->projects;
    struct xw_timeline *t = &m->t;
    int32_t schools = m->schools->count, cells = m->stages->count * schools;
    t->division_of = XW_TAKE(keep, cells, int32_t);
    if (t->division_of == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0; r < capacity->count; r++)
        t->division_of[capacity->stage[r] * schools + capacity->school[r]] = 1;
    for (int32_t i = 0; i < p->count; i++) {
        int32_t own = cell_of(m, p->school[i], p->stage[i]);
        int32_t to = cell_of(m, p->to_school[i], p->to_stage[i]);
        if (own != XW_NONE) t->division_of[own] = 1;
        if (to != XW_NONE) t->division_of[to] = 1;
    }

    for (int32_t i = 0; i < cells; i++)
        t->divisions += t->division_of[i];
    t->school = XW_TAKE(keep, t->divisions, int32_t);
    t->stage = XW_TAKE(keep, t->divisions, int32_t);
    if (t->school == NULL || t->stage == NULL) return XW_NO_MEMORY;
    int32_t d = 0;
    for (int32_t i = 0; i < cells; i++) {
        if (t->division_of[i] == 0) {
            t->division_of[i] = XW_NONE;
            continue;
        }
        t->school[d] = i % schools;
        t->stage[d] = i / schools;
        t->stage_start[t->stage[d] + 1]++;
        t->division_of[i] = d++;
    }
    for (int32_t s = 0; s < XW_MAX_STAGES; s++)
        t->stage_start[s + 1] += t->stage_start[s];
    return XW_OK;
}

static int32_t division_at(const struct xw_maker *m, int32_t school, int32_t stage)
{
    int32_t cell = cell_of(m, school, stage);
    return cell == XW_NONE ? XW_NONE : m->t.division_of[cell];
}

/* The divisions that each project is about. */
static enum xw_status find_divisions(struct xw_maker *m, struct xw_arena *keep)
{
    const struct xw_projects *p = m->projects;
    enum xw_status status = number_divisions(m, keep);
    if (status != XW_OK) return status;
    int32_t *to_division = XW_TAKE(keep, p->count, int32_t);
    int32_t *host_division = XW_TAKE(keep, p->count, int32_t);
    m->t.project_division = XW_TAKE(keep, p->count, int32_t);
    m->to_division = to_division;
    m->host_division = host_division;
    if (m->t.project_division == NULL || to_division == NULL || host_division == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->count; i++) {
        int32_t own = division_at(m, p->school[i], p->stage[i]);
        int32_t to = division_at(m, p->to_school[i], p->to_stage[i]);
        m->t.project_division[i] = own;
        to_division[i] = to;
        host_division[i] = division_at(m, p->meanwhile[i], p->stage[i]);
        bool merges = p->kind[i] == XW_PROJECT_MERGER && own != XW_NONE;
        if (p->counted[i] && ((own != XW_NONE && to == own) || (merges && to == XW_NONE)))
            return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

static bool has_new_place(const struct xw_maker *m, int32_t project)
{
    const struct xw_projects *projects = m->projects;
    bool moves = projects->kind[project] == XW_PROJECT_RELOCATION ||
                 projects->kind[project] == XW_PROJECT_REBUILD;
    if (!moves || !projects->counted[project] || m->t.project_division[project] == XW_NONE)
        return false;
    if (projects->zone[project] != XW_NONE) return true;
    return isfinite(projects->x_m[project]) && isfinite(projects->y_m[project]);
}

/* Every school's own site, then one for each project that moves a school. */
static enum xw_status find_sites(struct xw_maker *m, struct xw_arena *keep,
                                 const struct xw_zones *zones)
{
    const struct xw_projects *projects = m->projects;
    struct xw_timeline *t = &m->t;
    int32_t *site_then = XW_TAKE(keep, projects->count, int32_t);
    if (site_then == NULL) return XW_NO_MEMORY;
    m->site_then = site_then;
    t->sites = m->schools->count;
    for (int32_t p = 0; p < projects->count; p++)
        site_then[p] = has_new_place(m, p) ? t->sites++ : XW_NONE;
    t->site_x_m = XW_TAKE(keep, t->sites, double);
    t->site_y_m = XW_TAKE(keep, t->sites, double);
    t->site_school = XW_TAKE(keep, t->sites, int32_t);
    t->site_zone = XW_TAKE(keep, t->sites, int32_t);
    if (t->site_x_m == NULL || t->site_y_m == NULL || t->site_school == NULL ||
        t->site_zone == NULL)
        return XW_NO_MEMORY;
    for (int32_t s = 0; s < m->schools->count; s++) {
        t->site_x_m[s] = m->schools->x_m[s];
        t->site_y_m[s] = m->schools->y_m[s];
        t->site_school[s] = s;
        t->site_zone[s] = m->schools->zone[s];
    }
    for (int32_t p = 0; p < projects->count; p++) {
        int32_t site = m->site_then[p];
        if (site == XW_NONE) continue;
        bool given = isfinite(projects->x_m[p]) && isfinite(projects->y_m[p]);
        t->site_x_m[site] = given ? projects->x_m[p] : zones->x_m[projects->zone[p]];
        t->site_y_m[site] = given ? projects->y_m[p] : zones->y_m[projects->zone[p]];
        t->site_school[site] = projects->school[p];
        t->site_zone[site] = projects->zone[p];
    }
    return XW_OK;
}

/* A column of the row in force; a table without the column has none. */
static int32_t given_rooms(const int32_t *column, int32_t row)
{
    return column == NULL || row == XW_NONE || column[row] == XW_NONE ? 0 : column[row];
}

void xw_maker_fill_division_year(struct xw_maker *m, int32_t division, int32_t y)
{
    const struct xw_projects *projects = m->projects;
    struct xw_timeline *t = &m->t;
    int32_t year = t->first + y, at = division * t->years + y;
    struct xw_supply now = xw_maker_at_work(m, division, year);
    bool all_grades = false;
    for (int32_t p = 0; p < projects->count; p++) {
        bool converts = projects->kind[p] == XW_PROJECT_CONVERSION;
        int32_t opens = converts ? m->to_division[p] : t->project_division[p];
        if (opens == division && xw_maker_takes_part(m, p) && projects->opens_in[p] == year &&
            projects->opening[p] == XW_OPENS_ALL_GRADES)
            all_grades = true;
    }
    int32_t design = xw_maker_norm_seats(m, division, now.rooms) + now.design_extra;
    bool open = now.rooms > 0;
    t->rooms[at] = now.rooms;
    t->open[at] = open;
    t->intake_plan[at] = now.plan;
    t->design_seats[at] = open && design > 0 ? design : 0;
    t->all_grades[at] = open && all_grades;
    t->site[at] = now.site;
    int32_t row = xw_maker_row(m, division, year);
    t->special_rooms[at] = open ? given_rooms(m->capacity->special_rooms, row) : 0;
    t->prefab_rooms[at] = open ? given_rooms(m->capacity->prefab_rooms, row) : 0;
    t->joins[at] = xw_maker_joins(m, division, year);
}

/* Open divisions of a school whose rows in force name the same pool share rooms. */
void xw_maker_fill_pool(struct xw_maker *m, int32_t division, int32_t y)
{
    struct xw_timeline *t = &m->t;
    const struct xw_capacity *c = m->capacity;
    int32_t at = division * t->years + y, row = xw_maker_row(m, division, t->first + y);
    t->pool[at] = division;
    if (c->pool == NULL || row == XW_NONE || c->pool[row] == NULL || !t->open[at]) return;
    for (int32_t s = 0; s < t->stage[division]; s++) {
        int32_t other = t->division_of[s * m->schools->count + t->school[division]];
        if (other == XW_NONE || !t->open[other * t->years + y]) continue;
        int32_t its = xw_maker_row(m, other, t->first + y);
        if (its == XW_NONE || c->pool[its] == NULL || strcmp(c->pool[its], c->pool[row]) != 0)
            continue;
        t->pool[at] = other;
        return;
    }
}

void xw_maker_fill_project(struct xw_maker *m, int32_t at)
{
    struct xw_timeline *t = &m->t;
    int32_t p = m->order[at], division = t->project_division[p];
    if (division == XW_NONE) division = m->to_division[p];
    if (division == XW_NONE || !xw_maker_takes_part(m, p)) return;
    int32_t added = xw_maker_seats_added(m, at);
    for (int32_t y = 0; y < t->years; y++) {
        int32_t year = t->first + y;
        if (year > m->schools->closes[t->school[division]]) break;
        bool opened = year >= m->projects->opens_in[p];
        t->project_seats[p * t->years + y] = opened ? added : -xw_maker_seats_lost(m, p, year);
    }
}

void xw_maker_order(struct xw_maker *m)
{
    const struct xw_projects *projects = m->projects;
    for (int32_t p = 0; p < projects->count; p++) {
        int32_t i = p;
        for (; i > 0 && projects->opens_in[m->order[i - 1]] > projects->opens_in[p]; i--)
            m->order[i] = m->order[i - 1];
        m->order[i] = p;
    }
}

/* Working columns. They stay in keep: there is no other arena here, and they are small. */
static enum xw_status prepare(struct xw_maker *m, struct xw_arena *keep)
{
    const struct xw_projects *projects = m->projects;
    int32_t *first_row = XW_TAKE(keep, m->t.divisions, int32_t);
    uint8_t *created = XW_TAKE(keep, m->t.divisions, uint8_t);
    m->first_row = first_row;
    m->created = created;
    m->order = XW_TAKE(keep, projects->count, int32_t);
    if (first_row == NULL || created == NULL || m->order == NULL) return XW_NO_MEMORY;

    for (int32_t r = m->capacity->count - 1; r >= 0; r--)
        first_row[m->t.division_of[m->capacity->stage[r] * m->schools->count +
                                   m->capacity->school[r]]] = r;
    xw_maker_order(m);
    for (int32_t p = 0; p < projects->count; p++)
        if (xw_maker_creates(m, p)) created[m->t.project_division[p]] = 1;
    return XW_OK;
}

static enum xw_status take_columns(struct xw_timeline *t, struct xw_arena *keep, int32_t projects)
{
    ptrdiff_t cells = (ptrdiff_t)t->divisions * t->years;
    t->rooms = XW_TAKE(keep, cells, int32_t);
    t->open = XW_TAKE(keep, cells, uint8_t);
    t->intake_plan = XW_TAKE(keep, cells, int32_t);
    t->design_seats = XW_TAKE(keep, cells, int32_t);
    t->all_grades = XW_TAKE(keep, cells, uint8_t);
    t->site = XW_TAKE(keep, cells, int32_t);
    t->joins = XW_TAKE(keep, cells, int32_t);
    t->special_rooms = XW_TAKE(keep, cells, int32_t);
    t->prefab_rooms = XW_TAKE(keep, cells, int32_t);
    t->pool = XW_TAKE(keep, cells, int32_t);
    t->project_seats = XW_TAKE(keep, (ptrdiff_t)projects * t->years, int32_t);
    if (t->rooms == NULL || t->open == NULL || t->intake_plan == NULL || t->design_seats == NULL ||
        t->all_grades == NULL || t->site == NULL || t->joins == NULL || t->special_rooms == NULL ||
        t->prefab_rooms == NULL || t->pool == NULL || t->project_seats == NULL)
        return XW_NO_MEMORY;
    return XW_OK;
}

enum xw_status xw_timeline_make(struct xw_arena *keep, const struct xw_stages *stages,
                                const struct xw_schools *schools,
                                const struct xw_capacity *capacity,
                                const struct xw_projects *projects, const struct xw_zones *zones,
                                const struct xw_norms *norms, int16_t first, int32_t years,
                                struct xw_timeline *out)
{
    struct xw_maker m = { .stages = stages,
                          .schools = schools,
                          .capacity = capacity,
                          .projects = projects,
                          .norms = norms,
                          .t = { .first = first, .years = years } };
    enum xw_status status = check(&m, zones, first, years);
    if (status == XW_OK) status = find_divisions(&m, keep);
    if (status == XW_OK) status = prepare(&m, keep);
    if (status == XW_OK) status = find_sites(&m, keep, zones);
    if (status == XW_OK) status = take_columns(&m.t, keep, projects->count);
    if (status != XW_OK) return status;

    for (int32_t d = 0; d < m.t.divisions; d++)
        for (int32_t y = 0; y < years; y++)
            xw_maker_fill_division_year(&m, d, y);
    for (int32_t d = 0; d < m.t.divisions; d++)
        for (int32_t y = 0; y < years; y++)
            xw_maker_fill_pool(&m, d, y);
    for (int32_t i = 0; i < projects->count; i++)
        xw_maker_fill_project(&m, i);
    m.t.starts_in = projects->starts_in;
    m.t.opens_in = projects->opens_in;
    m.t.made_of.first_row = m.first_row;
    m.t.made_of.created = m.created;
    m.t.made_of.site_then = m.site_then;
    m.t.made_of.to_division = m.to_division;
    m.t.made_of.host_division = m.host_division;
    *out = m.t;
    return XW_OK;
}

struct xw_seats xw_timeline_seats(const struct xw_timeline *timeline,
                                  const struct xw_stages *stages, const struct xw_norms *norms,
                                  int32_t division, int32_t year)
{
    int32_t at = division * timeline->years + year, stage = timeline->stage[division];
    return (struct xw_seats){ .design = timeline->design_seats[at],
                              .norm = xw_timeline_norm_seats(stages, norms, stage,
                                                             timeline->rooms[at]) };
}
