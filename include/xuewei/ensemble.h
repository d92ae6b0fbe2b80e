/* ensemble.h: many replicates of one history, in blocks, on the threads of a pool.
 *
 * A thread has a state, a draw and arenas of its own, taken once and reset between replicates. A task
 * is a block of replicates (parts.h), which goes to disk when it is done: memory does not grow with
 * the replicates, and the next run goes on with the blocks that are missing. A replicate depends on
 * the scenario, the seed and its number alone, never on the thread, on what ran before it or on the
 * size of a block.
 */
#ifndef XW_ENSEMBLE_H
#define XW_ENSEMBLE_H
#include "xuewei/assumptions.h"
#include "xuewei/cells.h"
#include "xuewei/draw.h"
#include "xuewei/parts.h"
#include "xuewei/pool.h"
#include "xuewei/progress.h"
#include "xuewei/start.h"

/* All borrowed, and shared by the threads to read. */
struct xw_ensemble {
    const struct xw_prepared *prepared;
    const struct xw_start *start; /* of the central history; NULL: every replicate finds it */
    const struct xw_cells *cells; /* listed */
    const struct xw_assumptions *assumptions;
    const struct xw_design_points *points; /* of as many replicates as the parts */
    struct xw_parts *parts;                /* open */
    struct xw_pool *pool;                  /* NULL: the caller alone */
    struct xw_progress *progress;          /* NULL, or begun here: replicates done of all */
};

struct xw_ensemble_outcome {
    int32_t found;     /* replicates whose blocks were on disk already */
    int32_t made;      /* replicates of blocks that were written now */
    int32_t replicate; /* the first one that failed, 1 ..; 0: none */
    const char *law;   /* which it broke, or NULL */
    int error;         /* errno of XW_IO */
};

/* Run the replicates that are missing.
 *
 * XW_LAW_BROKEN and whatever else a history can say, of the failed replicate with the lowest number:
 * the same one whatever the threads. XW_STOPPED when progress asks for it; finished blocks stay on
 * disk. XW_IO when a block cannot be written. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_ensemble_run(const struct xw_ensemble *ensemble,
                                          struct xw_ensemble_outcome *outcome);

#endif
