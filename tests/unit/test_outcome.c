#include "xuewei/outcome.h"
#include "unit.h"

START_TEST(words_are_those_of_the_run_file)
{
    ck_assert_str_eq(xw_level_word(XW_LEVEL_DISTRICT), "district");
    ck_assert_str_eq(xw_level_word(XW_LEVEL_TOWN), "town");
    ck_assert_str_eq(xw_level_word(XW_LEVEL_GROUP), "group");
    ck_assert_str_eq(xw_level_word(XW_LEVEL_CATCHMENT), "catchment");
    ck_assert_str_eq(xw_level_word(XW_LEVEL_ZONE), "zone");
    ck_assert_str_eq(xw_level_word((enum xw_level)(XW_LEVEL_ZONE + 1)), "");
    ck_assert_str_eq(xw_scope_word(XW_SCOPE_ENTRY), "entry");
    ck_assert_str_eq(xw_scope_word(XW_SCOPE_ALL), "all");
    ck_assert_str_eq(xw_scope_word((enum xw_scope)(XW_SCOPE_ALL + 1)), "");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, words_are_those_of_the_run_file);
    return c;
}

UNIT_MAIN("outcome", known_answers())
