#include "xuewei/pools.h"

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Raise open towards most, room by room, as long as the budget lasts; returns what is left of it. */
static int32_t give(int32_t stages, const struct xw_pool_stage *stage, const int32_t *most,
                    int32_t budget, int32_t *open)
{
    for (; budget > 0; budget--) {
        int32_t next = XW_NONE;
        int64_t lacks = 0, share = 1;
        for (int32_t s = 0; s < stages; s++) {
            int64_t own = most[s] - open[s];
            if (own <= 0 || stage[s].share <= 0 || own * share <= lacks * stage[s].share) continue;
            lacks = own;
            share = stage[s].share;
            next = s;
        }
        if (next == XW_NONE) break;
        open[next]++;
    }
    return budget;
}

void xw_pools_open(int32_t stages, const struct xw_pool_stage *stage, int32_t free, int32_t *open)
{
    int32_t planned[XW_MAX_STAGES], most[XW_MAX_STAGES], shares = 0;
    for (int32_t s = 0; s < stages; s++) {
        planned[s] = stage[s].plan == XW_NONE ? INT32_MAX : stage[s].plan;
        if (stage[s].share > 0) shares += stage[s].share;
        open[s] = 0;
    }
    int32_t budget = least(free, shares);
    for (int32_t s = 0; s < stages; s++)
        most[s] = least(least(stage[s].share, stage[s].need), planned[s]);
    budget = give(stages, stage, most, budget, open);
    for (int32_t s = 0; s < stages; s++)
        most[s] = least(stage[s].need, planned[s]);
    budget = give(stages, stage, most, budget, open);
    for (int32_t s = 0; s < stages; s++)
        most[s] = least(stage[s].share, planned[s]);
    (void)give(stages, stage, most, budget, open);
}
