/* A row of gap_year: demand, seats, and what is short or idle between them. */
#include "explain_parts.h"
#include "xuewei/gap.h"
#include "xuewei/school_sizes.h"
#include "xuewei/shared_rooms.h"
#include <stdio.h>
#include <string.h>

/* What is being explained. */
struct gap {
    struct xw_pen *pen;
    const struct xw_run_gap *row;
    struct xw_stage_tally tally;
    const struct xw_catchment_year *c;
    uint8_t *zone_in;     /* [zones] of the place */
    uint8_t *division_in; /* [divisions of the stage] whose seats are the place's */
    bool city, all;
    /* by area; then zones without a school, and private schools with whom they admitted */
    int32_t areas;
    int64_t *demand, *seats;                      /* [areas + 2] */
    int64_t *demand_here, *seats_here;            /* [areas + 2] of the place */
    const int32_t *of_zone, *private_, *unplaced; /* [zones] */
    const int32_t *of_division;                   /* [divisions] */
};

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

static int32_t area_of_zone(const struct gap *g, int32_t zone)
{
    return g->c->area_of_zone[zone] == XW_NONE ? g->areas : g->c->area_of_zone[zone];
}

static int32_t area_of_division(const struct gap *g, int32_t division)
{
    return g->c->area_of_division[division] == XW_NONE ? g->areas + 1
                                                       : g->c->area_of_division[division];
}

static const int32_t *schools_of(const struct gap *g)
{
    const struct xw_timeline *t = &g->pen->of->state.prepared->timeline;
    return t->school + t->stage_start[g->row->stage];
}

static bool named(const char *const *names, int32_t of, const char *place)
{
    return of != XW_NONE && strcmp(names[of], place) == 0;
}

/* Which zones and divisions the place has. */
static void find_place(struct gap *g)
{
    const struct xw_scenario *s = &g->pen->of->scenario;
    const struct xw_zones *zones = &s->zones;
    const int32_t *school = schools_of(g);
    const char *place = g->row->place;
    for (int32_t z = 0; z < zones->count; z++)
        switch (g->row->level) {
        case XW_LEVEL_DISTRICT:
            g->zone_in[z] = 1;
            break;
        case XW_LEVEL_TOWN:
            g->zone_in[z] = named(zones->town_zh, zones->town[z], place);
            break;
        case XW_LEVEL_GROUP:
            g->zone_in[z] = named(zones->group_name, zones->group[z], place);
            break;
        case XW_LEVEL_CATCHMENT:
            g->zone_in[z] =
                area_of_zone(g, z) < g->areas &&
                named(s->schools.code, school[g->c->area_division[area_of_zone(g, z)]], place);
            break;
        case XW_LEVEL_ZONE:
            g->zone_in[z] = strcmp(zones->code[z], place) == 0;
            break;
        }
    for (int32_t d = 0; d < g->tally.divisions && !g->city; d++) {
        int32_t area = area_of_division(g, d);
        g->division_in[d] =
            g->row->level == XW_LEVEL_CATCHMENT
                ? area < g->areas &&
                      named(s->schools.code, school[g->c->area_division[area]], place)
                : g->row->level != XW_LEVEL_ZONE && g->zone_in[s->schools.zone[school[d]]];
    }
}

static void sum_areas(struct gap *g)
{
    int32_t zones = g->pen->of->prepared.zones;
    for (int32_t z = 0; z < zones && !g->city; z++) {
        int32_t area = area_of_zone(g, z), of_private = g->areas + 1;
        int32_t public_ = g->of_zone[z] - g->private_[z];
        g->demand[area] += public_;
        g->demand[of_private] += g->private_[z];
        if (!g->zone_in[z]) continue;
        g->demand_here[area] += public_;
        g->demand_here[of_private] += g->private_[z];
    }
    for (int32_t d = 0; d < g->tally.divisions && !g->city; d++) {
        g->seats[area_of_division(g, d)] += g->of_division[d];
        if (g->division_in[d]) g->seats_here[area_of_division(g, d)] += g->of_division[d];
    }
}

static enum xw_status open_gap(struct gap *g, struct xw_pen *pen, const struct xw_run_gap *row,
                               struct xw_arena *scratch)
{
    struct xw_explainer *e = pen->of;
    *g = (struct gap){ .pen = pen, .row = row, .all = row->scope == XW_SCOPE_ALL };
    enum xw_status status = xw_stage_tally_make(&e->state, row->stage, scratch, &g->tally);
    if (status == XW_OK) status = xw_stage_tally_sizes(&e->state, *scratch, &g->tally);
    if (status != XW_OK) return status;
    g->city = e->scenario.stages.stage[row->stage].city;
    g->c = &xw_prepared_stage(e->state.prepared, e->year, row->stage)->catchment;
    g->areas = g->city ? 0 : g->c->areas;
    g->zone_in = XW_TAKE(scratch, e->prepared.zones, uint8_t);
    g->division_in = XW_TAKE(scratch, g->tally.divisions, uint8_t);
    int64_t *sums = XW_TAKE(scratch, 4 * ((ptrdiff_t)g->areas + 2), int64_t);
    if (g->zone_in == NULL || g->division_in == NULL || sums == NULL) return XW_NO_MEMORY;
    g->demand = sums;
    g->seats = sums + g->areas + 2;
    g->demand_here = sums + 2 * ((ptrdiff_t)g->areas + 2);
    g->seats_here = sums + 3 * ((ptrdiff_t)g->areas + 2);
    g->of_zone = g->all ? g->tally.demand_all : g->tally.demand_entry;
    g->private_ = g->all ? g->tally.private_all : g->tally.private_entry;
    g->unplaced = g->all ? g->tally.unplaced_all : g->tally.unplaced_entry;
    g->of_division = g->all ? g->tally.seats_all : g->tally.seats_entry;
    find_place(g);
    sum_areas(g);
    return XW_OK;
}

/* ---- demand ----------------------------------------------------------------------------------- */

/* Entrants: of the district town by town, of smaller places zone by zone down to the input rows. */
static void entry_terms(struct gap *g, struct xw_explain_term *parent)
{
    struct xw_pen *pen = g->pen;
    const struct xw_zones *zones = &pen->of->scenario.zones;
    const int32_t *demand = pen->of->state.admission[g->row->stage].demand;
    bool by_town = g->row->level == XW_LEVEL_DISTRICT && zones->towns > 1;
    struct xw_arena scratch = pen->of->scratch;
    uint8_t *in_town = XW_TAKE(&scratch, zones->count, uint8_t);
    if (in_town == NULL) {
        pen->failed = true;
        return;
    }
    for (int32_t t = 0; t < zones->towns && by_town; t++) {
        int64_t sum = 0;
        for (int32_t z = 0; z < zones->count; z++) {
            in_town[z] = zones->town[z] == t;
            if (in_town[z]) sum += demand[z];
        }
        struct xw_explain_term *town =
            xw_pen_term(pen, parent, XW_OP_ADD, (double)sum, xw_pen_town(pen, t));
        town->rule = say(pen, XW_SAY_X_RULE_TOWN);
        xw_explain_people(pen, town, in_town);
    }
    for (int32_t z = 0; z < zones->count && !by_town; z++)
        if (g->zone_in[z]) xw_explain_zone_entry(pen, parent, g->row->stage, z);
}

static void demand_tape(struct gap *g, struct xw_explain_term *term)
{
    struct xw_pen *pen = g->pen;
    const struct xw_explainer *e = pen->of;
    const struct xw_stage *of = &e->scenario.stages.stage[g->row->stage];
    const int32_t *demand = e->state.admission[g->row->stage].demand;
    int64_t entrants = 0, of_private = 0;
    for (int32_t z = 0; z < e->prepared.zones; z++) {
        entrants += g->zone_in[z] ? demand[z] : 0;
        of_private += g->zone_in[z] ? g->private_[z] : 0;
    }
    struct xw_explain_term *entry = term;
    if (g->all)
        entry = xw_pen_term(
            pen, term, XW_OP_ADD, (double)entrants,
            xw_pen_say(pen, XW_SAY_X_ENTRANTS, XW_TOLD(xw_pen_grade(pen, of->first_row))));
    entry_terms(g, entry);
    for (int32_t row = of->first_row + 1; row < of->first_row + of->grades && g->all; row++)
        xw_explain_place_grade(pen, term, row, g->zone_in);
    if (g->row->level == XW_LEVEL_CATCHMENT && of_private > 0)
        xw_pen_term(pen, term, XW_OP_SUBTRACT, (double)of_private, say(pen, XW_SAY_X_IN_PRIVATE))
            ->rule = say(pen, XW_SAY_X_RULE_IN_PRIVATE);
}

/* ---- seats ------------------------------------------------------------------------------------ */

static int32_t stage_start(const struct gap *g)
{
    return g->pen->of->state.prepared->timeline.stage_start[g->row->stage];
}

static void seats_tape(struct gap *g, struct xw_explain_term *term)
{
    for (int32_t d = 0; d < g->tally.divisions; d++) {
        if (!g->division_in[d] || g->of_division[d] == 0) continue;
        if (g->all)
            xw_explain_seats(g->pen, term, XW_OP_ADD, stage_start(g) + d, XW_ROOMS_TEACHING);
        else
            xw_explain_entry_seats(g->pen, term, stage_start(g) + d);
    }
}

static void design_tape(struct gap *g, struct xw_explain_term *term)
{
    for (int32_t d = 0; d < g->tally.divisions; d++)
        if (g->division_in[d] && g->tally.design[d] != 0)
            xw_explain_design(g->pen, term, stage_start(g) + d, g->tally.design[d]);
}

static void compliant_tape(struct gap *g, struct xw_explain_term *term)
{
    const struct xw_explainer *e = g->pen->of;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    struct xw_arena mark = e->scratch;
    int32_t *seats = XW_TAKE(&g->pen->of->scratch, t->divisions, int32_t);
    if (seats == NULL) {
        g->pen->failed = true;
        return;
    }
    for (int32_t d = 0; d < t->divisions; d++)
        seats[d] = xw_timeline_norm_seats(&e->scenario.stages, &e->scenario.norms, t->stage[d],
                                          xw_shared_rooms(&e->state, d));
    for (int32_t d = 0; d < g->tally.divisions; d++)
        if (g->division_in[d] && g->tally.compliant[d] != 0)
            xw_explain_within(g->pen, term, XW_OP_ADD, stage_start(g) + d, seats, "seats");
    g->pen->of->scratch = mark;
}

/* ---- gaps ------------------------------------------------------------------------------------- */

static const char *area_name(struct gap *g, int32_t area)
{
    if (area == g->areas) return say(g->pen, XW_SAY_X_AREA_UNSERVED);
    if (area == g->areas + 1) return say(g->pen, XW_SAY_X_AREA_PRIVATE);
    return xw_pen_say(g->pen, XW_SAY_X_AREA,
                      XW_TOLD(xw_pen_school(g->pen, schools_of(g)[g->c->area_division[area]])));
}

/* An area's demand less seats, or seats less demand, not below 0. */
static struct xw_explain_term *area_term(struct gap *g, struct xw_explain_term *parent,
                                         int32_t area, bool idle, bool alone)
{
    struct xw_pen *pen = g->pen;
    int64_t more = idle ? g->seats[area] : g->demand[area];
    int64_t less = idle ? g->demand[area] : g->seats[area];
    struct xw_explain_term *term = parent;
    if (!alone)
        term = xw_pen_term(pen, parent, XW_OP_ADD, (double)(more > less ? more - less : 0),
                           area_name(g, area));
    xw_pen_term(pen, term, XW_OP_ADD, (double)more,
                say(pen, idle ? XW_SAY_X_SEATS : XW_SAY_X_DEMAND));
    xw_pen_term(pen, term, XW_OP_SUBTRACT, (double)less,
                say(pen, idle ? XW_SAY_X_DEMAND : XW_SAY_X_SEATS));
    xw_pen_term(pen, term, XW_OP_MOST, 0.0, say(pen, XW_SAY_X_ZERO));
    return term;
}

static int32_t areas_with(const struct gap *g, bool idle)
{
    int32_t n = 0;
    for (int32_t a = 0; a < g->areas + 2; a++)
        n += idle ? g->seats[a] > g->demand[a] : g->demand[a] > g->seats[a];
    return n;
}

/* Places that areas cut across share each area's gap by their residents (its idle seats by their seats), and are
 * rounded together. */
static int32_t round_places(struct gap *g, bool idle)
{
    struct xw_pen *pen = g->pen;
    const struct xw_zones *zones = &pen->of->scenario.zones;
    bool town = g->row->level == XW_LEVEL_TOWN;
    int32_t places = town ? zones->towns : zones->groups, columns = places + 1;
    const int32_t *place_of = town ? zones->town : zones->group;
    const char *const *names = town ? zones->town_zh : zones->group_name;
    const int32_t *school = schools_of(g);
    char name[80];
    snprintf(name, sizeof name, "%s.%s.%s.%d.%s", idle ? "idle" : "short", town ? "town" : "group",
             g->all ? "all" : "entry", g->row->year,
             xw_stage_word(pen->of->scenario.stages.stage[g->row->stage].name));
    int32_t known = xw_pen_rounding_find(pen, name);
    if (known != XW_NONE) return known;
    struct xw_arena scratch = pen->of->scratch;
    int64_t *share = XW_TAKE(&scratch, (ptrdiff_t)(g->areas + 2) * columns, int64_t);
    int64_t *units = XW_TAKE(&scratch, columns, int64_t);
    int64_t *whole = XW_TAKE(&scratch, columns, int64_t), total = 0, given = 0;
    double *value = XW_TAKE(&scratch, columns, double);
    const char **label = XW_TAKE(&scratch, columns, const char *);
    if (share == NULL || units == NULL || whole == NULL || value == NULL || label == NULL) {
        pen->failed = true;
        return XW_NONE;
    }
    for (int32_t z = 0; z < zones->count && !idle; z++) {
        int32_t p = place_of[z] == XW_NONE ? places : place_of[z];
        share[(ptrdiff_t)area_of_zone(g, z) * columns + p] += g->of_zone[z] - g->private_[z];
        share[(ptrdiff_t)(g->areas + 1) * columns + p] += g->private_[z];
    }
    for (int32_t d = 0; d < g->tally.divisions && idle; d++) {
        int32_t z = pen->of->scenario.schools.zone[school[d]];
        int32_t p = place_of[z] == XW_NONE ? places : place_of[z];
        share[(ptrdiff_t)area_of_division(g, d) * columns + p] += g->of_division[d];
    }
    const int64_t *more = idle ? g->seats : g->demand, *less = idle ? g->demand : g->seats;
    for (int32_t a = 0; a < g->areas + 2; a++) {
        if (more[a] <= less[a]) continue;
        total += more[a] - less[a];
        for (int32_t p = 0; p < columns; p++)
            units[p] += xw_gap_part(more[a] - less[a], share[(ptrdiff_t)a * columns + p], more[a]);
    }
    for (int32_t p = 0; p < columns; p++) {
        const struct xw_run_gap *of =
            p == places ? NULL
                        : xw_run_gap_at(&pen->of->run, g->row->level, names[p], g->row->year,
                                        g->row->stage, g->row->scope);
        label[p] = p == places ? say(pen, XW_SAY_X_NO_PLACE) : names[p];
        value[p] = (double)units[p] / (double)XW_GAP_UNITS;
        whole[p] = of == NULL ? 0 : idle ? of->surplus : of->local_gap;
        if (p < places) given += whole[p];
    }
    whole[places] = total - given;
    return xw_pen_rounding(pen, name, total, columns, label, value, whole);
}

static void shared_gap(struct gap *g, struct xw_explain_term *term, bool idle)
{
    struct xw_pen *pen = g->pen;
    const int64_t *more = idle ? g->seats : g->demand, *less = idle ? g->demand : g->seats;
    const int64_t *here = idle ? g->seats_here : g->demand_here;
    for (int32_t a = 0; a < g->areas + 2; a++) {
        if (more[a] <= less[a] || here[a] == 0) continue;
        double part = (double)xw_gap_part(more[a] - less[a], here[a], more[a]) / XW_GAP_UNITS;
        struct xw_explain_term *of = xw_pen_term(pen, term, XW_OP_ADD, part, area_name(g, a));
        area_term(g, of, a, idle, true);
        if (here[a] == more[a]) continue;
        xw_pen_term(pen, of, XW_OP_TIMES, (double)here[a],
                    say(pen, idle ? XW_SAY_X_SEATS_HERE : XW_SAY_X_DEMAND_HERE));
        xw_pen_term(pen, of, XW_OP_DIVIDE, (double)more[a],
                    say(pen, idle ? XW_SAY_X_SEATS_OF_AREA : XW_SAY_X_DEMAND_OF_AREA));
        xw_pen_term(pen, of, XW_OP_UNITS, part, say(pen, XW_SAY_X_UNITS));
    }
    int32_t rounding = round_places(g, idle);
    xw_pen_rounded(pen, term, idle ? g->row->surplus : g->row->local_gap, rounding);
}

static void gap_tape(struct gap *g, struct xw_explain_term *term, bool idle)
{
    struct xw_pen *pen = g->pen;
    if (g->row->level == XW_LEVEL_TOWN || g->row->level == XW_LEVEL_GROUP) {
        shared_gap(g, term, idle);
        return;
    }
    for (int32_t a = 0; a < g->areas + 2; a++) {
        bool counts = idle ? g->seats[a] > g->demand[a] : g->demand[a] > g->seats[a];
        bool here =
            g->row->level == XW_LEVEL_DISTRICT || g->demand_here[a] > 0 || g->seats_here[a] > 0;
        if (g->row->level == XW_LEVEL_CATCHMENT && a >= g->areas) here = false;
        if (counts && here) area_term(g, term, a, idle, false);
    }
    if (g->row->level != XW_LEVEL_DISTRICT) return;
    xw_pen_note(pen, xw_pen_say(pen, idle ? XW_SAY_X_NOTE_IDLE : XW_SAY_X_NOTE_SHORT,
                                XW_TOLD(xw_pen_count(pen, areas_with(g, idle)),
                                        xw_pen_count(pen, g->areas))));
}

static void net_tape(struct gap *g, struct xw_explain_term *term)
{
    struct xw_pen *pen = g->pen;
    struct xw_explain_term *demand =
        xw_pen_term(pen, term, XW_OP_ADD, g->row->demand, say(pen, XW_SAY_X_DEMAND));
    demand_tape(g, demand);
    struct xw_explain_term *seats =
        xw_pen_term(pen, term, XW_OP_SUBTRACT, g->row->seats, say(pen, XW_SAY_X_SEATS));
    seats_tape(g, seats);
    xw_pen_term(pen, term, XW_OP_MOST, 0.0, say(pen, XW_SAY_X_ZERO));
}

static void unplaced_tape(struct gap *g, struct xw_explain_term *term)
{
    struct xw_pen *pen = g->pen;
    const struct xw_state *state = &pen->of->state;
    const struct xw_stage *of = &pen->of->scenario.stages.stage[g->row->stage];
    int32_t last = g->all ? of->first_row + of->grades - 1 : of->first_row;
    for (int32_t z = 0; z < pen->of->prepared.zones; z++) {
        if (!g->zone_in[z] || g->unplaced[z] == 0) continue;
        struct xw_explain_term *zone =
            xw_pen_term(pen, term, XW_OP_ADD, g->unplaced[z], xw_pen_zone(pen, z));
        zone->reason = xw_reason_word(XW_REASON_UNPLACED);
        for (int32_t row = of->first_row; row <= last; row++) {
            int32_t no_claim = state->no_claim[row] == NULL ? 0 : state->no_claim[row][z];
            if (state->waiting[row][z] == 0) continue;
            xw_pen_term(pen, zone, XW_OP_ADD, state->waiting[row][z],
                        xw_pen_say(pen, XW_SAY_X_WITHOUT_PLACE, XW_TOLD(xw_pen_grade(pen, row))));
            if (no_claim > 0)
                xw_pen_term(pen, zone, XW_OP_SUBTRACT, no_claim, say(pen, XW_SAY_X_NO_CLAIM))
                    ->reason = xw_reason_word(XW_REASON_NO_CLAIM);
        }
    }
    if (term->first == NULL) xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_ALL_PLACED));
}

/* ---- the row ---------------------------------------------------------------------------------- */

static const char *place_name(struct gap *g)
{
    struct xw_pen *pen = g->pen;
    const struct xw_scenario *s = &pen->of->scenario;
    switch (g->row->level) {
    case XW_LEVEL_DISTRICT:
        return say(pen, XW_SAY_X_DISTRICT);
    case XW_LEVEL_TOWN:
        for (int32_t t = 0; t < s->zones.towns; t++)
            if (strcmp(s->zones.town_zh[t], g->row->place) == 0) return xw_pen_town(pen, t);
        break;
    case XW_LEVEL_ZONE:
        for (int32_t z = 0; z < s->zones.count; z++)
            if (strcmp(s->zones.code[z], g->row->place) == 0) return xw_pen_zone(pen, z);
        break;
    case XW_LEVEL_CATCHMENT:
        for (int32_t i = 0; i < s->schools.count; i++)
            if (strcmp(s->schools.code[i], g->row->place) == 0)
                return xw_pen_say(pen, XW_SAY_X_AREA, XW_TOLD(xw_pen_school(pen, i)));
        break;
    case XW_LEVEL_GROUP:
        break;
    }
    return g->row->place;
}

static const char *command_of(struct gap *g, const char *column)
{
    const struct xw_run_gap *row = g->row;
    static const char *const option[] = { NULL, "town", "group", "catchment", "zone" };
    const char *stage = xw_stage_word(g->pen->of->scenario.stages.stage[row->stage].name);
    const char *of = option[row->level];
    return xw_arena_format(
        g->pen->keep, "xuewei explain %s --gap %s%s%s%s --year %d%s --quantity %s",
        g->pen->of->run.path, stage, of == NULL ? "" : " --", of == NULL ? "" : of,
        of == NULL ? "" : xw_arena_format(g->pen->keep, " %s", row->place), row->year,
        row->scope == XW_SCOPE_ENTRY ? " --scope entry" : "", column);
}

struct column {
    const char *name;
    enum xw_key key;
    int32_t value;
    bool known;
};

static void write_column(struct gap *g, const struct column *c)
{
    struct xw_pen *pen = g->pen;
    const struct xw_run_gap *row = g->row;
    struct xw_explain_cell cell = { .table = "gap_year",
                                    .column = c->name,
                                    .level = xw_level_word(row->level),
                                    .place = row->place,
                                    .year = row->year,
                                    .stage = xw_stage_word(
                                        pen->of->scenario.stages.stage[row->stage].name),
                                    .scope = xw_scope_word(row->scope),
                                    .grade = XW_NONE };
    const char *title = xw_pen_say(
        pen, XW_SAY_X_TITLE_GAP,
        XW_TOLD(place_name(g), xw_pen_year(pen, row->year), xw_pen_stage(pen, row->stage),
                say(pen, g->all ? XW_SAY_X_SCOPE_ALL : XW_SAY_X_SCOPE_ENTRY), say(pen, c->key)));
    struct xw_explain_term *sum = &xw_pen_begin(pen, cell, title, c->value)->sum;
    if (strcmp(c->name, "demand") == 0)
        demand_tape(g, sum);
    else if (strcmp(c->name, "seats") == 0)
        seats_tape(g, sum);
    else if (strcmp(c->name, "net_gap") == 0)
        net_tape(g, sum);
    else if (strcmp(c->name, "local_gap") == 0)
        gap_tape(g, sum, false);
    else if (strcmp(c->name, "surplus") == 0)
        gap_tape(g, sum, true);
    else if (strcmp(c->name, "unplaced") == 0)
        unplaced_tape(g, sum);
    else if (strcmp(c->name, "design") == 0)
        design_tape(g, sum);
    else
        compliant_tape(g, sum);
    pen->item->command = command_of(g, c->name);
}

enum xw_status xw_explain_gap_row(struct xw_pen *pen, const struct xw_run_gap *row,
                                  const char *column)
{
    struct gap g;
    struct xw_arena scratch = pen->of->scratch, whole = pen->of->scratch;
    enum xw_status status = open_gap(&g, pen, row, &scratch);
    if (status != XW_OK) return status;
    pen->of->scratch = scratch; /* what the gap holds stays while its parts take more */
    /* Without a question the balance alone says demand and seats, as its terms. */
    bool balanced = row->net_gap != XW_NONE;
    const struct column columns[] = {
        { "demand", XW_SAY_X_DEMAND, row->demand, !balanced || column != NULL },
        { "seats", XW_SAY_X_SEATS, row->seats, column != NULL },
        { "net_gap", XW_SAY_X_NET_GAP, row->net_gap, true },
        { "local_gap", XW_SAY_X_LOCAL_GAP, row->local_gap, true },
        { "surplus", XW_SAY_X_SURPLUS, row->surplus, true },
        { "unplaced", XW_SAY_X_UNPLACED, row->unplaced, true },
        { "design", XW_SAY_X_DESIGN, row->design, column != NULL },
        { "compliant", XW_SAY_X_COMPLIANT, row->compliant, column != NULL },
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        bool asked = column == NULL ? columns[i].known : strcmp(column, columns[i].name) == 0;
        if (asked && columns[i].value != XW_NONE) write_column(&g, &columns[i]);
    }
    pen->of->scratch = whole;
    return XW_OK;
}
