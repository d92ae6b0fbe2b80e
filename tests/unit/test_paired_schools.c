#include "xuewei/paired_schools.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena keep, scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

#define YEAR(of_school, of_stage, of_year, of_pupils, over, share)                                 \
    {                                                                                              \
        .school = (of_school), .stage = (of_stage), .year = (of_year), .pupils = (of_pupils),      \
        .classes_over_norm = (over), .spread = {                                                   \
            .p_over = (share)                                                                      \
        }                                                                                          \
    }
/* Beside the new school N, A has fewer crowded classes, B more; C's are fewer in the central history,
 * but its risk is larger; A's lower secondary classes stay as they are. */
static struct xw_run_school base_school[] = { { .code = "A" }, { .code = "B" }, { .code = "C" } };
static struct xw_run_school_year base_year[] = {
    YEAR(0, 0, 2021, 100, 2, 0.5), YEAR(0, 1, 2021, 50, 1, 0.3),  YEAR(1, 0, 2021, 40, 0, 0.0),
    YEAR(2, 0, 2021, 60, 1, 0.25), YEAR(0, 0, 2022, 110, 3, 1.0), YEAR(0, 1, 2022, 50, 1, 0.1),
};
static struct xw_run_school more_school[] = {
    { .code = "N" }, { .code = "C" }, { .code = "B" }, { .code = "A" }
};
static struct xw_run_school_year more_year[] = {
    YEAR(3, 0, 2021, 100, 2, 0.5), YEAR(3, 1, 2021, 50, 1, 0.1),  YEAR(2, 0, 2021, 44, 1, 0.5),
    YEAR(1, 0, 2021, 58, 0, 0.5),  YEAR(3, 0, 2022, 80, 0, 0.25), YEAR(3, 1, 2022, 50, 1, 0.3),
    YEAR(0, 0, 2022, 30, 0, 0.0),
};
static const struct xw_run base = {
    .replicates = 4, .school = base_school, .school_year_count = 6, .school_year = base_year
};
static const struct xw_run more = {
    .replicates = 4, .school = more_school, .school_year_count = 7, .school_year = more_year
};

static const struct xw_paired_school want[] = {
    { "A", 0, -30, -3, -0.75, 1 }, { "A", 1, 0, 0, 0.0, 0 },  { "B", 0, 4, 1, 0.5, -1 },
    { "C", 0, -2, -1, 0.25, 0 },   { "N", 0, 30, 0, 0.0, 0 },
};

static struct xw_paired_school *made(const struct xw_run *one, const struct xw_run *other)
{
    struct xw_paired_school *school;
    int32_t count;
    ck_assert_int_eq(xw_paired_schools_make(one, other, &keep, scratch, &count, &school), XW_OK);
    ck_assert_int_eq(count, 5);
    return school;
}

START_TEST(who_gains_and_who_loses)
{
    const struct xw_paired_school *got = &made(&base, &more)[_i];
    ck_assert_str_eq(got->code, want[_i].code);
    ck_assert_int_eq(got->stage, want[_i].stage);
    ck_assert_int_eq(got->pupil_years, want[_i].pupil_years);
    ck_assert_int_eq(got->class_years_over_norm, want[_i].class_years_over_norm);
    ck_assert_double_eq(got->over_years, want[_i].over_years);
    ck_assert_int_eq(got->verdict, want[_i].verdict);
    /* The other way round every sign turns. */
    got = &made(&more, &base)[_i];
    ck_assert_int_eq(got->pupil_years, -want[_i].pupil_years);
    ck_assert_double_eq(got->over_years, -want[_i].over_years);
    ck_assert_int_eq(got->verdict, -want[_i].verdict);
}
END_TEST

/* Then the classes of the central history decide alone, and C gains, too. */
START_TEST(without_replicates_the_risk_is_not_known)
{
    struct xw_run one = base, other = more;
    other.replicates = 0;
    struct xw_paired_school *school = made(&one, &other);
    static const int verdict[] = { 1, 0, -1, 1, 0 };
    for (int32_t i = 0; i < 5; i++) {
        ck_assert(isnan(school[i].over_years));
        ck_assert_int_eq(school[i].verdict, verdict[i]);
    }
}
END_TEST

START_TEST(memory_that_is_used_up)
{
    struct xw_arena small;
    struct xw_paired_school *school;
    int32_t count;
    ck_assert_int_eq(xw_arena_init(&small, 64), XW_OK);
    ck_assert_int_eq(xw_paired_schools_make(&base, &more, &small, scratch, &count, &school),
                     XW_NO_MEMORY);
    xw_arena_free(&small);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, who_gains_and_who_loses, 0, 5);
    tcase_add_test(c, without_replicates_the_risk_is_not_known);
    tcase_add_test(c, memory_that_is_used_up);
    return c;
}

UNIT_MAIN("paired_schools", known_answers())
