#include "xuewei/progression.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { MOST = 64, ZONES = 12 };

struct groups {
    int32_t zone[MOST], division[MOST], pupils[MOST];
    struct xw_seated seated;
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

/* Zone 0 sends 30 and 10 to two schools, zone 2 sends 6, zone 3 sends 1 and 1. */
struct world {
    struct xw_arena scratch;
    struct groups now, next;
    double change[ZONES];
    int32_t waiting[ZONES], arrivals[ZONES];
    int64_t came, left;
};

static void usual(struct world *w)
{
    *w = (struct world){ 0 };
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    open_groups(&w->now);
    open_groups(&w->next);
    put(&w->now, 0, 0, 30);
    put(&w->now, 0, 5, 10);
    put(&w->now, 2, 5, 6);
    put(&w->now, 3, 1, 1);
    put(&w->now, 3, 2, 1);
    for (int z = 0; z < ZONES; z++)
        w->change[z] = 1.0;
}

static enum xw_status advance(struct world *w, int32_t zones, double ratio)
{
    return xw_progression_advance(&w->now.seated, zones, w->change, ratio, w->waiting, w->scratch,
                                  &w->next.seated, w->arrivals, &w->came, &w->left);
}

static void ck_group(const struct groups *g, int32_t i, int32_t zone, int32_t division,
                     int32_t pupils)
{
    ck_assert_int_lt(i, g->seated.count);
    ck_assert_int_eq(g->zone[i], zone);
    ck_assert_int_eq(g->division[i], division);
    ck_assert_int_eq(g->pupils[i], pupils);
}

START_TEST(nothing_changes)
{
    struct world w;
    usual(&w);
    w.waiting[1] = 4;
    ck_assert_int_eq(advance(&w, 4, 1.0), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 5);
    ck_assert_mem_eq(w.next.zone, w.now.zone, sizeof w.now.zone);
    ck_assert_mem_eq(w.next.division, w.now.division, sizeof w.now.division);
    ck_assert_mem_eq(w.next.pupils, w.now.pupils, sizeof w.now.pupils);
    ck_assert_int_eq(w.arrivals[0], 0);
    ck_assert_int_eq(w.arrivals[1], 4);
    ck_assert_int_eq(w.came, 0);
    ck_assert_int_eq(w.left, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Zone 0 falls to 34: of its 6 leavers 4.5 and 1.5 are of its schools, the tie to the first. Zone 2
 * grows to 9, of whom 3 seek a place; zone 3 is left by all. */
START_TEST(leavers_leave_their_schools_in_proportion)
{
    struct world w;
    usual(&w);
    w.change[0] = 0.85;
    w.change[2] = 1.5;
    w.change[3] = 0.0;
    ck_assert_int_eq(advance(&w, 4, 1.0), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 3);
    ck_group(&w.next, 0, 0, 0, 25);
    ck_group(&w.next, 1, 0, 5, 9);
    ck_group(&w.next, 2, 2, 5, 6);
    ck_assert_int_eq(w.arrivals[0], 0);
    ck_assert_int_eq(w.arrivals[1], 0);
    ck_assert_int_eq(w.arrivals[2], 3);
    ck_assert_int_eq(w.arrivals[3], 0);
    ck_assert_int_eq(w.came, 3);
    ck_assert_int_eq(w.left, 8);
    xw_arena_free(&w.scratch);
}
END_TEST

/* The ratio is the district's: 48 x 1.25 = 60 as 50, 7.5 and 2.5, the tie to the first. */
START_TEST(the_ratio_of_the_grade)
{
    struct world w;
    usual(&w);
    ck_assert_int_eq(advance(&w, 4, 1.25), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 5);
    ck_assert_int_eq(w.arrivals[0], 10);
    ck_assert_int_eq(w.arrivals[2], 2);
    ck_assert_int_eq(w.arrivals[3], 0);
    ck_assert_int_eq(w.came, 12);
    ck_assert_int_eq(w.left, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Those who wait are scaled apart: 8 to 4 where all halve, 2 to 3 where they grow by half. */
START_TEST(waiting_pupils_are_scaled_alike)
{
    struct world w;
    usual(&w);
    w.change[0] = 0.5;
    w.change[2] = 1.5;
    w.waiting[0] = 8;
    w.waiting[2] = 2;
    ck_assert_int_eq(advance(&w, 4, 1.0), XW_OK);
    ck_group(&w.next, 0, 0, 0, 15);
    ck_group(&w.next, 1, 0, 5, 5);
    ck_assert_int_eq(w.arrivals[0], 4);
    ck_assert_int_eq(w.arrivals[2], 3 + 3);
    ck_assert_int_eq(w.came, 3 + 1);
    ck_assert_int_eq(w.left, 20 + 4);
    xw_arena_free(&w.scratch);
}
END_TEST

/* A group behind the last one is not of this grade, even of the same zone. */
START_TEST(nothing_behind_the_end_counts)
{
    struct world w;
    usual(&w);
    put(&w.now, 3, 7, 2);
    w.now.seated.count--;
    w.change[3] = 0.5;
    ck_assert_int_eq(advance(&w, 4, 1.0), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 4);
    ck_group(&w.next, 3, 3, 2, 1);
    ck_assert_int_eq(w.left, 1);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(nobody_stays)
{
    struct world w;
    usual(&w);
    w.waiting[3] = 5;
    ck_assert_int_eq(advance(&w, 4, 0.0), XW_OK);
    ck_assert_int_eq(w.next.seated.count, 0);
    ck_assert_int_eq(w.arrivals[3], 0);
    ck_assert_int_eq(w.left, 53);
    ck_assert_int_eq(w.came, 0);
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

static int64_t total(int32_t count, const int32_t *value)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += value[i];
    return sum;
}

/* Nobody is lost, the district's totals are the rounded ones, groups only shrink and keep their
 * order. */
START_TEST(pupils_are_conserved)
{
    uint64_t state = 20201101;
    struct world w;
    for (int round = 0; round < 2000; round++) {
        usual(&w);
        w.now.seated.count = 0;
        double ratio = (double)(next_random(&state) % 9) / 8.0, seated = 0, waited = 0;
        for (int z = 0; z < ZONES; z++) {
            w.change[z] = (double)(next_random(&state) % 33) / 16.0;
            w.waiting[z] = (int32_t)(next_random(&state) % 20);
            waited += w.waiting[z] * w.change[z] * ratio;
            int32_t schools = (int32_t)(next_random(&state) % 5);
            for (int32_t d = 0; d < schools; d++) {
                put(&w.now, z, 3 * d, 1 + (int32_t)(next_random(&state) % 100));
                seated += w.now.pupils[w.now.seated.count - 1] * w.change[z] * ratio;
            }
        }
        ck_assert_int_eq(advance(&w, ZONES, ratio), XW_OK);
        int64_t before = total(w.now.seated.count, w.now.pupils) + total(ZONES, w.waiting);
        int64_t after = total(w.next.seated.count, w.next.pupils) + total(ZONES, w.arrivals);
        ck_assert_int_eq(after - w.came + w.left, before);
        ck_assert_int_eq(after, llround(seated) + llround(waited));
        int32_t from = 0;
        for (int32_t i = 0; i < w.next.seated.count; i++, from++) {
            while (w.now.zone[from] != w.next.zone[i] || w.now.division[from] != w.next.division[i])
                from++;
            ck_assert_int_lt(from, w.now.seated.count);
            ck_assert_int_gt(w.next.pupils[i], 0);
            ck_assert_int_le(w.next.pupils[i], w.now.pupils[from]);
        }
        xw_arena_free(&w.scratch);
    }
}
END_TEST

enum spoiled {
    NOTHING,
    ZONES_BELOW,
    COUNT,
    ZONE,
    NO_ZONE,
    PUPILS,
    ORDER,
    TWICE,
    CHANGE,
    RATIO,
    WAITING,
    ROOM
};
static const struct {
    const char *name;
    enum spoiled what;
    double value;
    enum xw_status want;
} spoils[] = {
    { "nothing", NOTHING, 0, XW_OK },
    { "zones below 0", ZONES_BELOW, 0, XW_OUT_OF_RANGE },
    { "groups below 0", COUNT, -1, XW_OUT_OF_RANGE },
    { "no such zone", ZONE, 4, XW_OUT_OF_RANGE },
    { "zone below 0", NO_ZONE, -1, XW_OUT_OF_RANGE },
    { "group of nobody", PUPILS, 0, XW_OUT_OF_RANGE },
    { "negative group", PUPILS, -3, XW_OUT_OF_RANGE },
    { "zones out of order", ORDER, 0, XW_OUT_OF_RANGE },
    { "a group twice", TWICE, 1, XW_OUT_OF_RANGE },
    { "divisions out of order", TWICE, 3, XW_OUT_OF_RANGE },
    { "change not a number", CHANGE, NAN, XW_NOT_FINITE },
    { "change without end", CHANGE, INFINITY, XW_NOT_FINITE },
    { "negative change", CHANGE, -1e-9, XW_NEGATIVE },
    { "too many of a zone", CHANGE, 1.1e9, XW_OUT_OF_RANGE },
    { "ratio not a number", RATIO, NAN, XW_NOT_FINITE },
    { "ratio without end", RATIO, INFINITY, XW_NOT_FINITE },
    { "negative ratio", RATIO, -1e-9, XW_NEGATIVE },
    { "negative waiting", WAITING, -1, XW_NEGATIVE },
    { "enough room", ROOM, 5, XW_OK },
    { "too little room", ROOM, 4, XW_OUT_OF_RANGE },
};

START_TEST(bad_groups_are_refused)
{
    struct world w;
    usual(&w);
    double value = spoils[_i].value, ratio = 1.0;
    int32_t whole = isfinite(value) && fabs(value) < 1e9 ? (int32_t)value : 0, zones = 4;
    w.next.seated.count = -9;
    w.came = w.left = -9;
    w.arrivals[0] = -9;
    switch (spoils[_i].what) {
    case NOTHING:
        break;
    case ZONES_BELOW:
        zones = -1;
        break;
    case COUNT:
        w.now.seated.count = whole;
        break;
    case ZONE:
        w.now.zone[4] = whole;
        break;
    case NO_ZONE:
        w.now.zone[0] = whole;
        break;
    case PUPILS:
        w.now.pupils[4] = whole;
        break;
    case ORDER:
        w.now.zone[2] = 3;
        w.now.zone[3] = 2;
        break;
    case TWICE:
        w.now.division[3] = whole;
        w.now.division[4] = 1;
        break;
    case CHANGE:
        w.change[3] = value;
        break;
    case RATIO:
        ratio = value;
        break;
    case WAITING:
        w.waiting[3] = whole;
        break;
    case ROOM:
        w.next.seated.room = whole;
        break;
    }
    enum xw_status got = advance(&w, zones, ratio);
    ck_assert_msg(got == spoils[_i].want, "%s: got %d", spoils[_i].name, got);
    if (got != XW_OK) {
        ck_assert_int_eq(w.next.seated.count, -9);
        ck_assert_int_eq(w.came, -9);
        ck_assert_int_eq(w.left, -9);
        ck_assert_int_eq(w.arrivals[0], -9);
    }
    xw_arena_free(&w.scratch);
}
END_TEST

/* What is negative is refused even where nobody is multiplied by it. */
START_TEST(negative_factors_of_nobody_are_refused)
{
    struct world w;
    usual(&w);
    w.now.seated.count = 0;
    ck_assert_int_eq(advance(&w, -1, 1.0), XW_OUT_OF_RANGE);
    ck_assert_int_eq(advance(&w, 2, -1.0), XW_NEGATIVE);
    w.change[0] = -1.0;
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_NEGATIVE);
    w.change[0] = 1.0;
    w.change[2] = -1.0; /* behind the zones */
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OK);
    w.waiting[0] = -1;
    w.change[0] = 0.0;
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_NEGATIVE);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Two pupils who become 2^31 - 1, less the two who stay, leave room for as many who wait. */
START_TEST(the_most_arrivals)
{
    struct world w;
    usual(&w);
    w.now.seated.count = 0;
    put(&w.now, 0, 0, 2);
    w.change[0] = INT32_MAX / 2.0;
    w.waiting[1] = 2;
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OK);
    ck_assert_int_eq(w.arrivals[0], INT32_MAX - 2);
    ck_assert_int_eq(w.arrivals[1], 2);
    ck_assert_int_eq(w.came, INT32_MAX - 2);
    w.waiting[0] = 1; /* 2^30 and more */
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OUT_OF_RANGE);
    w.waiting[0] = 0;
    w.waiting[1] = 1; /* of another zone */
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OK);
    w.waiting[0] = 1;

    w.now.seated.count = 0; /* and one who waits, as many as can be */
    w.change[0] = INT32_MAX;
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OK);
    ck_assert_int_eq(w.arrivals[0], INT32_MAX);
    ck_assert_int_eq(w.came, INT32_MAX - 1);

    put(&w.now, 0, 0, 2);
    put(&w.now, 0, 1, INT32_MAX);
    w.change[0] = 1.0;
    ck_assert_int_eq(advance(&w, 2, 1.0), XW_OUT_OF_RANGE); /* 2^31 + 1 pupils of a zone */
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(no_pupils_and_no_zones)
{
    struct world w;
    usual(&w);
    w.now.seated.count = 0;
    w.came = w.left = -9;
    ck_assert_int_eq(advance(&w, 0, 1.0), XW_OK);
    ck_assert_int_eq(w.came, 0);
    ck_assert_int_eq(w.left, 0);
    ck_assert_int_eq(w.next.seated.count, 0);
    xw_arena_free(&w.scratch);
}
END_TEST

/* First with more zones than groups, then with more groups than zones: each need is the largest
 * once. */
START_TEST(no_room)
{
    for (int32_t schools = 0; schools <= 40; schools += 40) {
        struct world w;
        usual(&w);
        if (schools > 0) w.now.seated.count = 0;
        for (int32_t d = 0; d < schools; d++)
            put(&w.now, 0, d, 3);
        struct xw_arena whole = w.scratch;
        int good = 0;
        for (ptrdiff_t room = 0; room <= 2048; room += 4) {
            w.scratch.end = whole.base + room;
            w.next.seated.count = -9;
            w.came = w.left = w.arrivals[0] = -9;
            enum xw_status got = advance(&w, schools > 0 ? 1 : 4, 0.5);
            ck_assert(got == XW_OK || got == XW_NO_MEMORY);
            ck_assert(got == XW_OK || good == 0);
            ck_assert((w.next.seated.count == -9) == (got != XW_OK));
            ck_assert((w.arrivals[0] == -9) == (got != XW_OK));
            ck_assert((w.left == -9) == (got != XW_OK));
            good += got == XW_OK;
        }
        /* 4 zones: 24 bytes each, 5 groups of 4, then (to 8) 20 for a zone's rounding. 40 groups:
         * 24 bytes, 4 for each, then 20 for each. */
        ptrdiff_t need = schools > 0 ? 24 + 40 * 4 + 40 * 20 : 96 + 24 + 4 * 20;
        ck_assert_int_eq(good, 1 + (2048 - need) / 4);
        xw_arena_free(&whole);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, nothing_changes);
    tcase_add_test(c, leavers_leave_their_schools_in_proportion);
    tcase_add_test(c, the_ratio_of_the_grade);
    tcase_add_test(c, waiting_pupils_are_scaled_alike);
    tcase_add_test(c, nothing_behind_the_end_counts);
    tcase_add_test(c, nobody_stays);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, pupils_are_conserved);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, bad_groups_are_refused, 0, (int)(sizeof spoils / sizeof *spoils));
    tcase_add_test(c, negative_factors_of_nobody_are_refused);
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, the_most_arrivals);
    tcase_add_test(c, no_pupils_and_no_zones);
    return c;
}

UNIT_MAIN("progression", known_answers(), laws(), refusals(), limits())
