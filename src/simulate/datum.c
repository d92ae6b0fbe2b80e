#include "xuewei/datum.h"
#include "xuewei/china_datum.h"
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

void xw_datum_point(enum xw_coordinates of, double *lon, double *lat)
{
    if (of == XW_COORDINATES_BD09) xw_gcj02_from_bd09(*lon, *lat, lon, lat);
    if (of != XW_COORDINATES_WGS84) xw_wgs84_from_gcj02(*lon, *lat, lon, lat);
}

static void unshift_column(enum xw_coordinates of, int32_t count, double *lon, double *lat)
{
    for (int32_t i = 0; i < count; i++)
        if (!isnan(lon[i]) && !isnan(lat[i])) xw_datum_point(of, &lon[i], &lat[i]);
}

/* A position is an array that begins with two numbers; rings and parts are arrays of others. */
static void unshift_positions(enum xw_coordinates of, json_t *value)
{
    json_t *x = json_array_get(value, 0), *y = json_array_get(value, 1);
    if (json_is_number(x) && json_is_number(y)) {
        double lon = json_number_value(x), lat = json_number_value(y);
        xw_datum_point(of, &lon, &lat);
        json_array_set_new(value, 0, json_real(lon));
        json_array_set_new(value, 1, json_real(lat));
        return;
    }
    size_t i;
    json_t *part;
    json_array_foreach(value, i, part) unshift_positions(of, part);
}

/* The geometry with its positions put back, or NULL when memory is used up. */
static const char *unshift_outline(struct xw_arena *keep, enum xw_coordinates of, const char *text)
{
    json_t *geometry = json_loads(text, 0, NULL);
    if (geometry == NULL) return NULL; /* a reader has checked the text */
    unshift_positions(of, json_object_get(geometry, "coordinates"));
    char *made = json_dumps(geometry, JSON_COMPACT | JSON_REAL_PRECISION(15));
    const char *kept = made == NULL ? NULL : xw_arena_text(keep, made);
    free(made);
    json_decref(geometry);
    return kept;
}

enum xw_status xw_datum_unshift(struct xw_arena *keep, struct xw_scenario *s)
{
    enum xw_coordinates of = s->coordinates;
    if (of == XW_COORDINATES_WGS84) return XW_OK;
    struct xw_zones *zones = &s->zones;
    const char **outline = XW_TAKE(keep, zones->count, const char *);
    if (outline == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones->count; z++) {
        if (zones->outline[z] == NULL) continue;
        outline[z] = unshift_outline(keep, of, zones->outline[z]);
        if (outline[z] == NULL) return XW_NO_MEMORY;
    }
    zones->outline = outline;
    unshift_column(of, zones->count, zones->lon_deg, zones->lat_deg);
    unshift_column(of, s->schools.count, s->schools.lon_deg, s->schools.lat_deg);
    unshift_column(of, s->projects.count, s->projects.lon_deg, s->projects.lat_deg);
    if (!s->roads.wgs84) unshift_column(of, s->roads.nodes, s->roads.lon_deg, s->roads.lat_deg);
    s->coordinates = XW_COORDINATES_WGS84;
    return XW_OK;
}
