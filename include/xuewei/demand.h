/* demand.h: who seeks a place in an entry grade, in whole pupils.
 *
 * Entrants come from the residents of the entry age (x participation) or from the leavers of the
 * stage below (x transition), by home zone. Fractions are rounded by largest remainder, so that the
 * zones add up to the rounded district.
 */
#ifndef XW_DEMAND_H
#define XW_DEMAND_H
#include "xuewei/arena.h"

/* Whole numbers nearest to value[0..count) that add up to round(sum). Largest remainders first,
 * equal ones by index: the result depends on order only through ties. values finite, 0 ..
 * INT32_MAX. XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE with whole untouched, as below. */
XW_CHECKED enum xw_status xw_demand_round(int32_t count, const double *value,
                                          struct xw_arena scratch, int32_t *whole);

/* total shared in proportion to weight (>= 0; all zero: equally), whole numbers, largest remainder;
 * they add up to total, 0 .. 2^50. Equal remainders are found equal when the weights are whole.
 * XW_OUT_OF_RANGE also when a share exceeds INT32_MAX or there is nobody to share. */
XW_CHECKED enum xw_status xw_demand_share(int64_t total, int32_t count, const double *weight,
                                          struct xw_arena scratch, int32_t *whole);

/* From residents: [zones] children of the entry age x share. */
XW_CHECKED enum xw_status xw_demand_from_residents(int32_t zones, const double *children,
                                                   const double *share, struct xw_arena scratch,
                                                   int32_t *entrants);

/* From leavers: leavers x ratio x change, where change[z] is the factor by which the home zone's
 * cohort grew or shrank over the summer (arrivals and departures; 1 = none). */
XW_CHECKED enum xw_status xw_demand_from_leavers(int32_t zones, const int32_t *leavers,
                                                 const double *ratio, const double *change,
                                                 struct xw_arena scratch, int32_t *entrants);

#endif
