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

/* What a history leaves out, and the projects that are left. */
struct left {
    enum xw_left_out left_out;
    int32_t project;
    bool *projects;
};

struct shared {
    const struct xw_prepared *prepared;
    const struct xw_start *start;
    struct xw_progress *progress;
    struct worker *worker; /* [threads] */
    int32_t histories;
    const struct left *list;   /* [histories] */
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
    const struct left *left;
    int32_t count, room;
    struct xw_effect_row *row;
};

static enum xw_status take_gap(void *self, const struct xw_gap_row *gap)
{
    struct taker *t = self;
    if (gap->level != XW_LEVEL_DISTRICT || t->scenario->stages.stage[gap->stage].city) return XW_OK;
    if (t->count == t->room) return XW_OUT_OF_RANGE;
    t->row[t->count++] = (struct xw_effect_row){ .left_out = t->left->left_out,
                                                 .project = t->left->project,
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
                                                s->list[history].projects, without);
    if (status != XW_OK) return status;
    struct taker taker = { .scenario = s->prepared->scenario,
                           .left = &s->list[history],
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

/* Those that a history leaves in. */
static void fill_left(const struct xw_projects *projects, enum xw_left_out left_out,
                      int32_t project, bool *left)
{
    static const int statuses[XW_LEFT_OUTS] = {
        [XW_LEFT_OUT_PROJECT] = -1,
        [XW_LEFT_OUT_PLANNED] = XW_PROJECT_PLANNED,
        [XW_LEFT_OUT_APPROVED] = XW_PROJECT_APPROVED,
        [XW_LEFT_OUT_BUILDING] = XW_PROJECT_BUILDING,
        [XW_LEFT_OUT_ALL] = XW_PROJECT_OPEN,
    };
    for (int32_t p = 0; p < projects->count; p++)
        left[p] = projects->counted[p] && p != project && projects->status[p] > statuses[left_out];
}

static int32_t count_of(const bool *left, int32_t projects)
{
    int32_t count = 0;
    for (int32_t p = 0; p < projects; p++)
        count += left[p];
    return count;
}

/* Without one project after another; then the plan as far as it has come, of those that differ from
 * the central history and from one another; then without any. */
static enum xw_status list_histories(struct xw_arena *keep, const struct xw_projects *projects,
                                     struct shared *s)
{
    int32_t n = projects->count, before = count_of(projects->counted, n);
    struct left *list = XW_TAKE(keep, (ptrdiff_t)n + XW_LEFT_OUTS, struct left);
    bool *left = XW_TAKE(keep, ((ptrdiff_t)n + XW_LEFT_OUTS) * n, bool);
    if (list == NULL || left == NULL) return XW_NO_MEMORY;
    s->list = list;
    if (before == 0) return XW_OK;
    for (int32_t p = 0; p < n; p++)
        if (projects->counted[p])
            list[s->histories++] = (struct left){ XW_LEFT_OUT_PROJECT, p, NULL };
    for (int32_t k = XW_LEFT_OUT_PLANNED; k <= XW_LEFT_OUT_ALL; k++) {
        fill_left(projects, (enum xw_left_out)k, XW_NONE, left);
        int32_t count = count_of(left, n);
        if (k != XW_LEFT_OUT_ALL && (count == before || count == 0)) continue;
        list[s->histories++] = (struct left){ (enum xw_left_out)k, XW_NONE, NULL };
        before = count;
    }
    for (int32_t h = 0; h < s->histories; h++) {
        list[h].projects = left + (ptrdiff_t)h * n;
        fill_left(projects, list[h].left_out, list[h].project, list[h].projects);
    }
    return XW_OK;
}

static int32_t rows_of_history(const struct xw_prepared *p)
{
    int32_t stages = 0;
    for (int32_t g = 0; g < p->stages; g++)
        stages += !p->scenario->stages.stage[g].city;
    return p->years * stages * (XW_SCOPE_ALL + 1);
}

static enum xw_status run_all(struct shared *s, struct xw_pool *pool,
                              struct xw_project_effects *out)
{
    xw_progress_begin(s->progress, "without projects", s->histories);
    xw_pool_run(pool, s->histories, run_history, s);
    xw_progress_end(s->progress);
    if (atomic_load(&s->stopped)) return XW_STOPPED;
    for (int32_t h = 0; h < s->histories; h++) {
        if (s->status[h] == XW_OK) continue;
        out->left_out = s->list[h].left_out;
        out->project = s->list[h].project;
        out->law = s->law[h];
        return s->status[h];
    }
    out->histories = s->histories;
    out->row = s->row;
    return XW_OK;
}

enum xw_status xw_project_effects_run(struct xw_arena *keep, const struct xw_prepared *prepared,
                                      const struct xw_start *start, struct xw_pool *pool,
                                      struct xw_progress *progress, struct xw_project_effects *out)
{
    int32_t threads = xw_pool_threads(pool);
    struct shared s = { .prepared = prepared,
                        .start = start,
                        .progress = progress,
                        .worker = XW_TAKE(keep, threads, struct worker),
                        .rows = rows_of_history(prepared) };
    *out = (struct xw_project_effects){ .project = XW_NONE, .rows = s.rows };
    if (s.worker == NULL) return XW_NO_MEMORY;
    enum xw_status status = list_histories(keep, &prepared->scenario->projects, &s);
    if (status != XW_OK || s.histories == 0) return status;
    s.row = XW_TAKE(keep, (ptrdiff_t)s.histories * s.rows, struct xw_effect_row);
    s.status = XW_TAKE(keep, s.histories, enum xw_status);
    s.law = XW_TAKE(keep, s.histories, const char *);
    status = XW_NO_MEMORY;
    if (s.row != NULL && s.status != NULL && s.law != NULL) status = run_all(&s, pool, out);
    for (int32_t t = 0; t < threads; t++)
        close_worker(&s.worker[t]);
    return status;
}
