#include "xuewei/run_file.h"
#include "xuewei/geometry_blob.h"
#include "xuewei/geopackage.h"
#include "xuewei/provenance.h"
#include "sql.h"
#include "writer.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const schema[] = { XW_SQL_SCHEMA };
static const char *const register_years[] = { XW_SQL_REGISTER };

static const char *const growing[XW_GROWING] = {
    "gap_year",     "school_year",     "class_year",     "flow_year",      "project_year",
    "measure_year", "population_year", "evidence_share", "project_effect", "quantile_year",
    "risk",         "service_year",    "assumption",     "draw",
};

#define COUNT(array) ((int32_t)(sizeof(array) / sizeof *(array)))

/* Write the rows of one table that is known when the file is begun, or when it is finished. */
typedef enum xw_status filler(struct xw_writer *w, struct xw_row *row);

static enum xw_status fill(struct xw_writer *w, const char *table, filler *rows)
{
    struct xw_row row = { 0 };
    enum xw_status status = xw_row_prepare(&w->file, table, &row);
    if (status == XW_OK) status = rows(w, &row);
    xw_row_drop(&row);
    return status;
}

static enum xw_status run_rows(struct xw_writer *w, struct xw_row *row)
{
    struct xw_provenance from;
    enum xw_status status = xw_provenance_make(&w->keep, w->scenario, w->options, w->option, &from);
    for (int32_t i = 0; status == XW_OK && i < from.keys; i++) {
        xw_row_text(row, from.key[i].key);
        xw_row_text(row, from.key[i].value);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static enum xw_status input_rows(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->scenario->files; i++) {
        const struct xw_input_file *file = &w->scenario->file[i];
        xw_row_text(row, file->name);
        xw_row_blob(row, file->content, file->length);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static enum xw_status stage_rows(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; status == XW_OK && s < w->scenario->stages.count; s++) {
        const struct xw_stage *stage = &w->scenario->stages.stage[s];
        const double *norm = w->scenario->norms.value[s][stage->first_row];
        xw_row_text(row, xw_stage_word(stage->name));
        xw_row_int(row, stage->first_age);
        xw_row_int(row, stage->grades);
        xw_row_int(row, stage->first_grade);
        xw_row_int(row, stage->city);
        xw_row_number(row, norm[XW_NORM_CLASS_SIZE_NORM]);
        xw_row_number(row, norm[XW_NORM_CLASS_SIZE_STRETCH]);
        xw_row_number(row, norm[XW_NORM_CLASS_SIZE_LIMIT]);
        xw_row_number(row, norm[XW_NORM_SCHOOL_SIZE_MAX]);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

/* A point without a place is a null geometry. */
static enum xw_status put_point(struct xw_writer *w, struct xw_row *row, double x_m, double y_m)
{
    if (!isfinite(x_m) || !isfinite(y_m)) {
        xw_row_nulls(row, 1);
        return XW_OK;
    }
    struct xw_blob blob;
    enum xw_status status = xw_blob_of_point(&w->keep, w->srs_id, x_m, y_m, &blob);
    if (status == XW_OK) xw_row_blob(row, blob.bytes, blob.length);
    return status;
}

static enum xw_status put_outline(struct xw_writer *w, struct xw_row *row, const char *zone,
                                  const char *outline)
{
    struct xw_blob blob;
    struct xw_outline_plane plane = { w->srs.project, w->srs.self };
    enum xw_status status = XW_OUT_OF_RANGE;
    if (plane.project != NULL || w->srs.epsg == 0)
        status = xw_blob_of_outline(&w->keep, w->srs_id, outline, plane, &blob);
    if (status == XW_OK)
        xw_row_blob(row, blob.bytes, blob.length);
    else
        snprintf(w->file.trouble, sizeof w->file.trouble, "the outline of zone %s: %s", zone,
                 plane.project == NULL && w->srs.epsg != 0 ? "outlines in degrees need a projection"
                                                           : xw_status_text(status));
    return status;
}

static void put_town(struct xw_row *row, const struct xw_zones *zones, int32_t zone)
{
    int32_t town = zone == XW_NONE ? XW_NONE : zones->town[zone];
    xw_row_text(row, town == XW_NONE ? "" : zones->town_zh[town]);
    xw_row_text(row, town == XW_NONE ? "" : zones->town_en[town]);
}

static enum xw_status zone_rows(struct xw_writer *w, struct xw_row *row)
{
    const struct xw_zones *zones = &w->scenario->zones;
    enum xw_status status = XW_OK;
    for (int32_t z = 0; status == XW_OK && z < zones->count; z++) {
        if (zones->outline != NULL && zones->outline[z] != NULL)
            status = put_outline(w, row, zones->code[z], zones->outline[z]);
        else
            status = put_point(w, row, zones->x_m[z], zones->y_m[z]);
        if (status != XW_OK) return status;
        xw_row_text(row, zones->code[z]);
        xw_row_text(row, zones->name_zh[z]);
        xw_row_text(row, zones->name_en[z]);
        put_town(row, zones, z);
        xw_row_text(row, zones->group[z] == XW_NONE ? NULL : zones->group_name[zones->group[z]]);
        xw_row_text(row, xw_evidence_name(zones->evidence[z]));
        xw_row_number(row, zones->x_m[z]);
        xw_row_number(row, zones->y_m[z]);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static void put_open_year(struct xw_row *row, int16_t year)
{
    if (year == INT16_MIN || year == XW_NEVER)
        xw_row_nulls(row, 1);
    else
        xw_row_int(row, year);
}

static enum xw_status school_rows(struct xw_writer *w, struct xw_row *row)
{
    const struct xw_schools *schools = &w->scenario->schools;
    const struct xw_zones *zones = &w->scenario->zones;
    enum xw_status status = XW_OK;
    for (int32_t s = 0; status == XW_OK && s < schools->count; s++) {
        status = put_point(w, row, schools->x_m[s], schools->y_m[s]);
        if (status != XW_OK) return status;
        int32_t zone = schools->zone[s];
        xw_row_text(row, schools->code[s]);
        xw_row_text(row, schools->name_zh[s]);
        xw_row_text(row, schools->name_en[s]);
        xw_row_text(row, xw_sector_word(schools->sector[s]));
        xw_row_text(row, schools->school_code[s]);
        xw_row_text(row, zone == XW_NONE ? NULL : zones->code[zone]);
        put_town(row, zones, zone);
        put_open_year(row, schools->opens[s]);
        put_open_year(row, schools->closes[s]);
        xw_row_text(row, xw_evidence_name(schools->evidence[s]));
        xw_row_text(row, schools->cluster == NULL ? NULL : schools->cluster[s]);
        xw_row_int(row, schools->boarding[s]);
        xw_row_number(row, schools->x_m[s]);
        xw_row_number(row, schools->y_m[s]);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

/* Money spent between two calendar years; NaN when the table has no row that lies between them. A
 * row that reaches beyond them is not split: the plan does not say how. */
static double spend_between(const struct xw_spend *spend, int32_t project, int16_t from, int16_t to)
{
    double sum = NAN;
    for (int32_t i = 0; i < spend->count; i++)
        if (spend->project[i] == project && spend->from_year[i] >= from && spend->to_year[i] <= to)
            sum = isnan(sum) ? spend->cny[i] : sum + spend->cny[i];
    return sum;
}

/* Norm seats in the year a project opens; before the horizon, in its first year. */
static int32_t seats_on_opening(const struct xw_writer *w, int32_t project)
{
    const struct xw_timeline *t = w->timeline;
    const struct xw_projects *projects = &w->scenario->projects;
    if (!projects->counted[project] || t->years == 0) return 0;
    int32_t year = projects->opens_in[project] - t->first;
    if (year >= t->years) return 0;
    return t->project_seats[(ptrdiff_t)project * t->years + (year < 0 ? 0 : year)];
}

static int32_t zone_of_project(const struct xw_scenario *s, int32_t project)
{
    if (s->projects.zone[project] != XW_NONE) return s->projects.zone[project];
    int32_t school = s->projects.school[project];
    return school == XW_NONE ? XW_NONE : s->schools.zone[school];
}

static enum xw_status project_rows(struct xw_writer *w, struct xw_row *row)
{
    const struct xw_scenario *s = w->scenario;
    const struct xw_projects *p = &s->projects;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < p->count; i++) {
        xw_row_text(row, p->code[i]);
        xw_row_text(row, xw_project_kind_word(p->kind[i]));
        xw_row_text(row, xw_sector_word(p->sector[i]));
        xw_row_text(row,
                    p->stage_name[i] == XW_STAGE_NAMES ? "mixed" : xw_stage_word(p->stage_name[i]));
        xw_row_text(row, p->school[i] == XW_NONE ? NULL : s->schools.code[p->school[i]]);
        xw_row_count(row, p->classes[i]);
        xw_row_int(row, seats_on_opening(w, i));
        xw_row_number(row, p->cost_cny[i]);
        xw_row_number(row, spend_between(&s->spend, i, 2021, 2025));
        xw_row_int(row, p->opens[i]);
        xw_row_text(row, p->name_zh[i]);
        xw_row_text(row, p->name_en[i]);
        xw_row_text(row, xw_project_status_word(p->status[i]));
        xw_row_int(row, p->start_year[i]);
        xw_row_int(row, p->starts_in[i]);
        xw_row_int(row, p->opens_in[i]);
        xw_row_int(row, p->counted[i]);
        xw_row_count(row, p->classes_before[i]);
        xw_row_number(row, p->site_area_m2[i]);
        xw_row_number(row, p->floor_area_m2[i]);
        put_town(row, &s->zones, zone_of_project(s, i));
        xw_row_text(row, xw_evidence_name(p->evidence[i]));
        xw_row_count(row, p->line[i]);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static enum xw_status warning_rows(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->diag->doubts; i++) {
        const struct xw_doubt *doubt = &w->diag->doubt[i];
        xw_row_text(row, doubt->at.file == NULL ? "" : doubt->at.file);
        xw_row_count(row, doubt->at.line > 0 ? doubt->at.line : XW_NONE);
        xw_row_text(row, doubt->en);
        xw_row_text(row, doubt->code);
        xw_row_text(row, doubt->zh);
        xw_row_text(row, doubt->at.field);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

void xw_writer_put_stage(struct xw_row *row, const struct xw_scenario *s, int32_t stage)
{
    assert(stage >= XW_NONE && stage < s->stages.count);
    xw_row_text(row, stage == XW_NONE ? NULL : xw_stage_word(s->stages.stage[stage].name));
}

static enum xw_status published_rows(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->scenario->indicators; i++) {
        const struct xw_indicator *one = &w->scenario->indicator[i];
        xw_row_text(row, one->indicator);
        xw_row_text(row, one->place);
        xw_row_int(row, one->year);
        xw_writer_put_stage(row, w->scenario, one->stage);
        xw_row_number(row, one->value);
        xw_row_number(row, one->target);
        xw_row_text(row, xw_evidence_name(one->evidence));
        xw_row_text(row, one->source == NULL ? "" : one->source);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static enum xw_status table_rows(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->scenario->tables_with_evidence; i++) {
        const struct xw_table_evidence *table = &w->scenario->table_evidence[i];
        xw_row_text(row, table->table);
        xw_row_text(row, table->file);
        for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_row_int(row, table->rows[e]);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

static const char *layer_type(const struct xw_zones *zones)
{
    for (int32_t z = 0; z < zones->count; z++)
        if (zones->outline != NULL && zones->outline[z] != NULL) return "GEOMETRY";
    return "POINT";
}

/* Everything that does not wait for a result. Tables that others refer to come first. */
static enum xw_status begin(struct xw_writer *w)
{
    static const struct {
        const char *table;
        filler *rows;
    } known[] = {
        { "input", input_rows },          { "stages", stage_rows },
        { "zones", zone_rows },           { "schools", school_rows },
        { "projects", project_rows },     { "published", published_rows },
        { "table_evidence", table_rows }, { "setting", xw_writer_settings },
        { "norm", xw_writer_norms },
    };
    enum xw_status status = xw_geopackage_run(&w->file, schema, COUNT(schema));
    if (status == XW_OK && w->srs.epsg != 0)
        status = xw_geopackage_srs(&w->file, w->srs.epsg, w->srs.title, w->srs.wkt);
    for (int32_t i = 0; status == XW_OK && i < COUNT(known); i++)
        status = fill(w, known[i].table, known[i].rows);
    if (status == XW_OK) status = xw_writer_put_carried(w);
    if (status == XW_OK)
        status =
            xw_geopackage_spatial(&w->file, "zones", layer_type(&w->scenario->zones), w->srs_id);
    if (status == XW_OK) status = xw_geopackage_spatial(&w->file, "schools", "POINT", w->srs_id);
    for (int32_t i = 0; status == XW_OK && i < XW_GROWING; i++)
        status = xw_row_prepare(&w->file, growing[i], &w->row[i]);
    return status;
}

/* Close the file without a name; trouble stays to be read. */
static void discard(struct xw_writer *w)
{
    snprintf(w->trouble, sizeof w->trouble, "%s", w->file.trouble);
    for (int32_t i = 0; i < XW_GROWING; i++)
        xw_row_drop(&w->row[i]);
    xw_geopackage_free(&w->file);
}

enum xw_status xw_run_writer_open(struct xw_run_writer *writer, const char *path,
                                  const struct xw_scenario *scenario,
                                  const struct xw_timeline *timeline, const struct xw_diag *diag,
                                  const struct xw_run_srs *srs)
{
    writer->self = NULL;
    struct xw_writer *w = calloc(1, sizeof *w);
    if (w == NULL) return XW_NO_MEMORY;
    writer->self = w;
    w->scenario = scenario;
    w->timeline = timeline;
    w->diag = diag;
    if (srs != NULL) w->srs = *srs;
    w->srs_id = w->srs.epsg == 0 ? -1 : w->srs.epsg;
    enum xw_status status = xw_arena_init(&w->keep, (size_t)1 << 32);
    if (status == XW_OK) status = xw_geopackage_create(&w->file, path);
    if (status == XW_OK) status = begin(w);
    if (status != XW_OK) discard(w);
    return status;
}

/* A line of the key `options` is path=value, so that neither may break it. */
static bool fits_a_line(const char *path, const char *value)
{
    return path[0] != '\0' && strpbrk(path, "=\n") == NULL && strchr(value, '\n') == NULL;
}

enum xw_status xw_run_writer_option(struct xw_run_writer *writer, const char *path,
                                    const char *value)
{
    struct xw_writer *w = writer->self;
    w->trouble[0] = '\0';
    if (!fits_a_line(path, value)) {
        snprintf(w->trouble, sizeof w->trouble, "the option \"%s=%s\" is not path=value", path,
                 value);
        return XW_OUT_OF_RANGE;
    }
    struct xw_run_key option = { xw_arena_text(&w->keep, path), xw_arena_text(&w->keep, value) };
    if (option.key == NULL || option.value == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < w->options; i++)
        if (strcmp(w->option[i].key, path) == 0) {
            w->option[i] = option;
            return XW_OK;
        }
    if (w->options == w->option_room) {
        int32_t room = w->option_room == 0 ? 16 : 2 * w->option_room;
        struct xw_run_key *more = XW_TAKE(&w->keep, room, struct xw_run_key);
        if (more == NULL) return XW_NO_MEMORY;
        if (w->options > 0) memcpy(more, w->option, (size_t)w->options * sizeof *more);
        w->option = more;
        w->option_room = room;
    }
    w->option[w->options++] = option;
    return XW_OK;
}

const char *xw_run_writer_id(struct xw_run_writer *writer)
{
    struct xw_writer *w = writer->self;
    struct xw_provenance from;
    if (xw_provenance_make(&w->keep, w->scenario, w->options, w->option, &from) != XW_OK)
        return NULL;
    for (int32_t i = 0; i < from.keys; i++)
        if (strcmp(from.key[i].key, "run_id") == 0) return from.key[i].value;
    return NULL;
}

static enum xw_status take_gap(void *self, const struct xw_gap_row *gap)
{
    return xw_run_writer_gap(&(struct xw_run_writer){ self }, gap, NULL);
}

void xw_writer_put_school(struct xw_row *row, const struct xw_scenario *s, int32_t school)
{
    assert(school >= XW_NONE && school < s->schools.count);
    xw_row_text(row, school == XW_NONE ? NULL : s->schools.code[school]);
}

static void put_zone(struct xw_row *row, const struct xw_scenario *s, int32_t zone)
{
    assert(zone >= XW_NONE && zone < s->zones.count);
    xw_row_text(row, zone == XW_NONE ? NULL : s->zones.code[zone]);
}

static enum xw_status take_school(void *self, const struct xw_school_row *school)
{
    return xw_run_writer_school(&(struct xw_run_writer){ self }, school, NULL);
}

static enum xw_status take_class(void *self, const struct xw_class_row *one)
{
    struct xw_writer *w = self;
    struct xw_row *row = &w->row[XW_GROWS_CLASS];
    xw_writer_put_school(row, w->scenario, one->school);
    xw_row_int(row, one->year);
    xw_row_int(row, xw_stages_grade(&w->scenario->stages, one->row));
    xw_row_int(row, one->pupils);
    xw_row_int(row, one->classes);
    xw_row_int(row, one->smallest);
    xw_row_int(row, one->largest);
    xw_writer_put_stage(row, w->scenario, one->stage);
    return xw_row_end(&w->file, row);
}

static enum xw_status take_flow(void *self, const struct xw_flow_row *flow)
{
    struct xw_writer *w = self;
    struct xw_row *row = &w->row[XW_GROWS_FLOW];
    xw_row_int(row, flow->year);
    put_zone(row, w->scenario, flow->zone);
    xw_writer_put_stage(row, w->scenario, flow->stage);
    xw_row_text(row, flow->tier);
    xw_writer_put_school(row, w->scenario, flow->school);
    xw_row_int(row, flow->pupils);
    xw_row_count(row, flow->metres);
    xw_row_text(row, flow->reason);
    return xw_row_end(&w->file, row);
}

static enum xw_status take_project(void *self, const struct xw_project_row *project)
{
    return xw_run_writer_project(&(struct xw_run_writer){ self }, project, NAN);
}

static enum xw_status take_measure(void *self, const struct xw_measure_row *measure)
{
    struct xw_writer *w = self;
    struct xw_row *row = &w->row[XW_GROWS_MEASURE];
    xw_row_text(row, measure->place);
    xw_row_int(row, measure->year);
    xw_row_text(row, measure->measure);
    xw_row_number(row, measure->value);
    xw_row_number(row, measure->target);
    xw_row_text(row, measure->status);
    return xw_row_end(&w->file, row);
}

static enum xw_status take_population(void *self, const struct xw_population_row *people)
{
    struct xw_writer *w = self;
    struct xw_row *row = &w->row[XW_GROWS_POPULATION];
    put_zone(row, w->scenario, people->zone);
    xw_row_int(row, people->year);
    if (people->residency == NULL)
        xw_row_nulls(row, 1); /* not told apart */
    else
        xw_row_text(row, people->residency);
    xw_row_text(row, people->age);
    xw_row_number(row, people->persons);
    return xw_row_end(&w->file, row);
}

static enum xw_status take_evidence(void *self, const struct xw_evidence_row *evidence)
{
    struct xw_writer *w = self;
    struct xw_row *row = &w->row[XW_GROWS_EVIDENCE];
    xw_row_text(row, evidence->weight);
    xw_writer_put_stage(row, w->scenario, evidence->stage);
    xw_row_int(row, evidence->year);
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        xw_row_number(row, evidence->share[e]);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_effect(struct xw_run_writer *writer, const struct xw_effect_row *one)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_EFFECT];
    xw_row_text(row, xw_left_out_word(one->left_out));
    if (one->project == XW_NONE)
        xw_row_nulls(row, 1);
    else
        xw_row_text(row, w->scenario->projects.code[one->project]);
    xw_row_int(row, one->year);
    xw_writer_put_stage(row, w->scenario, one->stage);
    xw_row_text(row, xw_scope_word(one->scope));
    xw_row_int(row, one->demand);
    xw_row_int(row, one->seats);
    xw_row_int(row, one->local_gap);
    xw_row_int(row, one->net_gap);
    xw_row_int(row, one->unplaced);
    xw_row_int(row, one->surplus);
    return xw_row_end(&w->file, row);
}

struct xw_sink xw_run_writer_sink(struct xw_run_writer *writer)
{
    return (struct xw_sink){ .self = writer->self,
                             .gap = take_gap,
                             .school = take_school,
                             .class_ = take_class,
                             .flow = take_flow,
                             .project = take_project,
                             .measure = take_measure,
                             .population = take_population,
                             .evidence = take_evidence };
}

enum xw_status xw_run_writer_finish(struct xw_run_writer *writer)
{
    struct xw_writer *w = writer->self;
    enum xw_status status = fill(w, "run", run_rows);
    /* The years themselves may have raised doubts. */
    if (status == XW_OK) status = fill(w, "warnings", warning_rows);
    if (status == XW_OK)
        status = xw_geopackage_run(&w->file, register_years,
                                   (int32_t)(sizeof register_years / sizeof *register_years));
    for (int32_t i = 0; i < XW_GROWING; i++)
        xw_row_drop(&w->row[i]);
    if (status == XW_OK) status = xw_geopackage_finish(&w->file);
    discard(w);
    return status;
}

void xw_run_writer_free(struct xw_run_writer *writer)
{
    struct xw_writer *w = writer->self;
    if (w == NULL) return;
    discard(w);
    xw_arena_free(&w->keep);
    free(w);
    writer->self = NULL;
}

const char *xw_run_writer_trouble(const struct xw_run_writer *writer)
{
    const struct xw_writer *w = writer->self;
    if (w == NULL) return "";
    return w->trouble[0] != '\0' ? w->trouble : w->file.trouble;
}
