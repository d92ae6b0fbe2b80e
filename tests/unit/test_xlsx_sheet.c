#include "xlsx_sheet.h"
#include "unit.h"
#include <stdio.h>
#include <stdlib.h>

START_TEST(numbers_are_rounded_as_csv_prints_them)
{
    static const struct {
        double value;
        int decimals;
    } cases[] = { { 1.0005, 3 },     { 2.5, 0 },  { 3.5, 0 }, { -2.5, 0 },    { 0.125, 2 },
                  { 1234.56789, 3 }, { 1e15, 2 }, { 0.3, 1 }, { -0.0004, 3 }, { 29985.2999999, 3 },
                  { 8.345, 2 },      { 1.45, 1 }, { 0.0, 6 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char printed[64];
        snprintf(printed, sizeof printed, "%.*f", cases[i].decimals, cases[i].value);
        double got = xw_sheet_rounded(cases[i].value, cases[i].decimals);
        ck_assert_msg(got == strtod(printed, NULL), "%s: %.17g", printed, got);
    }
    for (int n = 0; n < 200000; n++) { /* ties and their neighbours */
        double value = n * 0.0005;
        char printed[64];
        snprintf(printed, sizeof printed, "%.3f", value);
        ck_assert_msg(xw_sheet_rounded(value, 3) == strtod(printed, NULL), "%s", printed);
    }
}
END_TEST

START_TEST(wide_letters_count_twice)
{
    ck_assert_int_eq(xw_sheet_letters(""), 0);
    ck_assert_int_eq(xw_sheet_letters("abc 12"), 6);
    ck_assert_int_eq(xw_sheet_letters("街镇 a"), 6);
    ck_assert_int_eq(xw_sheet_letters("é"), 1);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, numbers_are_rounded_as_csv_prints_them);
    tcase_add_test(c, wide_letters_count_twice);
    return c;
}

UNIT_MAIN("xlsx_sheet", known())
