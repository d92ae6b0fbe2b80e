/* Pages of several runs on the same replicates. */
#include "chances_fixture.h"
#include "page_kit.h"
#include "paired_view.h"
#include "xuewei/arena.h"
#include <math.h>

enum { REPLICATES = 120 };
static struct xw_paired_runs paired;

static void make(int32_t count)
{
    static const int16_t shifts[3] = { 0, 1, 3 };
    for (int32_t r = 0; r < count; r++) {
        fixture_district(&keep, shifts[r], &runs[r]);
        fixture_replicates(&keep, REPLICATES, 0.5, &runs[r]);
    }
    runs[2].name = "slip-three-years";
    runs[2].title_zh = "推迟三年";
    runs[2].title_en = "Three years later";
    fixture_paired(&keep, REPLICATES, runs, count, &paired);
}

static void write_paired(int32_t count)
{
    const char *trouble;
    struct xw_report_options options = { .paired = &paired };
    ck_assert_int_eq(xw_report_write(runs, count, dir, &options, &keep, scratch, &trouble), XW_OK);
}

static bool holds(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

static const struct xw_paired *shortage(int32_t run)
{
    return xw_paired_all(&paired, run, xw_paired_shortage(&paired));
}

static const char *tens(double value)
{
    return xw_number_count(&keep, (int64_t)floor(fabs(value) / 10.0 + 0.5) * 10);
}

START_TEST(paired_pages_are_well_formed)
{
    make(3);
    write_paired(3);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert(!holds(en, "single runs") && !holds(zh, "单次推算"));
    ck_assert_int_eq(count_of(en, "class=\"dt db\""), 2); /* both are shorter ... */
    ck_assert_int_eq(count_of(en, "class=\"dt dg\""), 2); /* ... and leave fewer seats idle */
}
END_TEST

/* The sentence has the quantiles of the differences, here found anew from the draws. */
START_TEST(a_sentence_says_the_difference)
{
    make(2);
    double *difference = XW_TAKE(&keep, REPLICATES, double);
    for (int32_t r = 0; r < REPLICATES; r++)
        for (int32_t s = 0; s < 3; s++)
            for (int32_t y = 0; y < 16; y++)
                for (int32_t t = 1; t <= 6; t++)
                    for (int32_t k = 0; k < 2; k++)
                        difference[r] += (k == 1 ? 1.0 : -1.0) *
                                         fixture_draw(&runs[k], REPLICATES, t, s, XW_SCOPE_ALL, y,
                                                      XW_QUANTITY_NET_GAP, r);
    double least = difference[0], most = difference[0];
    for (int32_t r = 1; r < REPLICATES; r++) {
        least = fmin(least, difference[r]);
        most = fmax(most, difference[r]);
    }
    const struct xw_paired *d = shortage(1);
    ck_assert(least > 0.0 && d->p10 >= least && d->p90 <= most && d->p10 < d->p90);
    write_paired(2);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert(
        holds(en, xw_arena_format(&keep,
                                  "<b>All later:</b> net gaps of the towns, summed, %s seat-years "
                                  "above As planned (median of the paired differences; P10 %s to "
                                  "P90 %s; direction certain); "
                                  "probability that All later is the better one 0%%.",
                                  tens(d->median), tens(d->p10), tens(d->p90))));
    ck_assert(holds(
        zh, xw_arena_format(
                &keep,
                "与“全部推迟”相比，“按规划实施”少缺 %s 学位·年（按街镇；中位，八成区间 %s—%s，"
                "方向确定）。",
                tens(d->median), tens(d->p10), tens(d->p90))));
    ck_assert(holds(read_all("headline-zh.txt"), "方向确定"));
    ck_assert(holds(zh, "受损的街镇：灵桥街道和皋亭街道。"));
    ck_assert(holds(en, "It costs 300 million CNY less"));
    ck_assert(!holds(zh, "谁最好")); /* of two the probabilities are said already */
}
END_TEST

/* Effect and price are of the same places and both medians: by town where there are towns. */
START_TEST(a_price_is_of_the_places_of_its_effect)
{
    make(2);
    struct xw_paired *useful = &paired.pair[0].horizon[XW_TOTAL_USEFUL_TOWNS * 4 + 3].paired;
    useful->mean = 7000.0;
    useful->median = 6000.0;
    paired.pair[0].horizon[XW_TOTAL_USEFUL_DISTRICT * 4 + 3].paired.median = 9000.0;
    paired.pair[0].cost[3] = (struct xw_paired_cost){ 7.78e9, 0, 1e5, 2e5, 3e5, 4e5, 0.0 };
    paired.pair[0].cost_towns[3] = (struct xw_paired_cost){ 7.78e9, 0, 5e5, 6e5, 7e5, 8e5, 0.0 };
    write_paired(2);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(en);
    ck_assert(holds(en,
                    "It costs 7.78 billion CNY more for 6,000 useful seat-years (by town, median "
                    "of the paired differences), 700,000 CNY each (median; P10 600,000 CNY to "
                    "P90 800,000 CNY)."));
    ck_assert(holds(zh,
                    "多投 77.80 亿元，多 6,000 有用学位·年（按街镇，逐次之差的中位），每个 70.00 "
                    "万元（中位；P10 60.00 万元 至 P90 80.00 万元）。"));
    ck_assert(holds(en, "xuewei compare prints means"));
}
END_TEST

/* An interval that holds zero has no direction, a difference that is none is called so. */
START_TEST(directions_are_said_when_they_are_certain)
{
    make(3);
    struct xw_paired *towns = &paired.pair[0].horizon[XW_TOTAL_SHORT_TOWNS * 4 + 3].paired,
                     *other = &paired.pair[1].horizon[XW_TOTAL_SHORT_TOWNS * 4 + 3].paired;
    towns->p10 = -120.0;
    towns->median = 33.0;
    towns->p90 = 4.0;
    towns->less = 0.4;
    towns->more = 0.6;
    *other = (struct xw_paired){ .n = REPLICATES, .equal = 1.0 };
    write_paired(3);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    ck_assert(holds(en,
                    "differ from As planned in an uncertain direction (P10 −120 to P90 about 0 "
                    "seat-years, median +30); probability that All later is the better one 40%."));
    ck_assert(
        holds(zh, "与“全部推迟”相比，“按规划实施”对缺口的影响方向不定（约 0 至 +120 学位·年）。"));
    ck_assert(holds(
        en, "<b>Three years later:</b> net gaps of the towns, summed, are the same as with As "
            "planned in every history."));
    ck_assert(
        holds(en, "No scenario differs from As planned in shortage with a certain direction"));
    ck_assert(holds(zh, "谁最好"));
}
END_TEST

START_TEST(tables_have_what_the_comparison_has)
{
    make(2);
    write_paired(2);
    const struct xw_paired *d = shortage(1);
    ck_assert(holds(
        read_all("tables/paired.csv"),
        xw_arena_format(&keep, "\nslip,as-planned,district,district,all,all,,short_towns,%d,%.3f,",
                        REPLICATES, d->mean)));
    ck_assert(holds(read_all("tables/paired.csv"),
                    "\nslip,as-planned,town,灵桥街道,all,all,,short_district,"));
    ck_assert(holds(read_all("tables/paired.csv"), ",loses\n"));
    ck_assert(holds(read_all("tables/paired.csv"),
                    "\nslip,as-planned,district,district,primary,all,2027,net_gap,"));
    ck_assert(
        holds(read_all("tables/paired_cost.csv"), "\nslip,as-planned,all,district,-300000000,1,"));
    ck_assert(holds(read_all("tables/dictionary.csv"), "paired.csv,sign_p"));
}
END_TEST

/* Without a comparison the central histories stand side by side, and the page says why. */
START_TEST(runs_of_other_draws_are_not_paired)
{
    static struct xw_run_key keys[] = { { "points", "sobol" }, { "seed", "7" } };
    make(2);
    write_paired(2);
    char path[256];
    snprintf(path, sizeof path, "%s/tables/paired.csv", dir);
    ck_assert_int_eq(access(path, F_OK), 0);
    runs[1].key = keys;
    runs[1].key_count = 2;
    write_report(2);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert(holds(en, "All later cannot be compared with As planned history by history"));
    ck_assert(holds(en, "(120, seed 7, sobol; 120, seed 20201101, latin)"));
    ck_assert(holds(zh, "“全部推迟”不能与“按规划实施”逐次相减"));
    ck_assert(!holds(en, "direction certain") && !holds(zh, "方向确定"));
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(differences_have_signs)
{
    struct xw_view v = { .words = &xw_text_en, .language = XW_ENGLISH, .texts = &keep };
    ck_assert_str_eq(xw_about_signed(&v, 1244.0), "+1,240");
    ck_assert_str_eq(xw_about_signed(&v, -1245.0), "−1,250");
    ck_assert_str_eq(xw_about_signed(&v, 0.0), "0");
    ck_assert_str_eq(xw_about_signed(&v, -4.0), "about 0");
    ck_assert_str_eq(xw_size_range(&v, &(struct xw_paired){ .p10 = -900, .p90 = -12 }), "10–900");
    ck_assert_str_eq(xw_price(&v, 76743.2), "76,700 CNY");
    ck_assert_str_eq(xw_price(&v, INFINITY), "without bound");
    ck_assert_str_eq(xw_price(&v, NAN), "—");
    v.words = &xw_text_zh;
    v.language = XW_CHINESE;
    ck_assert_str_eq(xw_price(&v, 76743.2), "7.67 万元");
    ck_assert_int_eq(xw_paired_direction(&(struct xw_paired){ .p10 = 0.0, .p90 = 5.0 }), 0);
    ck_assert_int_eq(xw_paired_direction(&(struct xw_paired){ .p10 = 0.1, .p90 = 5.0 }), 1);
    ck_assert_int_eq(xw_paired_direction(&(struct xw_paired){ .p10 = -5.0, .p90 = -0.1 }), -1);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, paired_pages_are_well_formed);
    tcase_add_test(c, tables_have_what_the_comparison_has);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_sentence_says_the_difference);
    tcase_add_test(c, a_price_is_of_the_places_of_its_effect);
    tcase_add_test(c, directions_are_said_when_they_are_certain);
    tcase_add_test(c, differences_have_signs);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, runs_of_other_draws_are_not_paired);
    return c;
}

UNIT_MAIN("report_paired", laws(), known_answers(), limits())
