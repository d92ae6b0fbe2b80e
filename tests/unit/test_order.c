#include "xuewei/order.h"
#include "scenario_kit.h"

START_TEST(rows_go_by_the_first_column_then_the_next)
{
    static const int32_t first[] = { 2, 1, 2, INT32_MIN, 1 }, second[] = { 5, 9, -5, 0, 9 };
    int32_t order[5];
    xw_order_rows(5, 2, (const int32_t *const[]){ first, second }, order);
    static const int32_t want[] = { 3, 1, 4, 2, 0 }; /* 1 and 4 are equal and stay in order */
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(order[i], want[i]);
    xw_order_rows(5, 1, (const int32_t *const[]){ first, second }, order);
    static const int32_t by_first[] = { 3, 1, 4, 0, 2 };
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(order[i], by_first[i]);
    xw_order_rows(0, 1, (const int32_t *const[]){ first }, order);
}
END_TEST

/* Each code comes before the next. */
static const char *const ascending[] = { "",
                                         "1",
                                         "02",
                                         "2",
                                         "10",
                                         "10a",
                                         "10b",
                                         "A",
                                         "a",
                                         "a-1",
                                         "a1",
                                         "a2b3",
                                         "a2b9",
                                         "a2b10",
                                         "a10",
                                         "b",
                                         "b007",
                                         "b8",
                                         "\xE4\xB8\x80",
                                         "\xE4\xB8\x80"
                                         "1" };

START_TEST(codes_go_by_their_numbers)
{
    int n = (int)(sizeof ascending / sizeof *ascending);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            int order = xw_order_codes(ascending[i], ascending[j]);
            bool good = i < j ? order < 0 : i > j ? order > 0 : order == 0;
            ck_assert_msg(good, "%s, %s: %d", ascending[i], ascending[j], order);
        }
}
END_TEST

/* A table with a key of a text, a code, a year and an optional word; every column moves with its row. */
START_TEST(rows_go_by_their_key)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  indicators: indicators.csv\n");
    kit_file(&kit, "indicators.csv",
             "indicator,place,year,stage,value,evidence,source\n"
             "i10,district,2020,primary,1,published,a\n"
             "i2,district,2021,primary,2,assumed,b\n"
             "i2,district,2020,primary,3,published,\n"
             "i2,district,2020,,4,published,d\n"
             "i2,\xE4\xB8\x9C\xE8\xA1\x97\xE9\x81\x93,2019,primary,5,published,e\n");
    kit_doubts(&kit, "");
    static const int32_t line[] = { 5, 4, 3, 6, 2 };
    static const double value[] = { 4, 3, 2, 5, 1 };
    ck_assert_int_eq(kit.s.indicators, 5);
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(kit.s.indicator[i].line, line[i]);
        ck_assert_double_eq(kit.s.indicator[i].value, value[i]);
    }
    ck_assert_int_eq(kit.s.indicator[2].evidence, XW_ASSUMED);
    ck_assert_str_eq(kit.s.indicator[1].source, "");
    ck_assert_str_eq(kit.s.indicator[0].source, "d");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_go_by_the_first_column_then_the_next);
    tcase_add_test(c, codes_go_by_their_numbers);
    tcase_add_test(c, rows_go_by_their_key);
    return c;
}

UNIT_MAIN("order", known_answers())
