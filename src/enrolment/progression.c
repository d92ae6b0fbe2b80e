#include "xuewei/progression.h"
#include "xuewei/demand.h"
#include <stdbool.h>

static enum xw_status check_groups(const struct xw_seated *now, int32_t zones)
{
    if (now->count < 0) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < now->count; i++) {
        if (now->zone[i] < 0 || now->zone[i] >= zones) return XW_OUT_OF_RANGE;
        if (now->pupils[i] <= 0) return XW_OUT_OF_RANGE;
        if (i == 0) continue;
        bool ordered = now->zone[i - 1] < now->zone[i] || (now->zone[i - 1] == now->zone[i] &&
                                                           now->division[i - 1] < now->division[i]);
        if (!ordered) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* What is not finite is refused where pupils are rounded. */
static enum xw_status check(const struct xw_seated *now, int32_t zones, const double *change,
                            double ratio, const int32_t *waiting, const struct xw_seated *next)
{
    if (zones < 0) return XW_OUT_OF_RANGE;
    if (ratio < 0.0) return XW_NEGATIVE;
    for (int32_t z = 0; z < zones; z++)
        if (change[z] < 0.0 || waiting[z] < 0) return XW_NEGATIVE;
    enum xw_status status = check_groups(now, zones);
    if (status != XW_OK) return status;
    return next->room >= now->count ? XW_OK : XW_OUT_OF_RANGE;
}

/* Whole pupils by zone after the year: at the start x change x ratio. */
static enum xw_status scale(int32_t zones, const int64_t *start, const double *change, double ratio,
                            struct xw_arena scratch, int32_t *end)
{
    double *value = XW_TAKE_RAW(&scratch, zones, double);
    if (value == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        value[z] = (double)start[z] * change[z] * ratio;
    return xw_demand_round(zones, value, scratch, end);
}

static int64_t above(int64_t more, int64_t less)
{
    return more > less ? more - less : 0;
}

/* How many leave each group: those who leave a zone, taken from its schools in proportion. */
static enum xw_status take_leavers(const struct xw_seated *now, int32_t zones,
                                   const int64_t *seated, const int32_t *seated_end,
                                   struct xw_arena scratch, int32_t *gone)
{
    double *weight = XW_TAKE_RAW(&scratch, now->count, double);
    if (weight == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < now->count; i++) {
        weight[i] = now->pupils[i];
        gone[i] = 0;
    }

    int32_t first = 0;
    enum xw_status status = XW_OK;
    for (int32_t z = 0; z < zones && status == XW_OK; z++) {
        int32_t after = first;
        while (after < now->count && now->zone[after] == z)
            after++;
        int64_t leave = above(seated[z], seated_end[z]);
        if (leave > 0 && after - first == 1) /* all of them from one school */
            gone[first] = (int32_t)leave;
        else if (leave > 0)
            status = xw_demand_share(leave, after - first, weight + first, scratch, gone + first);
        first = after;
    }
    return status;
}

/* The groups less those who left; a group that lost everybody is gone. */
static void write_groups(const struct xw_seated *now, const int32_t *gone, struct xw_seated *next)
{
    next->count = 0;
    for (int32_t i = 0; i < now->count; i++) {
        int32_t stay = now->pupils[i] - gone[i];
        if (stay == 0) continue;
        int32_t to = next->count++;
        next->zone[to] = now->zone[i];
        next->division[to] = now->division[i];
        next->pupils[to] = stay;
    }
}

enum xw_status xw_progression_advance(const struct xw_seated *now, int32_t zones,
                                      const double *change, double ratio, const int32_t *waiting,
                                      struct xw_arena scratch, struct xw_seated *next,
                                      int32_t *arrivals, int64_t *came, int64_t *left)
{
    enum xw_status status = check(now, zones, change, ratio, waiting, next);
    if (status != XW_OK) return status;

    int64_t *seated = XW_TAKE(&scratch, zones, int64_t);
    int64_t *waited = XW_TAKE_RAW(&scratch, zones, int64_t);
    int32_t *seated_end = XW_TAKE_RAW(&scratch, zones, int32_t);
    int32_t *waited_end = XW_TAKE_RAW(&scratch, zones, int32_t);
    int32_t *gone = XW_TAKE_RAW(&scratch, now->count, int32_t);
    if (seated == NULL || waited == NULL || seated_end == NULL || waited_end == NULL ||
        gone == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < now->count; i++)
        seated[now->zone[i]] += now->pupils[i];
    for (int32_t z = 0; z < zones; z++)
        waited[z] = waiting[z];
    status = scale(zones, seated, change, ratio, scratch, seated_end);
    if (status == XW_OK) status = scale(zones, waited, change, ratio, scratch, waited_end);
    if (status != XW_OK) return status;
    for (int32_t z = 0; z < zones; z++)
        if (above(seated_end[z], seated[z]) + waited_end[z] > INT32_MAX) return XW_OUT_OF_RANGE;
    status = take_leavers(now, zones, seated, seated_end, scratch, gone);
    if (status != XW_OK) return status;

    write_groups(now, gone, next);
    *came = *left = 0;
    for (int32_t z = 0; z < zones; z++) {
        arrivals[z] = (int32_t)(above(seated_end[z], seated[z]) + waited_end[z]);
        *came += above(seated_end[z], seated[z]) + above(waited_end[z], waited[z]);
        *left += above(seated[z], seated_end[z]) + above(waited[z], waited_end[z]);
    }
    return XW_OK;
}
