#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static ptrdiff_t cell(int zone, int sex, int age)
{
    return ((ptrdiff_t)zone * XW_SEXES + sex) * KIT_AGES + age;
}

START_TEST(people_stand_by_zone_sex_and_age)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    const struct xw_base_population *p = &kit.s.population;
    ck_assert_int_eq(p->zones, 2);
    ck_assert_int_eq(p->ages, KIT_AGES);
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < KIT_AGES; age++) {
            ck_assert_double_eq(p->household[cell(0, sex, age)], 10 + age);
            ck_assert_double_eq(p->household[cell(1, sex, age)], 5);
            ck_assert_double_eq(p->institutional[cell(0, sex, age)], 0);
        }
    ck_assert_double_eq(p->assumed[0], 2 * (210 + 210)); /* 21 x 10 + 0 + .. + 20, twice */
    ck_assert_double_eq(p->assumed[1], 210);
    ck_assert_double_eq(p->published[0] + p->estimated[0], 0);
    kit_close(&kit);
}
END_TEST

START_TEST(institutional_residents_stand_apart)
{
    struct kit kit;
    kit_open(&kit);
    char text[8000] = "zone,sex,age,kind,persons,evidence,residency\n";
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < KIT_AGES; age++)
            snprintf(text + strlen(text), 60, "A,%c,%d,,2.5,%s,local\n", "fm"[sex], age,
                     sex == 0 ? "published" : "estimated");
    strcat(text, "B,m,18,institutional,300,published,local\n");
    kit_file(&kit, "population.csv", text);
    kit_doubts(&kit, "zones.csv:3:1: doubt: 1 of the zones have no population rows and count as "
                     "empty; the first is B. [population_missing]\n");
    const struct xw_base_population *p = &kit.s.population;
    ck_assert_double_eq(p->institutional[cell(1, XW_MALE, 18)], 300);
    ck_assert_double_eq(p->household[cell(1, XW_MALE, 18)], 0);
    ck_assert_double_eq(p->published[0], 52.5);
    ck_assert_double_eq(p->estimated[0], 52.5);
    ck_assert_double_eq(p->published[1], 0); /* the weight is that of households */
    ck_assert_str_eq(kit.diag.doubt[0].zh, "1 个小区没有人口数据，按无人计，首个为 B。");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *from, *to; /* in population.csv; to NULL: appended */
    const char *want;
} faults[] = {
    { "A,m,7,17\n", "",
      "population.csv:23:1: zone A, sex m begins here and has no row for the age "
      "7; every age from 0 to 20 is needed\n" },
    { "B,f,20,5\n", "",
      "population.csv:44:1: zone B, sex f begins here and has no row for the age "
      "20; every age from 0 to 20 is needed\n" },
    { "B,f,0,5\nB,f,1,5\nB,f,2,5\n", "",
      "population.csv:44:1: zone B, sex f begins here and has no rows for the ages 0 to 2; every "
      "age from 0 to 20 is needed\n" },
    { "A,m,7,17\n", "A,m,21,17\n",
      "population.csv:30:5: age: \"21\" is not accepted\n    accepted: 0 to 20, "
      "population.open_age\n"
      "population.csv:23:1: zone A, sex m begins here and has no row for the age 7; every age from "
      "0 to 20 is needed\n" },
    { "A,m,7,17\n", "A,m,7,-17\n",
      "population.csv:30:7: persons: \"-17\" is not accepted\n"
      "    accepted: a number of persons, 0 to 100000000\n" },
    { "B,m,20,5\n", "B,m,20,5\nC,m,20,5\n",
      "population.csv:86:1: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    kit_open(&kit);
    char path[200], text[8000];
    kit_path(&kit, "population.csv", path);
    FILE *from = fopen(path, "r");
    ck_assert_ptr_nonnull(from);
    text[fread(text, 1, sizeof text - 1, from)] = '\0';
    fclose(from);
    char *at = strstr(text, faults[_i].from), changed[8100];
    ck_assert_ptr_nonnull(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, faults[_i].to,
             at + strlen(faults[_i].from));
    kit_file(&kit, "population.csv", changed);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* Everybody of zone A under two statuses, in the order of the rows. */
static void put_statuses(char text[16000], const char *first, const char *second)
{
    strcpy(text, "zone,sex,age,residency,persons,kind\n");
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < KIT_AGES; age++)
            snprintf(text + strlen(text), 120, "A,%c,%d,%s,2,\nA,%c,%d,%s,%d,\n", "fm"[sex], age,
                     first, "fm"[sex], age, second, age);
}

START_TEST(residence_statuses_stand_apart)
{
    struct kit kit;
    kit_open(&kit);
    static char text[16000];
    put_statuses(text, "migrant", "local");
    strcat(text, "A,f,18,local,40,institutional\n");
    kit_file(&kit, "population.csv", text);
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_int_eq(kit.s.residencies.count, 2);
    ck_assert_str_eq(kit.s.residencies.code[0], "local"); /* by code, whatever comes first */
    ck_assert_str_eq(kit.s.residencies.code[1], "migrant");
    const double *people = kit.s.population.household, *kept = kit.s.population.institutional;
    for (int age = 0; age < KIT_AGES; age++) {
        ck_assert_double_eq(people[age], age);
        ck_assert_double_eq(people[4 * KIT_AGES + age], 2);
        ck_assert_double_eq(people[5 * KIT_AGES + age], 2);
        ck_assert_double_eq(people[6 * KIT_AGES + age], 0); /* nobody of zone B */
        ck_assert_double_eq(kept[age], age == 18 ? 40 : 0);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(a_population_without_statuses_has_one_without_a_name)
{
    struct kit kit;
    kit_open(&kit);
    kit_read(&kit);
    ck_assert_int_eq(kit.s.residencies.count, 1);
    ck_assert_ptr_null(kit.s.residencies.code[0]);
    kit_close(&kit);
}
END_TEST

START_TEST(statuses_are_whole_and_in_every_row)
{
    struct kit kit;
    kit_open(&kit);
    static char text[16000];
    put_statuses(text, "local", "migrant");
    strcat(text, "A,m,4,,1,\nA,m,5,,1,institutional\n");
    kit_file(&kit, "population.csv", text);
    kit_refuses(&kit, "population.csv:86:7: residency: \"\" is not accepted\n"
                      "    accepted: a residency in every row or in none; line 2 has one\n");
    put_statuses(text, "local", "migrant");
    strcat(text, "B,m,4,migrant,1,\n");
    kit_file(&kit, "population.csv", text);
    kit_refuses(&kit,
                "population.csv:86:1: zone B, residency migrant, sex m begins here and has no "
                "rows for the ages 0 to 3; every age from 0 to 20 is needed\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, people_stand_by_zone_sex_and_age);
    tcase_add_test(c, institutional_residents_stand_apart);
    tcase_add_test(c, residence_statuses_stand_apart);
    tcase_add_test(c, a_population_without_statuses_has_one_without_a_name);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, statuses_are_whole_and_in_every_row);
    return c;
}

UNIT_MAIN("build_population", known_answers(), refusals())
