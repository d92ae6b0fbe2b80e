#include "xuewei/choices.h"
#include "unit.h"
#include <math.h>

/* Stage 0: zone 1 has 10 % at school 4, and 7 pupils there in 2022; zone 2 has 3 pupils at school 5. */
static int32_t stage[] = { 0, 0, 0, 1 }, zone[] = { 1, 1, 2, 1 }, school[] = { 4, 4, 5, 4 };
static int16_t year[] = { INT16_MIN, 2022, INT16_MIN, 2021 };
static double share[] = { 0.1, NAN, NAN, 1.0 };
static int32_t pupils[] = { XW_NONE, 7, 3, XW_NONE };
static const struct xw_siblings siblings = { 4, stage, zone, school, year, share, pupils, NULL };

static const struct {
    int32_t stage, zone, school;
    int16_t year;
    int32_t entrants, want;
} asked[] = {
    { 0, 1, 4, 2021, 44, 4 }, { 0, 1, 4, 2021, 46, 5 }, { 0, 1, 4, 2022, 44, 7 },
    { 0, 1, 4, 2022, 5, 5 },  { 0, 1, 5, 2021, 44, 0 }, { 0, 2, 5, 2030, 44, 3 },
    { 0, 2, 5, 2030, 0, 0 },  { 1, 1, 4, 2021, 9, 9 },  { 1, 1, 4, 2022, 9, 0 },
};

START_TEST(siblings_are_counted)
{
    ck_assert_int_eq(xw_siblings_of(&siblings, asked[_i].stage, asked[_i].zone, asked[_i].school,
                                    asked[_i].year, asked[_i].entrants),
                     asked[_i].want);
}
END_TEST

/* Zone 1: two rows of everybody, three of tier 2; zone 3: one of tier 0 alone. */
static int32_t of_stage[] = { 0, 0, 0, 0, 0, 0 }, of_zone[] = { 1, 1, 1, 1, 1, 3 };
static int32_t of_tier[] = { XW_NONE, XW_NONE, 2, 2, 2, 0 };
static const struct xw_preferences lists = {
    6, of_stage, of_zone, NULL, of_tier, NULL, NULL, NULL
};

static const struct {
    int32_t stage, zone, tier, want, first;
} wanted[] = {
    { 0, 1, 0, 2, 0 }, { 0, 1, XW_NONE, 2, 0 }, { 0, 1, 2, 3, 2 }, { 0, 3, 0, 1, 5 },
    { 0, 3, 1, 0, 0 }, { 0, 2, 0, 0, 0 },       { 1, 1, 0, 0, 0 },
};

START_TEST(rows_of_a_tier_stand_before_those_of_everybody)
{
    int32_t first;
    ck_assert_int_eq(
        xw_preferences_of(&lists, wanted[_i].stage, wanted[_i].zone, wanted[_i].tier, &first),
        wanted[_i].want);
    ck_assert_int_eq(first, wanted[_i].first);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, siblings_are_counted, 0, sizeof asked / sizeof *asked);
    tcase_add_loop_test(c, rows_of_a_tier_stand_before_those_of_everybody, 0,
                        sizeof wanted / sizeof *wanted);
    return c;
}

UNIT_MAIN("choices", known_answers())
