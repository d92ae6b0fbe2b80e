#include "xuewei/placements.h"
#include <string.h>

static bool take(struct xw_arena *keep, int32_t room, struct xw_placements *out)
{
    *out = (struct xw_placements){ .room = room,
                                   .zone = XW_TAKE_RAW(keep, room, int32_t),
                                   .tier = XW_TAKE_RAW(keep, room, int32_t),
                                   .division = XW_TAKE_RAW(keep, room, int32_t),
                                   .pupils = XW_TAKE_RAW(keep, room, int32_t),
                                   .reason = XW_TAKE_RAW(keep, room, uint8_t) };
    return out->zone != NULL && out->tier != NULL && out->division != NULL && out->pupils != NULL &&
           out->reason != NULL;
}

static struct xw_placement get(const struct xw_placements *p, int32_t i)
{
    return (struct xw_placement){ p->zone[i], p->tier[i], p->division[i], p->pupils[i],
                                  (enum xw_reason)p->reason[i] };
}

static void put(struct xw_placements *p, int32_t i, struct xw_placement one)
{
    p->zone[i] = one.zone;
    p->tier[i] = one.tier;
    p->division[i] = one.division;
    p->pupils[i] = one.pupils;
    p->reason[i] = (uint8_t)one.reason;
}

enum xw_status xw_placements_add(struct xw_placements *p, struct xw_arena *keep,
                                 struct xw_placement placement)
{
    if (placement.pupils == 0) return XW_OK;
    if (p->count == p->room) {
        struct xw_placements wider;
        if (!take(keep, p->room < 64 ? 64 : 2 * p->room, &wider)) return XW_NO_MEMORY;
        for (int32_t i = 0; i < p->count; i++)
            put(&wider, i, get(p, i));
        wider.count = p->count;
        *p = wider;
    }
    put(p, p->count++, placement);
    return XW_OK;
}

static int rank(enum xw_reason reason)
{
    switch (reason) {
    case XW_REASON_PRIVATE:
        return 0;
    case XW_REASON_GUARANTEED:
        return 2;
    case XW_REASON_UNPLACED:
    case XW_REASON_CITY:
        return 3;
    case XW_REASON_NO_CLAIM:
        return 4;
    default:
        return 1;
    }
}

static int compare(struct xw_placement a, struct xw_placement b)
{
    if (a.tier != b.tier) return a.tier < b.tier ? -1 : 1;
    if (rank(a.reason) != rank(b.reason)) return rank(a.reason) < rank(b.reason) ? -1 : 1;
    if (a.division != b.division) return a.division < b.division ? -1 : 1;
    return (a.reason > b.reason) - (a.reason < b.reason);
}

enum xw_status xw_placements_close(struct xw_placements *p, struct xw_arena *keep,
                                   struct xw_arena scratch, int32_t zones)
{
    struct xw_placements sorted;
    int32_t *start = XW_TAKE(&scratch, (ptrdiff_t)zones + 1, int32_t);
    int32_t *next = XW_TAKE_RAW(&scratch, (ptrdiff_t)zones + 1, int32_t);
    if (start == NULL || next == NULL || !take(keep, p->count, &sorted)) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->count; i++)
        start[p->zone[i] + 1]++;
    for (int32_t z = 0; z < zones; z++)
        start[z + 1] += start[z];
    memcpy(next, start, ((size_t)zones + 1) * sizeof *next);
    /* A zone has few rows: they are inserted where they belong. */
    for (int32_t i = 0; i < p->count; i++) {
        struct xw_placement one = get(p, i);
        int32_t at = next[one.zone]++;
        for (; at > start[one.zone] && compare(get(&sorted, at - 1), one) > 0; at--)
            put(&sorted, at, get(&sorted, at - 1));
        put(&sorted, at, one);
    }
    for (int32_t i = 0; i < p->count; i++) {
        struct xw_placement one = get(&sorted, i);
        int32_t last = sorted.count - 1;
        if (last >= 0 && sorted.zone[last] == one.zone && compare(get(&sorted, last), one) == 0)
            sorted.pupils[last] += one.pupils;
        else
            put(&sorted, sorted.count++, one);
    }
    *p = sorted;
    return XW_OK;
}
