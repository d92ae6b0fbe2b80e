/* compare_file.h: scenarios side by side, as a GeoPackage of differences.
 *
 * Tables (src/store/compare.sql): `run` (scenario, key, value) of every run, and the differences
 * scenario - baseline: of the central histories in `gap_difference`, `school_difference` and
 * `cost_difference`, of replicates that the runs share in `paired_difference`, `horizon_difference` and
 * `town_difference`; `school_verdict`, `seat_year_cost` and `best_scenario` follow from both. The first run
 * is the baseline.
 */
#ifndef XW_COMPARE_FILE_H
#define XW_COMPARE_FILE_H
#include "xuewei/paired_runs.h"

/* A name of its own for every run: the scenario's, from the second run of that name on with #2, #3 and so
 * on. NULL when memory is used up. */
const char *xw_compare_file_name(struct xw_arena *keep, const struct xw_run *run, int32_t row);

/* Write the differences of runs 1 .. runs - 1 from run 0 to path.
 *
 *   runs    2 or more; a scenario that appears twice is named `name#2` from the second time on
 *   paired  of the same runs in the same order, or NULL: the tables that need it have no rows then
 *
 * Rows are matched by stage name and the codes of places and schools, in the years that both runs
 * have. A place that only one run has is left out (its catchment areas differ); a school that only
 * one run has counts as empty in the other. A difference of numbers of which one is null is null.
 * The same runs give the same bytes.
 *
 * XW_OUT_OF_RANGE for fewer than two runs, XW_IO, XW_STORE_FAILED or XW_NO_MEMORY; *trouble then
 * says why, for a person, and lives in keep. Nothing is left behind on failure. */
XW_CHECKED enum xw_status xw_compare_file_write(const char *path, int32_t runs,
                                                const struct xw_run *run,
                                                const struct xw_paired_runs *paired,
                                                struct xw_arena *keep, const char **trouble);

#endif
