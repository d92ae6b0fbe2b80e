/* progression.h: move pupils from one school year to the next, by home zone.
 *
 * The cohort of a home zone changes by migration and deaths; its pupils in school follow it, times
 * the progression ratio of the grade (1 unless fitted). Pupils who go are taken from the schools of
 * their zone in proportion; pupils who come seek a place (they are returned, not seated).
 */
#ifndef XW_PROGRESSION_H
#define XW_PROGRESSION_H
#include "xuewei/arena.h"

/* Pupils of one grade who sit in schools: groups of (home zone, division) ordered by both. */
struct xw_seated {
    int32_t count, room;
    int32_t *zone, *division, *pupils; /* pupils > 0 */
};

/*   now       pupils of a grade at the start
 *   zones     number of zones
 *   change    [zones] cohort at the end / cohort at the start, >= 0, finite
 *   ratio     progression of the grade, >= 0, finite
 *   waiting   [zones] pupils of the grade without a place, >= 0; they are scaled alike
 *   next      written, same groups less those who left (room >= now->count), other columns than now
 *   arrivals  [zones] pupils who seek a place in the next grade, the waiting ones included
 * Whole pupils by zone, largest remainder; the district's total is round(sum of now x change x
 * ratio) + round(sum of waiting x change x ratio).
 * Nobody is lost: sum(next) + sum(arrivals) - (came) + (left) = sum(now) + sum(waiting);
 * *came and *left say how many.
 * XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (groups out of order, without pupils or of no zone,
 * room, more pupils in a zone than int32_t counts) and XW_NO_MEMORY, with everything untouched. */
XW_CHECKED enum xw_status xw_progression_advance(const struct xw_seated *now, int32_t zones,
                                                 const double *change, double ratio,
                                                 const int32_t *waiting, struct xw_arena scratch,
                                                 struct xw_seated *next, int32_t *arrivals,
                                                 int64_t *came, int64_t *left);

#endif
