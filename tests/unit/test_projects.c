#include "xuewei/projects.h"
#include "unit.h"

START_TEST(words_are_those_of_the_tables)
{
    static const char *const kind[] = { "new",        "expansion", "relocation", "rebuild",
                                        "conversion", "closure",   "merger" };
    for (int i = 0; i < XW_PROJECT_KINDS; i++)
        ck_assert_str_eq(xw_project_kind_word((enum xw_project_kind)i), kind[i]);
    ck_assert_str_eq(xw_project_kind_word(XW_PROJECT_KINDS), "");

    static const char *const opening[] = { "entry_grade", "all_grades", "takes_over" };
    for (int i = 0; i < XW_OPENINGS; i++)
        ck_assert_str_eq(xw_project_opening_word((enum xw_project_opening)i), opening[i]);
    ck_assert_str_eq(xw_project_opening_word(XW_OPENINGS), "");

    static const char *const old_site[] = { "closes", "keeps", "converts" };
    for (int i = 0; i < XW_OLD_SITES; i++)
        ck_assert_str_eq(xw_project_old_site_word((enum xw_old_site)i), old_site[i]);
    ck_assert_str_eq(xw_project_old_site_word(XW_OLD_SITES), "");

    static const char *const status[] = { "planned", "approved", "building", "open" };
    for (int i = 0; i < XW_PROJECT_STATUSES; i++)
        ck_assert_str_eq(xw_project_status_word((enum xw_project_status)i), status[i]);
    ck_assert_str_eq(xw_project_status_word(XW_PROJECT_STATUSES), "");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, words_are_those_of_the_tables);
    return c;
}

UNIT_MAIN("projects", known_answers())
