#include "timeline_projects.h"

int32_t xw_maker_norm_seats(const struct xw_maker *m, int32_t division, int32_t rooms)
{
    return xw_timeline_norm_seats(m->stages, m->norms, m->t.stage[division], rooms);
}

/* Rows are ordered by year within school and stage. */
int32_t xw_maker_row(const struct xw_maker *m, int32_t division, int32_t year)
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

bool xw_maker_takes_part(const struct xw_maker *m, int32_t project)
{
    return m->projects->counted[project] && m->projects->opens_in[project] != XW_NONE;
}

/* The table's year counts as well as the scenario's, so that a shift does not turn a new school into
 * an old one. */
bool xw_maker_creates(const struct xw_maker *m, int32_t project)
{
    const struct xw_projects *projects = m->projects;
    int32_t division = m->t.project_division[project];
    if (division == XW_NONE || projects->kind[project] != XW_PROJECT_NEW) return false;
    int32_t opens = projects->opens[project];
    if (projects->opens_in[project] < opens) opens = projects->opens_in[project];
    return m->schools->opens[m->t.school[division]] >= opens ||
           xw_maker_row(m, division, opens - 1) == XW_NONE;
}

/* The division as the table of schools has it, before any project. */
static struct xw_supply as_listed(const struct xw_maker *m, int32_t division, int32_t year)
{
    int32_t row = xw_maker_row(m, division, year);
    int32_t school = m->t.school[division];
    struct xw_supply now = { .plan = XW_NONE, .site = school };
    now.exists = !m->created[division] && year >= m->schools->opens[school];
    now.closed = year > m->schools->closes[school];
    if (row == XW_NONE) return now;
    now.plan = m->capacity->intake_plan[row];
    if (m->capacity->rooms[row] != XW_NONE) now.rooms = m->capacity->rooms[row];
    if (m->capacity->design_seats[row] != XW_NONE)
        now.design_extra =
            m->capacity->design_seats[row] - xw_maker_norm_seats(m, division, now.rooms);
    return now;
}

static void open_new(const struct xw_maker *m, int32_t division, int32_t year, int32_t classes,
                     struct xw_supply *now)
{
    now->exists = true;
    now->rooms = classes;
    now->design_extra = 0;
    if (!m->created[division]) {
        now->plan = XW_NONE; /* it was made for the school that stood there before */
        return;
    }
    int32_t row = xw_maker_row(m, division, year);
    if (row != XW_NONE && m->capacity->design_seats[row] != XW_NONE)
        now->design_extra =
            m->capacity->design_seats[row] - xw_maker_norm_seats(m, division, classes);
}

static void add_rooms(const struct xw_maker *m, int32_t division, int32_t classes,
                      struct xw_supply *now)
{
    int32_t grades = m->stages->stage[m->t.stage[division]].grades;
    now->rooms += classes;
    if (now->plan != XW_NONE) now->plan += (classes + grades - 1) / grades;
}

static bool keeps_old_site(const struct xw_projects *projects, int32_t project)
{
    return projects->kind[project] == XW_PROJECT_RELOCATION &&
           projects->old_site[project] == XW_OLD_SITE_KEEPS;
}

/* What the project at a place of the order does to its own division. */
static void apply(const struct xw_maker *m, int32_t project, int32_t year, struct xw_supply *now)
{
    const struct xw_projects *projects = m->projects;
    int32_t division = m->t.project_division[project], classes = projects->classes[project];
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
        if (keeps_old_site(projects, project)) {
            add_rooms(m, division, classes, now);
            break;
        }
        now->rooms = classes;
        now->plan = XW_NONE;
        now->design_extra = 0;
        break;
    case XW_PROJECT_CONVERSION:
        if (classes != XW_NONE) now->rooms -= classes < now->rooms ? classes : now->rooms;
        break;
    case XW_PROJECT_CLOSURE:
    case XW_PROJECT_MERGER:
        now->closed = true;
        break;
    case XW_PROJECT_KINDS:
        break;
    }
}

/* What it does to the division that its rooms go to: rooms change hands where they are, and a
 * division that had none begins at their place. Rooms of a stage that is not simulated are those
 * that the project names. */
static void receive(const struct xw_maker *m, int32_t at, int32_t year, struct xw_supply *now)
{
    const struct xw_projects *projects = m->projects;
    int32_t p = m->order[at], from = m->t.project_division[p], to = m->to_division[p];
    int32_t rooms = projects->classes[p] == XW_NONE ? 0 : projects->classes[p], site = XW_NONE;
    bool converts = projects->kind[p] == XW_PROJECT_CONVERSION;
    bool hands_over =
        (projects->kind[p] == XW_PROJECT_RELOCATION &&
         projects->old_site[p] == XW_OLD_SITE_CONVERTS) ||
        (projects->kind[p] == XW_PROJECT_MERGER && projects->old_site[p] == XW_OLD_SITE_KEEPS);
    if (!converts && !hands_over) return;
    if (from != XW_NONE) {
        struct xw_supply had = xw_maker_supply(m, from, year, at);
        if (hands_over || had.rooms < rooms) rooms = had.rooms;
        site = had.site;
    } else if (hands_over) {
        rooms = 0;
    }
    if (rooms == 0) return;
    if (now->rooms == 0 && site != XW_NONE) now->site = site;
    now->exists = true;
    add_rooms(m, to, rooms, now);
}

struct xw_supply xw_maker_supply(const struct xw_maker *m, int32_t division, int32_t year,
                                 int32_t upto)
{
    struct xw_supply now = as_listed(m, division, year);
    for (int32_t i = 0; i < upto; i++) {
        int32_t p = m->order[i];
        bool own = m->t.project_division[p] == division, other = m->to_division[p] == division;
        if ((!own && !other) || !xw_maker_takes_part(m, p)) continue;
        if (m->projects->opens_in[p] > year) continue;
        if (own)
            apply(m, p, year, &now);
        else
            receive(m, i, year, &now);
    }
    if (!now.exists || now.closed) now.rooms = 0;
    return now;
}

/* From starts_in until the year before opens_in. */
static bool is_at_work(const struct xw_maker *m, int32_t project, int32_t year)
{
    const struct xw_projects *projects = m->projects;
    return xw_maker_takes_part(m, project) && projects->starts_in[project] != XW_NONE &&
           year >= projects->starts_in[project] && year < projects->opens_in[project];
}

/* Rooms of a division that a project's works take out of use in a year. */
static int32_t lost_to_works(const struct xw_maker *m, int32_t project, int32_t year, int32_t rooms)
{
    int32_t lost = m->projects->rooms_lost[project];
    if (lost == XW_NONE || !is_at_work(m, project, year)) return 0;
    return lost < rooms ? lost : rooms;
}

/* Rooms that a division has left when its own works and the projects before `project` that use its
 * rooms meanwhile have taken theirs. */
static int32_t left_for(const struct xw_maker *m, int32_t division, int32_t year, int32_t project)
{
    int32_t rooms = xw_maker_supply(m, division, year, m->projects->count).rooms;
    for (int32_t p = 0; p < m->projects->count; p++)
        if (m->t.project_division[p] == division) rooms -= lost_to_works(m, p, year, rooms);
    for (int32_t p = 0; p < project; p++) {
        if (m->host_division[p] != division || !is_at_work(m, p, year)) continue;
        int32_t lent = m->projects->meanwhile_rooms[p];
        rooms -= lent == XW_NONE ? 0 : lent < rooms ? lent : rooms;
    }
    return rooms;
}

/* Rooms elsewhere that a project's pupils use while its works are on: rented ones, or those of a
 * host as far as it has them. */
static int32_t meanwhile(const struct xw_maker *m, int32_t project, int32_t year)
{
    int32_t rooms = m->projects->meanwhile_rooms[project];
    if (rooms == XW_NONE || !is_at_work(m, project, year)) return 0;
    if (m->host_division[project] == XW_NONE) return rooms;
    int32_t left = left_for(m, m->host_division[project], year, project);
    return rooms < left ? rooms : left;
}

struct xw_supply xw_maker_at_work(const struct xw_maker *m, int32_t division, int32_t year)
{
    struct xw_supply now = xw_maker_supply(m, division, year, m->projects->count);
    int32_t elsewhere = 0, host = XW_NONE;
    if (now.rooms == 0) return now;
    now.rooms = left_for(m, division, year, m->projects->count);
    for (int32_t p = 0; p < m->projects->count; p++) {
        if (m->t.project_division[p] != division || meanwhile(m, p, year) == 0) continue;
        elsewhere += meanwhile(m, p, year);
        if (m->host_division[p] != XW_NONE) host = m->host_division[p];
    }
    /* With no room left of its own the school goes to its host; else it stays where it is. */
    if (now.rooms == 0 && host != XW_NONE)
        now.site = xw_maker_supply(m, host, year, m->projects->count).site;
    now.rooms += elsewhere;
    return now;
}

int32_t xw_maker_rooms_added(const struct xw_maker *m, int32_t at, int32_t division)
{
    const struct xw_projects *projects = m->projects;
    int32_t p = m->order[at], opens = projects->opens_in[p];
    bool replaces = projects->kind[p] == XW_PROJECT_REBUILD ||
                    (projects->kind[p] == XW_PROJECT_RELOCATION && !keeps_old_site(projects, p));
    bool own = m->t.project_division[p] == division;
    if (own && replaces && projects->classes[p] != XW_NONE &&
        projects->classes_before[p] != XW_NONE)
        return projects->classes[p] - projects->classes_before[p];
    return xw_maker_supply(m, division, opens, at + 1).rooms -
           xw_maker_supply(m, division, opens, at).rooms;
}

int32_t xw_maker_seats_added(const struct xw_maker *m, int32_t at)
{
    int32_t p = m->order[at], own = m->t.project_division[p], to = m->to_division[p], seats = 0;
    if (own != XW_NONE) seats += xw_maker_norm_seats(m, own, xw_maker_rooms_added(m, at, own));
    if (to != XW_NONE) seats += xw_maker_norm_seats(m, to, xw_maker_rooms_added(m, at, to));
    return seats;
}

int32_t xw_maker_rooms_lost(const struct xw_maker *m, int32_t project, int32_t year)
{
    int32_t division = m->t.project_division[project];
    if (division == XW_NONE) return 0;
    int32_t rooms = xw_maker_supply(m, division, year, m->projects->count).rooms;
    int32_t lost = lost_to_works(m, project, year, rooms);
    /* A host's rooms are full as well: rented ones alone are more. */
    if (m->host_division[project] == XW_NONE) lost -= meanwhile(m, project, year);
    return lost;
}

int32_t xw_maker_seats_lost(const struct xw_maker *m, int32_t project, int32_t year)
{
    int32_t division = m->t.project_division[project];
    if (division == XW_NONE) return 0;
    return xw_maker_norm_seats(m, division, xw_maker_rooms_lost(m, project, year));
}

int32_t xw_maker_joins(const struct xw_maker *m, int32_t division, int32_t year)
{
    const struct xw_projects *projects = m->projects;
    int32_t joins = XW_NONE;
    for (int32_t i = 0; i < projects->count; i++) {
        int32_t p = m->order[i], of = joins == XW_NONE ? division : joins;
        if (projects->kind[p] == XW_PROJECT_MERGER && m->t.project_division[p] == of &&
            xw_maker_takes_part(m, p) && projects->opens_in[p] <= year)
            joins = m->to_division[p];
    }
    return joins;
}
