/* admission.h: where those who seek a place are placed, within the room budget of the year. */
#ifndef XW_ADMISSION_H
#define XW_ADMISSION_H
#include "xuewei/state.h"

/* Private schools admit by lottery before anybody else is placed (private_round.h). */
XW_CHECKED enum xw_status xw_admission_private(struct xw_state *state);

/* Place the entrants of every stage in rounds, tier by tier (rounds.h): leavers who go first, claims to the
 * school of the catchment, coordination, the rest; and those who seek a place in a higher grade by one
 * minimum-cost flow over the ways of the year. Who finds no place waits. */
XW_CHECKED enum xw_status xw_admission_assign(struct xw_state *state);

/* Whole pupils in whole classes: the entry grades' classes are opened. */
XW_CHECKED enum xw_status xw_admission_classes(struct xw_state *state);

#endif
