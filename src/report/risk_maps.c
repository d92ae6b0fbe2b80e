#include "risk_heat.h"
#include "hatch.h"
#include "plan.h"
#include "say_chances.h"

bool xw_risk_maps_open(struct xw_view *v)
{
    struct xw_plan p = { 0 };
    if (v->shapes != 0.0) return v->shapes > 0.0;
    v->shapes = -1.0;
    if (!xw_plan_make(v, 176.0, 150.0, &p)) return false;
    v->shapes = p.height;
    xw_put(v->out, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" "
                   "focusable=\"false\"><defs>\n");
    for (int32_t t = 0; t < v->f->towns; t++) {
        ptrdiff_t mark = xw_hatch_mark(v);
        xw_putf(v->out, "<path id=\"m%d\" d=\"M0 0", t);
        xw_plan_town(v, &p, t);
        xw_putf(v->out, "\"/>\n<path id=\"h%d\" d=\"M0 0", t);
        xw_hatch_data(v, mark, 6.0);
        xw_put(v->out, "\"/>\n");
    }
    xw_put(v->out, "</defs></svg>\n");
    return true;
}

void xw_risk_map(struct xw_view *v, int32_t stage, int32_t year)
{
    int32_t likely = 0, safe = 0;
    for (int32_t t = 0; t < v->f->towns; t++) {
        double p = xw_chances_short(v->chances, t, stage, XW_SCOPE_ALL, year);
        likely += p >= 0.67;
        safe += p < 0.10;
    }
    xw_svg_open(v, "map", 176, v->shapes + 18.0,
                xw_told(v, XW_SAY_RISK_MAP_TITLE,
                        XW_WITH(xw_year(v, v->f->first + year), xw_view_stage(v, stage))),
                xw_told(v, XW_SAY_RISK_MAP_DESC, XW_WITH(xw_n(v, likely), xw_n(v, safe))));
    xw_put(v->out, "<g transform=\"translate(0 -20)\">\n");
    for (int32_t t = 0; t < v->f->towns; t++) {
        double p = xw_chances_short(v->chances, t, stage, XW_SCOPE_ALL, year);
        xw_putf(v->out, "<use href=\"#m%d\" class=\"cell town %s\"/>\n", t,
                p == p ? xw_risk_class(p) : "z");
        if (p >= 0.67)
            xw_putf(v->out, "<use href=\"#h%d\" class=\"%s\"/>\n", t, p >= 0.9 ? "hat" : "cellh");
    }
    xw_put(v->out, "</g>\n");
    xw_svg_close(v, 174.0, v->shapes + 14.0);
}
