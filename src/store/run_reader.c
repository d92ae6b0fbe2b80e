#include "xuewei/run_reader.h"
#include "xuewei/geometry_blob.h"
#include "xuewei/provenance.h"
#include "xuewei/sql_rows.h"
#include "xuewei/text.h"
#include "reader.h"
#include "sql.h"
#include <stdio.h>
#include <string.h>

static const char *const statements[] = { XW_SQL_READ };

/* The next column as one of a list of words. */
#define NEXT_NAMED(type, name, of_value, count)                                                    \
    type xw_reader_##name(struct xw_sql_rows *r)                                                   \
    {                                                                                              \
        const char *text = xw_sql_rows_text(r);                                                    \
        for (int i = 0; i < (int)(count); i++)                                                     \
            if (strcmp(of_value((type)i), text) == 0) return (type)i;                              \
        xw_sql_rows_fault(r, XW_STORE_FAILED, "there is no " #name, text);                         \
        return (type)0;                                                                            \
    }
NEXT_NAMED(enum xw_evidence, evidence, xw_evidence_name, XW_EVIDENCE_COUNT)
NEXT_NAMED(enum xw_level, level, xw_level_word, XW_LEVEL_ZONE + 1)
NEXT_NAMED(enum xw_scope, scope, xw_scope_word, XW_SCOPE_ALL + 1)
NEXT_NAMED(enum xw_quantity, quantity, xw_quantity_word, XW_QUANTITIES)
NEXT_NAMED(enum xw_left_out, left_out, xw_left_out_word, XW_LEFT_OUTS)

/* A code that a row of results cannot do without. */
int32_t xw_reader_row(struct xw_sql_rows *r, enum xw_sql_rows_code of)
{
    int32_t row = xw_sql_rows_row(r, of);
    if (row == XW_NONE)
        xw_sql_rows_fault(r, XW_STORE_FAILED, "a code is missing in table", r->table);
    return row;
}

static void read_key(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    run->key[i].key = xw_sql_rows_text(r);
    run->key[i].value = xw_sql_rows_text(r);
}

static void read_stage(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_stage *stage = &run->stage[i];
    const char *name = xw_sql_rows_code(r, XW_ROWS_STAGE, i);
    int32_t known = XW_NONE;
    for (int n = 0; n < XW_STAGE_NAMES; n++)
        if (strcmp(xw_stage_word((enum xw_stage_name)n), name) == 0) known = n;
    if (known == XW_NONE) xw_sql_rows_fault(r, XW_STORE_FAILED, "there is no stage", name);
    stage->name = known == XW_NONE ? XW_NURSERY : (enum xw_stage_name)known;
    stage->first_age = xw_sql_rows_count(r);
    stage->grades = xw_sql_rows_count(r);
    stage->first_grade = xw_sql_rows_count(r);
    stage->city = xw_sql_rows_flag(r);
    stage->class_norm = xw_sql_rows_number(r);
    stage->class_stretch = xw_sql_rows_number(r);
    stage->class_limit = xw_sql_rows_number(r);
    stage->school_size_max = xw_sql_rows_number(r);
}

static const char *next_outline(struct xw_sql_rows *r)
{
    struct xw_blob blob;
    blob.bytes = xw_sql_rows_blob(r, &blob.length);
    if (blob.bytes == NULL) return NULL;
    const char *outline = NULL;
    enum xw_status status = xw_blob_to_outline(r->keep, blob, &outline);
    if (status != XW_OK)
        xw_sql_rows_fault(r, status, "a geometry cannot be read:", xw_status_text(status));
    return outline;
}

static void read_zone(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_zone *zone = &run->zone[i];
    zone->code = xw_sql_rows_code(r, XW_ROWS_ZONE, i);
    zone->name_zh = xw_sql_rows_text(r);
    zone->name_en = xw_sql_rows_text(r);
    zone->town_zh = xw_sql_rows_text(r);
    zone->town_en = xw_sql_rows_text(r);
    zone->group = xw_sql_rows_text(r);
    zone->x_m = xw_sql_rows_number(r);
    zone->y_m = xw_sql_rows_number(r);
    zone->outline = next_outline(r);
    zone->evidence = xw_reader_evidence(r);
}

static void read_school(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_school *school = &run->school[i];
    school->code = xw_sql_rows_code(r, XW_ROWS_SCHOOL, i);
    school->name_zh = xw_sql_rows_text(r);
    school->name_en = xw_sql_rows_text(r);
    school->sector = xw_sql_rows_text(r);
    school->town_zh = xw_sql_rows_text(r);
    school->town_en = xw_sql_rows_text(r);
    school->x_m = xw_sql_rows_number(r);
    school->y_m = xw_sql_rows_number(r);
    school->evidence = xw_reader_evidence(r);
    school->school_code = xw_sql_rows_text(r);
    school->zone = xw_sql_rows_row(r, XW_ROWS_ZONE);
    school->opens = xw_sql_rows_year(r);
    school->closes = xw_sql_rows_year(r);
    school->cluster = xw_sql_rows_text(r);
    school->boarding = xw_sql_rows_flag(r);
}

static void read_project(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_project *project = &run->project[i];
    project->code = xw_sql_rows_code(r, XW_ROWS_PROJECT, i);
    project->name_zh = xw_sql_rows_text(r);
    project->name_en = xw_sql_rows_text(r);
    project->kind = xw_sql_rows_text(r);
    project->sector = xw_sql_rows_text(r);
    project->stage = xw_sql_rows_text(r);
    project->status = xw_sql_rows_text(r);
    project->school = xw_sql_rows_text(r);
    project->town_zh = xw_sql_rows_text(r);
    project->town_en = xw_sql_rows_text(r);
    project->classes_named = xw_sql_rows_count(r);
    project->classes_before = xw_sql_rows_count(r);
    project->seats_added = xw_sql_rows_count(r);
    project->cost_cny = xw_sql_rows_number(r);
    project->spend_2021_2025_cny = xw_sql_rows_number(r);
    project->site_area_m2 = xw_sql_rows_number(r);
    project->floor_area_m2 = xw_sql_rows_number(r);
    project->start_year = xw_sql_rows_year(r);
    project->opens = xw_sql_rows_year(r);
    project->starts_in = xw_sql_rows_year(r);
    project->opens_in = xw_sql_rows_year(r);
    project->counted = xw_sql_rows_flag(r);
    project->evidence = xw_reader_evidence(r);
    project->line = xw_sql_rows_count(r);
}

static void read_gap(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_gap *gap = &run->gap[i];
    gap->level = xw_reader_level(r);
    gap->place = xw_sql_rows_text(r);
    gap->year = xw_sql_rows_year(r);
    gap->stage = xw_reader_row(r, XW_ROWS_STAGE);
    gap->scope = xw_reader_scope(r);
    gap->demand = xw_sql_rows_count(r);
    gap->seats = xw_sql_rows_count(r);
    gap->design = xw_sql_rows_count(r);
    gap->compliant = xw_sql_rows_count(r);
    gap->local_gap = xw_sql_rows_count(r);
    gap->net_gap = xw_sql_rows_count(r);
    gap->unplaced = xw_sql_rows_count(r);
    gap->surplus = xw_sql_rows_count(r);
    gap->spread.p10 = xw_sql_rows_number(r);
    gap->spread.p50 = xw_sql_rows_number(r);
    gap->spread.p90 = xw_sql_rows_number(r);
    gap->spread.p_short = xw_sql_rows_number(r);
    gap->spread.expected_short = xw_sql_rows_number(r);
}

static void read_school_year(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_school_year *year = &run->school_year[i];
    year->school = xw_reader_row(r, XW_ROWS_SCHOOL);
    year->stage = xw_reader_row(r, XW_ROWS_STAGE);
    year->year = xw_sql_rows_year(r);
    year->rooms = xw_sql_rows_count(r);
    year->rooms_used = xw_sql_rows_count(r);
    year->seats_norm = xw_sql_rows_count(r);
    year->seats_stretch = xw_sql_rows_count(r);
    year->seats_design = xw_sql_rows_count(r);
    year->seats_compliant = xw_sql_rows_count(r);
    year->pupils = xw_sql_rows_count(r);
    year->classes = xw_sql_rows_count(r);
    year->largest_class = xw_sql_rows_count(r);
    year->classes_over_norm = xw_sql_rows_count(r);
    year->classes_56 = xw_sql_rows_count(r);
    year->classes_66 = xw_sql_rows_count(r);
    year->over_size = xw_sql_rows_count(r);
    year->demand = xw_sql_rows_count(r);
    year->utilisation = xw_sql_rows_number(r);
    year->warning = xw_sql_rows_text(r);
    year->reason = xw_sql_rows_text(r);
    year->intake_plan = xw_sql_rows_count(r);
    year->special_rooms_used = xw_sql_rows_count(r);
    year->prefab_rooms_used = xw_sql_rows_count(r);
    year->sister_rooms_used = xw_sql_rows_count(r);
    year->limit_raised_to = xw_sql_rows_count(r);
    year->spread.p10 = xw_sql_rows_number(r);
    year->spread.p50 = xw_sql_rows_number(r);
    year->spread.p90 = xw_sql_rows_number(r);
    year->spread.p_over = xw_sql_rows_number(r);
}

static void read_class_year(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_class_year *year = &run->class_year[i];
    year->school = xw_reader_row(r, XW_ROWS_SCHOOL);
    year->stage = xw_reader_row(r, XW_ROWS_STAGE);
    year->grade = xw_sql_rows_count(r);
    year->year = xw_sql_rows_year(r);
    year->pupils = xw_sql_rows_count(r);
    year->classes = xw_sql_rows_count(r);
    year->smallest = xw_sql_rows_count(r);
    year->largest = xw_sql_rows_count(r);
}

static void read_flow(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_flow *flow = &run->flow[i];
    flow->year = xw_sql_rows_year(r);
    flow->zone = xw_sql_rows_row(r, XW_ROWS_ZONE);
    flow->stage = xw_reader_row(r, XW_ROWS_STAGE);
    flow->school = xw_sql_rows_row(r, XW_ROWS_SCHOOL);
    flow->pupils = xw_sql_rows_count(r);
    flow->metres = xw_sql_rows_count(r);
    flow->tier = xw_sql_rows_text(r);
    flow->reason = xw_sql_rows_text(r);
}

static void read_project_year(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_project_year *year = &run->project_year[i];
    year->project = xw_reader_row(r, XW_ROWS_PROJECT);
    year->seats_added = xw_sql_rows_count(r);
    year->year = xw_sql_rows_year(r);
    year->spend_cny = xw_sql_rows_number(r);
    year->open = xw_sql_rows_flag(r);
    year->p_open = xw_sql_rows_number(r);
}

static void read_measure(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_measure *measure = &run->measure[i];
    measure->place = xw_sql_rows_text(r);
    measure->measure = xw_sql_rows_text(r);
    measure->status = xw_sql_rows_text(r);
    measure->year = xw_sql_rows_year(r);
    measure->value = xw_sql_rows_number(r);
    measure->target = xw_sql_rows_number(r);
}

static void read_register_year(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    run->register_year[i] = (struct xw_run_register_year){
        .code = xw_sql_rows_text(r),
        .basis = xw_sql_rows_text(r),
        .status = xw_sql_rows_text(r),
        .year = xw_sql_rows_year(r),
        .value = xw_sql_rows_number(r),
        .target = xw_sql_rows_number(r),
    };
}

static void read_population(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_population *people = &run->population[i];
    people->year = xw_sql_rows_year(r);
    people->zone = xw_reader_row(r, XW_ROWS_ZONE);
    people->age = xw_sql_rows_text(r);
    people->persons = xw_sql_rows_number(r);
}

static void read_evidence(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_evidence *evidence = &run->evidence[i];
    evidence->weight = xw_sql_rows_text(r);
    evidence->stage = xw_reader_row(r, XW_ROWS_STAGE);
    evidence->year = xw_sql_rows_year(r);
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        evidence->share[e] = xw_sql_rows_number(r);
}

static void read_published(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_published *published = &run->published[i];
    published->indicator = xw_sql_rows_text(r);
    published->place = xw_sql_rows_text(r);
    published->source = xw_sql_rows_text(r);
    published->year = xw_sql_rows_year(r);
    published->stage = xw_sql_rows_row(r, XW_ROWS_STAGE);
    published->value = xw_sql_rows_number(r);
    published->target = xw_sql_rows_number(r);
    published->evidence = xw_reader_evidence(r);
}

static void read_table(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_table *table = &run->table[i];
    table->table = xw_sql_rows_text(r);
    table->file = xw_sql_rows_text(r);
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        table->rows[e] = xw_sql_rows_count(r);
}

static void read_warning(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_warning *warning = &run->warning[i];
    warning->file = xw_sql_rows_text(r);
    warning->code = xw_sql_rows_text(r);
    warning->text_zh = xw_sql_rows_text(r);
    warning->text_en = xw_sql_rows_text(r);
    warning->line = xw_sql_rows_count(r);
}

static void read_effect(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_effect_row *effect = &run->effect[i];
    effect->left_out = xw_reader_left_out(r);
    effect->project = xw_sql_rows_row(r, XW_ROWS_PROJECT);
    effect->year = xw_sql_rows_year(r);
    effect->stage = xw_reader_row(r, XW_ROWS_STAGE);
    effect->scope = xw_reader_scope(r);
    effect->demand = xw_sql_rows_count(r);
    effect->seats = xw_sql_rows_count(r);
    effect->local_gap = xw_sql_rows_count(r);
    effect->net_gap = xw_sql_rows_count(r);
    effect->unplaced = xw_sql_rows_count(r);
    effect->surplus = xw_sql_rows_count(r);
}

/* Take room for count rows. */
#define TABLE(member, type)                                                                        \
    static bool take_##member(struct xw_run *run, struct xw_arena *keep, int32_t count)            \
    {                                                                                              \
        run->member##_count = count;                                                               \
        run->member = XW_TAKE(keep, count, struct type);                                           \
        return run->member != NULL;                                                                \
    }
TABLE(key, xw_run_key)
TABLE(stage, xw_run_stage)
TABLE(zone, xw_run_zone)
TABLE(school, xw_run_school)
TABLE(project, xw_run_project)
TABLE(gap, xw_run_gap)
TABLE(school_year, xw_run_school_year)
TABLE(class_year, xw_run_class_year)
TABLE(flow, xw_run_flow)
TABLE(project_year, xw_run_project_year)
TABLE(measure, xw_run_measure)
TABLE(population, xw_run_population)
TABLE(evidence, xw_run_evidence)
TABLE(published, xw_run_published)
TABLE(table, xw_run_table)
TABLE(warning, xw_run_warning)
TABLE(quantile, xw_quantile_row)
TABLE(risk, xw_risk_row)
TABLE(service, xw_service_row)
TABLE(assumption, xw_assumption_row)
TABLE(draw, xw_draw_row)
TABLE(effect, xw_effect_row)
TABLE(setting, xw_run_setting)
TABLE(norm, xw_run_norm)
TABLE(register_year, xw_run_register_year)

/* In the order of read.sql; tables that others refer to come first. */
static const struct {
    const char *name;
    bool (*take)(struct xw_run *run, struct xw_arena *keep, int32_t count);
    void (*read)(struct xw_sql_rows *r, struct xw_run *run, int32_t row);
    int32_t since; /* the schema that brought it */
} tables[] = {
    { "run", take_key, read_key, 1 },
    { "stages", take_stage, read_stage, 1 },
    { "zones", take_zone, read_zone, 1 },
    { "schools", take_school, read_school, 1 },
    { "projects", take_project, read_project, 1 },
    { "gap_year", take_gap, read_gap, 1 },
    { "school_year", take_school_year, read_school_year, 1 },
    { "class_year", take_class_year, read_class_year, 1 },
    { "flow_year", take_flow, read_flow, 1 },
    { "project_year", take_project_year, read_project_year, 1 },
    { "measure_year", take_measure, read_measure, 1 },
    { "population_year", take_population, read_population, 1 },
    { "evidence_share", take_evidence, read_evidence, 1 },
    { "published", take_published, read_published, 1 },
    { "table_evidence", take_table, read_table, 1 },
    { "warnings", take_warning, read_warning, 1 },
    { "quantile_year", take_quantile, xw_reader_quantile, 2 },
    { "risk", take_risk, xw_reader_risk, 2 },
    { "service_year", take_service, xw_reader_service, 2 },
    { "assumption", take_assumption, xw_reader_assumption, 2 },
    { "draw", take_draw, xw_reader_draw, 2 },
    { "project_effect", take_effect, read_effect, 3 },
    { "setting", take_setting, xw_reader_setting, 3 },
    { "norm", take_norm, xw_reader_norm, 3 },
    { "register_year", take_register_year, read_register_year, 3 },
};
#define COUNT(array) ((int32_t)(sizeof(array) / sizeof *(array)))
_Static_assert(sizeof statements / sizeof *statements == sizeof tables / sizeof *tables,
               "read.sql has one statement a table");

int32_t xw_reader_asked(struct xw_sql_rows *r, const char *table, const char *sql)
{
    xw_sql_rows_begin(r, table, sql);
    return xw_sql_rows_next(r) ? xw_sql_rows_count(r) : XW_NONE;
}

static void read_whole(struct xw_sql_rows *r, struct xw_run *run, int32_t table)
{
    char sql[80];
    const char *name = tables[table].name;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", name);
    int32_t count = xw_reader_asked(r, name, sql), i = 0;
    if (r->status == XW_OK && !tables[table].take(run, r->keep, count))
        xw_sql_rows_fault(r, XW_NO_MEMORY, "memory is used up by table", name);
    xw_sql_rows_begin(r, name, statements[table]);
    while (i < count && xw_sql_rows_next(r))
        tables[table].read(r, run, i++);
    if (r->status == XW_OK && (i < count || xw_sql_rows_next(r)))
        xw_sql_rows_fault(r, XW_STORE_FAILED, "the rows cannot be counted in table", name);
}

static const char *value_of(const struct xw_run *run, const char *key)
{
    for (int32_t i = 0; i < run->key_count; i++)
        if (strcmp(run->key[i].key, key) == 0) return run->key[i].value;
    return NULL;
}

static const char *needed(struct xw_sql_rows *r, const struct xw_run *run, const char *key)
{
    const char *value = value_of(run, key);
    if (value == NULL) xw_sql_rows_fault(r, XW_STORE_FAILED, "there is no key", key);
    return value == NULL ? "" : value;
}

static int32_t needed_between(struct xw_sql_rows *r, const struct xw_run *run, const char *key,
                              int32_t least, int32_t most)
{
    int32_t value = least;
    const char *text = needed(r, run, key);
    if (!xw_text_to_int32(text, &value) || value < least || value > most) {
        char what[64];
        snprintf(what, sizeof what, "%s cannot be", key);
        xw_sql_rows_fault(r, XW_STORE_FAILED, what, text);
    }
    return value;
}

/* A GeoPackage of somebody else, or our own of another kind, is refused before anything is read of
 * it; a newer schema before its tables are. */
static void check_kind(struct xw_sql_rows *r)
{
    int32_t ours = xw_reader_asked(r, "sqlite_schema",
                                   "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
                                   "name IN ('run', 'input', 'gap_year')");
    if (r->status == XW_OK && ours != 3)
        xw_sql_rows_refuse(r, XW_STORE_FOREIGN,
                           "the file is a GeoPackage, but not a run of this program");
}

/* Returns the file's schema. */
static int32_t check_version(struct xw_sql_rows *r, const struct xw_run *run)
{
    if (r->status != XW_OK) return 0;
    const char *program = value_of(run, "program");
    if (program == NULL || strcmp(program, XW_RUN_PROGRAM) != 0) {
        xw_sql_rows_refuse(r, XW_STORE_FOREIGN,
                           "the file is a GeoPackage, but not a run of this program");
        return 0;
    }
    int32_t schema = needed_between(r, run, "schema_version", 1, INT32_MAX);
    if (r->status != XW_OK || schema <= XW_RUN_SCHEMA) return schema;
    char what[256];
    snprintf(what, sizeof what,
             "the file has schema %d, written by %s %s; this program, %s, reads up to schema %d",
             (int)schema, XW_RUN_PROGRAM, needed(r, run, "program_version"), XW_VERSION,
             XW_RUN_SCHEMA);
    xw_sql_rows_refuse(r, XW_STORE_NEWER, what);
    return schema;
}

static void read_about(struct xw_sql_rows *r, struct xw_run *run)
{
    run->name = needed(r, run, "scenario");
    run->title_zh = needed(r, run, "title_zh");
    run->title_en = needed(r, run, "title_en");
    run->place_zh = needed(r, run, "place_zh");
    run->place_en = needed(r, run, "place_en");
    run->first = (int16_t)needed_between(r, run, "first", INT16_MIN, INT16_MAX);
    run->last = (int16_t)needed_between(r, run, "last", run->first, INT16_MAX);
    run->replicates = needed_between(r, run, "replicates", 0, INT32_MAX);
    run->id = xw_arena_format(r->keep, "%.8s", needed(r, run, "run_id"));
    run->path = xw_arena_text(r->keep, r->path);
    if (run->id == NULL || run->path == NULL)
        xw_sql_rows_fault(r, XW_NO_MEMORY, "memory is used up by table", "run");
}

/* Gaps are looked up by place, year, stage and scope: an open hash table of their rows, at most
 * half full, with the first of equal rows. */
static uint32_t gap_hash(enum xw_level level, const char *place, int16_t year, int32_t stage,
                         enum xw_scope scope)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (const char *at = place; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    const int parts[] = { (int)level, year & 0xff, stage, (int)scope };
    for (int i = 0; i < 4; i++)
        hash = (hash ^ (uint32_t)parts[i]) * 16777619u;
    return hash;
}

static bool is_gap_of(const struct xw_run_gap *gap, enum xw_level level, const char *place,
                      int16_t year, int32_t stage, enum xw_scope scope)
{
    return gap->level == level && gap->year == year && gap->stage == stage && gap->scope == scope &&
           strcmp(gap->place, place) == 0;
}

static void index_gaps(struct xw_sql_rows *r, struct xw_run *run)
{
    if (r->status != XW_OK) return;
    int32_t slots = 2;
    while (slots / 2 < run->gap_count)
        slots *= 2;
    int32_t *slot = XW_TAKE(r->keep, slots, int32_t);
    if (slot == NULL) {
        xw_sql_rows_fault(r, XW_NO_MEMORY, "memory is used up by table", "gap_year");
        return;
    }
    for (int32_t i = 0; i < slots; i++)
        slot[i] = XW_NONE;
    for (int32_t i = 0; i < run->gap_count; i++) {
        const struct xw_run_gap *g = &run->gap[i];
        uint32_t at = gap_hash(g->level, g->place, g->year, g->stage, g->scope);
        while (slot[at & (uint32_t)(slots - 1)] != XW_NONE)
            at++;
        slot[at & (uint32_t)(slots - 1)] = i;
    }
    run->gap_slots = slots;
    run->gap_slot = slot;
}

enum xw_status xw_run_load(const char *path, struct xw_arena *keep, struct xw_run *out,
                           const char **trouble)
{
    struct xw_sql_rows rows;
    struct xw_run run = { 0 };
    if (xw_sql_rows_open(&rows, path, keep) == XW_OK) {
        check_kind(&rows);
        read_whole(&rows, &run, 0);
        int32_t schema = check_version(&rows, &run);
        if (rows.status == XW_OK) read_about(&rows, &run);
        for (int32_t t = 1; rows.status == XW_OK && t < COUNT(tables); t++)
            if (tables[t].since <= schema) read_whole(&rows, &run, t);
        if (rows.status == XW_OK) xw_reader_carried(&rows, &run, schema);
        if (rows.status == XW_OK) xw_reader_input_rows(&rows, &run);
        index_gaps(&rows, &run);
    }
    *trouble = rows.status == XW_OK ? NULL : xw_arena_text(keep, rows.trouble);
    if (rows.status != XW_OK && *trouble == NULL) *trouble = "memory is used up";
    if (rows.status == XW_OK) *out = run;
    xw_sql_rows_close(&rows);
    return rows.status;
}

const struct xw_run_gap *xw_run_gap_at(const struct xw_run *run, enum xw_level level,
                                       const char *place, int16_t year, int32_t stage,
                                       enum xw_scope scope)
{
    if (run->gap_slots == 0) { /* a run that was not loaded */
        for (int32_t i = 0; i < run->gap_count; i++)
            if (is_gap_of(&run->gap[i], level, place, year, stage, scope)) return &run->gap[i];
        return NULL;
    }
    uint32_t at = gap_hash(level, place, year, stage, scope), mask = (uint32_t)run->gap_slots - 1;
    for (int32_t i; (i = run->gap_slot[at & mask]) != XW_NONE; at++)
        if (is_gap_of(&run->gap[i], level, place, year, stage, scope)) return &run->gap[i];
    return NULL;
}
