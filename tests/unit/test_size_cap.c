#include "xuewei/size_cap.h"
#include "timeline_tables.h"

enum { MOST_DIVISIONS = 3 };

/* Seats of rooms, by the row of the table, and what of them is compliant. 48 classes of 45 are 2,160 and
 * of 50 are 2,400; a nine-year school counts its stages together; a 12-class kindergarten is 4 x (25
 * + 30 + 35) = 360. */
static const struct {
    const char *name;
    struct capacity_row row[MAX_ROWS];
    bool by_code;
    int32_t nine_year, seats[MAX_ROWS], compliant[MAX_ROWS];
} caps[] = {
    { "48 primary classes",
      { { .stage = PRIMARY, .rooms = 48 } },
      false,
      2500,
      { 2160 },
      { 2000 } },
    { "44 are within", { { .stage = PRIMARY, .rooms = 44 } }, false, 2500, { 1980 }, { 1980 } },
    { "45 are not", { { .stage = PRIMARY, .rooms = 45 } }, false, 2500, { 2025 }, { 2000 } },
    { "48 of lower secondary",
      { { .stage = LOWER, .rooms = 48 } },
      false,
      2500,
      { 2400 },
      { 2000 } },
    { "40 are within", { { .stage = LOWER, .rooms = 40 } }, false, 2500, { 2000 }, { 2000 } },
    { "a full kindergarten", { { .rooms = 12 } }, false, 2500, { 360 }, { 360 } },
    { "one class more", { { .rooms = 13 } }, false, 2500, { 390 }, { 360 } },
    { "a nine-year school within 2,500",
      { { .stage = PRIMARY, .rooms = 48 }, { .stage = LOWER, .rooms = 6 } },
      false,
      2500,
      { 2160, 300 },
      { 2160, 300 } },
    { "a nine-year school above it",
      { { .stage = PRIMARY, .rooms = 36 }, { .stage = LOWER, .rooms = 24 } },
      false,
      2500,
      { 1620, 1200 },
      { 1436, 1064 } }, /* 1436.17 + 1063.83 */
    { "its stages each by itself",
      { { .stage = PRIMARY, .rooms = 48 }, { .stage = LOWER, .rooms = 6 } },
      false,
      0,
      { 2160, 300 },
      { 2000, 300 } },
    { "two schools of one stage each",
      { { .stage = PRIMARY, .rooms = 48 }, { .school = 1, .stage = LOWER, .rooms = 48 } },
      false,
      2500,
      { 2160, 2400 },
      { 2000, 2000 } },
    { "a kindergarten beside primary school is another matter",
      { { .rooms = 12 }, { .stage = PRIMARY, .rooms = 48 } },
      false,
      2500,
      { 360, 2160 },
      { 360, 2000 } },
    { "two campuses by themselves",
      { { .stage = PRIMARY, .rooms = 30 }, { .school = 1, .stage = PRIMARY, .rooms = 20 } },
      false,
      2500,
      { 1350, 900 },
      { 1350, 900 } },
    { "two campuses of one code",
      { { .stage = PRIMARY, .rooms = 30 }, { .school = 1, .stage = PRIMARY, .rooms = 20 } },
      true,
      2500,
      { 1350, 900 },
      { 1200, 800 } },
    { "a nine-year school on two campuses",
      { { .stage = PRIMARY, .rooms = 48 }, { .school = 1, .stage = LOWER, .rooms = 20 } },
      true,
      2500,
      { 2160, 1000 },
      { 1709, 791 } }, /* 1708.86 + 791.14 */
};

START_TEST(seats_within_the_cap)
{
    struct tables t;
    struct xw_timeline got;
    struct plan plan = { 0 };
    memcpy(plan.row, caps[_i].row, sizeof plan.row);
    lay_out(&t, &plan);
    t.schools.school_code = (const char *[]){ "S", "S" };
    ck_assert_int_eq(make(&t, &got), XW_OK);
    int32_t unit[MOST_DIVISIONS], seats[MOST_DIVISIONS], within[MOST_DIVISIONS];
    double most[MOST_DIVISIONS];
    struct xw_size_rules rules = { caps[_i].by_code, caps[_i].nine_year };
    ck_assert_int_eq(
        xw_size_cap_units(t.arena, &got, &t.stages, &t.norms, &t.schools, rules, 0, unit, most),
        XW_OK);
    for (int32_t d = 0; d < got.divisions; d++)
        seats[d] = xw_timeline_seats(&got, &t.stages, &t.norms, d, 0).norm;
    xw_size_cap_within(got.divisions, unit, most, seats, within);
    for (int32_t d = 0; d < got.divisions; d++) {
        ck_assert_msg(seats[d] == caps[_i].seats[d], "%s: %d seats", caps[_i].name, (int)seats[d]);
        ck_assert_msg(within[d] == caps[_i].compliant[d], "%s: division %d: %d compliant",
                      caps[_i].name, (int)d, (int)within[d]);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* While its lower secondary part is not open the school is held to 2,000. */
START_TEST(a_stage_that_is_not_open_does_not_count)
{
    struct tables t;
    struct xw_timeline got;
    int32_t unit[2];
    double most[2];
    lay_out(&t, &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 48 },
                                         { .stage = LOWER, .rooms = 6, .year = 2022 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    struct xw_size_rules rules = { false, 2500 };
    for (int32_t y = 0; y < YEARS; y++) {
        ck_assert_int_eq(
            xw_size_cap_units(t.arena, &got, &t.stages, &t.norms, &t.schools, rules, y, unit, most),
            XW_OK);
        ck_assert_int_eq(unit[1], y < 2 ? 1 : 0);
        ck_assert_double_eq(most[0], y < 2 ? 2000 : 2500);
        if (y < 2)
            ck_assert_double_nan(most[1]);
        else
            ck_assert_double_eq(most[1], 2500);
    }
    t.norms.value[PRIMARY][t.stages.stage[PRIMARY].first_row][XW_NORM_SCHOOL_SIZE_MAX] = NAN;
    ck_assert_int_eq(
        xw_size_cap_units(t.arena, &got, &t.stages, &t.norms, &t.schools, rules, 0, unit, most),
        XW_OK);
    ck_assert_double_nan(most[0]);
    xw_arena_free(&t.arena);
}
END_TEST

/* Whole numbers that add up; nobody gets more than the amount. */
START_TEST(a_cap_is_shared_to_the_last_pupil)
{
    static const int32_t unit[] = { 0, 1, 0, 0, 1, 5 };
    for (int32_t cap = 0; cap < 40; cap++) {
        double most[6] = { cap, 7, cap, cap, 7, NAN };
        int32_t amount[6] = { 10, 4, 10, 10, 9, 1000 }, within[6];
        xw_size_cap_within(6, unit, most, amount, within);
        ck_assert_int_eq(within[0] + within[2] + within[3], cap < 30 ? cap : 30);
        ck_assert_int_eq(within[1] + within[4], 7);
        ck_assert_int_eq(within[1], 2); /* 7 x 4 / 13 = 2.15 */
        ck_assert_int_eq(within[5], 1000);
        ck_assert_int_ge(within[0], within[2]); /* equal remainders: the lower division first */
        ck_assert_int_ge(within[2], within[3]);
        ck_assert_int_le(within[0] - within[3], 1);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, seats_within_the_cap, caps);
    tcase_add_test(c, a_stage_that_is_not_open_does_not_count);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_cap_is_shared_to_the_last_pupil);
    return c;
}

UNIT_MAIN("size_cap", known_answers(), laws())
