#include "xuewei/placements.h"
#include "unit.h"

START_TEST(placements_are_ordered_and_joined)
{
    /* by zone, tier, private, other schools by division and reason, guaranteed, unplaced, no claim */
    static const struct xw_placement in[] = {
        { 1, 0, XW_NONE, 4, XW_REASON_NO_CLAIM }, { 1, 0, 2, 1, XW_REASON_CATCHMENT },
        { 1, 0, XW_NONE, 5, XW_REASON_UNPLACED }, { 0, 1, 0, 2, XW_REASON_COORDINATION },
        { 1, 0, 0, 3, XW_REASON_GUARANTEED },     { 1, 0, 2, 6, XW_REASON_CATCHMENT },
        { 1, 0, 1, 0, XW_REASON_CATCHMENT },      { 1, 0, 3, 7, XW_REASON_PRIVATE },
        { 0, 0, 1, 8, XW_REASON_COORDINATION },   { 1, 0, 2, 9, XW_REASON_COORDINATION },
        { 1, 0, 1, 10, XW_REASON_MULTI_SCHOOL },
    };
    static const struct xw_placement want[] = {
        { 0, 0, 1, 8, XW_REASON_COORDINATION },   { 0, 1, 0, 2, XW_REASON_COORDINATION },
        { 1, 0, 3, 7, XW_REASON_PRIVATE },        { 1, 0, 1, 10, XW_REASON_MULTI_SCHOOL },
        { 1, 0, 2, 7, XW_REASON_CATCHMENT },      { 1, 0, 2, 9, XW_REASON_COORDINATION },
        { 1, 0, 0, 3, XW_REASON_GUARANTEED },     { 1, 0, XW_NONE, 5, XW_REASON_UNPLACED },
        { 1, 0, XW_NONE, 4, XW_REASON_NO_CLAIM },
    };
    enum { IN = sizeof in / sizeof *in, WANT = sizeof want / sizeof *want };
    struct xw_arena keep = { 0 }, scratch = { 0 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 16), XW_OK);
    for (int begin = 0; begin < IN; begin++) { /* in any order */
        struct xw_placements p = { 0 };
        for (int i = 0; i < IN; i++)
            ck_assert_int_eq(xw_placements_add(&p, &keep, in[(begin + i) % IN]), XW_OK);
        ck_assert_int_eq(p.count, IN - 1); /* nobody is not a placement */
        ck_assert_int_eq(xw_placements_close(&p, &keep, scratch, 3), XW_OK);
        ck_assert_int_eq(p.count, WANT);
        for (int i = 0; i < WANT; i++) {
            ck_assert_int_eq(p.zone[i], want[i].zone);
            ck_assert_int_eq(p.tier[i], want[i].tier);
            ck_assert_int_eq(p.division[i], want[i].division);
            ck_assert_int_eq(p.pupils[i], want[i].pupils);
            ck_assert_int_eq(p.reason[i], want[i].reason);
        }
    }
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(room_grows)
{
    struct xw_arena keep = { 0 }, scratch = { 0 };
    struct xw_placements p = { 0 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
    for (int32_t i = 0; i < 1000; i++)
        ck_assert_int_eq(
            xw_placements_add(&p, &keep,
                              (struct xw_placement){ 999 - i, 0, i % 7, i + 1, XW_REASON_FEEDER }),
            XW_OK);
    ck_assert_int_eq(xw_placements_close(&p, &keep, scratch, 1000), XW_OK);
    ck_assert_int_eq(p.count, 1000);
    for (int32_t z = 0; z < 1000; z++) {
        ck_assert_int_eq(p.zone[z], z);
        ck_assert_int_eq(p.pupils[z], 1000 - z);
    }
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(no_memory_is_said)
{
    struct xw_arena none = { 0 };
    struct xw_placements p = { 0 };
    ck_assert_int_eq(
        xw_placements_add(&p, &none, (struct xw_placement){ 0, 0, 0, 1, XW_REASON_FEEDER }),
        XW_NO_MEMORY);
    ck_assert_int_eq(p.count, 0);
    ck_assert_int_eq(xw_placements_close(&p, &none, none, 3), XW_NO_MEMORY);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, placements_are_ordered_and_joined);
    tcase_add_test(c, room_grows);
    tcase_add_test(c, no_memory_is_said);
    return c;
}

UNIT_MAIN("placements", known())
