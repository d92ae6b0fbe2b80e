/* admission.h: where those who seek a place are placed, within the room budget of the year. */
#ifndef XW_ADMISSION_H
#define XW_ADMISSION_H
#include "xuewei/state.h"

/* Private schools admit by lottery, in expectation, before anybody else is placed. */
XW_CHECKED enum xw_status xw_admission_private(struct xw_state *state);

/* Place the seekers of every grade by minimum-cost flow; the rest wait. */
XW_CHECKED enum xw_status xw_admission_assign(struct xw_state *state);

/* Whole pupils in whole classes: the entry grades' classes are opened. */
XW_CHECKED enum xw_status xw_admission_classes(struct xw_state *state);

#endif
