#include "gpkg_shapes.h"
#include "gpkg_dissolve.h"
#include "voronoi.h"
#include <math.h>

static bool placed(const struct xw_run_zone *zone)
{
    return isfinite(zone->x_m) && isfinite(zone->y_m);
}

static const char *add_corner(struct xw_arena *keep, const char *text, double x, double y)
{
    if (text == NULL) return NULL;
    return xw_arena_format(keep, "%s%s[%.3f,%.3f]", text, text[0] != '\0' ? "," : "", x, y);
}

static const char *cell_text(struct xw_arena *keep, const struct xw_voronoi_cell *cell)
{
    const char *text = "";
    for (int32_t i = 0; i <= cell->count; i++)
        text = add_corner(keep, text, cell->x[i % cell->count], cell->y[i % cell->count]);
    return text != NULL
               ? xw_arena_format(keep, "{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", text)
               : NULL;
}

static enum xw_status make_zones(struct xw_arena *keep, const struct xw_run *run,
                                 struct xw_shape *shape)
{
    double *x = XW_TAKE(keep, run->zone_count, double), *y = XW_TAKE(keep, run->zone_count, double);
    int32_t *of = XW_TAKE(keep, run->zone_count, int32_t), seats = 0;
    struct xw_voronoi_cell *cell = XW_TAKE(keep, run->zone_count, struct xw_voronoi_cell);
    if (x == NULL || y == NULL || of == NULL || cell == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < run->zone_count; z++) {
        const struct xw_run_zone *zone = &run->zone[z];
        shape[z] = (struct xw_shape){ .geojson = zone->outline,
                                      .x_m = placed(zone) ? zone->x_m : NAN,
                                      .y_m = placed(zone) ? zone->y_m : NAN,
                                      .zones = 1 };
        if (!placed(zone)) continue;
        x[seats] = zone->x_m;
        y[seats] = zone->y_m;
        of[seats++] = z;
    }
    if (seats == 0) return XW_OK;
    enum xw_status status = xw_voronoi_make(keep, seats, x, y, xw_voronoi_reach(seats, x, y), cell);
    for (int32_t i = 0; i < seats && status == XW_OK; i++) {
        if (shape[of[i]].geojson != NULL || cell[i].count == 0) continue;
        shape[of[i]].schematic = true;
        shape[of[i]].geojson = cell_text(keep, &cell[i]);
        if (shape[of[i]].geojson == NULL) status = XW_NO_MEMORY;
    }
    return status;
}

static enum xw_status make_town(struct xw_arena *keep, struct xw_arena scratch,
                                const struct xw_figures *f, int32_t town,
                                const struct xw_shape *zones, struct xw_shape *out)
{
    double x = 0.0, y = 0.0;
    int32_t seats = 0;
    json_t *polygons = json_array();
    enum xw_status status = polygons != NULL ? XW_OK : XW_NO_MEMORY;
    *out = (struct xw_shape){ .x_m = NAN, .y_m = NAN };
    for (int32_t z = 0; z < f->run->zone_count && status == XW_OK; z++) {
        const char *name = f->run->zone[z].town_zh;
        if (name == NULL || xw_figures_town_of(f, name) != town) continue;
        out->zones++;
        if (isfinite(zones[z].x_m)) {
            x += zones[z].x_m;
            y += zones[z].y_m;
            seats++;
        }
        if (zones[z].geojson == NULL) continue;
        out->schematic = out->schematic || zones[z].schematic;
        if (!xw_polygons_add(polygons, zones[z].geojson)) status = XW_NO_MEMORY;
    }
    if (seats > 0) {
        out->x_m = x / seats;
        out->y_m = y / seats;
    }
    if (status == XW_OK && json_array_size(polygons) > 0)
        out->geojson = xw_polygons_dissolved(keep, scratch, polygons);
    json_decref(polygons);
    return status;
}

enum xw_status xw_shapes_make(struct xw_arena *keep, struct xw_arena scratch,
                              const struct xw_figures *f, struct xw_shapes *out)
{
    struct xw_shapes shapes = { XW_TAKE(keep, f->run->zone_count, struct xw_shape),
                                XW_TAKE(keep, f->towns, struct xw_shape) };
    if (shapes.zone == NULL || shapes.town == NULL) return XW_NO_MEMORY;
    enum xw_status status = make_zones(keep, f->run, shapes.zone);
    for (int32_t t = 0; t < f->towns && status == XW_OK; t++)
        status = make_town(keep, scratch, f, t, shapes.zone, &shapes.town[t]);
    if (status == XW_OK) *out = shapes;
    return status;
}
