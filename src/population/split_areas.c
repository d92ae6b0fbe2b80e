#include "xuewei/split_areas.h"
#include <math.h>

static enum xw_status check_number(double value)
{
    if (!isfinite(value)) return XW_NOT_FINITE;
    return value < 0.0 ? XW_NEGATIVE : XW_OK;
}

/* The weights of every area together. */
static enum xw_status weigh(int32_t areas, int32_t zones, const struct xw_area_parts *parts,
                            double *sum)
{
    for (int32_t i = 0; i < parts->count; i++) {
        int32_t area = parts->area[i], zone = parts->zone[i];
        if (area < 0 || area >= areas || zone < 0 || zone >= zones) return XW_OUT_OF_RANGE;
        enum xw_status status = check_number(parts->weight[i]);
        if (status != XW_OK) return status;
        sum[area] += parts->weight[i];
    }
    for (int32_t s = 0; s < areas; s++)
        if (!isfinite(sum[s])) return XW_NOT_FINITE;
    return XW_OK;
}

enum xw_status xw_split_areas(int32_t areas, int32_t zones, int32_t columns,
                              const struct xw_area_parts *parts, const double *of_area,
                              struct xw_arena scratch, double *of_zone, int32_t *where)
{
    *where = XW_NONE;
    if (areas < 0 || zones < 0 || columns < 0 || parts->count < 0) return XW_OUT_OF_RANGE;
    double *sum = XW_TAKE(&scratch, areas, double);
    if (sum == NULL) return XW_NO_MEMORY;
    enum xw_status status = weigh(areas, zones, parts, sum);
    for (ptrdiff_t i = 0; status == XW_OK && i < (ptrdiff_t)areas * columns; i++) {
        status = check_number(of_area[i]);
        if (status == XW_OK && of_area[i] > 0.0 && !(sum[i / columns] > 0.0))
            status = XW_NOBODY_THERE;
        if (status != XW_OK) *where = (int32_t)(i / columns);
    }
    if (status != XW_OK) return status;

    for (int32_t i = 0; i < parts->count; i++) {
        int32_t area = parts->area[i];
        if (!(sum[area] > 0.0)) continue;
        double share = parts->weight[i] / sum[area];
        const double *from = of_area + (ptrdiff_t)area * columns;
        double *to = of_zone + (ptrdiff_t)parts->zone[i] * columns;
        for (int32_t c = 0; c < columns; c++)
            to[c] += share * from[c];
    }
    return XW_OK;
}
