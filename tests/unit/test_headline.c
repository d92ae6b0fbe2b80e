#include "headline.h"
#include "unit.h"
#include <string.h>

static void expect(const char *markup, const char *text)
{
    struct xw_markup out;
    ptrdiff_t length;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    xw_headline_plain(&out, markup, (ptrdiff_t)strlen(markup));
    const char *bytes = xw_markup_bytes(&out, &length);
    ck_assert_int_eq(length, (ptrdiff_t)strlen(text));
    ck_assert_int_eq(memcmp(bytes, text, (size_t)length), 0);
    xw_markup_free(&out);
}

START_TEST(items_become_numbered_lines)
{
    expect("<li><b>小学缺口最大</b>。2,622 个<sup><a href=\"#x1\">①</a></sup>；</li>\n<li "
           "class=\"act\">b</li>\n",
           "1. 小学缺口最大。2,622 个；\n2. b\n");
}
END_TEST

START_TEST(entities_become_characters)
{
    expect("<li>a &amp; b &lt; c &gt; &quot;d&quot; &#39;e&#39; &x</li>",
           "1. a & b < c > \"d\" 'e' &x\n");
}
END_TEST

START_TEST(cut_markup_ends_without_reading_on)
{
    expect("<li>a<sup>b", "1. a");
    expect("a<b", "a");
    expect("", "");
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, items_become_numbered_lines);
    tcase_add_test(c, entities_become_characters);
    tcase_add_test(c, cut_markup_ends_without_reading_on);
    return c;
}

UNIT_MAIN("headline", known())
