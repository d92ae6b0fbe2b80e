#include "xuewei/zone_fertility.h"
#include "counted_kit.h"
#include <math.h>

static const struct xw_override bayes = { "population.zone_fertility", "empirical_bayes" };

static void open_births(struct counted *c, const char *births)
{
    counted_open(c, "  births: births.csv\n");
    kit_population(&c->kit); /* women of 20, who alone bear children: 30 in A, 5 in B; rate 0.1 */
    kit_file(&c->kit, "births.csv", births);
}

/* 100 births in A and 50 in B, where the district's women share them 30 to 5. */
START_TEST(zones_are_shrunken_and_the_district_keeps_its_births)
{
    struct counted c;
    open_births(&c, "year,zone,series,births\n2019,A,resident,100\n2019,B,resident,50\n"
                    "2018,A,resident,7\n");
    ck_assert_int_eq(counted_read(&c, &bayes, 1), XW_OK);
    const double known[] = { 100, 50 }, expected[] = { 150 * 30 / 35.0, 150 * 5 / 35.0 };
    double want[2], sum = 0.0;
    struct xw_small_area_fit fit;
    ck_assert_int_eq(xw_small_area_factors(2, known, expected, want, NULL, &fit), XW_OK);
    for (int z = 0; z < 2; z++)
        sum += want[z] * expected[z];
    const struct xw_fertility *f = &c.kit.s.fertility;
    ck_assert_int_eq(f->of.places, 2);
    for (int year = 0; year < f->of.years; year++)
        for (int z = 0; z < 2; z++) {
            const double *rate = f->rate + ((ptrdiff_t)year * 2 + z) * KIT_AGES;
            ck_assert_double_eq_tol(rate[20], 0.1 * want[z] * 150 / sum, 1e-12);
            ck_assert_double_eq(rate[19], 0.0);
        }
    ck_assert_double_eq_tol(30 * f->rate[20] + 5 * f->rate[KIT_AGES + 20], 3.5, 1e-12);
    ck_assert(want[0] > 100 / expected[0] && want[0] < 1.0);
    ck_assert(want[1] < 50 / expected[1] && want[1] > 1.0);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&c.kit, true), "estimated by empirical Bayes from 1 "));
    counted_close(&c);
}
END_TEST

START_TEST(zones_that_are_alike_keep_the_district_rates)
{
    struct counted c;
    open_births(&c, "year,zone,series,births\n2019,A,resident,60\n2019,B,resident,10\n");
    ck_assert_int_eq(counted_read(&c, &bayes, 1), XW_OK);
    ck_assert_double_eq(c.kit.s.fertility.rate[20], 0.1);
    ck_assert_double_eq(c.kit.s.fertility.rate[KIT_AGES + 20], 0.1);
    ck_assert_ptr_nonnull(strstr(kit_printed(&c.kit, true), "every factor is 1. [zone_fertility]"));
    counted_close(&c);
}
END_TEST

START_TEST(without_the_key_nothing_changes)
{
    struct counted c;
    open_births(&c, "year,zone,series,births\n2019,A,resident,100\n2019,B,resident,50\n");
    ck_assert_int_eq(counted_read(&c, NULL, 0), XW_OK);
    ck_assert_int_eq(c.kit.s.fertility.of.places, 1);
    counted_close(&c);
}
END_TEST

START_TEST(births_of_every_zone_are_wanted)
{
    struct counted c;
    open_births(&c, "year,zone,series,births\n2019,A,resident,100\n2018,B,resident,50\n"
                    "2021,A,resident,60\n2021,B,resident,10\n");
    ck_assert_int_eq(counted_read(&c, &bayes, 1), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&c.kit, false),
                     "births.csv: population.zone_fertility: empirical_bayes wants the births of "
                     "every zone in a calendar year up to 2020\n");
    counted_close(&c);
}
END_TEST

START_TEST(fertility_by_zone_is_not_factored_again)
{
    struct counted c;
    open_births(&c, "year,zone,series,births\n2019,A,resident,100\n2019,B,resident,50\n");
    kit_file(&c.kit, "fertility.csv",
             "year,age,zone,rate\n2020,20,A,0.1\n2020,20,B,0.2\n2021,20,A,0.1\n2021,20,B,0.2\n");
    ck_assert_int_eq(counted_read(&c, &bayes, 1), XW_REFUSED);
    ck_assert_str_eq(kit_printed(&c.kit, false),
                     "fertility.csv: the table gives fertility by zone already; "
                     "population.zone_fertility: empirical_bayes puts factors on that of the "
                     "district\n");
    counted_close(&c);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("zone fertility");
    tcase_add_test(c, zones_are_shrunken_and_the_district_keeps_its_births);
    tcase_add_test(c, zones_that_are_alike_keep_the_district_rates);
    tcase_add_test(c, without_the_key_nothing_changes);
    tcase_add_test(c, births_of_every_zone_are_wanted);
    tcase_add_test(c, fertility_by_zone_is_not_factored_again);
    return c;
}

UNIT_MAIN("zone_fertility", tests())
