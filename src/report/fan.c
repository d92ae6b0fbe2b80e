#include "fan.h"
#include "say_chances.h"
#include <math.h>

/* ---- bands --------------------------------------------------------------------------------------
 */

struct series {
    double *p2_5, *p10, *p50, *p90, *p97_5, *central; /* [years] */
};

static bool take_series(struct xw_view *v, struct series *s)
{
    int32_t years = v->f->years;
    double **columns[6] = { &s->p2_5, &s->p10, &s->p50, &s->p90, &s->p97_5, &s->central };
    for (int32_t i = 0; i < 6; i++) {
        *columns[i] = XW_TAKE(v->texts, years, double);
        if (*columns[i] == NULL) {
            v->out->failed = true;
            return false;
        }
    }
    return true;
}

static double central_of(const struct xw_figures *f, int32_t town, int32_t stage,
                         enum xw_quantity quantity, int32_t year)
{
    const struct xw_run_gap *row = town == XW_NONE
                                       ? xw_figures_district(f, stage, XW_SCOPE_ALL, year)
                                       : xw_figures_town(f, town, stage, XW_SCOPE_ALL, year);
    if (row == NULL) return 0.0;
    int32_t value = quantity == XW_QUANTITY_DEMAND    ? row->demand
                    : quantity == XW_QUANTITY_SEATS   ? row->seats
                    : quantity == XW_QUANTITY_NET_GAP ? row->net_gap
                                                      : row->local_gap;
    return value == XW_NONE ? 0.0 : value;
}

/* A year without a row has the central value throughout; false when no year has one. */
static bool fill_series(struct xw_view *v, int32_t town, int32_t stage, enum xw_quantity quantity,
                        struct series *s)
{
    bool any = false;
    if (!take_series(v, s)) return false;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_quantile_row *row =
            xw_chances_band(v->chances, town, stage, XW_SCOPE_ALL, quantity, y);
        double central = central_of(v->f, town, stage, quantity, y);
        s->central[y] = central;
        s->p2_5[y] = row != NULL ? row->p2_5 : central;
        s->p10[y] = row != NULL ? row->p10 : central;
        s->p50[y] = row != NULL ? row->p50 : central;
        s->p90[y] = row != NULL ? row->p90 : central;
        s->p97_5[y] = row != NULL ? row->p97_5 : central;
        any = any || row != NULL;
    }
    return any;
}

/* Mid-year to mid-year, like demand. */
static void band(struct xw_view *v, const struct xw_plot *p, const double *low, const double *high,
                 const char *classes)
{
    xw_putf(v->out, "<polygon class=\"%s\" points=\"", classes);
    for (int32_t y = 0; y < p->years; y++)
        xw_putf(v->out, "%.1f,%.1f ", xw_plot_x(p, y + 0.5), xw_plot_y(p, high[y]));
    for (int32_t y = p->years - 1; y >= 0; y--)
        xw_putf(v->out, "%.1f,%.1f%s", xw_plot_x(p, y + 0.5), xw_plot_y(p, low[y]),
                y > 0 ? " " : "");
    xw_put(v->out, "\"/>\n");
}

/* Stepped at the year's edge, like seats: one box a year in which the bounds differ. */
static void step_band(struct xw_view *v, const struct xw_plot *p, const double *low,
                      const double *high)
{
    for (int32_t y = 0; y < p->years; y++) {
        if (!(high[y] > low[y])) continue;
        double top = xw_plot_y(p, high[y]);
        xw_putf(v->out,
                "<rect class=\"sband\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                xw_plot_x(p, y), top, xw_plot_x(p, y + 1) - xw_plot_x(p, y),
                xw_plot_y(p, low[y]) - top);
    }
}

static void line(struct xw_view *v, const struct xw_plot *p, const double *value,
                 const char *classes)
{
    xw_putf(v->out, "<polyline class=\"%s\" points=\"", classes);
    for (int32_t y = 0; y < p->years; y++)
        xw_putf(v->out, "%s%.1f,%.1f", y > 0 ? " " : "", xw_plot_x(p, y + 0.5),
                xw_plot_y(p, value[y]));
    xw_put(v->out, "\"/>\n");
}

void xw_fan_under(struct xw_view *v, const struct xw_plot *p, int32_t stage)
{
    struct series s;
    if (v->chances == NULL || !fill_series(v, XW_NONE, stage, XW_QUANTITY_DEMAND, &s)) return;
    band(v, p, s.p10, s.p90, "fan");
}

double xw_fan_under_top(const struct xw_view *v, int32_t stage)
{
    double top = 0.0;
    for (int32_t y = 0; v->chances != NULL && y < v->f->years; y++) {
        const struct xw_quantile_row *row =
            xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_DEMAND, y);
        if (row != NULL) top = fmax(top, row->p90);
    }
    return top;
}

bool xw_fan_seats_vary(const struct xw_chances *c, int32_t town, int32_t stage)
{
    for (int32_t y = 0; y < c->f->years; y++) {
        const struct xw_quantile_row *row =
            xw_chances_band(c, town, stage, XW_SCOPE_ALL, XW_QUANTITY_SEATS, y);
        if (row != NULL && row->p97_5 > row->p2_5) return true;
    }
    return false;
}

/* ---- labels in a column --------------------------------------------------------------------------
 */

enum { LABELS = 8 };
struct label {
    double y;
    const char *text, *classes;
};
struct column {
    struct label label[LABELS];
    int32_t count;
};

static void add_label(struct column *c, double y, const char *text, const char *classes)
{
    struct label new = { y, text, classes };
    int32_t at = c->count < LABELS ? c->count++ : LABELS - 1;
    for (; at > 0 && c->label[at - 1].y > y; at--)
        c->label[at] = c->label[at - 1];
    c->label[at] = new;
}

/* Labels keep 12.5 apart: down from the first, then up again from the base. */
static void put_column(struct xw_view *v, struct column *c, double x, double base)
{
    const double apart = 12.5;
    for (int32_t i = 1; i < c->count; i++)
        c->label[i].y = fmax(c->label[i].y, c->label[i - 1].y + apart);
    for (int32_t i = c->count - 1; i >= 0; i--) {
        double most = base - apart * (c->count - 1 - i);
        c->label[i].y = fmin(c->label[i].y, most);
    }
    for (int32_t i = 0; i < c->count; i++)
        xw_svg_text(v, x, c->label[i].y + 3.5, c->label[i].classes, "", c->label[i].text);
}

static const char *named(struct xw_view *v, const char *name, double value)
{
    return xw_arena_format(v->texts, "%s %s", name, xw_about(v, value));
}

/* ---- the charts ---------------------------------------------------------------------------------
 */

static const char *fan_description(struct xw_view *v, const struct series *s, int32_t year)
{
    return xw_told(v, XW_SAY_FAN_DESC,
                   XW_WITH(xw_year(v, v->f->first + year), xw_about(v, s->p50[year]),
                           xw_about(v, s->p10[year]), xw_about(v, s->p90[year]),
                           xw_about(v, s->p2_5[year]), xw_about(v, s->p97_5[year])));
}

static double largest(const double *values, int32_t years, double than)
{
    for (int32_t y = 0; y < years; y++)
        than = fmax(than, values[y]);
    return than;
}

void xw_chart_fan(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    struct series demand, seats;
    bool has_seats = f->stage[stage].district;
    if (!fill_series(v, XW_NONE, stage, XW_QUANTITY_DEMAND, &demand)) return;
    has_seats = has_seats && fill_series(v, XW_NONE, stage, XW_QUANTITY_SEATS, &seats);
    struct xw_plot p = { .left = 40.0,
                         .right = 620.0,
                         .top = 22.0,
                         .base = 228.0,
                         .years = f->years,
                         .demand = demand.p50,
                         .seats = has_seats ? seats.central : NULL };
    double top = largest(demand.p97_5, f->years, 1.0);
    if (has_seats) top = largest(seats.p97_5, f->years, largest(seats.central, f->years, top));
    struct xw_axis axis = xw_axis_for(top * 1.04, 5);
    p.largest = axis.step * axis.steps;
    int32_t peak = f->stage[stage].roll.year != XW_NONE ? f->stage[stage].roll.year - f->first : 0;
    xw_svg_open(v, "wide", 720, 258,
                xw_told(v, XW_SAY_FAN_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, f->first, f->last))),
                fan_description(v, &demand, peak));
    xw_plot_frame(v, &p, axis);
    band(v, &p, demand.p2_5, demand.p97_5, "fan2");
    band(v, &p, demand.p10, demand.p90, "fan");
    if (has_seats) step_band(v, &p, seats.p10, seats.p90);
    line(v, &p, demand.central, "cen");
    xw_plot_lines(v, &p);
    xw_plot_years(v, &p, 249.0);
    struct column c = { .count = 0 };
    int32_t last = f->years - 1;
    const struct {
        const char *name;
        double value;
    } ends[4] = {
        { "P97.5", demand.p97_5[last] },
        { "P90", demand.p90[last] },
        { "P10", demand.p10[last] },
        { "P2.5", demand.p2_5[last] },
    };
    for (int32_t i = 0; i < 4; i++)
        add_label(&c, xw_plot_y(&p, ends[i].value), named(v, ends[i].name, ends[i].value), "lu");
    add_label(&c, xw_plot_y(&p, demand.p50[last]),
              named(v, xw_word(v, XW_SAY_KEY_MEDIAN), demand.p50[last]), "ld");
    if (has_seats)
        add_label(&c, xw_plot_y(&p, seats.central[last]),
                  xw_arena_format(v->texts, "%s %s", xw_word(v, XW_SAY_SEATS),
                                  xw_n(v, (int64_t)seats.central[last])),
                  "ls");
    put_column(v, &c, p.right + 5.0, p.base);
    xw_svg_close(v, 618.0, 12.0);
}

double xw_gap_fan_top(const struct xw_chances *c, int32_t stage)
{
    static const enum xw_quantity both[2] = { XW_QUANTITY_NET_GAP, XW_QUANTITY_LOCAL_GAP };
    double top = 1.0;
    for (int32_t i = 0; i < 2; i++)
        for (int32_t y = 0; y < c->f->years; y++) {
            const struct xw_quantile_row *row =
                xw_chances_band(c, XW_NONE, stage, XW_SCOPE_ALL, both[i], y);
            if (row != NULL) top = fmax(top, row->p97_5);
            top = fmax(top, central_of(c->f, XW_NONE, stage, both[i], y));
        }
    return top;
}

void xw_chart_gap_fan(struct xw_view *v, int32_t stage, enum xw_quantity gap, double top)
{
    const struct xw_figures *f = v->f;
    struct series s;
    if (!fill_series(v, XW_NONE, stage, gap, &s)) return;
    struct xw_axis axis = xw_axis_for(top, 4);
    struct xw_plot p = { .left = 40.0,
                         .right = 338.0,
                         .top = 18.0,
                         .base = 148.0,
                         .years = f->years,
                         .largest = axis.step * axis.steps,
                         .demand = s.p50 };
    int32_t peak = 0;
    for (int32_t y = 1; y < f->years; y++)
        if (s.p50[y] > s.p50[peak] || (s.p50[y] == s.p50[peak] && s.p90[y] > s.p90[peak])) peak = y;
    xw_svg_open(v, "", 344, 176,
                xw_told(v, XW_SAY_GAP_FAN_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, f->first, f->last))),
                xw_told(v, gap == XW_QUANTITY_NET_GAP ? XW_SAY_FIND_GAP_NET : XW_SAY_FIND_GAP_LOCAL,
                        XW_WITH(xw_year(v, f->first + peak), xw_about(v, s.p50[peak]),
                                xw_about(v, s.p10[peak]), xw_about(v, s.p90[peak]))));
    xw_plot_frame(v, &p, axis);
    band(v, &p, s.p2_5, s.p97_5, "fan2");
    band(v, &p, s.p10, s.p90, "fan");
    line(v, &p, s.central, "cen");
    line(v, &p, s.p50, "gapl");
    xw_plot_years(v, &p, 168.0);
    xw_svg_close(v, 340.0, 10.0);
}

double xw_town_fan_top(const struct xw_chances *c, int32_t stage)
{
    static const enum xw_quantity both[2] = { XW_QUANTITY_DEMAND, XW_QUANTITY_SEATS };
    double top = 1.0;
    for (int32_t t = 0; t < c->f->towns; t++)
        for (int32_t i = 0; i < 2; i++)
            for (int32_t y = 0; y < c->f->years; y++) {
                const struct xw_quantile_row *row =
                    xw_chances_band(c, t, stage, XW_SCOPE_ALL, both[i], y);
                if (row != NULL) top = fmax(top, row->p90);
            }
    return top;
}

void xw_chart_town_fan(struct xw_view *v, int32_t town, int32_t stage, double top)
{
    const struct xw_figures *f = v->f;
    struct series demand, seats;
    if (!fill_series(v, town, stage, XW_QUANTITY_DEMAND, &demand) ||
        !fill_series(v, town, stage, XW_QUANTITY_SEATS, &seats))
        return;
    struct xw_axis axis = xw_axis_for(top, 4);
    struct xw_plot p = { .left = 34.0,
                         .right = 172.0,
                         .top = 8.0,
                         .base = 92.0,
                         .years = f->years,
                         .largest = axis.step * axis.steps,
                         .demand = demand.p50,
                         .seats = seats.p50 };
    int32_t year = xw_chances_riskiest(v->chances, town, stage, XW_SCOPE_ALL, 0);
    if (year == XW_NONE) year = f->now - f->first;
    xw_svg_open(v, "", 176, 112,
                xw_told(v, XW_SAY_FAN_TITLE,
                        XW_WITH(xw_view_town(v, town), xw_years(v, f->first, f->last))),
                xw_told(v, XW_SAY_TOWN_FAN_DESC,
                        XW_WITH(xw_year(v, f->first + year), xw_about(v, demand.p50[year]),
                                xw_about(v, demand.p10[year]), xw_about(v, demand.p90[year]),
                                xw_about(v, seats.p50[year]))));
    xw_plot_frame(v, &p, axis);
    band(v, &p, demand.p10, demand.p90, "fan");
    step_band(v, &p, seats.p10, seats.p90);
    xw_plot_lines(v, &p);
    xw_plot_years(v, &p, 107.0);
    xw_put(v->out, "</svg>");
}

/* ---- the key ------------------------------------------------------------------------------------
 */

static void mark(struct xw_view *v, const char *picture, enum xw_key word)
{
    xw_putf(v->out,
            "<span class=\"k\"><svg width=\"24\" height=\"12\" aria-hidden=\"true\">%s</svg>%s"
            "</span>",
            picture, xw_word(v, word));
}

void xw_fan_key(struct xw_view *v, bool seats, bool seats_band)
{
    xw_put(v->out, "<p class=\"key\">");
    mark(v, "<path d=\"M0 6h24\" class=\"dem\"/>", XW_SAY_KEY_MEDIAN);
    mark(v, "<path d=\"M0 6h24\" class=\"cen\"/>", XW_SAY_KEY_CENTRAL);
    mark(v, "<rect width=\"24\" height=\"12\" class=\"fan\"/>", XW_SAY_KEY_BAND_80);
    mark(v, "<rect x=\".5\" y=\".5\" width=\"23\" height=\"11\" class=\"fan2\"/>",
         XW_SAY_KEY_BAND_95);
    if (seats)
        mark(v, "<path d=\"M0 9h12V3h12\" class=\"seat\"/>",
             seats_band ? XW_SAY_KEY_SEATS_ON_TIME : XW_SAY_NORM_SEATS);
    if (seats_band)
        mark(v, "<rect width=\"24\" height=\"12\" class=\"sband\"/>", XW_SAY_KEY_SEATS_BAND);
    xw_put(v->out, "</p>\n");
}
