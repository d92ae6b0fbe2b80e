/* fit_children.h: the residents of each stage's entry age, as the scenario counts and projects them. */
#ifndef XW_FIT_CHILDREN_H
#define XW_FIT_CHILDREN_H
#include "xuewei/fit.h"
#include "xuewei/progress.h"
#include "xuewei/state.h"

/* Step the population alone through the school years up to `last` (of the horizon at most). The year
 * before the horizon is known where the count can be shifted back to it. state is put at its start first
 * and is not of use for a history afterwards. numbers live in keep. XW_STOPPED, and what the projection
 * returns. */
XW_CHECKED enum xw_status xw_fit_children(struct xw_state *state,
                                          const struct xw_prepared *prepared, int16_t last,
                                          struct xw_progress *progress, struct xw_arena *keep,
                                          struct xw_fit_children *out);

#endif
