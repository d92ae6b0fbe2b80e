/* ensemble_file.h: from the finished blocks of an ensemble to the tables of its run file.
 *
 * Columns are read back from the parts in pieces of a fixed size, whatever the number of replicates:
 * memory holds the rows of the file and one piece, or one series of one place where that is larger
 * (from some 50,000 replicates and 16 years on). Series are summarised on the threads of the pool and
 * written in their order, so that the bytes do not depend on the threads.
 */
#ifndef XW_ENSEMBLE_FILE_H
#define XW_ENSEMBLE_FILE_H
#include "xuewei/assumed_processes.h"
#include "xuewei/assumptions.h"
#include "xuewei/cells.h"
#include "xuewei/parts.h"
#include "xuewei/pool.h"
#include "xuewei/run_ensemble.h"

#define XW_ENSEMBLE_PIECE ((ptrdiff_t)16 << 20) /* [bytes] of columns in memory */

/* All borrowed. */
struct xw_ensemble_file {
    const struct xw_cells *cells; /* listed; their rows are written with what the replicates say */
    const struct xw_parts *parts; /* every block done */
    const struct xw_assumptions *assumptions;
    const struct xw_assumed_processes *processes; /* listed behind them */
    double threshold;                             /* of the risk */
    struct xw_pool *pool;
    ptrdiff_t piece; /* [bytes] XW_ENSEMBLE_PIECE; the file does not depend on it */
};

/* Write gap_year, school_year, project_year, quantile_year, risk, service_year, assumption and draw.
 * XW_IO when a part cannot be read (errno), XW_STORE_FAILED with the writer's trouble, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_ensemble_file_write(const struct xw_ensemble_file *file,
                                                 struct xw_run_writer *writer);

#endif
