/* paired.h: what two scenarios differ in, from replicates that they share.
 *
 * Both columns hold one value a replicate, drawn by the same streams: replicate r of one and of the
 * other are the same future under two plans. So their difference in every replicate counts, and what
 * both have in common (births, migration, noise) cancels. Quantiles of a difference are taken of the
 * differences; the difference of two quantiles is something else.
 *
 * Replicates count as independent. Those of a Latin hypercube or of Sobol points lie more evenly than
 * chance would have them, so that the interval of the mean is then rather too wide than too narrow
 * (McKay, Beckman and Conover 1979, Technometrics 21, 239-245).
 */
#ifndef XW_PAIRED_H
#define XW_PAIRED_H
#include "xuewei/arena.h"
#include <stdbool.h>
#include <stdint.h>

/* With fewer replicates nothing can be beyond chance: the sign test of 5 that all point one way has
 * p = 2 / 2^5 = 0.0625. */
#define XW_PAIRED_LEAST 6

/* Of a - b over n replicates, in the unit of the columns. */
struct xw_paired {
    int32_t n;            /* replicates, 1 or more */
    double mean;          /* of the differences */
    double se;            /* standard error of the mean; NaN for n = 1 */
    double low95, high95; /* 95 % interval of the mean by Student's t with n - 1 degrees of freedom
                                (Student 1908, Biometrika 6, 1-25); NaN for n = 1 */
    double p10, median, p90;  /* quantiles of the differences, type 7 (Hyndman and Fan 1996) */
    double less, equal, more; /* shares of the replicates with a < b, a = b, a > b; they sum to 1 */
    double
        sign_p; /* two-sided sign test over the replicates that differ (Dixon and Mood 1946), exact;
                      1 when none does */
    bool beyond_chance; /* the interval of the mean leaves out 0, and the sign test says the same
                           way with p < 0.05. Both, because a few large differences can move the mean
                           against most replicates: then neither plan is better beyond chance. The
                           joint test errs at most as often as either, 5 in 100 */
};

/* Compare two columns.
 *
 *   a, b     [n] values of the same replicates in the same order, finite
 *   scratch  n doubles
 *
 * Exchanging a and b exchanges less and more and turns the signs of all but se, equal and sign_p
 * (p10 becomes -p90). Equal columns give 0 throughout, equal = 1, sign_p = 1.
 * Returns XW_OK, XW_OUT_OF_RANGE for n < 1, XW_NOT_FINITE or XW_NO_MEMORY, *out then untouched. */
XW_CHECKED enum xw_status xw_paired_of(struct xw_arena scratch, int32_t n, const double *a,
                                       const double *b, struct xw_paired *out);

/* Probability that a is the better one where less is better (a shortage): a < b, ties counted half.
 * 0.5 when nothing differs. */
double xw_paired_better(const struct xw_paired *paired);

/* Share of the replicates in which each of several scenarios is the best, which is to have the least.
 *
 *   value  [scenarios] columns of n values
 *   best   [scenarios] written; sums to 1. Scenarios that tie for the least share the replicate
 *
 * Returns XW_OK, XW_OUT_OF_RANGE for n < 1 or scenarios < 1, or XW_NOT_FINITE. */
XW_CHECKED enum xw_status xw_paired_best(int32_t scenarios, int32_t n, const double *const *value,
                                         double *best);

/* Of many tests some are beyond 0.05 by chance alone. Adjusted, p < 0.05 holds for all of them
 * together: with 95 % none of those is false (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).
 *
 *   p  [count] in 0..1, replaced by the adjusted values; count >= 0
 *
 * XW_NO_MEMORY with p as it was. */
XW_CHECKED enum xw_status xw_paired_holm(struct xw_arena scratch, int32_t count, double *p);

#endif
