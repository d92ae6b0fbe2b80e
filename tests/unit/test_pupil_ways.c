#include "xuewei/pupil_ways.h"
#include "tiny.h"
#include <math.h>

/* Zones A, B, C at 0, 1000 and 3000 m along a line, schools S1 in A and S2 in C; detour 1.2. Nodes
 * n1, n2, n3 lie 100 m north of the zones. */
static int32_t from[] = { 0, 1, 0 }, to[] = { 1, 2, 2 };
static double metres[] = { 1000, 2500, 9000 };
static uint8_t oneway[] = { 0, 1, 0 };
static double node_x[] = { 0, 1000, 3000 }, node_y[] = { 100, 100, 100 };
static const char *node_code[] = { "n1", "n2", "n3" };
static int32_t lines[] = { 2, 3, 4 };

static struct xw_roads some_roads(int32_t roads)
{
    return (struct xw_roads){ .nodes = 3,
                              .code = node_code,
                              .x_m = node_x,
                              .y_m = node_y,
                              .roads = roads,
                              .from = from,
                              .to = to,
                              .metres = metres,
                              .oneway = oneway,
                              .line = lines,
                              .snap_m = 2000,
                              .file = "roads.csv" };
}

static int32_t way(const struct tiny *t, int32_t zone, int32_t site)
{
    return t->prepared.way_m[zone * t->prepared.timeline.sites + site];
}

static void measure(struct tiny *t, enum xw_distance by, enum xw_status want)
{
    static double no_degrees[] = { NAN, NAN, NAN };
    t->scenario.roads.lon_deg = t->scenario.roads.lat_deg = no_degrees;
    t->scenario.assignment.distance = by;
    ck_assert_int_eq(xw_prepare(&t->keep, t->scratch, &t->scenario, &t->diag, &t->prepared), want);
}

START_TEST(along_the_roads)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.roads = some_roads(3);
    int32_t before = t.diag.doubts;
    measure(&t, XW_DISTANCE_ROADS, XW_OK);
    /* A to S2: 100 + 1000 + 2500 + 100. C to S1 may not go back along n2 - n3: 100 + 9000 + 100. A and
     * S1 share n1: not 200, but the line of 0 m. B to S1: 100 + 1000 + 100. */
    ck_assert_int_eq(way(&t, 0, 0), 0);
    ck_assert_int_eq(way(&t, 0, 1), 3700);
    ck_assert_int_eq(way(&t, 1, 0), 1200);
    ck_assert_int_eq(way(&t, 1, 1), 2700);
    ck_assert_int_eq(way(&t, 2, 0), 9200);
    ck_assert_int_eq(way(&t, 2, 1), 0);
    ck_assert_int_eq(t.prepared.straight_m[1], 3000); /* by air as ever */
    ck_assert_int_eq(t.diag.doubts, before);
    tiny_close(&t);
}
END_TEST

START_TEST(where_no_road_leads)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.roads = some_roads(2); /* nothing leads from n3 */
    int32_t before = t.diag.doubts;
    measure(&t, XW_DISTANCE_ROADS, XW_OK);
    ck_assert_int_eq(way(&t, 0, 1), 3700);
    ck_assert_int_eq(way(&t, 2, 0), 3600); /* 3000 x 1.2 */
    ck_assert_int_eq(t.diag.doubts, before + 1);
    ck_assert_str_eq(t.diag.doubt[before].code, "roads_unreachable");
    ck_assert_str_eq(t.diag.doubt[before].en,
                     "1 of the 6 ways from zones to places of schools have no road: the line by "
                     "air times 1.2 is taken. The first: from C to S1.");
    tiny_close(&t);
}
END_TEST

/* Roads given shorter than the line between their ends do not make ways shorter than by air. */
START_TEST(never_shorter_than_by_air)
{
    static double short_metres[] = { 10, 10, 10 };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.roads = some_roads(3);
    t.scenario.roads.metres = short_metres;
    int32_t before = t.diag.doubts;
    measure(&t, XW_DISTANCE_ROADS, XW_OK);
    for (int32_t z = 0; z < 3; z++)
        for (int32_t s = 0; s < 2; s++) {
            int32_t air = t.prepared.straight_m[z * t.prepared.timeline.sites + s];
            ck_assert_int_eq(way(&t, z, s), air);
        }
    ck_assert_int_eq(t.diag.doubts, before + 1);
    ck_assert_str_eq(t.diag.doubt[before].code, "roads_short");
    ck_assert_int_eq(t.diag.doubt[before].at.line, 2);
    ck_assert_str_eq(
        t.diag.doubt[before].en,
        "3 roads are shorter than the line between their ends, the first from n1 to n2.");
    tiny_close(&t);
}
END_TEST

START_TEST(places_off_the_roads_are_refused)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.roads = some_roads(3);
    t.scenario.roads.snap_m = 100;
    measure(&t, XW_DISTANCE_ROADS, XW_OK);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.roads = some_roads(3);
    t.scenario.roads.snap_m = 150;
    t.scenario.zones.y_m[1] = -60.0;
    t.scenario.schools.zone[1] = XW_NONE;
    t.scenario.schools.x_m[1] = 3200.0;
    t.scenario.schools.y_m[1] = 100.0;
    measure(&t, XW_DISTANCE_ROADS, XW_REFUSED);
    ck_assert_int_eq(t.diag.refused, 2);
    ck_assert_str_eq(
        t.diag.refusal[0].text,
        "the zone B is 160 m away from every node of the roads; roads.snap_m accepts 150");
    ck_assert_int_eq(t.diag.refusal[0].at.line, 3);
    ck_assert_str_eq(t.diag.refusal[1].text, "the school S2 is 200 m away from every node of the "
                                             "roads; roads.snap_m accepts 150");
    tiny_close(&t);
}
END_TEST

START_TEST(by_the_table)
{
    static int32_t zone[] = { 0, 1, 1 }, school[] = { 1, 0, 1 }, table_m[] = { 5000, 7, 1900 };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.travel =
        (struct xw_travel){ .count = 3, .zone = zone, .school = school, .metres = table_m };
    int32_t before = t.diag.doubts;
    measure(&t, XW_DISTANCE_TRAVEL, XW_OK);
    ck_assert_int_eq(way(&t, 0, 0), 0);
    ck_assert_int_eq(way(&t, 0, 1), 5000);
    ck_assert_int_eq(way(&t, 1, 0), 7);
    ck_assert_int_eq(way(&t, 1, 1), 1900);
    ck_assert_int_eq(way(&t, 2, 0), 3600);
    ck_assert_int_eq(way(&t, 2, 1), 0);
    ck_assert_int_eq(t.diag.doubts, before + 1);
    ck_assert_str_eq(t.diag.doubt[before].code, "travel_missing");
    ck_assert_str_eq(t.diag.doubt[before].en,
                     "3 of the 6 ways from zones to places of schools have no row in the table "
                     "travel: the line by air times 1.2 is taken. The first: from A to S1.");
    ck_assert_str_eq(t.diag.doubt[before].zh,
                     "小区至学校共 6 对，其中 3 对在 travel 表中无行，按直线乘 "
                     "1.2 计；首例：A 至 S1。");

    tiny_close(&t);
}
END_TEST

/* The table knows where a school stands now, not where it will. */
START_TEST(a_new_place_is_another_way)
{
    static int32_t zone[] = { 0, 0, 1, 1, 2, 2 }, school[] = { 0, 1, 0, 1, 0, 1 };
    static int32_t table_m[] = { 1, 2, 3, 4, 5, 6 };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.travel =
        (struct xw_travel){ .count = 6, .zone = zone, .school = school, .metres = table_m };
    t.scenario.projects.kind[0] = XW_PROJECT_RELOCATION;
    t.scenario.projects.zone[0] = 1;
    t.scenario.projects.x_m[0] = t.scenario.projects.y_m[0] = NAN;
    measure(&t, XW_DISTANCE_TRAVEL, XW_OK);
    ck_assert_int_eq(t.prepared.timeline.sites, 3);
    ck_assert_int_eq(way(&t, 0, 1), 2);
    ck_assert_int_eq(way(&t, 2, 1), 6);
    ck_assert_int_eq(way(&t, 1, 2), 0); /* in B itself */
    ck_assert_int_eq(way(&t, 2, 2), 2400);
    const struct xw_doubt *last = &t.diag.doubt[t.diag.doubts - 1];
    ck_assert_str_eq(last->code, "travel_missing");
    ck_assert_ptr_nonnull(strstr(last->en, "3 of the 9 ways"));
    ck_assert_ptr_nonnull(strstr(last->en, "from A to S2 at a new place"));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, along_the_roads);
    tcase_add_test(c, where_no_road_leads);
    tcase_add_test(c, by_the_table);
    tcase_add_test(c, a_new_place_is_another_way);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, never_shorter_than_by_air);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, places_off_the_roads_are_refused);
    return c;
}

UNIT_MAIN("pupil_ways", known_answers(), laws(), refusals())
