/* run_ensemble.h: the rows of a run file that need replicates, on their way into it.
 *
 * A run with replicates writes its central rows of gap_year, school_year and project_year with what
 * the replicates say of them (run_file.h), and these. Rows stand in the order of the calls.
 * XW_STORE_FAILED when SQLite refuses a row; xw_run_writer_trouble then says why.
 */
#ifndef XW_RUN_ENSEMBLE_H
#define XW_RUN_ENSEMBLE_H
#include "xuewei/ensemble_rows.h"
#include "xuewei/run_file.h"

XW_CHECKED enum xw_status xw_run_writer_quantile(struct xw_run_writer *writer,
                                                 const struct xw_quantile_row *row);
XW_CHECKED enum xw_status xw_run_writer_risk(struct xw_run_writer *writer,
                                             const struct xw_risk_row *row);
XW_CHECKED enum xw_status xw_run_writer_service(struct xw_run_writer *writer,
                                                const struct xw_service_row *row);
XW_CHECKED enum xw_status xw_run_writer_assumption(struct xw_run_writer *writer,
                                                   const struct xw_assumption_row *row);

/* packed: length bytes, as xw_pack makes them of row->replicates numbers. */
XW_CHECKED enum xw_status xw_run_writer_draw(struct xw_run_writer *writer,
                                             const struct xw_draw_row *row, const void *packed,
                                             ptrdiff_t length);

#endif
