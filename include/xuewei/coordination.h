/* coordination.h: who has no place after the rounds before is placed where places are left (统筹). */
#ifndef XW_COORDINATION_H
#define XW_COORDINATION_H
#include "xuewei/rounds.h"

/* One order and lane of the tiers with a right: the cheapest flow over the ways of entry_ways.h and
 * all seat layers, or those up to the norm for tiers whose `grows` is norm. The own school costs its way
 * alone for tiers with right catchment; any other and everybody else's is dearer by
 * assignment.coordination_m, and by assignment.outside_area_m outside the zone's admission area;
 * boarding schools have their flat price. Reasons: xw_round_own_reason in the own school,
 * boarding, feeder, coordination; special in all schools of special education. A stage without tiers
 * has this round alone. */
XW_CHECKED enum xw_status xw_coordination_round(struct xw_round *round, struct xw_arena scratch,
                                                int32_t order, int32_t behind);

/* The same for tiers without a right, in what is left up to the norm. Who finds nothing is `no_claim`,
 * which is not a gap. */
XW_CHECKED enum xw_status xw_coordination_rest(struct xw_round *round, struct xw_arena scratch,
                                               int32_t order, int32_t behind);

/* Under the rule `guarantee` who has a right and no place joins the first school of the catchment that
 * has a class: classes grow beyond the limit, and the reason says so. */
XW_CHECKED enum xw_status xw_coordination_guarantee(struct xw_round *round);

#endif
