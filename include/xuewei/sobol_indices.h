/* sobol_indices.h: which share of a response's variance each assumption carries.
 *
 * The first-order index S is the share that an assumption explains alone, the total index ST the share
 * that would be left if all others were known: ST - S is what it does together with others (Sobol
 * 1993; Homma and Saltelli 1996). Estimated from two sets of points A and B and, for each assumption i,
 * A with column i of B:
 *
 *   S_i  = mean(f(B) (f(AB_i) - f(A))) / V     Saltelli et al. 2010, Computer Physics
 *   ST_i = mean((f(A) - f(AB_i))^2) / (2 V)    Communications 181:259-270; Jansen 1999
 *
 * with V the variance of f over A and B. f is centred by its mean first, which leaves what is estimated
 * as it is and makes S less noisy. Intervals come from drawing rows anew with replacement (bootstrap,
 * Archer, Saltelli, Sobol 1997).
 */
#ifndef XW_SOBOL_INDICES_H
#define XW_SOBOL_INDICES_H
#include "xuewei/arena.h"

#define XW_SOBOL_MOST 20 /* assumptions: gsl_qrng_sobol has 40 dimensions, A and B take two each */

/* The points at which the model is run: rows * (assumptions + 2), as [A, B, AB_1, AB_2, ...][row].
 *
 *   assumptions  1 .. XW_SOBOL_MOST
 *   rows         1 or more; powers of two are evenest
 *   seed         shifts the sequence of Sobol' as a whole, modulo 1 (Cranley and Patterson 1976)
 *   point        [assumptions + 2][rows][assumptions] written, in (0, 1)
 * XW_OUT_OF_RANGE, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_sobol_design(int32_t assumptions, int32_t rows, uint64_t seed,
                                          double *point);

struct xw_sobol_index {
    double first, first_low, first_high; /* S and its interval */
    double total, total_low, total_high; /* ST and its */
};

/*   value    [assumptions + 2][rows] the response at the points
 *   resamples  of the bootstrap, 0: no interval (NaN); stream (seed, 1 + resample, XW_COMPONENT_POINT, 2)
 *   level    share that the interval covers, 0 < level < 1
 *   out      [assumptions] written; a response that does not vary has indices 0
 * XW_OUT_OF_RANGE for fewer than 2 rows, XW_NOT_FINITE, XW_NO_MEMORY; out untouched. */
XW_CHECKED enum xw_status xw_sobol_indices(struct xw_arena scratch, int32_t assumptions,
                                           int32_t rows, const double *value, int32_t resamples,
                                           double level, uint64_t seed, struct xw_sobol_index *out);

/* The function of Ishigami and Homma (1990), sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x in -pi .. pi, with
 * known indices: what estimators are tried on. u [3] in 0 .. 1. */
double xw_sobol_ishigami(const double u[3]);

#endif
