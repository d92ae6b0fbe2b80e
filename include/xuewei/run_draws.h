/* run_draws.h: the replicates that a run file keeps, read back one quantity at a time.
 *
 * A run keeps the draws of the district and its towns: demand, seats, local gap, unplaced and surplus
 * of each year, stage and scope, one number a replicate. The net gap is max(0, demand - seats). Two
 * runs of the same seed and replicates have replicate i in common. xw_run_load tells which there are
 * (run->draw); they are read one by one because there are many.
 */
#ifndef XW_RUN_DRAWS_H
#define XW_RUN_DRAWS_H
#include "xuewei/run_reader.h"

struct sqlite3;
struct sqlite3_blob;

struct xw_run_draws {
    const char *trouble; /* why the last call failed, for a person, in keep; NULL when it did not */
    /* private */
    const char *path;
    struct xw_arena *keep;
    struct sqlite3 *db;
    struct sqlite3_blob *blob;
};

/* Open the run file at path, which xw_run_load has read; both are borrowed until the close.
 * XW_STORE_FAILED with the trouble, also of a file from which rows were taken; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_run_draws_open(struct xw_run_draws *draws, const char *path,
                                            struct xw_arena *keep);
void xw_run_draws_close(struct xw_run_draws *draws); /* safe on {0} and a second time */

/* Read the draws of run->draw[row] into value [run->draw[row].replicates], in the order of the
 * replicates. In any order of rows; O(replicates). XW_STORE_FAILED when the file is damaged. */
XW_CHECKED enum xw_status xw_run_draws_read(struct xw_run_draws *draws, const struct xw_run *run,
                                            int32_t row, int32_t *value);

/* The row of run->draw with these, or XW_NONE; O(rows). */
int32_t xw_run_draws_find(const struct xw_run *run, enum xw_level level, const char *place,
                          int16_t year, int32_t stage, enum xw_scope scope,
                          enum xw_quantity quantity);

#endif
