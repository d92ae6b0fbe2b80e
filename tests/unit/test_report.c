#include "page_kit.h"
#include <math.h>

/* ---- the tests
 * ------------------------------------------------------------------------------------ */

START_TEST(pages_are_well_formed)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    fixture_district(&keep, 3, &runs[2]);
    write_report(3);
    check_page(read_all("report-zh.html"));
    check_page(read_all("report-en.html"));
}
END_TEST

START_TEST(the_same_runs_give_the_same_bytes)
{
    static const char *const names[] = { "report-zh.html", "report-en.html",
                                         "tables/stage_year.csv", "tables/projects.csv" };
    const char *first[4];
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    for (int i = 0; i < 4; i++)
        first[i] = read_all(names[i]);
    /* Another process would have its runs elsewhere in memory: so does this second copy. */
    XW_TAKE(&keep, 12345, char);
    runs[0].path = "elsewhere";
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    for (int i = 0; i < 4; i++)
        ck_assert_msg(strcmp(first[i], read_all(names[i])) == 0, "%s differs", names[i]);
}
END_TEST

START_TEST(what_users_write_is_escaped)
{
    fixture_district(&keep, 0, &runs[0]);
    runs[0].place_zh = "</style>甲\"区";
    runs[0].school[8].name_zh = "<b>学校</b>";
    write_report(1);
    const char *page = read_all("report-zh.html");
    check_page(page);
    ck_assert_ptr_nonnull(strstr(page, "镜心小学 &lt;暂名&gt; &amp; 附园"));
    ck_assert_ptr_null(strstr(page, "<b>学校"));
    ck_assert_ptr_nonnull(strstr(page, "&lt;/style&gt;甲&quot;区"));
}
END_TEST

START_TEST(findings_stand_on_page_one)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert_ptr_nonnull(strstr(zh, "<title>示例区学位缺口报告 2020—2035</title>"));
    ck_assert_ptr_nonnull(strstr(zh, "小学学位来在浪后，初中来在浪前。"));
    ck_assert_ptr_nonnull(strstr(zh, "72 个小学班 2027 学年才开学，晚于 2024 学年的入学高峰"));
    ck_assert_ptr_nonnull(strstr(zh, "42 个初中班 2026 学年开学，不晚于 2029 学年的入学高峰"));
    ck_assert_ptr_nonnull(strstr(zh, "单次推算，未计不确定性"));
    ck_assert_ptr_nonnull(strstr(zh, "估计数据 ESTIMATED DATA"));
    ck_assert_ptr_nonnull(strstr(en, "Single run, uncertainty not counted"));
    ck_assert_ptr_nonnull(strstr(en, "72 primary classes open in 2027, after the 2024 entry peak"));
    /* The base year's gap comes before any later one. */
    const char *base = strstr(zh, "先看基年"), *list = strstr(zh, "<ol class=\"lead\">");
    ck_assert(base != NULL && list != NULL && base < list);
    const char *section = strstr(zh, "缺口从哪里来"), *stage = strstr(zh, "幼儿园的余缺");
    ck_assert(section != NULL && stage != NULL && section < stage);
    ck_assert_int_eq(count_of(zh, "<h1"), 1);
    ck_assert_int_eq(count_of(zh, "<h2"), 21);
}
END_TEST

/* Of primary's entrants of 2022 2,000 have their own school, 1,234 are coordinated, 7 have no claim; a reason
 * for which nobody is placed in any year has no column. Other stages say nothing. */
START_TEST(entrants_stand_by_the_way_they_were_placed)
{
    static const struct xw_run_measure more[] = {
        { "district", "entrants_catchment_primary", "", 2022, 2000.0, NAN, 0 },
        { "district", "entrants_coordination_primary", "", 2022, 1234.0, NAN, 0 },
        { "district", "entrants_no_claim_primary", "", 2022, 7.0, NAN, 0 },
    };
    fixture_district(&keep, 0, &runs[0]);
    write_report(1);
    ck_assert_ptr_null(strstr(read_all("report-en.html"), "Where the entrants of"));
    int32_t had = runs[0].measure_count;
    struct xw_run_measure *all = XW_TAKE(&keep, had + 3, struct xw_run_measure);
    memcpy(all, runs[0].measure, (size_t)had * sizeof *all);
    memcpy(all + had, more, sizeof more);
    runs[0].measure = all;
    runs[0].measure_count = had + 3;
    write_report(1);
    const char *en = read_all("report-en.html"), *zh = read_all("report-zh.html");
    check_page(en);
    check_page(zh);
    ck_assert_int_eq(count_of(en, "Where the entrants of"), 1);
    const char *table = strstr(en, "Where the entrants of Primary are placed");
    ck_assert_ptr_nonnull(table);
    const char *end = strstr(table, "</table>"), *row = strstr(table, ">2022<");
    ck_assert(row != NULL && row < end);
    const char *own = strstr(row, "<td>2,000</td>"), *sent = strstr(row, "<td>1,234</td>"),
               *none = strstr(row, "<td>7</td>");
    ck_assert(own != NULL && own < sent && sent < none && none < strstr(row, "</tr>"));
    const char *claim = strstr(table, "Without a claim"), *boards = strstr(table, "Boarding");
    ck_assert(claim != NULL && claim < end);
    ck_assert(boards == NULL || boards > end);
    ck_assert_ptr_nonnull(strstr(zh, "小学新生的去向"));
    ck_assert_ptr_null(strstr(en, "admission class"));

    /* Of ten rows of tiers six are estimated and one is assumed: said where a stage has tiers. */
    static const struct xw_run_table tiers = { "tiers", "tiers.csv", { 3, 6, 1 } };
    static const struct xw_run_flow of_tiers = { 2022, 0, 1, 0, 2000, 500, "home", "catchment", 0 };
    struct xw_run_table *tables = XW_TAKE(&keep, runs[0].table_count + 1, struct xw_run_table);
    struct xw_run_flow *flows = XW_TAKE(&keep, runs[0].flow_count + 1, struct xw_run_flow);
    memcpy(tables, runs[0].table, (size_t)runs[0].table_count * sizeof *tables);
    if (runs[0].flow_count > 0)
        memcpy(flows, runs[0].flow, (size_t)runs[0].flow_count * sizeof *flows);
    tables[runs[0].table_count++] = tiers;
    flows[runs[0].flow_count++] = of_tiers;
    runs[0].table = tables;
    runs[0].flow = flows;
    write_report(1);
    ck_assert_int_eq(count_of(read_all("report-en.html"), "of the 10 rows that say who"), 1);
    ck_assert_ptr_nonnull(strstr(read_all("report-en.html"), "6 are estimated and 1 assumed"));
    ck_assert_ptr_nonnull(strstr(read_all("report-zh.html"), "共 10 行，其中估计 6 行、假定 1 行"));
}
END_TEST

START_TEST(published_data_carry_no_mark)
{
    fixture_district(&keep, 0, &runs[0]);
    for (int32_t i = 0; i < runs[0].evidence_count; i++) {
        runs[0].evidence[i].share[XW_PUBLISHED] = 0.6;
        runs[0].evidence[i].share[XW_ESTIMATED] = 0.4;
        runs[0].evidence[i].share[XW_ASSUMED] = 0.0;
    }
    write_report(1);
    const char *zh = read_all("report-zh.html");
    ck_assert_ptr_null(strstr(zh, "ESTIMATED"));
    ck_assert_ptr_nonnull(strstr(zh, "公布 60%"));
    ck_assert_ptr_nonnull(strstr(zh, "估计 40%"));
}
END_TEST

START_TEST(a_stage_without_a_largest_school_names_none)
{
    fixture_district(&keep, 0, &runs[0]);
    write_report(1);
    int all = count_of(read_all("report-en.html"), "Schools above 2,000");
    ck_assert_int_gt(all, 1);
    runs[0].stage[0].school_size_max = NAN;
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_eq(count_of(en, "Schools above"), all - 1);
    ck_assert_int_eq(count_of(zh, "人的学校</th>"), all - 1);
    ck_assert_int_eq(count_of(en, "No school above"), all - 1);
    ck_assert_ptr_null(strstr(en, "9,223,372"));
}
END_TEST

START_TEST(sections_stay_when_there_is_nothing)
{
    fixture_hamlet(&keep, &runs[0]);
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_eq(count_of(zh, "<h2"), 18); /* one stage instead of four */
    ck_assert_ptr_nonnull(strstr(zh, "没有建设项目。"));
    ck_assert_ptr_nonnull(strstr(zh, "各学年均无片区缺口。"));
    ck_assert_ptr_nonnull(strstr(zh, "只有一个方案"));
    ck_assert_ptr_nonnull(strstr(en, "No local gap in any year."));

    /* And a run that has nothing but its stages and years. */
    memset(&runs[1], 0, sizeof runs[1]);
    runs[1].name = runs[1].title_zh = runs[1].title_en = runs[1].place_zh = runs[1].place_en = "x";
    runs[1].first = runs[1].last = 2020;
    runs[1].stage = runs[0].stage;
    runs[1].stage_count = 1;
    runs[0] = runs[1];
    write_report(1);
    check_page(read_all("report-zh.html"));
    check_page(read_all("report-en.html"));
}
END_TEST

START_TEST(what_is_asked_is_written)
{
    const char *trouble;
    struct xw_report_options options = { .what = XW_REPORT_EN | XW_REPORT_HTML, .now_year = 2024 };
    fixture_district(&keep, 0, &runs[0]);
    ck_assert_int_eq(xw_report_write(runs, 1, dir, &options, &keep, scratch, &trouble), XW_OK);
    char path[256];
    snprintf(path, sizeof path, "%s/report-zh.html", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
    snprintf(path, sizeof path, "%s/tables", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_ptr_nonnull(strstr(read_all("report-en.html"), "September 2024"));
}
END_TEST

START_TEST(formats_have_names_and_files)
{
    unsigned seen = 0;
    for (unsigned bit = 1; bit != 0; bit <<= 1) {
        const char *name = xw_report_format_name(bit), *file = xw_report_format_file(bit);
        ck_assert_int_eq(name == NULL, file == NULL);
        if (name != NULL) seen |= bit;
    }
    ck_assert_uint_eq(seen, XW_REPORT_FORMATS);
    ck_assert_uint_eq(xw_report_formats() & ~XW_REPORT_FORMATS, 0);
    ck_assert_uint_eq(xw_report_formats() & XW_REPORT_USUAL, XW_REPORT_USUAL);
    ck_assert_str_eq(xw_report_format_name(XW_REPORT_PDF), "pdf");
    ck_assert_str_eq(xw_report_format_file(XW_REPORT_DOCX), "report-LANG.docx");
    ck_assert_ptr_null(xw_report_format_name(XW_REPORT_PDF | XW_REPORT_CSV));
}
END_TEST

/* A format that has no writer, and an edition that cannot be made, are refused before the folder is
 * made. */
START_TEST(what_is_not_to_be_had_is_refused)
{
    const char *trouble;
    char path[256];
    snprintf(path, sizeof path, "%s/new", dir);
    fixture_district(&keep, 0, &runs[0]);
    for (unsigned bit = XW_REPORT_HTML; bit <= XW_REPORT_FORMATS; bit <<= 1) {
        if (xw_report_formats() & bit) continue;
        struct xw_report_options options = { .what = bit | XW_REPORT_HTML };
        ck_assert_int_eq(xw_report_write(runs, 1, path, &options, &keep, scratch, &trouble),
                         XW_NOT_AVAILABLE);
        ck_assert_ptr_nonnull(strstr(trouble, xw_report_format_name(bit)));
    }
    /* Layers hold every school's and zone's numbers: they are no part of a public edition. */
    struct xw_report_options open = { .what = XW_REPORT_GPKG,
                                      .edition = XW_EDITION_PUBLIC,
                                      .suppress = 5 };
    ck_assert_int_eq(xw_report_write(runs, 1, path, &open, &keep, scratch, &trouble),
                     XW_NOT_AVAILABLE);
    ck_assert_ptr_nonnull(strstr(trouble, "gpkg"));
    open = (struct xw_report_options){ .suppress = -1 };
    ck_assert_int_eq(xw_report_write(runs, 1, path, &open, &keep, scratch, &trouble),
                     XW_OUT_OF_RANGE);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(what_cannot_be_done_is_said)
{
    const char *trouble;
    fixture_district(&keep, 0, &runs[0]);
    fixture_hamlet(&keep, &runs[1]);
    ck_assert_int_eq(xw_report_write(runs, 0, dir, NULL, &keep, scratch, &trouble),
                     XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_report_write(runs, 2, dir, NULL, &keep, scratch, &trouble),
                     XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, "tiny has other school years or stages than as-planned");
    char path[256];
    snprintf(path, sizeof path, "%s/none/none", dir);
    ck_assert_int_eq(xw_report_write(runs, 1, path, NULL, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "cannot make the folder"));
    /* A folder stands where the page should: the page cannot be renamed, and nothing is left. */
    snprintf(path, sizeof path, "%s/report-zh.html", dir);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    ck_assert_int_eq(xw_report_write(runs, 1, dir, NULL, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "cannot write"));
    snprintf(path, sizeof path, "%s/report-zh.html.part", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, pages_are_well_formed);
    tcase_add_test(c, the_same_runs_give_the_same_bytes);
    tcase_add_test(c, what_users_write_is_escaped);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, findings_stand_on_page_one);
    tcase_add_test(c, entrants_stand_by_the_way_they_were_placed);
    tcase_add_test(c, published_data_carry_no_mark);
    tcase_add_test(c, what_is_asked_is_written);
    tcase_add_test(c, formats_have_names_and_files);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_stage_without_a_largest_school_names_none);
    tcase_add_test(c, sections_stay_when_there_is_nothing);
    tcase_add_test(c, what_is_not_to_be_had_is_refused);
    tcase_add_test(c, what_cannot_be_done_is_said);
    return c;
}

UNIT_MAIN("report", laws(), known_answers(), limits())
