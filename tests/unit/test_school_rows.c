#include "xuewei/school_rows.h"
#include "tiny.h"

static const struct xw_school_row *school_at(const struct tiny *t, int32_t school, int32_t stage,
                                             int16_t year)
{
    for (int32_t i = 0; i < t->record->schools; i++) {
        const struct xw_school_row *s = &t->record->school[i];
        if (s->school == school && s->stage == stage && s->year == year) return s;
    }
    return NULL;
}

START_TEST(first_school_as_on_paper)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    const struct xw_school_row *s = school_at(&t, 0, 0, 2021);
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(s->rooms, 6);
    ck_assert_int_eq(s->rooms_used, 6);
    ck_assert_int_eq(s->seats_norm, 60);
    ck_assert_int_eq(s->seats_stretch, 72);
    ck_assert_int_eq(s->seats_design, 60);
    ck_assert_int_eq(s->seats_compliant, 60);
    ck_assert_int_eq(s->pupils, 70);
    ck_assert_int_eq(s->classes, 6);
    ck_assert_int_eq(s->largest_class, 14);
    ck_assert_int_eq(s->classes_over_norm, 3);
    ck_assert_int_eq(s->classes_56, 0);
    ck_assert_int_eq(s->classes_66, 0);
    ck_assert_int_eq(s->over_size, 0); /* 70 is the most, not above it */
    ck_assert_int_eq(s->demand, 40);
    ck_assert_double_eq_tol(s->utilisation, 70.0 / 60.0, 1e-12);
    ck_assert_str_eq(s->warning, "red");
    ck_assert_str_eq(s->reason, "demand");
    tiny_close(&t);
}
END_TEST

START_TEST(second_school_opens_with_half_its_rooms)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert_ptr_null(school_at(&t, 1, 0, 2021));
    const struct xw_school_row *s = school_at(&t, 1, 0, 2022);
    ck_assert_int_eq(s->rooms, 4);
    ck_assert_int_eq(s->rooms_used, 1);
    ck_assert_int_eq(s->pupils, 6);
    ck_assert_int_eq(s->demand, 6);
    ck_assert_str_eq(s->warning, "none");
    ck_assert_str_eq(s->reason, "");
    s = school_at(&t, 0, 0, 2022);
    ck_assert_int_eq(s->demand, 26);
    ck_assert_int_eq(s->pupils, 66);
    ck_assert_int_eq(s->classes_over_norm, 3);
    ck_assert_str_eq(s->warning, "none");
    ck_assert_str_eq(s->reason, "earlier_wave"); /* the 40 of 2021 are now in grade 2 */
    s = school_at(&t, 0, 0, 2023);
    ck_assert_int_eq(s->classes_over_norm, 0);
    ck_assert_str_eq(s->reason, "");
    tiny_close(&t);
}
END_TEST

START_TEST(classes_as_on_paper)
{
    static const struct {
        int16_t year;
        int32_t school, row, pupils, classes, smallest, largest;
    } want[] = { { 2020, 0, 0, 30, 3, 10, 10 }, { 2021, 0, 0, 40, 3, 13, 14 },
                 { 2022, 0, 0, 26, 3, 8, 9 },   { 2022, 0, 1, 40, 3, 13, 14 },
                 { 2022, 1, 0, 6, 1, 6, 6 },    { 2023, 0, 0, 24, 3, 8, 8 },
                 { 2023, 1, 1, 6, 1, 6, 6 },    { 2023, 0, 2, 40, 3, 13, 14 } };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        int found = 0;
        for (int32_t i = 0; i < t.record->classes; i++) {
            const struct xw_class_row *c = &t.record->class_[i];
            if (c->year != want[k].year || c->school != want[k].school || c->row != want[k].row)
                continue;
            ck_assert_int_eq(c->pupils, want[k].pupils);
            ck_assert_int_eq(c->classes, want[k].classes);
            ck_assert_int_eq(c->smallest, want[k].smallest);
            ck_assert_int_eq(c->largest, want[k].largest);
            found++;
        }
        ck_assert_int_eq(found, 1);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(school_above_its_size_is_counted)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t g = 0; g < t.scenario.stages.rows; g++)
        t.scenario.norms.value[0][g][XW_NORM_SCHOOL_SIZE_MAX] = 69.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(school_at(&t, 0, 0, 2021)->over_size, 1);
    ck_assert_int_eq(school_at(&t, 0, 0, 2021)->seats_compliant, 60);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_over_size_primary", 2021), 1.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_over_size_primary", 2020), 0.0);
    tiny_close(&t);
}
END_TEST

START_TEST(project_to_come_in_town_is_a_delay)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = 1; /* S2 is to stand in B, in the town of S1 */
    t.scenario.schools.x_m[1] = 1000.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_str_eq(school_at(&t, 0, 0, 2021)->reason, "delay");
    ck_assert_str_eq(school_at(&t, 0, 1, 2021)->reason, "demand"); /* another stage */
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = 1;
    t.scenario.projects.counted[0] = false;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_str_eq(school_at(&t, 0, 0, 2021)->reason, "demand");
    tiny_close(&t);
}
END_TEST

START_TEST(locked_rooms_are_named)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* Grade 1 of 2019 has 5 classes: in 2020 one room is left where the steady state has three. */
    for (int32_t i = 0; i < t.scenario.rolls.count; i++) {
        if (t.scenario.rolls.row[i] == 0) t.scenario.rolls.classes[i] = 5;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.classes[i] = 1;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.pupils[i] = 10;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    const struct xw_school_row *s = school_at(&t, 0, 0, 2020);
    ck_assert_str_eq(s->warning, "red");
    ck_assert_str_eq(s->reason, "locked_rooms");
    tiny_close(&t);
}
END_TEST

START_TEST(several_schools_share_a_zone)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* A belongs to both schools from 2022 on; B and C have no row then and go to the nearest. */
    t.scenario.catchments.zone[1] = 0;
    t.scenario.catchments.school[1] = 1;
    t.scenario.catchments.from_year[1] = 2022;
    t.scenario.catchments.from_year[3] = 2050;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    const struct xw_school_row *one = school_at(&t, 0, 0, 2022), *two = school_at(&t, 1, 0, 2022);
    ck_assert_int_eq(two->demand, 7 + 6); /* half of A; C has no row left and S2 is its nearest */
    ck_assert_int_eq(one->demand, 7 + 12);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, first_school_as_on_paper);
    tcase_add_test(c, second_school_opens_with_half_its_rooms);
    tcase_add_test(c, classes_as_on_paper);
    tcase_add_test(c, school_above_its_size_is_counted);
    tcase_add_test(c, project_to_come_in_town_is_a_delay);
    tcase_add_test(c, locked_rooms_are_named);
    tcase_add_test(c, several_schools_share_a_zone);
    return c;
}

UNIT_MAIN("school_rows", known())
