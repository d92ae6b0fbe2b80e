#include "xuewei/paired.h"
#include "xuewei/sort.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Both tails of the smaller count of heads in that many throws of a fair coin. */
static double sign_test(int32_t less, int32_t more)
{
    int32_t few = less < more ? less : more;
    if (less + more == 0) return 1.0;
    double p = 2.0 * gsl_cdf_binomial_P((unsigned)few, 0.5, (unsigned)(less + more));
    return p < 1.0 ? p : 1.0; /* half of them counts the middle twice */
}

enum xw_status xw_paired_of(struct xw_arena scratch, int32_t n, const double *a, const double *b,
                            struct xw_paired *out)
{
    if (n < 1) return XW_OUT_OF_RANGE;
    double *difference = XW_TAKE_RAW(&scratch, n, double);
    if (difference == NULL) return XW_NO_MEMORY;

    struct xw_paired p = { .n = n, .se = NAN, .low95 = NAN, .high95 = NAN };
    int32_t less = 0, more = 0;
    for (int32_t r = 0; r < n; r++) {
        difference[r] = a[r] - b[r];
        if (!isfinite(difference[r])) return XW_NOT_FINITE;
        less += difference[r] < 0.0;
        more += difference[r] > 0.0;
    }
    /* In the order of the replicates, so that an exchange of a and b turns the very bits. */
    size_t count = (size_t)n;
    p.mean = gsl_stats_mean(difference, 1, count);
    if (n > 1) {
        p.se = gsl_stats_sd_m(difference, 1, count, p.mean) / sqrt(n);
        double t = gsl_cdf_tdist_Pinv(0.975, n - 1.0);
        p.low95 = p.mean - t * p.se;
        p.high95 = p.mean + t * p.se;
    }
    gsl_sort(difference, 1, count);
    p.p10 = gsl_stats_quantile_from_sorted_data(difference, 1, count, 0.1);
    p.median = gsl_stats_quantile_from_sorted_data(difference, 1, count, 0.5);
    p.p90 = gsl_stats_quantile_from_sorted_data(difference, 1, count, 0.9);
    p.less = (double)less / n;
    p.more = (double)more / n;
    p.equal = (double)(n - less - more) / n;
    p.sign_p = sign_test(less, more);
    p.beyond_chance =
        p.sign_p < 0.05 && ((p.high95 < 0.0 && less > more) || (p.low95 > 0.0 && more > less));
    *out = p;
    return XW_OK;
}

double xw_paired_better(const struct xw_paired *paired)
{
    return paired->less + paired->equal / 2.0;
}

enum xw_status xw_paired_best(int32_t scenarios, int32_t n, const double *const *value,
                              double *best)
{
    if (n < 1 || scenarios < 1) return XW_OUT_OF_RANGE;
    for (int32_t s = 0; s < scenarios; s++)
        for (int32_t r = 0; r < n; r++)
            if (!isfinite(value[s][r])) return XW_NOT_FINITE;
    for (int32_t s = 0; s < scenarios; s++)
        best[s] = 0.0;
    for (int32_t r = 0; r < n; r++) {
        double least = value[0][r];
        int32_t tied = 0;
        for (int32_t s = 1; s < scenarios; s++)
            least = fmin(least, value[s][r]);
        for (int32_t s = 0; s < scenarios; s++)
            tied += value[s][r] == least;
        for (int32_t s = 0; s < scenarios; s++)
            if (value[s][r] == least) best[s] += 1.0 / tied / n;
    }
    return XW_OK;
}

static int by_p(const void *a, const void *b, const void *context)
{
    const double *p = context;
    double one = p[*(const int32_t *)a], other = p[*(const int32_t *)b];
    return (one > other) - (one < other);
}

enum xw_status xw_paired_holm(struct xw_arena scratch, int32_t count, double *p)
{
    int32_t *order = XW_TAKE(&scratch, count, int32_t);
    if (order == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i++)
        order[i] = i;
    enum xw_status status = xw_sort(scratch, order, count, sizeof *order, by_p, p);
    if (status != XW_OK) return status;
    /* The smallest counts for all tests, the next for all but one; never less than the one before. */
    double before = 0.0;
    for (int32_t i = 0; i < count; i++) {
        before = fmax(before, fmin(1.0, p[order[i]] * (count - i)));
        p[order[i]] = before;
    }
    return XW_OK;
}
