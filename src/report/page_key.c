#include "page.h"
#include "say_chances.h"
#include "paired_view.h"
#include "xuewei/run_settings.h"
#include <math.h>
#include <string.h>

/* One cell: a number and, smaller, what stands beside it. */
static void cell(struct xw_view *v, const char *classes, const char *big, const char *aside)
{
    xw_put(v->out, classes[0] != '\0' ? "<td class=\"" : "<td>");
    if (classes[0] != '\0') xw_putf(v->out, "%s\">", classes);
    xw_put_text(v->out, big);
    if (aside != NULL) {
        xw_put(v->out, " <span class=\"unit\">");
        xw_put_text(v->out, aside);
        xw_put(v->out, "</span>");
    }
    xw_put(v->out, "</td>");
}

static void none(struct xw_view *v)
{
    cell(v, "", "—", NULL);
}

static void missing(struct xw_view *v)
{
    cell(v, "", xw_word(v, XW_SAY_MISSING), NULL);
}

static const struct xw_quantile_row *band(const struct xw_view *v, int32_t stage,
                                          enum xw_quantity quantity, int32_t year)
{
    return v->chances == NULL
               ? NULL
               : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, quantity, year);
}

/* ---- rows ---------------------------------------------------------------------------------------
 */

static void peak_cell(struct xw_view *v, int32_t stage)
{
    const struct xw_peak *roll = &v->f->stage[stage].roll;
    if (roll->year == XW_NONE) {
        none(v);
        return;
    }
    const char *year = xw_year(v, roll->year);
    if (roll->at_first) year = xw_told(v, XW_SAY_FACT_OR_EARLIER, XW_WITH(year));
    if (roll->at_last) year = xw_told(v, XW_SAY_FACT_OR_LATER, XW_WITH(year));
    const struct xw_quantile_row *row =
        band(v, stage, XW_QUANTITY_DEMAND, roll->year - v->f->first);
    cell(v, "", row != NULL ? xw_about(v, row->p50) : xw_n(v, roll->pupils), year);
}

/* The year of the largest local gap: of the central history, else of the largest P90. */
static int32_t worst_year(const struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    if (s->worst_year != XW_NONE) return s->worst_year - v->f->first;
    int32_t worst = XW_NONE;
    double most = 0.0;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_quantile_row *row = band(v, stage, XW_QUANTITY_LOCAL_GAP, y);
        if (row == NULL || !(row->p90 > most)) continue;
        most = row->p90;
        worst = y;
    }
    return worst;
}

/* A gap at that year: P50 and P90 where replicates have them. */
static void gap_cell(struct xw_view *v, int32_t stage, enum xw_quantity quantity)
{
    int32_t year = worst_year(v, stage);
    if (year == XW_NONE) {
        cell(v, "", "0", NULL);
        return;
    }
    const struct xw_run_gap *gap = xw_figures_district(v->f, stage, XW_SCOPE_ALL, year);
    const struct xw_quantile_row *row = band(v, stage, quantity, year);
    bool local = quantity == XW_QUANTITY_LOCAL_GAP;
    int32_t central = gap == NULL ? 0 : local ? gap->local_gap : gap->net_gap;
    const char *at = local ? xw_year(v, v->f->first + year) : NULL;
    if (row == NULL) {
        cell(v, central > 0 ? "neg" : "", xw_n(v, central), at);
        return;
    }
    const char *p90 = xw_told(v, XW_SAY_KEY_P90, XW_WITH(xw_about(v, row->p90)));
    cell(v, row->p50 > 0.0 ? "neg" : "", xw_about(v, row->p50),
         at == NULL ? p90 : xw_told(v, XW_SAY_KEY_YEAR_P90, XW_WITH(at, p90)));
}

static void local_cell(struct xw_view *v, int32_t stage)
{
    gap_cell(v, stage, XW_QUANTITY_LOCAL_GAP);
}

static void net_cell(struct xw_view *v, int32_t stage)
{
    gap_cell(v, stage, XW_QUANTITY_NET_GAP);
}

static const char *year_or_after(struct xw_view *v, int16_t year)
{
    if (year != XW_NONE) return xw_year(v, year);
    return xw_told(v, XW_SAY_AFTER_LAST, XW_WITH(xw_year(v, v->f->last)));
}

const char *xw_closing_range(struct xw_view *v, int32_t stage)
{
    const struct xw_closing_years *of =
        v->chances == NULL || v->closings == NULL || v->closings->stage == NULL
            ? NULL
            : &v->closings->stage[stage];
    if (of == NULL || of->shorts < XW_CHANCES_LEAST / 2) return NULL;
    if (of->p10 == of->p90) return year_or_after(v, of->p10);
    if (of->p10 != XW_NONE && of->p90 != XW_NONE) return xw_years(v, of->p10, of->p90);
    return xw_told(v, XW_SAY_RANGE, XW_WITH(year_or_after(v, of->p10), year_or_after(v, of->p90)));
}

static void closes_cell(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const char *central = s->closing == XW_CLOSING_CLOSES ? xw_year(v, s->closes)
                          : s->closing == XW_CLOSING_STAYS
                              ? xw_told(v, XW_SAY_KEY_NOT_BY, XW_WITH(xw_year(v, v->f->last)))
                              : xw_word(v, XW_SAY_KEY_NEVER);
    cell(v, "", central, xw_closing_range(v, stage));
}

/* The most idle seats of a year after the peak of the rolls. */
static void surplus_cell(struct xw_view *v, int32_t stage)
{
    const struct xw_peak *roll = &v->f->stage[stage].roll;
    int32_t best = XW_NONE, most = -1;
    for (int32_t y = 0; y < v->f->years && roll->year != XW_NONE; y++) {
        const struct xw_run_gap *gap = xw_figures_district(v->f, stage, XW_SCOPE_ALL, y);
        if (v->f->first + y <= roll->year || gap == NULL || gap->surplus <= most) continue;
        most = gap->surplus;
        best = y;
    }
    if (best == XW_NONE) {
        none(v);
        return;
    }
    const struct xw_run_gap *gap = xw_figures_district(v->f, stage, XW_SCOPE_ALL, best);
    const struct xw_quantile_row *row = band(v, stage, XW_QUANTITY_SURPLUS, best);
    cell(v, "", row != NULL ? xw_about(v, row->p50) : xw_n(v, most),
         xw_told(v, XW_SAY_KEY_SURPLUS,
                 XW_WITH(xw_year(v, v->f->first + best), xw_percent(v, most, gap->seats))));
}

static void classes_cell(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_year *sum = &v->f->sums[stage * v->f->years + v->f->now - v->f->first];
    double norm = v->f->run->stage[stage].class_norm;
    const char *over = xw_n(v, sum->over_norm);
    if (norm >= 40.0)
        over = xw_told(v, XW_SAY_KEY_CLASSES,
                       XW_WITH(over, xw_n(v, sum->over_56), xw_n(v, sum->over_66)));
    cell(v, sum->over_norm > 0 ? "late" : "", over,
         xw_told(v, XW_SAY_KEY_OF, XW_WITH(xw_n(v, (int64_t)norm), xw_n(v, sum->classes))));
}

static void radius_cell(struct xw_view *v, int32_t stage)
{
    double within;
    const struct xw_run_norm *radius = xw_run_norm(v->f->run, stage, "service_radius_m");
    if (!xw_figures_measure(v->f, "within_radius_assigned_straight", stage, v->f->now, &within)) {
        missing(v);
        return;
    }
    cell(v, "", xw_percent(v, 1.0 - within, 1.0),
         radius == NULL ? NULL
                        : xw_told(v, XW_SAY_KEY_METRES, XW_WITH(xw_n(v, (int64_t)radius->value))));
}

/* The largest difference coefficient of the newest year up to now that has any, against its target. */
static void difference_cell(struct xw_view *v, int32_t stage)
{
    const struct xw_run *run = v->f->run;
    const char *word = xw_stage_word(run->stage[stage].name);
    size_t length = strlen(word);
    int32_t count = 0, met = 0;
    int16_t year = XW_NONE;
    const struct xw_run_measure *worst = NULL;
    for (int32_t i = 0; i < run->measure_count; i++) {
        const struct xw_run_measure *row = &run->measure[i];
        size_t own = strlen(row->measure);
        if (strncmp(row->measure, "difference_", 11) != 0 || own <= length) continue;
        if (strcmp(row->measure + own - length, word) != 0 || row->year > v->f->now) continue;
        if (strcmp(row->place, "district") != 0 || !isfinite(row->value)) continue;
        if (!isfinite(row->target) || row->year < year) continue;
        if (row->year > year) {
            count = met = 0;
            worst = NULL;
            year = row->year;
        }
        count++;
        met += row->value <= row->target;
        if (worst == NULL || row->value > worst->value) worst = row;
    }
    if (worst == NULL) {
        missing(v);
        return;
    }
    cell(v, worst->value > worst->target ? "late" : "",
         xw_number_fixed(v->texts, worst->value, 3, "—"),
         xw_told(v, XW_SAY_KEY_DIFFERENCE,
                 XW_WITH(xw_number_fixed(v->texts, worst->target, 2, "—"), xw_n(v, met),
                         xw_n(v, count), xw_year(v, year))));
}

/* What a seat-year of shortage avoided costs, all projects together; nothing where there are none. */
static void put_cost(struct xw_view *v)
{
    const struct xw_effects *e = v->effects;
    if (!e->known || e->count == 0) return;
    if (e->unknown_costs > 0)
        xw_footnote(v, XW_SAY_EFFECTS_COST_UNKNOWN, XW_WITH(xw_n(v, e->unknown_costs)));
    else if (isfinite(xw_effects_cost(e)))
        xw_footnote(v, XW_SAY_EFFECTS_COST,
                    XW_WITH(xw_money(v, e->all.cost_cny), xw_price(v, xw_effects_cost(e))));
    else
        xw_footnote(v, XW_SAY_EFFECTS_COST_NONE, XW_WITH(xw_money(v, e->all.cost_cny)));
}

/* ---- the table ----------------------------------------------------------------------------------
 */

static const struct {
    enum xw_key label;
    bool district;   /* of the district's seats: "—" for the city's */
    bool compulsory; /* of primary and lower secondary school alone */
    void (*put)(struct xw_view *view, int32_t stage);
} rows[] = {
    { XW_SAY_KEY_PEAK, false, false, peak_cell },
    { XW_SAY_KEY_LOCAL, true, false, local_cell },
    { XW_SAY_KEY_NET, true, false, net_cell },
    { XW_SAY_KEY_CLOSES, true, false, closes_cell },
    { XW_SAY_KEY_IDLE, true, false, surplus_cell },
    { XW_SAY_KEY_OVER, true, false, classes_cell },
    { XW_SAY_KEY_BEYOND, true, false, radius_cell },
    { XW_SAY_KEY_DIFFERENCES, true, true, difference_cell },
};

void xw_page_key_figures(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *columns[XW_MAX_STAGES + 2] = { xw_word(v, XW_SAY_MEASURE) };
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++)
        columns[s + 1] = xw_view_stage(v, s);
    xw_table_open(v, "st", xw_word(v, XW_SAY_KEY_CAPTION),
                  xw_told(v, v->chances != NULL ? XW_SAY_KEY_SUB_CHANCES : XW_SAY_KEY_SUB,
                          XW_WITH(xw_year(v, f->now))));
    xw_table_head(v, columns, "");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        xw_row_open(v, "", xw_told(v, rows[r].label, XW_WITH(xw_year(v, f->now))));
        for (int32_t s = 0; s < f->stages; s++) {
            enum xw_stage_name name = f->run->stage[s].name;
            bool compulsory = name == XW_PRIMARY || name == XW_LOWER_SECONDARY;
            if ((rows[r].district && !f->stage[s].district) || (rows[r].compulsory && !compulsory))
                none(v);
            else
                rows[r].put(v, s);
        }
        xw_row_close(v);
    }
    xw_table_close(v);
    put_cost(v);
}
