#include "xuewei/likelihood.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

enum { MOST_ROWS = 1 << 24, MOST_STEPS = 2000, MOST_STILL = 40 };

/* ---- the search ---- */

static double cost(const gsl_vector *at, void *self)
{
    const struct xw_likelihood *of = self;
    double parameter[XW_LIKELIHOOD_MOST];
    for (int32_t j = 0; j < of->parameters; j++)
        parameter[j] = gsl_vector_get(at, (size_t)j);
    double height = of->log_of(of->self, parameter);
    return isfinite(height) ? -height : GSL_DBL_MAX;
}

/* From one start to rest: the simplex is as small as asked, or has not climbed for a while (a ridge, or
 * a top as sharp as numbers allow). false when it does not rest at a finite place. */
static bool climb(gsl_multimin_fminimizer *m, gsl_multimin_function *f, const gsl_vector *start,
                  const gsl_vector *step, double rest, double *height)
{
    if (cost(start, f->params) == GSL_DBL_MAX) return false;
    if (gsl_multimin_fminimizer_set(m, f, start, step) != GSL_SUCCESS) return false;
    double last = GSL_DBL_MAX;
    for (int i = 0, still = 0; i < MOST_STEPS; i++) {
        if (gsl_multimin_fminimizer_iterate(m) != GSL_SUCCESS) return false;
        double now = gsl_multimin_fminimizer_minimum(m);
        still = last - now > 1e-12 * fmax(1.0, fabs(now)) ? 0 : still + 1;
        last = fmin(last, now);
        if (still < MOST_STILL &&
            gsl_multimin_test_size(gsl_multimin_fminimizer_size(m), rest) == GSL_CONTINUE)
            continue;
        *height = -now;
        return now < GSL_DBL_MAX;
    }
    return false;
}

/* Everything that a search holds open. */
struct search {
    gsl_multimin_fminimizer *minimizer;
    gsl_vector *start, *step;
    gsl_qrng *sobol;
};

static void close_search(struct search *s)
{
    if (s->sobol != NULL) gsl_qrng_free(s->sobol);
    gsl_vector_free(s->step);
    gsl_vector_free(s->start);
    if (s->minimizer != NULL) gsl_multimin_fminimizer_free(s->minimizer);
}

static enum xw_status search(const struct xw_likelihood *of, const double *middle,
                             const double *spread, double *best, double *height)
{
    size_t p = (size_t)of->parameters;
    struct xw_likelihood borrowed = *of;
    gsl_multimin_function f = { .f = cost, .n = p, .params = &borrowed };
    struct search s = { .minimizer =
                            gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex, p),
                        .start = gsl_vector_alloc(p),
                        .step = gsl_vector_alloc(p),
                        .sobol = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)p) };
    enum xw_status status =
        s.minimizer == NULL || s.start == NULL || s.step == NULL || s.sobol == NULL
            ? XW_NO_MEMORY
            : XW_NOT_CONVERGED;
    for (int i = 0; i < XW_LIKELIHOOD_STARTS && status != XW_NO_MEMORY; i++) {
        double unit[XW_LIKELIHOOD_MOST], top;
        gsl_qrng_get(s.sobol, unit); /* the first is the middle of the box */
        for (size_t j = 0; j < p; j++) {
            gsl_vector_set(s.start, j, middle[j] + (2.0 * unit[j] - 1.0) * spread[j]);
            gsl_vector_set(s.step, j, 0.25 * spread[j]);
        }
        if (!climb(s.minimizer, &f, s.start, s.step, 1e-3, &top)) continue;
        if (status == XW_OK && top <= *height) continue;
        status = XW_OK;
        *height = top;
        for (size_t j = 0; j < p; j++)
            best[j] = gsl_vector_get(gsl_multimin_fminimizer_x(s.minimizer), j);
    }
    /* Roughly from everywhere, then exactly from the best. */
    for (size_t j = 0; j < p && status == XW_OK; j++) {
        gsl_vector_set(s.start, j, best[j]);
        gsl_vector_set(s.step, j, 0.01 * spread[j]);
    }
    if (status == XW_OK && !climb(s.minimizer, &f, s.start, s.step, 1e-6, height))
        status = XW_NOT_CONVERGED;
    for (size_t j = 0; j < p && status == XW_OK; j++)
        best[j] = gsl_vector_get(gsl_multimin_fminimizer_x(s.minimizer), j);
    close_search(&s);
    return status;
}

/* A second derivative by central differences. */
static double curvature(const struct xw_likelihood *of, const double *top, const double *step,
                        int32_t a, int32_t b)
{
    double sum = 0.0, at[XW_LIKELIHOOD_MOST];
    for (int i = -1; i <= 1; i += 2)
        for (int j = -1; j <= 1; j += 2) {
            for (int32_t k = 0; k < of->parameters; k++)
                at[k] = top[k];
            at[a] += i * step[a];
            at[b] += j * step[b];
            sum += i * j * of->log_of(of->self, at);
        }
    return sum / (4.0 * step[a] * step[b]);
}

/* The inverse of minus the second derivatives, or why there is none. */
static enum xw_status invert(const struct xw_likelihood *of, const double *top, double *covariance)
{
    int32_t p = of->parameters;
    double step[XW_LIKELIHOOD_MOST];
    for (int32_t a = 0; a < p; a++)
        step[a] = 2e-4 * fmax(1.0, fabs(top[a]));
    gsl_matrix *m = gsl_matrix_alloc((size_t)p, (size_t)p);
    if (m == NULL) return XW_NO_MEMORY;
    bool good = true;
    double own[XW_LIKELIHOOD_MOST];
    for (int32_t a = 0; a < p; a++)
        for (int32_t b = 0; b < p; b++) {
            double value = -curvature(of, top, step, a, b);
            good = good && isfinite(value);
            if (a == b) own[a] = value;
            gsl_matrix_set(m, (size_t)a, (size_t)b, value);
        }
    good = good && gsl_linalg_cholesky_decomp1(m) == GSL_SUCCESS;
    /* What is left of a parameter's curvature once the others may follow it: on a ridge nothing but
     * the noise of differences. */
    for (int32_t a = 0; good && a < p; a++) {
        double left = gsl_matrix_get(m, (size_t)a, (size_t)a);
        good = left * left > 1e-5 * own[a];
    }
    good = good && gsl_linalg_cholesky_invert(m) == GSL_SUCCESS;
    for (int32_t i = 0; good && i < p * p; i++)
        covariance[i] = gsl_matrix_get(m, (size_t)(i / p), (size_t)(i % p));
    gsl_matrix_free(m);
    return good ? XW_OK : XW_NOT_IDENTIFIABLE;
}

enum xw_status xw_likelihood_top(const struct xw_likelihood *of, const double *middle,
                                 const double *spread, double *estimate, double *covariance,
                                 double *height)
{
    int32_t p = of->parameters;
    double best[XW_LIKELIHOOD_MOST], inverse[XW_LIKELIHOOD_MOST * XW_LIKELIHOOD_MOST], top = 0.0;
    if (p < 1 || p > XW_LIKELIHOOD_MOST) return XW_OUT_OF_RANGE;
    for (int32_t j = 0; j < p; j++) {
        if (!isfinite(middle[j]) || !isfinite(spread[j])) return XW_NOT_FINITE;
        if (spread[j] <= 0.0) return XW_OUT_OF_RANGE;
    }
    enum xw_status status = search(of, middle, spread, best, &top);
    if (status == XW_OK) status = invert(of, best, inverse);
    if (status != XW_OK) return status;
    for (int32_t j = 0; j < p; j++)
        estimate[j] = best[j];
    for (int32_t i = 0; i < p * p; i++)
        covariance[i] = inverse[i];
    *height = top;
    return XW_OK;
}

/* ---- the families ---- */

struct counts {
    int32_t rows;
    const double *exposure;
    const int32_t *trials, *count;
};

/* ln Gamma(a + y) - ln Gamma(a), exact when a is large too: from 1e4 on by the difference of
 * Stirling's series, whose next term is below 1e-14. */
static double log_rising(double a, double y)
{
    if (y == 0.0) return 0.0;
    if (a < 1e4) {
        int sign;
        return lgamma_r(a + y, &sign) - lgamma_r(a, &sign);
    }
    return (a + y - 0.5) * log1p(y / a) + y * log(a) - y - y / (12.0 * a * (a + y));
}

/* Parameters: log ratio, log dispersion. */
static double negative_binomial(const void *self, const double *parameter)
{
    const struct counts *c = self;
    double k = exp(-parameter[1]), sum = 0.0;
    if (!(k > 1e-9 && k < 1e12)) return -INFINITY;
    for (int32_t i = 0; i < c->rows; i++) {
        double y = c->count[i], mean = c->exposure[i] * exp(parameter[0]);
        sum += log_rising(k, c->count[i]) - gsl_sf_lngamma(y + 1.0) - (k + y) * log1p(mean / k);
        if (y > 0.0) sum += y * log(mean / k);
    }
    return sum;
}

static double poisson(const struct counts *c, double ratio)
{
    double sum = 0.0;
    for (int32_t i = 0; i < c->rows; i++) {
        double y = c->count[i], mean = c->exposure[i] * ratio;
        sum += (y > 0.0 ? y * log(mean) : 0.0) - mean - gsl_sf_lngamma(y + 1.0);
    }
    return sum;
}

/* Parameters: logit of the mean share, log of alpha + beta. */
static double beta_binomial(const void *self, const double *parameter)
{
    const struct counts *c = self;
    double share = 1.0 / (1.0 + exp(-parameter[0])), both = exp(parameter[1]), sum = 0.0;
    double alpha = both * share, beta = both * (1.0 - share);
    if (!(both > 1e-9 && both < 1e12 && alpha > 1e-12 && beta > 1e-12)) return -INFINITY;
    for (int32_t i = 0; i < c->rows; i++) {
        sum += gsl_sf_lnchoose((unsigned)c->trials[i], (unsigned)c->count[i]) +
               log_rising(alpha, c->count[i]) + log_rising(beta, c->trials[i] - c->count[i]) -
               log_rising(both, c->trials[i]);
    }
    return sum;
}

static double binomial(const struct counts *c, double share)
{
    double sum = 0.0;
    for (int32_t i = 0; i < c->rows; i++) {
        double n = c->trials[i], y = c->count[i];
        sum += gsl_sf_lnchoose((unsigned)c->trials[i], (unsigned)c->count[i]) + y * log(share) +
               (n - y) * log1p(-share);
    }
    return sum;
}

/* Counts that scatter less than the family can: its limit is the best, within what 2 ln L can tell. */
static bool is_limit(enum xw_status status, double height, double limit)
{
    return status == XW_NOT_IDENTIFIABLE || (status == XW_OK && height <= limit + 1e-6);
}

enum xw_status xw_likelihood_negative_binomial(int32_t rows, const double *exposure,
                                               const int32_t *count, struct xw_count_fit *out)
{
    struct counts c = { .rows = rows, .exposure = exposure, .count = count };
    double all = 0.0, exposed = 0.0, top[2], covariance[4], height = 0.0;
    if (rows < 2 || rows > MOST_ROWS) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < rows; i++) {
        if (!isfinite(exposure[i])) return XW_NOT_FINITE;
        if (count[i] < 0 || exposure[i] < 0.0) return XW_NEGATIVE;
        if (exposure[i] == 0.0) return XW_OUT_OF_RANGE;
        all += count[i];
        exposed += exposure[i];
    }
    if (all == 0.0) return XW_NOT_IDENTIFIABLE;
    struct xw_likelihood of = { 2, &c, negative_binomial };
    double ratio = all / exposed, limit = poisson(&c, ratio);
    enum xw_status status = xw_likelihood_top(&of, (double[]){ log(ratio), -3.0 },
                                              (double[]){ 1.0, 6.0 }, top, covariance, &height);
    if (is_limit(status, height, limit)) {
        *out = (struct xw_count_fit){ .ratio = ratio,
                                      .ratio_sd = ratio / sqrt(all),
                                      .dispersion_sd = NAN,
                                      .log_likelihood = limit,
                                      .at_limit = true };
        return XW_OK;
    }
    if (status != XW_OK) return status;
    double dispersion = exp(top[1]);
    ratio = exp(top[0]);
    *out = (struct xw_count_fit){ .ratio = ratio,
                                  .ratio_sd = ratio * sqrt(covariance[0]),
                                  .dispersion = dispersion,
                                  .dispersion_sd = dispersion * sqrt(covariance[3]),
                                  .covariance = ratio * dispersion * covariance[1],
                                  .log_likelihood = height };
    return XW_OK;
}

enum xw_status xw_likelihood_beta_binomial(int32_t rows, const int32_t *trials,
                                           const int32_t *count, struct xw_count_fit *out)
{
    struct counts c = { .rows = rows, .trials = trials, .count = count };
    double all = 0.0, tried = 0.0, top[2], covariance[4], height = 0.0;
    int32_t most = 0;
    if (rows < 2 || rows > MOST_ROWS) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < rows; i++) {
        if (count[i] < 0) return XW_NEGATIVE;
        if (trials[i] < 1 || count[i] > trials[i]) return XW_OUT_OF_RANGE;
        if (trials[i] > most) most = trials[i];
        all += count[i];
        tried += trials[i];
    }
    if (all == 0.0 || all == tried || most < 2) return XW_NOT_IDENTIFIABLE;
    struct xw_likelihood of = { 2, &c, beta_binomial };
    double share = all / tried, limit = binomial(&c, share);
    enum xw_status status = xw_likelihood_top(&of, (double[]){ log(share / (1.0 - share)), 4.0 },
                                              (double[]){ 1.0, 6.0 }, top, covariance, &height);
    if (is_limit(status, height, limit)) {
        *out = (struct xw_count_fit){ .ratio = share,
                                      .ratio_sd = sqrt(share * (1.0 - share) / tried),
                                      .dispersion_sd = NAN,
                                      .log_likelihood = limit,
                                      .at_limit = true };
        return XW_OK;
    }
    if (status != XW_OK) return status;
    /* Delta method: share' = share (1 - share), dispersion = 1 / (1 + e^t), its slope as below. */
    share = 1.0 / (1.0 + exp(-top[0]));
    double dispersion = 1.0 / (1.0 + exp(top[1]));
    double by_logit = share * (1.0 - share), by_log = -dispersion * (1.0 - dispersion);
    *out = (struct xw_count_fit){ .ratio = share,
                                  .ratio_sd = by_logit * sqrt(covariance[0]),
                                  .dispersion = dispersion,
                                  .dispersion_sd = -by_log * sqrt(covariance[3]),
                                  .covariance = by_logit * by_log * covariance[1],
                                  .log_likelihood = height };
    return XW_OK;
}
