/* Time the projection: the function that `xuewei run` and `xuewei project` call, with many zones.
 *
 *   projection bandwidth THREADS
 *   projection job ZONES single|double keep|sums stay|move THREADS
 *
 * `bandwidth` prints what the memory gives to so many threads that stream, in GB/s: reading, writing
 * past the caches, and copying (bytes read and bytes written, each counted once). `job` prints the
 * least and the median time in seconds, the bytes that have to be read and written at the least, how
 * often it was done, and the persons of the five age ranges in the last year, for comparison.
 * tests/bench/projection.py holds the same job in numpy and prints the table.
 */
#include "xuewei/projection_years.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { AGES = 101, COLUMNS = XW_SEXES * AGES, YEARS = 15, RANGES = 5, MOST_TURNS = 1000 };
static const struct xw_age_range ranges[RANGES] = {
    { 0, 2 }, { 3, 5 }, { 6, 11 }, { 12, 14 }, { 15, 17 }
};

/* Zones whose years are kept at a time where all would not fit: the buffer is used again. */
enum { BATCH = 75000 };

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "projection: %s\n", what);
    exit(EXIT_FAILURE);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Memory in large pages where the system has them, touched, so that none comes while we time. */
static void *take(size_t bytes)
{
    size_t page = (size_t)2 << 20, whole = (bytes + page - 1) / page * page;
    void *at = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) fail("no memory");
    at = (char *)at + (page - (uintptr_t)at % page) % page;
    madvise(at, whole, MADV_HUGEPAGE);
    return memset(at, 0, whole);
}

static int compare_times(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Memory. */

typedef long long line __attribute__((vector_size(16)));
enum { PIECE = 1 << 20 };

struct memory {
    char *from, *to;
    double sum[XW_MAX_THREADS];
};

static void stream_line(void *to, line value)
{
#if defined __SSE2__
    __builtin_ia32_movntdq((line *)to, value);
#else
    *(line *)to = value;
#endif
}

static void read_piece(void *context, int32_t task, int32_t thread)
{
    struct memory *m = context;
    const line *from = (const line *)(m->from + (ptrdiff_t)task * PIECE);
    line sum[8] = { 0 };
    for (size_t i = 0; i < PIECE / sizeof(line); i += 8)
        for (size_t k = 0; k < 8; k++)
            sum[k] += from[i + k];
    for (size_t k = 0; k < 8; k++)
        m->sum[thread] += (double)sum[k][0];
}

static void write_piece(void *context, int32_t task, int32_t thread)
{
    struct memory *m = context;
    char *to = m->to + (ptrdiff_t)task * PIECE;
    for (size_t i = 0; i < PIECE; i += sizeof(line))
        stream_line(to + i, (line){ thread, task });
}

static void copy_piece(void *context, int32_t task, int32_t thread)
{
    struct memory *m = context;
    (void)thread;
    const char *from = m->from + (ptrdiff_t)task * PIECE;
    char *to = m->to + (ptrdiff_t)task * PIECE;
    for (size_t i = 0; i < PIECE; i += sizeof(line))
        stream_line(to + i, *(const line *)(from + i));
}

static void bandwidth(struct xw_pool *pool)
{
    static struct memory m;
    const size_t bytes = (size_t)1 << 30;
    m.from = take(bytes);
    m.to = take(bytes);
    static const struct {
        const char *name;
        xw_pool_task *task;
        double times;
    } ways[] = { { "read", read_piece, 1 },
                 { "write", write_piece, 1 },
                 { "copy", copy_piece, 2 } };
    for (int w = 0; w < 3; w++) {
        double best = INFINITY;
        for (int turn = 0; turn < 12; turn++) {
            double began = now_s();
            xw_pool_run(pool, (int32_t)(bytes / PIECE), ways[w].task, &m);
            best = fmin(best, now_s() - began);
        }
        printf("%s %.6g\n", ways[w].name, ways[w].times * (double)bytes / best * 1e-9);
    }
}

/* The job. Numbers that python makes from the same formulae. */

static double fertility[YEARS][AGES], survival[YEARS][COLUMNS], migration[YEARS][COLUMNS];
static struct xw_step_rates rates[YEARS];

static void make_rates(bool move)
{
    for (int t = 0; t < YEARS; t++) {
        for (int a = 15; a < 50; a++)
            fertility[t][a] = 0.08 - 0.0001 * (a - 28) * (a - 28) - 0.001 * t;
        for (int x = 0; x < XW_SEXES; x++)
            for (int a = 0; a < AGES; a++) {
                survival[t][x * AGES + a] = 0.995 - 2e-5 * a * a - 0.001 * x + 0.0001 * t;
                migration[t][x * AGES + a] = 0.01 - 0.0002 * a + 0.001 * x - 0.0005 * t;
            }
        for (int a = 0; a < AGES; a++)
            if (fertility[t][a] < 0.0) fertility[t][a] = 0.0;
        rates[t] = (struct xw_step_rates){ .width = 1,
                                           .fertility_places = 1,
                                           .mortality_places = 1,
                                           .migration_places = 1,
                                           .fertility = fertility[t],
                                           .survival = survival[t],
                                           .males_per_female = 1.1,
                                           .migration_is_rate = true,
                                           .migration = move ? migration[t] : NULL,
                                           .timing = XW_MIGRATION_END,
                                           .known_births = NAN };
    }
}

static void make_people(enum xw_precision precision, int32_t zones, void *blocks)
{
    double row[COLUMNS];
    int32_t lanes = xw_blocks_lanes(precision);
    for (int32_t z = 0; z < zones; z++) {
        ptrdiff_t first = (ptrdiff_t)(z / lanes) * COLUMNS * lanes + z % lanes;
        for (int i = 0; i < COLUMNS; i++) {
            row[i] = 10 + (7 * (int64_t)z + 13 * (i / AGES) + 5 * (i % AGES)) % 23;
            if (precision == XW_SINGLE)
                ((float *)blocks)[first + (ptrdiff_t)i * lanes] = (float)row[i];
            else
                ((double *)blocks)[first + (ptrdiff_t)i * lanes] = row[i];
        }
    }
}

struct bench {
    struct xw_projection_job job;
    int32_t zones, batch;
    struct xw_arena scratch;
};

/* All zones, in as many batches as the buffer asks for. */
static void do_job(struct bench *b)
{
    ptrdiff_t done = 0;
    for (int32_t z = 0; z < b->zones; z += b->batch) {
        struct xw_projection_job part = b->job;
        part.zones = b->zones - z < b->batch ? b->zones - z : b->batch;
        part.now = (const char *)b->job.now + done;
        done += xw_blocks_bytes(part.precision, part.zones, COLUMNS);
        if (xw_projection_years(&part, b->scratch) != XW_OK) fail("the projection failed");
    }
}

/* Persons of a range of ages in the last year, from the sums or from what was kept last. */
static double total(const struct bench *b, int range)
{
    enum xw_precision p = b->job.precision;
    int32_t zones = b->job.sums != NULL ? b->zones : (b->zones - 1) % b->batch + 1;
    int32_t lanes = xw_blocks_lanes(p), count = xw_blocks_count(p, zones) * lanes;
    double sum = 0.0;
    for (int32_t z = 0; z < count; z++) {
        if (b->job.sums != NULL) {
            ptrdiff_t at = (((ptrdiff_t)(z / lanes) * YEARS + YEARS - 1) * RANGES + range) * lanes;
            at += z % lanes;
            sum +=
                p == XW_SINGLE ? (double)((float *)b->job.sums)[at] : ((double *)b->job.sums)[at];
            continue;
        }
        const void *kept = b->job.kept[YEARS - 1];
        for (int32_t x = 0; x < XW_SEXES; x++)
            for (int32_t a = ranges[range].first; a <= ranges[range].last; a++) {
                ptrdiff_t at =
                    ((ptrdiff_t)(z / lanes) * COLUMNS + x * AGES + a) * lanes + z % lanes;
                sum +=
                    p == XW_SINGLE ? (double)((const float *)kept)[at] : ((const double *)kept)[at];
            }
    }
    return sum;
}

static void time_job(int32_t zones, enum xw_precision precision, bool keep, bool move,
                     struct xw_pool *pool)
{
    make_rates(move);
    struct bench b = { .zones = zones, .batch = zones };
    if (xw_arena_init(&b.scratch, (size_t)1 << 30) != XW_OK) fail("no memory");
    void *now = take((size_t)xw_blocks_bytes(precision, zones, COLUMNS));
    make_people(precision, zones, now);
    b.job = (struct xw_projection_job){ .ages = AGES,
                                        .years = YEARS,
                                        .rates = rates,
                                        .precision = precision,
                                        .unit = xw_vector_unit_best(),
                                        .pool = pool,
                                        .now = now };
    static void *kept[YEARS];
    double bytes = (double)xw_blocks_bytes(precision, zones, COLUMNS);
    if (keep) {
        if (precision == XW_DOUBLE && zones > BATCH) b.batch = BATCH;
        for (int t = 0; t < YEARS; t++)
            kept[t] = take((size_t)xw_blocks_bytes(precision, b.batch, COLUMNS));
        b.job.kept = kept;
        bytes *= 1 + YEARS;
    } else {
        b.job.ranges = RANGES;
        b.job.range = ranges;
        b.job.sums = take((size_t)xw_blocks_bytes(precision, zones, YEARS * RANGES));
        bytes += (double)xw_blocks_bytes(precision, zones, YEARS * RANGES);
    }
    static double time[MOST_TURNS];
    int turns = 0;
    double began = now_s();
    do_job(&b); /* to warm up */
    while (turns < MOST_TURNS && (turns < 5 || now_s() - began < 3.0)) {
        double before = now_s();
        do_job(&b);
        time[turns++] = now_s() - before;
    }
    qsort(time, (size_t)turns, sizeof *time, compare_times);
    printf("%.9g %.9g %.0f %d", time[0], time[turns / 2], bytes, turns);
    for (int r = 0; r < RANGES; r++)
        printf(" %.17g", total(&b, r));
    printf("\n");
}

int main(int count, char **argument)
{
    if (count != 3 && count != 7) fail("usage: see the head of projection.c");
    struct xw_pool *pool;
    if (xw_pool_open(atoi(argument[count - 1]), &pool) != XW_OK) fail("no threads");
    if (strcmp(argument[1], "bandwidth") == 0)
        bandwidth(pool);
    else
        time_job(atoi(argument[2]), strcmp(argument[3], "single") == 0 ? XW_SINGLE : XW_DOUBLE,
                 strcmp(argument[4], "keep") == 0, strcmp(argument[5], "move") == 0, pool);
    xw_pool_close(pool);
    return EXIT_SUCCESS;
}
