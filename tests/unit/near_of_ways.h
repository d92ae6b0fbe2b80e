/* near_of_ways.h: the nearest open schools of every zone, from a table of ways. */
#ifndef XW_NEAR_OF_WAYS_H
#define XW_NEAR_OF_WAYS_H
#include "xuewei/catchment.h"
#include "unit.h"

/* All of the open divisions that are equally near, from way [zone * divisions + d]. */
static inline struct xw_catchment_near near_of_ways(struct xw_arena *arena, int32_t zones,
                                                    int32_t divisions, const uint8_t *open,
                                                    const int32_t *way)
{
    int32_t count = zones < 0 || divisions < 0 ? 0 : zones;
    struct xw_catchment_near near = { XW_TAKE(arena, count + 1, int32_t),
                                      XW_TAKE(arena, count * divisions, int32_t) };
    ck_assert(near.start != NULL && near.division != NULL);
    for (int32_t z = 0, n = 0; z < count; z++) {
        int32_t least = INT32_MAX;
        for (int32_t d = 0; d < divisions; d++)
            if (open[d] && way[z * divisions + d] < least) least = way[z * divisions + d];
        for (int32_t d = 0; d < divisions; d++)
            if (open[d] && way[z * divisions + d] == least) near.division[n++] = d;
        near.start[z + 1] = n;
    }
    return near;
}

#endif
