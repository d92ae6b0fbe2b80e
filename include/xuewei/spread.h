/* spread.h: how a figure is spread over schools or pupils: mean, quantiles, largest. */
#ifndef XW_SPREAD_H
#define XW_SPREAD_H
#include "xuewei/arena.h"

struct xw_spread {
    double weight; /* sum of the weights */
    double mean, p10, p50, p90, max;
};

/* Of values with weights > 0 (NULL: 1 each); others and values that are NaN are left out. The quantile
 * p is the least value up to and with which p of the weight lies: always one of the values. All NaN
 * and weight 0 without any. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_spread_of(struct xw_arena scratch, int32_t count, const double *value,
                                       const double *weight, struct xw_spread *out);

#endif
