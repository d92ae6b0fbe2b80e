#include "xuewei/quantile.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
    return (one > other) - (one < other);
}

static uint32_t next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    return *state ^= *state << 5;
}

/* Around the length from which digits are sorted; ranges of one, two and three digits. */
static const int32_t lengths[] = { 0, 1, 2, 31, 32, 33, 100, 1000, 10007 };
static const uint32_t ranges[] = { 1, 2, 2048, 2049, 1u << 22, (1u << 22) + 1, UINT32_MAX };

START_TEST(sorted_as_qsort_does)
{
    int32_t n = lengths[_i];
    size_t bytes = (size_t)(n + 1) * sizeof(int32_t);
    int32_t *value = malloc(bytes), *room = malloc(bytes), *want = malloc(bytes);
    uint32_t state = 12345;
    for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++)
        for (int from = 0; from < 3; from++) {
            static const int32_t least[] = { INT32_MIN, -1000, 0 };
            for (int32_t i = 0; i < n; i++)
                want[i] = value[i] = (int32_t)((uint32_t)least[from] + next(&state) % ranges[r]);
            value[n] = room[n] = 77;
            qsort(want, (size_t)n, sizeof *want, by_value);
            xw_sort_int32(value, room, n);
            ck_assert_mem_eq(value, want, (size_t)n * sizeof *value);
            ck_assert_int_eq(value[n], 77);
            ck_assert_int_eq(room[n], 77);
        }
    free(value);
    free(room);
    free(want);
}
END_TEST

/* Type 7 by hand: h = (n - 1) q, x[h] between its neighbours. */
static const struct {
    int32_t n, value[7];
    double q, want;
} answers[] = {
    { 1, { 5 }, 0.0, 5 },
    { 1, { 5 }, 0.9, 5 },
    { 2, { 0, 10 }, 0.1, 1 },
    { 2, { 0, 10 }, 1.0, 10 },
    { 4, { 1, 2, 3, 4 }, 0.25, 1.75 },              /* h = 0.75 */
    { 4, { 1, 2, 3, 4 }, 0.5, 2.5 },                /* h = 1.5 */
    { 5, { 1, 2, 3, 4, 100 }, 0.9, 61.6 },          /* h = 3.6: 4 + 0.6 x 96 */
    { 7, { -9, -3, 0, 0, 2, 8, 50 }, 0.75, 5 },     /* h = 4.5 */
    { 7, { -9, -3, 0, 0, 2, 8, 50 }, 0.025, -8.1 }, /* h = 0.15 */
    { 2, { INT32_MIN, INT32_MAX }, 0.5, -0.5 },     /* no overflow between */
};

START_TEST(quantiles_are_of_type_7)
{
    double got = xw_quantile_int32(answers[_i].value, answers[_i].n, answers[_i].q);
    ck_assert_double_eq_tol(got, answers[_i].want, 1e-12);
}
END_TEST

/* Python's statistics.mean, .stdev and .quantiles(x, n=40, method="inclusive"), which are of type 7, of
 * x = [i * 7919 % 10007 - 5000 for i in range(1000)]. */
START_TEST(a_thousand_values_as_python_has_them)
{
    static const double q[] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };
    static const double want[] = { -4750.25, -3991, -2501.25, 8, 2507.25, 4006.9, 4756.25 };
    int32_t value[1000], room[1000];
    for (int32_t i = 0; i < 1000; i++)
        value[i] = i * 7919 % 10007 - 5000;
    struct xw_moments before = xw_moments_int32(value, 1000);
    xw_sort_int32(value, room, 1000);
    struct xw_moments after = xw_moments_int32(value, 1000);
    for (int k = 0; k < 7; k++)
        ck_assert_double_eq_tol(xw_quantile_int32(value, 1000, q[k]), want[k], 1e-9);
    ck_assert_double_eq_tol(before.mean, 7.061, 1e-9);
    ck_assert_double_eq_tol(before.sd, 2891.522618679185, 1e-9);
    ck_assert(before.mean == after.mean && before.sd == after.sd);
}
END_TEST

START_TEST(moments_of_few_and_of_far_values)
{
    static const int32_t one[] = { -7 }, far[] = { 2147483647, 2147483645 }, three[] = { 1, 2, 6 };
    ck_assert_double_eq(xw_moments_int32(one, 1).mean, -7.0);
    ck_assert_double_nan(xw_moments_int32(one, 1).sd);
    ck_assert_double_eq(xw_moments_int32(far, 2).mean, 2147483646.0);
    ck_assert_double_eq_tol(xw_moments_int32(far, 2).sd, sqrt(2.0), 1e-15);
    ck_assert_double_eq_tol(xw_moments_int32(three, 3).mean, 3.0, 1e-15);
    ck_assert_double_eq_tol(xw_moments_int32(three, 3).sd, sqrt(7.0), 1e-15);
}
END_TEST

START_TEST(those_above_a_limit_are_counted)
{
    static const int32_t sorted[] = { -2, 0, 0, 0, 3, 3, 9 };
    static const int32_t limit[] = { -3, -2, -1, 0, 2, 3, 8, 9 };
    static const int32_t want[] = { 7, 6, 6, 3, 3, 1, 1, 0 };
    for (int k = 0; k < 8; k++)
        ck_assert_int_eq(xw_above_int32(sorted, 7, limit[k]), want[k]);
    ck_assert_int_eq(xw_above_int32(sorted, 0, 0), 0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_loop_test(tc, quantiles_are_of_type_7, 0, sizeof answers / sizeof *answers);
    tcase_add_test(tc, a_thousand_values_as_python_has_them);
    tcase_add_test(tc, moments_of_few_and_of_far_values);
    tcase_add_test(tc, those_above_a_limit_are_counted);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_loop_test(tc, sorted_as_qsort_does, 0, sizeof lengths / sizeof *lengths);
    return tc;
}

UNIT_MAIN("quantile", known_answers(), laws())
