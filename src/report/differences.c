#include "charts.h"
#include <math.h>

/* One panel: x from left to right holds all differences, zero among them. */
struct panel {
    double left, right, low, high, step;
};

static struct panel make_panel(const struct xw_view *v, const int64_t *values, double left,
                               double right)
{
    int64_t low = 0, high = 0;
    for (int32_t r = 1; r < v->runs; r++) {
        int64_t difference = values[r] - values[0];
        if (difference < low) low = difference;
        if (difference > high) high = difference;
    }
    struct xw_axis axis = xw_axis_for((double)(high - low), 3);
    struct panel p = { left, right, 0.0, 0.0, axis.step };
    p.low = floor((double)low / p.step) * p.step;
    p.high = ceil((double)high / p.step) * p.step;
    if (p.low == p.high) p.high = p.low + p.step;
    return p;
}

static double at_x(const struct panel *p, double value)
{
    return p->left + (p->right - p->left) * (value - p->low) / (p->high - p->low);
}

static void draw_panel(struct xw_view *v, const struct panel *p, const char *title,
                       const char *unit, const int64_t *values, double bottom)
{
    xw_svg_text(v, p->left, 12.0, "nm b", "", title);
    xw_svg_text(v, p->left, 27.0, "tk", "", unit);
    for (double value = p->low; value <= p->high + p->step * 0.5; value += p->step) {
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"40\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
                value == 0.0 ? "ax" : "gr", at_x(p, value), at_x(p, value), bottom);
        xw_svg_text(v, at_x(p, value), bottom + 14.0, "tk", "middle", xw_signed(v, (int64_t)value));
    }
    for (int32_t r = 1; r < v->runs; r++) {
        int64_t difference = values[r] - values[0];
        double y = 58.0 + 28.0 * (r - 1), x = at_x(p, (double)difference);
        if (difference == 0) {
            xw_putf(v->out, "<circle class=\"dt dn\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\"/>\n", x, y);
            xw_svg_text(v, x + 8.0, y + 4.0, "dv halo2", "", xw_word(v, XW_SAY_NO_DIFFERENCE));
            continue;
        }
        xw_putf(v->out, "<circle class=\"dt %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\"/>\n",
                difference > 0 ? "db" : "dg", x, y);
        const char *text = xw_signed(v, difference);
        /* Outwards from zero, where no line stands, unless the panel ends. */
        double width = xw_text_width(text, 10.5);
        bool right = difference > 0 ? x + 8.0 + width < p->right + 36.0 : x - 8.0 - width < p->left;
        xw_svg_text(v, right ? x + 8.0 : x - 8.0, y + 4.0, "dv halo2", right ? "start" : "end",
                    text);
    }
}

void xw_chart_differences(struct xw_view *v, const char *const title[2], const char *const unit[2],
                          const int64_t *const values[2])
{
    double bottom = 40.0 + 28.0 * (v->runs - 1) + 4.0, height = bottom + 34.0;
    const struct panel panels[2] = { make_panel(v, values[0], 214.0, 410.0),
                                     make_panel(v, values[1], 490.0, 680.0) };
    xw_svg_open(v, "wide", 720, height,
                xw_told(v, XW_SAY_DIFFERENCES_TITLE, XW_WITH(xw_view_title(v, v->all[0].run))),
                xw_told(v, XW_SAY_DIFFERENCES_DESC, XW_WITH(title[0], title[1])));
    for (int32_t r = 1; r < v->runs; r++) {
        double y = 58.0 + 28.0 * (r - 1);
        xw_svg_text(v, 0.0, y + 4.0, "nm", "",
                    xw_text_cut(v, xw_view_title(v, v->all[r].run), 11.0, 196.0));
        xw_putf(v->out, "<line class=\"hr\" x1=\"0\" y1=\"%.0f\" x2=\"720\" y2=\"%.0f\"/>\n",
                y + 14.0, y + 14.0);
    }
    for (int32_t i = 0; i < 2; i++)
        draw_panel(v, &panels[i], title[i], unit[i], values[i], bottom);
    xw_svg_close(v, 718.0, height - 3.0);
}
