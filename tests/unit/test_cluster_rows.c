#include "xuewei/cluster_rows.h"
#include "tiny.h"
#include <math.h>

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

static void is(const struct tiny *t, const char *place, const char *measure, int16_t year,
               double value, double target, const char *status)
{
    const struct xw_measure_row *m = find(t, place, measure, year);
    ck_assert_msg(m != NULL, "no %s of %s in %d", measure, place, year);
    if (isnan(value))
        ck_assert_double_nan(m->value);
    else
        ck_assert_double_eq_tol(m->value, value, 1e-12);
    if (isnan(target))
        ck_assert_double_nan(m->target);
    else
        ck_assert_double_eq_tol(m->target, target, 1e-12);
    ck_assert_str_eq(m->status, status);
}

/* README of tiny, "Clusters, quota, money". */
START_TEST(tiny_on_paper)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    is(&t, "G1", "attainment_difference_primary", 2021, 0.18, 0.15, "missed");
    is(&t, "G1", "attainment_difference_primary", 2022, 2.75 / 102.75, 0.15, "met");
    ck_assert_ptr_null(find(&t, "G1", "attainment_difference_primary", 2023));
    is(&t, "G1", "exchange_share", 2021, 0.05, 0.1, "missed");
    is(&t, "G1", "exchange_backbone_share", 2021, NAN, 0.2, "needs_input");
    is(&t, "G1", "exchange_years", 2021, 2.0, 3.0, "missed");
    is(&t, "G1", "exchange_share", 2022, 0.15, 0.1, "met");
    is(&t, "G1", "exchange_backbone_share", 2022, 1.0 / 3.0, 0.2, "met");
    is(&t, "G1", "exchange_years", 2022, 3.0, 3.0, "met");
    is(&t, "district", "quota_filled_share", 2022, 0.9, 1.0, "missed");
    is(&t, "S1", "quota_filled_share", 2023, 1.0, 1.0, "met");
    is(&t, "district", "expenditure_cny", 2020, 8000000, NAN, "");
    is(&t, "district", "expenditure_cny", 2021, 8200000, 8000000, "met");
    is(&t, "district", "expenditure_cny", 2022, 8100000, 8200000, "missed");
    is(&t, "district", "expenditure_per_pupil_cny_primary", 2022, 12100, 12000, "met");
    /* 330 m2 for 66 pupils, 60 m2 for 6: METHODS 8.1 by hand. */
    double mean = 390.0 / 72.0;
    double off = sqrt((66.0 * pow(5.0 - mean, 2) + 6.0 * pow(10.0 - mean, 2)) / 72.0);
    is(&t, "G1", "difference_teaching_area_m2_primary", 2022, off / mean, NAN, "");
    is(&t, "G1", "difference_sports_area_m2_primary", 2022, NAN, NAN, "needs_input");
    ck_assert_ptr_null(find(&t, "G1", "difference_teaching_area_m2_primary", 2021)); /* S1 alone */
    tiny_close(&t);
}
END_TEST

/* At the limit is not below it; a school without a spread leaves the figure open. */
START_TEST(the_limit_itself_is_missed)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.attainment.count; i++) {
        if (t.scenario.attainment.cluster[i] != XW_NONE)
            t.scenario.attainment.difference[i] = 0.15;
        else
            t.scenario.attainment.sd[i] = NAN;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    is(&t, "G1", "attainment_difference_primary", 2021, 0.15, 0.15, "missed");
    is(&t, "G1", "attainment_difference_primary", 2022, NAN, 0.15, "needs_input");
    tiny_close(&t);
}
END_TEST

START_TEST(without_tables_nothing_is_said)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.attainment.count = 0;
    t.scenario.teacher_exchange.count = 0;
    t.scenario.quota.count = 0;
    t.scenario.expenditure.count = 0;
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    ck_assert_ptr_null(find(&t, "G1", "attainment_difference_primary", 2022));
    ck_assert_ptr_null(find(&t, "G1", "exchange_share", 2022));
    ck_assert_ptr_null(find(&t, "district", "quota_filled_share", 2022));
    ck_assert_ptr_null(find(&t, "district", "expenditure_cny", 2021));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tiny_on_paper);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, the_limit_itself_is_missed);
    tcase_add_test(c, without_tables_nothing_is_said);
    return c;
}

UNIT_MAIN("cluster_rows", known_answers(), limits())
