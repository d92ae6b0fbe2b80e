/* small_area.h: rates of zones that are too small to be known from their own counts.
 *
 * Empirical Bayes: zone z had count[z] events where expected[z] were expected by the district's
 * rates. Its own factor theta is drawn from a gamma distribution with mean 1 and variance 1 / alpha,
 * the events from a Poisson distribution with mean theta x expected. What is known of theta
 * afterwards has the mean (count + alpha) / (expected + alpha): a zone with many events keeps its own
 * factor, a small one gets nearly 1. alpha is found by maximum likelihood over the zones, whose
 * counts are then negative binomial (Clayton and Kaldor 1987). Used for births by zone against the
 * district's schedule, and in the same form for entrants against their expected number.
 */
#ifndef XW_SMALL_AREA_H
#define XW_SMALL_AREA_H
#include "xuewei/status.h"
#include <stdint.h>

/* How alike the zones are. */
struct xw_small_area_fit {
    double alpha; /* INFINITY: the zones differ no more than chance lets them */
    double
        alpha_low; /* where the log-likelihood lies 1/2 below its best: one standard error down */
    double alpha_high;     /* and up; INFINITY when it nowhere falls so far */
    double alpha_se;       /* (high - low) / 2; INFINITY with them */
    double log_likelihood; /* at alpha, without the terms that the counts alone give */
};

/* Factors of the zones.
 *
 *   zones     0 or more
 *   count     [events] >= 0; need not be whole (weighted counts)
 *   expected  [events] >= 0; at the level of the counts (same sum), else the level counts as
 *             difference between zones; a zone with 0 says nothing and has the factor 1
 *   factor    [zones] written: mean of theta; 1 for all when alpha is infinite
 *   sd        [zones] written: its standard deviation, alpha taken as known; or NULL
 *
 * XW_NEGATIVE, XW_NOT_FINITE, XW_OUT_OF_RANGE (zones), with factor and sd untouched. */
XW_CHECKED enum xw_status xw_small_area_factors(int32_t zones, const double *count,
                                                const double *expected, double *factor, double *sd,
                                                struct xw_small_area_fit *fit);

#endif
