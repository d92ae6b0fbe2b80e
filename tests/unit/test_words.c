#include "words.h"
#include "unit.h"
#include <string.h>

/* The holes that a sentence uses, as bits. */
static unsigned holes(const char *sentence)
{
    unsigned used = 0;
    for (const char *c = sentence; *c != '\0'; c++)
        if (c[0] == '{' && c[1] >= '0' && c[1] <= '9' && (c[2] == '}' || c[2] == ':'))
            used |= 1u << (c[1] - '0');
    return used;
}

START_TEST(both_languages_have_every_word)
{
    for (int i = 0; i < XW_KEYS; i++) {
        ck_assert_msg(xw_text_zh.say[i] != NULL && xw_text_zh.say[i][0] != '\0', "zh %d", i);
        ck_assert_msg(xw_text_en.say[i] != NULL && xw_text_en.say[i][0] != '\0', "en %d", i);
    }
    for (int i = 0; i < XW_STAGE_NAMES; i++) {
        ck_assert_ptr_nonnull(xw_text_zh.stage[i]);
        ck_assert_ptr_nonnull(xw_text_en.within[i]);
    }
    for (int i = 0; i < XW_SECTIONS; i++)
        ck_assert(xw_text_zh.section[i] != NULL && xw_text_en.section[i] != NULL);
}
END_TEST

/* A number that one language says and the other leaves out is mostly a mistake; the few sentences
 * that differ on purpose leave out what the other needs for its grammar. */
START_TEST(both_languages_use_the_same_numbers)
{
    for (int i = 0; i < XW_KEYS; i++) {
        unsigned zh = holes(xw_text_zh.say[i]), en = holes(xw_text_en.say[i]);
        ck_assert_msg(zh == en, "zh %s\nen %s", xw_text_zh.say[i], xw_text_en.say[i]);
    }
}
END_TEST

/* Tags of a sentence are closed within it. */
START_TEST(sentences_close_what_they_open)
{
    const struct xw_words *both[2] = { &xw_text_zh, &xw_text_en };
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < XW_KEYS; i++) {
            int open = 0;
            for (const char *c = both[k]->say[i]; *c != '\0'; c++)
                if (*c == '<') open += c[1] == '/' ? -1 : 1;
            ck_assert_msg(open == 0, "%s", both[k]->say[i]);
        }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, both_languages_have_every_word);
    tcase_add_test(c, both_languages_use_the_same_numbers);
    tcase_add_test(c, sentences_close_what_they_open);
    return c;
}

UNIT_MAIN("words", laws())
