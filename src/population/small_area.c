#include "xuewei/small_area.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* alpha is sought between these as its logarithm; above, no zone can be told from its neighbour
 * (a standard deviation of theta of 0.001), below, all events would be in one zone. */
#define LOWEST  (-9.0)
#define HIGHEST 14.0
#define STEP    0.25
#define WORTH   1e-6 /* of log-likelihood: less is rounding, not evidence */
enum { MOST_ROUNDS = 200 };

struct likelihood {
    int32_t zones;
    const double *count, *expected;
    double level; /* taken off, to find where it is crossed */
};

/* ln Gamma(y + a) / Gamma(a) + a ln(a / (a + e)) + y ln(1 / (a + e)), summed, written so that it
 * does not lose its digits when a is large. */
static double log_likelihood(const struct likelihood *of, double log_alpha)
{
    double a = exp(log_alpha), sum = 0.0;
    for (int32_t z = 0; z < of->zones; z++) {
        double y = of->count[z], e = of->expected[z];
        if (!(e > 0.0)) continue;
        double poch = y > 0.0 ? gsl_sf_lnpoch(a, y) - y * log_alpha : 0.0;
        sum += poch - (a + y) * log1p(e / a);
    }
    return sum;
}

/* The same for an infinite alpha: the events are Poisson with the expected mean. */
static double poisson_likelihood(const struct likelihood *of)
{
    double sum = 0.0;
    for (int32_t z = 0; z < of->zones; z++)
        if (of->expected[z] > 0.0) sum -= of->expected[z];
    return sum;
}

static double minus_likelihood(double log_alpha, void *of)
{
    return -log_likelihood(of, log_alpha);
}

static double above_level(double log_alpha, void *of)
{
    const struct likelihood *l = of;
    return log_likelihood(l, log_alpha) - l->level;
}

/* The best log alpha: the best of a grid, refined by Brent's method between its neighbours. */
static enum xw_status find_best(struct likelihood *of, double *best)
{
    double most = -INFINITY;
    for (double at = LOWEST; at <= HIGHEST; at += STEP) {
        double value = log_likelihood(of, at);
        if (value > most) {
            most = value;
            *best = at;
        }
    }
    /* At the end of what is sought, or on a flat top: the grid's best is then as good as any. */
    if (!(most > log_likelihood(of, fmax(*best - STEP, LOWEST)) &&
          most > log_likelihood(of, fmin(*best + STEP, HIGHEST))))
        return XW_OK;
    gsl_min_fminimizer *search = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (search == NULL) return XW_NO_MEMORY;
    gsl_function f = { minus_likelihood, of };
    int state = gsl_min_fminimizer_set(search, &f, *best, *best - STEP, *best + STEP);
    for (int round = 0; state == GSL_SUCCESS && round < MOST_ROUNDS; round++) {
        state = gsl_min_fminimizer_iterate(search);
        if (state != GSL_SUCCESS) break;
        *best = gsl_min_fminimizer_x_minimum(search);
        double low = gsl_min_fminimizer_x_lower(search), up = gsl_min_fminimizer_x_upper(search);
        if (gsl_min_test_interval(low, up, 1e-9, 0.0) == GSL_SUCCESS) break;
    }
    gsl_min_fminimizer_free(search);
    return XW_OK;
}

/* Where the likelihood falls to the level on the way from best to end; end when it does not. */
static enum xw_status find_level(struct likelihood *of, double best, double end, double *found)
{
    *found = end;
    if (above_level(end, of) > 0.0 || !(above_level(best, of) > 0.0)) return XW_OK;
    gsl_root_fsolver *search = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (search == NULL) return XW_NO_MEMORY;
    gsl_function f = { above_level, of };
    int state = gsl_root_fsolver_set(search, &f, fmin(best, end), fmax(best, end));
    for (int round = 0; state == GSL_SUCCESS && round < MOST_ROUNDS; round++) {
        state = gsl_root_fsolver_iterate(search);
        *found = gsl_root_fsolver_root(search);
        double low = gsl_root_fsolver_x_lower(search), up = gsl_root_fsolver_x_upper(search);
        if (gsl_root_test_interval(low, up, 1e-10, 0.0) == GSL_SUCCESS) break;
    }
    gsl_root_fsolver_free(search);
    return XW_OK;
}

static enum xw_status check(int32_t zones, const double *count, const double *expected)
{
    if (zones < 0) return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < zones; z++) {
        if (!isfinite(count[z]) || !isfinite(expected[z])) return XW_NOT_FINITE;
        if (count[z] < 0.0 || expected[z] < 0.0) return XW_NEGATIVE;
    }
    return XW_OK;
}

static enum xw_status fit_alpha(struct likelihood *of, struct xw_small_area_fit *fit)
{
    double best = HIGHEST, poisson = poisson_likelihood(of), low = LOWEST, high = HIGHEST;
    enum xw_status status = find_best(of, &best);
    if (status != XW_OK) return status;
    double most = log_likelihood(of, best);
    /* The whole likelihood ends in Poisson's; one that is no better than its end has its best there. */
    bool infinite = !(most - poisson > WORTH) || best + STEP > HIGHEST;
    if (infinite) most = poisson;
    of->level = most - 0.5;
    status = find_level(of, infinite ? HIGHEST : best, LOWEST, &low);
    if (status == XW_OK && !infinite) status = find_level(of, best, HIGHEST, &high);
    bool open = infinite || poisson >= of->level || high >= HIGHEST;
    *fit = (struct xw_small_area_fit){ .alpha = infinite ? INFINITY : exp(best),
                                       .alpha_low = exp(low),
                                       .alpha_high = open ? INFINITY : exp(high),
                                       .alpha_se = open ? INFINITY : (exp(high) - exp(low)) / 2.0,
                                       .log_likelihood = most };
    return status;
}

enum xw_status xw_small_area_factors(int32_t zones, const double *count, const double *expected,
                                     double *factor, double *sd, struct xw_small_area_fit *fit)
{
    struct xw_small_area_fit found;
    struct likelihood of = { .zones = zones, .count = count, .expected = expected };
    enum xw_status status = check(zones, count, expected);
    if (status == XW_OK) status = fit_alpha(&of, &found);
    if (status != XW_OK) return status;
    *fit = found;
    for (int32_t z = 0; z < zones; z++) {
        double alpha = found.alpha, shape = count[z] + alpha, rate = expected[z] + alpha;
        bool known = expected[z] > 0.0 && isfinite(alpha);
        factor[z] = known ? shape / rate : 1.0;
        /* A zone that says nothing is one of all zones. */
        if (sd != NULL)
            sd[z] = known ? sqrt(shape) / rate : isfinite(alpha) ? 1.0 / sqrt(alpha) : 0.0;
    }
    return XW_OK;
}
