/* forecast_spread.h: how wrong a method's forecasts are, from how wrong they have been.
 *
 * The spread of a forecast of F pupils, on the log scale, is built from one-step errors: every step
 * that a cohort still has to go adds b^2 (1/size + 1/F), b by grade, size by the kind of step
 * (progression, entry); so that large grades are surer, but not without end; all of it times how
 * hard the school has been. The part in 1/F is the
 * chance of single pupils and grows slower than the steps, the other faster; what errors of two to
 * four steps have been corrects both. What the errors of the past were, over this spread, gives the
 * quantiles (Williams and Goodman 1971; Rayer, Smith and Tayman 2009), horizon by horizon, drawn to
 * those of one step, and these to the normal ones, while there are few. Half of any skew is kept:
 * past bias predicts future bias badly. What all schools' errors of an origin have in common has
 * been seen only once an origin, and widens the quantiles by Student's t.
 */
#ifndef XW_FORECAST_SPREAD_H
#define XW_FORECAST_SPREAD_H
#include "xuewei/arena.h"
#include "xuewei/roll_histories.h"

/* The quantiles kept: (i + 1/2) / XW_SPREAD_LEVELS. */
#define XW_SPREAD_LEVELS 20

struct xw_forecast_spread {
    int32_t horizons, grades;
    double step_size, entry_size; /* [pupils] */
    double entry;                 /* b of an entry grade */
    double growth;                /* -0.5 .. 1: what the power of the steps is off by */
    double *step;                 /* [grades] b of the step into a grade */
    double *school;               /* [schools] how much harder than others of its size, about 1 */
    double (*level)[XW_SPREAD_LEVELS]; /* [horizons] quantiles of error / spread, ascending */
};

/* Fit to the errors of one method.
 *
 *   now       the last year whose rolls are known
 *   forecast  [now] the method's forecasts from the origins 0 .. now - 1, each [schools][horizons]
 *             [grades]; NaN = it could not say. Targets after now are not looked at
 * XW_OUT_OF_RANGE, XW_NO_MEMORY, with out untouched. */
XW_CHECKED enum xw_status xw_forecast_spread(const struct xw_roll_histories *histories, int32_t now,
                                             int32_t horizons, const double *const *forecast,
                                             struct xw_arena *keep, struct xw_arena scratch,
                                             struct xw_forecast_spread *out);

/* The spread of the log of a forecast from the origin, ahead = 0 for the year after it. */
double xw_forecast_spread_of(const struct xw_forecast_spread *spread,
                             const struct xw_roll_histories *histories, int32_t origin,
                             int32_t school, int32_t ahead, int32_t grade, double forecast);

/* (forecast + 1/2) exp(spread x quantile) - 1/2, not below 0; 0 < p < 1, quantiles between the
 * levels by interpolation, beyond the last ones not at all. */
double xw_forecast_quantile(const struct xw_forecast_spread *spread, int32_t ahead, double forecast,
                            double spread_of, double p);

#endif
