#include "xuewei/base_people.h"
#include "counted_kit.h"
#include <math.h>

/* Girls of 1 to 4: births 100, 100, 100 and 200, of whom 0.98 and then 0.99 a year lived. */
START_TEST(towns_become_zones_and_groups_single_ages)
{
    struct counted c;
    counted_open(&c, "");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    const double *a = counted_people(&c, 0, XW_FEMALE), *b = counted_people(&c, 1, XW_FEMALE);
    double l = 0.99, sum = l + l * l + l * l * l + 2 * l * l * l * l;
    ck_assert_double_eq_tol(a[0], 75, 1e-12);
    ck_assert_double_eq_tol(b[0], 25, 1e-12);
    ck_assert_double_eq_tol(a[1], 300 * l / sum, 1e-10);
    ck_assert_double_eq_tol(a[4], 300 * 2 * pow(l, 4) / sum, 1e-10);
    ck_assert_double_eq_tol(b[4] * 3, a[4], 1e-10);
    ck_assert_double_eq_tol(a[20], 2250, 1e-10);
    static const int from[] = { 1, 5, 10, 15 }, to[] = { 4, 9, 14, 19 };
    for (int g = 0; g < 4; g++)
        ck_assert_double_eq_tol(counted_sum(a, from[g], to[g]) + counted_sum(b, from[g], to[g]),
                                400 + 100 * g, 1e-9);
    /* Boys of one group of twenty years: the ages of 2016 are as many again. */
    const double *m = counted_people(&c, 0, XW_MALE);
    ck_assert_double_eq_tol(m[4] / m[3], 2 * l, 1e-12);
    ck_assert_double_eq_tol(m[5] / m[4], l / 2, 1e-12);
    ck_assert_double_eq_tol(counted_sum(m, 0, 19), 1500, 1e-9);
    /* A part of a published row is estimated; what was assumed stays so. */
    const struct xw_base_population *p = &c.kit.s.population;
    ck_assert_double_eq(p->published[0] + p->published[1], 0);
    ck_assert_double_eq_tol(p->estimated[0], 0.75 * (5300 + 2000), 1e-9);
    ck_assert_double_eq_tol(p->assumed[1], 0.25 * 3000, 1e-9);
    ck_assert_int_eq(c.kit.diag.doubts, 0);
    counted_close(&c);
}
END_TEST

START_TEST(single_ages_of_zones_stay_as_they_are)
{
    struct counted c;
    counted_open(&c, "");
    char text[8000] = "zone,sex,age,age_to,kind,persons,evidence\n";
    for (int zone = 0; zone < 2; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++)
                snprintf(text + strlen(text), 60, "%c,%c,%d,,,%.17g,published\n", "AB"[zone],
                         "fm"[sex], age, 0.1 * (age + 1) + zone);
    strcat(text, "B,m,15,19,institutional,90,published\n");
    kit_file(&c.kit, "population.csv", text);
    kit_file(&c.kit, "areas.csv", "area,zone,weight,basis\n");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    for (int age = 0; age < KIT_AGES; age++)
        ck_assert_double_eq(counted_people(&c, 1, XW_MALE)[age], 0.1 * (age + 1) + 1);
    const struct xw_base_population *p = &c.kit.s.population;
    ck_assert_double_eq_tol(p->published[0], 2 * 23.1, 1e-12);
    /* The dormitory is one group of its own, split by the same births. */
    const double *kept = p->institutional + 3 * KIT_AGES;
    ck_assert_double_eq_tol(counted_sum(kept, 15, 19), 90, 1e-12);
    ck_assert_double_eq_tol(kept[16] / kept[15], 0.99, 1e-12);
    ck_assert_double_eq(counted_sum(kept, 0, 14) + kept[20], 0);
    counted_close(&c);
}
END_TEST

START_TEST(a_curve_is_possible_and_doubted)
{
    struct counted c;
    static const struct xw_override curve = { "population.split_children", "curve" };
    counted_open(&c, "");
    ck_assert_int_eq(counted_read(&c, &curve, 1), XW_OK);
    ck_assert_str_eq(kit_printed(&c.kit, true),
                     "population.csv:3:1: doubt: age_to: Age groups of children are split by a "
                     "smooth curve: waves of births within them are lost. "
                     "[children_split_smooth]\n");
    ck_assert_double_eq_tol(counted_sum(counted_people(&c, 0, XW_FEMALE), 1, 4), 300, 1e-9);
    ck_assert_double_lt(counted_people(&c, 0, XW_FEMALE)[4],
                        1.2 * counted_people(&c, 0, XW_FEMALE)[3]);
    counted_close(&c);
}
END_TEST

START_TEST(months_of_births_are_used)
{
    struct counted c;
    counted_open(&c, "");
    char text[4000] = "year,month,births\n";
    for (int year = 2015; year <= 2020; year++)
        for (int month = 1; month <= 12; month++)
            snprintf(text + strlen(text), 30, "%d,%d,%d\n", year, month, month == 12 ? 20 : 10);
    kit_file(&c.kit, "cohort_births.csv", text);
    kit_file(&c.kit, "population.csv",
             "area,sex,age,age_to,persons\nT,f,0,,1\nT,f,1,4,4\nT,f,5,19,1\nT,f,20,,1\nT,m,0,,1\n"
             "T,m,1,19,7\nT,m,20,,2\n");
    static const struct xw_override to = { "population.split_children_to", "4" };
    ck_assert_int_eq(counted_read(&c, &to, 1), XW_OK);
    const double *a = counted_people(&c, 0, XW_FEMALE);
    ck_assert_double_eq_tol(a[2] / a[1], 0.99, 1e-12); /* 130 births each */
    counted_close(&c);
}
END_TEST

static const struct {
    const char *population; /* NULL: as it is */
    const char *births;     /* NULL: as they are */
    struct xw_override set;
    const char *want;
} faults[] = {
    { NULL,
      "year,births\n2012,1\n2013,1\n2014,1\n2016,1\n2017,1\n2018,1\n2019,1\n2020,1\n",
      { "population.split_children_to", "9" },
      "population.csv:3:1: age_to: age groups of children are split by the births of their "
      "cohorts, "
      "and those of 2010-2011, 2015 are not known from cohort_births.csv; "
      "population.split_children: curve does without\n" },
    { NULL,
      "year,births\n2011,1\n2012,1\n2013,1\n2014,1\n2015,0\n2016,0\n2017,0\n2018,0\n2019,0\n2020,"
      "1\n",
      { "population.split_children_to", "4" },
      "population.csv:3:1: persons: 400 people of the ages 1 to 4, and nobody was born in "
      "their years and lived\n" },
    { NULL, NULL, { "population.split_adults", "sprague" }, NULL },
    { "area,sex,age,age_to,persons\nT,f,0,9,9\nT,f,10,19,4\nT,f,20,,1\n",
      NULL,
      { "population.split_children_to", "9" },
      NULL },
};

START_TEST(what_cannot_be_split_is_refused)
{
    struct counted c;
    counted_open(&c, "");
    if (faults[_i].population != NULL) kit_file(&c.kit, "population.csv", faults[_i].population);
    if (faults[_i].births != NULL) kit_file(&c.kit, "cohort_births.csv", faults[_i].births);
    counted_read(&c, &faults[_i].set, 1);
    ck_assert_str_eq(kit_printed(&c.kit, false), faults[_i].want == NULL ? "" : faults[_i].want);
    counted_close(&c);
}
END_TEST

START_TEST(sprague_names_the_group_that_it_cannot_take)
{
    struct counted c;
    static const struct xw_override set[] = { { "population.split_adults", "sprague" },
                                              { "population.split_children_to", "9" } };
    counted_open(&c, "");
    kit_file(&c.kit, "population.csv",
             "area,sex,age,age_to,persons\nT,f,0,9,9\nT,f,10,19,4\nT,f,20,,1\n");
    ck_assert_int_eq(counted_read(&c, set, 2), XW_REFUSED);
    ck_assert_str_eq(
        kit_printed(&c.kit, false),
        "population.csv:4:1: age_to: Sprague's multipliers take no ages 20 to 20: they "
        "want groups within five years (0-4, 5-9, ...) and an open age of 30 or more "
        "that 5 divides; population.split_adults: spline takes any\n");
    counted_close(&c);
}
END_TEST

START_TEST(residence_statuses_stay_apart)
{
    struct counted c;
    counted_open(&c, "");
    kit_file(&c.kit, "population.csv",
             "zone,area,sex,age,age_to,residency,persons,evidence\n"
             ",T,f,0,19,migrant,400,\n,T,f,20,,migrant,40,\n"
             "A,,m,0,19,local,800,published\nA,,m,20,,local,30,published\n");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    ck_assert_int_eq(c.kit.s.residencies.count, 2); /* local, migrant */
    ck_assert_double_eq_tol(counted_sum(counted_people(&c, 0, XW_MALE), 0, 19), 800, 1e-9);
    ck_assert_double_eq(counted_sum(counted_people(&c, 0, XW_FEMALE), 0, 20), 0);
    ck_assert_double_eq_tol(counted_sum(counted_people(&c, 2, XW_FEMALE), 0, 19), 300, 1e-9);
    ck_assert_double_eq_tol(counted_people(&c, 3, XW_FEMALE)[20], 10, 1e-12);
    ck_assert_double_eq(counted_sum(counted_people(&c, 2, XW_MALE), 0, 20), 0);
    /* A zone's group is estimated too, its single age is as published as its row. */
    ck_assert_double_eq(c.kit.s.population.published[0], 30);
    ck_assert_double_eq(c.kit.s.population.estimated[0], 800);
    ck_assert_double_eq_tol(c.kit.s.population.assumed[0], 330, 1e-9);
    counted_close(&c);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("base people");
    tcase_add_test(c, towns_become_zones_and_groups_single_ages);
    tcase_add_test(c, single_ages_of_zones_stay_as_they_are);
    tcase_add_test(c, residence_statuses_stay_apart);
    tcase_add_test(c, a_curve_is_possible_and_doubted);
    tcase_add_test(c, months_of_births_are_used);
    tcase_add_loop_test(c, what_cannot_be_split_is_refused, 0,
                        (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, sprague_names_the_group_that_it_cannot_take);
    return c;
}

UNIT_MAIN("base_people", tests())
