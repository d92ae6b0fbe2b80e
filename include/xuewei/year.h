/* year.h: one school year of a history: the recipe. */
#ifndef XW_YEAR_H
#define XW_YEAR_H
#include "xuewei/state.h"

/* Step to school year first + year and hand its results to sink (NULL: none). Years are stepped in
 * order from 0. Every law is checked; XW_LAW_BROKEN names itself in *law. */
XW_CHECKED enum xw_status xw_year_step(struct xw_state *state, int32_t year,
                                       const struct xw_sink *sink, const char **law);

#endif
