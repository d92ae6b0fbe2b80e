#include "xuewei/laws.h"
#include "tiny.h"

/* Break one law at a time in a state that obeys them all. */
static void expect(struct tiny *t, const char *sentence)
{
    const char *law = NULL;
    ck_assert_int_eq(xw_laws_check(&t->state, &law), XW_LAW_BROKEN);
    ck_assert_ptr_nonnull(law);
    ck_assert_msg(strstr(law, sentence) != NULL, "%s", law);
}

START_TEST(good_state_obeys)
{
    struct tiny t;
    const char *law = NULL;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(xw_laws_check(&t.state, &law), XW_OK);
    ck_assert_ptr_null(law);
    tiny_close(&t);
}
END_TEST

START_TEST(each_law_is_seen)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    struct xw_state *s = &t.state;

    s->imbalance = 2e-9;
    expect(&t, "population");
    s->imbalance = NAN;
    expect(&t, "population");
    s->imbalance = 0.0;

    s->admission[0].unplaced[0]++;
    expect(&t, "demanded = placed");
    s->admission[0].unplaced[0]--;
    s->admission[0].placed[0]++;
    expect(&t, "demanded = placed");
    s->admission[0].placed[0]--;
    s->admission[1].private_[0]++;
    expect(&t, "demanded = placed");
    s->admission[1].private_[0]--;
    s->admission[1].guaranteed[2]++;
    expect(&t, "demanded = placed");
    s->admission[1].guaranteed[2]--;

    s->classes[1][1] = 1;
    expect(&t, "no pupils without a class");
    s->classes[1][1] = 0;
    s->classes[1][0] = 0;
    expect(&t, "no pupils without a class");
    s->classes[1][0] = 4;
    expect(&t, "rooms used");
    s->classes[1][0] = 1;
    expect(&t, "class size limit");
    s->classes[1][0] = 2; /* 15 and 15: just allowed */
    const char *law = NULL;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);
    tiny_close(&t);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, good_state_obeys);
    tcase_add_test(c, each_law_is_seen);
    return c;
}

UNIT_MAIN("laws", laws())
