/* share_rows.h: a value by target, place and year, as participation, entry and progression give it.
 *
 * A target is a stage or a grade row. A place is a zone, or the district, which stands behind the last
 * one. A row without a year holds for every year without a row of its own.
 */
#ifndef XW_SHARE_ROWS_H
#define XW_SHARE_ROWS_H
#include "xuewei/draft.h"

enum { XW_BASIS_ROLLS = 1 }; /* position among the words of basis */

struct xw_share_rows {
    int32_t targets, places, years;
    int16_t first;
    double *always;  /* [target][place]; NaN: no row */
    double *yearly;  /* [target][place][year], years of the horizon and of all rows */
    uint8_t *filled; /* [school year of the horizon]: a value was taken from another year */
};

/* Room for the values of a table whose years stand in a column, in the draft's working memory.
 * XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_share_rows_take(struct xw_draft *draft, const struct xw_rows *rows,
                                             enum xw_column year, int32_t targets,
                                             struct xw_share_rows *out);

/* year: one of the rows', or XW_MISSING. */
void xw_share_rows_put(struct xw_share_rows *shares, int32_t target, int32_t place, int32_t year,
                       double value);

/* The value of a target and place in a year of the horizon; NaN when there is none. fill: a year
 * without a value takes the nearest earlier one, else the first, and *filled is set. */
double xw_share_rows_at(const struct xw_share_rows *shares, int32_t target, int32_t place,
                        int32_t year, bool fill, bool *filled);

/* Doubt the years of the horizon that took the value of another one. */
void xw_share_rows_doubt_filled(struct xw_draft *draft, const struct xw_rows *rows,
                                const struct xw_share_rows *shares);

#endif
