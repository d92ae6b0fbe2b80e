#include "gpkg_layers.h"
#include "data_columns.h"
#include "gpkg_layer.h"
#include "gpkg_styles.h"
#include "xuewei/crs.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct layers {
    const struct xw_writing *w;
    const struct xw_figures *f;
    struct xw_geopackage file;
    struct xw_arena *keep;
    struct xw_shapes shapes;
    int32_t srs_id;
};

/* The moments of a balance: this September, the year of the largest roll, the last year. */
enum { NOW, PEAK, LAST, MOMENTS };
static const char *const moment_word[MOMENTS] = { "now", "peak", "last" };

static int32_t year_of(const struct xw_figures *f, int32_t stage, int moment)
{
    if (moment == LAST) return f->last;
    if (moment == NOW || f->stage[stage].roll.year == XW_NONE) return f->now;
    return f->stage[stage].roll.year;
}

static const char *stage_word(const struct layers *l, int32_t stage)
{
    return xw_data_stage(l->f->run, stage);
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

static void put_town_balances(struct layers *l, struct xw_layer *layer, int32_t town)
{
    for (int32_t s = 0; s < l->f->stages; s++)
        for (int m = 0; m < MOMENTS; m++)
            put_balance(layer, town == XW_NONE
                                   ? NULL
                                   : xw_figures_town(l->f, town, s, XW_SCOPE_ALL,
                                                     year_of(l->f, s, m) - l->f->first));
}

/* "balance_now_primary INTEGER, ..." */
static const char *balance_columns(struct layers *l, const char *before, const char *prefix)
{
    const char *all = before;
    for (int32_t s = 0; s < l->f->stages; s++)
        for (int m = 0; m < MOMENTS; m++)
            all = all != NULL ? xw_arena_format(l->keep, "%s, %s_%s_%s INTEGER", all, prefix,
                                                moment_word[m], stage_word(l, s))
                              : NULL;
    return all;
}

/* Entrants of this September who live in a zone, and those of them without a place, by stage. */
static void count_entrants(const struct layers *l, int32_t *entrants, int32_t *unplaced)
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

static enum xw_status put_zones(struct layers *l)
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
                                  stage_word(l, s), stage_word(l, s));
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

static enum xw_status put_towns(struct layers *l)
{
    const char *columns = "town_zh TEXT, town_en TEXT, zones INTEGER, schematic INTEGER";
    for (int32_t s = 0; s < l->f->stages && columns != NULL; s++)
        columns = xw_arena_format(l->keep,
                                  "%s, demand_now_%s INTEGER, seats_now_%s INTEGER, "
                                  "local_gap_now_%s INTEGER, peak_year_%s INTEGER",
                                  columns, stage_word(l, s), stage_word(l, s), stage_word(l, s),
                                  stage_word(l, s));
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

/* ---- schools, projects, ways
 * -------------------------------------------------------------------------- */

static enum xw_status put_schools(struct layers *l)
{
    const struct xw_run *run = l->f->run;
    struct xw_layer layer;
    xw_layer_open(
        &layer, &l->file, l->keep, l->srs_id, "schools", "POINT",
        "school TEXT, name_zh TEXT, name_en TEXT, town_zh TEXT, town_en TEXT, sector TEXT, "
        "stage TEXT, stage_zh TEXT, year INTEGER, pupils INTEGER, seats_norm INTEGER, "
        "utilisation DOUBLE, classes INTEGER, classes_over_norm INTEGER, largest_class "
        "INTEGER, warning TEXT, reason TEXT, evidence TEXT",
        "学校", "当年 9 月各校各学段：学生、标准学位、班级、预警");
    for (int32_t i = 0; i < run->school_year_count && layer.status == XW_OK; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->year != l->f->now || (row->rooms <= 0 && row->pupils <= 0)) continue;
        if (row->school < 0 || row->school >= run->school_count || row->stage < 0) continue;
        const struct xw_run_school *school = &run->school[row->school];
        xw_layer_point(&layer, school->x_m, school->y_m);
        xw_row_text(&layer.row, school->code);
        xw_row_text(&layer.row, school->name_zh);
        xw_row_text(&layer.row, school->name_en);
        xw_row_text(&layer.row, school->town_zh);
        xw_row_text(&layer.row, school->town_en);
        xw_row_text(&layer.row, school->sector);
        xw_row_text(&layer.row, stage_word(l, row->stage));
        xw_row_text(&layer.row, xw_stage_word_zh(run->stage[row->stage].name));
        xw_row_int(&layer.row, row->year);
        xw_row_int(&layer.row, row->pupils);
        xw_row_count(&layer.row, row->seats_norm);
        xw_row_number(&layer.row, row->utilisation);
        xw_row_int(&layer.row, row->classes);
        xw_row_int(&layer.row, row->classes_over_norm);
        xw_row_int(&layer.row, row->largest_class);
        xw_row_text(&layer.row, row->warning);
        xw_row_text(&layer.row, row->reason);
        xw_row_text(&layer.row, xw_data_evidence(school->evidence));
        xw_layer_end(&layer, school->x_m, school->y_m);
    }
    return xw_layer_close(&layer, "POINT");
}

/* A project stands where its school does, else in the middle of its town. */
static const char *place_project(const struct layers *l, const struct xw_run_project *project,
                                 double *x, double *y)
{
    const struct xw_run *run = l->f->run;
    *x = *y = NAN;
    for (int32_t s = 0; project->school[0] != '\0' && s < run->school_count; s++)
        if (strcmp(run->school[s].code, project->school) == 0 && isfinite(run->school[s].x_m)) {
            *x = run->school[s].x_m;
            *y = run->school[s].y_m;
            return "school";
        }
    int32_t town =
        project->town_zh[0] != '\0' ? xw_figures_town_of(l->f, project->town_zh) : XW_NONE;
    if (town == XW_NONE || !isfinite(l->shapes.town[town].x_m)) return "";
    *x = l->shapes.town[town].x_m;
    *y = l->shapes.town[town].y_m;
    return "town";
}

static enum xw_status put_projects(struct layers *l)
{
    const struct xw_run *run = l->f->run;
    struct xw_layer layer;
    xw_layer_open(
        &layer, &l->file, l->keep, l->srs_id, "projects", "POINT",
        "project TEXT, name_zh TEXT, name_en TEXT, stage TEXT, town_zh TEXT, town_en TEXT, "
        "placed_at TEXT, kind TEXT, status TEXT, opens_in INTEGER, need_from INTEGER, "
        "need_until INTEGER, verdict TEXT, years INTEGER, classes_named INTEGER, "
        "seats_added INTEGER, cost_cny DOUBLE, counted INTEGER, evidence TEXT",
        "项目", "建设项目：位置（placed_at：school 学校处，town 街镇中心）、开学、与需要相比");
    for (int32_t p = 0; p < run->project_count && layer.status == XW_OK; p++) {
        const struct xw_run_project *project = &run->project[p];
        const struct xw_need *need = &l->w->needs.need[p];
        double x, y;
        const char *placed_at = place_project(l, project, &x, &y);
        xw_layer_point(&layer, x, y);
        xw_row_text(&layer.row, project->code);
        xw_row_text(&layer.row, project->name_zh);
        xw_row_text(&layer.row, project->name_en);
        xw_row_text(&layer.row, project->stage);
        xw_row_text(&layer.row, project->town_zh);
        xw_row_text(&layer.row, project->town_en);
        xw_row_text(&layer.row, placed_at);
        xw_row_text(&layer.row, project->kind);
        xw_row_text(&layer.row, project->status);
        xw_row_int(&layer.row, project->opens_in);
        xw_row_count(&layer.row, need->from);
        xw_row_count(&layer.row, need->until);
        xw_row_text(&layer.row, xw_data_verdict(need->verdict));
        xw_row_int(&layer.row, need->years);
        xw_row_count(&layer.row, project->classes_named);
        xw_row_int(&layer.row, project->seats_added);
        xw_row_number(&layer.row, project->cost_cny);
        xw_row_int(&layer.row, project->counted);
        xw_row_text(&layer.row, xw_data_evidence(project->evidence));
        xw_layer_end(&layer, x, y);
    }
    return xw_layer_close(&layer, "POINT");
}

/* Pupils of a zone and stage who go to one school, whatever tier brought them. */
static int by_way(const void *one, const void *other)
{
    const struct xw_run_flow *a = *(const struct xw_run_flow *const *)one;
    const struct xw_run_flow *b = *(const struct xw_run_flow *const *)other;
    if (a->stage != b->stage) return (a->stage > b->stage) - (a->stage < b->stage);
    if (a->zone != b->zone) return (a->zone > b->zone) - (a->zone < b->zone);
    if (a->school != b->school) return (a->school > b->school) - (a->school < b->school);
    return (a > b) - (a < b); /* rows of one array */
}

static bool same_way(const struct xw_run_flow *a, const struct xw_run_flow *b)
{
    return a->stage == b->stage && a->zone == b->zone && a->school == b->school;
}

static enum xw_status put_ways(struct layers *l)
{
    const struct xw_run *run = l->f->run;
    const struct xw_run_flow **flow = XW_TAKE(l->keep, run->flow_count, const struct xw_run_flow *);
    if (flow == NULL) return XW_NO_MEMORY;
    int32_t count = 0;
    for (int32_t i = 0; i < run->flow_count; i++) {
        const struct xw_run_flow *f = &run->flow[i];
        if (f->year != l->f->now || f->zone == XW_NONE || f->school == XW_NONE || f->pupils <= 0)
            continue;
        if (isfinite(l->shapes.zone[f->zone].x_m) && isfinite(run->school[f->school].x_m))
            flow[count++] = f;
    }
    qsort(flow, (size_t)count, sizeof(const struct xw_run_flow *), by_way);
    struct xw_layer layer;
    xw_layer_open(
        &layer, &l->file, l->keep, l->srs_id, "ways", "LINESTRING",
        "zone TEXT, school TEXT, stage TEXT, stage_zh TEXT, year INTEGER, pupils INTEGER, "
        "metres INTEGER",
        "上学", "当年入学年级由小区到学校的直线；pupils 人数，metres 所走的路");
    for (int32_t i = 0; i < count && layer.status == XW_OK;) {
        const struct xw_run_flow *first = flow[i];
        int32_t pupils = 0;
        for (; i < count && same_way(first, flow[i]); i++)
            pupils += flow[i]->pupils;
        const struct xw_shape *from = &l->shapes.zone[first->zone];
        const struct xw_run_school *to = &run->school[first->school];
        const double x[2] = { from->x_m, to->x_m }, y[2] = { from->y_m, to->y_m };
        xw_layer_line(&layer, x, y);
        xw_row_text(&layer.row, run->zone[first->zone].code);
        xw_row_text(&layer.row, to->code);
        xw_row_text(&layer.row, stage_word(l, first->stage));
        xw_row_text(&layer.row,
                    first->stage >= 0 ? xw_stage_word_zh(run->stage[first->stage].name) : "");
        xw_row_int(&layer.row, first->year);
        xw_row_int(&layer.row, pupils);
        xw_row_count(&layer.row, first->metres);
        xw_layer_end(&layer, (x[0] + x[1]) / 2.0, (y[0] + y[1]) / 2.0);
    }
    return xw_layer_close(&layer, "LINESTRING");
}

/* ---- styles
 * ------------------------------------------------------------------------------------------- */

static const char *text_of(struct layers *l, const struct xw_style *style,
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

static enum xw_status put_style(struct layers *l, struct xw_row *row, const struct xw_style *style)
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

static enum xw_status put_balance_styles(struct layers *l, struct xw_row *row)
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
                                               stage_word(l, s));
                status = put_style(l, row, &style);
            }
    return status;
}

static enum xw_status put_styles(struct layers *l)
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

static enum xw_status put_srs(struct layers *l)
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
    struct layers l = { .w = w, .f = &w->all[0], .keep = &keep };
    static enum xw_status (*const steps[])(struct layers *) = {
        put_srs, put_zones, put_towns, put_schools, put_projects, put_ways, put_styles
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
