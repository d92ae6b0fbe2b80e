#include "xuewei/timeline.h"
#include <math.h>
#include <stdbool.h>

/* What the timeline is made from, and what it needs to know of it. */
struct maker {
    const struct xw_stages *stages;
    const struct xw_schools *schools;
    const struct xw_capacity *capacity;
    const struct xw_projects *projects;
    const struct xw_norms *norms;
    struct xw_timeline t;
    /* by division */
    int32_t *first_row; /* of capacity; 0 without one, and row 0 is another's then */
    uint8_t *created;   /* by a `new` project: its own rows give no rooms */
    /* by project */
    int32_t *order;     /* rows in the order in which they apply */
    int32_t *site_then; /* site that it moves its division to, or XW_NONE */
};

/* A division in one year. */
struct supply {
    bool exists, closed; /* a closed one stays so */
    int32_t rooms, plan, site;
    int32_t design_extra; /* design seats beyond the norm seats of the rooms; can be below 0 */
};

int32_t xw_timeline_norm_seats(const struct xw_stages *stages, const struct xw_norms *norms,
                               int32_t stage, int32_t rooms)
{
    const struct xw_stage *s = &stages->stage[stage];
    int64_t sum = 0;
    for (int32_t g = 0; g < s->grades; g++)
        sum += xw_norms_class(norms, stages, s->first_row + g).norm;
    return (int32_t)(rooms * sum / s->grades);
}

static int32_t norm_seats(const struct maker *m, int32_t division, int32_t rooms)
{
    return xw_timeline_norm_seats(m->stages, m->norms, m->t.stage[division], rooms);
}

static bool within(int32_t row, int32_t least, int32_t count)
{
    return row >= least && row < count;
}

static enum xw_status check(const struct maker *m, const struct xw_zones *zones, int16_t first,
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
            !within(m->projects->zone[p], XW_NONE, zones->count))
            return XW_OUT_OF_RANGE;
        if (m->projects->counted[p] && (m->projects->kind[p] == XW_PROJECT_CONVERSION ||
                                        m->projects->kind[p] >= XW_PROJECT_KINDS))
            return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* Number the divisions by stage, then school. */
static enum xw_status find_divisions(struct maker *m, struct xw_arena *keep)
{
    const struct xw_capacity *capacity = m->capacity;
    const struct xw_projects *projects = m->projects;
    struct xw_timeline *t = &m->t;
    int32_t schools = m->schools->count, cells = m->stages->count * schools;

    t->division_of = XW_TAKE(keep, cells, int32_t);
    t->project_division = XW_TAKE(keep, projects->count, int32_t);
    if (t->division_of == NULL || t->project_division == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0; r < capacity->count; r++)
        t->division_of[capacity->stage[r] * schools + capacity->school[r]] = 1;
    for (int32_t p = 0; p < projects->count; p++)
        if (projects->school[p] != XW_NONE && projects->stage[p] != XW_NONE)
            t->division_of[projects->stage[p] * schools + projects->school[p]] = 1;

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

    for (int32_t p = 0; p < projects->count; p++) {
        bool placed = projects->school[p] != XW_NONE && projects->stage[p] != XW_NONE;
        t->project_division[p] =
            placed ? t->division_of[projects->stage[p] * schools + projects->school[p]] : XW_NONE;
    }
    return XW_OK;
}

/* The capacity row of a division in force in a year, or XW_NONE. Rows are ordered by year within
 * school and stage. */
static int32_t row_in_force(const struct maker *m, int32_t division, int32_t year)
{
    const struct xw_capacity *capacity = m->capacity;
    int32_t found = XW_NONE;
    for (int32_t r = m->first_row[division];
         r < capacity->count && capacity->school[r] == m->t.school[division] &&
         capacity->stage[r] == m->t.stage[division] && capacity->year[r] <= year;
         r++)
        found = r;
    return found;
}

/* Whether a `new` project creates its division: nothing was there before. The table's year counts
 * as well as the scenario's, so that a shift does not turn a new school into an old one. */
static bool creates(const struct maker *m, int32_t project)
{
    const struct xw_projects *projects = m->projects;
    int32_t division = m->t.project_division[project];
    if (division == XW_NONE || projects->kind[project] != XW_PROJECT_NEW) return false;
    int32_t opens = projects->opens[project];
    if (projects->opens_in[project] < opens) opens = projects->opens_in[project];
    return m->schools->opens[m->t.school[division]] >= opens ||
           row_in_force(m, division, opens - 1) == XW_NONE;
}

static bool has_new_place(const struct maker *m, int32_t project)
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
static enum xw_status find_sites(struct maker *m, struct xw_arena *keep,
                                 const struct xw_zones *zones)
{
    const struct xw_projects *projects = m->projects;
    struct xw_timeline *t = &m->t;
    t->sites = m->schools->count;
    for (int32_t p = 0; p < projects->count; p++)
        m->site_then[p] = has_new_place(m, p) ? t->sites++ : XW_NONE;
    t->site_x_m = XW_TAKE(keep, t->sites, double);
    t->site_y_m = XW_TAKE(keep, t->sites, double);
    t->site_school = XW_TAKE(keep, t->sites, int32_t);
    if (t->site_x_m == NULL || t->site_y_m == NULL || t->site_school == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < m->schools->count; s++) {
        t->site_x_m[s] = m->schools->x_m[s];
        t->site_y_m[s] = m->schools->y_m[s];
        t->site_school[s] = s;
    }
    for (int32_t p = 0; p < projects->count; p++) {
        int32_t site = m->site_then[p];
        if (site == XW_NONE) continue;
        bool given = isfinite(projects->x_m[p]) && isfinite(projects->y_m[p]);
        t->site_x_m[site] = given ? projects->x_m[p] : zones->x_m[projects->zone[p]];
        t->site_y_m[site] = given ? projects->y_m[p] : zones->y_m[projects->zone[p]];
        t->site_school[site] = projects->school[p];
    }
    return XW_OK;
}

static bool takes_part(const struct maker *m, int32_t project)
{
    return m->projects->counted[project] && m->projects->opens_in[project] != XW_NONE;
}

/* The division as the table of schools has it, before any project. */
static struct supply as_listed(const struct maker *m, int32_t division, int32_t year)
{
    int32_t row = row_in_force(m, division, year);
    int32_t school = m->t.school[division];
    struct supply now = { .plan = XW_NONE, .site = school };
    now.exists = !m->created[division] && year >= m->schools->opens[school];
    now.closed = year > m->schools->closes[school];
    if (row == XW_NONE) return now;
    now.plan = m->capacity->intake_plan[row];
    if (m->capacity->rooms[row] != XW_NONE) now.rooms = m->capacity->rooms[row];
    if (m->capacity->design_seats[row] != XW_NONE)
        now.design_extra = m->capacity->design_seats[row] - norm_seats(m, division, now.rooms);
    return now;
}

static void open_new(const struct maker *m, int32_t division, int32_t year, int32_t classes,
                     struct supply *now)
{
    now->exists = true;
    now->rooms = classes;
    now->design_extra = 0;
    if (!m->created[division]) {
        now->plan = XW_NONE; /* it was made for the school that stood there before */
        return;
    }
    int32_t row = row_in_force(m, division, year);
    if (row != XW_NONE && m->capacity->design_seats[row] != XW_NONE)
        now->design_extra = m->capacity->design_seats[row] - norm_seats(m, division, classes);
}

static void add_rooms(const struct maker *m, int32_t division, int32_t classes, struct supply *now)
{
    int32_t grades = m->stages->stage[m->t.stage[division]].grades;
    now->rooms += classes;
    if (now->plan != XW_NONE) now->plan += (classes + grades - 1) / grades;
}

static void apply(const struct maker *m, int32_t project, int32_t year, struct supply *now)
{
    const struct xw_projects *projects = m->projects;
    int32_t division = m->t.project_division[project], classes = projects->classes[project];
    bool keeps = projects->kind[project] == XW_PROJECT_RELOCATION &&
                 projects->old_site[project] == XW_OLD_SITE_KEEPS;
    if (m->site_then[project] != XW_NONE) now->site = m->site_then[project];
    switch ((enum xw_project_kind)projects->kind[project]) {
    case XW_PROJECT_NEW:
        if (classes != XW_NONE) open_new(m, division, year, classes, now);
        break;
    case XW_PROJECT_EXPANSION:
        if (classes != XW_NONE) add_rooms(m, division, classes, now);
        break;
    case XW_PROJECT_RELOCATION:
    case XW_PROJECT_REBUILD:
        if (classes == XW_NONE) break;
        if (keeps) {
            add_rooms(m, division, classes, now);
            break;
        }
        now->rooms = classes;
        now->plan = XW_NONE;
        now->design_extra = 0;
        break;
    case XW_PROJECT_CLOSURE:
        now->closed = true;
        break;
    case XW_PROJECT_CONVERSION: /* refused by check() */
    case XW_PROJECT_KINDS:
        break;
    }
}

/* The division in a year, with the first `upto` projects of the order. Rooms that works take away
 * are not taken off here. */
static struct supply with_projects(const struct maker *m, int32_t division, int32_t year,
                                   int32_t upto)
{
    struct supply now = as_listed(m, division, year);
    for (int32_t i = 0; i < upto; i++) {
        int32_t p = m->order[i];
        if (m->t.project_division[p] != division || !takes_part(m, p)) continue;
        if (m->projects->opens_in[p] > year) continue;
        apply(m, p, year, &now);
    }
    if (!now.exists || now.closed) now.rooms = 0;
    return now;
}

/* Rooms of a division that a project's works take out of use in a year. */
static int32_t lost_to_works(const struct maker *m, int32_t project, int32_t year, int32_t rooms)
{
    const struct xw_projects *projects = m->projects;
    if (!takes_part(m, project) || projects->starts_in[project] == XW_NONE ||
        year < projects->starts_in[project] || year >= projects->opens_in[project])
        return 0;
    int32_t lost = projects->rooms_lost[project];
    if (lost == XW_NONE) return 0;
    return lost < rooms ? lost : rooms;
}

static void fill_division_year(struct maker *m, int32_t division, int32_t y)
{
    const struct xw_projects *projects = m->projects;
    struct xw_timeline *t = &m->t;
    int32_t year = t->first + y, at = division * t->years + y;
    struct supply now = with_projects(m, division, year, projects->count);
    bool all_grades = false;
    for (int32_t p = 0; p < projects->count; p++) {
        if (t->project_division[p] != division) continue;
        now.rooms -= lost_to_works(m, p, year, now.rooms);
        if (takes_part(m, p) && projects->opens_in[p] == year &&
            projects->opening[p] == XW_OPENS_ALL_GRADES)
            all_grades = true;
    }
    int32_t design = norm_seats(m, division, now.rooms) + now.design_extra;
    bool open = now.rooms > 0;
    t->rooms[at] = now.rooms;
    t->open[at] = open;
    t->intake_plan[at] = now.plan;
    t->design_seats[at] = open && design > 0 ? design : 0;
    t->all_grades[at] = open && all_grades;
    t->site[at] = now.site;
}

/* Rooms that a project adds for good. */
static int32_t rooms_added(const struct maker *m, int32_t at)
{
    const struct xw_projects *projects = m->projects;
    int32_t p = m->order[at], division = m->t.project_division[p], opens = projects->opens_in[p];
    bool replaces =
        projects->kind[p] == XW_PROJECT_REBUILD ||
        (projects->kind[p] == XW_PROJECT_RELOCATION && projects->old_site[p] != XW_OLD_SITE_KEEPS);
    if (replaces && projects->classes[p] != XW_NONE && projects->classes_before[p] != XW_NONE)
        return projects->classes[p] - projects->classes_before[p];
    return with_projects(m, division, opens, at + 1).rooms -
           with_projects(m, division, opens, at).rooms;
}

static void fill_project(struct maker *m, int32_t at)
{
    struct xw_timeline *t = &m->t;
    int32_t p = m->order[at], division = t->project_division[p];
    if (division == XW_NONE || !takes_part(m, p)) return;
    int32_t added = rooms_added(m, at);
    for (int32_t y = 0; y < t->years; y++) {
        int32_t year = t->first + y, rooms = added;
        if (year > m->schools->closes[t->school[division]]) break;
        if (year < m->projects->opens_in[p])
            rooms = -lost_to_works(m, p, year,
                                   with_projects(m, division, year, m->projects->count).rooms);
        t->project_seats[p * t->years + y] = norm_seats(m, division, rooms);
    }
}

/* Working columns. They stay in keep: there is no other arena here, and they are small. */
static enum xw_status prepare(struct maker *m, struct xw_arena *keep)
{
    const struct xw_projects *projects = m->projects;
    m->first_row = XW_TAKE(keep, m->t.divisions, int32_t);
    m->created = XW_TAKE(keep, m->t.divisions, uint8_t);
    m->order = XW_TAKE(keep, projects->count, int32_t);
    m->site_then = XW_TAKE(keep, projects->count, int32_t);
    if (m->first_row == NULL || m->created == NULL || m->order == NULL || m->site_then == NULL)
        return XW_NO_MEMORY;

    for (int32_t r = m->capacity->count - 1; r >= 0; r--)
        m->first_row[m->t.division_of[m->capacity->stage[r] * m->schools->count +
                                      m->capacity->school[r]]] = r;
    for (int32_t p = 0; p < projects->count; p++) {
        int32_t i = p;
        for (; i > 0 && projects->opens_in[m->order[i - 1]] > projects->opens_in[p]; i--)
            m->order[i] = m->order[i - 1];
        m->order[i] = p;
        if (creates(m, p)) m->created[m->t.project_division[p]] = 1;
    }
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
    t->project_seats = XW_TAKE(keep, (ptrdiff_t)projects * t->years, int32_t);
    if (t->rooms == NULL || t->open == NULL || t->intake_plan == NULL || t->design_seats == NULL ||
        t->all_grades == NULL || t->site == NULL || t->project_seats == NULL)
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
    struct maker m = { .stages = stages,
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
            fill_division_year(&m, d, y);
    for (int32_t i = 0; i < projects->count; i++)
        fill_project(&m, i);
    *out = m.t;
    return XW_OK;
}

struct xw_seats xw_timeline_seats(const struct xw_timeline *timeline,
                                  const struct xw_stages *stages, const struct xw_norms *norms,
                                  int32_t division, int32_t year)
{
    int32_t at = division * timeline->years + year, stage = timeline->stage[division];
    double most = norms->value[stage][stages->stage[stage].first_row][XW_NORM_SCHOOL_SIZE_MAX];
    struct xw_seats seats = { .design = timeline->design_seats[at] };
    seats.norm = seats.compliant =
        xw_timeline_norm_seats(stages, norms, stage, timeline->rooms[at]);
    if (seats.norm > most) seats.compliant = (int32_t)most; /* NaN: no cap */
    return seats;
}
