/* held.h: what of a run an edition holds back, because it would tell who they are.
 *
 * Numbers of 1 to k - 1 persons are held back, and as many others as the sums beside them need
 * (small_numbers.h). It is decided once, on the run, so that pages, tables, workbooks and layers hold back
 * the same: a row says it itself (enum xw_held).
 */
#ifndef XW_REPORT_HELD_H
#define XW_REPORT_HELD_H
#include "xuewei/run_reader.h"

/* A copy of the run in *out, in keep, with rows marked; texts and all else are shared with the run.
 *
 *   gap_year      demand of towns, against the district's; those without a place likewise
 *   measure_year  entrants by reason, against the entrants; other numbers of pupils, of a town against the
 *                 district's where towns add up to it
 *   school_year   pupils of schools, against all of the stage
 *   class_year    pupils of grades, against the school's
 *   flow_year     of the year `now` alone: from a zone to a school, against both sums; a report prints no
 *                 others
 *
 * k >= 2 (below it there is nothing small). XW_OUT_OF_RANGE, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_held_mark(const struct xw_run *run, int32_t k, int16_t now,
                                       struct xw_arena *keep, struct xw_arena scratch,
                                       struct xw_run *out);

/* Of numbers of persons that a part of a report adds up itself: which it holds back.
 *
 *   run     held_below says whether and how much is held back
 *   parts   1 or more
 *   count   [parts + 1] the sum last, which is printed as well
 *   hidden  [parts + 1] written
 *
 * false: memory is used up, or the sum is not one. */
XW_CHECKED bool xw_held_parts(const struct xw_run *run, struct xw_arena scratch, int32_t parts,
                              const int32_t *count, bool *hidden);

#endif
