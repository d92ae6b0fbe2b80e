/* streams.h: what applies to each residence status in a step (see anniversaries.h).
 */
#ifndef XW_STREAMS_H
#define XW_STREAMS_H
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

/* The rates [residency] of the step that begins in `year` with the people now
 * [residency][zone][sex][age]: those of the year's rows; of net migration the status's own, else
 * everybody's, persons shared. Tables that are made lie in keep. Where several statuses bear the known
 * births of the step, *known_births are these and the rates have none yet; else it is NaN.
 * XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_streams_rates(struct xw_arena *keep,
                                           const struct xw_scenario *scenario, int16_t year,
                                           const double *now, struct xw_step_rates *rates,
                                           double *known_births);

/* Share known births over the statuses in proportion to births [residency][zone][sex] of the schedule;
 * by their people now where it gives none. */
void xw_streams_share_births(const struct xw_scenario *scenario, const double *now,
                             const double *births, double known_births,
                             struct xw_step_rates *rates);

#endif
