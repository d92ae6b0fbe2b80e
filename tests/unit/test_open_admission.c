#include "xuewei/open_admission.h"
#include "near_of_ways.h"

/* Zones 0 and 1 lie in town 7, 2 in town 3, 3 in town 5 without a school; schools 4 and 9 stand in town 7,
 * 6 in town 3. */
static const int32_t town_of_zone[] = { 7, 7, 3, 5 }, school[] = { 4, 6, 9 },
                     town_of_school[] = { 7, 3, 7 };

START_TEST(zones_belong_to_all_schools_of_their_town)
{
    struct xw_arena keep, scratch;
    struct xw_catchments t;
    struct xw_catchment_year c;
    static const uint8_t open[] = { 1, 1, 1 }, closed[] = { 0, 1, 0 };
    static const int32_t way[] = { 1, 2, 3, 9, 2, 1, 5, 4, 6, 8, 7, 9 };
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_open_admission(&keep, 2, 4, town_of_zone, 3, school, town_of_school, &t),
                     XW_OK);
    ck_assert_int_eq(t.count, 5);
    static const int32_t zone[] = { 0, 0, 1, 1, 2 }, to[] = { 4, 9, 4, 9, 6 };
    for (int32_t i = 0; i < 5; i++) {
        ck_assert_int_eq(t.stage[i], 2);
        ck_assert_int_eq(t.tier[i], XW_NONE);
        ck_assert_int_eq(t.zone[i], zone[i]);
        ck_assert_int_eq(t.school[i], to[i]);
    }
    struct xw_catchment_near near = near_of_ways(&keep, 4, 3, open, way);
    ck_assert_int_eq(
        xw_catchment_make(&keep, scratch, &t, 2, 2020, XW_NONE, 4, 3, school, open, &near, &c),
        XW_OK);
    ck_assert_int_eq(c.areas, 2); /* the towns with a school */
    ck_assert_int_eq(c.area_of_zone[0], c.area_of_zone[1]);
    ck_assert_int_eq(c.area_of_division[0], c.area_of_division[2]);
    ck_assert_int_eq(c.start[1] - c.start[0], 2);
    ck_assert_int_eq(c.start[4] - c.start[3], 1); /* zone 3: the nearest, school 6 */
    ck_assert_int_eq(c.area_of_zone[3], c.area_of_division[1]);
    /* Both schools of town 7 are closed: its zones, too, belong to the nearest open one. */
    near = near_of_ways(&keep, 4, 3, closed, way);
    ck_assert_int_eq(
        xw_catchment_make(&keep, scratch, &t, 2, 2020, XW_NONE, 4, 3, school, closed, &near, &c),
        XW_OK);
    for (int32_t z = 0; z < 4; z++)
        ck_assert_int_eq(c.division[c.start[z]], 1);
    ck_assert_int_eq(c.areas, 1);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

START_TEST(nothing_and_too_much)
{
    struct xw_arena keep;
    struct xw_catchments t = { .count = -5 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_open_admission(&keep, 0, -1, NULL, 0, NULL, NULL, &t), XW_OUT_OF_RANGE);
    ck_assert_int_eq(t.count, -5);
    ck_assert_int_eq(xw_open_admission(&keep, 0, 4, town_of_zone, 0, NULL, NULL, &t), XW_OK);
    ck_assert_int_eq(t.count, 0);
    xw_arena_free(&keep);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, zones_belong_to_all_schools_of_their_town);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, nothing_and_too_much);
    return c;
}

UNIT_MAIN("open_admission", known_answers(), limits())
