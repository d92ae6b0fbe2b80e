#include "xuewei/ensemble.h"
#include "ensembles.h"
#include <errno.h>

enum { REPLICATES = 110 }; /* four whole blocks and one of ten */

/* All columns, [cell][replicate]. The caller frees them. */
static int32_t *columns(const struct ensembles *e)
{
    int32_t n = e->parts.replicates, count = e->cells.count;
    int32_t *value = malloc((size_t)count * (size_t)n * sizeof *value);
    int32_t *room = malloc((size_t)count * XW_PARTS_BLOCK * sizeof *room);
    for (int32_t b = 0; b < e->parts.blocks; b++)
        ck_assert_int_eq(xw_parts_read(&e->parts, b, 0, count, room, value), XW_OK);
    free(room);
    return value;
}

static size_t bytes_of(const struct ensembles *e)
{
    return (size_t)e->cells.count * (size_t)e->parts.replicates * sizeof(int32_t);
}

/* Each replicate alone, in a state and a draw that nobody has used before. */
START_TEST(a_replicate_is_the_same_alone)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, REPLICATES, NULL);
    ck_assert_int_eq(ensembles_run(&e, 1, &outcome), XW_OK);
    ck_assert_int_eq(outcome.found, 0);
    ck_assert_int_eq(outcome.made, REPLICATES);
    ck_assert_int_eq(outcome.replicate, 0);
    int32_t *value = columns(&e);
    int32_t *alone = malloc((size_t)e.cells.count * sizeof *alone);
    static const int32_t some[] = { 1, 2, 25, 26, 77, 100, 110 };
    int32_t unlike_central = 0;
    for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
        struct xw_state state;
        struct xw_draw draw;
        double point[XW_MAX_ASSUMPTIONS];
        const char *law = NULL;
        struct xw_cells_of of = { &e.cells, alone, 1 };
        struct xw_sink sink = xw_cells_sink(&of);
        ck_assert_int_eq(xw_state_init(&state), XW_OK);
        ck_assert_int_eq(xw_draw_init(&e.t.keep, &e.t.prepared, &draw), XW_OK);
        xw_design_point(&e.points, some[k], point);
        xw_draw_make(&draw, &e.t.prepared, &e.assumptions, point, (uint32_t)some[k], XW_DRAW_ALL);
        xw_cells_clear(&e.cells, 1, alone);
        ck_assert_int_eq(xw_history_replicate(&state, &e.t.prepared, &draw, &sink, &law), XW_OK);
        for (int32_t c = 0; c < e.cells.count; c++)
            ck_assert_int_eq(value[(ptrdiff_t)c * REPLICATES + some[k] - 1], alone[c]);
        for (int32_t i = 0; i < e.cells.gaps; i++)
            if (e.cells.gap[i].level == XW_LEVEL_DISTRICT)
                unlike_central += alone[e.cells.gap_cell[i]] != e.cells.gap[i].demand;
        xw_state_free(&state);
    }
    ck_assert_int_gt(unlike_central, 10); /* something is drawn */
    free(alone);
    free(value);
    ensembles_close(&e);
}
END_TEST

static const int32_t threads[] = { 2, 3, 7, 16 };

START_TEST(threads_change_nothing)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, REPLICATES, NULL);
    ck_assert_int_eq(ensembles_run(&e, 1, &outcome), XW_OK);
    int32_t *one = columns(&e);
    xw_parts_remove(&e.parts);
    ck_assert_int_eq(
        xw_parts_open(&e.parts, &e.t.keep, e.folder, ENSEMBLES_IDENTITY, e.cells.count, REPLICATES),
        XW_OK);
    ck_assert_int_eq(ensembles_run(&e, threads[_i], &outcome), XW_OK);
    ck_assert_int_eq(outcome.found, 0);
    int32_t *more = columns(&e);
    ck_assert_mem_eq(one, more, bytes_of(&e));
    free(one);
    free(more);
    ensembles_close(&e);
}
END_TEST

START_TEST(blocks_on_disk_are_not_run_again)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    char name[96];
    ensembles_open(&e, REPLICATES, NULL);
    ck_assert_int_eq(ensembles_run(&e, 2, &outcome), XW_OK);
    int32_t *whole = columns(&e);

    /* One is gone, one is damaged, one says something else and is whole: that one is believed. */
    snprintf(name, sizeof name, "%s/block-000001", e.folder);
    ck_assert_int_eq(unlink(name), 0);
    snprintf(name, sizeof name, "%s/block-000004", e.folder);
    ck_assert_int_eq(truncate(name, 200), 0);
    int32_t *block = malloc((size_t)e.cells.count * XW_PARTS_BLOCK * sizeof *block);
    for (int32_t i = 0; i < e.cells.count * XW_PARTS_BLOCK; i++)
        block[i] = 42;
    ck_assert_int_eq(xw_parts_write(&e.parts, 2, block), XW_OK);
    ck_assert_int_eq(ensembles_run(&e, 2, &outcome), XW_OK);
    ck_assert_int_eq(outcome.found, 75);
    ck_assert_int_eq(outcome.made, 35);
    int32_t *again = columns(&e);
    for (int32_t c = 0; c < e.cells.count; c++)
        for (int32_t r = 0; r < REPLICATES; r++)
            ck_assert_int_eq(again[c * REPLICATES + r],
                             r >= 50 && r < 75 ? 42 : whole[c * REPLICATES + r]);
    free(block);
    free(again);
    free(whole);
    ensembles_close(&e);
}
END_TEST

/* The same seed and number of replicates: the other one's points are others. */
START_TEST(seed_and_replicate_make_the_numbers)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, 30, NULL);
    ck_assert_int_eq(ensembles_run(&e, 2, &outcome), XW_OK);
    int32_t *one = columns(&e);
    int32_t cell = e.cells.series[0].first, unlike = 0;
    for (int32_t r = 1; r < 30; r++)
        unlike += one[(ptrdiff_t)(cell + XW_CELL_QUANTITIES) * 30 + r] !=
                  one[(ptrdiff_t)(cell + XW_CELL_QUANTITIES) * 30];
    ck_assert_int_gt(unlike, 5);
    free(one);
    ensembles_close(&e);
}
END_TEST

static volatile sig_atomic_t stop;

START_TEST(a_stop_keeps_finished_blocks)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    struct xw_progress progress;
    ensembles_open(&e, REPLICATES, NULL);
    xw_progress_init(&progress, NULL, true, &stop);
    e.ensemble.progress = &progress;
    stop = 1;
    ck_assert_int_eq(ensembles_run(&e, _i == 0 ? 1 : 4, &outcome), XW_STOPPED);
    ck_assert_int_eq(outcome.found + outcome.made, 0);
    ck_assert_int_eq(outcome.replicate, 0);
    stop = 0;
    ck_assert_int_eq(ensembles_run(&e, 4, &outcome), XW_OK);
    ck_assert_int_eq(progress.total, REPLICATES);
    ck_assert_int_eq(outcome.made, REPLICATES);
    stop = 1; /* nothing is left to be stopped */
    ck_assert_int_eq(ensembles_run(&e, 1, &outcome), XW_OK);
    ck_assert_int_eq(outcome.found, REPLICATES);
    stop = 0;
    ensembles_close(&e);
}
END_TEST

/* From the third year on there are fewer rooms than none, which breaks a law in every replicate: the first
 * one is said, whatever the threads. */
START_TEST(the_first_replicate_that_fails_is_named)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, REPLICATES, NULL);
    struct xw_timeline *t = &e.t.prepared.timeline;
    for (int32_t d = 0; d < t->divisions; d++)
        t->rooms[(ptrdiff_t)d * t->years + 2] = -1;
    ck_assert_int_eq(ensembles_run(&e, _i == 0 ? 1 : 5, &outcome), XW_LAW_BROKEN);
    ck_assert_int_eq(outcome.replicate, 1);
    ck_assert_str_eq(outcome.law, "rooms used <= rooms, but for those of an emergency lever");
    ck_assert_int_eq(outcome.made, 0);
    ensembles_close(&e);
}
END_TEST

START_TEST(a_block_that_cannot_be_written_is_said)
{
    struct ensembles e;
    struct xw_ensemble_outcome outcome;
    ensembles_open(&e, 30, NULL);
    int in = e.parts.in;
    e.parts.in = e.parts.lock; /* no folder */
    ck_assert_int_eq(ensembles_run(&e, 2, &outcome), XW_IO);
    ck_assert_int_eq(outcome.error, ENOTDIR);
    e.parts.in = in;
    ensembles_close(&e);
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_test(tc, a_replicate_is_the_same_alone);
    tcase_add_loop_test(tc, threads_change_nothing, 0, sizeof threads / sizeof *threads);
    tcase_add_test(tc, blocks_on_disk_are_not_run_again);
    tcase_add_test(tc, seed_and_replicate_make_the_numbers);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_loop_test(tc, a_stop_keeps_finished_blocks, 0, 2);
    tcase_add_loop_test(tc, the_first_replicate_that_fails_is_named, 0, 2);
    tcase_add_test(tc, a_block_that_cannot_be_written_is_said);
    return tc;
}

UNIT_MAIN("ensemble", laws(), refusals())
