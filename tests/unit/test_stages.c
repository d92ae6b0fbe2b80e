#include "xuewei/stages.h"
#include "unit.h"

/* Zhejiang: 6-3-3 with three years of kindergarten. */
static struct xw_stages six_three(void)
{
    return (struct xw_stages){
        .count = 4,
        .stage = { { .name = XW_KINDERGARTEN, .first_age = 3, .grades = 3 },
                   { .name = XW_PRIMARY, .first_age = 6, .grades = 6 },
                   { .name = XW_LOWER_SECONDARY, .first_age = 12, .grades = 3 },
                   { .name = XW_UPPER_SECONDARY, .first_age = 15, .grades = 3, .city = true } }
    };
}

START_TEST(six_three_is_numbered)
{
    struct xw_stages stages = six_three();
    ck_assert(xw_stages_number(&stages));
    ck_assert_int_eq(stages.rows, 15);
    static const int32_t row[] = { 0, 3, 9, 12 }, grade[] = { -2, 1, 7, 10 };
    for (int32_t s = 0; s < 4; s++) {
        ck_assert_int_eq(stages.stage[s].first_row, row[s]);
        ck_assert_int_eq(stages.stage[s].first_grade, grade[s]);
        ck_assert_int_eq(xw_stages_find(&stages, stages.stage[s].name), s);
    }
    ck_assert_int_eq(xw_stages_row(&stages, -3), XW_NONE);
    ck_assert_int_eq(xw_stages_row(&stages, -2), 0);
    ck_assert_int_eq(xw_stages_row(&stages, 1), 3);
    ck_assert_int_eq(xw_stages_row(&stages, 12), 14);
    ck_assert_int_eq(xw_stages_row(&stages, 13), XW_NONE);
    ck_assert_int_eq(xw_stages_of_row(&stages, 2), 0);
    ck_assert_int_eq(xw_stages_of_row(&stages, 3), 1);
    ck_assert_int_eq(xw_stages_of_row(&stages, 8), 1);
    ck_assert_int_eq(xw_stages_of_row(&stages, 9), 2);
    ck_assert_int_eq(xw_stages_of_row(&stages, 14), 3);
    ck_assert_int_eq(xw_stages_of_row(&stages, 15), XW_NONE);
    ck_assert_int_eq(xw_stages_of_row(&stages, -1), XW_NONE);
    ck_assert_int_eq(xw_stages_grade(&stages, 0), -2);
    ck_assert_int_eq(xw_stages_grade(&stages, 14), 12);
    ck_assert_int_eq(xw_stages_age(&stages, 0), 3);
    ck_assert_int_eq(xw_stages_age(&stages, 14), 17);
    ck_assert_int_eq(xw_stages_find(&stages, XW_NURSERY), XW_NONE);
}
END_TEST

START_TEST(five_four_starts_lower_secondary_in_grade_6)
{
    struct xw_stages stages = {
        .count = 2,
        .stage = { { .name = XW_PRIMARY, .first_age = 6, .grades = 5 },
                   { .name = XW_LOWER_SECONDARY, .first_age = 11, .grades = 4 } }
    };
    ck_assert(xw_stages_number(&stages));
    ck_assert_int_eq(stages.stage[1].first_grade, 6);
    ck_assert_int_eq(xw_stages_row(&stages, 9), 8);
    ck_assert_int_eq(xw_stages_row(&stages, 0), XW_NONE);
}
END_TEST

START_TEST(without_primary_age_6_is_grade_1)
{
    struct xw_stages stages = {
        .count = 1, .stage = { { .name = XW_KINDERGARTEN, .first_age = 3, .grades = 3 } }
    };
    ck_assert(xw_stages_number(&stages));
    ck_assert_int_eq(stages.stage[0].first_grade, -2);
    ck_assert_int_eq(xw_stages_row(&stages, 0), 2);
}
END_TEST

START_TEST(words)
{
    static const char *const word[] = { "nursery",         "kindergarten",    "primary",
                                        "lower_secondary", "upper_secondary", "special" };
    static const char *const zh[] = { "托育", "幼儿园", "小学", "初中", "高中", "特殊教育" };
    for (int i = 0; i < XW_STAGE_NAMES; i++) {
        ck_assert_str_eq(xw_stage_word((enum xw_stage_name)i), word[i]);
        ck_assert_str_eq(xw_stage_word_zh((enum xw_stage_name)i), zh[i]);
    }
    ck_assert_str_eq(xw_stage_word(XW_STAGE_NAMES), "");
    ck_assert_str_eq(xw_stage_word_zh(XW_STAGE_NAMES), "");
}
END_TEST

static void gap(struct xw_stages *s)
{
    s->stage[1].first_age = 7;
}
static void overlap(struct xw_stages *s)
{
    s->stage[0].grades = 4;
}
static void none(struct xw_stages *s)
{
    s->count = 0;
}
static void no_grades(struct xw_stages *s)
{
    s->stage[3].grades = 0;
}
static void long_stage(struct xw_stages *s)
{
    s->stage[3].grades = 13;
}
static void twice(struct xw_stages *s)
{
    s->stage[3].name = XW_PRIMARY;
}
static void unborn(struct xw_stages *s)
{
    s->stage[0].first_age = -1;
    s->stage[0].grades = 7;
}
static void too_many(struct xw_stages *s)
{
    s->count = XW_MAX_STAGES + 1;
}

static void (*const spoil[])(struct xw_stages *) = { gap,        overlap, none,   no_grades,
                                                     long_stage, twice,   unborn, too_many };

START_TEST(stages_that_do_not_join_are_refused)
{
    struct xw_stages stages = six_three();
    spoil[_i](&stages);
    ck_assert(!xw_stages_number(&stages));
}
END_TEST

START_TEST(longest)
{
    struct xw_stages stages = {
        .count = 2,
        .stage = { { .name = XW_PRIMARY, .first_age = 0, .grades = 12 },
                   { .name = XW_LOWER_SECONDARY, .first_age = 12, .grades = 12 } }
    };
    ck_assert(xw_stages_number(&stages));
    ck_assert_int_eq(stages.rows, XW_MAX_GRADES);
    stages.count = 3;
    stages.stage[2] = (struct xw_stage){ .name = XW_UPPER_SECONDARY, .first_age = 24, .grades = 1 };
    ck_assert(!xw_stages_number(&stages));
    struct xw_stages empty = { 0 };
    ck_assert_int_eq(xw_stages_row(&empty, 0), XW_NONE);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, six_three_is_numbered);
    tcase_add_test(c, five_four_starts_lower_secondary_in_grade_6);
    tcase_add_test(c, without_primary_age_6_is_grade_1);
    tcase_add_test(c, words);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, stages_that_do_not_join_are_refused, 0,
                        (int)(sizeof spoil / sizeof *spoil));
    tcase_add_test(c, longest);
    return c;
}

UNIT_MAIN("stages", known_answers(), refusals())
