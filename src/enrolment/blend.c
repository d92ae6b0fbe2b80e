#include "xuewei/blend.h"
#include "xuewei/demand.h"
#include <math.h>
#include <stdbool.h>

double xw_blend_weight(int32_t h, double midpoint, double slope)
{
    return 1.0 / (1.0 + exp(slope * (h - midpoint)));
}

static enum xw_status check_factor(double value)
{
    if (!isfinite(value)) return XW_NOT_FINITE;
    return value < 0.0 ? XW_NEGATIVE : XW_OK;
}

static enum xw_status check_groups(const struct xw_seated *now, int32_t zones, int32_t divisions,
                                   const struct xw_seated *next)
{
    if (now->count < 0 || zones < 0 || divisions < 0 || next->room < now->count)
        return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < now->count; i++) {
        if (now->zone[i] < 0 || now->zone[i] >= zones || now->division[i] < -1 ||
            now->division[i] >= divisions || now->pupils[i] <= 0)
            return XW_OUT_OF_RANGE;
        bool ordered =
            i == 0 || now->zone[i - 1] < now->zone[i] ||
            (now->zone[i - 1] == now->zone[i] && now->division[i - 1] < now->division[i]);
        if (!ordered) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

static enum xw_status check(const struct xw_seated *now, int32_t zones, int32_t divisions,
                            const struct xw_blend *blend, const int32_t *waiting,
                            const struct xw_seated *next)
{
    enum xw_status status = check_groups(now, zones, divisions, next);
    if (status == XW_OK) status = check_factor(blend->weight);
    if (status == XW_OK) status = check_factor(blend->of_rolls);
    if (status == XW_OK) status = check_factor(blend->ratio);
    if (status == XW_OK && blend->weight > 1.0) status = XW_OUT_OF_RANGE;
    for (int32_t z = 0; status == XW_OK && z < zones; z++) {
        status = check_factor(blend->change[z]);
        if (status == XW_OK && blend->chance != NULL) status = check_factor(blend->chance[z]);
        if (status == XW_OK && waiting[z] < 0) status = XW_NEGATIVE;
    }
    for (int32_t d = 0; status == XW_OK && d < divisions; d++)
        if (!isnan(blend->own[d])) status = check_factor(blend->own[d]);
    return status;
}

/* The school's ratio, else the district's. */
static double ratio_of(const struct xw_blend *blend, int32_t division)
{
    double own = division < 0 ? NAN : blend->own[division];
    return isnan(own) ? blend->of_rolls : own;
}

static double chance_of(const struct xw_blend *blend, int32_t zone)
{
    return blend->chance == NULL ? 1.0 : blend->chance[zone];
}

/* What makes the schools' ratios add up to the district's; 0 where they say that nobody stays. */
static double rake(const struct xw_seated *now, const struct xw_blend *blend)
{
    double pupils = 0.0, by_schools = 0.0;
    for (int32_t i = 0; i < now->count; i++) {
        double n = now->pupils[i] * chance_of(blend, now->zone[i]);
        pupils += n;
        by_schools += n * ratio_of(blend, now->division[i]);
    }
    return by_schools > 0.0 ? blend->of_rolls * pupils / by_schools : 0.0;
}

/* The year on, before it is rounded: of groups, and of places (schools from XW_NONE on, then zones
 * that seek, then zones that waited). */
static void expect(const struct xw_seated *now, int32_t zones, int32_t divisions,
                   const struct xw_blend *blend, const int32_t *waiting, double *group,
                   double *place)
{
    double v = blend->weight, raked = rake(now, blend);
    double *seek = place + divisions + 1, *wait = seek + zones;
    for (int32_t i = 0; i < now->count; i++) {
        double n = now->pupils[i], q = n * blend->change[now->zone[i]] * blend->ratio;
        double stays = raked > 0.0 ? ratio_of(blend, now->division[i]) * raked : blend->of_rolls;
        group[i] = v * n * chance_of(blend, now->zone[i]) * stays + (1.0 - v) * fmin(q, n);
        place[now->division[i] + 1] += group[i];
        seek[now->zone[i]] += (1.0 - v) * fmax(0.0, q - n);
    }
    for (int32_t z = 0; z < zones; z++)
        wait[z] = waiting[z] * (v * blend->of_rolls * chance_of(blend, z) +
                                (1.0 - v) * blend->change[z] * blend->ratio);
}

/* Whole pupils of the groups: those of each school add up to the school's. */
static enum xw_status share_schools(const struct xw_seated *now, int32_t divisions,
                                    const int32_t *total, const double *group,
                                    struct xw_arena scratch, int32_t *end)
{
    int32_t *start = XW_TAKE(&scratch, divisions + 2, int32_t);
    int32_t *which = XW_TAKE_RAW(&scratch, now->count, int32_t);
    int32_t *whole = XW_TAKE_RAW(&scratch, now->count, int32_t);
    double *weight = XW_TAKE_RAW(&scratch, now->count, double);
    if (start == NULL || which == NULL || whole == NULL || weight == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < now->count; i++)
        start[now->division[i] + 2]++;
    for (int32_t d = 1; d <= divisions; d++)
        start[d] += start[d - 1];
    for (int32_t i = 0; i < now->count; i++) {
        int32_t at = start[now->division[i] + 1]++;
        which[at] = i;
        weight[at] = group[i];
    }
    enum xw_status status = XW_OK;
    for (int32_t d = 0, first = 0; status == XW_OK && d <= divisions; d++) {
        int32_t n = start[d] - first;
        if (n > 0) status = xw_demand_share(total[d], n, weight + first, scratch, whole + first);
        first = start[d];
    }
    for (int32_t k = 0; status == XW_OK && k < now->count; k++)
        end[which[k]] = whole[k];
    return status;
}

static void count_move(int64_t was, int64_t is, int64_t *came, int64_t *left)
{
    if (is > was)
        *came += is - was;
    else
        *left += was - is;
}

enum xw_status xw_blend_advance(const struct xw_seated *now, int32_t zones, int32_t divisions,
                                const struct xw_blend *blend, const int32_t *waiting,
                                struct xw_arena scratch, struct xw_seated *next, int32_t *arrivals,
                                int64_t *came, int64_t *left)
{
    enum xw_status status = check(now, zones, divisions, blend, waiting, next);
    if (status != XW_OK) return status;
    int32_t places = divisions + 1 + 2 * zones;
    double *group = XW_TAKE_RAW(&scratch, now->count, double);
    double *place = XW_TAKE(&scratch, places, double);
    int32_t *whole = XW_TAKE_RAW(&scratch, places, int32_t);
    int32_t *end = XW_TAKE_RAW(&scratch, now->count, int32_t);
    if (group == NULL || place == NULL || whole == NULL || end == NULL) return XW_NO_MEMORY;

    expect(now, zones, divisions, blend, waiting, group, place);
    status = xw_demand_round(places, place, scratch, whole);
    if (status == XW_OK) status = share_schools(now, divisions, whole, group, scratch, end);
    const int32_t *seek = whole + divisions + 1, *wait = seek + zones;
    for (int32_t z = 0; status == XW_OK && z < zones; z++)
        if ((int64_t)seek[z] + wait[z] > INT32_MAX) status = XW_OUT_OF_RANGE;
    if (status != XW_OK) return status;

    next->count = 0;
    *came = *left = 0;
    for (int32_t i = 0; i < now->count; i++) {
        count_move(now->pupils[i], end[i], came, left);
        if (end[i] == 0) continue;
        int32_t to = next->count++;
        next->zone[to] = now->zone[i];
        next->division[to] = now->division[i];
        next->pupils[to] = end[i];
    }
    for (int32_t z = 0; z < zones; z++) {
        arrivals[z] = seek[z] + wait[z];
        *came += seek[z];
        count_move(waiting[z], wait[z], came, left);
    }
    return XW_OK;
}
