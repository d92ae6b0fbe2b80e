#include "xuewei/diag.h"
#include "unit.h"
#include <stdbool.h>
#include <string.h>

static char *printed;

static const char *print(const struct xw_diag *diag, void (*how)(const struct xw_diag *, FILE *))
{
    size_t length;
    free(printed);
    FILE *to = open_memstream(&printed, &length);
    how(diag, to);
    fclose(to);
    return printed;
}

static struct xw_diag diag;

static void setup(void)
{
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
}

static void teardown(void)
{
    xw_diag_free(&diag);
    xw_diag_free(&diag);
    free(printed);
    printed = NULL;
}

START_TEST(refusals_are_printed_as_promised)
{
    char file[] = "schools.csv", field[] = "seats", value[] = "-30";
    struct xw_place at = { file, 42, 17, field };
    xw_diag_refuse(&diag, at, value, "a whole number of pupils, 0 to %d", 20000);
    file[0] = field[0] = value[0] = '!'; /* the texts were copied */
    xw_diag_fault(&diag, (struct xw_place){ "a.csv", 3, 0, NULL }, "column %s is missing", "zone");
    xw_diag_fault(&diag, (struct xw_place){ "a.csv", 0, 9, "zone" }, "is missing");
    xw_diag_fault(&diag, (struct xw_place){ 0 }, "nothing to do");
    ck_assert_int_eq(diag.refused, 4);
    ck_assert_str_eq(print(&diag, xw_diag_print_refusals),
                     "schools.csv:42:17: seats: \"-30\" is not accepted\n"
                     "    accepted: a whole number of pupils, 0 to 20000\n"
                     "a.csv:3: column zone is missing\n"
                     "a.csv: zone: is missing\n"
                     "nothing to do\n");
    ck_assert_str_eq(print(&diag, xw_diag_print_doubts), "");
}
END_TEST

START_TEST(the_first_fifty_are_shown)
{
    for (int i = 1; i <= XW_DIAG_SHOWN; i++) {
        if (i % 2 == 0)
            xw_diag_fault(&diag, (struct xw_place){ "a", i, 0, NULL }, "fault");
        else
            xw_diag_refuse(&diag, (struct xw_place){ "a", i, 0, NULL }, "x", "y");
    }
    const char *text = print(&diag, xw_diag_print_refusals);
    ck_assert_ptr_nonnull(strstr(text, "a:50: fault\n"));
    ck_assert_ptr_null(strstr(text, "more"));
    xw_diag_fault(&diag, (struct xw_place){ "a", 51, 0, NULL }, "fault");
    ck_assert_int_eq(diag.doubts, 0); /* nothing was written behind the fiftieth */
    ck_assert_int_eq(diag.doubt_room, 0);
    ck_assert_ptr_null(diag.doubt);
    text = print(&diag, xw_diag_print_refusals);
    ck_assert_ptr_null(strstr(text, "a:51"));
    ck_assert_ptr_nonnull(strstr(text, "a:50: fault\nand 1 more fault\n"));
    xw_diag_refuse(&diag, (struct xw_place){ "a", 52, 0, NULL }, "x", "y");
    ck_assert_int_eq(diag.refused, 52);
    text = print(&diag, xw_diag_print_refusals);
    ck_assert_ptr_nonnull(strstr(text, "a:50: fault\nand 2 more faults\n"));
}
END_TEST

START_TEST(every_doubt_is_kept)
{
    for (int i = 1; i <= 1000; i++)
        xw_diag_doubt(&diag,
                      (struct xw_place){ "projects.csv", i, 9, i % 2 ? "site_area_m2" : NULL },
                      "site_area_odd", "用地面积存疑", "the site area is odd");
    ck_assert_int_eq(diag.doubts, 1000);
    ck_assert_int_eq(diag.refused, 0);
    for (int i = 0; i < 1000; i++) {
        ck_assert_int_eq(diag.doubt[i].at.line, i + 1);
        ck_assert_str_eq(diag.doubt[i].zh, "用地面积存疑");
    }
    const char *text = print(&diag, xw_diag_print_doubts);
    static const char first[] =
        "projects.csv:1:9: doubt: site_area_m2: the site area is odd [site_area_odd]\n"
        "projects.csv:2:9: doubt: the site area is odd [site_area_odd]\n";
    ck_assert_int_eq(strncmp(text, first, strlen(first)), 0);
}
END_TEST

START_TEST(a_diagnostic_stays_on_its_line)
{
    xw_diag_refuse(&diag, (struct xw_place){ "a\nb", 1, 1, "f\tg" }, "1\r\n\x1B[2J\x7F学", "x\ny");
    xw_diag_doubt(&diag, (struct xw_place){ "a", 1, 1, NULL }, "c", "学\n位", "p\nq");
    ck_assert_str_eq(print(&diag, xw_diag_print_refusals),
                     "a\\nb:1:1: f\\tg: \"1\\r\\n\\x1B[2J\\x7F学\" is not accepted\n"
                     "    accepted: x\\ny\n");
    ck_assert_str_eq(print(&diag, xw_diag_print_doubts), "a:1:1: doubt: p\\nq [c]\n");
    ck_assert_str_eq(diag.doubt[0].zh, "学\\n位");
}
END_TEST

START_TEST(long_values_are_cut_between_characters)
{
    char value[3 * 101 + 1], want[512];
    for (int i = 0; i < 101; i++)
        memcpy(value + 3 * i, "学", 4);
    xw_diag_refuse(&diag, (struct xw_place){ 0 }, value, "x");
    value[300] = '\0'; /* one hundred characters */
    xw_diag_refuse(&diag, (struct xw_place){ 0 }, value, "x");
    snprintf(want, sizeof want, "\"%s...\" is not accepted", value);
    ck_assert_str_eq(diag.refusal[0].text, want);
    snprintf(want, sizeof want, "\"%s\" is not accepted", value);
    ck_assert_str_eq(diag.refusal[1].text, want);

    char *sentence = malloc(20001);
    memset(sentence, 'a', 20000);
    sentence[20000] = '\0';
    xw_diag_fault(&diag, (struct xw_place){ 0 }, "%s", sentence);
    ck_assert_uint_eq(strlen(diag.refusal[2].text), 2003);
    sentence[2000] = '\0';
    xw_diag_fault(&diag, (struct xw_place){ 0 }, "%s", sentence);
    ck_assert_str_eq(diag.refusal[3].text, sentence);
    for (int i = 0; i < 2000; i++)
        memcpy(sentence + 3 * i, "学", 4);
    xw_diag_fault(&diag, (struct xw_place){ 0 }, "%s", sentence);
    ck_assert_str_eq(diag.refusal[4].text, sentence);
    memcpy(sentence, "\xF0\xA0\x82\x87\xF0\xA0\x82\x87", 9); /* four bytes a character */
    xw_diag_refuse(&diag, (struct xw_place){ 0 }, sentence, "x");
    ck_assert_str_eq(diag.refusal[5].text, "\"\xF0\xA0\x82\x87\xF0\xA0\x82\x87\" is not accepted");
    free(sentence);
}
END_TEST

START_TEST(a_full_arena_is_survived)
{
    struct xw_place at = { "a", 1, 1, "f" };
    diag.arena.at = diag.arena.end;
    xw_diag_refuse(&diag, at, "x", "y");
    xw_diag_fault(&diag, at, "z");
    xw_diag_doubt(&diag, at, "c", "zh", "en");
    ck_assert_int_eq(diag.refused, 2);
    ck_assert_int_eq(diag.doubts, 0);
    ck_assert_str_eq(print(&diag, xw_diag_print_refusals),
                     "1:1:memory is used up\n1:1:memory is used up\n");

    /* a doubt whose texts find no room is left out */
    xw_arena_reset(&diag.arena);
    xw_diag_doubt(&diag, at, "c", "zh", "en");
    char *end = diag.arena.end;
    bool kept = false;
    for (int room = 0; !kept; room++) {
        ck_assert_int_lt(room, 100);
        diag.arena.at = end - room;
        xw_diag_doubt(&diag, (struct xw_place){ 0 }, "c", "zh", "en");
        kept = diag.doubts == 2;
        if (!kept) ck_assert_int_eq(diag.doubts, 1);
    }
    ck_assert_str_eq(diag.doubt[1].code, "c");
    ck_assert_str_eq(diag.doubt[1].zh, "zh");
    ck_assert_str_eq(diag.doubt[1].en, "en");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, refusals_are_printed_as_promised);
    tcase_add_test(c, a_diagnostic_stays_on_its_line);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_first_fifty_are_shown);
    tcase_add_test(c, every_doubt_is_kept);
    tcase_add_test(c, long_values_are_cut_between_characters);
    tcase_add_test(c, a_full_arena_is_survived);
    return c;
}

UNIT_MAIN("diag", known_answers(), limits())
