#include "xuewei/codes.h"
#include "xuewei/draft.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int32_t or_none(int32_t value)
{
    return value == XW_MISSING ? XW_NONE : value;
}

static enum xw_status take_columns(struct xw_draft *draft, int32_t count)
{
    struct xw_projects *p = &draft->out->projects;
    struct xw_arena *keep = draft->keep;
    p->code = XW_TAKE(keep, count, const char *);
    p->name_zh = XW_TAKE(keep, count, const char *);
    p->name_en = XW_TAKE(keep, count, const char *);
    uint8_t **bytes[] = { &p->kind,   &p->sector,     &p->opening, &p->old_site,
                          &p->status, &p->stage_name, &p->evidence };
    int32_t **wholes[] = { &p->school,     &p->stage,     &p->classes,        &p->classes_before,
                           &p->zone,       &p->to_school, &p->to_stage,       &p->meanwhile,
                           &p->rooms_lost, &p->line,      &p->meanwhile_rooms };
    double **numbers[] = { &p->lon_deg,  &p->lat_deg,      &p->x_m,          &p->y_m,
                           &p->cost_cny, &p->site_area_m2, &p->floor_area_m2 };
    int16_t **years[] = { &p->start_year, &p->opens, &p->opens_in, &p->starts_in };
    p->counted = XW_TAKE(keep, count, bool);
    bool taken = p->code != NULL && p->name_zh != NULL && p->name_en != NULL && p->counted != NULL;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        taken = (*bytes[i] = XW_TAKE(keep, count, uint8_t)) != NULL && taken;
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        taken = (*wholes[i] = XW_TAKE(keep, count, int32_t)) != NULL && taken;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        taken = (*numbers[i] = XW_TAKE(keep, count, double)) != NULL && taken;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        taken = (*years[i] = XW_TAKE(keep, count, int16_t)) != NULL && taken;
    return taken ? XW_OK : XW_NO_MEMORY;
}

/* What belongs to other kinds. */
static void check_kind(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    int32_t kind = xw_rows_whole(rows, XW_COL_PROJECTS_KIND, row);
    int32_t opening = xw_rows_whole(rows, XW_COL_PROJECTS_OPENING, row);
    int32_t old_site = xw_rows_whole(rows, XW_COL_PROJECTS_OLD_SITE, row);
    int32_t lost = xw_rows_whole(rows, XW_COL_PROJECTS_ROOMS_LOST, row);
    int32_t before = xw_rows_whole(rows, XW_COL_PROJECTS_CLASSES_BEFORE, row);
    if (opening == XW_OPENS_TAKES_OVER && kind != XW_PROJECT_RELOCATION)
        xw_draft_refuse(draft, XW_COL_PROJECTS_OPENING, row,
                        "entry_grade, all_grades; a relocation alone takes over the pupils");
    if (opening != XW_MISSING && opening != XW_OPENS_TAKES_OVER && kind == XW_PROJECT_RELOCATION)
        xw_draft_refuse(draft, XW_COL_PROJECTS_OPENING, row,
                        "takes_over: the pupils of a relocation move with their school");
    if (old_site != XW_MISSING && kind != XW_PROJECT_RELOCATION && kind != XW_PROJECT_MERGER)
        xw_draft_refuse(draft, XW_COL_PROJECTS_OLD_SITE, row,
                        "nothing: a relocation or a merger alone has an old site");
    if (lost != XW_MISSING && lost > 0 && kind != XW_PROJECT_REBUILD)
        xw_draft_refuse(draft, XW_COL_PROJECTS_ROOMS_LOST, row,
                        "nothing: a rebuild alone takes rooms away");
    if (before != XW_MISSING && before > 0 && kind == XW_PROJECT_NEW)
        xw_draft_refuse(draft, XW_COL_PROJECTS_CLASSES_BEFORE, row,
                        "nothing: a new school has no classes before it");
}

/* A project that counts for a stage of the scenario has a school. */
static void check_school(struct xw_draft *draft, int32_t row, int32_t i)
{
    const struct xw_projects *p = &draft->out->projects;
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    if (xw_rows_text(rows, XW_COL_PROJECTS_SCHOOL, row) != NULL) return;
    bool counts = p->classes[i] != XW_NONE || p->kind[i] == XW_PROJECT_CLOSURE ||
                  p->kind[i] == XW_PROJECT_MERGER;
    if (counts && p->stage_name[i] != XW_STAGE_NAMES)
        xw_draft_refuse(
            draft, XW_COL_PROJECTS_SCHOOL, row,
            "the code of a school: a project with classes, a closure or a merger has one");
}

static int32_t usual_opening(int32_t opening, int32_t kind)
{
    if (opening != XW_MISSING) return opening;
    return kind == XW_PROJECT_RELOCATION ? XW_OPENS_TAKES_OVER : XW_OPENS_ENTRY_GRADE;
}

/* x_m and y_m, or lon and lat, of a row; one without the other says nothing. */
static void check_point(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    static const enum xw_column pair[2][2] = { { XW_COL_PROJECTS_LON, XW_COL_PROJECTS_LAT },
                                               { XW_COL_PROJECTS_X_M, XW_COL_PROJECTS_Y_M } };
    for (int k = 0; k < 2; k++) {
        bool first = !isnan(xw_rows_number(rows, pair[k][0], row));
        bool second = !isnan(xw_rows_number(rows, pair[k][1], row));
        if (first != second)
            xw_diag_fault(draft->diag, xw_rows_place(rows, pair[k][first], row),
                          "%s and %s are given together or not at all",
                          xw_column_of(pair[k][0])->name, xw_column_of(pair[k][1])->name);
    }
}

static void read_project(struct xw_draft *draft, int32_t row, int32_t i)
{
    struct xw_projects *p = &draft->out->projects;
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    const char *zh = xw_rows_text(rows, XW_COL_PROJECTS_NAME_ZH, row);
    const char *en = xw_rows_text(rows, XW_COL_PROJECTS_NAME_EN, row);
    int32_t kind = xw_rows_whole(rows, XW_COL_PROJECTS_KIND, row);
    int32_t stage = xw_rows_whole(rows, XW_COL_PROJECTS_STAGE, row);
    int32_t old_site = xw_rows_whole(rows, XW_COL_PROJECTS_OLD_SITE, row);
    p->name_zh[i] = zh == NULL ? p->code[i] : zh;
    p->name_en[i] = en == NULL ? p->code[i] : en;
    p->kind[i] = (uint8_t)kind;
    p->sector[i] = (uint8_t)xw_rows_whole(rows, XW_COL_PROJECTS_SECTOR, row);
    p->opening[i] = (uint8_t)usual_opening(xw_rows_whole(rows, XW_COL_PROJECTS_OPENING, row), kind);
    p->old_site[i] = (uint8_t)(old_site == XW_MISSING ? XW_OLD_SITE_CLOSES : old_site);
    p->status[i] = (uint8_t)xw_rows_whole(rows, XW_COL_PROJECTS_STATUS, row);
    p->stage_name[i] = (uint8_t)stage;
    p->school[i] = xw_draft_school(draft, XW_COL_PROJECTS_SCHOOL, row);
    p->stage[i] = stage == XW_STAGE_NAMES
                      ? XW_NONE
                      : xw_stages_find(&draft->out->stages, (enum xw_stage_name)stage);
    p->classes[i] = or_none(xw_rows_whole(rows, XW_COL_PROJECTS_CLASSES, row));
    p->classes_before[i] = or_none(xw_rows_whole(rows, XW_COL_PROJECTS_CLASSES_BEFORE, row));
    p->rooms_lost[i] = or_none(xw_rows_whole(rows, XW_COL_PROJECTS_ROOMS_LOST, row));
    p->zone[i] = xw_draft_zone(draft, XW_COL_PROJECTS_ZONE, row);
    p->lon_deg[i] = xw_rows_number(rows, XW_COL_PROJECTS_LON, row);
    p->lat_deg[i] = xw_rows_number(rows, XW_COL_PROJECTS_LAT, row);
    p->x_m[i] = xw_rows_number(rows, XW_COL_PROJECTS_X_M, row);
    p->y_m[i] = xw_rows_number(rows, XW_COL_PROJECTS_Y_M, row);
    p->start_year[i] = (int16_t)xw_rows_whole(rows, XW_COL_PROJECTS_START_YEAR, row);
    p->opens[i] = (int16_t)xw_rows_whole(rows, XW_COL_PROJECTS_OPENS, row);
    p->cost_cny[i] = xw_rows_number(rows, XW_COL_PROJECTS_COST_CNY, row);
    p->site_area_m2[i] = xw_rows_number(rows, XW_COL_PROJECTS_SITE_AREA_M2, row);
    p->floor_area_m2[i] = xw_rows_number(rows, XW_COL_PROJECTS_FLOOR_AREA_M2, row);
    p->evidence[i] = rows->evidence[row];
    p->line[i] = rows->line[row];
    xw_draft_check_span(draft, XW_COL_PROJECTS_START_YEAR, XW_COL_PROJECTS_OPENS, row);
    check_kind(draft, row);
    xw_read_handover(draft, row, i);
    check_school(draft, row, i);
    check_point(draft, row);
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The row of a project's code, or XW_NONE with a refusal. */
static int32_t project_of_key(struct xw_draft *draft, const struct xw_yaml *node,
                              const char *const *sorted)
{
    const struct xw_projects *p = &draft->out->projects;
    if (xw_codes_find(p->count, sorted, node->text) == XW_NONE) {
        char accepted[400];
        const char *file = draft->table[XW_TABLE_PROJECTS].file;
        snprintf(accepted, sizeof accepted, "a project of %s", file == NULL ? "projects" : file);
        xw_rows_refuse_word(draft->diag, node->at, node->text, accepted, sorted, p->count);
        return XW_NONE;
    }
    int32_t i = 0;
    while (strcmp(p->code[i], node->text) != 0)
        i++;
    return i;
}

/* Set `counted` of the projects that a key names: a word sets all of them. */
static void count_named(struct xw_draft *draft, const char *path, bool counted,
                        const char *const *sorted)
{
    struct xw_projects *p = &draft->out->projects;
    const struct xw_yaml *node = xw_yaml_get(draft->root, path);
    if (node == NULL) return;
    if (node->kind == XW_YAML_LIST) {
        for (int32_t i = 0; i < node->count; i++) {
            if (node->value[i]->kind != XW_YAML_SCALAR || node->value[i]->text[0] == '\0') continue;
            int32_t project = project_of_key(draft, node->value[i], sorted);
            if (project != XW_NONE) p->counted[project] = counted;
        }
        return;
    }
    if (node->kind != XW_YAML_SCALAR || node->text[0] == '\0') return;
    if (xw_word_find(xw_key_of(path), node->text) == XW_NONE) {
        char accepted[400];
        xw_parameter_accepted(xw_key_of(path), accepted, sizeof accepted);
        xw_rows_refuse_word(draft->diag, node->at, node->text, accepted, NULL, 0);
    }
}

/* The scenario's choice: which projects take part, and when. */
static enum xw_status choose(struct xw_draft *draft)
{
    struct xw_projects *p = &draft->out->projects;
    const char **sorted = XW_TAKE(draft->work, p->count, const char *);
    if (sorted == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->count; i++)
        sorted[i] = p->code[i];
    qsort(sorted, (size_t)p->count, sizeof *sorted, compare_text);

    const struct xw_yaml *include = xw_yaml_get(draft->root, "projects.include");
    bool all = include == NULL || (include->kind == XW_YAML_SCALAR &&
                                   (include->text[0] == '\0' || strcmp(include->text, "all") == 0));
    for (int32_t i = 0; i < p->count; i++)
        p->counted[i] = all;
    count_named(draft, "projects.include", true, sorted);
    count_named(draft, "projects.without", false, sorted);
    draft->out->project_effects = xw_key_whole(draft->root, "projects.effects", draft->diag) == 1;
    int32_t shift = xw_key_whole(draft->root, "projects.shift_years", draft->diag);
    for (int32_t i = 0; i < p->count; i++) {
        int32_t by = p->status[i] == XW_PROJECT_OPEN ? 0 : shift;
        p->opens_in[i] = (int16_t)(p->opens[i] + by);
        p->starts_in[i] = (int16_t)(p->start_year[i] + by);
    }
    return XW_OK;
}

static enum xw_status build_spend(struct xw_draft *draft)
{
    struct xw_spend *spend = &draft->out->spend;
    const struct xw_projects *p = &draft->out->projects;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_SPEND);
    const struct xw_rows *projects = &draft->table[XW_TABLE_PROJECTS];
    if (rows == NULL) return XW_OK;
    spend->project = XW_TAKE(draft->keep, rows->count, int32_t);
    spend->from_year = XW_TAKE(draft->keep, rows->count, int16_t);
    spend->to_year = XW_TAKE(draft->keep, rows->count, int16_t);
    spend->cny = XW_TAKE(draft->keep, rows->count, double);
    spend->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (spend->project == NULL || spend->from_year == NULL || spend->to_year == NULL ||
        spend->cny == NULL || spend->line == NULL)
        return XW_NO_MEMORY;
    for (int32_t row = 0; row < rows->count; row++) {
        if (rows->bad[row]) continue;
        const char *code = xw_rows_text(rows, XW_COL_SPEND_PROJECT, row);
        int32_t project = 0;
        while (project < p->count && strcmp(p->code[project], code) != 0)
            project++;
        xw_draft_check_span(draft, XW_COL_SPEND_FROM_YEAR, XW_COL_SPEND_TO_YEAR, row);
        if (project == p->count) {
            char accepted[400];
            snprintf(accepted, sizeof accepted, "a project of %s",
                     projects->file == NULL ? "projects" : projects->file);
            if (!projects->broken)
                xw_rows_refuse_word(draft->diag, xw_rows_place(rows, XW_COL_SPEND_PROJECT, row),
                                    code, accepted, p->code, p->count);
            continue;
        }
        int32_t k = spend->count++;
        spend->project[k] = project;
        spend->from_year[k] = (int16_t)xw_rows_whole(rows, XW_COL_SPEND_FROM_YEAR, row);
        spend->to_year[k] = (int16_t)xw_rows_whole(rows, XW_COL_SPEND_TO_YEAR, row);
        spend->cny[k] = xw_rows_number(rows, XW_COL_SPEND_CNY, row);
        spend->line[k] = rows->line[row];
    }
    return XW_OK;
}

enum xw_status xw_build_projects(struct xw_draft *draft)
{
    struct xw_projects *p = &draft->out->projects;
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    enum xw_status status = take_columns(draft, rows->count);
    if (status != XW_OK) return status;
    for (int32_t row = 0; row < rows->count; row++) {
        const char *code = xw_rows_text(rows, XW_COL_PROJECTS_PROJECT, row);
        if (code == NULL) continue;
        int32_t i = p->count++;
        p->code[i] = code;
        p->school[i] = p->stage[i] = p->zone[i] = p->classes[i] = XW_NONE;
        p->to_school[i] = p->to_stage[i] = p->meanwhile[i] = p->meanwhile_rooms[i] = XW_NONE;
        if (!rows->bad[row]) read_project(draft, row, i);
    }
    status = choose(draft);
    return status == XW_OK ? build_spend(draft) : status;
}
