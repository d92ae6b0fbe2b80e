/* private_round.h: private schools admit by lottery on the calendar of the public ones (公民同招). */
#ifndef XW_PRIVATE_ROUND_H
#define XW_PRIVATE_ROUND_H
#include "xuewei/state.h"

/* Every private school of a stage, in the order of codes, fills its entry classes up to the norm.
 *
 * Without assignment.private_applicants everybody who still seeks a place applies to every school;
 * with it that many children a place do, once each, from all zones and tiers in proportion. In a lottery
 * all applicants have the same chance: in expectation (rounded by largest remainder), or drawn from
 * the seed (lottery.h). Losers go back to where they were, or behind it where their tier says so; when
 * everybody applies nobody stands before them.
 *
 * In a stage with admission: open only children of the school's town apply, and it fills no more places
 * than the town's children seek beyond the norm places of its public and subsidised schools.
 *
 * Placements with the reason `private` are written down, `left` and the seekers of the entry grade
 * are less by them. */
XW_CHECKED enum xw_status xw_private_round(struct xw_state *state, int32_t stage);

#endif
