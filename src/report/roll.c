#include "roll.h"
#include "plot.h"
#include <math.h>

int32_t xw_roll_peak(const struct xw_view *v, const struct xw_division *d)
{
    int32_t best = XW_NONE, most = 0;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_run_school_year *row = d->year[y].row;
        if (row == NULL || row->held != 0 || row->pupils <= most) continue;
        most = row->pupils;
        best = y;
    }
    return best;
}

static bool has_band(const struct xw_view *v, const struct xw_run_school_year *row)
{
    return v->chances != NULL && row != NULL && row->held == 0 && isfinite(row->spread.p10) &&
           isfinite(row->spread.p90);
}

/* One closed shape for each stretch of years with a band. */
static void draw_band(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d)
{
    for (int32_t from = 0; from < p->years; from++) {
        int32_t to = from;
        while (to < p->years && has_band(v, d->year[to].row))
            to++;
        if (to - from < 2) continue;
        xw_put(v->out, "<polygon class=\"fan\" points=\"");
        for (int32_t y = from; y < to; y++)
            xw_putf(v->out, "%.1f,%.1f ", xw_plot_x(p, y + 0.5),
                    xw_plot_y(p, d->year[y].row->spread.p90));
        for (int32_t y = to - 1; y >= from; y--)
            xw_putf(v->out, "%.1f,%.1f%s", xw_plot_x(p, y + 0.5),
                    xw_plot_y(p, d->year[y].row->spread.p10), y > from ? " " : "");
        xw_put(v->out, "\"/>\n");
        from = to;
    }
}

/* Pupils join mid-years, seats step at a year's edge. */
static void draw_lines(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d)
{
    bool down = false;
    xw_put(v->out, "<path class=\"seat\" d=\"");
    for (int32_t y = 0; y < p->years; y++) {
        const struct xw_run_school_year *row = d->year[y].row;
        if (row != NULL)
            xw_putf(v->out, down ? "L%.1f %.1fH%.1f" : "M%.1f %.1fH%.1f", xw_plot_x(p, y),
                    xw_plot_y(p, row->seats_norm), xw_plot_x(p, y + 1));
        down = row != NULL;
    }
    xw_put(v->out, "\"/>\n<path class=\"dem\" d=\"");
    down = false;
    for (int32_t y = 0; y < p->years; y++) {
        const struct xw_run_school_year *row = d->year[y].row;
        bool drawn = row != NULL && row->held == 0; /* what is held back is not drawn */
        if (drawn)
            xw_putf(v->out, "%c%.1f %.1f", down ? 'L' : 'M', xw_plot_x(p, y + 0.5),
                    xw_plot_y(p, row->pupils));
        down = drawn;
    }
    xw_put(v->out, "\"/>\n");
}

static void draw_labels(struct xw_view *v, const struct xw_plot *p,
                        const struct xw_run_school_year *last)
{
    double seats = xw_plot_y(p, last->seats_norm), roll = xw_plot_y(p, last->pupils);
    double above = fmin(seats, roll), below = fmax(seats, roll);
    above = fmin(fmax(above, p->top), p->base - 42.0);
    below = fmin(fmax(below, above + 28.0), p->base - 14.0);
    double at_seats = seats <= roll ? above : below, at_roll = seats <= roll ? below : above;
    xw_svg_text(v, p->right + 4.0, at_seats + 1.0, "ls", "", xw_word(v, XW_SAY_NORM_SEATS));
    xw_svg_text(v, p->right + 4.0, at_seats + 14.0, "ls", "", xw_n(v, last->seats_norm));
    xw_svg_text(v, p->right + 4.0, at_roll + 1.0, "ld", "", xw_word(v, XW_SAY_ROLL));
    xw_svg_text(v, p->right + 4.0, at_roll + 14.0, "ld", "",
                last->held != 0 ? "×" : xw_n(v, last->pupils));
}

void xw_chart_roll(struct xw_view *v, const struct xw_division *d)
{
    const struct xw_run_school *school = &v->f->run->school[d->school];
    const struct xw_run_school_year *last = NULL;
    int32_t first_year = XW_NONE, last_year = XW_NONE;
    double most = 1.0;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_run_school_year *row = d->year[y].row;
        if (row == NULL) continue;
        if (first_year == XW_NONE) first_year = y;
        last_year = y;
        last = row;
        most = fmax(most, fmax(row->pupils, row->seats_norm));
        if (has_band(v, row)) most = fmax(most, row->spread.p90);
    }
    if (last == NULL) return;
    struct xw_axis axis = xw_axis_for(most, 4);
    struct xw_plot p = { .left = 36.0,
                         .right = 274.0,
                         .top = 14.0,
                         .base = 122.0,
                         .years = v->f->years,
                         .largest = axis.step * axis.steps };
    int32_t peak = xw_roll_peak(v, d);
    const char *name = xw_view_name(v, school->name_zh, school->name_en);
    const char *years = xw_years(v, v->f->first + first_year, v->f->first + last_year);
    const char *description =
        peak == XW_NONE
            ? xw_told(v, XW_SAY_ROLL_DESC_NONE, XW_WITH(years))
            : xw_told(v, XW_SAY_ROLL_DESC,
                      XW_WITH(xw_year(v, v->f->first + peak), xw_n(v, d->year[peak].row->pupils),
                              xw_n(v, d->year[peak].row->seats_norm),
                              xw_year(v, v->f->first + last_year),
                              last->held != 0 ? "×" : xw_n(v, last->pupils)));
    xw_svg_open(v, "", 344, 150,
                xw_told(v, XW_SAY_ROLL_TITLE, XW_WITH(name, xw_view_within(v, d->stage), years)),
                description);
    xw_plot_frame(v, &p, axis);
    draw_band(v, &p, d);
    draw_lines(v, &p, d);
    draw_labels(v, &p, last);
    xw_plot_years(v, &p, 136.0);
    xw_svg_close(v, 342.0, 148.0);
}
