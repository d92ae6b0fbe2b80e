#include "hatch.h"
#include "unit.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct xw_arena texts;
static struct xw_markup out;
static struct xw_view view;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&texts, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    view = (struct xw_view){ .out = &out, .texts = &texts };
}

static void teardown(void)
{
    xw_markup_free(&out);
    xw_arena_free(&texts);
}

struct lines {
    int count;
    double length;                /* of all together */
    double left, right, top, low; /* what they cover */
};

/* The lines put since the mark: each rises to the right on x + y = a whole number of steps. */
static struct lines lines_of(ptrdiff_t mark, double gap)
{
    struct lines all = { 0, 0, INFINITY, -INFINITY, INFINITY, -INFINITY };
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *at = xw_arena_text_n(&texts, bytes + mark, length - mark);
    double x0, y0, x1, y1;
    while ((at = strchr(at, 'M')) != NULL) {
        at++;
        if (sscanf(at, "%lf %lfL%lf %lf", &x0, &y0, &x1, &y1) != 4) continue;
        double step = gap * sqrt(2.0), k = (x0 + y0) / step;
        ck_assert_double_le(fabs(k - round(k)) * step, 0.1501); /* printed with one decimal */
        ck_assert_double_le(fabs(x0 + y0 - x1 - y1), 0.2001);
        ck_assert_double_gt(x1, x0);
        all.count++;
        all.length += hypot(x1 - x0, y1 - y0);
        all.left = fmin(all.left, x0);
        all.right = fmax(all.right, x1);
        all.top = fmin(all.top, y1);
        all.low = fmax(all.low, y0);
    }
    return all;
}

/* Lines a gap apart fill a shape in proportion to its area: their length times the gap is the area. */
static void expect_area(const char *shape, double gap, double area, double within)
{
    xw_put(&out, "<path d=\"M900 900L990 900L990 990Z\"/>"); /* drawn before, not hatched */
    ptrdiff_t mark = xw_hatch_mark(&view);
    xw_put(&out, shape);
    ptrdiff_t behind = xw_hatch_mark(&view);
    xw_hatch(&view, mark, "shorth", gap);
    struct lines all = lines_of(behind, gap);
    ck_assert_msg(fabs(all.length * gap - area) <= within * area, "%s: %g for %g", shape,
                  all.length * gap, area);
    ck_assert_double_ge(all.left, -0.05);
    ck_assert_double_le(all.right, 100.05);
    ck_assert_double_ge(all.top, -0.05);
    ck_assert_double_le(all.low, 100.05);
}

START_TEST(lines_fill_what_was_drawn)
{
    expect_area("<polygon class=\"a\" points=\"0,0 100,0 100,100 0,100\"/>", 1.0, 10000, 0.01);
    expect_area("<path class=\"a\" d=\"M0 0L100 0L100 100L0 100Z\"/>", 4.0, 10000, 0.03);
    expect_area("<polygon points=\"0,0 100,0 0,100\"/>", 1.0, 5000, 0.02);
    /* A hole, and two rings apart. */
    expect_area("<path d=\"M0 0L100 0L100 100L0 100ZM20 20L20 80L80 80L80 20Z\"/>", 1.0, 6400,
                0.02);
    expect_area("<path d=\"M0 0M0 0L10 0L10 100L0 100ZM50 0L60 0L60 100L50 100Z\"/>", 1.0, 2000,
                0.02);
    /* Not convex: a line may enter twice. */
    expect_area("<polygon points=\"0,0 40,80 50,10 60,80 100,0 100,100 0,100\"/>", 1.0, 5900, 0.02);
}
END_TEST

START_TEST(nothing_to_hatch)
{
    static const char *const shapes[] = { "<path d=\"\"/>", "<path d=\"M1 1\"/>",
                                          "<path d=\"M1\"/>", "<polygon points=\"5,5 5,5 5,5\"/>",
                                          "<g/>" };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        ptrdiff_t mark = xw_hatch_mark(&view);
        xw_put(&out, shapes[i]);
        ptrdiff_t behind = xw_hatch_mark(&view);
        xw_hatch(&view, mark, "x", 4.0);
        ck_assert_int_eq(lines_of(behind, 4.0).count, 0);
    }
    xw_hatch(&view, xw_hatch_mark(&view), "x", 4.0);
    ck_assert(!out.failed);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, lines_fill_what_was_drawn);
    tcase_add_test(c, nothing_to_hatch);
    return c;
}

UNIT_MAIN("hatch", laws())
