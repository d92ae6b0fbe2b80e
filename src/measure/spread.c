#include "xuewei/spread.h"
#include <math.h>
#include <stdlib.h>

struct weighed {
    double value, weight;
};

static int by_value(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    if (left->value != right->value) return left->value < right->value ? -1 : 1;
    return (left->weight > right->weight) - (left->weight < right->weight);
}

/* Weights are sums of pupils: whole numbers, added without rounding. */
static double quantile(const struct weighed *of, int32_t count, double total, double p)
{
    double below = 0.0;
    for (int32_t i = 0; i < count; i++) {
        below += of[i].weight;
        if (below >= p * total) return of[i].value;
    }
    return of[count - 1].value;
}

enum xw_status xw_spread_of(struct xw_arena scratch, int32_t count, const double *value,
                            const double *weight, struct xw_spread *out)
{
    struct weighed *of = XW_TAKE(&scratch, count, struct weighed);
    double total = 0.0, sum = 0.0;
    int32_t n = 0;
    if (of == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i++) {
        double w = weight == NULL ? 1.0 : weight[i];
        if (!(w > 0.0) || isnan(value[i])) continue;
        of[n++] = (struct weighed){ value[i], w };
    }
    *out = (struct xw_spread){ 0.0, NAN, NAN, NAN, NAN, NAN };
    if (n == 0) return XW_OK;
    qsort(of, (size_t)n, sizeof *of, by_value);
    for (int32_t i = 0; i < n; i++) {
        total += of[i].weight;
        sum += of[i].weight * of[i].value;
    }
    *out = (struct xw_spread){ .weight = total,
                               .mean = sum / total,
                               .p10 = quantile(of, n, total, 0.1),
                               .p50 = quantile(of, n, total, 0.5),
                               .p90 = quantile(of, n, total, 0.9),
                               .max = of[n - 1].value };
    return XW_OK;
}
