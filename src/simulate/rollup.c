#include "xuewei/rollup.h"
#include "xuewei/blend.h"
#include "xuewei/demand.h"
#include "xuewei/levers.h"
#include "xuewei/process_noise.h"
#include "xuewei/residents.h"
#include <math.h>
#include <string.h>

double xw_rollup_weight(const struct xw_state *state)
{
    const struct xw_forecast_rules *rules = &state->prepared->scenario->forecast;
    if (rules->basis == XW_FORECAST_POPULATION) return 0.0;
    if (rules->basis == XW_FORECAST_ROLLS) return 1.0;
    return xw_blend_weight(state->year + 1, rules->midpoint, rules->slope);
}

/* The first row of progression's own ratios at or behind (school, target, year). */
static int32_t find_own(const struct xw_progression *p, int32_t school, int32_t target,
                        int16_t year)
{
    int32_t low = 0, high = p->schools;
    while (low < high) {
        int32_t i = low + (high - low) / 2;
        bool before = p->school[i] != school   ? p->school[i] < school
                      : p->target[i] != target ? p->target[i] < target
                                               : p->year[i] < year;
        if (before)
            low = i + 1;
        else
            high = i;
    }
    return low;
}

/* A school's own ratio for the pupils of a grade row: of the grade before the stage, of the year before
 * every year; NaN where it has none. */
static double own_ratio(const struct xw_state *state, int32_t school, int32_t stage, int32_t row)
{
    const struct xw_progression *p = &state->prepared->scenario->progression;
    const int32_t targets[] = { row, p->rows + stage };
    const int16_t years[] = { (int16_t)(state->prepared->first + state->year), INT16_MIN };
    for (int t = 0; t < 2; t++)
        for (int y = 0; y < 2; y++) {
            int32_t i = find_own(p, school, targets[t], years[y]);
            if (i < p->schools && p->school[i] == school && p->target[i] == targets[t] &&
                p->year[i] == years[y])
                return p->own[i];
        }
    return NAN;
}

/* What a replicate multiplies those who go on from a grade row by. */
static double drawn_progression(const struct xw_state *state, int32_t row)
{
    const struct xw_draw *draw = state->draw;
    return draw == NULL ? 1.0 : draw->progression[(ptrdiff_t)state->year * draw->rows + row];
}

/* Chance in the pupils of a grade row who come to the next one, as factors by zone. */
static enum xw_status find_chance(struct xw_state *state, struct xw_arena scratch, int32_t row,
                                  double *chance)
{
    int32_t zones = state->prepared->zones;
    int32_t *seated = XW_TAKE_RAW(&scratch, zones, int32_t);
    double *pupils = XW_TAKE_RAW(&scratch, zones, double);
    if (seated == NULL || pupils == NULL) return XW_NO_MEMORY;
    xw_state_by_zone(&state->seated[row], zones, seated);
    for (int32_t z = 0; z < zones; z++) {
        pupils[z] = seated[z] + state->waiting[row][z];
        chance[z] = 1.0;
    }
    xw_process_noise_turnover(state, row + 1, pupils, chance);
    return XW_OK;
}

/* A step by rolls and population (blend.h). */
static enum xw_status advance_blended(struct xw_state *state, struct xw_arena scratch, int32_t row,
                                      double weight, const double *change, const double *chance,
                                      struct xw_seated *now, int32_t *seekers, int64_t *came,
                                      int64_t *left)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_progression *progression = &p->scenario->progression;
    int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
    int32_t divisions = xw_prepared_divisions(p, stage);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    double *own = XW_TAKE(&scratch, divisions, double);
    if (own == NULL) return XW_NO_MEMORY;
    double drawn = drawn_progression(state, row);
    for (int32_t d = 0; d < divisions; d++)
        own[d] = own_ratio(state, school[d], stage, row) * drawn;
    ptrdiff_t at = (ptrdiff_t)state->year * progression->rows + row;
    struct xw_blend blend = { .weight = weight,
                              .of_rolls = progression->of_rolls[at] * drawn,
                              .own = own,
                              .ratio = progression->ratio[at] * drawn,
                              .change = change,
                              .chance = chance };
    return xw_blend_advance(&state->seated[row], p->zones, divisions, &blend, state->waiting[row],
                            scratch, now, seekers, came, left);
}

/* Children who moved into a zone where the cohort was nobody: no pupil is there to multiply, so that
 * they are counted as residents x participation, as far as the population carries the grade. They join the
 * seekers. */
static enum xw_status add_newcomers(struct xw_state *state, struct xw_arena scratch, int32_t row,
                                    double of_population, int32_t *seekers)
{
    const struct xw_prepared *p = state->prepared;
    int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
    int32_t age = xw_stages_age(&p->scenario->stages, row);
    double *children = XW_TAKE_RAW(&scratch, p->zones, double);
    double *share = XW_TAKE_RAW(&scratch, p->zones, double);
    int32_t *newcomers = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    uint8_t *new_here = XW_TAKE_RAW(&scratch, p->zones, uint8_t);
    if (children == NULL || share == NULL || newcomers == NULL || new_here == NULL)
        return XW_NO_MEMORY;
    xw_residents_from_nothing(state, age, new_here);
    bool any = false;
    for (int32_t z = 0; z < p->zones; z++) {
        any |= new_here[z];
        share[z] = new_here[z] ? of_population : 0.0;
    }
    if (!any) return XW_OK;
    xw_residents_seeking(state, state->year, stage, age, children);
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
                             .zone = XW_TAKE_RAW(turn, was->count, int32_t),
                             .division = XW_TAKE_RAW(turn, was->count, int32_t),
                             .pupils = XW_TAKE_RAW(turn, was->count, int32_t) };
    double *change = XW_TAKE_RAW(&scratch, p->zones, double);
    double *chance = XW_TAKE_RAW(&scratch, p->zones, double);
    int32_t *seekers = XW_TAKE_RAW(turn, p->zones, int32_t);
    if (now.zone == NULL || now.division == NULL || now.pupils == NULL || change == NULL ||
        chance == NULL || seekers == NULL)
        return XW_NO_MEMORY;

    xw_residents_change(state, xw_stages_age(&p->scenario->stages, row + 1), change);
    enum xw_status status = find_chance(state, scratch, row, chance);
    if (status != XW_OK) return status;
    for (int32_t z = 0; z < p->zones; z++)
        change[z] *= chance[z];
    int64_t came = 0, left = 0;
    ptrdiff_t at = (ptrdiff_t)state->year * progression->rows + row;
    double weight = isnan(progression->of_rolls[at]) ? 0.0 : xw_rollup_weight(state);
    status =
        weight > 0.0
            ? advance_blended(state, scratch, row, weight, change, chance, &now, seekers, &came,
                              &left)
            : xw_progression_advance(was, p->zones, change,
                                     progression->ratio[at] * drawn_progression(state, row),
                                     state->waiting[row], scratch, &now, seekers, &came, &left);
    state->came += came;
    state->left += left;
    state->seated[row + 1] = now;
    state->seekers[row + 1] = seekers;
    state->no_claim[row + 1] = NULL;
    if (status == XW_OK && state->record != NULL)
        status = xw_recording_grade(state->record, state, row + 1, was, state->waiting[row], change,
                                    progression->ratio[at], weight, &now, seekers);
    if (state->no_claim[row] != NULL) {
        int32_t *no_claim = XW_TAKE_RAW(turn, p->zones, int32_t);
        if (no_claim == NULL) return XW_NO_MEMORY;
        memcpy(no_claim, state->no_claim[row], (size_t)p->zones * sizeof *no_claim);
        state->no_claim[row + 1] = no_claim;
    }
    return status == XW_OK ? add_newcomers(state, scratch, row + 1, 1.0 - weight, seekers) : status;
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
        int32_t *classes = XW_TAKE_RAW(turn, divisions, int32_t);
        if (classes == NULL) return XW_NO_MEMORY;
        if (divisions > 0)
            memcpy(classes, state->classes[row], (size_t)divisions * sizeof *classes);
        enum xw_status status = advance(state, row);
        if (status != XW_OK) return status;
        state->classes[row + 1] = classes;
    }
    enum xw_status status = xw_levers_roll(state, stage);
    if (status != XW_OK) return status;
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
