/* room_budget.h: the rooms that older classes leave to those who seek a place this year.
 *
 * Continuing classes keep their rooms first: sum of classes <= rooms (rooms.h), of every division or
 * of the stages of a school that share theirs.
 * What is left opens entry classes, at most the intake plan and the steady share ceil(rooms /
 * grades) + bulge (layers.h; pools.h for stages that share rooms): a school that is 80 % full can have no room for an entry class. A
 * school that opens with all grades opens the steady share in each of them while rooms last. Rooms left
 * then open classes of older grades for pupils whom another school has displaced (displaced.h).
 */
#ifndef XW_ROOM_BUDGET_H
#define XW_ROOM_BUDGET_H
#include "xuewei/state.h"

/* Pupils of schools that were merged go over to the school they join, with their classes. The
 * continuing classes of every stage of the district are fitted into its rooms, and may_open is
 * written. Pupils for whom there is no room under the class limit leave their school, in proportion
 * to the home zones, and join the seekers of their grade: nobody is lost. */
XW_CHECKED enum xw_status xw_room_budget(struct xw_state *state);

#endif
