/* entry_demand.h: who seeks a place in the entry grade of every stage, by home zone.
 *
 * Residents of the entry age x participation, or leavers of the stage below x transition x the change of
 * their cohort over the summer (a ratio of basis rolls holds that change itself). Primary school starts
 * from the kindergarten grades whose rolls were known before the horizon, while they last; under
 * forecast.basis blend, from v(h) of that and 1 - v(h) of the residents (blend.h).
 *
 * A replicate multiplies participation and the transition, and what a zone's entrants are expected to be by
 * chance (process_noise.h). Numbers that the table `demand` gives, those from outside the district in
 * upper secondary and places per 1,000 residents have no chance in them.
 */
#ifndef XW_ENTRY_DEMAND_H
#define XW_ENTRY_DEMAND_H
#include "xuewei/state.h"

/* The admissions of the year are opened: demand of every stage, its division over the tiers
 * (tier_demand.h), and its entry grade's seekers. */
XW_CHECKED enum xw_status xw_entry_demand(struct xw_state *state);

#endif
