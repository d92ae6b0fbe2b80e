#include "xuewei/seating.h"
#include "unit.h"

static const char *const words[XW_REASONS] = {
    "catchment",  "feeder",       "coordination", "private", "city",     "unplaced",
    "guaranteed", "multi_school", "own_leavers",  "sibling", "boarding", "special",
    "choice",     "no_claim",     "open",         "district"
};

/* The words of table flow_year, in the order of enum xw_reason. */
START_TEST(every_reason_has_its_word)
{
    ck_assert_str_eq(xw_reason_word((enum xw_reason)_i), words[_i]);
}
END_TEST

START_TEST(no_reason_has_no_word)
{
    ck_assert_str_eq(xw_reason_word(XW_REASONS), "");
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, every_reason_has_its_word, 0, XW_REASONS);
    tcase_add_test(c, no_reason_has_no_word);
    return c;
}

UNIT_MAIN("reasons", known())
