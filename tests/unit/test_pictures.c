#include "pictures.h"
#include "unit.h"
#include <string.h>

static const char page[] =
    "<html><style>\n:root{--ink:#1b2028;--short:#b23a08}\n"
    "svg .a{fill:var(--ink)} svg text{font-family:inherit;font-size:11px}\n"
    "p .b{fill:red} svg .b,svg .c{stroke:var(--short);stroke-width:2}\n"
    "@media print{svg .a{fill:#000} svg .z{fill:#111}}\nsvg .d{fill:blue}\n</style>\n"
    "<svg class=\"e\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\"Published\"><circle "
    "r=\"5\"/></svg>"
    "<svg width=\"0\" height=\"0\"><defs>\n<path id=\"m1\" d=\"M1 1\"/>\n<path id=\"m11\" d=\"M2 "
    "2\"/>\n"
    "</defs></svg>\n"
    "<figure><svg class=\"c\" viewBox=\"0 0 344 100\"><title id=\"t1\">One &amp; only</title>"
    "<desc id=\"d1\">It says &lt;so&gt;.</desc>\n<use href=\"#m1\"/><use href=\"#m1\"/></svg>"
    "<p class=\"key\"><svg width=\"22\" height=\"12\" aria-hidden=\"true\"><path "
    "class=\"a\"/></svg></p>"
    "</figure>\n"
    "<figure><svg class=\"c nmcol\" viewBox=\"0 0 64 90\"><title id=\"t2\">Names</title>"
    "<desc id=\"d2\">Rows</desc><text>Town</text></svg><div><svg class=\"c wide\" "
    "viewBox=\"0 0 656 92\"><title id=\"t3\">Heat</title><desc id=\"d3\">Hot.</desc><path "
    "class=\"b\"/></svg></div><svg class=\"c map\" viewBox=\"0 0 176 150\"><title "
    "id=\"t4\">Map</title>"
    "<desc id=\"d4\">M.</desc></svg></figure></html>";
enum { LENGTH = sizeof page - 1, ALL = 6 };

static struct xw_arena keep;
static struct xw_picture found[ALL];

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    struct xw_picture picture = { 0 };
    const char *at = page;
    for (int i = 0; i < ALL; i++) {
        ck_assert_msg(xw_picture_next(page, LENGTH, at, &picture), "there is no drawing %d", i);
        found[i] = picture;
        at = picture.end;
    }
    ck_assert(!xw_picture_next(page, LENGTH, at, &picture));
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static const char *file_of(int i)
{
    struct xw_markup out;
    ptrdiff_t length;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    xw_picture_put(&out, page, LENGTH, &found[i], "en");
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = xw_arena_text_n(&keep, bytes, length);
    xw_markup_free(&out);
    return text;
}

static const char *words_of(int i)
{
    struct xw_markup out;
    ptrdiff_t length;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    xw_picture_words(&out, &found[i]);
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = xw_arena_text_n(&keep, bytes, length);
    xw_markup_free(&out);
    return text;
}

START_TEST(drawings_are_found_in_order)
{
    static const struct {
        enum xw_picture_kind kind;
        int figure, part;
        double width, height;
    } want[ALL] = {
        { XW_PICTURE_GLYPH, 0, 0, 12, 12 },   { XW_PICTURE_STORE, 0, 0, 0, 0 },
        { XW_PICTURE_CHART, 1, 1, 344, 100 }, { XW_PICTURE_MARK, 1, 1, 22, 12 },
        { XW_PICTURE_CHART, 2, 1, 720, 92 },  { XW_PICTURE_CHART, 2, 2, 176, 150 },
    };
    for (int i = 0; i < ALL; i++) {
        ck_assert_int_eq(found[i].kind, want[i].kind);
        ck_assert_int_eq(found[i].figure, want[i].figure);
        ck_assert_int_eq(found[i].part, want[i].part);
        ck_assert_double_eq(found[i].width, want[i].width);
        ck_assert_double_eq(found[i].height, want[i].height);
    }
    ck_assert_str_eq(words_of(0), "Published");
    ck_assert_str_eq(words_of(2), "One &amp; only. It says &lt;so&gt;.");
    ck_assert_str_eq(words_of(3), "");
    ck_assert_str_eq(words_of(4), "Heat. Hot.");
}
END_TEST

START_TEST(a_file_has_its_style_and_shapes)
{
    const char *file = file_of(2);
    ck_assert_int_eq(strncmp(file,
                             "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"en\" "
                             "viewBox=\"-8 -8 360 116\" width=\"360\" height=\"116\"",
                             100),
                     0);
    ck_assert_ptr_nonnull(strstr(file, "<title id=\"title\">One &amp; only</title>"));
    ck_assert_ptr_nonnull(strstr(file, "svg .a{fill:#1b2028}"));
    ck_assert_ptr_nonnull(strstr(file, "svg .b,svg .c{stroke:#b23a08;stroke-width:2}"));
    ck_assert_ptr_nonnull(strstr(file, "svg text{font-size:11px}"));
    ck_assert_ptr_nonnull(strstr(file, "svg .d{fill:blue}"));
    ck_assert_ptr_nonnull(strstr(file, "Noto Sans CJK SC"));
    static const char *const absent[] = { "var(", "inherit", "@media", "svg .z", "p .b",
                                          "#000", "m11",     "t1",     "url(" };
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        ck_assert_msg(strstr(file, absent[i]) == NULL, "%s is in the file", absent[i]);
    const char *shape = strstr(file, "<path id=\"m1\" d=\"M1 1\"/>");
    ck_assert_ptr_nonnull(shape);
    ck_assert_ptr_null(strstr(shape + 1, "<path id=\"m1\""));
}
END_TEST

START_TEST(names_and_plot_become_one)
{
    const char *file = file_of(4);
    const char *town = strstr(file, "<text>Town</text>"),
               *plot = strstr(file, "<g transform=\"translate(64 0)\">\n<path class=\"b\"/></g>");
    ck_assert(town != NULL && plot != NULL && town < plot);
    ck_assert_ptr_null(strstr(file, "Names"));
    ck_assert_ptr_nonnull(strstr(file, "viewBox=\"-8 -8 736 108\""));
    ck_assert_ptr_nonnull(strstr(file_of(3), "viewBox=\"0 0 22 12\" width=\"22\" height=\"12\">"));
}
END_TEST

/* A page cut anywhere gives fewer drawings, and never reads on. */
START_TEST(any_length_is_safe)
{
    for (ptrdiff_t n = 0; n < LENGTH; n++) {
        struct xw_picture picture = { 0 };
        int count = 0;
        char *part = xw_arena_text_n(&keep, page, n);
        for (const char *at = part; xw_picture_next(part, n, at, &picture); at = picture.end)
            count++;
        ck_assert_int_le(count, ALL);
        if (n % 64 == 63) xw_arena_reset(&keep);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, drawings_are_found_in_order);
    tcase_add_test(c, a_file_has_its_style_and_shapes);
    tcase_add_test(c, names_and_plot_become_one);
    tcase_add_test(c, any_length_is_safe);
    return c;
}

UNIT_MAIN("pictures", known_answers())
