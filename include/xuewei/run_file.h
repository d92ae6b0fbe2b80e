/* run_file.h: a run in one GeoPackage (SQLite), written to a temporary name and renamed when whole.
 */
#ifndef XW_RUN_FILE_H
#define XW_RUN_FILE_H
#include "xuewei/arena.h"
#include "xuewei/outcome.h"
#include "xuewei/timeline.h"

struct xw_run_writer {
    void *self; /* private; NULL when closed */
};

/* Begin a run file for a scenario. path is only written by xw_run_writer_finish. */
XW_CHECKED enum xw_status xw_run_writer_open(struct xw_run_writer *writer, const char *path,
                                             const struct xw_scenario *scenario,
                                             const struct xw_timeline *timeline,
                                             const struct xw_diag *diag);
/* The sink that fills it. */
struct xw_sink xw_run_writer_sink(struct xw_run_writer *writer);
/* Complete it and give it its name. On failure nothing is left at path or beside it. */
XW_CHECKED enum xw_status xw_run_writer_finish(struct xw_run_writer *writer);
/* Throw it away, or close what finish has closed already; safe on {0} and a second time. */
void xw_run_writer_free(struct xw_run_writer *writer);

/* Why the last call failed, for a person; "" when it did not. */
const char *xw_run_writer_trouble(const struct xw_run_writer *writer);

#endif
