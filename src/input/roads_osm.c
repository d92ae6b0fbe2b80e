#include "xuewei/roads_osm.h"
#ifdef XW_HAVE_READOSM
#include <math.h>
#include <readosm.h>
#include <stdlib.h>
#include <string.h>

/* A column that grows: what it grows out of stays with the arena until the scenario is read. */
struct numbers {
    int64_t *at;
    ptrdiff_t count, room;
};

struct extract {
    struct xw_draft *draft;
    const char *name;
    bool drive, no_memory;
    /* by way: its number, where its nodes begin, in which direction it goes (0: both) */
    struct numbers way, start, direction;
    struct numbers reference; /* the nodes of all ways, one after another */
    int32_t nodes;
    int64_t *id; /* of the nodes, ascending */
    double *lon, *lat;
    int32_t *part; /* [node] a node of the same part, itself at its root */
};

static void append(struct extract *e, struct numbers *n, int64_t value)
{
    if (n->count == n->room && !e->no_memory) {
        ptrdiff_t room = n->room == 0 ? 4096 : 2 * n->room;
        int64_t *more = XW_TAKE(e->draft->work, room, int64_t);
        e->no_memory = more == NULL;
        if (more != NULL && n->count > 0) memcpy(more, n->at, (size_t)n->count * sizeof *more);
        if (more != NULL) n->at = more;
        if (more != NULL) n->room = room;
    }
    if (!e->no_memory) n->at[n->count++] = value;
}

/* ---- which ways, and in which direction ---- */

static const char *tag(const readosm_way *way, const char *key)
{
    for (int i = 0; i < way->tag_count; i++)
        if (strcmp(way->tags[i].key, key) == 0) return way->tags[i].value;
    return NULL;
}

static bool among(const char *word, const char *const *words)
{
    for (; word != NULL && *words != NULL; words++)
        if (strcmp(word, *words) == 0) return true;
    return false;
}

static const char *const streets[] = { "trunk",        "trunk_link",
                                       "primary",      "primary_link",
                                       "secondary",    "secondary_link",
                                       "tertiary",     "tertiary_link",
                                       "residential",  "living_street",
                                       "unclassified", "service",
                                       "road",         NULL };
static const char *const motorways[] = { "motorway", "motorway_link", NULL };
static const char *const footways[] = { "pedestrian", "footway", "path",      "steps",
                                        "cycleway",   "track",   "bridleway", NULL };
static const char *const closed[] = { "no", "private", NULL };
static const char *const open_to[] = { "yes", "designated", "permissive", "destination", NULL };
static const char *const onward[] = { "yes", "true", "1", NULL };
static const char *const backward[] = { "-1", "reverse", NULL };

/* What holds for pedestrians or cars goes before what holds for everybody. */
static bool wanted(const struct extract *e, const readosm_way *way)
{
    const char *highway = tag(way, "highway"), *own = tag(way, e->drive ? "motor_vehicle" : "foot");
    bool kind = among(highway, streets) || among(highway, e->drive ? motorways : footways);
    bool shut = among(own, closed) || (among(tag(way, "access"), closed) && !among(own, open_to));
    return kind && !shut && way->node_ref_count > 1;
}

static int64_t direction_of(const struct extract *e, const readosm_way *way)
{
    const char *oneway = tag(way, e->drive ? "oneway" : "oneway:foot");
    if (among(oneway, onward)) return 1;
    if (among(oneway, backward)) return -1;
    bool circle = among(tag(way, "junction"), (const char *const[]){ "roundabout", NULL });
    if (e->drive && oneway == NULL && (circle || among(tag(way, "highway"), motorways))) return 1;
    return 0;
}

/* The library hands our pointer back as one to what may not be changed. */
static struct extract *ours(const void *data)
{
    return (struct extract *)(uintptr_t)data;
}

static int take_way(const void *data, const readosm_way *way)
{
    struct extract *e = ours(data);
    if (!wanted(e, way)) return READOSM_OK;
    append(e, &e->way, way->id);
    append(e, &e->start, e->reference.count);
    append(e, &e->direction, direction_of(e, way));
    for (int i = 0; i < way->node_ref_count; i++)
        append(e, &e->reference, way->node_refs[i]);
    return e->no_memory ? READOSM_ABORT : READOSM_OK;
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int32_t node_of(const struct extract *e, int64_t id)
{
    const int64_t *found = bsearch(&id, e->id, (size_t)e->nodes, sizeof *e->id, compare_numbers);
    return found == NULL ? XW_NONE : (int32_t)(found - e->id);
}

static int take_node(const void *data, const readosm_node *node)
{
    struct extract *e = ours(data);
    int32_t v = node_of(e, node->id);
    if (v != XW_NONE && fabs(node->longitude) <= 180.0 && fabs(node->latitude) <= 90.0) {
        e->lon[v] = node->longitude;
        e->lat[v] = node->latitude;
    }
    return READOSM_OK;
}

static const char *trouble(int result)
{
    switch (result) {
    case READOSM_INVALID_SUFFIX:
        return "the name of an extract ends in .osm or .pbf";
    case READOSM_XML_ERROR:
        return "the XML is broken";
    case READOSM_INVALID_PBF_HEADER:
        return "this is no PBF file of OpenStreetMap";
    case READOSM_UNZIP_ERROR:
        return "a block cannot be unpacked";
    default:
        return "cannot be read";
    }
}

static enum xw_status parse(struct extract *e, const char *path, readosm_node_callback node,
                            readosm_way_callback way)
{
    const void *handle = NULL;
    int result = readosm_open(path, &handle);
    if (result == READOSM_OK) result = readosm_parse(handle, e, node, way, NULL);
    if (handle != NULL) readosm_close(handle);
    if (e->no_memory || result == READOSM_INSUFFICIENT_MEMORY) return XW_NO_MEMORY;
    if (result == READOSM_OK) return XW_OK;
    xw_diag_fault(e->draft->diag, (struct xw_place){ .file = e->name }, "%s", trouble(result));
    return XW_REFUSED;
}

/* ---- from ways to roads ---- */

static enum xw_status list_nodes(struct extract *e)
{
    struct xw_arena *work = e->draft->work;
    ptrdiff_t count = e->reference.count;
    if (count > INT32_MAX / 2) return XW_NO_MEMORY;
    e->id = XW_TAKE(work, count, int64_t);
    e->lon = XW_TAKE(work, count, double);
    e->lat = XW_TAKE(work, count, double);
    e->part = XW_TAKE(work, count, int32_t);
    if (e->id == NULL || e->lon == NULL || e->lat == NULL || e->part == NULL) return XW_NO_MEMORY;
    if (count > 0) memcpy(e->id, e->reference.at, (size_t)count * sizeof *e->id);
    qsort(e->id, (size_t)count, sizeof *e->id, compare_numbers);
    for (ptrdiff_t i = 0; i < count; i++)
        if (i == 0 || e->id[i] != e->id[e->nodes - 1]) e->id[e->nodes++] = e->id[i];
    for (int32_t v = 0; v < e->nodes; v++)
        e->lon[v] = e->lat[v] = NAN;
    return XW_OK;
}

static ptrdiff_t way_end(const struct extract *e, ptrdiff_t w)
{
    return w + 1 < e->way.count ? (ptrdiff_t)e->start.at[w + 1] : e->reference.count;
}

static void check_nodes(const struct extract *e)
{
    int64_t ways = 0, first_way = 0, first_node = 0;
    for (ptrdiff_t w = 0; w < e->way.count; w++) {
        int64_t missing = -1;
        for (ptrdiff_t i = (ptrdiff_t)e->start.at[w]; i < way_end(e, w); i++)
            if (isnan(e->lon[node_of(e, e->reference.at[i])]) && missing < 0)
                missing = e->reference.at[i];
        if (missing < 0) continue;
        if (ways++ > 0) continue;
        first_way = e->way.at[w];
        first_node = missing;
    }
    if (ways > 0)
        xw_diag_fault(
            e->draft->diag, (struct xw_place){ .file = e->name },
            "%lld ways have nodes that are not found, the first way %lld its node %lld: "
            "the extract must hold its ways whole, and a PBF file its nodes as dense ones",
            (long long)ways, (long long)first_way, (long long)first_node);
    else if (e->way.count == 0)
        xw_diag_fault(e->draft->diag, (struct xw_place){ .file = e->name },
                      "there are no roads in the extract");
}

static int32_t root_of(int32_t *part, int32_t v)
{
    while (part[v] != v) {
        part[v] = part[part[v]];
        v = part[v];
    }
    return v;
}

/* The root of the part with the most nodes; of equal ones the one with the lowest node. */
static enum xw_status largest_part(struct extract *e, int32_t *largest, int32_t *size)
{
    int32_t *nodes = XW_TAKE(e->draft->work, e->nodes, int32_t);
    if (nodes == NULL) return XW_NO_MEMORY;
    for (int32_t v = 0; v < e->nodes; v++)
        e->part[v] = v;
    for (ptrdiff_t w = 0; w < e->way.count; w++)
        for (ptrdiff_t i = (ptrdiff_t)e->start.at[w] + 1; i < way_end(e, w); i++) {
            int32_t a = root_of(e->part, node_of(e, e->reference.at[i - 1]));
            int32_t b = root_of(e->part, node_of(e, e->reference.at[i]));
            e->part[a > b ? a : b] = a > b ? b : a;
        }
    *largest = 0;
    for (int32_t v = 0; v < e->nodes; v++)
        nodes[root_of(e->part, v)]++;
    for (int32_t v = 0; v < e->nodes; v++)
        if (nodes[v] > nodes[*largest]) *largest = v;
    *size = nodes[*largest];
    return XW_OK;
}

static void doubt_apart(const struct extract *e, int32_t left_out)
{
    struct xw_arena *work = e->draft->work;
    if (left_out == 0) return;
    xw_draft_doubt(e->draft, (struct xw_place){ .file = e->name }, "roads_apart",
                   xw_arena_format(work, "%d 个道路节点中有 %d 个与主路网不相连，未采用。",
                                   (int)e->nodes, (int)left_out),
                   xw_arena_format(work,
                                   "%d of the %d road nodes do not hang together with the rest and "
                                   "are left out.",
                                   (int)left_out, (int)e->nodes));
}

static enum xw_status keep_nodes(struct extract *e, int32_t root, int32_t *row)
{
    struct xw_roads *r = &e->draft->out->roads;
    struct xw_arena *keep = e->draft->keep;
    r->code = XW_TAKE(keep, e->nodes, const char *);
    r->lon_deg = XW_TAKE(keep, e->nodes, double);
    r->lat_deg = XW_TAKE(keep, e->nodes, double);
    r->x_m = XW_TAKE(keep, e->nodes, double);
    r->y_m = XW_TAKE(keep, e->nodes, double);
    if (r->code == NULL || r->lon_deg == NULL || r->lat_deg == NULL || r->x_m == NULL ||
        r->y_m == NULL)
        return XW_NO_MEMORY;
    for (int32_t v = 0; v < e->nodes; v++) {
        row[v] = XW_NONE;
        if (root_of(e->part, v) != root) continue;
        int32_t k = row[v] = r->nodes++;
        r->code[k] = xw_arena_format(keep, "%lld", (long long)e->id[v]);
        if (r->code[k] == NULL) return XW_NO_MEMORY;
        r->lon_deg[k] = e->lon[v];
        r->lat_deg[k] = e->lat[v];
        r->x_m[k] = r->y_m[k] = NAN;
    }
    return XW_OK;
}

static enum xw_status keep_roads(struct extract *e, const int32_t *row)
{
    struct xw_roads *r = &e->draft->out->roads;
    struct xw_arena *keep = e->draft->keep;
    ptrdiff_t most = e->reference.count;
    r->from = XW_TAKE(keep, most, int32_t);
    r->to = XW_TAKE(keep, most, int32_t);
    r->metres = XW_TAKE(keep, most, double);
    r->oneway = XW_TAKE(keep, most, uint8_t);
    r->line = XW_TAKE(keep, most, int32_t);
    if (r->from == NULL || r->to == NULL || r->metres == NULL || r->oneway == NULL ||
        r->line == NULL)
        return XW_NO_MEMORY;
    for (ptrdiff_t w = 0; w < e->way.count; w++)
        for (ptrdiff_t i = (ptrdiff_t)e->start.at[w] + 1; i < way_end(e, w); i++) {
            int32_t a = row[node_of(e, e->reference.at[i - 1])];
            int32_t b = row[node_of(e, e->reference.at[i])];
            if (a == XW_NONE || b == XW_NONE || a == b) continue;
            int32_t k = r->roads++;
            bool back = e->direction.at[w] < 0;
            r->from[k] = back ? b : a;
            r->to[k] = back ? a : b;
            r->metres[k] = NAN;
            r->oneway[k] = e->direction.at[w] != 0;
        }
    return XW_OK;
}

enum xw_status xw_roads_osm_read(struct xw_draft *draft, struct xw_place at, const char *path,
                                 const char *name, bool drive)
{
    struct extract e = { .draft = draft, .name = name, .drive = drive };
    int32_t refused = draft->diag->refused, root = 0, size = 0;
    if (strcmp(draft->out->crs, "local") == 0)
        xw_diag_fault(draft->diag, at,
                      "an extract of OpenStreetMap is in degrees: name a projected crs, such as "
                      "EPSG:4549");
    enum xw_status status = parse(&e, path, NULL, take_way);
    if (status == XW_OK) status = list_nodes(&e);
    if (status == XW_OK) status = parse(&e, path, take_node, NULL);
    if (status == XW_OK) check_nodes(&e);
    if (status == XW_OK && draft->diag->refused > refused) status = XW_REFUSED;
    if (status == XW_OK) status = largest_part(&e, &root, &size);
    int32_t *row = XW_TAKE(draft->work, e.nodes, int32_t);
    if (status == XW_OK && row == NULL) status = XW_NO_MEMORY;
    if (status == XW_OK) status = keep_nodes(&e, root, row);
    if (status == XW_OK) status = keep_roads(&e, row);
    if (status == XW_OK) doubt_apart(&e, e.nodes - size);
    draft->out->roads.file = name;
    draft->out->roads.wgs84 = true;
    return status == XW_REFUSED ? XW_OK : status;
}

#else

enum xw_status xw_roads_osm_read(struct xw_draft *draft, struct xw_place at, const char *path,
                                 const char *name, bool drive)
{
    (void)path;
    (void)drive;
    xw_diag_fault(draft->diag, at,
                  "this program was built without ReadOSM, which reads extracts of OpenStreetMap; "
                  "give the tables roads and road_nodes instead");
    draft->out->roads.file = name;
    return XW_OK;
}

#endif
