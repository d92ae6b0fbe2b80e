#include "xuewei/evidence.h"
#include "unit.h"

START_TEST(words_are_those_of_the_tables)
{
    ck_assert_str_eq(xw_evidence_name(XW_PUBLISHED), "published");
    ck_assert_str_eq(xw_evidence_name(XW_ESTIMATED), "estimated");
    ck_assert_str_eq(xw_evidence_name(XW_ASSUMED), "assumed");
    ck_assert_str_eq(xw_evidence_name(XW_EVIDENCE_COUNT), "");
}
END_TEST

START_TEST(order_is_from_best_to_worst)
{
    ck_assert_int_lt(XW_PUBLISHED, XW_ESTIMATED);
    ck_assert_int_lt(XW_ESTIMATED, XW_ASSUMED);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, words_are_those_of_the_tables);
    tcase_add_test(c, order_is_from_best_to_worst);
    return c;
}

UNIT_MAIN("evidence", known_answers())
