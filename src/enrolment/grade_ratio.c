#include "xuewei/grade_ratio.h"
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* The median absolute deviation of a normal variable is its standard deviation over this. */
#define NORMAL_MAD 1.4826

void xw_ratio_sums_add(struct xw_ratio_sums *sums, double weight, double now, double before)
{
    sums->now += weight * now;
    sums->before += weight * before;
    sums->square += weight * weight * before;
}

double xw_grade_ratio_pooled(const struct xw_ratio_sums *sums)
{
    return sums->before > 0.0 ? sums->now / sums->before : NAN;
}

double xw_grade_ratio_worth(const struct xw_ratio_sums *sums)
{
    return sums->square > 0.0 ? sums->before * sums->before / sums->square : 0.0;
}

double xw_grade_ratio_shrunk(const struct xw_ratio_sums *sums, double region, double kappa)
{
    double worth = xw_grade_ratio_worth(sums);
    if (worth == 0.0 || isinf(kappa)) return region;
    return (worth * xw_grade_ratio_pooled(sums) + kappa * region) / (worth + kappa);
}

double xw_grade_ratio_kappa(double noise, double between)
{
    return between > 0.0 ? noise / between : INFINITY;
}

double xw_grade_ratio_bound(double ratio, double low, double high)
{
    return ratio < low ? low : ratio > high ? high : ratio;
}

double xw_median(int32_t count, double *value)
{
    if (count == 0) return NAN;
    gsl_sort(value, 1, (size_t)count);
    return gsl_stats_median_from_sorted_data(value, 1, (size_t)count);
}

enum xw_status xw_grade_ratio_outliers(int32_t count, const double *value, double most,
                                       double floor, struct xw_arena scratch, uint8_t *far)
{
    double *work = XW_TAKE(&scratch, count, double);
    if (work == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i++)
        work[i] = value[i];
    double middle = xw_median(count, work);
    for (int32_t i = 0; i < count; i++)
        work[i] = fabs(value[i] - middle);
    double deviation = fmax(NORMAL_MAD * xw_median(count, work), floor);
    for (int32_t i = 0; i < count; i++)
        far[i] = count >= 3 && deviation > 0.0 && fabs(value[i] - middle) > most * deviation;
    return XW_OK;
}
