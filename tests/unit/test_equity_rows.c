#include "xuewei/equity_rows.h"
#include "tiny.h"
#include <math.h>

enum { MOST = 20 };

struct rows {
    int32_t school[MOST], stage[MOST];
    int16_t year[MOST];
    uint8_t indicator[MOST];
    double amount[MOST];
};

/* The scenario without its own amounts. */
static void read_bare(struct tiny *t)
{
    tiny_read(t, NULL);
    t->scenario.resources = (struct xw_resources){ 0 };
}

/* A row behind the others; schools, stages and indicators are given in order. */
static void add(struct tiny *t, struct rows *r, int32_t school, int32_t stage, int32_t indicator,
                double amount)
{
    struct xw_resources *of = &t->scenario.resources;
    *of = (struct xw_resources){ .count = of->count,
                                 .school = r->school,
                                 .stage = r->stage,
                                 .year = r->year,
                                 .indicator = r->indicator,
                                 .amount = r->amount };
    ck_assert_int_lt(of->count, MOST);
    r->school[of->count] = school;
    r->stage[of->count] = stage;
    r->year[of->count] = INT16_MIN;
    r->indicator[of->count] = (uint8_t)indicator;
    r->amount[of->count] = amount;
    of->count++;
}

static const struct xw_measure_row *find(const struct tiny *t, const char *place,
                                         const char *measure, int16_t year)
{
    for (int32_t i = 0; i < t->record->measures; i++) {
        const struct xw_measure_row *m = &t->record->measure[i];
        if (m->year == year && strcmp(m->place, place) == 0 && strcmp(m->measure, measure) == 0)
            return m;
    }
    return NULL;
}

/* Five times the children, in rooms enough: S2 opens for C in 2022 with one grade of two. It has
 * space for its 20 rooms as S1 has for its 60. */
static void open_two_schools(struct tiny *t)
{
    read_bare(t);
    struct xw_scenario *s = &t->scenario;
    for (int32_t i = 0; i < 4 * 3 * 2; i++)
        s->participation.share[i] = 10.0;
    s->capacity.rooms[0] = 60;
    s->capacity.rooms[1] = 60;
    s->projects.classes[0] = 20;
}

START_TEST(new_school_half_empty_raises_the_coefficient)
{
    struct tiny t;
    struct rows r;
    open_two_schools(&t);
    add(&t, &r, 0, 0, XW_RESOURCE_TEACHING_AREA, 6000);
    add(&t, &r, 1, 0, XW_RESOURCE_TEACHING_AREA, 2000); /* as much a room */
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    const struct xw_measure_row *before, *after;
    before = find(&t, "district", "difference_teaching_area_m2_primary", 2021);
    after = find(&t, "district", "difference_teaching_area_m2_primary", 2022);
    ck_assert_ptr_nonnull(before);
    ck_assert_ptr_nonnull(after);
    ck_assert_double_eq_tol(before->value, 0.0, 1e-12); /* one school */
    ck_assert_str_eq(before->status, "met");
    ck_assert_double_eq(before->target, 0.50);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_in_scope_primary", 2022), 2.0);
    /* By hand from the pupils simulated. */
    double p1 = 6000.0 / tiny_measure(&t, "S1", "teaching_area_m2_primary", 2022);
    double p2 = 2000.0 / tiny_measure(&t, "S2", "teaching_area_m2_primary", 2022);
    double mean = 8000.0 / (p1 + p2);
    double s2 = (p1 * pow(6000.0 / p1 - mean, 2) + p2 * pow(2000.0 / p2 - mean, 2)) / (p1 + p2);
    ck_assert_double_eq_tol(p1, floor(p1 + 0.5), 1e-9);
    ck_assert_double_eq_tol(p2, 60.0, 1e-9); /* C's six children of six years, ten for each */
    ck_assert_double_eq_tol(after->value, sqrt(s2) / mean, 1e-12);
    ck_assert_double_gt(after->value, 0.5);
    ck_assert_str_eq(after->status, "missed");
    /* The next year it has two grades, and is still in scope. */
    ck_assert_double_lt(tiny_measure(&t, "district", "difference_teaching_area_m2_primary", 2023),
                        after->value);
    tiny_close(&t);
}
END_TEST

START_TEST(parts_of_theil_and_gini_are_said)
{
    struct tiny t;
    struct rows r;
    open_two_schools(&t);
    add(&t, &r, 0, 0, XW_RESOURCE_SPORTS_AREA, 6000);
    add(&t, &r, 1, 0, XW_RESOURCE_SPORTS_AREA, 2000);
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    /* S1 stands in the northern town, S2 in the southern one: all is between towns. */
    double all = tiny_measure(&t, "district", "theil_sports_area_m2_primary", 2022);
    ck_assert_double_gt(all, 0.0);
    ck_assert_double_eq_tol(
        tiny_measure(&t, "district", "theil_between_sports_area_m2_primary", 2022), all, 1e-12);
    ck_assert_double_eq_tol(
        tiny_measure(&t, "district", "theil_within_sports_area_m2_primary", 2022), 0.0, 1e-12);
    ck_assert_double_gt(tiny_measure(&t, "district", "gini_sports_area_m2_primary", 2022), 0.0);
    tiny_close(&t);
}
END_TEST

START_TEST(what_no_row_gives_needs_input)
{
    struct tiny t;
    struct rows r;
    open_two_schools(&t);
    add(&t, &r, 0, 0, XW_RESOURCE_TEACHING_AREA, 6000); /* S2 has no row */
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    const struct xw_measure_row *m =
        find(&t, "district", "difference_teaching_area_m2_primary", 2022);
    ck_assert_double_nan(m->value);
    ck_assert_str_eq(m->status, "needs_input");
    m = find(&t, "district", "difference_degree_teachers_primary", 2020);
    ck_assert_double_nan(m->value);
    ck_assert_str_eq(m->status, "needs_input");
    ck_assert_ptr_null(find(&t, "district", "gini_degree_teachers_primary", 2020));
    m = find(&t, "S1", "equipment_cny_primary", 2020);
    ck_assert_str_eq(m->status, "needs_input");
    tiny_close(&t);
}
END_TEST

/* 600 m2 of S1 as a whole: a nine-year school is split by stage, by pupils. */
START_TEST(amounts_of_the_whole_school_are_shared_by_pupils)
{
    struct tiny t;
    struct rows r;
    read_bare(&t);
    add(&t, &r, 0, XW_NONE, XW_RESOURCE_TEACHING_AREA, 600);
    add(&t, &r, 0, 1, XW_RESOURCE_TEACHING_AREA, 300);
    add(&t, &r, 0, XW_NONE, XW_RESOURCE_MULTIMEDIA_ROOMS, 9);
    /* in order: rows of the whole school first */
    r.stage[1] = XW_NONE, r.indicator[1] = XW_RESOURCE_MULTIMEDIA_ROOMS, r.amount[1] = 9;
    r.stage[2] = 1, r.indicator[2] = XW_RESOURCE_TEACHING_AREA, r.amount[2] = 300;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    /* 60 pupils in primary, 30 in lower secondary: 10 rooms per 100 pupils in both. */
    ck_assert_double_eq_tol(tiny_measure(&t, "S1", "multimedia_rooms_primary", 2020), 10.0, 1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "S1", "multimedia_rooms_lower_secondary", 2020), 10.0,
                            1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "S1", "teaching_area_m2_primary", 2020), 600.0 / 90.0,
                            1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "S1", "teaching_area_m2_lower_secondary", 2020), 10.0,
                            1e-12);
    ck_assert_str_eq(find(&t, "S1", "teaching_area_m2_primary", 2020)->status, "met");
    ck_assert_str_eq(find(&t, "S1", "indicators_met_primary", 2020)->status, "needs_input");
    tiny_close(&t);
}
END_TEST

START_TEST(schools_pass_with_six_of_seven)
{
    /* per pupil 60 of them: 4.2, 1, 0.9 per 100; 4.5, 7.5 m2; 2,000 CNY; 2.3 per 100 */
    static const double norm[] = { 2.52, 0.6, 0.54, 270, 450, 120000, 1.38 };
    static const double lower[] = { 1.59, 0.3, 0.27, 174, 306, 75000, 0.72 };
    for (int bad = 0; bad < 2; bad++) {
        struct tiny t;
        struct rows r;
        read_bare(&t);
        for (int32_t k = 0; k < XW_RESOURCES; k++)
            add(&t, &r, 0, 0, k, norm[k] * (k == 4 ? (bad ? 0.84 : 0.86) : 1.001));
        for (int32_t k = 0; k < XW_RESOURCES; k++)
            add(&t, &r, 0, 1, k, lower[k] * 1.001);
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        const struct xw_measure_row *m = find(&t, "S1", "indicators_met_primary", 2020);
        ck_assert_double_eq(m->value, 6.0);
        ck_assert_str_eq(m->status, bad ? "missed" : "met");
        m = find(&t, "district", "schools_balanced_primary", 2020);
        ck_assert_double_eq(m->value, bad ? 0.0 : 1.0);
        ck_assert_double_eq(m->target, 1.0);
        ck_assert_str_eq(m->status, bad ? "missed" : "met");
        ck_assert_str_eq(find(&t, "district", "schools_balanced_lower_secondary", 2020)->status,
                         "met");
        ck_assert_double_eq(
            find(&t, "district", "difference_sports_area_m2_lower_secondary", 2020)->target, 0.45);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(small_points_and_special_schools_are_out_of_scope)
{
    struct tiny t;
    struct rows r;
    read_bare(&t);
    add(&t, &r, 0, 0, XW_RESOURCE_TEACHING_AREA, 600);
    add(&t, &r, 1, 0, XW_RESOURCE_TEACHING_AREA, 600);
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_in_scope_primary", 2022), 1.0);
    ck_assert_ptr_null(find(&t, "S2", "teaching_area_m2_primary", 2022)); /* 6 pupils */
    tiny_close(&t);

    read_bare(&t); /* S1 has the special stage too: nothing of it counts */
    add(&t, &r, 0, 0, XW_RESOURCE_TEACHING_AREA, 600);
    t.scenario.stages.stage[1].name = XW_SPECIAL;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_ptr_null(find(&t, "district", "schools_in_scope_primary", 2020));
    tiny_close(&t);
}
END_TEST

START_TEST(without_the_table_nothing_is_said)
{
    struct tiny t;
    read_bare(&t);
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_ptr_null(find(&t, "district", "schools_in_scope_primary", 2020));
    ck_assert_ptr_null(find(&t, "district", "difference_equipment_cny_primary", 2020));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, new_school_half_empty_raises_the_coefficient);
    tcase_add_test(c, parts_of_theil_and_gini_are_said);
    tcase_add_test(c, what_no_row_gives_needs_input);
    tcase_add_test(c, amounts_of_the_whole_school_are_shared_by_pupils);
    tcase_add_test(c, schools_pass_with_six_of_seven);
    tcase_add_test(c, small_points_and_special_schools_are_out_of_scope);
    tcase_add_test(c, without_the_table_nothing_is_said);
    return c;
}

UNIT_MAIN("equity_rows", known_answers())
