#include "xuewei/parameters.h"
#include "xuewei/projects.h"
#include "xuewei/schools.h"
#include "xuewei/evidence.h"
#include "xuewei/cohorts.h"
#include "unit.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

START_TEST(a_table_owns_its_columns)
{
    int32_t next = 0;
    for (int32_t t = 0; t < XW_TABLES; t++) {
        const struct xw_table_info *table = xw_table_of((enum xw_table)t);
        ck_assert_int_eq(table->first, next);
        ck_assert_int_ge(table->columns, 5);
        next += table->columns;
        ck_assert_str_eq(xw_column_of((enum xw_column)(next - 3))->name, "source");
        ck_assert_str_eq(xw_column_of((enum xw_column)(next - 2))->name, "evidence");
        ck_assert_str_eq(xw_column_of((enum xw_column)(next - 1))->name, "method");
        ck_assert_int_eq(xw_table_find(table->name), t);
        ck_assert_int_eq(xw_table_of_column((enum xw_column)table->first), t);
        ck_assert_int_eq(xw_table_of_column((enum xw_column)(next - 1)), t);
    }
    ck_assert_int_eq(next, XW_COLUMNS);
    ck_assert_int_eq(xw_table_find("zone"), XW_TABLES);
    ck_assert_str_eq(xw_table_of(XW_TABLE_ZONES)->name, "zones");
    ck_assert_str_eq(xw_table_of(XW_TABLE_INDICATORS)->name, "indicators");
    ck_assert_str_eq(xw_column_of(XW_COL_ROLLS_PUPILS)->name, "pupils");
}
END_TEST

START_TEST(every_parameter_makes_sense)
{
    int32_t count;
    const struct xw_parameter *keys = xw_keys(&count);
    for (int32_t i = 0; i < XW_COLUMNS + count; i++) {
        const struct xw_parameter *p =
            i < XW_COLUMNS ? xw_column_of((enum xw_column)i) : &keys[i - XW_COLUMNS];
        ck_assert_msg(p->low <= p->high, "%s", p->name);
        bool has_words = p->kind == XW_VALUE_WORD || p->kind == XW_VALUE_CODES;
        ck_assert_msg(has_words == (p->words[0] != '\0'), "%s", p->name);
        if (has_words && p->usual[0] != '\0')
            ck_assert_msg(xw_word_find(p, p->usual) != XW_NONE, "%s", p->name);
        ck_assert_msg(p->en[strlen(p->en) - 1] == '.', "%s", p->name);
        ck_assert_msg(strlen(p->zh) >= 3 && memcmp(p->zh + strlen(p->zh) - 3, "。", 3) == 0, "%s",
                      p->name);
    }
}
END_TEST

/* The value of a word is its position, so the lists must stand in the order of the enums. */
START_TEST(words_stand_in_the_order_of_the_enums)
{
    for (int i = 0; i < XW_STAGE_NAMES; i++) {
        const char *word = xw_stage_word((enum xw_stage_name)i);
        static const enum xw_column column[] = { XW_COL_PARTICIPATION_STAGE, XW_COL_CAPACITY_STAGE,
                                                 XW_COL_PROJECTS_STAGE, XW_COL_NORMS_STAGE };
        for (int c = 0; c < 4; c++)
            ck_assert_int_eq(xw_word_find(xw_column_of(column[c]), word), i);
    }
    ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_STAGE), "mixed"), XW_STAGE_NAMES);
    for (int i = 0; i < XW_SECTORS; i++) {
        const char *word = xw_sector_word((enum xw_sector)i);
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_SCHOOLS_SECTOR), word), i);
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_SECTOR), word), i);
    }
    for (int i = 0; i < XW_PROJECT_KINDS; i++)
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_KIND),
                                      xw_project_kind_word((enum xw_project_kind)i)),
                         i);
    for (int i = 0; i < XW_OPENINGS; i++)
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_OPENING),
                                      xw_project_opening_word((enum xw_project_opening)i)),
                         i);
    for (int i = 0; i < XW_OLD_SITES; i++)
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_OLD_SITE),
                                      xw_project_old_site_word((enum xw_old_site)i)),
                         i);
    for (int i = 0; i < XW_PROJECT_STATUSES; i++)
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_PROJECTS_STATUS),
                                      xw_project_status_word((enum xw_project_status)i)),
                         i);
    for (int i = 0; i < XW_NORMS; i++) {
        const char *word = xw_norm_word((enum xw_norm)i);
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_NORMS_QUANTITY), word), i);
        ck_assert(xw_norm_of((enum xw_norm)i)->high > 0);
    }
    for (int i = 0; i < XW_EVIDENCE_COUNT; i++)
        ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_ZONES_EVIDENCE),
                                      xw_evidence_name((enum xw_evidence)i)),
                         i);
    ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_POPULATION_SEX), "f"), XW_FEMALE);
    ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_POPULATION_SEX), "m"), XW_MALE);
}
END_TEST

START_TEST(a_word_is_found_whole)
{
    const struct xw_parameter *kind = xw_column_of(XW_COL_PROJECTS_KIND);
    ck_assert_int_eq(xw_word_find(kind, "new expansion"), XW_NONE);
    ck_assert_int_eq(xw_word_find(kind, "ne"), XW_NONE);
    ck_assert_int_eq(xw_word_find(kind, ""), XW_NONE);
    ck_assert_int_eq(xw_word_find(xw_column_of(XW_COL_ZONES_LON), ""), XW_NONE);
    char buffer[400];
    const char *word[10];
    ck_assert_int_eq(xw_word_list(kind, buffer, sizeof buffer, word, 10), 7);
    ck_assert_str_eq(word[0], "new");
    ck_assert_str_eq(word[6], "merger");
    ck_assert_int_eq(xw_word_list(kind, buffer, sizeof buffer, word, 2), 2);
    ck_assert_int_eq(xw_word_list(kind, buffer, 13, word, 10), 1);
    ck_assert_int_eq(xw_word_list(kind, buffer, 14, word, 10), 2);
}
END_TEST

static const struct {
    enum xw_column column;
    const char *accepted;
} accepted[] = {
    { XW_COL_ROLLS_PUPILS, "a whole number of pupils, 0 to 200000" },
    { XW_COL_ROLLS_GRADE, "a whole number, -12 to 24" },
    { XW_COL_ROLLS_YEAR, "a year, 1900 to 2200" },
    { XW_COL_ZONES_LAT, "a number of degrees north, -90 to 90" },
    { XW_COL_FEEDERS_SHARE, "a number, 0 to 1" },
    { XW_COL_SPEND_CNY, "a number of CNY, 0 to 1e+12" },
    { XW_COL_POPULATION_SEX, "f, m" },
    { XW_COL_ZONES_ZONE, "a code without blanks at its ends" },
    { XW_COL_ZONES_TOWN, "a text" },
};

START_TEST(what_is_accepted_is_said)
{
    char text[400];
    xw_parameter_accepted(xw_column_of(accepted[_i].column), text, sizeof text);
    ck_assert_str_eq(text, accepted[_i].accepted);
    xw_parameter_accepted(xw_column_of(accepted[_i].column), text, 4);
    ck_assert_uint_le(strlen(text), 3);
}
END_TEST

START_TEST(keys_say_what_they_accept)
{
    int32_t count, seen = 0;
    const struct xw_parameter *keys = xw_keys(&count);
    char text[400];
    for (int32_t k = 0; k < count; k++) {
        xw_parameter_accepted(&keys[k], text, sizeof text);
        if (strcmp(keys[k].name, "xuewei") == 0) {
            ck_assert_str_eq(text, "1 (Format version.)");
            seen++;
        }
        if (strcmp(keys[k].name, "projects.include") == 0) {
            ck_assert_str_eq(text, "all, none, or a list of codes");
            seen++;
        }
        if (strcmp(keys[k].name, "population.base_date") == 0) {
            ck_assert_str_eq(text, "a date that exists, YYYY-MM-DD");
            seen++;
        }
    }
    ck_assert_int_eq(seen, 3);
}
END_TEST

START_TEST(printed_whole)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(to);
    xw_parameters_print(to, false);
    fclose(to);
    ck_assert_ptr_nonnull(
        strstr(text, "  assignment.detour (optional): a number, 1 to 10; default 1.3\n"));
    ck_assert_ptr_nonnull(strstr(text, "table rolls\n"));
    ck_assert_ptr_nonnull(strstr(text, "default of kindergarten, year 1: class_size_norm 25 ("));
    free(text);

    to = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(to);
    xw_parameters_print(to, true);
    fclose(to);
    json_t *all = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(all);
    ck_assert_uint_eq(json_array_size(json_object_get(all, "tables")), XW_TABLES);
    ck_assert_uint_eq(json_array_size(json_object_get(all, "quantities")), XW_NORMS);
    int32_t count;
    xw_keys(&count);
    ck_assert_uint_eq(json_array_size(json_object_get(all, "keys")), (size_t)count);
    json_t *zone = json_array_get(
        json_object_get(json_array_get(json_object_get(all, "tables"), 0), "columns"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(zone, "name")), "zone");
    ck_assert_str_eq(json_string_value(json_object_get(zone, "presence")), "key");
    json_decref(all);
    free(text);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, what_is_accepted_is_said, 0, (int)(sizeof accepted / sizeof *accepted));
    tcase_add_test(c, keys_say_what_they_accept);
    tcase_add_test(c, a_word_is_found_whole);
    tcase_add_test(c, printed_whole);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_table_owns_its_columns);
    tcase_add_test(c, every_parameter_makes_sense);
    tcase_add_test(c, words_stand_in_the_order_of_the_enums);
    return c;
}

UNIT_MAIN("parameters", known_answers(), laws())
