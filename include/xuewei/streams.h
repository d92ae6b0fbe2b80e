/* streams.h: what applies to each residence status in a step (see anniversaries.h).
 */
#ifndef XW_STREAMS_H
#define XW_STREAMS_H
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

/* The rates [residency] of the step that begins in `year`: those of the year's rows; of net migration
 * the status's own, else everybody's. Where several statuses bear the known births of the step,
 * *known_births are these and the rates have none yet; else it is NaN. */
void xw_streams_rates(const struct xw_scenario *scenario, int16_t year, struct xw_step_rates *rates,
                      double *known_births);

/* Whether several statuses have one net migration, in persons, so that all rates hold the same table. */
bool xw_streams_share_one_migration(const struct xw_scenario *scenario);

/* Give each status its part of such a table, by the people now [residency][zone][sex][age]; nothing
 * to do where there is none. Tables that are made lie in keep. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_streams_share_migration(struct xw_arena *keep,
                                                     const struct xw_scenario *scenario,
                                                     const double *now,
                                                     struct xw_step_rates *rates);

/* Share known births over the statuses in proportion to births [residency][zone][sex] of the schedule;
 * by their people now where it gives none. */
void xw_streams_share_births(const struct xw_scenario *scenario, const double *now,
                             const double *births, double known_births,
                             struct xw_step_rates *rates);

#endif
