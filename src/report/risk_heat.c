#include "risk_heat.h"
#include "say_chances.h"
#include <math.h>

/* Names need more room in English; plot and names keep 720 together. */
static double names_width(const struct xw_view *v)
{
    return v->language == XW_CHINESE ? 64.0 : 96.0;
}

static void draw_names(struct xw_view *v, const int32_t *order, int32_t towns, double height)
{
    double width = names_width(v), y = 30.0 + 22.0 * towns;
    xw_svg_open(v, "nmcol", width, height, xw_word(v, XW_SAY_HEAT_NAMES),
                xw_word(v, XW_SAY_HEAT_NAMES_DESC));
    for (int32_t i = 0; i < towns; i++)
        xw_svg_text(v, width - 4.0, 41.0 + 22.0 * i, "nm", "end",
                    xw_text_cut(v, xw_view_town(v, order[i]), 11.0, width - 6.0));
    xw_putf(v->out, "<line class=\"ax\" x1=\"0\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>\n", y, width,
            y);
    xw_svg_text(v, width - 4.0, y + 19.0, "nm b", "end", xw_word(v, XW_SAY_WHOLE_DISTRICT));
    xw_put(v->out, "</svg>");
}

static void draw_cell(struct xw_view *v, double x, double y, double width, double p)
{
    if (!isfinite(p)) {
        xw_svg_text(v, x + width - 4.0, y + 15.0, "hv", "end", "—");
        return;
    }
    const char *colour = xw_risk_class(p);
    xw_putf(v->out, "<rect class=\"h %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"21\"/>\n",
            colour, x + 0.5, y + 0.5, width - 1.0);
    if (p >= 0.67)
        xw_putf(v->out, "<path class=\"cor%s\" d=\"M%.1f %.1fh6l-6 6z\"/>\n",
                colour[1] == '4' ? " w" : "", x + 0.5, y + 0.5);
    xw_svg_text(v, x + width - 4.0, y + 15.0, xw_arena_format(v->texts, "hv %s", colour), "end",
                xw_chance(v, p));
}

/* A row and the thick line at the first year above the threshold. */
static void draw_row(struct xw_view *v, int32_t town, int32_t stage, double each, double y)
{
    const struct xw_chances *c = v->chances;
    for (int32_t i = 0; i < v->f->years; i++)
        draw_cell(v, each * i, y, each, xw_chances_short(c, town, stage, XW_SCOPE_ALL, i));
    int32_t first = xw_chances_first_above(c, town, stage, XW_SCOPE_ALL, xw_chances_threshold(c));
    if (first == XW_NONE) return;
    double x = first == 0 ? 1.1 : each * first;
    xw_putf(v->out, "<line class=\"fst\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x, y,
            x, y + 22.0);
}

void xw_chart_risk_heat(struct xw_view *v, int32_t stage, const int32_t *order, int32_t towns)
{
    double names = names_width(v), plot = 720.0 - names, height = 74.0 + 22.0 * towns;
    double each = plot / v->f->years, y = 30.0 + 22.0 * towns;
    if (each > 60.0) each = 60.0;
    xw_putf(v->out,
            "<span class=\"swipe\">%s</span>\n<div class=\"frame\"><div class=\"hm-n nmcol\">",
            xw_word(v, XW_SAY_SWIPE));
    draw_names(v, order, towns, height);
    xw_put(v->out, "</div>");
    xw_scroll_open(v);
    xw_put(v->out, "<div class=\"hm-p\">");
    xw_svg_open(v, "pltcol", plot, height,
                xw_told(v, XW_SAY_RISK_TITLE, XW_WITH(xw_view_stage(v, stage))),
                xw_word(v, XW_SAY_RISK_DESC));
    for (int32_t i = 0; i < v->f->years; i++)
        xw_svg_text(v, each * (i + 0.5), 17.0, v->f->first + i == v->f->now ? "tk now" : "tk",
                    "middle", xw_year(v, v->f->first + i));
    for (int32_t i = 0; i < towns; i++)
        draw_row(v, order[i], stage, each, 26.0 + 22.0 * i);
    xw_putf(v->out, "<line class=\"ax\" x1=\"0\" y1=\"%.0f\" x2=\"%.1f\" y2=\"%.0f\"/>\n", y,
            each * v->f->years, y);
    draw_row(v, XW_NONE, stage, each, y + 4.0);
    xw_putf(v->out, "<rect class=\"cur\" x=\"%.1f\" y=\"4\" width=\"%.1f\" height=\"%.1f\"/>\n",
            each * (v->f->now - v->f->first) - 0.2, each + 0.4, height - 18.0);
    xw_svg_close(v, plot - 2.0, height - 4.0);
    xw_put(v->out, "</div>");
    xw_scroll_close(v);
    xw_put(v->out, "</div>\n");
}

void xw_chart_risk_key(struct xw_view *v)
{
    static const char *const colours[5] = { "z", "r1", "r2", "r3", "r4" };
    xw_put(v->out, "<p class=\"key\"><span class=\"k w\"><svg width=\"126\" height=\"14\" "
                   "aria-hidden=\"true\">");
    for (int32_t i = 0; i < 5; i++)
        xw_putf(v->out, "<rect class=\"h %s\" x=\"%d\" width=\"25\" height=\"14\"/>", colours[i],
                25 * i);
    xw_putf(v->out,
            "<path class=\"cor\" d=\"M75 0h6l-6 6z\"/><path class=\"cor w\" "
            "d=\"M100 0h6l-6 6z\"/></svg>%s</span>"
            "<span class=\"k\">%s</span><span class=\"k\">",
            xw_word(v, XW_SAY_RISK_KEY), xw_word(v, XW_SAY_RISK_KEY_MARK));
    xw_tell(v, XW_SAY_RISK_KEY_FIRST, XW_WITH(xw_chance(v, xw_chances_threshold(v->chances))));
    xw_put(v->out, "</span></p>\n");
}
