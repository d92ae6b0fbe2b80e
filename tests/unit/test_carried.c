#include "xuewei/carried.h"
#include "unit.h"
#include <math.h>

static struct xw_arena keep;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

START_TEST(rows_begin_empty)
{
    struct xw_carried sites = { 0 };
    ck_assert_int_eq(xw_carried_take(&sites, XW_TABLE_SITES, 2, &keep), XW_OK);
    ck_assert_int_eq(sites.count, 2);
    ck_assert_str_eq(xw_carried_text(&sites, XW_COL_SITES_SITE, 1), "");
    ck_assert_str_eq(xw_carried_text(&sites, XW_COL_SITES_STATUS, 0), "");
    ck_assert_double_nan(xw_carried_number(&sites, XW_COL_SITES_AREA_M2, 0));
    ck_assert_int_eq(xw_carried_whole(&sites, XW_COL_SITES_CLASSES, 1, -7), -7);
    ck_assert_int_eq(xw_carried_evidence(&sites, 1), XW_ASSUMED);
}
END_TEST

START_TEST(a_cell_is_found_by_its_column)
{
    struct xw_carried sites = { 0 };
    const struct xw_table_info *info = xw_table_of(XW_TABLE_SITES);
    ck_assert_int_eq(xw_carried_take(&sites, XW_TABLE_SITES, 1, &keep), XW_OK);
    sites.text[XW_COL_SITES_SITE - info->first][0] = "R1";
    sites.number[XW_COL_SITES_AREA_M2 - info->first][0] = 12500.5;
    sites.number[XW_COL_SITES_CLASSES - info->first][0] = 24;
    sites.text[XW_COL_SITES_EVIDENCE - info->first][0] = "estimated";
    ck_assert_str_eq(xw_carried_text(&sites, XW_COL_SITES_SITE, 0), "R1");
    ck_assert_double_eq(xw_carried_number(&sites, XW_COL_SITES_AREA_M2, 0), 12500.5);
    ck_assert_int_eq(xw_carried_whole(&sites, XW_COL_SITES_CLASSES, 0, XW_NONE), 24);
    ck_assert_int_eq(xw_carried_evidence(&sites, 0), XW_ESTIMATED);
}
END_TEST

/* A code, a word, a day are texts; what can be added up is a number. */
START_TEST(kinds_are_texts_or_numbers)
{
    ck_assert(xw_carried_is_number(XW_VALUE_NUMBER));
    ck_assert(xw_carried_is_number(XW_VALUE_WHOLE));
    ck_assert(xw_carried_is_number(XW_VALUE_YEAR));
    ck_assert(!xw_carried_is_number(XW_VALUE_TEXT));
    ck_assert(!xw_carried_is_number(XW_VALUE_CODE));
    ck_assert(!xw_carried_is_number(XW_VALUE_WORD));
    ck_assert(!xw_carried_is_number(XW_VALUE_DATE));
}
END_TEST

START_TEST(no_rows_are_no_fault)
{
    struct xw_carried sites = { 0 };
    ck_assert_int_eq(xw_carried_take(&sites, XW_TABLE_SITES, 0, &keep), XW_OK);
    ck_assert_int_eq(sites.count, 0);
    ck_assert_int_eq(sites.table, XW_TABLE_SITES);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, rows_begin_empty);
    tcase_add_test(c, a_cell_is_found_by_its_column);
    tcase_add_test(c, kinds_are_texts_or_numbers);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, no_rows_are_no_fault);
    return c;
}

UNIT_MAIN("carried", known_answers(), limits())
