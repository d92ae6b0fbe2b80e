#include "xuewei/rollup.h"
#include "xuewei/demand.h"
#include "xuewei/residents.h"
#include <string.h>

/* Children who moved into a zone where the cohort was nobody: no pupil is there to multiply, so that
 * they are counted as residents x participation. They join the seekers. */
static enum xw_status add_newcomers(struct xw_state *state, struct xw_arena scratch, int32_t row,
                                    int32_t *seekers)
{
    const struct xw_prepared *p = state->prepared;
    int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
    ptrdiff_t year = (ptrdiff_t)state->year * p->zones * p->stages;
    double *children = XW_TAKE(&scratch, p->zones, double);
    double *share = XW_TAKE(&scratch, p->zones, double);
    int32_t *newcomers = XW_TAKE(&scratch, p->zones, int32_t);
    if (children == NULL || share == NULL || newcomers == NULL) return XW_NO_MEMORY;
    xw_residents_from_nothing(state, xw_stages_age(&p->scenario->stages, row), children);
    for (int32_t z = 0; z < p->zones; z++)
        share[z] = p->scenario->participation.share[year + (ptrdiff_t)z * p->stages + stage];
    enum xw_status status = xw_demand_from_residents(p->zones, children, share, scratch, newcomers);
    for (int32_t z = 0; status == XW_OK && z < p->zones; z++) {
        seekers[z] += newcomers[z];
        state->came += newcomers[z];
    }
    return status;
}

/* A grade of last year becomes the next one. */
static enum xw_status advance(struct xw_state *state, int32_t row)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_progression *progression = &p->scenario->progression;
    struct xw_arena scratch = state->scratch;
    struct xw_arena *turn = xw_state_turn(state);
    const struct xw_seated *was = &state->seated[row];
    struct xw_seated now = { .room = was->count,
                             .zone = XW_TAKE(turn, was->count, int32_t),
                             .division = XW_TAKE(turn, was->count, int32_t),
                             .pupils = XW_TAKE(turn, was->count, int32_t) };
    double *change = XW_TAKE(&scratch, p->zones, double);
    int32_t *seekers = XW_TAKE(turn, p->zones, int32_t);
    if (now.zone == NULL || now.division == NULL || now.pupils == NULL || change == NULL ||
        seekers == NULL)
        return XW_NO_MEMORY;

    xw_residents_change(state, xw_stages_age(&p->scenario->stages, row + 1), change);
    int64_t came, left;
    enum xw_status status = xw_progression_advance(
        was, p->zones, change, progression->ratio[state->year * progression->rows + row],
        state->waiting[row], scratch, &now, seekers, &came, &left);
    state->came += came;
    state->left += left;
    state->seated[row + 1] = now;
    state->seekers[row + 1] = seekers;
    return status == XW_OK ? add_newcomers(state, scratch, row + 1, seekers) : status;
}

/* Pupils of a grade, with or without a place. */
static int64_t count_pupils(const struct xw_state *state, int32_t row)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < state->seated[row].count; i++)
        sum += state->seated[row].pupils[i];
    for (int32_t z = 0; z < state->prepared->zones; z++)
        sum += state->waiting[row][z];
    return sum;
}

static enum xw_status roll_stage(struct xw_state *state, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    struct xw_arena *turn = xw_state_turn(state);
    int32_t last = of->first_row + of->grades - 1, divisions = xw_prepared_divisions(p, stage);

    state->leavers[stage] = state->seated[last];
    state->leavers_waiting[stage] = state->waiting[last];
    for (int32_t row = of->first_row; row < last; row++)
        state->rolled += count_pupils(state, row);
    /* From the top down: each grade is read before it is written. */
    for (int32_t row = last - 1; row >= of->first_row; row--) {
        int32_t *classes = XW_TAKE(turn, divisions, int32_t);
        if (classes == NULL) return XW_NO_MEMORY;
        if (divisions > 0)
            memcpy(classes, state->classes[row], (size_t)divisions * sizeof *classes);
        enum xw_status status = advance(state, row);
        if (status != XW_OK) return status;
        state->classes[row + 1] = classes;
    }
    state->seated[of->first_row] = (struct xw_seated){ 0 };
    state->classes[of->first_row] = XW_TAKE(turn, divisions, int32_t);
    state->seekers[of->first_row] = XW_TAKE(turn, p->zones, int32_t);
    if (state->classes[of->first_row] == NULL || state->seekers[of->first_row] == NULL)
        return XW_NO_MEMORY;
    return XW_OK;
}

enum xw_status xw_rollup(struct xw_state *state)
{
    state->rolled = state->came = state->left = 0;
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        status = roll_stage(state, g);
    return status;
}
