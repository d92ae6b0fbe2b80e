/* blend.h: pupils one year on by their rolls and by their population, blended by horizon.
 *
 * Two forecasts of a grade's pupils are good at different distances. Ratios of the rolls know the
 * school and what it wins and loses, and are best for a year or two; the population of the home zones
 * knows how many children there will be, and is best later. In year h of the horizon the rolls weigh
 *
 *   v(h) = 1 / (1 + exp(slope x (h - midpoint))).
 *
 * Each year is one step from the pupils there are, so that nobody who came by one forecast vanishes by
 * the other. With N the pupils of a group (home zone z, school j), W those of a zone without a place, R
 * the district's ratio of the rolls, R_j the school's (R where it has none), C_z the change of the home
 * zone's cohort times the population's ratio of the grade:
 *
 *   by rolls       r = N x R_j x (R x sum N / sum of N x R_j): the schools say where, the district
 *                  says how many (where all R_j are 0, R is everybody's);
 *   by population  q = N x C_z: those who leave are taken from their school, those who come seek a place;
 *   seated         v r + (1 - v) min(q, N);
 *   seeking        of zone z: sum of (1 - v) max(0, q - N) + W x (v R + (1 - v) C_z).
 *
 * By the rolls, N and W stand for N times the zone's chance where there is one (process_noise.h).
 * They add up to v x R x (sum N + sum W) + (1 - v) x (sum of N C_z + sum of W C_z), the blend of the two
 * district totals; whole pupils by largest remainder add up to it rounded: first by school and by zone
 * of seekers, then the groups of each school in proportion.
 */
#ifndef XW_BLEND_H
#define XW_BLEND_H
#include "xuewei/progression.h"

/* v(h). h >= 1, midpoint and slope >= 0, finite. Strictly between 0 and 1 but for rounding. */
double xw_blend_weight(int32_t h, double midpoint, double slope);

struct xw_blend {
    double weight;        /* of the rolls, 0..1 */
    double of_rolls;      /* R, >= 0 */
    const double *own;    /* [divisions] R_j >= 0; NaN: none of its own */
    double ratio;         /* of the population, >= 0 */
    const double *change; /* [zones] of the home cohorts, >= 0 */
    const double
        *chance; /* [zones] on the rolls' pupils of a home zone, >= 0; NULL: 1. `change` has
                             its own already */
};

/* As xw_progression_advance, with these differences: pupils who come by the rolls are seated (a group
 * may grow; none is new), and the district's total is the blend above, rounded. Divisions of the groups
 * are XW_NONE or 0 .. divisions - 1.
 *
 * Nobody is lost: sum(next) + sum(arrivals) - *came + *left = sum(now) + sum(waiting).
 * XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE and XW_NO_MEMORY as there, with everything untouched. */
XW_CHECKED enum xw_status xw_blend_advance(const struct xw_seated *now, int32_t zones,
                                           int32_t divisions, const struct xw_blend *blend,
                                           const int32_t *waiting, struct xw_arena scratch,
                                           struct xw_seated *next, int32_t *arrivals, int64_t *came,
                                           int64_t *left);

#endif
