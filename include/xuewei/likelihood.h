/* likelihood.h: what counts say by maximum likelihood, and how surely.
 *
 * Counts scatter more than Poisson or binomial ones when places differ in what is not known of them.
 * Two families hold that: the negative binomial (a Poisson count whose mean is itself a gamma draw)
 * for counts per exposure, and the beta-binomial (a binomial count whose share is itself a beta draw)
 * for so many of so many. The search is gsl_multimin's nmsimplex from 20 places, standard errors
 * come from the matrix of second derivatives at the top.
 */
#ifndef XW_LIKELIHOOD_H
#define XW_LIKELIHOOD_H
#include "xuewei/arena.h"
#include <stdbool.h>

#define XW_LIKELIHOOD_MOST   8  /* parameters of one search */
#define XW_LIKELIHOOD_STARTS 20 /* places where it begins */

/* A function of some parameters whose highest place is sought. */
struct xw_likelihood {
    int32_t parameters; /* 1 .. XW_LIKELIHOOD_MOST */
    const void *self;
    double (*log_of)(const void *self, const double *parameter); /* not finite: never the top */
};

/* The top of a log likelihood.
 *
 *   middle, spread  [parameters] the search begins at the middle and at places of a Sobol sequence
 *                   within middle +- spread, spread > 0
 *   estimate        [parameters] written
 *   covariance      [parameters * parameters] written: inverse of minus the second derivatives
 *   height          log likelihood there
 *
 * XW_NOT_IDENTIFIABLE where the top is flat in some direction, XW_NOT_CONVERGED where no start comes
 * to rest, XW_NOT_FINITE (middle, spread), XW_OUT_OF_RANGE, XW_NO_MEMORY; nothing is written then. */
XW_CHECKED enum xw_status xw_likelihood_top(const struct xw_likelihood *of, const double *middle,
                                            const double *spread, double *estimate,
                                            double *covariance, double *height);

/* A rate or share with what its counts scatter. */
struct xw_count_fit {
    double ratio, ratio_sd;           /* mean count per exposure, or mean share of the trials */
    double dispersion, dispersion_sd; /* see below; sd NaN at the limit */
    double covariance;                /* of ratio and dispersion; 0 at the limit */
    double log_likelihood;
    bool at_limit; /* counts scatter no more than Poisson or binomial ones: dispersion is 0 */
};

/* count[i] ~ negative binomial of mean m = exposure[i] x ratio and variance m + dispersion x m^2:
 * dispersion = 1 / k, the variance of the gamma draw of mean 1.
 *
 *   rows 2 .. 2^24; exposure > 0, finite; count >= 0; their sum > 0
 *
 * XW_NOT_IDENTIFIABLE: no count above 0. The rest as above. Bliss and Fisher 1953, Biometrics 9. */
XW_CHECKED enum xw_status xw_likelihood_negative_binomial(int32_t rows, const double *exposure,
                                                          const int32_t *count,
                                                          struct xw_count_fit *out);

/* count[i] ~ beta-binomial: trials[i] draws of a share whose mean is ratio and whose variance is
 * dispersion x ratio x (1 - ratio); dispersion = 1 / (alpha + beta + 1), the correlation of two
 * draws of a row, 0 .. 1.
 *
 *   rows 2 .. 2^24; trials >= 1; count 0 .. trials
 *
 * XW_NOT_IDENTIFIABLE: all counts are 0, or all are their trials, or no row has two trials.
 * Skellam 1948, Journal of the Royal Statistical Society B 10. */
XW_CHECKED enum xw_status xw_likelihood_beta_binomial(int32_t rows, const int32_t *trials,
                                                      const int32_t *count,
                                                      struct xw_count_fit *out);

#endif
