/* school_year.h: from the day of a count to 1 September.
 *
 * Children aged a on 1 September are parts of two adjacent birth cohorts of a count on another day.
 * Following one cohort instead gives the size of that cohort, not the children aged a, and moves
 * every peak by a year.
 */
#ifndef XW_SCHOOL_YEAR_H
#define XW_SCHOOL_YEAR_H
#include "xuewei/status.h"
#include <stdint.h>

/* The first 1 September on or after the date, as its year, and the fraction of a year from the date
 * to it by months and days (1 November: 10/12). A date on 1 September gives 0. */
double xw_school_year_fraction(int16_t year, int8_t month, int8_t day, int16_t *september_of);

/* The share of the calendar year that is over at the start of the date (1 November: 10/12), by
 * months and, inside a month, by its days. The date exists. */
double xw_school_year_elapsed(int16_t year, int8_t month, int8_t day);

/* Between two counts one year apart, fraction f after the first:
 * out[a] = (1 - f) now[a] + f next[a], for rows x ages values. 0 <= f <= 1. */
void xw_school_year_between(int32_t rows, int32_t ages, double f, const double *now,
                            const double *next, double *out);

/* Before the only count, by g = 1 - f years (0 <= g <= 1): out[a] = (1 - g) now[a] + g now[a + 1];
 * the open group keeps its stock. ages >= 1; out may be now. */
void xw_school_year_before(int32_t rows, int32_t ages, double g, const double *now, double *out);

#endif
