#include "xuewei/feeder.h"
#include <string.h>

/* Shares are decimals of a table: a third, a third and a third may pass 1 by their last digits. */
#define SHARE_SLACK 1e-9

static enum xw_status check(const struct xw_feeders *table, int16_t year, int32_t zones,
                            int32_t groups, const int32_t *zone, const int32_t *pupils,
                            int32_t divisions, const int32_t *division_school)
{
    if (zones < 0 || groups < 0 || divisions < 0) return XW_OUT_OF_RANGE;
    for (int32_t g = 0; g < groups; g++) {
        if (zone[g] < 0 || zone[g] >= zones) return XW_OUT_OF_RANGE;
        if (pupils[g] < 0) return XW_NEGATIVE;
    }
    for (int32_t d = 1; d < divisions; d++)
        if (division_school[d] <= division_school[d - 1]) return XW_OUT_OF_RANGE;
    double sum = 0.0;
    for (int32_t i = 0; i < table->count; i++) {
        if (i > 0 && table->from_school[i] < table->from_school[i - 1]) return XW_OUT_OF_RANGE;
        if (i > 0 && table->from_school[i] > table->from_school[i - 1]) sum = 0.0;
        if (year < table->from_year[i] || year > table->to_year[i]) continue;
        if (!(table->share[i] >= 0.0)) return XW_OUT_OF_RANGE;
        sum += table->share[i];
        if (!(sum <= 1.0 + SHARE_SLACK)) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* The first row in which ascending[row] >= wanted; count when there is none. */
static int32_t first_from(int32_t count, const int32_t *ascending, int32_t wanted)
{
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (ascending[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int32_t division_of(int32_t divisions, const int32_t *division_school, int32_t school)
{
    int32_t d = first_from(divisions, division_school, school);
    return d < divisions && division_school[d] == school ? d : XW_NONE;
}

enum xw_status xw_feeder_weights(struct xw_arena scratch, const struct xw_feeders *table,
                                 int16_t year, int32_t zones, int32_t groups, const int32_t *zone,
                                 const int32_t *school, const int32_t *pupils, int32_t divisions,
                                 const int32_t *division_school, double *weight, double *own_weight)
{
    enum xw_status status =
        check(table, year, zones, groups, zone, pupils, divisions, division_school);
    if (status != XW_OK) return status;
    int64_t *leavers = XW_TAKE(&scratch, zones, int64_t);
    if (leavers == NULL) return XW_NO_MEMORY;

    ptrdiff_t cells = (ptrdiff_t)zones * divisions;
    if (cells > 0) memset(weight, 0, (size_t)cells * sizeof *weight);
    if (cells > 0 && own_weight != NULL) memset(own_weight, 0, (size_t)cells * sizeof *own_weight);
    for (int32_t g = 0; g < groups; g++) {
        double *here = weight + (ptrdiff_t)zone[g] * divisions;
        double left = 1.0;
        leavers[zone[g]] += pupils[g];
        for (int32_t i = first_from(table->count, table->from_school, school[g]);
             i < table->count && table->from_school[i] == school[g]; i++) {
            if (year < table->from_year[i] || year > table->to_year[i]) continue;
            int32_t d = division_of(divisions, division_school, table->to_school[i]);
            if (d != XW_NONE) here[d] += pupils[g] * table->share[i];
            left -= table->share[i];
        }
        int32_t own = division_of(divisions, division_school, school[g]);
        if (own == XW_NONE || !(left > 0.0)) continue;
        here[own] += pupils[g] * left;
        if (own_weight != NULL)
            own_weight[(ptrdiff_t)zone[g] * divisions + own] += pupils[g] * left;
    }
    for (int32_t z = 0; z < zones; z++)
        for (int32_t d = 0; d < divisions && leavers[z] > 0; d++) {
            weight[(ptrdiff_t)z * divisions + d] /= (double)leavers[z];
            if (own_weight != NULL) own_weight[(ptrdiff_t)z * divisions + d] /= (double)leavers[z];
        }
    return XW_OK;
}
