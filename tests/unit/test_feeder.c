#include "xuewei/feeder.h"
#include "unit.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define EXACT 1e-15 /* sums of a few decimals of a table */

static struct xw_arena scratch;

static void open_arena(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
}

static void close_arena(void)
{
    xw_arena_free(&scratch);
}

/* Primary schools 0, 1 and 2; school 3 is a nine-year school; 5, 7 and 8 are lower secondary, 8 is
 * not open. Divisions 0..3 are those of schools 3, 5, 7 and 9.
 *   school 0: 0.6 to 5, 0.3 to 7 (0.1 to nobody); until 2022 all to 7
 *   school 1: all to 7
 *   school 3: 0.25 to 5 from 2021 on, and what is left to itself
 *   school 4: half to the closed 8, half to 5 */
static int32_t from_school[] = { 0, 0, 0, 1, 3, 4, 4 };
static int32_t to_school[] = { 5, 7, 7, 7, 5, 5, 8 };
static double share[] = { 0.6, 1.0, 0.3, 1.0, 0.25, 0.5, 0.5 };
static int16_t from_year[] = { 2023, INT16_MIN, 2023, INT16_MIN, 2021, INT16_MIN, INT16_MIN };
static int16_t to_year[] = { XW_NEVER, 2022, XW_NEVER, XW_NEVER, 2024, XW_NEVER, XW_NEVER };
static const struct xw_feeders rows = {
    7, from_school, to_school, share, from_year, to_year, NULL
};
enum { DIVISIONS = 4 };
static const int32_t division_school[DIVISIONS] = { 3, 5, 7, 9 };

static const struct worked {
    const char *name;
    int16_t year;
    int32_t groups, zone[4], school[4], pupils[4];
    double weight[2][DIVISIONS];
} worked[] = {
    { .name = "no leavers", .year = 2023 },
    { "one school", 2023, 1, { 1, 0 }, { 0, 1 }, { 10, 99 }, { { 0 }, { 0, 0.6, 0.3, 0 } } },
    { "the year before the rows change", 2022, 1, { 0 }, { 0 }, { 10 }, { { 0, 0, 1, 0 } } },
    /* 30 pupils: 10 x 0.6 to 5; 10 x 0.3 + 20 to 7. */
    { "two schools, mixed by pupils",
      2023,
      2,
      { 0, 0 },
      { 0, 1 },
      { 10, 20 },
      { { 0, 6.0 / 30, 23.0 / 30, 0 } } },
    { "groups in any order, one in twice, one empty",
      2023,
      4,
      { 1, 0, 1, 0 },
      { 1, 1, 0, 0 },
      { 15, 7, 5, 0 },
      { { 0, 0, 1, 0 }, { 0, 3.0 / 20, 16.5 / 20, 0 } } },
    { "an empty group alone", 2023, 1, { 0 }, { 1 }, { 0 }, { { 0 } } },
    { "nine years: what is left", 2021, 1, { 0 }, { 3 }, { 8 }, { { 0.75, 0.25, 0, 0 } } },
    { "nine years: the last year", 2024, 1, { 0 }, { 3 }, { 8 }, { { 0.75, 0.25, 0, 0 } } },
    { "nine years: no row yet", 2020, 1, { 0 }, { 3 }, { 8 }, { { 1, 0, 0, 0 } } },
    { "nine years: no row any more", 2025, 1, { 0 }, { 3 }, { 8 }, { { 1, 0, 0, 0 } } },
    { "a school that is not open", 2023, 1, { 0 }, { 4 }, { 8 }, { { 0, 0.5, 0, 0 } } },
    { "a school without rows", 2023, 1, { 0 }, { 2 }, { 8 }, { { 0 } } },
    { "a school after the last row", 2023, 1, { 0 }, { 6 }, { 8 }, { { 0 } } },
    { "the last division's own", 2023, 1, { 0 }, { 9 }, { 8 }, { { 0, 0, 0, 1 } } },
    { "a school after the last division", 2023, 1, { 0 }, { 10 }, { 8 }, { { 0 } } },
};

START_TEST(worked_weights_come_out)
{
    const struct worked *w = &worked[_i];
    double got[2][DIVISIONS];
    memset(got, 0xa5, sizeof got);
    ck_assert_int_eq(xw_feeder_weights(scratch, &rows, w->year, 2, w->groups, w->zone, w->school,
                                       w->pupils, DIVISIONS, division_school, got[0], NULL),
                     XW_OK);
    for (int32_t z = 0; z < 2; z++)
        for (int32_t d = 0; d < DIVISIONS; d++)
            ck_assert_msg(fabs(got[z][d] - w->weight[z][d]) <= EXACT, "%s: zone %d division %d: %g",
                          w->name, z, d, got[z][d]);
}
END_TEST

/* Shares of a nine-year school whose rows give a third three times leave it nothing, not a rounding
 * error below zero. */
START_TEST(nothing_is_left_of_three_thirds)
{
    int32_t from[] = { 3, 3, 3 }, to[] = { 5, 7, 9 };
    double third[] = { 0.3333333334, 0.3333333334, 0.3333333334 };
    int16_t first[] = { 0, 0, 0 }, last[] = { 3000, 3000, 3000 };
    struct xw_feeders table = { 3, from, to, third, first, last, NULL };
    double got[DIVISIONS];
    ck_assert_int_eq(xw_feeder_weights(scratch, &table, 2023, 1, 1, &(int32_t){ 0 },
                                       &(int32_t){ 3 }, &(int32_t){ 9 }, DIVISIONS, division_school,
                                       got, NULL),
                     XW_OK);
    ck_assert_double_eq(got[0], 0.0);
    ck_assert_double_eq_tol(got[1], third[0], EXACT);
    ck_assert_double_eq_tol(got[3], third[0], EXACT);
}
END_TEST

/* One zone and one division: a nine-year school whose row gives all but a twentieth away. */
START_TEST(a_twentieth_is_left)
{
    double most = 0.95, got = NAN, own = NAN;
    int16_t first = 0, last = 3000;
    int32_t three = 3, five = 5, zero = 0, pupils = 40;
    struct xw_feeders table = { 1, &three, &five, &most, &first, &last, NULL };
    ck_assert_int_eq(xw_feeder_weights(scratch, &table, 2023, 1, 1, &zero, &three, &pupils, 1,
                                       &three, &got, &own),
                     XW_OK);
    ck_assert_double_eq_tol(got, 0.05, EXACT);
    ck_assert_double_eq_tol(own, 0.05, EXACT);
}
END_TEST

/* Of 10 leavers of zone 0, 6 leave the nine-year school 3 (division 0), whose row sends a half to
 * school 5; 4 leave school 4, which sends all to school 3. Three stay, four are sent there. */
START_TEST(who_stays_is_told_from_who_is_sent)
{
    int32_t from[] = { 3, 4 }, to[] = { 5, 3 }, zone[] = { 0, 0 }, school[] = { 3, 4 },
            pupils[] = { 6, 4 };
    double sent[] = { 0.5, 1.0 }, got[DIVISIONS], own[DIVISIONS];
    int16_t first[] = { 0, 0 }, last[] = { 3000, 3000 };
    struct xw_feeders table = { 2, from, to, sent, first, last, NULL };
    memset(own, 0xa5, sizeof own);
    ck_assert_int_eq(xw_feeder_weights(scratch, &table, 2023, 1, 2, zone, school, pupils, DIVISIONS,
                                       division_school, got, own),
                     XW_OK);
    ck_assert_double_eq_tol(got[0], 0.7, EXACT);
    ck_assert_double_eq_tol(own[0], 0.3, EXACT);
    ck_assert_double_eq_tol(got[1], 0.3, EXACT);
    for (int32_t d = 1; d < DIVISIONS; d++)
        ck_assert_double_eq(own[d], 0.0);
}
END_TEST

/* splitmix64 (Steele, Lea and Flood 2014) */
static int32_t random_below(uint64_t *state, int32_t count)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (int32_t)((z ^ (z >> 31)) % (uint64_t)count);
}

/* Leavers by zone in random numbers, schools and years: the list holds what the table of all zones and
 * divisions holds, to the last digit, and nothing else. */
START_TEST(the_list_is_the_table)
{
    enum { ZONES = 6, MOST = 40, SOURCES = 11 };
    uint64_t r = (uint64_t)_i;
    int32_t zone[MOST], source[MOST], school[MOST], pupils[MOST], source_school[SOURCES];
    int32_t groups = random_below(&r, MOST), at = 0;
    int16_t year = (int16_t)(2019 + random_below(&r, 8));
    double weight[ZONES][DIVISIONS], own[ZONES][DIVISIONS];
    struct xw_arena keep;
    for (int32_t i = 0; i < SOURCES; i++)
        source_school[i] = i;
    for (int32_t g = 0; g < groups; g++) {
        at += random_below(&r, 4) == 0 && at < ZONES - 1;
        zone[g] = at;
        school[g] = source[g] = random_below(&r, SOURCES);
        pupils[g] = random_below(&r, 3) == 0 ? 0 : random_below(&r, 50);
    }
    struct xw_feeder_leavers l = { groups, zone, source, pupils, SOURCES, source_school };
    struct xw_feeder_ways ways;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_feeder_weights(scratch, &rows, year, ZONES, groups, zone, school, pupils,
                                       DIVISIONS, division_school, weight[0], own[0]),
                     XW_OK);
    ck_assert_int_eq(
        xw_feeder_list(&keep, scratch, &rows, year, ZONES, &l, DIVISIONS, division_school, &ways),
        XW_OK);
    ck_assert_int_eq(ways.start[0], 0);
    for (int32_t z = 0; z < ZONES; z++) {
        int32_t i = ways.start[z];
        for (int32_t d = 0; d < DIVISIONS; d++) {
            bool listed = i < ways.start[z + 1] && ways.division[i] == d;
            ck_assert_int_eq(listed, weight[z][d] > 0.0);
            if (!listed) continue;
            ck_assert_double_eq(ways.weight[i], weight[z][d]);
            ck_assert_double_eq(ways.own[i], own[z][d]);
            i++;
        }
        ck_assert_int_eq(i, ways.start[z + 1]);
    }
    xw_arena_free(&keep);
}
END_TEST

START_TEST(lists_out_of_order_are_refused)
{
    static const struct {
        int32_t zone[2], source[2], pupils[2];
        enum xw_status want;
    } of[] = { { { 0, 1 }, { 0, 0 }, { 1, 1 }, XW_OK },
               { { 1, 0 }, { 0, 0 }, { 1, 1 }, XW_OUT_OF_RANGE },
               { { 0, 2 }, { 0, 0 }, { 1, 1 }, XW_OUT_OF_RANGE },
               { { 0, 1 }, { 0, 1 }, { 1, 1 }, XW_OUT_OF_RANGE },
               { { 0, 1 }, { 0, -1 }, { 1, 1 }, XW_OUT_OF_RANGE },
               { { 0, 1 }, { 0, 0 }, { 1, -1 }, XW_NEGATIVE } };
    struct xw_feeder_leavers l = {
        2, of[_i].zone, of[_i].source, of[_i].pupils, 1, &(int32_t){ 3 }
    };
    struct xw_feeder_ways ways = { 0 };
    struct xw_arena keep;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(
        xw_feeder_list(&keep, scratch, &rows, 2023, 2, &l, DIVISIONS, division_school, &ways),
        of[_i].want);
    ck_assert_int_eq(ways.start == NULL, of[_i].want != XW_OK);
    xw_arena_free(&keep);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, who_stays_is_told_from_who_is_sent);
    tcase_add_loop_test(c, the_list_is_the_table, 0, 300);
    tcase_add_loop_test(c, lists_out_of_order_are_refused, 0, 6);
    tcase_add_loop_test(c, worked_weights_come_out, 0, sizeof worked / sizeof *worked);
    tcase_add_test(c, nothing_is_left_of_three_thirds);
    tcase_add_test(c, a_twentieth_is_left);
    return c;
}

/* A good call with one thing changed: two rows, two groups, two divisions, two zones. */
static const struct {
    const char *name;
    int32_t zones, groups, divisions, from[2], zone[2], pupils[2], division_school[2];
    double share[2];
    int16_t to_year;
    enum xw_status want;
} refused[] = {
    { "good", 2, 2, 2, { 0, 0 }, { 0, 1 }, { 5, 0 }, { 3, 4 }, { 0.5, 0.5 }, 2030, XW_OK },
    { "all that can be nothing",
      0,
      0,
      0,
      { 0, 0 },
      { 0, 0 },
      { 0, 0 },
      { 0, 0 },
      { 0, 1 },
      2030,
      XW_OK },
    { "no divisions", 2, 2, 0, { 0, 0 }, { 0, 1 }, { 5, 0 }, { 3, 4 }, { 0.5, 0.5 }, 2030, XW_OK },
    { "within the slack",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5000000009 },
      2030,
      XW_OK },
    { "two schools, a whole each",
      2,
      2,
      2,
      { 0, 1 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 1, 1 },
      2030,
      XW_OK },
    { "too much, but out of force",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 7, NAN },
      2022,
      XW_OK },
    { "too much in the last year",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 7, 0 },
      2023,
      XW_OUT_OF_RANGE },
    { "zones",
      -1,
      0,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "groups",
      2,
      -1,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "divisions",
      2,
      2,
      -1,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "zone below",
      2,
      2,
      2,
      { 0, 0 },
      { -1, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "zone above",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 2 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "pupils", 2, 2, 2, { 0, 0 }, { 0, 1 }, { 5, -1 }, { 3, 4 }, { 0.5, 0.5 }, 2030, XW_NEGATIVE },
    { "divisions equal",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 3 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "divisions fall",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 4, 3 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "rows fall",
      2,
      2,
      2,
      { 1, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.5 },
      2030,
      XW_OUT_OF_RANGE },
    { "share below",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, -0.1 },
      2030,
      XW_OUT_OF_RANGE },
    { "share not a number",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, NAN },
      2030,
      XW_OUT_OF_RANGE },
    { "share without end",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0, INFINITY },
      2030,
      XW_OUT_OF_RANGE },
    { "together above one",
      2,
      2,
      2,
      { 0, 0 },
      { 0, 1 },
      { 5, 0 },
      { 3, 4 },
      { 0.5, 0.500000002 },
      2030,
      XW_OUT_OF_RANGE },
};

START_TEST(calls_are_accepted_or_refused)
{
    int32_t from[2], to[2] = { 3, 4 }, school[2] = { 0, 1 };
    double shares[2], weight[4] = { -1.0, -1.0, -1.0, -1.0 };
    int16_t first[2] = { 2000, 2000 }, last[2] = { refused[_i].to_year, refused[_i].to_year };
    memcpy(from, refused[_i].from, sizeof from);
    memcpy(shares, refused[_i].share, sizeof shares);
    struct xw_feeders table = { 2, from, to, shares, first, last, NULL };
    enum xw_status got = xw_feeder_weights(
        scratch, &table, 2023, refused[_i].zones, refused[_i].groups, refused[_i].zone, school,
        refused[_i].pupils, refused[_i].divisions, refused[_i].division_school, weight, NULL);
    ck_assert_msg(got == refused[_i].want, "%s: got %d", refused[_i].name, got);
    bool written = got == XW_OK && refused[_i].zones * refused[_i].divisions > 0;
    for (int32_t i = 0; i < 4; i++)
        ck_assert_msg((weight[i] >= 0.0) == written, "%s: %g", refused[_i].name, weight[i]);
}
END_TEST

/* Shares that are too much count from the first year of their row to the last. */
START_TEST(shares_are_checked_in_their_years)
{
    double half[] = { 0.6, 0.6 }, weight;
    int16_t first[] = { 2000, 2020 }, last[] = { XW_NEVER, 2024 };
    int32_t from[] = { 0, 0 }, to[] = { 5, 7 }, five = 5;
    struct xw_feeders table = { 2, from, to, half, first, last, NULL };
    int16_t year = (int16_t)(2019 + _i);
    ck_assert_int_eq(
        xw_feeder_weights(scratch, &table, year, 1, 0, NULL, NULL, NULL, 1, &five, &weight, NULL),
        _i >= 1 && _i <= 5 ? XW_OUT_OF_RANGE : XW_OK);
}
END_TEST

START_TEST(no_memory_is_said)
{
    struct xw_arena none = { 0 };
    double weight[2 * DIVISIONS] = { -1.0 };
    const struct worked *w = &worked[3];
    ck_assert_int_eq(xw_feeder_weights(none, &rows, w->year, 2, w->groups, w->zone, w->school,
                                       w->pupils, DIVISIONS, division_school, weight, NULL),
                     XW_NO_MEMORY);
    ck_assert_double_eq(weight[0], -1.0);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_loop_test(c, calls_are_accepted_or_refused, 0, sizeof refused / sizeof *refused);
    tcase_add_loop_test(c, shares_are_checked_in_their_years, 0, 7);
    tcase_add_test(c, no_memory_is_said);
    return c;
}

UNIT_MAIN("feeder", known_answers(), refusals())
