/* cost.h: money spent, by calendar year and project. */
#ifndef XW_COST_H
#define XW_COST_H
#include "xuewei/projects.h"

/* Spend of a project in a calendar year [CNY]: rows of `spend` spread evenly over their years; the
 * rest of cost_cny (cost less all rows, if above 0) evenly over those years start_year .. opens
 * that lie outside the rows (none: added to the years of the row that ends last). Years are the
 * table's: a scenario's shift moves openings, not budgets. NaN cost: rows alone. Over all years the
 * sum is the larger of cost and rows, unless the project has neither rows nor a year of opening. */
double xw_cost_of_year(const struct xw_projects *projects, const struct xw_spend *spend,
                       int32_t project, int16_t year);

/* What the rows of `spend` of a project say of the years from .. to, both included [CNY]: rows
 * within them whole, others by the years that they share with them. */
double xw_cost_booked(const struct xw_spend *spend, int32_t project, int16_t from, int16_t to);

#endif
