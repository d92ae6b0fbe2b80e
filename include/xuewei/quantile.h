/* quantile.h: exact quantiles of whole numbers.
 *
 * Type 7 of Hyndman and Fan (1996, "Sample quantiles in statistical packages", The American
 * Statistician 50, 361-365), everywhere in this program: of n values sorted and counted from 0 the
 * quantile q is x[h], h = (n - 1) q, linear between two of them. No histogram and no sample stands
 * between.
 */
#ifndef XW_QUANTILE_H
#define XW_QUANTILE_H
#include <stdint.h>

/* Sort n >= 0 values upwards; room has space for n more and is written. O(n) for each 11 bits of the
 * range of the values (radix sort from the lowest digit; Seward 1954). No allocation. */
void xw_sort_int32(int32_t *value, int32_t *room, int32_t n);

/* The quantile 0 <= q <= 1 of n >= 1 sorted values. */
double xw_quantile_int32(const int32_t *sorted, int32_t n, double q);

/* Mean, and standard deviation with n - 1 (NaN of one value). The order of the values
 * does not count: sums are of whole numbers, exact while that of the squares is below 2^64. n >= 1. */
struct xw_moments {
    double mean, sd;
};
struct xw_moments xw_moments_int32(const int32_t *value, int32_t n);

/* How many of n sorted values are above a limit; O(log n). */
int32_t xw_above_int32(const int32_t *sorted, int32_t n, int32_t limit);

#endif
