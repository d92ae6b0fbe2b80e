#include "xuewei/closures.h"
#include "tiny.h"

/* One stage of three grades: S1 in A with 9 rooms, S2 in B, 1,000 m (a way of 1,200 m) away and in the same
 * town, with 3 rooms and rolls of 2, 2 and 2. */
static void open_with(struct tiny *t, int32_t below, int32_t after, int32_t within_m)
{
    struct xw_scenario *s = &t->scenario;
    tiny_one_stage(t);
    s->closing = (struct xw_closing_rules){ .below = below, .after = after, .within_m = within_m };
    s->projects.counted[0] = false;
    s->schools.zone[1] = 1;
    s->schools.x_m[1] = 1000;
    s->capacity.count = 2;
    s->capacity.school[1] = 1;
    s->capacity.stage[1] = 0;
    s->capacity.rooms[1] = 3;
    s->assignment.detour = 1.2;
    static int32_t school[6], row[6], pupils[6], classes[6];
    static int16_t year[6];
    for (int32_t i = 0; i < 6; i++) {
        school[i] = i / 3;
        row[i] = i % 3;
        pupils[i] = i < 3 ? 28 : 2;
        classes[i] = i < 3 ? 3 : 1;
        year[i] = 2019;
    }
    s->rolls.count = 6;
    s->rolls.school = school;
    s->rolls.row = row;
    s->rolls.pupils = pupils;
    s->rolls.classes = classes;
    s->rolls.year = year;
    /* Nobody is directed to S2: it empties. */
    for (int32_t i = 0; i < s->catchments.count; i++)
        s->catchments.school[i] = 0;
}

static int32_t roll(const struct tiny *t, int32_t division)
{
    int32_t sum = 0, pupils[2];
    for (int32_t row = 0; row < 3; row++) {
        xw_state_by_division(&t->state.seated[row], 2, pupils);
        sum += pupils[division];
    }
    return sum;
}

START_TEST(a_school_that_stays_small_is_closed)
{
    struct tiny t;
    open_with(&t, 100, 2, 1200);
    t.scenario.closing.below = 20; /* S1 is never so small */
    tiny_prepare(&t);
    tiny_step_to(&t, 1); /* small in 2020 and 2021 */
    ck_assert_int_eq(t.state.prepared->timeline.rooms[1 * 4 + 1], 3);
    ck_assert_int_gt(roll(&t, 1), 0);
    int32_t had = roll(&t, 1);
    t.state.small_years[0] = 5; /* S1 was not small last year: it begins anew */
    tiny_step_to(&t, 2);
    ck_assert_int_eq(t.state.prepared->timeline.rooms[1 * 4 + 2], 0);
    ck_assert_int_eq(t.prepared.timeline.rooms[1 * 4 + 2], 3); /* of other histories */
    ck_assert_int_eq(roll(&t, 1), 0);
    ck_assert_int_eq(t.state.small_years[0], 0);
    ck_assert_double_eq(tiny_measure(&t, "S2", "closed_small_primary", 2022), had);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(t.state.prepared->timeline.rooms[1 * 4 + 3], 0);
    ck_assert_int_gt(t.state.prepared->timeline.rooms[0 * 4 + 3], 0);
    tiny_close(&t);
}
END_TEST

/* Whether S2 is closed by 2023. */
static bool closes(struct tiny *t)
{
    tiny_prepare(t);
    tiny_step_to(t, 3);
    bool closed = t->state.prepared->timeline.rooms[1 * 4 + 3] == 0;
    tiny_close(t);
    return closed;
}

START_TEST(what_keeps_a_school_open)
{
    struct tiny t;
    open_with(&t, 20, 2, 1200);
    ck_assert(closes(&t));
    open_with(&t, 20, 2, 1199); /* no other one near by */
    ck_assert(!closes(&t));
    open_with(&t, 20, 4, 1200); /* not small for so long */
    ck_assert(!closes(&t));
    open_with(&t, 0, 1, 1200); /* no rule */
    ck_assert(!closes(&t));
    open_with(&t, 20, 2, 5000);
    t.scenario.zones.town[1] = t.scenario.zones.town[2]; /* the only one of its town */
    ck_assert(!closes(&t));
    open_with(&t, 20, 2, 1200);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    ck_assert(!closes(&t));
    open_with(&t, 20, 2, 1200);
    t.scenario.schools.sector[0] = XW_PRIVATE; /* no public one to go to */
    ck_assert(!closes(&t));
    open_with(&t, 20, 2, 1200); /* a project is still to change it */
    t.scenario.projects.counted[0] = true;
    t.scenario.projects.kind[0] = XW_PROJECT_EXPANSION;
    t.scenario.projects.opens[0] = t.scenario.projects.opens_in[0] = 2023;
    ck_assert(!closes(&t));
    open_with(&t, 20, 2, 1200); /* it has just opened and is still growing */
    for (int32_t i = 3; i < 6; i++)
        t.scenario.rolls.pupils[i] = 0;
    t.scenario.schools.opens[1] = 2021;
    ck_assert(!closes(&t));
}
END_TEST

/* Of two that could do without each other the smaller one closes, the other stays. */
START_TEST(the_last_one_stays)
{
    struct tiny t;
    open_with(&t, 20, 1, 5000);
    t.scenario.closing.below = 10000; /* both are small */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(t.state.prepared->timeline.rooms[1 * 4 + 3], 0);
    ck_assert_int_gt(t.state.prepared->timeline.rooms[0 * 4 + 3], 0);
    tiny_close(&t);
}
END_TEST

/* Zones of a closed school belong to the nearest one; everybody is demand of a school. */
START_TEST(catchments_are_drawn_anew)
{
    struct tiny t;
    open_with(&t, 20, 1, 1200);
    t.scenario.catchments.school[1] = 1; /* B goes to S2 */
    t.scenario.closing.below = 60;       /* S1 keeps more */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    const struct xw_catchment_year *before = &xw_prepared_stage(&t.prepared, 3, 0)->catchment;
    const struct xw_catchment_year *after = &xw_prepared_stage(t.state.prepared, 3, 0)->catchment;
    ck_assert_int_eq(before->division[before->start[1]], 1);
    ck_assert_int_eq(after->division[after->start[1]], 0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_school_that_stays_small_is_closed);
    tcase_add_test(c, what_keeps_a_school_open);
    tcase_add_test(c, the_last_one_stays);
    tcase_add_test(c, catchments_are_drawn_anew);
    return c;
}

UNIT_MAIN("closures", known())
