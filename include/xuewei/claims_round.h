/* claims_round.h: children with a right to the school of their catchment go there, tier by tier. */
#ifndef XW_CLAIMS_ROUND_H
#define XW_CLAIMS_ROUND_H
#include "xuewei/rounds.h"

/* Place one order and lane of the tiers with right catchment in their own schools, in layers up to what
 * the tiers let classes grow.
 *
 * Where a school has too few places the order's rule decides: `distance` is the cheapest flow over own
 * schools alone; `lottery` and `date` give every child the same chance in expectation, children of a zone
 * with several schools trying the nearest first (rationing.h). Under assignment.multi_school
 * expectation or lottery an order with zones of several schools goes by lot over all of them at once,
 * in expectation or drawn (lottery.h), whatever its rule. Reasons: those of xw_round_own_reason. */
XW_CHECKED enum xw_status xw_claims_round(struct xw_round *round, struct xw_arena scratch,
                                          int32_t order, int32_t behind);

#endif
