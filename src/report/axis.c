#include "charts.h"
#include <math.h>

struct xw_axis xw_axis_for(double largest, int32_t most)
{
    static const double round_step[] = { 1.0, 2.0, 2.5, 5.0 };
    struct xw_axis axis = { .step = 1.0, .steps = 1 };
    if (!(largest > 1.0)) return axis;
    double power = pow(10.0, floor(log10(largest / most)));
    for (int32_t i = 0; i < 8; i++) {
        double step = round_step[i % 4] * power * (i < 4 ? 1.0 : 10.0);
        if (step < 1.0 || step != floor(step)) continue; /* pupils are whole */
        axis.step = step;
        axis.steps = (int32_t)ceil(largest / step - 1e-9);
        if (axis.steps <= most) break;
    }
    return axis;
}

const char *xw_axis_label(struct xw_view *v, struct xw_axis axis, int32_t tick)
{
    double value = axis.step * tick;
    if (tick == 0 || axis.step * axis.steps < 10000.0) return xw_n(v, (int64_t)value);
    double unit = v->language == XW_CHINESE ? 10000.0 : 1000.0;
    const char *mark = v->language == XW_CHINESE ? " 万" : "k";
    int decimals = fmod(axis.step, unit) == 0.0 ? 0 : fmod(axis.step * 10.0, unit) == 0.0 ? 1 : 2;
    return xw_arena_format(v->texts, "%.*f%s", decimals, value / unit,
                           tick == axis.steps ? mark : "");
}

double xw_chart_top(const struct xw_figures *f)
{
    int32_t top = 0;
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, y);
            if (row == NULL) continue;
            if (row->demand > top) top = row->demand;
            if (f->stage[s].district && row->seats > top) top = row->seats;
        }
    return top;
}
