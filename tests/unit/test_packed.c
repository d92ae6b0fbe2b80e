#include "xuewei/packed.h"
#include "unit.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static struct xw_packer packer;

static void setup(void)
{
    ck_assert_int_eq(xw_packer_open(&packer), XW_OK);
}

static void teardown(void)
{
    xw_packer_close(&packer);
    xw_packer_close(&packer);
}

static uint32_t next(uint32_t *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

/* Around the stretch of 1,024 numbers that are turned into bytes at a time. */
static const int32_t counts[] = { 0, 1, 2, 1023, 1024, 1025, 2048, 10000 };

START_TEST(what_is_packed_comes_back)
{
    int32_t n = counts[_i];
    int32_t *value = malloc((size_t)(n + 1) * sizeof *value);
    int32_t *back = malloc((size_t)(n + 1) * sizeof *back);
    uint8_t *bytes = malloc((size_t)xw_packed_most(n));
    for (int kind = 0; kind < 3; kind++) {
        uint32_t state = 1;
        for (int32_t i = 0; i < n; i++) /* noise does not shrink, a constant does */
            value[i] = kind == 0 ? (int32_t)next(&state) : kind == 1 ? -7 : (int32_t)(i % 50);
        ptrdiff_t length = xw_pack(&packer, value, n, bytes);
        ck_assert_int_le(length, xw_packed_most(n));
        if (kind == 1 && n > 1000) ck_assert_int_lt(length, n / 10);
        memset(back, 0x55, (size_t)(n + 1) * sizeof *back);
        ck_assert(xw_unpack(bytes, length, n, back));
        for (int32_t i = 0; i < n; i++)
            ck_assert_int_eq(back[i], value[i]);
        ck_assert_int_eq(back[n], 0x55555555);
        if (n > 0) ck_assert(!xw_unpack(bytes, length, n - 1, back));
        ck_assert(!xw_unpack(bytes, length, n + 1, back));
        ck_assert(!xw_unpack(bytes, length - 1, n, back));
        bytes[length - 1] ^= 1; /* of the checksum */
        ck_assert(!xw_unpack(bytes, length, n, back));
    }
    free(value);
    free(back);
    free(bytes);
}
END_TEST

/* Any reader of zlib finds the least byte first. */
START_TEST(the_bytes_are_those_of_zlib)
{
    static const int32_t value[] = { 1, 258, -2 };
    static const uint8_t want[] = { 1, 0, 0, 0, 2, 1, 0, 0, 254, 255, 255, 255 };
    uint8_t bytes[256], raw[64];
    ck_assert_int_le(xw_packed_most(3), (int)sizeof bytes);
    ptrdiff_t length = xw_pack(&packer, value, 3, bytes);
    uLongf got = sizeof raw;
    ck_assert_int_eq(uncompress(raw, &got, bytes, (uLong)length), Z_OK);
    ck_assert_uint_eq(got, sizeof want);
    ck_assert_mem_eq(raw, want, sizeof want);
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, what_is_packed_comes_back, 0, sizeof counts / sizeof *counts);
    return tc;
}

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_bytes_are_those_of_zlib);
    return tc;
}

UNIT_MAIN("packed", known_answers(), laws())
