#include "gpkg_layer.h"
#include "xuewei/geometry_blob.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

static void run(struct xw_layer *l, const char *sql)
{
    if (l->status != XW_OK) return;
    l->status = sql != NULL ? xw_geopackage_run(l->file, &sql, 1) : XW_NO_MEMORY;
}

void xw_layer_open(struct xw_layer *l, struct xw_geopackage *file, struct xw_arena *keep,
                   int32_t srs_id, const char *name, const char *type, const char *columns,
                   const char *title, const char *about)
{
    *l = (struct xw_layer){ .file = file,
                            .keep = keep,
                            .srs_id = srs_id,
                            .name = name,
                            .low_x = NAN,
                            .low_y = NAN,
                            .high_x = NAN,
                            .high_y = NAN };
    run(l, xw_arena_format(keep,
                           "CREATE TABLE %s (fid INTEGER PRIMARY KEY, geom %s, %s, x_m DOUBLE, "
                           "y_m DOUBLE)",
                           name, type, columns));
    run(l, xw_arena_format(keep,
                           "INSERT INTO gpkg_contents (table_name, data_type, identifier, "
                           "description) VALUES ('%s', 'features', '%s', '%s')",
                           name, title, about));
    if (l->status == XW_OK) l->status = xw_row_prepare(file, name, &l->row);
}

static void widen(struct xw_layer *l, double x, double y)
{
    l->low_x = fmin(l->low_x, x); /* fmin and fmax pass over NaN */
    l->low_y = fmin(l->low_y, y);
    l->high_x = fmax(l->high_x, x);
    l->high_y = fmax(l->high_y, y);
}

static void put_blob(struct xw_layer *l, enum xw_status made, struct xw_blob blob)
{
    if (made != XW_OK)
        l->status = made;
    else
        xw_row_blob(&l->row, blob.bytes, blob.length);
}

void xw_layer_point(struct xw_layer *l, double x_m, double y_m)
{
    struct xw_blob blob = { 0 };
    if (l->status != XW_OK) return;
    if (!isfinite(x_m) || !isfinite(y_m)) {
        xw_row_nulls(&l->row, 1);
        return;
    }
    put_blob(l, xw_blob_of_point(l->keep, l->srs_id, x_m, y_m, &blob), blob);
    widen(l, x_m, y_m);
}

void xw_layer_line(struct xw_layer *l, const double x_m[2], const double y_m[2])
{
    struct xw_blob blob = { 0 };
    if (l->status != XW_OK) return;
    put_blob(l, xw_blob_of_line(l->keep, l->srs_id, x_m, y_m, &blob), blob);
    for (int i = 0; i < 2; i++)
        widen(l, x_m[i], y_m[i]);
}

/* Every position of nested arrays. */
static void widen_all(struct xw_layer *l, const json_t *at)
{
    if (json_is_number(json_array_get(at, 0))) {
        widen(l, json_number_value(json_array_get(at, 0)),
              json_number_value(json_array_get(at, 1)));
        return;
    }
    for (size_t i = 0; i < json_array_size(at); i++)
        widen_all(l, json_array_get(at, i));
}

void xw_layer_area(struct xw_layer *l, const char *geojson)
{
    struct xw_blob blob = { 0 };
    if (l->status != XW_OK) return;
    if (geojson == NULL) {
        xw_row_nulls(&l->row, 1);
        return;
    }
    put_blob(l,
             xw_blob_of_outline(l->keep, l->srs_id, geojson, (struct xw_outline_plane){ 0 }, &blob),
             blob);
    json_t *geometry = json_loads(geojson, 0, NULL);
    widen_all(l, json_object_get(geometry, "coordinates"));
    json_decref(geometry);
}

void xw_layer_end(struct xw_layer *l, double x_m, double y_m)
{
    if (l->status != XW_OK) return;
    xw_row_number(&l->row, x_m);
    xw_row_number(&l->row, y_m);
    l->status = xw_row_end(l->file, &l->row);
}

enum xw_status xw_layer_close(struct xw_layer *l, const char *type)
{
    xw_row_drop(&l->row);
    if (l->status == XW_OK) l->status = xw_geopackage_spatial(l->file, l->name, type, l->srs_id);
    if (isfinite(l->low_x))
        run(l, xw_arena_format(l->keep,
                               "UPDATE gpkg_contents SET min_x = %.17g, min_y = %.17g, max_x = "
                               "%.17g, max_y = %.17g WHERE table_name = '%s'",
                               l->low_x, l->low_y, l->high_x, l->high_y, l->name));
    return l->status;
}
