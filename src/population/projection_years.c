#include "xuewei/projection_years.h"
#include "kernel.h"
#include <math.h>
#include <string.h>

/* A task is so many blocks: enough that a thread seldom asks for the next, few enough that all
 * threads have some. What tasks add up has this grain whatever the threads. */
enum { BLOCKS_OF_A_TASK = 8 };

/* Beyond this many bytes the caches could not hold what is kept. */
#define STREAM_BYTES ((ptrdiff_t)16 << 20)

struct engine {
    const struct xw_projection_job *of;
    const struct xw_kernel *kernel;
    struct xw_kernel_job job;
    struct xw_kernel_year *year; /* [years] */
    struct xw_kernel_work *work; /* [threads] */
    int32_t blocks, tasks;
    int32_t *limited; /* [task][year] */
    int *bad;         /* [task] */

    /* Zones that wait for each other. */
    char *people, *happened; /* [block] */
    uint16_t *halved;        /* [block][sex][age] */
    char *sum_lines;         /* [thread][sex][age] lines */
    double *part;            /* [task][sex][age] people; of births [task] */
    double *stock, *none;    /* [sex][age] */
    struct xw_kernel_district district;
    int32_t now;      /* the year in hand */
    int32_t from, to; /* ages that a pass counts or moves */
    bool first_half;
};

static const struct xw_kernel *kernel_of(enum xw_precision precision, enum xw_vector_unit unit)
{
    bool single = precision == XW_SINGLE;
#if defined __x86_64__
    if (unit == XW_UNIT_AVX512) return single ? &xw_kernel_single_avx512 : &xw_kernel_double_avx512;
    if (unit == XW_UNIT_AVX2) return single ? &xw_kernel_single_avx2 : &xw_kernel_double_avx2;
#endif
    (void)unit;
    return single ? &xw_kernel_single_base : &xw_kernel_double_base;
}

static bool starts_a_line(const void *blocks)
{
    return (uintptr_t)blocks % XW_LINE_BYTES == 0;
}

static enum xw_status check_outputs(const struct xw_projection_job *of)
{
    if (of->ranges < 0 || !starts_a_line(of->now) || !starts_a_line(of->sums))
        return XW_OUT_OF_RANGE;
    if (of->precision != XW_DOUBLE && (of->from_rows != NULL || of->to_rows != NULL))
        return XW_OUT_OF_RANGE;
    for (int32_t t = 0; of->kept != NULL && t < of->years; t++)
        if (!starts_a_line(of->kept[t])) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < of->ranges; i++)
        if (of->range[i].first < 0 || of->range[i].first > of->range[i].last ||
            of->range[i].last >= of->ages)
            return XW_OUT_OF_RANGE;
    return XW_OK;
}

static bool same_rates(const struct xw_step_rates *a, const struct xw_step_rates *b)
{
    bool same_births =
        a->known_births == b->known_births || (isnan(a->known_births) && isnan(b->known_births));
    return same_births && a->width == b->width && a->timing == b->timing &&
           a->fertility == b->fertility && a->fertility_places == b->fertility_places &&
           a->survival == b->survival && a->mortality_places == b->mortality_places &&
           a->migration == b->migration && a->migration_places == b->migration_places &&
           a->migration_is_rate == b->migration_is_rate &&
           a->males_per_female == b->males_per_female &&
           a->fertility_factor == b->fertility_factor &&
           a->migration_factor == b->migration_factor && a->births_at == b->births_at;
}

/* Years mostly have the tables of the year before: they are looked at once. */
static enum xw_status check_rates(const struct xw_projection_job *of)
{
    for (int32_t t = 0; t < of->years; t++) {
        if (t > 0 && same_rates(&of->rates[t], &of->rates[t - 1])) continue;
        enum xw_status status = xw_step_rates_check(of->zones, of->ages, &of->rates[t]);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

static enum xw_status check(const struct xw_projection_job *of)
{
    if (of->zones < 0 || of->ages < 2 || of->years < 0) return XW_OUT_OF_RANGE;
    if (of->precision != XW_DOUBLE && of->precision != XW_SINGLE) return XW_OUT_OF_RANGE;
    if (!xw_vector_unit_here(of->unit)) return XW_OUT_OF_RANGE;
    enum xw_status status = check_outputs(of);
    return status == XW_OK ? check_rates(of) : status;
}

/* What a cell of the start holds. */
static double start_at(const struct xw_projection_job *of, int32_t zone, ptrdiff_t column)
{
    int32_t lanes = xw_blocks_lanes(of->precision);
    if (of->from_rows != NULL) return of->from_rows[(ptrdiff_t)zone * XW_SEXES * of->ages + column];
    ptrdiff_t at =
        ((ptrdiff_t)(zone / lanes) * XW_SEXES * of->ages + column) * lanes + zone % lanes;
    return of->precision == XW_SINGLE ? (double)((const float *)of->now)[at]
                                      : ((const double *)of->now)[at];
}

/* The first thing wrong with the start, in the order of zones. */
static enum xw_status fault_of_start(const struct xw_projection_job *of)
{
    for (int32_t z = 0; z < of->zones; z++)
        for (ptrdiff_t i = 0; i < (ptrdiff_t)XW_SEXES * of->ages; i++) {
            double value = start_at(of, z, i);
            if (!isfinite(value)) return XW_NOT_FINITE;
            if (value < 0.0) return XW_NEGATIVE;
        }
    return XW_OUT_OF_RANGE; /* in a lane that is no zone */
}

static bool lanes_beyond_are_empty(const struct xw_projection_job *of)
{
    int32_t end = xw_blocks_count(of->precision, of->zones) * xw_blocks_lanes(of->precision);
    if (of->from_rows != NULL) return true;
    for (int32_t z = of->zones; z < end; z++)
        for (ptrdiff_t i = 0; i < (ptrdiff_t)XW_SEXES * of->ages; i++)
            if (start_at(of, z, i) != 0.0) return false;
    return true;
}

/* Ages outside of which no place has births. */
static void find_mothers(const struct xw_step_rates *r, int32_t ages, struct xw_kernel_year *year)
{
    year->mothers_from = ages;
    year->mothers_to = 1;
    for (int32_t p = 0; p < r->fertility_places; p++)
        for (int32_t a = 1; a < ages; a++) {
            if (r->fertility[(ptrdiff_t)p * ages + a] == 0.0) continue;
            if (a < year->mothers_from) year->mothers_from = a;
            if (a >= year->mothers_to) year->mothers_to = a + 1;
        }
    if (year->mothers_from == ages) year->mothers_from = 1;
}

static enum xw_kernel_move move_of(const struct xw_projection_job *of,
                                   const struct xw_step_rates *r)
{
    if (r->migration == NULL) return XW_MOVE_NOBODY;
    if (r->migration_is_rate) return XW_MOVE_RATES;
    /* The only zone takes all that is shared. */
    return r->migration_places == 1 && of->zones != 1 ? XW_MOVE_SHARED : XW_MOVE_PERSONS;
}

static void *take_lines(struct xw_arena *scratch, ptrdiff_t lines)
{
    return xw_arena_take_raw(scratch, lines, XW_LINE_BYTES, XW_LINE_BYTES);
}

/* The district's numbers of a year in the precision of the job. */
static bool round_tables(const struct engine *e, struct xw_kernel_year *year,
                         struct xw_arena *scratch)
{
    const struct xw_step_rates *r = year->rates;
    ptrdiff_t ages = e->of->ages, columns = XW_SEXES * ages;
    size_t size = e->of->precision == XW_SINGLE ? sizeof(float) : sizeof(double);
    year->survival = xw_arena_take(scratch, columns, size, sizeof(double));
    year->fertility = xw_arena_take(scratch, ages, size, sizeof(double));
    year->net = xw_arena_take(scratch, r->migration == NULL ? 0 : columns, size, sizeof(double));
    if (year->survival == NULL || year->fertility == NULL || year->net == NULL) return false;
    e->kernel->round(columns, r->survival, 1.0, year->survival);
    e->kernel->round(ages, r->fertility, xw_kernel_bear_factor(r), year->fertility);
    if (r->migration != NULL)
        e->kernel->round(columns, r->migration, xw_kernel_move_factor(r), year->net);
    return true;
}

/* Whether zones wait for each other in any year. */
static bool prepare_years(struct engine *e, struct xw_arena *scratch, bool *wait)
{
    *wait = false;
    e->year = XW_TAKE(scratch, e->of->years, struct xw_kernel_year);
    if (e->year == NULL) return false;
    for (int32_t t = 0; t < e->of->years; t++) {
        const struct xw_step_rates *r = &e->of->rates[t];
        struct xw_kernel_year *year = &e->year[t];
        if (t > 0 && same_rates(r, r - 1)) {
            *year = year[-1];
            continue;
        }
        *year = (struct xw_kernel_year){ .rates = r,
                                         .move = move_of(e->of, r),
                                         .even = r->timing == XW_MIGRATION_EVEN,
                                         .known = !isnan(r->known_births) };
        year->lines = r->fertility_places != 1 || r->mortality_places != 1 ||
                      year->move == XW_MOVE_PERSONS ||
                      (year->move == XW_MOVE_RATES &&
                       (r->migration_places != 1 || r->migration_factor != NULL));
        *wait |= year->known || year->move == XW_MOVE_SHARED;
        find_mothers(r, e->of->ages, year);
        if (!year->lines && !round_tables(e, year, scratch)) return false;
    }
    return true;
}

static bool take_work(struct engine *e, struct xw_arena *scratch)
{
    int32_t threads = xw_pool_threads(e->of->pool);
    ptrdiff_t ages = e->of->ages, lines = XW_SEXES * ages;
    e->work = XW_TAKE(scratch, threads, struct xw_kernel_work);
    e->limited = XW_TAKE(scratch, (ptrdiff_t)e->tasks * e->of->years, int32_t);
    e->bad = XW_TAKE(scratch, e->tasks, int);
    if (e->work == NULL || e->limited == NULL || e->bad == NULL) return false;
    for (int32_t i = 0; i < threads; i++) {
        e->work[i] = (struct xw_kernel_work){ .people = take_lines(scratch, lines),
                                              .survival = take_lines(scratch, lines),
                                              .net = take_lines(scratch, lines),
                                              .fertility = take_lines(scratch, ages),
                                              .happened = take_lines(scratch, XW_HAPPENED),
                                              .laid_block = -1 };
        const struct xw_kernel_work *w = &e->work[i];
        if (w->people == NULL || w->survival == NULL || w->net == NULL || w->fertility == NULL ||
            w->happened == NULL)
            return false;
    }
    return true;
}

static int32_t task_begin(int32_t task)
{
    return task * BLOCKS_OF_A_TASK;
}

static int32_t task_end(const struct engine *e, int32_t task)
{
    int32_t end = (task + 1) * BLOCKS_OF_A_TASK;
    return end < e->blocks ? end : e->blocks;
}

static void all_years(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    int32_t *limited = e->limited + (ptrdiff_t)task * e->of->years;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++)
        e->bad[task] |= e->kernel->project(&e->job, b, &e->work[thread], limited);
}

/* The passes of a year in which zones wait for each other. */

static struct xw_kernel_slot slot_of(const struct engine *e, int32_t block)
{
    ptrdiff_t lines = (ptrdiff_t)XW_SEXES * e->of->ages;
    return (struct xw_kernel_slot){ .block = block,
                                    .people = e->people + block * lines * XW_LINE_BYTES,
                                    .happened = e->happened +
                                                (ptrdiff_t)block * XW_HAPPENED * XW_LINE_BYTES,
                                    .limited = e->halved + block * lines };
}

static int32_t *limited_of(const struct engine *e, int32_t task)
{
    return e->limited + (ptrdiff_t)task * e->of->years;
}

static void *sum_lines_of(const struct engine *e, int32_t thread)
{
    ptrdiff_t lines = (ptrdiff_t)XW_SEXES * e->of->ages;
    return e->sum_lines + thread * lines * XW_LINE_BYTES;
}

/* The people at the start of a year, taken over in the first. */
static void weigh(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    (void)thread;
    e->part[task] = 0.0;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        if (e->now == 0) e->bad[task] |= e->kernel->begin(&e->job, &slot);
        e->kernel->weigh(&e->job, &slot);
        e->kernel->fold(1, (const char *)slot.happened + XW_WEIGHT * XW_LINE_BYTES, &e->part[task]);
    }
}

static void count_births(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    (void)thread;
    e->part[task] = 0.0;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++)
        e->kernel->fold(1, (const char *)slot_of(e, b).happened + XW_BIRTHS * XW_LINE_BYTES,
                        &e->part[task]);
}

static void count_stock(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    ptrdiff_t columns = (ptrdiff_t)XW_SEXES * e->of->ages;
    void *lines = sum_lines_of(e, thread);
    double *part = e->part + task * columns;
    memset(lines, 0, (size_t)(columns * XW_LINE_BYTES));
    memset(part, 0, (size_t)columns * sizeof *part);
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        e->kernel->stock(&e->job, &slot, e->from, e->to, lines);
    }
    e->kernel->fold(columns, lines, part);
}

static void share(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    (void)thread;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        limited_of(e, task)[e->now] +=
            e->kernel->share(&e->job, e->now, &slot, &e->district, e->from, e->to, e->first_half);
    }
}

static void grow(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        e->kernel->grow(&e->job, e->now, &slot, &e->work[thread], limited_of(e, task));
    }
}

static void mother(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        e->kernel->mother(&e->job, e->now, &slot, &e->work[thread]);
    }
}

static void bear(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        limited_of(e, task)[e->now] +=
            e->kernel->bear(&e->job, e->now, &slot, &e->district, &e->work[thread]);
    }
}

static void finish(void *context, int32_t task, int32_t thread)
{
    struct engine *e = context;
    (void)thread;
    for (int32_t b = task_begin(task); b < task_end(e, task); b++) {
        struct xw_kernel_slot slot = slot_of(e, b);
        e->bad[task] |= e->kernel->finish(&e->job, e->now, &slot);
    }
}

static void pass(struct engine *e, xw_pool_task *task)
{
    xw_pool_run(e->of->pool, e->tasks, task, e);
}

/* One number of every task, added up in their order. */
static double sum_of_parts(const struct engine *e)
{
    double sum = 0.0;
    for (int32_t i = 0; i < e->tasks; i++)
        sum += e->part[i];
    return sum;
}

/* The people of the district by sex and age, for sharing alone, so that plain sums will do. */
static void find_stock(struct engine *e, int32_t from, int32_t to)
{
    e->from = from;
    e->to = to;
    pass(e, count_stock);
    ptrdiff_t columns = (ptrdiff_t)XW_SEXES * e->of->ages;
    for (ptrdiff_t i = 0; i < columns; i++) {
        double sum = 0.0;
        for (int32_t k = 0; k < e->tasks; k++)
            sum += e->part[k * columns + i];
        /* An empty cell gets the stock 1, by which its people, 0, may be divided. */
        e->none[i] = sum > 0.0 ? 0.0 : 1.0;
        e->stock[i] = sum + e->none[i];
    }
}

static void share_ages(struct engine *e, int32_t from, int32_t to, bool first_half)
{
    find_stock(e, from, to);
    e->first_half = first_half;
    pass(e, share);
}

static void waiting_year(struct engine *e, int32_t year)
{
    const struct xw_kernel_year *y = &e->year[year];
    bool shared = y->move == XW_MOVE_SHARED;
    int32_t ages = e->of->ages;
    e->now = year;
    pass(e, weigh);
    e->district.everyone = sum_of_parts(e);
    if (shared && y->even) share_ages(e, 0, ages, true);
    pass(e, grow);
    if (shared && y->even) {
        share_ages(e, 1, ages, false);
        pass(e, mother);
    }
    if (y->known) {
        pass(e, count_births);
        e->district.births = sum_of_parts(e);
    }
    pass(e, bear);
    if (shared) share_ages(e, 0, y->even ? 1 : ages, false);
    pass(e, finish);
}

static bool take_waiting(struct engine *e, struct xw_arena *scratch)
{
    ptrdiff_t columns = (ptrdiff_t)XW_SEXES * e->of->ages;
    e->people = take_lines(scratch, e->blocks * columns);
    e->happened = take_lines(scratch, (ptrdiff_t)e->blocks * XW_HAPPENED);
    e->halved = XW_TAKE_RAW(scratch, e->blocks * columns, uint16_t);
    e->sum_lines = take_lines(scratch, xw_pool_threads(e->of->pool) * columns);
    e->part = XW_TAKE_RAW(scratch, e->tasks * columns, double);
    e->stock = XW_TAKE(scratch, columns, double);
    e->none = XW_TAKE(scratch, columns, double);
    e->district.stock = e->stock;
    e->district.none = e->none;
    return e->people != NULL && e->happened != NULL && e->halved != NULL && e->sum_lines != NULL &&
           e->part != NULL && e->stock != NULL && e->none != NULL;
}

static bool should_stream(const struct xw_projection_job *of)
{
    ptrdiff_t bytes = 0;
    for (int32_t t = 0; of->kept != NULL && t < of->years; t++)
        if (of->kept[t] != NULL)
            bytes += xw_blocks_bytes(of->precision, of->zones, (ptrdiff_t)XW_SEXES * of->ages);
    return bytes >= STREAM_BYTES;
}

enum xw_status xw_projection_years(const struct xw_projection_job *of, struct xw_arena scratch)
{
    enum xw_status status = check(of);
    if (status != XW_OK) return status;
    struct engine e = { .of = of, .kernel = kernel_of(of->precision, of->unit) };
    e.blocks = xw_blocks_count(of->precision, of->zones);
    e.tasks = e.blocks / BLOCKS_OF_A_TASK + (e.blocks % BLOCKS_OF_A_TASK != 0);
    bool wait;
    if (!prepare_years(&e, &scratch, &wait) || !take_work(&e, &scratch)) return XW_NO_MEMORY;
    if (wait && !take_waiting(&e, &scratch)) return XW_NO_MEMORY;
    e.job = (struct xw_kernel_job){ of, e.year, should_stream(of) };
    if (!lanes_beyond_are_empty(of)) return fault_of_start(of);

    if (!wait) {
        pass(&e, all_years);
    } else {
        for (int32_t t = 0; t < of->years; t++)
            waiting_year(&e, t);
    }
    int bad = 0;
    for (int32_t i = 0; i < e.tasks; i++)
        bad |= e.bad[i];
    if (bad & XW_BAD_START) return fault_of_start(of);
    if (bad & XW_BAD_END) return XW_NOT_FINITE;
    for (int32_t t = 0; of->events != NULL && t < of->years; t++) {
        of->events[t].limited = 0;
        for (int32_t i = 0; i < e.tasks; i++)
            of->events[t].limited += limited_of(&e, i)[t];
    }
    return XW_OK;
}
