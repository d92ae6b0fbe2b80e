/* migrant_rows.h: where the children of migrants among a year's entrants are placed. */
#ifndef XW_MIGRANT_ROWS_H
#define XW_MIGRANT_ROWS_H
#include "xuewei/measure_rows.h"

/* Of the entrants of the tiers that the table marks with `migrants`, for the district: how many, in
 * public schools (municipal ones included), in bought places, in other private schools and without a
 * place, which add up; and the share in public or bought places of those who have a place. No rows in
 * a year in which no tier of the stage is marked, or of a stage whose seats are the city's: the run
 * then does not tell these children apart. */
XW_CHECKED enum xw_status xw_migrant_rows(const struct xw_state *state, int32_t stage,
                                          const struct xw_sink *sink);

#endif
