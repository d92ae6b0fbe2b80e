/* staff_rows.h: the staff that a year's pupils and classes need. */
#ifndef XW_STAFF_ROWS_H
#define XW_STAFF_ROWS_H
#include "xuewei/measure_rows.h"
#include "xuewei/staff.h"

/* Staff of a stage of the district this year: its pupils and classes of all open schools. */
XW_CHECKED enum xw_status xw_staff_of_year(const struct xw_state *state, int32_t stage,
                                           struct xw_arena scratch, struct xw_staff *staff);

/* Rows of measure_year by both rules and the larger, for one stage; keeps what is needed in the state.
 * In the last year of the horizon also, for every year after the peak, what is over of the peak's
 * staff. */
XW_CHECKED enum xw_status xw_staff_rows(struct xw_state *state, int32_t stage,
                                        struct xw_arena scratch, const struct xw_sink *sink);

#endif
