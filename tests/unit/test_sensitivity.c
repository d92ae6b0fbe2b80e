#include "xuewei/sensitivity.h"
#include "tiny.h"
#include <math.h>
#include <string.h>

static const struct xw_sensitivity_options usual = {
    .trajectories = 4, .rows = 16, .most = 5, .resamples = 50, .level = 0.9, .seed = 3
};

static struct xw_sensitivity find(struct tiny *t, const struct xw_sensitivity_options *options,
                                  int32_t threads)
{
    struct xw_sensitivity found;
    struct xw_pool *pool;
    const char *law = NULL;
    ck_assert_int_eq(xw_pool_open(threads, &pool), XW_OK);
    ck_assert_int_eq(
        xw_sensitivity(&t->keep, t->scratch, &t->prepared, options, pool, NULL, &found, &law),
        XW_OK);
    xw_pool_close(pool);
    return found;
}

static int32_t row_of(const struct xw_sensitivity *s, const char *name)
{
    for (int32_t i = 0; i < s->assumptions.count; i++)
        if (strcmp(s->assumptions.of[i].name, name) == 0) return i;
    ck_abort_msg("%s is not varied", name);
}

/* With every assumption at its median, the answers are those of the history without a draw. */
START_TEST(medians_are_the_central_history)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_sensitivity s = find(&t, &usual, 1);
    ck_assert_int_eq(s.stages, 2);
    ck_assert_int_eq(s.responses, 2 * XW_RESPONSES);
    tiny_step_to(&t, 3);
    for (int32_t g = 0; g < s.stages; g++) {
        int32_t gap = 0, year = 0, surplus = 0;
        for (int32_t i = 0; i < t.record->gaps; i++) {
            const struct xw_gap_row *row = &t.record->gap[i];
            if (row->level != XW_LEVEL_DISTRICT || row->scope != XW_SCOPE_ALL ||
                row->stage != s.stage[g])
                continue;
            if (row->local_gap > gap) {
                gap = row->local_gap;
                year = row->year;
            }
            surplus = row->surplus;
        }
        const double *median = s.median + g * XW_RESPONSES;
        ck_assert_double_eq(median[XW_RESPONSE_PEAK_GAP], gap);
        if (gap > 0) ck_assert_double_eq(median[XW_RESPONSE_PEAK_YEAR], year);
        ck_assert_double_eq(median[XW_RESPONSE_SURPLUS], surplus);
    }
    tiny_close(&t);
}
END_TEST

/* More children who take part make the gap larger and leave fewer seats idle; what a stage's children do
 * does not change the seats of the stage below. */
START_TEST(more_pupils_larger_gaps)
{
    struct tiny t;
    tiny_open(&t, (const char *[]){ "ensemble.participation.sd", "0.2", NULL });
    struct xw_sensitivity s = find(&t, &usual, 1);
    int32_t n = s.assumptions.count, i = row_of(&s, "participation.primary");
    const double *low = s.low + i, *high = s.high + i;
    ck_assert_double_lt(low[XW_RESPONSE_PEAK_GAP * n], high[XW_RESPONSE_PEAK_GAP * n]);
    ck_assert_double_ge(low[XW_RESPONSE_SURPLUS * n], high[XW_RESPONSE_SURPLUS * n]);
    int32_t entry = row_of(&s, "entry.lower_secondary");
    for (int32_t k = 0; k < XW_RESPONSES; k++) {
        ck_assert_double_eq(s.low[k * n + entry], s.median[k]);
        ck_assert_double_eq(s.high[k * n + entry], s.median[k]);
        ck_assert_double_eq(s.morris[k * n + entry].mu_star, 0.0);
    }
    ck_assert_double_gt(s.morris[i].mu, 0.0);
    tiny_close(&t);
}
END_TEST

/* One assumption alone explains all of what varies. */
START_TEST(alone_it_explains_all)
{
    struct tiny t;
    tiny_open(&t, (const char *[]){ "ensemble.participation.sd", "0.2", NULL });
    struct xw_sensitivity_options one = usual;
    one.most = 1;
    one.rows = 2048;
    struct xw_sensitivity s = find(&t, &one, 2);
    ck_assert_int_eq(s.kept, 1);
    bool any = false;
    for (int32_t k = 0; k < s.responses; k++) {
        if (!(s.sd[k] > 0.0)) continue;
        any = true;
        ck_assert_double_eq_tol(s.index[k].first, 1.0, 0.05);
        ck_assert_double_eq_tol(s.index[k].total, 1.0, 0.05);
    }
    ck_assert(any);
    tiny_close(&t);
}
END_TEST

START_TEST(threads_change_nothing)
{
    struct tiny t;
    tiny_open(&t, (const char *[]){ "ensemble.participation.sd", "0.2", NULL });
    struct xw_sensitivity one = find(&t, &usual, 1), three = find(&t, &usual, 3);
    size_t cells = (size_t)one.responses * (size_t)one.assumptions.count;
    ck_assert_int_eq(one.runs, three.runs);
    ck_assert_int_eq(one.kept, three.kept);
    ck_assert_int_eq(memcmp(one.low, three.low, cells * sizeof(double)), 0);
    ck_assert_int_eq(memcmp(one.morris, three.morris, cells * sizeof *one.morris), 0);
    ck_assert_int_eq(memcmp(one.index, three.index,
                            (size_t)one.responses * (size_t)one.kept * sizeof *one.index),
                     0);
    tiny_close(&t);
}
END_TEST

START_TEST(options_are_refused)
{
    struct tiny t;
    struct xw_sensitivity s;
    const char *law = NULL;
    tiny_open(&t, NULL);
    for (int k = 0; k < 6; k++) {
        struct xw_sensitivity_options bad = usual;
        if (k == 0) bad.trajectories = 0;
        if (k == 1) bad.rows = 1;
        if (k == 2) bad.most = XW_SOBOL_MOST + 1;
        if (k == 3) bad.resamples = -1;
        if (k == 4) bad.level = 1.0;
        if (k == 5) bad.level = NAN;
        ck_assert_int_eq(
            xw_sensitivity(&t.keep, t.scratch, &t.prepared, &bad, NULL, NULL, &s, &law),
            XW_OUT_OF_RANGE);
    }
    tiny_close(&t);
}
END_TEST

/* A stop that is asked for before the first history. */
START_TEST(a_stop_is_obeyed)
{
    struct tiny t;
    struct xw_sensitivity s;
    struct xw_progress progress;
    const char *law = NULL;
    volatile sig_atomic_t stop = 1;
    tiny_open(&t, NULL);
    xw_progress_init(&progress, NULL, true, &stop);
    ck_assert_int_eq(
        xw_sensitivity(&t.keep, t.scratch, &t.prepared, &usual, NULL, &progress, &s, &law),
        XW_STOPPED);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, medians_are_the_central_history);
    tcase_add_test(tc, alone_it_explains_all);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_test(tc, more_pupils_larger_gaps);
    tcase_add_test(tc, threads_change_nothing);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_test(tc, options_are_refused);
    tcase_add_test(tc, a_stop_is_obeyed);
    return tc;
}

UNIT_MAIN("sensitivity", known_answers(), laws(), refusals())
