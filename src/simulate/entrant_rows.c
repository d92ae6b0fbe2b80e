#include "xuewei/entrant_rows.h"

/* The measures stand in the order of the reasons. */
_Static_assert(XW_MEASURE_ENTRANTS_DISTRICT - XW_MEASURE_ENTRANTS_CATCHMENT == (int)XW_REASONS - 1,
               "a measure for every reason");

static bool always_said(enum xw_reason reason)
{
    switch (reason) {
    case XW_REASON_CATCHMENT:
    case XW_REASON_MULTI_SCHOOL:
    case XW_REASON_COORDINATION:
    case XW_REASON_PRIVATE:
    case XW_REASON_UNPLACED:
        return true;
    default:
        return false;
    }
}

enum xw_status xw_entrant_rows(const struct xw_state *state, int32_t stage,
                               const struct xw_sink *sink)
{
    const struct xw_placements *placed = &state->admission[stage].placed;
    bool city = state->prepared->scenario->stages.stage[stage].city;
    int64_t pupils[XW_REASONS] = { 0 };
    enum xw_status status = XW_OK;
    for (int32_t i = 0; i < placed->count; i++)
        pupils[placed->reason[i]] += placed->pupils[i];
    for (int r = 0; status == XW_OK && r < XW_REASONS; r++) {
        bool said = city ? r == XW_REASON_CITY : always_said((enum xw_reason)r) || pupils[r] > 0;
        if (!said) continue;
        status = xw_measure_say(state, sink, "district",
                                (enum xw_measure)(XW_MEASURE_ENTRANTS_CATCHMENT + r), stage,
                                (double)pupils[r]);
    }
    return status;
}
