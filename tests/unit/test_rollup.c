#include "xuewei/rollup.h"
#include "xuewei/residents.h"
#include "tiny.h"

static int32_t sum(const struct xw_seated *s)
{
    int32_t n = 0;
    for (int32_t i = 0; i < s->count; i++)
        n += s->pupils[i];
    return n;
}

START_TEST(grades_move_up_with_their_classes)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.classes[0][0] = 4; /* grade 1 of S1 */
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 30);
    ck_assert_int_eq(t.state.classes[1][0], 4);
    ck_assert_int_eq(t.state.seated[0].count, 0);
    ck_assert_int_eq(t.state.classes[0][0], 0);
    ck_assert_int_eq(sum(&t.state.leavers[0]), 30); /* grade 2 of 2019 */
    ck_assert_int_eq(sum(&t.state.leavers[1]), 30);
    ck_assert_int_eq(t.state.seated[1].zone[0], 0);
    ck_assert_int_eq(t.state.seated[1].pupils[0], 12);
    ck_assert_int_eq(t.state.seated[1].pupils[2], 6);
    tiny_close(&t);
}
END_TEST

START_TEST(waiting_pupils_seek_a_place_in_the_next_grade)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.state.waiting[0][1] = 5;
    t.state.waiting[1][2] = 3;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(t.state.seekers[1][1], 5);
    ck_assert_int_eq(t.state.seekers[1][0], 0);
    ck_assert_int_eq(t.state.leavers_waiting[0][2], 3);
    ck_assert_int_eq(t.state.seekers[0][1], 0);
    tiny_close(&t);
}
END_TEST

START_TEST(arrivals_and_progression_change_the_cohort)
{
    struct tiny t;
    tiny_open(&t, NULL);
    /* Half as many again come to zone B over the summer; one in ten leaves everywhere. */
    t.state.september_before_known = true;
    t.state.september[0][6] = 12.0;
    t.state.september[0][t.scenario.ages + 6] = 8.0;
    t.state.september[0][2 * t.scenario.ages + 6] = 6.0;
    t.scenario.progression.ratio[0] = 1.0;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 30);
    ck_assert_int_eq(t.state.seekers[1][1], 6); /* 12 x 12 / 8 - 12 */
    ck_assert_int_eq(t.state.came, 6);
    ck_assert_int_eq(t.state.left, 0);
    tiny_close(&t);

    tiny_open(&t, NULL);
    t.scenario.progression.ratio[0] = 0.9;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_OK);
    ck_assert_int_eq(sum(&t.state.seated[1]), 27);
    ck_assert_int_eq(t.state.left, 3);
    tiny_close(&t);
}
END_TEST

static void roll_up(struct tiny *t, int32_t year)
{
    xw_state_turn_to(&t->state, year);
    ck_assert_int_eq(xw_residents_to_september(&t->state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t->state), XW_OK);
}

START_TEST(three_grades_move_up_one_by_one)
{
    struct tiny t;
    tiny_one_stage(&t);
    tiny_prepare(&t);
    /* 12, 12 and 6 in each grade. The second gets half as many again, the third loses a tenth:
     * 10.8, 10.8 and 5.4 are 27 pupils as 11, 11 and 5 (the remainders of A and B are larger). */
    t.scenario.progression.ratio[0] = 1.5;
    t.scenario.progression.ratio[1] = 0.9;
    t.scenario.progression.ratio[2] = 0.1; /* nobody moves up from the last grade */
    t.state.classes[0][0] = 4;
    t.state.classes[1][0] = 2;
    t.state.came = t.state.left = 99;
    roll_up(&t, 0);
    ck_assert_int_eq(sum(&t.state.seated[1]), 30);
    ck_assert_int_eq(t.state.seekers[1][0], 6);
    ck_assert_int_eq(t.state.seekers[1][2], 3);
    ck_assert_int_eq(t.state.seated[2].pupils[0], 11);
    ck_assert_int_eq(t.state.seated[2].pupils[1], 11);
    ck_assert_int_eq(t.state.seated[2].pupils[2], 5);
    ck_assert_int_eq(t.state.seekers[2][0], 0);
    ck_assert_int_eq(t.state.classes[0][0], 0);
    ck_assert_int_eq(t.state.classes[1][0], 4);
    ck_assert_int_eq(t.state.classes[2][0], 2);
    ck_assert_int_eq(sum(&t.state.leavers[0]), 30);
    ck_assert_int_eq(t.state.came, 6 + 6 + 3);
    ck_assert_int_eq(t.state.left, 3);
    tiny_close(&t);

    tiny_one_stage(&t);
    tiny_prepare(&t);
    t.scenario.progression.ratio[0] = 0.9; /* 3 leave on the way to grade 2 */
    t.scenario.progression.ratio[1] = 0.5; /* 15 on the way to grade 3 */
    roll_up(&t, 0);
    ck_assert_int_eq(t.state.left, 3 + 15);
    ck_assert_int_eq(t.state.came, 0);
    tiny_close(&t);

    tiny_one_stage(&t);
    tiny_prepare(&t);
    t.scenario.progression.ratio[0] = 1.5; /* 15 come to grade 2 */
    t.scenario.progression.ratio[1] = 2.0; /* 30 to grade 3 */
    roll_up(&t, 0);
    ck_assert_int_eq(t.state.came, 15 + 30);
    tiny_close(&t);
}
END_TEST

START_TEST(the_upper_stage_rolls_its_own_grades)
{
    struct tiny t;
    tiny_split_lower(&t);
    tiny_prepare(&t);
    /* Half of B's children aged 7 a year ago are not here any more: of its 12 in
     * grade 1 of lower secondary six are left. The others stay, and those who wait go on waiting. */
    t.state.september_before_known = true;
    for (int32_t z = 0; z < 3; z++)
        t.state.september[0][z * t.scenario.ages + 7] = z == 1 ? 24.0 : z == 0 ? 12.0 : 6.0;
    t.state.waiting[0][0] = 7;
    t.state.waiting[1][0] = 3;
    t.state.waiting[2][0] = 2;
    t.state.classes[0][0] = 5;
    t.state.classes[1][0] = 4;
    roll_up(&t, 0);
    ck_assert_int_eq(t.state.seated[0].count, 0);
    ck_assert_int_eq(t.state.seated[1].count, 0); /* an entry grade: its pupils come by admission */
    ck_assert_int_eq(t.state.seated[2].pupils[0], 12);
    ck_assert_int_eq(t.state.seated[2].pupils[1], 6);
    ck_assert_int_eq(t.state.seated[2].pupils[2], 6);
    ck_assert_int_eq(t.state.seekers[2][0], 3);
    ck_assert_int_eq(t.state.seekers[1][0], 0);
    ck_assert_int_eq(t.state.leavers_waiting[0][0], 7);
    ck_assert_int_eq(t.state.leavers_waiting[1][0], 2);
    ck_assert_int_eq(sum(&t.state.leavers[0]), 30);
    ck_assert_int_eq(t.state.classes[1][0], 0);
    ck_assert_int_eq(t.state.classes[2][0], 4);
    ck_assert_int_eq(t.state.left, 6);
    tiny_close(&t);
}
END_TEST

START_TEST(progression_is_that_of_the_year_and_grade)
{
    struct tiny t;
    tiny_split_lower(&t);
    tiny_prepare(&t);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.progression.ratio[i] = 1.0;
    tiny_step_to(&t, 1);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.progression.ratio[i] = 0.1;
    t.scenario.progression.ratio[2 * 3 + 1] = 0.5; /* third year, second grade */
    /* Grade 1 of lower secondary had 30 pupils in 2021: those who entered primary in 2020. */
    roll_up(&t, 2);
    ck_assert_int_eq(t.state.seated[2].pupils[0], 6);
    ck_assert_int_eq(t.state.seated[2].pupils[1], 6);
    ck_assert_int_eq(t.state.seated[2].pupils[2], 3);
    tiny_close(&t);
}
END_TEST

/* The grade's ratio of the rolls is 1.1: of S1's 12, 12 and 6 come 33, seated there as 13.2, 13.2 and
 * 6.6; whoever waits is 1.1 times as many. Grade 2 of primary moves up by admission, not here. */
START_TEST(rolls_alone_seat_who_comes)
{
    struct tiny t;
    tiny_open(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.progression.of_rolls[i] = 1.1;
    t.scenario.forecast.basis = XW_FORECAST_ROLLS;
    t.state.september_before_known = true;
    t.state.september[0][6] = 0.0; /* the population has no say */
    t.state.waiting[0][2] = 10;
    roll_up(&t, 0);
    ck_assert_int_eq(sum(&t.state.seated[1]), 33);
    ck_assert_int_eq(t.state.seated[1].pupils[0], 13);
    ck_assert_int_eq(t.state.seated[1].pupils[1], 13);
    ck_assert_int_eq(t.state.seated[1].pupils[2], 7);
    ck_assert_int_eq(t.state.seekers[1][0], 0);
    ck_assert_int_eq(t.state.seekers[1][2], 11);
    ck_assert_int_eq(t.state.came, 4);
    ck_assert_int_eq(t.state.left, 0);
    ck_assert_double_eq(xw_rollup_weight(&t.state), 1.0);
    tiny_close(&t);
}
END_TEST

/* Half and half in the first year: zone B grows by half by the population (6 more, of whom 3 seek a
 * place); by the rolls everybody becomes 0.9. A: 0.5 x 10.8 + 0.5 x 12 = 11.4; B the same; C 5.7. The
 * roll of S1 is 28.5, seekers of B 3: 31.5, so 32, the odd one to S1: 29, shared as 11.6, 11.6, 5.8. */
START_TEST(rolls_and_population_are_blended)
{
    struct tiny t;
    tiny_open(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.progression.of_rolls[i] = 0.9;
    t.scenario.forecast = (struct xw_forecast_rules){ XW_FORECAST_BLEND, 1.0, 2.0 };
    t.state.september_before_known = true;
    t.state.september[0][6] = 12.0;
    t.state.september[0][t.scenario.ages + 6] = 8.0;
    t.state.september[0][2 * t.scenario.ages + 6] = 6.0;
    roll_up(&t, 0);
    ck_assert_double_eq(xw_rollup_weight(&t.state), 0.5);
    ck_assert_int_eq(t.state.seated[1].pupils[0], 12);
    ck_assert_int_eq(t.state.seated[1].pupils[1], 11);
    ck_assert_int_eq(t.state.seated[1].pupils[2], 6);
    ck_assert_int_eq(t.state.seekers[1][1], 3);
    ck_assert_int_eq(t.state.came, 3);
    ck_assert_int_eq(t.state.left, 1);
    tiny_close(&t);
}
END_TEST

/* Without a ratio of the rolls a grade follows the population, whatever is asked for; newcomers to a
 * zone of nobody are counted as far as the population counts. */
START_TEST(a_grade_without_ratio_follows_the_population)
{
    for (int of_rolls = 0; of_rolls < 2; of_rolls++) {
        struct tiny t;
        tiny_open(&t, NULL);
        t.scenario.forecast = (struct xw_forecast_rules){ XW_FORECAST_BLEND, 1.0, 2.0 };
        if (of_rolls) t.scenario.progression.of_rolls[0] = 1.0;
        t.state.september_before_known = true;
        t.state.september[0][6] = 0.0; /* A had nobody aged 6; 12 are 7 now */
        t.state.september[0][t.scenario.ages + 6] = 12.0;
        t.state.september[0][2 * t.scenario.ages + 6] = 3.0;
        roll_up(&t, 0);
        ck_assert_int_eq(t.state.seekers[1][0], of_rolls ? 6 : 12);
        ck_assert_int_eq(t.state.seekers[1][2], of_rolls ? 3 : 6);
        tiny_close(&t);
    }
}
END_TEST

/* In 2022 S1 has 26 pupils in grade 1, S2 has 6. The district's ratio is 1, S2's own 1.5: 26 + 9, raked
 * to 32, are 23.8 and 8.2. The nearest of a school's rows holds: the grade's of the year, the grade's,
 * the stage's of the year, the stage's; rows of S1's neighbours have no say. */
START_TEST(a_school_has_its_own_ratio)
{
    for (int nearest = 0; nearest < 4; nearest++) {
        struct tiny t;
        tiny_open(&t, NULL);
        tiny_step_to(&t, 2);
        struct xw_progression *p = &t.scenario.progression;
        for (int32_t i = 0; i < 4 * 3; i++)
            p->of_rolls[i] = 1.0;
        t.scenario.forecast.basis = XW_FORECAST_ROLLS;
        int32_t school[] = { 0, 1, 1, 1, 1, 1 }, target[] = { 1, 0, 0, 1, 3, 3 };
        int16_t year[] = { INT16_MIN, INT16_MIN, 2023, INT16_MIN, INT16_MIN, 2023 };
        double own[] = { 9.0, 0.1, 0.1, 9.0, 0.1, 0.1 };
        static const int rank[] = { 2, 1, 5, 4 }; /* nearest first */
        own[rank[nearest]] = 1.5;
        p->schools = 6;
        p->school = school;
        p->target = target;
        p->year = year;
        p->own = own;
        /* What is nearer becomes a row of another year, still in order. */
        if (nearest > 0) year[2] = 2019;
        if (nearest > 1) year[1] = 2018;
        if (nearest > 2) year[5] = 2019;
        roll_up(&t, 3);
        int32_t pupils[2];
        xw_state_by_division(&t.state.seated[1], 2, pupils);
        ck_assert_msg(pupils[0] == 24 && pupils[1] == 8, "%d: %d and %d", nearest, (int)pupils[0],
                      (int)pupils[1]);
        tiny_close(&t);
    }
}
END_TEST

/* All years by the rolls or blended keep every law. */
START_TEST(laws_hold_by_the_rolls)
{
    for (int basis = XW_FORECAST_ROLLS; basis <= XW_FORECAST_BLEND; basis++) {
        struct tiny t;
        tiny_open(&t, NULL);
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.progression.of_rolls[i] = 1.3;
        t.scenario.forecast = (struct xw_forecast_rules){ (enum xw_forecast_basis)basis, 2, 1 };
        tiny_step_to(&t, 3);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(what_cannot_move_up_is_refused)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.scenario.progression.ratio[0] = -0.5;
    xw_state_turn_to(&t.state, 0);
    ck_assert_int_eq(xw_residents_to_september(&t.state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t.state), XW_NEGATIVE);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, grades_move_up_with_their_classes);
    tcase_add_test(c, waiting_pupils_seek_a_place_in_the_next_grade);
    tcase_add_test(c, arrivals_and_progression_change_the_cohort);
    tcase_add_test(c, three_grades_move_up_one_by_one);
    tcase_add_test(c, the_upper_stage_rolls_its_own_grades);
    tcase_add_test(c, progression_is_that_of_the_year_and_grade);
    tcase_add_test(c, rolls_alone_seat_who_comes);
    tcase_add_test(c, rolls_and_population_are_blended);
    tcase_add_test(c, a_grade_without_ratio_follows_the_population);
    tcase_add_test(c, a_school_has_its_own_ratio);
    tcase_add_test(c, laws_hold_by_the_rolls);
    tcase_add_test(c, what_cannot_move_up_is_refused);
    return c;
}

UNIT_MAIN("rollup", known())
