#include "xuewei/draft.h"
#include "xuewei/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_codes(const void *a, const void *b, void *data)
{
    const struct xw_rows *rows = data;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    int order = strcmp(xw_rows_text(rows, XW_COL_ROAD_NODES_NODE, i),
                       xw_rows_text(rows, XW_COL_ROAD_NODES_NODE, j));
    return order != 0 ? order : (i > j) - (i < j);
}

/* Degrees want a CRS to become metres by. */
static void check_crs(struct xw_draft *draft, const struct xw_rows *rows)
{
    if (strcmp(draft->out->crs, "local") == 0 && !xw_rows_have(rows, XW_COL_ROAD_NODES_X_M))
        xw_diag_fault(draft->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "the scenario is in local coordinates, but the nodes have no x_m and y_m");
}

static enum xw_status build_nodes(struct xw_draft *draft, const struct xw_rows *rows)
{
    struct xw_roads *r = &draft->out->roads;
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    r->code = XW_TAKE(draft->keep, rows->count, const char *);
    r->lon_deg = XW_TAKE(draft->keep, rows->count, double);
    r->lat_deg = XW_TAKE(draft->keep, rows->count, double);
    r->x_m = XW_TAKE(draft->keep, rows->count, double);
    r->y_m = XW_TAKE(draft->keep, rows->count, double);
    if (order == NULL || r->code == NULL || r->lon_deg == NULL || r->lat_deg == NULL ||
        r->x_m == NULL || r->y_m == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++)
        if (xw_rows_text(rows, XW_COL_ROAD_NODES_NODE, i) != NULL) order[r->nodes++] = i;
    qsort_r(order, (size_t)r->nodes, sizeof *order, compare_codes,
            &draft->table[XW_TABLE_ROAD_NODES]);
    for (int32_t v = 0; v < r->nodes; v++) {
        r->code[v] = xw_rows_text(rows, XW_COL_ROAD_NODES_NODE, order[v]);
        r->lon_deg[v] = xw_rows_number(rows, XW_COL_ROAD_NODES_LON, order[v]);
        r->lat_deg[v] = xw_rows_number(rows, XW_COL_ROAD_NODES_LAT, order[v]);
        r->x_m[v] = xw_rows_number(rows, XW_COL_ROAD_NODES_X_M, order[v]);
        r->y_m[v] = xw_rows_number(rows, XW_COL_ROAD_NODES_Y_M, order[v]);
    }
    return XW_OK;
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int32_t node_of(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_roads *r = &draft->out->roads;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ROADS];
    const char *code = xw_rows_text(rows, column, row);
    const char **found = bsearch(&code, r->code, (size_t)r->nodes, sizeof *r->code, compare_text);
    if (found != NULL) return (int32_t)(found - r->code);
    if (!draft->table[XW_TABLE_ROAD_NODES].broken)
        xw_draft_refuse(draft, column, row, "a node of %s", draft->table[XW_TABLE_ROAD_NODES].file);
    return XW_NONE;
}

static enum xw_status build_edges(struct xw_draft *draft, const struct xw_rows *rows)
{
    struct xw_roads *r = &draft->out->roads;
    r->from = XW_TAKE(draft->keep, rows->count, int32_t);
    r->to = XW_TAKE(draft->keep, rows->count, int32_t);
    r->metres = XW_TAKE(draft->keep, rows->count, double);
    r->oneway = XW_TAKE(draft->keep, rows->count, uint8_t);
    r->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (r->from == NULL || r->to == NULL || r->metres == NULL || r->oneway == NULL ||
        r->line == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t k = r->roads;
        r->from[k] = node_of(draft, XW_COL_ROADS_FROM, i);
        r->to[k] = node_of(draft, XW_COL_ROADS_TO, i);
        r->metres[k] = xw_rows_number(rows, XW_COL_ROADS_METRES, i);
        r->oneway[k] = xw_rows_whole(rows, XW_COL_ROADS_ONEWAY, i) == 1;
        r->line[k] = rows->line[i];
        r->roads += r->from[k] != XW_NONE && r->to[k] != XW_NONE;
    }
    return XW_OK;
}

enum xw_status xw_build_roads(struct xw_draft *draft)
{
    const struct xw_rows *roads = xw_draft_rows(draft, XW_TABLE_ROADS);
    const struct xw_rows *nodes = xw_draft_rows(draft, XW_TABLE_ROAD_NODES);
    if (roads == NULL && nodes == NULL) return XW_OK;
    if (draft->out->roads.file != NULL) {
        xw_diag_fault(draft->diag, xw_key_place(draft->root, "roads.osm"),
                      "the tables roads and road_nodes are given too; leave them or this key out");
        return XW_OK;
    }
    if (roads == NULL || nodes == NULL) {
        xw_diag_fault(draft->diag,
                      (struct xw_place){ .file = roads == NULL ? nodes->file : roads->file },
                      "the tables roads and road_nodes are given together; %s is missing",
                      roads == NULL ? "roads" : "road_nodes");
        return XW_OK;
    }
    enum xw_status status = build_nodes(draft, nodes);
    if (status == XW_OK) status = build_edges(draft, roads);
    if (status != XW_OK) return status;
    if (!nodes->broken) check_crs(draft, nodes);
    if (draft->out->roads.nodes == 0 && !nodes->broken)
        xw_diag_fault(draft->diag, (struct xw_place){ .file = nodes->file },
                      "the table has no nodes");
    draft->out->roads.file = roads->file;
    return XW_OK;
}
