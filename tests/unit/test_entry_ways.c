#include "xuewei/entry_ways.h"
#include "rounds_kit.h"

/* The ways that feeders make are in test_admission_rules.c and test_admission_ways.c. */

START_TEST(ways_of_the_year_are_listed_by_zone)
{
    static const int32_t start[] = { 0, 2, 4, 6 }, cost[] = { 0, 3600, 1200, 2400, 3600, 0 };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.assignment.nearest = 2;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    to_rooms(&t, 2);
    struct xw_entry_ways ways = ways_of(&t, 0);
    ck_assert_int_eq(ways.count, 6);
    for (int32_t i = 0; i < 6; i++) {
        ck_assert_int_eq(ways.zone[i], i / 2);
        ck_assert_int_eq(ways.division[i], i % 2);
        ck_assert_int_eq(ways.cost_m[i], cost[i]); /* without the price of coordination */
        ck_assert_int_eq(ways.boarding[i] + ways.outside[i], 0);
    }
    for (int32_t z = 0; z < 4; z++)
        ck_assert_int_eq(ways.start[z], start[z]);
    tiny_close(&t);
}
END_TEST

/* A and C are one area, B another: A's way to S2, beyond the nearest school, is listed; both of B lead
 * outside. B's own area has no school. */
START_TEST(areas_add_their_schools_and_mark_the_others)
{
    static int32_t stage[] = { 0, 0, 0 }, zone[] = { 0, 1, 2 }, area[] = { 0, 1, 0 },
                   line[] = { 2, 3, 4 };
    static int16_t from[] = { INT16_MIN, INT16_MIN, INT16_MIN },
                   to[] = { XW_NEVER, XW_NEVER, XW_NEVER };
    static const char *code[] = { "old", "new" };
    static const int32_t want_zone[] = { 0, 0, 1, 2, 2 }, want_division[] = { 0, 1, 0, 0, 1 },
                         outside[] = { 0, 0, 1, 0, 0 };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.assignment.nearest = 1;
    t.scenario.admission_areas =
        (struct xw_admission_areas){ 3, 2, code, stage, zone, area, from, to, line };
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    to_rooms(&t, 2);
    struct xw_entry_ways ways = ways_of(&t, 0);
    ck_assert_int_eq(ways.count, 5);
    for (int32_t i = 0; i < 5; i++) {
        ck_assert_int_eq(ways.zone[i], want_zone[i]);
        ck_assert_int_eq(ways.division[i], want_division[i]);
        ck_assert_int_eq(ways.outside[i], outside[i]);
    }
    tiny_close(&t);
}
END_TEST

/* S1 moves from A to B in 2022: it belongs to the area of B then. */
START_TEST(moved_school_belongs_to_the_area_where_it_stands)
{
    static int32_t stage[] = { 0, 0 }, zone[] = { 0, 1 }, area[] = { 0, 1 }, line[] = { 2, 3 };
    static int16_t from[] = { INT16_MIN, INT16_MIN }, to[] = { XW_NEVER, XW_NEVER };
    static const char *code[] = { "old", "new" };
    for (int32_t year = 1; year <= 2; year++) {
        struct tiny t;
        tiny_read(&t, NULL);
        t.scenario.projects.kind[0] = XW_PROJECT_RELOCATION;
        t.scenario.projects.school[0] = 0;
        t.scenario.projects.zone[0] = 1;
        t.scenario.admission_areas =
            (struct xw_admission_areas){ 2, 2, code, stage, zone, area, from, to, line };
        tiny_prepare(&t);
        tiny_step_to(&t, year - 1);
        to_rooms(&t, year);
        struct xw_entry_ways ways = ways_of(&t, 0);
        ck_assert_int_eq(ways.count, 3); /* S2 is never built */
        ck_assert_int_eq(ways.cost_m[0], year == 1 ? 0 : 1200);
        ck_assert_int_eq(ways.outside[0], year == 2);
        ck_assert_int_eq(ways.outside[1], year == 1);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(boarding_has_its_price_from_everywhere)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.boarding[1] = 1;
    t.scenario.assignment.nearest = 1;
    t.scenario.assignment.boarding_m = 7000;
    t.scenario.catchments.to_year[3] =
        2000; /* C has no row in 2022: S1 is its nearest day school */
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    to_rooms(&t, 2);
    struct xw_entry_ways ways = ways_of(&t, 0);
    ck_assert_int_eq(ways.count, 6);
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(ways.boarding[2 * z], 0);
        ck_assert_int_eq(ways.boarding[2 * z + 1], 1);
        ck_assert_int_eq(ways.cost_m[2 * z + 1], 7000);
    }
    const struct xw_catchment_year *c = &xw_prepared_stage(&t.prepared, 2, 0)->catchment;
    ck_assert_int_eq(c->division[c->start[2]], 0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, ways_of_the_year_are_listed_by_zone);
    tcase_add_test(c, areas_add_their_schools_and_mark_the_others);
    tcase_add_test(c, moved_school_belongs_to_the_area_where_it_stands);
    tcase_add_test(c, boarding_has_its_price_from_everywhere);
    return c;
}

UNIT_MAIN("entry ways", known())
