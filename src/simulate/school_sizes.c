#include "xuewei/school_sizes.h"
#include "xuewei/shared_rooms.h"
#include "xuewei/size_cap.h"

/* What of the amounts of all divisions the caps of this year accept. */
static enum xw_status hold(const struct xw_state *state, struct xw_arena scratch,
                           const int32_t *amount, int32_t *within)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    int32_t divisions = p->timeline.divisions;
    int32_t *unit = XW_TAKE(&scratch, divisions, int32_t);
    double *most = XW_TAKE(&scratch, divisions, double);
    struct xw_size_rules rules = { .by_code = s->classes.size_by_code,
                                   .nine_year = s->classes.nine_year_size_max };
    if (unit == NULL || most == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_size_cap_units(scratch, &p->timeline, &s->stages, &s->norms,
                                              &s->schools, rules, state->year, unit, most);
    if (status == XW_OK) xw_size_cap_within(divisions, unit, most, amount, within);
    return status;
}

enum xw_status xw_school_sizes_compliant(const struct xw_state *state, struct xw_arena scratch,
                                         int32_t stage, int32_t *compliant)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    int32_t *seats = XW_TAKE(&scratch, t->divisions, int32_t);
    int32_t *within = XW_TAKE(&scratch, t->divisions, int32_t);
    if (seats == NULL || within == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < t->divisions; d++)
        seats[d] = xw_timeline_norm_seats(&p->scenario->stages, &p->scenario->norms, t->stage[d],
                                          xw_shared_rooms(state, d));
    enum xw_status status = hold(state, scratch, seats, within);
    for (int32_t d = t->stage_start[stage]; status == XW_OK && d < t->stage_start[stage + 1]; d++)
        compliant[d - t->stage_start[stage]] = within[d];
    return status;
}

enum xw_status xw_school_sizes_over(const struct xw_state *state, struct xw_arena scratch,
                                    int32_t stage, int32_t *over)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    const struct xw_stages *stages = &state->prepared->scenario->stages;
    int32_t *pupils = XW_TAKE(&scratch, t->divisions, int32_t);
    int32_t *within = XW_TAKE(&scratch, t->divisions, int32_t);
    if (pupils == NULL || within == NULL) return XW_NO_MEMORY;
    for (int32_t row = 0; row < stages->rows; row++) {
        const struct xw_seated *seated = &state->seated[row];
        int32_t start = t->stage_start[xw_stages_of_row(stages, row)];
        for (int32_t i = 0; i < seated->count; i++)
            if (seated->division[i] != XW_NONE)
                pupils[start + seated->division[i]] += seated->pupils[i];
    }
    enum xw_status status = hold(state, scratch, pupils, within);
    for (int32_t d = t->stage_start[stage]; status == XW_OK && d < t->stage_start[stage + 1]; d++)
        over[d - t->stage_start[stage]] = pupils[d] - within[d];
    return status;
}
