/* history.h: all school years of one scenario, in order, into one sink. */
#ifndef XW_HISTORY_H
#define XW_HISTORY_H
#include "xuewei/progress.h"
#include "xuewei/state.h"

/* XW_STOPPED when progress says so; XW_LAW_BROKEN with the law in *law. */
XW_CHECKED enum xw_status xw_history_run(struct xw_state *state, const struct xw_prepared *prepared,
                                         const struct xw_sink *sink, struct xw_progress *progress,
                                         const char **law);

/* The same through the year with this index, 0 = the first, and no further. */
XW_CHECKED enum xw_status xw_history_through(struct xw_state *state,
                                             const struct xw_prepared *prepared, int32_t year,
                                             const struct xw_sink *sink,
                                             struct xw_progress *progress, const char **law);

/* One replicate: all years with what the draw assumes (NULL: the central history). */
XW_CHECKED enum xw_status xw_history_replicate(struct xw_state *state,
                                               const struct xw_prepared *prepared,
                                               const struct xw_draw *draw,
                                               const struct xw_sink *sink, const char **law);

#endif
