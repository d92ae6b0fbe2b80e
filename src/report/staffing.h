/* staffing.h: staff that the standard asks for, and staff that is there, by stage and year. */
#ifndef XW_REPORT_STAFFING_H
#define XW_REPORT_STAFFING_H
#include "figures.h"

/* Staff by a measure (staff, staff_by_pupils, staff_by_classes) in a year, rounded up; XW_NONE where the
 * run has none. */
int32_t xw_staff_needed(const struct xw_figures *figures, const char *measure, int32_t stage,
                        int32_t year);

/* Those who are there by a quantity of the table statistics: of the year, else of the latest before it, no
 * more than ten years before the first; XW_NONE without any. *of_year = the year of the figure. */
int32_t xw_staff_given(const struct xw_figures *figures, const char *quantity, int32_t stage,
                       int32_t year, int32_t *of_year);

/* "staff" where the statistics have it of the stage, else "teachers", else NULL. */
const char *xw_staff_quantity(const struct xw_figures *figures, int32_t stage);

/* The first year in which most staff is needed, or XW_NONE. */
int32_t xw_staff_peak(const struct xw_figures *figures, int32_t stage);

#endif
