/* closings.h: the year in which a stage's local gap closes, over the replicates.
 *
 * In one history the gap has closed in the first year from which on the district's local gap of all
 * grades is 0 to the end. Only histories with a local gap in some year have such a year; those that
 * still have one in the last year close after it.
 */
#ifndef XW_REPORT_CLOSINGS_H
#define XW_REPORT_CLOSINGS_H
#include "figures.h"

struct xw_closing_years {
    int32_t histories, shorts; /* replicates; those with a local gap in some year */
    int16_t p10, p50, p90;     /* the first year by which so many of `shorts` have closed; XW_NONE:
                                  not within the run, or shorts is 0 */
};

struct xw_closings {
    const struct xw_closing_years *stage; /* [stages]; NULL: the run keeps no replicates */
};

/* Reads the replicates that the run keeps. XW_OK, also without any; XW_STORE_FAILED with the trouble,
 * which lives in keep; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_closings_make(struct xw_arena *keep, const struct xw_figures *figures,
                                           struct xw_closings *out, const char **trouble);

/* One stage from its gaps: gap [years * histories], year by year. by_year [years + 1] is working
 * space. */
struct xw_closing_years xw_closing_years(const int32_t *gap, int32_t years, int32_t histories,
                                         int16_t first, int32_t *by_year);

#endif
