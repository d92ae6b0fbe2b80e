#include "page.h"
#include "roll.h"
#include "saw.h"
#include "sheets.h"
#include <math.h>
#include <string.h>

/* ---- the head and the facts --------------------------------------------------------------------
 */

static const char *name_of(struct xw_view *v, const struct xw_run_school *school)
{
    return xw_view_name(v, school->name_zh, school->name_en);
}

static int32_t severity(const struct xw_run_school_year *row)
{
    if (row == NULL || row->warning == NULL) return 0;
    return strcmp(row->warning, "red") == 0 ? 2 : strcmp(row->warning, "yellow") == 0 ? 1 : 0;
}

static void put_warnings(struct xw_view *v, int32_t school)
{
    int32_t now = v->f->now - v->f->first;
    for (int32_t s = 0; s < v->f->stages; s++) {
        const struct xw_division *d = xw_divisions_at(v->divisions, v->f, school, s);
        if (d == NULL || d->year[now].row == NULL) continue;
        int32_t colour = severity(d->year[now].row);
        xw_putf(v->out, "<span class=\"tag %s\">",
                colour == 2   ? "red"
                : colour == 1 ? "yel"
                              : "ok");
        xw_tell(v, XW_SAY_SHEET_WARNING,
                XW_WITH(xw_year(v, v->f->now), xw_view_stage(v, s),
                        xw_word(v, colour == 2   ? XW_SAY_RED
                                   : colour == 1 ? XW_SAY_YELLOW
                                                 : XW_SAY_GREEN)));
        xw_put(v->out, "</span> ");
    }
}

static void put_head(struct xw_view *v, int32_t k)
{
    const struct xw_run_school *school = &v->f->run->school[k];
    const char *other = v->language == XW_CHINESE ? school->name_en : school->name_zh;
    xw_putf(v->out, "<div class=\"hd\"><h3 id=\"sh%d\">", k);
    xw_put_text(v->out, name_of(v, school));
    xw_putf(v->out, "<span class=\"en\" lang=\"%s\">", v->other->lang);
    xw_put_text(v->out, other != NULL ? other : "");
    xw_put(v->out, "　");
    xw_put_text(v->out, school->code);
    xw_put(v->out, "</span></h3><div>");
    put_warnings(v, k);
    xw_draft_tag(v);
    xw_put(v->out, "</div></div>\n");
}

/* The first and last year of the run in which the school is open. */
static void open_years(const struct xw_view *v, int32_t k, int32_t *first, int32_t *last)
{
    *first = *last = XW_NONE;
    for (int32_t s = 0; s < v->f->stages; s++) {
        const struct xw_division *d = xw_divisions_at(v->divisions, v->f, k, s);
        for (int32_t y = 0; d != NULL && y < v->f->years; y++) {
            if (d->year[y].row == NULL) continue;
            if (*first == XW_NONE || y < *first) *first = y;
            if (y > *last) *last = y;
        }
    }
}

static void put_projects(struct xw_view *v, const struct xw_run_school *school)
{
    const struct xw_run *run = v->f->run;
    enum { MOST = 4 };
    const char *items[MOST];
    int32_t count = 0;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        if (project->school == NULL || strcmp(project->school, school->code) != 0) continue;
        if (count < MOST)
            items[count] = xw_told(v, XW_SAY_SHEET_PROJECT,
                                   XW_WITH(project->code, xw_page_kind(v, project->kind),
                                           xw_year(v, project->opens_in)));
        count++;
    }
    xw_sheet_fact(v, XW_SAY_SHEET_PROJECTS,
                  count == 0 ? "—" : xw_listed(v, items, count < MOST ? count : MOST, MOST),
                  XW_EVIDENCE_COUNT);
}

static void put_facts(struct xw_view *v, int32_t k)
{
    const struct xw_run *run = v->f->run;
    const struct xw_run_school *school = &run->school[k];
    int32_t first, last;
    open_years(v, k, &first, &last);
    xw_put(v->out, "<dl class=\"facts\">");
    const char *town = xw_view_name(v, school->town_zh, school->town_en);
    xw_sheet_fact(v, XW_SAY_TOWN, town[0] != '\0' ? town : "—", XW_EVIDENCE_COUNT);
    const struct xw_run_zone *zone =
        school->zone >= 0 && school->zone < run->zone_count ? &run->zone[school->zone] : NULL;
    xw_sheet_fact(v, XW_SAY_SHEET_ZONE,
                  zone == NULL ? "—" : xw_view_name(v, zone->name_zh, zone->name_en),
                  XW_EVIDENCE_COUNT);
    xw_sheet_fact(v, XW_SAY_SHEET_SECTOR, xw_page_sector(v, school->sector), school->evidence);
    const char *cluster =
        school->cluster != NULL && school->cluster[0] != '\0' ? school->cluster : "—";
    xw_sheet_fact(v, XW_SAY_SHEET_CLUSTER, cluster, XW_EVIDENCE_COUNT);
    xw_sheet_fact(v, XW_SAY_SHEET_OPENED,
                  first > 0
                      ? xw_told(v, XW_SAY_SHEET_OPENED_IN, XW_WITH(xw_year(v, v->f->first + first)))
                      : xw_told(v, XW_SAY_FACT_OR_EARLIER, XW_WITH(xw_year(v, v->f->first))),
                  XW_EVIDENCE_COUNT);
    if (last < v->f->years - 1)
        xw_sheet_fact(
            v, XW_SAY_SHEET_CLOSED,
            xw_told(v, XW_SAY_SHEET_CLOSED_AFTER, XW_WITH(xw_year(v, v->f->first + last))),
            XW_EVIDENCE_COUNT);
    put_projects(v, school);
    xw_put(v->out, "</dl>\n");
}

/* ---- one stage of the school --------------------------------------------------------------------
 */

/* `now`, or the last year before it, or the first after it in which the division is open. */
static int32_t year_shown(const struct xw_view *v, const struct xw_division *d)
{
    int32_t now = v->f->now - v->f->first;
    for (int32_t y = now; y >= 0; y--)
        if (d->year[y].row != NULL) return y;
    for (int32_t y = now; y < v->f->years; y++)
        if (d->year[y].row != NULL) return y;
    return XW_NONE;
}

static void put_seats(struct xw_view *v, const struct xw_division *d, int32_t year)
{
    const struct xw_run_school_year *row = d->year[year].row;
    enum xw_evidence school = v->f->run->school[d->school].evidence;
    enum xw_evidence pupils =
        xw_figures_weakest(v->f, "pupils", d->stage, (int16_t)(v->f->first + year));
    xw_put(v->out, "<dl class=\"facts\">");
    xw_sheet_fact(v, XW_SAY_ROOMS, xw_n(v, row->rooms), school);
    xw_sheet_fact(v, XW_SAY_ROW_DESIGN,
                  row->seats_design == XW_NONE ? "—" : xw_n(v, row->seats_design), school);
    xw_sheet_fact(v, XW_SAY_NORM_SEATS, xw_n(v, row->seats_norm), school);
    xw_sheet_fact(v, XW_SAY_WORD_COMPLIANT,
                  row->seats_compliant == XW_NONE ? "—" : xw_n(v, row->seats_compliant), school);
    xw_sheet_fact(v, XW_SAY_ROLL, xw_sheet_persons(row->held, xw_n(v, row->pupils)), pupils);
    xw_sheet_fact(v, XW_SAY_SHEET_CATCHMENT, xw_n(v, row->demand), pupils);
    xw_put(v->out, "</dl>\n");
}

static void put_charts(struct xw_view *v, const struct xw_division *d)
{
    int32_t peak = xw_roll_peak(v, d), worst = XW_NONE;
    for (int32_t y = 0; y < v->f->years; y++)
        if (d->year[y].lacking > (worst == XW_NONE ? 0 : d->year[worst].lacking)) worst = y;
    xw_put(v->out, "<div class=\"two pair\">");
    xw_sheet_figure_open(
        v,
        peak == XW_NONE
            ? xw_word(v, XW_SAY_SHEET_NO_PUPILS)
            : xw_told(v, XW_SAY_SHEET_PEAK,
                      XW_WITH(xw_year(v, v->f->first + peak), xw_n(v, d->year[peak].row->pupils))),
        xw_word(v, v->chances != NULL ? XW_SAY_SHEET_ROLL_SUB_CHANCES : XW_SAY_SHEET_ROLL_SUB));
    xw_chart_roll(v, d);
    xw_figure_close(v);
    xw_sheet_figure_open(v,
                         worst == XW_NONE ? xw_word(v, XW_SAY_SHEET_ALL_OPEN)
                                          : xw_told(v, XW_SAY_SHEET_LACKING,
                                                    XW_WITH(xw_year(v, v->f->first + worst),
                                                            xw_n(v, d->year[worst].lacking))),
                         xw_word(v, XW_SAY_SAW_SUB));
    xw_chart_saw(v, d, 170.0);
    xw_figure_close(v);
    xw_put(v->out, "</div>\n");
}

/* Whether the entrants of a year are held back: they are the sum of the ways to the school. */
static bool entrants_held(const struct xw_view *v, const struct xw_division *d, int32_t year)
{
    const struct xw_run_class_year *entry =
        d->grade[(ptrdiff_t)year * v->f->run->stage[d->stage].grades];
    return entry != NULL && entry->held & XW_HELD_PERSONS;
}

static void put_year(struct xw_view *v, const struct xw_division *d, int32_t y)
{
    const struct xw_division_year *of = &d->year[y];
    const struct xw_run_school_year *row = of->row;
    xw_row_open(v, "", xw_year(v, v->f->first + y));
    xw_cell(v, xw_n_held(v, entrants_held(v, d, y), of->entrants));
    xw_cell(v, xw_sheet_persons(row->held, xw_n(v, row->pupils)));
    xw_cell(v, xw_n(v, row->classes));
    xw_cell(v, row->classes == 0
                   ? "—"
                   : xw_sheet_persons(
                         row->held,
                         xw_number_fixed(v->texts, (double)row->pupils / row->classes, 1, "—")));
    xw_cell(v, row->classes > 0 ? xw_sheet_persons(row->held, xw_n(v, row->largest_class)) : "—");
    xw_cell(v, xw_n(v, row->rooms));
    xw_cell(v, xw_n(v, of->older));
    xw_cell(v, xw_n(v, of->entry));
    xw_cell(v, xw_n(v, of->wanted));
    xw_cell_gap(v, of->lacking);
    xw_cell(v, xw_n(v, row->seats_norm));
    xw_cell(v, xw_sheet_persons(row->held, xw_percent(v, row->pupils, row->seats_norm)));
    xw_cell(v, xw_n(v, row->classes_over_norm));
    xw_warning_tag(v, row->warning);
    xw_cell_left(v, xw_page_reason(v, row->reason));
    xw_row_close(v);
}

static void put_years(struct xw_view *v, const struct xw_division *d)
{
    const struct xw_run_school *school = &v->f->run->school[d->school];
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_ENTRANTS),
                              xw_word(v, XW_SAY_ROLL),
                              xw_word(v, XW_SAY_CLASS_COUNT),
                              xw_word(v, XW_SAY_MEAN_CLASS),
                              xw_word(v, XW_SAY_LARGEST),
                              xw_word(v, XW_SAY_ROOMS),
                              xw_word(v, XW_SAY_ROOMS_COL_OLDER),
                              xw_word(v, XW_SAY_ROOMS_OPENED),
                              xw_word(v, XW_SAY_ROOMS_COL_WANTED),
                              xw_word(v, XW_SAY_ROOMS_LACKING),
                              xw_word(v, XW_SAY_NORM_SEATS),
                              xw_word(v, XW_SAY_USE),
                              xw_word(v, XW_SAY_OVER_NORM),
                              xw_word(v, XW_SAY_WARNING),
                              xw_word(v, XW_SAY_REASON),
                              NULL };
    xw_sheet_table_open(v, "st yr", name_of(v, school),
                        xw_told(v, XW_SAY_SHEET_YEARS, XW_WITH(xw_view_stage(v, d->stage))),
                        xw_word(v, XW_SAY_SHEET_YEARS_SUB));
    xw_table_head(v, columns, "nnnnnnnnnnnnnnnl");
    for (int32_t y = 0; y < v->f->years; y++)
        if (d->year[y].row != NULL) put_year(v, d, y);
    xw_table_close(v);
}

/* ---- where the entrants come from ---------------------------------------------------------------
 */

enum { FLOWS = 8 };

static void put_flow(struct xw_view *v, const struct xw_run_flow *flow)
{
    const struct xw_run *run = v->f->run;
    const struct xw_run_zone *zone =
        flow->zone >= 0 && flow->zone < run->zone_count ? &run->zone[flow->zone] : NULL;
    xw_row_open(v, "", zone == NULL ? "—" : xw_view_name(v, zone->name_zh, zone->name_en));
    xw_cell_left(v, zone == NULL ? "—" : xw_view_name(v, zone->town_zh, zone->town_en));
    xw_cell_left(v, xw_page_placed(v, flow->reason));
    xw_cell(v, xw_sheet_persons(flow->held, xw_n(v, flow->pupils)));
    xw_cell(v, flow->metres == XW_NONE ? "—" : xw_n(v, flow->metres));
    xw_row_close(v);
}

/* The first flow of a year or after it: rows come year by year. */
static int32_t first_flow(const struct xw_run *run, int16_t year)
{
    int32_t low = 0, high = run->flow_count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (run->flow[middle].year < year)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The flows with most pupils, the rest as one row, and the sum of all. */
static void put_flows(struct xw_view *v, const struct xw_division *d, int32_t year)
{
    const struct xw_run *run = v->f->run;
    const struct xw_run_flow *top[FLOWS + 1];
    int32_t count = 0, shown = 0, pupils = 0, rest = 0;
    uint8_t held = 0;
    for (int32_t i = first_flow(run, (int16_t)(v->f->first + year)); i < run->flow_count; i++) {
        const struct xw_run_flow *flow = &run->flow[i];
        if (flow->year != v->f->first + year) break;
        if (flow->school != d->school || flow->stage != d->stage || flow->pupils <= 0) continue;
        count++;
        pupils += flow->pupils;
        held |= flow->held;
        int32_t at = shown < FLOWS ? shown++ : FLOWS;
        for (; at > 0 && flow->pupils > top[at - 1]->pupils; at--)
            top[at] = top[at - 1];
        top[at] = flow;
    }
    const char *at = xw_year(v, v->f->first + year);
    if (count == 0) {
        xw_footnote(v, XW_SAY_SHEET_NO_FLOWS, XW_WITH(at, xw_view_within(v, d->stage)));
        return;
    }
    const char *columns[] = { xw_word(v, XW_SAY_SHEET_FROM), xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_SHEET_HOW),  xw_word(v, XW_SAY_ENTRANTS),
                              xw_word(v, XW_SAY_SHEET_WAY),  NULL };
    xw_sheet_table_open(v, "st", name_of(v, &run->school[d->school]),
                        xw_told(v, XW_SAY_SHEET_FLOWS, XW_WITH(at, xw_view_within(v, d->stage))),
                        xw_word(v, XW_SAY_SHEET_FLOWS_SUB));
    xw_table_head(v, columns, "nllnn");
    for (int32_t i = 0; i < shown; i++)
        put_flow(v, top[i]);
    for (int32_t i = 0; i < shown; i++)
        rest += top[i]->pupils;
    if (count > shown) {
        xw_row_open(v, "", xw_told(v, XW_SAY_SHEET_OTHERS, XW_WITH(xw_n(v, count - shown))));
        xw_put(v->out, "<td class=\"l\">—</td><td class=\"l\">—</td>");
        xw_cell(v, xw_sheet_persons(held, xw_n(v, pupils - rest)));
        xw_cell(v, "—");
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    xw_put(v->out, "<td class=\"l\">—</td><td class=\"l\">—</td>");
    xw_cell(v, xw_n_held(v, entrants_held(v, d, year) || pupils < run->held_below, pupils));
    xw_cell(v, "—");
    xw_row_close(v);
    xw_table_close(v);
}

/* ---- why it is warned ---------------------------------------------------------------------------
 */

static void put_why(struct xw_view *v, const struct xw_division *d, int32_t year)
{
    static const struct {
        const char *reason;
        enum xw_key key;
    } reasons[] = { { "demand", XW_SAY_SHEET_WHY_DEMAND },
                    { "delay", XW_SAY_SHEET_WHY_DELAY },
                    { "locked_rooms", XW_SAY_SHEET_WHY_LOCKED },
                    { "earlier_wave", XW_SAY_SHEET_WHY_EARLIER },
                    { "boundary", XW_SAY_SHEET_WHY_BOUNDARY } };
    const struct xw_division_year *of = &d->year[year];
    int32_t colour = severity(of->row);
    xw_put(v->out, "<div class=\"x\"><h4>");
    xw_tell(v,
            colour == 2   ? XW_SAY_SHEET_WHY_RED
            : colour == 1 ? XW_SAY_SHEET_WHY_YELLOW
                          : XW_SAY_SHEET_WHY_GREEN,
            XW_WITH(xw_year(v, v->f->first + year), xw_view_stage(v, d->stage)));
    xw_put(v->out, "</h4>\n<p class=\"fn\">");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (of->row->reason != NULL && strcmp(of->row->reason, reasons[i].reason) == 0)
            xw_tell(v, reasons[i].key, XW_NOTHING);
    xw_tell(v, of->row->classes_over_norm > 0 ? XW_SAY_SHEET_OVER : XW_SAY_SHEET_NONE_OVER,
            XW_WITH(xw_n(v, of->row->classes), xw_n(v, of->row->classes_over_norm),
                    xw_sheet_persons(of->row->held, xw_n(v, of->row->largest_class))));
    xw_put(v->out, "</p>\n");
    xw_rooms_sum(v, d, year);
    xw_put(v->out, "<p class=\"src\">xuewei explain RUN.gpkg --school ");
    xw_put_text(v->out, v->f->run->school[d->school].code);
    xw_putf(v->out, " --stage %s --year %d</p></div>\n",
            xw_stage_word(v->f->run->stage[d->stage].name), v->f->first + year);
}

void xw_school_sheet(struct xw_view *v, int32_t school)
{
    int32_t first, last;
    open_years(v, school, &first, &last);
    if (first == XW_NONE) return;
    xw_putf(v->out, "<article class=\"sheet\" aria-labelledby=\"sh%d\">\n", school);
    put_head(v, school);
    put_facts(v, school);
    for (int32_t s = 0; s < v->f->stages; s++) {
        const struct xw_division *d = xw_divisions_at(v->divisions, v->f, school, s);
        int32_t year = d == NULL ? XW_NONE : year_shown(v, d);
        if (year == XW_NONE) continue;
        xw_put(v->out, "<h4>");
        xw_tell(v, XW_SAY_SHEET_STAGE,
                XW_WITH(xw_view_stage(v, s), xw_year(v, v->f->first + year)));
        xw_put(v->out, "</h4>\n");
        put_seats(v, d, year);
        put_charts(v, d);
        put_years(v, d);
        xw_put(v->out, "<div class=\"two\"><div>");
        if (v->f->first + year == v->f->now) put_flows(v, d, year);
        xw_put(v->out, "</div>\n");
        put_why(v, d, year);
        xw_put(v->out, "</div>\n");
    }
    xw_put(v->out, "</article>\n");
}

/* ---- the school of the report -------------------------------------------------------------------
 */

/* Worse than the one found so far. */
static bool worse(const struct xw_division_year *a, const struct xw_division_year *b)
{
    if (severity(a->row) != severity(b->row)) return severity(a->row) > severity(b->row);
    if (severity(a->row) > 0 && a->lacking != b->lacking) return a->lacking > b->lacking;
    double use = isfinite(a->row->utilisation) ? a->row->utilisation : 0.0;
    return use > (isfinite(b->row->utilisation) ? b->row->utilisation : 0.0);
}

int32_t xw_sheets_worst(const struct xw_view *v)
{
    const struct xw_division *worst = NULL;
    int32_t now = v->f->now - v->f->first;
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        if (d->year[now].row == NULL) continue;
        if (worst == NULL || worse(&d->year[now], &worst->year[now])) worst = d;
    }
    return worst == NULL ? XW_NONE : worst->school;
}
