#include "xuewei/draft.h"
#include "xuewei/codes.h"
#include "xuewei/text.h"
#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { ACCEPTED = 600 };

const struct xw_rows *xw_draft_rows(const struct xw_draft *draft, enum xw_table table)
{
    const struct xw_rows *rows = &draft->table[table];
    return rows->file == NULL ? NULL : rows;
}

static const struct xw_rows *rows_of(const struct xw_draft *draft, enum xw_column column)
{
    return &draft->table[xw_table_of_column(column)];
}

/* A code that is not among the known ones. */
static void refuse_code(struct xw_draft *draft, enum xw_column column, int32_t row,
                        const char *thing, enum xw_table home, const char *const *known,
                        int32_t count)
{
    const struct xw_rows *rows = rows_of(draft, column);
    const char *file = draft->table[home].file;
    char accepted[ACCEPTED];
    snprintf(accepted, sizeof accepted, "a %s of %s", thing,
             file == NULL ? xw_table_of(home)->name : file);
    xw_rows_refuse_word(draft->diag, xw_rows_place(rows, column, row),
                        xw_rows_text(rows, column, row), accepted, known, count);
}

int32_t xw_draft_zone(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_zones *zones = &draft->out->zones;
    const char *code = xw_rows_text(rows_of(draft, column), column, row);
    if (code == NULL) return XW_NONE;
    int32_t zone = xw_zones_find(zones, code);
    if (zone == XW_NONE && !draft->table[XW_TABLE_ZONES].broken)
        refuse_code(draft, column, row, "zone", XW_TABLE_ZONES, zones->code, zones->count);
    return zone;
}

int32_t xw_draft_school(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_schools *schools = &draft->out->schools;
    const char *code = xw_rows_text(rows_of(draft, column), column, row);
    if (code == NULL) return XW_NONE;
    int32_t school = xw_schools_find(schools, code);
    if (school == XW_NONE && !draft->table[XW_TABLE_SCHOOLS].broken &&
        !draft->table[XW_TABLE_PROJECTS].broken)
        refuse_code(draft, column, row, "school", XW_TABLE_SCHOOLS, schools->code, schools->count);
    return school;
}

int32_t xw_draft_project(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_projects *projects = &draft->out->projects;
    const char *code = xw_rows_text(rows_of(draft, column), column, row);
    if (code == NULL) return XW_NONE;
    for (int32_t i = 0; i < projects->count; i++)
        if (strcmp(projects->code[i], code) == 0) return i;
    if (!draft->table[XW_TABLE_PROJECTS].broken)
        refuse_code(draft, column, row, "project", XW_TABLE_PROJECTS, projects->code,
                    projects->count);
    return XW_NONE;
}

int32_t xw_draft_town(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_zones *zones = &draft->out->zones;
    const char *name = xw_rows_text(rows_of(draft, column), column, row);
    if (name == NULL) return XW_NONE;
    for (int32_t t = 0; t < zones->towns; t++)
        if (strcmp(zones->town_zh[t], name) == 0) return t;
    if (!draft->table[XW_TABLE_ZONES].broken)
        refuse_code(draft, column, row, "town", XW_TABLE_ZONES, zones->town_zh, zones->towns);
    return XW_NONE;
}

int32_t xw_draft_tier(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_tiers *tiers = &draft->out->tiers;
    const struct xw_rows *rows = rows_of(draft, column);
    const char *file = draft->table[XW_TABLE_TIERS].file;
    const char *code = xw_rows_text(rows, column, row);
    if (code == NULL) return XW_NONE;
    int32_t tier = xw_codes_find(tiers->codes, tiers->code, code);
    if (tier != XW_NONE || draft->table[XW_TABLE_TIERS].broken) return tier;
    const char *accepted = file == NULL ? "nothing: the scenario has no table tiers"
                                        : xw_arena_format(draft->work, "a tier of %s", file);
    if (accepted != NULL)
        xw_rows_refuse_word(draft->diag, xw_rows_place(rows, column, row), code, accepted,
                            tiers->code, tiers->codes);
    return XW_NONE;
}

int32_t xw_draft_residency(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_residencies *of = &draft->out->residencies;
    const char *code = xw_rows_text(rows_of(draft, column), column, row);
    bool apart = of->code[0] != NULL;
    if (code == NULL) return apart ? XW_NONE : 0;
    for (int32_t k = 0; apart && k < of->count; k++)
        if (strcmp(of->code[k], code) == 0) return k;
    if (!draft->table[XW_TABLE_POPULATION].broken)
        refuse_code(draft, column, row, "residency", XW_TABLE_POPULATION, of->code,
                    apart ? of->count : 0);
    return XW_NONE;
}

void xw_draft_refuse(struct xw_draft *draft, enum xw_column column, int32_t row,
                     const char *accepted, ...)
{
    const struct xw_rows *rows = rows_of(draft, column);
    const struct xw_parameter *p = xw_column_of(column);
    char text[ACCEPTED], found[ACCEPTED];
    const char *word[XW_ROW_COLUMNS];
    va_list args;
    va_start(args, accepted);
    vsnprintf(text, sizeof text, accepted, args);
    va_end(args);
    int32_t whole = xw_rows_whole(rows, column, row);
    if (p->kind == XW_VALUE_TEXT || p->kind == XW_VALUE_CODE || p->kind == XW_VALUE_DATE) {
        const char *cell = xw_rows_text(rows, column, row);
        snprintf(found, sizeof found, "%s", cell == NULL ? "" : cell);
    } else if (p->kind == XW_VALUE_NUMBER) {
        double number = xw_rows_number(rows, column, row);
        if (isnan(number))
            found[0] = '\0'; /* the cell is empty */
        else
            snprintf(found, sizeof found, "%.10g", number);
    } else if (whole == XW_MISSING) {
        found[0] = '\0';
    } else if (p->kind == XW_VALUE_WORD) {
        char words[ACCEPTED];
        xw_word_list(p, words, sizeof words, word, XW_ROW_COLUMNS);
        snprintf(found, sizeof found, "%s", word[whole]);
    } else {
        snprintf(found, sizeof found, "%d", (int)whole);
    }
    xw_rows_refuse_word(draft->diag, xw_rows_place(rows, column, row), found, text, NULL, 0);
}

/* "kindergarten, primary": the stages of the scenario. */
static void stage_list(const struct xw_stages *stages, char text[ACCEPTED])
{
    size_t length = 0;
    text[0] = '\0';
    for (int32_t s = 0; s < stages->count; s++)
        length += (size_t)snprintf(text + length, ACCEPTED - length, "%s%s", s == 0 ? "" : ", ",
                                   xw_stage_word(stages->stage[s].name));
}

int32_t xw_draft_stage(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_stages *stages = &draft->out->stages;
    int32_t name = xw_rows_whole(rows_of(draft, column), column, row);
    if (name == XW_MISSING) return XW_NONE;
    int32_t stage = xw_stages_find(stages, (enum xw_stage_name)name);
    if (stage == XW_NONE && stages->count > 0) {
        char known[ACCEPTED];
        stage_list(stages, known);
        xw_draft_refuse(draft, column, row, "a stage of the scenario: %s", known);
    }
    return stage;
}

int32_t xw_draft_first_age(const struct xw_draft *draft, int32_t age_row, bool infants)
{
    const struct xw_scenario *s = draft->out;
    if (!infants || s->age_width == 1) return xw_scenario_age(s, age_row);
    return age_row < 2 ? age_row : xw_scenario_age(s, age_row - 1);
}

int32_t xw_draft_age(struct xw_draft *draft, enum xw_column column, int32_t row, bool infants)
{
    const struct xw_scenario *s = draft->out;
    int32_t age = xw_rows_whole(rows_of(draft, column), column, row);
    int32_t width = s->age_width, open = xw_scenario_age(s, s->ages - 1);
    bool apart = infants && width > 1;
    if (age <= open && age % width == 0) return age / width + (apart && age > 0);
    if (age == 1 && apart) return 1;
    if (width == 1)
        xw_draft_refuse(draft, column, row, "0 to %d, population.open_age", (int)open);
    else
        xw_draft_refuse(draft, column, row,
                        "the first age of a five-year group (population.age_width), 0, %s%d, %d .. "
                        "%d",
                        apart ? "1, " : "", (int)width, 2 * (int)width, (int)open);
    return XW_NONE;
}

int32_t xw_draft_grade(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_stages *stages = &draft->out->stages;
    int32_t grade = xw_rows_whole(rows_of(draft, column), column, row);
    if (grade == XW_MISSING || stages->count == 0) return XW_NONE;
    int32_t found = xw_stages_row(stages, grade);
    if (found == XW_NONE)
        xw_draft_refuse(draft, column, row, "a grade of the scenario's stages, %d to %d",
                        (int)xw_stages_grade(stages, 0),
                        (int)xw_stages_grade(stages, stages->rows - 1));
    return found;
}

int16_t xw_draft_year(const struct xw_rows *rows, enum xw_column column, int32_t row,
                      int16_t missing)
{
    int32_t year = xw_rows_whole(rows, column, row);
    return year == XW_MISSING ? missing : (int16_t)year;
}

int16_t xw_draft_last_step(const struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    if (draft->need == XW_NEED_PROJECT) return (int16_t)(s->last - s->age_width);
    bool later = s->base_month > 9 || (s->base_month == 9 && s->base_day >= 1);
    return (int16_t)(later ? s->last - 1 : s->last);
}

void xw_draft_check_span(struct xw_draft *draft, enum xw_column from, enum xw_column to,
                         int32_t row)
{
    const struct xw_rows *rows = rows_of(draft, from);
    int16_t first = xw_draft_year(rows, from, row, INT16_MIN);
    int16_t last = xw_draft_year(rows, to, row, XW_NEVER);
    if (first > last)
        xw_draft_refuse(draft, to, row, "a year from %s %d on", xw_column_of(from)->name,
                        (int)first);
}

void xw_draft_doubt(struct xw_draft *draft, struct xw_place at, const char *code, const char *zh,
                    const char *en)
{
    if (zh != NULL && en != NULL) xw_diag_doubt(draft->diag, at, code, zh, en);
}

const char *xw_draft_years(struct xw_draft *draft, int16_t first, int32_t years, const uint8_t *in)
{
    char text[ACCEPTED];
    return xw_arena_text(draft->work, xw_text_years(first, years, in, text, sizeof text));
}
