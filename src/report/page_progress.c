#include "kept.h"
#include "page.h"
#include <math.h>
#include <string.h>

/* The row of a project's latest day, or XW_NONE; rows stand in order of project and day. */
static int32_t latest(const struct xw_view *v, int32_t project)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_PROJECT_PROGRESS);
    int32_t found = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++)
        if (strcmp(xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_PROJECT, i),
                   v->f->run->project[project].code) == 0)
            found = i;
    return found;
}

static const char *expected_opening(struct xw_view *v, int32_t project, double *on_time)
{
    struct xw_lateness late;
    *on_time = NAN;
    if (v->chances != NULL && xw_chances_lateness(v->chances, project, &late)) {
        *on_time = late.on_time;
        return late.half == XW_NONE
                   ? xw_told(v, XW_SAY_PROGRESS_LATER, XW_WITH(xw_year(v, v->f->last)))
                   : xw_year(v, late.half);
    }
    const struct xw_run_project *of = &v->f->run->project[project];
    return of->counted ? xw_year(v, of->opens_in) : "—";
}

static void row(struct xw_view *v, int32_t project, int32_t i)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_PROJECT_PROGRESS);
    const struct xw_run_project *of = &v->f->run->project[project];
    double budget = xw_carried_number(rows, XW_COL_PROJECT_PROGRESS_BUDGET_CNY, i);
    double spent = xw_carried_number(rows, XW_COL_PROJECT_PROGRESS_SPENT_CNY, i);
    double built = xw_carried_number(rows, XW_COL_PROJECT_PROGRESS_BUILT_PERCENT, i), on_time;
    const char *number = xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_APPROVAL, i);
    const char *day = xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_APPROVED, i);
    const char *missing = xw_word(v, XW_SAY_MISSING);
    const char *expected = expected_opening(v, project, &on_time);
    xw_row_open(
        v, "wrap",
        xw_arena_format(v->texts, "%s %s", of->code, xw_view_name(v, of->name_zh, of->name_en)));
    xw_cell_left(v, xw_page_status(v, of->status));
    xw_cell_left(v, xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_AS_OF, i));
    xw_cell_left(v, number[0] == '\0' && day[0] == '\0'
                        ? missing
                        : xw_arena_format(v->texts, "%s%s%s", number,
                                          number[0] != '\0' && day[0] != '\0' ? " " : "", day));
    xw_cell(v, isnan(of->cost_cny) ? missing : xw_yi(v, of->cost_cny));
    if (budget > of->cost_cny)
        xw_putf(v->out, "<td class=\"neg\">%s</td>", xw_yi(v, budget));
    else
        xw_cell(v, isnan(budget) ? missing : xw_yi(v, budget));
    xw_cell(v, isnan(spent) ? missing : xw_yi(v, spent));
    xw_cell(v, isnan(budget) || isnan(spent) ? "—" : xw_percent(v, spent, budget));
    xw_cell(v, isnan(built) ? missing : xw_percent(v, built, 100.0));
    xw_cell(v, xw_year(v, of->opens));
    xw_cell(v, expected);
    xw_cell(v, isnan(on_time) ? "—" : xw_percent(v, on_time, 1.0));
    xw_cell_left(v, xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_NOTE, i));
    xw_glyph_cell(v, xw_carried_evidence(rows, i));
    xw_row_close(v);
}

void xw_page_progress(struct xw_view *v)
{
    enum { NAMED = 8 };
    const struct xw_run *run = v->f->run;
    const char *missing[NAMED];
    int32_t with = 0, without = 0;
    if (run->project_count == 0) return;
    xw_heading(v, 3, NULL, XW_SAY_PROGRESS_HEAD, XW_NOTHING);
    for (int32_t p = 0; p < run->project_count; p++) {
        bool known = latest(v, p) != XW_NONE;
        with += known;
        if (!known && without < NAMED) missing[without] = run->project[p].code;
        without += !known;
    }
    if (with == 0) {
        xw_footnote(v, XW_SAY_PROGRESS_NONE, XW_NOTHING);
        return;
    }
    xw_table_open(
        v, "st",
        xw_told(v, XW_SAY_PROGRESS_CAPTION, XW_WITH(xw_n(v, with), xw_n(v, run->project_count))),
        xw_told(v, v->chances != NULL ? XW_SAY_PROGRESS_SUB_DRAWN : XW_SAY_PROGRESS_SUB,
                XW_WITH(xw_word(v, XW_SAY_PROGRESS_UNIT))));
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),
                              xw_word(v, XW_SAY_STATUS),
                              xw_word(v, XW_SAY_PROGRESS_AS_OF),
                              xw_word(v, XW_SAY_PROGRESS_APPROVAL),
                              xw_word(v, XW_SAY_PROGRESS_COST),
                              xw_word(v, XW_SAY_PROGRESS_BUDGET),
                              xw_word(v, XW_SAY_PROGRESS_SPENT),
                              xw_word(v, XW_SAY_PROGRESS_SHARE),
                              xw_word(v, XW_SAY_PROGRESS_BUILT),
                              xw_word(v, XW_SAY_PROGRESS_PLANNED),
                              xw_word(v, XW_SAY_PROGRESS_EXPECTED),
                              xw_word(v, XW_SAY_PROGRESS_ON_TIME),
                              xw_word(v, XW_SAY_PROGRESS_NOTE),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nlllnnnnnnnnle");
    for (int32_t p = 0; p < run->project_count; p++)
        if (latest(v, p) != XW_NONE) row(v, p, latest(v, p));
    xw_table_close(v);
    if (without > 0)
        xw_footnote(
            v, XW_SAY_PROGRESS_MISSING,
            XW_WITH(xw_n(v, without), xw_joined(v, missing, without < NAMED ? without : NAMED,
                                                without > NAMED ? NAMED - 1 : NAMED)));
}
