#include "xuewei/early_rows.h"
#include "tiny.h"

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

/* 957 residents, 768 in the north; 36 children of each age from 1 to 3 in A and B, 18 in C. */
START_TEST(norms_by_residents)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    double residents = tiny_measure(&t, "district", "residents", 2020);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "kindergarten_classes_by_norm", 2020),
                            residents * 15.0 / 10000.0, 1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "children_1_3", 2020), 90.0, 1e-9);
    ck_assert_double_eq_tol(tiny_measure(&t, "北街道", "children_1_3", 2020), 72.0, 1e-9);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "nursery_places_by_norm", 2020), 13.5,
                            1e-9);
    const struct xw_measure_row *m = find(&t, "district", "nursery_places_per_child", 2020);
    ck_assert_double_nan(m->value);
    ck_assert_double_eq(m->target, 0.15);
    ck_assert_str_eq(m->status, "needs_input");
    ck_assert_ptr_null(find(&t, "district", "kindergarten_rooms_per_10000", 2020));
    tiny_close(&t);
}
END_TEST

/* The primary stage of tiny called kindergarten or nursery: its rooms stand in the north until S2 opens. */
START_TEST(rooms_and_places_that_stand)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[0].name = XW_KINDERGARTEN;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    double residents = tiny_measure(&t, "district", "residents", 2022);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "kindergarten_rooms_per_10000", 2022),
                            10.0 / residents * 10000.0, 1e-9);
    ck_assert_double_eq_tol(tiny_measure(&t, "南街道", "kindergarten_rooms_per_10000", 2020), 0.0,
                            1e-12);
    ck_assert_str_eq(find(&t, "南街道", "kindergarten_rooms_per_10000", 2020)->status, "missed");
    /* Who owns them, and which opened. */
    ck_assert_double_eq(tiny_measure(&t, "district", "public_schools_kindergarten", 2022), 2.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "private_schools_kindergarten", 2022), 0.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "public_school_share_kindergarten", 2022),
                        1.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "public_schools_opened_kindergarten", 2020),
                        0.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "public_schools_opened_kindergarten", 2022),
                        1.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "public_pupils_kindergarten", 2022), 72.0);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.stages.stage[0].name = XW_NURSERY;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "nursery_places_per_child", 2020),
                            60.0 / 90.0, 1e-9);
    ck_assert_str_eq(find(&t, "district", "nursery_places_per_child", 2020)->status, "met");
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, norms_by_residents);
    tcase_add_test(c, rooms_and_places_that_stand);
    return c;
}

UNIT_MAIN("early_rows", known_answers())
