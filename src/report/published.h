/* published.h: what was published, beside what the run has for the same thing. */
#ifndef XW_REPORT_PUBLISHED_H
#define XW_REPORT_PUBLISHED_H
#include "figures.h"

/* The run's own value of a published figure: of its table of measures if that has it, else from its
 * results. Known indicators: residents, entrants, roll, mean_class, classes, schools, and names
 * that begin with "peak year", "first-year classes" or "first-year entrants" (of schools that open
 * that year). place is "district", a town, or a group of zones. false when the run has nothing. */
bool xw_published_model(const struct xw_figures *figures, const struct xw_run_published *row,
                        double *value);

/* Values of the indicator are calendar years, or have decimals: for writing them. */
bool xw_published_is_year(const struct xw_run_published *row);

/* The part of a name of two languages ("小学数 Primary schools" or the other way round) that is in
 * one: CJK when chinese. The whole name when it has one part alone. */
const char *xw_published_name(struct xw_arena *arena, const char *name, bool chinese);

#endif
