/* projection.h: one step of cohort component for many zones: one year of single ages, or five of
 * five-year groups.
 *
 * Convention of the UN Population Division (ccmppWPP): survive and age, births from the mean of
 * start and end women, newborns survive to age 0. Migrants are added after survival and births
 * (`end`, at their age at the end), or half before survival and half before births, the same age
 * both times (`even`); births see the women with the migrants added so far.
 *
 * Net migration never takes more people than there are: what was taken is what `migrants` says. A
 * rate applies to the people of that age whom the migrants join or leave. Persons of a district
 * table are shared over zones by those same people, sex and age apart; where the district has none
 * of them, by all people at the start (none at all: equally).
 */
#ifndef XW_PROJECTION_H
#define XW_PROJECTION_H
#include "xuewei/arena.h"
#include "xuewei/cohorts.h"

/* What applies to one step. Arrays by place: places = 1 (district) or zones. */
struct xw_step_rates {
    /* Years of the step and of an age group, 1 or 5: rates and persons per year count so often. */
    int32_t width;
    int32_t fertility_places, mortality_places, migration_places;
    const double *fertility; /* [place][age] births per woman-year, >= 0; age 0 has none */
    const double *survival;  /* [place][sex][age] into the age, 0..1; age 0 from birth */
    double males_per_female; /* at birth, >= 0 */
    bool migration_is_rate;
    const double *migration; /* [place][sex][age] net per year; NULL = none */
    enum xw_migration_timing timing;
    double known_births; /* NaN, or the births of the whole step: the schedule only shares them over
                            zones; all people at the start do where it gives none */

    /* What a replicate assumes beside the tables; each may be NULL, which changes nothing. */
    const double *fertility_factor; /* [zone] >= 0, on the zone's births of the schedule */
    const double
        *migration_factor;   /* [zone] > 0: net migration of a sex and age that brings people is
                                       multiplied, one that takes them is divided; of persons of the
                                       district, the zone's share */
    const double *births_at; /* [zone] 0 < share < 1: the zone's births are the number at it of
                                Poisson's distribution around the schedule's (noise.h); known births
                                are not drawn */
};

/* What happened in one step, by zone and sex. */
struct xw_step_events {
    double *births, *deaths, *migrants; /* [zone][sex]; births by sex of the child */
    double *not_taken; /* [zone][sex] people whom net migration would have taken beyond the stock */
    int32_t limited;   /* cells where net migration was limited to the stock */
};

/* XW_OK, or why a step with these rates is refused: XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (zones
 * below 0, ages below 2, width, places, timing, survival above 1, births at age 0, factors of a
 * replicate). */
XW_CHECKED enum xw_status xw_step_rates_check(int32_t zones, int32_t ages,
                                              const struct xw_step_rates *rates);

/* now -> next, both [zone][sex][age] persons >= 0, different arrays; events are written. zones >=
 * 0, ages >= 2, the last one open. Balance: sum(next) - sum(now) = births - deaths + migrants in
 * every zone and sex, to rounding. Time O(zones * ages). No allocation but from scratch. One year of
 * xw_projection_years (projection_years.h) in double precision.
 * XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (zones, ages, width, places, timing, survival above 1,
 * births at age 0) and XW_NO_MEMORY, with next and events undefined. */
XW_CHECKED enum xw_status xw_projection_step(int32_t zones, int32_t ages,
                                             const struct xw_step_rates *rates, const double *now,
                                             struct xw_arena scratch, double *next,
                                             struct xw_step_events *events);

/* The largest |next - now - births + deaths - migrants| / max(1, next) over zones and sexes; NaN
 * when one of them is. */
double xw_projection_imbalance(int32_t zones, int32_t ages, const double *now, const double *next,
                               const struct xw_step_events *events);

/* What applies to the step of year `year` (base_date's anniversary in year to the one `width` years
 * later): rows of the rate tables, the nearest earlier year where a table ends and the first year before it
 * begins. `multiply` factors belong to the reader. Known births of the step are those between the
 * two days (birth_cohort.h), NaN when some are not known.
 * migration may have no years, births may have none. The arrays are borrowed from the tables. */
struct xw_step_rates
xw_projection_rates(const struct xw_fertility *fertility, const struct xw_mortality *mortality,
                    const struct xw_births_ratio *ratio, const struct xw_migration *migration,
                    const struct xw_known_births *births, enum xw_migration_timing timing,
                    int8_t base_month, int8_t base_day, int32_t width, int16_t year);

#endif
