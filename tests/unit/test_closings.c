#include "closings.h"
#include "report_fixture.h"
#include "unit.h"

enum { YEARS = 4, HISTORIES = 10 };

/* Ten histories of four years: one is never short, two close in the second year, five in the fourth (one
 * of them was closed for a year before), two not at all. */
static const int32_t gap[YEARS * HISTORIES] = {
    0, 5, 9, 1, 1, 1, 1, 7, 0, 0, /* first year */
    0, 0, 0, 3, 1, 1, 0, 7, 0, 0, /* second */
    0, 0, 0, 2, 1, 1, 4, 7, 3, 0, /* third */
    0, 0, 0, 0, 0, 0, 0, 0, 3, 2, /* fourth */
};

START_TEST(closing_years_are_those_of_the_short)
{
    int32_t by_year[YEARS + 1];
    struct xw_closing_years c = xw_closing_years(gap, YEARS, HISTORIES, 2020, by_year);
    ck_assert_int_eq(c.histories, 10);
    ck_assert_int_eq(c.shorts, 9);
    ck_assert_int_eq(by_year[1], 2);
    ck_assert_int_eq(by_year[3], 5);
    ck_assert_int_eq(by_year[YEARS], 2);
    ck_assert_int_eq(c.p10, 2021); /* one of nine is enough */
    ck_assert_int_eq(c.p50, 2023);
    ck_assert_int_eq(c.p90, XW_NONE); /* nine of nine are wanted, seven have closed */
}
END_TEST

START_TEST(nobody_short_has_no_year)
{
    int32_t none[YEARS] = { 0 }, by_year[YEARS + 1];
    struct xw_closing_years c = xw_closing_years(none, YEARS, 1, 2020, by_year);
    ck_assert_int_eq(c.shorts, 0);
    ck_assert_int_eq(c.p10, XW_NONE);
    ck_assert_int_eq(c.p90, XW_NONE);
}
END_TEST

START_TEST(a_run_without_replicates_says_nothing)
{
    struct xw_arena keep;
    struct xw_run run;
    struct xw_figures f;
    struct xw_closings out;
    const char *trouble = NULL;
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    fixture_hamlet(&keep, &run);
    ck_assert_int_eq(xw_figures_make(&keep, &run, 0, &f), XW_OK);
    ck_assert_int_eq(xw_closings_make(&keep, &f, &out, &trouble), XW_OK);
    ck_assert_ptr_null(out.stage);
    ck_assert_ptr_null(trouble);
    /* Draws that cannot be read are said. */
    run.draw_count = 1;
    run.replicates = 100;
    run.path = "/nowhere/run.gpkg";
    ck_assert_int_eq(xw_closings_make(&keep, &f, &out, &trouble), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(trouble);
    xw_arena_free(&keep);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_test(c, closing_years_are_those_of_the_short);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, nobody_short_has_no_year);
    tcase_add_test(c, a_run_without_replicates_says_nothing);
    return c;
}

UNIT_MAIN("closings", known_answers(), limits())
