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

START_TEST(stages_that_share_rooms_are_counted_together)
{
    for (int pooled = 0; pooled < 2; pooled++) {
        struct tiny t;
        const char *law = NULL;
        tiny_read(&t, NULL);
        if (pooled) t.scenario.capacity.pool[0] = t.scenario.capacity.pool[1] = "main";
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        t.state.classes[0][0] = 4; /* of 6 + 3 rooms primary school has 4 + 3 */
        t.state.classes[2][0] = 2;
        ck_assert_int_eq(xw_laws_check(&t.state, &law), pooled ? XW_OK : XW_LAW_BROKEN);
        t.state.classes[0][0] = 5;
        expect(&t, "rooms used");
        tiny_close(&t);
    }
}
END_TEST

START_TEST(each_law_is_seen)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    struct xw_state *s = &t.state;

    s->people.imbalance = 2e-9;
    expect(&t, "population");
    s->people.imbalance = NAN;
    expect(&t, "population");
    s->people.imbalance = 0.0;

    s->left++;
    expect(&t, "arrivals - departures");
    s->left--;
    s->waiting[1][2]++;
    expect(&t, "arrivals - departures");
    s->waiting[1][2]--;

    struct xw_admission *a = &s->admission[0];
    a->placed.pupils[0]++;
    expect(&t, "demanded = placed");
    a->placed.pupils[0]--;
    a->of_tier[1]++;
    expect(&t, "tiers are its demand");
    a->demand[1]++;
    expect(&t, "demanded = placed");
    a->demand[1]--;
    a->of_tier[1]--;
    s->seated[0].pupils[0]--;
    expect(&t, "has a place in the entry grade is seated");
    s->seated[0].pupils[0]++;

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

START_TEST(laws_hold_of_every_division_grade_and_stage)
{
    struct tiny t;
    const char *law = NULL;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    struct xw_state *s = &t.state;
    s->people.imbalance = XW_LAW_TOLERANCE; /* just allowed */
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);

    /* S2 has 4 rooms, S1 6: five classes are too many for its 6 pupils, and for its rooms. */
    s->classes[0][1] = 5;
    expect(&t, "rooms used");
    s->classes[0][1] = 4;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);
    /* Lower secondary has 3 rooms, half as many as primary. */
    s->classes[2][0] = 4;
    expect(&t, "rooms used");
    s->classes[2][0] = 3;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);

    /* One pupil is a class. */
    ck_assert_int_eq(
        xw_state_seat(&t.keep, &s->seated[1], 1, &(int32_t){ 2 }, &(int32_t){ 1 }, &(int32_t){ 1 }),
        XW_OK);
    expect(&t, "arrivals - departures");
    s->came++;
    expect(&t, "no pupils without a class");
    s->classes[1][1] = 1;
    s->classes[0][1] = 3;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);

    /* Each grade has a limit of its own: 30 lower secondary pupils in 3 classes. */
    t.prepared.norm[2].limit = 10;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);
    t.prepared.norm[2].limit = 9;
    expect(&t, "class size limit");
    t.scenario.assignment.guarantee = true; /* a place is worth more than the limit */
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);
    tiny_close(&t);
}
END_TEST

START_TEST(classes_of_a_city_stage_are_not_ours)
{
    struct tiny t;
    const char *law = NULL;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    struct xw_state *s = &t.state;
    /* Primary becomes the city's: its classes are not counted. */
    t.scenario.stages.stage[0].city = true;
    s->classes[0][0] = 0;
    ck_assert_int_eq(xw_laws_check(s, &law), XW_OK);
    s->classes[2][0] = 0;
    expect(&t, "no pupils without a class"); /* lower secondary is still ours */
    tiny_close(&t);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, good_state_obeys);
    tcase_add_test(c, each_law_is_seen);
    tcase_add_test(c, stages_that_share_rooms_are_counted_together);
    tcase_add_test(c, laws_hold_of_every_division_grade_and_stage);
    tcase_add_test(c, classes_of_a_city_stage_are_not_ours);
    return c;
}

UNIT_MAIN("laws", laws())
