#include "docx_page.h"
#include "unit.h"
#include <string.h>

#define HEAD                                                                                       \
    "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>T</title><style>\nsvg "                      \
    ".a{fill:red}\n</style></head>"
#define CHART(title)                                                                               \
    "<svg class=\"c\" viewBox=\"0 0 344 100\"><title id=\"t1\">" title                             \
    "</title><desc id=\"d1\">Says "                                                                \
    "&lt;it&gt;</desc><path/></svg>"
#define MARK "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><path class=\"a\"/></svg>"

static struct xw_arena keep;
static struct xw_docx_picture *pictures;
static int32_t count;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static const char *reading_of(const char *page)
{
    struct xw_markup out;
    ptrdiff_t length;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    ck_assert_int_eq(xw_docx_page(page, (ptrdiff_t)strlen(page), &keep, &out, &pictures, &count),
                     XW_OK);
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = xw_arena_text_n(&keep, bytes, length);
    xw_markup_free(&out);
    return text;
}

static const struct {
    const char *page, *want;
} blocks[] = {
    { "<section aria-labelledby=\"s1\"><h2>二<span class=\"en\">two</span></h2></section>",
      "<div><h2>二　<span class=\"en\">two</span></h2></div>" },
    { "<h1>题<span class=\"en\" lang=\"en\">Title</span></h1><p>x</p>",
      "<div data-custom-style=\"Subtitle\">Title</div>\n<p>x</p>" },
    { "<h1>alone</h1><p>x</p>", "<p>x</p>" },
    { "<figure><figcaption>图 1<span class=\"sub\">人</span></figcaption></figure>",
      "<div><div data-custom-style=\"Image Caption\">图 1<br><span "
      "class=\"sub\">人</span></div></div>" },
    { "<dl><div><dt>a</dt><dd>1,234</dd></div></dl>",
      "<div><div><p><b>a</b>　1,234</p></div></div>" },
    { "<p><span class=\"swipe\">↔</span>x</p>", "<p>x</p>" },
    { "<p class=\"meta\"><span>a</span><span>b</span></p>",
      "<p class=\"meta\"><span>a</span>　<span>b</span></p>" },
    { "<table><tr><td id=\"q\">−5</td></tr></table>",
      "<table><tr><td id=\"q\">−5</td></tr></table>" },
    { "a < b", "a " }, /* no tag: nothing is read beyond the end */
    { "", "" },
};

START_TEST(blocks_become_what_a_document_has)
{
    ck_assert_str_eq(reading_of(blocks[_i].page), blocks[_i].want);
}
END_TEST

START_TEST(drawings_become_pictures)
{
    const char *text =
        reading_of(HEAD "<p>" MARK "key" MARK "</p>" CHART("One") CHART("Two") CHART("One"));
    ck_assert_int_eq(count, 5);
    static const int32_t number[] = { 1, 1, 2, 3, 2 };
    static const bool first[] = { true, false, true, true, false };
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(pictures[i].number, number[i]);
        ck_assert_int_eq(pictures[i].first, first[i]);
    }
    ck_assert_ptr_nonnull(strstr(text, "<p><img src=\"p1.png\" width=\"5.3mm\" alt=\"\">key<img"));
    ck_assert_ptr_nonnull(
        strstr(text, "<img src=\"p3.png\" width=\"86.4mm\" alt=\"Two. Says &lt;it&gt;\">"));
    ck_assert_ptr_null(strstr(text, "<svg"));
    ck_assert_ptr_null(strstr(text, "fill:red"));
    ck_assert_ptr_nonnull(strstr(text, "<title>T</title>"));
}
END_TEST

START_TEST(glyphs_become_letters)
{
    static const char page[] =
        "<p><svg class=\"e\" aria-label=\"a\"><circle r=\"5\"/></svg>1"
        "<svg class=\"e\" aria-label=\"b\"><circle r=\"4.4\"/><path d=\"M6\"/></svg>2"
        "<svg class=\"e\" aria-label=\"c\"><circle r=\"4.4\"/></svg>3<svg width=\"0\" height=\"0\">"
        "<defs><path/></defs></svg></p>";
    ck_assert_str_eq(reading_of(page), "<p>●1◐2○3</p>");
    ck_assert_int_eq(count, 0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, blocks_become_what_a_document_has, 0,
                        (int)(sizeof blocks / sizeof *blocks));
    tcase_add_test(c, drawings_become_pictures);
    tcase_add_test(c, glyphs_become_letters);
    return c;
}

UNIT_MAIN("docx_page", known_answers())
