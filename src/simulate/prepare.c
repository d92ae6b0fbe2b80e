#include "xuewei/prepare.h"
#include "xuewei/anniversaries.h"
#include "xuewei/base_people.h"
#include "xuewei/crs.h"
#include "xuewei/datum.h"
#include "xuewei/distance.h"
#include "xuewei/geodesic.h"
#include "xuewei/pupil_ways.h"
#include "xuewei/open_admission.h"
#include "xuewei/school_year.h"
#include <math.h>
#include <string.h>

/* Rows of count places that have degrees but no metres are projected. */
static enum xw_status project_places(const struct xw_crs *crs, struct xw_arena scratch,
                                     int32_t count, const double *lon, const double *lat, double *x,
                                     double *y)
{
    int32_t *row = XW_TAKE(&scratch, count, int32_t);
    double *column = XW_TAKE(&scratch, 4 * (ptrdiff_t)count, double);
    if (row == NULL || column == NULL) return XW_NO_MEMORY;

    int32_t n = 0;
    for (int32_t i = 0; i < count; i++) {
        if (!isnan(x[i]) || isnan(lon[i])) continue;
        row[n] = i;
        column[n] = lon[i];
        column[count + n] = lat[i];
        n++;
    }
    if (n == 0) return XW_OK;
    double *to_x = column + 2 * (ptrdiff_t)count, *to_y = column + 3 * (ptrdiff_t)count;
    enum xw_status status = xw_crs_project(crs, n, column, column + count, to_x, to_y);
    for (int32_t i = 0; status == XW_OK && i < n; i++) {
        x[row[i]] = to_x[i];
        y[row[i]] = to_y[i];
    }
    return status;
}

static int32_t nearest_zone(const struct xw_zones *zones, double x, double y)
{
    int32_t best = XW_NONE;
    double least = INFINITY;
    for (int32_t z = 0; z < zones->count; z++) {
        double d = hypot(zones->x_m[z] - x, zones->y_m[z] - y);
        if (d < least) {
            least = d;
            best = z;
        }
    }
    return best;
}

/* A place given by its zone stands at the zone's point; a place given by a point belongs to the zone
 * whose point is nearest. */
static void join_zones(const struct xw_zones *zones, int32_t count, int32_t *zone, double *x,
                       double *y)
{
    for (int32_t i = 0; i < count; i++) {
        if (isnan(x[i]) && zone[i] != XW_NONE) {
            x[i] = zones->x_m[zone[i]];
            y[i] = zones->y_m[zone[i]];
        } else if (!isnan(x[i]) && zone[i] == XW_NONE) {
            zone[i] = nearest_zone(zones, x[i], y[i]);
        }
    }
}

/* Roads of an extract have the lengths of the lines between their nodes. */
static void measure_roads(struct xw_roads *r)
{
    for (int32_t i = 0; i < r->roads; i++)
        if (isnan(r->metres[i]))
            r->metres[i] = xw_geodesic_m(r->lon_deg[r->from[i]], r->lat_deg[r->from[i]],
                                         r->lon_deg[r->to[i]], r->lat_deg[r->to[i]]);
}

static enum xw_status place_everything(struct xw_arena scratch, struct xw_scenario *s,
                                       struct xw_diag *diag)
{
    struct xw_zones *zones = &s->zones;
    struct xw_schools *schools = &s->schools;
    struct xw_projects *projects = &s->projects;

    if (strcmp(s->crs, "local") != 0) {
        struct xw_crs crs;
        enum xw_status status = xw_crs_open(&crs, s->crs);
        if (status == XW_CRS_UNKNOWN) {
            xw_diag_refuse(diag, s->crs_at, s->crs,
                           "local, or AUTHORITY:CODE of a projected CRS in metres that PROJ knows, "
                           "such as EPSG:4549");
            return XW_REFUSED;
        }
        if (status == XW_OK)
            status = project_places(&crs, scratch, zones->count, zones->lon_deg, zones->lat_deg,
                                    zones->x_m, zones->y_m);
        if (status == XW_OK)
            status = project_places(&crs, scratch, schools->count, schools->lon_deg,
                                    schools->lat_deg, schools->x_m, schools->y_m);
        if (status == XW_OK)
            status = project_places(&crs, scratch, projects->count, projects->lon_deg,
                                    projects->lat_deg, projects->x_m, projects->y_m);
        if (status == XW_OK)
            status = project_places(&crs, scratch, s->roads.nodes, s->roads.lon_deg,
                                    s->roads.lat_deg, s->roads.x_m, s->roads.y_m);
        xw_crs_close(&crs);
        if (status != XW_OK) return status;
    }
    measure_roads(&s->roads);
    join_zones(zones, schools->count, schools->zone, schools->x_m, schools->y_m);
    join_zones(zones, projects->count, projects->zone, projects->x_m, projects->y_m);
    return XW_OK;
}

/* The schools of a stage in one year that take part in public admission. */
struct stage_schools {
    int32_t divisions;
    const int32_t *school;
    uint8_t *open;
    const uint8_t *boarding; /* [school] */
    int32_t *site;
    int32_t *way_m; /* [zone * divisions + d] */
};

static bool same_schools(const struct stage_schools *a, const struct stage_schools *b)
{
    size_t n = (size_t)a->divisions;
    return memcmp(a->open, b->open, n) == 0 && memcmp(a->site, b->site, n * sizeof *a->site) == 0;
}

/* The `wanted` nearest open divisions of one zone join the marked ones. Equal ways: the lower
 * division. */
static void mark_nearest(const struct stage_schools *of, const int32_t *way_m, int32_t wanted,
                         uint8_t *marked, uint8_t *taken)
{
    memset(taken, 0, (size_t)of->divisions);
    for (int32_t k = 0; k < wanted; k++) {
        int32_t best = XW_NONE;
        for (int32_t d = 0; d < of->divisions; d++)
            if (of->open[d] && !of->boarding[of->school[d]] && !taken[d] &&
                (best == XW_NONE || way_m[d] < way_m[best]))
                best = d;
        if (best == XW_NONE) return;
        taken[best] = marked[best] = 1;
    }
}

static enum xw_status list_arcs(struct xw_arena *keep, struct xw_arena scratch,
                                const struct xw_assignment_rules *rules, int32_t zones,
                                const struct stage_schools *of,
                                const struct xw_catchment_year *catchment,
                                struct xw_seating_arcs *arcs)
{
    ptrdiff_t most = (ptrdiff_t)zones * of->divisions;
    int32_t boarding = 0;
    for (int32_t d = 0; d < of->divisions; d++)
        boarding += of->open[d] && of->boarding[of->school[d]];
    ptrdiff_t pruned =
        (ptrdiff_t)zones * ((ptrdiff_t)rules->nearest + boarding) + catchment->start[zones];
    if (pruned < most) most = pruned;
    *arcs = (struct xw_seating_arcs){ .zone = XW_TAKE(keep, most, int32_t),
                                      .division = XW_TAKE(keep, most, int32_t),
                                      .cost_m = XW_TAKE(keep, most, int64_t),
                                      .reason = XW_TAKE(keep, most, uint8_t) };
    uint8_t *marked = XW_TAKE(&scratch, of->divisions, uint8_t);
    uint8_t *own = XW_TAKE(&scratch, of->divisions, uint8_t);
    uint8_t *taken = XW_TAKE(&scratch, of->divisions, uint8_t);
    if (arcs->zone == NULL || arcs->division == NULL || arcs->cost_m == NULL ||
        arcs->reason == NULL || marked == NULL || own == NULL || taken == NULL)
        return XW_NO_MEMORY;

    for (int32_t z = 0; z < zones; z++) {
        const int32_t *way_m = of->way_m + (ptrdiff_t)z * of->divisions;
        memset(marked, 0, (size_t)of->divisions);
        memset(own, 0, (size_t)of->divisions);
        for (int32_t i = catchment->start[z]; i < catchment->start[z + 1]; i++)
            own[catchment->division[i]] = marked[catchment->division[i]] = 1;
        mark_nearest(of, way_m, rules->nearest, marked, taken);
        for (int32_t d = 0; d < of->divisions; d++) {
            bool boards = of->boarding[of->school[d]];
            if (!marked[d] && !(boards && of->open[d])) continue;
            int32_t a = arcs->count++;
            arcs->zone[a] = z;
            arcs->division[a] = d;
            arcs->cost_m[a] =
                boards ? rules->boarding_m : way_m[d] + (own[d] ? 0 : rules->coordination_m);
            arcs->reason[a] = boards   ? XW_REASON_BOARDING
                              : own[d] ? XW_REASON_CATCHMENT
                                       : XW_REASON_COORDINATION;
        }
    }
    return XW_OK;
}

/* The schools of a stage in a year: which are open to public admission, where they stand, and the
 * ways to them. */
static enum xw_status schools_of(struct xw_arena *from, const struct xw_prepared *p, int32_t stage,
                                 int32_t year, struct stage_schools *of)
{
    const struct xw_timeline *t = &p->timeline;
    const struct xw_schools *schools = &p->scenario->schools;
    int32_t start = t->stage_start[stage], divisions = xw_prepared_divisions(p, stage);
    *of =
        (struct stage_schools){ .divisions = divisions,
                                .school = t->school + start,
                                .open = XW_TAKE(from, divisions, uint8_t),
                                .boarding = schools->boarding,
                                .site = XW_TAKE(from, divisions, int32_t),
                                .way_m = XW_TAKE(from, (ptrdiff_t)p->zones * divisions, int32_t) };
    if (of->open == NULL || of->site == NULL || of->way_m == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < divisions; d++) {
        ptrdiff_t at = (ptrdiff_t)(start + d) * t->years + year;
        of->open[d] = t->open[at] && schools->sector[of->school[d]] != XW_PRIVATE;
        of->site[d] = t->site[at];
        /* A boarding school is nobody's nearest. */
        for (int32_t z = 0; z < p->zones; z++)
            of->way_m[(ptrdiff_t)z * divisions + d] =
                schools->boarding[of->school[d]] ? INT32_MAX
                                                 : p->way_m[(ptrdiff_t)z * t->sites + of->site[d]];
    }
    return XW_OK;
}

/* Do the rows of a stage hold in one year exactly as in the next? */
static bool same_rows(const struct xw_catchments *table, int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < table->count; i++)
        if (table->stage[i] == stage &&
            (table->from_year[i] == year || table->to_year[i] == year - 1))
            return false;
    return true;
}

static bool rows_by_tier(const struct xw_catchments *table, int32_t stage)
{
    for (int32_t i = 0; i < table->count; i++)
        if (table->stage[i] == stage && table->tier[i] != XW_NONE) return true;
    return false;
}

/* The catchments of one stage in one year: of all rows and, where rows name tiers, of each tier. */
static enum xw_status draw_catchments(struct xw_arena *keep, struct xw_arena scratch,
                                      const struct xw_scenario *s,
                                      const struct xw_catchments *table, int32_t stage,
                                      int16_t year, const struct stage_schools *now,
                                      struct xw_stage_year *out)
{
    int32_t zones = s->zones.count, tiers = s->tiers.codes;
    enum xw_status status =
        xw_catchment_make(keep, scratch, table, stage, year, XW_NONE, zones, now->divisions,
                          now->school, now->open, now->way_m, &out->catchment);
    out->of_tier = NULL;
    if (status != XW_OK || !rows_by_tier(table, stage)) return status;
    struct xw_catchment_year *of_tier = XW_TAKE(keep, tiers, struct xw_catchment_year);
    if (of_tier == NULL) return XW_NO_MEMORY;
    for (int32_t t = 0; status == XW_OK && t < tiers; t++)
        status = xw_catchment_make(keep, scratch, table, stage, year, t, zones, now->divisions,
                                   now->school, now->open, now->way_m, &of_tier[t]);
    out->of_tier = of_tier;
    return status;
}

/* The catchments of a stage that is not zoned: all schools of the zone's town, or of the district. */
static enum xw_status open_catchments(struct xw_arena *from, const struct xw_prepared *p,
                                      int32_t stage, struct xw_catchments *out)
{
    const struct xw_scenario *s = p->scenario;
    bool town = s->stages.stage[stage].admission == XW_ADMISSION_TOWN;
    int32_t divisions = xw_prepared_divisions(p, stage);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    int32_t *place = XW_TAKE(from, divisions, int32_t), *of_zone = XW_TAKE(from, p->zones, int32_t);
    if (place == NULL || of_zone == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < divisions && town; d++)
        place[d] = s->zones.town[s->schools.zone[school[d]]];
    for (int32_t z = 0; z < p->zones && town; z++)
        of_zone[z] = s->zones.town[z];
    return xw_open_admission(from, stage, p->zones, of_zone, divisions, school, place, out);
}

enum xw_status xw_prepare_draw(struct xw_arena *keep, struct xw_arena scratch,
                               struct xw_prepared *p, int32_t stage, int32_t from)
{
    const struct xw_scenario *s = p->scenario;
    struct stage_schools before = { 0 };
    struct xw_catchments table = s->catchments;
    enum xw_status status = XW_OK;
    if (xw_stage_is_open(&s->stages.stage[stage]))
        status = open_catchments(&scratch, p, stage, &table);
    if (status != XW_OK) return status;
    for (int32_t y = from; y < p->years; y++) {
        struct xw_stage_year *of = &p->stage[y * p->stages + stage];
        struct stage_schools now;
        int16_t year = (int16_t)(p->first + y);
        status = schools_of(&scratch, p, stage, y, &now);
        if (status != XW_OK) return status;
        /* Most years change nothing: they share the arrays of the year before. */
        if (y > from && same_schools(&before, &now) && same_rows(&table, stage, year)) {
            *of = p->stage[(y - 1) * p->stages + stage];
            continue;
        }
        status = draw_catchments(keep, scratch, s, &table, stage, year, &now, of);
        if (status == XW_OK)
            status =
                list_arcs(keep, scratch, &s->assignment, p->zones, &now, &of->catchment, &of->arcs);
        if (status != XW_OK) return status;
        before = now;
    }
    return XW_OK;
}

/* The count can be shifted back to a 1 September by less than a year, not more. */
static void check_horizon(const struct xw_scenario *s, struct xw_diag *diag)
{
    int16_t september;
    (void)xw_school_year_fraction(s->base_year, s->base_month, s->base_day, &september);
    if (s->first < september - 1)
        xw_diag_fault(diag, (struct xw_place){ .file = s->path, .field = "horizon.first" },
                      "school year %d begins more than a year before population.base_date "
                      "%04d-%02d-%02d; the first year that can be simulated is %d",
                      s->first, s->base_year, s->base_month, s->base_day, september - 1);
}

static enum xw_status complete_people(struct xw_arena *keep, struct xw_arena scratch,
                                      struct xw_scenario *s, struct xw_diag *diag)
{
    enum xw_status status = xw_anniversaries_survival(s, diag);
    if (status == XW_OK) xw_anniversaries_births_doubt(s, diag);
    if (status == XW_OK) status = xw_base_people_complete(keep, scratch, s, diag);
    return status;
}

/* By air and as pupils go, from every zone to every site. */
static enum xw_status measure_ways(struct xw_arena scratch, struct xw_prepared *p,
                                   struct xw_diag *diag)
{
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    enum xw_status status = xw_distance_ways(p->zones, s->zones.x_m, s->zones.y_m, t->sites,
                                             t->site_x_m, t->site_y_m, 1.0, p->straight_m);
    if (status == XW_OK) status = xw_pupil_ways(scratch, s, t, p->straight_m, diag, p->way_m);
    return status;
}

enum xw_status xw_prepare(struct xw_arena *keep, struct xw_arena scratch, struct xw_scenario *s,
                          struct xw_diag *diag, struct xw_prepared *out)
{
    *out = (struct xw_prepared){ .scenario = s,
                                 .first = s->first,
                                 .years = xw_scenario_years(s),
                                 .zones = s->zones.count,
                                 .stages = s->stages.count,
                                 .rows = s->stages.rows };
    if (!s->without_population) check_horizon(s, diag);
    if (diag->refused > 0) return XW_REFUSED;

    for (int32_t r = 0; r < out->rows; r++)
        out->norm[r] = xw_norms_class(&s->norms, &s->stages, r);
    enum xw_status status = xw_datum_unshift(keep, s);
    if (status == XW_OK) status = place_everything(scratch, s, diag);
    if (status == XW_OK && !s->without_population) status = complete_people(keep, scratch, s, diag);
    if (status == XW_OK)
        status = xw_timeline_make(keep, &s->stages, &s->schools, &s->capacity, &s->projects,
                                  &s->zones, &s->norms, out->first, out->years, &out->timeline);
    if (status != XW_OK) return status;

    const struct xw_timeline *t = &out->timeline;
    out->way_m = XW_TAKE(keep, (ptrdiff_t)out->zones * t->sites, int32_t);
    out->straight_m = XW_TAKE(keep, (ptrdiff_t)out->zones * t->sites, int32_t);
    out->stage = XW_TAKE(keep, (ptrdiff_t)out->years * out->stages, struct xw_stage_year);
    if (out->way_m == NULL || out->straight_m == NULL || out->stage == NULL) return XW_NO_MEMORY;
    status = measure_ways(scratch, out, diag);
    for (int32_t g = 0; status == XW_OK && g < out->stages; g++)
        if (!s->stages.stage[g].city) status = xw_prepare_draw(keep, scratch, out, g, 0);
    return status;
}
