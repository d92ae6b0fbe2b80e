#include "xuewei/job_effects.h"
#include "xuewei/job.h"
#include "xuewei/run_reader.h"
#include "unit.h"
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

/* A run of tiny with what a test sets, read back; its bytes when they are asked for. */
struct made {
    char folder[64], path[96];
    struct xw_diag diag;
    struct xw_arena keep;
    struct xw_run run;
    const char *trouble;
    enum xw_status status;
};

static void make_with(struct made *m, int32_t threads, struct xw_progress *progress,
                      const struct xw_override *set, int32_t count)
{
    *m = (struct made){ .folder = "/tmp/xuewei-effects-XXXXXX" };
    ck_assert_ptr_nonnull(mkdtemp(m->folder));
    snprintf(m->path, sizeof m->path, "%s/a.gpkg", m->folder);
    ck_assert_int_eq(xw_diag_init(&m->diag), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->keep, (size_t)1 << 30), XW_OK);
    const struct xw_job job = { .scenario = TINY,
                                .out = m->path,
                                .overrides = set,
                                .override_count = count,
                                .progress = progress,
                                .threads = threads };
    m->status = xw_job_run(&job, &m->diag, &m->trouble);
    if (m->status == XW_OK)
        ck_assert_int_eq(xw_run_load(m->path, &m->keep, &m->run, &m->trouble), XW_OK);
}

static void unmake(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_diag_free(&m->diag);
    unlink(m->path);
    ck_assert_int_eq(rmdir(m->folder), 0);
}

static char *bytes_of(const struct made *m, size_t *length)
{
    char *bytes = NULL;
    FILE *copy = open_memstream(&bytes, length), *from = fopen(m->path, "rb");
    ck_assert_ptr_nonnull(from);
    for (int c; (c = getc(from)) != EOF;)
        putc(c, copy);
    fclose(from);
    fclose(copy);
    return bytes;
}

START_TEST(the_run_file_holds_the_histories)
{
    struct made m;
    make_with(&m, 2, NULL, NULL, 0);
    ck_assert_int_eq(m.status, XW_OK);
    ck_assert_int_eq(m.run.effect_count, 32);
    const struct xw_effect_row *e = &m.run.effect[9]; /* 2022, primary school, all grades */
    ck_assert_int_eq(e->project, 0);
    ck_assert_int_eq(e->year, 2022);
    ck_assert_int_eq(e->stage, 0);
    ck_assert_int_eq(e->scope, XW_SCOPE_ALL);
    ck_assert_int_eq(e->demand, 72);
    ck_assert_int_eq(e->seats, 60);
    ck_assert_int_eq(e->local_gap, 12);
    ck_assert_int_eq(e->net_gap, 12);
    ck_assert_int_eq(e->unplaced, 0);
    ck_assert_int_eq(e->surplus, 0);
    ck_assert_int_eq(m.run.effect[25].left_out, XW_LEFT_OUT_ALL);
    ck_assert_int_eq(m.run.effect[25].project, XW_NONE);
    ck_assert_int_eq(m.run.effect[25].local_gap, 12);
    unmake(&m);
}
END_TEST

/* Without any project the rows are those of the run that leaves them all out. */
START_TEST(they_are_the_rows_of_the_run_without)
{
    static const struct xw_override none = { "projects.include", "none" };
    struct made m, without;
    make_with(&m, 1, NULL, NULL, 0);
    make_with(&without, 1, NULL, &none, 1);
    ck_assert_int_eq(without.run.effect_count, 0);
    for (int32_t i = 0; i < m.run.effect_count; i++) {
        const struct xw_effect_row *e = &m.run.effect[i];
        const struct xw_run_gap *g =
            xw_run_gap_at(&without.run, XW_LEVEL_DISTRICT, "district", e->year, e->stage, e->scope);
        ck_assert_ptr_nonnull(g);
        ck_assert_int_eq(e->demand, g->demand);
        ck_assert_int_eq(e->seats, g->seats);
        ck_assert_int_eq(e->local_gap, g->local_gap);
        ck_assert_int_eq(e->net_gap, g->net_gap);
        ck_assert_int_eq(e->unplaced, g->unplaced);
        ck_assert_int_eq(e->surplus, g->surplus);
    }
    unmake(&without);
    unmake(&m);
}
END_TEST

START_TEST(the_key_switches_them_off)
{
    static const struct xw_override off = { "projects.effects", "no" };
    struct made m;
    make_with(&m, 1, NULL, &off, 1);
    ck_assert_int_eq(m.status, XW_OK);
    ck_assert_int_eq(m.run.effect_count, 0);
    unmake(&m);
}
END_TEST

static const struct xw_override drawn[] = { { "ensemble.replicates", "30" },
                                            { "ensemble.seed", "5" } };

/* The same bytes for any number of threads, with and without replicates; and the same rows. */
START_TEST(threads_change_nothing)
{
    static const int32_t threads[] = { 2, 7 };
    for (int32_t replicates = 0; replicates < 2; replicates++) {
        struct made one;
        size_t length, other_length;
        make_with(&one, 1, NULL, drawn, 2 * replicates);
        ck_assert_int_eq(one.status, XW_OK);
        ck_assert_int_eq(one.run.effect_count, 32);
        char *bytes = bytes_of(&one, &length);
        for (int k = 0; k < 2; k++) {
            struct made more;
            make_with(&more, threads[k], NULL, drawn, 2 * replicates);
            char *other = bytes_of(&more, &other_length);
            ck_assert_uint_eq(other_length, length);
            ck_assert_mem_eq(other, bytes, length);
            free(other);
            unmake(&more);
        }
        free(bytes);
        unmake(&one);
    }
}
END_TEST

/* Replicates are what they are without the histories: their quantiles do not move. */
START_TEST(replicates_are_not_disturbed)
{
    const struct xw_override set[] = { drawn[0], drawn[1], { "projects.effects", "no" } };
    struct made with, without;
    make_with(&with, 2, NULL, set, 2);
    make_with(&without, 2, NULL, set, 3);
    ck_assert_int_gt(with.run.quantile_count, 0);
    ck_assert_int_eq(with.run.quantile_count, without.run.quantile_count);
    for (int32_t i = 0; i < with.run.quantile_count; i++) {
        ck_assert(with.run.quantile[i].p10 == without.run.quantile[i].p10);
        ck_assert(with.run.quantile[i].mean == without.run.quantile[i].mean);
    }
    unmake(&without);
    unmake(&with);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_run_file_holds_the_histories);
    tcase_add_test(c, the_key_switches_them_off);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, they_are_the_rows_of_the_run_without);
    tcase_add_test(c, threads_change_nothing);
    tcase_add_test(c, replicates_are_not_disturbed);
    return c;
}

UNIT_MAIN("job_effects", known_answers(), laws())
