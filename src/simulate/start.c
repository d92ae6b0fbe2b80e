#include "xuewei/start.h"
#include <string.h>

static int32_t *copy_of(struct xw_arena *keep, const int32_t *column, int32_t count)
{
    int32_t *copy = XW_TAKE_RAW(keep, count, int32_t);
    if (copy != NULL && count > 0) memcpy(copy, column, (size_t)count * sizeof *copy);
    return copy;
}

static enum xw_status copy_seated(struct xw_arena *keep, const struct xw_seated *from,
                                  struct xw_seated *to)
{
    *to = (struct xw_seated){ .count = from->count,
                              .room = from->count,
                              .zone = copy_of(keep, from->zone, from->count),
                              .division = copy_of(keep, from->division, from->count),
                              .pupils = copy_of(keep, from->pupils, from->count) };
    return to->zone == NULL || to->division == NULL || to->pupils == NULL ? XW_NO_MEMORY : XW_OK;
}

enum xw_status xw_start_keep(struct xw_arena *keep, const struct xw_state *state,
                             struct xw_start *out)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_start start = { .prepared = p };
    for (int32_t row = 0; row < p->rows; row++) {
        int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
        enum xw_status status = copy_seated(keep, &state->seated[row], &start.seated[row]);
        if (status != XW_OK) return status;
        start.classes[row] = copy_of(keep, state->classes[row], xw_prepared_divisions(p, stage));
        start.waiting[row] = copy_of(keep, state->waiting[row], p->zones);
        if (start.classes[row] == NULL || start.waiting[row] == NULL) return XW_NO_MEMORY;
    }
    *out = start;
    return XW_OK;
}

enum xw_status xw_start_take_over(const struct xw_start *start, struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_arena *turn = xw_state_turn(state);
    for (int32_t row = 0; row < p->rows; row++) {
        int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
        enum xw_status status = copy_seated(turn, &start->seated[row], &state->seated[row]);
        if (status != XW_OK) return status;
        state->classes[row] = copy_of(turn, start->classes[row], xw_prepared_divisions(p, stage));
        state->waiting[row] = copy_of(turn, start->waiting[row], p->zones);
        if (state->classes[row] == NULL || state->waiting[row] == NULL) return XW_NO_MEMORY;
    }
    return XW_OK;
}
