#include "gpkg_layers.h"
#include "gpkg_map.h"
#include "gpkg_styles.h"
#include "xuewei/crs.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The moments of a balance: this September, the year of the largest roll, the last year. */
enum { NOW, PEAK, LAST, MOMENTS };
static const char *const moment_word[MOMENTS] = { "now", "peak", "last" };

static int32_t year_of(const struct xw_figures *f, int32_t stage, int moment)
{
    if (moment == LAST) return f->last;
    if (moment == NOW || f->stage[stage].roll.year == XW_NONE) return f->now;
    return f->stage[stage].roll.year;
}

/* ---- zones and towns
 * ---------------------------------------------------------------------------------- */

static void put_balance(struct xw_layer *layer, const struct xw_run_gap *gap)
{
    int32_t balance;
    if (layer->status != XW_OK) return;
    if (xw_figures_balance(gap, &balance))
        xw_row_int(&layer->row, balance); /* minus one is a balance, not a missing one */
    else
        xw_row_nulls(&layer->row, 1);
}

static void put_town_balances(struct xw_map *l, struct xw_layer *layer, int32_t town)
{
    for (int32_t s = 0; s < l->f->stages; s++)
        for (int m = 0; m < MOMENTS; m++)
            put_balance(layer, town == XW_NONE
                                   ? NULL
                                   : xw_figures_town(l->f, town, s, XW_SCOPE_ALL,
                                                     year_of(l->f, s, m) - l->f->first));
}

/* "balance_now_primary INTEGER, ..." */
static const char *balance_columns(struct xw_map *l, const char *before, const char *prefix)
{
    const char *all = before;
    for (int32_t s = 0; s < l->f->stages; s++)
        for (int m = 0; m < MOMENTS; m++)
            all = all != NULL ? xw_arena_format(l->keep, "%s, %s_%s_%s INTEGER", all, prefix,
                                                moment_word[m], xw_map_stage(l, s))
                              : NULL;
    return all;
}

/* Entrants of this September who live in a zone, and those of them without a place, by stage. */
static void count_entrants(const struct xw_map *l, int32_t *entrants, int32_t *unplaced)
{
    const struct xw_run *run = l->f->run;
    for (int32_t i = 0; i < run->flow_count; i++) {
        const struct xw_run_flow *flow = &run->flow[i];
        if (flow->year != l->f->now || flow->zone == XW_NONE || flow->stage == XW_NONE) continue;
        int32_t at = flow->zone * l->f->stages + flow->stage;
        entrants[at] += flow->pupils;
        if (flow->school == XW_NONE) unplaced[at] += flow->pupils;
    }
}

static enum xw_status put_zones(struct xw_map *l)
{
    const struct xw_run *run = l->f->run;
    int32_t cells = run->zone_count * l->f->stages;
    int32_t *entrants = XW_TAKE(l->keep, cells, int32_t);
    int32_t *unplaced = XW_TAKE(l->keep, cells, int32_t);
    if (entrants == NULL || unplaced == NULL) return XW_NO_MEMORY;
    count_entrants(l, entrants, unplaced);
    const char *columns = "zone TEXT, name_zh TEXT, name_en TEXT, town_zh TEXT, town_en TEXT, "
                          "evidence TEXT, schematic INTEGER";
    for (int32_t s = 0; s < l->f->stages && columns != NULL; s++)
        columns = xw_arena_format(l->keep, "%s, entrants_%s INTEGER, unplaced_%s INTEGER", columns,
                                  xw_map_stage(l, s), xw_map_stage(l, s));
    columns = balance_columns(l, columns, "town_balance");
    if (columns == NULL) return XW_NO_MEMORY;
    struct xw_layer layer;
    xw_layer_open(
        &layer, &l->file, l->keep, l->srs_id, "zones", "GEOMETRY", columns, "小区",
        "小区：轮廓；没有轮廓的为离其点最近的范围（schematic = 1，示意）。entrants、unplaced "
        "为当年入学年级；town_balance 为所在街镇标准学位减需求");
    for (int32_t z = 0; z < run->zone_count && layer.status == XW_OK; z++) {
        const struct xw_run_zone *zone = &run->zone[z];
        const struct xw_shape *shape = &l->shapes.zone[z];
        xw_layer_area(&layer, shape->geojson);
        xw_row_text(&layer.row, zone->code);
        xw_row_text(&layer.row, zone->name_zh);
        xw_row_text(&layer.row, zone->name_en);
        xw_row_text(&layer.row, zone->town_zh);
        xw_row_text(&layer.row, zone->town_en);
        xw_row_text(&layer.row, xw_data_evidence(zone->evidence));
        xw_row_int(&layer.row, shape->schematic);
        for (int32_t s = 0; s < l->f->stages; s++) {
            xw_row_int(&layer.row, entrants[z * l->f->stages + s]);
            xw_row_int(&layer.row, unplaced[z * l->f->stages + s]);
        }
        put_town_balances(
            l, &layer, zone->town_zh != NULL ? xw_figures_town_of(l->f, zone->town_zh) : XW_NONE);
        xw_layer_end(&layer, shape->x_m, shape->y_m);
    }
    return xw_layer_close(&layer, "GEOMETRY");
}

static enum xw_status put_towns(struct xw_map *l)
{
    const char *columns = "town_zh TEXT, town_en TEXT, zones INTEGER, schematic INTEGER";
    for (int32_t s = 0; s < l->f->stages && columns != NULL; s++)
        columns = xw_arena_format(l->keep,
                                  "%s, demand_now_%s INTEGER, seats_now_%s INTEGER, "
                                  "local_gap_now_%s INTEGER, peak_year_%s INTEGER",
                                  columns, xw_map_stage(l, s), xw_map_stage(l, s),
                                  xw_map_stage(l, s), xw_map_stage(l, s));
    columns = balance_columns(l, columns, "balance");
    if (columns == NULL) return XW_NO_MEMORY;
    struct xw_layer layer;
    xw_layer_open(&layer, &l->file, l->keep, l->srs_id, "towns", "GEOMETRY", columns, "街镇",
                  "街镇：其小区合并而成，非法定界线（schematic = 1：按就近范围示意）。balance "
                  "为标准学位减需求：now 当年，peak 该学段在校生最多的学年，last 最后一年");
    for (int32_t t = 0; t < l->f->towns && layer.status == XW_OK; t++) {
        const struct xw_shape *shape = &l->shapes.town[t];
        xw_layer_area(&layer, shape->geojson);
        xw_row_text(&layer.row, l->f->town_zh[t]);
        xw_row_text(&layer.row, l->f->town_en[t]);
        xw_row_int(&layer.row, shape->zones);
        xw_row_int(&layer.row, shape->schematic);
        for (int32_t s = 0; s < l->f->stages; s++) {
            const struct xw_run_gap *gap =
                xw_figures_town(l->f, t, s, XW_SCOPE_ALL, l->f->now - l->f->first);
            xw_row_count(&layer.row, gap != NULL ? gap->demand : XW_NONE);
            xw_row_count(&layer.row, gap != NULL ? gap->seats : XW_NONE);
            xw_row_count(&layer.row, gap != NULL ? gap->local_gap : XW_NONE);
            xw_row_int(&layer.row, year_of(l->f, s, PEAK));
        }
        put_town_balances(l, &layer, t);
        xw_layer_end(&layer, shape->x_m, shape->y_m);
    }
    return xw_layer_close(&layer, "GEOMETRY");
}

/* ---- styles
 * ------------------------------------------------------------------------------------------- */

static const char *text_of(struct xw_map *l, const struct xw_style *style,
                           void (*put)(const struct xw_style *, struct xw_markup *))
{
    struct xw_markup out;
    if (xw_markup_init(&out) != XW_OK) return NULL;
    put(style, &out);
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = out.failed ? NULL : xw_arena_text_n(l->keep, bytes, length);
    xw_markup_free(&out);
    return text;
}

static enum xw_status put_style(struct xw_map *l, struct xw_row *row, const struct xw_style *style)
{
    const char *qml = text_of(l, style, xw_style_qml), *sld = text_of(l, style, xw_style_sld);
    if (qml == NULL || sld == NULL || style->name == NULL || style->column == NULL)
        return XW_NO_MEMORY;
    xw_row_text(row, ""); /* catalog and schema: QGIS looks for the empty ones */
    xw_row_text(row, "");
    xw_row_text(row, style->layer);
    xw_row_text(row, "geom");
    xw_row_text(row, style->name);
    xw_row_text(row, qml);
    xw_row_text(row, sld);
    xw_row_int(row, style->usual);
    xw_row_text(row, style->name);
    xw_row_text(row, "");
    xw_row_text(row, NULL);
    xw_row_text(row, "1970-01-01T00:00:00.000Z");
    return xw_row_end(&l->file, row);
}

/* The stage of the layers as they open: the district's with the largest local gap, else the first. */
static int32_t usual_stage(const struct xw_figures *f)
{
    int32_t best = 0;
    for (int32_t s = 1; s < f->stages; s++)
        if (f->stage[s].district &&
            (!f->stage[best].district || f->stage[s].worst_local > f->stage[best].worst_local))
            best = s;
    return best;
}

static enum xw_status put_balance_styles(struct xw_map *l, struct xw_row *row)
{
    static const char *const layers[2] = { "towns", "zones" },
                             *const prefix[2] = { "balance", "town_balance" },
                             *const labelled[2] = { "town_zh", NULL };
    enum xw_status status = XW_OK;
    for (int i = 0; i < 2; i++)
        for (int32_t s = 0; s < l->f->stages; s++)
            for (int m = 0; m < MOMENTS && status == XW_OK; m++) {
                struct xw_style style = { .layer = layers[i],
                                          .labelled = labelled[i],
                                          .drawn = XW_STYLE_FILL,
                                          .classes = 7,
                                          .of = xw_style_balance,
                                          .usual = m == NOW && s == usual_stage(l->f) };
                style.name = xw_arena_format(l->keep, "%s %d 学年标准学位减需求%s",
                                             xw_stage_word_zh(l->f->run->stage[s].name),
                                             (int)year_of(l->f, s, m),
                                             m == PEAK   ? "（在校生最多）"
                                             : m == LAST ? "（最后一年）"
                                                         : "");
                style.column = xw_arena_format(l->keep, "%s_%s_%s", prefix[i], moment_word[m],
                                               xw_map_stage(l, s));
                status = put_style(l, row, &style);
            }
    return status;
}

static enum xw_status put_styles(struct xw_map *l)
{
    static const char *const table[] = {
        /* As QGIS makes it (QgsOgrProvider), so that it finds its columns. */
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT(256), "
        "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName "
        "TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner "
        "TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT "
        "(strftime('%Y-%m-%dT%H:%M:%fZ','now')))",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES "
        "('layer_styles', 'attributes', 'layer_styles', '')",
    };
    static const struct xw_style points[] = {
        { "schools", "预警", "warning", "name_zh", XW_STYLE_MARKER, 4, xw_style_warning, true },
        { "projects", "开学与需要相比", "verdict", "name_zh", XW_STYLE_MARKER, 8, xw_style_verdict,
          true },
        { "ways", "入学人数", "pupils", NULL, XW_STYLE_LINE, 3, xw_style_pupils, true },
    };
    struct xw_row row = { 0 };
    enum xw_status status = xw_geopackage_run(&l->file, table, 2);
    if (status == XW_OK) status = xw_row_prepare(&l->file, "layer_styles", &row);
    if (status == XW_OK) status = put_balance_styles(l, &row);
    for (size_t i = 0; i < sizeof points / sizeof *points && status == XW_OK; i++)
        status = put_style(l, &row, &points[i]);
    xw_row_drop(&row);
    return status;
}

/* ---- the file
 * ----------------------------------------------------------------------------------------- */

static enum xw_status put_srs(struct xw_map *l)
{
    const char *wkt = NULL, *title = NULL, *crs = xw_figures_key(l->f, "crs");
    int32_t epsg = 0;
    enum xw_status status = xw_crs_describe(crs, l->keep, &wkt, &epsg, &title);
    l->srs_id = epsg != 0 ? epsg : -1;
    if (status != XW_OK)
        *l->w->trouble = xw_arena_format(l->w->keep, "the coordinate system %s", crs);
    else if (epsg != 0)
        status = xw_geopackage_srs(&l->file, epsg, title, wkt);
    return status;
}

enum xw_status xw_write_layers(const struct xw_writing *w, struct xw_arena scratch)
{
    const char *path = xw_arena_format(&scratch, "%s/layers.gpkg", w->dir);
    struct xw_arena keep = { 0 };
    if (path == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status != XW_OK) return status;
    struct xw_map l = { .w = w, .f = &w->all[0], .keep = &keep };
    static enum xw_status (*const steps[])(struct xw_map *) = {
        put_srs, put_zones, put_towns, xw_map_schools, xw_map_projects, xw_map_ways, put_styles
    };
    status = xw_shapes_make(&keep, scratch, l.f, &l.shapes);
    if (status == XW_OK) status = xw_geopackage_create(&l.file, path);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == XW_OK; i++)
        status = steps[i](&l);
    if (status == XW_OK) status = xw_geopackage_finish(&l.file);
    if (status != XW_OK && *w->trouble == NULL && l.file.trouble[0] != '\0')
        *w->trouble = xw_arena_text(w->keep, l.file.trouble);
    xw_geopackage_free(&l.file);
    xw_arena_free(&keep);
    return status;
}
