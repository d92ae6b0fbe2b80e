#include "numbers.h"
#include "unit.h"
#include <math.h>

static struct xw_arena arena;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

START_TEST(counts_and_balances)
{
    ck_assert_str_eq(xw_number_count(&arena, 0), "0");
    ck_assert_str_eq(xw_number_count(&arena, 999), "999");
    ck_assert_str_eq(xw_number_count(&arena, 1000), "1,000");
    ck_assert_str_eq(xw_number_count(&arena, 1020037), "1,020,037");
    ck_assert_str_eq(xw_number_count(&arena, -1936), "−1,936");
    ck_assert_str_eq(xw_number_count(&arena, INT64_MIN), "−9,223,372,036,854,775,808");
    ck_assert_str_eq(xw_number_signed(&arena, 982), "+982");
    ck_assert_str_eq(xw_number_signed(&arena, -100), "−100");
    ck_assert_str_eq(xw_number_signed(&arena, 0), "0");
}
END_TEST

START_TEST(sentences_count_in_ten_thousands_in_chinese)
{
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 9999), "9,999 ");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 10000), "1.00 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 33182), "3.32 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 12350), "1.24 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 12349), "1.23 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, -44136), "−4.41 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, -9999), "−9,999 ");
    ck_assert_str_eq(xw_number_said(&arena, XW_CHINESE, 12345678), "1,234.57 万");
    ck_assert_str_eq(xw_number_said(&arena, XW_ENGLISH, 33182), "33,182");
}
END_TEST

START_TEST(percentages_never_lie_about_nothing_or_all)
{
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 450, 756), "60%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 0, 5), "0%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 5, 5), "100%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 1, 1000), "＜1%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_ENGLISH, 1, 1000), "<1%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 999, 1000), "＞99%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_ENGLISH, 999, 1000), ">99%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 142, 100), "142%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, -5, 10), "−50%");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, 1, 0), "—");
    ck_assert_str_eq(xw_number_percent(&arena, XW_CHINESE, NAN, 3), "—");
}
END_TEST

START_TEST(decimals_and_money)
{
    ck_assert_str_eq(xw_number_fixed(&arena, 41.25, 1, "?"), "41.2");
    ck_assert_str_eq(xw_number_fixed(&arena, 372703.8, 1, "?"), "372,703.8");
    ck_assert_str_eq(xw_number_fixed(&arena, -0.25, 2, "?"), "−0.25");
    ck_assert_str_eq(xw_number_fixed(&arena, 0.0, 1, "?"), "0.0");
    ck_assert_str_eq(xw_number_fixed(&arena, 0.004, 2, "?"), "…");
    ck_assert_str_eq(xw_number_fixed(&arena, 1115000, 0, "?"), "1,115,000");
    ck_assert_str_eq(xw_number_fixed(&arena, NAN, 2, "缺"), "缺");
    ck_assert_str_eq(xw_number_yi(&arena, 7.78e9, "缺"), "77.80");
    ck_assert_str_eq(xw_number_yi(&arena, 4.839e9, "缺"), "48.39");
}
END_TEST

START_TEST(years_have_the_dash_of_their_language)
{
    ck_assert_str_eq(xw_number_years(&arena, XW_CHINESE, 2020, 2035), "2020—2035");
    ck_assert_str_eq(xw_number_years(&arena, XW_ENGLISH, 2020, 2035), "2020–2035");
    ck_assert_str_eq(xw_number_years(&arena, XW_ENGLISH, 2026, 2026), "2026");
}
END_TEST

START_TEST(parts_add_up)
{
    int32_t parts[3];
    xw_number_parts((double[]){ 1, 1, 1 }, 3, 100, parts);
    ck_assert_int_eq(parts[0], 34);
    ck_assert_int_eq(parts[1], 33);
    ck_assert_int_eq(parts[2], 33);
    xw_number_parts((double[]){ 0.206, 0.464, 0.330 }, 3, 100, parts);
    ck_assert_int_eq(parts[0], 21);
    ck_assert_int_eq(parts[1], 46);
    ck_assert_int_eq(parts[2], 33);
    xw_number_parts((double[]){ 0, 0, 0 }, 3, 100, parts);
    ck_assert_int_eq(parts[0] + parts[1] + parts[2], 0);
    xw_number_parts((double[]){ 0, 2, 0 }, 3, 7, parts);
    ck_assert_int_eq(parts[1], 7);
}
END_TEST

START_TEST(a_full_arena_is_said)
{
    struct xw_arena small;
    ck_assert_int_eq(xw_arena_init(&small, 4096), XW_OK);
    ck_assert_ptr_nonnull(XW_TAKE(&small, 4096, char));
    ck_assert_ptr_null(xw_number_count(&small, 5));
    xw_arena_free(&small);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, counts_and_balances);
    tcase_add_test(c, sentences_count_in_ten_thousands_in_chinese);
    tcase_add_test(c, percentages_never_lie_about_nothing_or_all);
    tcase_add_test(c, decimals_and_money);
    tcase_add_test(c, years_have_the_dash_of_their_language);
    tcase_add_test(c, parts_add_up);
    tcase_add_test(c, a_full_arena_is_said);
    return c;
}

UNIT_MAIN("numbers", known_answers())
