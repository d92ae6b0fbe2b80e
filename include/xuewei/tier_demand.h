/* tier_demand.h: the entry demand of every zone divided over the tiers of its stage. */
#ifndef XW_TIER_DEMAND_H
#define XW_TIER_DEMAND_H
#include "xuewei/state.h"

/* Of a stage whose demand is known: its tiers of this year, and the zones' demand by tier in proportion
 * to residents of the entry age by residence status x participation x the tier's share. Whole pupils
 * by controlled rounding (rounding.h): a zone keeps its demand, a tier's district total is a whole
 * number next to what is expected, so that small zones do not always lose their small tiers. A zone with
 * demand but without such residents has the mix of the district. Everybody's place is still to be
 * sought: `left`. */
XW_CHECKED enum xw_status xw_tier_demand(struct xw_state *state, int32_t stage);

#endif
