#include "xuewei/staff_rows.h"
#include <math.h>

enum xw_status xw_staff_of_year(const struct xw_state *state, int32_t stage,
                                struct xw_arena scratch, struct xw_staff *staff)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    const double(*norms)[XW_NORMS] = &p->scenario->norms.value[stage][of->first_row];
    int32_t divisions = xw_prepared_divisions(p, stage), classes[XW_MAX_GRADES] = { 0 };
    int32_t *roll = XW_TAKE(&scratch, divisions, int32_t);
    double pupils = 0.0, periods[XW_MAX_GRADES];
    if (roll == NULL) return XW_NO_MEMORY;
    xw_measure_roll(state, stage, roll);
    for (int32_t d = 0; d < divisions; d++)
        pupils += roll[d];
    for (int32_t g = 0; g < of->grades; g++) {
        for (int32_t d = 0; d < divisions; d++)
            classes[g] += state->classes[of->first_row + g][d];
        periods[g] = norms[g][XW_NORM_WEEKLY_PERIODS];
    }
    *staff = xw_staff_need(pupils, norms[0][XW_NORM_PUPILS_PER_STAFF], of->grades, classes, periods,
                           norms[0][XW_NORM_PERIODS_PER_TEACHER]);
    return XW_OK;
}

/* What is over after the peak, when all years are known. */
static enum xw_status surplus_rows(const struct xw_state *state, int32_t stage,
                                   struct xw_arena scratch, const struct xw_sink *sink)
{
    int32_t years = state->prepared->years;
    double *surplus = XW_TAKE(&scratch, years, double);
    if (surplus == NULL) return XW_NO_MEMORY;
    xw_staff_after_peak(years, state->staff + (ptrdiff_t)stage * years, surplus);
    enum xw_status status = XW_OK;
    for (int32_t y = 0; status == XW_OK && y < years; y++) {
        struct xw_figure f = { .measure = XW_MEASURE_STAFF_SURPLUS,
                               .stage = stage,
                               .place = "district",
                               .year = y,
                               .value = surplus[y],
                               .target = NAN };
        if (!isnan(surplus[y])) status = xw_measure_put(state, sink, &f);
    }
    return status;
}

enum xw_status xw_staff_rows(struct xw_state *state, int32_t stage, struct xw_arena scratch,
                             const struct xw_sink *sink)
{
    int32_t years = state->prepared->years;
    struct xw_staff staff;
    enum xw_status status = xw_staff_of_year(state, stage, scratch, &staff);
    if (status != XW_OK) return status;
    state->staff[(ptrdiff_t)stage * years + state->year] = staff.needed;
    status =
        xw_measure_say(state, sink, "district", XW_MEASURE_STAFF_BY_PUPILS, stage, staff.by_pupils);
    if (status == XW_OK)
        status = xw_measure_say(state, sink, "district", XW_MEASURE_STAFF_BY_CLASSES, stage,
                                staff.by_classes);
    if (status == XW_OK && state->year == years - 1)
        status = surplus_rows(state, stage, scratch, sink);
    return status;
}
