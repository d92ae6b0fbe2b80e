#include "xuewei/measured.h"
#include "tiny.h"

START_TEST(every_stage_and_table_is_handed_over)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    /* Rows of 2020: two stages x two scopes x (district, 2 towns, 1 area, 3 zones). */
    ck_assert_int_eq(t.record->gaps, 2 * 2 * 7);
    ck_assert_int_eq(t.record->schools, 2);
    ck_assert_int_eq(t.record->classes, 3);
    ck_assert_int_eq(t.record->flows, 6);
    ck_assert_int_eq(t.record->projects, 1);
    ck_assert_int_eq(t.record->evidences, 4);
    ck_assert_int_eq(t.record->populations, 60);
    ck_assert_int_gt(t.record->measures, 20);
    tiny_close(&t);
}
END_TEST

START_TEST(a_city_stage_has_no_schools)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(t.record->schools, 1);
    ck_assert_int_eq(t.record->evidences,
                     3); /* what its pupils rest on is known, seats it has none */
    tiny_close(&t);
}
END_TEST

static enum xw_status full(void *self, const struct xw_gap_row *row)
{
    (void)self;
    (void)row;
    return XW_STORE_FAILED;
}

START_TEST(a_failing_sink_is_heard)
{
    struct tiny t;
    tiny_open(&t, NULL);
    t.sink.gap = full;
    ck_assert_int_eq(xw_year_step(&t.state, 0, &t.sink, &t.law), XW_STORE_FAILED);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_stage_and_table_is_handed_over);
    tcase_add_test(c, a_city_stage_has_no_schools);
    tcase_add_test(c, a_failing_sink_is_heard);
    return c;
}

UNIT_MAIN("measured", known())
