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

/* Residents [zone][age], of as many residence statuses. */
static ptrdiff_t residents(const struct xw_prepared *p, int32_t statuses)
{
    return (ptrdiff_t)statuses * p->zones * p->scenario->ages;
}

static int32_t statuses_apart(const struct xw_prepared *p)
{
    int32_t count = p->scenario->residencies.count;
    return count > 1 ? count : 0;
}

static double *copy_residents(struct xw_arena *keep, const double *column, ptrdiff_t count)
{
    double *copy = XW_TAKE_RAW(keep, count, double);
    if (copy != NULL && count > 0) memcpy(copy, column, (size_t)count * sizeof *copy);
    return copy;
}

static enum xw_status keep_residents(struct xw_arena *keep, const struct xw_state *state,
                                     struct xw_start *start)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_anniversaries *people = &state->people;
    start->counted = people->year == p->scenario->base_year && !people->next_known;
    if (!start->counted) return XW_OK;
    start->september_before_known = state->september_before_known;
    for (int i = 0; i < 2; i++)
        start->september[i] = copy_residents(keep, state->september[i], residents(p, 1));
    start->september_of =
        copy_residents(keep, state->september_of, residents(p, statuses_apart(p)));
    return start->september[0] == NULL || start->september[1] == NULL || start->september_of == NULL
               ? XW_NO_MEMORY
               : XW_OK;
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
    enum xw_status status = keep_residents(keep, state, &start);
    start.tier_tables = XW_TAKE(keep, 1, struct xw_tier_tables);
    if (start.tier_tables == NULL) return XW_NO_MEMORY;
    if (status == XW_OK) status = xw_tier_tables_take(keep, p, start.tier_tables);
    if (status == XW_OK) *out = start;
    return status;
}

static void take_residents(const struct xw_start *start, struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    state->september_before_known = start->september_before_known;
    for (int i = 0; i < 2; i++)
        memcpy(state->september[i], start->september[i],
               (size_t)residents(p, 1) * sizeof *state->september[i]);
    memcpy(state->september_of, start->september_of,
           (size_t)residents(p, statuses_apart(p)) * sizeof *state->september_of);
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
    if (start->counted) take_residents(start, state);
    return XW_OK;
}
