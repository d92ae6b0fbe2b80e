#include "page.h"
#include "charts.h"
#include "odd_rows.h"
#include <math.h>
#include <string.h>

static double known(double value)
{
    return isfinite(value) ? value : 0.0;
}

/* Classes as named and investment over all projects, counted or not: the plan's own totals. */
static void plan_totals(const struct xw_run *run, int32_t *with_classes, int64_t *classes,
                        double *cost, double *spend)
{
    *with_classes = 0;
    *classes = 0;
    *cost = *spend = 0.0;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        if (project->classes_named != XW_NONE) {
            (*with_classes)++;
            *classes += project->classes_named;
        }
        *cost += known(project->cost_cny);
        *spend += known(project->spend_2021_2025_cny);
    }
}

static void calendar(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    const int32_t *of = v->needs->of;
    int32_t with_classes;
    int64_t classes;
    double cost, spend;
    plan_totals(run, &with_classes, &classes, &cost, &spend);
    xw_figure_open(v,
                   xw_told(v, XW_SAY_FIND_CALENDAR,
                           XW_WITH(xw_n(v, of[XW_VERDICT_LATE]), xw_year(v, v->f->last),
                                   xw_n(v, of[XW_VERDICT_NEVER]))),
                   xw_told(v, XW_SAY_CALENDAR_SUB,
                           XW_WITH(xw_n(v, run->project_count), xw_n(v, with_classes),
                                   xw_n(v, classes), xw_money(v, cost))));
    xw_chart_calendar(v);
    xw_figure_close(v);
}

/* ---- openings by year and stage
 * ------------------------------------------------------------------- */

static int64_t classes_opening(const struct xw_view *v, int32_t stage, int32_t year)
{
    int64_t sum = 0;
    for (int32_t p = 0; p < v->needs->count; p++) {
        const struct xw_run_project *project = &v->f->run->project[p];
        if (!project->counted || project->classes_named == XW_NONE) continue;
        if (v->needs->need[p].stage == stage && project->opens_in == year)
            sum += project->classes_named;
    }
    return sum;
}

static void openings(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    int32_t from = INT16_MAX, to = INT16_MIN;
    for (int32_t p = 0; p < v->needs->count; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        if (!project->counted || project->classes_named == XW_NONE) continue;
        if (project->opens_in < from) from = project->opens_in;
        if (project->opens_in > to) to = project->opens_in;
    }
    if (from > to || to - from > XW_MAX_REPORT_YEARS) return;
    xw_table_open(v, "st", xw_word(v, XW_SAY_OPENINGS_CAPTION), xw_word(v, XW_SAY_OPENINGS_SUB));
    const char *columns[XW_MAX_STAGES + 2] = { xw_word(v, XW_SAY_OPENING_YEAR) };
    int32_t count = 0;
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++)
        columns[++count] = xw_view_stage(v, s);
    xw_table_head(v, columns, "");
    for (int32_t year = from; year <= to; year++) {
        xw_row_open(v, "", xw_year(v, year));
        for (int32_t s = 0; s < count; s++) {
            int64_t classes = classes_opening(v, s, year);
            bool late = classes > 0 && year > f->stage[s].entry.year;
            xw_putf(v->out, "<td%s>%s</td>", late ? " class=\"neg\"" : "", xw_n(v, classes));
        }
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    for (int32_t s = 0; s < count; s++) {
        int64_t sum = 0;
        for (int32_t year = from; year <= to; year++)
            sum += classes_opening(v, s, year);
        xw_cell(v, xw_n(v, sum));
    }
    xw_row_close(v);
    for (int32_t roll = 0; roll < 2; roll++) {
        xw_row_open(v, "in", xw_word(v, roll ? XW_SAY_ROLL_PEAK : XW_SAY_ENTRY_PEAK));
        for (int32_t s = 0; s < count; s++) {
            const struct xw_peak *peak = roll ? &f->stage[s].roll : &f->stage[s].entry;
            xw_cell(v, peak->year == XW_NONE ? "—" : xw_year(v, peak->year));
        }
        xw_row_close(v);
    }
    xw_table_close(v);
    xw_footnote(v, XW_SAY_OPENINGS_FOOT, XW_NOTHING);
}

/* ---- register
 * ------------------------------------------------------------------------------------- */

static const char *number_or(struct xw_view *v, int32_t value, const char *otherwise)
{
    return value == XW_NONE ? otherwise : xw_n(v, value);
}

static const char *need_year(struct xw_view *v, const struct xw_need *need)
{
    if (need->from == XW_NONE) return "—";
    const char *year = xw_year(v, need->from);
    return need->from == v->f->first ? xw_told(v, XW_SAY_FACT_OR_EARLIER, XW_WITH(year)) : year;
}

static void register_row(struct xw_view *v, int32_t p)
{
    const struct xw_run_project *project = &v->f->run->project[p];
    const struct xw_need *need = &v->needs->need[p];
    const char *name = xw_view_name(v, project->name_zh, project->name_en);
    xw_row_open(v, "", xw_arena_format(v->texts, "%s %s", project->code, name));
    xw_cell_left(v, need->stage != XW_NONE ? xw_view_stage(v, need->stage)
                                           : xw_word(v, XW_SAY_OTHER_STAGES));
    xw_cell_left(v, xw_view_name(v, project->town_zh, project->town_en));
    xw_cell_left(v, xw_page_kind(v, project->kind));
    xw_cell(v, number_or(v, project->classes_named, "?"));
    xw_cell(v, project->classes_before == XW_NONE ? "—" : xw_n(v, project->classes_before));
    xw_cell(v, project->counted ? xw_n(v, project->seats_added) : "—");
    xw_cell(v, xw_yi(v, project->cost_cny));
    xw_cell(v, xw_yi(v, project->spend_2021_2025_cny));
    bool shifted = project->opens_in != project->opens;
    xw_cell(v, shifted ? xw_arena_format(v->texts, "%d→%d", project->opens, project->opens_in)
                       : xw_year(v, project->opens));
    xw_cell(v, need_year(v, need));
    xw_putf(v->out, "<td class=\"l%s\">", need->verdict == XW_VERDICT_LATE ? " late" : "");
    xw_put_text(v->out, xw_page_verdict(v, need));
    xw_put(v->out, "</td>");
    xw_cell_left(v, xw_page_status(v, project->status));
    int32_t doubts = xw_odd_rows_of_project(v->f, p);
    xw_cell(v, doubts > 0 ? xw_n(v, doubts) : "—");
    xw_glyph_cell(v, project->evidence);
    xw_row_close(v);
}

static void register_table(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    int32_t with_classes;
    int64_t classes, seats = 0;
    double cost, spend;
    plan_totals(run, &with_classes, &classes, &cost, &spend);
    for (int32_t p = 0; p < run->project_count; p++)
        if (run->project[p].counted) seats += run->project[p].seats_added;
    xw_table_open(
        v, "st reg",
        xw_told(v, XW_SAY_REGISTER_CAPTION, XW_WITH(xw_n(v, run->project_count), xw_n(v, classes))),
        xw_word(v, XW_SAY_REGISTER_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),       xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_TOWN),          xw_word(v, XW_SAY_KIND),
                              xw_word(v, XW_SAY_CLASSES_NAMED), xw_word(v, XW_SAY_CLASSES_BEFORE),
                              xw_word(v, XW_SAY_SEATS_ADDED),   xw_word(v, XW_SAY_COST),
                              xw_word(v, XW_SAY_SPEND),         xw_word(v, XW_SAY_OPENS),
                              xw_word(v, XW_SAY_NEEDED),        xw_word(v, XW_SAY_VERDICT),
                              xw_word(v, XW_SAY_STATUS),        xw_word(v, XW_SAY_DOUBTS),
                              xw_word(v, XW_SAY_EVIDENCE),      NULL };
    xw_table_head(v, columns, "nlllnnnnnnnllne");
    for (int32_t p = 0; p < run->project_count; p++)
        register_row(v, p);
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    xw_put(v->out, "<td class=\"l\">—</td><td class=\"l\">—</td><td class=\"l\">—</td>");
    xw_cell(v, xw_n(v, classes));
    xw_cell(v, "—");
    xw_cell(v, xw_n(v, seats));
    xw_cell(v, xw_yi(v, cost));
    xw_cell(v, xw_yi(v, spend));
    xw_put(v->out, "<td>—</td><td>—</td><td class=\"l\">—</td><td class=\"l\">—</td>"
                   "<td>—</td><td class=\"ev\">—</td>");
    xw_row_close(v);
    xw_table_close(v);
    xw_footnote(v, XW_SAY_REGISTER_FOOT, XW_NOTHING);
}

void xw_page_projects(struct xw_view *v)
{
    enum { BESIDE = 5 };
    bool any = v->needs->count > 0, doubts = v->f->run->warning_count > 0;
    xw_section_open(v, "", XW_SAY_PROJECTS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    if (any) {
        calendar(v);
        openings(v);
        xw_page_late(v);
    } else {
        xw_footnote(v, XW_SAY_NO_PROJECTS, XW_NOTHING);
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "nx", XW_SAY_NOTES);
    if (doubts) {
        xw_put(v->out, "<div class=\"box\" style=\"margin-top:0\">");
        xw_heading(v, 3, NULL, XW_SAY_DOUBTS_HEAD, XW_NOTHING);
        xw_put(v->out, "<ol>\n");
        int32_t more = xw_page_doubts(v, BESIDE);
        xw_put(v->out, "</ol>");
        if (more > 0) xw_note(v, XW_SAY_DOUBTS_MORE, XW_WITH(xw_n(v, more)));
        xw_put(v->out, "</div>\n");
    }
    xw_note(v, XW_SAY_NOTE_NEED, XW_NOTHING);
    xw_notes_close(v);
    xw_put(v->out, "<div class=\"full\">\n");
    if (any) register_table(v);
    xw_page_progress(v);
    xw_page_sites(v);
    xw_put(v->out, "</div>\n");
    xw_section_close(v);
}
