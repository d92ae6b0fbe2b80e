#include "kept.h"
#include "page.h"
#include <math.h>
#include <string.h>

const struct xw_carried *xw_kept(const struct xw_figures *f, enum xw_table table)
{
    return xw_run_carried(f->run, table);
}

int32_t xw_kept_stage(const struct xw_figures *f, const struct xw_carried *kept,
                      enum xw_column column, int32_t row)
{
    const char *word = xw_carried_text(kept, column, row);
    for (int32_t s = 0; s < f->stages; s++)
        if (strcmp(xw_stage_word(f->run->stage[s].name), word) == 0) return s;
    return XW_NONE;
}

int32_t xw_kept_school(const struct xw_figures *f, const char *code)
{
    for (int32_t i = 0; i < f->run->school_count; i++)
        if (strcmp(f->run->school[i].code, code) == 0) return i;
    return XW_NONE;
}

int32_t xw_kept_project(const struct xw_figures *f, const char *code)
{
    for (int32_t i = 0; i < f->run->project_count; i++)
        if (strcmp(f->run->project[i].code, code) == 0) return i;
    return XW_NONE;
}

int32_t xw_kept_zone(const struct xw_figures *f, const char *code)
{
    for (int32_t i = 0; i < f->run->zone_count; i++)
        if (strcmp(f->run->zone[i].code, code) == 0) return i;
    return XW_NONE;
}

bool xw_kept_statistic(const struct xw_figures *f, int32_t stage, const char *quantity,
                       int32_t year, double *value)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_STATISTICS);
    for (int32_t i = 0; i < rows->count; i++) {
        if (xw_carried_whole(rows, XW_COL_STATISTICS_YEAR, i, XW_NONE) != year ||
            strcmp(xw_carried_text(rows, XW_COL_STATISTICS_QUANTITY, i), quantity) != 0 ||
            xw_kept_stage(f, rows, XW_COL_STATISTICS_STAGE, i) != stage)
            continue;
        *value = xw_carried_number(rows, XW_COL_STATISTICS_VALUE, i);
        return true;
    }
    return false;
}

double xw_kept_norm(const struct xw_figures *f, int32_t stage, const char *quantity)
{
    const struct xw_run *run = f->run;
    for (int32_t i = 0; i < run->norm_count; i++) {
        const struct xw_run_norm *norm = &run->norm[i];
        bool entry = norm->all_grades || norm->grade == run->stage[stage].first_grade;
        if (norm->stage == stage && entry && strcmp(norm->quantity, quantity) == 0)
            return norm->value;
    }
    return NAN;
}

void xw_cell_signed(struct xw_view *v, int64_t difference)
{
    xw_cell(v, xw_signed(v, difference));
}

void xw_cell_apart(struct xw_view *v, double difference, double from)
{
    if (!isfinite(difference) || !(from > 0.0)) {
        xw_cell(v, "—");
        return;
    }
    double percent = 100.0 * difference / from;
    const char *text = xw_number_fixed(v->texts, fabs(percent), 1, "—");
    bool none = fabs(percent) < 0.05;
    xw_put(v->out, fabs(percent) > 10.0 ? "<td class=\"neg\">" : "<td>");
    xw_put(v->out, none          ? "0.0%"
                   : percent < 0 ? xw_arena_format(v->texts, "−%s%%", text)
                                 : xw_arena_format(v->texts, "+%s%%", text));
    xw_put(v->out, "</td>");
}
