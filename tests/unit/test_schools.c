#include "xuewei/schools.h"
#include "xuewei/stages.h"
#include "unit.h"

START_TEST(every_code_is_found)
{
    const char *code[] = { "A1", "A10", "A2", "B", "学区" };
    struct xw_schools schools = { .code = code };
    for (schools.count = 0; schools.count <= 5; schools.count++) {
        for (int32_t i = 0; i < 5; i++)
            ck_assert_int_eq(xw_schools_find(&schools, code[i]), i < schools.count ? i : XW_NONE);
        ck_assert_int_eq(xw_schools_find(&schools, ""), XW_NONE);
        ck_assert_int_eq(xw_schools_find(&schools, "A11"), XW_NONE);
        ck_assert_int_eq(xw_schools_find(&schools, "学区2"), XW_NONE);
    }
}
END_TEST

START_TEST(words)
{
    static const char *const word[] = { "public", "subsidised_private", "private", "bought_places",
                                        "municipal" };
    for (int i = 0; i < XW_SECTORS; i++)
        ck_assert_str_eq(xw_sector_word((enum xw_sector)i), word[i]);
    ck_assert_str_eq(xw_sector_word(XW_SECTORS), "");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_code_is_found);
    tcase_add_test(c, words);
    return c;
}

UNIT_MAIN("schools", known_answers())
