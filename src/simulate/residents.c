#include "xuewei/residents.h"
#include "xuewei/birth_cohort.h"

/* Make the anniversary of `year` the present one, and know the one after it. */
static enum xw_status project_to(struct xw_state *state, int16_t year)
{
    for (;;) {
        enum xw_status status = xw_anniversaries_step(&state->people, state->scratch);
        if (status != XW_OK || state->people.year == year) return status;
        xw_anniversaries_turn(&state->people);
    }
}

/* How the children of the anniversary of a year divide at 1 September. */
static enum xw_status split_of(const struct xw_scenario *s, int16_t year, struct xw_arena *scratch,
                               struct xw_school_year_split *out)
{
    double *before = XW_TAKE(scratch, s->ages, double), *from = XW_TAKE(scratch, s->ages, double);
    if (before == NULL || from == NULL) return XW_NO_MEMORY;
    xw_birth_cohort_split(&s->births, (struct xw_date){ year, s->base_month, s->base_day }, s->ages,
                          before, from);
    *out = (struct xw_school_year_split){ before, from };
    return XW_OK;
}

/* Both sexes of a zone on 1 September, from the people of the anniversaries around it, or of the count
 * alone when that is later (next NULL). by_sex is working space. */
static void shift_zone(int32_t ages, struct xw_school_year_split of_now,
                       struct xw_school_year_split of_next, const double *now, const double *next,
                       double *by_sex, double *out)
{
    if (next == NULL)
        xw_school_year_before(XW_SEXES, ages, of_now, now, by_sex);
    else
        xw_school_year_between(XW_SEXES, ages, of_now, of_next, now, next, by_sex);
    for (int32_t a = 0; a < ages; a++)
        out[a] = by_sex[a] + by_sex[ages + a];
}

/* Household residents by zone and age on 1 September of `school_year`, and by residence status. */
static enum xw_status september_of(struct xw_state *state, int16_t school_year, double *out)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t zones = state->prepared->zones, ages = s->ages, residencies = s->residencies.count;
    ptrdiff_t cells = (ptrdiff_t)zones * ages;
    int16_t first_after;
    (void)xw_school_year_fraction(s->base_year, s->base_month, s->base_day, &first_after);
    bool earlier = school_year < first_after;
    int16_t year = (int16_t)(earlier ? s->base_year : s->base_year + school_year - first_after);
    enum xw_status status = earlier ? XW_OK : project_to(state, year);
    if (status != XW_OK) return status;

    struct xw_school_year_split split_now, split_next;
    struct xw_arena scratch = state->scratch;
    double *by_sex = XW_TAKE_RAW(&scratch, XW_SEXES * ages, double);
    if (by_sex == NULL) return XW_NO_MEMORY;
    status = split_of(s, year, &scratch, &split_now);
    if (status == XW_OK) status = split_of(s, (int16_t)(year + 1), &scratch, &split_next);
    if (status != XW_OK) return status;
    for (int32_t k = 0; k < residencies; k++) {
        const double *now = xw_anniversaries_stream(s, state->people.now, k);
        const double *next = xw_anniversaries_stream(s, state->people.next, k);
        double *of_status = residencies == 1 ? out : state->september_of + k * cells;
        for (ptrdiff_t z = 0; z < zones; z++) {
            ptrdiff_t at = z * XW_SEXES * ages;
            shift_zone(ages, split_now, split_next, now + at, earlier ? NULL : next + at, by_sex,
                       of_status + z * ages);
        }
    }
    for (int32_t k = 0; residencies > 1 && k < residencies; k++)
        for (ptrdiff_t i = 0; i < cells; i++)
            out[i] = (k == 0 ? 0.0 : out[i]) + state->september_of[k * cells + i];
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

void xw_residents_from_nothing(const struct xw_state *state, int32_t age, uint8_t *new_here)
{
    int32_t ages = state->prepared->scenario->ages;
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        ptrdiff_t at = (ptrdiff_t)z * ages + age;
        new_here[z] = state->september_before_known && !(state->september[0][at - 1] > 0.0);
    }
}

double xw_residents_aged(const struct xw_state *state, int32_t residency, int32_t zone, int32_t age)
{
    const struct xw_scenario *s = state->prepared->scenario;
    ptrdiff_t zones = state->prepared->zones;
    const double *people = s->residencies.count == 1
                               ? state->september[1]
                               : state->september_of + residency * zones * s->ages;
    return people[(ptrdiff_t)zone * s->ages + age];
}

double xw_residents_between(const struct xw_state *state, int32_t from, int32_t to, bool all)
{
    const struct xw_scenario *s = state->prepared->scenario;
    double sum = 0.0;
    for (int32_t k = 0; k < s->residencies.count; k++)
        for (int32_t z = 0; z < s->zones.count; z++) {
            const double *kept = s->population.institutional +
                                 ((ptrdiff_t)k * s->zones.count + z) * XW_SEXES * s->ages;
            for (int32_t a = from; a <= to && a < s->ages; a++)
                sum +=
                    xw_residents_aged(state, k, z, a) + (all ? kept[a] + kept[s->ages + a] : 0.0);
        }
    return sum;
}

/* What a replicate multiplies participation by. */
static double drawn_participation(const struct xw_state *state, int32_t residency, int32_t year,
                                  int32_t stage)
{
    const struct xw_draw *draw = state->draw;
    if (draw == NULL || state->year < 0) return 1.0;
    return draw->participation[((ptrdiff_t)residency * draw->years + year) * draw->stages + stage];
}

void xw_residents_seeking(const struct xw_state *state, int32_t year, int32_t stage, int32_t age,
                          double *children)
{
    const struct xw_participation *of = &state->prepared->scenario->participation;
    for (int32_t z = 0; z < of->zones; z++)
        children[z] = 0.0;
    for (int32_t k = 0; k < state->prepared->scenario->residencies.count; k++) {
        double drawn = drawn_participation(state, k, year, stage);
        for (int32_t z = 0; z < of->zones; z++) {
            ptrdiff_t row = ((ptrdiff_t)k * of->years + year) * of->zones + z;
            children[z] +=
                xw_residents_aged(state, k, z, age) * of->share[row * of->stages + stage] * drawn;
        }
    }
}
