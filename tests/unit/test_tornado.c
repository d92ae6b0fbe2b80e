#include "xuewei/tornado.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static char text[1 << 16];

static const char *drawn(int32_t answers, const struct xw_tornado *answer)
{
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)1 << 20), XW_OK);
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(xw_tornado_write(file, "A < B", answers, answer, scratch), XW_OK);
    rewind(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    fclose(file);
    xw_arena_free(&scratch);
    return text;
}

static const struct xw_tornado_bar bars[] = {
    { "窄", "narrow", 95, 105 },
    { "静", "still", 100, 100 },
    { "宽", "wide & far", 140, 80 },
    { "同侧", "one side", 110, 120 },
};

/* The panel is 350 wide from x = 310, and goes from 80 to 140 here: the median 100 lies at 426.7. */
START_TEST(bars_lie_where_their_numbers_are)
{
    const struct xw_tornado one = { "缺口", "gap", 100, 4, bars };
    const char *svg = drawn(1, &one);
    ck_assert_int_eq(strncmp(svg, "<svg ", 5), 0);
    ck_assert_ptr_nonnull(strstr(svg, "<title>A &lt; B</title>"));
    const char *wide = strstr(svg, "<title>wide &amp; far: 140 at P10, 80 at P90</title>");
    const char *side = strstr(svg, "<title>one side: 110 at P10, 120 at P90</title>");
    const char *narrow = strstr(svg, "<title>narrow: 95 at P10, 105 at P90</title>");
    ck_assert(wide != NULL && side != NULL && narrow != NULL);
    ck_assert(wide < side && side < narrow);
    ck_assert_ptr_null(strstr(svg, "still"));
    ck_assert_ptr_nonnull(strstr(svg, "1 without effect"));
    ck_assert_ptr_nonnull(strstr(wide, "<rect class=\"lo\" x=\"426.7\""));
    ck_assert_ptr_nonnull(strstr(wide, "width=\"233.3\"")); /* 40 of 60 */
    ck_assert_ptr_nonnull(strstr(wide, "<rect class=\"hi\" x=\"310.0\""));
    ck_assert_ptr_nonnull(strstr(wide, "width=\"116.7\"")); /* 20 of 60 */
    /* Both ends on one side: the longer behind, the shorter narrow in front. */
    const char *behind = strstr(side, "<rect class=\"hi\""),
               *front = strstr(side, "<rect class=\"lo\"");
    ck_assert(behind < front);
    ck_assert_ptr_nonnull(strstr(front, "height=\"8.0\""));
}
END_TEST

START_TEST(nothing_moves_nothing_is_drawn)
{
    const struct xw_tornado one = { "缺口", "gap", 100, 1, bars + 1 };
    const char *svg = drawn(1, &one);
    ck_assert_ptr_null(strstr(svg, "<line"));
    ck_assert_ptr_nonnull(strstr(svg, "1 without effect"));
    ck_assert_ptr_nonnull(strstr(drawn(0, NULL), "</svg>"));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, bars_lie_where_their_numbers_are);
    return tc;
}

static TCase *limits(void)
{
    TCase *tc = tcase_create("limits");
    tcase_add_test(tc, nothing_moves_nothing_is_drawn);
    return tc;
}

UNIT_MAIN("tornado", known_answers(), limits())
