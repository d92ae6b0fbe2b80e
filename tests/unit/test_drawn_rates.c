#include "xuewei/drawn_rates.h"
#include "xuewei/anniversaries.h"
#include "xuewei/life_table.h"
#include "draw_of_ones.h"
#include "homes_kit.h"
#include <math.h>

enum { ZONE_A, ZONE_B, ZONES };

/* A district of scenario_kit.h and its population under a draw. */
struct world {
    struct kit kit;
    struct xw_arena keep, scratch;
    struct xw_draw draw;
    struct xw_anniversaries a;
};

static void open_world(struct world *w, const char *tables, const char *migration)
{
    kit_open(&w->kit);
    kit_scenario_and(&w->kit, tables);
    if (migration != NULL) kit_file(&w->kit, "migration.csv", migration);
}

static void read_world(struct world *w, const char *timing)
{
    const struct xw_override set = { "population.migration_timing", timing };
    kit_read_as(&w->kit, "scenario.yaml", XW_NEED_PROJECT, &set, 1);
    ck_assert_str_eq(kit_printed(&w->kit, false), "");
    ck_assert_int_eq(xw_arena_init(&w->keep, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_life_table_fill(&w->kit.s.mortality), XW_OK);
    w->draw = draw_of_ones(&w->keep, &w->kit.s);
}

static void close_world(struct world *w)
{
    xw_arena_free(&w->keep);
    xw_arena_free(&w->scratch);
    kit_close(&w->kit);
}

/* The end of one step or more, with a draw (NULL: the tables); the population balances. */
static const double *steps(struct world *w, const struct xw_draw *draw, int count)
{
    ck_assert_int_eq(xw_anniversaries_begin(&w->keep, &w->kit.s, draw, &w->a), XW_OK);
    for (int i = 0; i < count; i++) {
        ck_assert_int_eq(xw_anniversaries_step(&w->a, w->scratch), XW_OK);
        ck_assert_double_le(w->a.imbalance, 1e-12);
        if (i < count - 1) xw_anniversaries_turn(&w->a);
    }
    return w->a.next;
}

static double at(const double *people, int zone, int sex, int age)
{
    return people[(zone * XW_SEXES + sex) * KIT_AGES + age];
}

static double births_of(const struct world *w, int zone)
{
    return w->a.events.births[zone * XW_SEXES + XW_FEMALE] +
           w->a.events.births[zone * XW_SEXES + XW_MALE];
}

/* ---- ones ---- */

#define DISTRICT                                                                                   \
    "year,sex,age,persons\n2020,f,0,3\n2020,f,7,-11\n2020,m,20,8\n2021,f,12,-30\n2021,m,3,2\n"
#define OF_ZONES                                                                                   \
    "year,sex,age,persons,zone\n2020,f,4,3,B\n2020,f,7,-11,A\n2021,m,3,2,B\n2021,f,3,1,A\n"
#define RATES  "year,sex,age,rate\n2020,f,4,0.3\n2020,f,7,-0.5\n2021,m,3,1.5\n"
#define MOVERS "  migration: migration.csv\n"

static const struct {
    const char *tables, *migration, *timing;
} ways[] = {
    { "", NULL, "end" },          { MOVERS, DISTRICT, "end" },
    { MOVERS, DISTRICT, "even" }, { MOVERS, OF_ZONES, "end" },
    { MOVERS, OF_ZONES, "even" }, { MOVERS, RATES, "end" },
    { MOVERS, RATES, "even" },    { "  births: births.csv\n", NULL, "end" },
};

static void ones_change_nothing(struct world *w, const char *timing)
{
    read_world(w, timing);
    ptrdiff_t cells = w->kit.s.residencies.count * ZONES * XW_SEXES * KIT_AGES;
    const double *central = steps(w, NULL, 2);
    const double *drawn = steps(w, &w->draw, 2);
    ck_assert_ptr_ne(central, drawn);
    ck_assert_int_eq(memcmp(central, drawn, (size_t)cells * sizeof *central), 0);
}

START_TEST(ones_are_the_tables)
{
    struct world w;
    open_world(&w, ways[_i].tables, ways[_i].migration);
    kit_file(&w.kit, "births.csv",
             "year,series,births\n2020,resident,90\n2021,resident,60\n2022,resident,50\n");
    ones_change_nothing(&w, ways[_i].timing);
    close_world(&w);
}
END_TEST

START_TEST(ones_are_the_tables_of_residence_statuses)
{
    struct world w;
    open_world(&w, ways[_i].tables, ways[_i].migration);
    kit_statuses(&w.kit);
    kit_file(&w.kit, "births.csv",
             "year,series,births\n2020,resident,90\n2021,resident,60\n2022,resident,50\n");
    ones_change_nothing(&w, ways[_i].timing);
    close_world(&w);
}
END_TEST

START_TEST(ones_are_the_tables_of_dwellings)
{
    struct world w = { 0 };
    open_homes(&w.kit, "");
    ones_change_nothing(&w, "end");
    close_world(&w);
}
END_TEST

/* ---- factors ---- */

START_TEST(fertility_multiplies_births)
{
    struct world w;
    open_world(&w, "", NULL);
    read_world(&w, "end");
    (void)steps(&w, NULL, 1);
    double once[] = { births_of(&w, ZONE_A), births_of(&w, ZONE_B) };
    w.draw.fertility[0] = 2.0;
    w.draw.fertility[1] = 7.0; /* of another step */
    w.draw.zone_fertility[ZONE_B] = 1.5;
    (void)steps(&w, &w.draw, 1);
    ck_assert_double_gt(once[ZONE_A], 1.0);
    ck_assert_double_eq_tol(births_of(&w, ZONE_A), 2.0 * once[ZONE_A], 1e-12);
    ck_assert_double_eq_tol(births_of(&w, ZONE_B), 3.0 * once[ZONE_B], 1e-12);
    close_world(&w);
}
END_TEST

/* Known births stay, and are shared by the zones' fertility: no noise is in them. */
START_TEST(known_births_stay_known)
{
    struct world w;
    open_world(&w, "  births: births.csv\n", NULL);
    if (_i == 1) kit_statuses(&w.kit);
    kit_file(&w.kit, "births.csv",
             "year,series,births\n2020,resident,90\n2021,resident,60\n2022,resident,50\n");
    read_world(&w, "end");
    double births[2][ZONES];
    for (int drawn = 0; drawn < 2; drawn++) {
        w.draw.fertility[0] = 2.0;
        w.draw.zone_fertility[ZONE_B] = 3.0;
        w.draw.noise = true;
        (void)steps(&w, drawn == 0 ? NULL : &w.draw, 1);
        for (int z = 0; z < ZONES; z++)
            births[drawn][z] = births_of(&w, z) + (_i == 1 ? births_of(&w, ZONES + z) : 0.0);
    }
    double all = births[0][ZONE_A] + births[0][ZONE_B];
    ck_assert_double_eq_tol(births[1][ZONE_A] + births[1][ZONE_B], all, 1e-10);
    ck_assert_double_eq_tol(births[1][ZONE_B] / births[1][ZONE_A],
                            3.0 * births[0][ZONE_B] / births[0][ZONE_A], 1e-10);
    close_world(&w);
}
END_TEST

START_TEST(mortality_multiplies_death_rates)
{
    struct world w;
    open_world(&w, "", NULL);
    read_world(&w, "end");
    w.draw.mortality = 2.5;
    const double *people = steps(&w, &w.draw, 1);
    ck_assert_double_eq_tol(at(people, ZONE_A, XW_MALE, 8), 17 * pow(0.99, 2.5), 1e-12);
    double boys = w.a.events.births[ZONE_B * XW_SEXES + XW_MALE];
    ck_assert_double_eq_tol(at(people, ZONE_B, XW_MALE, 0), boys * pow(0.98, 2.5), 1e-12);
    close_world(&w);
}
END_TEST

/* Who comes is multiplied, who goes is divided, in each zone by its own factor. */
START_TEST(migration_of_zones_brings_more_and_takes_fewer)
{
    struct world w;
    open_world(&w, MOVERS, OF_ZONES);
    read_world(&w, "end");
    w.draw.migration[ZONE_A] = 2.0;
    w.draw.migration[ZONE_B] = 4.0;
    double plain_a = at(steps(&w, NULL, 1), ZONE_A, XW_FEMALE, 7);
    double plain_b = at(w.a.next, ZONE_B, XW_FEMALE, 4);
    const double *people = steps(&w, &w.draw, 1);
    ck_assert_double_eq_tol(at(people, ZONE_A, XW_FEMALE, 7), plain_a + 11 - 11 / 2.0, 1e-12);
    ck_assert_double_eq_tol(at(people, ZONE_B, XW_FEMALE, 4), plain_b - 3 + 4 * 3, 1e-12);
    close_world(&w);
}
END_TEST

/* Persons of the district are shared by the people first: 16 of 21 go to, or leave, zone A. */
START_TEST(migration_of_the_district_too)
{
    struct world w;
    open_world(&w, MOVERS, "year,sex,age,persons\n2020,f,7,-2.1\n2020,m,7,4.2\n");
    read_world(&w, _i == 0 ? "end" : "even");
    w.draw.migration[ZONE_A] = 2.0;
    (void)steps(&w, NULL, 1);
    double came = w.a.events.migrants[ZONE_A * XW_SEXES + XW_MALE];
    double went = w.a.events.migrants[ZONE_A * XW_SEXES + XW_FEMALE];
    double other = w.a.events.migrants[ZONE_B * XW_SEXES + XW_FEMALE];
    if (_i == 0) ck_assert_double_eq_tol(came, 4.2 * 16 / 21, 1e-12);
    (void)steps(&w, &w.draw, 1);
    /* in halves, those of the first half have moved when the second is shared: nearly the same */
    double tolerance = _i == 0 ? 1e-12 : 0.06;
    ck_assert_double_eq_tol(w.a.events.migrants[ZONE_A * XW_SEXES + XW_MALE], 2 * came, tolerance);
    ck_assert_double_eq_tol(w.a.events.migrants[ZONE_A * XW_SEXES + XW_FEMALE], went / 2,
                            tolerance);
    ck_assert_double_eq_tol(w.a.events.migrants[ZONE_B * XW_SEXES + XW_FEMALE], other, tolerance);
    close_world(&w);
}
END_TEST

START_TEST(migration_of_rates_too)
{
    struct world w;
    open_world(&w, MOVERS, "year,sex,age,rate\n2020,f,7,-0.5\n2020,m,7,0.25\n");
    if (_i == 1) kit_statuses(&w.kit);
    read_world(&w, "end");
    w.draw.migration[ZONE_A] = 2.0;
    const double *people = steps(&w, &w.draw, 1);
    double stock = 16 * 0.99, share = _i == 1 ? 0.25 : 1.0;
    ck_assert_double_eq_tol(at(people, ZONE_A, XW_FEMALE, 7), share * stock * 0.75, 1e-12);
    ck_assert_double_eq_tol(at(people, ZONE_A, XW_MALE, 7), share * stock * 1.5, 1e-12);
    ck_assert_double_eq_tol(at(people, ZONE_B, XW_FEMALE, 7), share * 5 * 0.99 * 0.5, 1e-12);
    close_world(&w);
}
END_TEST

/* Who moves in, [zone with dwellings][sex][age], in the step that begins in a year: the dwellings are 100 flats
 * in A in 2021 (yields, ceiling 0.9), 12.5 rows in A in 2019 (families, ceiling 1), 50 flats in B in 2021. */
enum { ROWS_A, FLATS_A, FLATS_B, MOVERS_IN = ZONES * XW_SEXES * KIT_AGES };

static void move_in(struct world *w, const struct xw_draw *draw, int16_t year, double *persons)
{
    (void)steps(w, draw, year - w->kit.s.base_year + 1);
    ck_assert_int_eq(w->a.move_ins.zones, ZONES);
    memcpy(persons, w->a.move_ins.persons, MOVERS_IN * sizeof *persons);
}

static double sum(const double *persons, int zone)
{
    double all = 0.0;
    for (int i = 0; i < XW_SEXES * KIT_AGES; i++)
        all += persons[zone * XW_SEXES * KIT_AGES + i];
    return all;
}

START_TEST(late_dwellings_bring_the_same_people_later)
{
    struct world w = { 0 };
    double punctual[MOVERS_IN], late[MOVERS_IN];
    open_homes(&w.kit, "");
    read_world(&w, "end");
    ck_assert_int_eq(w.kit.s.homes.year[ROWS_A], 2019);
    w.kit.s.homes.dwellings[FLATS_A] = 0.0;
    move_in(&w, NULL, 2020, punctual);
    ck_assert_double_gt(sum(punctual, ZONE_A), 0.5);
    w.draw.home_delay[ROWS_A] = 1;
    move_in(&w, &w.draw, 2021, late);
    for (int i = 0; i < XW_SEXES * KIT_AGES; i++)
        ck_assert_double_eq_tol(late[i], punctual[i], 1e-12);
    /* nobody is there before the dwellings are; others are as punctual as they were */
    w.draw.home_delay[ROWS_A] = 3;
    move_in(&w, &w.draw, 2020, late);
    ck_assert_double_eq(sum(late, ZONE_A), 0.0);
    move_in(&w, NULL, 2021, punctual);
    move_in(&w, &w.draw, 2021, late);
    ck_assert_double_ne(sum(punctual, ZONE_B), 0.0);
    ck_assert_double_eq(sum(late, ZONE_B), sum(punctual, ZONE_B));
    close_world(&w);
}
END_TEST

START_TEST(dwellings_fill_to_their_ceiling_and_with_their_people)
{
    struct world w = { 0 };
    double plain[MOVERS_IN], more[MOVERS_IN];
    open_homes(&w.kit, "");
    read_world(&w, "end");
    w.kit.s.homes.dwellings[FLATS_A] = 0.0;
    move_in(&w, NULL, 2021, plain);
    w.draw.home_yield = 1.5; /* families and yields alike */
    move_in(&w, &w.draw, 2021, more);
    for (int i = 0; i < MOVERS_IN; i++)
        ck_assert_double_eq_tol(more[i], 1.5 * plain[i], 1e-12);
    w.draw.home_yield = 1.0;
    w.draw.home_ceiling = 2.0; /* all flats, not nine in ten; the rows are full already */
    move_in(&w, &w.draw, 2021, more);
    ck_assert_double_eq_tol(sum(more, ZONE_B), sum(plain, ZONE_B) / 0.9, 1e-12);
    ck_assert_double_eq_tol(sum(more, ZONE_A), sum(plain, ZONE_A), 1e-12);
    w.draw.home_ceiling = 0.5;
    move_in(&w, &w.draw, 2021, more);
    ck_assert_double_eq_tol(sum(more, ZONE_B), sum(plain, ZONE_B) * 0.5, 1e-12);
    close_world(&w);
}
END_TEST

/* ---- chance ---- */

/* Of many replicates: the mean of the births is the schedule's, and so is the variance. */
START_TEST(births_spread_as_poisson)
{
    enum { REPLICATES = 2000 };
    struct world w;
    open_world(&w, "", NULL);
    if (_i == 1) kit_statuses(&w.kit);
    read_world(&w, "end");
    int statuses = w.kit.s.residencies.count;
    double expected = 0.0, sum = 0.0, squares = 0.0;
    (void)steps(&w, NULL, 1);
    for (int k = 0; k < statuses; k++)
        expected += births_of(&w, k * ZONES + ZONE_A);
    w.draw.noise = true;
    for (uint32_t r = 1; r <= REPLICATES; r++) {
        double births = 0.0;
        struct xw_arena before = w.keep;
        w.draw.replicate = r;
        (void)steps(&w, &w.draw, 1);
        for (int k = 0; k < statuses; k++)
            births += births_of(&w, k * ZONES + ZONE_A);
        ck_assert_double_eq_tol(births, nearbyint(births), 1e-12);
        sum += births;
        squares += births * births;
        w.keep = before;
    }
    double mean = sum / REPLICATES, variance = squares / REPLICATES - mean * mean;
    ck_assert_double_gt(expected, 2.0);
    ck_assert_double_eq_tol(mean, expected, 4 * sqrt(expected / REPLICATES));
    ck_assert_double_eq_tol(variance, expected, 4 * expected * sqrt(2.5 / REPLICATES));
    close_world(&w);
}
END_TEST

/* A third zone, ordered before the others, moves nobody's births, and no other year's. */
START_TEST(a_zone_more_moves_no_births)
{
    struct world w, more;
    open_world(&w, "", NULL);
    read_world(&w, "end");
    open_world(&more, "", NULL);
    kit_file(&more.kit, "zones.csv",
             "zone,name_zh,town,town_en,x_m,y_m\n1,新,东街道,East,0,0\n"
             "A,甲,东街道,East,0,0\nB,乙,西街道,West,1000,0\n");
    char text[8000];
    int length = snprintf(text, sizeof text, "zone,sex,age,persons\n");
    for (int i = 0; i < 3 * XW_SEXES * KIT_AGES; i++)
        length += snprintf(text + length, sizeof text - (size_t)length, "%c,%c,%d,%d\n",
                           "AB1"[i % 3], "fm"[i / 3 % 2], i / 6, i % 3 == 0 ? 10 + i / 6 : 5);
    kit_file(&more.kit, "population.csv", text);
    read_world(&more, "end");
    w.draw.noise = more.draw.noise = true;
    bool differ = false;
    for (uint32_t r = 1; r <= 20; r++) {
        w.draw.replicate = more.draw.replicate = r;
        (void)steps(&w, &w.draw, 2);
        (void)steps(&more, &more.draw, 2);
        for (int z = 0; z < ZONES; z++)
            ck_assert_double_eq(births_of(&w, z), births_of(&more, z + 1));
        differ |= births_of(&more, 0) != births_of(&w, ZONE_B);
    }
    ck_assert(differ);
    close_world(&w);
    close_world(&more);
}
END_TEST

static TCase *identity(void)
{
    TCase *tc = tcase_create("ones");
    tcase_add_loop_test(tc, ones_are_the_tables, 0, 8);
    tcase_add_loop_test(tc, ones_are_the_tables_of_residence_statuses, 0, 8);
    tcase_add_test(tc, ones_are_the_tables_of_dwellings);
    return tc;
}

static TCase *factors(void)
{
    TCase *tc = tcase_create("factors");
    tcase_add_test(tc, fertility_multiplies_births);
    tcase_add_loop_test(tc, known_births_stay_known, 0, 2);
    tcase_add_test(tc, mortality_multiplies_death_rates);
    tcase_add_test(tc, migration_of_zones_brings_more_and_takes_fewer);
    tcase_add_loop_test(tc, migration_of_the_district_too, 0, 2);
    tcase_add_loop_test(tc, migration_of_rates_too, 0, 2);
    tcase_add_test(tc, late_dwellings_bring_the_same_people_later);
    tcase_add_test(tc, dwellings_fill_to_their_ceiling_and_with_their_people);
    return tc;
}

static TCase *chance(void)
{
    TCase *tc = tcase_create("chance");
    tcase_add_loop_test(tc, births_spread_as_poisson, 0, 2);
    tcase_add_test(tc, a_zone_more_moves_no_births);
    return tc;
}

UNIT_MAIN("drawn_rates", identity(), factors(), chance())
