#include "xuewei/project_effects.h"
#include "xuewei/history.h"
#include "xuewei/without_projects.h"
#include <stdatomic.h>

/* A thread's own. */
struct worker {
    enum xw_status status; /* of taking the rest */
    bool open;
    struct xw_state state;
    struct xw_arena keep;
};

struct shared {
    const struct xw_prepared *prepared;
    const struct xw_start *start;
    struct xw_progress *progress;
    struct worker *worker;     /* [threads] */
    const int32_t *without;    /* [histories] project, or XW_NONE: all */
    int32_t rows;              /* of each history */
    struct xw_effect_row *row; /* [histories][rows] */
    enum xw_status *status;    /* [histories] */
    const char **law;          /* [histories] */
    atomic_int done;
    atomic_bool stopped;
};

/* Where the rows of one history go. */
struct taker {
    const struct xw_scenario *scenario;
    int32_t project, count, room;
    struct xw_effect_row *row;
};

static enum xw_status take_gap(void *self, const struct xw_gap_row *gap)
{
    struct taker *t = self;
    if (gap->level != XW_LEVEL_DISTRICT || t->scenario->stages.stage[gap->stage].city) return XW_OK;
    if (t->count == t->room) return XW_OUT_OF_RANGE;
    t->row[t->count++] = (struct xw_effect_row){ .project = t->project,
                                                 .year = gap->year,
                                                 .stage = gap->stage,
                                                 .scope = gap->scope,
                                                 .demand = gap->demand,
                                                 .seats = gap->seats,
                                                 .local_gap = gap->local_gap,
                                                 .net_gap = gap->net_gap,
                                                 .unplaced = gap->unplaced,
                                                 .surplus = gap->surplus };
    return XW_OK;
}

static enum xw_status open_worker(struct worker *w)
{
    w->open = true;
    enum xw_status status = xw_state_init(&w->state);
    return status == XW_OK ? xw_arena_init(&w->keep, XW_ARENA_USUAL) : status;
}

static void close_worker(struct worker *w)
{
    if (!w->open) return;
    xw_state_free(&w->state);
    xw_arena_free(&w->keep);
}

static enum xw_status run_without(struct shared *s, struct worker *w, int32_t history)
{
    xw_arena_reset(&w->keep);
    struct xw_without_projects *without = XW_TAKE(&w->keep, 1, struct xw_without_projects);
    if (without == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_without_projects(&w->keep, w->state.scratch, s->prepared, s->start,
                                                s->without[history], without);
    if (status != XW_OK) return status;
    struct taker taker = { .scenario = s->prepared->scenario,
                           .project = s->without[history],
                           .room = s->rows,
                           .row = s->row + (ptrdiff_t)history * s->rows };
    const struct xw_sink sink = { .self = &taker, .gap = take_gap, .brief = true };
    w->state.start = without->shares_start ? &without->start : NULL;
    status = xw_history_replicate(&w->state, &without->prepared, NULL, &sink, &s->law[history]);
    return status == XW_OK && taker.count != s->rows ? XW_OUT_OF_RANGE : status;
}

/* One thread reports; the others look whether a stop is asked for. */
static bool may_go_on(struct shared *s, int32_t thread)
{
    bool good = true;
    if (thread == 0)
        good = xw_progress_at(s->progress, atomic_load(&s->done));
    else if (s->progress != NULL && s->progress->stop != NULL)
        good = *s->progress->stop == 0;
    if (!good) atomic_store(&s->stopped, true);
    return !atomic_load(&s->stopped);
}

static void run_history(void *context, int32_t history, int32_t thread)
{
    struct shared *s = context;
    struct worker *w = &s->worker[thread];
    if (!may_go_on(s, thread)) return;
    if (!w->open) w->status = open_worker(w);
    s->status[history] = w->status == XW_OK ? run_without(s, w, history) : w->status;
    atomic_fetch_add(&s->done, 1);
}

/* The projects to leave out, one after another, then all: [counted + 1]. */
static int32_t *list_histories(struct xw_arena *keep, const struct xw_projects *projects,
                               int32_t *count)
{
    int32_t *without = XW_TAKE(keep, (ptrdiff_t)projects->count + 1, int32_t), n = 0;
    if (without == NULL) return NULL;
    for (int32_t p = 0; p < projects->count; p++)
        if (projects->counted[p]) without[n++] = p;
    if (n > 0) without[n++] = XW_NONE;
    *count = n;
    return without;
}

static int32_t rows_of_history(const struct xw_prepared *p)
{
    int32_t stages = 0;
    for (int32_t g = 0; g < p->stages; g++)
        stages += !p->scenario->stages.stage[g].city;
    return p->years * stages * (XW_SCOPE_ALL + 1);
}

static enum xw_status run_all(struct shared *s, struct xw_pool *pool, int32_t histories,
                              struct xw_project_effects *out)
{
    xw_progress_begin(s->progress, "without each project", histories);
    xw_pool_run(pool, histories, run_history, s);
    xw_progress_end(s->progress);
    if (atomic_load(&s->stopped)) return XW_STOPPED;
    for (int32_t h = 0; h < histories; h++) {
        if (s->status[h] == XW_OK) continue;
        out->failed = s->without[h];
        out->law = s->law[h];
        return s->status[h];
    }
    return XW_OK;
}

enum xw_status xw_project_effects_run(struct xw_arena *keep, const struct xw_prepared *prepared,
                                      const struct xw_start *start, struct xw_pool *pool,
                                      struct xw_progress *progress, struct xw_project_effects *out)
{
    int32_t threads = xw_pool_threads(pool), histories = 0;
    *out = (struct xw_project_effects){ .failed = XW_NONE, .rows = rows_of_history(prepared) };
    const int32_t *without = list_histories(keep, &prepared->scenario->projects, &histories);
    if (without == NULL) return XW_NO_MEMORY;
    if (histories == 0) return XW_OK;
    struct shared s = { .prepared = prepared,
                        .start = start,
                        .progress = progress,
                        .worker = XW_TAKE(keep, threads, struct worker),
                        .without = without,
                        .rows = out->rows,
                        .row =
                            XW_TAKE(keep, (ptrdiff_t)histories * out->rows, struct xw_effect_row),
                        .status = XW_TAKE(keep, histories, enum xw_status),
                        .law = XW_TAKE(keep, histories, const char *) };
    enum xw_status status = XW_NO_MEMORY;
    if (s.worker != NULL && s.row != NULL && s.status != NULL && s.law != NULL)
        status = run_all(&s, pool, histories, out);
    for (int32_t t = 0; s.worker != NULL && t < threads; t++)
        close_worker(&s.worker[t]);
    if (status != XW_OK) return status;
    out->histories = histories;
    out->row = s.row;
    return XW_OK;
}
