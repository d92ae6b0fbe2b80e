#include "page.h"
#include "paired_view.h"
#include "waterfall.h"
#include <math.h>

enum { RANKED = 10 };

/* A price as a number of its column: 万元 with two decimals, in English CNY to the hundred. */
static const char *price(struct xw_view *v, double cny)
{
    if (!isfinite(cny)) return "—";
    return v->language == XW_CHINESE ? xw_number_fixed(v->texts, cny / 1e4, 2, "—")
                                     : xw_n(v, (int64_t)floor(cny / 100.0 + 0.5) * 100);
}

/* A difference of which more is better: below 0 it is a loss. */
static void difference(struct xw_view *v, int64_t value)
{
    xw_putf(v->out, "<td%s>%s</td>", value < 0 ? " class=\"neg\"" : "", xw_n(v, value));
}

static void say_sums(struct xw_view *v)
{
    const struct xw_effects *e = v->effects;
    int32_t others = e->count - e->help - e->idle - e->harm;
    const char *years = xw_years(v, v->f->first, v->f->last);
    xw_put(v->out, "<p class=\"base\">");
    xw_tell(v, XW_SAY_EFFECTS_SUM,
            XW_WITH(years, xw_n(v, e->count), xw_n(v, e->all.without.local),
                    xw_n(v, e->all.without.net), xw_n(v, e->with.local), xw_n(v, e->with.net)));
    xw_put(v->out, " ");
    if (e->unknown_costs > 0)
        xw_tell(v, XW_SAY_EFFECTS_COST_UNKNOWN, XW_WITH(xw_n(v, e->unknown_costs)));
    else if (isfinite(xw_effects_cost(e)))
        xw_tell(v, XW_SAY_EFFECTS_COST,
                XW_WITH(xw_money(v, e->all.cost_cny), xw_price(v, xw_effects_cost(e))));
    else
        xw_tell(v, XW_SAY_EFFECTS_COST_NONE, XW_WITH(xw_money(v, e->all.cost_cny)));
    xw_put(v->out, "</p>\n");
    xw_footnote(v, XW_SAY_EFFECTS_SINGLE,
                XW_WITH(xw_n(v, e->help), xw_n(v, e->idle), xw_n(v, e->harm), xw_n(v, others)));
}

/* ---- waterfalls ---------------------------------------------------------------------------------
 */

static void waterfalls(struct xw_view *v)
{
    const char *net[XW_MAX_STAGES];
    int32_t drawn = 0;
    for (int32_t s = 0; s < v->f->stages && drawn < XW_MAX_STAGES; s++) {
        const struct xw_waterfall *w = &v->effects->waterfall[s];
        if (!v->f->stage[s].district || w->year == XW_NONE) continue;
        const char *stage = xw_view_stage(v, s);
        if (drawn == 0) xw_put(v->out, "<div class=\"two\">");
        net[drawn++] = xw_told(v, XW_SAY_FALL_NET_OF, XW_WITH(stage, xw_n(v, w->net_without)));
        xw_figure_open(v,
                       xw_told(v, XW_SAY_FALL_FIND,
                               XW_WITH(stage, xw_year(v, w->year), xw_n(v, w->without),
                                       xw_n(v, w->with), xw_n(v, w->net))),
                       xw_word(v, XW_SAY_FALL_SUB));
        xw_chart_waterfall(v, s, w);
        xw_figure_close(v);
    }
    if (drawn > 0) {
        xw_put(v->out, "</div>\n");
        xw_footnote(v, XW_SAY_FALL_FOOT, XW_WITH(xw_listed(v, net, drawn, drawn)));
    }
    for (int32_t s = 0; s < v->f->stages; s++)
        if (v->f->stage[s].district && v->effects->waterfall[s].year == XW_NONE)
            xw_footnote(v, XW_SAY_FALL_NEVER,
                        XW_WITH(xw_view_stage(v, s), xw_years(v, v->f->first, v->f->last)));
}

/* ---- the ranking --------------------------------------------------------------------------------
 */

static const char *name_of(struct xw_view *v, const struct xw_effect *e)
{
    const struct xw_run_project *project = &v->f->run->project[e->project];
    return xw_arena_format(v->texts, "%s %s", project->code,
                           xw_view_name(v, project->name_zh, project->name_en));
}

static void stage_cell(struct xw_view *v, const struct xw_effect *e)
{
    xw_cell_left(v, e->stage != XW_NONE ? xw_view_stage(v, e->stage)
                                        : xw_word(v, XW_SAY_OTHER_STAGES));
}

static void ranking(struct xw_view *v)
{
    const struct xw_effects *e = v->effects;
    if (e->help == 0) {
        xw_footnote(v, XW_SAY_EFFECTS_NOBODY, XW_NOTHING);
        return;
    }
    int32_t shown = e->help < RANKED ? e->help : RANKED;
    xw_table_open(
        v, "st crowd", xw_word(v, XW_SAY_EFFECTS_CAPTION),
        xw_told(v, XW_SAY_EFFECTS_SUB,
                XW_WITH(xw_years(v, v->f->first, v->f->last), xw_n(v, shown), xw_n(v, e->help))));
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_OPENS),
                              xw_word(v, XW_SAY_EFFECTS_COL_SEATS),
                              xw_word(v, XW_SAY_EFFECTS_COL_COST),
                              xw_word(v, XW_SAY_EFFECTS_COL_AVOIDED),
                              xw_word(v, XW_SAY_EFFECTS_COL_IDLE),
                              xw_word(v, XW_SAY_EFFECTS_COL_PRICE),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nlnnnnnne");
    for (int32_t i = 0; i < shown; i++) {
        const struct xw_effect *one = &e->effect[e->order[i]];
        const struct xw_run_project *project = &v->f->run->project[one->project];
        xw_row_open(v, "", name_of(v, one));
        stage_cell(v, one);
        xw_cell(v, xw_year(v, project->opens_in));
        xw_cell(v, xw_n(v, project->seats_added));
        xw_cell(v, xw_yi(v, project->cost_cny));
        difference(v, one->avoided);
        xw_cell(v, xw_n(v, one->idle_added));
        xw_cell(v, price(v, one->cny_avoided));
        xw_glyph_cell(v, project->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* ---- every project: the annex -------------------------------------------------------------------
 */

static const char *peak(struct xw_view *v, const struct xw_effect *e, bool with)
{
    if (e->stage == XW_NONE) return "—";
    int32_t gap = with ? e->peak_with : e->peak_without;
    int16_t year = with ? e->peak_year_with : e->peak_year_without;
    return year == XW_NONE
               ? "0"
               : xw_told(v, XW_SAY_FALL_NET_OF, XW_WITH(xw_n(v, gap), xw_year(v, year)));
}

static void figures_of(struct xw_view *v, const struct xw_effect *e, double cost)
{
    xw_cell(v, xw_yi(v, cost));
    xw_cell(v, xw_n(v, e->without.local));
    xw_cell(v, xw_n(v, v->effects->with.local));
    difference(v, e->avoided);
    difference(v, e->net_avoided);
    difference(v, e->unplaced_avoided);
    xw_cell(v, xw_n(v, e->idle_added));
    xw_cell(v, peak(v, e, false));
    xw_cell(v, peak(v, e, true));
    xw_cell(v, price(v, e->cny_avoided));
}

void xw_page_effects_annex(struct xw_view *v)
{
    const struct xw_effects *e = v->effects;
    if (!e->known) return;
    xw_table_open(
        v, "st reg", xw_word(v, XW_SAY_EFFECTS_ALL_CAPTION),
        xw_told(v, XW_SAY_EFFECTS_ALL_SUB, XW_WITH(xw_years(v, v->f->first, v->f->last))));
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_EFFECTS_COL_COST),
                              xw_word(v, XW_SAY_EFFECTS_COL_WITHOUT),
                              xw_word(v, XW_SAY_EFFECTS_COL_WITH),
                              xw_word(v, XW_SAY_EFFECTS_COL_AVOIDED),
                              xw_word(v, XW_SAY_EFFECTS_COL_NET),
                              xw_word(v, XW_SAY_EFFECTS_COL_UNPLACED),
                              xw_word(v, XW_SAY_EFFECTS_COL_IDLE),
                              xw_word(v, XW_SAY_EFFECTS_COL_PEAK_WITHOUT),
                              xw_word(v, XW_SAY_EFFECTS_COL_PEAK_WITH),
                              xw_word(v, XW_SAY_EFFECTS_COL_PRICE),
                              NULL };
    xw_table_head(v, columns, "nlnnnnnnnnnn");
    for (int32_t i = 0; i < e->count; i++) {
        const struct xw_effect *one = &e->effect[e->order[i]];
        xw_row_open(v, "", name_of(v, one));
        stage_cell(v, one);
        figures_of(v, one, one->cost_cny);
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_EFFECTS_ALL));
    xw_cell_left(v, "—");
    figures_of(v, &e->all, e->unknown_costs > 0 ? NAN : e->all.cost_cny);
    xw_row_close(v);
    xw_table_close(v);
    xw_footnote(v, XW_SAY_EFFECTS_FOOT, XW_NOTHING);
}

void xw_page_effects(struct xw_view *v)
{
    const struct xw_effects *e = v->effects;
    xw_section_open(v, "", XW_SAY_EFFECTS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    if (!e->known) {
        xw_footnote(v, e->count == 0 ? XW_SAY_EFFECTS_NO_PROJECT : XW_SAY_EFFECTS_UNKNOWN,
                    XW_NOTHING);
        xw_put(v->out, "</div>\n");
        xw_section_close(v);
        return;
    }
    say_sums(v);
    waterfalls(v);
    ranking(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "nx", XW_SAY_NOTES);
    xw_note(v, XW_SAY_EFFECTS_NOTE_HOW, XW_NOTHING);
    xw_note(v, XW_SAY_EFFECTS_NOTE_LOSS, XW_NOTHING);
    xw_note(v, XW_SAY_EFFECTS_NOTE_PRICE, XW_WITH(xw_year(v, v->f->last)));
    xw_notes_close(v);
    xw_section_close(v);
}
