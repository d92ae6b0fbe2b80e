/* pools.h: entry classes of the stages of one school that share its rooms.
 *
 * A nine-year school or a complete secondary school (完全中学) may use its rooms for either stage. The
 * pool opens as many entry classes a year as its stages would in rooms of their own, the sum of
 * their steady shares: else one stage would take rooms that the other's next entrants need. What
 * changes is who opens them:
 *   1. each stage what it needs, up to its share and its plan
 *   2. what is left goes to stages that need more than their share
 *   3. what is still left to each stage up to its share and its plan, needed or not: pupils from
 *      other catchments may come
 * Within a step room by room, to the stage that lacks most relative to its share; of equals the
 * younger. No draw, no order of rows: the same numbers give the same classes.
 */
#ifndef XW_POOLS_H
#define XW_POOLS_H
#include "xuewei/stages.h"

struct xw_pool_stage {
    int32_t share; /* [classes] ceil(own rooms / grades) + bulge; a stage of 0 opens none */
    int32_t plan;  /* [classes] intake plan, XW_NONE = none */
    int32_t need;  /* [classes] that the pupils of its catchment fill at the norm, >= 0 */
};

/*   stages  1 .. XW_MAX_STAGES, youngest first
 *   free    rooms that the older classes of all stages leave; below 0 counts as 0
 *   open    [stages] written: sum(open) <= free, each >= 0 and at most its plan */
void xw_pools_open(int32_t stages, const struct xw_pool_stage *stage, int32_t free, int32_t *open);

#endif
