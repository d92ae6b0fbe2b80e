#include "page_kit.h"

/* The hamlet with what a run keeps of its scenario. */
static struct xw_run_setting settings[] = {
    { "title.zh", "小例", true },
    { "population.base_date", "2020-11-01", true },
    { "population.open_age", "85", true },
    { "population.migration_timing", "end", false },
    { "forecast.basis", "blend", true },
    { "forecast.blend_midpoint", "3", false },
    { "forecast.blend_slope", "2", false },
    { "assignment.distance", "straight", false },
    { "assignment.detour", "1.3", false },
    { "assignment.nearest", "16", false },
    { "assignment.coordination_m", "3000", false },
    { "levers.order", "prefab class_size", true },
    { "supply.close_below", "0", false },
    { "ensemble.seed", "7", true },
};
static struct xw_run_norm norms[] = {
    { 0, 0, true, "class_size_norm", 45.0, 7, "某办法" },
    { 0, 2, false, "warning_yellow", 0.925, XW_NONE, "" },
};

static void make(void)
{
    fixture_hamlet(&keep, &runs[0]);
    runs[0].setting = settings;
    runs[0].setting_count = sizeof settings / sizeof *settings;
    runs[0].norm = norms;
    runs[0].norm_count = 2;
}

START_TEST(keys_and_norms_become_sentences_and_tables)
{
    static struct xw_run_table tables[] = { { "migration", "m.csv", { 1, 0, 0 } },
                                            { "tiers", "t.csv", { 0, 0, 3 } } };
    make();
    runs[0].table = tables;
    runs[0].table_count = 2;
    write_report(1);
    const char *en = read_all("report-en.html"), *zh = read_all("report-zh.html");
    check_page(en);
    check_page(zh);
    ck_assert_ptr_nonnull(strstr(en, "From the count of 2020-11-01"));
    ck_assert_ptr_nonnull(strstr(en, "Migration is that of the table migration, at the end"));
    ck_assert_ptr_nonnull(
        strstr(en, "they weigh the same in year 3, the weight passes over with slope 2"));
    ck_assert_ptr_nonnull(strstr(en, "straight lines times 1.3"));
    ck_assert_ptr_nonnull(strstr(en, "coordination outside the catchment costs 3,000 m more"));
    ck_assert_ptr_nonnull(strstr(en, "Tier by tier by the table tiers."));
    ck_assert_ptr_nonnull(strstr(en, "There is no table catchments"));
    ck_assert_ptr_nonnull(strstr(en, "Emergency levers, in this order: prefab class_size."));
    ck_assert_ptr_nonnull(strstr(en, "A single run, nothing is drawn."));
    ck_assert_ptr_nonnull(strstr(zh, "以 2020-11-01 的人口为起点"));
    /* A norm of the table, and one of a grade without a source. */
    ck_assert_ptr_nonnull(strstr(en, "<td>all</td><td>45</td><td>7</td>"));
    ck_assert_ptr_nonnull(strstr(en, "<td>2</td><td>0.925</td><td>—</td>"));
    /* Titles stand on the page; what is drawn is told where something is. */
    ck_assert_ptr_nonnull(strstr(en, "Keys of the scenario: 12, of which 4 given"));
    ck_assert_ptr_null(strstr(en, "<th scope=\"row\">title.zh"));
    /* What replicates need is not told of a run without them; given keys are listed to be signed. */
    ck_assert_ptr_null(strstr(en, "<th scope=\"row\">ensemble.seed</th><td>7</td>"));
    ck_assert_ptr_nonnull(strstr(en, "<th scope=\"row\">forecast.basis</th><td>blend</td>"));
}
END_TEST

START_TEST(an_older_run_says_that_it_keeps_none)
{
    fixture_hamlet(&keep, &runs[0]);
    write_report(1);
    check_page(read_all("report-en.html"));
    ck_assert_ptr_nonnull(
        strstr(read_all("report-en.html"), "The run file is of an earlier version"));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, keys_and_norms_become_sentences_and_tables);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, an_older_run_says_that_it_keeps_none);
    return c;
}

UNIT_MAIN("method", known_answers(), limits())
