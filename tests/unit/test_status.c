#include "xuewei/status.h"
#include "unit.h"
#include <string.h>

static const struct {
    enum xw_status status;
    const char *symbol;
} codes[] = {
#define X(symbol, value, text) { symbol, #symbol },
    XW_STATUS_LIST(X)
#undef X
};
#define CODES (int)(sizeof codes / sizeof *codes)

START_TEST(a_text_ends_in_its_symbol)
{
    const char *text = xw_status_text(codes[_i].status);
    const char *open = strrchr(text, '(');
    ck_assert_ptr_nonnull(open);
    ck_assert_int_gt(open - text, 4);
    ck_assert_int_eq(open[-1], ' ');
    ck_assert_int_eq(strncmp(open + 1, codes[_i].symbol, strlen(codes[_i].symbol)), 0);
    ck_assert_str_eq(open + 1 + strlen(codes[_i].symbol), ")");
}
END_TEST

START_TEST(codes_are_unique_and_go_down)
{
    ck_assert_int_eq(XW_OK, 0);
    for (int i = 1; i < CODES; i++)
        ck_assert_int_lt(codes[i].status, codes[i - 1].status);
}
END_TEST

START_TEST(known_texts)
{
    ck_assert_str_eq(xw_status_text(XW_OK), "done (XW_OK)");
    ck_assert_str_eq(xw_status_text(XW_NO_MEMORY), "memory is used up (XW_NO_MEMORY)");
    ck_assert_str_eq(xw_status_text(XW_REFUSED),
                     "the input is refused; the diagnostics say where and why (XW_REFUSED)");
    ck_assert_str_eq(xw_status_text((enum xw_status) - 99999),
                     "a status that this program does not know");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, a_text_ends_in_its_symbol, 0, CODES);
    tcase_add_test(c, codes_are_unique_and_go_down);
    tcase_add_test(c, known_texts);
    return c;
}

UNIT_MAIN("status", known_answers())
