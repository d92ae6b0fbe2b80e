#include "xuewei/sensitivity.h"
#include "xuewei/draw.h"
#include "xuewei/history.h"
#include "xuewei/start.h"
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *xw_response_word(enum xw_response response)
{
    static const char *const words[] = { "peak_gap", "peak_year", "surplus" };
    return words[response];
}

/* ---- one history at one point ---- */

/* The district's numbers of a stage, as they come year by year. */
struct seen {
    int32_t peak, nearest; /* largest local gap; largest demand less seats */
    int16_t peak_year, nearest_year;
    int32_t surplus;
};

struct worker {
    struct xw_arena keep;
    struct xw_state state;
    struct xw_draw draw;
    struct seen seen[XW_MAX_STAGES];
};

static enum xw_status take_gap(void *self, const struct xw_gap_row *row)
{
    struct worker *w = self;
    if (row->level != XW_LEVEL_DISTRICT || row->scope != XW_SCOPE_ALL) return XW_OK;
    struct seen *seen = &w->seen[row->stage];
    int32_t margin = row->demand - row->seats;
    if (row->local_gap > seen->peak) {
        seen->peak = row->local_gap;
        seen->peak_year = row->year;
    }
    if (seen->nearest_year == 0 || margin > seen->nearest) {
        seen->nearest = margin;
        seen->nearest_year = row->year;
    }
    seen->surplus = row->surplus; /* of the last year in the end */
    return XW_OK;
}

/* The work that the pool shares: a list of points. */
struct runner {
    const struct xw_prepared *prepared;
    struct xw_sensitivity *out;
    struct xw_start start; /* base rolls, found once */
    struct worker *worker; /* [threads] */
    const double *point;   /* [points][assumptions] */
    double *value;         /* [response][points] */
    int32_t points, from;
    enum xw_status *status; /* [points] */
    const char **law;       /* [points] */
};

static void run_point(void *context, int32_t task, int32_t thread)
{
    struct runner *r = context;
    struct worker *w = &r->worker[thread];
    const struct xw_assumptions *assumptions = &r->out->assumptions;
    int32_t i = r->from + task;
    struct xw_sink sink = { .self = w, .gap = take_gap, .brief = true };
    memset(w->seen, 0, sizeof w->seen);
    xw_draw_make(&w->draw, r->prepared, assumptions, r->point + (ptrdiff_t)i * assumptions->count,
                 1, XW_DRAW_PARAMETERS);
    r->status[i] = xw_history_replicate(&w->state, r->prepared, &w->draw, &sink, &r->law[i]);
    for (int32_t g = 0; g < r->out->stages; g++) {
        const struct seen *seen = &w->seen[r->out->stage[g]];
        double *value = r->value + (ptrdiff_t)g * XW_RESPONSES * r->points + i;
        value[XW_RESPONSE_PEAK_GAP * r->points] = seen->peak;
        value[XW_RESPONSE_PEAK_YEAR * r->points] =
            seen->peak > 0 ? seen->peak_year : seen->nearest_year;
        value[XW_RESPONSE_SURPLUS * r->points] = seen->surplus;
    }
}

static enum xw_status open_workers(struct runner *r, struct xw_arena *keep, int32_t threads)
{
    r->worker = calloc((size_t)threads, sizeof *r->worker);
    enum xw_status status = r->worker == NULL ? XW_NO_MEMORY : XW_OK;
    for (int32_t t = 0; status == XW_OK && t < threads; t++) {
        struct worker *w = &r->worker[t];
        status = xw_arena_init(&w->keep, XW_ARENA_USUAL);
        if (status == XW_OK) status = xw_state_init(&w->state);
        if (status == XW_OK) status = xw_draw_init(&w->keep, r->prepared, &w->draw);
        if (status == XW_OK && t == 0) status = xw_state_begin(&w->state, r->prepared);
        if (status == XW_OK && t == 0) status = xw_start_keep(keep, &w->state, &r->start);
        w->state.start = &r->start;
    }
    return status;
}

static void close_workers(struct runner *r, int32_t threads)
{
    for (int32_t t = 0; r->worker != NULL && t < threads; t++) {
        xw_state_free(&r->worker[t].state);
        xw_arena_free(&r->worker[t].keep);
    }
    free(r->worker);
}

/* ---- points of the three designs, one after another ---- */

/* Everything at its median, then each assumption at P10 and at P90. */
static void tornado_points(int32_t n, double *point)
{
    for (int32_t p = 0; p < 2 * n + 1; p++)
        for (int32_t i = 0; i < n; i++)
            point[(ptrdiff_t)p * n + i] = p == 2 * i + 1 ? 0.1 : p == 2 * i + 2 ? 0.9 : 0.5;
}

/* Simulate points, in turns of a few so that progress can be said and a stop obeyed. */
static enum xw_status run_points(struct runner *r, struct xw_pool *pool,
                                 struct xw_progress *progress, const char **law)
{
    int32_t turn = 8 * xw_pool_threads(pool);
    for (r->from = 0; r->from < r->points; r->from += turn) {
        if (!xw_progress_at(progress, r->out->runs)) return XW_STOPPED;
        int32_t tasks = r->points - r->from < turn ? r->points - r->from : turn;
        xw_pool_run(pool, tasks, run_point, r);
        r->out->runs += tasks;
        for (int32_t i = r->from; i < r->from + tasks; i++) {
            if (r->status[i] == XW_OK) continue;
            *law = r->law[i];
            return r->status[i];
        }
    }
    return XW_OK;
}

/* Columns for so many points, in scratch. */
static enum xw_status take_points(struct runner *r, struct xw_arena *scratch, int32_t points)
{
    r->points = points;
    r->point = NULL;
    r->value = XW_TAKE(scratch, (ptrdiff_t)points * r->out->responses, double);
    r->status = XW_TAKE(scratch, points, enum xw_status);
    r->law = XW_TAKE(scratch, points, const char *);
    return r->value == NULL || r->status == NULL || r->law == NULL ? XW_NO_MEMORY : XW_OK;
}

static enum xw_status tornado(struct runner *r, struct xw_arena scratch, struct xw_pool *pool,
                              struct xw_progress *progress, const char **law)
{
    int32_t n = r->out->assumptions.count, points = 2 * n + 1;
    double *point = XW_TAKE(&scratch, (ptrdiff_t)points * n, double);
    enum xw_status status = point == NULL ? XW_NO_MEMORY : take_points(r, &scratch, points);
    if (status != XW_OK) return status;
    tornado_points(n, point);
    r->point = point;
    status = run_points(r, pool, progress, law);
    for (int32_t k = 0; status == XW_OK && k < r->out->responses; k++) {
        const double *value = r->value + (ptrdiff_t)k * points;
        r->out->median[k] = value[0];
        for (int32_t i = 0; i < n; i++) {
            r->out->low[k * n + i] = value[2 * i + 1];
            r->out->high[k * n + i] = value[2 * i + 2];
        }
    }
    return status;
}

static enum xw_status morris(struct runner *r, struct xw_arena scratch,
                             const struct xw_sensitivity_options *options, struct xw_pool *pool,
                             struct xw_progress *progress, const char **law)
{
    int32_t n = r->out->assumptions.count, points = options->trajectories * (n + 1);
    double *point = XW_TAKE(&scratch, (ptrdiff_t)points * n, double);
    int32_t *moved = XW_TAKE(&scratch, (ptrdiff_t)options->trajectories * n, int32_t);
    if (point == NULL || moved == NULL) return XW_NO_MEMORY;
    enum xw_status status =
        xw_morris_design(scratch, n, options->trajectories, options->seed, point, moved);
    if (status == XW_OK) status = take_points(r, &scratch, points);
    r->point = point;
    if (status == XW_OK) status = run_points(r, pool, progress, law);
    for (int32_t k = 0; status == XW_OK && k < r->out->responses; k++)
        status =
            xw_morris_effects(n, options->trajectories, point, moved,
                              r->value + (ptrdiff_t)k * points, r->out->morris + (ptrdiff_t)k * n);
    return status;
}

/* How much an assumption matters: the largest of its mean absolute effects, each beside the largest of
 * any assumption on the same response. Years follow gaps and have no say. */
static double weight_of(const struct xw_sensitivity *s, int32_t assumption)
{
    double weight = 0.0;
    int32_t n = s->assumptions.count;
    for (int32_t k = 0; k < s->responses; k++) {
        double largest = 0.0;
        if (k % XW_RESPONSES == XW_RESPONSE_PEAK_YEAR) continue;
        for (int32_t i = 0; i < n; i++)
            largest = fmax(largest, s->morris[k * n + i].mu_star);
        if (largest > 0.0) weight = fmax(weight, s->morris[k * n + assumption].mu_star / largest);
    }
    return weight;
}

/* Keep the assumptions that matter most, in the order of the list; equal ones: the first. */
static enum xw_status screen(struct xw_sensitivity *s, struct xw_arena scratch, int32_t most)
{
    int32_t n = s->assumptions.count;
    uint8_t *chosen = XW_TAKE(&scratch, n, uint8_t);
    if (chosen == NULL) return XW_NO_MEMORY;
    for (int32_t k = 0; k < most && k < n; k++) {
        int32_t best = XW_NONE;
        double most_weight = 0.0;
        for (int32_t i = 0; i < n; i++) {
            double weight = weight_of(s, i);
            if (chosen[i] || !(weight > most_weight)) continue;
            best = i;
            most_weight = weight;
        }
        if (best == XW_NONE) break; /* the others move nothing */
        chosen[best] = 1;
    }
    for (int32_t i = 0; i < n; i++)
        if (chosen[i]) s->keep_row[s->kept++] = i;
    return XW_OK;
}

/* Points in the kept dimensions as points in all of them. */
static void spread_out(const struct xw_sensitivity *s, int32_t points, const double *of_kept,
                       double *point)
{
    int32_t n = s->assumptions.count;
    for (int32_t p = 0; p < points; p++) {
        double *at = point + (ptrdiff_t)p * n;
        for (int32_t i = 0; i < n; i++)
            at[i] = 0.5;
        for (int32_t k = 0; k < s->kept; k++)
            at[s->keep_row[k]] = of_kept[(ptrdiff_t)p * s->kept + k];
    }
}

static enum xw_status sobol(struct runner *r, struct xw_arena scratch,
                            const struct xw_sensitivity_options *options, struct xw_pool *pool,
                            struct xw_progress *progress, const char **law)
{
    struct xw_sensitivity *s = r->out;
    int32_t points = (s->kept + 2) * options->rows;
    double *of_kept = XW_TAKE(&scratch, (ptrdiff_t)points * s->kept, double);
    double *point = XW_TAKE(&scratch, (ptrdiff_t)points * s->assumptions.count, double);
    if (of_kept == NULL || point == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_sobol_design(s->kept, options->rows, options->seed, of_kept);
    if (status == XW_OK) status = take_points(r, &scratch, points);
    if (status != XW_OK) return status;
    spread_out(s, points, of_kept, point);
    r->point = point;
    status = run_points(r, pool, progress, law);
    for (int32_t k = 0; status == XW_OK && k < s->responses; k++) {
        const double *value = r->value + (ptrdiff_t)k * points;
        size_t both = 2 * (size_t)options->rows;
        s->mean[k] = gsl_stats_mean(value, 1, both);
        s->sd[k] = gsl_stats_sd_m(value, 1, both, s->mean[k]);
        status = xw_sobol_indices(scratch, s->kept, options->rows, value, options->resamples,
                                  options->level, options->seed, s->index + (ptrdiff_t)k * s->kept);
    }
    return status;
}

/* ---- all of it ---- */

static enum xw_status take_columns(struct xw_arena *keep, const struct xw_prepared *prepared,
                                   int32_t most, struct xw_sensitivity *s)
{
    s->stage = XW_TAKE(keep, prepared->stages, int32_t);
    if (s->stage == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < prepared->stages; g++)
        if (!prepared->scenario->stages.stage[g].city) s->stage[s->stages++] = g;
    s->responses = s->stages * XW_RESPONSES;
    ptrdiff_t cells = (ptrdiff_t)s->responses * s->assumptions.count;
    s->median = XW_TAKE(keep, s->responses, double);
    s->mean = XW_TAKE(keep, s->responses, double);
    s->sd = XW_TAKE(keep, s->responses, double);
    s->low = XW_TAKE(keep, cells, double);
    s->high = XW_TAKE(keep, cells, double);
    s->morris = XW_TAKE(keep, cells, struct xw_morris);
    s->keep_row = XW_TAKE(keep, most, int32_t);
    s->index = XW_TAKE(keep, (ptrdiff_t)s->responses * most, struct xw_sobol_index);
    if (s->median == NULL || s->mean == NULL || s->sd == NULL || s->low == NULL ||
        s->high == NULL || s->morris == NULL || s->keep_row == NULL || s->index == NULL)
        return XW_NO_MEMORY;
    return XW_OK;
}

static bool in_range(const struct xw_sensitivity_options *o)
{
    return o->trajectories >= 1 && (o->rows == 0 || o->rows >= 2) && o->most >= 1 &&
           o->most <= XW_SOBOL_MOST && o->resamples >= 0 && o->level > 0.0 && o->level < 1.0;
}

enum xw_status xw_sensitivity(struct xw_arena *keep, struct xw_arena scratch,
                              const struct xw_prepared *prepared,
                              const struct xw_sensitivity_options *options, struct xw_pool *pool,
                              struct xw_progress *progress, struct xw_sensitivity *out,
                              const char **law)
{
    struct runner r = { .prepared = prepared, .out = out };
    int32_t threads = xw_pool_threads(pool);
    if (!in_range(options)) return XW_OUT_OF_RANGE;
    *out = (struct xw_sensitivity){ 0 };
    enum xw_status status = xw_assumptions_list(keep, prepared->scenario, &out->assumptions);
    int32_t n = out->assumptions.count;
    if (status == XW_OK && n == 0) status = XW_OUT_OF_RANGE;
    if (status == XW_OK) status = take_columns(keep, prepared, options->most, out);
    if (status == XW_OK) status = open_workers(&r, keep, threads);
    if (status == XW_OK) {
        int32_t varied = n < options->most ? n : options->most;
        int64_t total = 2 * (int64_t)n + 1 + (int64_t)options->trajectories * (n + 1) +
                        (int64_t)options->rows * (varied + 2);
        xw_progress_begin(progress, prepared->scenario->name, total);
        status = tornado(&r, scratch, pool, progress, law);
        if (status == XW_OK) status = morris(&r, scratch, options, pool, progress, law);
        if (status == XW_OK && options->rows > 0) {
            status = screen(out, scratch, options->most);
            if (status == XW_OK && out->kept > 0)
                status = sobol(&r, scratch, options, pool, progress, law);
        }
        xw_progress_end(progress);
    }
    close_workers(&r, threads);
    return status;
}
