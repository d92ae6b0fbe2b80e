/* projection_years.h: many zones over many years, as fast as memory or the vector units allow.
 *
 * The arithmetic is that of projection.h, and this is where it is done: xw_projection_step is one
 * year of it. Zones stand side by side in blocks (blocks.h), in double or single precision.
 *
 * A block stays in the cache for all its years, unless zones wait for each other in a year: known
 * births, or persons of the district shared over zones. Then all zones finish a pass before the next.
 *
 * In one precision the bytes of every result are the same for any vector unit and number of threads.
 */
#ifndef XW_PROJECTION_YEARS_H
#define XW_PROJECTION_YEARS_H
#include "xuewei/arena.h"
#include "xuewei/blocks.h"
#include "xuewei/pool.h"
#include "xuewei/projection.h"
#include "xuewei/vector_unit.h"

/* Ages (indices of age groups) first .. last, both included. */
struct xw_age_range {
    int32_t first, last;
};

struct xw_projection_job {
    int32_t zones, ages, years;        /* >= 0, >= 2 (the last one open), >= 0 steps */
    const struct xw_step_rates *rates; /* [years]; tables by zone are laid into blocks on the way */
    enum xw_precision precision;       /* of the blocks below and of the arithmetic */
    enum xw_vector_unit unit;          /* one that is here */
    struct xw_pool *pool;              /* NULL: the caller's thread alone */
    const void *now;                   /* blocks of [sex][age] persons, >= 0 */
    const double *from_rows;           /* instead of `now` if not NULL: [zone][sex][age], in double
                                          precision */
    double *to_rows; /* NULL, or [zone][sex][age]: the people at the end of the last year, in double
                        precision; may be from_rows */
    void *const
        *kept;      /* NULL, or [years] blocks of [sex][age]: the people at the end of the year; an
                          entry may be NULL. None of them is `now`. */
    int32_t ranges; /* sums asked for, may be 0 */
    const struct xw_age_range *range; /* [ranges] they may overlap */
    void *sums; /* blocks of [year][range]: persons of both sexes at the end of the year */
    struct xw_step_events *events; /* NULL, or [years]; not wanted costs less */
};

/* Time O(zones * ages * years). No allocation but from scratch: without waiting about 100 lines an age
 * and thread, with waiting the people once more. Statuses as of xw_projection_step, and
 * XW_OUT_OF_RANGE for years, precision, a unit that is not here, a range that is no range, blocks that
 * do not begin on a multiple of XW_LINE_BYTES and people in lanes that are no zone. Single precision
 * ends at 3e38 (XW_NOT_FINITE). On a failure outputs are undefined. */
XW_CHECKED enum xw_status xw_projection_years(const struct xw_projection_job *job,
                                              struct xw_arena scratch);

#endif
