#include "xuewei/datum.h"
#include "tiny.h"
#include <math.h>

/* Jiaxing of test_china_datum: WGS 84, GCJ-02, BD-09 by gcoord 1.0.7. */
static const double wgs[2] = { 120.7555, 30.7461 };
static const struct {
    const char *word;
    double lon, lat, tolerance;
} kinds[] = {
    { "WGS84", 120.7555, 30.7461, 1e-12 },
    { "GCJ02", 120.759819448283, 30.743799983903, 1e-9 },
    { "BD09", 120.766383176108, 30.749626494787, 2e-6 },
};

static double number_in(const char *text, int n)
{
    for (; n > 0; n--) {
        text += strcspn(text, "0123456789");
        text += strspn(text, "0123456789.");
    }
    return strtod(text + strcspn(text, "0123456789"), NULL);
}

START_TEST(places_and_outlines_are_put_back)
{
    struct tiny t;
    tiny_read(&t, (const char *const[]){ "coordinates", kinds[_i].word, "crs", "EPSG:4549", NULL });
    struct xw_scenario *s = &t.scenario;
    double lon = kinds[_i].lon, lat = kinds[_i].lat, near = kinds[_i].tolerance;
    s->zones.lon_deg[0] = s->schools.lon_deg[1] = lon;
    s->zones.lat_deg[0] = s->schools.lat_deg[1] = lat;
    s->zones.x_m[0] = s->zones.y_m[0] = NAN;
    s->zones.outline[0] = xw_arena_format(
        &t.keep,
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[%.12f,%.12f],[120.0,30.0],[121.0,31.0]]]]}",
        lon, lat);
    tiny_prepare(&t);
    ck_assert_double_eq_tol(s->zones.lon_deg[0], wgs[0], near);
    ck_assert_double_eq_tol(s->zones.lat_deg[0], wgs[1], near);
    ck_assert_double_eq_tol(s->schools.lon_deg[1], wgs[0], near);
    ck_assert_double_eq_tol(number_in(s->zones.outline[0], 0), wgs[0], near + 1e-12);
    ck_assert_double_eq_tol(number_in(s->zones.outline[0], 1), wgs[1], near + 1e-12);
    ck_assert_int_eq(number_in(s->zones.outline[0], 2) == 120.0, _i == 0);
    /* 0.7555 degrees east of the meridian, at cos(lat) x 111,320 m a degree less 0.3 %. */
    ck_assert_double_eq_tol(s->zones.x_m[0], 572341.0, 30.0);

    /* A scenario that is prepared again is not moved again. */
    double x = s->zones.x_m[0];
    lon = s->zones.lon_deg[0];
    ck_assert_int_eq(xw_datum_unshift(&t.keep, s), XW_OK);
    ck_assert_double_eq(s->zones.lon_deg[0], lon);
    ck_assert_double_eq(s->zones.x_m[0], x);
    tiny_close(&t);
}
END_TEST

/* Nodes of a table are put back with the rest, those of OpenStreetMap are of WGS 84 already. */
START_TEST(nodes_of_roads)
{
    for (int osm = 0; osm < 2; osm++) {
        struct tiny t;
        double lon = kinds[1].lon, lat = kinds[1].lat;
        tiny_read(&t, (const char *const[]){ "coordinates", "GCJ02", NULL });
        t.scenario.roads = (struct xw_roads){ .nodes = 1, .lon_deg = &lon, .lat_deg = &lat };
        t.scenario.roads.wgs84 = osm;
        ck_assert_int_eq(xw_datum_unshift(&t.keep, &t.scenario), XW_OK);
        ck_assert_double_eq_tol(lon, osm ? kinds[1].lon : wgs[0], 1e-9);
        ck_assert_double_eq_tol(lat, osm ? kinds[1].lat : wgs[1], 1e-9);
        tiny_close(&t);
    }
}
END_TEST

/* Metres are nobody's degrees. */
START_TEST(metres_stay)
{
    struct tiny t;
    tiny_open(&t, (const char *const[]){ "coordinates", "BD09", NULL });
    ck_assert_double_eq(t.scenario.zones.x_m[1], 1000.0);
    ck_assert_double_eq(t.scenario.schools.x_m[1], 3000.0);
    ck_assert(isnan(t.scenario.zones.lon_deg[1]));
    tiny_close(&t);
}
END_TEST

START_TEST(no_room)
{
    struct tiny t;
    tiny_read(&t, (const char *const[]){ "coordinates", "GCJ02", NULL });
    t.scenario.zones.lon_deg[0] = 120.0;
    t.scenario.zones.lat_deg[0] = 30.0;
    t.scenario.zones.outline[0] =
        "{\"type\":\"Polygon\",\"coordinates\":[[[120,30],[121,30],[120,31]]]}";
    struct xw_arena full = t.keep;
    full.end = full.at + 64;
    ck_assert_int_eq(xw_datum_unshift(&full, &t.scenario), XW_NO_MEMORY);
    ck_assert_double_eq(t.scenario.zones.lon_deg[0], 120.0);
    ck_assert_int_eq(t.scenario.coordinates, XW_COORDINATES_GCJ02);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, places_and_outlines_are_put_back, 0,
                        (int)(sizeof kinds / sizeof *kinds));
    tcase_add_test(c, nodes_of_roads);
    tcase_add_test(c, metres_stay);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_room);
    return c;
}

UNIT_MAIN("datum", known_answers(), limits())
