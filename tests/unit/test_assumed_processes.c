#include "xuewei/assumed_processes.h"
#include "draw_kit.h"
#include <math.h>

static struct draws d;
static struct xw_assumed_processes list;

static void open_with(const char *keys, const char *shocks)
{
    d = (struct draws){ 0 };
    kit_open(&d.kit);
    draws_files(&d.kit);
    if (shocks != NULL) kit_file(&d.kit, "shocks.csv", shocks);
    draws_open(&d, keys);
    ck_assert_int_eq(xw_assumed_processes_list(&d.keep, &d.kit.s, &list), XW_OK);
}

static const struct xw_assumption_row *row(const char *name)
{
    for (int32_t i = 0; i < list.count; i++)
        if (strcmp(list.row[i].name, name) == 0) return &list.row[i];
    return NULL;
}

/* 1.2815515655446 standard deviations hold 10 % on either side. */
static const double Z = 1.2815515655446;

START_TEST(processes_have_the_quantiles_of_one_year)
{
    open_with(
        "ensemble: {fertility: {sd: 0.1, zone_sd: 0.2}, migration: {sd: 0.3}, turnover: 0.25,\n"
        "  participation: {year_sd: 0.02}, progression: {year_sd: 0.01}}\n",
        NULL);
    const struct xw_assumption_row *year = row("fertility.year"), *zone = row("fertility.zone");
    ck_assert_double_eq_tol(year->p10, -0.1 * Z, 1e-9);
    ck_assert_double_eq(year->p50, 0.0);
    ck_assert_str_eq(year->unit, "births per woman");
    ck_assert_str_eq(year->source, "ensemble.fertility.sd");
    ck_assert_double_eq_tol(zone->p90, exp(0.2 * Z), 1e-9);
    ck_assert_double_eq_tol(row("migration.year")->p10, exp(-0.3 * Z), 1e-9);
    ck_assert_double_eq_tol(row("turnover")->p90, 5.0 * Z, 1e-9);
    ck_assert_double_eq_tol(row("participation.primary.year")->p90, 1.0 + 0.02 * Z, 1e-9);
    ck_assert_double_eq_tol(row("progression.primary.year")->p10, 1.0 - 0.01 * Z, 1e-9);
    ck_assert_str_eq(row("progression.primary.year")->source, "ensemble.progression.year_sd");
    ck_assert_ptr_null(row("entry.primary.year")); /* its pupils are residents */
    ck_assert_ptr_null(row("delay.start"));        /* no projects */
    draws_close(&d);
}
END_TEST

START_TEST(what_does_not_scatter_is_not_listed)
{
    open_with("ensemble: {noise: no, fertility: {sd: 0, zone_sd: 0}, migration: {sd: 0},\n"
              "  participation: {year_sd: 0}, entry: {year_sd: 0}, progression: {year_sd: 0}}\n",
              NULL);
    ck_assert_int_eq(list.count, 0);
    draws_close(&d);
}
END_TEST

START_TEST(shocks_say_their_factor_and_line)
{
    open_with("  shocks: shocks.csv\n", "year,what,stage,factor,sd,probability\n"
                                        "2021,fertility,,1,0,\n"
                                        "2021,progression,primary,0.9,0.1,0.5\n");
    const struct xw_assumption_row *shock = row("shock.2021.progression.primary");
    ck_assert_ptr_nonnull(shock);
    ck_assert_double_eq_tol(shock->p10, 0.9 * exp(-0.1 * Z), 1e-9);
    ck_assert_double_eq_tol(shock->p50, 0.9, 1e-12);
    ck_assert_str_eq(shock->source, "shocks.csv:3");
    ck_assert_str_eq(shock->name_en, "shock of 2021 on progression.primary (probability 0.5)");
    ck_assert_ptr_null(row("shock.2021.fertility"));
    draws_close(&d);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, processes_have_the_quantiles_of_one_year);
    tcase_add_test(tc, what_does_not_scatter_is_not_listed);
    tcase_add_test(tc, shocks_say_their_factor_and_line);
    return tc;
}

UNIT_MAIN("assumed_processes", known_answers())
