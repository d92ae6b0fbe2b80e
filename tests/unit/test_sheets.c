#include "page_kit.h"
#include "sheets.h"

/* What stands between the headings of one sheet and the next. */
static const char *sheet_of(const char *page, const char *id)
{
    const char *at = strstr(page, id);
    ck_assert_msg(at != NULL, "no %s", id);
    const char *end = strstr(at, "</article>");
    ck_assert_ptr_nonnull(end);
    return xw_arena_text_n(&keep, at, end - at);
}

START_TEST(every_school_and_town_has_a_sheet)
{
    fixture_district(&keep, 0, &runs[0]);
    write_report(1);
    const char *zh = read_all("schools-zh.html"), *en = read_all("schools-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_eq(count_of(zh, "<article class=\"sheet\""), 30);
    ck_assert_int_eq(count_of(en, "<article class=\"sheet\""), 30);
    ck_assert_int_eq(count_of(en, "<a href=\"#sh"), 30);
    zh = read_all("towns-zh.html");
    en = read_all("towns-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_eq(count_of(zh, "<article class=\"sheet\""), 6);
    ck_assert_int_eq(count_of(en, "<a href=\"#tn"), 6);
    /* Projects 3, 4, 6 and 8 are Lingqiao's. */
    const char *town = sheet_of(en, "id=\"tn1\"");
    ck_assert_ptr_nonnull(strstr(town, "Baihui Kindergarten"));
    ck_assert_ptr_nonnull(strstr(town, "Hubin Middle School (provisional)"));
    ck_assert_ptr_null(strstr(town, "Jianxi Primary, extension"));
    ck_assert_int_eq(count_of(town, "Lingqiao Primary School"), 3);
}
END_TEST

/* One school of two stages: a sheet, two blocks; a school that closes says so. */
START_TEST(a_sheet_says_what_the_rows_say)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_run_school_year *row = NULL;
    for (int32_t i = 0; i < runs[0].school_year_count; i++)
        if (runs[0].school_year[i].school == 8 && runs[0].school_year[i].year == 2026)
            row = &runs[0].school_year[i];
    ck_assert_ptr_nonnull(row);
    row->rooms = 33;
    row->demand = 451; /* eleven classes of 45 */
    row->pupils = 1234;
    row->seats_norm = 1500;
    row->warning = "red";
    row->reason = "delay";
    runs[0].school[8].cluster = "一号集团";
    runs[0].school[8].zone = 2;
    struct xw_run_flow flows[12] = { { 2025, 1, 1, 8, 99, 500, "home", "catchment", 0 } };
    for (int32_t i = 1; i < 11; i++)
        flows[i] =
            (struct xw_run_flow){ 2026, i, 1, 8, 10 + i, 100 * i, "home", "coordination", 0 };
    runs[0].flow = flows;
    flows[11] = (struct xw_run_flow){ 2027, 1, 1, 8, 77, 500, "home", "catchment", 0 };
    runs[0].flow_count = 12;
    write_report(1);
    const char *en = sheet_of(read_all("schools-en.html"), "id=\"sh8\"");
    ck_assert_ptr_nonnull(strstr(en, "2026 Primary red"));
    ck_assert_ptr_nonnull(strstr(en, "<dt>Cluster</dt><dd>一号集团</dd>"));
    ck_assert_ptr_nonnull(strstr(en, "<dt>Rooms</dt><dd>33 "));
    ck_assert_ptr_nonnull(strstr(en, "<td>1,234</td>"));
    ck_assert_ptr_nonnull(strstr(en, "A project here or in the town opens only later."));
    ck_assert_ptr_nonnull(strstr(en, "Entrants of the catchment 451 ÷ 45, wanted</th><td>11</td>"));
    ck_assert_ptr_nonnull(
        strstr(en, "xuewei explain RUN.gpkg --school S09 --stage primary --year 2026"));
    /* The eight largest of ten flows of the year, the other two together, and all of them. */
    ck_assert_int_eq(count_of(en, "<td class=\"l\">Coordination</td>"), 8);
    ck_assert_ptr_nonnull(
        strstr(en, "2 more</th><td class=\"l\">—</td><td class=\"l\">—</td><td>23</td>"));
    ck_assert_ptr_nonnull(
        strstr(en, "Total</th><td class=\"l\">—</td><td class=\"l\">—</td><td>155</td>"));
}
END_TEST

/* Pupils of the year and one flow of ten are held back: so are the mean class, the use, and the flows that
 * are not listed, from which with the sum they could be told. */
START_TEST(what_is_held_back_is_not_told)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_run_flow flows[10];
    for (int32_t i = 0; i < 10; i++)
        flows[i] = (struct xw_run_flow){ 2026, i, 1, 8, 20 - i, 100, "home", "catchment", 0 };
    flows[2].held = XW_HELD_PERSONS;
    runs[0].flow = flows;
    runs[0].flow_count = 10;
    for (int32_t i = 0; i < runs[0].school_year_count; i++) {
        struct xw_run_school_year *row = &runs[0].school_year[i];
        if (row->school != 8 || row->year != 2026) continue;
        row->pupils = 4321;
        row->held = XW_HELD_PERSONS;
    }
    write_report(1);
    const char *en = sheet_of(read_all("schools-en.html"), "id=\"sh8\"");
    check_page(read_all("schools-en.html"));
    ck_assert_ptr_null(strstr(en, "4,321"));
    ck_assert_ptr_nonnull(strstr(en, "<dt>On roll</dt><dd>×"));
    ck_assert_ptr_nonnull(
        strstr(en, "2 more</th><td class=\"l\">—</td><td class=\"l\">—</td><td>×</td>"));
    ck_assert_ptr_null(strstr(en, "<td>18</td><td>100</td>"));
    ck_assert_ptr_nonnull(strstr(en, "<td>19</td><td>100</td>"));
}
END_TEST

START_TEST(the_most_severe_school_is_in_the_report)
{
    fixture_district(&keep, 0, &runs[0]);
    for (int32_t i = 0; i < runs[0].school_year_count; i++) {
        struct xw_run_school_year *row = &runs[0].school_year[i];
        row->warning = row->school == 20 ? "red" : "yellow";
        if (row->school != 20) row->utilisation = 2.0;
    }
    write_report(1);
    const char *en = read_all("report-en.html");
    check_page(en);
    ck_assert_int_eq(count_of(en, "<article class=\"sheet\""), 1);
    ck_assert_ptr_nonnull(strstr(en, "<h3 id=\"sh20\">"));
    ck_assert_ptr_nonnull(strstr(en, "all others are in schools-en.html, towns in towns-en.html"));
}
END_TEST

/* No schools, no projects, one town; a school that closes and one without pupils. */
START_TEST(little_is_said_well)
{
    fixture_hamlet(&keep, &runs[0]);
    write_report(1);
    const char *en = read_all("schools-en.html"), *towns = read_all("towns-en.html");
    check_page(en);
    check_page(towns);
    check_page(read_all("schools-zh.html"));
    ck_assert_ptr_nonnull(strstr(en, "The run has no schools."));
    ck_assert_ptr_nonnull(strstr(towns, "The town has no projects."));
    ck_assert_ptr_nonnull(strstr(towns, "No school of the town is open in 2022."));
    ck_assert_ptr_nonnull(strstr(read_all("report-en.html"), "there is no sheet"));
    struct xw_run_school school[1] = { { .code = "S",
                                         .name_zh = "空校",
                                         .name_en = "Empty",
                                         .sector = "private",
                                         .town_zh = "一镇",
                                         .town_en = "One Town",
                                         .zone = XW_NONE,
                                         .evidence = XW_ASSUMED } };
    struct xw_run_school_year year[1] = { { .year = 2021,
                                            .rooms = 6,
                                            .seats_norm = 270,
                                            .seats_design = XW_NONE,
                                            .seats_compliant = XW_NONE,
                                            .warning = "none",
                                            .reason = "" } };
    runs[0].school = school;
    runs[0].school_count = 1;
    runs[0].school_year = year;
    runs[0].school_year_count = 1;
    write_report(1);
    en = read_all("schools-en.html");
    check_page(en);
    ck_assert_ptr_nonnull(strstr(en, "No pupils in any year"));
    ck_assert_ptr_nonnull(strstr(en, "<dt>Closes</dt><dd>after 2021</dd>"));
    ck_assert_ptr_nonnull(strstr(en, "<dt>Open</dt><dd>from September 2021</dd>"));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, every_school_and_town_has_a_sheet);
    tcase_add_test(c, a_sheet_says_what_the_rows_say);
    tcase_add_test(c, what_is_held_back_is_not_told);
    tcase_add_test(c, the_most_severe_school_is_in_the_report);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, little_is_said_well);
    return c;
}

UNIT_MAIN("sheets", known_answers(), limits())
