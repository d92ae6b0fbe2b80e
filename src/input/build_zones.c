#include "xuewei/draft.h"
#include "xuewei/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct texts of a column, sorted; empty cells count as `empty` (NULL: not at all). */
static int32_t distinct(struct xw_draft *draft, enum xw_column column, const char *empty,
                        const char ***out)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    const char **text = XW_TAKE(draft->keep, rows->count, const char *);
    int32_t count = 0, different = 0;
    *out = text;
    if (text == NULL) return XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *cell = xw_rows_text(rows, column, i);
        if (cell == NULL) cell = empty;
        if (cell != NULL) text[count++] = cell;
    }
    qsort(text, (size_t)count, sizeof *text, compare_text);
    for (int32_t i = 0; i < count; i++)
        if (i == 0 || strcmp(text[i], text[different - 1]) != 0) text[different++] = text[i];
    return different;
}

static int32_t position(const char *const *text, int32_t count, const char *wanted)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(text[i], wanted) == 0) return i;
    return XW_NONE;
}

/* Sort row numbers by the code of their row. */
static int compare_codes(const void *a, const void *b, void *data)
{
    const struct xw_rows *rows = data;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    const char *left = xw_rows_text(rows, XW_COL_ZONES_ZONE, i);
    const char *right = xw_rows_text(rows, XW_COL_ZONES_ZONE, j);
    int order = strcmp(left == NULL ? "" : left, right == NULL ? "" : right);
    return order != 0 ? order : (i > j) - (i < j);
}

static enum xw_status take_columns(struct xw_draft *draft, int32_t count)
{
    struct xw_zones *zones = &draft->out->zones;
    struct xw_arena *keep = draft->keep;
    zones->code = XW_TAKE(keep, count, const char *);
    zones->name_zh = XW_TAKE(keep, count, const char *);
    zones->name_en = XW_TAKE(keep, count, const char *);
    zones->town = XW_TAKE(keep, count, int32_t);
    zones->group = XW_TAKE(keep, count, int32_t);
    zones->lon_deg = XW_TAKE(keep, count, double);
    zones->lat_deg = XW_TAKE(keep, count, double);
    zones->x_m = XW_TAKE(keep, count, double);
    zones->y_m = XW_TAKE(keep, count, double);
    zones->outline = XW_TAKE(keep, count, const char *);
    zones->evidence = XW_TAKE(keep, count, uint8_t);
    zones->line = XW_TAKE(keep, count, int32_t);
    bool taken = zones->code != NULL && zones->name_zh != NULL && zones->name_en != NULL &&
                 zones->town != NULL && zones->group != NULL && zones->lon_deg != NULL &&
                 zones->lat_deg != NULL && zones->x_m != NULL && zones->y_m != NULL &&
                 zones->outline != NULL && zones->evidence != NULL && zones->line != NULL;
    return taken ? XW_OK : XW_NO_MEMORY;
}

static enum xw_status build_towns(struct xw_draft *draft)
{
    struct xw_zones *zones = &draft->out->zones;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    zones->towns = distinct(draft, XW_COL_ZONES_TOWN, "", &zones->town_zh);
    zones->groups = distinct(draft, XW_COL_ZONES_GROUP, NULL, &zones->group_name);
    zones->town_en = XW_TAKE(draft->keep, rows->count, const char *);
    int32_t *named_by = XW_TAKE(draft->work, rows->count, int32_t);
    if (zones->towns == XW_NONE || zones->groups == XW_NONE || zones->town_en == NULL ||
        named_by == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *town = xw_rows_text(rows, XW_COL_ZONES_TOWN, i);
        const char *name = xw_rows_text(rows, XW_COL_ZONES_TOWN_EN, i);
        int32_t t = position(zones->town_zh, zones->towns, town == NULL ? "" : town);
        if (name == NULL) continue;
        if (zones->town_en[t] == NULL) {
            zones->town_en[t] = name;
            named_by[t] = i;
        } else if (strcmp(zones->town_en[t], name) != 0) {
            xw_draft_refuse(draft, XW_COL_ZONES_TOWN_EN, i, "%s, as in line %d for the same town",
                            zones->town_en[t], (int)rows->line[named_by[t]]);
        }
    }
    for (int32_t t = 0; t < zones->towns; t++)
        if (zones->town_en[t] == NULL) zones->town_en[t] = zones->town_zh[t];
    return XW_OK;
}

/* How places are given must fit the working CRS. */
static void check_crs(struct xw_draft *draft)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    bool local = strcmp(draft->out->crs, "local") == 0;
    if (local && !xw_rows_have(rows, XW_COL_ZONES_X_M))
        xw_diag_fault(draft->diag, xw_key_place(draft->root, "crs"),
                      "the scenario is in local coordinates, but %s does not give x_m and y_m; "
                      "name a projected crs such as EPSG:4549, or give them",
                      rows->file);
}

enum xw_status xw_build_zones(struct xw_draft *draft)
{
    struct xw_zones *zones = &draft->out->zones;
    const struct xw_rows *rows = &draft->table[XW_TABLE_ZONES];
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    enum xw_status status = take_columns(draft, rows->count);
    if (status == XW_OK && order == NULL) status = XW_NO_MEMORY;
    if (status == XW_OK) status = build_towns(draft);
    if (status != XW_OK) return status;

    for (int32_t i = 0; i < rows->count; i++)
        order[i] = i;
    qsort_r(order, (size_t)rows->count, sizeof *order, compare_codes,
            &draft->table[XW_TABLE_ZONES]);
    zones->count = rows->count;
    for (int32_t z = 0; z < zones->count; z++) {
        int32_t i = order[z];
        const char *code = xw_rows_text(rows, XW_COL_ZONES_ZONE, i);
        const char *town = xw_rows_text(rows, XW_COL_ZONES_TOWN, i);
        const char *group = xw_rows_text(rows, XW_COL_ZONES_GROUP, i);
        const char *zh = xw_rows_text(rows, XW_COL_ZONES_NAME_ZH, i);
        const char *en = xw_rows_text(rows, XW_COL_ZONES_NAME_EN, i);
        zones->code[z] = code == NULL ? "" : code;
        zones->name_zh[z] = zh == NULL ? zones->code[z] : zh;
        zones->name_en[z] = en == NULL ? zones->code[z] : en;
        zones->town[z] = position(zones->town_zh, zones->towns, town == NULL ? "" : town);
        zones->group[z] =
            group == NULL ? XW_NONE : position(zones->group_name, zones->groups, group);
        zones->lon_deg[z] = xw_rows_number(rows, XW_COL_ZONES_LON, i);
        zones->lat_deg[z] = xw_rows_number(rows, XW_COL_ZONES_LAT, i);
        zones->x_m[z] = xw_rows_number(rows, XW_COL_ZONES_X_M, i);
        zones->y_m[z] = xw_rows_number(rows, XW_COL_ZONES_Y_M, i);
        zones->evidence[z] = rows->evidence[i];
        zones->line[z] = rows->line[i];
    }
    if (zones->count == 0 && !rows->broken)
        xw_diag_fault(draft->diag, (struct xw_place){ .file = rows->file },
                      "the table has no zones");
    if (zones->count > 0 && !rows->broken) check_crs(draft);
    return XW_OK;
}
