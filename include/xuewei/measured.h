/* measured.h: the figures of one year, handed to a sink. */
#ifndef XW_MEASURED_H
#define XW_MEASURED_H
#include "xuewei/state.h"

XW_CHECKED enum xw_status xw_measured_year(struct xw_state *state, const struct xw_sink *sink);

#endif
