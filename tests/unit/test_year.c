#include "xuewei/year.h"
#include "tiny.h"

START_TEST(law_that_breaks_is_named)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.people.imbalance = 1.0;
    ck_assert_int_eq(xw_year_step(&t.state, 0, NULL, &t.law), XW_LAW_BROKEN);
    ck_assert_ptr_nonnull(t.law);
    tiny_close(&t);
}
END_TEST

START_TEST(without_a_sink_the_year_is_the_same)
{
    struct tiny t, u;
    tiny_open(&t, NULL);
    tiny_open(&u, NULL);
    for (int32_t y = 0; y < 4; y++) {
        ck_assert_int_eq(xw_year_step(&t.state, y, NULL, &t.law), XW_OK);
        ck_assert_int_eq(xw_year_step(&u.state, y, &u.sink, &u.law), XW_OK);
        for (int32_t row = 0; row < 3; row++) {
            ck_assert_int_eq(t.state.seated[row].count, u.state.seated[row].count);
            for (int32_t i = 0; i < t.state.seated[row].count; i++)
                ck_assert_int_eq(t.state.seated[row].pupils[i], u.state.seated[row].pupils[i]);
        }
    }
    tiny_close(&t);
    tiny_close(&u);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, law_that_breaks_is_named);
    tcase_add_test(c, without_a_sink_the_year_is_the_same);
    return c;
}

UNIT_MAIN("year", laws())
