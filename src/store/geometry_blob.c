#include "xuewei/geometry_blob.h"
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WKB_POINT = 1, WKB_LINE = 2, WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

#define HEADER_LENGTH   8
#define ENVELOPE_LENGTH 32
#define FLAG_LITTLE     0x01
#define FLAG_ENVELOPE   0x02 /* min x, max x, min y, max y */

/* Bytes are written in pieces, least significant first whatever the machine. */
struct writer {
    unsigned char *at;
};

static void put_byte(struct writer *w, unsigned value)
{
    *w->at++ = (unsigned char)value;
}

static void put_u32(struct writer *w, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        put_byte(w, value >> (8 * i) & 0xff);
}

static void put_double(struct writer *w, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        put_byte(w, (unsigned)(bits >> (8 * i) & 0xff));
}

static void put_header(struct writer *w, int32_t srs_id, unsigned flags)
{
    put_byte(w, 'G');
    put_byte(w, 'P');
    put_byte(w, 0); /* version 1 of the format */
    put_byte(w, flags);
    put_u32(w, (uint32_t)srs_id);
}

static void put_type(struct writer *w, uint32_t type)
{
    put_byte(w, FLAG_LITTLE);
    put_u32(w, type);
}

enum xw_status xw_blob_of_point(struct xw_arena *keep, int32_t srs_id, double x_m, double y_m,
                                struct xw_blob *out)
{
    ptrdiff_t length = HEADER_LENGTH + 5 + 16;
    unsigned char *bytes = XW_TAKE(keep, length, unsigned char);
    if (bytes == NULL) return XW_NO_MEMORY;
    struct writer w = { bytes };
    put_header(&w, srs_id, FLAG_LITTLE);
    put_type(&w, WKB_POINT);
    put_double(&w, x_m);
    put_double(&w, y_m);
    *out = (struct xw_blob){ bytes, length };
    return XW_OK;
}

enum xw_status xw_blob_of_line(struct xw_arena *keep, int32_t srs_id, const double x_m[2],
                               const double y_m[2], struct xw_blob *out)
{
    ptrdiff_t length = HEADER_LENGTH + 5 + 4 + 2 * 16;
    unsigned char *bytes = XW_TAKE(keep, length, unsigned char);
    if (bytes == NULL) return XW_NO_MEMORY;
    struct writer w = { bytes };
    put_header(&w, srs_id, FLAG_LITTLE);
    put_type(&w, WKB_LINE);
    put_u32(&w, 2);
    for (int i = 0; i < 2; i++) {
        put_double(&w, x_m[i]);
        put_double(&w, y_m[i]);
    }
    *out = (struct xw_blob){ bytes, length };
    return XW_OK;
}

/* The positions of all rings in a row, and how they divide into rings and polygons. */
struct rings {
    int32_t polygons, rings, positions;
    int32_t *rings_of;     /* [polygons] */
    int32_t *positions_of; /* [rings] */
    double *x, *y;         /* [positions] */
};

static bool same_position(const json_t *a, const json_t *b)
{
    return json_number_value(json_array_get(a, 0)) == json_number_value(json_array_get(b, 0)) &&
           json_number_value(json_array_get(a, 1)) == json_number_value(json_array_get(b, 1));
}

static bool is_ring(const json_t *ring)
{
    size_t count = json_array_size(ring); /* 0 when it is no array */
    if (count < 4) return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *position = json_array_get(ring, i);
        if (json_array_size(position) < 2 || !json_is_number(json_array_get(position, 0)) ||
            !json_is_number(json_array_get(position, 1)))
            return false;
    }
    return same_position(json_array_get(ring, 0), json_array_get(ring, count - 1));
}

/* Count one polygon's rings and positions, or write them when there is room for them. */
static bool add_polygon(const json_t *polygon, struct rings *r, bool write)
{
    size_t count = json_array_size(polygon);
    if (count == 0) return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *ring = json_array_get(polygon, i);
        if (!write && !is_ring(ring)) return false;
        int32_t length = (int32_t)json_array_size(ring);
        for (int32_t p = 0; write && p < length; p++) {
            const json_t *position = json_array_get(ring, (size_t)p);
            r->x[r->positions + p] = json_number_value(json_array_get(position, 0));
            r->y[r->positions + p] = json_number_value(json_array_get(position, 1));
        }
        if (write) r->positions_of[r->rings] = length;
        r->rings++;
        r->positions += length;
    }
    if (write) r->rings_of[r->polygons] = (int32_t)count;
    r->polygons++;
    return true;
}

static bool add_geometry(const json_t *coordinates, bool multi, struct rings *r, bool write)
{
    r->polygons = r->rings = r->positions = 0;
    if (!multi) return add_polygon(coordinates, r, write);
    size_t count = json_array_size(coordinates);
    for (size_t i = 0; i < count; i++)
        if (!add_polygon(json_array_get(coordinates, i), r, write)) return false;
    return count > 0;
}

static enum xw_status project(struct xw_arena *keep, struct xw_outline_plane plane, struct rings *r)
{
    if (plane.project != NULL) {
        double *x_m = XW_TAKE(keep, r->positions, double);
        double *y_m = XW_TAKE(keep, r->positions, double);
        if (x_m == NULL || y_m == NULL) return XW_NO_MEMORY;
        enum xw_status status = plane.project(plane.self, r->positions, r->x, r->y, x_m, y_m);
        if (status != XW_OK) return status;
        r->x = x_m;
        r->y = y_m;
    }
    for (int32_t i = 0; i < r->positions; i++)
        if (!isfinite(r->x[i]) || !isfinite(r->y[i])) return XW_NOT_FINITE;
    return XW_OK;
}

static void put_envelope(struct writer *w, const struct rings *r)
{
    double low_x = r->x[0], high_x = r->x[0], low_y = r->y[0], high_y = r->y[0];
    for (int32_t i = 1; i < r->positions; i++) {
        low_x = fmin(low_x, r->x[i]);
        high_x = fmax(high_x, r->x[i]);
        low_y = fmin(low_y, r->y[i]);
        high_y = fmax(high_y, r->y[i]);
    }
    put_double(w, low_x);
    put_double(w, high_x);
    put_double(w, low_y);
    put_double(w, high_y);
}

static enum xw_status write_outline(struct xw_arena *keep, int32_t srs_id, bool multi,
                                    const struct rings *r, struct xw_blob *out)
{
    ptrdiff_t length = HEADER_LENGTH + ENVELOPE_LENGTH + (multi ? 9 : 0) +
                       (ptrdiff_t)9 * r->polygons + (ptrdiff_t)4 * r->rings +
                       (ptrdiff_t)16 * r->positions;
    unsigned char *bytes = XW_TAKE(keep, length, unsigned char);
    if (bytes == NULL) return XW_NO_MEMORY;
    struct writer w = { bytes };
    put_header(&w, srs_id, FLAG_LITTLE | FLAG_ENVELOPE);
    put_envelope(&w, r);
    if (multi) {
        put_type(&w, WKB_MULTIPOLYGON);
        put_u32(&w, (uint32_t)r->polygons);
    }
    int32_t ring = 0, position = 0;
    for (int32_t p = 0; p < r->polygons; p++) {
        put_type(&w, WKB_POLYGON);
        put_u32(&w, (uint32_t)r->rings_of[p]);
        for (int32_t end_ring = ring + r->rings_of[p]; ring < end_ring; ring++) {
            put_u32(&w, (uint32_t)r->positions_of[ring]);
            for (int32_t end = position + r->positions_of[ring]; position < end; position++) {
                put_double(&w, r->x[position]);
                put_double(&w, r->y[position]);
            }
        }
    }
    *out = (struct xw_blob){ bytes, length };
    return XW_OK;
}

enum xw_status xw_blob_of_outline(struct xw_arena *keep, int32_t srs_id, const char *geojson,
                                  struct xw_outline_plane plane, struct xw_blob *out)
{
    json_t *geometry = json_loads(geojson, JSON_REJECT_DUPLICATES, NULL);
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    bool multi = type != NULL && strcmp(type, "MultiPolygon") == 0;
    struct rings r = { 0 };
    enum xw_status status = XW_REFUSED;
    if (type != NULL && (multi || strcmp(type, "Polygon") == 0) &&
        add_geometry(coordinates, multi, &r, false)) {
        r.rings_of = XW_TAKE(keep, r.polygons, int32_t);
        r.positions_of = XW_TAKE(keep, r.rings, int32_t);
        r.x = XW_TAKE(keep, r.positions, double);
        r.y = XW_TAKE(keep, r.positions, double);
        if (r.rings_of == NULL || r.positions_of == NULL || r.x == NULL || r.y == NULL) {
            status = XW_NO_MEMORY;
        } else {
            add_geometry(coordinates, multi, &r, true);
            status = project(keep, plane, &r);
        }
    }
    json_decref(geometry);
    return status == XW_OK ? write_outline(keep, srs_id, multi, &r, out) : status;
}

struct reader {
    const unsigned char *at, *end;
    bool fault;
};

static bool has(struct reader *r, ptrdiff_t bytes)
{
    if (!r->fault && r->end - r->at < bytes) r->fault = true;
    return !r->fault;
}

static uint32_t get_u32(struct reader *r)
{
    if (!has(r, 4)) return 0;
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value |= (uint32_t)*r->at++ << (8 * i);
    return value;
}

static double get_double(struct reader *r)
{
    if (!has(r, 8)) return 0.0;
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)*r->at++ << (8 * i);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint32_t get_type(struct reader *r)
{
    if (!has(r, 1) || *r->at++ != FLAG_LITTLE) r->fault = true;
    return get_u32(r);
}

/* The text of one polygon, brackets and all. */
static void polygon_text(struct reader *r, FILE *to)
{
    uint32_t rings = get_u32(r);
    fputc('[', to);
    for (uint32_t i = 0; i < rings && !r->fault; i++) {
        uint32_t positions = get_u32(r);
        fputs(i == 0 ? "[" : ",[", to);
        for (uint32_t p = 0; p < positions && !r->fault; p++) {
            double x = get_double(r), y = get_double(r);
            fprintf(to, "%s[%.12g,%.12g]", p == 0 ? "" : ",", x, y);
        }
        fputc(']', to);
    }
    fputc(']', to);
}

static void geometry_text(struct reader *r, uint32_t type, FILE *to)
{
    if (type == WKB_POLYGON) {
        fputs("{\"type\":\"Polygon\",\"coordinates\":", to);
        polygon_text(r, to);
    } else {
        fputs("{\"type\":\"MultiPolygon\",\"coordinates\":[", to);
        uint32_t polygons = get_u32(r);
        for (uint32_t i = 0; i < polygons && !r->fault; i++) {
            if (i > 0) fputc(',', to);
            if (get_type(r) != WKB_POLYGON) r->fault = true;
            if (!r->fault) polygon_text(r, to);
        }
        fputc(']', to);
    }
    fputc('}', to);
}

enum xw_status xw_blob_to_outline(struct xw_arena *keep, struct xw_blob blob, const char **out)
{
    struct reader r = { blob.bytes, blob.bytes + blob.length, false };
    if (blob.length < HEADER_LENGTH || blob.bytes[0] != 'G' || blob.bytes[1] != 'P' ||
        blob.bytes[2] != 0)
        return XW_STORE_FAILED;
    unsigned flags = blob.bytes[3];
    ptrdiff_t header = HEADER_LENGTH;
    if (flags == (FLAG_LITTLE | FLAG_ENVELOPE))
        header += ENVELOPE_LENGTH;
    else if (flags != FLAG_LITTLE)
        return XW_STORE_FAILED;
    if (blob.length < header) return XW_STORE_FAILED;
    r.at += header;
    uint32_t type = get_type(&r);
    *out = NULL;
    if (!r.fault && type == WKB_POINT) return XW_OK;
    if (r.fault || (type != WKB_POLYGON && type != WKB_MULTIPOLYGON)) return XW_STORE_FAILED;

    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    if (to == NULL) return XW_NO_MEMORY;
    geometry_text(&r, type, to);
    enum xw_status status = r.fault || r.at != r.end ? XW_STORE_FAILED : XW_OK;
    if (fclose(to) != 0) status = XW_NO_MEMORY;
    if (status == XW_OK) {
        *out = xw_arena_text_n(keep, text, (ptrdiff_t)length);
        if (*out == NULL) status = XW_NO_MEMORY;
    }
    free(text);
    return status;
}
