#include "xuewei/levers.h"
#include "xuewei/formation.h"
#include <math.h>
#include <string.h>

static const struct xw_lever_rules *rules_of(const struct xw_state *state)
{
    return &state->prepared->scenario->levers;
}

enum xw_status xw_levers_roll(struct xw_state *state, int32_t stage)
{
    const struct xw_stage *of = &state->prepared->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(state->prepared, stage);
    if (rules_of(state)->count == 0 || of->city) return XW_OK;
    for (int32_t row = of->first_row + of->grades - 1; row >= of->first_row; row--) {
        int32_t *raised = XW_TAKE(xw_state_turn(state), divisions, int32_t);
        const int32_t *before = row > of->first_row ? state->raised[row - 1] : NULL;
        if (raised == NULL) return XW_NO_MEMORY;
        if (before != NULL && divisions > 0)
            memcpy(raised, before, (size_t)divisions * sizeof *raised);
        state->raised[row] = raised;
    }
    return XW_OK;
}

enum xw_status xw_levers_begin(struct xw_state *state)
{
    state->levers = NULL;
    if (rules_of(state)->count == 0) return XW_OK;
    state->levers =
        XW_TAKE(xw_state_turn(state), state->prepared->timeline.divisions, struct xw_lever_rooms);
    return state->levers == NULL ? XW_NO_MEMORY : XW_OK;
}

/* Rooms that a lever of its own can give those who share rooms. */
static int32_t most_of(const struct xw_state *state, const struct xw_sharing *s,
                       enum xw_lever lever)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t sum = 0;
    for (int32_t i = 0; i < s->count; i++) {
        ptrdiff_t at = xw_state_now(state, s->stage[i], s->division[i]);
        sum += lever == XW_LEVER_PREFAB
                   ? t->prefab_rooms[at]
                   : (int32_t)floor(rules_of(state)->special_share * t->special_rooms[at] + 1e-9);
    }
    return sum;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Entry classes of those who share rooms that nobody of their catchment needs are not opened, up to
 * `wanted` of them; returns how many. */
static int32_t give_up(struct xw_state *state, int32_t leader, int32_t *const *need, int32_t wanted)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_sharing s = xw_sharing_of(state, leader);
    int32_t given = 0;
    for (int32_t i = 0; i < s.count && given < wanted; i++) {
        int32_t row = p->scenario->stages.stage[s.stage[i]].first_row, d = s.division[i];
        int32_t idle =
            state->may_open[row][d] - xw_formation_rooms(1, &need[s.stage[i]][d], &p->norm[row]);
        if (idle <= 0) continue;
        idle = least(idle, wanted - given);
        state->may_open[row][d] -= idle;
        given += idle;
    }
    return given;
}

/* Take up to `wanted` rooms that other stages of the school leave empty, the youngest first. need is
 * NULL as long as no entry class may open. */
static int32_t borrow(struct xw_state *state, int32_t leader, int32_t wanted, int32_t *const *need,
                      int32_t *spare)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t schools = state->prepared->scenario->schools.count, taken = 0;
    for (int32_t g = 0; g < state->prepared->stages && taken < wanted; g++) {
        int32_t d = t->division_of[g * schools + t->school[leader]];
        if (d == XW_NONE || state->prepared->scenario->stages.stage[g].city) continue;
        int32_t sister = t->pool[(ptrdiff_t)d * t->years + state->year];
        int32_t wants = wanted - taken;
        if (sister == leader || sister != d) continue;
        if (need != NULL && spare[sister] >= 0 && spare[sister] < wants)
            spare[sister] += give_up(state, sister, need, wants - spare[sister]);
        if (spare[sister] <= 0) continue;
        int32_t lent = least(spare[sister], wants);
        spare[sister] -= lent;
        state->levers[sister].lent += lent;
        taken += lent;
    }
    return taken;
}

/* Up to `wanted` rooms by one lever; returns how many. */
static int32_t pull(struct xw_state *state, const struct xw_sharing *s, enum xw_lever lever,
                    int32_t wanted, int32_t *const *need, int32_t *spare)
{
    struct xw_lever_rooms *use = &state->levers[s->leader];
    int32_t *given = NULL, taken = 0;
    switch (lever) {
    case XW_LEVER_SPECIAL_ROOMS:
        given = &use->special;
        taken = least(wanted, most_of(state, s, lever) - use->special);
        break;
    case XW_LEVER_PREFAB:
        given = &use->prefab;
        taken = least(wanted, most_of(state, s, lever) - use->prefab);
        break;
    case XW_LEVER_SISTER_STAGE:
        given = &use->sister;
        taken = borrow(state, s->leader, wanted, need, spare);
        break;
    case XW_LEVER_CLASS_SIZE:
    case XW_LEVERS:
        return 0;
    }
    *given += taken;
    return taken;
}

void xw_levers_older(struct xw_state *state, const struct xw_sharing *s, int32_t *spare)
{
    const struct xw_lever_rules *rules = rules_of(state);
    if (s->rooms == 0) return; /* a school that is closed stays closed */
    for (int32_t k = 0; k < rules->count && spare[s->leader] < 0; k++)
        spare[s->leader] +=
            pull(state, s, (enum xw_lever)rules->order[k], -spare[s->leader], NULL, spare);
}

/* Raise the class size limit of entrants so far as they need it. */
static void raise_limit(struct xw_state *state, int32_t row, int32_t division, int32_t pupils)
{
    int32_t classes = state->may_open[row][division], most = rules_of(state)->class_size;
    if (classes == 0) return;
    int32_t size = least((pupils + classes - 1) / classes, most);
    if (size > xw_state_limit(state, row, division)) state->raised[row][division] = size;
}

void xw_levers_entry(struct xw_state *state, const struct xw_sharing *s, int32_t *const *need,
                     int32_t *spare)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_lever_rules *rules = rules_of(state);
    for (int32_t i = 0; i < s->count && s->rooms > 0; i++) {
        int32_t row = p->scenario->stages.stage[s->stage[i]].first_row, d = s->division[i];
        int32_t school = p->timeline.school[p->timeline.stage_start[s->stage[i]] + d];
        if (p->scenario->schools.sector[school] == XW_PRIVATE) continue;
        int32_t pupils = need[s->stage[i]][d], *open = &state->may_open[row][d];
        struct xw_class_norm norm = p->norm[row];
        int32_t size = rules->from == XW_LEVERS_FROM_NORM      ? norm.norm
                       : rules->from == XW_LEVERS_FROM_STRETCH ? norm.stretch
                                                               : norm.limit;
        int32_t short_of = (pupils + size - 1) / size - *open;
        if (short_of > 0 && spare[s->leader] > 0) {
            int32_t idle = least(short_of, spare[s->leader]);
            spare[s->leader] -= idle;
            *open += idle;
            short_of -= idle;
        }
        for (int32_t k = 0; k < rules->count && short_of > 0; k++) {
            if (rules->order[k] == XW_LEVER_CLASS_SIZE) {
                raise_limit(state, row, d, pupils);
                int32_t largest = xw_state_limit(state, row, d);
                short_of = least(short_of, (pupils + largest - 1) / largest - *open);
                continue;
            }
            int32_t taken = pull(state, s, (enum xw_lever)rules->order[k], short_of, need, spare);
            *open += taken;
            short_of -= taken;
        }
    }
}

int32_t xw_levers_rooms(const struct xw_state *state, int32_t leader)
{
    if (state->levers == NULL) return 0;
    const struct xw_lever_rooms *use = &state->levers[leader];
    return use->special + use->prefab + use->sister - use->lent;
}

/* Rooms that those who share rooms use beyond the ordinary ones they have this year. */
static int32_t beyond_ordinary(const struct xw_state *state, const struct xw_sharing *s)
{
    int32_t beyond = state->levers[s->leader].lent - s->rooms;
    for (int32_t i = 0; i < s->count; i++) {
        const struct xw_stage *of = &state->prepared->scenario->stages.stage[s->stage[i]];
        for (int32_t g = 0; g < of->grades; g++)
            beyond += state->classes[of->first_row + g][s->division[i]];
    }
    return beyond > 0 ? beyond : 0;
}

struct xw_levers_in_use xw_levers_in_use(const struct xw_state *state, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    struct xw_levers_in_use in_use = { 0 };
    if (state->levers == NULL) return in_use;
    const struct xw_stage *of = &state->prepared->scenario->stages.stage[t->stage[division]];
    int32_t d = division - t->stage_start[t->stage[division]];
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++)
        if (state->classes[row][d] > 0 && state->raised[row][d] > in_use.limit)
            in_use.limit = state->raised[row][d];

    struct xw_sharing s = xw_sharing_of(state, division);
    if (s.count == 0) return in_use;
    const struct xw_lever_rules *rules = rules_of(state);
    const struct xw_lever_rooms *given = &state->levers[division];
    int32_t beyond = beyond_ordinary(state, &s);
    for (int32_t k = 0; k < rules->count; k++) {
        int32_t *rooms = rules->order[k] == XW_LEVER_SPECIAL_ROOMS  ? &in_use.special
                         : rules->order[k] == XW_LEVER_PREFAB       ? &in_use.prefab
                         : rules->order[k] == XW_LEVER_SISTER_STAGE ? &in_use.sister
                                                                    : NULL;
        if (rooms == NULL) continue;
        int32_t most = rules->order[k] == XW_LEVER_SPECIAL_ROOMS ? given->special
                       : rules->order[k] == XW_LEVER_PREFAB      ? given->prefab
                                                                 : given->sister;
        *rooms = least(beyond, most);
        beyond -= *rooms;
    }
    return in_use;
}
