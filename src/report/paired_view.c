#include "paired_view.h"
#include "say_chances.h"
#include <math.h>

enum xw_paired_total xw_paired_shortage(const struct xw_paired_runs *p)
{
    const struct xw_paired_horizon *towns =
        xw_paired_horizon_of(p, &p->pair[0], p->stages, XW_TOTAL_SHORT_TOWNS);
    return towns->paired.n > 0 ? XW_TOTAL_SHORT_TOWNS : XW_TOTAL_SHORT_DISTRICT;
}

const struct xw_paired *xw_paired_all(const struct xw_paired_runs *p, int32_t run,
                                      enum xw_paired_total total)
{
    return &xw_paired_horizon_of(p, &p->pair[run - 1], p->stages, total)->paired;
}

int xw_paired_direction(const struct xw_paired *d)
{
    return d->p10 > 0.0 ? 1 : d->p90 < 0.0 ? -1 : 0;
}

int32_t xw_paired_stage(const struct xw_view *v, int32_t stage)
{
    for (int32_t s = 0; s < v->paired->stages; s++)
        if (v->paired->stage[s] == v->f->run->stage[stage].name) return s;
    return XW_NONE;
}

const char *xw_about_signed(struct xw_view *v, double value)
{
    int64_t tens = (int64_t)floor(fabs(value) / 10.0 + 0.5) * 10;
    if (tens == 0 && value != 0.0) return v->language == XW_CHINESE ? "约 0" : "about 0";
    return xw_signed(v, value < 0.0 ? -tens : tens);
}

const char *xw_size_range(struct xw_view *v, const struct xw_paired *d)
{
    double low = fabs(d->p10), high = fabs(d->p90);
    return xw_about_range(v, fmin(low, high), fmax(low, high));
}

const char *xw_price(struct xw_view *v, double cny)
{
    if (isinf(cny)) return xw_word(v, XW_SAY_PRICE_NONE);
    if (!isfinite(cny)) return "—";
    return xw_told(v, XW_SAY_PRICE,
                   XW_WITH(v->language == XW_CHINESE
                               ? xw_number_fixed(v->texts, cny / 1e4, 2, "—")
                               : xw_n(v, (int64_t)floor(cny / 100.0 + 0.5) * 100)));
}

/* ---- a row a scenario ---------------------------------------------------------------------------
 */

struct panel {
    double left, right, low, high, step;
};

static double at_x(const struct panel *p, double value)
{
    return p->left + (p->right - p->left) * (value - p->low) / (p->high - p->low);
}

static struct panel make_panel(const struct xw_view *v, enum xw_paired_total total, double left,
                               double right)
{
    double low = 0.0, high = 0.0;
    for (int32_t r = 1; r < v->runs; r++) {
        const struct xw_paired *d = xw_paired_all(v->paired, r, total);
        low = fmin(low, d->p10);
        high = fmax(high, d->p90);
    }
    struct xw_axis axis = xw_axis_for(high - low, 3);
    struct panel p = { left, right, floor(low / axis.step) * axis.step,
                       ceil(high / axis.step) * axis.step, axis.step };
    if (p.low == p.high) p.high = p.low + p.step;
    return p;
}

static void draw_row(struct xw_view *v, const struct panel *p, const struct xw_paired *d, double y)
{
    if (d->equal >= 1.0) {
        double x = at_x(p, 0.0);
        xw_putf(v->out, "<circle class=\"dt dn\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\"/>\n", x, y);
        xw_svg_text(v, x + 8.0, y + 4.0, "dv halo2", "", xw_word(v, XW_SAY_NO_DIFFERENCE));
        return;
    }
    int direction = xw_paired_direction(d);
    const char *colour = direction > 0 ? "db" : direction < 0 ? "dg" : "dn";
    double x = at_x(p, d->median), from = at_x(p, d->p10), to = at_x(p, d->p90);
    xw_putf(v->out, "<path class=\"wh %s\" d=\"M%.1f %.1fH%.1f\"/>\n", colour, from, y, to);
    xw_putf(v->out, "<path class=\"wh2 %s\" d=\"M%.1f %.1fv8M%.1f %.1fv8\"/>\n", colour, from,
            y - 4.0, to, y - 4.0);
    xw_putf(v->out, "<circle class=\"dt %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\"/>\n", colour, x, y);
    const char *text = xw_about_signed(v, d->median);
    double width = xw_text_width(text, 10.5);
    /* Outwards from zero, where no line stands, unless the panel ends. */
    bool right = direction < 0 ? from - 6.0 - width < p->left : to + 6.0 + width < p->right + 40.0;
    xw_svg_text(v, right ? to + 6.0 : from - 6.0, y + 4.0, "dv halo2", right ? "start" : "end",
                text);
}

static void draw_panel(struct xw_view *v, const struct panel *p, enum xw_paired_total total,
                       const char *title, const char *unit, double bottom)
{
    xw_svg_text(v, p->left, 12.0, "nm b", "", title);
    xw_svg_text(v, p->left, 27.0, "tk", "", unit);
    for (double value = p->low; value <= p->high + p->step * 0.5; value += p->step) {
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"40\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
                value == 0.0 ? "dz" : "gr", at_x(p, value), at_x(p, value), bottom);
        xw_svg_text(v, at_x(p, value), bottom + 14.0, "tk", "middle", xw_signed(v, (int64_t)value));
    }
    for (int32_t r = 1; r < v->runs; r++)
        draw_row(v, p, xw_paired_all(v->paired, r, total), 58.0 + 28.0 * (r - 1));
}

void xw_chart_paired(struct xw_view *v)
{
    enum xw_paired_total shortage = xw_paired_shortage(v->paired);
    double bottom = 40.0 + 28.0 * (v->runs - 1) + 4.0, height = bottom + 34.0;
    const struct panel panels[2] = { make_panel(v, shortage, 214.0, 410.0),
                                     make_panel(v, XW_TOTAL_IDLE, 490.0, 680.0) };
    const char *titles[2] = { xw_word(v, shortage == XW_TOTAL_SHORT_TOWNS
                                             ? XW_SAY_PAIR_TOWNS_TITLE
                                             : XW_SAY_PAIR_DISTRICT_TITLE),
                              xw_word(v, XW_SAY_PAIR_IDLE_TITLE) };
    const char *unit = xw_told(v, XW_SAY_PAIR_UNIT, XW_WITH(xw_years(v, v->f->first, v->f->last)));
    xw_svg_open(v, "wide", 720, height,
                xw_told(v, XW_SAY_DIFFERENCES_TITLE, XW_WITH(xw_view_title(v, v->f->run))),
                xw_told(v, XW_SAY_PAIR_DESC, XW_WITH(titles[0], titles[1])));
    for (int32_t r = 1; r < v->runs; r++) {
        double y = 58.0 + 28.0 * (r - 1);
        xw_svg_text(v, 0.0, y + 4.0, "nm", "",
                    xw_text_cut(v, xw_view_title(v, v->all[r].run), 11.0, 196.0));
        xw_putf(v->out, "<line class=\"hr\" x1=\"0\" y1=\"%.0f\" x2=\"720\" y2=\"%.0f\"/>\n",
                y + 14.0, y + 14.0);
    }
    draw_panel(v, &panels[0], shortage, titles[0], unit, bottom);
    draw_panel(v, &panels[1], XW_TOTAL_IDLE, titles[1], unit, bottom);
    xw_svg_close(v, 718.0, height - 3.0);
}

/* ---- by year ------------------------------------------------------------------------------------
 */

static const struct xw_paired *net_of(const struct xw_view *v, int32_t run, int32_t stage,
                                      int32_t year)
{
    int32_t row = xw_paired_stage(v, stage);
    const struct xw_paired_cell *cell =
        row == XW_NONE ? NULL
                       : xw_paired_cell_at(&v->paired->pair[run - 1], XW_LEVEL_DISTRICT, "district",
                                           row, XW_SCOPE_ALL, (int16_t)(v->f->first + year));
    return cell != NULL ? &cell->of[XW_QUANTITY_NET_GAP] : NULL;
}

double xw_paired_years_reach(const struct xw_view *v, int32_t run)
{
    double reach = 0.0;
    for (int32_t s = 0; s < v->f->stages; s++)
        for (int32_t y = 0; y < v->f->years; y++) {
            const struct xw_paired *d = net_of(v, run, s, y);
            if (d != NULL) reach = fmax(reach, fmax(fabs(d->p10), fabs(d->p90)));
        }
    return reach;
}

void xw_chart_paired_years(struct xw_view *v, int32_t run, int32_t stage, double reach)
{
    struct xw_axis axis = xw_axis_for(reach, 2);
    double most = axis.step * axis.steps, left = 38.0, right = 172.0, middle = 52.0, half = 44.0;
    double each = (right - left) / v->f->years;
    int32_t worst = 0;
    const struct xw_paired *at = NULL;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_paired *d = net_of(v, run, stage, y);
        if (d == NULL) return;
        if (at != NULL && fabs(d->median) <= fabs(at->median)) continue;
        at = d;
        worst = y;
    }
    if (at == NULL) return;
    xw_svg_open(v, "", 176, 112,
                xw_told(v, XW_SAY_PAIR_YEARS,
                        XW_WITH(xw_view_title(v, v->all[run].run), xw_view_title(v, v->f->run))),
                xw_told(v, XW_SAY_PAIR_YEARS_DESC,
                        XW_WITH(xw_year(v, v->f->first + worst), xw_about_signed(v, at->median),
                                xw_about_signed(v, at->p10), xw_about_signed(v, at->p90))));
    for (int32_t i = -axis.steps; i <= axis.steps; i++) {
        double y = middle - half * axis.step * i / most;
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                i == 0 ? "ax" : "gr", left, y, right, y);
        xw_svg_text(v, left - 4.0, y + 3.5, "tk", "end", xw_signed(v, (int64_t)(axis.step * i)));
    }
    xw_put(v->out, "<polygon class=\"fan\" points=\"");
    for (int32_t y = 0; y < v->f->years; y++)
        xw_putf(v->out, "%.1f,%.1f ", left + each * (y + 0.5),
                middle - half * net_of(v, run, stage, y)->p90 / most);
    for (int32_t y = v->f->years - 1; y >= 0; y--)
        xw_putf(v->out, "%.1f,%.1f%s", left + each * (y + 0.5),
                middle - half * net_of(v, run, stage, y)->p10 / most, y > 0 ? " " : "");
    xw_put(v->out, "\"/>\n<polyline class=\"dem\" points=\"");
    for (int32_t y = 0; y < v->f->years; y++)
        xw_putf(v->out, "%s%.1f,%.1f", y > 0 ? " " : "", left + each * (y + 0.5),
                middle - half * net_of(v, run, stage, y)->median / most);
    xw_put(v->out, "\"/>\n");
    xw_svg_text(v, left + each * 0.5, 109.0, "tk", "middle", xw_year(v, v->f->first));
    xw_svg_text(v, right - each * 0.5, 109.0, "tk", "middle", xw_year(v, v->f->last));
    xw_put(v->out, "</svg>");
}
