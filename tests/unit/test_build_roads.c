#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static const char nodes[] = "node,x_m,y_m\nc,1000,0\na,0,0\nb,500,10\n";

static void open_with(struct kit *kit, const char *road_nodes, const char *roads, const char *more)
{
    char lines[300] = "";
    kit_open(kit);
    if (road_nodes != NULL) {
        strcat(lines, "  road_nodes: road_nodes.csv\n");
        kit_file(kit, "road_nodes.csv", road_nodes);
    }
    if (roads != NULL) {
        strcat(lines, "  roads: roads.csv\n");
        kit_file(kit, "roads.csv", roads);
    }
    strcat(lines, more);
    kit_scenario_and(kit, lines);
}

START_TEST(roads_name_nodes_by_code)
{
    struct kit kit;
    open_with(&kit, nodes, "from,to,metres,oneway\na,c,1200.5,yes\nc,b,600,\na,c,1300,no\n",
              "assignment: {distance: roads}\nroads: {snap_m: 500}\n");
    kit_doubts(&kit, "");
    const struct xw_roads *r = &kit.s.roads;
    ck_assert_int_eq(r->nodes, 3);
    ck_assert_int_eq(r->roads, 3);
    ck_assert_str_eq(r->code[1], "b");
    ck_assert_double_eq(r->x_m[1], 500.0);
    ck_assert_double_eq(r->y_m[1], 10.0);
    ck_assert(isnan(r->lon_deg[1]));
    ck_assert_int_eq(r->from[0], 0);
    ck_assert_int_eq(r->to[0], 2);
    ck_assert_double_eq(r->metres[0], 1200.5);
    ck_assert(r->oneway[0] && !r->oneway[1] && !r->oneway[2]);
    ck_assert_int_eq(r->to[1], 1);
    ck_assert_int_eq(r->line[2], 4);
    ck_assert_int_eq(r->snap_m, 500);
    ck_assert_int_eq(kit.s.assignment.distance, XW_DISTANCE_ROADS);
    kit_close(&kit);
}
END_TEST

START_TEST(roads_that_nobody_goes_are_doubted)
{
    struct kit kit;
    open_with(&kit, nodes, "from,to,metres\na,c,1200\n", "");
    kit_doubts(&kit, "roads.csv: doubt: roads is given, but assignment.distance takes other ways, "
                     "so that it changes nothing. [ways_not_used]\n");
    ck_assert_int_eq(kit.s.roads.snap_m, 2000);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *nodes, *roads, *more, *want;
} refused[] = {
    { nodes, NULL, "",
      "road_nodes.csv: the tables roads and road_nodes are given together; roads is missing\n" },
    { NULL, "from,to,metres\na,c,1200\n", "",
      "roads.csv: the tables roads and road_nodes are given together; road_nodes is missing\n" },
    { NULL, NULL, "assignment: {distance: roads}\n",
      "scenario.yaml:16:24: assignment.distance: ways by roads need the tables roads and "
      "road_nodes, "
      "or roads.osm\n" },
    { nodes, "from,to,metres,oneway\na,d,-1,no\nb,e,1,maybe\na,f,1,yes\n", "",
      "roads.csv:2:5: metres: \"-1\" is not accepted\n"
      "    accepted: a number of metres, 0 to 10000000\n"
      "roads.csv:3:7: oneway: \"maybe\" is not accepted\n    accepted: no, yes\n"
      "roads.csv:4:3: to: \"f\" is not accepted\n    accepted: a node of road_nodes.csv\n" },
    { "node,x_m,y_m\na,0,0\na,1,1\n", "from,to,metres\na,a,1\n", "",
      "road_nodes.csv:3:1: node: node a is there already, in line 2\n" },
    { "node,lon,lat\na,120,30\n", "from,to,metres\na,a,1\n", "",
      "road_nodes.csv:1:1: the scenario is in local coordinates, but the nodes have no x_m and "
      "y_m\n" },
    { "node,x_m,y_m\n", "from,to,metres\n", "", "road_nodes.csv: the table has no nodes\n" },
};

START_TEST(faults_are_refused)
{
    struct kit kit;
    open_with(&kit, refused[_i].nodes, refused[_i].roads, refused[_i].more);
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, roads_name_nodes_by_code);
    tcase_add_test(c, roads_that_nobody_goes_are_doubted);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused, 0, (int)(sizeof refused / sizeof *refused));
    return c;
}

UNIT_MAIN("build_roads", known_answers(), refusals())
