/* Nothing below a replicate's years asks the system for memory, once a worker has run a first replicate.
 *
 * usage: verify_allocation SCENARIO.yaml ...
 *
 * malloc and its kin are this program's own here, which the C library uses as well (its qsort, for one);
 * madvise and mmap are wrapped by the linker. They are counted in the years of replicates 2 to 13 of each
 * scenario and must not be called. The start of a replicate, before its years, may bring pages for supply that
 * is later than any replicate's before it. */
#include "xuewei/assumptions.h"
#include "xuewei/cells.h"
#include "xuewei/draw.h"
#include "xuewei/history.h"
#include "xuewei/year.h"
#include "xuewei/scenario_file.h"
#include "xuewei/start.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { REPLICATES = 13 };

static bool counting;
static long asked;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    asked += counting;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    asked += counting;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    asked += counting;
    return __libc_realloc(old, size);
}

int __real_madvise(void *at, size_t length, int advice);
int __wrap_madvise(void *at, size_t length, int advice);
int __wrap_madvise(void *at, size_t length, int advice)
{
    asked += counting;
    return __real_madvise(at, length, advice);
}

void *__real_mmap(void *at, size_t length, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *at, size_t length, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *at, size_t length, int protection, int flags, int file, off_t offset)
{
    asked += counting;
    return __real_mmap(at, length, protection, flags, file, offset);
}

static void must(enum xw_status status, const char *what)
{
    if (status == XW_OK) return;
    printf("Bail out! %s: %s\n", what, xw_status_text(status));
    exit(1);
}

/* How often each replicate asked. */
static void try_scenario(const char *path, long by_replicate[REPLICATES])
{
    static struct xw_scenario scenario;
    static struct xw_prepared prepared;
    static struct xw_assumptions assumptions;
    static struct xw_design_points points;
    static struct xw_cells cells;
    struct xw_arena keep, scratch;
    struct xw_diag diag;
    struct xw_state state;
    struct xw_start start;
    struct xw_draw draw;
    const char *law = NULL;
    must(xw_arena_init(&keep, XW_ARENA_USUAL), "memory");
    must(xw_arena_init(&scratch, XW_ARENA_USUAL), "memory");
    must(xw_diag_init(&diag), "memory");
    must(xw_state_init(&state), "memory");
    must(xw_scenario_read(path, XW_NEED_RUN, NULL, 0, &keep, &diag, &scenario), path);
    must(xw_prepare(&keep, scratch, &scenario, &diag, &prepared), path);

    /* the central history lists the cells and keeps its start */
    must(xw_state_begin(&state, &prepared), path);
    must(xw_start_keep(&keep, &state, &start), path);
    must(xw_cells_open(&keep, &prepared, &cells), path);
    struct xw_sink nothing = { 0 }, recorder = xw_cells_recorder(&cells, &nothing);
    state.start = &start;
    must(xw_history_run(&state, &prepared, &recorder, NULL, &law), path);
    must(xw_cells_list(&cells), path);
    xw_state_free(&state);

    /* a worker of its own */
    must(xw_state_init(&state), "memory");
    state.start = &start;
    must(xw_assumptions_list(&keep, &scenario, &assumptions), path);
    must(xw_design_points(XW_DESIGN_LATIN, scenario.seed, &assumptions, REPLICATES, &points), path);
    must(xw_draw_init(&keep, &prepared, &draw), path);
    int32_t *value = XW_TAKE(&keep, cells.count, int32_t);
    must(value == NULL ? XW_NO_MEMORY : XW_OK, "memory");
    for (int32_t r = 1; r <= REPLICATES; r++) {
        double point[XW_MAX_ASSUMPTIONS];
        struct xw_cells_of of = { &cells, value, 1 };
        struct xw_sink sink = xw_cells_sink(&of);
        xw_design_point(&points, r, point);
        xw_draw_make(&draw, &prepared, &assumptions, point, (uint32_t)r, XW_DRAW_ALL);
        xw_cells_clear(&cells, 1, value);
        must(xw_state_begin_drawn(&state, &prepared, &draw), path);
        enum xw_status status = XW_OK;
        asked = 0;
        counting = true;
        for (int32_t y = 0; status == XW_OK && y < prepared.years; y++)
            status = xw_year_step(&state, y, &sink, &law);
        counting = false;
        by_replicate[r - 1] = asked;
        must(status, path);
    }
    xw_state_free(&state);
    xw_diag_free(&diag);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
}

static int order(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The C library's sort of many items asks for memory, and an arena for the pages of a large piece: a count
 * that misses them would prove nothing. */
static bool count_works(void)
{
    enum { MANY = 100000 };
    static int item[MANY];
    struct xw_arena arena;
    must(xw_arena_init(&arena, (size_t)1 << 24), "memory");
    asked = 0;
    counting = true;
    qsort(item, MANY, sizeof *item, order);
    long of_sort = asked;
    (void)xw_arena_take(&arena, MANY, sizeof *item, _Alignof(int));
    counting = false;
    bool works = of_sort > 0 && asked > of_sort;
    xw_arena_free(&arena);
    return works;
}

int main(int argc, char **argv)
{
    int failed = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("1..%d\n", argc);
    bool works = count_works();
    printf("%sok 1 - a sort of the C library and an arena's fresh pages are counted\n",
           works ? "" : "not ");
    failed += !works;
    for (int i = 1; i < argc; i++) {
        long by_replicate[REPLICATES], later = 0;
        try_scenario(argv[i], by_replicate);
        for (int32_t r = 1; r < REPLICATES; r++)
            later += by_replicate[r];
        printf("%sok %d - years of replicates 2 to %d of %s ask for no memory (%ld times; the "
               "first %ld)\n",
               later == 0 ? "" : "not ", i + 1, REPLICATES, argv[i], later, by_replicate[0]);
        failed += later != 0;
    }
    return failed == 0 ? 0 : 1;
}
