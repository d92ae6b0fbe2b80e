#include "xuewei/move_ins.h"
#include "xuewei/anniversaries.h"
#include "xuewei/year.h"
#include "scenario_kit.h"
#include <math.h>

/* Counted on 1 September 2020: zone A has 10 girls and 10 boys of every age, B nobody. Nobody dies, and
 * nobody is born. */
enum { AGES = KIT_AGES, FIRST = 2020, LAST = 2040, CELLS = XW_SEXES * AGES };

static void open_district(struct kit *kit, const char *tables)
{
    char text[20000];
    int length = snprintf(text, sizeof text, "zone,sex,age,persons\n");
    kit_open(kit);
    for (int i = 0; i < 4 * AGES; i++)
        length +=
            snprintf(text + length, sizeof text - (size_t)length, "%c,%c,%d,%d\n",
                     "AB"[i / (2 * AGES)], "fm"[i / AGES % 2], i % AGES, i < 2 * AGES ? 10 : 0);
    kit_file(kit, "population.csv", text);
    length = snprintf(text, sizeof text, "year,sex,age,survival\n");
    for (int i = 0; i < 2 * AGES; i++)
        length += snprintf(text + length, sizeof text - (size_t)length, "2020,%c,%d,1\n",
                           "fm"[i / AGES], i % AGES);
    kit_file(kit, "mortality.csv", text);
    kit_file(kit, "fertility.csv", "year,age,rate\n2020,20,0\n");
    kit_file(kit, "births_ratio.csv", "year,males_per_female\n2020,1\n");
    kit_file(kit, "schools.csv", "school,zone,sector\nK,B,public\nP,B,public\nM,B,public\n");
    kit_file(kit, "capacity.csv",
             "school,stage,rooms\nK,kindergarten,60\nP,primary,60\n"
             "M,lower_secondary,60\n");
    kit_file(kit, "rolls.csv", "school,year,grade,pupils\nK,2019,0,20\nP,2019,1,20\nM,2019,7,20\n");
    snprintf(text, sizeof text,
             "xuewei: 1\nhorizon: {first: %d, last: %d}\n"
             "population: {base_date: 2020-09-01, open_age: 20}\n"
             "stages:\n"
             "  - {stage: kindergarten, first_age: 3, grades: 3}\n"
             "  - {stage: primary, first_age: 6, grades: 6}\n"
             "  - {stage: lower_secondary, first_age: 12, grades: 3}\n"
             "tables:\n  zones: zones.csv\n  population: population.csv\n"
             "  fertility: fertility.csv\n  mortality: mortality.csv\n"
             "  births_ratio: births_ratio.csv\n  schools: schools.csv\n"
             "  capacity: capacity.csv\n  rolls: rolls.csv\n  housing: housing.csv\n"
             "  occupancy: occupancy.csv\n%s",
             FIRST, LAST, tables);
    kit_file(kit, "scenario.yaml", text);
    kit_file(kit, "housing.csv", "zone,year,type,dwellings\nB,2024,flat,1000\n");
    kit_file(kit, "occupancy.csv", "type,ceiling,scale_years,shape\nflat,0.9,0.2,1\n");
    /* Families with small children: 45 of every 100, the most aged 2. */
    kit_file(kit, "families.csv",
             "type,age,persons_per_100\nflat,0,5\nflat,1,10\nflat,2,15\n"
             "flat,3,10\nflat,4,5\nflat,20,180\n");
    kit_file(kit, "yields.csv",
             "type,stage,years_since,pupils_per_100,peak_per_100,peak_years\n"
             "flat,kindergarten,,6,18,4\nflat,primary,,20,35,8\nflat,lower_secondary,,8,15,14\n");
}

static const char no_families[] = "  families: families.csv\nhousing: {within_migration: no}\n";
static const char yes_families[] = "  families: families.csv\n  migration: migration.csv\n";
static void read_district(struct kit *kit)
{
    kit_read(kit);
    ck_assert_str_eq(kit_printed(kit, false), "");
}

/* All anniversaries from 2020 to `last`: people[year][zone][sex][age]. */
static void project(struct kit *kit, int last, double people[][2][XW_SEXES][AGES],
                    struct xw_anniversaries *a)
{
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_anniversaries_begin(&kit->keep, &kit->s, NULL, a), XW_OK);
    memcpy(people[0], a->now, sizeof people[0]);
    for (int y = 1; y <= last - FIRST; y++) {
        ck_assert_int_eq(xw_anniversaries_step(a, scratch), XW_OK);
        xw_anniversaries_turn(a);
        memcpy(people[y], a->now, sizeof people[y]);
    }
    ck_assert_double_le(a->imbalance, 1e-12);
    xw_arena_free(&scratch);
}

static double aged(double people[2][XW_SEXES][AGES], int zone, int from, int to)
{
    double sum = 0.0;
    for (int a = from; a <= to; a++)
        sum += people[zone][XW_FEMALE][a] + people[zone][XW_MALE][a];
    return sum;
}

/* The dwellings of 2024 are occupied in the steps of 2023 and 2024, nearly all, and their children go
 * through the stages together. */
START_TEST(families_age_through_the_stages)
{
    struct kit kit;
    struct xw_anniversaries a;
    double people[LAST - FIRST + 1][2][XW_SEXES][AGES];
    open_district(&kit, no_families);
    read_district(&kit);
    project(&kit, LAST, people, &a);
    ck_assert_double_eq(aged(people[3], 1, 0, 20), 0.0);
    /* Those who are 0 in 2024 and live there later: 5 in 100 of the first families had them, 10 in 100
     * of those who came a year later with a child of 1, and so on. */
    static const double profile[] = { 0.05, 0.10, 0.15, 0.10, 0.05 };
    double cohort = 0.0;
    for (int age = 0; age < 15; age++) {
        double years = age + 2.0 / 12.0;
        double filled = 900 * ((age == 0 ? 1.0 : exp(-(years - 1) / 0.2)) - exp(-years / 0.2));
        if (age < 5) cohort += profile[age] * filled;
        ck_assert_double_eq_tol(aged(people[4 + age], 1, age, age), cohort, 1e-9);
    }
    /* Exact ageing: from 2030 on the new ones are too few to see, nobody is lost on the way. */
    for (int y = 12; y < 16; y++)
        for (int age = 5; age < 15; age++)
            ck_assert_double_eq_tol(aged(people[y + 1], 1, age + 1, age + 1),
                                    aged(people[y], 1, age, age), 1e-9);
    ck_assert_double_eq_tol(aged(people[LAST - FIRST], 1, 0, 20), 900 * 2.25, 1e-6);
    ck_assert_double_eq(aged(people[10], 0, 10, 10), 20.0); /* zone A is as it was */

    /* The peak of a stage's first age: 3, 6, 12 years of age, two of them when most move in (2024). */
    static const int entry[] = { 3, 6, 12 }, peak[] = { 2025, 2028, 2034 };
    for (int s = 0; s < 3; s++) {
        int best = 0;
        for (int y = 0; y <= LAST - FIRST; y++)
            if (aged(people[y], 1, entry[s], entry[s]) > aged(people[best], 1, entry[s], entry[s]))
                best = y;
        ck_assert_int_eq(best + FIRST, peak[s]);
    }
    kit_printed(&kit, true);
    xw_move_ins_doubt(&a.move_ins, &kit.diag);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&kit, true),
               "housing.csv: doubt: New dwellings bring 2025.0 people on top of net migration in "
               "the steps "
               "of 2020 to 2039 (0.0 people), which must not contain them. [housing_on_top]"));
    kit_close(&kit);
}
END_TEST

/* The run asks for as many places as there are children: the wave passes the entry grades in turn. */
START_TEST(wave_of_pupils_travels_through_a_run)
{
    struct kit kit;
    struct xw_arena scratch;
    struct xw_prepared prepared;
    struct xw_state state;
    open_district(&kit, no_families);
    read_district(&kit);
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_prepare(&kit.keep, scratch, &kit.s, &kit.diag, &prepared), XW_OK);
    ck_assert_int_eq(xw_state_init(&state), XW_OK);
    ck_assert_int_eq(xw_state_begin(&state, &prepared), XW_OK);
    int32_t most[3] = { 0 }, year_of[3] = { 0 };
    for (int32_t y = 0; y <= LAST - FIRST; y++) {
        const char *law = NULL;
        ck_assert_int_eq(xw_year_step(&state, y, NULL, &law), XW_OK);
        for (int s = 0; s < 3; s++) {
            if (state.admission[s].demand[1] <= most[s]) continue;
            most[s] = state.admission[s].demand[1];
            year_of[s] = FIRST + y;
        }
    }
    static const int32_t peak[] = { 2025, 2028, 2034 };
    for (int s = 0; s < 3; s++) {
        ck_assert_int_eq(year_of[s], peak[s]);
        ck_assert_int_ge(most[s], 110); /* of 900 families, 15 in 100 with a child of the age */
        ck_assert_int_le(most[s], 135);
    }
    xw_state_free(&state);
    xw_arena_free(&scratch);
    kit_close(&kit);
}
END_TEST

/* Net migration of the district: 100 of each sex and age a year up to 4, but 20 boys aged 2; 1,000 of
 * the oldest. Of one residence status, or everybody (""); more rows behind. */
static void give_migration(const struct kit *kit, const char *residency, const char *more)
{
    char text[1000];
    int length = snprintf(text, sizeof text, "year,sex,age,persons,residency,zone\n%s", more);
    for (int x = 0; x < XW_SEXES; x++)
        for (int age = 0; age <= 5; age++)
            length += snprintf(text + length, sizeof text - (size_t)length, "2020,%c,%d,%d,%s,\n",
                               "fm"[x], age < 5 ? age : 20,
                               age == 5             ? 1000
                               : x == 1 && age == 2 ? 20
                                                    : 100,
                               residency);
    kit_file(kit, "migration.csv", text);
}

/* The same people arrive, but those who move into new dwellings go to B. */
START_TEST(total_of_the_district_stays_as_given)
{
    struct kit kit;
    struct xw_anniversaries a;
    double with[8][2][XW_SEXES][AGES], without[8][2][XW_SEXES][AGES];
    open_district(&kit, yes_families);
    give_migration(&kit, "", "");
    read_district(&kit);
    project(&kit, 2027, with, &a);
    xw_move_ins_doubt(&a.move_ins, &kit.diag);
    struct xw_move_ins seen = a.move_ins;
    kit.s.homes.count = 0;
    project(&kit, 2027, without, &a);
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < XW_SEXES; x++)
            for (int age = 0; age < AGES; age++) {
                double all = with[y][0][x][age] + with[y][1][x][age];
                ck_assert_double_eq_tol(all, without[y][0][x][age] + without[y][1][x][age], 1e-9);
                ck_assert_double_ge(with[y][0][x][age], 0.0);
            }
    ck_assert_double_eq(aged(without[5], 1, 0, 20), 0.0);
    /* 15 in 200 families have a girl aged 2: they are among the 100 that are given; the rest, and
     * those who came aged 0 and 1 before there were dwellings, are in A. */
    double girls = 900 * (1 - exp(-(2.0 / 12.0) / 0.2)) * 0.075, boys = girls;
    ck_assert_double_eq_tol(with[4][1][XW_FEMALE][2], girls, 1e-9);
    ck_assert_double_eq_tol(with[4][0][XW_FEMALE][2], 300 - girls, 1e-9);
    /* More boys than the 20 given: others leave, until the total is what was given. */
    ck_assert_double_gt(boys, 20.0);
    ck_assert_double_eq_tol(with[4][1][XW_MALE][2], boys, 1e-9);
    ck_assert_double_eq_tol(with[4][0][XW_MALE][2], 220 - boys, 1e-9);
    double later = 900 * (exp(-(2.0 / 12.0) / 0.2) - exp(-(14.0 / 12.0) / 0.2)) * 0.075;
    ck_assert_int_eq(seen.above_cells, 2);
    ck_assert_int_eq(seen.worst_year, 2023);
    ck_assert_double_eq_tol(seen.worst, boys - 20, 1e-9);
    ck_assert_double_eq_tol(seen.above, boys + later - 40, 1e-9);
    const char *said = kit_printed(&kit, true);
    ck_assert_msg(strstr(said,
                         "housing.csv: doubt: More people move into new dwellings than the "
                         "net migration given in 2 cells of sex, age and year, 27.3 people in "
                         "all, most in the step of 2023: 18.2. As many others leave, shared "
                         "over the zones by their people. [housing_above_migration]") != NULL,
                  "%s", said);
    kit_close(&kit);
}
END_TEST

/* Where more move in than are given, others leave by their numbers, never more than there are. */
START_TEST(nobody_leaves_who_is_not_there)
{
    struct kit kit;
    struct xw_anniversaries a;
    double people[8][2][XW_SEXES][AGES];
    open_district(&kit, yes_families);
    give_migration(&kit, "", "");
    kit_file(&kit, "housing.csv", "zone,year,type,dwellings\nB,2024,flat,100000\n");
    read_district(&kit);
    project(&kit, 2027, people, &a);
    for (int y = 0; y < 8; y++)
        for (int i = 0; i < 2 * CELLS; i++)
            ck_assert_double_ge((&people[y][0][0][0])[i], 0.0);
    ck_assert_double_eq(people[4][0][XW_MALE][2], 0.0);
    ck_assert_int_gt((int)a.limited.cells, 0);
    kit_close(&kit);
}
END_TEST

START_TEST(migration_by_zone_has_them_already)
{
    struct kit kit;
    struct xw_anniversaries a;
    double with[8][2][XW_SEXES][AGES], without[8][2][XW_SEXES][AGES];
    open_district(&kit, yes_families);
    kit_file(&kit, "migration.csv", "year,sex,age,persons,zone\n2020,f,2,30,A\n2020,f,2,30,B\n");
    read_district(&kit);
    project(&kit, 2027, with, &a);
    kit.s.homes.count = 0;
    project(&kit, 2027, without, &a);
    ck_assert_mem_eq(with, without, sizeof with);
    ck_assert_double_eq(with[4][1][XW_FEMALE][2], 30.0);

    /* On top, B gets both. */
    kit.s.homes.count = 1;
    kit.s.homes.within_migration = false;
    project(&kit, 2027, with, &a);
    double girls = 900 * (1 - exp(-(2.0 / 12.0) / 0.2)) * 0.075;
    ck_assert_double_eq_tol(with[4][1][XW_FEMALE][2], 30 + girls, 1e-9);
    ck_assert_double_eq(with[4][0][XW_FEMALE][2], 30.0);
    ck_assert_double_eq_tol(a.move_ins.net, 7 * 60.0, 1e-9);
    kit_close(&kit);
}
END_TEST

/* Zone B has no children but those of the dwellings: on every 1 September they are the pupils that the
 * yield gives, divided by participation. */
START_TEST(yields_are_kept)
{
    struct kit kit;
    struct xw_anniversaries a;
    double people[LAST - FIRST + 1][2][XW_SEXES][AGES];
    open_district(&kit, "  yields: yields.csv\n  participation: participation.csv\n"
                        "housing: {within_migration: no}\n");
    kit_file(&kit, "participation.csv",
             "stage,share,year\nprimary,0.8,\nprimary,1.1,2030\nkindergarten,0.9,\n");
    read_district(&kit);
    project(&kit, LAST, people, &a);
    for (int y = 4; y <= LAST - FIRST; y++) {
        double d = FIRST + y + 8.0 / 12.0 - 2024.5;
        double occupied = 900 * (1 - exp(-d / 0.2));
        double primary = 0.20 + 0.15 * d / 8 * exp(1 - d / 8);
        double small = 0.06 + 0.12 * d / 4 * exp(1 - d / 4);
        double share = FIRST + y == 2030 ? 1.1 : 0.8;
        ck_assert_double_eq_tol(aged(people[y], 1, 6, 11) * share, occupied * primary, 1e-8);
        ck_assert_double_eq_tol(aged(people[y], 1, 3, 5) * 0.9, occupied * small, 1e-8);
    }
    ck_assert_double_eq(aged(people[3], 1, 0, 20), 0.0);
    ck_assert_double_eq(aged(people[4], 0, 6, 11), 120.0); /* A is as it was */
    kit_close(&kit);
}
END_TEST

/* Yields that fall faster than children grow up take those who are there, and the account says so. */
START_TEST(who_moves_out_is_there)
{
    struct xw_scenario s = { .ages = 3, .zones.count = 2, .residencies.count = 1 };
    double persons[6] = { -5, 2, 0, -1, 0, 4 }, next[12] = { 7, 7, 7, 7, 7, 7, 3, 1, 0, 9, 0, 0 };
    double migrants[4] = { 1, 1, 1, 1 }, not_taken[4] = { 0 };
    struct xw_move_ins m = {
        .scenario = &s, .zones = 1, .zone = &(int32_t){ 1 }, .persons = persons
    };
    struct xw_step_events events = { .migrants = migrants, .not_taken = not_taken, .limited = 10 };
    xw_move_ins_add(&m, next, &events);
    static const double want[] = { 7, 7, 7, 7, 7, 7, 0, 3, 0, 8, 0, 4 };
    for (int i = 0; i < 12; i++)
        ck_assert_double_eq(next[i], want[i]);
    ck_assert_int_eq(events.limited, 11);
    ck_assert_double_eq(migrants[0] + migrants[1], 2.0);
    ck_assert_double_eq(migrants[2], 1.0 - 3.0 + 2.0);
    ck_assert_double_eq(migrants[3], 1.0 - 1.0 + 4.0);
    ck_assert_double_eq(not_taken[2], 2.0);
    ck_assert_double_eq(not_taken[3], 0.0);
}
END_TEST

/* ---- residence statuses ---- */

enum { LOCAL, MIGRANT, STATUSES };
typedef double (*status_years)[STATUSES][2][XW_SEXES][AGES];

/* The same district with 10 local and 30 migrant people of every sex and age in A, and its dwellings
 * of 2024 in B: rows of housing.csv. */
static void open_statuses(struct kit *kit, const char *tables, const char *housing)
{
    static char text[20000];
    open_district(kit, tables);
    int length = snprintf(text, sizeof text, "zone,sex,age,residency,persons\n");
    for (int i = 0; i < 8 * AGES; i++)
        length += snprintf(text + length, sizeof text - (size_t)length, "%c,%c,%d,%s,%d\n",
                           "AB"[i / 2 % 2], "fm"[i % 2], i / 8, i / 4 % 2 ? "migrant" : "local",
                           i / 2 % 2   ? 0
                           : i / 4 % 2 ? 30
                                       : 10);
    kit_file(kit, "population.csv", text);
    length = snprintf(text, sizeof text, "zone,year,type,dwellings,residency\n%s", housing);
    kit_file(kit, "housing.csv", text);
}

static void project_statuses(struct kit *kit, int last, status_years people,
                             struct xw_anniversaries *a)
{
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_anniversaries_begin(&kit->keep, &kit->s, NULL, a), XW_OK);
    memcpy(people[0], a->now, sizeof people[0]);
    for (int y = 1; y <= last - FIRST; y++) {
        ck_assert_int_eq(xw_anniversaries_step(a, scratch), XW_OK);
        xw_anniversaries_turn(a);
        memcpy(people[y], a->now, sizeof people[y]);
    }
    ck_assert_double_le(a->imbalance, 1e-12);
    xw_arena_free(&scratch);
}

/* Girls aged 2 who move into so many of the dwellings of 2024 in the step of 2023. */
static double girls_of_2(double dwellings)
{
    return dwellings * 0.9 * (1 - exp(-(2.0 / 12.0) / 0.2)) * 0.075;
}

START_TEST(on_top_each_status_has_its_own_dwellings)
{
    struct kit kit;
    struct xw_anniversaries a;
    double both[8][STATUSES][2][XW_SEXES][AGES], none[8][STATUSES][2][XW_SEXES][AGES];
    open_statuses(&kit, no_families, "B,2024,flat,400,migrant\nB,2024,flat,600,local\n");
    read_district(&kit);
    project_statuses(&kit, 2027, both, &a);
    ck_assert_double_eq_tol(both[4][LOCAL][1][XW_FEMALE][2], girls_of_2(600), 1e-9);
    ck_assert_double_eq_tol(both[4][MIGRANT][1][XW_FEMALE][2], girls_of_2(400), 1e-9);
    ck_assert_double_eq(both[4][MIGRANT][0][XW_FEMALE][10], 30.0);
    ck_assert_double_eq_tol(aged(both[7][LOCAL], 1, 0, 20), 600 * 0.9 * 2.25, 1e-3);
    /* Without a status's dwellings the other has the same people, bit by bit. */
    for (int k = 0; k < 2; k++)
        if (kit.s.homes.residency[k] == LOCAL) kit.s.homes.dwellings[k] = 0.0;
    project_statuses(&kit, 2027, none, &a);
    for (int y = 0; y < 8; y++)
        ck_assert_mem_eq(both[y][MIGRANT], none[y][MIGRANT], sizeof none[y][MIGRANT]);
    ck_assert_double_eq(aged(none[7][LOCAL], 1, 0, 20), 0.0);
    kit_close(&kit);
}
END_TEST

/* Net persons of a status contain its movers: they are redistributed within it. Those of the local are
 * given by zone, so that their dwellings change nothing. More boys move in than the 20 given: others of
 * the status leave. */
START_TEST(within_a_status_its_own_total_stays)
{
    struct kit kit;
    struct xw_anniversaries a;
    double with[8][STATUSES][2][XW_SEXES][AGES], without[8][STATUSES][2][XW_SEXES][AGES];
    open_statuses(&kit, yes_families, "B,2024,flat,600,local\nB,2024,flat,1000,migrant\n");
    give_migration(&kit, "migrant", "2020,f,2,9,local,A\n");
    read_district(&kit);
    project_statuses(&kit, 2027, with, &a);
    xw_move_ins_doubt(&a.move_ins, &kit.diag);
    kit.s.homes.count = 0;
    project_statuses(&kit, 2027, without, &a);
    double girls = girls_of_2(1000);
    for (int y = 0; y < 8; y++) {
        ck_assert_mem_eq(with[y][LOCAL], without[y][LOCAL], sizeof with[y][LOCAL]);
        for (int i = 0; i < CELLS; i++) {
            double all = (&with[y][MIGRANT][0][0][0])[i] + (&with[y][MIGRANT][1][0][0])[i];
            double was = (&without[y][MIGRANT][0][0][0])[i] + (&without[y][MIGRANT][1][0][0])[i];
            ck_assert_double_eq_tol(all, was, 1e-9);
        }
    }
    ck_assert_double_eq_tol(with[4][MIGRANT][1][XW_FEMALE][2], girls, 1e-9);
    ck_assert_double_eq_tol(with[4][MIGRANT][0][XW_FEMALE][2], 300 - girls, 1e-9);
    ck_assert_double_eq_tol(with[4][MIGRANT][0][XW_MALE][2], 220 - girls, 1e-9);
    ck_assert_double_eq(with[4][LOCAL][0][XW_FEMALE][2], 9.0);
    ck_assert_double_eq(without[4][MIGRANT][1][XW_FEMALE][2], 0.0);
    const char *said = kit_printed(&kit, true);
    ck_assert_msg(strstr(said,
                         "in 2 cells of residency, sex, age and year, 27.3 people in all, most "
                         "in the step of 2023: 18.2. As many others of the same residency "
                         "leave, shared over the zones by their people.") != NULL,
                  "%s", said);
    kit_close(&kit);
}
END_TEST

/* Net persons of everybody contain all movers: the total stays, the rest is shared over the statuses
 * by their people. */
START_TEST(within_everybody_the_total_stays)
{
    struct kit kit;
    struct xw_anniversaries a;
    double with[8][STATUSES][2][XW_SEXES][AGES], without[8][STATUSES][2][XW_SEXES][AGES];
    open_statuses(&kit, yes_families, "B,2024,flat,600,migrant\nB,2024,flat,400,local\n");
    give_migration(&kit, "", "");
    read_district(&kit);
    project_statuses(&kit, 2027, with, &a);
    xw_move_ins_doubt(&a.move_ins, &kit.diag);
    ck_assert_double_eq_tol(a.move_ins.net, 7 * (2 * 1000 + 9 * 100 + 20), 1e-9);
    kit.s.homes.count = 0;
    project_statuses(&kit, 2027, without, &a);
    for (int y = 0; y < 8; y++)
        for (int i = 0; i < CELLS; i++) {
            double all = 0.0, was = 0.0;
            for (int z = 0; z < 2 * STATUSES; z++) {
                all += (&with[y][0][0][0][0])[z * CELLS + i];
                was += (&without[y][0][0][0][0])[z * CELLS + i];
                ck_assert_double_ge((&with[y][0][0][0][0])[z * CELLS + i], 0.0);
            }
            ck_assert_double_eq_tol(all, was, 1e-9);
        }
    /* Of 100 girls aged 2 a year, those who do not move in are local by a quarter, as those of the two
     * years before; all of them in A. */
    double local = girls_of_2(400), migrant = girls_of_2(600);
    ck_assert_double_eq_tol(with[4][LOCAL][1][XW_FEMALE][2], local, 1e-9);
    ck_assert_double_eq_tol(with[4][MIGRANT][1][XW_FEMALE][2], migrant, 1e-9);
    ck_assert_double_eq_tol(with[4][LOCAL][0][XW_FEMALE][2], (300 - local - migrant) / 4, 1e-9);
    ck_assert_double_eq_tol(with[4][MIGRANT][0][XW_FEMALE][2], (300 - local - migrant) * 3 / 4,
                            1e-9);
    const char *said = kit_printed(&kit, true);
    ck_assert_msg(strstr(said, "in 2 cells of sex, age and year, 27.3 people in all, most in the "
                               "step of 2023: 18.2. As many others leave, shared over the "
                               "residencies and zones by their people.") != NULL,
                  "%s", said);
    kit_close(&kit);
}
END_TEST

START_TEST(within_everybody_by_zone_they_are_there_already)
{
    struct kit kit;
    struct xw_anniversaries a;
    double with[8][STATUSES][2][XW_SEXES][AGES], without[8][STATUSES][2][XW_SEXES][AGES];
    open_statuses(&kit, yes_families, "B,2024,flat,600,migrant\nB,2024,flat,400,local\n");
    kit_file(&kit, "migration.csv", "year,sex,age,persons,zone\n2020,f,2,30,A\n2020,f,2,30,B\n");
    read_district(&kit);
    project_statuses(&kit, 2027, with, &a);
    kit.s.homes.count = 0;
    project_statuses(&kit, 2027, without, &a);
    ck_assert_mem_eq(with, without, sizeof with);
    kit_close(&kit);
}
END_TEST

/* Pupils become children of a status by its own participation. */
START_TEST(yields_are_kept_by_status)
{
    struct kit kit;
    struct xw_anniversaries a;
    double people[LAST - FIRST + 1][STATUSES][2][XW_SEXES][AGES];
    open_statuses(&kit,
                  "  yields: yields.csv\n  participation: participation.csv\n"
                  "housing: {within_migration: no}\n",
                  "B,2024,flat,700,migrant\nB,2024,flat,300,local\n");
    kit_file(&kit, "participation.csv",
             "stage,share,residency,year\nprimary,0.8,local,\nprimary,0.5,migrant,\n"
             "primary,0.4,migrant,2030\nkindergarten,0.9,,\n");
    read_district(&kit);
    project_statuses(&kit, LAST, people, &a);
    for (int y = 4; y <= LAST - FIRST; y++) {
        double d = FIRST + y + 8.0 / 12.0 - 2024.5;
        double primary = 0.9 * (1 - exp(-d / 0.2)) * (0.20 + 0.15 * d / 8 * exp(1 - d / 8));
        double share = FIRST + y == 2030 ? 0.4 : 0.5;
        ck_assert_double_eq_tol(aged(people[y][LOCAL], 1, 6, 11) * 0.8, 300 * primary, 1e-8);
        ck_assert_double_eq_tol(aged(people[y][MIGRANT], 1, 6, 11) * share, 700 * primary, 1e-8);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(without_dwellings_nothing_is_done)
{
    struct kit kit;
    struct xw_anniversaries a;
    double people[3][2][XW_SEXES][AGES];
    open_district(&kit, no_families);
    kit_file(&kit, "housing.csv", "zone,year,type,dwellings\n");
    read_district(&kit);
    project(&kit, 2022, people, &a);
    ck_assert_double_eq(aged(people[2], 0, 10, 10), 20.0);
    ck_assert_double_eq(aged(people[2], 1, 0, 20), 0.0);
    int32_t doubts = kit.diag.doubts;
    xw_move_ins_doubt(&a.move_ins, &kit.diag);
    ck_assert_int_eq(kit.diag.doubts, doubts);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, families_age_through_the_stages);
    tcase_add_test(c, wave_of_pupils_travels_through_a_run);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, total_of_the_district_stays_as_given);
    tcase_add_test(c, nobody_leaves_who_is_not_there);
    tcase_add_test(c, migration_by_zone_has_them_already);
    tcase_add_test(c, yields_are_kept);
    tcase_add_test(c, who_moves_out_is_there);
    tcase_add_test(c, on_top_each_status_has_its_own_dwellings);
    tcase_add_test(c, within_a_status_its_own_total_stays);
    tcase_add_test(c, within_everybody_the_total_stays);
    tcase_add_test(c, within_everybody_by_zone_they_are_there_already);
    tcase_add_test(c, yields_are_kept_by_status);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, without_dwellings_nothing_is_done);
    return c;
}

UNIT_MAIN("move_ins", known_answers(), laws(), limits())
