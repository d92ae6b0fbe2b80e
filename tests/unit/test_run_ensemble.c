#include "xuewei/run_ensemble.h"
#include "sample_ensemble.h"
#include "xuewei/run_reader.h"
#include <sqlite3.h>

static char folder[64], path[128];
static struct sample sample;
static struct xw_arena keep;
static struct xw_run run;

static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
    sample_ensemble_write(&sample, path);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
}

static void teardown(void)
{
    xw_diag_free(&sample.diag);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

static void load(void)
{
    const char *trouble = NULL;
    enum xw_status status = xw_run_load(path, &keep, &run, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
}

static void changed(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* Equal, and NaN where NaN is wanted. */
static void same(double got, double want)
{
    ck_assert_msg(isnan(want) ? isnan(got) : got == want, "%g instead of %g", got, want);
}

START_TEST(central_rows_carry_their_spread)
{
    load();
    ck_assert_int_eq(run.gap_count, 2);
    ck_assert_int_eq(run.gap[0].demand, 1000);
    ck_assert_int_eq(run.gap[0].compliant, 880);
    same(run.gap[0].spread.p10, 1.5);
    same(run.gap[0].spread.p50, 2.25);
    same(run.gap[0].spread.p90, 1e6);
    same(run.gap[0].spread.p_short, 0.125);
    same(run.gap[0].spread.expected_short, 3.75);
    same(run.gap[1].spread.p10, NAN);
    same(run.gap[1].spread.expected_short, NAN);
    ck_assert_int_eq(run.school_year[0].pupils, 1010);
    same(run.school_year[0].spread.p10, 900);
    same(run.school_year[0].spread.p50, 1010.5);
    same(run.school_year[0].spread.p90, 1100);
    same(run.school_year[0].spread.p_over, 0.25);
    ck_assert_int_eq(run.project_year[0].seats_added, 1620);
    same(run.project_year[0].p_open, 0.625);
}
END_TEST

START_TEST(rows_of_replicates_come_back)
{
    load();
    ck_assert_int_eq(run.quantile_count, 2);
    for (int32_t i = 0; i < 2; i++) {
        const struct xw_quantile_row *got = &run.quantile[i], *want = &sample_quantile[i];
        ck_assert_int_eq(got->level, want->level);
        ck_assert_str_eq(got->place, want->place);
        ck_assert_int_eq(got->year, want->year);
        ck_assert_int_eq(got->stage, want->stage);
        ck_assert_int_eq(got->scope, want->scope);
        ck_assert_int_eq(got->quantity, want->quantity);
        for (int k = 0; k < 9; k++)
            same((&got->mean)[k], (&want->mean)[k]);
    }
    ck_assert_int_eq(run.risk_count, 2);
    for (int32_t i = 0; i < 2; i++) {
        const struct xw_risk_row *got = &run.risk[i], *want = &sample_risk[i];
        ck_assert_int_eq(got->level, want->level);
        ck_assert_str_eq(got->place, want->place);
        ck_assert_int_eq(got->stage, want->stage);
        ck_assert_int_eq(got->scope, want->scope);
        same(got->threshold, want->threshold);
        ck_assert_int_eq(got->first_year, want->first_year);
        for (int k = 0; k < 7; k++)
            same((&got->p_any)[k], (&want->p_any)[k]);
    }
    ck_assert_int_eq(run.service_count, 1);
    ck_assert_int_eq(run.service[0].level, XW_LEVEL_TOWN);
    ck_assert_str_eq(run.service[0].place, "塔山街道");
    ck_assert_int_eq(run.service[0].year, 2020);
    ck_assert_int_eq(run.service[0].stage, 0);
    ck_assert_int_eq(run.service[0].scope, XW_SCOPE_ENTRY);
    same(run.service[0].service, 0.95);
    same(run.service[0].seats, 120.5);
    ck_assert_int_eq(run.assumption_count, 2);
    ck_assert_str_eq(run.assumption[0].name, "fertility");
    ck_assert_str_eq(run.assumption[0].name_zh, "生育");
    ck_assert_str_eq(run.assumption[0].name_en, "Fertility");
    ck_assert_str_eq(run.assumption[0].shape, "normal");
    ck_assert_str_eq(run.assumption[0].unit, "factor");
    same(run.assumption[0].p10, 0.9);
    same(run.assumption[0].p50, 1);
    same(run.assumption[0].p90, 1.1);
    ck_assert_str_eq(run.assumption[0].source, "a source");
    ck_assert_int_eq(run.assumption[0].evidence, XW_ASSUMED);
    same(run.assumption[1].p50, NAN);
    ck_assert_int_eq(run.draw_count, 2);
    ck_assert_int_eq(run.draw[1].level, XW_LEVEL_TOWN);
    ck_assert_int_eq(run.draw[1].quantity, XW_QUANTITY_SEATS);
    ck_assert_int_eq(run.draw[1].replicates, 3);
}
END_TEST

START_TEST(a_file_of_an_earlier_schema_has_none)
{
    changed("UPDATE run SET value = '1' WHERE key = 'schema_version'; DROP TABLE quantile_year; "
            "DROP TABLE risk; DROP TABLE service_year; DROP TABLE assumption; DROP TABLE draw; "
            "DROP TABLE project_effect");
    load();
    ck_assert_int_eq(run.gap_count, 2);
    ck_assert_int_eq(run.effect_count, 0);
    ck_assert_int_eq(run.quantile_count + run.risk_count + run.service_count +
                         run.assumption_count + run.draw_count,
                     0);
}
END_TEST

static const struct {
    const char *sql, *trouble;
} damages[] = {
    { "DROP TABLE risk", "no such table: risk" },
    { "UPDATE quantile_year SET quantity = 'seat' WHERE fid = 2",
      "table quantile_year, row 2: there is no quantity \"seat\"" },
    { "UPDATE draw SET stage = 'nursery' WHERE fid = 1",
      "table draw, row 1: there is no stage \"nursery\"" },
    { "UPDATE assumption SET evidence = 'x' WHERE fid = 1",
      "table assumption, row 1: there is no evidence \"x\"" },
};

START_TEST(damaged_rows_are_refused)
{
    changed(damages[_i].sql);
    const char *trouble = NULL;
    ck_assert_int_eq(xw_run_load(path, &keep, &run, &trouble), XW_STORE_FAILED);
    ck_assert_msg(strstr(trouble, damages[_i].trouble) != NULL, "%s", trouble);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, central_rows_carry_their_spread);
    tcase_add_test(tc, rows_of_replicates_come_back);
    tcase_add_test(tc, a_file_of_an_earlier_schema_has_none);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, damaged_rows_are_refused, 0, SAMPLE_COUNT(damages));
    return tc;
}

UNIT_MAIN("run_ensemble", known_answers(), refusals())
