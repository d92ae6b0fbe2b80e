/* least_squares.h: weighted least squares, linear and not, with the covariance of what is estimated.
 *
 * Weights are 1 / variance up to a common factor: what the rows scatter beyond their weights is found
 * by chi2 / dof, and the covariance is multiplied by it (under-dispersed rows make it smaller). The
 * fits are those of the GNU Scientific Library (gsl_multifit_wlinear, gsl_multifit_nlinear:
 * Levenberg-Marquardt with the scaling of More 1978).
 */
#ifndef XW_LEAST_SQUARES_H
#define XW_LEAST_SQUARES_H
#include "xuewei/arena.h"

#define XW_LEAST_SQUARES_MOST 64 /* parameters of one fit */

/* What a fit of p parameters gives. The arrays are the caller's. */
struct xw_least_squares {
    double *estimate;   /* [p] */
    double *covariance; /* [p * p] symmetric; NaN where dof = 0 */
    double chi2;        /* weighted sum of squared residuals */
    int32_t dof;        /* rows of weight above 0 less p */
    double dispersion;  /* chi2 / dof; NaN where dof = 0 */
};

/* value = design x parameters.
 *
 *   rows, parameters  rows 1 .. 2^24, parameters 1 .. XW_LEAST_SQUARES_MOST
 *   design            [rows * parameters] row by row, finite
 *   value             [rows] finite
 *   weight            [rows] >= 0, finite; a row of weight 0 does not count
 *
 * XW_NOT_IDENTIFIABLE where the rows cannot tell the parameters apart: fewer rows of weight than
 * parameters, or columns that depend on one another within 1e-10 after each is scaled to length 1.
 * XW_NOT_FINITE, XW_NEGATIVE (a weight), XW_OUT_OF_RANGE, XW_NO_MEMORY. out is untouched then. */
XW_CHECKED enum xw_status xw_least_squares_linear(int32_t rows, int32_t parameters,
                                                  const double *design, const double *value,
                                                  const double *weight,
                                                  const struct xw_least_squares *room,
                                                  struct xw_least_squares *out);

/* A model of rows values, not linear in its parameters. */
struct xw_model {
    int32_t rows, parameters;
    const void *self;
    /* The rows values at these parameters; what is not finite makes the step be taken back. */
    void (*value)(const void *self, const double *parameter, double *value);
};

/* The same for a model; derivatives are central differences.
 *
 *   start  [parameters] where the search begins, finite
 *
 * XW_NOT_CONVERGED after 500 steps without rest; XW_NOT_IDENTIFIABLE as above at the place where the
 * search rests, within 1e-7, since differences are no more exact. */
XW_CHECKED enum xw_status xw_least_squares_model(const struct xw_model *model, const double *value,
                                                 const double *weight, const double *start,
                                                 const struct xw_least_squares *room,
                                                 struct xw_least_squares *out);

#endif
