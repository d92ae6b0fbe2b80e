#include "xuewei/disaggregate.h"
#include "xuewei/rng.h"
#include "xuewei/stages.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena scratch;

static void take(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)16 << 20), XW_OK);
}

static void give(void)
{
    xw_arena_free(&scratch);
}

/* ---- Sprague ---- */

/* People younger than a: a cubic, so that every group and every single age is known. */
static double younger(double a)
{
    return 40000 * a - 90 * a * a + 2.5 * a * a * a;
}

START_TEST(sprague_reproduces_a_cubic)
{
    enum { GROUPS = 9 };
    double five[GROUPS], single[5 * GROUPS];
    for (int g = 0; g < GROUPS; g++)
        five[g] = younger(5 * g + 5) - younger(5 * g);
    ck_assert_int_eq(xw_disaggregate_sprague(GROUPS, five, single), XW_OK);
    for (int a = 0; a < 5 * GROUPS; a++)
        ck_assert_double_eq_tol(single[a], younger(a + 1) - younger(a), 1e-6);
}
END_TEST

/* The answer to one group of 1000 among empty ones is its column of multipliers: it sums to the
 * group there and to nothing elsewhere. */
START_TEST(sprague_keeps_every_group)
{
    enum { GROUPS = 7 };
    double five[GROUPS] = { 0 }, single[5 * GROUPS];
    five[_i] = 1000;
    ck_assert_int_eq(xw_disaggregate_sprague(GROUPS, five, single), XW_OK);
    for (int g = 0; g < GROUPS; g++) {
        double sum = 0;
        for (int k = 0; k < 5; k++)
            sum += single[5 * g + k];
        ck_assert_double_eq_tol(sum, g == _i ? 1000 : 0, 1e-9);
    }
    if (_i == 3) /* as printed: .0848, .0144, -.0336 of the next group; .2544 in the middle */
        ck_assert(fabs(single[17] - 254.4) < 1e-9 && fabs(single[20] - 84.8) < 1e-9 &&
                  fabs(single[12] + 33.6) < 1e-9);
    if (_i == 0) ck_assert(fabs(single[0] - 361.6) < 1e-9 && fabs(single[9] + 17.6) < 1e-9);
    if (_i == 6) ck_assert(fabs(single[34] - 361.6) < 1e-9 && fabs(single[25] + 17.6) < 1e-9);
}
END_TEST

START_TEST(sprague_wants_six_groups)
{
    const double five[5] = { 1, 1, 1, 1, 1 };
    double single[25] = { 7 };
    ck_assert_int_eq(xw_disaggregate_sprague(5, five, single), XW_OUT_OF_RANGE);
    ck_assert_double_eq(single[0], 7);
}
END_TEST

/* ---- whole columns ---- */

/* The groups of a Chinese census: 0, 1-4, 5-9, ..., 80-84, 85 and over. */
static const int32_t census[] = { 0,  1,  5,  10, 15, 20, 25, 30, 35, 40,
                                  45, 50, 55, 60, 65, 70, 75, 80, 85 };
enum { CENSUS = sizeof census / sizeof *census, AGES = 86 };

/* Yuecheng 2020, both sexes, and Zhejiang's births (thousand): the numbers of its table of single
 * ages, where 36,690 children of 1 to 4 were split by 612.17, 635, 662.38 and 617.1. */
START_TEST(yuecheng_children_by_zhejiang_births)
{
    static const double zhejiang[] = { 581.1, 624.3, 670, 628, 609 }; /* 2015 .. 2019 */
    const int32_t from[] = { 0, 1, 5 };
    const double persons[] = { 5852, 36690, 500 };
    double weight[6], single[6];
    int32_t where;
    weight[0] = weight[5] = NAN;
    for (int32_t a = 1; a < 5; a++) /* born from 1 November 2019 - a to 31 October 2020 - a */
        weight[a] = zhejiang[4 - a] / 6.0 + zhejiang[5 - a] * 5.0 / 6.0;
    const struct xw_age_split how = { 4, weight, XW_SPLIT_SPLINE };
    ck_assert_int_eq(xw_disaggregate(3, from, persons, &how, scratch, single, &where), XW_OK);
    static const double want[] = { 5852, 8889, 9221, 9619, 8961, 500 };
    for (int a = 0; a < 6; a++)
        ck_assert_double_eq_tol(single[a], want[a], 0.5);
    ck_assert_double_eq_tol(single[1] / single[3],
                            (628 / 6.0 + 609 * 5 / 6.0) / (624.3 / 6 + 670 * 5 / 6.0), 1e-12);
}
END_TEST

/* Over random columns, with empty groups: each group keeps its people, nobody is negative, groups of
 * one age are untouched, children follow the births. */
START_TEST(groups_keep_their_people)
{
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 5, .replicate = (uint32_t)_i });
    double persons[CENSUS], weight[AGES], single[AGES];
    int32_t where;
    for (int g = 0; g < CENSUS; g++)
        persons[g] = gsl_rng_uniform(rng) < 0.15 ? 0.0 : exp(12 * gsl_rng_uniform(rng));
    for (int a = 0; a < AGES; a++)
        weight[a] = 0.1 + gsl_rng_uniform(rng);
    const struct xw_age_split how = { 19, weight,
                                      _i % 2 == 0 ? XW_SPLIT_SPLINE : XW_SPLIT_SPRAGUE };
    ck_assert_int_eq(xw_disaggregate(CENSUS, census, persons, &how, scratch, single, &where),
                     XW_OK);
    ck_assert_int_eq(where, XW_NONE);
    for (int g = 0; g < CENSUS; g++) {
        int32_t to = g + 1 < CENSUS ? census[g + 1] : AGES;
        double sum = 0.0;
        for (int32_t a = census[g]; a < to; a++) {
            ck_assert_double_ge(single[a], 0.0);
            sum += single[a];
            if (to <= 20 && a > census[g])
                ck_assert_double_eq_tol(single[a] * weight[a - 1], single[a - 1] * weight[a],
                                        1e-9 * persons[g] + 1e-12);
        }
        ck_assert_double_le(fabs(sum - persons[g]), 1e-12 * persons[g]);
    }
    ck_assert_double_eq(single[0], persons[0]);
    ck_assert_double_eq(single[85], persons[18]);
    gsl_rng_free(rng);
}
END_TEST

/* Where Sprague goes below nobody the group is clipped and keeps its people. */
START_TEST(sprague_is_clipped_within_the_group)
{
    const int32_t from[] = { 0, 5, 10, 15, 20, 25, 30 };
    const double persons[] = { 0, 0, 1000, 100, 0, 0, 9 };
    double plain[30], single[31];
    int32_t where;
    const struct xw_age_split how = { -1, NULL, XW_SPLIT_SPRAGUE };
    ck_assert_int_eq(xw_disaggregate_sprague(6, persons, plain), XW_OK);
    ck_assert_int_eq(xw_disaggregate(7, from, persons, &how, scratch, single, &where), XW_OK);
    ck_assert_double_lt(plain[18], 0.0);
    ck_assert_double_eq(single[18], 0.0);
    double kept = 0.0;
    for (int a = 15; a < 20; a++)
        kept += fmax(plain[a], 0.0);
    for (int a = 15; a < 20; a++)
        ck_assert_double_eq_tol(single[a], 100 * fmax(plain[a], 0.0) / kept, 1e-9);
    ck_assert_double_eq(single[3], 0.0);
}
END_TEST

/* A straight line of counts has a straight spline; a smooth one is met closely. */
START_TEST(spline_follows_smooth_counts)
{
    double persons[CENSUS], single[AGES];
    int32_t where;
    const struct xw_age_split how = { -1, NULL, XW_SPLIT_SPLINE };
    for (int g = 0; g + 1 < CENSUS; g++)
        persons[g] = 7.0 * (census[g + 1] - census[g]);
    persons[CENSUS - 1] = 3;
    ck_assert_int_eq(xw_disaggregate(CENSUS, census, persons, &how, scratch, single, &where),
                     XW_OK);
    for (int a = 0; a < 85; a++)
        ck_assert_double_eq_tol(single[a], 7.0, 1e-11);
    for (int g = 0; g + 1 < CENSUS; g++)
        persons[g] = younger(census[g + 1]) - younger(census[g]);
    ck_assert_int_eq(xw_disaggregate(CENSUS, census, persons, &how, scratch, single, &where),
                     XW_OK);
    for (int a = 10; a < 75; a++)
        ck_assert_double_eq_tol(single[a], younger(a + 1) - younger(a), 0.02 * single[a]);
}
END_TEST

START_TEST(one_group_has_no_shape)
{
    const int32_t from[] = { 0, 4 };
    const double persons[] = { 8, 3 };
    double single[5];
    int32_t where;
    const struct xw_age_split how = { -1, NULL, XW_SPLIT_SPLINE };
    ck_assert_int_eq(xw_disaggregate(2, from, persons, &how, scratch, single, &where), XW_OK);
    for (int a = 0; a < 4; a++)
        ck_assert_double_eq(single[a], 2);
    ck_assert_double_eq(single[4], 3);
}
END_TEST

static const double no_births[5] = { 0 }, unknown[5] = { 1, NAN, 1, 1, 1 },
                    wrong[5] = { 1, -1, 1, 1, 1 };
static const struct {
    const char *name;
    int32_t groups, from[4];
    double persons[4];
    struct xw_age_split how;
    enum xw_status want;
    int32_t where;
} faults[] = {
    { "a single group", 1, { 0 }, { 1 }, { -1, NULL, 0 }, XW_OUT_OF_RANGE, XW_NONE },
    { "does not begin at 0", 2, { 1, 5 }, { 1, 2 }, { -1, NULL, 0 }, XW_OUT_OF_RANGE, XW_NONE },
    { "does not rise", 3, { 0, 5, 5 }, { 1, 2, 3 }, { -1, NULL, 0 }, XW_OUT_OF_RANGE, 2 },
    { "below zero", 3, { 0, 5, 6 }, { 1, -2, 3 }, { -1, NULL, 0 }, XW_NEGATIVE, 1 },
    { "not a number", 2, { 0, 5 }, { 1, NAN }, { -1, NULL, 0 }, XW_NOT_FINITE, 1 },
    { "no births", 2, { 0, 5 }, { 1, 2 }, { 4, no_births, 0 }, XW_NOBODY_THERE, 0 },
    { "no births, no children", 2, { 0, 5 }, { 0, 2 }, { 4, no_births, 0 }, XW_OK, XW_NONE },
    { "unknown births", 2, { 0, 5 }, { 1, 2 }, { 4, unknown, 0 }, XW_NOT_FINITE, 0 },
    { "unknown where nothing is split",
      3,
      { 0, 1, 2 },
      { 1, 2, 3 },
      { 4, unknown, 0 },
      XW_OK,
      XW_NONE },
    { "negative births", 2, { 0, 5 }, { 1, 2 }, { 4, wrong, 0 }, XW_NEGATIVE, 0 },
    { "sprague over a border",
      4,
      { 0, 5, 12, 30 },
      { 1, 2, 3, 4 },
      { -1, NULL, XW_SPLIT_SPRAGUE },
      XW_OUT_OF_RANGE,
      1 },
    { "sprague at an odd end",
      3,
      { 0, 5, 32 },
      { 1, 2, 3 },
      { -1, NULL, XW_SPLIT_SPRAGUE },
      XW_OUT_OF_RANGE,
      2 },
    { "sprague with few groups",
      3,
      { 0, 5, 10 },
      { 1, 2, 3 },
      { -1, NULL, XW_SPLIT_SPRAGUE },
      XW_OUT_OF_RANGE,
      2 },
    { "no such way",
      2,
      { 0, 5 },
      { 1, 2 },
      { -1, NULL, (enum xw_adult_split)7 },
      XW_OUT_OF_RANGE,
      XW_NONE },
};

START_TEST(faults_say_where)
{
    double single[40] = { 77 };
    int32_t where;
    enum xw_status got = xw_disaggregate(faults[_i].groups, faults[_i].from, faults[_i].persons,
                                         &faults[_i].how, scratch, single, &where);
    ck_assert_msg(got == faults[_i].want, "%s: got %d", faults[_i].name, got);
    ck_assert_msg(where == faults[_i].where, "%s: where %d", faults[_i].name, (int)where);
    if (got != XW_OK) ck_assert_double_eq(single[0], 77);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("age groups");
    tcase_add_checked_fixture(c, take, give);
    tcase_add_test(c, sprague_reproduces_a_cubic);
    tcase_add_loop_test(c, sprague_keeps_every_group, 0, 7);
    tcase_add_test(c, sprague_wants_six_groups);
    tcase_add_test(c, yuecheng_children_by_zhejiang_births);
    tcase_add_loop_test(c, groups_keep_their_people, 0, 40);
    tcase_add_test(c, sprague_is_clipped_within_the_group);
    tcase_add_test(c, spline_follows_smooth_counts);
    tcase_add_test(c, one_group_has_no_shape);
    tcase_add_loop_test(c, faults_say_where, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("disaggregate", tests())
