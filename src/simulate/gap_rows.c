#include "xuewei/gap_rows.h"
#include "xuewei/gap.h"
#include "xuewei/levers.h"
#include "xuewei/participation.h"
#include "xuewei/school_sizes.h"
#include "xuewei/shared_rooms.h"
#include <string.h>

/* Sum the pupils of one grade row by zone, those of private schools apart. */
static void add_row(const struct xw_state *state, int32_t stage, int32_t row, int32_t *all,
                    int32_t *private_)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_seated *seated = &state->seated[row];
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    for (int32_t i = 0; i < seated->count; i++) {
        int32_t d = seated->division[i];
        all[seated->zone[i]] += seated->pupils[i];
        if (d != XW_NONE && p->scenario->schools.sector[school[d]] == XW_PRIVATE)
            private_[seated->zone[i]] += seated->pupils[i];
    }
}

/* Rooms of a division in which classes can be taught this year, of its shared ones; what levers give those
 * who share rooms counts at their leader. */
static int32_t rooms_that_teach(const struct xw_state *state, int32_t division, int32_t shared)
{
    struct xw_levers_in_use levers = xw_levers_in_use(state, division);
    int32_t lent = state->levers == NULL ? 0 : state->levers[division].lent;
    int32_t rooms = shared + levers.special + levers.prefab + levers.sister - lent;
    return rooms > 0 ? rooms : 0;
}

enum xw_status xw_stage_tally_make(const struct xw_state *state, int32_t stage,
                                   struct xw_arena *keep, struct xw_stage_tally *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage);
    int32_t *zone = XW_TAKE(keep, 6 * (ptrdiff_t)p->zones, int32_t);
    int32_t *division = XW_TAKE(keep, 5 * (ptrdiff_t)divisions, int32_t);
    if (zone == NULL || division == NULL) return XW_NO_MEMORY;
    *out = (struct xw_stage_tally){ .stage = stage,
                                    .divisions = divisions,
                                    .demand_entry = zone,
                                    .demand_all = zone + p->zones,
                                    .unplaced_entry = zone + 2 * (ptrdiff_t)p->zones,
                                    .unplaced_all = zone + 3 * (ptrdiff_t)p->zones,
                                    .private_entry = zone + 4 * (ptrdiff_t)p->zones,
                                    .private_all = zone + 5 * (ptrdiff_t)p->zones,
                                    .seats_entry = division,
                                    .seats = division + divisions,
                                    .design = division + 2 * (ptrdiff_t)divisions,
                                    .compliant = division + 3 * (ptrdiff_t)divisions,
                                    .seats_all = division + 4 * (ptrdiff_t)divisions };

    const struct xw_admission *a = &state->admission[stage];
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        add_row(state, stage, row, out->demand_all, out->private_all);
        for (int32_t z = 0; z < p->zones; z++) {
            /* Who has no claim to a place is demand, but no gap. */
            int32_t waits = state->waiting[row][z];
            int32_t no_claim = state->no_claim[row] == NULL ? 0 : state->no_claim[row][z];
            out->demand_all[z] += waits;
            out->unplaced_all[z] += waits - no_claim;
            if (row == of->first_row) out->unplaced_entry[z] = waits - no_claim;
        }
    }
    for (int32_t z = 0; z < p->zones; z++) {
        out->demand_entry[z] = a->demand[z];
        out->private_entry[z] = a->private_[z];
    }
    if (of->city) return XW_OK;
    /* Class norms of all grades together: the norm seats of as many rooms. */
    int64_t norms =
        xw_timeline_norm_seats(&p->scenario->stages, &p->scenario->norms, stage, of->grades);
    for (int32_t d = 0; d < divisions; d++) {
        int32_t shared = xw_shared_rooms(state, t->stage_start[stage] + d);
        int32_t teach = rooms_that_teach(state, t->stage_start[stage] + d, shared);
        out->seats[d] = (int32_t)(shared * norms / of->grades);
        out->seats_all[d] = (int32_t)(teach * norms / of->grades);
        out->seats_entry[d] = state->may_open[of->first_row][d] * p->norm[of->first_row].norm;
    }
    return XW_OK;
}

enum xw_status xw_stage_tally_sizes(const struct xw_state *state, struct xw_arena scratch,
                                    struct xw_stage_tally *tally)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    if (p->scenario->stages.stage[tally->stage].city) return XW_OK;
    for (int32_t d = 0; d < tally->divisions; d++)
        tally->design[d] = xw_timeline_seats(t, &p->scenario->stages, &p->scenario->norms,
                                             t->stage_start[tally->stage] + d, state->year)
                               .design;
    return xw_school_sizes_compliant(state, scratch, tally->stage, tally->compliant);
}

/* One scope of a stage, with the catchment areas and two more: zones without a school, and the
 * private schools with whom they admitted. */
struct scope {
    enum xw_scope scope;
    const int32_t *demand, *private_, *unplaced; /* [zones] */
    const int32_t *seats;                        /* [divisions] */
    int32_t areas;                               /* of catchments */
    int64_t *area_demand, *area_seats;           /* [areas + 2] */
};

static int32_t area_of_zone(const struct xw_catchment_year *c, int32_t zone)
{
    return c->area_of_zone[zone] == XW_NONE ? c->areas : c->area_of_zone[zone];
}

static int32_t area_of_division(const struct xw_catchment_year *c, int32_t division)
{
    return c->area_of_division[division] == XW_NONE ? c->areas + 1 : c->area_of_division[division];
}

static struct xw_gap_row row_of(const struct xw_state *state, const struct xw_stage_tally *tally,
                                const struct scope *s, enum xw_level level, const char *place,
                                int32_t of)
{
    return (struct xw_gap_row){ .level = level,
                                .place = place,
                                .of = of,
                                .year = (int16_t)(state->prepared->first + state->year),
                                .stage = tally->stage,
                                .scope = s->scope,
                                .seats = XW_NONE,
                                .design = XW_NONE,
                                .compliant = XW_NONE,
                                .local_gap = XW_NONE,
                                .net_gap = XW_NONE,
                                .surplus = XW_NONE };
}

/* Rows of a partition of the zones into places (towns, groups); place_of[zone] may be XW_NONE. With
 * places = 1 and place_of = NULL the district is the one place. */
static enum xw_status place_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 const struct scope *s, struct xw_arena scratch,
                                 enum xw_level level, int32_t places, const int32_t *place_of,
                                 const char *const *name, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_schools *schools = &p->scenario->schools;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, tally->stage)->catchment;
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    bool city = p->scenario->stages.stage[tally->stage].city;
    bool sized = s->scope == XW_SCOPE_ALL && !sink->brief;
    int32_t areas = s->areas + 2, columns = places + 1; /* the last one: zones of no place */
    int64_t *demand = XW_TAKE(&scratch, (ptrdiff_t)areas * columns, int64_t);
    int64_t *seats = XW_TAKE(&scratch, (ptrdiff_t)areas * columns, int64_t);
    int64_t *local = XW_TAKE(&scratch, columns, int64_t);
    int64_t *surplus = XW_TAKE(&scratch, columns, int64_t);
    struct xw_gap_row *row = XW_TAKE(&scratch, columns, struct xw_gap_row);
    if (demand == NULL || seats == NULL || local == NULL || surplus == NULL || row == NULL)
        return XW_NO_MEMORY;

    for (int32_t i = 0; i < columns; i++)
        row[i] = row_of(state, tally, s, level, i < places ? name[i] : "", i);
    for (int32_t z = 0; z < p->zones; z++) {
        int32_t i = place_of == NULL ? 0 : place_of[z] == XW_NONE ? places : place_of[z];
        row[i].demand += s->demand[z];
        row[i].unplaced += s->unplaced[z];
        if (city) continue;
        demand[(ptrdiff_t)area_of_zone(c, z) * columns + i] += s->demand[z] - s->private_[z];
        demand[(ptrdiff_t)(s->areas + 1) * columns + i] += s->private_[z];
    }
    for (int32_t i = 0; i < columns && !city; i++) {
        row[i].seats = 0;
        if (sized) row[i].design = row[i].compliant = 0;
    }
    for (int32_t d = 0; d < tally->divisions && !city; d++) {
        int32_t z = schools->zone[school[d]];
        int32_t i = place_of == NULL ? 0 : place_of[z] == XW_NONE ? places : place_of[z];
        row[i].seats += s->seats[d];
        if (sized) {
            row[i].design += tally->design[d];
            row[i].compliant += tally->compliant[d];
        }
        seats[(ptrdiff_t)area_of_division(c, d) * columns + i] += s->seats[d];
    }
    if (!city)
        xw_gap_by_place(areas, columns, s->area_demand, s->area_seats, demand, seats, local,
                        surplus);
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < places; i++) {
        if (!city) {
            row[i].local_gap = (int32_t)local[i];
            row[i].surplus = (int32_t)surplus[i];
            row[i].net_gap = row[i].demand > row[i].seats ? row[i].demand - row[i].seats : 0;
        }
        status = sink->gap(sink->self, &row[i]);
    }
    return status;
}

static enum xw_status catchment_rows(const struct xw_state *state,
                                     const struct xw_stage_tally *tally, const struct scope *s,
                                     struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, tally->stage)->catchment;
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    int32_t *unplaced = XW_TAKE(&scratch, s->areas + 1, int32_t);
    if (s->areas == 0) return XW_OK; /* a stage of the city, or no school open */
    if (unplaced == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++)
        unplaced[area_of_zone(c, z)] += s->unplaced[z];
    enum xw_status status = XW_OK;
    for (int32_t a = 0; status == XW_OK && a < s->areas; a++) {
        int32_t first = school[c->area_division[a]];
        struct xw_gap_row row =
            row_of(state, tally, s, XW_LEVEL_CATCHMENT, p->scenario->schools.code[first], first);
        struct xw_gap gap = xw_gap_over(1, &s->area_demand[a], &s->area_seats[a], NULL, 0);
        row.demand = (int32_t)gap.demand;
        row.seats = (int32_t)gap.seats;
        row.local_gap = (int32_t)gap.local;
        row.net_gap = (int32_t)gap.net;
        row.surplus = (int32_t)gap.surplus;
        row.unplaced = unplaced[a];
        status = sink->gap(sink->self, &row);
    }
    return status;
}

static enum xw_status scope_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 struct scope *s, struct xw_arena scratch,
                                 const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_zones *zones = &p->scenario->zones;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, tally->stage)->catchment;
    bool city = p->scenario->stages.stage[tally->stage].city;
    static const char *const district[] = { "district" };

    s->areas = city ? 0 : c->areas;
    s->area_demand = XW_TAKE(&scratch, s->areas + 2, int64_t);
    s->area_seats = XW_TAKE(&scratch, s->areas + 2, int64_t);
    if (s->area_demand == NULL || s->area_seats == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones && !city; z++) {
        s->area_demand[area_of_zone(c, z)] += s->demand[z] - s->private_[z];
        s->area_demand[s->areas + 1] += s->private_[z];
    }
    for (int32_t d = 0; d < tally->divisions && !city; d++)
        s->area_seats[area_of_division(c, d)] += s->seats[d];

    enum xw_status status =
        place_rows(state, tally, s, scratch, XW_LEVEL_DISTRICT, 1, NULL, district, sink);
    if (status == XW_OK)
        status = place_rows(state, tally, s, scratch, XW_LEVEL_TOWN, zones->towns, zones->town,
                            zones->town_zh, sink);
    if (status == XW_OK && zones->groups > 0)
        status = place_rows(state, tally, s, scratch, XW_LEVEL_GROUP, zones->groups, zones->group,
                            zones->group_name, sink);
    if (status == XW_OK) status = catchment_rows(state, tally, s, scratch, sink);
    for (int32_t z = 0; status == XW_OK && !sink->brief && z < p->zones; z++) {
        struct xw_gap_row row = row_of(state, tally, s, XW_LEVEL_ZONE, zones->code[z], z);
        row.demand = s->demand[z];
        row.unplaced = s->unplaced[z];
        status = sink->gap(sink->self, &row);
    }
    return status;
}

enum xw_status xw_gap_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                           struct xw_arena scratch, const struct xw_sink *sink)
{
    struct scope entry = { .scope = XW_SCOPE_ENTRY,
                           .demand = tally->demand_entry,
                           .private_ = tally->private_entry,
                           .unplaced = tally->unplaced_entry,
                           .seats = tally->seats_entry };
    struct scope all = { .scope = XW_SCOPE_ALL,
                         .demand = tally->demand_all,
                         .private_ = tally->private_all,
                         .unplaced = tally->unplaced_all,
                         .seats = tally->seats_all };
    enum xw_status status = scope_rows(state, tally, &entry, scratch, sink);
    if (status == XW_OK) status = scope_rows(state, tally, &all, scratch, sink);
    return status;
}
