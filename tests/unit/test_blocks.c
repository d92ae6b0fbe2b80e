#include "xuewei/blocks.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = 3, MOST = 40 };

START_TEST(shapes)
{
    ck_assert_int_eq(xw_blocks_lanes(XW_DOUBLE), 8);
    ck_assert_int_eq(xw_blocks_lanes(XW_SINGLE), 16);
    ck_assert_int_eq(xw_blocks_count(XW_DOUBLE, 0), 0);
    ck_assert_int_eq(xw_blocks_count(XW_DOUBLE, 8), 1);
    ck_assert_int_eq(xw_blocks_count(XW_DOUBLE, 9), 2);
    ck_assert_int_eq(xw_blocks_count(XW_SINGLE, 16), 1);
    ck_assert_int_eq(xw_blocks_count(XW_SINGLE, INT32_MAX), 134217728);
    ck_assert(xw_blocks_bytes(XW_SINGLE, 600000, 202) == (ptrdiff_t)37500 * 202 * 64);
}
END_TEST

/* Zone 9 of doubles is lane 1 of block 1, of floats lane 9 of block 0. */
START_TEST(zones_find_their_lanes)
{
    double from[10 * COLUMNS];
    for (int i = 0; i < 10 * COLUMNS; i++)
        from[i] = i;
    double twice[2 * COLUMNS * 8];
    float single[COLUMNS * 16];
    xw_blocks_pack(XW_DOUBLE, 10, COLUMNS, from, twice);
    xw_blocks_pack(XW_SINGLE, 10, COLUMNS, from, single);
    for (int c = 0; c < COLUMNS; c++) {
        ck_assert_double_eq(twice[(COLUMNS + c) * 8 + 1], 27 + c);
        ck_assert_float_eq(single[c * 16 + 9], (float)(27 + c));
        ck_assert_double_eq(twice[(COLUMNS + c) * 8 + 2], 0);
        ck_assert_float_eq(single[c * 16 + 10], 0);
    }
}
END_TEST

START_TEST(what_is_packed_comes_back)
{
    static double from[MOST * COLUMNS], back[MOST * COLUMNS];
    static _Alignas(XW_LINE_BYTES) char blocks[(MOST + 8) * COLUMNS * sizeof(double)];
    for (int i = 0; i < MOST * COLUMNS; i++)
        from[i] = 1.0 + i / 3.0;
    for (int32_t zones = 0; zones <= MOST; zones++) {
        memset(blocks, 0x5a, sizeof blocks);
        xw_blocks_pack(XW_DOUBLE, zones, COLUMNS, from, blocks);
        xw_blocks_unpack(XW_DOUBLE, zones, COLUMNS, blocks, back);
        ck_assert(memcmp(from, back, (size_t)(zones * COLUMNS) * sizeof *from) == 0);

        /* Every byte of the last block is written, none behind it. */
        ptrdiff_t bytes = xw_blocks_bytes(XW_DOUBLE, zones, COLUMNS);
        double sum = 0, want = 0;
        for (ptrdiff_t i = 0; i < bytes / 8; i++)
            sum += ((double *)blocks)[i];
        for (int32_t i = 0; i < zones * COLUMNS; i++)
            want += from[i];
        ck_assert_double_eq_tol(sum, want, 1e-9);
        ck_assert(bytes == (ptrdiff_t)sizeof blocks || blocks[bytes] == 0x5a);

        xw_blocks_pack(XW_SINGLE, zones, COLUMNS, from, blocks);
        xw_blocks_unpack(XW_SINGLE, zones, COLUMNS, blocks, back);
        for (int32_t i = 0; i < zones * COLUMNS; i++)
            ck_assert_double_eq(back[i], (double)(float)from[i]);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, shapes);
    tcase_add_test(c, zones_find_their_lanes);
    tcase_add_test(c, what_is_packed_comes_back);
    return c;
}

UNIT_MAIN("blocks", known_answers())
