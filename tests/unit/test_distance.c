#include "xuewei/distance.h"
#include "unit.h"
#include <float.h>
#include <math.h>

START_TEST(straight_lines_with_detour)
{
    const double zone_x[] = { 0, 100 }, zone_y[] = { 0, -50 };
    const double site_x[] = { 3, 0, 100 }, site_y[] = { 4, 0, 70 };
    int32_t way[7] = { [6] = -9 };
    ck_assert_int_eq(xw_distance_ways(2, zone_x, zone_y, 3, site_x, site_y, 1.0, way), XW_OK);
    ck_assert_int_eq(way[0], 5);
    ck_assert_int_eq(way[1], 0);
    ck_assert_int_eq(way[2], 122); /* sqrt(14900) = 122.07 */
    ck_assert_int_eq(way[3], 111); /* sqrt(97^2 + 54^2) = 111.02 */
    ck_assert_int_eq(way[4], 112); /* sqrt(12500) = 111.80 */
    ck_assert_int_eq(way[5], 120);
    ck_assert_int_eq(way[6], -9);

    ck_assert_int_eq(xw_distance_ways(2, zone_x, zone_y, 3, site_x, site_y, 1.3, way), XW_OK);
    ck_assert_int_eq(way[0], 7);   /* 6.5, halves up */
    ck_assert_int_eq(way[2], 159); /* 158.69 */
    ck_assert_int_eq(way[4], 145); /* 145.34: rounded once, after the detour */
    ck_assert_int_eq(way[5], 156);
}
END_TEST

static const struct {
    const char *name;
    int32_t zones, sites;
    double zone_x, zone_y, site_x, site_y, detour;
    enum xw_status want;
} pairs[] = {
    { "usual", 1, 1, 1, 1, 2, 2, 1, XW_OK },
    { "no zones", 0, 1, NAN, 1, 2, 2, 1, XW_OK },
    { "no sites", 1, 0, 1, 1, NAN, 2, 1, XW_OK },
    { "zones below 0", -1, 1, 1, 1, 2, 2, 1, XW_OUT_OF_RANGE },
    { "sites below 0", 1, -1, 1, 1, 2, 2, 1, XW_OUT_OF_RANGE },
    { "zone x", 1, 1, NAN, 1, 2, 2, 1, XW_NOT_FINITE },
    { "zone y", 1, 1, 1, INFINITY, 2, 2, 1, XW_NOT_FINITE },
    { "site x", 1, 1, 1, 1, -INFINITY, 2, 1, XW_NOT_FINITE },
    { "site y", 1, 1, 1, 1, 2, NAN, 1, XW_NOT_FINITE },
    { "detour not a number", 1, 1, 1, 1, 2, 2, NAN, XW_NOT_FINITE },
    { "detour without end", 1, 1, 1, 1, 2, 2, INFINITY, XW_NOT_FINITE },
    { "shorter than straight", 1, 1, 1, 1, 2, 2, 1 - 1e-9, XW_OUT_OF_RANGE },
    { "farthest", 1, 1, 0, 0, 2147483647.25, 0, 1, XW_OK },
    { "too far", 1, 1, 0, 0, 2147483647.5, 0, 1, XW_OUT_OF_RANGE },
    { "beyond every number", 1, 1, 0, 0, DBL_MAX, 0, 1, XW_OUT_OF_RANGE },
};

START_TEST(pairs_are_accepted_or_refused)
{
    int32_t way = -9;
    enum xw_status got =
        xw_distance_ways(pairs[_i].zones, &pairs[_i].zone_x, &pairs[_i].zone_y, pairs[_i].sites,
                         &pairs[_i].site_x, &pairs[_i].site_y, pairs[_i].detour, &way);
    ck_assert_msg(got == pairs[_i].want, "%s: got %d", pairs[_i].name, got);
    if (got != XW_OK) ck_assert_int_eq(way, -9);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, straight_lines_with_detour);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, pairs_are_accepted_or_refused, 0, (int)(sizeof pairs / sizeof *pairs));
    return c;
}

UNIT_MAIN("distance", known_answers(), refusals())
