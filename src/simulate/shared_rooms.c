#include "xuewei/shared_rooms.h"

struct xw_sharing xw_sharing_of(const struct xw_state *state, int32_t leader)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t schools = state->prepared->scenario->schools.count;
    struct xw_sharing s = { .leader = leader };
    for (int32_t g = t->stage[leader]; g < state->prepared->stages; g++) {
        int32_t d = t->division_of[g * schools + t->school[leader]];
        if (d == XW_NONE || t->pool[(ptrdiff_t)d * t->years + state->year] != leader) continue;
        s.stage[s.count] = g;
        s.division[s.count++] = d - t->stage_start[g];
        s.rooms += t->rooms[(ptrdiff_t)d * t->years + state->year];
    }
    return s;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

int32_t xw_shared_rooms(const struct xw_state *state, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    ptrdiff_t at = (ptrdiff_t)division * t->years + state->year;
    struct xw_sharing s = xw_sharing_of(state, t->pool[at]);
    int32_t beyond[XW_MAX_STAGES], taken = 0, empty = 0; /* classes that exceed the own rooms */
    if (s.count < 2) return t->rooms[at];
    for (int32_t i = 0; i < s.count; i++) {
        const struct xw_stage *of = &state->prepared->scenario->stages.stage[s.stage[i]];
        beyond[i] = -t->rooms[xw_state_now(state, s.stage[i], s.division[i])];
        for (int32_t row = of->first_row; row < of->first_row + of->grades; row++)
            beyond[i] += state->classes[row][s.division[i]];
        taken += beyond[i] > 0 ? beyond[i] : 0;
        empty -= beyond[i] < 0 ? beyond[i] : 0;
    }
    /* Rooms of levers are nobody's: with them more may be taken than stands empty. */
    int32_t to_take = least(taken, empty), to_give = to_take;
    for (int32_t i = 0; i < s.count; i++) {
        int32_t more = beyond[i] > 0 ? least(beyond[i], to_take) : -least(-beyond[i], to_give);
        if (more > 0)
            to_take -= more;
        else
            to_give += more;
        if (t->stage_start[s.stage[i]] + s.division[i] == division) return t->rooms[at] + more;
    }
    return t->rooms[at];
}
