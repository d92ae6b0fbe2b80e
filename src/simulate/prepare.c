#include "xuewei/prepare.h"
#include "xuewei/anniversaries.h"
#include "xuewei/base_people.h"
#include "xuewei/crs.h"
#include "xuewei/datum.h"
#include "xuewei/distance.h"
#include "xuewei/geodesic.h"
#include "xuewei/pupil_ways.h"
#include "xuewei/school_year.h"
#include "xuewei/stage_years.h"
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
    if (status == XW_OK) status = xw_stage_years_begin(keep, scratch, out);
    for (int32_t g = 0; status == XW_OK && g < out->stages; g++)
        if (!s->stages.stage[g].city) status = xw_stage_years_draw(keep, scratch, NULL, out, g, 0);
    return status;
}
