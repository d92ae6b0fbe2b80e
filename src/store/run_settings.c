#include "xuewei/run_settings.h"
#include "reader.h"
#include "writer.h"
#include "xuewei/norms.h"
#include "xuewei/parameters.h"
#include <math.h>
#include <string.h>

/* ---- written ------------------------------------------------------------------------------------
 */

enum xw_status xw_writer_settings(struct xw_writer *w, struct xw_row *row)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->scenario->settings; i++) {
        const struct xw_setting *setting = &w->scenario->setting[i];
        xw_row_text(row, setting->path);
        xw_row_text(row, setting->value);
        xw_row_int(row, setting->given);
        status = xw_row_end(&w->file, row);
    }
    return status;
}

/* What a norm rests on: its row of the table, a key of the scenario, or what is usual. */
static const char *source_of(const struct xw_scenario *s, int32_t stage, int32_t grade,
                             enum xw_norm quantity, int32_t line, char path[100])
{
    if (line > 0) {
        const struct xw_carried *rows = &s->carried[XW_TABLE_NORMS];
        for (int32_t i = 0; i < rows->count; i++)
            if (rows->line[i] == line) return xw_carried_text(rows, XW_COL_NORMS_SOURCE, i);
        return "";
    }
    enum xw_stage_name name = s->stages.stage[stage].name;
    snprintf(path, 100, "norms.%s.%s", xw_stage_word(name), xw_norm_word(quantity));
    for (int32_t i = 0; i < s->settings; i++)
        if (strcmp(s->setting[i].path, path) == 0) return path;
    const char *usual = xw_norms_usual_source(name, grade + 1, quantity);
    return usual != NULL ? usual : "";
}

static enum xw_status norm_row(struct xw_writer *w, struct xw_row *row, int32_t stage,
                               int32_t grade, bool whole_stage, enum xw_norm quantity)
{
    const struct xw_scenario *s = w->scenario;
    const struct xw_stage *of = &s->stages.stage[stage];
    double value = s->norms.value[stage][of->first_row + grade][quantity];
    int32_t line = s->norms.line[stage][of->first_row + grade][quantity];
    char path[100];
    if (isnan(value)) return XW_OK;
    xw_writer_put_stage(row, s, stage);
    if (whole_stage)
        xw_row_nulls(row, 1);
    else
        xw_row_int(row, of->first_grade + grade);
    xw_row_text(row, xw_norm_word(quantity));
    xw_row_number(row, value);
    xw_row_count(row, line > 0 ? line : XW_NONE);
    xw_row_text(row, source_of(s, stage, grade, quantity, line, path));
    return xw_row_end(&w->file, row);
}

static bool same_in_all_grades(const struct xw_scenario *s, int32_t stage, enum xw_norm quantity)
{
    const struct xw_stage *of = &s->stages.stage[stage];
    const double *first = s->norms.value[stage][of->first_row];
    for (int32_t g = 1; g < of->grades; g++) {
        const double *other = s->norms.value[stage][of->first_row + g];
        bool both = isnan(first[quantity]) && isnan(other[quantity]);
        if (!both && first[quantity] != other[quantity]) return false;
        if (s->norms.line[stage][of->first_row][quantity] !=
            s->norms.line[stage][of->first_row + g][quantity])
            return false;
    }
    return true;
}

enum xw_status xw_writer_norms(struct xw_writer *w, struct xw_row *row)
{
    const struct xw_stages *stages = &w->scenario->stages;
    enum xw_status status = XW_OK;
    for (int32_t s = 0; s < stages->count; s++)
        for (int32_t q = 0; q < XW_NORMS; q++) {
            bool same = same_in_all_grades(w->scenario, s, (enum xw_norm)q);
            int32_t rows = same ? 1 : stages->stage[s].grades;
            for (int32_t g = 0; status == XW_OK && g < rows; g++)
                status = norm_row(w, row, s, g, same, (enum xw_norm)q);
        }
    return status;
}

/* ---- read ---------------------------------------------------------------------------------------
 */

void xw_reader_setting(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    run->setting[i].path = xw_sql_rows_text(r);
    run->setting[i].value = xw_sql_rows_text(r);
    run->setting[i].given = xw_sql_rows_flag(r);
}

void xw_reader_norm(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_run_norm *norm = &run->norm[i];
    norm->stage = xw_reader_row(r, XW_ROWS_STAGE);
    double grade = xw_sql_rows_number(r); /* XW_NONE is a grade of kindergarten */
    norm->all_grades = isnan(grade);
    norm->grade = isnan(grade) ? 0 : (int32_t)grade;
    norm->quantity = xw_sql_rows_text(r);
    norm->value = xw_sql_rows_number(r);
    norm->line = xw_sql_rows_count(r);
    norm->source = xw_sql_rows_text(r);
}

const char *xw_run_setting(const struct xw_run *run, const char *path)
{
    for (int32_t i = 0; i < run->setting_count; i++)
        if (strcmp(run->setting[i].path, path) == 0) return run->setting[i].value;
    return NULL;
}

const struct xw_run_norm *xw_run_norm(const struct xw_run *run, int32_t stage, const char *quantity)
{
    const struct xw_run_stage *of = &run->stage[stage];
    for (int32_t i = 0; i < run->norm_count; i++) {
        const struct xw_run_norm *norm = &run->norm[i];
        if (norm->stage != stage || strcmp(norm->quantity, quantity) != 0) continue;
        if (norm->all_grades || norm->grade == of->first_grade) return norm;
    }
    return NULL;
}
