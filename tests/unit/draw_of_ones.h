/* draw_of_ones.h: a draw that assumes what the tables say, for tests that change one thing of it.
 */
#ifndef XW_TEST_DRAW_OF_ONES_H
#define XW_TEST_DRAW_OF_ONES_H
#include "xuewei/draw.h"
#include "xuewei/scenario.h"
#include "unit.h"

static inline double *ones(struct xw_arena *keep, ptrdiff_t count)
{
    double *one = XW_TAKE(keep, count, double);
    ck_assert_ptr_nonnull(one);
    for (ptrdiff_t i = 0; i < count; i++)
        one[i] = 1.0;
    return one;
}

/* Every factor 1, no delay, no noise; for a scenario that was read for a run or for `project`. */
static inline struct xw_draw draw_of_ones(struct xw_arena *keep, const struct xw_scenario *s)
{
    int32_t steps = s->last - s->base_year + 2, years = s->last - s->first + 1;
    int32_t projects = s->projects.count, zones = s->zones.count;
    struct xw_draw draw = {
        .seed = 20201101,
        .replicate = 1,
        .steps = steps,
        .zones = zones,
        .years = years,
        .stages = s->stages.count,
        .rows = s->stages.rows,
        .residencies = s->residencies.count,
        .projects = projects,
        .completions = s->homes.count,
        .fertility = ones(keep, steps),
        .zone_fertility = ones(keep, (ptrdiff_t)steps * zones),
        .mortality = 1.0,
        .migration = ones(keep, (ptrdiff_t)steps * zones),
        .participation = ones(keep, (ptrdiff_t)s->residencies.count * years * s->stages.count),
        .entry = ones(keep, (ptrdiff_t)years * s->stages.count),
        .progression = ones(keep, (ptrdiff_t)years * s->stages.rows),
        .private_ = ones(keep, years),
        .home_delay = XW_TAKE(keep, s->homes.count, int32_t),
        .home_ceiling = 1.0,
        .home_yield = 1.0,
        .delay = XW_TAKE(keep, projects, int32_t),
        .ramp = ones(keep, projects),
    };
    ck_assert(draw.home_delay != NULL && draw.delay != NULL);
    return draw;
}

#endif
