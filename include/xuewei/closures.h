/* closures.h: small schools that are closed by a rule of the scenario.
 *
 * A public school's part for a stage that had fewer than `supply.close_below` pupils in each of the
 * last `supply.close_after` years is closed, the smallest first (of equals the one whose code comes
 * first), if another public school of the stage stands within `supply.close_within_m` of it (straight line x
 * detour) and its town keeps one: the only school of a town, or one without another near by, stays.
 * A school that is still growing class by class, or that a project is still to change, is left alone.
 *
 * Its zones belong to what the catchment rows leave, else to the nearest school; its pupils seek a place
 * like those of any school that closes (room_budget.h). The run names it: measure `closed_small`.
 */
#ifndef XW_CLOSURES_H
#define XW_CLOSURES_H
#include "xuewei/state.h"

/* Of xw_state_begin: a history that may close schools has rooms and catchments of its own. Nothing
 * without the rule. */
XW_CHECKED enum xw_status xw_closures_begin(struct xw_state *state);

/* Close what last year's rolls call for, from this year on. */
XW_CHECKED enum xw_status xw_closures(struct xw_state *state);

/* The pupils that each school closed this year had. */
XW_CHECKED enum xw_status xw_closure_rows(const struct xw_state *state, int32_t stage,
                                          const struct xw_sink *sink);

#endif
