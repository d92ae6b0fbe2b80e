/* feeder.h: which lower-secondary school the leavers of a zone's primary schools are directed to.
 */
#ifndef XW_FEEDER_H
#define XW_FEEDER_H
#include "xuewei/arena.h"
#include "xuewei/schools.h"

/* The share of a zone's leavers directed to each division of the next stage: weight[zone *
 * divisions
 * + d] = sum over the zone's leavers of their school's share / the zone's leavers. A nine-year
 * school feeds itself with what its rows leave over.
 *   groups of leavers: home zone, school they leave, pupils; rows of `table` in force in `year` */
XW_CHECKED enum xw_status xw_feeder_weights(const struct xw_feeders *table, int16_t year,
                                            int32_t zones, int32_t groups, const int32_t *zone,
                                            const int32_t *school, const int32_t *pupils,
                                            int32_t divisions, const int32_t *division_school,
                                            double *weight);

#endif
