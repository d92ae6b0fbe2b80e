#include "page.h"
#include "fan.h"
#include "risk_heat.h"
#include "say_chances.h"
#include <math.h>

static int32_t worst_year(const struct xw_view *v, int32_t town, int32_t stage)
{
    return xw_chances_riskiest(v->chances, town, stage, XW_SCOPE_ALL, 0);
}

/* ---- by years -----------------------------------------------------------------------------------
 */

static void heat(struct xw_view *v, int32_t stage, const int32_t *order, int32_t count)
{
    const struct xw_chances *c = v->chances;
    double threshold = xw_chances_threshold(c);
    const char *limit = xw_chance(v, threshold);
    int32_t above = 0, year = worst_year(v, order[0], stage);
    for (int32_t i = 0; i < count; i++)
        above += xw_chances_first_above(c, order[i], stage, XW_SCOPE_ALL, threshold) != XW_NONE;
    const char *finding =
        above == 0
            ? xw_told(v, XW_SAY_FIND_RISK_NONE, XW_WITH(xw_n(v, count), limit))
            : xw_told(
                  v, XW_SAY_FIND_RISK,
                  XW_WITH(xw_n(v, count), xw_n(v, above), limit, xw_view_town(v, order[0]),
                          xw_year(v, v->f->first + year),
                          xw_chance(v, xw_chances_short(c, order[0], stage, XW_SCOPE_ALL, year))));
    xw_figure_open(v, finding,
                   xw_told(v, XW_SAY_RISK_SUB, XW_WITH(xw_view_stage(v, stage), limit)));
    xw_chart_risk_heat(v, stage, order, count);
    xw_chart_risk_key(v);
    xw_figure_close(v);
}

/* ---- on maps ------------------------------------------------------------------------------------
 */

/* The coming year, the riskiest from then on, 2030 and the last: in order, each once. */
static int32_t map_years(const struct xw_view *v, int32_t stage, int32_t years[4])
{
    const struct xw_figures *f = v->f;
    int32_t now = f->now - f->first, peak = f->stage[stage].roll.year;
    int32_t riskiest = xw_chances_riskiest(v->chances, XW_NONE, stage, XW_SCOPE_ALL, now);
    if (riskiest == XW_NONE || riskiest == now) riskiest = peak != XW_NONE ? peak - f->first : now;
    const int32_t wanted[4] = { now, riskiest, 2030 - f->first, f->years - 1 };
    int32_t count = 0;
    for (int32_t y = 0; y < f->years; y++) {
        bool is_wanted = false;
        for (int32_t i = 0; i < 4; i++)
            is_wanted = is_wanted || wanted[i] == y;
        if (is_wanted) years[count++] = y;
    }
    return count;
}

/* The town most at risk in a year, XW_NONE: none is. */
static int32_t most_at_risk(const struct xw_view *v, int32_t stage, int32_t year)
{
    int32_t town = XW_NONE;
    double most = 0.0;
    for (int32_t t = 0; t < v->f->towns; t++) {
        double p = xw_chances_short(v->chances, t, stage, XW_SCOPE_ALL, year);
        if (!(p > most)) continue;
        most = p;
        town = t;
    }
    return town;
}

/* Years in which some town is at risk: `count` of them. */
static void draw_maps(struct xw_view *v, int32_t stage, const int32_t *years,
                      const char *const *names, int32_t count)
{
    xw_figure_open(v,
                   xw_told(v, XW_SAY_FIND_RISK_MAPS,
                           XW_WITH(xw_view_stage(v, stage), xw_listed(v, names, count, count))),
                   xw_word(v, XW_SAY_RISK_MAPS_SUB));
    xw_put(v->out, "<div class=\"minis\">\n");
    for (int32_t i = 0; i < count; i++) {
        int32_t town = most_at_risk(v, stage, years[i]);
        xw_putf(v->out, "<div class=\"mini\"><h4>%s</h4><p>", names[i]);
        xw_tell(
            v, XW_SAY_RISK_MAP_MOST,
            XW_WITH(xw_view_town(v, town), xw_chance(v, xw_chances_short(v->chances, town, stage,
                                                                         XW_SCOPE_ALL, years[i]))));
        xw_put(v->out, "</p>");
        xw_risk_map(v, stage, years[i]);
        xw_put(v->out, "</div>\n");
    }
    xw_put(v->out, "</div>\n");
    xw_figure_close(v);
}

/* A map with nothing on it is one line of text. */
static void maps(struct xw_view *v, int32_t stage)
{
    int32_t years[4], count = map_years(v, stage, years);
    const char *names[4], *safe[4];
    int32_t drawn = 0, blank = 0;
    for (int32_t i = 0; i < count; i++) {
        const char *name = xw_year(v, v->f->first + years[i]);
        if (most_at_risk(v, stage, years[i]) == XW_NONE) {
            safe[blank++] = name;
            continue;
        }
        names[drawn] = name;
        years[drawn++] = years[i];
    }
    if (drawn > 0 && !xw_risk_maps_open(v)) return;
    if (drawn > 0) draw_maps(v, stage, years, names, drawn);
    if (blank > 0)
        xw_footnote(v, XW_SAY_RISK_MAPS_NONE,
                    XW_WITH(xw_view_stage(v, stage), xw_listed(v, safe, blank, blank)));
}

/* ---- a row a town -------------------------------------------------------------------------------
 */

static void town_row(struct xw_view *v, int32_t town, int32_t stage, int32_t year)
{
    const struct xw_chances *c = v->chances;
    const struct xw_risk_row *risk = xw_chances_risk(c, town, stage, XW_SCOPE_ALL);
    xw_row_open(v, town == XW_NONE ? "sum" : "",
                town == XW_NONE ? xw_word(v, XW_SAY_WHOLE_DISTRICT) : xw_view_town(v, town));
    if (risk == NULL) {
        for (int32_t i = 0; i < 6; i++)
            xw_cell(v, "—");
    } else {
        xw_cell(v, risk->first_year != XW_NONE ? xw_year(v, risk->first_year) : "—");
        xw_cell_chance(v, risk->p_any);
        xw_cell_lacking(v, risk->peak_p10);
        xw_cell_lacking(v, risk->peak_p50);
        xw_cell_lacking(v, risk->peak_p90);
        xw_cell(v, isfinite(risk->peak_year_p50)
                       ? xw_year(v, (int32_t)floor(risk->peak_year_p50 + 0.5))
                       : "—");
    }
    xw_cell_chance(v, xw_chances_short(c, town, stage, XW_SCOPE_ALL, year));
    for (int32_t i = 0; i < XW_SERVICES; i++)
        xw_cell_at_least(v, xw_chances_service(c, town, stage, XW_SCOPE_ALL, year, i));
    xw_row_close(v);
}

static void towns_table(struct xw_view *v, int32_t stage, const int32_t *order, int32_t count)
{
    const struct xw_chances *c = v->chances;
    int32_t now = v->f->now - v->f->first;
    int32_t year = xw_chances_riskiest(c, XW_NONE, stage, XW_SCOPE_ALL, now);
    if (year == XW_NONE) year = now;
    const char *when = xw_year(v, v->f->first + year);
    xw_table_open(v, "st risk",
                  xw_told(v, XW_SAY_RISK_TOWNS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_RISK_TOWNS_SUB, XW_WITH(xw_n(v, c->replicates), when)));
    const char *columns[] = {
        xw_word(v, XW_SAY_TOWN),
        xw_told(v, XW_SAY_COL_FIRST, XW_WITH(xw_chance(v, xw_chances_threshold(c)))),
        xw_word(v, XW_SAY_COL_ANY),
        xw_quantile_head(v, XW_SAY_COL_PEAK, "P10"),
        xw_quantile_head(v, XW_SAY_COL_PEAK, "P50"),
        xw_quantile_head(v, XW_SAY_COL_PEAK, "P90"),
        xw_word(v, XW_SAY_COL_PEAK_YEAR),
        xw_told(v, XW_SAY_COL_RISK_IN, XW_WITH(when)),
        xw_told(v, XW_SAY_COL_SERVICE, XW_WITH(xw_chance(v, xw_service_level[0]))),
        xw_told(v, XW_SAY_COL_SERVICE, XW_WITH(xw_chance(v, xw_service_level[1]))),
        xw_told(v, XW_SAY_COL_SERVICE, XW_WITH(xw_chance(v, xw_service_level[2]))),
        NULL
    };
    xw_table_head(v, columns, "");
    for (int32_t i = 0; i < count; i++)
        town_row(v, order[i], stage, year);
    town_row(v, XW_NONE, stage, year);
    xw_table_close(v);
}

/* ---- small multiples ----------------------------------------------------------------------------
 */

static void town_fans(struct xw_view *v, int32_t stage, const int32_t *order, int32_t count)
{
    double top = xw_town_fan_top(v->chances, stage);
    xw_figure_open(
        v, xw_told(v, XW_SAY_TOWN_FANS_CAPTION, XW_WITH(xw_view_stage(v, stage), xw_n(v, count))),
        xw_word(v, XW_SAY_TOWN_FANS_SUB));
    xw_put(v->out, "<div class=\"minis\">\n");
    for (int32_t i = 0; i < count; i++) {
        int32_t year = worst_year(v, order[i], stage);
        xw_put(v->out, "<div class=\"mini\"><h4>");
        xw_put_text(v->out, xw_view_town(v, order[i]));
        xw_put(v->out, "</h4><p>");
        if (year == XW_NONE)
            xw_tell(v, XW_SAY_TOWN_FAN_SAFE, XW_NOTHING);
        else
            xw_tell(v, XW_SAY_TOWN_FAN_RISK,
                    XW_WITH(xw_year(v, v->f->first + year),
                            xw_chance(v, xw_chances_short(v->chances, order[i], stage, XW_SCOPE_ALL,
                                                          year))));
        xw_put(v->out, "</p>");
        xw_chart_town_fan(v, order[i], stage, top);
        xw_put(v->out, "</div>\n");
    }
    xw_put(v->out, "</div>\n");
    xw_figure_close(v);
}

void xw_page_risk(struct xw_view *v, int32_t stage)
{
    if (v->chances == NULL) return;
    int32_t *order = XW_TAKE(v->texts, v->f->towns, int32_t);
    if (order == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = xw_chances_towns(v->chances, stage, order);
    if (count == 0) return;
    xw_heading(v, 3, NULL, XW_SAY_RISK_HEAD, XW_NOTHING);
    heat(v, stage, order, count);
    maps(v, stage);
    towns_table(v, stage, order, count);
    town_fans(v, stage, order, count);
}
