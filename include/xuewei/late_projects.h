/* late_projects.h: a replicate whose projects are late has rooms, catchments and ways of its own.
 *
 * What the draw says of delays is laid over the scenario's timeline (timeline.h); only the stages and
 * years whose schools are others than the central history's are drawn anew (stage_years.h). A history
 * without a late project shares everything that is prepared.
 */
#ifndef XW_LATE_PROJECTS_H
#define XW_LATE_PROJECTS_H
#include "xuewei/state.h"

/* Of xw_state_begin, once the base rolls are found: they are those of the scenario's first year. From then on
 * state->prepared is this history's own. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_late_projects_begin(struct xw_state *state);

/* The share of its entry classes that a division of the timeline may open this year: below 1 in the
 * first year of a new school whose draw says so. */
double xw_late_projects_ramp(const struct xw_state *state, int32_t division);

#endif
