#include "charts.h"
#include <string.h>

/* Fixed bounds, printed in the key: the same colour means the same everywhere. */
const char *xw_balance_class(int32_t balance)
{
    if (balance <= -1000) return "s3";
    if (balance <= -300) return "s2";
    if (balance < 0) return "s1";
    if (balance < 300) return "z";
    if (balance < 1200) return "i1";
    return balance < 3000 ? "i2" : "i3";
}

/* Names need more room in English; plot and names keep 720 together. */
static double names_width(const struct xw_view *v)
{
    return v->language == XW_CHINESE ? 64.0 : 96.0;
}

static void draw_names(struct xw_view *v, const int32_t *order, int32_t towns, double height)
{
    static const enum xw_key sums[3] = { XW_SAY_LOCAL_GAP, XW_SAY_IDLE_SUM, XW_SAY_NET };
    double width = names_width(v);
    xw_svg_open(v, "nmcol", width, height, xw_word(v, XW_SAY_HEAT_NAMES),
                xw_word(v, XW_SAY_HEAT_NAMES_DESC));
    for (int32_t i = 0; i < towns; i++) {
        const char *name = xw_view_town(v, order[i]);
        xw_svg_text(v, width - 4.0, 41.0 + 22.0 * i, "nm", "end",
                    xw_text_cut(v, name, 11.0, width - 6.0));
    }
    double y = 30.0 + 22.0 * towns;
    xw_putf(v->out, "<line class=\"ax\" x1=\"0\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>\n", y, width,
            y);
    for (int32_t i = 0; i < 3; i++)
        xw_svg_text(v, width - 4.0, y + 19.0 + 22.0 * i, "nm b", "end", xw_word(v, sums[i]));
    xw_put(v->out, "</svg>");
}

/* Held back: outlined and marked, without a colour. */
static void draw_held(struct xw_view *v, double x, double y, double width)
{
    xw_putf(v->out, "<rect class=\"held\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"20\"/>\n",
            x + 1.0, y + 1.0, width - 2.0);
    xw_svg_text(v, x + width - 4.0, y + 15.0, "hv", "end", XW_HELD_MARK);
}

static void draw_cell(struct xw_view *v, double x, double y, double width, int32_t balance)
{
    const char *colour = xw_balance_class(balance);
    xw_putf(v->out, "<rect class=\"h %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"21\"/>\n",
            colour, x + 0.5, y + 0.5, width - 1.0);
    if (balance < 0)
        xw_putf(v->out, "<path class=\"cor\" d=\"M%.1f %.1fh6l-6 6z\"/>\n", x + 0.5, y + 0.5);
    const char *style = xw_arena_format(v->texts, "hv %s", colour);
    xw_svg_text(v, x + width - 4.0, y + 15.0, style, "end", xw_n(v, balance));
}

/* Local gap, idle, net: they add up, and the net is the sum of the column above. */
static void draw_sums(struct xw_view *v, int32_t stage, int32_t year, double x, double y)
{
    const struct xw_run_gap *row = xw_figures_district(v->f, stage, XW_SCOPE_ALL, year);
    int32_t net;
    if (!xw_figures_balance(row, &net)) return;
    xw_svg_text(v, x, y + 19.0, "hv hs", "end", xw_n(v, -row->local_gap));
    xw_svg_text(v, x, y + 41.0, "hv hi", "end", xw_n(v, row->surplus));
    xw_svg_text(v, x, y + 63.0, "hv hn", "end", xw_n(v, net));
}

void xw_chart_heat(struct xw_view *v, int32_t stage, const int32_t *order, int32_t towns)
{
    double names = names_width(v), plot = 720.0 - names, height = 118.0 + 22.0 * towns;
    double each = plot / v->f->years;
    if (each > 60.0) each = 60.0;
    xw_putf(v->out,
            "<span class=\"swipe\">%s</span>\n<div class=\"frame\"><div class=\"hm-n nmcol\">",
            xw_word(v, XW_SAY_SWIPE));
    draw_names(v, order, towns, height);
    xw_put(v->out, "</div>");
    xw_scroll_open(v);
    xw_put(v->out, "<div class=\"hm-p\">");
    xw_svg_open(v, "pltcol", plot, height,
                xw_told(v, XW_SAY_HEAT_TITLE, XW_WITH(xw_view_stage(v, stage))),
                xw_word(v, XW_SAY_HEAT_DESC));
    for (int32_t y = 0; y < v->f->years; y++)
        xw_svg_text(v, each * (y + 0.5), 17.0, v->f->first + y == v->f->now ? "tk now" : "tk",
                    "middle", xw_year(v, v->f->first + y));
    for (int32_t i = 0; i < towns; i++)
        for (int32_t y = 0; y < v->f->years; y++) {
            int32_t balance;
            const struct xw_run_gap *row = xw_figures_town(v->f, order[i], stage, XW_SCOPE_ALL, y);
            if (row != NULL && row->held & XW_HELD_PERSONS)
                draw_held(v, each * y, 26.0 + 22.0 * i, each);
            else if (xw_figures_balance(row, &balance))
                draw_cell(v, each * y, 26.0 + 22.0 * i, each, balance);
            else
                xw_svg_text(v, each * (y + 1) - 4.0, 41.0 + 22.0 * i, "hv", "end", "—");
        }
    double y = 30.0 + 22.0 * towns;
    xw_putf(v->out, "<line class=\"ax\" x1=\"0\" y1=\"%.0f\" x2=\"%.1f\" y2=\"%.0f\"/>\n", y,
            each * v->f->years, y);
    for (int32_t i = 0; i < v->f->years; i++)
        draw_sums(v, stage, i, each * (i + 1) - 4.0, y);
    xw_putf(v->out, "<rect class=\"cur\" x=\"%.1f\" y=\"4\" width=\"%.1f\" height=\"%.1f\"/>\n",
            each * (v->f->now - v->f->first) - 0.2, each + 0.4, height - 22.0);
    xw_svg_close(v, plot - 2.0, height - 4.0);
    xw_put(v->out, "</div>");
    xw_scroll_close(v);
    xw_put(v->out, "</div>\n");
}

void xw_chart_heat_key(struct xw_view *v)
{
    static const char *const colours[7] = { "s3", "s2", "s1", "z", "i1", "i2", "i3" };
    xw_put(v->out, "<p class=\"key\"><span class=\"k w\"><svg width=\"176\" height=\"14\" "
                   "aria-hidden=\"true\">");
    for (int32_t i = 0; i < 7; i++)
        xw_putf(v->out, "<rect class=\"h %s\" x=\"%d\" width=\"25\" height=\"14\"/>", colours[i],
                25 * i);
    xw_putf(v->out,
            "<path class=\"cor\" d=\"M0 0h6l-6 6zM25 0h6l-6 6zM50 0h6l-6 6z\"/></svg>%s</span>"
            "<span class=\"k\">%s</span></p>\n",
            xw_word(v, XW_SAY_HEAT_KEY), xw_word(v, XW_SAY_HEAT_KEY_SHORT));
}
