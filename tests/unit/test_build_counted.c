#include "xuewei/draft.h"
#include "scenario_kit.h"

static const char areas[] = "area,zone,weight,basis\nT,A,3,dwellings\nT,B,1,dwellings\n"
                            "U,B,1,dwellings\n";

static void open_counted(struct kit *kit, const char *population)
{
    kit_open(kit);
    kit_scenario_and(kit, "  areas: areas.csv\n");
    kit_file(kit, "areas.csv", areas);
    kit_file(kit, "population.csv", population);
}

START_TEST(rows_stand_by_place_and_age)
{
    struct kit kit;
    open_counted(&kit, "zone,area,sex,age,age_to,kind,persons,evidence\n"
                       ",U,f,5,19,,50,published\n"
                       ",U,f,20,,,9,\n"
                       ",U,f,0,4,,40,estimated\n"
                       "A,,m,15,19,institutional,7,\n"
                       "A,,m,0,19,,30,\n"
                       "A,,m,20,20,,31,\n");
    kit_doubts(&kit, "");
    const struct xw_counted_rows *c = &kit.s.counted;
    static const int32_t place[] = { 0, 0, 0, 3, 3, 3 }, from[] = { 0, 20, 15, 0, 5, 20 };
    static const int32_t to[] = { 19, 20, 19, 4, 19, 20 }, line[] = { 6, 7, 5, 4, 2, 3 };
    static const double persons[] = { 30, 31, 7, 40, 50, 9 };
    static const int kind[] = { 0, 0, 1, 0, 0, 0 }, evidence[] = { 2, 2, 2, 1, 0, 2 };
    ck_assert_int_eq(c->count, 6);
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(c->place[i], place[i]);
        ck_assert_int_eq(c->kind[i], kind[i]);
        ck_assert_int_eq(c->sex[i], i < 3 ? XW_MALE : XW_FEMALE);
        ck_assert_int_eq(c->evidence[i], evidence[i]);
        ck_assert_int_eq(c->age_from[i], from[i]);
        ck_assert_int_eq(c->age_to[i], to[i]);
        ck_assert_double_eq(c->persons[i], persons[i]);
        ck_assert_int_eq(c->line[i], line[i]);
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *rows, *want;
} faults[] = {
    { "A,T,f,0,19,1\n",
      "population.csv:2:3: area: \"T\" is not accepted\n    accepted: either a zone or an area in "
      "each row\n" },
    { ",,f,0,19,1\n", "population.csv:2:1: zone: \"\" is not accepted\n    accepted: either a zone "
                      "or an area in each "
                      "row\n" },
    { ",V,f,0,19,1\n",
      "population.csv:2:2: area: \"V\" is not accepted\n    accepted: an area of areas.csv\n" },
    { "A,,f,0,20,1\n", "population.csv:2:8: age_to: \"20\" is not accepted\n    accepted: 0 to 19: "
                       "from the first age "
                       "of the group to the last below the open one\n" },
    { "A,,f,5,4,1\n", "population.csv:2:8: age_to: \"4\" is not accepted\n    accepted: 5 to 19: "
                      "from the first age of "
                      "the group to the last below the open one\n" },
    { "A,,f,0,9,1\nA,,f,9,19,1\nA,,f,20,,1\n", "population.csv:3:6: age: \"9\" is not accepted\n   "
                                               " accepted: ages that are not counted yet: "
                                               "line 2 counts some of them\n" },
    { "A,,f,0,9,1\nA,,f,12,19,1\nA,,f,20,,1\n", "population.csv:2:1: zone A, sex f begins here and "
                                                "has no rows for the ages 10 to 11; every age "
                                                "from 0 to 20 is needed\n" },
    { ",T,f,0,19,1\n", "population.csv:2:1: area T, sex f begins here and has no row for the age "
                       "20; every age from 0 "
                       "to 20 is needed\n" },
    { ",T,f,0,19,1\n,T,f,20,,1\nB,,f,0,9,1\nB,,f,10,20,1\n",
      "population.csv:5:9: age_to: \"20\" is not accepted\n    accepted: 10 to 19: from the first "
      "age "
      "of the group to the last below the open one\n" },
    { ",T,f,0,19,1\n,T,f,20,,1\nB,,f,0,19,1\nB,,f,20,,1\n",
      "population.csv:4:1: zone: \"B\" is not accepted\n    accepted: people who are counted once: "
      "the "
      "zone lies in area T, whose row in line 2 counts them too\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    char text[400];
    snprintf(text, sizeof text, "zone,area,sex,age,age_to,persons\n%s", faults[_i].rows);
    open_counted(&kit, text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(a_table_names_zones_or_areas)
{
    struct kit kit;
    open_counted(&kit, "sex,age,persons\nf,0,1\n");
    kit_refuses(&kit, "population.csv:1:1: the header must have zone or area\n");
    kit_file(&kit, "population.csv", "zone,sex,age,persons\n,f,0,1\n");
    kit_read(&kit);
    ck_assert_ptr_nonnull(strstr(kit_printed(&kit, false),
                                 "population.csv:2:1: zone: \"\" is not accepted\n    accepted: a "
                                 "zone\n"));
    kit_close(&kit);
}
END_TEST

START_TEST(zones_that_nobody_counts_are_doubted)
{
    struct kit kit;
    open_counted(&kit, "area,sex,age,age_to,persons\nU,f,0,19,5\nU,f,20,,5\n");
    kit_doubts(&kit, "zones.csv:2:1: doubt: 1 of the zones have no population rows and count as "
                     "empty; the first is A. [population_missing]\n");
    kit_file(&kit, "population.csv", "area,sex,age,age_to,persons\nT,f,0,19,5\nT,f,20,,5\n");
    kit_doubts(&kit, "");
    kit_close(&kit);
}
END_TEST

START_TEST(areas_want_their_table)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "population.csv", "area,sex,age,persons\nT,f,0,1\n");
    kit_refuses(&kit,
                "population.csv:2:1: area: \"T\" is not accepted\n    accepted: an area of the "
                "table areas, which must be given as tables.areas\n");
    kit_close(&kit);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("counted");
    tcase_add_test(c, rows_stand_by_place_and_age);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, a_table_names_zones_or_areas);
    tcase_add_test(c, zones_that_nobody_counts_are_doubted);
    tcase_add_test(c, areas_want_their_table);
    return c;
}

UNIT_MAIN("build_counted", tests())
