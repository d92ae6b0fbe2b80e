/* paired_rows.h: the rows of a comparison's GeoPackage that say what paired runs differ in: its tables
 * paired_difference, horizon_difference, town_difference, school_verdict, seat_year_cost and best_scenario
 * (src/store/compare.sql).
 */
#ifndef XW_PAIRED_ROWS_H
#define XW_PAIRED_ROWS_H
#include "xuewei/geopackage.h"
#include "xuewei/paired_runs.h"

/* The word of a stage of a comparison, "all" for all of them (stage = stages). */
const char *xw_paired_stage_word(const struct xw_paired_runs *paired, int32_t stage);
/* "gains", "loses", "neither". */
const char *xw_paired_verdict_word(int verdict);

/* Write them into a file that has the tables; name [paired->runs] is what each run is called. Rows of
 * paired_difference are written only where replicates are paired: those of central histories alone would
 * say what gap_difference says. XW_STORE_FAILED with the trouble in file. */
XW_CHECKED enum xw_status xw_paired_rows_write(struct xw_geopackage *file, const struct xw_run *run,
                                               const char *const *name,
                                               const struct xw_paired_runs *paired);

#endif
