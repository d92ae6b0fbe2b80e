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

/* The part of its month that is over at the start of the date, 0..1; 29 February of a year that has
 * none is 1, the start of March. */
double xw_school_year_of_month(int16_t year, int8_t month, int8_t day);

/* How the children aged a of a count divide by their day of birth: the share born before the
 * 1 September that lies in their year of births, and the share born from it on. With births spread
 * evenly that is the fraction f above, and 1 - f; birth_cohort.h finds it from known births. */
struct xw_school_year_split {
    const double *before, *from; /* [ages], before[a] + from[a] = 1 */
};

/* Between two counts one year apart: those of the first who were born from 1 September on have not
 * had their birthday, those of the second born before it have it already:
 * out[a] = now.from[a] now[a] + next.before[a] next[a], for rows x ages values. */
void xw_school_year_between(int32_t rows, int32_t ages, struct xw_school_year_split of_now,
                            struct xw_school_year_split of_next, const double *now,
                            const double *next, double *out);

/* Before the only count, by less than a year:
 * out[a] = before[a] now[a] + from[a + 1] now[a + 1]; the open group keeps its stock. ages >= 1;
 * out may be now. */
void xw_school_year_before(int32_t rows, int32_t ages, struct xw_school_year_split of,
                           const double *now, double *out);

#endif
