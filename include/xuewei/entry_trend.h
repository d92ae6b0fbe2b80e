/* entry_trend.h: the entry grade of many schools, from its own history or from births.
 *
 * Nobody was in the grade below an entry grade. Its pupils are a school's share of the region's
 * entrants, smoothed over its years, x the region's, which follow a damped trend (Gardner and
 * McKenzie 1985), or births of their cohort x an entry ratio with a damped trend. How much of a
 * school's yearly change is noise is read from the correlation of successive changes (Muth 1960);
 * how much of the region's trend is chance, from the scatter of its yearly growth: a region of one
 * small school has next to none.
 */
#ifndef XW_ENTRY_TREND_H
#define XW_ENTRY_TREND_H
#include "xuewei/arena.h"

#define XW_ENTRY_DAMPING 0.85 /* share of a year's growth that the next year has */

struct xw_entry_trend {
    double growth; /* yearly log growth of the region's entrants (of the entry ratio when births are
                      given) that is believed, at the start of the forecast */
    double smoothing; /* 0..1, the weight of the last year in a school's level */
};

/*   entrants  [schools][years] >= 0; NaN = not known. The last year is the origin.
 *   births    [years + horizons] log of the births of the cohort that enters in that year; NaN = not
 *             born yet or not known (the last known is held, before the first one that). NULL: no births
 *   forecast  [schools][horizons] written; NaN for a school without any known year
 * found may be NULL. XW_OUT_OF_RANGE (schools < 0, years or horizons < 1), XW_NO_MEMORY, with
 * forecast untouched. */
XW_CHECKED enum xw_status xw_entry_trend(int32_t schools, int32_t years, int32_t horizons,
                                         const double *entrants, const double *births,
                                         struct xw_arena scratch, double *forecast,
                                         struct xw_entry_trend *found);

#endif
