#include "xuewei/measure_rows.h"
#include <math.h>
#include <string.h>

/* What the table of published figures aims at; NaN: nothing. */
static double published_target(const struct xw_scenario *s, const struct xw_figure *f,
                               const char *name, int16_t year)
{
    for (int32_t i = 0; i < s->indicators; i++) {
        const struct xw_indicator *row = &s->indicator[i];
        if (row->year != year || isnan(row->target) || strcmp(row->place, f->place) != 0) continue;
        bool apart =
            row->stage == f->stage && strcmp(row->indicator, xw_measure_of(f->measure)->word) == 0;
        if (apart || strcmp(row->indicator, name) == 0) return row->target;
    }
    return NAN;
}

static const char *status_of(const struct xw_figure *f, double target)
{
    enum xw_aim aim = xw_measure_of(f->measure)->aim;
    if (f->status != NULL) return f->status;
    if (isnan(f->value)) return "needs_input";
    if (isnan(target) || aim == XW_AIM_NONE) return "";
    double beyond = aim == XW_AIM_AT_MOST ? f->value - target : target - f->value;
    return beyond <= 1e-9 ? "met" : "missed";
}

enum xw_status xw_measure_put(const struct xw_state *state, const struct xw_sink *sink,
                              const struct xw_figure *f)
{
    const struct xw_scenario *s = state->prepared->scenario;
    enum xw_stage_name stage =
        f->stage == XW_NONE ? XW_STAGE_NAMES : s->stages.stage[f->stage].name;
    char name[XW_MEASURE_NAME];
    struct xw_measure_row row = { .place = f->place,
                                  .measure = xw_measure_name(f->measure, stage, name),
                                  .year = (int16_t)(state->prepared->first + f->year),
                                  .value = f->value,
                                  .target = f->target };
    if (isnan(row.target)) row.target = published_target(s, f, name, row.year);
    row.status = status_of(f, row.target);
    return sink->measure(sink->self, &row);
}

enum xw_status xw_measure_aim(const struct xw_state *state, const struct xw_sink *sink,
                              const char *place, enum xw_measure measure, int32_t stage,
                              double value, double target)
{
    struct xw_figure f = { .measure = measure,
                           .stage = stage,
                           .place = place,
                           .year = state->year,
                           .value = value,
                           .target = target };
    return isnan(value) ? XW_OK : xw_measure_put(state, sink, &f);
}

enum xw_status xw_measure_say(const struct xw_state *state, const struct xw_sink *sink,
                              const char *place, enum xw_measure measure, int32_t stage,
                              double value)
{
    return xw_measure_aim(state, sink, place, measure, stage, value, NAN);
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
