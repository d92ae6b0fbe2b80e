/* place_rows.h: a year's residents, flows, spending, measures and evidence. */
#ifndef XW_PLACE_ROWS_H
#define XW_PLACE_ROWS_H
#include "xuewei/school_rows.h"

/* Rows of population_year: ages 0 to 18, then 19-59 and 60+, household and institutional. */
XW_CHECKED enum xw_status xw_population_rows(const struct xw_state *state,
                                             const struct xw_sink *sink);

/* Rows of flow_year for the entry grade of a stage: exactly its entry demand. */
XW_CHECKED enum xw_status xw_flow_rows(const struct xw_state *state, int32_t stage,
                                       const struct xw_sink *sink);

/* Rows of project_year. */
XW_CHECKED enum xw_status xw_project_rows(const struct xw_state *state, const struct xw_sink *sink);

/* Residents of a zone aged from .. to on 1 September, of every status, household and institutional. */
double xw_residents_of_zone(const struct xw_state *state, int32_t zone, int32_t from, int32_t to);

/* Residents by district, town and group. */
XW_CHECKED enum xw_status xw_resident_measures(const struct xw_state *state,
                                               struct xw_arena scratch, const struct xw_sink *sink);

/* Classes, ways, staff of a stage; what its pupils and seats rest on. */
XW_CHECKED enum xw_status xw_stage_measures(const struct xw_state *state,
                                            const struct xw_stage_tally *tally,
                                            const struct xw_school_sums *sums,
                                            struct xw_arena scratch, const struct xw_sink *sink);

#endif
