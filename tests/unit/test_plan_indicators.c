#include "plan_indicators.h"
#include "tiny_run.h"
#include "unit.h"
#include <math.h>
#include <string.h>
#include <unistd.h>

static struct xw_arena keep;
static struct xw_run run;
static struct xw_figures figures;
static struct xw_plan_rows rows;

static void setup(void)
{
    char path[] = "/tmp/xw_plan_XXXXXX";
    const char *trouble = NULL;
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert(tiny_run(path));
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_OK);
    ck_assert_int_eq(xw_figures_make(&keep, &run, 0, &figures), XW_OK);
    ck_assert_int_eq(xw_plan_rows_make(&keep, &figures, &rows), XW_OK);
    unlink(path);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

/* T1 to T6 of tiny: its README says why. */
START_TEST(verdicts_on_paper)
{
    static const enum xw_plan_verdict want[] = { XW_PLAN_MET, XW_PLAN_MISSED, XW_PLAN_NEEDS_INPUT,
                                                 XW_PLAN_MET, XW_PLAN_MISSED, XW_PLAN_NOT_ASKED };
    for (int32_t i = 0; i < 6; i++)
        ck_assert_msg(xw_plan_verdict(&run, i) == want[i], "T%d", (int)i + 1);
    ck_assert_double_eq(xw_plan_value(&run, "T4", 2022)->value, 95.0);
    ck_assert_ptr_null(xw_plan_value(&run, "T4", 2023));
}
END_TEST

/* Every year is found, also the last one, among whose rows those stand that wait for it. */
START_TEST(figures_are_found_in_every_year)
{
    for (int16_t year = 2020; year <= 2023; year++) {
        ck_assert(
            isfinite(xw_plan_number(&rows, "district", XW_MEASURE_CHILDREN_1_3, XW_NONE, year)));
        ck_assert(isfinite(xw_plan_number(&rows, "district", XW_MEASURE_MEAN_CLASS, 0, year)));
    }
    ck_assert_double_eq_tol(xw_plan_number(&rows, "district", XW_MEASURE_MEAN_CLASS, 0, 2022),
                            72.0 / 7.0, 1e-9);
    ck_assert_double_eq_tol(xw_plan_number(&rows, "G1", XW_MEASURE_EXCHANGE_SHARE, XW_NONE, 2022),
                            0.15, 1e-12);
    ck_assert_ptr_null(xw_plan_measure(&rows, "district", XW_MEASURE_MEAN_CLASS, 0, 2019));
    ck_assert_ptr_null(xw_plan_measure(&rows, "nowhere", XW_MEASURE_MEAN_CLASS, 0, 2022));
}
END_TEST

/* Teaching area is all that tiny gives, of one school in scope. */
START_TEST(the_largest_coefficient_is_found)
{
    struct xw_plan_difference d = xw_plan_difference(&rows, 0, 2022);
    ck_assert_int_eq(d.known, 1);
    ck_assert_int_eq((int)d.largest, XW_RESOURCE_TEACHING_AREA);
    ck_assert_double_eq_tol(d.coefficient, 0.0, 1e-12);
    ck_assert_double_eq(d.limit, 0.50);
    ck_assert_int_eq(d.above, 0);
    ck_assert_int_eq(xw_plan_difference(&rows, 1, 2022).known, 0); /* needs input */
    /* A worse one, above the limit, made by hand. */
    for (int32_t i = 0; i < run.measure_count; i++)
        if (run.measure[i].year == 2022 &&
            strcmp(run.measure[i].measure, "difference_sports_area_m2_primary") == 0 &&
            strcmp(run.measure[i].place, "district") == 0)
            run.measure[i].value = 0.6;
    d = xw_plan_difference(&rows, 0, 2022);
    ck_assert_int_eq(d.known, 2);
    ck_assert_int_eq((int)d.largest, XW_RESOURCE_SPORTS_AREA);
    ck_assert_int_eq(d.above, 1);
}
END_TEST

START_TEST(decimals_are_those_of_the_plan)
{
    ck_assert_int_eq(xw_plan_decimals(&run, 0, 100.0), 0);
    ck_assert_int_eq(xw_plan_decimals(&run, 0, 98.76), 1);
    run.carried[XW_TABLE_REGISTER].number[XW_COL_REGISTER_TARGET - XW_COL_REGISTER_CODE][0] = 0.334;
    ck_assert_int_eq(xw_plan_decimals(&run, 0, 100.0), 3);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, verdicts_on_paper);
    tcase_add_test(c, figures_are_found_in_every_year);
    tcase_add_test(c, the_largest_coefficient_is_found);
    tcase_add_test(c, decimals_are_those_of_the_plan);
    return c;
}

UNIT_MAIN("plan_indicators", known_answers())
