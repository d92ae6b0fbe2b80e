/* kept.h: rows of input tables that a run keeps, as pages look at them (run_carried.h). */
#ifndef XW_REPORT_KEPT_H
#define XW_REPORT_KEPT_H
#include "view.h"
#include "xuewei/run_carried.h"

/* The rows of a table. */
const struct xw_carried *xw_kept(const struct xw_figures *figures, enum xw_table table);

/* The stage that a cell names, as a row of the run's stages; XW_NONE for an empty cell, and for a stage
 * that the run has not. */
int32_t xw_kept_stage(const struct xw_figures *figures, const struct xw_carried *kept,
                      enum xw_column column, int32_t row);

/* The row of the run's schools, projects, zones of that code, or XW_NONE. */
int32_t xw_kept_school(const struct xw_figures *figures, const char *code);
int32_t xw_kept_project(const struct xw_figures *figures, const char *code);
int32_t xw_kept_zone(const struct xw_figures *figures, const char *code);

/* The figure of the table statistics of a stage, quantity and year; false when it has none. */
bool xw_kept_statistic(const struct xw_figures *figures, int32_t stage, const char *quantity,
                       int32_t year, double *value);

/* A norm that held in all grades of a stage, or in its entry grade; NaN where the run tells none. */
double xw_kept_norm(const struct xw_figures *figures, int32_t stage, const char *quantity);

/* A difference, and the same in per cent of what it is a difference from ("—" of nothing), as cells. */
void xw_cell_signed(struct xw_view *view, int64_t difference);
void xw_cell_apart(struct xw_view *view, double difference, double from);

#endif
