#include "xuewei/provision_rows.h"
#include "tiny.h"
#include <math.h>

static double of(const struct tiny *t, const char *place, const char *measure, int16_t year)
{
    return tiny_measure(t, place, measure, year);
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

/* The tiny scenario's primary school as a kindergarten of two ages. */
static void as_kindergarten(struct tiny *t)
{
    tiny_read(t, NULL);
    t->scenario.stages.stage[0].name = XW_KINDERGARTEN;
    double *norm = t->scenario.norms.value[0][0];
    norm[XW_NORM_PUBLIC_SHARE_MIN] = 0.5;
    norm[XW_NORM_INCLUSIVE_SHARE_MIN] = 0.8;
    norm[XW_NORM_GROSS_ENROLMENT_MIN] = 0.85;
}

START_TEST(shares_of_public_and_subsidised_by_town)
{
    static const enum xw_sector sector[] = { XW_PUBLIC, XW_SUBSIDISED_PRIVATE, XW_BOUGHT_PLACES,
                                             XW_MUNICIPAL, XW_PRIVATE };
    for (int k = 0; k < 5; k++) {
        struct tiny t;
        as_kindergarten(&t);
        t.scenario.schools.sector[1] = (uint8_t)sector[k]; /* S2, in the southern town */
        tiny_prepare(&t);
        tiny_step_to(&t, 2);
        bool is_public = sector[k] == XW_PUBLIC || sector[k] == XW_MUNICIPAL;
        bool is_private = sector[k] == XW_PRIVATE;
        double in_s2 = is_private ? 20.0 : 6.0;
        ck_assert_double_eq(of(&t, "district", "public_seats_kindergarten", 2022),
                            is_public ? 100.0 : 60.0);
        ck_assert_double_eq(of(&t, "district", "subsidised_seats_kindergarten", 2022),
                            is_public || is_private ? 0.0 : 40.0);
        ck_assert_double_eq_tol(of(&t, "district", "public_seat_share_kindergarten", 2022),
                                is_public ? 1.0 : 0.6, 1e-12);
        ck_assert_double_eq_tol(of(&t, "district", "public_pupil_share_kindergarten", 2022),
                                is_public ? 1.0 : (72.0 - in_s2) / 72.0, 1e-12);
        ck_assert_double_eq_tol(of(&t, "district", "inclusive_pupil_share_kindergarten", 2022),
                                is_private ? 52.0 / 72.0 : 1.0, 1e-12);
        const struct xw_measure_row *south =
            find(&t, "南街道", "public_pupil_share_kindergarten", 2022);
        ck_assert_double_eq(south->value, is_public ? 1.0 : 0.0);
        ck_assert_double_eq(south->target, 0.5);
        ck_assert_str_eq(south->status, is_public ? "met" : "missed");
        south = find(&t, "南街道", "inclusive_pupil_share_kindergarten", 2022);
        ck_assert_str_eq(south->status, is_private ? "missed" : "met");
        ck_assert_double_eq(of(&t, "北街道", "public_pupil_share_kindergarten", 2022), 1.0);
        tiny_close(&t);
    }
}
END_TEST

/* 2021: 34 of 40 entrants live in the north, 24 of 30 older ones; classes of 10. 4 + 3 and 1 + 1. */
START_TEST(rooms_are_needed_town_by_town)
{
    struct tiny t;
    as_kindergarten(&t);
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_double_eq(of(&t, "北街道", "rooms_needed_kindergarten", 2021), 4.0 + 3.0);
    ck_assert_double_eq(of(&t, "南街道", "rooms_needed_kindergarten", 2021), 1.0 + 1.0);
    ck_assert_double_eq(of(&t, "district", "rooms_needed_kindergarten", 2021), 9.0);
    tiny_close(&t);
}
END_TEST

/* Gross enrolment may pass 1: 60 entrants and 30 older pupils for 60 children. 45 of the entrants have a
 * place. */
START_TEST(gross_enrolment_is_not_cut)
{
    struct tiny t;
    as_kindergarten(&t);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    const struct xw_measure_row *m = find(&t, "district", "gross_enrolment_kindergarten", 2020);
    ck_assert_double_eq_tol(m->value, 75.0 / 60.0, 1e-9);
    ck_assert_double_eq(m->target, 0.85);
    ck_assert_str_eq(m->status, "met");
    tiny_close(&t);
}
END_TEST

/* Places per 1,000 residents do not fall with births, places per child do. The 60
 * children of 2020 are 62.7 of 1,000 residents; 60 seats are as many. */
START_TEST(norms_by_residents_and_by_children)
{
    struct tiny t;
    as_kindergarten(&t);
    t.scenario.stages.stage[0].name = XW_NURSERY;
    t.scenario.norms.value[0][0][XW_NORM_PLACES_PER_1000] = 4.5;
    t.scenario.norms.value[0][0][XW_NORM_PLACES_PER_CHILD] = 0.15;
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    const double residents = 957.0;
    ck_assert_double_eq_tol(of(&t, "district", "children_per_1000_nursery", 2020),
                            60000.0 / residents, 1e-9);
    const struct xw_measure_row *m = find(&t, "district", "places_per_1000_nursery", 2020);
    ck_assert_double_eq_tol(m->value, 60000.0 / residents, 1e-9);
    ck_assert_double_eq(m->target, 4.5);
    ck_assert_str_eq(m->status, "met");
    ck_assert_double_eq_tol(of(&t, "district", "places_wanted_by_residents_nursery", 2020),
                            4.5 * residents / 1000.0, 1e-9);
    ck_assert_double_eq_tol(of(&t, "district", "places_wanted_by_children_nursery", 2020), 9.0,
                            1e-9);
    ck_assert_double_eq_tol(of(&t, "district", "places_per_child_nursery", 2020), 1.0, 1e-9);
    /* From 2022 to 2023 children fall by 10 of 72, residents by less than a twentieth. */
    double children = of(&t, "district", "places_wanted_by_children_nursery", 2023) /
                      of(&t, "district", "places_wanted_by_children_nursery", 2022);
    double all = of(&t, "district", "places_wanted_by_residents_nursery", 2023) /
                 of(&t, "district", "places_wanted_by_residents_nursery", 2022);
    ck_assert_double_eq_tol(children, 62.0 / 72.0, 1e-9);
    ck_assert_double_gt(all, 0.95);
    tiny_close(&t);
}
END_TEST

START_TEST(other_stages_say_no_more_than_their_ratio)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    ck_assert_ptr_nonnull(find(&t, "district", "gross_enrolment_primary", 2020));
    ck_assert_ptr_null(find(&t, "district", "places_per_1000_primary", 2020));
    ck_assert_ptr_null(find(&t, "district", "rooms_needed_primary", 2020));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, shares_of_public_and_subsidised_by_town);
    tcase_add_test(c, rooms_are_needed_town_by_town);
    tcase_add_test(c, gross_enrolment_is_not_cut);
    tcase_add_test(c, norms_by_residents_and_by_children);
    tcase_add_test(c, other_stages_say_no_more_than_their_ratio);
    return c;
}

UNIT_MAIN("provision_rows", known_answers())
