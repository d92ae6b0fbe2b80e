#include "gpkg_dissolve.h"
#include "markup.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR = 500 }; /* [mm] as far as outlines of six decimals of a degree may be off */

/* [mm] */
struct corner {
    int64_t x, y;
};

struct edge {
    struct corner from, to;
    int32_t number; /* in the order given: orders equal ones */
    bool gone;
};

struct ring {
    int32_t first, count; /* corners */
    double area;          /* [mm2] above zero: counter-clockwise */
    int32_t outer;        /* of a hole */
};

bool xw_polygons_add(json_t *polygons, const char *geojson)
{
    json_t *geometry = json_loads(geojson, 0, NULL);
    const char *type = json_string_value(json_object_get(geometry, "type"));
    json_t *at = json_object_get(geometry, "coordinates");
    bool good = false;
    if (type != NULL && strcmp(type, "Polygon") == 0) good = json_array_append(polygons, at) == 0;
    if (type != NULL && strcmp(type, "MultiPolygon") == 0)
        good = json_array_extend(polygons, at) == 0;
    json_decref(geometry);
    return good;
}

/* ---- edges
 * --------------------------------------------------------------------------------------------- */

static int compare_corners(struct corner a, struct corner b)
{
    if (a.x != b.x) return a.x < b.x ? -1 : 1;
    return (a.y > b.y) - (a.y < b.y);
}

static bool same(struct corner a, struct corner b)
{
    return a.x == b.x && a.y == b.y;
}

static struct corner low(const struct edge *e)
{
    return compare_corners(e->from, e->to) < 0 ? e->from : e->to;
}

static struct corner high(const struct edge *e)
{
    return compare_corners(e->from, e->to) < 0 ? e->to : e->from;
}

/* Edges between the same corners side by side, one direction before the other. */
static int by_border(const void *one, const void *other)
{
    const struct edge *a = one, *b = other;
    int order = compare_corners(low(a), low(b));
    if (order == 0) order = compare_corners(high(a), high(b));
    if (order == 0) order = compare_corners(a->from, b->from);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static int by_start(const void *one, const void *other)
{
    const struct edge *a = one, *b = other;
    int order = a->gone - b->gone;
    if (order == 0) order = compare_corners(a->from, b->from);
    if (order == 0) order = compare_corners(a->to, b->to);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static struct corner corner_of(const json_t *position)
{
    return (struct corner){ llround(json_number_value(json_array_get(position, 0)) * 1000.0),
                            llround(json_number_value(json_array_get(position, 1)) * 1000.0) };
}

static double twice_area(const json_t *ring)
{
    double sum = 0.0;
    struct corner base = corner_of(json_array_get(ring, 0));
    for (size_t i = 0; i + 1 < json_array_size(ring); i++) {
        struct corner a = corner_of(json_array_get(ring, i));
        struct corner b = corner_of(json_array_get(ring, i + 1));
        sum += (double)(a.x - base.x) * (double)(b.y - base.y) -
               (double)(b.x - base.x) * (double)(a.y - base.y);
    }
    return sum;
}

/* The inside lies left of every edge, whichever way a ring was given. */
static int32_t add_ring(const json_t *ring, bool hole, struct edge *edge, int32_t count)
{
    bool turn = (twice_area(ring) > 0.0) == hole;
    for (size_t i = 0; i + 1 < json_array_size(ring); i++) {
        struct corner a = corner_of(json_array_get(ring, i));
        struct corner b = corner_of(json_array_get(ring, i + 1));
        if (same(a, b)) continue;
        edge[count] = (struct edge){ turn ? b : a, turn ? a : b, count, false };
        count++;
    }
    return count;
}

/* ---- corners that lie on edges of others */

/* A corner on an edge: how far along it lies, 0 .. 1. */
struct hit {
    double along;
    struct corner at;
};

static int by_corner(const void *one, const void *other)
{
    return compare_corners(*(const struct corner *)one, *(const struct corner *)other);
}

static int by_along(const void *one, const void *other)
{
    const struct hit *a = one, *b = other;
    if (a->along != b->along) return a->along < b->along ? -1 : 1;
    return compare_corners(a->at, b->at);
}

static bool lies_on(const struct edge *e, struct corner c, double *along)
{
    double dx = (double)(e->to.x - e->from.x), dy = (double)(e->to.y - e->from.y);
    double cx = (double)(c.x - e->from.x), cy = (double)(c.y - e->from.y);
    double length2 = dx * dx + dy * dy, off = (cx * dy - cy * dx) / sqrt(length2);
    *along = (cx * dx + cy * dy) / length2;
    return fabs(off) <= NEAR && *along > 0.0 && *along < 1.0 && !same(c, e->from) &&
           !same(c, e->to);
}

/* The corners on an edge in the order of the way, into hit when there is room for them. */
static int32_t find_hits(const struct edge *e, const struct corner *corner, int32_t corners,
                         struct hit *hit)
{
    int64_t left = (e->from.x < e->to.x ? e->from.x : e->to.x) - NEAR;
    int64_t right = (e->from.x < e->to.x ? e->to.x : e->from.x) + NEAR;
    int32_t from = 0, to = corners, found = 0;
    while (from < to) {
        int32_t middle = from + (to - from) / 2;
        if (corner[middle].x < left)
            from = middle + 1;
        else
            to = middle;
    }
    for (int32_t i = from; i < corners && corner[i].x <= right; i++) {
        double along;
        if (!lies_on(e, corner[i], &along)) continue;
        if (hit != NULL) hit[found] = (struct hit){ along, corner[i] };
        found++;
    }
    if (hit != NULL) qsort(hit, (size_t)found, sizeof *hit, by_along);
    return found;
}

/* Every edge cut where a corner of another lies on it. NULL: memory is used up. */
static struct edge *cut(struct xw_arena *scratch, struct edge *edge, int32_t *count)
{
    struct corner *corner = XW_TAKE(scratch, *count, struct corner);
    int32_t corners = 0, hits = 0, most = 0;
    if (corner == NULL) return NULL;
    for (int32_t i = 0; i < *count; i++)
        corner[i] = edge[i].from;
    qsort(corner, (size_t)*count, sizeof *corner, by_corner);
    for (int32_t i = 0; i < *count; i++)
        if (corners == 0 || !same(corner[corners - 1], corner[i])) corner[corners++] = corner[i];
    for (int32_t i = 0; i < *count; i++) {
        int32_t found = find_hits(&edge[i], corner, corners, NULL);
        hits += found;
        if (found > most) most = found;
    }
    struct edge *all = XW_TAKE(scratch, *count + hits, struct edge);
    struct hit *hit = XW_TAKE(scratch, most, struct hit);
    if (all == NULL || hit == NULL) return NULL;
    int32_t made = 0;
    for (int32_t i = 0; i < *count; i++) {
        int32_t found = find_hits(&edge[i], corner, corners, hit);
        struct corner at = edge[i].from;
        for (int32_t h = 0; h <= found; h++) {
            struct corner next = h < found ? hit[h].at : edge[i].to;
            all[made] = (struct edge){ at, next, made, false };
            made++;
            at = next;
        }
    }
    *count = made;
    return all;
}

/* A border that is walked both ways lies inside. */
static int32_t drop_borders(struct edge *edge, int32_t count)
{
    qsort(edge, (size_t)count, sizeof *edge, by_border);
    for (int32_t i = 0; i < count;) {
        int32_t end = i, forth = 0;
        while (end < count && same(low(&edge[end]), low(&edge[i])) &&
               same(high(&edge[end]), high(&edge[i])))
            forth += same(edge[end].from, edge[i].from), end++;
        int32_t back = end - i - forth, both = forth < back ? forth : back;
        for (int32_t k = 0; k < both; k++)
            edge[i + k].gone = edge[i + forth + k].gone = true;
        i = end;
    }
    qsort(edge, (size_t)count, sizeof *edge, by_start);
    int32_t left = 0;
    while (left < count && !edge[left].gone)
        left++;
    return left;
}

/* ---- rings
 * --------------------------------------------------------------------------------------------- */

/* Edges that leave a corner stand together. */
static int32_t first_from(const struct edge *edge, int32_t count, struct corner at)
{
    int32_t from = 0, to = count;
    while (from < to) {
        int32_t middle = from + (to - from) / 2;
        if (compare_corners(edge[middle].from, at) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Of the edges that go on, the one that turns most to the left: rings that touch in a corner part. */
static int32_t go_on(const struct edge *edge, int32_t count, const struct edge *in)
{
    int32_t best = -1;
    double most = -4.0;
    double dx = (double)(in->to.x - in->from.x), dy = (double)(in->to.y - in->from.y);
    for (int32_t i = first_from(edge, count, in->to); i < count && same(edge[i].from, in->to);
         i++) {
        if (edge[i].gone) continue;
        double ex = (double)(edge[i].to.x - edge[i].from.x);
        double ey = (double)(edge[i].to.y - edge[i].from.y);
        double turn = atan2(dx * ey - dy * ex, dx * ex + dy * ey);
        if (turn > most) {
            most = turn;
            best = i;
        }
    }
    return best;
}

static double area_of(const struct corner *c, int32_t count)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++) {
        struct corner a = c[i], b = c[(i + 1) % count];
        sum += (double)(a.x - c[0].x) * (double)(b.y - c[0].y) -
               (double)(b.x - c[0].x) * (double)(a.y - c[0].y);
    }
    return sum / 2.0;
}

/* Walk every edge once; what covers less than a square metre is a seam between two drawings. */
static int32_t walk(struct edge *edge, int32_t count, struct corner *corner, struct ring *ring)
{
    int32_t rings = 0, corners = 0;
    for (int32_t start = 0; start < count; start++) {
        if (edge[start].gone) continue;
        struct ring r = { .first = corners, .outer = -1 };
        for (int32_t at = start; at != -1; at = go_on(edge, count, &edge[at])) {
            edge[at].gone = true;
            corner[corners++] = edge[at].from;
            if (same(edge[at].to, edge[start].from)) break;
        }
        r.count = corners - r.first;
        r.area = area_of(corner + r.first, r.count);
        if (r.count > 2 && fabs(r.area) >= 1e6)
            ring[rings++] = r;
        else
            corners = r.first;
    }
    return rings;
}

static bool inside(const struct corner *c, int32_t count, struct corner p)
{
    bool in = false;
    for (int32_t i = 0, j = count - 1; i < count; j = i++)
        if ((c[i].y > p.y) != (c[j].y > p.y) && (double)p.x < (double)(c[j].x - c[i].x) *
                                                                      (double)(p.y - c[i].y) /
                                                                      (double)(c[j].y - c[i].y) +
                                                                  (double)c[i].x)
            in = !in;
    return in;
}

/* A hole belongs to the smallest ring around it. */
static void give_holes(const struct corner *corner, struct ring *ring, int32_t rings)
{
    for (int32_t h = 0; h < rings; h++)
        for (int32_t o = 0; ring[h].area < 0.0 && o < rings; o++)
            if (ring[o].area > -ring[h].area &&
                (ring[h].outer == -1 || ring[o].area < ring[ring[h].outer].area) &&
                inside(corner + ring[o].first, ring[o].count, corner[ring[h].first]))
                ring[h].outer = o;
}

static void put_ring(struct xw_markup *out, const struct corner *c, int32_t count)
{
    xw_put(out, "[");
    for (int32_t i = 0; i <= count; i++)
        xw_putf(out, "%s[%.3f,%.3f]", i > 0 ? "," : "", (double)c[i % count].x / 1000.0,
                (double)c[i % count].y / 1000.0);
    xw_put(out, "]");
}

static const char *text_of(struct xw_arena *keep, const struct corner *corner,
                           const struct ring *ring, int32_t rings)
{
    struct xw_markup out;
    if (xw_markup_init(&out) != XW_OK) return NULL;
    int32_t polygons = 0;
    xw_put(&out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (int32_t o = 0; o < rings; o++) {
        if (ring[o].area < 0.0) continue;
        xw_put(&out, polygons++ > 0 ? ",[" : "[");
        put_ring(&out, corner + ring[o].first, ring[o].count);
        for (int32_t h = 0; h < rings; h++)
            if (ring[h].area < 0.0 && ring[h].outer == o) {
                xw_put(&out, ",");
                put_ring(&out, corner + ring[h].first, ring[h].count);
            }
        xw_put(&out, "]");
    }
    xw_put(&out, "]}");
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = out.failed || polygons == 0 ? NULL : xw_arena_text_n(keep, bytes, length);
    xw_markup_free(&out);
    return text;
}

const char *xw_polygons_dissolved(struct xw_arena *keep, struct xw_arena scratch,
                                  const json_t *polygons)
{
    size_t most = 0;
    for (size_t p = 0; p < json_array_size(polygons); p++)
        for (size_t r = 0; r < json_array_size(json_array_get(polygons, p)); r++)
            most += json_array_size(json_array_get(json_array_get(polygons, p), r));
    struct edge *edge = XW_TAKE(&scratch, most, struct edge);
    if (edge == NULL) return NULL;
    int32_t count = 0;
    for (size_t p = 0; p < json_array_size(polygons); p++)
        for (size_t r = 0; r < json_array_size(json_array_get(polygons, p)); r++)
            count = add_ring(json_array_get(json_array_get(polygons, p), r), r > 0, edge, count);
    edge = cut(&scratch, edge, &count);
    if (edge == NULL) return NULL;
    count = drop_borders(edge, count);
    struct corner *corner = XW_TAKE(&scratch, count, struct corner);
    struct ring *ring = XW_TAKE(&scratch, count, struct ring);
    if (corner == NULL || ring == NULL) return NULL;
    int32_t rings = walk(edge, count, corner, ring);
    give_holes(corner, ring, rings);
    return text_of(keep, corner, ring, rings);
}
