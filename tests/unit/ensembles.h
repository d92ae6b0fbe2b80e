/* ensembles.h: an ensemble of the tiny scenario, up to its parts, for tests. */
#ifndef XW_ENSEMBLES_H
#define XW_ENSEMBLES_H
#include "tiny.h"
#include "xuewei/ensemble.h"
#include <unistd.h>

#define ENSEMBLES_IDENTITY "00000000000000000000000000000000000000000000000000000000000000ff"

struct ensembles {
    struct tiny t;
    struct xw_start start;
    struct xw_cells cells;
    struct xw_assumptions assumptions;
    struct xw_design_points points;
    struct xw_parts parts;
    struct xw_ensemble ensemble;
    char folder[32];
};

/* The central history, recorded, and open parts in a folder of their own. What is not recorded goes to
 * tiny's sink. */
static inline void ensembles_open(struct ensembles *e, int32_t replicates,
                                  const char *const *override)
{
    tiny_open(&e->t, override);
    ck_assert_int_eq(xw_start_keep(&e->t.keep, &e->t.state, &e->start), XW_OK);
    ck_assert_int_eq(xw_cells_open(&e->t.keep, &e->t.prepared, &e->cells), XW_OK);
    struct xw_sink recorder = xw_cells_recorder(&e->cells, &e->t.sink);
    ck_assert_int_eq(xw_history_run(&e->t.state, &e->t.prepared, &recorder, NULL, &e->t.law),
                     XW_OK);
    ck_assert_int_eq(xw_cells_list(&e->cells), XW_OK);
    ck_assert_int_eq(xw_assumptions_list(&e->t.keep, &e->t.scenario, &e->assumptions), XW_OK);
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 7, &e->assumptions, replicates, &e->points),
                     XW_OK);
    strcpy(e->folder, "ensemble-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(e->folder));
    ck_assert_int_eq(xw_parts_open(&e->parts, &e->t.keep, e->folder, ENSEMBLES_IDENTITY,
                                   e->cells.count, replicates),
                     XW_OK);
    e->ensemble = (struct xw_ensemble){ .prepared = &e->t.prepared,
                                        .start = &e->start,
                                        .cells = &e->cells,
                                        .assumptions = &e->assumptions,
                                        .points = &e->points,
                                        .parts = &e->parts };
}

/* Run it on some threads. */
static inline enum xw_status ensembles_run(struct ensembles *e, int32_t threads,
                                           struct xw_ensemble_outcome *outcome)
{
    struct xw_pool *pool = NULL;
    ck_assert_int_eq(xw_pool_open(threads, &pool), XW_OK);
    e->ensemble.pool = pool;
    enum xw_status status = xw_ensemble_run(&e->ensemble, outcome);
    xw_pool_close(pool);
    e->ensemble.pool = NULL;
    return status;
}

static inline void ensembles_close(struct ensembles *e)
{
    xw_parts_remove(&e->parts);
    ck_assert_int_ne(access(e->folder, F_OK), 0);
    tiny_close(&e->t);
}

#endif
