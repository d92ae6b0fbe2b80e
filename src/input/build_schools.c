#include "xuewei/draft.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A school stands in the table schools, or is made by the first new project that names it. */
struct origin {
    const char *code;
    bool project; /* the row is one of projects */
    int32_t row;
};

static int compare_origins(const void *a, const void *b)
{
    const struct origin *left = a, *right = b;
    int order = strcmp(left->code, right->code);
    if (order != 0) return order;
    if (left->project != right->project) return left->project - right->project;
    return (left->row > right->row) - (left->row < right->row);
}

/* All origins in the order of their codes; a project's only when the code has no other. */
static int32_t list_origins(struct xw_draft *draft, struct origin *origin)
{
    const struct xw_rows *schools = &draft->table[XW_TABLE_SCHOOLS];
    const struct xw_rows *projects = &draft->table[XW_TABLE_PROJECTS];
    int32_t count = 0, kept = 0;
    for (int32_t i = 0; i < schools->count; i++) {
        const char *code = xw_rows_text(schools, XW_COL_SCHOOLS_SCHOOL, i);
        if (code != NULL) origin[count++] = (struct origin){ code, false, i };
    }
    for (int32_t i = 0; i < projects->count; i++) {
        const char *code = xw_rows_text(projects, XW_COL_PROJECTS_SCHOOL, i);
        if (code == NULL) continue;
        if (xw_rows_whole(projects, XW_COL_PROJECTS_KIND, i) == XW_PROJECT_NEW)
            origin[count++] = (struct origin){ code, true, i };
    }
    qsort(origin, (size_t)count, sizeof *origin, compare_origins);
    for (int32_t i = 0; i < count; i++)
        if (i == 0 || strcmp(origin[i].code, origin[kept - 1].code) != 0)
            origin[kept++] = origin[i];
    return kept;
}

static enum xw_status take_columns(struct xw_draft *draft, int32_t count)
{
    struct xw_schools *s = &draft->out->schools;
    struct xw_arena *keep = draft->keep;
    s->code = XW_TAKE(keep, count, const char *);
    s->name_zh = XW_TAKE(keep, count, const char *);
    s->name_en = XW_TAKE(keep, count, const char *);
    s->school_code = XW_TAKE(keep, count, const char *);
    s->cluster = XW_TAKE(keep, count, const char *);
    s->sector = XW_TAKE(keep, count, uint8_t);
    s->boarding = XW_TAKE(keep, count, uint8_t);
    s->zone = XW_TAKE(keep, count, int32_t);
    s->lon_deg = XW_TAKE(keep, count, double);
    s->lat_deg = XW_TAKE(keep, count, double);
    s->x_m = XW_TAKE(keep, count, double);
    s->y_m = XW_TAKE(keep, count, double);
    s->opens = XW_TAKE(keep, count, int16_t);
    s->closes = XW_TAKE(keep, count, int16_t);
    s->evidence = XW_TAKE(keep, count, uint8_t);
    s->line = XW_TAKE(keep, count, int32_t);
    bool taken = s->code != NULL && s->name_zh != NULL && s->name_en != NULL &&
                 s->school_code != NULL && s->cluster != NULL && s->sector != NULL &&
                 s->boarding != NULL && s->zone != NULL && s->lon_deg != NULL &&
                 s->lat_deg != NULL && s->x_m != NULL && s->y_m != NULL && s->opens != NULL &&
                 s->closes != NULL && s->evidence != NULL && s->line != NULL;
    return taken ? XW_OK : XW_NO_MEMORY;
}

static const char *either(const char *first, const char *second)
{
    return first != NULL ? first : second;
}

/* Where a school stands: its own columns, which are told by the table that has them. */
struct place_columns {
    enum xw_column zone, lon, lat, x_m, y_m;
};
static const struct place_columns of_schools = { XW_COL_SCHOOLS_ZONE, XW_COL_SCHOOLS_LON,
                                                 XW_COL_SCHOOLS_LAT, XW_COL_SCHOOLS_X_M,
                                                 XW_COL_SCHOOLS_Y_M };
static const struct place_columns of_projects = { XW_COL_PROJECTS_ZONE, XW_COL_PROJECTS_LON,
                                                  XW_COL_PROJECTS_LAT, XW_COL_PROJECTS_X_M,
                                                  XW_COL_PROJECTS_Y_M };

static bool has_point(const struct xw_schools *s, int32_t i)
{
    return (!isnan(s->lon_deg[i]) && !isnan(s->lat_deg[i])) ||
           (!isnan(s->x_m[i]) && !isnan(s->y_m[i]));
}

static void read_place(struct xw_draft *draft, const struct xw_rows *rows,
                       const struct place_columns *at, int32_t row, int32_t i)
{
    struct xw_schools *s = &draft->out->schools;
    s->zone[i] = xw_draft_zone(draft, at->zone, row);
    s->lon_deg[i] = xw_rows_number(rows, at->lon, row);
    s->lat_deg[i] = xw_rows_number(rows, at->lat, row);
    s->x_m[i] = xw_rows_number(rows, at->x_m, row);
    s->y_m[i] = xw_rows_number(rows, at->y_m, row);
}

/* The first new project that gives a place to the school of that code, or XW_NONE. */
static int32_t placed_by(const struct xw_draft *draft, const char *code)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_PROJECTS);
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        const char *school = xw_rows_text(rows, XW_COL_PROJECTS_SCHOOL, i);
        if (rows->bad[i] || school == NULL || strcmp(school, code) != 0) continue;
        if (xw_rows_whole(rows, XW_COL_PROJECTS_KIND, i) != XW_PROJECT_NEW) continue;
        if (xw_rows_text(rows, of_projects.zone, i) != NULL ||
            !isnan(xw_rows_number(rows, of_projects.lon, i)) ||
            !isnan(xw_rows_number(rows, of_projects.x_m, i)))
            return i;
    }
    return XW_NONE;
}

/* A school without a point of its own stands at the point of its zone. */
static void take_zone_point(struct xw_draft *draft, int32_t i)
{
    struct xw_schools *s = &draft->out->schools;
    const struct xw_zones *zones = &draft->out->zones;
    int32_t zone = s->zone[i];
    if (zone == XW_NONE || has_point(s, i)) return;
    s->lon_deg[i] = zones->lon_deg[zone];
    s->lat_deg[i] = zones->lat_deg[zone];
    s->x_m[i] = zones->x_m[zone];
    s->y_m[i] = zones->y_m[zone];
}

static bool local(const struct xw_draft *draft)
{
    return strcmp(draft->out->crs, "local") == 0;
}

static void check_place(struct xw_draft *draft, const struct origin *origin, int32_t i)
{
    const struct xw_schools *s = &draft->out->schools;
    const struct xw_rows *rows =
        &draft->table[origin->project ? XW_TABLE_PROJECTS : XW_TABLE_SCHOOLS];
    struct xw_place at = xw_rows_place(
        rows, origin->project ? XW_COL_PROJECTS_SCHOOL : XW_COL_SCHOOLS_SCHOOL, origin->row);
    const struct place_columns *columns = origin->project ? &of_projects : &of_schools;
    if (s->zone[i] != XW_NONE || xw_rows_text(rows, columns->zone, origin->row) != NULL) return;
    if (local(draft) && (isnan(s->x_m[i]) || isnan(s->y_m[i])))
        xw_diag_fault(draft->diag, at,
                      "the school %s has no place: zone, or x_m and y_m, must be given (the "
                      "scenario is in local coordinates)",
                      s->code[i]);
    else if (!has_point(s, i))
        xw_diag_fault(draft->diag, at,
                      "the school %s has no place: zone, lon and lat, or x_m and y_m must be given",
                      s->code[i]);
}

static void from_table(struct xw_draft *draft, const struct origin *origin, int32_t i)
{
    struct xw_schools *s = &draft->out->schools;
    const struct xw_rows *rows = &draft->table[XW_TABLE_SCHOOLS];
    int32_t row = origin->row;
    s->name_zh[i] = either(xw_rows_text(rows, XW_COL_SCHOOLS_NAME_ZH, row), origin->code);
    s->name_en[i] = either(xw_rows_text(rows, XW_COL_SCHOOLS_NAME_EN, row), origin->code);
    s->school_code[i] = either(xw_rows_text(rows, XW_COL_SCHOOLS_SCHOOL_CODE, row), origin->code);
    s->cluster[i] = xw_rows_text(rows, XW_COL_SCHOOLS_CLUSTER, row);
    s->evidence[i] = rows->evidence[row];
    s->line[i] = rows->line[row];
    s->opens[i] = INT16_MIN;
    s->closes[i] = XW_NEVER;
    if (rows->bad[row]) return;
    s->sector[i] = (uint8_t)xw_rows_whole(rows, XW_COL_SCHOOLS_SECTOR, row);
    s->boarding[i] = xw_rows_whole(rows, XW_COL_SCHOOLS_BOARDING, row) == 1;
    s->opens[i] = xw_draft_year(rows, XW_COL_SCHOOLS_OPENS, row, INT16_MIN);
    s->closes[i] = xw_draft_year(rows, XW_COL_SCHOOLS_CLOSES, row, XW_NEVER);
    xw_draft_check_span(draft, XW_COL_SCHOOLS_OPENS, XW_COL_SCHOOLS_CLOSES, row);
    read_place(draft, rows, &of_schools, row, i);
    int32_t project = placed_by(draft, origin->code);
    if (s->zone[i] == XW_NONE && !has_point(s, i) && project != XW_NONE)
        read_place(draft, &draft->table[XW_TABLE_PROJECTS], &of_projects, project, i);
}

static void from_project(struct xw_draft *draft, const struct origin *origin, int32_t i)
{
    struct xw_schools *s = &draft->out->schools;
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    int32_t row = origin->row;
    s->name_zh[i] = either(xw_rows_text(rows, XW_COL_PROJECTS_NAME_ZH, row), origin->code);
    s->name_en[i] = either(xw_rows_text(rows, XW_COL_PROJECTS_NAME_EN, row), origin->code);
    s->school_code[i] = origin->code;
    s->evidence[i] = rows->evidence[row];
    s->opens[i] = INT16_MIN;
    s->closes[i] = XW_NEVER;
    if (rows->bad[row]) return;
    s->sector[i] = (uint8_t)xw_rows_whole(rows, XW_COL_PROJECTS_SECTOR, row);
    read_place(draft, rows, &of_projects, row, i);
}

enum xw_status xw_build_schools(struct xw_draft *draft)
{
    struct xw_schools *s = &draft->out->schools;
    int32_t room = draft->table[XW_TABLE_SCHOOLS].count + draft->table[XW_TABLE_PROJECTS].count;
    struct origin *origin = XW_TAKE(draft->work, room, struct origin);
    enum xw_status status = take_columns(draft, room);
    if (status != XW_OK || origin == NULL) return XW_NO_MEMORY;
    s->count = list_origins(draft, origin);
    for (int32_t i = 0; i < s->count; i++) {
        bool bad = draft->table[origin[i].project ? XW_TABLE_PROJECTS : XW_TABLE_SCHOOLS]
                       .bad[origin[i].row];
        s->code[i] = origin[i].code;
        s->zone[i] = XW_NONE;
        s->lon_deg[i] = s->lat_deg[i] = s->x_m[i] = s->y_m[i] = NAN;
        if (origin[i].project)
            from_project(draft, &origin[i], i);
        else
            from_table(draft, &origin[i], i);
        if (!bad) check_place(draft, &origin[i], i);
        take_zone_point(draft, i);
    }
    return XW_OK;
}
