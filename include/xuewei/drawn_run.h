/* drawn_run.h: a run with replicates: the central history, recorded; the replicates, resumed where an
 * earlier run stopped; the run file's tables.
 *
 * Call central, replicates and, when the run file has its name, complete, in this order; close in any
 * case. While it runs, finished blocks lie in OUT.parts. What they depend on is in their identity: the
 * run's id (inputs, options, seed, replicates, versions; provenance.h), the program itself byte by byte,
 * so that a new build does not go on with numbers of the last one, and the number of cells.
 */
#ifndef XW_DRAWN_RUN_H
#define XW_DRAWN_RUN_H
#include "xuewei/ensemble.h"
#include "xuewei/job.h"
#include "xuewei/run_file.h"

struct xw_drawn_run {
    /* given, borrowed */
    struct xw_state *state;
    const struct xw_prepared *prepared; /* of a scenario with replicates > 0 */
    struct xw_run_writer *writer;       /* open, with its options */
    const char *out;                    /* path of the run file */
    int32_t threads;                    /* 0: as many as processors */
    struct xw_progress *progress;
    struct xw_arena *keep;

    const char *trouble; /* why replicates failed, for a person; in keep; or NULL */

    struct xw_start start; /* of the central history, once it is run */

    /* private */
    struct xw_cells cells;
    struct xw_assumptions assumptions;
    struct xw_design_points points;
    struct xw_parts parts;
    struct xw_pool *pool;
};

/* The central history: rows of gap_year, school_year and project_year are recorded, the others go to
 * sink. As xw_history_run. */
XW_CHECKED enum xw_status xw_drawn_run_central(struct xw_drawn_run *run, const struct xw_sink *sink,
                                               const char **law);

/* The replicates and the tables that they fill. drawn, when not NULL, is written.
 *
 * XW_STOPPED (finished blocks stay for the same command), XW_LAW_BROKEN with replicate, seed and law in
 * trouble, XW_IO, XW_STORE_FAILED, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_drawn_run_replicates(struct xw_drawn_run *run,
                                                  struct xw_job_drawn *drawn);

/* The run file is complete: finished blocks are no longer wanted. */
void xw_drawn_run_complete(struct xw_drawn_run *run);

void xw_drawn_run_close(struct xw_drawn_run *run); /* safe on what was never begun, and twice */

#endif
