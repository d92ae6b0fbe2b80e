#include "xuewei/explain.h"
#include "xuewei/job.h"
#include "unit.h"
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

static char folder[64], path[96];
static struct xw_arena keep;
static struct xw_diag diag;
static struct xw_explainer *explainer;
static const char *trouble;

static void simulate(void)
{
    const struct xw_override set[] = { { "ensemble.replicates", "21" } };
    const char *why;
    strcpy(folder, "explain-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(setenv("TMPDIR", folder, 1), 0);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    struct xw_job job = { .scenario = TINY, .out = path, .overrides = set, .override_count = 1 };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_run(&job, &diag, &why), XW_OK);
    xw_diag_free(&diag);
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
}

static enum xw_status open_run(void)
{
    return xw_explain_open(path, XW_EXPLAIN_EN, NULL, &keep, &diag, &explainer, &trouble);
}

static void simulated(void)
{
    simulate();
    ck_assert_int_eq(open_run(), XW_OK);
}

static void remove_all(void)
{
    xw_explain_close(explainer);
    explainer = NULL;
    xw_diag_free(&diag);
    xw_arena_free(&keep);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* the laid out inputs are gone */
}

static struct xw_answer ask(struct xw_question q)
{
    struct xw_answer answer = { 0 };
    enum xw_status status = xw_explain_ask(explainer, &q, &keep, &answer, &trouble);
    ck_assert_msg(status == XW_OK, "%d: %s", (int)status, trouble != NULL ? trouble : "");
    return answer;
}

static const struct xw_explain_term *term_at(const struct xw_explain_term *of, int n)
{
    const struct xw_explain_term *t = of->first;
    for (int i = 0; i < n && t != NULL; i++)
        t = t->next;
    ck_assert_ptr_nonnull(t);
    return t;
}

/* scenarios/tiny/README.md has the paper. */
static const struct {
    struct xw_question q;
    double want;
} paper[] = {
    { { "gap_year", "demand", .stage = "primary", .scope = "entry", .year = 2021 }, 40 },
    { { "gap_year", "demand", .stage = "primary", .year = 2022 }, 72 },
    { { "gap_year", "seats", .stage = "primary", .year = 2022 }, 100 },
    { { "gap_year", "seats", .stage = "primary", .scope = "entry", .year = 2022 }, 50 },
    { { "gap_year", "net_gap", .stage = "primary", .year = 2021 }, 10 },
    { { "gap_year", "local_gap", .stage = "lower_secondary", .year = 2023 }, 10 },
    { { "gap_year", "surplus", .stage = "primary", .scope = "entry", .year = 2022 }, 18 },
    { { "gap_year", "surplus", .stage = "primary", .year = 2023 }, 38 },
    { { "gap_year", "unplaced", .stage = "primary", .year = 2021 }, 0 },
    { { "gap_year", "demand", "zone", "A", "primary", "entry", .year = 2021 }, 22 },
    { { "gap_year", "demand", "catchment", "S1", "primary", "entry", .year = 2022 }, 26 },
    { { "gap_year", "seats", "town", "南街道", "primary", .year = 2022 }, 40 },
    { { "gap_year", "surplus", "town", "南街道", "primary", .year = 2022 }, 28 },
    { { "school_year", "classes", .school = "S1", .stage = "primary", .year = 2021 }, 6 },
    { { "school_year", "classes_over_norm", .school = "S1", .stage = "primary", .year = 2021 }, 3 },
    { { "school_year", "largest_class", .school = "S1", .stage = "primary", .year = 2021 }, 14 },
    { { "school_year", "seats_norm", .school = "S2", .year = 2022 }, 40 },
    { { "school_year", "demand", .school = "S2", .year = 2022 }, 6 },
    { { "class_year", "classes", .school = "S1", .grade = "1", .year = 2021 }, 3 },
    { { "class_year", "smallest", .school = "S1", .grade = "3", .year = 2023 }, 13 },
    { { "class_year", "pupils", .school = "S1", .grade = "2", .year = 2022 }, 40 },
    { { "project_year", .project = "1", .year = 2022 }, 40 },
    { { "project_year", .project = "1", .year = 2021 }, 0 },
    { { "flow_year", .zone = "C", .stage = "primary", .year = 2022 }, 6 },
};

START_TEST(numbers_of_the_paper)
{
    struct xw_answer answer = ask(paper[_i].q);
    ck_assert_int_eq(answer.count, 1);
    ck_assert_double_eq(answer.first->sum.value, paper[_i].want);
    ck_assert_str_eq(answer.first->cell.table, paper[_i].q.table);
    ck_assert_ptr_nonnull(answer.first->command);
}
END_TEST

/* 22 children of A: 24 aged 5 in November 2020 and 12 aged 6; lines 7, 8 and, of boys, 28, 29. */
START_TEST(entrants_down_to_the_lines)
{
    struct xw_answer answer = ask((struct xw_question){ "gap_year", "demand", "zone", "A",
                                                        "primary", "entry", .year = 2021 });
    const struct xw_explain_term *zone = term_at(&answer.first->sum, 0);
    const struct xw_explain_term *residents = term_at(zone, 0), *share = term_at(zone, 1);
    ck_assert_double_eq_tol(residents->value, 22.0, 1e-9);
    ck_assert_int_eq(residents->spans, 2);
    ck_assert_str_eq(residents->span[0].file, "tables/population.csv");
    ck_assert_int_eq(residents->span[0].from, 7);
    ck_assert_int_eq(residents->span[0].to, 8);
    ck_assert_int_eq(residents->span[1].from, 28);
    ck_assert_int_eq(residents->evidence, XW_ASSUMED);
    ck_assert_str_eq(residents->source, "invented");
    ck_assert_int_eq(share->op, XW_OP_TIMES);
    ck_assert_double_eq(share->value, 1.0);
    ck_assert_str_eq(share->span[0].file, "tables/participation.csv");
    ck_assert_int_eq(term_at(zone, 2)->op, XW_OP_LARGEST_REMAINDER);
    ck_assert_int_eq(answer.roundings, 1);
    ck_assert_int_eq(answer.rounding[0].total, 40);
    ck_assert_int_eq(answer.rounding[0].count, 3);
}
END_TEST

/* min(free rooms 3, ceil(6 / 2)) classes for 40 entrants who want 4. */
START_TEST(why_no_more_classes_open)
{
    struct xw_answer answer = ask((struct xw_question){ "class_year", "classes", .school = "S1",
                                                        .grade = "1", .year = 2021 });
    const struct xw_explain_term *classes = term_at(&answer.first->sum, 0);
    ck_assert_double_eq(term_at(classes, 0)->value, 40);
    ck_assert_double_eq(term_at(classes, 1)->value, 10);
    ck_assert_double_eq(term_at(classes, 2)->value, 4);
    const struct xw_explain_term *open = term_at(classes, 3);
    ck_assert_int_eq(open->op, XW_OP_LEAST);
    ck_assert_double_eq(term_at(open, 0)->value, 6);
    ck_assert_double_eq(term_at(open, 1)->value, 3);
    ck_assert_int_eq(term_at(open, 2)->op, XW_OP_EQUALS);
    ck_assert_double_eq(term_at(open, 3)->value, 3);
    ck_assert_int_eq(answer.first->notes, 1);
    ck_assert_ptr_nonnull(strstr(answer.first->note[0], "want 4 classes; there are 3, 1 fewer"));
}
END_TEST

/* B goes 1,200 m to S1; the other way of the year would be dearer. */
START_TEST(a_placement_by_its_prices)
{
    struct xw_answer answer =
        ask((struct xw_question){ "flow_year", .zone = "B", .stage = "primary", .year = 2022 });
    const struct xw_explain_round *round = answer.first->rounds;
    ck_assert_ptr_nonnull(round);
    ck_assert(round->solved);
    ck_assert_int_eq(round->pupils, 12);
    ck_assert_int_eq(round->left, 0);
    ck_assert_int_eq(round->ways, 2);
    ck_assert_str_eq(round->way[0].school, "S1");
    ck_assert_int_eq(round->way[0].way_m, 1200);
    ck_assert_int_eq(round->way[0].reduced_m, 0);
    ck_assert_int_eq(round->way[0].placed, 12);
    ck_assert_int_gt(round->way[1].reduced_m, 0);
    ck_assert_int_eq(round->way[1].placed, 0);
    ck_assert_int_eq(round->pays_m, 1200 + round->way[0].price_m);
}
END_TEST

/* h = 20 x 0.1 = 2: the third smallest of 21. */
START_TEST(a_quantile_by_its_replicates)
{
    struct xw_answer answer = ask((struct xw_question){ "quantile_year", "p10", .stage = "primary",
                                                        .quantity = "demand", .year = 2022 });
    const struct xw_explained *item = answer.first;
    ck_assert_double_eq(item->sum.value, term_at(&item->sum, 0)->value);
    ck_assert_double_eq(term_at(&item->sum, 1)->value, 0.0);
    ck_assert_ptr_nonnull(strstr(term_at(&item->sum, 0)->label, "number 3 from below"));
    ck_assert_int_ge(item->notes, 5);
}
END_TEST

START_TEST(years_in_any_order)
{
    static const int32_t years[] = { 2023, 2020, 2022, 2022, 2021 };
    static const double want[] = { 30, 30, 32, 32, 40 };
    for (int i = 0; i < 5; i++) {
        struct xw_answer answer = ask((struct xw_question){
            "gap_year", "demand", .stage = "primary", .scope = "entry", .year = years[i] });
        ck_assert_double_eq(answer.first->sum.value, want[i]);
    }
}
END_TEST

START_TEST(without_a_column_every_count)
{
    ck_assert_int_eq(
        ask((struct xw_question){ "gap_year", .stage = "primary", .year = 2021 }).count, 4);
    ck_assert_int_eq(
        ask((struct xw_question){ "class_year", .school = "S1", .grade = "1", .year = 2021 }).count,
        4);
    ck_assert_int_ge(
        ask((struct xw_question){ "school_year", .school = "S1", .stage = "primary", .year = 2021 })
            .count,
        13);
}
END_TEST

/* ---- what is not there ---- */

static const struct {
    struct xw_question q;
    const char *says;
} absent[] = {
    { { "gap_yaer", .year = 2021 },
      "there is no table \"gap_yaer\" in the run; did you mean gap_year?" },
    { { "gap_year", .stage = "primry", .year = 2021 }, "did you mean primary?" },
    { { "gap_year", .stage = "primary", .year = 2031 },
      "the year 2031 lies outside the run's years 2020 to 2023" },
    { { "gap_year", "demnd", .stage = "primary", .year = 2021 }, "did you mean demand?" },
    { { "gap_year", NULL, "town", "北街道道", "primary", .year = 2021 }, "did you mean 北街道?" },
    { { "gap_year", NULL, "zone", "D", "primary", .year = 2021 }, "there are: A, B, C" },
    { { "school_year", .school = "S9", .year = 2021 }, "there is no school \"S9\" in the run" },
    { { "school_year", .school = "S2", .year = 2021 },
      "the run has no row of school_year of 2021 with all of that" },
    { { "class_year", .school = "S1", .grade = "first", .year = 2021 },
      "a grade is a whole number as tables count it, not \"first\"" },
    { { "project_year", .project = "7", .year = 2021 }, "there is no project \"7\"" },
    { { "flow_year", .zone = "A", .tier = "guest", .year = 2021 }, "no row of flow_year" },
    { { "quantile_year", .stage = "primary", .quantity = "gap", .year = 2021 },
      "there is no quantity \"gap\"" },
    { { "gap_year", .stage = "primary", .scope = "every", .year = 2021 }, "there are: entry, all" },
    { { "gap_year", "seats", "zone", "A", "primary", .year = 2021 },
      "the run has no number in this cell" },
};

START_TEST(what_is_not_there_is_named)
{
    struct xw_answer answer;
    ck_assert_int_eq(xw_explain_ask(explainer, &absent[_i].q, &keep, &answer, &trouble),
                     XW_REFUSED);
    ck_assert_ptr_nonnull(trouble);
    ck_assert_msg(strstr(trouble, absent[_i].says) != NULL, "%s", trouble);
}
END_TEST

static void change(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* A run file that says another number than its inputs give. */
static const struct {
    const char *sql;
    struct xw_question q;
} altered[] = {
    { "UPDATE gap_year SET demand = demand + 1",
      { "gap_year", "demand", .stage = "primary", .year = 2021 } },
    { "UPDATE gap_year SET surplus = surplus + 1 WHERE level = 'town'",
      { "gap_year", "surplus", "town", "北街道", "primary", .year = 2022 } },
    { "UPDATE school_year SET classes = classes - 1",
      { "school_year", "classes", .school = "S1", .year = 2021 } },
    { "UPDATE class_year SET pupils = 2",
      { "class_year", "pupils", .school = "S1", .year = 2021 } },
    { "UPDATE project_year SET seats_added = 1", { "project_year", .project = "1", .year = 2020 } },
    { "UPDATE flow_year SET pupils = pupils + 1", { "flow_year", .zone = "A", .year = 2020 } },
    { "UPDATE flow_year SET reason = 'sibling'", { "flow_year", .zone = "A", .year = 2020 } },
    { "UPDATE quantile_year SET p50 = p50 + 0.01",
      { "quantile_year", "p50", .stage = "primary", .year = 2021 } },
};

START_TEST(another_number_is_an_error)
{
    struct xw_answer answer;
    change(altered[_i].sql);
    ck_assert_int_eq(open_run(), XW_OK);
    ck_assert_int_eq(xw_explain_ask(explainer, &altered[_i].q, &keep, &answer, &trouble),
                     XW_LAW_BROKEN);
    ck_assert_ptr_nonnull(strstr(trouble, "do not come to"));
}
END_TEST

START_TEST(inputs_that_are_not_the_runs)
{
    change("UPDATE input SET content = CAST(content || X'0A' AS BLOB) WHERE name = "
           "'tables/rolls.csv'");
    ck_assert_int_eq(open_run(), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(trouble);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("known answers");
    tcase_add_unchecked_fixture(tcase, simulated, remove_all);
    tcase_add_loop_test(tcase, numbers_of_the_paper, 0, (int)(sizeof paper / sizeof *paper));
    tcase_add_test(tcase, entrants_down_to_the_lines);
    tcase_add_test(tcase, why_no_more_classes_open);
    tcase_add_test(tcase, a_placement_by_its_prices);
    tcase_add_test(tcase, a_quantile_by_its_replicates);
    tcase_add_test(tcase, years_in_any_order);
    tcase_add_test(tcase, without_a_column_every_count);
    return tcase;
}

static TCase *refusals(void)
{
    TCase *tcase = tcase_create("refusals");
    tcase_add_unchecked_fixture(tcase, simulated, remove_all);
    tcase_add_loop_test(tcase, what_is_not_there_is_named, 0,
                        (int)(sizeof absent / sizeof *absent));
    return tcase;
}

static TCase *changed(void)
{
    TCase *tcase = tcase_create("a changed run");
    tcase_add_checked_fixture(tcase, simulate, remove_all);
    tcase_add_loop_test(tcase, another_number_is_an_error, 0,
                        (int)(sizeof altered / sizeof *altered));
    tcase_add_test(tcase, inputs_that_are_not_the_runs);
    return tcase;
}

UNIT_MAIN("explain", answers(), refusals(), changed())
