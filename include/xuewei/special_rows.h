/* special_rows.h: special education and the two sides of upper secondary school, as rows of
 * measure_year. */
#ifndef XW_SPECIAL_ROWS_H
#define XW_SPECIAL_ROWS_H
#include "xuewei/measure_rows.h"

#define XW_RESIDENTS_PER_SPECIAL_SCHOOL 300000 /* one school for a county of so many residents */
#define XW_SPECIAL_CLASS_LARGEST        12     /* 建标156-2011: blind and deaf (recalled) ... */
#define XW_SPECIAL_CLASS_SMALLEST       8      /* ... intellectually disabled (recalled) */

/* Children of the compulsory ages (of a special stage, when the scenario has no other) x prevalence,
 * by placement; classes of special schools at both sizes; schools by residents. */
XW_CHECKED enum xw_status xw_special_rows(const struct xw_state *state, const struct xw_sink *sink);

/* With the table upper_secondary: leavers who go on, the vocational side of them, inflow. For upper
 * secondary schools of the district with intake plans: places of the plans and entrants beyond them. */
XW_CHECKED enum xw_status xw_upper_rows(const struct xw_state *state, const struct xw_sink *sink);

#endif
