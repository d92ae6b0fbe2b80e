/* admission.h: which rooms are free for those who seek a place, and where they are placed. */
#ifndef XW_ADMISSION_H
#define XW_ADMISSION_H
#include "xuewei/state.h"

/* Fit continuing classes into the rooms; count the entry classes that may open; private schools admit by
 * lottery, in expectation. Pupils for whom there
 * is no room under the limit seek a place elsewhere. */
XW_CHECKED enum xw_status xw_admission_rooms(struct xw_state *state);

/* Place the seekers of every grade by minimum-cost flow; the rest wait. */
XW_CHECKED enum xw_status xw_admission_assign(struct xw_state *state);

/* Whole pupils in whole classes: the entry grades' classes are opened. */
XW_CHECKED enum xw_status xw_admission_classes(struct xw_state *state);

#endif
