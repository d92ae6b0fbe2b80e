#include "xuewei/birth_cohort.h"
#include <math.h>
#include <stddef.h>

enum { MONTHS = 12, SEPTEMBER = 9 };

/* The births of a year's month, counted from 0. */
static double of_month(const struct xw_known_births *births, int32_t row, int32_t month)
{
    double known = births->month == NULL ? NAN : births->month[(ptrdiff_t)row * MONTHS + month];
    if (!isnan(known)) return known;
    double late = births->late_share;
    return births->district[row] * (month >= SEPTEMBER - 1 ? late / 4.0 : (1.0 - late) / 8.0);
}

/* The births of a year, from a point in its months to another, 0 to 12. */
static double in_year(const struct xw_known_births *births, int32_t year, double from, double to)
{
    int32_t row = year - births->first;
    if (!(from < to)) return 0.0;
    if (row < 0 || row >= births->years) return NAN;
    if (from == 0.0 && to == MONTHS) return births->district[row];
    double sum = 0.0;
    for (int32_t m = 0; m < MONTHS; m++) {
        double part = fmin(to, m + 1) - fmax(from, m);
        if (part > 0.0) sum += part * of_month(births, row, m);
    }
    return sum;
}

double xw_birth_cohort_between(const struct xw_known_births *births, struct xw_date from,
                               struct xw_date to)
{
    double start = from.month - 1 + xw_school_year_of_month(from.year, from.month, from.day);
    double end = to.month - 1 + xw_school_year_of_month(to.year, to.month, to.day);
    double sum = 0.0;
    for (int32_t year = from.year; year <= to.year; year++)
        sum +=
            in_year(births, year, year == from.year ? start : 0.0, year == to.year ? end : MONTHS);
    return sum;
}

double xw_birth_cohort_of(const struct xw_known_births *births, int16_t c)
{
    return xw_birth_cohort_between(births, (struct xw_date){ (int16_t)(c - 1), SEPTEMBER, 1 },
                                   (struct xw_date){ c, SEPTEMBER, 1 });
}

void xw_birth_cohort_split(const struct xw_known_births *births, struct xw_date day, int32_t ages,
                           double *before, double *from)
{
    int16_t september_of;
    double flat = xw_school_year_fraction(day.year, day.month, day.day, &september_of);
    int16_t to_september = (int16_t)(september_of - day.year); /* years, 0 or 1 */
    for (int32_t a = 0; a < ages; a++) {
        struct xw_date first = { (int16_t)(day.year - a - 1), day.month, day.day };
        struct xw_date last = { (int16_t)(day.year - a), day.month, day.day };
        struct xw_date september = { (int16_t)(first.year + to_september), SEPTEMBER, 1 };
        double all = xw_birth_cohort_between(births, first, last);
        double early = xw_birth_cohort_between(births, first, september);
        bool known = a < ages - 1 && all > 0.0;            /* NaN is not */
        before[a] = known ? fmin(early / all, 1.0) : flat; /* at most 1 but for rounding */
        from[a] = 1.0 - before[a];
    }
}
