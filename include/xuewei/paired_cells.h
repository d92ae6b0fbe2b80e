/* paired_cells.h: the places, years, stages and scopes that several runs have in common, and what each
 * run's replicates say of them.
 */
#ifndef XW_PAIRED_CELLS_H
#define XW_PAIRED_CELLS_H
#include "xuewei/run_draws.h"

/* The district or a town in a year; a stage with seats of the district. */
struct xw_paired_cell_key {
    enum xw_level level;
    const char *place;
    int32_t stage; /* row of the runs' stages */
    enum xw_scope scope;
    int16_t year;
};

struct xw_paired_cells {
    int32_t runs, replicates; /* replicates: 0 = the central histories alone */
    int32_t count;
    struct xw_paired_cell_key *key; /* by level, place, stage, scope, year */
    int32_t *gap;                   /* [count * runs] row of the run's gap_year */
    int32_t
        *draw; /* [count * runs * XW_QUANTITIES] row of the run's draws, XW_NONE for the net gap,
                      which they do not keep; NULL without replicates */
};

/* Whether two runs have the same school years and stages: XW_OK, XW_OUT_OF_RANGE with *trouble in keep,
 * which says what differs, or XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_paired_cells_alike(const struct xw_run *base, const struct xw_run *run,
                                                struct xw_arena *keep, const char **trouble);

/* Why the replicates of two runs are not the same futures (other numbers of them, seeds or points), in
 * keep; NULL when they are or when neither run has any. XW_OK or XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_paired_cells_why_not(const struct xw_run *base,
                                                  const struct xw_run *run, struct xw_arena *keep,
                                                  const char **why);

/* Find the cells that all runs have; the runs have the same stages.
 *
 *   replicates  those that every run keeps, or 0
 *
 * XW_STORE_FAILED when a run that has replicates does not keep those of a cell, XW_NO_MEMORY; *trouble
 * then says which, in keep, and *out is untouched. */
XW_CHECKED enum xw_status xw_paired_cells_find(int32_t runs, const struct xw_run *run,
                                               int32_t replicates, struct xw_arena *keep,
                                               struct xw_arena scratch, struct xw_paired_cells *out,
                                               const char **trouble);

/* A cell of one run: of every quantity its replicates, in order, and then the central history.
 *
 *   draws  open on the run's file; not looked at without replicates
 *   raw    [replicates] working space
 *   value  [XW_QUANTITIES] columns of replicates + 1 values, written
 *
 * XW_STORE_FAILED when the file is damaged; draws->trouble says so. */
XW_CHECKED enum xw_status xw_paired_cells_read(const struct xw_paired_cells *cells, int32_t cell,
                                               int32_t row, const struct xw_run *run,
                                               struct xw_run_draws *draws, int32_t *raw,
                                               double *const value[XW_QUANTITIES]);

#endif
