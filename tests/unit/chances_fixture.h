/* chances_fixture.h: replicates for the invented district of report_fixture.h.
 *
 * Demand of a replicate is the central demand times a factor that widens with the years, one part for
 * all towns and one of the town's own; in one replicate of four, projects that are not open come a year
 * late from 2023 on. Rows of the run are computed from these draws, as a run file has them.
 */
#ifndef XW_CHANCES_FIXTURE_H
#define XW_CHANCES_FIXTURE_H
#include "report_fixture.h"
#include "xuewei/paired_runs.h"

/* Adds to a run of fixture_district what `replicates` (1 ..) of them say. threshold: of the risks. */
void fixture_replicates(struct xw_arena *keep, int32_t replicates, double threshold,
                        struct xw_run *run);

/* A draw of a quantity: place 0 the district, 1 + town else; replicate from 0. */
int32_t fixture_draw(const struct xw_run *run, int32_t replicates, int32_t place, int32_t stage,
                     int32_t scope, int32_t year, enum xw_quantity quantity, int32_t replicate);

/* What `count` such runs differ in, replicate by replicate: totals, towns, the district by year, money. */
void fixture_paired(struct xw_arena *keep, int32_t replicates, const struct xw_run *runs,
                    int32_t count, struct xw_paired_runs *out);

#endif
