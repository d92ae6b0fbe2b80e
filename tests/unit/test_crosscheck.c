#include "xuewei/draft.h"
#include "scenario_kit.h"

#define PROJECTS "project,kind,school,stage,classes,start_year,opens\n"

static void open_with(struct kit *kit, const char *projects)
{
    kit_open(kit);
    kit_scenario_and(kit, projects == NULL ? "  catchments: catchments.csv\n"
                                           : "  catchments: catchments.csv\n"
                                             "  projects: projects.csv\n");
    kit_file(kit, "catchments.csv", "stage,zone,school\nprimary,A,P1\n");
    if (projects != NULL) kit_file(kit, "projects.csv", projects);
}

START_TEST(pupils_need_rooms)
{
    struct kit kit;
    open_with(&kit, NULL);
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2019,3,4\nP1,2019,4,4\nP2,2019,1,4\n"
             "M1,2019,2,4\nM1,2019,3,4\n");
    kit_refuses(&kit,
                "rolls.csv:5:1: school: school M1 has pupils of primary, but neither capacity.csv "
                "nor projects gives it rooms of that stage\n"
                "rolls.csv:2:1: school: school P1 has pupils of lower_secondary, but neither "
                "capacity.csv nor projects gives it rooms of that stage\n");
    kit_close(&kit);

    open_with(&kit, PROJECTS "1,new,P1,lower_secondary,4,2020,2021\n"
                             "2,expansion,M1,primary,4,2020,2021\n");
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2021,3,4\nM1,2021,1,4\nP2,2019,1,4\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    kit_close(&kit);
}
END_TEST

START_TEST(the_simulation_begins_with_a_roll)
{
    struct kit kit;
    open_with(&kit, NULL);
    kit_file(&kit, "rolls.csv", "school,year,grade,pupils\nP1,2020,1,4\n");
    kit_refuses(&kit, "rolls.csv: there are no pupils of a year before 2020, the first simulated "
                      "one; the rolls of 2019 are where the simulation begins\n");
    kit_file(&kit, "rolls.csv", "school,year,grade,pupils\nP1,2011,1,4\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.refused, 0);
    kit_close(&kit);
}
END_TEST

START_TEST(catchments_need_rooms)
{
    struct kit kit;
    open_with(&kit, PROJECTS "1,expansion,M1,primary,4,2020,2021\n");
    kit_file(&kit, "catchments.csv", "stage,zone,school\nprimary,A,M1\nlower_secondary,A,P1\n");
    kit_refuses(&kit,
                "catchments.csv:3:1: school: zone A is directed to school P1 for "
                "lower_secondary, but neither capacity.csv nor projects.csv gives it rooms of "
                "that stage\n");
    kit_close(&kit);
}
END_TEST

START_TEST(what_is_moved_must_be_there)
{
    struct kit kit;
    open_with(&kit, PROJECTS "1,relocation,M1,primary,4,2020,2021\n"
                             "2,rebuild,P1,lower_secondary,4,2020,2021\n"
                             "3,closure,P2,lower_secondary,,2020,2021\n"
                             "4,relocation,P1,primary,4,2020,2021\n"
                             "5,new,P2,primary,4,2020,2021\n"
                             "6,closure,P2,primary,,2022,2022\n"
                             "7,relocation,M1,special,4,2020,2021\n");
    kit_refuses(&kit, "projects.csv:2:1: school: project 1 is a relocation of school M1, but "
                      "capacity.csv gives it no rooms of primary\n"
                      "projects.csv:3:1: school: project 2 is a rebuild of school P1, but "
                      "capacity.csv gives it no rooms of lower_secondary\n"
                      "projects.csv:4:1: school: project 3 is a closure of school P2, but "
                      "capacity.csv gives it no rooms of lower_secondary\n");
    kit_close(&kit);
}
END_TEST

START_TEST(a_table_that_is_not_whole_is_not_held_against_others)
{
    struct kit kit;
    open_with(&kit, NULL);
    kit_file(&kit, "capacity.csv", "school,stage,rooms\nP1,primary,x\nM1,lower_secondary,4\n");
    kit_refuses(&kit, "capacity.csv:2:12: rooms: \"x\" is not accepted\n"
                      "    accepted: a whole number of rooms, 0 to 1000\n");
    kit_file(&kit, "capacity.csv", "school,rooms\nP1,4\n");
    kit_refuses(&kit, "capacity.csv:1:1: the column \"stage\" is missing\n");
    kit_close(&kit);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, pupils_need_rooms);
    tcase_add_test(c, the_simulation_begins_with_a_roll);
    tcase_add_test(c, catchments_need_rooms);
    tcase_add_test(c, what_is_moved_must_be_there);
    tcase_add_test(c, a_table_that_is_not_whole_is_not_held_against_others);
    return c;
}

UNIT_MAIN("crosscheck", refusals())
