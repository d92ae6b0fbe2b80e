/* reconcile.h: what the run says of figures that became known later: statistics, and school rolls. */
#ifndef XW_REPORT_RECONCILE_H
#define XW_REPORT_RECONCILE_H
#include "figures.h"

/* What the run says of a quantity of the table statistics; false when it says nothing. A stage's schools,
 * classes and pupils are measures of the district (pupils of a stage of the city its demand), staff what
 * the standard asks for, rounded up; entrants are the pupils in entry classes, leavers the last grade of
 * the year before. */
bool xw_reconcile_result(const struct xw_figures *figures, int32_t stage, const char *quantity,
                         int32_t year, double *value);

/* The roll of a school's stage in a simulated year, and the simulated pupils of the same grades. */
struct xw_later_roll {
    int32_t school, stage, year, actual, plan;
    bool held; /* both numbers are held back (held.h) */
};

/* Rolls of the table rolls that lie in simulated years, schools by code. NULL: memory is used up. */
struct xw_later_roll *xw_later_rolls(struct xw_arena *keep, const struct xw_figures *figures,
                                     int32_t *count);

#endif
