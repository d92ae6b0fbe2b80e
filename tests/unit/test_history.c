#include "xuewei/history.h"
#include "tiny.h"

START_TEST(all_years_in_order)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &t.sink, NULL, &t.law), XW_OK);
    ck_assert_int_eq(t.record->project[0].year, 2020);
    ck_assert_int_eq(t.record->project[3].year, 2023);
    ck_assert_int_eq(t.record->projects, 4);
    ck_assert_int_eq(t.state.year, 3);
    tiny_close(&t);
}
END_TEST

START_TEST(a_second_history_starts_afresh)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, NULL, NULL, &t.law), XW_OK);
    size_t kept = (size_t)(t.state.keep.at - t.state.keep.base);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &t.sink, NULL, &t.law), XW_OK);
    ck_assert_uint_eq((size_t)(t.state.keep.at - t.state.keep.base), kept);
    ck_assert_int_eq(
        tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY)->local_gap, 10);
    tiny_close(&t);
}
END_TEST

START_TEST(stop_is_obeyed)
{
    struct tiny t;
    struct xw_progress progress;
    volatile sig_atomic_t stop = 1;
    tiny_open(&t, NULL);
    xw_progress_init(&progress, stderr, true, &stop);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &t.sink, &progress, &t.law), XW_STOPPED);
    ck_assert_int_eq(t.record->projects, 0);
    tiny_close(&t);
}
END_TEST

START_TEST(progress_knows_the_history)
{
    struct tiny t;
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(to);
    /* As if a line of an earlier work were still on the terminal: the end wipes it. */
    struct xw_progress progress = { .to = to, .shown = true };
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, NULL, &progress, &t.law), XW_OK);
    ck_assert_str_eq(progress.what, t.scenario.name);
    ck_assert_int_eq(progress.total, 4);
    ck_assert_int_eq(progress.done, 3);
    ck_assert(!progress.shown);
    fclose(to);
    ck_assert_ptr_nonnull(strstr(text, "\r\033[K"));
    free(text);
    tiny_close(&t);
}
END_TEST

static enum xw_status full(void *self, const struct xw_project_row *row)
{
    (void)self;
    (void)row;
    return XW_STORE_FAILED;
}

START_TEST(a_sink_that_fails_ends_the_history)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.sink.project = full;
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &t.sink, NULL, &t.law), XW_STORE_FAILED);
    ck_assert_int_eq(t.state.year, 0);
    tiny_close(&t);
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, all_years_in_order);
    tcase_add_test(c, a_second_history_starts_afresh);
    tcase_add_test(c, stop_is_obeyed);
    tcase_add_test(c, progress_knows_the_history);
    tcase_add_test(c, a_sink_that_fails_ends_the_history);
    return c;
}

UNIT_MAIN("history", limits())
