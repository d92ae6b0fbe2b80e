#include "page.h"
#include "plan.h"
#include "sheets.h"
#include <math.h>
#include <string.h>

static bool in_town(const struct xw_view *v, const char *zh, const char *en, int32_t town)
{
    const char *name = zh != NULL && zh[0] != '\0' ? zh : en;
    return name != NULL && name[0] != '\0' && xw_figures_town_of(v->f, name) == town;
}

static bool of_town(const struct xw_view *v, const struct xw_division *d, int32_t town)
{
    const struct xw_run_school *school = &v->f->run->school[d->school];
    return in_town(v, school->town_zh, school->town_en, town);
}

/* ---- head and facts -----------------------------------------------------------------------------
 */

static void put_facts(struct xw_view *v, int32_t town)
{
    const struct xw_run *run = v->f->run;
    int32_t zones = 0, schools = 0, projects = 0, red = 0, yellow = 0,
            now = v->f->now - v->f->first;
    for (int32_t z = 0; z < run->zone_count; z++)
        zones += in_town(v, run->zone[z].town_zh, run->zone[z].town_en, town);
    for (int32_t p = 0; p < run->project_count; p++)
        projects += in_town(v, run->project[p].town_zh, run->project[p].town_en, town);
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        const struct xw_run_school_year *row = d->year[now].row;
        if (row == NULL || !of_town(v, d, town)) continue;
        schools++;
        red += row->warning != NULL && strcmp(row->warning, "red") == 0;
        yellow += row->warning != NULL && strcmp(row->warning, "yellow") == 0;
    }
    xw_put(v->out, "<dl class=\"facts\">");
    xw_sheet_fact(v, XW_SAY_TOWN_ZONES, xw_n(v, zones), XW_EVIDENCE_COUNT);
    xw_sheet_fact(v, XW_SAY_TOWN_SCHOOLS, xw_n(v, schools), XW_EVIDENCE_COUNT);
    xw_sheet_fact(v, XW_SAY_TOWN_WARNED,
                  xw_told(v, XW_SAY_TOWN_RED_YELLOW, XW_WITH(xw_n(v, red), xw_n(v, yellow))),
                  XW_EVIDENCE_COUNT);
    xw_sheet_fact(v, XW_SAY_SHEET_PROJECTS, xw_n(v, projects), XW_EVIDENCE_COUNT);
    xw_put(v->out, "</dl>\n");
}

/* ---- the balance --------------------------------------------------------------------------------
 */

static void stage_rows(struct xw_view *v, int32_t town, int32_t stage)
{
    const struct xw_figures *f = v->f;
    enum { DEMAND, ENTRANTS, SEATS, NET, LOCAL, LINES };
    static const enum xw_key labels[LINES] = { XW_SAY_DEMAND, XW_SAY_ENTRANTS, XW_SAY_NORM_SEATS,
                                               XW_SAY_NET, XW_SAY_LOCAL_GAP };
    for (int32_t l = 0; l < LINES; l++) {
        if (l >= SEATS && !f->stage[stage].district) break;
        const char *label = xw_word(v, labels[l]);
        if (l == DEMAND)
            label = xw_told(v, XW_SAY_TOWN_STAGE_DEMAND, XW_WITH(xw_view_stage(v, stage)));
        xw_row_open(v, l == DEMAND ? "grp" : "in", label);
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row =
                xw_figures_town(f, town, stage, l == ENTRANTS ? XW_SCOPE_ENTRY : XW_SCOPE_ALL, y);
            if (row != NULL && row->held != 0 && l != SEATS)
                xw_cell(v, "×");
            else if (l == NET)
                xw_cell_balance(v, row);
            else if (l == LOCAL)
                xw_cell_gap(v, row == NULL ? XW_NONE : row->local_gap);
            else
                xw_cell(v, row == NULL || (l == SEATS && row->seats == XW_NONE)
                               ? "—"
                               : xw_n(v, l == SEATS ? row->seats : row->demand));
        }
        xw_row_close(v);
    }
}

static void put_balance(struct xw_view *v, int32_t town)
{
    const struct xw_figures *f = v->f;
    const char **columns = XW_TAKE(v->texts, f->years + 2, const char *);
    if (columns == NULL) {
        v->out->failed = true;
        return;
    }
    columns[0] = xw_word(v, XW_SAY_STAGE);
    for (int32_t y = 0; y < f->years; y++)
        columns[y + 1] = xw_year(v, f->first + y);
    xw_sheet_table_open(v, "st yr", xw_view_town(v, town), xw_word(v, XW_SAY_TOWN_BALANCE),
                        xw_word(v, XW_SAY_TOWN_BALANCE_SUB));
    xw_table_head(v, columns, "");
    for (int32_t s = 0; s < f->stages; s++)
        stage_rows(v, town, s);
    xw_table_close(v);
}

/* The most idle seats after the peak of the town's own demand, a sentence a stage. */
static void put_idle(struct xw_view *v, int32_t town)
{
    const struct xw_figures *f = v->f;
    for (int32_t s = 0; s < f->stages; s++) {
        int32_t peak = XW_NONE, most = 0, best = XW_NONE, idle = -1;
        if (!f->stage[s].district) continue;
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row = xw_figures_town(f, town, s, XW_SCOPE_ALL, y);
            if (row == NULL || row->held != 0 || row->demand <= most) continue;
            most = row->demand;
            peak = y;
        }
        for (int32_t y = peak + 1; y < f->years && peak != XW_NONE; y++) {
            const struct xw_run_gap *row = xw_figures_town(f, town, s, XW_SCOPE_ALL, y);
            if (row == NULL || row->surplus <= idle) continue;
            idle = row->surplus;
            best = y;
        }
        if (peak == XW_NONE)
            xw_footnote(v, XW_SAY_TOWN_NO_DEMAND, XW_WITH(xw_view_stage(v, s)));
        else if (best == XW_NONE)
            xw_footnote(v, XW_SAY_TOWN_PEAK_LAST,
                        XW_WITH(xw_view_stage(v, s), xw_year(v, f->first + peak), xw_n(v, most)));
        else
            xw_footnote(v, XW_SAY_TOWN_IDLE,
                        XW_WITH(xw_view_stage(v, s), xw_year(v, f->first + peak), xw_n(v, most),
                                xw_year(v, f->first + best), xw_n(v, idle)));
    }
}

/* ---- schools, projects, zones -------------------------------------------------------------------
 */

static void put_schools(struct xw_view *v, int32_t town)
{
    int32_t now = v->f->now - v->f->first, count = 0;
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        count += d->year[now].row != NULL && of_town(v, d, town);
    }
    if (count == 0) {
        xw_footnote(v, XW_SAY_TOWN_NO_SCHOOLS, XW_WITH(xw_year(v, v->f->now)));
        return;
    }
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),      xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_WARNING),     xw_word(v, XW_SAY_ROLL),
                              xw_word(v, XW_SAY_NORM_SEATS),  xw_word(v, XW_SAY_USE),
                              xw_word(v, XW_SAY_CLASS_COUNT), xw_word(v, XW_SAY_OVER_NORM),
                              xw_word(v, XW_SAY_LARGEST),     xw_word(v, XW_SAY_REASON),
                              xw_word(v, XW_SAY_EVIDENCE),    NULL };
    xw_sheet_table_open(v, "st crowd", xw_view_town(v, town),
                        xw_told(v, XW_SAY_TOWN_SCHOOLS_OF, XW_WITH(xw_year(v, v->f->now))),
                        xw_word(v, XW_SAY_TOWN_SCHOOLS_SUB));
    xw_table_head(v, columns, "nlnnnnnnnle");
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        const struct xw_run_school_year *row = d->year[now].row;
        if (row == NULL || !of_town(v, d, town)) continue;
        const struct xw_run_school *school = &v->f->run->school[d->school];
        xw_row_open(v, "", xw_view_name(v, school->name_zh, school->name_en));
        xw_cell_left(v, xw_view_stage(v, d->stage));
        xw_warning_tag(v, row->warning);
        xw_cell(v, xw_sheet_persons(row->held, xw_n(v, row->pupils)));
        xw_cell(v, xw_n(v, row->seats_norm));
        xw_cell(v, xw_sheet_persons(row->held, xw_percent(v, row->pupils, row->seats_norm)));
        xw_cell(v, xw_n(v, row->classes));
        xw_cell(v, xw_n(v, row->classes_over_norm));
        xw_cell(v,
                row->classes > 0 ? xw_sheet_persons(row->held, xw_n(v, row->largest_class)) : "—");
        xw_cell_left(v, xw_page_reason(v, row->reason));
        xw_glyph_cell(v, school->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void put_projects(struct xw_view *v, int32_t town)
{
    const struct xw_run *run = v->f->run;
    int32_t count = 0;
    for (int32_t p = 0; p < run->project_count; p++)
        count += in_town(v, run->project[p].town_zh, run->project[p].town_en, town);
    if (count == 0) {
        xw_footnote(v, XW_SAY_TOWN_NO_PROJECTS, XW_NOTHING);
        return;
    }
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),
                              xw_word(v, XW_SAY_KIND),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_STATUS),
                              xw_word(v, XW_SAY_CLASSES_NAMED),
                              xw_word(v, XW_SAY_SEATS_ADDED),
                              xw_word(v, XW_SAY_OPENS),
                              xw_word(v, XW_SAY_NEEDED),
                              xw_word(v, XW_SAY_VERDICT),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_sheet_table_open(v, "st reg", xw_view_town(v, town), xw_word(v, XW_SAY_TOWN_PROJECTS),
                        xw_word(v, XW_SAY_TOWN_PROJECTS_SUB));
    xw_table_head(v, columns, "nlllnnnnle");
    for (int32_t i = 0; i < v->needs->count; i++) {
        int32_t p = v->needs->order[i];
        const struct xw_run_project *project = &run->project[p];
        const struct xw_need *need = &v->needs->need[p];
        if (!in_town(v, project->town_zh, project->town_en, town)) continue;
        xw_row_open(
            v, "wrap",
            xw_told(v, XW_SAY_TOWN_PROJECT,
                    XW_WITH(project->code, xw_view_name(v, project->name_zh, project->name_en))));
        xw_cell_left(v, xw_page_kind(v, project->kind));
        xw_cell_left(v, need->stage == XW_NONE ? xw_word(v, XW_SAY_OTHER_STAGES)
                                               : xw_view_stage(v, need->stage));
        xw_cell_left(v, xw_page_status(v, project->status));
        xw_cell(v, project->classes_named == XW_NONE ? "?" : xw_n(v, project->classes_named));
        xw_cell(v, xw_n(v, need->seats));
        xw_cell(v, xw_year(v, project->opens_in));
        xw_cell(v, need->from == XW_NONE ? "—" : xw_year(v, need->from));
        xw_putf(v->out, "<td class=\"l%s\">", need->verdict == XW_VERDICT_LATE ? " late" : "");
        xw_put_text(v->out, xw_page_verdict(v, need));
        xw_put(v->out, "</td>");
        xw_glyph_cell(v, project->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void put_zones(struct xw_view *v, int32_t town)
{
    const struct xw_figures *f = v->f;
    const char *columns[2 * XW_MAX_STAGES + 3] = { xw_word(v, XW_SAY_SHEET_ZONE) };
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++) {
        columns[2 * s + 1] = xw_view_stage(v, s);
        columns[2 * s + 2] = xw_word(v, XW_SAY_TOWN_OF_ENTRY);
    }
    columns[2 * f->stages + 1] = xw_word(v, XW_SAY_EVIDENCE);
    char kinds[2 * XW_MAX_STAGES + 3];
    memset(kinds, 'n', sizeof kinds);
    kinds[2 * f->stages + 1] = 'e';
    kinds[2 * f->stages + 2] = '\0';
    xw_sheet_table_open(v, "st", xw_view_town(v, town),
                        xw_told(v, XW_SAY_TOWN_DEMAND, XW_WITH(xw_year(v, f->now))),
                        xw_word(v, XW_SAY_TOWN_DEMAND_SUB));
    xw_table_head(v, columns, kinds);
    for (int32_t z = 0; z < f->run->zone_count; z++) {
        const struct xw_run_zone *zone = &f->run->zone[z];
        if (!in_town(v, zone->town_zh, zone->town_en, town)) continue;
        xw_row_open(v, "", xw_view_name(v, zone->name_zh, zone->name_en));
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t scope = XW_SCOPE_ALL; scope >= XW_SCOPE_ENTRY; scope--) {
                const struct xw_run_gap *row = xw_run_gap_at(f->run, XW_LEVEL_ZONE, zone->code,
                                                             f->now, s, (enum xw_scope)scope);
                xw_cell(v, row == NULL ? "—" : xw_sheet_persons(row->held, xw_n(v, row->demand)));
            }
        xw_glyph_cell(v, zone->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* ---- the map: where the town lies, and its schools ----------------------------------------------
 */

static void put_map(struct xw_view *v, const struct xw_plan *plan, int32_t town)
{
    const struct xw_run *run = v->f->run;
    int32_t now = v->f->now - v->f->first, schools = 0;
    double height = 22.0 + plan->height + 14.0;
    for (int32_t i = 0; i < v->divisions->count; i++)
        schools += v->divisions->division[i].year[now].row != NULL &&
                   of_town(v, &v->divisions->division[i], town);
    xw_sheet_figure_open(
        v, xw_told(v, XW_SAY_TOWN_MAP, XW_WITH(xw_view_town(v, town))),
        xw_word(v, plan->outlines ? XW_SAY_TOWN_MAP_SUB : XW_SAY_TOWN_MAP_SUB_SCHEMATIC));
    xw_svg_open(v, "map", 344, height,
                xw_told(v, XW_SAY_TOWN_MAP_TITLE, XW_WITH(xw_view_town(v, town))),
                xw_told(v, XW_SAY_TOWN_MAP_DESC, XW_WITH(xw_n(v, schools), xw_year(v, v->f->now))));
    xw_put(v->out, "<use href=\"#plan\"/>\n<path class=\"cell zn i3\" d=\"M0 0");
    xw_plan_town(v, plan, town);
    xw_put(v->out, "\"/>\n");
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        const struct xw_run_school *school = &run->school[d->school];
        if (d->year[now].row == NULL || !of_town(v, d, town)) continue;
        if (!xw_plan_placed(school->x_m, school->y_m)) continue;
        xw_putf(v->out, "<circle class=\"sch\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\"/>\n",
                xw_plan_x(&plan->frame, school->x_m), xw_plan_y(&plan->frame, school->y_m));
    }
    xw_svg_close(v, 342.0, height - 3.0);
    xw_figure_close(v);
}

void xw_town_plan(struct xw_view *v, const struct xw_plan *plan)
{
    xw_put(v->out, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" "
                   "focusable=\"false\"><defs><path id=\"plan\" class=\"cell zn z\" d=\"M0 0");
    for (int32_t t = 0; t < v->f->towns; t++)
        xw_plan_town(v, plan, t);
    xw_put(v->out, "\"/></defs></svg>\n");
}

void xw_town_sheet(struct xw_view *v, int32_t town, const struct xw_plan *plan)
{
    const char *other = v->language == XW_CHINESE ? v->f->town_en[town] : v->f->town_zh[town];
    xw_putf(
        v->out,
        "<article class=\"sheet\" aria-labelledby=\"tn%d\">\n<div class=\"hd\"><h3 id=\"tn%d\">",
        town, town);
    xw_put_text(v->out, xw_view_town(v, town));
    xw_putf(v->out, "<span class=\"en\" lang=\"%s\">", v->other->lang);
    xw_put_text(v->out, other != NULL ? other : "");
    xw_put(v->out, "</span></h3><div>");
    xw_draft_tag(v);
    xw_put(v->out, "</div></div>\n");
    put_facts(v, town);
    put_balance(v, town);
    if (plan != NULL) {
        xw_put(v->out, "<div class=\"two\">");
        put_map(v, plan, town);
        xw_put(v->out, "<div>\n");
    }
    put_idle(v, town);
    if (plan != NULL) xw_put(v->out, "</div></div>\n");
    put_schools(v, town);
    put_projects(v, town);
    put_zones(v, town);
    xw_put(v->out, "</article>\n");
}
