#include "say_chances.h"
#include "unit.h"

static struct xw_arena arena;
static struct xw_view zh, en;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
    zh = (struct xw_view){ .words = &xw_text_zh, .language = XW_CHINESE, .texts = &arena };
    en = (struct xw_view){ .words = &xw_text_en, .language = XW_ENGLISH, .texts = &arena };
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

/* Quantiles to the nearest ten, what is not zero is never 0; seats upwards, so that they suffice. */
START_TEST(quantiles_are_rounded_to_ten)
{
    static const struct {
        double value;
        const char *zh, *en, *least;
    } cases[] = { { 0, "0", "0", "0" },
                  { 0.2, "＜5", "<5", "10" },
                  { 4.9, "＜5", "<5", "10" },
                  { 5, "10", "10", "10" },
                  { 1244.9, "1,240", "1,240", "1,250" },
                  { 1245, "1,250", "1,250", "1,250" },
                  { 1250, "1,250", "1,250", "1,250" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(xw_about(&zh, cases[i].value), cases[i].zh);
        ck_assert_str_eq(xw_about(&en, cases[i].value), cases[i].en);
        ck_assert_str_eq(xw_at_least(&en, cases[i].value), cases[i].least);
    }
    ck_assert_str_eq(xw_about_range(&zh, 314, 2389), "310—2,390");
    ck_assert_str_eq(xw_about_range(&en, 314, 2389), "310–2,390");
    ck_assert_str_eq(xw_large_range(&zh, 9176, 12921), "9,180—1.29 万");
    ck_assert_str_eq(xw_large_range(&en, 9176, 12921), "9,180–12,920");
}
END_TEST

START_TEST(probabilities_have_words_of_fixed_bounds)
{
    static const struct {
        double p;
        const char *zh, *in_zh, *in_en, *colour;
    } cases[] = {
        { 0.0, "几乎肯定不缺", "没有一次模拟", "in no history", "z" },
        { 0.003, "几乎肯定不缺", "＜1% 的模拟", "in <1% of histories", "z" },
        { 0.0999, "几乎肯定不缺", "10 次模拟中约 1 次（10%）", "in about 1 of 10 histories (10%)",
          "z" },
        { 0.10, "多半不缺", "10 次模拟中约 1 次（10%）", "in about 1 of 10 histories (10%)", "r1" },
        { 0.33, "难说", "10 次模拟中约 3 次（33%）", "in about 3 of 10 histories (33%)", "r2" },
        { 0.669, "难说", "10 次模拟中约 7 次（67%）", "in about 7 of 10 histories (67%)", "r2" },
        { 0.67, "多半缺", "10 次模拟中约 7 次（67%）", "in about 7 of 10 histories (67%)", "r3" },
        { 0.83, "多半缺", "10 次模拟中约 8 次（83%）", "in about 8 of 10 histories (83%)", "r3" },
        { 0.97, "几乎肯定缺", "97% 的模拟", "in 97% of histories", "r4" },
        { 0.9999, "几乎肯定缺", "＞99% 的模拟", "in >99% of histories", "r4" },
        { 1.0, "几乎肯定缺", "每次模拟都", "in every history", "r4" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(xw_likelihood(&zh, cases[i].p), cases[i].zh);
        ck_assert_str_eq(xw_in_histories(&zh, cases[i].p), cases[i].in_zh);
        ck_assert_str_eq(xw_in_histories(&en, cases[i].p), cases[i].in_en);
        ck_assert_str_eq(xw_risk_class(cases[i].p), cases[i].colour);
    }
    ck_assert_str_eq(xw_likelihood(&en, 0.7), "likely short");
    ck_assert_str_eq(xw_chance(&en, 1.0 - 1e-15), "100%");
    ck_assert_str_eq(xw_chance(&en, 1e-15), "0%");
    ck_assert_str_eq(xw_chance(&en, 1e-4), "<1%");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, quantiles_are_rounded_to_ten);
    tcase_add_test(c, probabilities_have_words_of_fixed_bounds);
    return c;
}

UNIT_MAIN("say_chances", known_answers())
