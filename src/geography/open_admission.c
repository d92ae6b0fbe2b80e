#include "xuewei/open_admission.h"

enum xw_status xw_open_admission(struct xw_arena *keep, int32_t stage, int32_t zones,
                                 const int32_t *place_of_zone, int32_t divisions,
                                 const int32_t *school_of, const int32_t *place_of_division,
                                 struct xw_catchments *out)
{
    int64_t rows = 0;
    if (zones < 0 || divisions < 0) return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < zones; z++)
        for (int32_t d = 0; d < divisions; d++)
            rows += place_of_zone[z] == place_of_division[d];
    if (rows > INT32_MAX) return XW_OUT_OF_RANGE;

    struct xw_catchments c = { .stage = XW_TAKE(keep, rows, int32_t),
                               .zone = XW_TAKE(keep, rows, int32_t),
                               .school = XW_TAKE(keep, rows, int32_t),
                               .from_year = XW_TAKE(keep, rows, int16_t),
                               .to_year = XW_TAKE(keep, rows, int16_t),
                               .tier = XW_TAKE(keep, rows, int32_t),
                               .line = XW_TAKE(keep, rows, int32_t) };
    if (c.stage == NULL || c.zone == NULL || c.school == NULL || c.from_year == NULL ||
        c.to_year == NULL || c.tier == NULL || c.line == NULL)
        return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        for (int32_t d = 0; d < divisions; d++) {
            if (place_of_zone[z] != place_of_division[d]) continue;
            c.stage[c.count] = stage;
            c.zone[c.count] = z;
            c.school[c.count] = school_of[d];
            c.tier[c.count] = XW_NONE;
            c.from_year[c.count] = INT16_MIN;
            c.to_year[c.count++] = XW_NEVER;
        }
    *out = c;
    return XW_OK;
}
