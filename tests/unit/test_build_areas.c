#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_areas(struct kit *kit, const char *text)
{
    kit_open(kit);
    kit_scenario_and(kit, "  areas: areas.csv\n");
    kit_file(kit, "areas.csv", text);
}

START_TEST(parts_stand_by_area)
{
    struct kit kit;
    open_areas(&kit,
               "area,zone,weight,basis\nT2,B,20,persons\nT1,B,7,dwellings\nT1,A,3,dwellings\n");
    kit_doubts(&kit, "");
    const struct xw_areas *areas = &kit.s.areas;
    ck_assert_int_eq(areas->count, 2);
    ck_assert_str_eq(areas->code[0], "T1");
    ck_assert_str_eq(areas->code[1], "T2");
    ck_assert_int_eq(areas->parts, 3);
    static const int32_t area[] = { 0, 0, 1 }, zone[] = { 1, 0, 1 };
    static const double weight[] = { 7, 3, 20 };
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(areas->area[i], area[i]);
        ck_assert_int_eq(areas->zone[i], zone[i]);
        ck_assert_double_eq(areas->weight[i], weight[i]);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(plain_area_is_doubted)
{
    struct kit kit;
    open_areas(&kit, "area,zone,weight,basis\nT,A,20,area\nT,B,20,area\nU,B,2,floor_area\n");
    kit_doubts(&kit,
               "areas.csv: doubt: 1 of the areas are shared over their zones by plain area, the "
               "weakest of weights. [areas_by_plain_area]\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *text, *want;
} faults[] = {
    { "area,zone,weight,basis\nT,A,20,dwellings\nT,B,20,persons\n",
      "areas.csv:3:8: basis: \"persons\" is not accepted\n    accepted: dwellings as in line 2: "
      "the "
      "weights of an area have one basis\n" },
    { "area,zone,weight,basis\nT,A,0,dwellings\nT,B,0,dwellings\n",
      "areas.csv:2:5: weight: \"0\" is not accepted\n    accepted: a weight above 0 in one of the "
      "zones of area T\n" },
    { "area,zone,weight,basis\nT,C,1,dwellings\n",
      "areas.csv:2:3: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n" },
    { "area,zone,weight,basis\nT,A,1,dwellings\nT,A,2,dwellings\n",
      "areas.csv:3:1: area: area T, zone A is there already, in line 2\n" },
    { "area,zone,weight,basis\nT,A,-1,dwellings\n",
      "areas.csv:2:5: weight: \"-1\" is not accepted\n    accepted: a number, 0 to 1e+12\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_areas(&kit, faults[_i].text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("areas");
    tcase_add_test(c, parts_stand_by_area);
    tcase_add_test(c, plain_area_is_doubted);
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_areas", tests())
