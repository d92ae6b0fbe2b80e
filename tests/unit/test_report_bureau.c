#include "intake.h"
#include "reconcile.h"
#include "page_kit.h"
#include "xuewei/run_carried.h"

/* The district of the fixture with rows of input tables that a run keeps. */

static struct xw_carried *rows_of(enum xw_table table, int32_t count)
{
    ck_assert_int_eq(xw_carried_take(&runs[0].carried[table], table, count, &keep), XW_OK);
    return &runs[0].carried[table];
}

static void put(struct xw_carried *rows, enum xw_column column, int32_t i, const char *text)
{
    rows->text[(int32_t)column - xw_table_of(rows->table)->first][i] = text;
}

static void put_number(struct xw_carried *rows, enum xw_column column, int32_t i, double value)
{
    rows->number[(int32_t)column - xw_table_of(rows->table)->first][i] = value;
}

static bool holds(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

static const char *page_of(const char *language)
{
    write_report(1);
    const char *page = read_all(language);
    check_page(page);
    return page;
}

START_TEST(every_part_says_what_it_lacks)
{
    fixture_district(&keep, 0, &runs[0]);
    const char *en = page_of("report-en.html"), *zh = read_all("report-zh.html");
    check_page(zh);
    static const char *const english[] = {
        "The yearly education statistics (table statistics) were not given: needs input.",
        "No school rolls of 2020 or later (table rolls) were given",
        "In 2026 no stage admits by areas: there are no warnings.",
        "Approval, budget and progress of the projects (table project_progress) were not given",
        "Sites that plans reserve for schools (table sites) were not given: needs input.",
        "staff cannot be counted; needs input.",
        "How wrong forecasts of past years were (table accuracy) was not given: needs input.",
    };
    static const char *const chinese[] = { "未给出统计年报数据",
                                           "未给出 2020 学年及以后的学校在校生",
                                           "2026 学年没有一个学段按片区招生",
                                           "未给出项目的批复、预算与进度",
                                           "未给出规划预留的学校用地",
                                           "没有一个学段给出生师比或周课时标准",
                                           "未给出以往年份的推算误差" };
    for (int i = 0; i < 7; i++) {
        ck_assert_msg(holds(en, english[i]), "%s", english[i]);
        ck_assert_msg(holds(zh, chinese[i]), "%s", chinese[i]);
    }
    ck_assert(!holds(en, "Classes of 40 instead"));
}
END_TEST

static const struct xw_run_gap *gap_of(enum xw_level level, const char *place, int16_t year)
{
    const struct xw_run_gap *row = xw_run_gap_at(&runs[0], level, place, year, 1, XW_SCOPE_ALL);
    ck_assert_ptr_nonnull(row);
    return row;
}

/* 15 more than the district's demand; ten years before the horizon nothing can be compared. */
START_TEST(statistics_stand_beside_the_result)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_carried *rows = rows_of(XW_TABLE_STATISTICS, 2);
    int32_t demand = gap_of(XW_LEVEL_DISTRICT, "district", 2022)->demand;
    for (int i = 0; i < 2; i++) {
        put(rows, XW_COL_STATISTICS_STAGE, i, "primary");
        put(rows, XW_COL_STATISTICS_QUANTITY, i, "pupils");
    }
    put_number(rows, XW_COL_STATISTICS_YEAR, 0, 2010);
    put_number(rows, XW_COL_STATISTICS_VALUE, 0, 777);
    put_number(rows, XW_COL_STATISTICS_YEAR, 1, 2022);
    put_number(rows, XW_COL_STATISTICS_VALUE, 1, demand + 15);
    put(rows, XW_COL_STATISTICS_NOTE, 1, "another <boundary>");
    const char *en = page_of("report-en.html");
    ck_assert(holds(en, "Yearly statistics and result: 1 figure<"));
    ck_assert(holds(en, "<td>+15</td><td>+0.1%</td><td class=\"l\">another &lt;boundary&gt;</td>"));
    ck_assert(!holds(en, "777"));
}
END_TEST

/* Nanping is short of primary seats from the first year on: 2026 is the worst of the years to come. */
START_TEST(sites_are_judged_by_their_towns)
{
    fixture_district(&keep, 0, &runs[0]);
    const struct xw_run_gap *now = gap_of(XW_LEVEL_TOWN, "南屏街道", 2026);
    ck_assert_int_lt(now->seats, now->demand);
    struct xw_carried *rows = rows_of(XW_TABLE_SITES, 4);
    static const char *const status[] = { "reserved", "reserved", "released", "in_use" };
    for (int i = 0; i < 4; i++) {
        put(rows, XW_COL_SITES_SITE, i, i == 0 ? "R1" : i == 1 ? "R2" : i == 2 ? "R3" : "R4");
        put(rows, XW_COL_SITES_TOWN, i, "南屏街道");
        put(rows, XW_COL_SITES_STAGE, i, "primary");
        put(rows, XW_COL_SITES_STATUS, i, status[i]);
    }
    put_number(rows, XW_COL_SITES_UNTIL_YEAR, 1, 2025);
    const char *en = page_of("report-en.html"), *zh = read_all("report-zh.html");
    ck_assert(holds(en, "2 reserved; where 2 of them lie seats of their stage are short"));
    ck_assert_int_eq(count_of(en, "seats short here: keep"), 1);
    ck_assert_int_eq(count_of(en, "seats short after it lapses: extend"), 1);
    ck_assert_int_eq(count_of(en, "given up where seats are short"), 1);
    ck_assert(holds(zh, "缺学位而没有本学段预留用地的街镇"));
    ck_assert(!holds(en, "Nanping (Primary)"));
}
END_TEST

/* Of two rows the later one counts: a budget above the investment of 150 million, a quarter spent. */
START_TEST(the_latest_progress_counts)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_carried *rows = rows_of(XW_TABLE_PROJECT_PROGRESS, 2);
    for (int i = 0; i < 2; i++) {
        put(rows, XW_COL_PROJECT_PROGRESS_PROJECT, i, "1");
        put(rows, XW_COL_PROJECT_PROGRESS_AS_OF, i, i == 0 ? "2025-06-30" : "2025-12-31");
        put_number(rows, XW_COL_PROJECT_PROGRESS_BUDGET_CNY, i, 2e8);
        put_number(rows, XW_COL_PROJECT_PROGRESS_SPENT_CNY, i, i == 0 ? 1e7 : 5e7);
    }
    const char *en = page_of("report-en.html");
    ck_assert(holds(en, "Approval, budget and progress: 1 of 9 projects"));
    ck_assert(holds(en, "<td class=\"neg\">200</td><td>50</td><td>25%</td><td>needs input</td>"));
    ck_assert(!holds(en, "2025-06-30"));
    ck_assert(holds(en, "No record of 8 projects: 2, 3, 4, 5, 6, 7, 8 and 9."));
}
END_TEST

START_TEST(staff_is_set_beside_those_who_are_there)
{
    static const struct xw_run_measure more[] = {
        { "district", "staff_primary", "", 2026, 100.2, NAN, 0 },
        { "district", "staff_primary", "", 2027, 120.5, NAN, 0 },
        { "district", "staff_primary", "", 2035, 90.0, NAN, 0 },
    };
    fixture_district(&keep, 0, &runs[0]);
    int32_t had = runs[0].measure_count;
    struct xw_run_measure *all = XW_TAKE(&keep, had + 3, struct xw_run_measure);
    memcpy(all, runs[0].measure, (size_t)had * sizeof *all);
    memcpy(all + had, more, sizeof more);
    runs[0].measure = all;
    runs[0].measure_count = had + 3;
    struct xw_carried *rows = rows_of(XW_TABLE_STATISTICS, 1);
    put_number(rows, XW_COL_STATISTICS_YEAR, 0, 2025);
    put(rows, XW_COL_STATISTICS_STAGE, 0, "primary");
    put(rows, XW_COL_STATISTICS_QUANTITY, 0, "staff");
    put_number(rows, XW_COL_STATISTICS_VALUE, 0, 110);
    const char *en = page_of("report-en.html");
    ck_assert(holds(en,
                    "most staff is needed in 2027, 121; in 2035 it is 90, 31 fewer; with the 110 "
                    "of 2025, 11 short at the peak."));
    ck_assert(holds(en, "<td>121</td><td>110</td><td class=\"neg\">−11</td><td>—</td>"));
    ck_assert(holds(en, "<td>90</td><td>110</td><td>+20</td><td>31</td>"));
}
END_TEST

START_TEST(accuracy_is_told_with_whose_rolls_it_is)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_carried *rows = rows_of(XW_TABLE_ACCURACY, 2);
    for (int i = 0; i < 2; i++) {
        put_number(rows, XW_COL_ACCURACY_HORIZON, i, 1);
        put(rows, XW_COL_ACCURACY_SIZE, i, "all");
        put(rows, XW_COL_ACCURACY_METHOD, i, i == 0 ? "chosen" : "last_value");
        put_number(rows, XW_COL_ACCURACY_N, i, 1234);
        put_number(rows, XW_COL_ACCURACY_MAPE_TOTAL, i, i == 0 ? 2.5 : 4);
        put_number(rows, XW_COL_ACCURACY_MAPE_GRADE, i, i == 0 ? 5.5 : 11);
        put_number(rows, XW_COL_ACCURACY_COVERAGE80, i, 0.8);
        put(rows, XW_COL_ACCURACY_ROLLS_OF, i, "Elsewhere");
    }
    const char *en = page_of("report-en.html"), *zh = read_all("report-zh.html");
    ck_assert(holds(en, "these errors were measured on those of Elsewhere"));
    ck_assert(holds(en, "1 year ahead the sum of a school is wrong by 2.50% on average, a grade by "
                        "5.50%; 80% lie within the four in five interval. That is 50% less"));
    ck_assert(holds(zh, "以下误差量自Elsewhere的在校生"));
}
END_TEST

/* zones and capacity have rows that are not published; a third item is signed by nobody yet. */
START_TEST(assumptions_are_signed_or_wait)
{
    fixture_district(&keep, 0, &runs[0]);
    struct xw_carried *rows = rows_of(XW_TABLE_SIGNATURES, 2);
    put(rows, XW_COL_SIGNATURES_ITEM, 0, "boundary");
    put(rows, XW_COL_SIGNATURES_OFFICE, 0, "Civil affairs");
    put(rows, XW_COL_SIGNATURES_ITEM, 1, "zones");
    put(rows, XW_COL_SIGNATURES_OFFICE, 1, "Statistics");
    put(rows, XW_COL_SIGNATURES_DATE, 1, "2026-03-01");
    const char *en = page_of("report-en.html");
    ck_assert(holds(en, "This result rests on 3 assumptions: 1 signed, 2 to be signed."));
    ck_assert_int_eq(count_of(en, "to sign: ____________"), 2);
    ck_assert(holds(en, "<td class=\"l\">Statistics</td><td class=\"l\">2026-03-01</td>"));
}
END_TEST

START_TEST(smaller_classes_are_told_in_seats)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 0, &runs[1]);
    runs[1].title_en = "Smaller";
    runs[1].stage[1].class_norm = 40;
    write_report(2);
    ck_assert(holds(read_all("report-en.html"), "Classes of 40 instead of 45 (Primary, Smaller):"));
    ck_assert(holds(read_all("report-zh.html"), "班额 40 人而非 45 人（小学"));
}
END_TEST

/* Two primary schools of one area each and three zones. The intake plan of S1 gives 4 x 45 places, S2 has
 * none: its entry classes give 90. Zone Z3 has no entrants by catchment, most go to S2. Of the first day 60
 * are registered in Z1, of the latest 200 in all; 7 of a school that has no area. */
static void make_september(struct xw_run *run)
{
    static struct xw_run_stage stage = {
        .name = XW_PRIMARY, .grades = 6, .first_grade = 1, .class_norm = 45
    };
    static struct xw_run_school school[] = { { .code = "S1" }, { .code = "S2" }, { .code = "S3" } };
    static struct xw_run_zone zone[] = { { .code = "Z1" }, { .code = "Z2" }, { .code = "Z3" } };
    static struct xw_run_gap gap[] = {
        { .level = XW_LEVEL_CATCHMENT, .place = "S1", .year = 2021, .demand = 150, .seats = 135 },
        { .level = XW_LEVEL_CATCHMENT, .place = "S2", .year = 2021, .demand = 50, .seats = 90 },
        { .level = XW_LEVEL_CATCHMENT, .place = "S2", .year = 2020, .demand = 1, .seats = 1 },
    };
    static struct xw_run_school_year year[] = {
        { .school = 0, .year = 2021, .intake_plan = 4 },
        { .school = 1, .year = 2021, .intake_plan = XW_NONE },
    };
    static struct xw_run_flow flow[] = {
        { .year = 2021, .zone = 0, .school = 0, .pupils = 20, .reason = "catchment", .tier = "" },
        { .year = 2021,
          .zone = 0,
          .school = 1,
          .pupils = 90,
          .reason = "coordination",
          .tier = "" },
        { .year = 2021, .zone = 1, .school = 1, .pupils = 40, .reason = "catchment", .tier = "" },
        { .year = 2021, .zone = 2, .school = 0, .pupils = 5, .reason = "coordination", .tier = "" },
        { .year = 2021, .zone = 2, .school = 1, .pupils = 9, .reason = "coordination", .tier = "" },
    };
    static struct xw_run_norm norm[] = {
        { .stage = 0, .all_grades = true, .quantity = "warning_yellow", .value = 0.9 },
        { .stage = 0, .all_grades = true, .quantity = "warning_red", .value = 1.1 },
    };
    *run = (struct xw_run){ .stage_count = 1,
                            .stage = &stage,
                            .school_count = 3,
                            .school = school,
                            .zone_count = 3,
                            .zone = zone,
                            .gap_count = 3,
                            .gap = gap,
                            .school_year_count = 2,
                            .school_year = year,
                            .flow_count = 5,
                            .flow = flow,
                            .norm_count = 2,
                            .norm = norm };
}

START_TEST(areas_expect_registered_children)
{
    make_september(&runs[0]);
    struct xw_figures f = {
        .run = &runs[0], .first = 2020, .last = 2023, .now = 2020, .years = 4, .stages = 1
    };
    struct xw_intake in;
    ck_assert_int_eq(xw_intake_year(&f), 2020);
    ck_assert(xw_intake_make(&keep, &f, 2021, 0, &in));
    ck_assert(!in.given);
    ck_assert_int_eq(in.areas, 2);
    ck_assert_int_eq(in.area[0].school, 0); /* 150 of 180 before 50 of 90 */
    ck_assert_int_eq(in.area[0].places, 180);
    ck_assert_int_eq(in.area[1].places, 90);
    ck_assert(in.by_plan && in.by_rooms);
    ck_assert_str_eq(xw_intake_warning(&in, &in.area[0]), "none");

    static const struct {
        const char *zone, *school, *day;
        double children;
    } came[] = { { "Z1", "", "2021-04-30", 60 },
                 { "Z1", "", "2021-06-30", 173 },
                 { "Z2", "", "2021-06-30", 80 },
                 { "Z3", "", "2021-06-30", 20 },
                 { "", "S3", "2021-06-30", 7 } };
    struct xw_carried *rows = rows_of(XW_TABLE_REGISTRATIONS, 5);
    for (int i = 0; i < 5; i++) {
        put_number(rows, XW_COL_REGISTRATIONS_YEAR, i, 2021);
        put(rows, XW_COL_REGISTRATIONS_STAGE, i, "primary");
        put(rows, XW_COL_REGISTRATIONS_ZONE, i, came[i].zone);
        put(rows, XW_COL_REGISTRATIONS_SCHOOL, i, came[i].school);
        put(rows, XW_COL_REGISTRATIONS_AS_OF, i, came[i].day);
        put_number(rows, XW_COL_REGISTRATIONS_CHILDREN, i, came[i].children);
    }
    ck_assert_int_eq(xw_intake_year(&f), 2021);
    ck_assert(xw_intake_make(&keep, &f, 2021, 0, &in));
    ck_assert(in.given);
    ck_assert_str_eq(in.first_of, "2021-04-30");
    ck_assert_str_eq(in.as_of, "2021-06-30");
    ck_assert_int_eq(in.elsewhere, 7);
    ck_assert_int_eq(in.area[0].school, 1); /* 100 of 90 is too many */
    ck_assert_int_eq(in.area[0].registered, 100);
    ck_assert_int_eq(in.area[0].earlier, 0);
    ck_assert_int_eq(xw_intake_excess(&in, &in.area[0]), 10);
    ck_assert_str_eq(xw_intake_warning(&in, &in.area[0]), "red");
    ck_assert_int_eq(in.area[1].registered, 173);
    ck_assert_int_eq(in.area[1].earlier, 60);
    ck_assert_int_eq(xw_intake_excess(&in, &in.area[1]), 0);
    ck_assert_str_eq(xw_intake_warning(&in, &in.area[1]), "yellow");
    ck_assert(!in.area[0].held && !in.elsewhere_held && !in.excess_held);
    runs[0].held_below = 8; /* the 7 of no area, and the fewest that hide them */
    ck_assert(xw_intake_make(&keep, &f, 2021, 0, &in));
    ck_assert(in.elsewhere_held && in.area[0].held && in.excess_held);
    ck_assert(!in.area[1].held && !in.sum_held);
    runs[0].held_below = 0;
    ck_assert(xw_intake_make(&keep, &f, 2022, 0, &in));
    ck_assert_int_eq(in.areas, 0);
}
END_TEST

/* 4 pupils of the run at a school: both its numbers are held back, and those of the other that hide them. */
START_TEST(later_rolls_hold_small_numbers_back)
{
    static struct xw_run_class_year class[] = {
        { .school = 0, .stage = 0, .grade = 1, .year = 2021, .pupils = 60 },
        { .school = 1, .stage = 0, .grade = 1, .year = 2021, .pupils = 4 },
    };
    make_september(&runs[0]);
    runs[0].stage[0].first_grade = runs[0].stage[0].grades = 1;
    runs[0].class_year = class;
    runs[0].class_year_count = 2;
    struct xw_figures f = {
        .run = &runs[0], .first = 2020, .last = 2023, .now = 2020, .years = 4, .stages = 1
    };
    struct xw_carried *rows = rows_of(XW_TABLE_ROLLS, 2);
    for (int i = 0; i < 2; i++) {
        put_number(rows, XW_COL_ROLLS_YEAR, i, 2021);
        put_number(rows, XW_COL_ROLLS_GRADE, i, 1);
        put_number(rows, XW_COL_ROLLS_PUPILS, i, i == 0 ? 58 : 9);
        put(rows, XW_COL_ROLLS_SCHOOL, i, runs[0].school[i].code);
    }
    int32_t count;
    for (int32_t below = 4; below <= 5; below++) {
        runs[0].held_below = below;
        struct xw_later_roll *roll = xw_later_rolls(&keep, &f, &count);
        ck_assert_int_eq(count, 2);
        ck_assert_int_eq(roll[1].plan, 4);
        ck_assert(roll[0].held == (below == 5) && roll[1].held == (below == 5));
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, statistics_stand_beside_the_result);
    tcase_add_test(tc, sites_are_judged_by_their_towns);
    tcase_add_test(tc, the_latest_progress_counts);
    tcase_add_test(tc, staff_is_set_beside_those_who_are_there);
    tcase_add_test(tc, accuracy_is_told_with_whose_rolls_it_is);
    tcase_add_test(tc, assumptions_are_signed_or_wait);
    tcase_add_test(tc, smaller_classes_are_told_in_seats);
    tcase_add_test(tc, areas_expect_registered_children);
    tcase_add_test(tc, later_rolls_hold_small_numbers_back);
    return tc;
}

static TCase *limits(void)
{
    TCase *tc = tcase_create("limits");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, every_part_says_what_it_lacks);
    return tc;
}

UNIT_MAIN("report_bureau", known_answers(), limits())
