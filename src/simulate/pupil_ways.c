#include "xuewei/pupil_ways.h"
#include "xuewei/distance.h"
#include "xuewei/grid_index.h"
#include "xuewei/parameters.h"
#include "xuewei/roads.h"
#include <math.h>

struct ways {
    const struct xw_scenario *s;
    const struct xw_timeline *t;
    const int32_t *straight_m;
    struct xw_diag *diag;
    int32_t *way_m;
    int32_t zones, sites;
};

/* One doubt for all pairs that had to be taken by the line. */
struct by_line {
    int64_t pairs;
    int32_t zone, site; /* the first */
};

static void count_pair(struct by_line *b, int32_t zone, int32_t site)
{
    if (b->pairs++ > 0) return;
    b->zone = zone;
    b->site = site;
}

static void doubt_pairs(const struct ways *w, const struct by_line *b, const char *file,
                        const char *code, const char *zh, const char *en)
{
    if (b->pairs == 0) return;
    const char *zone = w->s->zones.code[b->zone];
    const char *school = w->s->schools.code[w->t->site_school[b->site]];
    long long all = (long long)w->zones * w->sites, pairs = b->pairs;
    struct xw_arena *keep = &w->diag->arena;
    zh = xw_arena_format(
        keep, "小区至学校共 %lld 对，其中 %lld 对%s，按直线乘 %.10g 计；首例：%s 至 %s%s。", all,
        pairs, zh, w->s->assignment.detour, zone, school,
        b->site >= w->s->schools.count ? "（新址）" : "");
    en = xw_arena_format(keep,
                         "%lld of the %lld ways from zones to places of schools %s: the line by "
                         "air times %.10g is taken. The first: from %s to %s%s.",
                         pairs, all, en, w->s->assignment.detour, zone, school,
                         b->site >= w->s->schools.count ? " at a new place" : "");
    if (zh != NULL && en != NULL)
        xw_diag_doubt(w->diag, (struct xw_place){ .file = file }, code, zh, en);
}

static void take_travel(const struct ways *w)
{
    const struct xw_travel *t = &w->s->travel;
    struct by_line line = { 0 };
    int32_t k = 0;
    for (int32_t z = 0; z < w->zones; z++)
        for (int32_t site = 0; site < w->sites; site++) {
            /* Sites of the table of schools come first, in its order, as the rows do. */
            bool given = k < t->count && t->zone[k] == z && t->school[k] == site;
            if (given)
                w->way_m[(ptrdiff_t)z * w->sites + site] = t->metres[k++];
            else
                count_pair(&line, z, site);
        }
    doubt_pairs(w, &line, w->s->table_file[XW_TABLE_TRAVEL], "travel_missing", "在 travel 表中无行",
                "have no row in the table travel");
}

/* ---- along the roads ---- */

/* A place and the node that it goes to the roads by. */
struct snapped {
    int32_t *node;
    double *metres;
};

static enum xw_status snap(struct xw_arena *from, const struct xw_grid_index *grid, int32_t count,
                           const double *x, const double *y, struct snapped *out)
{
    out->node = XW_TAKE(from, count, int32_t);
    out->metres = XW_TAKE(from, count, double);
    if (out->node == NULL || out->metres == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i++)
        out->node[i] = xw_grid_nearest(grid, x[i], y[i], &out->metres[i]);
    return XW_OK;
}

static void refuse_far(const struct ways *w, const char *file, int32_t line, const char *thing,
                       const char *code, double metres)
{
    xw_diag_fault(w->diag, (struct xw_place){ .file = file, .line = line, .column = 1 },
                  "%s %s is %.0f m away from every node of the roads; roads.snap_m accepts %d",
                  thing, code, metres, (int)w->s->roads.snap_m);
}

static void check_far(const struct ways *w, const struct snapped *zones,
                      const struct snapped *sites)
{
    const struct xw_scenario *s = w->s;
    for (int32_t z = 0; z < w->zones; z++)
        if (zones->metres[z] > s->roads.snap_m)
            refuse_far(w, s->table_file[XW_TABLE_ZONES], s->zones.line[z], "the zone",
                       s->zones.code[z], zones->metres[z]);
    for (int32_t i = 0; i < w->sites; i++) {
        int32_t school = w->t->site_school[i];
        if (sites->metres[i] <= s->roads.snap_m) continue;
        if (i < s->schools.count)
            refuse_far(w, s->table_file[XW_TABLE_SCHOOLS], s->schools.line[school], "the school",
                       s->schools.code[school], sites->metres[i]);
        else
            refuse_far(w, s->table_file[XW_TABLE_PROJECTS], 0, "the new place of the school",
                       s->schools.code[school], sites->metres[i]);
    }
}

/* A road cannot be shorter than the line between its ends; a hundredth is left to rounding and to the
 * scale of the plane. */
static void doubt_short(const struct ways *w)
{
    const struct xw_roads *r = &w->s->roads;
    int32_t count = 0, first = XW_NONE;
    for (int32_t i = 0; i < r->roads; i++) {
        double dx = r->x_m[r->to[i]] - r->x_m[r->from[i]];
        double dy = r->y_m[r->to[i]] - r->y_m[r->from[i]];
        if (r->metres[i] + 1.0 >= 0.99 * sqrt(dx * dx + dy * dy)) continue;
        if (count++ == 0) first = i;
    }
    if (count == 0) return;
    struct xw_place at = { .file = r->file, .line = r->line[first], .field = "metres" };
    const char *zh =
        xw_arena_format(&w->diag->arena, "有 %d 段道路短于两端直线距离，首例：%s 至 %s。",
                        (int)count, r->code[r->from[first]], r->code[r->to[first]]);
    const char *en = xw_arena_format(&w->diag->arena,
                                     "%d roads are shorter than the line between their ends, the "
                                     "first from %s to %s.",
                                     (int)count, r->code[r->from[first]], r->code[r->to[first]]);
    if (zh != NULL && en != NULL) xw_diag_doubt(w->diag, at, "roads_short", zh, en);
}

/* The ways of all zones to one site. */
static enum xw_status go_to(const struct ways *w, struct xw_arena scratch,
                            const struct xw_road_graph *graph, const struct snapped *zones,
                            const struct snapped *sites, int32_t site, double *way,
                            struct by_line *line)
{
    enum xw_status status = xw_roads_to(scratch, graph, sites->node[site], way);
    if (status != XW_OK) return status;
    for (int32_t z = 0; z < w->zones; z++) {
        ptrdiff_t at = (ptrdiff_t)z * w->sites + site;
        double metres = round(zones->metres[z] + way[zones->node[z]] + sites->metres[site]);
        if (isinf(metres)) {
            count_pair(line, z, site);
            continue;
        }
        if (metres > INT32_MAX) return XW_OUT_OF_RANGE;
        /* Neighbours at one node need not walk there and back: their line stands there already. */
        if (zones->node[z] == sites->node[site] && metres > w->way_m[at]) continue;
        w->way_m[at] = metres < w->straight_m[at] ? w->straight_m[at] : (int32_t)metres;
    }
    return XW_OK;
}

static enum xw_status take_roads(const struct ways *w, struct xw_arena scratch)
{
    const struct xw_scenario *s = w->s;
    const struct xw_roads *r = &s->roads;
    struct xw_road_graph graph;
    struct xw_grid_index grid;
    struct snapped zones, sites;
    struct by_line line = { 0 };
    double *way = XW_TAKE(&scratch, r->nodes, double);
    enum xw_status status = way == NULL ? XW_NO_MEMORY : XW_OK;
    if (status == XW_OK) status = xw_grid_make(&scratch, r->nodes, r->x_m, r->y_m, &grid);
    if (status == XW_OK)
        status = snap(&scratch, &grid, w->zones, s->zones.x_m, s->zones.y_m, &zones);
    if (status == XW_OK)
        status = snap(&scratch, &grid, w->sites, w->t->site_x_m, w->t->site_y_m, &sites);
    if (status == XW_OK)
        status = xw_roads_graph(&scratch, r->nodes, r->roads, r->from, r->to, r->metres, r->oneway,
                                &graph);
    if (status != XW_OK) return status;
    int32_t refused = w->diag->refused;
    check_far(w, &zones, &sites);
    if (w->diag->refused > refused) return XW_REFUSED;
    doubt_short(w);
    for (int32_t i = 0; status == XW_OK && i < w->sites; i++)
        status = go_to(w, scratch, &graph, &zones, &sites, i, way, &line);
    if (status == XW_OK)
        doubt_pairs(w, &line, r->file, "roads_unreachable", "无路可通", "have no road");
    return status;
}

enum xw_status xw_pupil_ways(struct xw_arena scratch, const struct xw_scenario *s,
                             const struct xw_timeline *t, const int32_t *straight_m,
                             struct xw_diag *diag, int32_t *way_m)
{
    struct ways w = { s, t, straight_m, diag, way_m, s->zones.count, t->sites };
    enum xw_status status = xw_distance_ways(w.zones, s->zones.x_m, s->zones.y_m, w.sites,
                                             t->site_x_m, t->site_y_m, s->assignment.detour, way_m);
    if (status != XW_OK) return status;
    if (s->assignment.distance == XW_DISTANCE_TRAVEL) take_travel(&w);
    if (s->assignment.distance == XW_DISTANCE_ROADS) status = take_roads(&w, scratch);
    return status;
}
