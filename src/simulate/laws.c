#include "xuewei/laws.h"
#include "xuewei/formation.h"
#include "xuewei/levers.h"

static enum xw_status broken(const char **law, const char *sentence)
{
    *law = sentence;
    return XW_LAW_BROKEN;
}

/* demand = placed + private + unplaced in every zone and tier, and the tiers are the zone's demand. */
static enum xw_status check_admission(const struct xw_state *state, struct xw_arena scratch,
                                      int32_t stage, const char **law)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_admission *a = &state->admission[stage];
    int32_t row = p->scenario->stages.stage[stage].first_row, tiers = a->tiers.count;
    ptrdiff_t cells = (ptrdiff_t)p->zones * tiers;
    int64_t *left = XW_TAKE(&scratch, cells, int64_t);
    int64_t *seated = XW_TAKE(&scratch, p->zones, int64_t);
    if (left == NULL || seated == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        int64_t of_zone = 0;
        for (int32_t t = 0; t < tiers; t++) {
            left[(ptrdiff_t)z * tiers + t] = a->of_tier[(ptrdiff_t)z * tiers + t];
            of_zone += a->of_tier[(ptrdiff_t)z * tiers + t];
        }
        if (of_zone != a->demand[z])
            return broken(law, "the pupils of a zone's tiers are its demand");
    }
    for (int32_t i = 0; i < a->placed.count; i++) {
        left[(ptrdiff_t)a->placed.zone[i] * tiers + a->placed.tier[i]] -= a->placed.pupils[i];
        bool place = a->placed.division[i] != XW_NONE || a->placed.reason[i] == XW_REASON_CITY;
        seated[a->placed.zone[i]] += place ? a->placed.pupils[i] : 0;
    }
    for (ptrdiff_t i = 0; i < cells; i++)
        if (left[i] != 0)
            return broken(law,
                          "pupils demanded = placed + private + unplaced in every zone and tier");
    for (int32_t i = 0; i < state->seated[row].count; i++)
        seated[state->seated[row].zone[i]] -= state->seated[row].pupils[i];
    for (int32_t z = 0; z < p->zones; z++)
        if (seated[z] != 0)
            return broken(law, "who has a place in the entry grade is seated in it");
    return XW_OK;
}

/* Class sizes add up to the roll, no class is above the limit. used [divisions of all stages] rooms. */
static enum xw_status check_classes(const struct xw_state *state, struct xw_arena scratch,
                                    int32_t stage, int32_t *all_used, const char **law)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage);
    int32_t *used = all_used + p->timeline.stage_start[stage];
    int32_t *pupils = XW_TAKE(&scratch, divisions, int32_t);
    if (pupils == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < of->grades; g++) {
        int32_t row = of->first_row + g;
        xw_state_by_division(&state->seated[row], divisions, pupils);
        for (int32_t d = 0; d < divisions; d++) {
            int32_t classes = state->classes[row][d];
            used[d] += classes;
            if ((pupils[d] > 0) != (classes > 0))
                return broken(law, "no pupils without a class, no class without pupils");
            struct xw_classes c = xw_formation_sizes(pupils[d], classes);
            if ((int64_t)c.with_largest * c.largest +
                    (int64_t)(c.classes - c.with_largest) * c.smallest !=
                pupils[d])
                return broken(law, "sum of class sizes = enrolment");
            if (c.largest > xw_state_limit(state, row, d) && !p->scenario->assignment.guarantee)
                return broken(law, "no class above the class size limit");
        }
    }
    return XW_OK;
}

/* Stages that share rooms are counted together, at the lowest of their divisions; a room lent to
 * a sister stage is no longer one's own. */
static enum xw_status check_rooms(const struct xw_state *state, struct xw_arena scratch,
                                  int32_t *used, const char **law)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    int32_t *rooms = XW_TAKE(&scratch, t->divisions, int32_t);
    int64_t lent = 0;
    if (rooms == NULL) return XW_NO_MEMORY;
    for (int32_t d = t->divisions - 1; d >= 0; d--) {
        ptrdiff_t at = (ptrdiff_t)d * t->years + state->year;
        rooms[t->pool[at]] += t->rooms[at];
        if (t->pool[at] != d) used[t->pool[at]] += used[d];
        rooms[d] += xw_levers_rooms(state, d);
        lent += state->levers == NULL ? 0 : state->levers[d].lent - state->levers[d].sister;
    }
    if (lent != 0) return broken(law, "rooms taken from a sister stage = rooms lent to one");
    for (int32_t d = 0; d < t->divisions; d++)
        if (t->pool[(ptrdiff_t)d * t->years + state->year] == d && used[d] > rooms[d])
            return broken(law, "rooms used <= rooms, but for those of an emergency lever");
    return XW_OK;
}

/* Last year's pupils and those who came, less those who left, are this year's in the grades above. */
static bool nobody_is_lost(const struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    int64_t now = 0;
    for (int32_t g = 0; g < p->stages; g++) {
        const struct xw_stage *of = &p->scenario->stages.stage[g];
        for (int32_t row = of->first_row + 1; row < of->first_row + of->grades; row++) {
            for (int32_t i = 0; i < state->seated[row].count; i++)
                now += state->seated[row].pupils[i];
            for (int32_t z = 0; z < p->zones; z++)
                now += state->waiting[row][z];
        }
    }
    return now == state->rolled + state->came - state->left;
}

enum xw_status xw_laws_check(const struct xw_state *state, const char **law)
{
    if (!(state->people.imbalance <= XW_LAW_TOLERANCE))
        return broken(law, "population(t + 1) - population(t) = births - deaths + net migration");
    if (!nobody_is_lost(state))
        return broken(law,
                      "pupils of last year + arrivals - departures = pupils of the next grades");
    enum xw_status status = XW_OK;
    struct xw_arena scratch = state->scratch;
    int32_t *used = XW_TAKE(&scratch, state->prepared->timeline.divisions, int32_t);
    if (used == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++) {
        status = check_admission(state, scratch, g, law);
        if (status == XW_OK && !state->prepared->scenario->stages.stage[g].city)
            status = check_classes(state, scratch, g, used, law);
    }
    return status == XW_OK ? check_rooms(state, scratch, used, law) : status;
}
