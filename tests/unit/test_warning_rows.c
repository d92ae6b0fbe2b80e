#include "xuewei/warning_rows.h"
#include "tiny.h"
#include <math.h>

/* One rule, by hand. Its arrays must outlive the run. */
struct rule {
    const char *code;
    int32_t stage, years_ahead, line;
    uint8_t children, places, primary, counts;
    double yellow, red, deficit_min;
};

static void give(struct tiny *t, struct rule *r)
{
    t->scenario.warning_rules = (struct xw_warning_rules){ .count = 1,
                                                           .residencies = 1,
                                                           .code = &r->code,
                                                           .stage = &r->stage,
                                                           .children = &r->children,
                                                           .places = &r->places,
                                                           .yellow = &r->yellow,
                                                           .red = &r->red,
                                                           .deficit_min = &r->deficit_min,
                                                           .years_ahead = &r->years_ahead,
                                                           .primary = &r->primary,
                                                           .counts = &r->counts,
                                                           .line = &r->line };
}

static struct rule usual(int32_t stage, enum xw_warning_children children)
{
    return (struct rule){ .code = "r",
                          .stage = stage,
                          .children = (uint8_t)children,
                          .counts = 1,
                          .yellow = 0.9,
                          .red = 1.0,
                          .deficit_min = NAN };
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

static const struct xw_school_row *school_row(const struct tiny *t, int32_t school, int32_t stage,
                                              int16_t year)
{
    for (int32_t i = 0; i < t->record->schools; i++) {
        const struct xw_school_row *s = &t->record->school[i];
        if (s->school == school && s->stage == stage && s->year == year) return s;
    }
    return NULL;
}

/* Without rules nothing is added, and the rule that is today's gives today's colours. */
START_TEST(demand_per_norm_seat_is_the_usual_warning)
{
    struct tiny without, with;
    struct rule r = usual(0, XW_CHILDREN_DEMAND);
    r.primary = 1;
    tiny_open(&without, NULL);
    tiny_step_to(&without, 3);
    tiny_read(&with, NULL);
    give(&with, &r);
    tiny_prepare(&with);
    tiny_step_to(&with, 3);
    ck_assert_int_eq(with.record->schools, without.record->schools);
    for (int32_t i = 0; i < with.record->schools; i++)
        ck_assert_str_eq(with.record->school[i].warning, without.record->school[i].warning);
    ck_assert_ptr_null(find(&without, "S1", "warning_ratio_demand_primary", 2021));
    /* 2021: 40 entrants for 3 classes of 10. */
    const struct xw_measure_row *m = find(&with, "S1", "warning_ratio_demand_primary", 2021);
    ck_assert_double_eq_tol(m->value, 4.0 / 3.0, 1e-12);
    ck_assert_double_eq(m->target, 1.0);
    ck_assert_str_eq(m->status, "missed");
    ck_assert_double_eq(find(&with, "S1", "warning_colour_demand_primary", 2021)->value, 2.0);
    /* 2022: 26 for 30 in S1; 6 for 20 in S2. */
    m = find(&with, "S1", "warning_ratio_demand_primary", 2022);
    ck_assert_double_eq_tol(m->value, 26.0 / 30.0, 1e-12);
    ck_assert_str_eq(m->status, "met");
    ck_assert_double_eq_tol(find(&with, "S2", "warning_ratio_demand_primary", 2022)->value, 0.3,
                            1e-12);
    ck_assert_ptr_null(find(&with, "S2", "warning_ratio_demand_primary", 2021)); /* not open */
    tiny_close(&without);
    tiny_close(&with);
}
END_TEST

/* A ratio of registered children is not the whole pressure. 1.4 entrants come for each
 * of the 30 who are registered: green by the one, red by all expected. */
START_TEST(registered_and_expected_are_two_ratios)
{
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        struct rule r = usual(0, k == 0 ? XW_CHILDREN_REGISTERED : XW_CHILDREN_EXPECTED);
        tiny_read(&t, NULL);
        for (int32_t i = 0; i < 4 * 3; i++)
            t.scenario.participation.share[2 * i] = 1.4;
        r.places = XW_PLACES_PLAN;
        t.scenario.capacity.intake_plan[0] = 4; /* 40 places */
        give(&t, &r);
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        const struct xw_measure_row *m = find(
            &t, "S1",
            k == 0 ? "warning_ratio_registered_primary" : "warning_ratio_expected_primary", 2020);
        ck_assert_double_eq_tol(m->value, k == 0 ? 30.0 / 40.0 : 42.0 / 40.0, 1e-9);
        ck_assert_str_eq(m->status, k == 0 ? "met" : "missed");
        tiny_close(&t);
    }
}
END_TEST

START_TEST(private_pupils_are_not_expected)
{
    struct tiny t;
    struct rule r = usual(0, XW_CHILDREN_EXPECTED);
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE; /* 20 of the 32 entrants of 2022 */
    give(&t, &r);
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_expected_primary", 2022)->value,
                            12.0 / 30.0, 1e-12);
    tiny_close(&t);
}
END_TEST

/* 2020 has 30 entrants, 2021 will have 40, 2022 26 in what is left of the catchment: the wave of next
 * year warns a year before. */
START_TEST(years_ahead_warn_before_the_wave)
{
    for (int32_t ahead = 0; ahead < 4; ahead++) {
        struct tiny t;
        struct rule r = usual(0, XW_CHILDREN_REGISTERED);
        r.years_ahead = ahead;
        tiny_read(&t, NULL);
        give(&t, &r);
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_registered_primary", 2020)->value,
                                ahead == 0 ? 1.0 : 4.0 / 3.0, 1e-9);
        tiny_close(&t);
    }
    /* Seen from 2021, the years to come have fewer, and S2 takes C: this year is the worst. */
    struct tiny t;
    struct rule r = usual(0, XW_CHILDREN_EXPECTED);
    r.years_ahead = 2;
    tiny_read(&t, NULL);
    give(&t, &r);
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_expected_primary", 2021)->value,
                            4.0 / 3.0, 1e-9);
    ck_assert_double_lt(find(&t, "S1", "warning_ratio_expected_primary", 2022)->value, 1.0);
    tiny_close(&t);
}
END_TEST

START_TEST(lower_secondary_is_warned_by_its_feeders)
{
    int32_t from[] = { 0 }, to[] = { 0 };
    double share[] = { 0.9 };
    int16_t first[] = { INT16_MIN }, last[] = { 2021 };
    for (int32_t ahead = 0; ahead < 2; ahead++) {
        struct tiny t;
        struct rule r = usual(1, XW_CHILDREN_FEEDER);
        r.years_ahead = ahead;
        tiny_read(&t, NULL);
        t.scenario.feeders = (struct xw_feeders){ .count = 1,
                                                  .from_school = from,
                                                  .to_school = to,
                                                  .share = share,
                                                  .from_year = first,
                                                  .to_year = last };
        give(&t, &r);
        tiny_prepare(&t);
        tiny_step_to(&t, 3);
        /* S1's second grade: 30 leave in 2020 and in 2021; 40, of 2021's entrants, in 2023. The rule
         * of the feeder ends in 2021. */
        ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_feeder_lower_secondary", 2020)->value,
                                0.9, 1e-12);
        ck_assert_double_eq_tol(
            find(&t, "S1", "warning_colour_feeder_lower_secondary", 2020)->value, 1.0, 1e-12);
        ck_assert_double_eq(find(&t, "S1", "warning_ratio_feeder_lower_secondary", 2022)->value,
                            0.0);
        tiny_close(&t);
    }
    /* A year ahead: the second grade of 2022, 40 pupils, for 30 places of 2023. */
    last[0] = XW_NEVER;
    share[0] = 1.0;
    struct tiny t;
    struct rule r = usual(1, XW_CHILDREN_FEEDER);
    r.years_ahead = 1;
    tiny_read(&t, NULL);
    t.scenario.feeders = (struct xw_feeders){ .count = 1,
                                              .from_school = from,
                                              .to_school = to,
                                              .share = share,
                                              .from_year = first,
                                              .to_year = last };
    give(&t, &r);
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_feeder_lower_secondary", 2021)->value,
                            1.0, 1e-12);
    ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_feeder_lower_secondary", 2022)->value,
                            4.0 / 3.0, 1e-12);
    tiny_close(&t);
}
END_TEST

/* 2022: 66 pupils on 60 seats, ratio 1.1 and short of 6. */
START_TEST(roll_and_deficit_are_both_asked_for)
{
    static const double deficit[] = { NAN, 6, 7 };
    static const char *const want[] = { "red", "red", "yellow" };
    for (int k = 0; k < 3; k++) {
        struct tiny t;
        struct rule r = usual(0, XW_CHILDREN_ROLL);
        r.yellow = 1.05;
        r.red = 1.1;
        r.deficit_min = deficit[k];
        r.primary = 1;
        tiny_read(&t, NULL);
        give(&t, &r);
        tiny_prepare(&t);
        tiny_step_to(&t, 2);
        ck_assert_double_eq_tol(find(&t, "S1", "warning_ratio_roll_primary", 2022)->value, 1.1,
                                1e-12);
        ck_assert_str_eq(school_row(&t, 0, 0, 2022)->warning, want[k]);
        ck_assert_str_eq(school_row(&t, 1, 0, 2022)->warning, "none");
        tiny_close(&t);
    }
}
END_TEST

START_TEST(without_a_plan_input_is_missing)
{
    struct tiny t;
    struct rule r = usual(0, XW_CHILDREN_DEMAND);
    r.places = XW_PLACES_PLAN;
    r.primary = 1;
    tiny_read(&t, NULL);
    give(&t, &r);
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_str_eq(find(&t, "S1", "warning_ratio_demand_primary", 2021)->status, "needs_input");
    ck_assert_str_eq(find(&t, "S1", "warning_colour_demand_primary", 2021)->status, "needs_input");
    ck_assert_str_eq(school_row(&t, 0, 0, 2021)->warning, "none");
    tiny_close(&t);
    /* A plan of no class: red, without a ratio to show. */
    tiny_read(&t, NULL);
    t.scenario.capacity.intake_plan[0] = 0;
    give(&t, &r);
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_ptr_null(find(&t, "S1", "warning_ratio_demand_primary", 2020));
    ck_assert_double_eq(find(&t, "S1", "warning_colour_demand_primary", 2020)->value, 2.0);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, demand_per_norm_seat_is_the_usual_warning);
    tcase_add_test(c, registered_and_expected_are_two_ratios);
    tcase_add_test(c, private_pupils_are_not_expected);
    tcase_add_test(c, years_ahead_warn_before_the_wave);
    tcase_add_test(c, lower_secondary_is_warned_by_its_feeders);
    tcase_add_test(c, roll_and_deficit_are_both_asked_for);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, without_a_plan_input_is_missing);
    return c;
}

UNIT_MAIN("warning_rows", known_answers(), limits())
