/* The pages of a run with replicates, in both languages, and of runs without. */
#include "chances_fixture.h"
#include "page_kit.h"
#include <math.h>

enum { REPLICATES = 400 };

static void with_replicates(int32_t replicates)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_replicates(&keep, replicates, 0.5, &runs[0]);
}

static bool holds(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

START_TEST(pages_with_replicates_are_well_formed)
{
    with_replicates(REPLICATES);
    fixture_district(&keep, 1, &runs[1]);
    fixture_replicates(&keep, REPLICATES, 0.5, &runs[1]);
    write_report(2);
    check_page(read_all("report-zh.html"));
    check_page(read_all("report-en.html"));
}
END_TEST

/* Lower secondary is short in every draw of 2030: 3,350 in the middle, 2,430 to 4,280 in four of five.
 * Primary in 26 of 100 draws of 2027, as a project comes a year late in a quarter of them. */
START_TEST(sentences_say_what_the_draws_say)
{
    with_replicates(REPLICATES);
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert(holds(zh, "每次模拟都净缺，中位净缺 3,350 个（P10 2,430 至 P90 4,280）"));
    ck_assert(holds(en,
                    "in every history it is short beyond any reassignment (median 3,350, P10 2,430 "
                    "to P90 4,280)"));
    ck_assert(holds(zh, "约 <b>1.18 万人</b>（八成可能在 1.09 万至 1.27 万之间）"));
    ck_assert(holds(en, "about <b>11,800</b> (four in five chances between 10,880 and 12,730)"));
    ck_assert(!holds(en, "in time"));
    ck_assert(holds(zh, "<span>模拟　400 次</span><span>种子　20201101</span>"));
    ck_assert(holds(zh, "概率的抽样标准误至多 2.5 个百分点"));
    ck_assert(holds(en, "with a standard error of at most 2.5 points in a probability"));
    ck_assert(holds(en, "its standard error is 2.5 points at 50%, 1.5 at 10% or 90%"));
    ck_assert(holds(zh, "缺的概率首次超过 50% 是在 2022 学年"));
    ck_assert(holds(en, "The first year with a risk above 50% is 2022"));
    ck_assert(holds(en,
                    "Towns with a risk above 50% in 2026: Yinghu 100%, Gaoting 100%, Huifeng 100%, "
                    "Jianxi 99%, Nanping 98%."));
    ck_assert(holds(zh, "工期不定的 5 个项目，按期开学的可望有 3.8 个"));
    ck_assert(holds(zh, "总和生育率的长期均值"));
    ck_assert(holds(en, "births per woman"));
    ck_assert(holds(en, "assumed</td>"));
    ck_assert(holds(zh, "小学 &lt;升级&gt; 比例"));
    ck_assert(!holds(zh, "单次推算") && !holds(en, "Single run"));
    ck_assert_int_eq(count_of(en, "<h2"), 22); /* one section more than without */
    ck_assert_int_eq(count_of(en, "class=\"fan2\" points"), 4 + 2 * 3);
}
END_TEST

/* Of 400 draws 104 are short in 2027. What a table prints is what the draws have, to the nearest 10. */
START_TEST(a_table_has_a_row_a_year)
{
    with_replicates(REPLICATES);
    write_report(1);
    const char *en = read_all("report-en.html");
    const char *table = strstr(en, "Primary: intervals of the gap, probability");
    ck_assert_ptr_nonnull(table);
    const char *row = strstr(table, "<th scope=\"row\">2027</th>");
    ck_assert_ptr_nonnull(row);
    double short_share = 0.0, mean = 0.0;
    for (int32_t r = 0; r < REPLICATES; r++) {
        int32_t gap =
            fixture_draw(&runs[0], REPLICATES, 0, 1, XW_SCOPE_ALL, 7, XW_QUANTITY_NET_GAP, r);
        short_share += gap > 0 ? 1.0 / REPLICATES : 0.0;
        mean += (double)gap / REPLICATES;
    }
    char want[256];
    snprintf(want, sizeof want, "<td>%.0f%%</td><td>%.0f</td>", 100.0 * short_share,
             10.0 * floor(mean / 10.0 + 0.5));
    const char *found = strstr(row, want), *end = strstr(row, "</tr>");
    ck_assert_msg(found != NULL && found < end, "%s not in %.300s", want, row);
}
END_TEST

/* The seat-years that late openings cost: printed rows add up to the printed sum. */
START_TEST(late_openings_add_up)
{
    with_replicates(REPLICATES);
    write_report(1);
    const char *en = read_all("report-en.html");
    const char *table = strstr(en, "Probability that projects open on time");
    ck_assert_ptr_nonnull(table);
    const char *end = strstr(table, "</table>");
    long sum = 0, last = 0;
    int rows = 0;
    for (const char *at = strstr(table, "<tr"); at != NULL && at < end;
         at = strstr(at + 1, "<tr")) {
        const char *close = strstr(at, "</tr>"), *cell = close;
        while (cell > at && strncmp(cell, "<td>", 4) != 0)
            cell--;
        if (cell == at) continue; /* the head */
        long value = 0;
        for (const char *c = cell + 4; *c != '<'; c++)
            if (*c >= '0' && *c <= '9') value = 10 * value + (*c - '0');
        sum += last;
        last = value;
        rows++;
    }
    ck_assert_int_eq(rows, 6);
    ck_assert_int_gt(sum, 0);
    ck_assert_int_eq(sum, last);
}
END_TEST

/* Nothing of replicates stands in the pages of a run without; a folder written before is cleaned. */
START_TEST(a_run_without_replicates_says_nothing_of_them)
{
    char path[256];
    with_replicates(REPLICATES);
    write_report(1);
    snprintf(path, sizeof path, "%s/tables/quantiles.csv", dir);
    ck_assert_int_eq(access(path, F_OK), 0);
    fixture_district(&keep, 0, &runs[0]);
    write_report(1);
    ck_assert_int_ne(access(path, F_OK), 0);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert(holds(zh, "单次推算，未计不确定性") &&
              holds(en, "Single run, uncertainty not counted"));
    ck_assert(!holds(zh, "P10") && !holds(en, "P10") && !holds(zh, "模拟") &&
              !holds(en, "histories"));
    ck_assert(!holds(zh, "fan2") && !holds(read_all("tables/dictionary.csv"), "quantiles.csv"));
}
END_TEST

START_TEST(too_few_replicates_are_said_and_not_used)
{
    with_replicates(99);
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    ck_assert(holds(zh, "模拟 99 次，少于 100 次：不给区间和概率"));
    ck_assert(holds(en, "99 histories, fewer than 100: no intervals and no probabilities"));
    ck_assert(!holds(zh, "P90") && !holds(en, "P90"));
    with_replicates(100);
    write_report(1);
    ck_assert(holds(read_all("report-en.html"), "P90"));
}
END_TEST

/* Before a bracket stands the median, in the figure as in the sentence, not the central history. */
START_TEST(a_bracket_follows_its_median)
{
    with_replicates(REPLICATES);
    for (int32_t i = 0; i < runs[0].quantile_count; i++)
        if (runs[0].quantile[i].quantity == XW_QUANTITY_DEMAND) runs[0].quantile[i].p50 += 200.0;
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert(holds(en, "about <b>12,000</b> (four in five chances between 10,880 and 12,730)"));
    ck_assert(holds(en, "about 12,000 (10,880–12,730)"));
    ck_assert(holds(zh, "约 12,000 人（10,880—12,730）"));
}
END_TEST

/* A year in which no town is short in any draw has a line, and no map. */
START_TEST(a_map_without_risk_is_a_line)
{
    with_replicates(REPLICATES);
    write_report(1);
    int maps = count_of(read_all("report-en.html"), "short in any history; no map is drawn");
    int drawn = count_of(read_all("report-en.html"), "Risk of a shortage by town");
    for (int32_t i = 0; i < runs[0].gap_count; i++)
        if (runs[0].gap[i].level == XW_LEVEL_TOWN) runs[0].gap[i].spread.p_short = 0.0;
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_gt(drawn, 0);
    ck_assert_int_lt(maps, 3);
    ck_assert_int_eq(count_of(en, "no town is short in any history; no map is drawn"), 3);
    ck_assert_int_eq(count_of(en, "Risk of a shortage by town"), 0);
    ck_assert(holds(zh, "没有一个街镇在任何一次模拟中缺学位，不画图。"));
}
END_TEST

/* A history that is never short in its middle is short in some draws: page one says so. */
START_TEST(a_gap_of_some_draws_alone_is_said)
{
    fixture_hamlet(&keep, &runs[0]);
    runs[0].replicates = 1000;
    runs[0].quantile = XW_TAKE(&keep, 12, struct xw_quantile_row);
    for (int32_t i = 0; i < runs[0].gap_count; i++) {
        struct xw_run_gap *row = &runs[0].gap[i];
        bool late = row->year == 2022 && row->scope == XW_SCOPE_ALL;
        row->spread =
            (struct xw_gap_spread){ 0, 0, late ? 52 : 0, late ? 0.123 : 0.0, late ? 7 : 0 };
        runs[0].quantile[runs[0].quantile_count++] =
            (struct xw_quantile_row){ .level = row->level,
                                      .place = row->place,
                                      .year = row->year,
                                      .scope = row->scope,
                                      .quantity = XW_QUANTITY_NET_GAP,
                                      .p90 = row->spread.p90,
                                      .p97_5 = row->spread.p90 };
    }
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert(
        holds(en, "No local gap in any year.</b> That is the central history; yet in about 1 of 10 "
                  "histories (12%) primary is short of seats in 2022, with P90 at 50."));
    ck_assert(holds(zh, "但 2022 学年，10 次模拟中约 1 次（12%）小学净缺学位，P90 净缺 50 个。"));
    ck_assert(holds(en, "The run file does not say which assumptions were drawn."));
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, pages_with_replicates_are_well_formed);
    tcase_add_test(c, late_openings_add_up);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, sentences_say_what_the_draws_say);
    tcase_add_test(c, a_table_has_a_row_a_year);
    tcase_add_test(c, a_gap_of_some_draws_alone_is_said);
    tcase_add_test(c, a_bracket_follows_its_median);
    tcase_add_test(c, a_map_without_risk_is_a_line);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_run_without_replicates_says_nothing_of_them);
    tcase_add_test(c, too_few_replicates_are_said_and_not_used);
    return c;
}

UNIT_MAIN("report_chances", laws(), known_answers(), limits())
