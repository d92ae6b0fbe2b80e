/* report_fixture.h: an invented district in memory, for the tests of the report.
 *
 * Every number follows from a formula, so that the same district comes out each time: 4 stages, 6
 * towns, 40 zones, 30 schools, 16 school years, 9 projects. Town rows add up to the district's.
 */
#ifndef XW_REPORT_FIXTURE_H
#define XW_REPORT_FIXTURE_H
#include "xuewei/arena.h"
#include "xuewei/run_reader.h"

/* shift moves the openings of the projects that are not open; 0 is the plan. */
void fixture_district(struct xw_arena *keep, int16_t shift, struct xw_run *out);

/* 3 zones, one town, one stage, two schools, no projects, no shortage; first .. last as asked. */
void fixture_hamlet(struct xw_arena *keep, struct xw_run *out);

#endif
