#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

START_TEST(zones_are_sorted_and_towns_collected)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "zones.csv",
             "zone,name_en,town,town_en,group,x_m,y_m,evidence\n"
             "B,Bee,西街道,,census,1000,5,published\n"
             "A,,,,,0,-7,\n");
    kit_doubts(&kit, "");
    const struct xw_zones *z = &kit.s.zones;
    ck_assert_int_eq(z->count, 2);
    ck_assert_str_eq(z->code[0], "A");
    ck_assert_str_eq(z->code[1], "B");
    ck_assert_str_eq(z->name_zh[1], "B");
    ck_assert_str_eq(z->name_en[0], "A");
    ck_assert_str_eq(z->name_en[1], "Bee");
    ck_assert_int_eq(z->towns, 2);
    ck_assert_str_eq(z->town_zh[0], "");
    ck_assert_str_eq(z->town_zh[1], "西街道");
    ck_assert_str_eq(z->town_en[0], "");
    ck_assert_str_eq(z->town_en[1], "西街道"); /* no English name: the Chinese one */
    ck_assert_int_eq(z->town[0], 0);
    ck_assert_int_eq(z->town[1], 1);
    ck_assert_int_eq(z->groups, 1);
    ck_assert_str_eq(z->group_name[0], "census");
    ck_assert_int_eq(z->group[0], XW_NONE);
    ck_assert_int_eq(z->group[1], 0);
    ck_assert_double_eq(z->x_m[1], 1000);
    ck_assert_double_eq(z->y_m[0], -7);
    ck_assert_double_nan(z->lon_deg[0]);
    ck_assert_int_eq(z->evidence[0], XW_ASSUMED);
    ck_assert_int_eq(z->evidence[1], XW_PUBLISHED);
    ck_assert_int_eq(z->line[0], 3);
    ck_assert_int_eq(z->line[1], 2);
    ck_assert_ptr_null(z->outline[0]);
    kit_close(&kit);
}
END_TEST

START_TEST(longitude_and_latitude_need_a_crs)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120.5,30\nB,120.6,30.1\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\n");
    kit_refuses(&kit, "scenario.yaml: the scenario is in local coordinates, but zones.csv does not "
                      "give x_m and y_m; name a projected crs such as EPSG:4549, or give them\n");
    kit_close(&kit);
}
END_TEST

START_TEST(longitude_and_latitude_are_kept_as_they_are)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "crs: EPSG:4549\n");
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120.5,30\nB,120.6,30.1\n");
    kit_doubts(&kit, "");
    ck_assert_str_eq(kit.s.crs, "EPSG:4549");
    ck_assert_double_eq(kit.s.zones.lon_deg[1], 120.6);
    ck_assert_double_eq(kit.s.zones.lat_deg[0], 30);
    ck_assert_double_nan(kit.s.zones.x_m[0]);
    ck_assert_double_eq(kit.s.schools.lon_deg[0], 120.6); /* M1 stands in B */
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *zones, *want;
} faults[] = {
    { "zone,x_m,y_m\n", "zones.csv: the table has no zones\n"
                        "population.csv:2:1: zone: \"A\" is not accepted\n"
                        "    accepted: a zone of zones.csv\n" },
    { "zone,town,town_en,x_m,y_m\nA,东,East,0,0\nB,东,Eest,0,0\n",
      "zones.csv:3:5: town_en: \"Eest\" is not accepted\n"
      "    accepted: East, as in line 2 for the same town\n" },
    { "zone\nA\nB\n",
      "scenario.yaml: the scenario is in local coordinates, but zones.csv does not give x_m and "
      "y_m; name a projected crs such as EPSG:4549, or give them\n"
      "zones.csv:2:1: zone: the zone A has no place: lon and lat, x_m and y_m, or an outline must "
      "be given\n"
      "zones.csv:3:1: zone: the zone B has no place: lon and lat, x_m and y_m, or an outline must "
      "be given\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "zones.csv", faults[_i].zones);
    kit_read(&kit);
    const char *text = kit_printed(&kit, false);
    ck_assert_msg(strncmp(text, faults[_i].want, strlen(faults[_i].want)) == 0, "%s", text);
    kit_close(&kit);
}
END_TEST

START_TEST(a_refused_zone_is_still_known)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "zones.csv", "zone,x_m,y_m\nA,here,0\nB,1,0\n");
    kit_refuses(&kit, "zones.csv:2:3: x_m: \"here\" is not accepted\n"
                      "    accepted: a number of metres, -100000000 to 100000000\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, zones_are_sorted_and_towns_collected);
    tcase_add_test(c, longitude_and_latitude_are_kept_as_they_are);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, longitude_and_latitude_need_a_crs);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, a_refused_zone_is_still_known);
    return c;
}

UNIT_MAIN("build_zones", known_answers(), refusals())
