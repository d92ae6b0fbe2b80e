#include "xuewei/job.h"
#include "xuewei/run_reader.h"
#include "unit.h"
#include <math.h>
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

struct one {
    struct xw_diag diag;
    struct xw_arena keep;
    struct xw_run run;
    char path[64];
};

static void make(struct one *of)
{
    const char *trouble = NULL;
    *of = (struct one){ .path = "/tmp/xw_register_XXXXXX" };
    int file = mkstemp(of->path);
    ck_assert_int_ge(file, 0);
    close(file);
    struct xw_job job = { .scenario = TINY, .out = of->path };
    ck_assert_int_eq(xw_diag_init(&of->diag), XW_OK);
    ck_assert_int_eq(xw_arena_init(&of->keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_job_run(&job, &of->diag, &trouble), XW_OK);
    ck_assert_int_eq(xw_run_load(of->path, &of->keep, &of->run, &trouble), XW_OK);
}

static void drop(struct one *of)
{
    unlink(of->path);
    xw_arena_free(&of->keep);
    xw_diag_free(&of->diag);
}

/* README of tiny, "Indicators". Mean class of 2020: 60 pupils of 6 classes; 2021: 70 of 6; 2022: 72 of 7;
 * 2023: 62 pupils of 8 classes. */
static const struct {
    const char *code;
    int16_t year;
    double value;
    const char *basis;
    double target;
    const char *status;
} want[] = {
    { "T1", 2020, 100.0, "baseline", 100.0, "met" },
    { "T2", 2020, 10.0, "model", NAN, "" },
    { "T2", 2021, 70.0 / 6.0, "model", 10.0, "missed" },
    { "T2", 2022, 72.0 / 7.0, "model", 10.0, "missed" },
    { "T2", 2023, 62.0 / 8.0, "model", 10.0, "met" },
    { "T3", 2020, 57.0, "baseline", 50.0, "missed" },
    { "T3", 2021, 55.0, "input", 50.0, "missed" },
    { "T4", 2020, 90.0, "baseline", 95.0, "missed" },
    { "T4", 2021, 90.0, "input", 95.0, "missed" },
    { "T4", 2022, 95.0, "input", 95.0, "met" },
    { "T5", 2020, 800.0, "input", NAN, "" },
    { "T5", 2021, 820.0, "input", 800.0, "met" },
    { "T5", 2022, 810.0, "input", 820.0, "missed" },
    { "T6", 2020, 1.0, "baseline", NAN, "" },
};

START_TEST(tiny_on_paper)
{
    struct one of;
    make(&of);
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        const struct xw_run_register_year *found = NULL;
        for (int32_t i = 0; i < of.run.register_year_count; i++)
            if (strcmp(of.run.register_year[i].code, want[k].code) == 0 &&
                of.run.register_year[i].year == want[k].year)
                found = &of.run.register_year[i];
        ck_assert_msg(found != NULL, "no %s of %d", want[k].code, want[k].year);
        ck_assert_double_eq_tol(found->value, want[k].value, 1e-9);
        ck_assert_str_eq(found->basis, want[k].basis);
        ck_assert_str_eq(found->status, want[k].status);
        if (isnan(want[k].target))
            ck_assert_double_nan(found->target);
        else
            ck_assert_double_eq_tol(found->target, want[k].target, 1e-9);
    }
    drop(&of);
}
END_TEST

/* One row a code and year, in the order of the register. */
START_TEST(rows_are_in_order_and_once)
{
    struct one of;
    make(&of);
    ck_assert_int_gt(of.run.register_year_count, 0);
    for (int32_t i = 1; i < of.run.register_year_count; i++) {
        const struct xw_run_register_year *a = &of.run.register_year[i - 1], *b = a + 1;
        int order = strcmp(a->code, b->code);
        ck_assert(order < 0 || (order == 0 && a->year < b->year));
    }
    drop(&of);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tiny_on_paper);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, rows_are_in_order_and_once);
    return c;
}

UNIT_MAIN("register_year", known_answers(), laws())
