#include "xuewei/roads_osm.h"
#include "scenario_kit.h"
#include <math.h>

/* Nodes 11 - 12 - 13 in a row, 14 north of 12; an island 8 - 9; a canal that refers to a node that is not
 * there, which is no matter. */
static const char extract[] =
    "<osm version=\"0.6\">\n"
    "<node id=\"9\" lat=\"31.0\" lon=\"121.0\"/><node id=\"8\" lat=\"31.0\" lon=\"121.001\"/>\n"
    "<node id=\"11\" lat=\"30.0\" lon=\"120.0\"/><node id=\"12\" lat=\"30.0\" lon=\"120.01\"/>\n"
    "<node id=\"13\" lat=\"30.0\" lon=\"120.02\"/><node id=\"14\" lat=\"30.01\" lon=\"120.01\"/>\n"
    "<way id=\"10\"><nd ref=\"11\"/><nd ref=\"12\"/><nd ref=\"13\"/><tag k=\"highway\" "
    "v=\"residential\"/>"
    "<tag k=\"oneway\" v=\"-1\"/></way>\n"
    "<way id=\"11\"><nd ref=\"12\"/><nd ref=\"14\"/><tag k=\"highway\" v=\"footway\"/></way>\n"
    "<way id=\"12\"><nd ref=\"14\"/><nd ref=\"13\"/><tag k=\"highway\" v=\"motorway\"/></way>\n"
    "<way id=\"13\"><nd ref=\"8\"/><nd ref=\"9\"/><tag k=\"highway\" v=\"service\"/></way>\n"
    "<way id=\"14\"><nd ref=\"11\"/><nd ref=\"14\"/><tag k=\"highway\" v=\"service\"/>"
    "<tag k=\"access\" v=\"private\"/></way>\n"
    "<way id=\"15\"><nd ref=\"11\"/><nd ref=\"77\"/><tag k=\"waterway\" v=\"canal\"/></way>\n"
    "</osm>\n";

static void open_with(struct kit *kit, const char *text, const char *keys)
{
    char more[300];
    kit_open(kit);
    if (text != NULL) kit_file(kit, "town.osm", text);
    snprintf(more, sizeof more, "crs: EPSG:4549\nassignment: {distance: roads}\nroads: {osm: %s}\n",
             keys);
    kit_scenario_and(kit, more);
    kit_read(kit);
}

/* A program without the library says so; then there is nothing more to be seen. */
static bool without_library(struct kit *kit)
{
    const char *said = kit_printed(kit, false);
    if (strstr(said, "built without ReadOSM") == NULL) return false;
    ck_assert_str_eq(said,
                     "scenario.yaml:18:14: roads.osm: this program was built without ReadOSM, "
                     "which reads extracts of OpenStreetMap; give the tables roads and "
                     "road_nodes instead\n");
    return true;
}

static bool has(const struct xw_roads *r, const char *from, const char *to, bool oneway)
{
    for (int32_t i = 0; i < r->roads; i++)
        if (strcmp(r->code[r->from[i]], from) == 0 && strcmp(r->code[r->to[i]], to) == 0)
            return r->oneway[i] == oneway;
    return false;
}

START_TEST(on_foot)
{
    struct kit kit;
    open_with(&kit, extract, "town.osm");
    if (!without_library(&kit)) {
        const struct xw_roads *r = &kit.s.roads;
        ck_assert_str_eq(kit_printed(&kit, false), "");
        ck_assert_str_eq(
            kit_printed(&kit, true),
            "town.osm: doubt: 2 of the 6 road nodes do not hang together with the rest "
            "and are left out. [roads_apart]\n");
        ck_assert_int_eq(r->nodes, 4);
        ck_assert_int_eq(r->roads, 3);
        ck_assert(has(r, "11", "12", false) && has(r, "12", "13", false) &&
                  has(r, "12", "14", false));
        ck_assert_double_eq(r->lon_deg[1], 120.01);
        ck_assert_double_eq(r->lat_deg[3], 30.01);
        ck_assert(isnan(r->x_m[0]) && isnan(r->metres[0]));
        ck_assert(r->wgs84);
        ck_assert_str_eq(r->file, "town.osm");
    }
    kit_close(&kit);
}
END_TEST

START_TEST(by_car)
{
    struct kit kit;
    open_with(&kit, extract, "town.osm, by: drive");
    if (!without_library(&kit)) {
        const struct xw_roads *r = &kit.s.roads;
        ck_assert_int_eq(r->nodes, 4);
        ck_assert_int_eq(r->roads, 3);
        ck_assert(has(r, "12", "11", true) && has(r, "13", "12", true) && has(r, "14", "13", true));
    }
    kit_close(&kit);
}
END_TEST

/* Broken XML is tried by tests/verify/verify_roads.py: ReadOSM does not give its parser back after it,
 * which the sanitizer would tell of. */
static const struct {
    const char *text, *keys, *want;
} refused[] = {
    { "<osm><way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" "
      "v=\"path\"/></way></osm>",
      "town.osm",
      "town.osm: 1 ways have nodes that are not found, the first way 1 its node 1: the extract "
      "must "
      "hold its ways whole, and a PBF file its nodes as dense ones\n" },
    { "<osm></osm>", "town.osm", "town.osm: there are no roads in the extract\n" },
    { NULL, "zones.csv", "zones.csv: the name of an extract ends in .osm or .pbf\n" },
};

START_TEST(faults_are_refused)
{
    struct kit kit;
    open_with(&kit, refused[_i].text, refused[_i].keys);
    if (!without_library(&kit)) ck_assert_str_eq(kit_printed(&kit, false), refused[_i].want);
    kit_close(&kit);
}
END_TEST

/* Whatever was built in. */
START_TEST(a_file_that_is_not_there)
{
    struct kit kit;
    open_with(&kit, NULL, "town.osm");
    ck_assert_str_eq(kit_printed(&kit, false),
                     "scenario.yaml:18:14: roads.osm: \"town.osm\" cannot "
                     "be read: No such file or directory\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, on_foot);
    tcase_add_test(c, by_car);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(c, a_file_that_is_not_there);
    return c;
}

UNIT_MAIN("roads_osm", known_answers(), refusals())
