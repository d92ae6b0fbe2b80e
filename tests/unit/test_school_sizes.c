#include "xuewei/school_sizes.h"
#include "tiny.h"

/* S1 has 60 primary and 30 lower-secondary seats and pupils in 2020, both held to 70 by themselves. */
static void sizes_of(struct tiny *t, bool over, int32_t size[2])
{
    for (int32_t stage = 0; stage < 2; stage++) {
        int32_t of[2] = { 77, 77 };
        ck_assert_int_eq(over ? xw_school_sizes_over(&t->state, t->scratch, stage, of)
                              : xw_school_sizes_compliant(&t->state, t->scratch, stage, of),
                         XW_OK);
        size[stage] = of[0];
    }
}

static const struct {
    const char *nine_year;
    int32_t compliant[2], over[2];
} of[] = {
    { "2500", { 60, 30 }, { 0, 0 } },
    { "90", { 60, 30 }, { 0, 0 } },
    { "75", { 50, 25 }, { 10, 5 } },
    { "0", { 55, 30 }, { 5, 0 } },
};

START_TEST(stages_of_a_school_count_together)
{
    struct tiny t;
    int32_t size[2];
    tiny_read(&t, (const char *const[]){ "classes.nine_year_size_max", of[_i].nine_year,
                                         "norms.primary.school_size_max", "55", NULL });
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    sizes_of(&t, false, size);
    ck_assert_int_eq(size[0], of[_i].compliant[0]);
    ck_assert_int_eq(size[1], of[_i].compliant[1]);
    sizes_of(&t, true, size);
    ck_assert_int_eq(size[0], of[_i].over[0]);
    ck_assert_int_eq(size[1], of[_i].over[1]);
    ck_assert_int_eq(t.record->school[0].seats_compliant, of[_i].compliant[0]);
    ck_assert_int_eq(t.record->school[0].over_size, of[_i].over[0]);
    tiny_close(&t);
}
END_TEST

/* S2 opens in 2022 with 40 seats; both primary parts are campuses of one school. */
START_TEST(campuses_of_a_code_count_together)
{
    for (int by_code = 0; by_code < 2; by_code++) {
        struct tiny t;
        int32_t seats[2];
        tiny_read(&t, (const char *const[]){ "classes.size_cap", by_code ? "code" : "campus",
                                             "classes.nine_year_size_max", "0", NULL });
        t.scenario.schools.school_code = (const char *[]){ "S", "S" };
        tiny_prepare(&t);
        tiny_step_to(&t, 2);
        ck_assert_int_eq(xw_school_sizes_compliant(&t.state, t.scratch, 0, seats), XW_OK);
        ck_assert_int_eq(seats[0], by_code ? 42 : 60); /* of 70, 6 to 4 */
        ck_assert_int_eq(seats[1], by_code ? 28 : 40);
        tiny_close(&t);
    }
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, stages_of_a_school_count_together, 0, sizeof of / sizeof *of);
    tcase_add_test(c, campuses_of_a_code_count_together);
    return c;
}

UNIT_MAIN("school_sizes", known())
