#include "gpkg_styles.h"
#include "figures.h"
#include "charts.h"
#include "unit.h"
#include <string.h>

static struct xw_arena arena;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

static const char *text_of(const struct xw_style *style,
                           void (*put)(const struct xw_style *, struct xw_markup *))
{
    struct xw_markup out;
    ptrdiff_t length;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    put(style, &out);
    ck_assert(!out.failed);
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = xw_arena_text_n(&arena, bytes, length);
    xw_markup_free(&out);
    return text;
}

/* The classes of layers are those of the heat map: each number of seats falls into the one that
 * stands at the place of the page's class. */
START_TEST(balances_have_the_classes_of_the_heat_map)
{
    static const char *const classes[7] = { "s3", "s2", "s1", "z", "i1", "i2", "i3" };
    for (int32_t n = -3500; n <= 3500; n++) {
        int found = 0;
        for (int i = 0; i < 7; i++) {
            if (n < xw_style_balance[i].low || n > xw_style_balance[i].high) continue;
            ck_assert_msg(strcmp(xw_balance_class(n), classes[i]) == 0, "%d in class %d", n, i);
            found++;
        }
        ck_assert_msg(found == 1, "%d is in %d classes", n, found);
    }
}
END_TEST

START_TEST(styles_say_classes_and_colours)
{
    const struct xw_style towns = { "towns",          "小学 < 2026", "balance_now_primary",
                                    "town_zh",        XW_STYLE_FILL, 7,
                                    xw_style_balance, true };
    const char *qml = text_of(&towns, xw_style_qml), *sld = text_of(&towns, xw_style_sld);
    ck_assert_ptr_nonnull(strstr(qml, "attr=\"balance_now_primary\""));
    ck_assert_ptr_nonnull(
        strstr(qml, "<range lower=\"-999\" upper=\"-300\" label=\"缺 300 至 999\""));
    ck_assert_ptr_nonnull(strstr(qml, "<prop k=\"color\" v=\"178,58,8,255\"/>"));
    ck_assert_ptr_nonnull(strstr(qml, "fieldName=\"town_zh\""));
    ck_assert_ptr_nonnull(strstr(sld, "小学 &lt; 2026"));
    ck_assert_ptr_nonnull(strstr(sld, "#b23a08"));
    const struct xw_style schools = { "schools",       "预警", "warning",        NULL,
                                      XW_STYLE_MARKER, 4,      xw_style_warning, true };
    qml = text_of(&schools, xw_style_qml);
    sld = text_of(&schools, xw_style_sld);
    ck_assert_ptr_nonnull(strstr(qml, "<category value=\"red\" label=\"红色预警\""));
    ck_assert_ptr_nonnull(strstr(qml, "<prop k=\"name\" v=\"triangle\"/>"));
    ck_assert_ptr_null(strstr(qml, "<labeling"));
    ck_assert_ptr_nonnull(strstr(sld, "<ogc:Literal>red</ogc:Literal>"));
    ck_assert_ptr_nonnull(strstr(sld, "<Rotation>45</Rotation>"));
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, balances_have_the_classes_of_the_heat_map);
    tcase_add_test(c, styles_say_classes_and_colours);
    return c;
}

UNIT_MAIN("gpkg_styles", known())
