#include "xuewei/streams.h"
#include "streams_kit.h"
#include <math.h>

static const struct {
    const char *name, *tables, *migration, *births;
    const char *timing;
} ways[] = {
    { "births and deaths alone", "", NULL, NULL, "end" },
    { "a district's persons", "  migration: migration.csv\n",
      "year,sex,age,persons\n2020,f,0,3\n2020,f,7,-11\n2020,m,20,8\n2021,f,12,-30\n2021,m,3,2\n",
      NULL, "end" },
    { "the same in halves", "  migration: migration.csv\n",
      "year,sex,age,persons\n2020,f,0,3\n2020,f,7,-11\n2020,m,20,8\n2021,f,12,-30\n2021,m,3,2\n",
      NULL, "even" },
    { "zones' persons", "  migration: migration.csv\n",
      "year,sex,age,persons,zone\n2020,f,4,3,B\n2020,f,7,-11,A\n2021,m,3,2,B\n2021,f,3,1,A\n", NULL,
      "end" },
    { "rates", "  migration: migration.csv\n",
      "year,sex,age,rate\n2020,f,4,0.3\n2020,f,7,-0.5\n2021,m,3,1.5\n", NULL, "even" },
    { "known births", "  births: births.csv\n", NULL,
      "year,series,births\n2020,resident,90\n2021,resident,60\n2022,resident,50\n", "end" },
};

/* Two statuses that differ in nothing but their numbers are together what one is: a quarter of every
 * age and place stays a quarter. */
START_TEST(two_statuses_are_together_one)
{
    struct kit kit;
    struct two_steps one, both;
    kit_open(&kit);
    kit_scenario_and(&kit, ways[_i].tables);
    if (ways[_i].migration != NULL) kit_file(&kit, "migration.csv", ways[_i].migration);
    if (ways[_i].births != NULL) kit_file(&kit, "births.csv", ways[_i].births);
    const struct xw_override timing = { "population.migration_timing", ways[_i].timing };
    two_steps(&kit, &timing, 1, &one);
    kit_statuses(&kit);
    two_steps(&kit, &timing, 1, &both);
    for (int i = 0; i < 4 * KIT_AGES; i++) {
        double local = both.a.now[i], migrant = both.a.now[4 * KIT_AGES + i];
        ck_assert_double_eq_tol(local + migrant, one.a.now[i], 1e-12 * (1 + one.a.now[i]));
        ck_assert_double_eq_tol(local, one.a.now[i] / 4, 1e-12 * (1 + one.a.now[i]));
    }
    two_steps_free(&one);
    two_steps_free(&both);
    kit_close(&kit);
}
END_TEST

/* Migrants come under their own status alone, and bear migrant children: of 10 more women of 19 in zone
 * A there are 9.9 of 20 a year later, half of whom were there at the start of that step. */
START_TEST(a_status_has_its_own_migration_and_children)
{
    struct kit kit;
    struct two_steps plain, moved;
    kit_open(&kit);
    kit_statuses(&kit);
    two_steps(&kit, NULL, 0, &plain);
    kit_scenario_and(&kit, "  migration: migration.csv\n");
    kit_file(
        &kit, "migration.csv",
        "year,sex,age,persons,zone,residency\n2020,f,19,10,A,migrant\n2021,f,19,0,A,migrant\n");
    two_steps(&kit, NULL, 0, &moved);
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < KIT_AGES; age++) {
            for (int zone = 0; zone < 2; zone++)
                ck_assert_double_eq(status_of(&moved, 0, zone, sex, age),
                                    status_of(&plain, 0, zone, sex, age));
            double more = sex == XW_FEMALE && age == 20 ? 10 * 0.99 : 0;
            if (age == 0) more = 0.98 * (0.1 * 9.9 / 2) * (sex == XW_MALE ? 1.1 : 1.0) / 2.1;
            ck_assert_double_eq_tol(status_of(&moved, 1, 0, sex, age),
                                    status_of(&plain, 1, 0, sex, age) + more, 1e-12);
        }
    two_steps_free(&plain);
    two_steps_free(&moved);
    kit_close(&kit);
}
END_TEST

/* A status's own rates go before those of everybody. */
START_TEST(own_rates_go_before_those_of_everybody)
{
    struct kit kit;
    struct two_steps plain, moved;
    kit_open(&kit);
    kit_statuses(&kit);
    two_steps(&kit, NULL, 0, &plain);
    kit_scenario_and(&kit, "  migration: migration.csv\n");
    kit_file(&kit, "migration.csv",
             "year,sex,age,rate,residency\n2020,m,9,0,\n2021,m,9,0.5,\n2020,m,9,0,local\n"
             "2021,m,9,-0.25,local\n");
    two_steps(&kit, NULL, 0, &moved);
    ck_assert_double_eq_tol(status_of(&moved, 0, 0, XW_MALE, 9),
                            status_of(&plain, 0, 0, XW_MALE, 9) * 0.75, 1e-12);
    ck_assert_double_eq_tol(status_of(&moved, 1, 0, XW_MALE, 9),
                            status_of(&plain, 1, 0, XW_MALE, 9) * 1.5, 1e-12);
    two_steps_free(&plain);
    two_steps_free(&moved);
    kit_close(&kit);
}
END_TEST

/* Nobody of zone A, girls of 8, is local at the start: the migrants of a zone join the others. Where
 * nobody has the age at all, all people of the place say how they are shared. */
START_TEST(persons_join_whom_there_is)
{
    struct kit kit;
    struct two_steps plain, moved;
    kit_open(&kit);
    static char text[16000];
    strcpy(text, "zone,sex,age,residency,persons\n");
    for (int i = 0; i < 2 * KIT_AGES; i++) {
        int sex = i / KIT_AGES, age = i % KIT_AGES;
        snprintf(text + strlen(text), 100, "A,%c,%d,local,%d\nA,%c,%d,migrant,%d\n", "fm"[sex], age,
                 age == 7 || age == 11 ? 0 : 3, "fm"[sex], age, age == 11 ? 0 : 1);
    }
    kit_file(&kit, "population.csv", text);
    two_steps(&kit, NULL, 0, &plain);
    kit_scenario_and(&kit, "  migration: migration.csv\n");
    kit_file(&kit, "migration.csv",
             "year,sex,age,persons,zone\n2020,f,8,4,A\n2020,f,12,58,A\n2021,f,8,0,A\n");
    two_steps(&kit, NULL, 0, &moved);
    double share = 38.0 * 3 / (38 * 3 + 40); /* of both sexes: 19 ages of 3 and 20 of 1 */
    ck_assert_double_eq_tol(status_of(&moved, 0, 0, XW_FEMALE, 9), 0, 1e-12);
    ck_assert_double_eq_tol(status_of(&moved, 1, 0, XW_FEMALE, 9), (0.99 + 4) * 0.99, 1e-12);
    ck_assert_double_eq_tol(status_of(&moved, 0, 0, XW_FEMALE, 13), 58 * share * 0.99, 1e-12);
    ck_assert_double_eq_tol(status_of(&moved, 1, 0, XW_FEMALE, 13), 58 * (1 - share) * 0.99, 1e-12);
    two_steps_free(&plain);
    two_steps_free(&moved);
    kit_close(&kit);
}
END_TEST

/* Known births without any mothers: by the people. */
START_TEST(known_births_without_mothers_go_by_people)
{
    struct kit kit;
    struct two_steps steps;
    kit_open(&kit);
    kit_statuses(&kit);
    kit_scenario_and(&kit, "  births: births.csv\n");
    kit_file(&kit, "births.csv",
             "year,series,births\n2020,resident,84\n2021,resident,84\n2022,resident,84\n");
    const struct xw_override none = { "adjust.fertility", "0" };
    two_steps(&kit, &none, 1, &steps);
    for (int k = 0; k < 2; k++) {
        double born = 0;
        for (int zone = 0; zone < 2; zone++)
            for (int sex = 0; sex < 2; sex++)
                born += status_of(&steps, k, zone, sex, 0);
        ck_assert_double_eq_tol(born, 0.98 * (k == 0 ? 21 : 63), 1e-11);
    }
    two_steps_free(&steps);
    kit_close(&kit);
}
END_TEST

/* 落户 at the end of the step: a fifth of the migrant boys of 6 become local in zone A, no one in B; the
 * newborn of migrants, who follow their mothers, by half. */
START_TEST(people_take_another_status)
{
    struct kit kit;
    struct two_steps plain, moved;
    kit_open(&kit);
    kit_statuses(&kit);
    two_steps(&kit, NULL, 0, &plain);
    kit_scenario_and(&kit, "  transfers: transfers.csv\n");
    kit_file(&kit, "transfers.csv",
             "from_residency,to_residency,age,sex,zone,year,rate\n"
             "migrant,local,6,m,,2021,0.2\nmigrant,local,6,m,,2020,0\nmigrant,local,6,,B,,0\n"
             "migrant,local,0,,,2021,0.5\nmigrant,local,0,,,2020,0\n");
    two_steps(&kit, NULL, 0, &moved);
    for (int zone = 0; zone < 2; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++) {
                double share = age == 0 ? 0.5 : age == 6 && sex == XW_MALE && zone == 0 ? 0.2 : 0;
                double local = status_of(&plain, 0, zone, sex, age);
                double migrant = status_of(&plain, 1, zone, sex, age);
                ck_assert_double_eq_tol(status_of(&moved, 0, zone, sex, age),
                                        local + share * migrant, 1e-12);
                ck_assert_double_eq_tol(status_of(&moved, 1, zone, sex, age),
                                        migrant - share * migrant, 1e-12);
            }
    two_steps_free(&plain);
    two_steps_free(&moved);
    kit_close(&kit);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_status_has_its_own_migration_and_children);
    tcase_add_test(c, own_rates_go_before_those_of_everybody);
    tcase_add_test(c, persons_join_whom_there_is);
    tcase_add_test(c, known_births_without_mothers_go_by_people);
    tcase_add_test(c, people_take_another_status);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, two_statuses_are_together_one, 0, (int)(sizeof ways / sizeof *ways));
    return c;
}

UNIT_MAIN("streams", known(), laws())
