/* housing.h: the people whom new dwellings bring, as migrants of a step.
 *
 * Dwellings completed in a calendar year count from 1 July of it. Of those completed d years ago the
 * share ceiling (1 - exp(-(d / scale_years)^shape)) is occupied, a Weibull curve: near at once for
 * resettlement housing, slowly for market flats, with a low ceiling in investment districts. Usual
 * are ceilings of 0.6 to 0.95, scales of 1.5 to 4 years and shapes of 1 to 1.5 (recalled, not
 * published: calibrate with meters or handovers).
 *
 * Families (to be preferred): every newly occupied dwelling brings persons by sex and age; ageing
 * carries their children from kindergarten to secondary school. Yields: occupied dwellings hold so
 * many pupils of a stage so many years after completion. They are turned into children, spread
 * evenly over the ages of the stage and both sexes and divided by the stage's participation; what
 * the children of a year ago, a year older, fall short of it or exceed it, moves in or out. Children
 * below the first stage given are not carried, those beyond the last one stay.
 *
 * Yields are the pupils of one moment of a development's life; a planning average such as 20 primary
 * pupils per 100 dwellings (Derbyshire) is not its peak.
 */
#ifndef XW_HOUSING_H
#define XW_HOUSING_H
#include "xuewei/birth_cohort.h"
#include "xuewei/homes.h"

/* Years from the middle of the year of completion to the start of a day; negative before it. */
double xw_housing_years(int16_t completed, struct xw_date day);

/* The share that is occupied after so many years: 0 up to 0, never above the ceiling, rising. */
double xw_housing_occupied(const struct xw_home_type *type, double years);

/* Pupils per occupied dwelling after so many years, 0 or more; 0 of a yield that is not given. */
double xw_housing_pupils(const struct xw_yield *yield, double years);

/* Add those who move in, or out, in the step from years[0] to years[1] after completion of
 * `dwellings` dwellings. persons [sex][age] by age at the end of the step.
 *
 * families   type->family is not NULL
 * children   type->family is NULL; share[0], share[1] [stage] participation at both ends of the
 *            step, above 0 where the type has a yield; survival [sex][age] into the age. The ages
 *            of the stages lie below `ages` - 1, those with a yield follow one another.
 *
 * Children: ageing and survival of those of years[0] and the persons added give, at years[1], exactly
 * dwellings x occupied x pupils / share children of every stage with a yield. */
void xw_housing_add_families(const struct xw_home_type *type, double dwellings,
                             const double years[2], int32_t ages, double *persons);
void xw_housing_add_children(const struct xw_home_type *type, const struct xw_stages *stages,
                             double dwellings, const double years[2], const double *const share[2],
                             int32_t ages, const double *survival, double *persons);

#endif
