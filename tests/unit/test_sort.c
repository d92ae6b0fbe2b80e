#include "xuewei/sort.h"
#include "unit.h"
#include "xuewei/rng.h"
#include <string.h>

struct item {
    int32_t key, was;
};

static int by_key(const void *a, const void *b, const void *context)
{
    int32_t sign = *(const int32_t *)context;
    int32_t one = ((const struct item *)a)->key, other = ((const struct item *)b)->key;
    return sign * ((one > other) - (one < other));
}

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)1 << 24), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

/* Lengths around the runs and their doublings; few keys, so that many are equal. */
static const int32_t lengths[] = { 0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 1000, 4099 };

START_TEST(ordered_and_stable)
{
    int32_t n = lengths[_i];
    struct item *items = calloc((size_t)n + 1, sizeof *items);
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    for (int32_t sign = -1; sign <= 1; sign += 2) {
        xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 5, .entity = (uint32_t)n });
        int64_t sum = 0, seen = 0;
        for (int32_t i = 0; i < n; i++) {
            items[i] = (struct item){ (int32_t)gsl_rng_uniform_int(rng, 1 + (unsigned)n / 4), i };
            sum += items[i].key;
        }
        ck_assert_int_eq(xw_sort(scratch, items, n, sizeof *items, by_key, &sign), XW_OK);
        for (int32_t i = 0; i < n; i++) {
            seen += items[i].key;
            if (i == 0) continue;
            int order = by_key(&items[i - 1], &items[i], &sign);
            ck_assert_int_le(order, 0);
            if (order == 0) ck_assert_int_lt(items[i - 1].was, items[i].was);
        }
        ck_assert_int_eq(seen, sum);
    }
    gsl_rng_free(rng);
    free(items);
}
END_TEST

/* An arena without room: nothing has moved. */
START_TEST(no_room)
{
    struct xw_arena small;
    ck_assert_int_eq(xw_arena_init(&small, 4096), XW_OK);
    int32_t up = 1;
    struct item items[1000];
    for (int32_t i = 0; i < 1000; i++)
        items[i] = (struct item){ 1000 - i, i };
    ck_assert_int_eq(xw_sort(small, items, 1000, sizeof *items, by_key, &up), XW_NO_MEMORY);
    for (int32_t i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i].was, i);
    xw_arena_free(&small);
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, ordered_and_stable, 0, sizeof lengths / sizeof *lengths);
    return tc;
}

static TCase *limits(void)
{
    TCase *tc = tcase_create("limits");
    tcase_add_test(tc, no_room);
    return tc;
}

UNIT_MAIN("sort", laws(), limits())
