#include "xuewei/residents.h"
#include "xuewei/school_year.h"
#include <math.h>

static enum xw_status project_later(struct xw_state *state)
{
    const struct xw_scenario *s = state->prepared->scenario;
    struct xw_step_rates rates = xw_projection_rates(
        &s->fertility, &s->mortality, &s->births_ratio, &s->migration, &s->births, s->timing,
        s->base_month, s->base_day, s->age_width, state->anniversary_year);
    enum xw_status status =
        xw_projection_step(state->prepared->zones, s->ages, &rates, state->anniversary[0],
                           state->scratch, state->anniversary[1], &state->events);
    if (status != XW_OK) return status;
    double off = xw_projection_imbalance(state->prepared->zones, s->ages, state->anniversary[0],
                                         state->anniversary[1], &state->events);
    state->imbalance = fmax(state->imbalance, off);
    state->migration_limited += state->events.limited;
    state->later_known = true;
    return XW_OK;
}

/* Make anniversary[0] the one of `year`, and know the one after it. */
static enum xw_status project_to(struct xw_state *state, int16_t year)
{
    for (;;) {
        enum xw_status status = state->later_known ? XW_OK : project_later(state);
        if (status != XW_OK || state->anniversary_year == year) return status;
        double *spare = state->anniversary[0];
        state->anniversary[0] = state->anniversary[1];
        state->anniversary[1] = spare;
        state->anniversary_year++;
        state->later_known = false;
    }
}

/* Household residents by zone and age on 1 September of `school_year`. */
static enum xw_status september_of(struct xw_state *state, int16_t school_year, double *out)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t zones = state->prepared->zones, ages = s->ages;
    int16_t first_after;
    double f = xw_school_year_fraction(s->base_year, s->base_month, s->base_day, &first_after);
    struct xw_arena scratch = state->scratch;
    double *by_sex = XW_TAKE(&scratch, (ptrdiff_t)zones * XW_SEXES * ages, double);
    if (by_sex == NULL) return XW_NO_MEMORY;

    if (school_year < first_after) {
        xw_school_year_before(zones * XW_SEXES, ages, 1.0 - f, state->anniversary[0], by_sex);
    } else {
        int16_t year = (int16_t)(s->base_year + school_year - first_after);
        enum xw_status status = project_to(state, year);
        if (status != XW_OK) return status;
        xw_school_year_between(zones * XW_SEXES, ages, f, state->anniversary[0],
                               state->anniversary[1], by_sex);
    }
    for (int32_t z = 0; z < zones; z++) {
        const double *women = by_sex + (ptrdiff_t)z * XW_SEXES * ages, *men = women + ages;
        for (int32_t a = 0; a < ages; a++)
            out[(ptrdiff_t)z * ages + a] = women[a] + men[a];
    }
    return XW_OK;
}

enum xw_status xw_residents_first(struct xw_state *state)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int16_t first_after;
    (void)xw_school_year_fraction(s->base_year, s->base_month, s->base_day, &first_after);
    /* A day that lies more than a year before the count is not known: the first year's cohorts are
     * then taken as they stand. */
    state->september_before_known = s->first - 1 >= first_after - 1;
    enum xw_status status = XW_OK;
    if (state->september_before_known)
        status = september_of(state, (int16_t)(s->first - 1), state->september[0]);
    if (status == XW_OK) status = september_of(state, s->first, state->september[1]);
    return status;
}

enum xw_status xw_residents_to_september(struct xw_state *state)
{
    if (state->year == 0) return XW_OK; /* the start has found it */
    double *spare = state->september[0];
    state->september[0] = state->september[1];
    state->september[1] = spare;
    state->september_before_known = true;
    return september_of(state, (int16_t)(state->prepared->first + state->year),
                        state->september[1]);
}

void xw_residents_change(const struct xw_state *state, int32_t age, double *change)
{
    int32_t ages = state->prepared->scenario->ages;
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        ptrdiff_t at = (ptrdiff_t)z * ages + age;
        double was = state->september_before_known ? state->september[0][at - 1] : 0.0;
        change[z] = was > 0.0 ? state->september[1][at] / was : 1.0;
    }
}

void xw_residents_from_nothing(const struct xw_state *state, int32_t age, double *children)
{
    int32_t ages = state->prepared->scenario->ages;
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        ptrdiff_t at = (ptrdiff_t)z * ages + age;
        bool new_here = state->september_before_known && !(state->september[0][at - 1] > 0.0);
        children[z] = new_here ? state->september[1][at] : 0.0;
    }
}
