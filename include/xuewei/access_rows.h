/* access_rows.h: how far a year's pupils have to a school, as rows of measure_year. */
#ifndef XW_ACCESS_ROWS_H
#define XW_ACCESS_ROWS_H
#include "xuewei/gap_rows.h"
#include "xuewei/measure_rows.h"

/* For one stage of the district; nothing for a stage of the city.
 *
 * The share of pupils within the service radius of any open public school, of the school they are in,
 * and of a public school with fewer pupils than norm seats; a norm radius is a straight line, so each
 * once by air and once by the way that pupils go (with detour, by road or as a table gives it). Where
 * the stage has no radius these rows are missing. Then mean, 90 % quantile and largest of the ways to
 * the school they are in.
 *
 * Pupils of boarding schools are left out of all. Who waits for a place counts where no school of his
 * own is asked for. */
XW_CHECKED enum xw_status xw_access_rows(const struct xw_state *state,
                                         const struct xw_stage_tally *tally,
                                         struct xw_arena scratch, const struct xw_sink *sink);

#endif
