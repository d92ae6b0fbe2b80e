#include "xuewei/order.h"
#include "unit.h"

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

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_go_by_the_first_column_then_the_next);
    return c;
}

UNIT_MAIN("order", known_answers())
