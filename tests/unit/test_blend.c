#include "xuewei/blend.h"
#include "xuewei/stages.h"
#include "unit.h"
#include <math.h>

enum { MOST = 64, ZONES = 6, SCHOOLS = 4 };

struct groups {
    int32_t zone[MOST], division[MOST], pupils[MOST];
    struct xw_seated seated;
};

struct world {
    struct xw_arena scratch;
    struct groups now, next;
    double change[ZONES], own[SCHOOLS];
    struct xw_blend blend;
    int32_t waiting[ZONES], arrivals[ZONES];
    int64_t came, left;
};

static void open_groups(struct groups *g)
{
    *g = (struct groups){ 0 };
    g->seated = (struct xw_seated){ 0, MOST, g->zone, g->division, g->pupils };
}

static void put(struct groups *g, int32_t zone, int32_t division, int32_t pupils)
{
    int32_t i = g->seated.count++;
    g->zone[i] = zone;
    g->division[i] = division;
    g->pupils[i] = pupils;
}

/* Zone 0 sends 60 to school 0 and 40 to school 1, zone 1 sends 100 to school 1. */
static void usual(struct world *w, double weight)
{
    *w = (struct world){ 0 };
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    open_groups(&w->now);
    open_groups(&w->next);
    put(&w->now, 0, 0, 60);
    put(&w->now, 0, 1, 40);
    put(&w->now, 1, 1, 100);
    for (int z = 0; z < ZONES; z++)
        w->change[z] = 1.0;
    for (int d = 0; d < SCHOOLS; d++)
        w->own[d] = NAN;
    w->blend = (struct xw_blend){ weight, 1.0, w->own, 1.0, w->change, NULL };
    w->next.seated.count = -9;
    w->came = w->left = w->arrivals[0] = -9;
}

static enum xw_status advance(struct world *w, int32_t zones, int32_t schools)
{
    return xw_blend_advance(&w->now.seated, zones, schools, &w->blend, w->waiting, w->scratch,
                            &w->next.seated, w->arrivals, &w->came, &w->left);
}

static void ck_group(const struct world *w, int32_t i, int32_t zone, int32_t division,
                     int32_t pupils)
{
    ck_assert_int_lt(i, w->next.seated.count);
    ck_assert_int_eq(w->next.zone[i], zone);
    ck_assert_int_eq(w->next.division[i], division);
    ck_assert_int_eq(w->next.pupils[i], pupils);
}

/* Midpoint 3, slope 2: 1 / (1 + e^-4), 1 / (1 + e^-2), a half, and the mirror of them. */
START_TEST(the_weight_passes_over)
{
    ck_assert_double_eq_tol(xw_blend_weight(1, 3, 2), 0.98201379003790845, 1e-15);
    ck_assert_double_eq_tol(xw_blend_weight(2, 3, 2), 0.88079707797788243, 1e-15);
    ck_assert_double_eq(xw_blend_weight(3, 3, 2), 0.5);
    ck_assert_double_eq_tol(xw_blend_weight(4, 3, 2), 0.11920292202211755, 1e-15);
    ck_assert_double_eq(xw_blend_weight(7, 3, 0), 0.5); /* no slope: half and half */
    ck_assert_double_eq(xw_blend_weight(100, 3, 100), 0.0);
    ck_assert_double_eq(xw_blend_weight(1, 100, 100), 1.0);
}
END_TEST

/* The rolls alone. The district's ratio is 1.1: 220 pupils. School 0 has 1.3, school 1 the
 * district's: 78 + 154 = 232, raked by 220 / 232 to 73.97 and 146.03: 74 and 146, whose groups share
 * 146 as 40 to 100: 41.7 and 104.3. Nobody seeks a place: the 14 and 6 who came are seated. */
START_TEST(the_rolls_say_where)
{
    struct world w;
    usual(&w, 1.0);
    w.blend.of_rolls = 1.1;
    w.own[0] = 1.3;
    w.change[0] = 0.5; /* has no say */
    ck_assert_int_eq(advance(&w, 2, 2), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 3);
    ck_group(&w, 0, 0, 0, 74);
    ck_group(&w, 1, 0, 1, 42);
    ck_group(&w, 2, 1, 1, 104);
    ck_assert_int_eq(w.arrivals[0] + w.arrivals[1], 0);
    ck_assert_int_eq(w.came, 20);
    ck_assert_int_eq(w.left, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Chance of the home zones: zone 0 keeps 0.9 of its pupils, zone 1 has 1.2 of them; 90 + 120 times 1.1
 * are 231. School 0 has 54 x 1.3 and school 1 (36 + 120) x 1.1 of 241.8, raked to 67.06 and 163.94. One of
 * the ten who wait in zone 0 is gone too: 10 x 1.1 x 0.9. */
START_TEST(chance_is_of_the_home_zones)
{
    struct world w;
    const double chance[] = { 0.9, 1.2 };
    usual(&w, 1.0);
    w.blend.of_rolls = 1.1;
    w.own[0] = 1.3;
    w.blend.chance = chance;
    w.waiting[0] = 10;
    ck_assert_int_eq(advance(&w, 2, 2), XW_OK);
    ck_group(&w, 0, 0, 0, 67);
    ck_group(&w, 1, 0, 1, 38); /* 164 x 36 / 156 */
    ck_group(&w, 2, 1, 1, 126);
    ck_assert_int_eq(w.arrivals[0], 10);
    xw_arena_free(&w.scratch);

    const double below[] = { 1.0, -0.1 };
    usual(&w, 0.5);
    w.blend.chance = below;
    ck_assert_int_eq(advance(&w, 2, 2), XW_NEGATIVE);
    xw_arena_free(&w.scratch);
}
END_TEST

/* The population alone: zone 0 grows to 120 (20 seek a place), zone 1 loses 30 from its school. */
START_TEST(the_population_says_how_many)
{
    struct world w;
    usual(&w, 0.0);
    w.blend.of_rolls = 7.0; /* has no say */
    w.change[0] = 1.2;
    w.change[1] = 0.7;
    w.waiting[1] = 10;
    ck_assert_int_eq(advance(&w, 2, 2), XW_OK);
    ck_group(&w, 0, 0, 0, 60);
    ck_group(&w, 1, 0, 1, 40);
    ck_group(&w, 2, 1, 1, 70);
    ck_assert_int_eq(w.arrivals[0], 20);
    ck_assert_int_eq(w.arrivals[1], 7);
    ck_assert_int_eq(w.came, 20);
    ck_assert_int_eq(w.left, 33);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Schools whose own ratios leave nobody do not make the district's pupils vanish. */
START_TEST(the_districts_ratio_holds_where_the_schools_leave_nobody)
{
    struct world w;
    usual(&w, 1.0);
    w.blend.of_rolls = 0.9;
    w.own[0] = w.own[1] = 0.0;
    ck_assert_int_eq(advance(&w, 2, 2), XW_OK);
    ck_group(&w, 0, 0, 0, 54);
    ck_group(&w, 1, 0, 1, 36);
    ck_group(&w, 2, 1, 1, 90);
    ck_assert_int_eq(w.left, 20);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Three quarters rolls (ratio 1.04), a quarter population (zone 0 x 1.2, zone 1 x 0.8):
 *   group 1  0.75 x 62.4 + 0.25 x 60 = 61.8
 *   group 2  0.75 x 41.6 + 0.25 x 40 = 41.2
 *   group 3  0.75 x 104  + 0.25 x 80 = 98
 *   zone 0 seeks 0.25 x 20 = 5; its 8 who wait become 8 x (0.78 + 0.25 x 1.2) = 8.64
 * School 0: 61.8, school 1: 139.2; all together 214.64, so 215: 62, 139, 5, 9. School 1's groups share
 * 139 as 41.2 to 98: 41.14 and 97.86. */
START_TEST(both_by_hand)
{
    struct world w;
    usual(&w, 0.75);
    w.blend.of_rolls = 1.04;
    w.change[0] = 1.2;
    w.change[1] = 0.8;
    w.waiting[0] = 8;
    ck_assert_int_eq(advance(&w, 2, 2), XW_OK);
    ck_group(&w, 0, 0, 0, 62);
    ck_group(&w, 1, 0, 1, 41);
    ck_group(&w, 2, 1, 1, 98);
    ck_assert_int_eq(w.arrivals[0], 5 + 9);
    ck_assert_int_eq(w.arrivals[1], 0);
    ck_assert_int_eq(w.came, 2 + 1 + 5 + 1);
    ck_assert_int_eq(w.left, 2);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Pupils of a stage of the city have no school here; the population's own ratio counts. */
START_TEST(no_school)
{
    struct world w;
    usual(&w, 0.5);
    w.now.seated.count = 0;
    put(&w.now, 0, XW_NONE, 50);
    put(&w.now, 2, XW_NONE, 30);
    w.blend.of_rolls = 1.2;
    w.blend.ratio = 0.8;
    ck_assert_int_eq(advance(&w, 3, 0), XW_OK);
    ck_group(&w, 0, 0, XW_NONE, 50);
    ck_group(&w, 1, 2, XW_NONE, 30);
    w.blend.of_rolls = 0.0;
    ck_assert_int_eq(advance(&w, 3, 0), XW_OK);
    ck_group(&w, 0, 0, XW_NONE, 20);
    ck_group(&w, 1, 2, XW_NONE, 12);
    ck_assert_int_eq(w.left, 48);
    w.blend.ratio = 0.0;
    ck_assert_int_eq(advance(&w, 3, 0), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 0);
    w.now.seated.count = 0;
    ck_assert_int_eq(advance(&w, 0, 0), XW_OK);
    ck_assert_int_eq(w.came + w.left, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static double share_of(uint64_t *state)
{
    return (double)(next_random(state) % 1025) / 1024.0;
}

/* Nobody is lost; the district's total is the blend of the two; schools keep their order. */
START_TEST(totals_are_reconciled)
{
    uint64_t state = 20201101;
    struct world w;
    for (int round = 0; round < 3000; round++) {
        usual(&w, share_of(&state));
        w.now.seated.count = 0;
        w.blend.of_rolls = 0.5 + share_of(&state);
        w.blend.ratio = 0.5 + share_of(&state);
        for (int d = 0; d < SCHOOLS; d++)
            w.own[d] = next_random(&state) % 3 == 0 ? NAN : 0.5 + share_of(&state);
        int64_t before = 0;
        double rolls = 0, population = 0;
        for (int z = 0; z < ZONES; z++) {
            w.change[z] = 2.0 * share_of(&state);
            w.waiting[z] = (int32_t)(next_random(&state) % 9);
            int32_t all = w.waiting[z];
            for (int32_t d = 0; d < SCHOOLS; d++) {
                if (next_random(&state) % 2 == 0) continue;
                put(&w.now, z, d, 1 + (int32_t)(next_random(&state) % 60));
                all += w.now.pupils[w.now.seated.count - 1];
            }
            before += all;
            rolls += all * w.blend.of_rolls;
            population += all * w.change[z] * w.blend.ratio;
        }
        ck_assert_int_eq(advance(&w, ZONES, SCHOOLS), XW_OK);
        int64_t after = 0;
        for (int32_t i = 0; i < w.next.seated.count; i++) {
            after += w.next.pupils[i];
            ck_assert_int_gt(w.next.pupils[i], 0);
            ck_assert(i == 0 || w.next.zone[i - 1] < w.next.zone[i] ||
                      w.next.division[i - 1] < w.next.division[i]);
        }
        for (int z = 0; z < ZONES; z++)
            after += w.arrivals[z];
        ck_assert_int_eq(after - w.came + w.left, before);
        double v = w.blend.weight, total = v * rolls + (1.0 - v) * population;
        ck_assert_double_le(fabs((double)after - total), 0.5 + 1e-9);
        xw_arena_free(&w.scratch);
    }
}
END_TEST

enum spoiled {
    NOTHING,
    WEIGHT,
    ROLLS,
    OWN,
    RATIO,
    CHANGE,
    WAITING,
    ZONE,
    DIVISION,
    PUPILS,
    ORDER,
    ROOM
};
static const struct {
    const char *name;
    enum spoiled what;
    double value;
    enum xw_status want;
} spoils[] = {
    { "nothing", NOTHING, 0, XW_OK },
    { "weight above one", WEIGHT, 1.0000001, XW_OUT_OF_RANGE },
    { "negative weight", WEIGHT, -1e-9, XW_NEGATIVE },
    { "weight not a number", WEIGHT, NAN, XW_NOT_FINITE },
    { "negative ratio of rolls", ROLLS, -1, XW_NEGATIVE },
    { "no ratio of rolls", ROLLS, NAN, XW_NOT_FINITE },
    { "negative own ratio", OWN, -1, XW_NEGATIVE },
    { "own ratio without end", OWN, INFINITY, XW_NOT_FINITE },
    { "negative ratio", RATIO, -1, XW_NEGATIVE },
    { "ratio not a number", RATIO, NAN, XW_NOT_FINITE },
    { "negative change", CHANGE, -1, XW_NEGATIVE },
    { "change not a number", CHANGE, NAN, XW_NOT_FINITE },
    { "too many", CHANGE, 1e9, XW_OUT_OF_RANGE },
    { "negative waiting", WAITING, -1, XW_NEGATIVE },
    { "no such zone", ZONE, 2, XW_OUT_OF_RANGE },
    { "no such school", DIVISION, 2, XW_OUT_OF_RANGE },
    { "below no school", DIVISION, -2, XW_OUT_OF_RANGE },
    { "group of nobody", PUPILS, 0, XW_OUT_OF_RANGE },
    { "out of order", ORDER, 0, XW_OUT_OF_RANGE },
    { "room", ROOM, 3, XW_OK },
    { "too little room", ROOM, 2, XW_OUT_OF_RANGE },
};

START_TEST(bad_input_is_refused)
{
    struct world w;
    usual(&w, 0.5);
    double value = spoils[_i].value;
    int32_t whole = isfinite(value) && fabs(value) < 1e9 ? (int32_t)value : 0;
    switch (spoils[_i].what) {
    case NOTHING:
        break;
    case WEIGHT:
        w.blend.weight = value;
        break;
    case ROLLS:
        w.blend.of_rolls = value;
        break;
    case OWN:
        w.own[1] = value;
        break;
    case RATIO:
        w.blend.ratio = value;
        break;
    case CHANGE:
        w.change[1] = value;
        break;
    case WAITING:
        w.waiting[1] = whole;
        break;
    case ZONE:
        w.now.zone[2] = whole;
        break;
    case DIVISION:
        w.now.division[2] = whole;
        break;
    case PUPILS:
        w.now.pupils[1] = whole;
        break;
    case ORDER:
        w.now.division[0] = 1;
        break;
    case ROOM:
        w.next.seated.room = whole;
        break;
    }
    enum xw_status got = advance(&w, 2, 2);
    ck_assert_msg(got == spoils[_i].want, "%s: got %d", spoils[_i].name, got);
    if (got != XW_OK) {
        ck_assert_int_eq(w.next.seated.count, -9);
        ck_assert_int_eq(w.arrivals[0], -9);
        ck_assert_int_eq(w.came, -9);
        ck_assert_int_eq(w.left, -9);
    }
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(no_room)
{
    struct world w;
    usual(&w, 0.5);
    struct xw_arena whole = w.scratch;
    int good = 0;
    for (ptrdiff_t room = 0; room <= 1024; room += 4) {
        w.scratch.end = whole.base + room;
        w.next.seated.count = w.arrivals[0] = -9;
        w.left = -9;
        enum xw_status got = advance(&w, 2, 2);
        ck_assert(got == XW_OK || (got == XW_NO_MEMORY && good == 0));
        ck_assert((w.next.seated.count == -9) == (got != XW_OK));
        ck_assert((w.left == -9) == (got != XW_OK));
        good += got == XW_OK;
    }
    ck_assert_int_gt(good, 0);
    xw_arena_free(&whole);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_weight_passes_over);
    tcase_add_test(c, the_rolls_say_where);
    tcase_add_test(c, chance_is_of_the_home_zones);
    tcase_add_test(c, the_population_says_how_many);
    tcase_add_test(c, both_by_hand);
    tcase_add_test(c, the_districts_ratio_holds_where_the_schools_leave_nobody);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, totals_are_reconciled);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, bad_input_is_refused, 0, (int)(sizeof spoils / sizeof *spoils));
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_school);
    return c;
}

UNIT_MAIN("blend", known_answers(), laws(), refusals(), limits())
