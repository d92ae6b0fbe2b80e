#include "xuewei/paired_costs.h"
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

double xw_run_project_cost(const struct xw_run *run, const char *stage, int32_t *unknown)
{
    double sum = 0.0;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        if (!project->counted || (stage != NULL && strcmp(project->stage, stage) != 0)) continue;
        double cost = project->cost_cny, booked = 0.0;
        bool known = isfinite(cost);
        for (int32_t i = 0; !known && i < run->project_year_count; i++)
            if (run->project_year[i].project == p && isfinite(run->project_year[i].spend_cny))
                booked += run->project_year[i].spend_cny;
        *unknown += !known && !(booked > 0.0);
        sum += known ? cost : booked;
    }
    return sum;
}

/* Type 7, of values of which the last may be infinite: what lies between a finite and an infinite one is
 * infinite. */
static double quantile(const double *ascending, int32_t n, double q)
{
    double h = (n - 1) * q;
    int32_t below = (int32_t)h, above = below + 1 < n ? below + 1 : below;
    double part = h - below;
    if (isinf(ascending[above])) return part > 0.0 ? INFINITY : ascending[below];
    return (1.0 - part) * ascending[below] + part * ascending[above];
}

enum xw_status xw_paired_cost_spread(struct xw_arena scratch, int32_t n, const double *useful,
                                     struct xw_paired_cost *cost)
{
    double *per = XW_TAKE_RAW(&scratch, n, double);
    if (per == NULL) return XW_NO_MEMORY;
    int32_t without = 0;
    for (int32_t r = 0; r < n; r++) {
        without += !(useful[r] > 0.0);
        per[r] = useful[r] > 0.0 ? cost->cost_cny / useful[r] : INFINITY;
    }
    cost->without = (double)without / n;
    cost->per_mean = cost->per_p10 = cost->per_median = cost->per_p90 = NAN;
    if (!(cost->cost_cny > 0.0)) return XW_OK;
    double mean = gsl_stats_mean(useful, 1, (size_t)n);
    gsl_sort(per, 1, (size_t)n);
    cost->per_mean = mean > 0.0 ? cost->cost_cny / mean : INFINITY;
    cost->per_p10 = quantile(per, n, 0.1);
    cost->per_median = quantile(per, n, 0.5);
    cost->per_p90 = quantile(per, n, 0.9);
    return XW_OK;
}
