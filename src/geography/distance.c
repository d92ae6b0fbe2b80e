#include "xuewei/distance.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static bool all_finite(int32_t count, const double *x, const double *y)
{
    for (int32_t i = 0; i < count; i++)
        if (!isfinite(x[i]) || !isfinite(y[i])) return false;
    return true;
}

enum xw_status xw_distance_ways(int32_t zones, const double *zone_x, const double *zone_y,
                                int32_t sites, const double *site_x, const double *site_y,
                                double detour, int32_t *way_m)
{
    if (zones < 0 || sites < 0) return XW_OUT_OF_RANGE;
    if (!isfinite(detour)) return XW_NOT_FINITE;
    if (detour < 1.0) return XW_OUT_OF_RANGE;
    if (!all_finite(zones, zone_x, zone_y)) return XW_NOT_FINITE;
    if (!all_finite(sites, site_x, site_y)) return XW_NOT_FINITE;

    for (int32_t z = 0; z < zones; z++) {
        int32_t *way = way_m + (ptrdiff_t)z * sites;
        for (int32_t s = 0; s < sites; s++) {
            /* sqrt is rounded correctly everywhere; hypot differs between C libraries. */
            double dx = site_x[s] - zone_x[z], dy = site_y[s] - zone_y[z];
            double metres = round(sqrt(dx * dx + dy * dy) * detour);
            if (!(metres <= INT32_MAX)) return XW_OUT_OF_RANGE;
            way[s] = (int32_t)metres;
        }
    }
    return XW_OK;
}
