#include "charts.h"
#include "fan.h"
#include "hatch.h"
#include <math.h>
#include <string.h>

/* ---- areas between the two lines --------------------------------------------------------------
 */

struct area {
    double *x, *demand, *seats; /* up to 4 points a year */
    int32_t count;
};

static void flush(struct xw_view *v, const struct xw_plot *p, struct area *a, bool is_short)
{
    /* Shortage is drawn twice: colour, and the hatch that stays in grey print. */
    ptrdiff_t mark = xw_hatch_mark(v);
    if (a->count > 1) {
        xw_putf(v->out, "<polygon class=\"%s\" points=\"", is_short ? "shortf" : "idle");
        for (int32_t i = 0; i < a->count; i++)
            xw_putf(v->out, "%.1f,%.1f ", xw_plot_x(p, a->x[i]), xw_plot_y(p, a->seats[i]));
        for (int32_t i = a->count - 1; i >= 0; i--)
            xw_putf(v->out, "%.1f,%.1f%s", xw_plot_x(p, a->x[i]), xw_plot_y(p, a->demand[i]),
                    i > 0 ? " " : "");
        xw_put(v->out, "\"/>\n");
        if (is_short) xw_hatch(v, mark, "shorth", 4.0);
    }
    a->count = 0;
}

static void add(struct area *a, double x, double demand, double seats)
{
    a->x[a->count] = x;
    a->demand[a->count] = demand;
    a->seats[a->count++] = seats;
}

/* Half years, cut where the lines cross. */
static void draw_areas(struct xw_view *v, const struct xw_plot *p)
{
    int32_t most = p->years * 6 + 4;
    struct area a = { .x = XW_TAKE(v->texts, most, double),
                      .demand = XW_TAKE(v->texts, most, double),
                      .seats = XW_TAKE(v->texts, most, double) };
    if (a.x == NULL || a.demand == NULL || a.seats == NULL) {
        v->out->failed = true;
        return;
    }
    bool is_short = false;
    for (int32_t half = 0; half < 2 * p->years; half++) {
        double from = half / 2.0, to = from + 0.5, seats = p->seats[half / 2];
        double d0 = xw_plot_demand(p, from), d1 = xw_plot_demand(p, to);
        bool short0 = d0 > seats, short1 = d1 > seats;
        if (d0 == seats) short0 = short1;
        if (d1 == seats) short1 = short0;
        if (a.count > 0 && short0 != is_short) flush(v, p, &a, is_short);
        is_short = short0;
        add(&a, from, d0, seats);
        if (short0 != short1) {
            double cut = from + (to - from) * (seats - d0) / (d1 - d0);
            add(&a, cut, seats, seats);
            flush(v, p, &a, is_short);
            is_short = short1;
            add(&a, cut, seats, seats);
        }
        add(&a, to, d1, seats);
    }
    flush(v, p, &a, is_short);
}

/* ---- openings -------------------------------------------------------------------------------
 */

/* Openings of counted projects of the stage in a year, or their codes joined. */
static int32_t openings(struct xw_view *v, int32_t stage, int32_t year, const char **codes)
{
    const struct xw_run *run = v->f->run;
    int32_t count = 0;
    *codes = "";
    for (int32_t p = 0; p < run->project_count; p++) {
        if (v->needs->need[p].stage != stage || !run->project[p].counted) continue;
        if (run->project[p].opens_in != year) continue;
        *codes =
            xw_arena_format(v->texts, "%s%s%s", *codes, count > 0 ? "," : "", run->project[p].code);
        count++;
    }
    return count;
}

static void draw_openings(struct xw_view *v, const struct xw_plot *p, int32_t stage, double apart,
                          double length)
{
    for (int32_t i = 0; i < p->years; i++) {
        const char *codes;
        int32_t count = openings(v, stage, v->f->first + i, &codes);
        for (int32_t k = 0; k < count; k++) {
            double x = xw_plot_x(p, i) + apart * (k + 0.5);
            xw_putf(v->out,
                    "<line class=\"opn\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x,
                    p->base + 1.0, x, p->base + 1.0 + length);
        }
    }
}

/* ---- the two charts ---------------------------------------------------------------------------
 */

static bool make_plot(struct xw_view *v, int32_t stage, struct xw_plot *p)
{
    const struct xw_figures *f = v->f;
    double *demand = XW_TAKE(v->texts, f->years, double);
    double *seats = XW_TAKE(v->texts, f->years, double);
    if (demand == NULL || seats == NULL) {
        v->out->failed = true;
        return false;
    }
    p->years = f->years;
    p->demand = demand;
    p->seats = f->stage[stage].district ? seats : NULL;
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_run_gap *row = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
        demand[y] = row != NULL ? row->demand : 0.0;
        seats[y] = row != NULL && row->seats != XW_NONE ? row->seats : 0.0;
    }
    return true;
}

/* What the chart shows, for those who do not see it. */
static const char *description(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    if (s->roll.year == XW_NONE) return xw_told(v, XW_SAY_NO_PUPILS, XW_NOTHING);
    const char *peak = xw_told(v, XW_SAY_TREND_DESC_PEAK,
                               XW_WITH(xw_year(v, s->roll.year), xw_n(v, s->roll.pupils)));
    if (!s->district) return peak;
    const char *gap = s->worst_year == XW_NONE
                          ? xw_told(v, XW_SAY_TREND_DESC_NO_GAP, XW_NOTHING)
                          : xw_told(v, XW_SAY_TREND_DESC_GAP,
                                    XW_WITH(xw_year(v, s->worst_year), xw_n(v, s->worst_local)));
    const char *idle =
        xw_told(v, XW_SAY_TREND_DESC_IDLE, XW_WITH(xw_year(v, v->f->last), xw_n(v, s->idle_last)));
    return xw_arena_format(v->texts, "%s%s%s", peak, gap, idle);
}

static void draw_peak(struct xw_view *v, struct xw_plot *p, int32_t stage, double radius)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    if (s->roll.year == XW_NONE) return;
    double x = xw_plot_x(p, s->roll.year - v->f->first + 0.5), y = xw_plot_y(p, s->roll.pupils);
    xw_putf(v->out, "<circle class=\"pk\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", x, y, radius);
    xw_plot_take(p, (struct xw_box){ x - radius, y - radius, x + radius, y + radius });
}

void xw_chart_strip(struct xw_view *v, int32_t stage, double top)
{
    struct xw_axis axis = xw_axis_for(top, 5);
    struct xw_plot p = {
        .left = 30.0, .right = 172.0, .top = 22.0, .base = 132.0, .largest = axis.step * axis.steps
    };
    if (!make_plot(v, stage, &p)) return;
    xw_svg_open(v, "", 176, 166,
                xw_told(v, XW_SAY_TREND_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, v->f->first, v->f->last))),
                description(v, stage));
    xw_plot_frame(v, &p, axis);
    xw_fan_under(v, &p, stage);
    if (p.seats != NULL) draw_areas(v, &p);
    xw_plot_lines(v, &p);
    draw_openings(v, &p, stage, 2.1, 6.0);
    xw_plot_years(v, &p, 151.0);
    draw_peak(v, &p, stage, 2.6);
    if (p.seats != NULL) {
        xw_plot_label(v, &p, xw_word(v, XW_SAY_SEATS), "ls halo2", 11.0, XW_ABOVE_SEATS);
        xw_plot_label(v, &p, xw_word(v, XW_SAY_DEMAND), "ld halo2", 11.0, XW_BELOW_DEMAND);
        xw_plot_label(v, &p, xw_word(v, XW_SAY_IDLE), "li", 11.0, XW_IN_IDLE);
        xw_plot_label(v, &p, xw_word(v, XW_SAY_SHORT), "lsh halo2", 11.0, XW_IN_SHORT);
    } else {
        xw_plot_label(v, &p, xw_word(v, XW_SAY_DEMAND_BY_HOME), "ld halo2", 11.0, XW_BELOW_DEMAND);
        xw_svg_text(v, 101.0, 40.0, "nt", "middle", xw_word(v, XW_SAY_CITY_1));
        xw_svg_text(v, 101.0, 54.0, "nt", "middle", xw_word(v, XW_SAY_CITY_2));
    }
    xw_svg_close(v, 174.0, 163.0);
}

static void label_openings(struct xw_view *v, const struct xw_plot *p, int32_t stage)
{
    double ends[2] = { 0.0, 0.0 };
    bool any = false;
    for (int32_t i = 0; i < p->years; i++) {
        const char *codes;
        if (openings(v, stage, v->f->first + i, &codes) == 0) continue;
        any = true;
        double x = xw_plot_x(p, i) - 1.0, width = xw_text_width(codes, 10.0);
        int32_t row = x > ends[0] ? 0 : x > ends[1] ? 1 : -1;
        if (row < 0) continue; /* both lines are full here; the register has every opening */
        ends[row] = x + width + 5.0;
        if (row == 1)
            xw_putf(v->out, "<line class=\"opl\" x1=\"%.1f\" y1=\"237\" x2=\"%.1f\" y2=\"265\"/>\n",
                    xw_plot_x(p, i) + 1.3, xw_plot_x(p, i) + 1.3);
        xw_svg_text(v, row == 1 ? x + 5.0 : x, row == 0 ? 262.0 : 274.0, "op halo2", "", codes);
    }
    if (any) xw_svg_text(v, p->left - 4.0, 262.0, "op", "end", xw_word(v, XW_SAY_OPENING_SHORT));
}

static void label_ends(struct xw_view *v, const struct xw_plot *p)
{
    int32_t last = p->years - 1;
    double demand = xw_plot_y(p, p->demand[last]);
    double seats = p->seats != NULL ? xw_plot_y(p, p->seats[last]) : demand - 100.0;
    /* Two labels of two lines each: 30 apart, moved evenly from where they would stand. */
    double lack = 32.0 - fabs(seats - demand), seats_down = seats > demand ? 1.0 : -1.0;
    double shift = lack > 0.0 ? lack / 2.0 : 0.0;
    if (p->seats != NULL) {
        double y = seats + seats_down * shift;
        if (y < 8.0) y = 8.0;
        xw_svg_text(v, p->right + 6.0, y + 1.0, "ls", "", xw_word(v, XW_SAY_NORM_SEATS));
        xw_svg_text(v, p->right + 6.0, y + 15.0, "ls", "", xw_n(v, (int64_t)p->seats[last]));
    }
    double y = demand - seats_down * (p->seats != NULL ? shift : 0.0);
    if (y > p->base - 14.0) y = p->base - 14.0;
    xw_svg_text(v, p->right + 6.0, y + 1.0, "ld", "", xw_word(v, XW_SAY_DEMAND));
    xw_svg_text(v, p->right + 6.0, y + 15.0, "ld", "", xw_n(v, (int64_t)p->demand[last]));
}

void xw_chart_trend(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    struct xw_plot p = { .left = 40.0, .right = 636.0, .top = 22.0, .base = 228.0, .largest = 1.0 };
    if (!make_plot(v, stage, &p)) return;
    double top = 1.0;
    for (int32_t y = 0; y < p.years; y++) {
        if (p.demand[y] > top) top = p.demand[y];
        if (p.seats != NULL && p.seats[y] > top) top = p.seats[y];
    }
    struct xw_axis axis = xw_axis_for(fmax(top, xw_fan_under_top(v, stage)) * 1.08, 5);
    p.largest = axis.step * axis.steps;
    xw_svg_open(v, "wide", 720, 280,
                xw_told(v, XW_SAY_TREND_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, v->f->first, v->f->last))),
                description(v, stage));
    xw_plot_frame(v, &p, axis);
    xw_fan_under(v, &p, stage);
    if (p.seats != NULL) draw_areas(v, &p);
    xw_plot_lines(v, &p);
    draw_openings(v, &p, stage, 2.6, 7.0);
    xw_plot_years(v, &p, 249.0);
    draw_peak(v, &p, stage, 3.4);
    label_ends(v, &p);
    if (v->draft) xw_plot_take(&p, (struct xw_box){ 530.0, 0.0, 636.0, 16.0 });
    if (s->district && s->worst_year != XW_NONE) {
        double year = s->worst_year - v->f->first + 0.5;
        double y =
            fmin(xw_plot_y(&p, xw_plot_demand(&p, year)), xw_plot_y(&p, xw_plot_seats(&p, year)));
        xw_plot_call_out(v, &p, xw_plot_x(&p, year), y,
                         xw_told(v, XW_SAY_CALL_WORST, XW_WITH(xw_year(v, s->worst_year))),
                         xw_told(v, XW_SAY_CALL_WORST_2,
                                 XW_WITH(xw_n(v, s->worst_local), xw_n(v, s->worst_net))),
                         "lsh halo2", "ls1");
    }
    if (s->roll.year != XW_NONE)
        xw_plot_call_out(
            v, &p, xw_plot_x(&p, s->roll.year - v->f->first + 0.5), xw_plot_y(&p, s->roll.pupils),
            xw_told(v, XW_SAY_CALL_PEAK, XW_WITH(xw_year(v, s->roll.year))),
            xw_told(v, XW_SAY_CALL_PEAK_2, XW_WITH(xw_n(v, s->roll.pupils))), "ld halo2", "ld1");
    if (p.seats != NULL) xw_plot_label(v, &p, xw_word(v, XW_SAY_IDLE), "li", 11.0, XW_IN_IDLE);
    label_openings(v, &p, stage);
    xw_svg_close(v, 634.0, 12.0);
}
