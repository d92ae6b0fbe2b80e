#include "xuewei/district_controls.h"
#include "counted_kit.h"
#include "streams_kit.h"
#include <math.h>

static void open_controlled(struct counted *c, const char *controls)
{
    counted_open(c, "  controls: controls.csv\n");
    kit_population(&c->kit); /* 10 + age people in A, 5 in B, of each sex */
    kit_file(&c->kit, "controls.csv", controls);
}

START_TEST(the_count_is_scaled_to_its_totals)
{
    struct counted c;
    open_controlled(&c, "year,sex,age_from,age_to,persons\n"
                        "2020,,0,1,62\n"    /* 10 + 11 + 5 + 5 of each sex: 62 as counted */
                        "2020,f,2,2,34\n"   /* 12 + 5 = 17: doubled */
                        "2020,m,19,,15\n"); /* 29 + 30 + 5 + 5 = 69 */
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    ck_assert_double_eq(counted_people(&c, 0, XW_FEMALE)[0], 10);
    ck_assert_double_eq_tol(counted_people(&c, 0, XW_FEMALE)[2], 24, 1e-12);
    ck_assert_double_eq_tol(counted_people(&c, 1, XW_FEMALE)[2], 10, 1e-12);
    ck_assert_double_eq(counted_people(&c, 0, XW_MALE)[2], 12);
    ck_assert_double_eq_tol(counted_people(&c, 0, XW_MALE)[20], 30 * 15 / 69.0, 1e-12);
    /* Evidence keeps to the people: A had 840. */
    ck_assert_double_eq_tol(c.kit.s.population.assumed[0], 840 + 12 - 59 * 54 / 69.0, 1e-9);
    counted_close(&c);
}
END_TEST

START_TEST(institutional_residents_are_among_the_totals)
{
    struct counted c;
    open_controlled(&c, "year,age_from,age_to,persons\n2020,3,3,56\n");
    struct xw_base_population *p = &c.kit.s.population;
    kit_read_as(&c.kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    ck_assert_str_eq(kit_printed(&c.kit, false), "");
    p->institutional[3] = 20; /* 13 + 13 + 5 + 5 at home are left 36 of 56: as counted */
    ck_assert_int_eq(xw_district_controls_base(c.scratch, &c.kit.s, &c.kit.diag), XW_OK);
    ck_assert_double_eq_tol(counted_people(&c, 0, XW_FEMALE)[3], 13, 1e-12);
    p->institutional[3] = 57;
    ck_assert_int_eq(xw_district_controls_base(c.scratch, &c.kit.s, &c.kit.diag), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&c.kit, false),
                     "controls.csv:2:1: persons: 56 people are fewer than the 57 institutional "
                     "residents among them\n");
    counted_close(&c);
}
END_TEST

/* They are constant, so that a later control below them is known before any year is projected. */
START_TEST(a_later_total_below_the_institutional_residents_is_refused_at_once)
{
    struct counted c;
    open_controlled(&c, "year,age_from,age_to,persons\n2020,3,3,56\n2022,2,4,58\n");
    kit_read_as(&c.kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    c.kit.s.population.institutional[3] = 20;
    c.kit.s.population.institutional[4] = 38;
    ck_assert_int_eq(xw_district_controls_base(c.scratch, &c.kit.s, &c.kit.diag), XW_OK);
    c.kit.s.population.institutional[4] = 39;
    ck_assert_int_eq(xw_district_controls_base(c.scratch, &c.kit.s, &c.kit.diag), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&c.kit, false),
                     "controls.csv:3:1: persons: 58 people are fewer than the 59 institutional "
                     "residents among them\n");
    counted_close(&c);
}
END_TEST

START_TEST(nobody_cannot_be_scaled)
{
    struct counted c;
    open_controlled(&c, "year,sex,age_from,age_to,persons\n2020,f,0,4,0\n2020,f,5,6,9\n");
    kit_read_as(&c.kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    for (int zone = 0; zone < 2; zone++)
        counted_people(&c, zone, XW_FEMALE)[5] = counted_people(&c, zone, XW_FEMALE)[6] = 0;
    ck_assert_int_eq(xw_district_controls_base(c.scratch, &c.kit.s, &c.kit.diag), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&c.kit, false),
                     "controls.csv:3:1: persons: 9 people of a sex and ages that nobody in the "
                     "district has\n");
    counted_close(&c);
}
END_TEST

/* The step to 2021 ends at the totals of 2021, the one to 2022 starts from them; both balance. */
START_TEST(projected_years_are_scaled_as_net_migration)
{
    struct counted c;
    struct xw_anniversaries a;
    open_controlled(&c, "year,sex,age_from,age_to,persons\n2021,,0,5,500\n2021,f,6,,100\n");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    ck_assert_int_eq(xw_anniversaries_begin(&c.keep, &c.kit.s, NULL, &a), XW_OK);
    ck_assert_int_eq(xw_anniversaries_step(&a, c.scratch), XW_OK);
    double young = 0.0, women = 0.0, net = 0.0;
    for (int i = 0; i < 4; i++) {
        young += counted_sum(a.next + i * KIT_AGES, 0, 5);
        if (i % 2 == 0) women += counted_sum(a.next + i * KIT_AGES, 6, 20);
        net += a.events.migrants[i];
    }
    ck_assert_double_eq_tol(young, 500, 1e-10);
    ck_assert_double_eq_tol(women, 100, 1e-10);
    ck_assert(fabs(net) > 1.0);
    ck_assert_double_lt(a.imbalance, 1e-12);
    ck_assert_int_eq(a.controlled.steps, 1);
    ck_assert_double_gt(a.controlled.moved[1], XW_CONTROLS_LARGE);
    /* Survivors of both zones in the proportion they had: 10 + age to 5. */
    ck_assert_double_eq_tol(a.next[3] / a.next[2 * KIT_AGES + 3], 12 / 5.0, 1e-12);
    xw_anniversaries_turn(&a);
    ck_assert_int_eq(xw_anniversaries_step(&a, c.scratch), XW_OK);
    ck_assert_double_eq_tol(a.next[4], a.now[3] * 0.99, 1e-12);
    ck_assert_double_eq(a.controlled.moved[2], 0.0);
    ck_assert_double_eq(a.events.migrants[0], 0.0);
    counted_close(&c);
}
END_TEST

START_TEST(a_year_that_cannot_be_met_names_its_control)
{
    struct counted c;
    struct xw_anniversaries a;
    open_controlled(&c, "year,sex,age_from,age_to,persons\n2021,f,6,6,1\n2021,m,3,3,1\n");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    for (int zone = 0; zone < 2; zone++)
        counted_people(&c, zone, XW_MALE)[2] = 0.0;
    ck_assert_int_eq(xw_anniversaries_begin(&c.keep, &c.kit.s, NULL, &a), XW_OK);
    ck_assert_int_eq(xw_anniversaries_step(&a, c.scratch), XW_NOBODY_THERE);
    ck_assert_int_eq(a.controlled.failed, 1);
    counted_close(&c);
}
END_TEST

/* A control counts every residence status and scales them alike. */
START_TEST(residence_statuses_are_scaled_together)
{
    struct counted c;
    struct xw_anniversaries a;
    open_controlled(&c, "year,age_from,age_to,persons\n2020,2,2,68\n2021,5,5,100\n");
    kit_statuses(&c.kit); /* of 17 people of either sex a quarter is local */
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    ck_assert_double_eq_tol(counted_people(&c, 0, XW_FEMALE)[2], 2 * 12 / 4.0, 1e-12);
    ck_assert_double_eq_tol(counted_people(&c, 3, XW_MALE)[2], 2 * 5 * 3 / 4.0, 1e-12);
    ck_assert_int_eq(xw_anniversaries_begin(&c.keep, &c.kit.s, NULL, &a), XW_OK);
    ck_assert_int_eq(xw_anniversaries_step(&a, c.scratch), XW_OK);
    double sum = 0.0;
    for (int column = 0; column < 8; column++)
        sum += a.next[column * KIT_AGES + 5];
    ck_assert_double_eq_tol(sum, 100, 1e-11);
    ck_assert_double_eq_tol(a.next[4 * KIT_AGES + 5] / a.next[5], 3.0, 1e-12);
    ck_assert_double_lt(a.imbalance, 1e-12);
    counted_close(&c);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("controls");
    tcase_add_test(c, the_count_is_scaled_to_its_totals);
    tcase_add_test(c, institutional_residents_are_among_the_totals);
    tcase_add_test(c, a_later_total_below_the_institutional_residents_is_refused_at_once);
    tcase_add_test(c, nobody_cannot_be_scaled);
    tcase_add_test(c, projected_years_are_scaled_as_net_migration);
    tcase_add_test(c, residence_statuses_are_scaled_together);
    tcase_add_test(c, a_year_that_cannot_be_met_names_its_control);
    return c;
}

UNIT_MAIN("district_controls", tests())
