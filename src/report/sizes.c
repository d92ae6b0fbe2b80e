#include "charts.h"
#include "hatch.h"

/* The lines of a stage: over its norm, and for compulsory schooling 大班额 and 超大班额. */
enum { LARGE = 56, VERY_LARGE = 66 };

static bool has_large_lines(const struct xw_run_stage *stage)
{
    return stage->class_norm >= 40.0 && stage->class_norm < LARGE - 1;
}

static int32_t sum(const int32_t *count, int32_t from, int32_t to)
{
    int32_t total = 0;
    for (int32_t i = from; i <= to && i <= XW_LARGEST_CLASS; i++)
        total += count[i];
    return total;
}

static void draw_limit(struct xw_view *v, double x, double top, const char *label, bool left)
{
    xw_putf(v->out, "<line class=\"lim\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"172\"/>\n", x,
            top, x);
    xw_svg_text(v, left ? x - 4.0 : x + 4.0, top + 9.0, "tk", left ? "end" : "start", label);
}

static const char *classes(struct xw_view *v, int32_t count)
{
    return xw_told(v, XW_SAY_SIZES_COUNT, XW_WITH(xw_n(v, count)));
}

void xw_chart_sizes(struct xw_view *v, int32_t stage, int16_t year,
                    const int32_t count[XW_LARGEST_CLASS + 1], int32_t total)
{
    const struct xw_run_stage *s = &v->f->run->stage[stage];
    int32_t norm = (int32_t)s->class_norm, low = norm, high = norm + 6, most = 1;
    bool large = has_large_lines(s);
    for (int32_t i = 0; i <= XW_LARGEST_CLASS; i++) {
        if (count[i] == 0) continue;
        if (i < low) low = i;
        if (i > high) high = i;
        if (count[i] > most) most = count[i];
    }
    if (large && high < VERY_LARGE + 2) high = VERY_LARGE + 2;
    low -= 2;
    struct xw_axis axis = xw_axis_for(most, 4);
    double left = 30.0, right = 336.0, base = 172.0, top = 40.0;
    double each = (right - left) / (high - low + 1);
    const char *within = classes(v, sum(count, 0, norm)),
               *over = classes(v, sum(count, norm + 1, large ? LARGE - 1 : XW_LARGEST_CLASS)),
               *over_56 = classes(v, sum(count, LARGE, VERY_LARGE - 1)),
               *over_66 = classes(v, sum(count, VERY_LARGE, XW_LARGEST_CLASS));
    xw_svg_open(
        v, "", 344, 206,
        xw_told(v, XW_SAY_SIZES_TITLE, XW_WITH(xw_year(v, year), xw_view_stage(v, stage))),
        large
            ? xw_told(v, XW_SAY_SIZES_DESC_LARGE,
                      XW_WITH(xw_n(v, total), xw_n(v, norm), within, over, over_56, over_66))
            : xw_told(v, XW_SAY_SIZES_DESC, XW_WITH(xw_n(v, total), xw_n(v, norm), within, over)));
    for (int32_t i = 0; i <= axis.steps; i++) {
        double y = base - (base - top) * i / axis.steps;
        xw_putf(v->out, "<line class=\"%s\" x1=\"30\" y1=\"%.1f\" x2=\"336\" y2=\"%.1f\"/>\n",
                i == 0 ? "ax" : "gr", y, y);
        xw_svg_text(v, 26.0, y + 3.5, "tk", "end", xw_axis_label(v, axis, i));
    }
    for (int32_t i = low; i <= high && i <= XW_LARGEST_CLASS; i++) {
        if (i < 0 || count[i] == 0) continue;
        double height = (base - top) * count[i] / (axis.step * axis.steps);
        if (height < 1.5) height = 1.5; /* any bar that is not zero is seen */
        const char *fill = i <= norm             ? "hb"
                           : !large || i < LARGE ? "ho1"
                           : i < VERY_LARGE      ? "ho2"
                                                 : "ho3";
        double x0 = left + each * (i - low) + 0.6, x1 = x0 + each - 1.2, y = base - height;
        ptrdiff_t mark = xw_hatch_mark(v);
        xw_putf(v->out, "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2fL%.2f %.2fL%.2f %.2fZ\"/>\n",
                fill, x0, y, x1, y, x1, base, x0, base);
        if (i >= LARGE && large) xw_hatch(v, mark, "hat", 5.0);
    }
    double x = left + each * (norm + 1 - low);
    draw_limit(v, x, 18.0, xw_told(v, XW_SAY_SIZES_NORM, XW_WITH(xw_n(v, norm))), true);
    xw_svg_text(v, x - 4.0, 52.0, "hd halo2", "end", within);
    xw_svg_text(v, x + 3.0, 52.0, "hl halo2", "start", over);
    if (large) {
        x = left + each * (LARGE - low);
        draw_limit(v, x, 18.0, xw_told(v, XW_SAY_SIZES_LARGE, XW_WITH(xw_n(v, LARGE))), false);
        xw_svg_text(v, x + 3.0, 52.0, "hl halo2", "start", over_56);
        x = left + each * (VERY_LARGE - low);
        draw_limit(v, x, 4.0, xw_told(v, XW_SAY_SIZES_VERY_LARGE, XW_WITH(xw_n(v, VERY_LARGE))),
                   true);
        xw_svg_text(v, x + 3.0, 52.0, "hl halo2", "start", over_66);
    }
    for (int32_t i = low; i <= high; i++)
        if (i % 5 == 0)
            xw_svg_text(v, left + each * (i - low + 0.5), 186.0, "tk", "middle", xw_n(v, i));
    xw_svg_text(v, 30.0, 201.0, "tk", "start", xw_word(v, XW_SAY_SIZES_AXIS));
    xw_svg_close(v, 342.0, 203.0);
}
