#include "xuewei/fit_children.h"
#include "xuewei/residents.h"

/* The district's residents of the entry ages. */
static void count(const struct xw_prepared *p, const double *september, double *number)
{
    const struct xw_scenario *s = p->scenario;
    for (int32_t g = 0; g < p->stages; g++) {
        number[g] = 0.0;
        for (int32_t z = 0; z < p->zones; z++)
            number[g] += september[(ptrdiff_t)z * s->ages + s->stages.stage[g].first_age];
    }
}

enum xw_status xw_fit_children(struct xw_state *state, const struct xw_prepared *prepared,
                               int16_t last, struct xw_progress *progress, struct xw_arena *keep,
                               struct xw_fit_children *out)
{
    int32_t years = last - prepared->first + 1, stages = prepared->stages;
    if (years > prepared->years) years = prepared->years;
    if (years < 0) years = 0;
    double *number = XW_TAKE(keep, (ptrdiff_t)(years + 1) * stages, double);
    if (number == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_state_begin(state, prepared);
    if (status != XW_OK) return status;
    bool before = state->september_before_known;
    if (before) count(prepared, state->september[0], number);
    xw_progress_begin(progress, "population", years);
    for (int32_t y = 0; status == XW_OK && y < years; y++) {
        xw_state_turn_to(state, y);
        status = xw_residents_to_september(state);
        if (status == XW_OK && !xw_progress_at(progress, y + 1)) status = XW_STOPPED;
        if (status == XW_OK)
            count(prepared, state->september[1], number + (ptrdiff_t)(y + before) * stages);
    }
    xw_progress_end(progress);
    if (status != XW_OK) return status;
    *out = (struct xw_fit_children){ .first = (int16_t)(prepared->first - before),
                                     .years = years + before,
                                     .number = number };
    return XW_OK;
}
