#include "xuewei/point_table.h"
#include "xuewei/conversion.h"
#include "xuewei/csv.h"
#include "xuewei/geodesic.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 4, MOST_RESULTS = 5 };

/* A record of the file and what is new of it. */
struct record {
    struct record *next;
    const char **field;
    double result[MOST_RESULTS];
};

struct work {
    const struct xw_point_table *table;
    struct xw_arena *keep;
    struct xw_diag *diag;
    struct xw_csv csv;
    struct xw_conversion to, to_wgs84;
    bool degrees;             /* what is read */
    int32_t points;           /* of a row: 1 or 2 */
    int32_t fields;           /* of the header */
    const char **header;      /* the names of all columns */
    int32_t at[MOST_COLUMNS]; /* which of them are read: x, y, x, y */
    int32_t results;          /* new columns */
    const char *name[MOST_RESULTS];
    struct record *first, **last;
};

/* ---- which columns ---- */

static const char *const east_degrees[] = { "lon", "lng", "long", "longitude", "经度", "x", NULL };
static const char *const north_degrees[] = { "lat", "latitude", "纬度", "y", NULL };
static const char *const east_metres[] = { "x_m", "easting_m", "easting", "x", "e", NULL };
static const char *const north_metres[] = { "y_m", "northing_m", "northing", "y", "n", NULL };

/* How a name may be dressed: for a point alone, the first and the second of two. */
static const char *const dress_alone[] = { "%s", NULL };
static const struct {
    const char *reference; /* or its beginning: "GCJ02", "GCJ-02" */
    const char *dress[4];  /* for a point alone, whose column says what it holds */
} dress_of[] = {
    { "WGS", { "wgs_%s", "wgs84_%s", "%s", NULL } },
    { "GCJ", { "gcj_%s", "gcj02_%s", "%s", NULL } },
    { "BD", { "bd_%s", "bd09_%s", "%s", NULL } },
};
static const char *const dress_first[] = { "%s1", "%s_1", "from_%s", "%s", NULL };
static const char *const dress_second[] = { "%s2", "%s_2", "to_%s", NULL };

static int32_t position(const struct work *w, const char *name)
{
    for (int32_t f = 0; f < w->fields; f++)
        if (strcasecmp(w->header[f], name) == 0) return f;
    return -1;
}

static int32_t find_dressed(const struct work *w, const char *dress, const char *const *names)
{
    const char *mark = strstr(dress, "%s");
    for (; *names != NULL; names++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s%s%s", (int)(mark - dress), dress, *names, mark + 2);
        int32_t found = position(w, name);
        if (found >= 0) return found;
    }
    return -1;
}

static bool find_point(struct work *w, const char *const *dress, int32_t *at)
{
    const char *const *east = w->degrees ? east_degrees : east_metres;
    const char *const *north = w->degrees ? north_degrees : north_metres;
    for (; *dress != NULL; dress++) {
        at[0] = find_dressed(w, *dress, east);
        at[1] = find_dressed(w, *dress, north);
        if (at[0] >= 0 && at[1] >= 0) return true;
    }
    return false;
}

static bool find_alone(struct work *w)
{
    const char *const *dress = dress_alone;
    for (size_t i = 0; i < sizeof dress_of / sizeof *dress_of; i++)
        if (strncasecmp(w->table->from, dress_of[i].reference, strlen(dress_of[i].reference)) == 0)
            dress = dress_of[i].dress;
    return find_point(w, dress, w->at);
}

static struct xw_place header_place(const struct work *w)
{
    return (struct xw_place){ .file = w->csv.name, .line = w->csv.line, .column = 1 };
}

static void find_usual(struct work *w)
{
    bool found = w->points == 1
                     ? find_alone(w)
                     : find_point(w, dress_first, w->at) && find_point(w, dress_second, w->at + 2);
    if (found) return;
    const char *pair = w->degrees       ? w->points == 1 ? "lon,lat" : "lon1,lat1,lon2,lat2"
                       : w->points == 1 ? "x_m,y_m (or easting,northing)"
                                        : "x1,y1,x2,y2";
    xw_diag_fault(w->diag, header_place(w),
                  "the header has no columns %s; --columns names those that hold the coordinates",
                  pair);
}

/* The parts of "a,b,c" in keep, exactly `wanted` of them and none empty. */
static bool split(struct work *w, const char *list, int32_t wanted, const char **part)
{
    int32_t count = 0;
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        if (length == 0 || count == wanted) return false;
        part[count] = xw_arena_text_n(w->keep, at, (ptrdiff_t)length);
        if (part[count++] == NULL) return false;
        at += length;
        if (*at == '\0') return count == wanted;
    }
}

static void find_named(struct work *w)
{
    const char *name[MOST_COLUMNS];
    struct xw_place at = { .file = "--columns" };
    if (!split(w, w->table->columns, 2 * w->points, name)) {
        xw_diag_refuse(w->diag, at, w->table->columns, "%d names of columns, with commas between",
                       (int)(2 * w->points));
        return;
    }
    for (int32_t k = 0; k < 2 * w->points; k++) {
        w->at[k] = position(w, name[k]);
        if (w->at[k] < 0)
            xw_diag_fault(w->diag, header_place(w), "the header has no column \"%s\"", name[k]);
    }
}

/* A name that stands in the header twice does not say which column is meant. */
static void check_read_once(struct work *w)
{
    for (int32_t k = 0; k < 2 * w->points; k++)
        for (int32_t f = w->at[k] + 1; f < w->fields; f++)
            if (strcasecmp(w->header[f], w->header[w->at[k]]) == 0) {
                struct xw_place at = header_place(w);
                at.line = w->csv.field_line[f];
                at.column = w->csv.field_column[f];
                xw_diag_fault(w->diag, at, "the column \"%s\" is there twice", w->header[f]);
            }
}

/* ---- what is new ---- */

static const char *const usual_degrees[] = { "to_lon", "to_lat" };
static const char *const usual_metres[] = { "to_x_m", "to_y_m" };

/* The name itself, or with _2, _3 .. behind it where the table has it already, as one that was made
 * by this program has. */
static const char *new_name(const struct work *w, const char *usual)
{
    const char *name = usual;
    for (int n = 2; name != NULL && position(w, name) >= 0; n++)
        name = xw_arena_format(w->keep, "%s_%d", usual, n);
    return name;
}

static enum xw_status name_usually(struct work *w)
{
    const char *const *usual = w->to.to_degrees ? usual_degrees : usual_metres;
    for (int32_t k = 0; k < w->results; k++) {
        const char *name = usual[k % 2];
        if (w->points == 2) name = xw_arena_format(w->keep, "%s%d", name, (int)(k / 2 + 1));
        if (w->table->distance && k == w->results - 1) name = "geodesic_m";
        w->name[k] = name == NULL ? NULL : new_name(w, name);
        if (w->name[k] == NULL) return XW_NO_MEMORY;
    }
    return XW_OK;
}

static enum xw_status name_results(struct work *w)
{
    const struct xw_point_table *t = w->table;
    w->results = (t->to != NULL ? 2 * w->points : 0) + (t->distance ? 1 : 0);
    if (t->result == NULL) return name_usually(w);
    struct xw_place at = { .file = "--result" };
    if (!split(w, t->result, w->results, w->name)) {
        xw_diag_refuse(w->diag, at, t->result, "%d names of new columns, with commas between",
                       (int)w->results);
        return XW_OK;
    }
    for (int32_t k = 0; k < w->results; k++)
        if (position(w, w->name[k]) >= 0)
            xw_diag_fault(w->diag, header_place(w), "the header has a column \"%s\" already",
                          w->name[k]);
    return XW_OK;
}

static enum xw_status read_header(struct work *w)
{
    if (!xw_csv_next(&w->csv)) return XW_REFUSED;
    w->fields = w->csv.fields;
    w->header = XW_TAKE(w->keep, w->fields, const char *);
    if (w->header == NULL) return XW_NO_MEMORY;
    memcpy(w->header, w->csv.field, (size_t)w->fields * sizeof *w->header);
    if (w->table->columns != NULL)
        find_named(w);
    else
        find_usual(w);
    if (w->diag->refused == 0) check_read_once(w);
    return name_results(w);
}

/* ---- the rows ---- */

static struct xw_place cell_place(const struct work *w, int32_t f)
{
    return (struct xw_place){ .file = w->csv.name,
                              .line = w->csv.field_line[f],
                              .column = w->csv.field_column[f],
                              .field = w->header[f] };
}

static bool read_number(struct work *w, int32_t k, double *value)
{
    int32_t f = w->at[k];
    double most = !w->degrees ? 1e9 : k % 2 == 0 ? 180.0 : 90.0;
    if (xw_text_to_double(w->csv.field[f], value) && fabs(*value) <= most) return true;
    if (w->degrees)
        xw_diag_refuse(w->diag, cell_place(w, f), w->csv.field[f],
                       "a number of degrees, -%.0f to %.0f", most, most);
    else
        xw_diag_refuse(w->diag, cell_place(w, f), w->csv.field[f], "a number of metres");
    return false;
}

static bool convert(struct work *w, const struct xw_conversion *by, const char *reference,
                    int32_t point, const double *from, double *to)
{
    if (xw_conversion_point(by, from[0], from[1], &to[0], &to[1]) == XW_OK) return true;
    int32_t x = w->at[2 * point], y = w->at[2 * point + 1];
    xw_diag_fault(w->diag, cell_place(w, x),
                  by->watched ? "the point %s, %s has no place in %s, or the shift between the "
                                "datums is not known there"
                              : "the point %s, %s has no place in %s",
                  w->csv.field[x], w->csv.field[y], reference);
    return false;
}

static void compute(struct work *w, struct record *r)
{
    double read[MOST_COLUMNS], degrees[MOST_COLUMNS];
    bool good = true;
    int32_t new = 0;
    for (int32_t k = 0; k < 2 * w->points; k++)
        good = read_number(w, k, &read[k]) && good;
    for (int32_t p = 0; good && w->table->to != NULL && p < w->points; p++, new += 2)
        good = convert(w, &w->to, w->table->to, p, read + 2 * p, r->result + new);
    for (int32_t p = 0; good && w->table->distance && p < w->points; p++)
        good = convert(w, &w->to_wgs84, "WGS84", p, read + 2 * p, degrees + 2 * p);
    if (good && w->table->distance)
        r->result[new] = xw_geodesic_m(degrees[0], degrees[1], degrees[2], degrees[3]);
}

static enum xw_status read_rows(struct work *w)
{
    while (xw_csv_next(&w->csv)) {
        if (w->csv.fields != w->fields) {
            xw_diag_fault(w->diag, header_place(w),
                          "the row has %d cells, but the header has %d columns", (int)w->csv.fields,
                          (int)w->fields);
            continue;
        }
        struct record *r = XW_TAKE(w->keep, 1, struct record);
        const char **field = XW_TAKE(w->keep, w->fields, const char *);
        if (r == NULL || field == NULL) return XW_NO_MEMORY;
        memcpy(field, w->csv.field, (size_t)w->fields * sizeof *field);
        r->field = field;
        *w->last = r;
        w->last = &r->next;
        compute(w, r);
    }
    return w->diag->refused > 0 ? XW_REFUSED : XW_OK;
}

static void write_fields(const struct work *w, const char *const *field, FILE *to)
{
    for (int32_t f = 0; f < w->fields; f++) {
        xw_csv_write(to, field[f]);
        fputc(',', to);
    }
}

static enum xw_status write_all(const struct work *w, FILE *to)
{
    write_fields(w, w->header, to);
    for (int32_t k = 0; k < w->results; k++) {
        if (k > 0) fputc(',', to);
        xw_csv_write(to, w->name[k]);
    }
    fputc('\n', to);
    for (const struct record *r = w->first; r != NULL; r = r->next) {
        write_fields(w, r->field, to);
        for (int32_t k = 0; k < w->results; k++)
            fprintf(to, "%s%.12f", k > 0 ? "," : "", r->result[k]);
        fputc('\n', to);
    }
    return fflush(to) == 0 && !ferror(to) ? XW_OK : XW_IO;
}

/* ---- the whole ---- */

static enum xw_status find_reference(struct work *w, const char *option, const char *name,
                                     bool *degrees)
{
    static const char *const known[] = { "WGS84", "CGCS2000", "GCJ02", "BD09" };
    enum xw_status status = xw_reference_find(name, degrees);
    if (status != XW_CRS_UNKNOWN) return status;
    const char *near = xw_text_nearest(name, known, (int32_t)(sizeof known / sizeof *known));
    xw_diag_refuse(w->diag, (struct xw_place){ .file = option }, name,
                   "WGS84, CGCS2000, GCJ02, BD09, or AUTHORITY:CODE of a CRS in degrees or metres "
                   "that PROJ knows, such as EPSG:4549%s%s%s",
                   near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                   near == NULL ? "" : "?");
    return XW_OK;
}

static enum xw_status open_conversion(struct work *w, const char *to, struct xw_conversion *c)
{
    enum xw_status status = xw_conversion_open(c, w->table->from, to);
    if (status != XW_NOT_PROJECTED) return status;
    xw_diag_fault(
        w->diag, (struct xw_place){ .file = w->table->to == NULL ? "--from" : "--to" },
        "PROJ has no shift from the datum of %s to that of %s: the points would be left as "
        "they are, some hundred metres off",
        w->table->from, to);
    return XW_REFUSED;
}

static enum xw_status open_conversions(struct work *w)
{
    const struct xw_point_table *t = w->table;
    bool degrees;
    enum xw_status status = find_reference(w, "--from", t->from, &w->degrees);
    if (status == XW_OK && t->to != NULL) status = find_reference(w, "--to", t->to, &degrees);
    if (status == XW_OK && w->diag->refused > 0) status = XW_REFUSED;
    if (status == XW_OK && t->to != NULL) status = open_conversion(w, t->to, &w->to);
    if (status == XW_OK && t->distance) status = open_conversion(w, "WGS84", &w->to_wgs84);
    return status;
}

enum xw_status xw_point_table_write(const struct xw_point_table *table, struct xw_arena *keep,
                                    struct xw_diag *diag, FILE *to)
{
    struct work w = {
        .table = table, .keep = keep, .diag = diag, .points = table->distance ? 2 : 1
    };
    w.last = &w.first;
    enum xw_status status = open_conversions(&w);
    if (status == XW_OK)
        status = xw_csv_open(&w.csv, table->path, table->path, table->encoding, keep, diag);
    if (status == XW_OK) status = read_header(&w);
    if (status == XW_OK && diag->refused > 0) status = XW_REFUSED;
    if (status == XW_OK) status = read_rows(&w);
    if (status == XW_OK) status = write_all(&w, to);
    xw_conversion_close(&w.to);
    xw_conversion_close(&w.to_wgs84);
    return status;
}
