#include "xuewei/ensemble.h"
#include "xuewei/history.h"
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A thread's own. */
struct worker {
    enum xw_status status; /* of taking the rest */
    bool open;
    struct xw_state state;
    struct xw_arena keep;
    struct xw_draw draw;
    int32_t *value; /* [cells][replicates of a block] */
};

struct shared {
    const struct xw_ensemble *of;
    struct worker *worker;   /* [threads] */
    enum xw_status *status;  /* [blocks] */
    const char **law;        /* [blocks] */
    int32_t *failed;         /* [blocks] replicate that failed, or 0 */
    int *error;              /* [blocks] */
    bool *done;              /* [blocks] */
    atomic_int first_failed; /* block */
    atomic_int replicates;   /* done so far */
    atomic_bool stopped;
};

static enum xw_status open_worker(struct worker *w, const struct xw_ensemble *of)
{
    w->open = true;
    enum xw_status status = xw_state_init(&w->state);
    if (status == XW_OK) status = xw_arena_init(&w->keep, XW_ARENA_USUAL);
    if (status != XW_OK) return status;
    w->state.start = of->start;
    w->value = XW_TAKE_RAW(&w->keep, (ptrdiff_t)of->cells->count * XW_PARTS_BLOCK, int32_t);
    if (w->value == NULL) return XW_NO_MEMORY;
    return xw_draw_init(&w->keep, of->prepared, &w->draw);
}

static void close_worker(struct worker *w)
{
    if (!w->open) return;
    xw_state_free(&w->state);
    xw_arena_free(&w->keep);
}

/* A block after the first one that failed need not go on, an earlier one must: it may fail earlier. */
static bool may_go_on(struct shared *s, int32_t block, int32_t thread)
{
    struct xw_progress *progress = s->of->progress;
    if (atomic_load(&s->first_failed) < block) return false;
    /* One thread reports; the others look whether a stop is asked for. */
    bool good = true;
    if (thread == 0)
        good = xw_progress_at(progress, atomic_load(&s->replicates));
    else if (progress != NULL && progress->stop != NULL)
        good = *progress->stop == 0;
    if (!good) atomic_store(&s->stopped, true);
    return !atomic_load(&s->stopped);
}

static void note_failed(struct shared *s, int32_t block, enum xw_status status)
{
    int first = atomic_load(&s->first_failed);
    s->status[block] = status;
    while (block < first && !atomic_compare_exchange_weak(&s->first_failed, &first, block))
        continue;
}

static enum xw_status run_replicate(struct worker *w, const struct xw_ensemble *of,
                                    uint32_t replicate, int32_t *value, ptrdiff_t stride,
                                    const char **law)
{
    double point[XW_MAX_ASSUMPTIONS];
    struct xw_cells_of cells = { of->cells, value, stride };
    struct xw_sink sink = xw_cells_sink(&cells);
    xw_design_point(of->points, (int32_t)replicate, point);
    xw_draw_make(&w->draw, of->prepared, of->assumptions, point, replicate, XW_DRAW_ALL);
    return xw_history_replicate(&w->state, of->prepared, &w->draw, &sink, law);
}

static void run_block(void *context, int32_t block, int32_t thread)
{
    struct shared *s = context;
    const struct xw_ensemble *of = s->of;
    struct worker *w = &s->worker[thread];
    int32_t first = xw_parts_first(of->parts, block), n = xw_parts_count(of->parts, block);
    if (s->done[block] || !may_go_on(s, block, thread)) return;
    if (!w->open) w->status = open_worker(w, of);
    if (w->status != XW_OK) {
        note_failed(s, block, w->status);
        return;
    }
    xw_cells_clear(of->cells, n, w->value);
    for (int32_t r = 0; r < n; r++) {
        if (!may_go_on(s, block, thread)) return;
        const char *law = NULL;
        enum xw_status status =
            run_replicate(w, of, (uint32_t)(first + r + 1), w->value + r, n, &law);
        if (status != XW_OK) {
            s->failed[block] = first + r + 1;
            s->law[block] = law;
            note_failed(s, block, status);
            return;
        }
        atomic_fetch_add(&s->replicates, 1);
    }
    enum xw_status status = xw_parts_write(of->parts, block, w->value);
    s->error[block] = status == XW_OK ? 0 : errno;
    if (status != XW_OK)
        note_failed(s, block, status);
    else
        s->done[block] = true;
}

static void look_for_block(void *context, int32_t block, int32_t thread)
{
    struct shared *s = context;
    (void)thread;
    s->done[block] = xw_parts_done(s->of->parts, block);
}

static int32_t replicates_done(const struct shared *s)
{
    int32_t sum = 0;
    for (int32_t b = 0; b < s->of->parts->blocks; b++)
        sum += s->done[b] ? xw_parts_count(s->of->parts, b) : 0;
    return sum;
}

static enum xw_status run_blocks(struct shared *s, struct xw_ensemble_outcome *outcome)
{
    const struct xw_ensemble *of = s->of;
    int32_t blocks = of->parts->blocks;
    xw_pool_run(of->pool, blocks, look_for_block, s);
    outcome->found = replicates_done(s);
    atomic_store(&s->replicates, outcome->found);
    atomic_store(&s->first_failed, blocks);
    xw_progress_begin_after(of->progress, "replicates", of->parts->replicates, outcome->found);
    xw_pool_run(of->pool, blocks, run_block, s);
    xw_progress_end(of->progress);
    outcome->made = replicates_done(s) - outcome->found;
    int32_t failed = atomic_load(&s->first_failed);
    if (failed < blocks) {
        outcome->replicate = s->failed[failed];
        outcome->law = s->law[failed];
        outcome->error = s->error[failed];
        return s->status[failed];
    }
    return atomic_load(&s->stopped) ? XW_STOPPED : XW_OK;
}

enum xw_status xw_ensemble_run(const struct xw_ensemble *of, struct xw_ensemble_outcome *outcome)
{
    int32_t threads = xw_pool_threads(of->pool), blocks = of->parts->blocks;
    struct xw_arena keep;
    *outcome = (struct xw_ensemble_outcome){ 0 };
    if (xw_arena_init(&keep, XW_ARENA_USUAL) != XW_OK) return XW_NO_MEMORY;
    struct shared s = { .of = of,
                        .worker = XW_TAKE(&keep, threads, struct worker),
                        .status = XW_TAKE(&keep, blocks, enum xw_status),
                        .law = XW_TAKE(&keep, blocks, const char *),
                        .failed = XW_TAKE(&keep, blocks, int32_t),
                        .error = XW_TAKE(&keep, blocks, int),
                        .done = XW_TAKE(&keep, blocks, bool) };
    enum xw_status status = XW_NO_MEMORY;
    if (s.worker != NULL && s.status != NULL && s.law != NULL && s.failed != NULL &&
        s.error != NULL && s.done != NULL)
        status = run_blocks(&s, outcome);
    for (int32_t t = 0; s.worker != NULL && t < threads; t++)
        close_worker(&s.worker[t]);
    xw_arena_free(&keep);
    return status;
}
