#include "xuewei/measure_rows.h"
#include <math.h>

static const char *status_of(const struct xw_figure *f)
{
    if (f->status != NULL) return f->status;
    if (isnan(f->value)) return "needs_input";
    if (isnan(f->target) || f->aim == XW_AIM_NONE) return "";
    double beyond = f->aim == XW_AIM_AT_MOST ? f->value - f->target : f->target - f->value;
    return beyond <= 1e-9 ? "met" : "missed";
}

enum xw_status xw_measure_put(const struct xw_state *state, const struct xw_sink *sink,
                              const struct xw_figure *f)
{
    const struct xw_stages *stages = &state->prepared->scenario->stages;
    enum xw_stage_name stage = f->stage == XW_NONE ? XW_STAGE_NAMES : stages->stage[f->stage].name;
    char name[XW_MEASURE_NAME];
    struct xw_measure_row row = { .place = f->place,
                                  .measure = xw_measure_name(f->measure, stage, name),
                                  .year = (int16_t)(state->prepared->first + f->year),
                                  .value = f->value,
                                  .target = f->target,
                                  .status = status_of(f) };
    return sink->measure(sink->self, &row);
}

enum xw_status xw_measure_say(const struct xw_state *state, const struct xw_sink *sink,
                              const char *place, enum xw_measure measure, int32_t stage,
                              double value)
{
    if (isnan(value)) return XW_OK;
    struct xw_figure f = { .measure = measure,
                           .stage = stage,
                           .place = place,
                           .year = state->year,
                           .value = value,
                           .target = NAN };
    return xw_measure_put(state, sink, &f);
}

void xw_measure_roll(const struct xw_state *state, int32_t stage, int32_t *pupils)
{
    const struct xw_stage *of = &state->prepared->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(state->prepared, stage);
    for (int32_t d = 0; d < divisions; d++)
        pupils[d] = 0;
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        const struct xw_seated *seated = &state->seated[row];
        for (int32_t i = 0; i < seated->count; i++)
            if (seated->division[i] != XW_NONE) pupils[seated->division[i]] += seated->pupils[i];
    }
}
