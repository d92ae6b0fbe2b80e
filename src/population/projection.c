#include "xuewei/projection.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/projection_years.h"
#include <math.h>

/* In four sums, which vector units and pipelines like; only a tolerance hangs on the last digits. */
static double sum_of(int32_t count, const double *value)
{
    double sum[4] = { 0 };
    int32_t i = 0;
    for (; i + 4 <= count; i += 4)
        for (int k = 0; k < 4; k++)
            sum[k] += value[i + k];
    for (; i < count; i++)
        sum[0] += value[i];
    return sum[0] + sum[1] + sum[2] + sum[3];
}

static enum xw_status check_number(double value)
{
    if (!isfinite(value)) return XW_NOT_FINITE;
    return value < 0.0 ? XW_NEGATIVE : XW_OK;
}

static enum xw_status check_column(ptrdiff_t count, const double *value)
{
    enum xw_status status = XW_OK;
    for (ptrdiff_t i = 0; i < count && status == XW_OK; i++)
        status = check_number(value[i]);
    return status;
}

static enum xw_status check_fertility(int32_t ages, const struct xw_step_rates *r)
{
    enum xw_status status = check_column((ptrdiff_t)r->fertility_places * ages, r->fertility);
    if (status != XW_OK) return status;
    for (int32_t p = 0; p < r->fertility_places; p++)
        if (r->fertility[(ptrdiff_t)p * ages] != 0.0) return XW_OUT_OF_RANGE;
    return XW_OK;
}

static enum xw_status check_survival(int32_t ages, const struct xw_step_rates *r)
{
    ptrdiff_t count = (ptrdiff_t)r->mortality_places * XW_SEXES * ages;
    enum xw_status status = check_column(count, r->survival);
    if (status != XW_OK) return status;
    for (ptrdiff_t i = 0; i < count; i++)
        if (r->survival[i] > 1.0) return XW_OUT_OF_RANGE;
    return XW_OK;
}

static enum xw_status check_migration(int32_t ages, const struct xw_step_rates *r)
{
    if (r->migration == NULL) return XW_OK;
    ptrdiff_t count = (ptrdiff_t)r->migration_places * XW_SEXES * ages;
    for (ptrdiff_t i = 0; i < count; i++)
        if (!isfinite(r->migration[i])) return XW_NOT_FINITE;
    return XW_OK;
}

static enum xw_status check_births(const struct xw_step_rates *r)
{
    enum xw_status status = check_number(r->males_per_female);
    if (status != XW_OK || isnan(r->known_births)) return status;
    return check_number(r->known_births);
}

/* Factors of a replicate: positive numbers, and shares that lie between 0 and 1. */
static enum xw_status check_drawn(int32_t zones, const struct xw_step_rates *r)
{
    for (int32_t z = 0; z < zones; z++) {
        if (r->fertility_factor != NULL) {
            enum xw_status status = check_number(r->fertility_factor[z]);
            if (status != XW_OK) return status;
        }
        if (r->migration_factor != NULL) {
            if (!isfinite(r->migration_factor[z])) return XW_NOT_FINITE;
            if (!(r->migration_factor[z] > 0.0)) return XW_OUT_OF_RANGE;
        }
        if (r->births_at != NULL && !(r->births_at[z] > 0.0 && r->births_at[z] < 1.0))
            return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

static enum xw_status check_shape(int32_t zones, int32_t ages, const struct xw_step_rates *r)
{
    if (zones < 0 || ages < 2 || (r->width != 1 && r->width != 5)) return XW_OUT_OF_RANGE;
    const int32_t places[] = { r->fertility_places, r->mortality_places,
                               r->migration == NULL ? 1 : r->migration_places };
    for (int i = 0; i < 3; i++)
        if (places[i] != 1 && places[i] != zones) return XW_OUT_OF_RANGE;
    if (r->timing != XW_MIGRATION_END && r->timing != XW_MIGRATION_EVEN) return XW_OUT_OF_RANGE;
    return XW_OK;
}

enum xw_status xw_step_rates_check(int32_t zones, int32_t ages, const struct xw_step_rates *rates)
{
    enum xw_status status = check_shape(zones, ages, rates);
    if (status == XW_OK) status = check_fertility(ages, rates);
    if (status == XW_OK) status = check_survival(ages, rates);
    if (status == XW_OK) status = check_migration(ages, rates);
    if (status == XW_OK) status = check_births(rates);
    if (status == XW_OK) status = check_drawn(zones, rates);
    return status;
}

enum xw_status xw_projection_step(int32_t zones, int32_t ages, const struct xw_step_rates *rates,
                                  const double *now, struct xw_arena scratch, double *next,
                                  struct xw_step_events *events)
{
    if (zones < 0 || ages < 2) return XW_OUT_OF_RANGE;
    struct xw_projection_job job = {
        .zones = zones,
        .ages = ages,
        .years = 1,
        .rates = rates,
        .precision = XW_DOUBLE,
        .unit = xw_vector_unit_best(),
        .from_rows = now,
        .to_rows = next,
        .events = events,
    };
    return xw_projection_years(&job, scratch);
}

double xw_projection_imbalance(int32_t zones, int32_t ages, const double *now, const double *next,
                               const struct xw_step_events *events)
{
    double largest = 0.0;
    for (int32_t i = 0; i < zones * XW_SEXES; i++) {
        double before = sum_of(ages, now + (ptrdiff_t)i * ages);
        double after = sum_of(ages, next + (ptrdiff_t)i * ages);
        double off = after - before - events->births[i] + events->deaths[i] - events->migrants[i];
        double relative = fabs(off) / fmax(1.0, after);
        if (!(relative <= largest)) largest = relative;
        if (isnan(largest)) return largest;
    }
    return largest;
}

/* Where a year begins in a table of so many cells a year. */
static ptrdiff_t start_of(const struct xw_rate_years *of, int16_t year, int32_t cells)
{
    return (ptrdiff_t)xw_rate_row(of, year) * cells;
}

struct xw_step_rates
xw_projection_rates(const struct xw_fertility *fertility, const struct xw_mortality *mortality,
                    const struct xw_births_ratio *ratio, const struct xw_migration *migration,
                    const struct xw_known_births *births, enum xw_migration_timing timing,
                    int8_t base_month, int8_t base_day, int32_t width, int16_t year)
{
    const struct xw_rate_years *f = &fertility->of, *m = &mortality->of, *n = &migration->of;
    bool moves = n->years > 0;
    return (struct xw_step_rates){
        .width = width,
        .fertility_places = f->places,
        .mortality_places = m->places,
        .migration_places = moves ? n->places : 1,
        .fertility = fertility->rate + start_of(f, year, f->places * f->ages),
        .survival = mortality->survival + start_of(m, year, m->places * XW_SEXES * m->ages),
        .males_per_female = ratio->males_per_female[xw_rate_row(&ratio->of, year)],
        .migration_is_rate = moves && migration->is_rate,
        .migration =
            moves ? migration->net + start_of(n, year, n->places * XW_SEXES * n->ages) : NULL,
        .timing = timing,
        .known_births = xw_birth_cohort_between(
            births, (struct xw_date){ year, base_month, base_day },
            (struct xw_date){ (int16_t)(year + width), base_month, base_day }),
    };
}
