#include "xuewei/demand.h"
#include "unit.h"
#include <float.h>
#include <math.h>

enum { MOST = 6 };

static struct xw_arena arena(size_t bytes)
{
    struct xw_arena a;
    ck_assert_int_eq(xw_arena_init(&a, bytes), XW_OK);
    return a;
}

/* Largest remainder by hand. */
static const struct {
    const char *name;
    int32_t count;
    double value[MOST];
    int32_t want[MOST];
} rounds[] = {
    { "whole stays", 3, { 3, 0, 5 }, { 3, 0, 5 } },
    { "largest remainder", 3, { 1.2, 2.7, 3.3 }, { 1, 3, 3 } },
    { "not the largest value", 3, { 10.125, 1.5, 2.375 }, { 10, 2, 2 } },
    { "two extra", 4, { 0.75, 0.25, 0.625, 0.375 }, { 1, 0, 1, 0 } },
    { "ties by index", 4, { 0.5, 0.5, 0.5, 0.5 }, { 1, 1, 0, 0 } },
    { "ties below a larger one", 3, { 1.25, 1.5, 1.25 }, { 1, 2, 1 } },
    { "ties after a larger one", 4, { 0.5, 0.75, 0.5, 0.25 }, { 1, 1, 0, 0 } },
    { "half is rounded up", 2, { 0.25, 0.25 }, { 1, 0 } },
    { "below half down", 2, { 0.25, 0.125 }, { 0, 0 } },
    { "two and a half", 3, { 0.75, 0.875, 0.875 }, { 1, 1, 1 } },
    { "one alone", 1, { 7.5 }, { 8 } },
    { "one alone down", 1, { 7.4375 }, { 7 } },
    { "largest number", 2, { 2147483647.0, 0.5 }, { INT32_MAX, 1 } },
    { "a half beside a large number", 3, { 2147483646.0, 0.25, 0.25 }, { 2147483646, 1, 0 } },
    { "nobody", 3, { 0, 0, 0 }, { 0, 0, 0 } },
    { "no zones", 0, { 0 }, { 0 } },
};

START_TEST(values_are_rounded)
{
    struct xw_arena a = arena(4096);
    int32_t whole[MOST], n = rounds[_i].count;
    double value[MOST];
    for (int i = 0; i < MOST; i++) {
        value[i] = i < n ? rounds[_i].value[i] : INFINITY; /* behind the end, not looked at */
        whole[i] = -9;
    }
    ck_assert_int_eq(xw_demand_round(n, value, a, whole), XW_OK);
    for (int i = n; i < MOST; i++)
        ck_assert_int_eq(whole[i], -9);
    for (int i = 0; i < rounds[_i].count; i++)
        ck_assert_msg(whole[i] == rounds[_i].want[i], "%s: %d is %d", rounds[_i].name, i, whole[i]);
    xw_arena_free(&a);
}
END_TEST

/* 0.99 + 3 x 0.17 is 1.5, but a plain sum of the doubles falls below and would lose a pupil. */
START_TEST(the_total_is_summed_without_loss)
{
    struct xw_arena a = arena(4096);
    const double value[] = { 0.99, 0.17, 0.17, 0.17 };
    int32_t whole[4];
    ck_assert_double_lt(value[0] + value[1] + value[2] + value[3], 1.5);
    ck_assert_int_eq(xw_demand_round(4, value, a, whole), XW_OK);
    ck_assert_int_eq(whole[0], 1);
    ck_assert_int_eq(whole[1], 1);
    ck_assert_int_eq(whole[2], 0);

    /* Each small number alone is lost beside the large one; together they make it a half, whether
     * they come before it or after. */
    const double large = 0.5 - 0x1p-54, small = 3 * 0x1p-57;
    ck_assert_double_eq(large + small, large);
    for (int at = 0; at < 3; at++) {
        double three[] = { small, small, small };
        three[at] = large;
        ck_assert_int_eq(xw_demand_round(3, three, a, whole), XW_OK);
        for (int i = 0; i < 3; i++)
            ck_assert_int_eq(whole[i], i == at);
    }
    xw_arena_free(&a);
}
END_TEST

static const struct {
    const char *name;
    int64_t total;
    int32_t count;
    double weight[MOST];
    int32_t want[MOST];
} shares[] = {
    { "in proportion", 12, 3, { 1, 2, 3 }, { 2, 4, 6 } },
    { "largest remainder", 10, 3, { 1, 1, 4 }, { 2, 2, 6 } },      /* 1 2/3, 1 2/3, 6 2/3: tie */
    { "remainder in the middle", 7, 3, { 2, 3, 5 }, { 1, 2, 4 } }, /* 1.4, 2.1, 3.5 */
    { "all alike", 5, 3, { 7, 7, 7 }, { 2, 2, 1 } },
    { "no weights", 5, 3, { 0, 0, 0 }, { 2, 2, 1 } },
    { "no weight gets nothing", 5, 3, { 0, 1, 1 }, { 0, 3, 2 } },
    { "ties at different sizes", 6, 3, { 1, 4, 4 }, { 1, 3, 2 } },   /* 2/3, 2 2/3, 2 2/3 */
    { "thirds of different sizes", 3, 3, { 1, 4, 4 }, { 1, 1, 1 } }, /* 1/3, 4/3, 4/3 */
    { "nothing to share", 0, 2, { 1, 2 }, { 0, 0 } },
    { "nothing and nobody", 0, 0, { 0 }, { 0 } },
    { "one takes all", INT32_MAX, 1, { 0.1 }, { INT32_MAX } },
    { "everyone the most", 2LL * INT32_MAX, 2, { 1, 1 }, { INT32_MAX, INT32_MAX } },
    { "parts", 3, 2, { 0.125, 0.25 }, { 1, 2 } },
};

START_TEST(totals_are_shared)
{
    struct xw_arena a = arena(4096);
    int32_t whole[MOST], n = shares[_i].count;
    double weight[MOST];
    for (int i = 0; i < MOST; i++) {
        weight[i] = i < n ? shares[_i].weight[i] : INFINITY; /* behind the end, not looked at */
        whole[i] = -9;
    }
    ck_assert_int_eq(xw_demand_share(shares[_i].total, n, weight, a, whole), XW_OK);
    for (int i = n; i < MOST; i++)
        ck_assert_int_eq(whole[i], -9);
    for (int i = 0; i < shares[_i].count; i++)
        ck_assert_msg(whole[i] == shares[_i].want[i], "%s: %d is %d", shares[_i].name, i, whole[i]);
    xw_arena_free(&a);
}
END_TEST

START_TEST(the_most_that_can_be_shared)
{
    enum { MANY = 1 << 20 };
    struct xw_arena a = arena((size_t)64 << 20);
    double *weight = XW_TAKE(&a, MANY, double);
    int32_t *whole = XW_TAKE(&a, MANY, int32_t);
    ck_assert_int_eq(xw_demand_share((int64_t)1 << 50, MANY, weight, a, whole), XW_OK);
    int32_t others = 0;
    for (int i = 0; i < MANY; i++)
        others += whole[i] != 1 << 30;
    ck_assert_int_eq(others, 0);
    ck_assert_int_eq(xw_demand_share(((int64_t)1 << 50) + 1, MANY, weight, a, whole),
                     XW_OUT_OF_RANGE);
    xw_arena_free(&a);
}
END_TEST

START_TEST(entrants_come_from_residents)
{
    struct xw_arena a = arena(4096);
    const double children[] = { 100, 50.5, 0 }, share[] = { 1.07, 0.5, 2 };
    int32_t entrants[3];
    ck_assert_int_eq(xw_demand_from_residents(3, children, share, a, entrants), XW_OK);
    ck_assert_int_eq(entrants[0], 107);
    ck_assert_int_eq(entrants[1], 25);
    ck_assert_int_eq(entrants[2], 0);
    xw_arena_free(&a);
}
END_TEST

/* 40 x 1.25 x 0.5 = 25; 30 x 0.5 x 1.5 = 22.5; 10 x 1.25 x 1 = 12.5: 60 in all, the tie to the
 * first. */
START_TEST(entrants_come_from_leavers)
{
    struct xw_arena a = arena(4096);
    const int32_t leavers[] = { 40, 30, 10 };
    const double ratio[] = { 1.25, 0.5, 1.25 }, change[] = { 0.5, 1.5, 1 };
    int32_t entrants[3];
    ck_assert_int_eq(xw_demand_from_leavers(3, leavers, ratio, change, a, entrants), XW_OK);
    ck_assert_int_eq(entrants[0], 25);
    ck_assert_int_eq(entrants[1], 23);
    ck_assert_int_eq(entrants[2], 12);
    xw_arena_free(&a);
}
END_TEST

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Whole numbers add up, are the floor or one more, and no smaller remainder is rounded up before a
 * larger one. */
START_TEST(shares_add_up_and_are_fair)
{
    struct xw_arena a = arena(4096);
    uint64_t state = 20201101;
    for (int round = 0; round < 2000; round++) {
        int32_t count = 1 + (int32_t)(next_random(&state) % 20), whole[20];
        int64_t total = (int64_t)(next_random(&state) % 5000), sum = 0, weights = 0;
        int64_t left_over[20], weight[20];
        double w[20];
        for (int i = 0; i < count; i++) {
            weight[i] = (int64_t)(next_random(&state) % 7) * (int64_t)(next_random(&state) % 900);
            w[i] = (double)weight[i];
            weights += weight[i];
        }
        ck_assert_int_eq(xw_demand_share(total, count, w, a, whole), XW_OK);
        for (int i = 0; i < count; i++) {
            if (weights == 0) weight[i] = 1;
            int64_t all = weights == 0 ? count : weights;
            int64_t below = total * weight[i] / all;
            left_over[i] = total * weight[i] % all;
            ck_assert(whole[i] == below || (whole[i] == below + 1 && left_over[i] > 0));
            sum += whole[i];
            left_over[i] = whole[i] == below ? left_over[i] : -left_over[i];
        }
        ck_assert_int_eq(sum, total);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
                if (left_over[i] < 0 && left_over[j] >= 0)
                    ck_assert(-left_over[i] > left_over[j] ||
                              (-left_over[i] == left_over[j] && i < j));
    }
    xw_arena_free(&a);
}
END_TEST

static const struct {
    const char *name;
    int32_t count;
    double value;
    enum xw_status want;
} bad[] = {
    { "usual", 2, 1.0, XW_OK },
    { "count below 0", -1, 1.0, XW_OUT_OF_RANGE },
    { "not a number", 2, NAN, XW_NOT_FINITE },
    { "without end", 2, INFINITY, XW_NOT_FINITE },
    { "negative", 2, -0x1p-40, XW_NEGATIVE },
    { "too large", 2, INT32_MAX + 0x1p-20, XW_OUT_OF_RANGE },
};

/* The first or the second value is the bad one; all outputs stay as they were. */
START_TEST(bad_values_are_refused)
{
    struct xw_arena a = arena(4096);
    const double ones[] = { 1.0, 1.0 };
    const int32_t leavers[] = { 1, 1 };
    int32_t whole[2] = { -9, -9 };
    enum xw_status want = bad[_i].want;
    int32_t n = bad[_i].count;
    for (int at = 0; at < 2; at++) {
        double value[] = { 1.0, 1.0 };
        value[at] = bad[_i].value;
        whole[0] = whole[1] = -9;
        ck_assert_int_eq(xw_demand_round(n, value, a, whole), want);
        ck_assert(want == XW_OK || (whole[0] == -9 && whole[1] == -9));
        ck_assert_int_eq(xw_demand_from_residents(n, value, ones, a, whole), want);
        ck_assert_int_eq(xw_demand_from_residents(n, ones, value, a, whole), want);
        ck_assert_int_eq(xw_demand_from_leavers(n, leavers, value, ones, a, whole), want);
        ck_assert_int_eq(xw_demand_from_leavers(n, leavers, ones, value, a, whole), want);
        ck_assert(want == XW_OK || (whole[0] == -9 && whole[1] == -9));
    }
    xw_arena_free(&a);
}
END_TEST

static const struct {
    const char *name;
    int64_t total;
    int32_t count;
    double weight[2];
    enum xw_status want;
} bad_shares[] = {
    { "count below 0", 1, -1, { 1, 1 }, XW_OUT_OF_RANGE },
    { "total below 0", -1, 2, { 1, 1 }, XW_NEGATIVE },
    { "nobody to share", 1, 0, { 1, 1 }, XW_OUT_OF_RANGE },
    { "not a number", 1, 2, { 1, NAN }, XW_NOT_FINITE },
    { "negative weight", 1, 2, { 1, -0x1p-40 }, XW_NEGATIVE },
    { "weights beyond every number", 1, 2, { DBL_MAX, DBL_MAX }, XW_NOT_FINITE },
    { "products beyond every number", 3, 2, { DBL_MAX / 3, 0 }, XW_NOT_FINITE },
    { "nothing of too much", 0, 2, { DBL_MAX, DBL_MAX }, XW_NOT_FINITE },
    { "product just not", 2, 2, { DBL_MAX / 4, 0 }, XW_OK },
    { "first share too large", 1LL + INT32_MAX, 2, { 1, 0 }, XW_OUT_OF_RANGE },
    { "share too large", 1LL + INT32_MAX, 2, { 0, 1 }, XW_OUT_OF_RANGE },
    { "half a pupil too large", 1 + 2LL * INT32_MAX, 2, { 1, 1 }, XW_OUT_OF_RANGE },
};

START_TEST(bad_shares_are_refused)
{
    struct xw_arena a = arena(4096);
    int32_t whole[2] = { -9, -9 };
    enum xw_status got = xw_demand_share(bad_shares[_i].total, bad_shares[_i].count,
                                         bad_shares[_i].weight, a, whole);
    ck_assert_msg(got == bad_shares[_i].want, "%s: got %d", bad_shares[_i].name, got);
    ck_assert(got == XW_OK || (whole[0] == -9 && whole[1] == -9));
    xw_arena_free(&a);
}
END_TEST

START_TEST(leavers_below_zero_are_refused)
{
    struct xw_arena a = arena(4096);
    const double ones[] = { 1.0, 1.0 };
    int32_t whole[2];
    ck_assert_int_eq(xw_demand_from_leavers(2, (const int32_t[]){ 1, -1 }, ones, ones, a, whole),
                     XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(2, (const int32_t[]){ -1, 1 }, ones, ones, a, whole),
                     XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(1, (const int32_t[]){ 1, -1 }, ones, ones, a, whole),
                     XW_OK);
    ck_assert_int_eq(xw_demand_from_leavers(2, (const int32_t[]){ 1, 0 }, ones, ones, a, whole),
                     XW_OK);
    ck_assert_int_eq(whole[1], 0);
    xw_arena_free(&a);
}
END_TEST

/* What is negative is refused even where nobody is multiplied by it. */
START_TEST(negative_factors_of_nobody_are_refused)
{
    struct xw_arena a = arena(4096);
    const double zero = 0.0, below = -1.0, one = 1.0;
    const int32_t nobody = 0, fewer = -1;
    int32_t whole;
    ck_assert_int_eq(xw_demand_from_residents(1, &zero, &below, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_residents(1, &below, &zero, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_residents(1, &below, &below, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(1, &nobody, &one, &below, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(1, &nobody, &below, &one, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(1, &fewer, &zero, &one, a, &whole), XW_NEGATIVE);
    ck_assert_int_eq(xw_demand_from_leavers(1, &nobody, &one, &one, a, &whole), XW_OK);
    xw_arena_free(&a);
}
END_TEST

/* A count of an item by another way: how many others are ahead of it, larger or equal and before it. */
static int32_t ahead_of(const double *remainder, int32_t count, int32_t i)
{
    int32_t ahead = 0;
    for (int32_t j = 0; j < count; j++)
        ahead += remainder[j] > remainder[i] || (remainder[j] == remainder[i] && j < i);
    return ahead;
}

/* Remainders that are few, many, equal, all but equal and far apart. */
START_TEST(the_largest_remainders_are_selected)
{
    enum { LARGEST = 700 };
    struct xw_arena a = arena(1 << 20);
    uint64_t seed = 5;
    for (int32_t count = 1; count < LARGEST; count += 1 + count / 4)
        for (int kind = 0; kind < 5; kind++) {
            double value[LARGEST], remainder[LARGEST], sum = 0.0;
            int32_t whole[LARGEST];
            for (int32_t i = 0; i < count; i++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                double u = (double)(seed >> 40) / 16777216.0;
                remainder[i] = kind == 0   ? u
                               : kind == 1 ? floor(u * 4) / 4
                               : kind == 2 ? 0.5
                               : kind == 3 ? 0.25 + ldexp(floor(u * 3), -50)
                                           : ldexp(1.0, -1 - (int)(u * 40));
                value[i] = 1.0 + remainder[i];
                sum += remainder[i];
            }
            ck_assert_int_eq(xw_demand_round(count, value, a, whole), XW_OK);
            int64_t extra = llround(sum);
            for (int32_t i = 0; i < count; i++)
                ck_assert_int_eq(whole[i], 1 + (ahead_of(remainder, count, i) < extra));
        }
    xw_arena_free(&a);
}
END_TEST

/* Whole weights are shared in whole numbers, others in doubles: halves of all weights change nothing. */
START_TEST(whole_weights_and_their_halves_share_alike)
{
    enum { COUNT = 9 };
    struct xw_arena a = arena(1 << 16);
    uint64_t seed = 11;
    for (int64_t total = 0; total < 3000; total += 1 + total / 3) {
        double weight[COUNT], half[COUNT];
        int32_t whole[COUNT], other[COUNT];
        for (int i = 0; i < COUNT; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            weight[i] = (double)(seed >> 58);
            half[i] = weight[i] / 128;
        }
        ck_assert_int_eq(xw_demand_share(total, COUNT, weight, a, whole), XW_OK);
        ck_assert_int_eq(xw_demand_share(total, COUNT, half, a, other), XW_OK);
        for (int i = 0; i < COUNT; i++)
            ck_assert_int_eq(whole[i], other[i]);
    }
    xw_arena_free(&a);
}
END_TEST

/* Two zones need 16 bytes for values and 24 for remainders. */
START_TEST(no_room)
{
    struct xw_arena a = arena(4096);
    const double ones[] = { 1.0, 1.0 };
    const int32_t leavers[] = { 1, 1 };
    int32_t whole[2];
    a.end = a.base + 23;
    ck_assert_int_eq(xw_demand_round(2, ones, a, whole), XW_NO_MEMORY);
    ck_assert_int_eq(xw_demand_share(2, 2, ones, a, whole), XW_NO_MEMORY);
    a.end = a.base + 15;
    ck_assert_int_eq(xw_demand_from_residents(2, ones, ones, a, whole), XW_NO_MEMORY);
    ck_assert_int_eq(xw_demand_from_leavers(2, leavers, ones, ones, a, whole), XW_NO_MEMORY);
    a.end = a.base + 39;
    ck_assert_int_eq(xw_demand_from_residents(2, ones, ones, a, whole), XW_NO_MEMORY);
    ck_assert_int_eq(xw_demand_from_leavers(2, leavers, ones, ones, a, whole), XW_NO_MEMORY);
    a.end = a.base + 40;
    ck_assert_int_eq(xw_demand_from_leavers(2, leavers, ones, ones, a, whole), XW_OK);
    a.end = a.base + 4096;
    xw_arena_free(&a);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, values_are_rounded, 0, (int)(sizeof rounds / sizeof *rounds));
    tcase_add_test(c, the_total_is_summed_without_loss);
    tcase_add_loop_test(c, totals_are_shared, 0, (int)(sizeof shares / sizeof *shares));
    tcase_add_test(c, entrants_come_from_residents);
    tcase_add_test(c, entrants_come_from_leavers);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, shares_add_up_and_are_fair);
    tcase_add_test(c, the_largest_remainders_are_selected);
    tcase_add_test(c, whole_weights_and_their_halves_share_alike);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, bad_values_are_refused, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_loop_test(c, bad_shares_are_refused, 0,
                        (int)(sizeof bad_shares / sizeof *bad_shares));
    tcase_add_test(c, negative_factors_of_nobody_are_refused);
    tcase_add_test(c, leavers_below_zero_are_refused);
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, the_most_that_can_be_shared);
    return c;
}

UNIT_MAIN("demand", known_answers(), laws(), refusals(), limits())
