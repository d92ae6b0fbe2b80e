#include "xuewei/paired_rows.h"
#include "xuewei/compare_file.h"
#include "paired_kit.h"

static char made[64], path[128];
static struct xw_arena keep, scratch;
static struct paired_run part[2];

static struct xw_run_school schools[] = { { .code = "P1" } };
static struct xw_run_school_year school_years[] = {
    { .school = 0,
      .stage = 0,
      .year = 2022,
      .pupils = 90,
      .classes_over_norm = 2,
      .spread = { .p_over = 0.75 } },
    { .school = 0,
      .stage = 0,
      .year = 2022,
      .pupils = 80,
      .classes_over_norm = 1,
      .spread = { .p_over = 0.25 } },
};
static struct xw_run_project projects[] = {
    { .stage = "primary", .cost_cny = 8.75e6, .counted = true }
};

static void setup(void)
{
    strcpy(made, "paired-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(made));
    snprintf(path, sizeof path, "%s/cmp.gpkg", made);
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 24), XW_OK);
}

static void teardown(void)
{
    for (int i = 0; i < 2; i++)
        unlink(part[i].path);
    unlink(path);
    ck_assert_int_eq(rmdir(made), 0);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

/* Twenty seats more for East, as test_paired_runs has it on paper, in a file. */
static void write_comparison(int32_t replicates)
{
    struct xw_run runs[2];
    struct xw_paired_runs paired;
    const char *trouble = NULL;
    for (int32_t r = 0; r < 2; r++) {
        paired_make(&part[r], made, r == 0 ? "none" : "some", replicates, 20 * r);
        runs[r] = part[r].run;
        runs[r].school = schools;
        runs[r].school_count = 1;
        runs[r].school_year = &school_years[r];
        runs[r].school_year_count = 1;
    }
    runs[1].project = projects;
    runs[1].project_count = 1;
    enum xw_status status = xw_paired_runs_make(2, runs, &keep, scratch, &paired, &trouble);
    if (status == XW_OK) status = xw_compare_file_write(path, 2, runs, &paired, &keep, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
}

static const char *asked(const char *sql)
{
    static char text[4096];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    int length = 0;
    text[0] = '\0';
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *cell = sqlite3_column_text(statement, i);
            length += snprintf(text + length, sizeof text - (size_t)length, "%s%s",
                               length == 0 ? ""
                               : i == 0    ? "\n"
                                           : "|",
                               cell == NULL ? "null" : (const char *)cell);
        }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return text;
}

static const struct {
    const char *sql, *want;
} answers[] = {
    /* Seats that stay idle are 20 20 20 15 10 5 0 0 more: standard deviation sqrt(537.5 / 7), and
     * t(0.975, 7) = 2.364624. */
    { "SELECT scenario, baseline, replicates, central, mean, p10, p50, p90, p_less, p_equal, "
      "p_more, "
      "round(sign_p, 9), beyond_chance FROM paired_difference WHERE place = 'East' AND year = 2022 "
      "AND "
      "stage = 'primary' AND scope = 'all' AND quantity = 'net_gap'",
      "some|none|8|-10.0|-8.75|-20.0|-7.5|0.0|0.625|0.375|0.0|0.0625|0" },
    { "SELECT round(se, 6), round(low95, 6), round(high95, 6) FROM paired_difference WHERE "
      "place = 'East' AND year = 2022 AND stage = 'primary' AND scope = 'all' AND "
      "quantity = 'surplus'",
      "3.098098|3.924161|18.575839" },
    { "SELECT count(*), sum(mean = 0 AND p_equal = 1) FROM paired_difference WHERE year = 2021",
      "72|72" },
    { "SELECT local_gap, p10, p50, p90 FROM gap_difference WHERE place = 'East' AND year = 2022 "
      "AND "
      "stage = 'primary' AND scope = 'all'",
      "-10|-20.0|-7.5|0.0" },
    { "SELECT count(*) FROM gap_difference WHERE p50 IS NULL AND stage <> 'upper_secondary'", "0" },
    { "SELECT stage, quantity, scenario_mean, baseline_mean, central, mean, p_better FROM "
      "horizon_difference WHERE stage = 'primary'",
      "primary|short_district|0.0|0.0|0.0|0.0|0.5\n"
      "primary|short_towns|10.0|18.75|-10.0|-8.75|0.8125\n"
      "primary|short_areas|16.0|24.75|-10.0|-8.75|0.8125\n"
      "primary|peak|0.0|0.0|0.0|0.0|0.5\n"
      "primary|idle|121.0|109.75|10.0|11.25|0.125\n"
      "primary|seats|620.0|600.0|20.0|20.0|0.5\n"
      "primary|useful_district|0.0|0.0|0.0|0.0|0.5\n"
      "primary|useful_towns|8.75|0.0|10.0|8.75|0.8125" },
    { "SELECT town, stage, mean, verdict FROM town_difference WHERE stage <> 'lower_secondary'",
      "East|primary|-8.75|neither\nWest|primary|0.0|neither\n"
      "East|all|-8.75|neither\nWest|all|0.0|neither" },
    { "SELECT * FROM school_verdict", "1|some|none|P1|primary|-10|-1|-0.5|gains" },
    { "SELECT p_over FROM school_difference", "-0.5" },
    { "SELECT stage, useful_in, cost_cny, unknown_costs, useful_mean, cny_mean, cny_p50, cny_p90, "
      "p_without FROM seat_year_cost WHERE stage = 'primary'",
      "primary|district|8750000.0|0|0.0|null|null|null|1.0\n"
      "primary|towns|8750000.0|0|8.75|1000000.0|1312500.0|null|0.375" },
    { "SELECT scenario, p_best FROM best_scenario WHERE stage = 'all' AND quantity = 'short_towns'",
      "none|0.1875\nsome|0.8125" },
    { "SELECT count(*) FROM best_scenario WHERE quantity = 'seats'", "0" },
};

START_TEST(tables_say_what_is_on_paper)
{
    write_comparison(8);
    const char *got = asked(answers[_i].sql);
    ck_assert_msg(strcmp(got, answers[_i].want) == 0, "%s\ngot:\n%s\nwant:\n%s", answers[_i].sql,
                  got, answers[_i].want);
}
END_TEST

/* Central histories alone have no row of paired_difference, no interval and no quantile. */
START_TEST(without_replicates)
{
    write_comparison(0);
    ck_assert_str_eq(asked("SELECT count(*) FROM paired_difference"), "0");
    ck_assert_str_eq(asked("SELECT count(*) FROM gap_difference WHERE p50 IS NOT NULL"), "0");
    ck_assert_str_eq(asked("SELECT replicates, mean, se, low95, p_better, beyond_chance FROM "
                           "horizon_difference WHERE stage = 'all' AND quantity = 'short_towns'"),
                     "1|-10.0|null|null|1.0|0");
    ck_assert_str_eq(asked("SELECT over_years, verdict FROM school_verdict"), "null|gains");
}
END_TEST

START_TEST(words)
{
    struct xw_paired_runs paired = { .stages = 1,
                                     .stage = (enum xw_stage_name[]){ XW_KINDERGARTEN } };
    ck_assert_str_eq(xw_paired_stage_word(&paired, 0), "kindergarten");
    ck_assert_str_eq(xw_paired_stage_word(&paired, 1), "all");
    ck_assert_str_eq(xw_paired_verdict_word(1), "gains");
    ck_assert_str_eq(xw_paired_verdict_word(0), "neither");
    ck_assert_str_eq(xw_paired_verdict_word(-1), "loses");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, tables_say_what_is_on_paper, 0, sizeof answers / sizeof *answers);
    tcase_add_test(c, without_replicates);
    tcase_add_test(c, words);
    return c;
}

UNIT_MAIN("paired_rows", known_answers())
