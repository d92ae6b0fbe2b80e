/* fit_kit.h: the kit's district with rolls of three years, feeders and catchments, for the tests of fits.
 *
 * Two primary and two lower secondary schools; P1 feeds M1, P2 feeds M2. School rows by code: M1, M2, P1,
 * P2. The horizon is 2020 to 2022.
 */
#ifndef XW_FIT_KIT_H
#define XW_FIT_KIT_H
#include "xuewei/fit.h"
#include "scenario_kit.h"

static inline void fit_kit_open(struct kit *kit, const char *more)
{
    char lines[400];
    kit_open(kit);
    kit_file(kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,A\nM2,B\n");
    kit_file(kit, "capacity.csv",
             "school,stage,rooms\nP1,primary,9\nP2,primary,9\nM1,lower_secondary,9\n"
             "M2,lower_secondary,9\n");
    kit_file(kit, "rolls.csv",
             "school,year,grade,pupils\n"
             "P1,2017,1,40\nP1,2017,2,40\nP2,2017,1,20\nP2,2017,2,20\n"
             "P1,2018,1,44\nP1,2018,2,42\nP2,2018,1,22\nP2,2018,2,18\n"
             "P1,2019,1,46\nP1,2019,2,44\nP2,2019,1,23\nP2,2019,2,22\n"
             "M1,2017,3,30\nM1,2017,4,30\nM2,2017,3,30\nM2,2017,4,30\n"
             "M1,2018,3,44\nM1,2018,4,33\nM2,2018,3,18\nM2,2018,4,27\n"
             "M1,2019,3,46\nM1,2019,4,44\nM2,2019,3,16\nM2,2019,4,18\n");
    kit_file(kit, "feeders.csv", "from_school,to_school,share\nP1,M1,1\nP2,M2,1\n");
    kit_file(kit, "catchments.csv",
             "stage,zone,school\nprimary,A,P1\nprimary,B,P2\nlower_secondary,A,M1\n"
             "lower_secondary,B,M2\n");
    snprintf(lines, sizeof lines, "  feeders: feeders.csv\n  catchments: catchments.csv\n%s", more);
    kit_scenario_and(kit, lines);
}

/* An estimate of the district, of every year. */
static inline struct xw_estimate fit_kit_estimate(enum xw_fit_of of, int32_t stage, double value,
                                                  double sd)
{
    return (struct xw_estimate){ .of = of,
                                 .stage = stage,
                                 .grade_row = XW_NONE,
                                 .school = XW_NONE,
                                 .zone = XW_NONE,
                                 .year = INT16_MIN,
                                 .value = value,
                                 .sd = sd,
                                 .dispersion = 0.5,
                                 .year_dispersion = NAN,
                                 .year_sd = 0.0625,
                                 .freedom = 2.75,
                                 .rows = 4,
                                 .years = 2,
                                 .first = 2018,
                                 .last = 2019,
                                 .parent = XW_NONE };
}

#endif
