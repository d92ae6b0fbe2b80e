/* crowding_rows.h: how full a year's classes and schools are, as rows of measure_year. */
#ifndef XW_CROWDING_ROWS_H
#define XW_CROWDING_ROWS_H
#include "xuewei/gap_rows.h"
#include "xuewei/measure_rows.h"

/* For one stage of the district; nothing for a stage of the city:
 *   the assigned gap (unplaced + pupils above the norm of their class), entry grade and all grades;
 *   classes over 50, and the shares of classes over the norm, over 50, of 56 and of 66 and more;
 *   the shares of pupils in classes over 45, 50, 55, 65;
 *   pupils per norm seat of the stage, and how it is spread over the open schools;
 *   the share of entrants to public schools that are not of their zone's catchment. */
XW_CHECKED enum xw_status xw_crowding_rows(const struct xw_state *state,
                                           const struct xw_stage_tally *tally,
                                           struct xw_arena scratch, const struct xw_sink *sink);

/* Schools above 2,000 and 2,500 pupils of the compulsory stages, campuses of one school_code together
 * (教督〔2017〕6号: 2,000, and 2,500 for nine-year schools). */
XW_CHECKED enum xw_status xw_school_size_rows(const struct xw_state *state, struct xw_arena scratch,
                                              const struct xw_sink *sink);

#endif
