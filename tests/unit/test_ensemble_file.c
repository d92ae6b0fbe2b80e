#include "xuewei/ensemble_file.h"
#include "ensembles.h"
#include "xuewei/quantile.h"
#include "xuewei/run_draws.h"
#include <math.h>

enum { REPLICATES = 60 };
static struct ensembles e;
static struct xw_run run;
static char path[96];

static void setup(void)
{
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, REPLICATES, NULL);
    ck_assert_int_eq(ensembles_run(&e, 2, &outcome), XW_OK);
    snprintf(path, sizeof path, "%s.gpkg", e.folder);
}

static void teardown(void)
{
    unlink(path);
    ensembles_close(&e);
}

/* Write the file in pieces of so many bytes, by so many threads. */
static void written(ptrdiff_t piece, int32_t threads)
{
    struct xw_run_writer writer = { 0 };
    struct xw_pool *pool = NULL;
    ck_assert_int_eq(xw_pool_open(threads, &pool), XW_OK);
    ck_assert_int_eq(
        xw_run_writer_open(&writer, path, &e.t.scenario, &e.t.prepared.timeline, &e.t.diag, NULL),
        XW_OK);
    struct xw_assumed_processes processes;
    ck_assert_int_eq(xw_assumed_processes_list(&e.t.keep, &e.t.scenario, &processes), XW_OK);
    const struct xw_ensemble_file file = { .cells = &e.cells,
                                           .parts = &e.parts,
                                           .assumptions = &e.assumptions,
                                           .processes = &processes,
                                           .threshold = 0.2,
                                           .pool = pool,
                                           .piece = piece };
    enum xw_status status = xw_ensemble_file_write(&file, &writer);
    if (status == XW_OK) status = xw_run_writer_finish(&writer);
    ck_assert_msg(status == XW_OK, "%s", xw_run_writer_trouble(&writer));
    xw_run_writer_free(&writer);
    xw_pool_close(pool);
}

static void load(void)
{
    const char *trouble = NULL;
    enum xw_status status = xw_run_load(path, &e.t.keep, &run, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
}

static char *bytes(long *length)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *length = ftell(file);
    rewind(file);
    char *all = malloc((size_t)*length);
    ck_assert_uint_eq(fread(all, 1, (size_t)*length, file), (size_t)*length);
    fclose(file);
    return all;
}

/* A piece of one series, of a few, of everything. */
static const struct {
    ptrdiff_t piece;
    int32_t threads;
} ways[] = { { 1, 1 }, { 9000, 3 }, { 40000, 2 }, { XW_ENSEMBLE_PIECE, 7 } };

START_TEST(pieces_and_threads_change_no_byte)
{
    long length, other_length;
    written(XW_ENSEMBLE_PIECE, 1);
    char *whole = bytes(&length);
    written(ways[_i].piece, ways[_i].threads);
    char *pieces = bytes(&other_length);
    ck_assert_int_eq(length, other_length);
    ck_assert_mem_eq(whole, pieces, (size_t)length);
    free(whole);
    free(pieces);
}
END_TEST

/* The quantiles of the file, found again from the draws of the file. */
START_TEST(quantiles_are_those_of_the_draws)
{
    struct xw_run_draws draws;
    int32_t value[REPLICATES], room[REPLICATES], found = 0;
    written(9000, 2);
    load();
    ck_assert_int_gt(run.assumption_count, e.assumptions.count);
    ck_assert_str_eq(run.assumption[e.assumptions.count].name, "fertility.year");
    ck_assert_int_eq(run.gap_count, e.cells.gaps);
    ck_assert_int_eq(run.school_year_count, e.cells.school_years);
    ck_assert_int_eq(run.project_year_count, e.cells.project_years);
    ck_assert_int_eq(xw_run_draws_open(&draws, path, &e.t.keep), XW_OK);
    for (int32_t i = 0; i < run.quantile_count; i++) {
        const struct xw_quantile_row *q = &run.quantile[i];
        int32_t row =
            xw_run_draws_find(&run, q->level, q->place, q->year, q->stage, q->scope, q->quantity);
        if (row == XW_NONE) continue;
        ck_assert_int_eq(xw_run_draws_read(&draws, &run, row, value), XW_OK);
        xw_sort_int32(value, room, REPLICATES);
        ck_assert(q->p10 == xw_quantile_int32(value, REPLICATES, 0.1));
        ck_assert(q->p50 == xw_quantile_int32(value, REPLICATES, 0.5));
        ck_assert(q->p97_5 == xw_quantile_int32(value, REPLICATES, 0.975));
        ck_assert(q->mean == xw_moments_int32(value, REPLICATES).mean);
        found++;
    }
    xw_run_draws_close(&draws);
    ck_assert_int_eq(found, run.draw_count); /* all but net gaps and groups */
    ck_assert_int_gt(found, 100);
}
END_TEST

START_TEST(central_rows_have_the_spread_of_their_own_cell)
{
    int32_t catchments = 0, places = 0, *column = malloc(REPLICATES * sizeof *column);
    int32_t room[XW_PARTS_BLOCK], sorted[REPLICATES];
    written(9000, 2);
    load();
    for (int32_t i = 0; i < run.gap_count; i++) {
        const struct xw_run_gap *g = &run.gap[i];
        ck_assert_int_eq(g->demand, e.cells.gap[i].demand);
        if (g->level == XW_LEVEL_ZONE) {
            ck_assert(isnan(g->spread.p_short));
            continue;
        }
        int32_t cell = e.cells.gap_cell[i], above = 0;
        for (int32_t b = 0; b < e.parts.blocks; b++)
            ck_assert_int_eq(xw_parts_read(&e.parts, b, cell, 1, room, column), XW_OK);
        memcpy(sorted, column, sizeof sorted);
        if (g->level != XW_LEVEL_CATCHMENT) { /* demand - seats */
            for (int32_t b = 0; b < e.parts.blocks; b++)
                ck_assert_int_eq(xw_parts_read(&e.parts, b, cell + 1, 1, room, column), XW_OK);
            for (int32_t r = 0; r < REPLICATES; r++)
                sorted[r] = sorted[r] > column[r] ? sorted[r] - column[r] : 0;
            places++;
        } else {
            catchments++;
        }
        bool absent = false;
        for (int32_t r = 0; r < REPLICATES; r++) {
            above += sorted[r] > 0;
            absent |= sorted[r] == XW_CELL_ABSENT;
        }
        if (absent) {
            ck_assert(isnan(g->spread.p_short));
            continue;
        }
        ck_assert(g->spread.p_short == (double)above / REPLICATES);
    }
    ck_assert_int_gt(catchments, 10);
    ck_assert_int_gt(places, 20);
    free(column);
}
END_TEST

START_TEST(a_part_that_is_gone_is_said)
{
    char name[96];
    struct xw_run_writer writer = { 0 };
    snprintf(name, sizeof name, "%s/block-000001", e.folder);
    ck_assert_int_eq(unlink(name), 0);
    ck_assert_int_eq(
        xw_run_writer_open(&writer, path, &e.t.scenario, &e.t.prepared.timeline, &e.t.diag, NULL),
        XW_OK);
    const struct xw_ensemble_file file = {
        &e.cells, &e.parts, &e.assumptions, NULL, 0.2, NULL, 9000
    };
    ck_assert_int_eq(xw_ensemble_file_write(&file, &writer), XW_IO);
    xw_run_writer_free(&writer);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, pieces_and_threads_change_no_byte, 0, sizeof ways / sizeof *ways);
    tcase_add_test(tc, quantiles_are_those_of_the_draws);
    tcase_add_test(tc, central_rows_have_the_spread_of_their_own_cell);
    tcase_add_test(tc, a_part_that_is_gone_is_said);
    return tc;
}

UNIT_MAIN("ensemble_file", laws())
