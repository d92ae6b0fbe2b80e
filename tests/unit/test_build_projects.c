#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

#define HEAD                                                                                       \
    "project,kind,school,stage,classes,classes_before,opening,old_site,rooms_lost,start_year,"     \
    "opens,status\n"

static void open_with(struct kit *kit, const char *projects, const char *more)
{
    char lines[400];
    kit_open(kit);
    snprintf(lines, sizeof lines, "  projects: projects.csv\n%s", more);
    kit_scenario_and(kit, lines);
    kit_file(kit, "projects.csv", projects);
}

START_TEST(projects_stand_in_the_order_of_their_codes)
{
    struct kit kit;
    open_with(
        &kit,
        "project,name_zh,name_en,kind,sector,school,stage,classes,classes_before,zone,x_m,y_m,"
        "opening,old_site,rooms_lost,start_year,opens,status,cost_cny,site_area_m2,"
        "floor_area_m2,evidence\n"
        "1,迁建,Move,relocation,private,P1,primary,6,4,B,11,12,,keeps,,2020,2022,building,"
        "1.5e8,23335,19750,published\n"
        "2,,,new,,N1,special,3,,A,,,all_grades,,,2021,2021,open,,,,\n"
        "3,扩,,expansion,,P2,primary,2,,,,,,,,2019,2020,,,,,\n"
        "10,,,closure,,M1,lower_secondary,,,,,,,,,2021,2022,approved,,,,\n",
        "");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_projects *p = &kit.s.projects;
    ck_assert_int_eq(p->count, 4);
    ck_assert_str_eq(p->code[0], "1");
    ck_assert_str_eq(p->code[2], "3");
    ck_assert_str_eq(p->code[3], "10");
    ck_assert_str_eq(p->name_zh[0], "迁建");
    ck_assert_str_eq(p->name_en[0], "Move");
    ck_assert_str_eq(p->name_zh[1], "2");
    ck_assert_str_eq(p->name_en[2], "3");
    static const uint8_t kind[] = { XW_PROJECT_RELOCATION, XW_PROJECT_NEW, XW_PROJECT_EXPANSION,
                                    XW_PROJECT_CLOSURE },
                         opening[] = { XW_OPENS_TAKES_OVER, XW_OPENS_ALL_GRADES,
                                       XW_OPENS_ENTRY_GRADE, XW_OPENS_ENTRY_GRADE },
                         old_site[] = { XW_OLD_SITE_KEEPS, 0, 0, 0 },
                         sector[] = { XW_PRIVATE, 0, 0, 0 },
                         status[] = { XW_PROJECT_BUILDING, XW_PROJECT_OPEN, XW_PROJECT_PLANNED,
                                      XW_PROJECT_APPROVED },
                         stage_name[] = { XW_PRIMARY, XW_SPECIAL, XW_PRIMARY, XW_LOWER_SECONDARY };
    static const int32_t school[] = { 2, 1, 3, 0 }, stage[] = { 0, XW_NONE, 0, 1 },
                         classes[] = { 6, 3, 2, XW_NONE },
                         before[] = { 4, XW_NONE, XW_NONE, XW_NONE }, zone[] = { 1, 0, -1, -1 };
    static const int16_t start[] = { 2020, 2021, 2019, 2021 }, opens[] = { 2022, 2021, 2020, 2022 };
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(p->kind[i], kind[i]);
        ck_assert_int_eq(p->opening[i], opening[i]);
        ck_assert_int_eq(p->old_site[i], old_site[i]);
        ck_assert_int_eq(p->sector[i], sector[i]);
        ck_assert_int_eq(p->status[i], status[i]);
        ck_assert_int_eq(p->stage_name[i], stage_name[i]);
        ck_assert_int_eq(p->school[i], school[i]);
        ck_assert_int_eq(p->stage[i], stage[i]);
        ck_assert_int_eq(p->classes[i], classes[i]);
        ck_assert_int_eq(p->classes_before[i], before[i]);
        ck_assert_int_eq(p->zone[i], zone[i]);
        ck_assert_int_eq(p->start_year[i], start[i]);
        ck_assert_int_eq(p->opens[i], opens[i]);
        ck_assert_int_eq(p->starts_in[i], start[i]);
        ck_assert_int_eq(p->opens_in[i], opens[i]);
        ck_assert(p->counted[i]);
        ck_assert_int_eq(p->rooms_lost[i], XW_NONE);
        ck_assert_int_eq(p->line[i], i + 2);
    }
    ck_assert_double_eq(p->x_m[0], 11);
    ck_assert_double_eq(p->y_m[0], 12);
    ck_assert_double_nan(p->lon_deg[0]);
    ck_assert_double_eq(p->cost_cny[0], 150000000);
    ck_assert_double_eq(p->site_area_m2[0], 23335);
    ck_assert_double_eq(p->floor_area_m2[0], 19750);
    ck_assert_double_nan(p->cost_cny[1]);
    ck_assert_int_eq(p->evidence[0], XW_PUBLISHED);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *more;
    int counted[3], opens[3];
} choices[] = {
    { "", { 1, 1, 1 }, { 2021, 2022, 2022 } },
    { "projects: {include: all}\n", { 1, 1, 1 }, { 2021, 2022, 2022 } },
    { "projects: {include: none, shift_years: 2}\n", { 0, 0, 0 }, { 2021, 2024, 2024 } },
    { "projects: {include: [b, 1]}\n", { 1, 0, 1 }, { 2021, 2022, 2022 } },
    { "projects: {without: [\"2\"]}\n", { 1, 0, 1 }, { 2021, 2022, 2022 } },
    { "projects: {include: [1, 2], without: [1], shift_years: -1}\n",
      { 0, 1, 0 },
      { 2021, 2021, 2021 } },
    { "projects: {include: , without: none}\n", { 1, 1, 1 }, { 2021, 2022, 2022 } },
};

/* Project 1 is open and is not shifted. */
START_TEST(a_scenario_chooses_and_shifts)
{
    struct kit kit;
    open_with(&kit,
              HEAD "1,new,N1,primary,4,,,,,2020,2021,open\n"
                   "2,new,N2,primary,4,,,,,2020,2022,building\n"
                   "b,expansion,P1,primary,4,,,,,2021,2022,\n",
              choices[_i].more);
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,A\nN2,B\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(kit.s.projects.counted[i], choices[_i].counted[i]);
        ck_assert_int_eq(kit.s.projects.opens_in[i], choices[_i].opens[i]);
        ck_assert_int_eq(kit.s.projects.opens_in[i] - kit.s.projects.starts_in[i],
                         kit.s.projects.opens[i] - kit.s.projects.start_year[i]);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(spend_names_projects)
{
    struct kit kit;
    open_with(&kit,
              HEAD "7,expansion,P1,primary,4,,,,,2020,2021,\n2,expansion,P2,primary,4,,,,,2020,"
                   "2022,\n",
              "");
    kit_scenario_and(&kit, "  projects: projects.csv\n  spend: spend.csv\n");
    kit_file(&kit, "spend.csv", "project,from_year,to_year,cny\n2,2020,2022,5e6\n7,2021,2021,.5\n");
    kit_doubts(&kit, "");
    const struct xw_spend *s = &kit.s.spend;
    ck_assert_int_eq(s->count, 2);
    ck_assert_int_eq(s->project[0], 0);
    ck_assert_int_eq(s->project[1], 1);
    ck_assert_int_eq(s->from_year[0], 2020);
    ck_assert_int_eq(s->to_year[0], 2022);
    ck_assert_double_eq(s->cny[0], 5000000);
    ck_assert_int_eq(s->line[1], 3);
    kit_file(&kit, "spend.csv",
             "project,from_year,to_year,cny\n3,2020,2022,1\n2,2022,2021,1\n7,2020,2021,-1\n");
    kit_refuses(&kit, "spend.csv:4:13: cny: \"-1\" is not accepted\n"
                      "    accepted: a number of CNY, 0 to 1e+12\n"
                      "spend.csv:3:8: to_year: \"2021\" is not accepted\n"
                      "    accepted: a year from from_year 2022 on\n"
                      "spend.csv:2:1: project: \"3\" is not accepted\n"
                      "    accepted: a project of projects.csv\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *row, *more, *want;
} faults[] = {
    { "1,expansion,P1,primary,4,,,,,2022,2021,\n", "",
      "projects.csv:2:35: opens: \"2021\" is not accepted\n"
      "    accepted: a year from start_year 2022 on\n" },
    { "1,rebuild,P1,primary,4,,takes_over,,,2020,2021,\n", "",
      "projects.csv:2:25: opening: \"takes_over\" is not accepted\n"
      "    accepted: entry_grade, all_grades; a relocation alone takes over the pupils\n" },
    { "1,relocation,P1,primary,4,,entry_grade,,,2020,2021,\n", "",
      "projects.csv:2:28: opening: \"entry_grade\" is not accepted\n"
      "    accepted: takes_over: the pupils of a relocation move with their school\n" },
    { "1,rebuild,P1,primary,4,,,closes,,2020,2021,\n", "",
      "projects.csv:2:26: old_site: \"closes\" is not accepted\n"
      "    accepted: nothing: a relocation or a merger alone has an old site\n" },
    { "1,expansion,P1,primary,4,,,,2,2020,2021,\n", "",
      "projects.csv:2:29: rooms_lost: \"2\" is not accepted\n"
      "    accepted: nothing: a rebuild alone takes rooms away\n" },
    { "1,expansion,P1,primary,4,3,,,0,2020,2021,\n", "", "" },
    { "1,rebuild,P1,primary,4,3,,,2,2020,2021,\n", "", "" },
    { "1,new,P1,primary,4,3,,,,2020,2021,\n", "",
      "projects.csv:2:20: classes_before: \"3\" is not accepted\n"
      "    accepted: nothing: a new school has no classes before it\n" },
    { "1,expansion,,primary,4,,,,,2020,2021,\n", "",
      "projects.csv:2:13: school: \"\" is not accepted\n"
      "    accepted: the code of a school: a project with classes, a closure or a merger has one\n" },
    { "1,closure,,primary,,,,,,2020,2021,\n", "",
      "projects.csv:2:11: school: \"\" is not accepted\n"
      "    accepted: the code of a school: a project with classes, a closure or a merger has one\n" },
    { "1,expansion,,primary,,,,,,2020,2021,\n", "", "" },
    { "1,new,,mixed,4,,,,,2020,2021,\n", "", "" },
    { "1,expansion,N7,primary,4,,,,,2020,2021,\n", "",
      "projects.csv:2:13: school: \"N7\" is not accepted\n"
      "    accepted: a school of schools.csv\n" },
    { "1,new,N7,primary,4,,,,,2020,2021,\n", "",
      "projects.csv:2:7: school: the school N7 has no place: zone, or x_m and y_m, must be given "
      "(the "
      "scenario is in local coordinates)\n" },
    { "1,expansion,P1,primary,4,,,,,2020,2021,\n", "projects: {include: [1, 2], without: [10]}\n",
      "scenario.yaml:17:25: projects.include[1]: \"2\" is not accepted\n"
      "    accepted: a project of projects.csv\n"
      "scenario.yaml:17:39: projects.without[0]: \"10\" is not accepted\n"
      "    accepted: a project of projects.csv; did you mean 1?\n" },
    { "1,expansion,P1,primary,4,,,,,2020,2021,\n", "projects: {include: some}\n",
      "scenario.yaml:17:21: projects.include: \"some\" is not accepted\n"
      "    accepted: all, none, or a list of codes\n" },
    { "1,expansion,P1,primary,4,,,,,2020,2021,\n", "projects: {shift_years: 21}\n",
      "scenario.yaml:17:25: projects.shift_years: \"21\" is not accepted\n"
      "    accepted: a whole number of years, -20 to 20\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    char text[1000];
    snprintf(text, sizeof text, HEAD "%s", faults[_i].row);
    open_with(&kit, text, faults[_i].more);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(half_a_point_is_none)
{
    struct kit kit;
    open_with(&kit,
              "project,kind,school,stage,classes,start_year,opens,lon,lat,x_m,y_m\n"
              "1,relocation,P1,primary,4,2020,2021,120,,,\n"
              "2,relocation,P2,primary,4,2020,2021,,,,5\n",
              "");
    kit_refuses(&kit, "projects.csv:2:41: lat: lon and lat are given together or not at all\n"
                      "projects.csv:3:39: x_m: x_m and y_m are given together or not at all\n");
    kit_close(&kit);
}
END_TEST

START_TEST(a_refused_project_is_still_known)
{
    struct kit kit;
    open_with(&kit, HEAD "1,exp,P1,primary,4,,,,,2020,2021,\n1,new,P1,primary,4,,,,,2020,2021,\n",
              "projects: {include: [1]}\n");
    kit_refuses(&kit, "projects.csv:2:3: kind: \"exp\" is not accepted\n"
                      "    accepted: new, expansion, relocation, rebuild, conversion, closure, merger\n"
                      "projects.csv:3:1: project: project 1 is there already, in line 2\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, projects_stand_in_the_order_of_their_codes);
    tcase_add_loop_test(c, a_scenario_chooses_and_shifts, 0,
                        (int)(sizeof choices / sizeof *choices));
    tcase_add_test(c, spend_names_projects);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, half_a_point_is_none);
    tcase_add_test(c, a_refused_project_is_still_known);
    return c;
}

UNIT_MAIN("build_projects", known_answers(), refusals())
