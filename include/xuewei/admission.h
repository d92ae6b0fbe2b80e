/* admission.h: who enters, which rooms are free for them, and where they are placed. */
#ifndef XW_ADMISSION_H
#define XW_ADMISSION_H
#include "xuewei/state.h"

/* Entry demand of every stage by zone: residents x participation, or leavers x transition; then
 * private schools admit by lottery, in expectation. */
XW_CHECKED enum xw_status xw_admission_demand(struct xw_state *state);

/* Fit continuing classes into the rooms; count the entry classes that may open. Pupils for whom there
 * is no room under the limit seek a place elsewhere. */
XW_CHECKED enum xw_status xw_admission_rooms(struct xw_state *state);

/* Place the seekers of every grade by minimum-cost flow; the rest wait. */
XW_CHECKED enum xw_status xw_admission_assign(struct xw_state *state);

/* Whole pupils in whole classes: the entry grades' classes are opened. */
XW_CHECKED enum xw_status xw_admission_classes(struct xw_state *state);

#endif
