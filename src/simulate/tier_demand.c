#include "xuewei/tier_demand.h"
#include "xuewei/residents.h"
#include "xuewei/rounding.h"
#include "xuewei/start.h"
#include <string.h>

/* weight [zones * tiers]: residents who seek a place by tier; all 0 where nobody does. */
static void weigh(const struct xw_state *state, int32_t stage, const struct xw_tier_year *tiers,
                  double *weight)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_participation *of = &s->participation;
    int16_t year = (int16_t)(p->first + state->year);
    int32_t age = s->stages.stage[stage].first_age;
    for (int32_t t = 0; t < tiers->count; t++)
        for (int32_t k = 0; k < s->residencies.count; k++) {
            double share = xw_tiers_share(&s->tiers, tiers->tier[t].code, stage, year, k);
            for (int32_t z = 0; z < p->zones && share > 0.0; z++) {
                ptrdiff_t row = ((ptrdiff_t)k * of->years + state->year) * of->zones + z;
                weight[(ptrdiff_t)z * tiers->count + t] += xw_residents_aged(state, k, z, age) *
                                                           of->share[row * of->stages + stage] *
                                                           share;
            }
        }
}

/* weight becomes the expected pupils of every zone and tier: each zone adds up to its demand. */
static void expect(int32_t zones, int32_t tiers, const int32_t *demand, double *weight,
                   double *district)
{
    double all = 0.0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)zones * tiers; i++) {
        district[i % tiers] += weight[i];
        all += weight[i];
    }
    for (int32_t z = 0; z < zones; z++) {
        double *here = weight + (ptrdiff_t)z * tiers, sum = 0.0;
        for (int32_t t = 0; t < tiers; t++)
            sum += here[t];
        for (int32_t t = 0; t < tiers; t++)
            here[t] = demand[z] * (sum > 0.0   ? here[t] / sum
                                   : all > 0.0 ? district[t] / all
                                               : 1.0 / tiers);
    }
}

/* Zones whose tiers the table demand gives have those; they add up to its demand. */
static void take_given(const struct xw_state *state, int32_t stage, struct xw_admission *a)
{
    const struct xw_given_tiers *given = &state->prepared->scenario->given_tiers;
    int32_t tiers = a->tiers.count, zone = XW_NONE;
    for (int32_t i = 0; i < given->count; i++) {
        if (given->year[i] != state->year || given->stage[i] != stage) continue;
        int32_t *here = a->of_tier + (ptrdiff_t)given->zone[i] * tiers;
        if (given->zone[i] != zone) memset(here, 0, (size_t)tiers * sizeof *here);
        zone = given->zone[i];
        for (int32_t t = 0; t < tiers; t++)
            if (a->tiers.tier[t].code == given->tier[i]) here[t] = given->pupils[i];
    }
}

/* A replicate rounds like the central history, which writes down how it does. */
static enum xw_status round_table(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                  int32_t tiers, const double *weight, int32_t *whole)
{
    const struct xw_start *start = state->start;
    const struct xw_prepared *p = state->prepared;
    bool of_start =
        start != NULL && start->tier_tables != NULL && start->prepared->scenario == p->scenario;
    const int32_t *known =
        of_start ? xw_tier_tables_of(start->tier_tables, state->year, stage, tiers) : NULL;
    enum xw_status status = xw_rounding_control(scratch, p->zones, tiers, weight,
                                                state->draw == NULL ? NULL : known, whole);
    if (status == XW_OK && of_start && state->draw == NULL && known == NULL)
        xw_tier_tables_keep(start->tier_tables, state->year, stage, tiers, whole);
    return status;
}

enum xw_status xw_tier_demand(struct xw_state *state, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    struct xw_admission *a = &state->admission[stage];
    static const struct xw_tiers none;
    a->tiers = xw_tiers_of(s->stages.stage[stage].city ? &none : &s->tiers, stage,
                           (int16_t)(p->first + state->year));
    int32_t tiers = a->tiers.count;
    ptrdiff_t cells = (ptrdiff_t)p->zones * tiers;
    struct xw_arena *turn = xw_state_turn(state), scratch = state->scratch;
    a->of_tier = XW_TAKE_RAW(turn, cells, int32_t);
    a->left = XW_TAKE_RAW(turn, 2 * cells, int32_t);
    double *weight = XW_TAKE(&scratch, cells, double);
    double *district = XW_TAKE(&scratch, tiers, double);
    if (a->of_tier == NULL || a->left == NULL || weight == NULL || district == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    if (tiers == 1) {
        memcpy(a->of_tier, a->demand, (size_t)cells * sizeof *a->of_tier);
    } else {
        weigh(state, stage, &a->tiers, weight);
        expect(p->zones, tiers, a->demand, weight, district);
        status = round_table(state, scratch, stage, tiers, weight, a->of_tier);
    }
    if (status == XW_OK) take_given(state, stage, a);
    for (ptrdiff_t i = 0; i < cells; i++) {
        a->left[2 * i] = a->of_tier[i];
        a->left[2 * i + 1] = 0;
    }
    return status;
}
