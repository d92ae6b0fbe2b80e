#include "xuewei/sobol_indices.h"
#include "xuewei/draw.h"
#include <gsl/gsl_math.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Into the open interval: no distribution has a value at its ends. */
static double inside(double u)
{
    const double edge = 1e-9;
    return u < edge ? edge : u > 1.0 - edge ? 1.0 - edge : u;
}

enum xw_status xw_sobol_design(int32_t assumptions, int32_t rows, uint64_t seed, double *point)
{
    if (assumptions < 1 || assumptions > XW_SOBOL_MOST || rows < 1) return XW_OUT_OF_RANGE;
    int32_t n = 2 * assumptions;
    double shift[2 * XW_SOBOL_MOST], u[2 * XW_SOBOL_MOST];
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)n);
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    if (sequence != NULL && rng != NULL) {
        for (int32_t i = 0; i < n; i++) {
            xw_rng_key_set(rng,
                           (struct xw_rng_key){ seed, 0, XW_COMPONENT_POINT, (uint32_t)i + 1 });
            shift[i] = gsl_rng_uniform(rng);
        }
        ptrdiff_t set = (ptrdiff_t)rows * assumptions;
        for (int32_t r = 0; r < rows; r++) {
            double *a = point + (ptrdiff_t)r * assumptions, *b = a + set;
            gsl_qrng_get(sequence, u);
            for (int32_t i = 0; i < n; i++) {
                double moved = u[i] + shift[i];
                (i < assumptions ? a : b - assumptions)[i] = inside(moved - floor(moved));
            }
            for (int32_t k = 0; k < assumptions; k++)
                for (int32_t i = 0; i < assumptions; i++)
                    a[(k + 2) * set + i] = i == k ? b[i] : a[i];
        }
    }
    enum xw_status status = sequence == NULL || rng == NULL ? XW_NO_MEMORY : XW_OK;
    if (sequence != NULL) gsl_qrng_free(sequence);
    gsl_rng_free(rng);
    return status;
}

/* Sums over rows: of the whole, and of one assumption. */
struct sums {
    double square, first, total;
};

/* The terms of one row for one assumption. f is centred. */
static struct sums terms(double a, double b, double ab)
{
    return (struct sums){ .square = a * a + b * b,
                          .first = b * (ab - a),
                          .total = (a - ab) * (a - ab) };
}

static void ratios(const struct sums *s, double mean, double rows, double *first, double *total)
{
    double variance = s->square / (2.0 * rows) - mean * mean;
    *first = variance > 0.0 ? s->first / rows / variance : 0.0;
    *total = variance > 0.0 ? s->total / (2.0 * rows) / variance : 0.0;
}

/* One assumption over the rows that row names (NULL: each once). */
static void estimate(int32_t rows, const int32_t *row, const double *a, const double *b,
                     const double *ab, double centre, double *first, double *total)
{
    struct sums all = { 0 };
    double mean = 0.0;
    for (int32_t k = 0; k < rows; k++) {
        int32_t r = row == NULL ? k : row[k];
        struct sums one = terms(a[r] - centre, b[r] - centre, ab[r] - centre);
        all.square += one.square;
        all.first += one.first;
        all.total += one.total;
        mean += (a[r] - centre + b[r] - centre) / (2.0 * rows);
    }
    ratios(&all, mean, rows, first, total);
}

/* The interval of the bootstrap: percentiles of the indices of rows drawn anew. */
static void intervals(int32_t rows, int32_t assumptions, const double *value, double centre,
                      int32_t resamples, double level, uint64_t seed, gsl_rng *rng, int32_t *row,
                      double *drawn, struct xw_sobol_index *out)
{
    size_t n = (size_t)resamples;
    for (int32_t k = 0; k < resamples; k++) {
        xw_rng_key_set(rng, (struct xw_rng_key){ seed, (uint32_t)k + 1, XW_COMPONENT_POINT, 2 });
        for (int32_t r = 0; r < rows; r++)
            row[r] = (int32_t)gsl_rng_uniform_int(rng, (unsigned long)rows);
        for (int32_t i = 0; i < assumptions; i++)
            estimate(rows, row, value, value + rows, value + (ptrdiff_t)(i + 2) * rows, centre,
                     &drawn[2 * i * (ptrdiff_t)n + k], &drawn[(2 * i + 1) * (ptrdiff_t)n + k]);
    }
    double tail = (1.0 - level) / 2.0;
    for (int32_t i = 0; i < assumptions; i++) {
        double *first = drawn + 2 * i * (ptrdiff_t)n, *total = first + n;
        gsl_sort(first, 1, n);
        gsl_sort(total, 1, n);
        out[i].first_low = gsl_stats_quantile_from_sorted_data(first, 1, n, tail);
        out[i].first_high = gsl_stats_quantile_from_sorted_data(first, 1, n, 1.0 - tail);
        out[i].total_low = gsl_stats_quantile_from_sorted_data(total, 1, n, tail);
        out[i].total_high = gsl_stats_quantile_from_sorted_data(total, 1, n, 1.0 - tail);
    }
}

enum xw_status xw_sobol_indices(struct xw_arena scratch, int32_t assumptions, int32_t rows,
                                const double *value, int32_t resamples, double level, uint64_t seed,
                                struct xw_sobol_index *out)
{
    if (assumptions < 1 || assumptions > XW_SOBOL_MOST || rows < 2 || resamples < 0 ||
        !(level > 0.0 && level < 1.0))
        return XW_OUT_OF_RANGE;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)(assumptions + 2) * rows; i++)
        if (!isfinite(value[i])) return XW_NOT_FINITE;
    int32_t *row = XW_TAKE(&scratch, rows, int32_t);
    double *drawn = XW_TAKE(&scratch, 2 * (ptrdiff_t)assumptions * resamples, double);
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    if (row == NULL || drawn == NULL || rng == NULL) {
        gsl_rng_free(rng);
        return XW_NO_MEMORY;
    }
    double centre = gsl_stats_mean(value, 1, 2 * (size_t)rows);
    for (int32_t i = 0; i < assumptions; i++) {
        out[i] = (struct xw_sobol_index){
            .first_low = NAN, .first_high = NAN, .total_low = NAN, .total_high = NAN
        };
        estimate(rows, NULL, value, value + rows, value + (ptrdiff_t)(i + 2) * rows, centre,
                 &out[i].first, &out[i].total);
    }
    if (resamples > 0)
        intervals(rows, assumptions, value, centre, resamples, level, seed, rng, row, drawn, out);
    gsl_rng_free(rng);
    return XW_OK;
}

double xw_sobol_ishigami(const double u[3])
{
    double x[3];
    for (int i = 0; i < 3; i++)
        x[i] = M_PI * (2.0 * u[i] - 1.0);
    double s2 = sin(x[1]);
    return sin(x[0]) + 7.0 * s2 * s2 + 0.1 * gsl_pow_4(x[2]) * sin(x[0]);
}
