#include "xuewei/draft.h"
#include "homes_kit.h"

START_TEST(children_may_be_counted_twice)
{
    struct kit kit;
    open_homes(&kit, "housing: {within_migration: no}\n");
    kit_file(
        &kit, "migration.csv",
        "year,sex,age,persons,zone\n2020,f,18,5,A\n2021,m,17,-1,A\n2020,f,6,0,B\n2021,f,6,2,B\n");
    kit_doubts(&kit,
               "housing.csv:2:1: doubt: New dwellings come on top (housing.within_migration: no), "
               "but in 1 rows the zone's own net migration gains children in the same year, first "
               "zone B in 2021: they may be counted twice. [housing_counted_twice]\n");
    kit_close(&kit);

    open_homes(&kit, "");
    kit_file(&kit, "migration.csv", "year,sex,age,persons,zone\n2020,f,3,5,A\n2021,f,3,5,A\n");
    kit_doubts(&kit,
               "housing.csv:1:1: doubt: Net migration is given by zone and contains who moves "
               "into new dwellings: they change nothing. [housing_within_zones]\n");
    kit_close(&kit);
}
END_TEST

#define BOTH "zone,year,type,dwellings,residency\nA,2021,row,8,local\nB,2021,row,5,migrant\n"

/* The statuses have their own net migration by zone: it is theirs that may be counted twice. */
START_TEST(each_status_has_its_own_migration)
{
    struct kit kit;
    static const char net[] = "year,sex,age,persons,zone,residency\n2020,f,6,5,A,migrant\n"
                              "2020,f,6,7,B,migrant\n2020,f,6,-1,A,local\n2021,f,6,0,A,local\n"
                              "2021,f,6,7,B,migrant\n2021,f,6,0,A,migrant\n";
    open_homes(&kit, "housing: {within_migration: no}\n");
    kit_statuses(&kit);
    kit_file(&kit, "migration.csv", net);
    kit_file(&kit, "housing.csv", BOTH);
    kit_doubts(&kit,
               "housing.csv:3:1: doubt: New dwellings come on top (housing.within_migration: no), "
               "but in 1 rows the zone's own net migration gains children in the same year, first "
               "zone B in 2021: they may be counted twice. [housing_counted_twice]\n");
    kit_close(&kit);

    open_homes(&kit, "");
    kit_statuses(&kit);
    kit_file(&kit, "migration.csv",
             "year,sex,age,persons,zone,residency\n2020,f,6,5,A,migrant\n2021,f,6,5,A,migrant\n"
             "2020,f,6,5,,local\n2021,f,6,5,,local\n");
    kit_file(&kit, "housing.csv", BOTH);
    kit_doubts(&kit, "housing.csv:1:1: doubt: Net migration of residency migrant is given by zone "
                     "and contains who moves into new dwellings: its rows change nothing. "
                     "[housing_within_zones]\n");
    kit_close(&kit);

    /* Of everybody: once, whatever the statuses. */
    open_homes(&kit, "");
    kit_statuses(&kit);
    kit_file(&kit, "migration.csv", "year,sex,age,persons,zone\n2020,f,3,5,A\n2021,f,3,5,A\n");
    kit_file(&kit, "housing.csv", BOTH);
    kit_doubts(&kit,
               "housing.csv:1:1: doubt: Net migration is given by zone and contains who moves "
               "into new dwellings: they change nothing. [housing_within_zones]\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    bool statuses;
    const char *file, *text, *want;
} faults[] = {
    { false, "migration.csv", "year,sex,age,rate\n2020,f,3,0.1\n2021,f,3,0.1\n",
      "scenario.yaml: housing.within_migration: yes, but net migration is given as rates, and who "
      "moves into new dwellings can be taken out of persons alone; give persons, or no\n" },
    { false, "participation.csv", "stage,share,zone,year\nprimary,0.5,,\nprimary,0,A,2021\n",
      "housing.csv:4:1: type flat has a yield of primary, whose participation in zone A is 0 in "
      "2020: no number of children gives those pupils\n" },
    { true, "migration.csv", "year,sex,age,persons,residency\n2020,f,3,1,local\n2021,f,3,1,local\n",
      "scenario.yaml: housing.within_migration: yes, but no net migration is given of residency "
      "migrant that could contain who moves into its new dwellings; give its rows in the table "
      "migration, or no\n" },
    { true, "participation.csv",
      "stage,share,residency\nprimary,0.9,local\nprimary,0.5,\nprimary,0,migrant\n",
      "housing.csv:3:1: type flat has a yield of primary, whose participation in zone B, residency "
      "migrant is 0 in 2020: no number of children gives those pupils\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_homes(&kit, "  participation: participation.csv\n");
    kit_file(&kit, "participation.csv", "stage,share\nprimary,0.5\n");
    if (faults[_i].statuses) {
        kit_statuses(&kit);
        kit_file(&kit, "housing.csv",
                 "zone,year,type,dwellings,residency\nA,2021,row,8,local\nB,2021,flat,5,migrant\n");
    }
    kit_file(&kit, faults[_i].file, faults[_i].text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(migration_is_needed)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  housing: housing.csv\n  families: families.csv\n");
    kit_file(&kit, "housing.csv", "zone,year,type,dwellings\nA,2021,row,1\n");
    kit_file(&kit, "families.csv", "type,age,persons_per_100\nrow,1,1\n");
    kit_refuses(&kit,
                "scenario.yaml: housing.within_migration: yes, but no net migration is given that "
                "could contain who moves into new dwellings; give the table migration, or no\n");
    kit_close(&kit);
}
END_TEST

static TCase *doubts(void)
{
    TCase *c = tcase_create("doubts");
    tcase_add_test(c, children_may_be_counted_twice);
    tcase_add_test(c, each_status_has_its_own_migration);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, migration_is_needed);
    return c;
}

UNIT_MAIN("check_homes", doubts(), refusals())
