#include "xuewei/zones_geojson.h"
#include "xuewei/json.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST_POSITIONS = 4, PATH = 160 }; /* a ring is closed: three corners and the first again */

struct collection {
    struct xw_bytes text;
    const char *name;
    struct xw_arena *keep;
    struct xw_diag *diag;
    json_t *root;
    json_t *features;       /* borrowed from root */
    int32_t count;          /* of features */
    int32_t *line, *column; /* where each begins */
};

static void fault(const struct collection *c, const char *path, const char *sentence)
{
    xw_diag_fault(c->diag, xw_json_place(c->text, c->name, path), "%s", sentence);
}

/* Bytes before a place. */
static ptrdiff_t offset_of(struct xw_bytes text, struct xw_place at)
{
    ptrdiff_t offset = 0;
    for (int32_t line = 1; line < at.line && offset < text.length; offset++)
        line += text.at[offset] == '\n';
    for (int32_t column = 1; column < at.column && offset < text.length; column++) {
        offset++;
        while (((unsigned char)text.at[offset] & 0xC0) == 0x80)
            offset++;
    }
    return offset;
}

/* Where the features begin, in one walk over text that is known to be sound: asking for each place
 * would read the file once a feature. */
static void find_features(struct collection *c)
{
    if (c->count == 0) return;
    struct xw_place at = xw_json_place(c->text, c->name, "features[0]");
    int32_t line = at.line, column = at.column, depth = 0, seen = 0;
    bool in_string = false;
    for (ptrdiff_t i = offset_of(c->text, at); i < c->text.length && depth >= 0; i++) {
        char byte = c->text.at[i];
        if (in_string) {
            if (byte == '\\') {
                i++;
                column++;
            } else if (byte == '"') {
                in_string = false;
            }
        } else if (byte == '"') {
            in_string = true;
        } else if (byte == '{' || byte == '[') {
            if (depth == 0 && seen < c->count) {
                c->line[seen] = line;
                c->column[seen++] = column;
            }
            depth++;
        } else if (byte == '}' || byte == ']') {
            depth--;
        }
        if (byte == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)byte & 0xC0) != 0x80) {
            column++;
        }
    }
}

static bool is_text(const json_t *value, const char *wanted)
{
    return json_is_string(value) && strcmp(json_string_value(value), wanted) == 0;
}

static bool check_features(const struct collection *c)
{
    bool good = true;
    for (int32_t f = 0; f < c->count; f++) {
        json_t *feature = json_array_get(c->features, (size_t)f);
        char path[PATH];
        snprintf(path, sizeof path, "features[%d]", (int)f);
        if (!json_is_object(feature) || !is_text(json_object_get(feature, "type"), "Feature") ||
            !json_is_object(json_object_get(feature, "properties"))) {
            fault(c, path, "a Feature with properties is expected here");
            good = false;
        }
    }
    return good;
}

/* Read a collection; close it whatever happens. */
static enum xw_status open_collection(struct collection *c, const char *path, const char *name,
                                      struct xw_arena *keep, struct xw_diag *diag)
{
    *c = (struct collection){ .name = name, .keep = keep, .diag = diag };
    struct xw_bytes raw;
    enum xw_status status = xw_file_read(path, name, keep, diag, &raw);
    if (status == XW_OK) status = xw_file_decode(raw, name, "UTF-8", keep, diag, &c->text);
    if (status == XW_OK) status = xw_json_parse(c->text, name, diag, &c->root);
    if (status != XW_OK) return status;
    c->features = json_object_get(c->root, "features");
    if (!is_text(json_object_get(c->root, "type"), "FeatureCollection") ||
        !json_is_array(c->features)) {
        fault(c, "type", "a GeoJSON FeatureCollection is expected here");
        return XW_REFUSED;
    }
    c->count = (int32_t)json_array_size(c->features);
    c->line = XW_TAKE(keep, c->count, int32_t);
    c->column = XW_TAKE(keep, c->count, int32_t);
    if (c->line == NULL || c->column == NULL) return XW_NO_MEMORY;
    if (!check_features(c)) return XW_REFUSED;
    find_features(c);
    return XW_OK;
}

static void close_collection(struct collection *c)
{
    json_decref(c->root);
    c->root = NULL;
}

/* ---- properties as a table ---- */

/* The names of all properties, in the order of their first appearance. */
static int32_t property_names(const struct collection *c, const char *name[], int32_t room)
{
    int32_t count = 0;
    for (int32_t f = 0; f < c->count; f++) {
        json_t *properties = json_object_get(json_array_get(c->features, (size_t)f), "properties");
        for (void *i = json_object_iter(properties); i != NULL;
             i = json_object_iter_next(properties, i)) {
            const char *key = json_object_iter_key(i);
            int32_t known = 0;
            while (known < count && strcmp(name[known], key) != 0)
                known++;
            if (known == count && count < room) name[count++] = key;
        }
    }
    return count;
}

/* A property as the cell of a table would have it. NULL: memory is used up. */
static const char *cell_text(const struct collection *c, const json_t *value)
{
    switch (value == NULL ? JSON_NULL : json_typeof(value)) {
    case JSON_STRING:
        return xw_arena_text(c->keep, json_string_value(value));
    case JSON_INTEGER:
        return xw_arena_format(c->keep, "%" PRIi64, (int64_t)json_integer_value(value));
    case JSON_REAL:
        return xw_arena_format(c->keep, "%.17g", json_real_value(value));
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    case JSON_OBJECT:
        return "{...}";
    case JSON_ARRAY:
        return "[...]";
    case JSON_NULL:
        break;
    }
    return "";
}

static enum xw_status read_rows(struct collection *c, struct xw_rows *out)
{
    const char *name[XW_ROW_COLUMNS * 2], *text[XW_ROW_COLUMNS * 2];
    int32_t line[XW_ROW_COLUMNS * 2], column[XW_ROW_COLUMNS * 2];
    int32_t fields = property_names(c, name, XW_ROW_COLUMNS * 2);
    enum xw_status status = xw_rows_open(out, XW_TABLE_ZONES, c->name, c->count, c->keep, c->diag);
    if (status != XW_OK) return status;
    for (int32_t k = 0; k < fields; k++) {
        name[k] = xw_arena_text(c->keep, name[k]);
        if (name[k] == NULL) return XW_NO_MEMORY;
        line[k] = c->line[0];
        column[k] = c->column[0];
    }
    status = xw_rows_header(out, fields, name, line, column);
    for (int32_t f = 0; f < c->count && status == XW_OK; f++) {
        const json_t *properties =
            json_object_get(json_array_get(c->features, (size_t)f), "properties");
        for (int32_t k = 0; k < fields; k++) {
            text[k] = cell_text(c, json_object_get(properties, name[k]));
            if (text[k] == NULL) return XW_NO_MEMORY;
            line[k] = c->line[f];
            column[k] = c->column[f];
        }
        status = xw_rows_add(out, c->line[f], fields, text, line, column);
    }
    return status == XW_OK ? xw_rows_close(out) : status;
}

enum xw_status xw_zones_geojson_rows(const char *path, const char *name, struct xw_arena *keep,
                                     struct xw_diag *diag, struct xw_rows *out)
{
    struct collection c;
    *out = (struct xw_rows){ .table = XW_TABLE_ZONES, .file = name, .broken = true };
    enum xw_status status = open_collection(&c, path, name, keep, diag);
    if (status == XW_OK && c.count == 0) {
        fault(&c, "features", "there are no zones here");
        status = XW_REFUSED;
    }
    if (status == XW_OK) status = read_rows(&c, out);
    close_collection(&c);
    return status;
}

/* ---- geometries ---- */

/* Twice the area and three times its moments about the origin, rings added with their sign: outer
 * rings count as plus, inner ones as minus, whichever way round they run. */
struct moments {
    double area, x, y;
};

static bool position(const json_t *value, double *lon, double *lat)
{
    const json_t *x = json_array_get(value, 0), *y = json_array_get(value, 1);
    if (!json_is_number(x) || !json_is_number(y)) return false;
    *lon = json_number_value(x);
    *lat = json_number_value(y);
    return *lon >= -180 && *lon <= 180 && *lat >= -90 && *lat <= 90;
}

/* Shoelace formula relative to the ring's first corner, so that little is lost of small areas far
 * from the origin. */
static const char *add_ring(const json_t *ring, bool inner, struct moments *sum)
{
    size_t count = json_array_size(ring);
    if (!json_is_array(ring) || count < FEWEST_POSITIONS)
        return "a ring has at least four positions, the last one equal to the first";
    double x0, y0, x1, y1, x2, y2;
    if (!position(json_array_get(ring, 0), &x0, &y0))
        return "a position is a longitude, -180 to 180, and a latitude, -90 to 90";
    struct moments own = { 0 };
    x1 = x0;
    y1 = y0;
    for (size_t i = 1; i < count; i++) {
        if (!position(json_array_get(ring, i), &x2, &y2))
            return "a position is a longitude, -180 to 180, and a latitude, -90 to 90";
        double cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
        own.area += cross;
        own.x += cross * (x1 - x0 + x2 - x0);
        own.y += cross * (y1 - y0 + y2 - y0);
        x1 = x2;
        y1 = y2;
    }
    if (x1 != x0 || y1 != y0) return "a ring must end where it begins";
    double sign = (own.area < 0 ? -1.0 : 1.0) * (inner ? -1.0 : 1.0);
    sum->area += sign * own.area;
    sum->x += sign * (own.x + 3.0 * own.area * x0);
    sum->y += sign * (own.y + 3.0 * own.area * y0);
    return NULL;
}

static const char *add_polygon(const json_t *rings, struct moments *sum)
{
    if (!json_is_array(rings) || json_array_size(rings) == 0) return "a polygon has rings";
    for (size_t i = 0; i < json_array_size(rings); i++) {
        const char *wrong = add_ring(json_array_get(rings, i), i > 0, sum);
        if (wrong != NULL) return wrong;
    }
    return NULL;
}

/* What is wrong with a geometry, or NULL; its centroid. */
static const char *measure(const json_t *geometry, double *lon, double *lat)
{
    const json_t *type = json_object_get(geometry, "type");
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    struct moments sum = { 0 };
    const char *wrong = NULL;
    if (is_text(type, "Polygon")) {
        wrong = add_polygon(coordinates, &sum);
    } else if (is_text(type, "MultiPolygon")) {
        if (json_array_size(coordinates) == 0) return "a MultiPolygon has polygons";
        for (size_t i = 0; i < json_array_size(coordinates) && wrong == NULL; i++)
            wrong = add_polygon(json_array_get(coordinates, i), &sum);
    } else {
        return "a Polygon or a MultiPolygon is expected here";
    }
    if (wrong != NULL) return wrong;
    if (!(sum.area > 0)) return "the outline has no area";
    *lon = sum.x / (3.0 * sum.area);
    *lat = sum.y / (3.0 * sum.area);
    return NULL;
}

/* The geometry as text, without blanks; fifteen digits give back what was written. */
static const char *geometry_text(const struct collection *c, const json_t *geometry)
{
    char *text = json_dumps(geometry, JSON_COMPACT | JSON_REAL_PRECISION(15));
    const char *kept = text == NULL ? NULL : xw_arena_text(c->keep, text);
    free(text);
    return kept;
}

static bool has_point(const struct xw_zones *zones, int32_t zone)
{
    return (!isnan(zones->lon_deg[zone]) && !isnan(zones->lat_deg[zone])) ||
           (!isnan(zones->x_m[zone]) && !isnan(zones->y_m[zone]));
}

/* The zone that a feature is of, or XW_NONE after a refusal. */
static int32_t zone_of(struct xw_draft *draft, const struct collection *c, int32_t f)
{
    const struct xw_zones *zones = &draft->out->zones;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    char path[PATH];
    snprintf(path, sizeof path, "features[%d].properties.zone", (int)f);
    const json_t *properties =
        json_object_get(json_array_get(c->features, (size_t)f), "properties");
    const char *code = cell_text(c, json_object_get(properties, "zone"));
    if (code == NULL) return XW_NONE;
    int32_t zone = xw_zones_find(zones, code);
    if (zone == XW_NONE && !rows->broken) {
        char accepted[400];
        snprintf(accepted, sizeof accepted, "a zone of %s", rows->file);
        xw_rows_refuse_word(c->diag, xw_json_place(c->text, c->name, path), code, accepted,
                            zones->code, zones->count);
    } else if (zone != XW_NONE && zones->outline[zone] != NULL) {
        fault(c, path, "the zone has an outline already");
        zone = XW_NONE;
    }
    return zone;
}

static enum xw_status read_outlines(struct xw_draft *draft, const struct collection *c)
{
    struct xw_zones *zones = &draft->out->zones;
    for (int32_t f = 0; f < c->count; f++) {
        const json_t *geometry =
            json_object_get(json_array_get(c->features, (size_t)f), "geometry");
        int32_t zone = zone_of(draft, c, f);
        if (json_is_null(geometry)) continue;
        double lon, lat;
        const char *wrong = measure(geometry, &lon, &lat);
        if (wrong != NULL) {
            char path[PATH];
            snprintf(path, sizeof path, "features[%d].geometry", (int)f);
            fault(c, path, wrong);
        }
        if (wrong != NULL || zone == XW_NONE) continue;
        zones->outline[zone] = geometry_text(c, geometry);
        if (zones->outline[zone] == NULL) return XW_NO_MEMORY;
        if (!has_point(zones, zone)) {
            zones->lon_deg[zone] = lon;
            zones->lat_deg[zone] = lat;
        }
    }
    return XW_OK;
}

enum xw_status xw_zones_geojson_outlines(struct xw_draft *draft, const char *path, const char *name)
{
    struct collection c;
    enum xw_status status = open_collection(&c, path, name, draft->keep, draft->diag);
    if (status == XW_OK) status = read_outlines(draft, &c);
    close_collection(&c);
    return status;
}

void xw_zones_check_places(struct xw_draft *draft)
{
    const struct xw_zones *zones = &draft->out->zones;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    if (rows->broken) return;
    for (int32_t row = 0; row < rows->count; row++) {
        if (rows->bad[row]) continue;
        const char *code = xw_rows_text(rows, XW_COL_ZONES_ZONE, row);
        int32_t zone = xw_zones_find(zones, code);
        bool half = isnan(xw_rows_number(rows, XW_COL_ZONES_LON, row)) !=
                        isnan(xw_rows_number(rows, XW_COL_ZONES_LAT, row)) ||
                    isnan(xw_rows_number(rows, XW_COL_ZONES_X_M, row)) !=
                        isnan(xw_rows_number(rows, XW_COL_ZONES_Y_M, row));
        if (has_point(zones, zone) && !half) continue;
        xw_diag_fault(draft->diag, xw_rows_place(rows, XW_COL_ZONES_ZONE, row),
                      half ? "the zone %s has half a place: lon and lat, or x_m and y_m, are given "
                             "together"
                           : "the zone %s has no place: lon and lat, x_m and y_m, or an outline "
                             "must be given",
                      code);
    }
}
