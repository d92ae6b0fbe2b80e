/* morris.h: which of many assumptions matter at all, by elementary effects.
 *
 * A trajectory walks from a corner of a grid of the unit cube to another, one assumption a step; the
 * change of the response over a step, divided by its length, is an elementary effect of the assumption
 * that moved (Morris 1991, "Factorial sampling plans for preliminary computational experiments",
 * Technometrics 33:161-174). The mean of their absolute values mu_star ranks the assumptions
 * (Campolongo, Cariboni, Saltelli 2007, Environmental Modelling & Software 22:1509-1518); sigma, their
 * standard deviation, is large where an effect hangs on the others or is not straight.
 */
#ifndef XW_MORRIS_H
#define XW_MORRIS_H
#include "xuewei/arena.h"

#define XW_MORRIS_LEVELS 4 /* of the grid; a step is LEVELS / (2 (LEVELS - 1)) = 2/3 long */

/* The points at which the model is run, trajectories * (assumptions + 1), trajectory by trajectory.
 *
 *   assumptions, trajectories  1 or more
 *   seed       trajectory t comes from the stream (seed, t + 1, XW_COMPONENT_POINT, 1): more
 *              trajectories leave the first ones as they are
 *   point      [trajectory][assumptions + 1][assumptions] written, each in 0 .. 1: (level + 1/2) / LEVELS,
 *              the middle of the level's share of the distribution, since the ends of a distribution
 *              without ends lie at no number
 *   moved      [trajectory][assumptions] written: the assumption that changes from one point to the next
 *
 * XW_OUT_OF_RANGE, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_morris_design(struct xw_arena scratch, int32_t assumptions,
                                           int32_t trajectories, uint64_t seed, double *point,
                                           int32_t *moved);

/* One assumption's elementary effects on one response, per whole range of its levels (a step of 2 of
 * 4 levels counts 2/3, as in the literature). */
struct xw_morris {
    double mu, mu_star, sigma; /* sigma 0 with one trajectory */
};

/*   value   [trajectory][assumptions + 1] the response at the points
 *   out     [assumptions] written
 * XW_NOT_FINITE, XW_OUT_OF_RANGE with out untouched. */
XW_CHECKED enum xw_status xw_morris_effects(int32_t assumptions, int32_t trajectories,
                                            const double *point, const int32_t *moved,
                                            const double *value, struct xw_morris *out);

#endif
