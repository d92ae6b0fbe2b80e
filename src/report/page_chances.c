#include "page.h"
#include "fan.h"
#include "say_chances.h"
#include <math.h>

/* ---- sentences ----------------------------------------------------------------------------------
 */

static const struct xw_quantile_row *district(const struct xw_view *v, int32_t stage,
                                              enum xw_quantity quantity, int32_t year)
{
    return xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, quantity, year);
}

/* The year that the stage's sentences speak of: the riskiest from now on, else the coming one. */
static int32_t spoken_year(const struct xw_view *v, int32_t stage)
{
    int32_t now = v->f->now - v->f->first;
    int32_t year = xw_chances_riskiest(v->chances, XW_NONE, stage, XW_SCOPE_ALL, now);
    return year != XW_NONE ? year : now;
}

static void item(struct xw_view *v, enum xw_key key, const char *const *arguments)
{
    xw_put(v->out, "<li>");
    xw_tell(v, key, arguments);
    xw_put(v->out, "</li>\n");
}

static void say_short(struct xw_view *v, int32_t stage, int32_t year)
{
    const struct xw_figures *f = v->f;
    const char *name = xw_view_stage(v, stage), *when = xw_year(v, f->first + year);
    double p = xw_chances_short(v->chances, XW_NONE, stage, XW_SCOPE_ALL, year);
    double mean = xw_chances_expected(v->chances, XW_NONE, stage, XW_SCOPE_ALL, year);
    const struct xw_quantile_row *net = district(v, stage, XW_QUANTITY_NET_GAP, year);
    if (!isfinite(p) || net == NULL) return;
    if (!(p > 0.0))
        item(v, XW_SAY_CHANCE_NEVER,
             XW_WITH(name, xw_n(v, v->chances->replicates), xw_years(v, f->now, f->last)));
    else if (net->p50 > 0.0)
        item(v, XW_SAY_CHANCE_SHORT,
             XW_WITH(name, xw_in_histories(v, p), when, xw_likelihood(v, p), xw_about(v, net->p50),
                     xw_about(v, net->p10), xw_about(v, net->p90), xw_about(v, mean)));
    else
        item(v, net->p90 > 0.0 ? XW_SAY_CHANCE_SHORT_RARE : XW_SAY_CHANCE_SHORT_FEW,
             XW_WITH(name, xw_in_histories(v, p), when, xw_likelihood(v, p), xw_about(v, net->p90),
                     xw_about(v, mean)));
    const struct xw_quantile_row *local = district(v, stage, XW_QUANTITY_LOCAL_GAP, year);
    if (local != NULL && local->p90 > 0.0)
        item(v, XW_SAY_CHANCE_LOCAL,
             XW_WITH(when, xw_about(v, local->p50), xw_about(v, local->p10),
                     xw_about(v, local->p90)));
}

static const char *whole_year(struct xw_view *v, double year)
{
    return xw_year(v, (int32_t)floor(year + 0.5));
}

static void say_risk(struct xw_view *v, int32_t stage, int32_t year)
{
    const struct xw_chances *c = v->chances;
    const struct xw_risk_row *risk = xw_chances_risk(c, XW_NONE, stage, XW_SCOPE_ALL);
    if (risk != NULL && risk->p_any > 0.0) {
        const char *threshold = xw_chance(v, risk->threshold), *any = xw_chance(v, risk->p_any);
        if (risk->first_year != XW_NONE)
            item(v, XW_SAY_CHANCE_FIRST, XW_WITH(threshold, xw_year(v, risk->first_year), any));
        else
            item(v, XW_SAY_CHANCE_FIRST_NONE, XW_WITH(threshold, any));
        if (isfinite(risk->peak_year_p50) && risk->peak_p50 > 0.0)
            item(v, XW_SAY_CHANCE_PEAK,
                 XW_WITH(xw_about(v, risk->peak_p50), xw_about(v, risk->peak_p10),
                         xw_about(v, risk->peak_p90), whole_year(v, risk->peak_year_p50),
                         whole_year(v, risk->peak_year_p10), whole_year(v, risk->peak_year_p90)));
    }
    double seats[XW_SERVICES];
    for (int32_t i = 0; i < XW_SERVICES; i++)
        seats[i] = xw_chances_service(c, XW_NONE, stage, XW_SCOPE_ALL, year, i);
    if (isfinite(seats[0]) && isfinite(seats[1]) && isfinite(seats[2]) && seats[2] > 0.0)
        item(v, XW_SAY_CHANCE_SERVICE,
             XW_WITH(xw_year(v, v->f->first + year), xw_at_least(v, seats[0]),
                     xw_at_least(v, seats[1]), xw_at_least(v, seats[2])));
}

/* Towns above the threshold in a year, the likeliest first. */
static void say_towns(struct xw_view *v, int32_t stage, int32_t year)
{
    enum { NAMED = 8 };
    const struct xw_chances *c = v->chances;
    double threshold = xw_chances_threshold(c);
    int32_t towns[NAMED + 1], count = 0, known = 0;
    const char *items[NAMED + 1];
    for (int32_t t = 0; t < v->f->towns; t++) {
        double p = xw_chances_short(c, t, stage, XW_SCOPE_ALL, year);
        known += isfinite(p);
        if (!(p > threshold)) continue;
        int32_t at = count < NAMED + 1 ? count++ : NAMED;
        for (; at > 0 && xw_chances_short(c, towns[at - 1], stage, XW_SCOPE_ALL, year) < p; at--)
            towns[at] = towns[at - 1];
        towns[at] = t;
    }
    for (int32_t i = 0; i < count; i++)
        items[i] = xw_told(
            v, XW_SAY_RISK_MAP_MOST,
            XW_WITH(xw_view_town(v, towns[i]),
                    xw_chance(v, xw_chances_short(c, towns[i], stage, XW_SCOPE_ALL, year))));
    const char *when = xw_year(v, v->f->first + year), *limit = xw_chance(v, threshold);
    if (count > 0)
        item(v, XW_SAY_CHANCE_TOWNS, XW_WITH(when, limit, xw_listed(v, items, count, NAMED)));
    else if (known > 0)
        item(v, XW_SAY_CHANCE_TOWNS_NONE, XW_WITH(when, limit));
}

/* The year in which late openings cost most seats on average. */
static void say_late(struct xw_view *v, int32_t stage)
{
    int32_t worst = XW_NONE, on_time = 0;
    double most = 0.5;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_run_gap *row = xw_figures_district(v->f, stage, XW_SCOPE_ALL, y);
        const struct xw_quantile_row *seats = district(v, stage, XW_QUANTITY_SEATS, y);
        if (row == NULL || row->seats == XW_NONE || seats == NULL) continue;
        if (!(row->seats - seats->mean > most)) continue;
        most = row->seats - seats->mean;
        worst = y;
        on_time = row->seats;
    }
    if (worst == XW_NONE) return;
    item(v, XW_SAY_CHANCE_LATE,
         XW_WITH(xw_year(v, v->f->first + worst), xw_about(v, most), xw_n(v, on_time)));
}

static void say_roll(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    int16_t peak = f->stage[stage].roll.year;
    if (peak == XW_NONE) return;
    const struct xw_quantile_row *row = district(v, stage, XW_QUANTITY_DEMAND, peak - f->first);
    if (row == NULL) return;
    item(v, XW_SAY_CHANCE_ROLL,
         XW_WITH(xw_view_stage(v, stage), xw_year(v, peak), xw_about(v, row->p50),
                 xw_about(v, row->p10), xw_about(v, row->p90), xw_about(v, row->p2_5),
                 xw_about(v, row->p97_5), xw_n(v, f->stage[stage].roll.pupils)));
}

/* ---- figures ------------------------------------------------------------------------------------
 */

static void fan(struct xw_view *v, int32_t stage, int32_t year)
{
    const struct xw_figures *f = v->f;
    bool has_seats = f->stage[stage].district;
    int32_t at = has_seats || f->stage[stage].roll.year == XW_NONE
                     ? year
                     : f->stage[stage].roll.year - f->first;
    const struct xw_quantile_row *row = district(v, stage, XW_QUANTITY_DEMAND, at);
    const struct xw_run_gap *central = xw_figures_district(f, stage, XW_SCOPE_ALL, at);
    if (row == NULL || central == NULL) return;
    const char *name = xw_view_stage(v, stage), *when = xw_year(v, f->first + at);
    const char *low = xw_about(v, row->p10), *high = xw_about(v, row->p90);
    xw_figure_open(v,
                   has_seats ? xw_told(v, XW_SAY_FIND_FAN,
                                       XW_WITH(name, when, low, high, xw_n(v, central->seats)))
                             : xw_told(v, XW_SAY_FIND_FAN_CITY, XW_WITH(name, when, low, high)),
                   xw_told(v, XW_SAY_FAN_SUB, XW_WITH(xw_n(v, v->chances->replicates))));
    xw_scroll_open(v);
    xw_putf(v->out, "<span class=\"swipe\">%s</span>", xw_word(v, XW_SAY_SWIPE));
    xw_chart_fan(v, stage);
    xw_scroll_close(v);
    xw_fan_key(v, has_seats, has_seats && xw_fan_seats_vary(v->chances, XW_NONE, stage));
    xw_figure_close(v);
}

/* The finding of a gap's fan: its largest median, else its largest P90. */
static const char *gap_finding(struct xw_view *v, int32_t stage, enum xw_quantity gap)
{
    const struct xw_quantile_row *worst = NULL;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_quantile_row *row = district(v, stage, gap, y);
        if (row == NULL) continue;
        if (worst == NULL || row->p50 > worst->p50 ||
            (row->p50 == worst->p50 && row->p90 > worst->p90))
            worst = row;
    }
    bool net = gap == XW_QUANTITY_NET_GAP;
    if (worst == NULL || !(worst->p90 > 0.0))
        return xw_word(v, net ? XW_SAY_FIND_GAP_NET_NONE : XW_SAY_FIND_GAP_LOCAL_NONE);
    return xw_told(v, net ? XW_SAY_FIND_GAP_NET : XW_SAY_FIND_GAP_LOCAL,
                   XW_WITH(xw_year(v, worst->year), xw_about(v, worst->p50),
                           xw_about(v, worst->p10), xw_about(v, worst->p90)));
}

static void gap_fans(struct xw_view *v, int32_t stage)
{
    static const enum xw_quantity both[2] = { XW_QUANTITY_NET_GAP, XW_QUANTITY_LOCAL_GAP };
    static const enum xw_key subs[2] = { XW_SAY_GAP_NET_SUB, XW_SAY_GAP_LOCAL_SUB };
    double top = xw_gap_fan_top(v->chances, stage);
    xw_put(v->out, "<div class=\"two\">\n");
    for (int32_t i = 0; i < 2; i++) {
        xw_figure_open(v, gap_finding(v, stage, both[i]), xw_word(v, subs[i]));
        xw_chart_gap_fan(v, stage, both[i], top);
        xw_figure_close(v);
    }
    xw_put(v->out, "</div>\n");
}

/* ---- tables -------------------------------------------------------------------------------------
 */

static void bands_table(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    bool has_seats = f->stage[stage].district;
    xw_table_open(v, "st yr", xw_told(v, XW_SAY_BANDS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_BANDS_SUB, XW_WITH(xw_n(v, v->chances->replicates))));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_COL_CENTRAL_DEMAND),
                              xw_quantile_head(v, XW_SAY_COL_DEMAND, "P2.5"),
                              xw_quantile_head(v, XW_SAY_COL_DEMAND, "P10"),
                              xw_quantile_head(v, XW_SAY_COL_DEMAND, "P50"),
                              xw_quantile_head(v, XW_SAY_COL_DEMAND, "P90"),
                              xw_quantile_head(v, XW_SAY_COL_DEMAND, "P97.5"),
                              has_seats ? xw_quantile_head(v, XW_SAY_COL_SEATS, "P10") : NULL,
                              xw_quantile_head(v, XW_SAY_COL_SEATS, "P50"),
                              xw_quantile_head(v, XW_SAY_COL_SEATS, "P90"),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_quantile_row *row = district(v, stage, XW_QUANTITY_DEMAND, y);
        const struct xw_quantile_row *seats = district(v, stage, XW_QUANTITY_SEATS, y);
        const struct xw_run_gap *central = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
        if (row == NULL || central == NULL) continue;
        xw_row_open(v, "", xw_year(v, f->first + y));
        xw_cell(v, xw_n(v, central->demand));
        xw_cell_about(v, row->p2_5);
        xw_cell_about(v, row->p10);
        xw_cell_about(v, row->p50);
        xw_cell_about(v, row->p90);
        xw_cell_about(v, row->p97_5);
        for (int32_t i = 0; i < 3 && has_seats; i++)
            xw_cell_about(v, seats == NULL ? NAN
                             : i == 0      ? seats->p10
                             : i == 1      ? seats->p50
                                           : seats->p90);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static const char *service_head(struct xw_view *v, int32_t level)
{
    return xw_told(v, XW_SAY_COL_SERVICE, XW_WITH(xw_chance(v, xw_service_level[level])));
}

static void risks_table(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    const struct xw_chances *c = v->chances;
    xw_table_open(v, "st yr", xw_told(v, XW_SAY_RISKS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_RISKS_SUB, XW_WITH(xw_n(v, c->replicates))));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_quantile_head(v, XW_SAY_COL_NET, "P10"),
                              xw_quantile_head(v, XW_SAY_COL_NET, "P50"),
                              xw_quantile_head(v, XW_SAY_COL_NET, "P90"),
                              xw_quantile_head(v, XW_SAY_COL_NET, "P97.5"),
                              xw_quantile_head(v, XW_SAY_COL_LOCAL, "P10"),
                              xw_quantile_head(v, XW_SAY_COL_LOCAL, "P50"),
                              xw_quantile_head(v, XW_SAY_COL_LOCAL, "P90"),
                              xw_word(v, XW_SAY_COL_RISK),
                              xw_word(v, XW_SAY_COL_EXPECTED),
                              service_head(v, 0),
                              service_head(v, 1),
                              service_head(v, 2),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_quantile_row *net = district(v, stage, XW_QUANTITY_NET_GAP, y);
        const struct xw_quantile_row *local = district(v, stage, XW_QUANTITY_LOCAL_GAP, y);
        if (net == NULL || local == NULL) continue;
        xw_row_open(v, "", xw_year(v, f->first + y));
        xw_cell_lacking(v, net->p10);
        xw_cell_lacking(v, net->p50);
        xw_cell_lacking(v, net->p90);
        xw_cell_lacking(v, net->p97_5);
        xw_cell_lacking(v, local->p10);
        xw_cell_lacking(v, local->p50);
        xw_cell_lacking(v, local->p90);
        xw_cell_chance(v, xw_chances_short(c, XW_NONE, stage, XW_SCOPE_ALL, y));
        xw_cell_about(v, xw_chances_expected(c, XW_NONE, stage, XW_SCOPE_ALL, y));
        for (int32_t i = 0; i < XW_SERVICES; i++)
            xw_cell_at_least(v, xw_chances_service(c, XW_NONE, stage, XW_SCOPE_ALL, y, i));
        xw_row_close(v);
    }
    xw_table_close(v);
}

void xw_page_chances(struct xw_view *v, int32_t stage)
{
    if (v->chances == NULL) return;
    bool has_seats = v->f->stage[stage].district;
    int32_t year = spoken_year(v, stage);
    xw_heading(v, 3, NULL, XW_SAY_CHANCES_HEAD, XW_NOTHING);
    xw_put(v->out, "<ul class=\"why\">\n");
    if (has_seats) {
        say_short(v, stage, year);
        say_risk(v, stage, year);
        say_towns(v, stage, year);
        say_late(v, stage);
    }
    say_roll(v, stage);
    xw_put(v->out, "</ul>\n");
    fan(v, stage, year);
    if (has_seats) gap_fans(v, stage);
    bands_table(v, stage);
    if (has_seats) risks_table(v, stage);
}
