/* cost.h: money spent, by calendar year and project. */
#ifndef XW_COST_H
#define XW_COST_H
#include "xuewei/projects.h"

/* Spend of a project in a calendar year: rows of `spend` spread evenly over their years; the rest
 * of cost_cny (cost less all rows, if above 0) evenly over those years start_year .. opens that lie
 * outside the rows (none: added to the last row's years). NaN cost: rows alone. Sums to cost. */
double xw_cost_of_year(const struct xw_projects *projects, const struct xw_spend *spend,
                       int32_t project, int16_t year);

/* Sum of the rows of `spend` of a project. */
double xw_cost_booked(const struct xw_spend *spend, int32_t project, int16_t from, int16_t to);

#endif
