#include "markup.h"
#include "unit.h"
#include <string.h>

static struct xw_markup out;

static void setup(void)
{
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
}

static void teardown(void)
{
    xw_markup_free(&out);
    xw_markup_free(&out);
}

static void wrote(const char *expected)
{
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    ck_assert_int_eq(length, (ptrdiff_t)strlen(expected));
    ck_assert_msg(memcmp(bytes, expected, (size_t)length) == 0, "got %.*s", (int)length, bytes);
}

START_TEST(markup_is_put_as_it_is)
{
    xw_put(&out, "<p>");
    xw_putf(&out, "%d%s", 3, "&amp;");
    xw_put(&out, "</p>");
    wrote("<p>3&amp;</p>");
    ck_assert(!out.failed);
}
END_TEST

START_TEST(texts_are_escaped)
{
    xw_put_text(&out, "a<b>&\"c'\x01\n学");
    wrote("a&lt;b&gt;&amp;&quot;c&#39;\xef\xbf\xbd\n学");
}
END_TEST

START_TEST(sentences_have_holes)
{
    xw_say(&out, "<b>{1}</b> of {0} class{0:|es}, {1} class{1:|es}.", XW_WITH("<5>", "1"));
    wrote("<b>1</b> of &lt;5&gt; classes, 1 class.");
    ck_assert(!out.failed);
}
END_TEST

START_TEST(braces_that_are_no_holes_stay)
{
    xw_say(&out, "{x} {0 {1:no} {", XW_WITH("5"));
    wrote("{x} {0 {1:no} {");
    ck_assert(!out.failed);
}
END_TEST

START_TEST(plain_sentences_are_not_escaped)
{
    struct xw_arena arena;
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 16), XW_OK);
    const char *text = xw_said(&arena, "{0} & {1:y|ies}", XW_WITH("<", "2"));
    ck_assert_str_eq(text, "< & ies");
    /* What comes next lies behind it. */
    ck_assert_str_eq(xw_arena_text(&arena, "next"), "next");
    ck_assert_str_eq(text, "< & ies");
    ck_assert_ptr_null(xw_said(&arena, "{1}", XW_WITH("one")));
    xw_arena_free(&arena);
}
END_TEST

START_TEST(what_is_missing_is_remembered)
{
    xw_say(&out, "{0} {1}", XW_WITH("one"));
    ck_assert(out.failed);
    out.failed = false;
    xw_put_text(&out, NULL);
    ck_assert(out.failed);
    out.failed = false;
    xw_put(&out, NULL);
    ck_assert(out.failed);
    out.failed = false;
    xw_say(&out, NULL, XW_WITH("one"));
    ck_assert(out.failed);
    out.failed = false;
    xw_put_csv(&out, NULL);
    ck_assert(out.failed);
}
END_TEST

START_TEST(cells_are_quoted_when_they_must)
{
    xw_put_csv(&out, "plain");
    xw_put_csv(&out, "a,b");
    xw_put_csv(&out, "say \"x\"");
    xw_put_csv(&out, "two\nlines");
    wrote("plain\"a,b\"\"say \"\"x\"\"\"\"two\nlines\"");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, markup_is_put_as_it_is);
    tcase_add_test(c, texts_are_escaped);
    tcase_add_test(c, sentences_have_holes);
    tcase_add_test(c, braces_that_are_no_holes_stay);
    tcase_add_test(c, plain_sentences_are_not_escaped);
    tcase_add_test(c, what_is_missing_is_remembered);
    tcase_add_test(c, cells_are_quoted_when_they_must);
    return c;
}

UNIT_MAIN("markup", known_answers())
