#include "xuewei/school_year.h"
#include <stdbool.h>
#include <stddef.h>

#define SEPTEMBER 9

static int days_of_month(int16_t year, int8_t month)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

double xw_school_year_of_month(int16_t year, int8_t month, int8_t day)
{
    return (day - 1) / (double)days_of_month(year, month);
}

double xw_school_year_fraction(int16_t year, int8_t month, int8_t day, int16_t *september_of)
{
    bool later = month > SEPTEMBER || (month == SEPTEMBER && day > 1);
    *september_of = (int16_t)(year + later);

    /* Counted in months before the division, so that 1 November gives the very number 10/12. */
    double months = SEPTEMBER - month - xw_school_year_of_month(year, month, day);
    return (months + (later ? 12.0 : 0.0)) / 12.0;
}

void xw_school_year_between(int32_t rows, int32_t ages, struct xw_school_year_split of_now,
                            struct xw_school_year_split of_next, const double *now,
                            const double *next, double *out)
{
    for (int32_t row = 0; row < rows; row++) {
        ptrdiff_t at = (ptrdiff_t)row * ages;
        for (int32_t a = 0; a < ages; a++)
            out[at + a] = of_now.from[a] * now[at + a] + of_next.before[a] * next[at + a];
    }
}

void xw_school_year_before(int32_t rows, int32_t ages, struct xw_school_year_split of,
                           const double *now, double *out)
{
    for (int32_t row = 0; row < rows; row++) {
        const double *people = now + (ptrdiff_t)row * ages;
        double *to = out + (ptrdiff_t)row * ages;
        for (int32_t a = 0; a < ages - 1; a++)
            to[a] = of.before[a] * people[a] + of.from[a + 1] * people[a + 1];
        to[ages - 1] = people[ages - 1];
    }
}
