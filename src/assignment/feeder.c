#include "xuewei/feeder.h"
#include <stdbool.h>
#include <string.h>

/* Shares are decimals of a table: a third, a third and a third may pass 1 by their last digits. */
#define SHARE_SLACK 1e-9

static enum xw_status check_groups(int32_t zones, int32_t groups, const int32_t *zone,
                                   const int32_t *pupils)
{
    for (int32_t g = 0; g < groups; g++) {
        if (zone[g] < 0 || zone[g] >= zones) return XW_OUT_OF_RANGE;
        if (pupils[g] < 0) return XW_NEGATIVE;
    }
    return XW_OK;
}

static enum xw_status check_table(const struct xw_feeders *table, int16_t year, int32_t divisions,
                                  const int32_t *division_school)
{
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
    if (zones < 0 || groups < 0 || divisions < 0) return XW_OUT_OF_RANGE;
    enum xw_status status = check_groups(zones, groups, zone, pupils);
    if (status == XW_OK) status = check_table(table, year, divisions, division_school);
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

/* What holds in a year for the leavers of one school: its rows, and what they leave to its own division. */
struct source {
    int32_t first, end; /* rows of the table */
    int32_t own;        /* division, XW_NONE without one or when nothing is left */
    double left;
};

static struct source source_of(const struct xw_feeders *table, int16_t year, int32_t school,
                               int32_t divisions, const int32_t *division_school)
{
    struct source of = { .left = 1.0 };
    of.first = of.end = first_from(table->count, table->from_school, school);
    for (; of.end < table->count && table->from_school[of.end] == school; of.end++)
        if (year >= table->from_year[of.end] && year <= table->to_year[of.end])
            of.left -= table->share[of.end];
    of.own = of.left > 0.0 ? division_of(divisions, division_school, school) : XW_NONE;
    return of;
}

static enum xw_status check_leavers(int32_t zones, const struct xw_feeder_leavers *l)
{
    if (l->sources < 0 || l->groups < 0) return XW_OUT_OF_RANGE;
    for (int32_t g = 0; g < l->groups; g++) {
        if (l->source[g] < 0 || l->source[g] >= l->sources) return XW_OUT_OF_RANGE;
        if (g > 0 && l->zone[g] < l->zone[g - 1]) return XW_OUT_OF_RANGE;
    }
    return check_groups(zones, l->groups, l->zone, l->pupils);
}

/* One zone's leavers: weights of divisions, and which of them are not 0, in order. */
struct zone_weights {
    double *weight, *own; /* [divisions] 0 between two zones */
    int32_t count, *division;
};

static void add_weight(struct zone_weights *z, int32_t division, double pupils, bool own)
{
    if (pupils > 0.0 && z->weight[division] == 0.0) {
        int32_t at = z->count++;
        for (; at > 0 && z->division[at - 1] > division; at--)
            z->division[at] = z->division[at - 1];
        z->division[at] = division;
    }
    z->weight[division] += pupils;
    if (own) z->own[division] += pupils;
}

enum xw_status xw_feeder_list(struct xw_arena *keep, struct xw_arena scratch,
                              const struct xw_feeders *table, int16_t year, int32_t zones,
                              const struct xw_feeder_leavers *l, int32_t divisions,
                              const int32_t *division_school, struct xw_feeder_ways *out)
{
    if (zones < 0 || divisions < 0) return XW_OUT_OF_RANGE;
    enum xw_status status = check_leavers(zones, l);
    if (status == XW_OK) status = check_table(table, year, divisions, division_school);
    if (status != XW_OK) return status;
    struct source *source = XW_TAKE_RAW(&scratch, l->sources, struct source);
    struct zone_weights z = { .weight = XW_TAKE(&scratch, divisions, double),
                              .own = XW_TAKE(&scratch, divisions, double),
                              .division = XW_TAKE_RAW(&scratch, divisions, int32_t) };
    if (source == NULL || z.weight == NULL || z.own == NULL || z.division == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < l->sources; i++)
        source[i] = source_of(table, year, l->source_school[i], divisions, division_school);
    ptrdiff_t most = 0;
    for (int32_t g = 0; g < l->groups; g++) {
        const struct source *of = &source[l->source[g]];
        most += of->end - of->first + (of->own != XW_NONE);
    }
    struct xw_feeder_ways ways = { .start = XW_TAKE_RAW(keep, (ptrdiff_t)zones + 1, int32_t),
                                   .division = XW_TAKE_RAW(keep, most, int32_t),
                                   .weight = XW_TAKE_RAW(keep, most, double),
                                   .own = XW_TAKE_RAW(keep, most, double) };
    if (ways.start == NULL || ways.division == NULL || ways.weight == NULL || ways.own == NULL)
        return XW_NO_MEMORY;

    int32_t n = 0;
    for (int32_t zone = 0, g = 0; zone < zones; zone++) {
        int64_t all = 0;
        ways.start[zone] = n;
        for (; g < l->groups && l->zone[g] == zone; g++) {
            const struct source *of = &source[l->source[g]];
            all += l->pupils[g];
            for (int32_t i = of->first; i < of->end; i++) {
                if (year < table->from_year[i] || year > table->to_year[i]) continue;
                int32_t d = division_of(divisions, division_school, table->to_school[i]);
                if (d != XW_NONE) add_weight(&z, d, l->pupils[g] * table->share[i], false);
            }
            if (of->own != XW_NONE) add_weight(&z, of->own, l->pupils[g] * of->left, true);
        }
        for (int32_t i = 0; i < z.count; i++, n++) {
            int32_t d = z.division[i];
            ways.division[n] = d;
            ways.weight[n] = z.weight[d] / (double)all;
            ways.own[n] = z.own[d] / (double)all;
            z.weight[d] = z.own[d] = 0.0;
        }
        z.count = 0;
    }
    ways.start[zones] = n;
    *out = ways;
    return XW_OK;
}
