/* rake.h: fit a table of people to totals that are known from elsewhere.
 *
 * Iterative proportional fitting (Deming and Stephan 1940): the cells of a control are multiplied by
 * one factor so that they sum to it, then the cells of a zone so that they sum to the zone's total,
 * and again until both hold. Cells that start at 0 stay 0; proportions that no total speaks of are
 * those of the table that comes in.
 */
#ifndef XW_RAKE_H
#define XW_RAKE_H
#include "xuewei/arena.h"
#include "xuewei/cohorts.h"
#include "xuewei/stages.h" /* XW_NONE */

#define XW_RAKE_TOLERANCE 1e-9 /* largest relative error of a total that counts as met */
#define XW_RAKE_MOST      500  /* rounds */

/* What came of a raking. On a failure: where. */
struct xw_rake_result {
    int32_t rounds;
    double error;       /* largest relative error of a zone's total; controls are met to rounding */
    double zones_times; /* what the zone totals were multiplied by to sum to the controls; 1: not */
    int32_t control, zone; /* XW_NOBODY_THERE, XW_NOT_CONVERGED: the total that is not met, or
                              XW_NONE */
};

/* Fit a table to controls of the whole and to totals of its zones.
 *
 *   zones     0 or more; ages 1 or more
 *   controls  0 or more, no two of which share a sex and age; their cells are summed over all zones
 *   total     [zones] people of a zone, >= 0, NaN = free; NULL: no zone has one. Where every zone
 *             has one and every cell a control, the totals are first multiplied by one factor so
 *             that they sum to the controls: the controls are the better known
 *   table     [zone][sex][age] people >= 0; replaced
 *
 * The controls come last, so that they hold to rounding; the totals hold within tolerance (relative,
 * 1e-9 is XW_RAKE_TOLERANCE). Nothing becomes negative. Without totals one round is exact.
 *
 * XW_NOBODY_THERE: a control or total above 0 has only zeros to multiply. XW_NOT_CONVERGED: after
 * XW_RAKE_MOST rounds a total is still missed (totals and controls contradict one another).
 * XW_OUT_OF_RANGE (shapes, ages of a control, controls that overlap), XW_NEGATIVE, XW_NOT_FINITE,
 * XW_NO_MEMORY. The table is untouched then. */
XW_CHECKED enum xw_status xw_rake(int32_t zones, int32_t ages, int32_t controls,
                                  const struct xw_control *control, const double *total,
                                  double tolerance, struct xw_arena scratch, double *table,
                                  struct xw_rake_result *result);

/* Fit values that may have either sign, such as net migrants, to a total: the plus-minus adjustment
 * (Shryock and Siegel 1973, ch. 23). What is to be added is spread over the cells by their size, so
 * positive ones grow where negative ones shrink. When it is more than all of one sign can give, that
 * sign ends at 0 and the other carries the total: no cell ever changes its sign.
 *
 *   value  [count] finite; replaced; they sum to target (finite) to rounding
 *
 * XW_NOBODY_THERE: there is no cell of the sign that the target needs. XW_NOT_FINITE. The values are
 * untouched then. */
XW_CHECKED enum xw_status xw_rake_signed(ptrdiff_t count, double *value, double target);

#endif
