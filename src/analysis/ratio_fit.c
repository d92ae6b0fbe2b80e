#include "xuewei/ratio_fit.h"
#include "xuewei/least_squares.h"
#include <math.h>
#include <stdbool.h>

static enum xw_status check(const struct xw_ratio_rows *rows)
{
    if (rows->count < 1) return XW_NOT_IDENTIFIABLE;
    for (int32_t i = 0; i < rows->count; i++) {
        if (!isfinite(rows->now[i]) || !isfinite(rows->before[i]) || !isfinite(rows->weight[i]))
            return XW_NOT_FINITE;
        if (rows->now[i] < 0.0 || rows->before[i] < 0.0 || rows->weight[i] < 0.0)
            return XW_NEGATIVE;
        if (rows->before[i] == 0.0 || rows->weight[i] == 0.0) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

static void span_of(const struct xw_ratio_rows *rows, int16_t *first, int16_t *last)
{
    *first = *last = rows->year[0];
    for (int32_t i = 1; i < rows->count; i++) {
        if (rows->year[i] < *first) *first = rows->year[i];
        if (rows->year[i] > *last) *last = rows->year[i];
    }
}

static bool has_year(const struct xw_ratio_rows *rows, int16_t year)
{
    for (int32_t i = 0; i < rows->count; i++)
        if (rows->year[i] == year) return true;
    return false;
}

double xw_ratio_fit_off(const struct xw_ratio_rows *rows, double ratio, int16_t year)
{
    double off = 0.0, all = 0.0;
    for (int32_t i = 0; i < rows->count; i++) {
        all += rows->weight[i] * rows->before[i];
        if (rows->year[i] == year)
            off += rows->weight[i] * (rows->now[i] - ratio * rows->before[i]);
    }
    return off / all;
}

double xw_ratio_fit_share(const struct xw_ratio_rows *rows, int16_t year)
{
    double own = 0.0, all = 0.0;
    for (int32_t i = 0; i < rows->count; i++) {
        all += rows->weight[i] * rows->before[i];
        if (rows->year[i] == year) own += rows->weight[i] * rows->before[i];
    }
    return own / all;
}

/* The larger of the two errors; NaN where neither is known. */
static double larger(double a, double b)
{
    if (isnan(a)) return b;
    return isnan(b) || a > b ? a : b;
}

enum xw_status xw_ratio_fit(const struct xw_ratio_rows *rows, struct xw_arena scratch,
                            struct xw_ratio_fit *out)
{
    enum xw_status status = check(rows);
    if (status != XW_OK) return status;
    int32_t n = rows->count;
    double *weight = XW_TAKE(&scratch, n, double), ratio, covariance;
    if (weight == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++)
        weight[i] = rows->weight[i] / rows->before[i];
    struct xw_least_squares room = { .estimate = &ratio, .covariance = &covariance }, found;
    status = xw_least_squares_linear(n, 1, rows->before, rows->now, weight, &room, &found);
    if (status != XW_OK) return status;

    double all = 0.0, square = 0.0, by_row = 0.0, by_year = 0.0, shares = 0.0;
    for (int32_t i = 0; i < n; i++) {
        double off = rows->weight[i] * (rows->now[i] - ratio * rows->before[i]);
        all += rows->weight[i] * rows->before[i];
        square += rows->weight[i] * rows->weight[i] * rows->before[i];
        by_row += off * off;
    }
    struct xw_ratio_fit fit = { .ratio = ratio, .worth = all * all / square, .rows = n };
    span_of(rows, &fit.first, &fit.last);
    for (int32_t y = fit.first; y <= fit.last; y++) {
        if (!has_year(rows, (int16_t)y)) continue;
        double off = xw_ratio_fit_off(rows, ratio, (int16_t)y);
        double share = xw_ratio_fit_share(rows, (int16_t)y);
        fit.years++;
        by_year += off * off / share;
        shares += share * share;
    }
    double row_variance = n > 1 ? by_row / (all * all) * n / (n - 1) : NAN;
    fit.effective = 1.0 / shares;
    fit.year_variance = fit.years > 1 ? by_year / (1.0 - shares) : NAN;
    fit.dispersion = row_variance * fit.worth;
    fit.year_dispersion = fit.year_variance * shares * fit.worth;
    fit.sd = sqrt(larger(row_variance, fit.year_variance * shares));
    *out = fit;
    return XW_OK;
}

/* Two parameters whose rows scatter by less than `least`, variance x weight, are as sure as that. */
static void not_too_sure(int32_t n, const double *design, const double *weight, double least,
                         double dispersion, double *covariance)
{
    double all = 0.0, time = 0.0, square = 0.0;
    if (dispersion >= least) return;
    for (int32_t i = 0; i < n; i++) {
        double t = design[2 * i + 1];
        all += weight[i];
        time += weight[i] * t;
        square += weight[i] * t * t;
    }
    double scale = least / (all * square - time * time);
    covariance[0] = square * scale;
    covariance[1] = covariance[2] = -time * scale;
    covariance[3] = all * scale;
}

enum xw_status xw_ratio_trend(const struct xw_ratio_rows *rows, struct xw_arena scratch,
                              struct xw_ratio_trend *out)
{
    enum xw_status status = check(rows);
    if (status != XW_OK) return status;
    int32_t n = rows->count, years = 0;
    int16_t first, last;
    span_of(rows, &first, &last);
    for (int32_t y = first; y <= last; y++)
        years += has_year(rows, (int16_t)y);
    if (years < 3) return XW_NOT_IDENTIFIABLE;
    double *design = XW_TAKE(&scratch, 2 * (ptrdiff_t)n, double);
    double *value = XW_TAKE(&scratch, n, double), *weight = XW_TAKE(&scratch, n, double);
    if (design == NULL || value == NULL || weight == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->now[i] == 0.0) return XW_NOT_IDENTIFIABLE;
        design[2 * i] = 1.0;
        design[2 * i + 1] = rows->year[i] - last;
        value[i] = log(rows->now[i] / rows->before[i]);
        weight[i] = rows->weight[i] * rows->before[i];
    }
    double estimate[2], covariance[4];
    struct xw_least_squares room = { .estimate = estimate, .covariance = covariance }, found;
    status = xw_least_squares_linear(n, 2, design, value, weight, &room, &found);
    if (status != XW_OK) return status;
    not_too_sure(n, design, weight, exp(-estimate[0]), found.dispersion, covariance);
    *out = (struct xw_ratio_trend){ .level = estimate[0],
                                    .growth = estimate[1],
                                    .covariance = { covariance[0], covariance[1], covariance[3] },
                                    .last = last };
    return XW_OK;
}

double xw_ratio_trend_years(const struct xw_ratio_trend *trend, int16_t year, double damping)
{
    if (year <= trend->last) return year - trend->last;
    double left = 1.0, years = 0.0;
    for (int32_t y = trend->last; y < year; y++) {
        left *= damping;
        years += left;
    }
    return years;
}

void xw_ratio_trend_at(const struct xw_ratio_trend *trend, int16_t year, double damping,
                       double *ratio, double *sd)
{
    double years = xw_ratio_trend_years(trend, year, damping);
    const double *c = trend->covariance;
    *ratio = exp(trend->level + trend->growth * years);
    *sd = *ratio * sqrt(c[0] + 2.0 * years * c[1] + years * years * c[2]);
}
