#include "charts.h"
#include <math.h>
#include <string.h>

enum { BOXES = 24 };
struct box {
    double left, top, right, bottom;
};

/* A plot of years from left to right: seats step at a year's edge, demand joins mid-years. */
struct plot {
    double left, right, top, base, largest;
    int32_t years;
    const double *demand, *seats; /* [years]; seats NULL: not the district's */
    struct box taken[BOXES];      /* where labels stand already */
    int32_t boxes;
};

static double edge_x(const struct plot *p, double year)
{
    return p->left + (p->right - p->left) * year / p->years;
}

static double at_y(const struct plot *p, double value)
{
    return p->base - (p->base - p->top) * value / p->largest;
}

/* Demand at a place of the axis, in years from the left edge: level beyond the outer mid-years. */
static double demand_at(const struct plot *p, double year)
{
    double at = year - 0.5;
    if (at <= 0.0) return p->demand[0];
    if (at >= p->years - 1) return p->demand[p->years - 1];
    int32_t i = (int32_t)at;
    return p->demand[i] + (at - i) * (p->demand[i + 1] - p->demand[i]);
}

static double seats_at(const struct plot *p, double year)
{
    int32_t i = (int32_t)floor(year);
    if (i < 0) i = 0;
    if (i >= p->years) i = p->years - 1;
    return p->seats[i];
}

/* ---- areas between the two lines --------------------------------------------------------------
 */

struct area {
    double *x, *demand, *seats; /* up to 4 points a year */
    int32_t count;
};

static void flush(struct xw_view *v, const struct plot *p, struct area *a, bool is_short)
{
    /* Shortage is drawn twice: colour, and the hatch that stays in grey print. */
    for (int32_t layer = 0; a->count > 1 && layer < (is_short ? 2 : 1); layer++) {
        xw_putf(v->out, "<polygon class=\"%s\" points=\"",
                !is_short    ? "idle"
                : layer == 0 ? "shortf"
                             : "shorth");
        for (int32_t i = 0; i < a->count; i++)
            xw_putf(v->out, "%.1f,%.1f ", edge_x(p, a->x[i]), at_y(p, a->seats[i]));
        for (int32_t i = a->count - 1; i >= 0; i--)
            xw_putf(v->out, "%.1f,%.1f%s", edge_x(p, a->x[i]), at_y(p, a->demand[i]),
                    i > 0 ? " " : "");
        xw_put(v->out, "\"/>\n");
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
static void draw_areas(struct xw_view *v, const struct plot *p)
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
        double d0 = demand_at(p, from), d1 = demand_at(p, to);
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

/* ---- frame, lines and ticks -------------------------------------------------------------------
 */

static void draw_frame(struct xw_view *v, const struct plot *p, struct xw_axis axis)
{
    for (int32_t i = 0; i <= axis.steps; i++) {
        double y = at_y(p, axis.step * i);
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                i == 0 ? "ax" : "gr", p->left, y, p->right, y);
        xw_svg_text(v, p->left - 4.0, y + 3.5, "tk", "end", xw_axis_label(v, axis, i));
    }
}

/* First, every fifth and last year, unless the last would stand on the one before. */
static void draw_years(struct xw_view *v, const struct plot *p, double y)
{
    int16_t first = v->f->first;
    double width = xw_text_width("2020", 10.5);
    for (int32_t i = 0; i < p->years; i++) {
        bool last = i == p->years - 1;
        if (i != 0 && !last && (first + i) % 5 != 0) continue;
        double to_last = edge_x(p, p->years - 1) - edge_x(p, i);
        double from_first = edge_x(p, i) - edge_x(p, 0);
        if (!last && i != 0 && (to_last < width + 4.0 || from_first < width + 4.0)) continue;
        xw_svg_text(v, edge_x(p, i + 0.5), y, "tk", "middle", xw_year(v, first + i));
    }
}

static void draw_lines(struct xw_view *v, const struct plot *p)
{
    if (p->seats != NULL) {
        xw_put(v->out, "<polyline class=\"seat\" points=\"");
        for (int32_t i = 0; i < p->years; i++)
            xw_putf(v->out, "%s%.1f,%.1f %.1f,%.1f", i > 0 ? " " : "", edge_x(p, i),
                    at_y(p, p->seats[i]), edge_x(p, i + 1), at_y(p, p->seats[i]));
        xw_put(v->out, "\"/>\n");
    }
    xw_put(v->out, "<polyline class=\"dem\" points=\"");
    for (int32_t i = 0; i < p->years; i++)
        xw_putf(v->out, "%s%.1f,%.1f", i > 0 ? " " : "", edge_x(p, i + 0.5), at_y(p, p->demand[i]));
    xw_put(v->out, "\"/>\n");
}

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

static void draw_openings(struct xw_view *v, const struct plot *p, int32_t stage, double apart,
                          double length)
{
    for (int32_t i = 0; i < p->years; i++) {
        const char *codes;
        int32_t count = openings(v, stage, v->f->first + i, &codes);
        for (int32_t k = 0; k < count; k++) {
            double x = edge_x(p, i) + apart * (k + 0.5);
            xw_putf(v->out,
                    "<line class=\"opn\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x,
                    p->base + 1.0, x, p->base + 1.0 + length);
        }
    }
}

/* ---- labels that find a place -----------------------------------------------------------------
 */

static bool is_free(const struct plot *p, struct box b)
{
    if (b.left < p->left || b.right > p->right) return false;
    for (int32_t i = 0; i < p->boxes; i++) {
        const struct box *t = &p->taken[i];
        if (b.left < t->right && b.right > t->left && b.top < t->bottom && b.bottom > t->top)
            return false;
    }
    for (int32_t i = 1; p->seats != NULL && i < p->years; i++) {
        double x = edge_x(p, i), y0 = at_y(p, p->seats[i - 1]), y1 = at_y(p, p->seats[i]);
        if (x < b.left - 2.0 || x > b.right + 2.0) continue;
        if (fmin(y0, y1) < b.bottom && fmax(y0, y1) > b.top) return false; /* a riser */
    }
    for (double x = b.left; x <= b.right + 0.5; x += 1.0) {
        double year = (x - p->left) / (p->right - p->left) * p->years;
        double y = at_y(p, demand_at(p, year));
        if (y > b.top - 1.0 && y < b.bottom + 1.0) return false;
        if (p->seats == NULL) continue;
        y = at_y(p, seats_at(p, year));
        if (y > b.top - 1.0 && y < b.bottom + 1.0) return false;
    }
    return true;
}

static void take(struct plot *p, struct box b)
{
    if (p->boxes < BOXES) p->taken[p->boxes++] = b;
}

enum place { ABOVE_SEATS, BELOW_DEMAND, IN_IDLE, IN_SHORT };

/* The label in the year where it stands freest; gone when there is none. */
static void place_label(struct xw_view *v, struct plot *p, const char *text, const char *classes,
                        double size, enum place place)
{
    double width = xw_text_width(text, size), best_room = 0.0;
    struct box best = { 0 };
    for (int32_t i = 0; i < 4 * p->years; i++) {
        double year = (i + 0.5) / 4.0, x = edge_x(p, year);
        double demand = at_y(p, demand_at(p, year));
        double seats = p->seats != NULL ? at_y(p, seats_at(p, year)) : demand;
        double reach = width / 2.0 / (p->right - p->left) * p->years;
        double lowest = fmax(
            demand, fmax(at_y(p, demand_at(p, year - reach)), at_y(p, demand_at(p, year + reach))));
        double bottom, room;
        switch (place) {
        case ABOVE_SEATS:
            bottom = seats - 4.0;
            room = seats < demand ? 10.0 + i * 0.01 : 1.0; /* rather where seats are on top, late */
            break;
        case BELOW_DEMAND:
            bottom = lowest + 4.0 + size;
            room = p->base - lowest;
            break;
        case IN_IDLE:
            bottom = (seats + demand) / 2.0 + size / 2.0;
            room = demand - seats;
            break;
        default:
            bottom = (seats < demand ? seats : demand) - 4.0;
            room = seats - demand;
            break;
        }
        struct box b = { x - width / 2.0 - 1.0, bottom - size, x + width / 2.0 + 1.0, bottom };
        if (room <= best_room || b.top < 2.0 || b.bottom > p->base - 2.0 || !is_free(p, b))
            continue;
        best_room = room;
        best = b;
    }
    if (!(best_room > 0.0)) return;
    take(p, best);
    xw_svg_text(v, (best.left + best.right) / 2.0, best.bottom - size * 0.2, classes, "middle",
                text);
}

/* ---- the two charts ---------------------------------------------------------------------------
 */

static bool make_plot(struct xw_view *v, int32_t stage, struct plot *p)
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

static void draw_peak(struct xw_view *v, struct plot *p, int32_t stage, double radius)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    if (s->roll.year == XW_NONE) return;
    double x = edge_x(p, s->roll.year - v->f->first + 0.5), y = at_y(p, s->roll.pupils);
    xw_putf(v->out, "<circle class=\"pk\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", x, y, radius);
    take(p, (struct box){ x - radius, y - radius, x + radius, y + radius });
}

void xw_chart_strip(struct xw_view *v, int32_t stage, double top)
{
    struct xw_axis axis = xw_axis_for(top, 5);
    struct plot p = {
        .left = 30.0, .right = 172.0, .top = 22.0, .base = 132.0, .largest = axis.step * axis.steps
    };
    if (!make_plot(v, stage, &p)) return;
    xw_svg_open(v, "", 176, 166,
                xw_told(v, XW_SAY_TREND_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, v->f->first, v->f->last))),
                description(v, stage));
    draw_frame(v, &p, axis);
    if (p.seats != NULL) draw_areas(v, &p);
    draw_lines(v, &p);
    draw_openings(v, &p, stage, 2.1, 6.0);
    draw_years(v, &p, 151.0);
    draw_peak(v, &p, stage, 2.6);
    if (p.seats != NULL) {
        place_label(v, &p, xw_word(v, XW_SAY_SEATS), "ls halo2", 11.0, ABOVE_SEATS);
        place_label(v, &p, xw_word(v, XW_SAY_DEMAND), "ld halo2", 11.0, BELOW_DEMAND);
        place_label(v, &p, xw_word(v, XW_SAY_IDLE), "li", 11.0, IN_IDLE);
        place_label(v, &p, xw_word(v, XW_SAY_SHORT), "lsh halo2", 11.0, IN_SHORT);
    } else {
        place_label(v, &p, xw_word(v, XW_SAY_DEMAND_BY_HOME), "ld halo2", 11.0, BELOW_DEMAND);
        xw_svg_text(v, 101.0, 40.0, "nt", "middle", xw_word(v, XW_SAY_CITY_1));
        xw_svg_text(v, 101.0, 54.0, "nt", "middle", xw_word(v, XW_SAY_CITY_2));
    }
    xw_svg_close(v, 174.0, 163.0);
}

/* A call-out of two lines above or below a point, with a leader. */
static void call_out(struct xw_view *v, struct plot *p, double x, double y, const char *first,
                     const char *second, const char *classes, const char *leader)
{
    double width = xw_text_width(first, 11.0), other = xw_text_width(second, 11.0);
    if (other > width) width = other;
    double middle = x;
    if (middle - width / 2.0 < p->left + 2.0) middle = p->left + 2.0 + width / 2.0;
    if (middle + width / 2.0 > p->right - 2.0) middle = p->right - 2.0 - width / 2.0;
    for (double away = 16.0; away < 150.0; away += 4.0) {
        for (int32_t down = 0; down < 2; down++) {
            double top = down ? y + away : y - away - 27.0;
            struct box b = { middle - width / 2.0 - 2.0, top, middle + width / 2.0 + 2.0,
                             top + 27.0 };
            if (b.top < 4.0 || b.bottom > p->base - 3.0 || !is_free(p, b)) continue;
            take(p, b);
            xw_putf(v->out,
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                    leader, x, down ? y + 5.0 : y - 5.0, x, down ? b.top : b.bottom + 1.0);
            xw_svg_text(v, middle, b.top + 10.0, classes, "middle", first);
            xw_svg_text(v, middle, b.top + 24.0, classes, "middle", second);
            return;
        }
    }
}

static void label_openings(struct xw_view *v, const struct plot *p, int32_t stage)
{
    double ends[2] = { 0.0, 0.0 };
    bool any = false;
    for (int32_t i = 0; i < p->years; i++) {
        const char *codes;
        if (openings(v, stage, v->f->first + i, &codes) == 0) continue;
        any = true;
        double x = edge_x(p, i) - 1.0, width = xw_text_width(codes, 10.0);
        int32_t row = x > ends[0] ? 0 : x > ends[1] ? 1 : -1;
        if (row < 0) continue; /* both lines are full here; the register has every opening */
        ends[row] = x + width + 5.0;
        if (row == 1)
            xw_putf(v->out, "<line class=\"opl\" x1=\"%.1f\" y1=\"237\" x2=\"%.1f\" y2=\"265\"/>\n",
                    edge_x(p, i) + 1.3, edge_x(p, i) + 1.3);
        xw_svg_text(v, row == 1 ? x + 5.0 : x, row == 0 ? 262.0 : 274.0, "op halo2", "", codes);
    }
    if (any) xw_svg_text(v, p->left - 4.0, 262.0, "op", "end", xw_word(v, XW_SAY_OPENING_SHORT));
}

static void label_ends(struct xw_view *v, const struct plot *p)
{
    int32_t last = p->years - 1;
    double demand = at_y(p, p->demand[last]);
    double seats = p->seats != NULL ? at_y(p, p->seats[last]) : demand - 100.0;
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
    struct plot p = { .left = 40.0, .right = 636.0, .top = 22.0, .base = 228.0, .largest = 1.0 };
    if (!make_plot(v, stage, &p)) return;
    double top = 1.0;
    for (int32_t y = 0; y < p.years; y++) {
        if (p.demand[y] > top) top = p.demand[y];
        if (p.seats != NULL && p.seats[y] > top) top = p.seats[y];
    }
    struct xw_axis axis = xw_axis_for(top * 1.08, 5);
    p.largest = axis.step * axis.steps;
    xw_svg_open(v, "wide", 720, 280,
                xw_told(v, XW_SAY_TREND_TITLE,
                        XW_WITH(xw_view_stage(v, stage), xw_years(v, v->f->first, v->f->last))),
                description(v, stage));
    draw_frame(v, &p, axis);
    if (p.seats != NULL) draw_areas(v, &p);
    draw_lines(v, &p);
    draw_openings(v, &p, stage, 2.6, 7.0);
    draw_years(v, &p, 249.0);
    draw_peak(v, &p, stage, 3.4);
    label_ends(v, &p);
    if (v->draft) take(&p, (struct box){ 530.0, 0.0, 636.0, 16.0 });
    if (s->district && s->worst_year != XW_NONE) {
        double year = s->worst_year - v->f->first + 0.5;
        double y = fmin(at_y(&p, demand_at(&p, year)), at_y(&p, seats_at(&p, year)));
        call_out(v, &p, edge_x(&p, year), y,
                 xw_told(v, XW_SAY_CALL_WORST, XW_WITH(xw_year(v, s->worst_year))),
                 xw_told(v, XW_SAY_CALL_WORST_2,
                         XW_WITH(xw_n(v, s->worst_local), xw_n(v, s->worst_net))),
                 "lsh halo2", "ls1");
    }
    if (s->roll.year != XW_NONE)
        call_out(v, &p, edge_x(&p, s->roll.year - v->f->first + 0.5), at_y(&p, s->roll.pupils),
                 xw_told(v, XW_SAY_CALL_PEAK, XW_WITH(xw_year(v, s->roll.year))),
                 xw_told(v, XW_SAY_CALL_PEAK_2, XW_WITH(xw_n(v, s->roll.pupils))), "ld halo2",
                 "ld1");
    if (p.seats != NULL) place_label(v, &p, xw_word(v, XW_SAY_IDLE), "li", 11.0, IN_IDLE);
    label_openings(v, &p, stage);
    xw_svg_close(v, 634.0, 12.0);
}
