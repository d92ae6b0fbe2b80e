#include "xuewei/zones_geojson.h"
#include "scenario_kit.h"
#include <math.h>

#define SQUARE(x, y)                                                                               \
    "[[[" #x ".0," #y ".0],[" #x ".2," #y ".0],[" #x ".2," #y ".2],[" #x ".0," #y ".2],[" #x       \
    ".0," #y ".0]]]"
#define FEATURE(code, geometry)                                                                    \
    "{\"type\":\"Feature\",\"properties\":{\"zone\":" code "},\"geometry\":" geometry "}"
#define POLYGON(rings)       "{\"type\":\"Polygon\",\"coordinates\":" rings "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[\n" features "\n]}\n"

/* The kit with zones that have no place of their own, and outlines. */
static void open_with(struct kit *kit, const char *outlines)
{
    kit_open(kit);
    kit_scenario_and(kit, "crs: EPSG:4549\noutlines: outlines.geojson\n");
    kit_file(kit, "zones.csv", "zone,name_zh\nA,甲\nB,乙\n");
    kit_file(kit, "outlines.geojson", outlines);
}

START_TEST(outlines_are_kept_and_place_their_zones)
{
    struct kit kit;
    open_with(&kit, COLLECTION(FEATURE("\"B\"", POLYGON(SQUARE(120, 30))) ",\n" FEATURE(
                        "\"A\"", "{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE(
                                     121, 30) "," SQUARE(122, 30) "]}")));
    kit_doubts(&kit, "");
    const struct xw_zones *z = &kit.s.zones;
    ck_assert_double_eq_tol(z->lon_deg[1], 120.1, 1e-12);
    ck_assert_double_eq_tol(z->lat_deg[1], 30.1, 1e-12);
    ck_assert_double_eq_tol(z->lon_deg[0], 121.6, 1e-12); /* of two equal squares: between them */
    ck_assert_double_eq_tol(z->lat_deg[0], 30.1, 1e-12);
    ck_assert_str_eq(z->outline[1],
                     "{\"type\":\"Polygon\",\"coordinates\":[[[120.0,30.0],[120.2,30.0],[120.2,"
                     "30.2],[120.0,30.2],[120.0,30.0]]]}");
    ck_assert_int_eq(kit.s.files, 10);
    ck_assert_str_eq(kit.s.file[9].name, "outlines.geojson");
    kit_close(&kit);
}
END_TEST

/* A square of side 4 without one of side 2 in its right half: x = (16 x 2 - 4 x 3) / 12. The inner
 * ring may run either way round. */
START_TEST(a_hole_moves_the_centroid)
{
    static const char *const inner[] = { "[[2,1],[4,1],[4,3],[2,3],[2,1]]",
                                         "[[2,1],[2,3],[4,3],[4,1],[2,1]]" };
    struct kit kit;
    char text[1000];
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text,
                 "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                 "\"properties\":{\"zone\":\"A\"},\"geometry\":{\"type\":\"Polygon\","
                 "\"coordinates\":[[[0,0],[0,4],[4,4],[4,0],[0,0]],%s]}}]}",
                 inner[i]);
        open_with(&kit, text);
        kit_read(&kit);
        ck_assert_double_eq_tol(kit.s.zones.lon_deg[0], 20.0 / 12.0, 1e-12);
        ck_assert_double_eq_tol(kit.s.zones.lat_deg[0], 2.0, 1e-12);
        kit_close(&kit);
    }
}
END_TEST

START_TEST(the_whole_world_is_an_outline)
{
    struct kit kit;
    open_with(&kit,
              COLLECTION(FEATURE(
                  "\"A\"", POLYGON("[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]"))));
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,,\nB,121,31\n");
    kit_doubts(&kit, "");
    ck_assert_double_eq_tol(kit.s.zones.lon_deg[0], 0, 1e-9);
    ck_assert_double_eq_tol(kit.s.zones.lat_deg[0], 0, 1e-9);
    kit_close(&kit);
}
END_TEST

START_TEST(a_zone_keeps_its_own_point)
{
    struct kit kit;
    open_with(&kit, COLLECTION(
                        FEATURE("\"A\"", POLYGON(SQUARE(120, 30))) ",\n" FEATURE("\"B\"", "null")));
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120.5,30.5\nB,121,31\n");
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.zones.lon_deg[0], 120.5);
    ck_assert_ptr_nonnull(kit.s.zones.outline[0]);
    ck_assert_ptr_null(kit.s.zones.outline[1]);
    kit_close(&kit);
}
END_TEST

START_TEST(zones_as_geojson)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "crs: EPSG:4549\n");
    char text[4000];
    snprintf(text, sizeof text, "%s", kit_scenario);
    memcpy(strstr(text, "zones.csv"), "z.geojson", 9);
    strcat(text, "crs: EPSG:4549\n");
    kit_file(&kit, "scenario.yaml", text);
    kit_file(&kit, "z.geojson",
             "{\"type\":\"FeatureCollection\",\"name\":\"[{\",\"features\":[\n"
             "{\"type\":\"Feature\",\"properties\":{\"zone\":\"A\",\"town\":\"\\\"东[\"},"
             "\"geometry\":" POLYGON(SQUARE(
                 120, 30)) "}, {\"type\":\"Feature\",\"properties\":{"
                           "\"evidence\":\"published\",\"zone\":\"B\",\"lon\":120.25,\"lat\":30},"
                           "\"geometry\":null}\n]}");
    kit_refuses(&kit, "");
    const struct xw_zones *z = &kit.s.zones;
    ck_assert_int_eq(z->count, 2);
    ck_assert_str_eq(z->town_zh[z->town[0]], "\"东[");
    ck_assert_double_eq_tol(z->lon_deg[0], 120.1, 1e-12);
    ck_assert_double_eq(z->lon_deg[1], 120.25);
    ck_assert_double_eq(z->lat_deg[1], 30);
    ck_assert_int_eq(z->evidence[1], XW_PUBLISHED);
    ck_assert_int_eq(z->line[0], 2);
    ck_assert_int_eq(z->line[1], 2);
    ck_assert_int_eq(kit.s.files, 9);
    kit_close(&kit);
}
END_TEST

START_TEST(faults_of_properties_name_their_feature)
{
    struct kit kit;
    kit_open(&kit);
    char text[4000];
    snprintf(text, sizeof text, "%scrs: EPSG:4549\n", kit_scenario);
    memcpy(strstr(text, "zones.csv"), "z.geojson", 9);
    kit_file(&kit, "scenario.yaml", text);
    kit_file(
        &kit, "z.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[\n"
        "{\"type\":\"Feature\",\"properties\":{\"zone\":\"A\",\"colour\":1},\"geometry\":null},\n"
        "  {\"type\":\"Feature\",\"properties\":{\"zone\":\"A\",\"evidence\":true},"
        "\"geometry\":null}]}");
    kit_read(&kit);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&kit, false),
               "z.geojson:2:1: \"colour\" is not accepted\n    accepted: zone, name_zh, name_en, "
               "town, town_en, group, lon, lat, x_m, y_m, source, evidence, method\n"
               "z.geojson:3:3: evidence: \"true\" is not accepted\n"
               "    accepted: published, estimated, assumed\n"
               "z.geojson:3:3: zone: zone A is there already, in line 2\n"));
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *text, *want;
} faults[] = {
    { "{\"type\":\"Feature\"}",
      "outlines.geojson:1:9: type: a GeoJSON FeatureCollection is expected "
      "here\n" },
    { "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\"}]}",
      "outlines.geojson:2:1: features[0]: a Feature with properties is expected here\n" },
    { "", "outlines.geojson: the file is empty\n" },
    { COLLECTION(FEATURE("\"C\"", "null")),
      "outlines.geojson:2:40: features[0].properties.zone: \"C\" is not accepted\n"
      "    accepted: a zone of zones.csv\n" },
    { COLLECTION(FEATURE("\"C\"", POLYGON("[]"))),
      "outlines.geojson:2:40: features[0].properties.zone: \"C\" is not accepted\n"
      "    accepted: a zone of zones.csv\n"
      "outlines.geojson:2:56: features[0].geometry: a polygon has rings\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON(SQUARE(120, 30))) ",\n" FEATURE(
          "\"A\"", POLYGON(SQUARE(120, 30)))),
      "outlines.geojson:3:40: features[1].properties.zone: the zone has an outline already\n" },
    { COLLECTION(FEATURE("\"A\"", "{\"type\":\"Point\",\"coordinates\":[1,2]}")),
      "outlines.geojson:2:56: features[0].geometry: a Polygon or a MultiPolygon is expected "
      "here\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[]"))),
      "outlines.geojson:2:56: features[0].geometry: a polygon has rings\n" },
    { COLLECTION(FEATURE("\"A\"", "{\"type\":\"MultiPolygon\",\"coordinates\":[]}")),
      "outlines.geojson:2:56: features[0].geometry: a MultiPolygon has polygons\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[[[0,0],[1,0],[0,0]]]"))),
      "outlines.geojson:2:56: features[0].geometry: a ring has at least four positions, the last "
      "one equal to the first\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[[[0,0],[1,0],[1,1],[0,1]]]"))),
      "outlines.geojson:2:56: features[0].geometry: a ring must end where it begins\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[[[30,120],[31,120],[31,121],[30,120]]]"))),
      "outlines.geojson:2:56: features[0].geometry: a position is a longitude, -180 to 180, and a "
      "latitude, -90 to 90\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[[[0,0],[1,0],[\"1\",1],[0,0]]]"))),
      "outlines.geojson:2:56: features[0].geometry: a position is a longitude, -180 to 180, and a "
      "latitude, -90 to 90\n" },
    { COLLECTION(FEATURE("\"A\"", POLYGON("[[[0,0],[1,1],[2,2],[0,0]]]"))),
      "outlines.geojson:2:56: features[0].geometry: the outline has no area\n" },
};

START_TEST(faults_of_outlines_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].text);
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120.5,30.5\nB,121,31\n");
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(a_zone_without_an_outline_has_no_place)
{
    struct kit kit;
    open_with(&kit, COLLECTION(FEATURE("\"A\"", POLYGON(SQUARE(120, 30)))));
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,A\nM1,A\n");
    kit_refuses(&kit, "zones.csv:3:1: zone: the zone B has no place: lon and lat, x_m and y_m, or "
                      "an outline must be given\n");
    kit_close(&kit);
}
END_TEST

START_TEST(half_a_place_is_none)
{
    struct kit kit;
    open_with(&kit, COLLECTION(FEATURE("\"A\"", POLYGON(SQUARE(120, 30)))));
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120.5,\nB,,31\n");
    kit_refuses(&kit, "zones.csv:2:1: zone: the zone A has half a place: lon and lat, or x_m and "
                      "y_m, are given together\n"
                      "zones.csv:3:1: zone: the zone B has half a place: lon and lat, or x_m and "
                      "y_m, are given together\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, outlines_are_kept_and_place_their_zones);
    tcase_add_test(c, a_hole_moves_the_centroid);
    tcase_add_test(c, the_whole_world_is_an_outline);
    tcase_add_test(c, a_zone_keeps_its_own_point);
    tcase_add_test(c, zones_as_geojson);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, faults_of_properties_name_their_feature);
    tcase_add_loop_test(c, faults_of_outlines_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, a_zone_without_an_outline_has_no_place);
    tcase_add_test(c, half_a_place_is_none);
    return c;
}

UNIT_MAIN("zones_geojson", known_answers(), refusals())
