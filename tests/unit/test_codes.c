#include "xuewei/codes.h"
#include "unit.h"

START_TEST(codes_are_found_by_bytes)
{
    static const char *const code[] = { "", "A", "B", "a", "b", "越城", "鉴湖" };
    for (int32_t i = 0; i < 7; i++) {
        ck_assert_int_eq(xw_codes_find(7, code, code[i]), i);
        ck_assert_int_eq(xw_codes_find(i, code, code[i]), -1);
        ck_assert_int_eq(xw_codes_find(i + 1, code, code[i]), i);
    }
    ck_assert_int_eq(xw_codes_find(7, code, "AA"), -1);
    ck_assert_int_eq(xw_codes_find(7, code, "鉴湖街道"), -1);
    ck_assert_int_eq(xw_codes_find(0, code, ""), -1);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, codes_are_found_by_bytes);
    return c;
}

UNIT_MAIN("codes", known_answers())
