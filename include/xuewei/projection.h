/* projection.h: one year of cohort component for many zones.
 *
 * Convention of the UN Population Division (see METHODS in README): survive and age, births from
 * the mean of start and end women, newborns survive to age 0; migrants are added after survival and
 * births (`end`), or half before survival and half before births (`even`). Net migration never
 * takes more people than there are: what was taken is what `migrants` says.
 */
#ifndef XW_PROJECTION_H
#define XW_PROJECTION_H
#include "xuewei/arena.h"
#include "xuewei/cohorts.h"

/* What applies to one step. Arrays by place: places = 1 (district) or zones. */
struct xw_step_rates {
    int32_t fertility_places, mortality_places, migration_places;
    const double *fertility; /* [place][age] births per woman-year */
    const double *survival;  /* [place][sex][age] */
    double males_per_female;
    bool migration_is_rate;
    const double *migration; /* [place][sex][age]; NULL = none */
    enum xw_migration_timing timing;
    double known_births; /* NaN, or the births of the step: the schedule only shares them */
};

/* What happened in one step, by zone and sex. */
struct xw_step_events {
    double *births, *deaths, *migrants; /* [zone][sex]; births by sex of the child */
    int32_t limited;                    /* cells where net migration was limited to the stock */
};

/* now -> next, both [zone][sex][age], different arrays; events are written.
 * Balance: sum(next) - sum(now) = births - deaths + migrants in every zone and sex, to rounding.
 * XW_NOT_FINITE, XW_NEGATIVE with next undefined. No allocation but from scratch. */
XW_CHECKED enum xw_status xw_projection_step(int32_t zones, int32_t ages,
                                             const struct xw_step_rates *rates, const double *now,
                                             struct xw_arena scratch, double *next,
                                             struct xw_step_events *events);

/* The largest |next - now - births + deaths - migrants| / max(1, next) over zones and sexes. */
double xw_projection_imbalance(int32_t zones, int32_t ages, const double *now, const double *next,
                               const struct xw_step_events *events);

/* What applies to the step of year `year` (base_date's anniversary in year to the next): rows of
 * the rate tables, the nearest earlier year where a table ends. `multiply` factors belong to the
 * reader. known births of the step are weighed from calendar years by base month and day. */
struct xw_step_rates
xw_projection_rates(const struct xw_fertility *fertility, const struct xw_mortality *mortality,
                    const struct xw_births_ratio *ratio, const struct xw_migration *migration,
                    const struct xw_known_births *births, enum xw_migration_timing timing,
                    int8_t base_month, int8_t base_day, int16_t year);

#endif
