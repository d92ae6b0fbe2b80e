#include "xuewei/migrant_rows.h"
#include <math.h>

enum { PUBLICLY, BOUGHT, PRIVATELY, UNPLACED, WHERE };

static int where(const struct xw_state *state, int32_t stage, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    if (division == XW_NONE) return UNPLACED;
    int32_t school = t->school[t->stage_start[stage] + division];
    switch (state->prepared->scenario->schools.sector[school]) {
    case XW_PUBLIC:
    case XW_MUNICIPAL:
        return PUBLICLY;
    case XW_BOUGHT_PLACES:
        return BOUGHT;
    default:
        return PRIVATELY;
    }
}

enum xw_status xw_migrant_rows(const struct xw_state *state, int32_t stage,
                               const struct xw_sink *sink)
{
    const struct xw_admission *a = &state->admission[stage];
    bool any = false;
    int64_t pupils[WHERE] = { 0 };
    for (int32_t k = 0; a->tiers.given && k < a->tiers.count; k++)
        any = any || a->tiers.tier[k].migrants;
    if (!any || state->prepared->scenario->stages.stage[stage].city) return XW_OK;
    for (int32_t i = 0; i < a->placed.count; i++)
        if (a->tiers.tier[a->placed.tier[i]].migrants)
            pupils[where(state, stage, a->placed.division[i])] += a->placed.pupils[i];
    double good = (double)(pupils[PUBLICLY] + pupils[BOUGHT]),
           placed = good + (double)pupils[PRIVATELY];
    const struct {
        enum xw_measure measure;
        double value;
    } row[] = {
        { XW_MEASURE_MIGRANT_ENTRANTS, placed + (double)pupils[UNPLACED] },
        { XW_MEASURE_MIGRANTS_PUBLIC, (double)pupils[PUBLICLY] },
        { XW_MEASURE_MIGRANTS_BOUGHT, (double)pupils[BOUGHT] },
        { XW_MEASURE_MIGRANTS_PRIVATE, (double)pupils[PRIVATELY] },
        { XW_MEASURE_MIGRANTS_UNPLACED, (double)pupils[UNPLACED] },
        { XW_MEASURE_MIGRANTS_SHARE, placed > 0.0 ? good / placed : NAN },
    };
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < sizeof row / sizeof *row; i++)
        status = xw_measure_say(state, sink, "district", row[i].measure, stage, row[i].value);
    return status;
}
