/* birth_cohort.h: births of any span of the calendar, and of a school cohort, from known births.
 *
 * School cohort c is born from 1 September c - 1 to 31 August c and enters its first grade together;
 * calendar births cut it in two. Births by month are taken where they are known, and spread evenly
 * over the days of the month. A year without months is spread by the share w of its births that
 * fall in September to December (`late_share`): w / 4 to each of those months, (1 - w) / 8 to each
 * of the others. w is 1/3 if births are flat; Chinese ones are late in the year, w = 0.345.
 */
#ifndef XW_BIRTH_COHORT_H
#define XW_BIRTH_COHORT_H
#include "xuewei/cohorts.h"
#include "xuewei/school_year.h"

/* The start of a day. 29 February of a year that has none is the start of March. */
struct xw_date {
    int16_t year;
    int8_t month, day;
};

/* [births] from the start of one day to the start of another, not before it; 0 of an empty span;
 * NaN when a day of it lies in a month or year that is not known. Spans that follow one another add
 * up, and twelve months from 1 January are the year's own number. */
double xw_birth_cohort_between(const struct xw_known_births *births, struct xw_date from,
                               struct xw_date to);

/* [births] of school cohort c: 1 September c - 1 to 31 August c. */
double xw_birth_cohort_of(const struct xw_known_births *births, int16_t c);

/* How the children of a count on `day` divide at 1 September (school_year.h): those aged a were born
 * in the year that ends with the day's anniversary in day.year - a. before and from [ages] are
 * written; by the known births where all births of an age are known and not 0, else, and for the
 * open group, by the calendar. */
void xw_birth_cohort_split(const struct xw_known_births *births, struct xw_date day, int32_t ages,
                           double *before, double *from);

#endif
