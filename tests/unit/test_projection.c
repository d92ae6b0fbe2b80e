#include "xuewei/projection.h"
#include "unit.h"
#include <float.h>
#include <math.h>
#include <string.h>

/* Two zones, four ages, and numbers with few binary digits, so that every result is exact. */
enum { ZONES = 2, AGES = 4, CELLS = ZONES * XW_SEXES * AGES };

struct world {
    struct xw_arena scratch;
    double fertility[ZONES * AGES], survival[CELLS], migration[CELLS];
    double now[CELLS], next[CELLS];
    double births[ZONES * XW_SEXES], deaths[ZONES * XW_SEXES], migrants[ZONES * XW_SEXES];
    double not_taken[ZONES * XW_SEXES];
    struct xw_step_rates rates;
    struct xw_step_events events;
};

/* Women 8, 16, 32, 64 and men 16, 8, 4, 2 in every zone; nobody moves. Schedules serve all. */
static void usual(struct world *w)
{
    static const double people[] = { 8, 16, 32, 64, 16, 8, 4, 2 };
    static const double live[] = { 0.5, 0.75, 0.5, 0.25, 0.25, 0.5, 0.75, 0.5 };
    static const double bear[] = { 0, 0.5, 0.25, 0.125 };
    *w = (struct world){ 0 };
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    for (int z = 0; z < ZONES; z++) {
        memcpy(w->now + z * 8, people, sizeof people);
        memcpy(w->survival + z * 8, live, sizeof live);
        memcpy(w->fertility + z * 4, bear, sizeof bear);
    }
    w->rates = (struct xw_step_rates){ .width = 1,
                                       .fertility_places = 1,
                                       .mortality_places = 1,
                                       .migration_places = 1,
                                       .fertility = w->fertility,
                                       .survival = w->survival,
                                       .males_per_female = 3.0,
                                       .known_births = NAN };
    w->events = (struct xw_step_events){ w->births, w->deaths, w->migrants, w->not_taken, -1 };
}

static enum xw_status step(struct world *w, int32_t zones)
{
    return xw_projection_step(zones, AGES, &w->rates, w->now, w->scratch, w->next, &w->events);
}

static void step_well(struct world *w, int32_t zones)
{
    ck_assert_int_eq(step(w, zones), XW_OK);
    ck_assert_double_le(xw_projection_imbalance(zones, AGES, w->now, w->next, &w->events), 1e-15);
}

static void same(const double *got, const double *want, int count)
{
    for (int i = 0; i < count; i++)
        ck_assert_msg(got[i] == want[i], "value %d is %.17g, not %.17g", i, got[i], want[i]);
}
#define SAME(got, ...)                                                                             \
    same((got), (const double[]){ __VA_ARGS__ },                                                   \
         (int)(sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double)))

/* Women at the end 8 x 3/4, 16 / 2, (32 + 64) / 4; births 0.5 x (16 + 6) / 2 + 0.25 x (32 + 8) / 2
 * + 0.125 x (64 + 24) / 2 = 16, of which 4 girls; half of them live. */
START_TEST(a_year_without_moves)
{
    struct world w;
    usual(&w);
    step_well(&w, 2);
    for (int z = 0; z < 2; z++) {
        SAME(w.next + 8 * z, 2, 6, 8, 24, 3, 8, 6, 3);
        SAME(w.births + 2 * z, 4, 12);
        SAME(w.deaths + 2 * z, 2 + 8 + 72 + 2, 8 + 2 + 3 + 9);
        SAME(w.migrants + 2 * z, 0, 0);
    }
    ck_assert_int_eq(w.events.limited, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

static const double net[] = { 1, -2, 3, -30, -3, 1, 1, -3 };

/* 24 old women are left of whom 30 should go: 24 go. The 3 boys and the 3 old men all go, which is
 * no limit. */
START_TEST(migrants_at_the_end)
{
    struct world w;
    usual(&w);
    memcpy(w.migration, net, sizeof net);
    w.rates.migration = w.migration;
    step_well(&w, 1);
    SAME(w.next, 3, 4, 11, 0, 0, 9, 7, 0);
    SAME(w.births, 4, 12);
    SAME(w.deaths, 84, 22);
    SAME(w.migrants, -22, -4);
    SAME(w.not_taken, 30 - 24, 0);
    ck_assert_int_eq(w.events.limited, 1);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Women at the start 8.5, 15, 33.5, 49, at the end, before the births, 5.375, 9, 5.625. */
START_TEST(migrants_half_before_and_half_after)
{
    struct world w;
    usual(&w);
    memcpy(w.migration, net, sizeof net);
    w.rates.migration = w.migration;
    w.rates.timing = XW_MIGRATION_EVEN;
    step_well(&w, 1);
    SAME(w.births, 3.455078125, 10.365234375);
    SAME(w.next, 3.455078125 / 2 + 0.5, 5.375, 9, 5.625, 10.365234375 / 4 - 1.5, 7.75, 6.875, 1);
    SAME(w.deaths, 2.125 + 7.5 + 0.75 * 82.5 + 3.455078125 / 2,
         7.25 + 2.125 + 2.5 + 0.75 * 10.365234375);
    SAME(w.migrants, -28, -4);
    SAME(w.not_taken, 0, 0);
    ck_assert_int_eq(w.events.limited, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Of 200 women aged 3 who should go, half of them before: 64 go, then the 8 who come of age (16
 * aged 2 left, at survival 1/4: 8 = 32 / 4). One cell is limited, though twice. Of 20 men aged 1, 8
 * go before, and then the 8 who come of age; of 70 girls, all 8 before and those born after. */
START_TEST(both_halves_are_limited)
{
    struct world w;
    usual(&w);
    w.rates.migration = w.migration;
    w.rates.timing = XW_MIGRATION_EVEN;
    w.migration[3] = -200;
    w.migration[4 + 1] = -20;
    w.migration[0] = -70;
    step_well(&w, 1);
    /* Women at the start 0, 16, 32, 0, at the end 0, 8, 0: births 4 + 5 = 9. */
    SAME(w.births, 2.25, 6.75);
    SAME(w.next, 0, 0, 8, 0, 6.75 / 4, 0, 0, 3);
    SAME(w.migrants, -8 - 64 - 8 - 1.125, -8 - 8);
    SAME(w.not_taken, 200 + 70 - (8 + 64 + 8 + 1.125), 20 - (8 + 8));
    ck_assert_int_eq(w.events.limited, 3);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Zone 1 has three times the women of zone 0 and no men but two of the oldest: 150 people in zone 0
 * and 362 in zone 1. */
static void unequal(struct world *w)
{
    usual(w);
    for (int a = 0; a < AGES; a++) {
        w->now[8 + a] = 3 * w->now[a];
        w->now[12 + a] = 0;
    }
    w->now[15] = 2;
    w->rates.migration = w->migration;
}

/* A quarter of the women live in zone 0, and all men aged 2. There is no man aged 1 when all boys
 * die: then all people share, 150 of 512 in zone 0. */
START_TEST(persons_of_a_district_are_shared)
{
    struct world w;
    unequal(&w);
    w.migration[1] = -8;
    w.migration[2] = 40;
    w.migration[6] = 7;
    w.migration[5] = 512;
    w.survival[5] = 0;
    step_well(&w, 2);
    SAME(w.next, 2, 6 - 2, 8 + 10, 24, 3, 150, 6 + 7, 3);
    SAME(w.next + 8, 6, 18 - 6, 24 + 30, 72, 9, 362, 0, 1);
    SAME(w.migrants, 8, 157, 24, 362);
    ck_assert_int_eq(w.events.limited, 0);

    /* With nobody to take from, nobody goes, and that is a limit in both zones. */
    w.migration[5] = -512;
    step_well(&w, 2);
    SAME(w.next, 2, 4, 18, 24, 3, 0, 13, 3);
    SAME(w.migrants, 8, 7, 24, 0);
    ck_assert_int_eq(w.events.limited, 2);
    xw_arena_free(&w.scratch);
}
END_TEST

/* 16 women aged 2 come before survival and 16 after it, a quarter of them to zone 0 both times; 8
 * men aged 2 come before and 8 after, all to zone 0, where all men of that age live. */
START_TEST(persons_of_a_district_are_shared_twice)
{
    struct world w;
    unequal(&w);
    w.rates.timing = XW_MIGRATION_EVEN;
    w.migration[2] = 32;
    w.migration[4 + 2] = 16;
    step_well(&w, 2);
    ck_assert_double_eq(w.next[2], 8 + 4);
    ck_assert_double_eq(w.next[8 + 2], 24 + 12);
    ck_assert_double_eq(w.next[3], (32 + 4 + 64) * 0.25);
    ck_assert_double_eq(w.next[8 + 3], 3 * (32 + 4 + 64) * 0.25);
    ck_assert_double_eq(w.next[4 + 2], 6 + 8);
    ck_assert_double_eq(w.next[4 + 3], (4 + 8 + 2) * 0.5);
    ck_assert_double_eq(w.next[12 + 2], 0);
    ck_assert_double_eq(w.next[12 + 3], 1);
    SAME(w.migrants, 8, 16, 24, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Nobody lives anywhere, so that the zones are alike. */
START_TEST(the_first_people_come_to_all_zones_alike)
{
    struct world w;
    usual(&w);
    memset(w.now, 0, sizeof w.now);
    w.rates.migration = w.migration;
    w.migration[1] = 6;
    w.rates.known_births = 32;
    step_well(&w, 2);
    SAME(w.next, 2, 3, 0, 0, 3, 0, 0, 0);
    SAME(w.next + 8, 2, 3, 0, 0, 3, 0, 0, 0);
    SAME(w.births, 4, 12, 4, 12);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(tables_by_zone)
{
    struct world w;
    usual(&w);
    w.rates.fertility_places = w.rates.mortality_places = w.rates.migration_places = 2;
    w.rates.migration = w.migration;
    w.fertility[4 + 1] = 1;
    w.survival[8] = 1;
    w.survival[8 + 4 + 1] = 0.25;
    w.migration[8 + 2] = -3;
    w.migration[4] = 1;
    step_well(&w, 2);
    SAME(w.next, 2, 6, 8, 24, 4, 8, 6, 3);
    SAME(w.births, 4, 12, 5.375, 16.125); /* 0.5 x (16 + 6) / 2 more */
    SAME(w.next + 8, 5.375, 6, 5, 24, 16.125 / 4, 4, 6, 3);
    SAME(w.deaths, 84, 22, 82, 12 + 2 + 3 + 0.75 * 16.125);
    SAME(w.migrants, 0, 1, -3, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* A rate applies to those who are of that age when they move. */
START_TEST(rates_of_migration)
{
    struct world w;
    usual(&w);
    w.rates.migration = w.migration;
    w.rates.migration_is_rate = true;
    w.migration[0] = 0.5;
    w.migration[1] = -0.5;
    w.migration[4 + 3] = -2;
    step_well(&w, 2);
    SAME(w.next + 8, 3, 3, 8, 24, 3, 8, 6, 0);
    SAME(w.migrants, 1 - 3, -3, 1 - 3, -3);
    ck_assert_int_eq(w.events.limited, 2);

    w.rates.timing = XW_MIGRATION_EVEN;
    w.rates.migration_places = 2;
    w.migration[8 + 1] = 1;
    w.migration[8 + 2] = 0;
    step_well(&w, 2);
    /* Zone 0: 8 girls and 2 at the start, 16 - 4 aged 1, nobody old among the men; at the end 7.5
     * less a quarter aged 1. */
    SAME(w.next + 1, 5.625, 6, 24);
    ck_assert_double_eq(w.births[0] + w.births[1],
                        0.25 * (12 + 5.625) + 0.125 * (32 + 6) + 0.0625 * (64 + 24));
    ck_assert_double_eq(w.next[0], w.births[0] * 0.5 * 1.25);
    SAME(w.next + 4 + 1, 8, 6, 0); /* (4 + 2 - 2) / 2 and then all of them */
    SAME(w.migrants + 1, -2 - 2);
    /* Zone 1: 16 + 8 women aged 1 at the start; then 6 and half as many more. */
    SAME(w.next + 8 + 1, 9, 12, 24);
    SAME(w.migrants + 2, 11, 0);
    ck_assert_int_eq(w.events.limited, 0); /* half of -2 takes all, which is no limit */
    xw_arena_free(&w.scratch);
}
END_TEST

/* The schedule gives 16 and 48 births. */
START_TEST(known_births_replace_the_schedule)
{
    struct world w;
    unequal(&w);
    w.rates.migration = NULL;
    w.rates.known_births = 128;
    step_well(&w, 2);
    SAME(w.births, 8, 24, 24, 72);
    SAME(w.next, 4, 6, 8, 24, 6);
    SAME(w.next + 8, 12, 18, 24, 72, 18);

    w.rates.known_births = 0;
    step_well(&w, 2);
    SAME(w.births, 0, 0, 0, 0);

    /* Few births are shared like many: the schedule gives a quarter and three. */
    for (int a = 0; a < AGES; a++)
        w.fertility[a] /= 64;
    w.rates.known_births = 128;
    step_well(&w, 2);
    SAME(w.births, 8, 24, 24, 72);

    /* Without a schedule all people share, 150 and 362. */
    memset(w.fertility, 0, sizeof w.fertility);
    w.rates.known_births = 512 * 4;
    step_well(&w, 2);
    SAME(w.births, 150, 450, 362, 1086);

    /* However few they are. */
    memset(w.now, 0, sizeof w.now);
    w.now[7] = 0.125;
    w.now[8] = 0.375;
    step_well(&w, 2);
    SAME(w.births, 128, 384, 384, 1152);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Rates and persons per year count five times, known births as they are. */
START_TEST(five_years_in_a_step)
{
    struct world w;
    usual(&w);
    w.rates.width = 5;
    w.rates.migration = w.migration;
    w.migration[1] = -1;
    w.migration[2] = 0.5;
    step_well(&w, 1);
    SAME(w.births, 20, 60);
    SAME(w.next, 10, 1, 10.5, 24, 15, 8, 6, 3);
    SAME(w.migrants, -2.5, 0);

    w.rates.timing = XW_MIGRATION_EVEN;
    w.rates.known_births = 16;
    step_well(&w, 1);
    /* 16 - 2.5 and 32 + 1.25 women at the start. */
    SAME(w.births, 4, 12);
    SAME(w.next, 2, 6 - 2.5, 13.5 * 0.5 + 1.25, (33.25 + 64) * 0.25);

    w.rates.migration_is_rate = true;
    w.rates.migration_places = 1;
    w.migration[1] = -0.125;
    w.migration[2] = 0;
    step_well(&w, 1);
    SAME(w.next + 1, 6 * (1 - 0.3125), 16 * (1 - 0.3125) * 0.5);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(no_boys_or_no_girls)
{
    struct world w;
    usual(&w);
    w.rates.males_per_female = 0;
    step_well(&w, 1);
    SAME(w.births, 16, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* One thing is wrong in each. */
enum spoiled { NOTHING, NOW, FERTILITY, INFANT_FERTILITY, SURVIVAL, MIGRATION, RATIO, KNOWN };
static const struct {
    const char *name;
    enum spoiled what;
    double value;
    enum xw_status want;
} spoils[] = {
    { "nothing", NOTHING, 0, XW_OK },
    { "people not a number", NOW, NAN, XW_NOT_FINITE },
    { "people without end", NOW, INFINITY, XW_NOT_FINITE },
    { "negative people", NOW, -1e-9, XW_NEGATIVE },
    { "fertility not a number", FERTILITY, NAN, XW_NOT_FINITE },
    { "negative fertility", FERTILITY, -1e-9, XW_NEGATIVE },
    { "infant mothers", INFANT_FERTILITY, 1e-9, XW_OUT_OF_RANGE },
    { "survival not a number", SURVIVAL, NAN, XW_NOT_FINITE },
    { "negative survival", SURVIVAL, -1e-9, XW_NEGATIVE },
    { "survival above 1", SURVIVAL, 1 + 1e-9, XW_OUT_OF_RANGE },
    { "survival 1", SURVIVAL, 1, XW_OK },
    { "migration not a number", MIGRATION, NAN, XW_NOT_FINITE },
    { "migration without end", MIGRATION, -INFINITY, XW_NOT_FINITE },
    { "migration away", MIGRATION, -1, XW_OK },
    { "sex ratio not a number", RATIO, NAN, XW_NOT_FINITE },
    { "negative sex ratio", RATIO, -1e-9, XW_NEGATIVE },
    { "births without end", KNOWN, INFINITY, XW_NOT_FINITE },
    { "negative births", KNOWN, -1e-9, XW_NEGATIVE },
    { "births not known", KNOWN, NAN, XW_OK },
    { "rates beyond every number", FERTILITY, DBL_MAX, XW_NOT_FINITE },
};

/* Where a column may be spoiled: its first cell, its last one, the one behind it, which is not its
 * own. */
static ptrdiff_t cell_at(int where, ptrdiff_t count)
{
    return where == 0 ? 0 : where == 1 ? count - 1 : count;
}

static double *spoiled_cell(struct world *w, enum spoiled what, int where, int zones)
{
    ptrdiff_t cells = (ptrdiff_t)zones * XW_SEXES * AGES;
    switch (what) {
    case NOW:
        return w->now + cell_at(where, cells);
    case FERTILITY: /* of the oldest, in the first or last place */
        return w->fertility + (where == 2 ? zones * AGES : where * (zones - 1) * AGES + AGES - 1);
    case INFANT_FERTILITY:
        return w->fertility + (where == 2 ? zones : where * (zones - 1)) * AGES;
    case SURVIVAL:
        return w->survival + cell_at(where, cells);
    case MIGRATION:
        return w->migration + cell_at(where, cells);
    case RATIO:
        return &w->rates.males_per_female;
    case KNOWN:
        return &w->rates.known_births;
    case NOTHING:
        break;
    }
    return &w->next[0];
}

START_TEST(bad_numbers_are_refused)
{
    for (int where = 0; where < 3; where++) {
        struct world w;
        usual(&w);
        int zones = where == 2 ? 1 : 2;
        w.rates.fertility_places = w.rates.mortality_places = w.rates.migration_places = zones;
        w.rates.migration = w.migration;
        enum spoiled what = spoils[_i].what;
        *spoiled_cell(&w, what, where, zones) = spoils[_i].value;
        bool own = where < 2 || what == RATIO || what == KNOWN;
        enum xw_status got = step(&w, zones);
        ck_assert_msg(got == (own ? spoils[_i].want : XW_OK), "%s at %d: got %d", spoils[_i].name,
                      where, got);
        xw_arena_free(&w.scratch);
    }
}
END_TEST

static const struct {
    const char *name;
    int32_t zones, ages, fertility, mortality, migration;
    bool moves;
    enum xw_migration_timing timing;
    enum xw_status want;
} shapes[] = {
    { "usual", 2, 4, 1, 2, 1, true, XW_MIGRATION_END, XW_OK },
    { "no zones", 0, 4, 1, 1, 1, true, XW_MIGRATION_EVEN, XW_OK },
    { "two ages", 2, 2, 1, 2, 1, true, XW_MIGRATION_EVEN, XW_OK },
    { "zones below 0", -1, 4, 1, 1, 1, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "one age", 2, 1, 1, 1, 1, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "fertility of no place", 2, 4, 0, 1, 1, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "fertility of three places", 2, 4, 3, 1, 1, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "mortality of no place", 2, 4, 1, 0, 1, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "migration of no place", 2, 4, 1, 1, 0, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "migration of three places", 2, 4, 1, 1, 3, true, XW_MIGRATION_END, XW_OUT_OF_RANGE },
    { "no migration, of any places", 2, 4, 1, 1, 3, false, XW_MIGRATION_END, XW_OK },
    { "no such timing", 2, 4, 1, 1, 1, true, (enum xw_migration_timing)2, XW_OUT_OF_RANGE },
};

START_TEST(shapes_are_accepted_or_refused)
{
    struct world w;
    usual(&w);
    w.rates.fertility_places = shapes[_i].fertility;
    w.rates.mortality_places = shapes[_i].mortality;
    w.rates.migration_places = shapes[_i].migration;
    w.rates.migration = shapes[_i].moves ? w.migration : NULL;
    w.rates.timing = shapes[_i].timing;
    enum xw_status got = xw_projection_step(shapes[_i].zones, shapes[_i].ages, &w.rates, w.now,
                                            w.scratch, w.next, &w.events);
    ck_assert_msg(got == shapes[_i].want, "%s: got %d", shapes[_i].name, got);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(widths_are_one_or_five)
{
    struct world w;
    for (int32_t width = -1; width <= 6; width++) {
        usual(&w);
        w.rates.width = width;
        ck_assert_int_eq(step(&w, 2), width == 1 || width == 5 ? XW_OK : XW_OUT_OF_RANGE);
        xw_arena_free(&w.scratch);
    }
}
END_TEST

START_TEST(two_ages_are_an_infant_and_the_rest)
{
    struct world w;
    usual(&w);
    const double fertility[] = { 0, 0.5 }, survival[] = { 1, 0.5, 0.5, 0.25 };
    const double now[] = { 4, 12, 8, 8 };
    w.rates.fertility = fertility;
    w.rates.survival = survival;
    w.rates.males_per_female = 1;
    ck_assert_int_eq(xw_projection_step(1, 2, &w.rates, now, w.scratch, w.next, &w.events), XW_OK);
    SAME(w.next, 2.5, 8, 1.25, 4); /* births 0.5 x (12 + 8) / 2 = 5 */
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(no_room)
{
    struct world w;
    usual(&w);
    struct xw_arena whole = w.scratch;
    int32_t good = 0, bad = 0;
    /* Room for less than everything must be noticed, and nothing be written behind it. */
    for (ptrdiff_t room = 0; room <= 16384; room += 64) {
        w.scratch.end = whole.base + room;
        memset(whole.base + room, 0x5a, 4096);
        enum xw_status got = step(&w, 2);
        ck_assert(got == XW_OK || got == XW_NO_MEMORY);
        ck_assert(got == XW_OK || good == 0);
        good += got == XW_OK;
        bad += got != XW_OK;
        for (int i = 0; i < 4096; i++)
            if (whole.base[room + i] != 0x5a) ck_abort_msg("written behind %td", room);
    }
    ck_assert_int_gt(good, 100);
    ck_assert_int_gt(bad, 20); /* two blocks of 8 lines, and the working space of a block */
    xw_arena_free(&whole);
}
END_TEST

START_TEST(an_imbalance_is_seen)
{
    /* One zone, two ages: women 3 + 1 to 5 + 3 by 6 births, 1 death, -1 migrants; men 0 to 0. */
    const double now[] = { 3, 1, 0, 0 }, next[] = { 5, 3, 0, 0 };
    double births[] = { 6, 0 }, deaths[] = { 1, 0 }, migrants[] = { -1, 0 };
    struct xw_step_events e = { births, deaths, migrants, NULL, 0 };
    ck_assert_double_eq(xw_projection_imbalance(1, 2, now, next, &e), 0.0);
    births[0] = 7;
    ck_assert_double_eq(xw_projection_imbalance(1, 2, now, next, &e), 0.125); /* 1 of 8 */
    births[0] = 6;
    deaths[0] = 3;
    ck_assert_double_eq(xw_projection_imbalance(1, 2, now, next, &e), 0.25);
    migrants[0] = 3;
    ck_assert_double_eq(xw_projection_imbalance(1, 2, now, next, &e), 0.25);
    migrants[1] = 0.5; /* of nobody: counts as of 1 */
    ck_assert_double_eq(xw_projection_imbalance(1, 2, now, next, &e), 0.5);
    births[0] = NAN;
    ck_assert_double_nan(xw_projection_imbalance(1, 2, now, next, &e));
    births[0] = 6;
    births[1] = NAN;
    ck_assert_double_nan(xw_projection_imbalance(1, 2, now, next, &e));
    ck_assert_double_eq(xw_projection_imbalance(0, 2, now, next, &e), 0.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_year_without_moves);
    tcase_add_test(c, migrants_at_the_end);
    tcase_add_test(c, migrants_half_before_and_half_after);
    tcase_add_test(c, both_halves_are_limited);
    tcase_add_test(c, persons_of_a_district_are_shared);
    tcase_add_test(c, persons_of_a_district_are_shared_twice);
    tcase_add_test(c, the_first_people_come_to_all_zones_alike);
    tcase_add_test(c, tables_by_zone);
    tcase_add_test(c, rates_of_migration);
    tcase_add_test(c, known_births_replace_the_schedule);
    tcase_add_test(c, five_years_in_a_step);
    tcase_add_test(c, no_boys_or_no_girls);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, an_imbalance_is_seen);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, bad_numbers_are_refused, 0, (int)(sizeof spoils / sizeof *spoils));
    tcase_add_loop_test(c, shapes_are_accepted_or_refused, 0,
                        (int)(sizeof shapes / sizeof *shapes));
    tcase_add_test(c, widths_are_one_or_five);
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, two_ages_are_an_infant_and_the_rest);
    return c;
}

UNIT_MAIN("projection", known_answers(), laws(), refusals(), limits())
