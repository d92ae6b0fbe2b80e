#include "divisions.h"
#include "report_fixture.h"
#include "page_kit.h"

/* A primary school of two grades and twelve rooms over four years, by hand, and one that opens late:
 *
 *   2020   older 8, opened 4; 170 children ÷ 45 want 4: nothing lacks, no room is free
 *   2021   older 10, opened 2; 171 want 4: two lack, locked
 *   2022   older 9, opened 2, one room free; 200 want 5: of three too few one finds the free room
 *   2023   older 6, opened 3, three free; 130 want 3
 */
static struct xw_run_school_year years_of[5] = {
    { .school = 0, .year = 2020, .rooms = 12, .demand = 170, .pupils = 500, .warning = "yellow" },
    { .school = 0, .year = 2021, .rooms = 12, .demand = 171, .pupils = 520, .warning = "red" },
    { .school = 0, .year = 2022, .rooms = 12, .demand = 200, .pupils = 530, .warning = "red" },
    { .school = 0, .year = 2023, .rooms = 12, .demand = 130, .pupils = 400, .warning = "none" },
    { .school = 1, .year = 2023, .rooms = 6, .demand = 45, .pupils = 40, .warning = "none" },
};
static struct xw_run_class_year classes_of[] = {
    { 0, 0, 2, 2020, 330, 8, 41, 42, 0 },  { 0, 0, 1, 2020, 170, 4, 42, 43, 0 },
    { 0, 0, 2, 2021, 430, 10, 43, 43, 0 }, { 0, 0, 1, 2021, 90, 2, 45, 45, 0 },
    { 0, 0, 1, 2022, 90, 2, 45, 45, 0 },   { 0, 0, 2, 2022, 405, 9, 45, 45, 0 },
    { 0, 0, 1, 2023, 130, 3, 43, 44, 0 },  { 0, 0, 2, 2023, 270, 6, 45, 45, 0 },
    { 0, 1, 0, 0, 0, 0, 0, 0, 0 }, /* another stage, another year: not of these */
    { 1, 0, 1, 2023, 40, 1, 40, 40, 0 },
};
static struct xw_run_school schools_of[2] = {
    { .code = "S1",
      .name_zh = "甲小学",
      .name_en = "School One",
      .sector = "public",
      .town_zh = "一镇",
      .town_en = "One Town",
      .evidence = XW_PUBLISHED },
    { .code = "S2",
      .name_zh = "乙小学",
      .name_en = "School Two",
      .sector = "public",
      .town_zh = "一镇",
      .town_en = "One Town",
      .evidence = XW_ASSUMED },
};

static void make(bool locked)
{
    fixture_hamlet(&keep, &runs[0]);
    runs[0].last = 2023;
    struct xw_run_gap *gap = XW_TAKE(&keep, 16, struct xw_run_gap);
    memcpy(gap, runs[0].gap, 12 * sizeof *gap);
    memcpy(gap + 12, runs[0].gap + 8, 4 * sizeof *gap); /* a fourth year like the third */
    for (int i = 12; i < 16; i++)
        gap[i].year = 2023;
    runs[0].gap = gap;
    runs[0].gap_count = 16;
    runs[0].stage[0].grades = 2;
    for (int i = 0; i < 5; i++)
        years_of[i].reason = "";
    if (locked) years_of[1].reason = years_of[2].reason = "locked_rooms";
    runs[0].school = schools_of;
    runs[0].school_count = 2;
    runs[0].school_year = years_of;
    runs[0].school_year_count = 5;
    runs[0].class_year = classes_of;
    runs[0].class_year_count = 10;
}

START_TEST(rooms_that_lack_are_counted)
{
    static const struct {
        int32_t older, entry, free, wanted, lacking;
    } want[4] = { { 8, 4, 0, 4, 0 }, { 10, 2, 0, 4, 2 }, { 9, 2, 1, 5, 2 }, { 6, 3, 3, 3, 0 } };
    struct xw_figures f;
    struct xw_divisions d;
    make(true);
    ck_assert_int_eq(xw_figures_make(&keep, &runs[0], 2021, &f), XW_OK);
    ck_assert_int_eq(xw_divisions_make(&keep, &f, &d), XW_OK);
    ck_assert_int_eq(d.count, 2);
    const struct xw_division *one = xw_divisions_at(&d, &f, 0, 0),
                             *two = xw_divisions_at(&d, &f, 1, 0);
    for (int y = 0; y < 4; y++) {
        ck_assert_ptr_eq(one->year[y].row, &years_of[y]);
        ck_assert_int_eq(one->year[y].older, want[y].older);
        ck_assert_int_eq(one->year[y].entry, want[y].entry);
        ck_assert_int_eq(one->year[y].free, want[y].free);
        ck_assert_int_eq(one->year[y].wanted, want[y].wanted);
        ck_assert_int_eq(one->year[y].lacking, want[y].lacking);
        ck_assert_int_eq(xw_divisions_classes(one, &f, 1, y), want[y].older);
    }
    ck_assert_int_eq(one->locked_years, 2);
    ck_assert_int_eq(one->locked_classes, 4);
    ck_assert_int_eq(xw_divisions_worst(one, 4), 1); /* the earlier of equals */
    ck_assert_int_eq(xw_divisions_worst(two, 4), XW_NONE);
    ck_assert_ptr_null(two->year[2].row);
    ck_assert_int_eq(two->year[3].entry, 1);
    ck_assert_int_eq(two->year[3].free, 5);
    int32_t order[1] = { 7 };
    ck_assert_int_eq(xw_divisions_locked(&d, 0, order, 1), 1);
    ck_assert_int_eq(order[0], 0);
}
END_TEST

/* Of three schools with locked rooms the two that lack most are wanted, the worse first. */
START_TEST(most_locked_come_first)
{
    struct xw_division_year none[1] = { { 0 } };
    struct xw_division of[4] = { { 0, 0, none, NULL, 3, 2, 2 },
                                 { 1, 0, none, NULL, 0, 0, 9 },
                                 { 2, 0, none, NULL, 1, 5, 5 },
                                 { 3, 0, none, NULL, 4, 2, 2 } };
    struct xw_divisions d = { 4, of, NULL };
    int32_t order[3];
    ck_assert_int_eq(xw_divisions_locked(&d, 0, order, 2), 3);
    ck_assert_int_eq(order[0], 2);
    ck_assert_int_eq(order[1], 3); /* as many classes in more years */
    ck_assert_int_eq(xw_divisions_locked(&d, 1, order, 2), 0);
}
END_TEST

START_TEST(locked_rooms_stand_in_the_report)
{
    make(true);
    write_report(1);
    const char *en = read_all("report-en.html"), *zh = read_all("report-zh.html");
    check_page(en);
    check_page(zh);
    const char *at = strstr(en, "Saw-tooth and locked rooms");
    ck_assert_ptr_nonnull(at);
    ck_assert_ptr_nonnull(strstr(at,
                                 "In 2021–2022 older classes hold rooms that entry classes of 1 "
                                 "primary school need: 4 class-years in all"));
    ck_assert_ptr_nonnull(strstr(at, "School One, 2021: older classes hold 10 of 12 rooms, 2 entry "
                                     "classes too few"));
    ck_assert_ptr_nonnull(strstr(at, "Entrants of the catchment 171 ÷ 45, wanted</th><td>4</td>"));
    ck_assert_ptr_nonnull(strstr(at, "classes that entered in 2020 (year 2)</th><td>10</td>"));
    ck_assert_ptr_nonnull(strstr(at, "Without a room</th><td class=\"neg\">2</td>"));
    ck_assert_ptr_nonnull(strstr(zh, "2021—2022 学年，1 所小学因高年级占用教室"));
    /* 12 rooms on an axis to 15 that is 168 high; four years on 256: the 8 older classes of 2020. */
    ck_assert_ptr_nonnull(strstr(at, "<path class=\"lock\" d=\"M31.2 204.0V114.4H92.8V204.0z"));
    ck_assert_ptr_nonnull(strstr(at, "class=\"lsh halo2\" text-anchor=\"middle\">−2</text>"));
}
END_TEST

START_TEST(nothing_locked_is_said)
{
    make(false);
    write_report(1);
    const char *en = read_all("report-en.html");
    check_page(en);
    ck_assert_ptr_nonnull(strstr(en, "In 2020–2023 no primary school opens fewer entry classes"));
    ck_assert_ptr_null(strstr(en, "id=\"k0\""));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, rooms_that_lack_are_counted);
    tcase_add_test(c, most_locked_come_first);
    tcase_add_test(c, locked_rooms_stand_in_the_report);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, nothing_locked_is_said);
    return c;
}

UNIT_MAIN("divisions", known_answers(), limits())
