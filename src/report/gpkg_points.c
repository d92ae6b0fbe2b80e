#include "gpkg_map.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *xw_map_stage(const struct xw_map *map, int32_t stage)
{
    return xw_data_stage(map->f->run, stage);
}

enum xw_status xw_map_schools(struct xw_map *l)
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
        xw_row_text(&layer.row, xw_map_stage(l, row->stage));
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
static const char *place_project(const struct xw_map *l, const struct xw_run_project *project,
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

enum xw_status xw_map_projects(struct xw_map *l)
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

enum xw_status xw_map_ways(struct xw_map *l)
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
        xw_row_text(&layer.row, xw_map_stage(l, first->stage));
        xw_row_text(&layer.row,
                    first->stage >= 0 ? xw_stage_word_zh(run->stage[first->stage].name) : "");
        xw_row_int(&layer.row, first->year);
        xw_row_int(&layer.row, pupils);
        xw_row_count(&layer.row, first->metres);
        xw_layer_end(&layer, (x[0] + x[1]) / 2.0, (y[0] + y[1]) / 2.0);
    }
    return xw_layer_close(&layer, "LINESTRING");
}
