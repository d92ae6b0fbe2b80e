#include "xuewei/ensemble_file.h"
#include "xuewei/packed.h"
#include "xuewei/summary.h"
#include <errno.h>
#include <math.h>
#include <string.h>

/* A thread's own. */
struct worker {
    struct xw_summary_room room;
    int32_t *block; /* what a part gives at a time */
    struct xw_packer packer;
};

struct shared {
    const struct xw_ensemble_file *of;
    struct xw_arena keep;
    int32_t n, threads, most_cells; /* replicates; cells of a piece */
    struct worker *worker;
    enum xw_status *status; /* [blocks] of reading */
    int *error;

    int32_t first, count; /* cells of the piece in memory */
    int32_t *value;       /* [count][n] */

    /* what is found: by series, and by row of the cells */
    struct xw_series_summary *series;
    struct xw_gap_spread *gap; /* [gaps] */
    struct xw_school_spread *school;
    double *p_open;

    /* draws of the piece's series, packed */
    int32_t from_series;
    uint8_t *packed;
    ptrdiff_t *length; /* [cells of the piece] */
};

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Cells of a piece: as many as fit, but a whole series. */
static int32_t cells_of_piece(const struct xw_ensemble_file *f, int32_t n)
{
    ptrdiff_t fit = f->piece / ((ptrdiff_t)n * (ptrdiff_t)sizeof(int32_t));
    int32_t least = larger(2, f->cells->years * XW_CELL_QUANTITIES);
    return fit < least             ? least
           : fit > f->cells->count ? larger(least, f->cells->count)
                                   : (int32_t)fit;
}

static enum xw_status open_workers(struct shared *s)
{
    s->worker = XW_TAKE(&s->keep, s->threads, struct worker);
    if (s->worker == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    for (int32_t t = 0; status == XW_OK && t < s->threads; t++) {
        struct worker *w = &s->worker[t];
        status = xw_summary_room_take(&s->keep, s->n, &w->room);
        if (status == XW_OK) status = xw_packer_open(&w->packer);
        w->block = XW_TAKE_RAW(&s->keep, (ptrdiff_t)s->most_cells * XW_PARTS_BLOCK, int32_t);
        if (w->block == NULL) status = XW_NO_MEMORY;
    }
    return status;
}

static enum xw_status take_series(struct shared *s)
{
    const struct xw_cells *c = s->of->cells;
    s->series = XW_TAKE(&s->keep, c->series_count, struct xw_series_summary);
    if (s->series == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->series_count; i++) {
        struct xw_series_summary *one = &s->series[i];
        one->quantile =
            XW_TAKE(&s->keep, (ptrdiff_t)c->years * XW_QUANTITIES, struct xw_quantile_row);
        one->spread = XW_TAKE(&s->keep, c->years, struct xw_gap_spread);
        one->service = XW_TAKE(&s->keep, (ptrdiff_t)c->years * XW_SERVICES, struct xw_service_row);
        if (one->quantile == NULL || one->spread == NULL || one->service == NULL)
            return XW_NO_MEMORY;
    }
    return XW_OK;
}

static enum xw_status open_shared(struct shared *s)
{
    const struct xw_cells *c = s->of->cells;
    int32_t blocks = s->of->parts->blocks;
    s->value = XW_TAKE_RAW(&s->keep, (ptrdiff_t)s->most_cells * s->n, int32_t);
    s->status = XW_TAKE(&s->keep, blocks, enum xw_status);
    s->error = XW_TAKE(&s->keep, blocks, int);
    s->gap = XW_TAKE(&s->keep, c->gaps, struct xw_gap_spread);
    s->school = XW_TAKE(&s->keep, c->school_years, struct xw_school_spread);
    s->p_open = XW_TAKE(&s->keep, c->project_years, double);
    s->packed = XW_TAKE_RAW(&s->keep, s->most_cells * xw_packed_most(s->n), uint8_t);
    s->length = XW_TAKE(&s->keep, s->most_cells, ptrdiff_t);
    if (s->value == NULL || s->status == NULL || s->error == NULL || s->gap == NULL ||
        s->school == NULL || s->p_open == NULL || s->packed == NULL || s->length == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = take_series(s);
    return status == XW_OK ? open_workers(s) : status;
}

static void close_shared(struct shared *s)
{
    for (int32_t t = 0; s->worker != NULL && t < s->threads; t++)
        xw_packer_close(&s->worker[t].packer);
    xw_arena_free(&s->keep);
}

static void read_block(void *context, int32_t block, int32_t thread)
{
    struct shared *s = context;
    s->status[block] =
        xw_parts_read(s->of->parts, block, s->first, s->count, s->worker[thread].block, s->value);
    s->error[block] = s->status[block] == XW_OK ? 0 : errno;
}

/* Bring cells into memory. */
static enum xw_status read_piece(struct shared *s, int32_t first, int32_t count)
{
    s->first = first;
    s->count = count;
    xw_pool_run(s->of->pool, s->of->parts->blocks, read_block, s);
    for (int32_t b = 0; b < s->of->parts->blocks; b++) {
        errno = s->error[b];
        if (s->status[b] != XW_OK) return s->status[b];
    }
    return XW_OK;
}

static const int32_t *column(const struct shared *s, int32_t cell)
{
    return s->value + (ptrdiff_t)(cell - s->first) * s->n;
}

/* Draws are kept of the district and its towns. */
static bool has_draws(const struct xw_cell_series *series)
{
    return series->level == XW_LEVEL_DISTRICT || series->level == XW_LEVEL_TOWN;
}

static void summarise_series(void *context, int32_t task, int32_t thread)
{
    struct shared *s = context;
    const struct xw_cells *c = s->of->cells;
    struct worker *w = &s->worker[thread];
    const struct xw_cell_series *series = &c->series[s->from_series + task];
    xw_summary_series(series, c->first, c->years, s->n, column(s, series->first), s->of->threshold,
                      &w->room, &s->series[s->from_series + task]);
    for (int32_t k = 0; has_draws(series) && k < c->years * series->quantities; k++) {
        int32_t at = series->first + k - s->first;
        s->length[at] = xw_pack(&w->packer, column(s, series->first + k), s->n,
                                s->packed + at * xw_packed_most(s->n));
    }
}

static enum xw_status write_draws(const struct shared *s, int32_t row, struct xw_run_writer *writer)
{
    const struct xw_cell_series *of = &s->of->cells->series[row];
    enum xw_status status = XW_OK;
    if (!has_draws(of)) return XW_OK;
    for (int32_t k = 0; status == XW_OK && k < s->of->cells->years * of->quantities; k++) {
        int32_t at = of->first + k - s->first, q = k % of->quantities;
        struct xw_draw_row draw = { .level = of->level,
                                    .place = of->place,
                                    .year = (int16_t)(s->of->cells->first + k / of->quantities),
                                    .stage = of->stage,
                                    .scope = of->scope,
                                    .quantity = of->city ? xw_cell_of_city[q] : xw_cell_quantity[q],
                                    .replicates = s->n };
        status =
            xw_run_writer_draw(writer, &draw, s->packed + at * xw_packed_most(s->n), s->length[at]);
    }
    return status;
}

/* Series by series, as many at a time as a piece holds; table draw is written on the way. */
static enum xw_status series_pieces(struct shared *s, struct xw_run_writer *writer)
{
    const struct xw_cells *c = s->of->cells;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < c->series_count;) {
        int32_t first = c->series[i].first, end = first, until = i;
        for (; until < c->series_count; until++) {
            int32_t after = c->series[until].first + c->years * c->series[until].quantities;
            if (after - first > s->most_cells) break;
            end = after;
        }
        s->from_series = i;
        status = read_piece(s, first, end - first);
        if (status == XW_OK) xw_pool_run(s->of->pool, until - i, summarise_series, s);
        for (; status == XW_OK && i < until; i++)
            status = write_draws(s, i, writer);
    }
    return status;
}

/* The rows of one kind are summarised by stretches, one a task. */
enum { STRETCH = 64 };

static bool in_piece(const struct shared *s, int32_t cell)
{
    return cell >= s->first && cell < s->first + s->count;
}

static int32_t end_of(int32_t task, int32_t rows)
{
    return (task + 1) * STRETCH < rows ? (task + 1) * STRETCH : rows;
}

static void summarise_gaps(void *context, int32_t task, int32_t thread)
{
    struct shared *s = context;
    const struct xw_cells *c = s->of->cells;
    for (int32_t i = task * STRETCH; i < end_of(task, c->gaps); i++)
        if (c->gap[i].level == XW_LEVEL_CATCHMENT && in_piece(s, c->gap_cell[i]))
            s->gap[i] = xw_summary_gap(s->n, column(s, c->gap_cell[i]), &s->worker[thread].room);
}

static void summarise_schools(void *context, int32_t task, int32_t thread)
{
    struct shared *s = context;
    const struct xw_cells *c = s->of->cells;
    for (int32_t i = task * STRETCH; i < end_of(task, c->school_years); i++)
        if (in_piece(s, c->school_cell[i]))
            s->school[i] =
                xw_summary_school(s->n, column(s, c->school_cell[i]),
                                  column(s, c->school_cell[i] + 1), &s->worker[thread].room);
}

static void summarise_projects(void *context, int32_t task, int32_t thread)
{
    struct shared *s = context;
    const struct xw_cells *c = s->of->cells;
    (void)thread;
    for (int32_t i = task * STRETCH; i < end_of(task, c->project_years); i++)
        if (in_piece(s, c->project_cell[i]))
            s->p_open[i] = xw_summary_share(s->n, column(s, c->project_cell[i]));
}

/* The cells after those of the series: one a catchment, two a school, one a project. */
static enum xw_status row_pieces(struct shared *s)
{
    const struct xw_cells *c = s->of->cells;
    int32_t catchments = c->count - 2 * c->school_years - c->project_years;
    int32_t at = 0;
    for (int32_t i = 0; i < c->series_count; i++)
        at += c->years * c->series[i].quantities;
    const struct {
        int32_t end, even, rows;
        xw_pool_task *task;
    } kinds[] = {
        { catchments, 1, c->gaps, summarise_gaps },
        { catchments + 2 * c->school_years, 2, c->school_years, summarise_schools },
        { c->count, 1, c->project_years, summarise_projects },
    };
    enum xw_status status = XW_OK;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        int32_t most = s->most_cells - s->most_cells % kinds[k].even;
        while (status == XW_OK && at < kinds[k].end) {
            int32_t count = kinds[k].end - at < most ? kinds[k].end - at : most;
            status = read_piece(s, at, count);
            if (status == XW_OK)
                xw_pool_run(s->of->pool, (kinds[k].rows + STRETCH - 1) / STRETCH, kinds[k].task, s);
            at += count;
        }
    }
    return status;
}

/* The series of a row of a place, from its first cell. */
static const struct xw_gap_spread *spread_of(const struct shared *s, int32_t gap)
{
    const struct xw_cells *c = s->of->cells;
    int32_t low = 0, high = c->series_count - 1;
    if (c->gap[gap].level == XW_LEVEL_CATCHMENT) return &s->gap[gap];
    if (c->gap[gap].level == XW_LEVEL_ZONE || c->gap[gap].net_gap == XW_NONE) return NULL;
    while (low < high) {
        int32_t middle = (low + high + 1) / 2;
        if (c->series[middle].first <= c->gap_cell[gap])
            low = middle;
        else
            high = middle - 1;
    }
    return &s->series[low].spread[c->gap[gap].year - c->first];
}

static enum xw_status write_central(const struct shared *s, struct xw_run_writer *writer)
{
    const struct xw_cells *c = s->of->cells;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < c->gaps; i++)
        status = xw_run_writer_gap(writer, &c->gap[i], spread_of(s, i));
    for (int32_t i = 0; status == XW_OK && i < c->school_years; i++)
        status = xw_run_writer_school(writer, &c->school_year[i], &s->school[i]);
    for (int32_t i = 0; status == XW_OK && i < c->project_years; i++)
        status = xw_run_writer_project(writer, &c->project_year[i], s->p_open[i]);
    return status;
}

static enum xw_status write_series(const struct shared *s, struct xw_run_writer *writer)
{
    const struct xw_cells *c = s->of->cells;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; i < c->series_count; i++) {
        int32_t quantities = c->series[i].city ? XW_CELL_OF_CITY : XW_QUANTITIES;
        for (int32_t k = 0; status == XW_OK && k < c->years * quantities; k++)
            status = xw_run_writer_quantile(writer, &s->series[i].quantile[k]);
        if (c->series[i].city) continue;
        for (int32_t k = 0; status == XW_OK && k < c->years * XW_SERVICES; k++)
            status = xw_run_writer_service(writer, &s->series[i].service[k]);
        if (status == XW_OK) status = xw_run_writer_risk(writer, &s->series[i].risk);
    }
    return status;
}

static enum xw_status write_assumptions(const struct shared *s, struct xw_run_writer *writer)
{
    const struct xw_assumptions *all = s->of->assumptions;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < all->count; i++) {
        const struct xw_assumption *a = &all->of[i];
        struct xw_assumption_row row = { .name = a->name,
                                         .name_zh = a->name_zh,
                                         .name_en = a->name_en,
                                         .shape = xw_shape_word(a->shape),
                                         .unit = a->unit,
                                         .p10 = xw_assumption_value(a, 0.1),
                                         .p50 = xw_assumption_value(a, 0.5),
                                         .p90 = xw_assumption_value(a, 0.9),
                                         .source = a->source,
                                         .evidence = (enum xw_evidence)a->evidence };
        status = xw_run_writer_assumption(writer, &row);
    }
    for (int32_t i = 0; status == XW_OK && i < s->of->processes->count; i++)
        status = xw_run_writer_assumption(writer, &s->of->processes->row[i]);
    return status;
}

enum xw_status xw_ensemble_file_write(const struct xw_ensemble_file *file,
                                      struct xw_run_writer *writer)
{
    struct shared s = { .of = file,
                        .n = file->parts->replicates,
                        .threads = xw_pool_threads(file->pool) };
    s.most_cells = cells_of_piece(file, s.n);
    enum xw_status status = xw_arena_init(&s.keep, XW_ARENA_USUAL);
    if (status != XW_OK) return status;
    status = open_shared(&s);
    if (status == XW_OK) status = series_pieces(&s, writer);
    if (status == XW_OK) status = row_pieces(&s);
    if (status == XW_OK) status = write_central(&s, writer);
    if (status == XW_OK) status = write_series(&s, writer);
    if (status == XW_OK) status = write_assumptions(&s, writer);
    int error = errno;
    close_shared(&s);
    errno = error;
    return status;
}
