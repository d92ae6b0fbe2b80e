#include "plot.h"
#include <math.h>

double xw_plot_x(const struct xw_plot *p, double year)
{
    return p->left + (p->right - p->left) * year / p->years;
}

double xw_plot_y(const struct xw_plot *p, double value)
{
    return p->base - (p->base - p->top) * value / p->largest;
}

/* Demand at a place of the axis, in years from the left edge: level beyond the outer mid-years. */
double xw_plot_demand(const struct xw_plot *p, double year)
{
    double at = year - 0.5;
    if (at <= 0.0) return p->demand[0];
    if (at >= p->years - 1) return p->demand[p->years - 1];
    int32_t i = (int32_t)at;
    return p->demand[i] + (at - i) * (p->demand[i + 1] - p->demand[i]);
}

double xw_plot_seats(const struct xw_plot *p, double year)
{
    int32_t i = (int32_t)floor(year);
    if (i < 0) i = 0;
    if (i >= p->years) i = p->years - 1;
    return p->seats[i];
}

/* ---- frame, lines and ticks -------------------------------------------------------------------
 */

void xw_plot_frame(struct xw_view *v, const struct xw_plot *p, struct xw_axis axis)
{
    for (int32_t i = 0; i <= axis.steps; i++) {
        double y = xw_plot_y(p, axis.step * i);
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                i == 0 ? "ax" : "gr", p->left, y, p->right, y);
        xw_svg_text(v, p->left - 4.0, y + 3.5, "tk", "end", xw_axis_label(v, axis, i));
    }
}

/* First, every fifth and last year, unless the last would stand on the one before. */
void xw_plot_years(struct xw_view *v, const struct xw_plot *p, double y)
{
    int16_t first = v->f->first;
    double width = xw_text_width("2020", 10.5);
    for (int32_t i = 0; i < p->years; i++) {
        bool last = i == p->years - 1;
        if (i != 0 && !last && (first + i) % 5 != 0) continue;
        double to_last = xw_plot_x(p, p->years - 1) - xw_plot_x(p, i);
        double from_first = xw_plot_x(p, i) - xw_plot_x(p, 0);
        if (!last && i != 0 && (to_last < width + 4.0 || from_first < width + 4.0)) continue;
        xw_svg_text(v, xw_plot_x(p, i + 0.5), y, "tk", "middle", xw_year(v, first + i));
    }
}

void xw_plot_lines(struct xw_view *v, const struct xw_plot *p)
{
    if (p->seats != NULL) {
        xw_put(v->out, "<polyline class=\"seat\" points=\"");
        for (int32_t i = 0; i < p->years; i++)
            xw_putf(v->out, "%s%.1f,%.1f %.1f,%.1f", i > 0 ? " " : "", xw_plot_x(p, i),
                    xw_plot_y(p, p->seats[i]), xw_plot_x(p, i + 1), xw_plot_y(p, p->seats[i]));
        xw_put(v->out, "\"/>\n");
    }
    xw_put(v->out, "<polyline class=\"dem\" points=\"");
    for (int32_t i = 0; i < p->years; i++)
        xw_putf(v->out, "%s%.1f,%.1f", i > 0 ? " " : "", xw_plot_x(p, i + 0.5),
                xw_plot_y(p, p->demand[i]));
    xw_put(v->out, "\"/>\n");
}

/* ---- labels that find a place -----------------------------------------------------------------
 */

bool xw_plot_free(const struct xw_plot *p, struct xw_box b)
{
    if (b.left < p->left || b.right > p->right) return false;
    for (int32_t i = 0; i < p->boxes; i++) {
        const struct xw_box *t = &p->taken[i];
        if (b.left < t->right && b.right > t->left && b.top < t->bottom && b.bottom > t->top)
            return false;
    }
    for (int32_t i = 1; p->seats != NULL && i < p->years; i++) {
        double x = xw_plot_x(p, i), y0 = xw_plot_y(p, p->seats[i - 1]),
               y1 = xw_plot_y(p, p->seats[i]);
        if (x < b.left - 2.0 || x > b.right + 2.0) continue;
        if (fmin(y0, y1) < b.bottom && fmax(y0, y1) > b.top) return false; /* a riser */
    }
    for (double x = b.left; x <= b.right + 0.5; x += 1.0) {
        double year = (x - p->left) / (p->right - p->left) * p->years;
        double y = xw_plot_y(p, xw_plot_demand(p, year));
        if (y > b.top - 1.0 && y < b.bottom + 1.0) return false;
        if (p->seats == NULL) continue;
        y = xw_plot_y(p, xw_plot_seats(p, year));
        if (y > b.top - 1.0 && y < b.bottom + 1.0) return false;
    }
    return true;
}

void xw_plot_take(struct xw_plot *p, struct xw_box b)
{
    if (p->boxes < XW_PLOT_BOXES) p->taken[p->boxes++] = b;
}

/* The label in the year where it stands freest; gone when there is none. */
void xw_plot_label(struct xw_view *v, struct xw_plot *p, const char *text, const char *classes,
                   double size, enum xw_plot_place place)
{
    double width = xw_text_width(text, size), best_room = 0.0;
    struct xw_box best = { 0 };
    for (int32_t i = 0; i < 4 * p->years; i++) {
        double year = (i + 0.5) / 4.0, x = xw_plot_x(p, year);
        double demand = xw_plot_y(p, xw_plot_demand(p, year));
        double seats = p->seats != NULL ? xw_plot_y(p, xw_plot_seats(p, year)) : demand;
        double reach = width / 2.0 / (p->right - p->left) * p->years;
        double lowest = fmax(demand, fmax(xw_plot_y(p, xw_plot_demand(p, year - reach)),
                                          xw_plot_y(p, xw_plot_demand(p, year + reach))));
        double bottom, room;
        switch (place) {
        case XW_ABOVE_SEATS:
            bottom = seats - 4.0;
            room = seats < demand ? 10.0 + i * 0.01 : 1.0; /* rather where seats are on top, late */
            break;
        case XW_BELOW_DEMAND:
            bottom = lowest + 4.0 + size;
            room = p->base - lowest;
            break;
        case XW_IN_IDLE:
            bottom = (seats + demand) / 2.0 + size / 2.0;
            room = demand - seats;
            break;
        default:
            bottom = (seats < demand ? seats : demand) - 4.0;
            room = seats - demand;
            break;
        }
        struct xw_box b = { x - width / 2.0 - 1.0, bottom - size, x + width / 2.0 + 1.0, bottom };
        if (room <= best_room || b.top < 2.0 || b.bottom > p->base - 2.0 || !xw_plot_free(p, b))
            continue;
        best_room = room;
        best = b;
    }
    if (!(best_room > 0.0)) return;
    xw_plot_take(p, best);
    xw_svg_text(v, (best.left + best.right) / 2.0, best.bottom - size * 0.2, classes, "middle",
                text);
}

/* A call-out of two lines above or below a point, with a leader. */
void xw_plot_call_out(struct xw_view *v, struct xw_plot *p, double x, double y, const char *first,
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
            struct xw_box b = { middle - width / 2.0 - 2.0, top, middle + width / 2.0 + 2.0,
                                top + 27.0 };
            if (b.top < 4.0 || b.bottom > p->base - 3.0 || !xw_plot_free(p, b)) continue;
            xw_plot_take(p, b);
            xw_putf(v->out,
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                    leader, x, down ? y + 5.0 : y - 5.0, x, down ? b.top : b.bottom + 1.0);
            xw_svg_text(v, middle, b.top + 10.0, classes, "middle", first);
            xw_svg_text(v, middle, b.top + 24.0, classes, "middle", second);
            return;
        }
    }
}
