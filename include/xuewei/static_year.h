/* static_year.h: one year's assignment of a problem that has no population.
 *
 * Zones with given entry demand (table demand), schools with places, and nothing else: no rolls from
 * an earlier year, no tiers, feeders or private schools. All rooms are free: a stage's places are the
 * entry classes that may open, in the layers of layers.h, or with assignment.seats: design the design
 * seats over the grades, and no more. One minimum-cost flow a stage finds the places.
 */
#ifndef XW_STATIC_YEAR_H
#define XW_STATIC_YEAR_H
#include "xuewei/outcome.h"
#include "xuewei/prepare.h"
#include "xuewei/progress.h"

/* Straight ways are kept in millimetres here, so that the optimum of large sums is that of the exact
 * ways to one part in a million and better; ways measured otherwise count in whole metres. */
#define XW_STATIC_FINER 1000

/*   prepared    of a scenario whose given_demand is not NULL; a cell without a row is 0
 *   year        index, 0 = the first
 *   all_placed  nobody may be left without a place
 *   sink        its flow rows are given: stage by stage, by zone, then by division, who is unplaced
 *               last; tier is ""
 *   progress    by stage, or NULL; XW_STOPPED when it says so
 *   metres      written: pupil-metres of way of who is placed, penalties not counted
 *
 * demand = placed + unplaced in every zone and stage; optimal (verified). Stages of the city are left
 * out. XW_FLOW_INFEASIBLE: all_placed asks for more places than can be reached; *short_by then says
 * how many pupils of the first such stage are left over. XW_FLOW_TOO_LARGE, XW_NO_MEMORY, and what
 * the sink returns. */
XW_CHECKED enum xw_status xw_static_year(const struct xw_prepared *prepared,
                                         struct xw_arena scratch, int32_t year, bool all_placed,
                                         const struct xw_sink *sink, struct xw_progress *progress,
                                         double *metres, int64_t *short_by);

#endif
