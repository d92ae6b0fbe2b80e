/* homes_kit.h: new dwellings in the district of scenario_kit.h. */
#ifndef XW_HOMES_KIT_H
#define XW_HOMES_KIT_H
#include "streams_kit.h"

#define KIT_OCCUPANCY "type,ceiling,scale_years,shape\nflat,0.9,2,1.5\nrow,1,0.5,1\n"

/* The kit with new dwellings; net migration of the district is 0 but given. */
static inline void open_homes(struct kit *kit, const char *more)
{
    char lines[400];
    kit_open(kit);
    snprintf(lines, sizeof lines,
             "  housing: housing.csv\n  families: families.csv\n  yields: yields.csv\n"
             "  occupancy: occupancy.csv\n  migration: migration.csv\n%s",
             more);
    kit_scenario_and(kit, lines);
    kit_file(kit, "housing.csv",
             "zone,year,type,dwellings\nB,2021,flat,50\nA,2019,row,12.5\nA,2021,flat,100\n");
    kit_file(kit, "families.csv",
             "type,age,persons_per_100,sex\nrow,3,40,f\nrow,3,44,m\nrow,20,90,m\n");
    kit_file(kit, "yields.csv",
             "type,stage,years_since,pupils_per_100,peak_per_100,peak_years\n"
             "flat,primary,10,20,,\nflat,primary,0,30,,\nflat,primary,5,45,,\n"
             "flat,lower_secondary,,15,25,12\n");
    kit_file(kit, "occupancy.csv", KIT_OCCUPANCY);
    kit_file(kit, "migration.csv", "year,sex,age,persons\n2020,f,3,0\n2021,f,3,0\n");
}

#endif
