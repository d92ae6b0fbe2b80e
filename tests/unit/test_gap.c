#include "xuewei/gap.h"
#include "unit.h"

/* Three areas: 20 short, 15 idle, even. */
static const int64_t demand[] = { 120, 85, 45 }, seats[] = { 100, 100, 45 };

START_TEST(gaps_of_a_district)
{
    struct xw_gap gap = xw_gap_over(3, demand, seats, NULL, 0);
    ck_assert_int_eq(gap.demand, 250);
    ck_assert_int_eq(gap.seats, 245);
    ck_assert_int_eq(gap.local, 20);
    ck_assert_int_eq(gap.net, 5);
    ck_assert_int_eq(gap.surplus, 15);
}
END_TEST

START_TEST(idle_seats_elsewhere_leave_no_net_gap)
{
    struct xw_gap gap = xw_gap_over(2, (int64_t[]){ 120, 70 }, (int64_t[]){ 100, 100 }, NULL, 0);
    ck_assert_int_eq(gap.local, 20);
    ck_assert_int_eq(gap.net, 0);
    ck_assert_int_eq(gap.surplus, 30);
}
END_TEST

START_TEST(gaps_of_some_areas)
{
    const int32_t which[] = { 0, 1, 0 };
    struct xw_gap gap = xw_gap_over(3, demand, seats, which, 0);
    ck_assert_int_eq(gap.demand, 165);
    ck_assert_int_eq(gap.seats, 145);
    ck_assert_int_eq(gap.local, 20);
    ck_assert_int_eq(gap.net, 20);
    ck_assert_int_eq(gap.surplus, 0);
    gap = xw_gap_over(3, demand, seats, which, 1);
    ck_assert_int_eq(gap.demand, 85);
    ck_assert_int_eq(gap.local, 0);
    ck_assert_int_eq(gap.net, 0);
    ck_assert_int_eq(gap.surplus, 15);
    gap = xw_gap_over(3, demand, seats, which, 2);
    ck_assert_int_eq(gap.demand + gap.seats + gap.local + gap.net + gap.surplus, 0);
}
END_TEST

START_TEST(no_areas)
{
    struct xw_gap gap = xw_gap_over(0, NULL, NULL, NULL, 0);
    ck_assert_int_eq(gap.demand + gap.seats + gap.local + gap.net + gap.surplus, 0);
    int64_t local[2] = { -1, -1 }, surplus[2] = { -1, -1 };
    xw_gap_by_place(0, 2, NULL, NULL, NULL, NULL, local, surplus);
    ck_assert_int_eq(local[0], 0);
    ck_assert_int_eq(local[1], 0);
    ck_assert_int_eq(surplus[0], 0);
    ck_assert_int_eq(surplus[1], 0);
    xw_gap_by_place(1, 0, demand, seats, NULL, NULL, NULL, NULL);
}
END_TEST

#define AREAS  2
#define PLACES 3

/* Worked by hand. The first area is 20 short of 100 (or as said), the second has 30 to spare. */
static const struct {
    const char *name;
    int64_t demand[AREAS], seats[AREAS], share[AREAS][PLACES], seats_share[AREAS][PLACES];
    int64_t local[PLACES], surplus[PLACES];
} places[] = {
    { "one place bears it all",
      { 120, 70 },
      { 100, 100 },
      { { 0, 120, 0 }, { 70, 0, 0 } },
      { { 0, 100, 0 }, { 0, 0, 100 } },
      { 0, 20, 0 },
      { 0, 0, 30 } },
    { "in proportion to residents, and to seats",
      { 100, 70 },
      { 80, 100 },
      { { 50, 30, 20 }, { 70, 0, 0 } },
      { { 80, 0, 0 }, { 50, 40, 10 } },
      { 10, 6, 4 },
      { 15, 12, 3 } },
    /* 20/3 each: 6, 6, 6 and two more for the first of equals */
    { "equal remainders, the lower place first",
      { 30, 1 },
      { 10, 1 },
      { { 10, 10, 10 }, { 1, 0, 0 } },
      { { 10, 0, 0 }, { 1, 0, 0 } },
      { 7, 7, 6 },
      { 0, 0, 0 } },
    /* 7 x 5/10 = 3.5, 7 x 3/10 = 2.1, 7 x 2/10 = 1.4: the one left goes to the first */
    { "the largest remainder first",
      { 10, 1 },
      { 3, 1 },
      { { 2, 5, 3 }, { 1, 0, 0 } },
      { { 3, 0, 0 }, { 1, 0, 0 } },
      { 1, 4, 2 },
      { 0, 0, 0 } },
    /* halves of two areas make a whole: 1.5 + 0.5 = 2, 1.5 + 0.5 = 2 */
    { "rounded once, not by area",
      { 6, 2 },
      { 3, 1 },
      { { 3, 3, 0 }, { 1, 1, 0 } },
      { { 3, 0, 0 }, { 1, 0, 0 } },
      { 2, 2, 0 },
      { 0, 0, 0 } },
    /* 1/3 of the one and 2/3 of the other */
    { "thirds make a whole",
      { 3, 3 },
      { 2, 1 },
      { { 1, 1, 1 }, { 1, 1, 1 } },
      { { 2, 0, 0 }, { 1, 0, 0 } },
      { 1, 1, 1 },
      { 0, 0, 0 } },
    { "no seats at all, and no demand at all",
      { 9, 0 },
      { 0, 8 },
      { { 4, 5, 0 }, { 0, 0, 0 } },
      { { 0, 0, 0 }, { 2, 0, 6 } },
      { 4, 5, 0 },
      { 2, 0, 6 } },
    { "even",
      { 9, 8 },
      { 9, 8 },
      { { 4, 5, 0 }, { 8, 0, 0 } },
      { { 9, 0, 0 }, { 0, 8, 0 } },
      { 0, 0, 0 },
      { 0, 0, 0 } },
    { "large numbers",
      { 2000000000, 0 },
      { 0, 0 },
      { { 666666667, 666666667, 666666666 }, { 0, 0, 0 } },
      { { 0, 0, 0 }, { 0, 0, 0 } },
      { 666666667, 666666667, 666666666 },
      { 0, 0, 0 } },
};

START_TEST(gaps_by_place)
{
    /* One place more than there are, which must stay as it is. */
    int64_t local[] = { -1, -1, -1, 1048575 }, surplus[] = { -1, -1, -1, 1048575 };
    xw_gap_by_place(AREAS, PLACES, places[_i].demand, places[_i].seats, places[_i].share[0],
                    places[_i].seats_share[0], local, surplus);
    for (int p = 0; p < PLACES; p++) {
        ck_assert_msg(local[p] == places[_i].local[p], "%s: gap of %d: %d", places[_i].name, p,
                      (int)local[p]);
        ck_assert_msg(surplus[p] == places[_i].surplus[p], "%s: surplus of %d: %d", places[_i].name,
                      p, (int)surplus[p]);
    }
    ck_assert_int_eq(local[PLACES], 1048575);
    ck_assert_int_eq(surplus[PLACES], 1048575);
}
END_TEST

START_TEST(one_place_has_the_whole_gap)
{
    int64_t local = -1, surplus = -1;
    xw_gap_by_place(3, 1, demand, seats, demand, seats, &local, &surplus);
    ck_assert_int_eq(local, 20);
    ck_assert_int_eq(surplus, 15);
}
END_TEST

/* Over 2,000 districts of 12 areas and 7 places: places add up to the district, surplus - local =
 * seats - demand, net <= local, and no place is a pupil or more from its exact part. */
START_TEST(places_add_up_to_the_district)
{
    uint32_t state = 1; /* Numerical Recipes' congruential generator: any spread of cases does */
    for (int i = 0; i < 2000; i++) {
        int64_t want[12] = { 0 }, have[12] = { 0 }, share[12][7], seats_share[12][7];
        double part[7] = { 0 };
        for (int a = 0; a < 12; a++) {
            for (int p = 0; p < 7; p++) {
                state = state * 1664525u + 1013904223u;
                share[a][p] = (state >> 28) < 8 ? 0 : (state >> 16) % 200;
                state = state * 1664525u + 1013904223u;
                seats_share[a][p] = (state >> 28) < 8 ? 0 : (state >> 16) % 200;
                want[a] += share[a][p];
                have[a] += seats_share[a][p];
            }
            for (int p = 0; p < 7; p++)
                if (want[a] > have[a])
                    part[p] += (double)(want[a] - have[a]) * (double)share[a][p] / (double)want[a];
        }
        int64_t local[7], surplus[7], locals = 0, surpluses = 0;
        xw_gap_by_place(12, 7, want, have, share[0], seats_share[0], local, surplus);
        for (int p = 0; p < 7; p++) {
            locals += local[p];
            surpluses += surplus[p];
            ck_assert_double_lt((double)local[p] - part[p], 1);
            ck_assert_double_gt((double)local[p] - part[p], -1);
        }
        struct xw_gap gap = xw_gap_over(12, want, have, NULL, 0);
        ck_assert_int_eq(locals, gap.local);
        ck_assert_int_eq(surpluses, gap.surplus);
        ck_assert_int_eq(gap.surplus - gap.local, gap.seats - gap.demand);
        ck_assert_int_le(gap.net, gap.local);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, gaps_of_a_district);
    tcase_add_test(c, idle_seats_elsewhere_leave_no_net_gap);
    tcase_add_test(c, gaps_of_some_areas);
    tcase_add_loop_test(c, gaps_by_place, 0, sizeof places / sizeof *places);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, places_add_up_to_the_district);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_areas);
    tcase_add_test(c, one_place_has_the_whole_gap);
    return c;
}

UNIT_MAIN("gap", known_answers(), laws(), limits())
