#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

START_TEST(schools_are_sorted_and_placed)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "schools.csv",
             "school,name_zh,name_en,zone,x_m,y_m,sector,school_code,cluster,opens,closes,boarding,"
             "evidence\n"
             "P2,,Second,B,,,subsidised_private,G,集团,2015,2030,yes,published\n"
             "P1,一小,,,30,40,,,,,,,\n"
             "M1,,,A,7,8,municipal,G,,,,no,estimated\n");
    kit_doubts(&kit, "");
    const struct xw_schools *s = &kit.s.schools;
    ck_assert_int_eq(s->count, 3);
    ck_assert_str_eq(s->code[0], "M1");
    ck_assert_str_eq(s->code[2], "P2");
    ck_assert_str_eq(s->name_zh[1], "一小");
    ck_assert_str_eq(s->name_en[1], "P1");
    ck_assert_str_eq(s->name_zh[2], "P2");
    ck_assert_str_eq(s->name_en[2], "Second");
    ck_assert_str_eq(s->school_code[1], "P1");
    ck_assert_str_eq(s->school_code[2], "G");
    ck_assert_str_eq(s->cluster[2], "集团");
    ck_assert_ptr_null(s->cluster[0]);
    ck_assert_int_eq(s->sector[0], XW_MUNICIPAL);
    ck_assert_int_eq(s->sector[1], XW_PUBLIC);
    ck_assert_int_eq(s->sector[2], XW_SUBSIDISED_PRIVATE);
    ck_assert_int_eq(s->boarding[0], 0);
    ck_assert_int_eq(s->boarding[2], 1);
    ck_assert_int_eq(s->opens[2], 2015);
    ck_assert_int_eq(s->closes[2], 2030);
    ck_assert_int_eq(s->opens[1], INT16_MIN);
    ck_assert_int_eq(s->closes[1], XW_NEVER);
    ck_assert_int_eq(s->zone[0], 0);
    ck_assert_int_eq(s->zone[1], XW_NONE); /* the nearest one, later */
    ck_assert_int_eq(s->zone[2], 1);
    ck_assert_double_eq(s->x_m[0], 7); /* its own point, not its zone's */
    ck_assert_double_eq(s->y_m[1], 40);
    ck_assert_double_eq(s->x_m[2], 1000); /* its zone's point */
    ck_assert_int_eq(s->evidence[2], XW_PUBLISHED);
    ck_assert_int_eq(s->line[2], 2);
    kit_close(&kit);
}
END_TEST

START_TEST(a_new_project_makes_or_places_its_school)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  projects: projects.csv\n");
    kit_file(&kit, "schools.csv",
             "school,name_zh,zone\n"
             "P1,一小,A\nP2,二小,B\nM1,一中,B\nN2,新二,\n");
    kit_file(&kit, "projects.csv",
             "project,name_zh,kind,school,stage,classes,zone,x_m,y_m,start_year,opens,sector\n"
             "1,新一,new,N1,primary,4,,5,6,2020,2021,private\n"
             "2,新二校,new,N2,primary,4,B,,,2020,2021,\n"
             "3,新一中,new,N1,lower_secondary,4,,9,9,2020,2022,public\n");
    kit_doubts(&kit, "");
    const struct xw_schools *s = &kit.s.schools;
    ck_assert_int_eq(s->count, 5);
    ck_assert_str_eq(s->code[1], "N1");
    ck_assert_str_eq(s->name_zh[1], "新一");
    ck_assert_str_eq(s->name_en[1], "N1");
    ck_assert_int_eq(s->sector[1], XW_PRIVATE);
    ck_assert_double_eq(s->x_m[1], 5);
    ck_assert_int_eq(s->zone[1], XW_NONE);
    ck_assert_int_eq(s->line[1], 0);
    ck_assert_int_eq(s->opens[1], INT16_MIN);
    ck_assert_str_eq(s->school_code[1], "N1");
    ck_assert_str_eq(s->name_zh[2], "新二"); /* the table's */
    ck_assert_int_eq(s->zone[2], 1);         /* the project's */
    ck_assert_double_eq(s->x_m[2], 1000);
    ck_assert_int_eq(kit.s.projects.school[0], 1);
    ck_assert_int_eq(kit.s.projects.school[2], 1);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *schools, *want;
} faults[] = {
    { "school,zone\nP1,A\nP2,Z\nM1,B\n",
      "schools.csv:3:4: zone: \"Z\" is not accepted\n    accepted: a zone of zones.csv\n" },
    { "school,lon,lat\nP1,120,30\nP2,,\nM1,120,30\n",
      "schools.csv:4:1: school: the school M1 has no place: zone, or x_m and y_m, must be given "
      "(the "
      "scenario is in local coordinates)\n"
      "schools.csv:2:1: school: the school P1 has no place: zone, or x_m and y_m, must be given "
      "(the "
      "scenario is in local coordinates)\n"
      "schools.csv:3:1: school: the school P2 has no place: zone, or x_m and y_m, must be given "
      "(the "
      "scenario is in local coordinates)\n" },
    { "school,zone,opens,closes\nP1,A,2020,2019\nP2,A,2020,2020\nM1,A,,2019\n",
      "schools.csv:2:11: closes: \"2019\" is not accepted\n"
      "    accepted: a year from opens 2020 on\n" },
    { "school,zone,sector\nP1,A,\nP2,A,state\nM1,A,publik\n",
      "schools.csv:3:6: sector: \"state\" is not accepted\n"
      "    accepted: public, subsidised_private, private, bought_places, municipal\n"
      "schools.csv:4:6: sector: \"publik\" is not accepted\n"
      "    accepted: public, subsidised_private, private, bought_places, municipal; did you mean "
      "public?\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "schools.csv", faults[_i].schools);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(outside_local_coordinates_a_point_of_either_kind_does)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "crs: EPSG:4549\n");
    kit_file(&kit, "zones.csv", "zone,lon,lat\nA,120,30\nB,120.1,30\n");
    kit_file(&kit, "schools.csv", "school,lon,lat,x_m,y_m\nP1,120,30,,\nP2,,,1,2\nM1,120,,1,\n");
    kit_refuses(&kit, "schools.csv:4:1: school: the school M1 has no place: zone, lon and lat, or "
                      "x_m and y_m must be given\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, schools_are_sorted_and_placed);
    tcase_add_test(c, a_new_project_makes_or_places_its_school);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, outside_local_coordinates_a_point_of_either_kind_does);
    return c;
}

UNIT_MAIN("build_schools", known_answers(), refusals())
