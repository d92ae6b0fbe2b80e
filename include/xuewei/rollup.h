/* rollup.h: the pupils already in school move up one grade, with their classes. */
#ifndef XW_ROLLUP_H
#define XW_ROLLUP_H
#include "xuewei/state.h"

/* Last year's rolls become this year's; seekers of continuing grades are those who moved in or had
 * no place. Leavers of each stage are kept for the stage above. */
XW_CHECKED enum xw_status xw_rollup(struct xw_state *state);

#endif
