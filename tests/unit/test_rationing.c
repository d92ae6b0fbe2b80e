#include "xuewei/rationing.h"
#include "networks.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define EXACT 1e-12

enum { MOST_ZONES = 4, MOST_SCHOOLS = 4, MOST_WAYS = 16 };

static const struct worked {
    const char *name;
    int32_t zones, schools, ways;
    int32_t pupils[MOST_ZONES], places[MOST_SCHOOLS];
    int32_t zone[MOST_WAYS], school[MOST_WAYS], rank[MOST_WAYS];
    bool ranked;
    double share[MOST_WAYS], left[MOST_ZONES];
} worked[] = {
    { .name = "nothing" },
    { "no ways", 1, 1, 0, { 5 }, { 9 }, { 0 }, { 0 }, { 0 }, false, { 0 }, { 5 } },
    { "room for all, shared equally",
      1,
      2,
      2,
      { 10 },
      { 20, 20 },
      { 0, 0 },
      { 0, 1 },
      { 0 },
      false,
      { 5, 5 },
      { 0 } },
    /* Of 30 pupils 4 fill the first school, and the second takes the other 26. */
    { "one is full, the other takes the rest",
      1,
      2,
      2,
      { 30 },
      { 4, 40 },
      { 0, 0 },
      { 0, 1 },
      { 0 },
      false,
      { 4, 26 },
      { 0 } },
    { "both are full",
      1,
      2,
      2,
      { 30 },
      { 4, 6 },
      { 0, 0 },
      { 0, 1 },
      { 0 },
      false,
      { 4, 6 },
      { 20 } },
    /* Zone 0 (60) may go to both schools, zone 1 (30) to the second alone. School 1 is eaten at
     * 30 + 30 a day and is empty after half a day: 15 + 15. Then zone 0 eats from school 0 at 60:
     * 15 + 30 = 45. */
    { "two zones and a shared school",
      2,
      2,
      3,
      { 60, 30 },
      { 100, 30 },
      { 0, 0, 1 },
      { 0, 1, 1 },
      { 0 },
      false,
      { 45, 15, 15 },
      { 0, 15 } },
    /* Bogomolnaia and Moulin 2001, the economy of their introduction: agents 0 and 1 want a, b, c, d,
     * agents 2 and 3 want b, a, d, c. Half of a and half of c each, half of b and half of d. */
    { "four agents, four objects",
      4,
      4,
      16,
      { 1, 1, 1, 1 },
      { 1, 1, 1, 1 },
      { 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3 },
      { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3 },
      { 0, 1, 2, 3, 0, 1, 2, 3, 1, 0, 3, 2, 1, 0, 3, 2 },
      true,
      { .5, 0, .5, 0, .5, 0, .5, 0, 0, .5, 0, .5, 0, .5, 0, .5 },
      { 0 } },
    /* a, b, c; agents 0 and 1: a b c, agent 2: b a c. a is gone at 1/2; b, of which agent 2 has had a
     * half, goes in sixths: all have eaten 2/3, and c is shared in thirds. */
    { "three agents, three objects",
      3,
      3,
      9,
      { 1, 1, 1 },
      { 1, 1, 1 },
      { 0, 0, 0, 1, 1, 1, 2, 2, 2 },
      { 0, 1, 2, 0, 1, 2, 0, 1, 2 },
      { 0, 1, 2, 0, 1, 2, 1, 0, 2 },
      true,
      { 1. / 2, 1. / 6, 1. / 3, 1. / 2, 1. / 6, 1. / 3, 0, 2. / 3, 1. / 3 },
      { 0 } },
};

START_TEST(worked_meals_come_out)
{
    const struct worked *w = &worked[_i];
    struct xw_rationing_ways ways = { w->ways, w->zone, w->school, w->ranked ? w->rank : NULL };
    double share[MOST_WAYS], left[MOST_ZONES];
    ck_assert_int_eq(xw_rationing_expect(scratch, w->zones, w->pupils, w->schools, w->places, &ways,
                                         share, left),
                     XW_OK);
    for (int32_t i = 0; i < w->ways; i++)
        ck_assert_msg(fabs(share[i] - w->share[i]) <= EXACT, "%s: way %d: %.17g", w->name, i,
                      share[i]);
    for (int32_t z = 0; z < w->zones; z++)
        ck_assert_msg(fabs(left[z] - w->left[z]) <= EXACT, "%s: zone %d: %.17g", w->name, z,
                      left[z]);
}
END_TEST

static const struct {
    const char *name;
    int32_t groups, places, applicants[4], admitted[4];
} proportional[] = {
    { "nobody", 0, 5, { 0 }, { 0 } },
    { "room for all", 3, 60, { 10, 20, 30 }, { 10, 20, 30 } },
    { "half of each", 3, 30, { 10, 20, 30 }, { 5, 10, 15 } },
    { "no places", 2, 0, { 10, 20 }, { 0, 0 } },
    /* 7 x 10 / 30 = 2 + 10/30, 7 x 20 / 30 = 4 + 20/30 */
    { "largest remainder", 2, 7, { 10, 20 }, { 2, 5 } },
    { "equal remainders by index", 4, 2, { 5, 5, 5, 5 }, { 1, 1, 0, 0 } },
    /* 465661293, twice, and 68677418, whose remainder is the largest; then equal ones by index. The
     * products do not fit in doubles. */
    { "large numbers",
      3,
      1000000006,
      { 1000000007, 1000000007, 147483633 },
      { 465661294, 465661293, 68677419 } },
};

START_TEST(proportions_come_out)
{
    int32_t got[4] = { -1, -1, -1, -1 };
    int64_t sum = 0;
    ck_assert_int_eq(xw_rationing_proportional(scratch, proportional[_i].groups,
                                               proportional[_i].applicants, proportional[_i].places,
                                               got),
                     XW_OK);
    for (int32_t g = 0; g < proportional[_i].groups; g++, sum += got[g - 1])
        ck_assert_msg(got[g] == proportional[_i].admitted[g], "%s: %d: %d", proportional[_i].name,
                      g, got[g]);
    ck_assert(sum <= proportional[_i].places);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, worked_meals_come_out, 0, sizeof worked / sizeof *worked);
    tcase_add_loop_test(c, proportions_come_out, 0, sizeof proportional / sizeof *proportional);
    return c;
}

struct drawn {
    int32_t zones, schools, pupils[MOST_ZONES], places[MOST_SCHOOLS];
    int32_t zone[MOST_WAYS], school[MOST_WAYS], rank[MOST_WAYS];
    struct xw_rationing_ways ways;
};

static void draw_meal(struct drawn *d, uint64_t seed)
{
    uint64_t r = seed;
    *d = (struct drawn){ .zones = (int32_t)between(&r, 1, MOST_ZONES),
                         .schools = (int32_t)between(&r, 1, MOST_SCHOOLS) };
    for (int32_t z = 0; z < d->zones; z++)
        d->pupils[z] = (int32_t)between(&r, 0, 30);
    for (int32_t s = 0; s < d->schools; s++)
        d->places[s] = (int32_t)between(&r, 0, 25);
    int32_t n = 0;
    for (int32_t z = 0; z < d->zones; z++)
        for (int32_t s = 0; s < d->schools; s++) {
            if (between(&r, 0, 2) == 0) continue;
            d->zone[n] = z;
            d->school[n] = s;
            d->rank[n++] = (int32_t)between(&r, -1, 1);
        }
    d->ways = (struct xw_rationing_ways){ n, d->zone, d->school,
                                          between(&r, 0, 1) == 0 ? d->rank : NULL };
}

/* Nobody is lost, no school above its places, and places are wasted by nobody who wants them. */
START_TEST(meals_are_fair)
{
    struct drawn d;
    double share[MOST_WAYS], left[MOST_ZONES], used[MOST_SCHOOLS] = { 0 };
    int32_t placed[MOST_WAYS], without[MOST_ZONES], taken[MOST_SCHOOLS] = { 0 };
    draw_meal(&d, (uint64_t)_i);
    ck_assert_int_eq(
        xw_rationing_expect(scratch, d.zones, d.pupils, d.schools, d.places, &d.ways, share, left),
        XW_OK);
    ck_assert_int_eq(xw_rationing_place(scratch, d.zones, d.pupils, d.schools, d.places, &d.ways,
                                        placed, without),
                     XW_OK);
    double sum[MOST_ZONES] = { 0 };
    int32_t whole[MOST_ZONES] = { 0 };
    for (int32_t w = 0; w < d.ways.count; w++) {
        ck_assert(share[w] >= 0.0 && fabs(placed[w] - share[w]) < 1.0);
        sum[d.zone[w]] += share[w];
        whole[d.zone[w]] += placed[w];
        used[d.school[w]] += share[w];
        taken[d.school[w]] += placed[w];
    }
    for (int32_t z = 0; z < d.zones; z++) {
        ck_assert(fabs(sum[z] + left[z] - d.pupils[z]) < 1e-9 && left[z] >= 0.0);
        ck_assert_int_eq(whole[z] + without[z], d.pupils[z]);
    }
    for (int32_t s = 0; s < d.schools; s++)
        ck_assert(used[s] <= d.places[s] + 1e-9 && taken[s] <= d.places[s]);
    for (int32_t w = 0; w < d.ways.count; w++)
        if (left[d.zone[w]] > 1e-9)
            ck_assert_double_eq_tol(used[d.school[w]], d.places[d.school[w]], 1e-9);
    for (int32_t w = 0; w < d.ways.count; w++)
        if (without[d.zone[w]] > 0) ck_assert_int_eq(taken[d.school[w]], d.places[d.school[w]]);
}
END_TEST

/* Ways in the opposite order give the same. */
START_TEST(order_does_not_matter)
{
    struct drawn d;
    double share[MOST_WAYS], left[MOST_ZONES], back[MOST_WAYS], left_back[MOST_ZONES];
    int32_t zone[MOST_WAYS], school[MOST_WAYS], rank[MOST_WAYS];
    draw_meal(&d, (uint64_t)_i + 1000);
    for (int32_t w = 0, n = d.ways.count; w < n; w++) {
        zone[n - 1 - w] = d.zone[w];
        school[n - 1 - w] = d.school[w];
        rank[n - 1 - w] = d.rank[w];
    }
    struct xw_rationing_ways other = { d.ways.count, zone, school,
                                       d.ways.rank == NULL ? NULL : rank };
    ck_assert_int_eq(
        xw_rationing_expect(scratch, d.zones, d.pupils, d.schools, d.places, &d.ways, share, left),
        XW_OK);
    ck_assert_int_eq(xw_rationing_expect(scratch, d.zones, d.pupils, d.schools, d.places, &other,
                                         back, left_back),
                     XW_OK);
    for (int32_t w = 0; w < d.ways.count; w++)
        ck_assert_double_eq_tol(share[w], back[d.ways.count - 1 - w], 1e-9);
}
END_TEST

/* Random applicants, many of them alike: the largest remainders have the odd places, each found by going
 * through all of them. */
START_TEST(odd_places_go_to_the_largest_remainders)
{
    enum { MOST = 60 };
    uint64_t r = (uint64_t)_i;
    int32_t groups = (int32_t)between(&r, 1, MOST), applicants[MOST], got[MOST], want[MOST];
    int64_t sum = 0, remainder[MOST];
    for (int32_t g = 0; g < groups; g++)
        sum += applicants[g] = (int32_t)between(&r, 0, between(&r, 0, 1) ? 4 : 90);
    int32_t places = (int32_t)between(&r, 0, sum + 2), extra = places;
    for (int32_t g = 0; g < groups && places < sum; g++) {
        want[g] = (int32_t)((int64_t)applicants[g] * places / sum);
        remainder[g] = (int64_t)applicants[g] * places % sum;
        extra -= want[g];
    }
    for (; places < sum && extra > 0; extra--) {
        int32_t best = 0;
        for (int32_t g = 1; g < groups; g++)
            if (remainder[g] > remainder[best]) best = g;
        want[best]++;
        remainder[best] = -1;
    }
    ck_assert_int_eq(xw_rationing_proportional(scratch, groups, applicants, places, got), XW_OK);
    for (int32_t g = 0; g < groups; g++)
        ck_assert_int_eq(got[g], places < sum ? want[g] : applicants[g]);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, meals_are_fair, 0, 300);
    tcase_add_loop_test(c, order_does_not_matter, 0, 100);
    tcase_add_loop_test(c, odd_places_go_to_the_largest_remainders, 0, 300);
    return c;
}

static const struct {
    const char *name;
    int32_t zones, schools, ways, pupils, places, zone, school, other;
    enum xw_status want;
} refused[] = {
    { "good", 1, 2, 2, 5, 5, 0, 0, 1, XW_OK },
    { "zones below zero", -1, 2, 2, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "schools below zero", 1, -1, 2, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "ways below zero", 1, 2, -1, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "pupils below zero", 1, 2, 2, -5, 5, 0, 0, 1, XW_NEGATIVE },
    { "places below zero", 1, 2, 2, 5, -5, 0, 0, 1, XW_NEGATIVE },
    { "no such zone", 1, 2, 2, 5, 5, 1, 0, 1, XW_OUT_OF_RANGE },
    { "no such school", 1, 2, 2, 5, 5, 0, 0, 2, XW_OUT_OF_RANGE },
    { "a pair twice", 1, 2, 2, 5, 5, 0, 1, 1, XW_OUT_OF_RANGE },
};

START_TEST(refusals_leave_the_result)
{
    int32_t pupils[1] = { refused[_i].pupils }, places[2] = { refused[_i].places, 5 };
    int32_t zone[2] = { refused[_i].zone, 0 },
            school[2] = { refused[_i].school, refused[_i].other };
    struct xw_rationing_ways ways = { refused[_i].ways, zone, school, NULL };
    double share[2] = { -7, -7 }, left[1] = { -7 };
    int32_t placed[2] = { -7, -7 }, without[1] = { -7 };
    ck_assert_msg(xw_rationing_expect(scratch, refused[_i].zones, pupils, refused[_i].schools,
                                      places, &ways, share, left) == refused[_i].want,
                  "%s", refused[_i].name);
    ck_assert_msg(xw_rationing_place(scratch, refused[_i].zones, pupils, refused[_i].schools,
                                     places, &ways, placed, without) == refused[_i].want,
                  "%s", refused[_i].name);
    if (refused[_i].want == XW_OK) return;
    ck_assert(share[0] == -7 && share[1] == -7 && left[0] == -7);
    ck_assert(placed[0] == -7 && placed[1] == -7 && without[0] == -7);
}
END_TEST

static const struct {
    const char *name;
    int32_t groups, places, applicants[2];
    enum xw_status want;
} not_shared[] = {
    { "groups below zero", -1, 5, { 5, 5 }, XW_OUT_OF_RANGE },
    { "places below zero", 2, -5, { 5, 5 }, XW_NEGATIVE },
    { "applicants below zero", 2, 5, { 5, -5 }, XW_NEGATIVE },
    { "too many", 2, 5, { INT32_MAX, 1 }, XW_OUT_OF_RANGE },
};

START_TEST(proportions_are_refused)
{
    int32_t got[2] = { -7, -7 };
    ck_assert_int_eq(xw_rationing_proportional(scratch, not_shared[_i].groups,
                                               not_shared[_i].applicants, not_shared[_i].places,
                                               got),
                     not_shared[_i].want);
    ck_assert(got[0] == -7 && got[1] == -7);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, refusals_leave_the_result, 0, sizeof refused / sizeof *refused);
    tcase_add_loop_test(c, proportions_are_refused, 0, sizeof not_shared / sizeof *not_shared);
    return c;
}

UNIT_MAIN("rationing", known_answers(), laws(), refusals())
