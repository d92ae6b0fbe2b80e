/* point_table.h: a CSV table of points with their coordinates of another kind beside them.
 *
 * Every column of the file is kept as it is and the result comes behind them, so that a table can be
 * converted without knowing what else it holds. The file is read and checked to its end before
 * anything is written.
 */
#ifndef XW_POINT_TABLE_H
#define XW_POINT_TABLE_H
#include "xuewei/diag.h"
#include <stdbool.h>

struct xw_point_table {
    const char *path, *encoding; /* "UTF-8" or "GB18030" */
    const char *from, *to;       /* references, see conversion.h; to NULL: points as they are */
    bool distance;       /* two points a row, and the geodesic between them [m] at the end */
    const char *columns; /* "lon,lat" (two points: "lon1,lat1,lon2,lat2"); NULL: found by
                                    their usual names */
    const char *result;  /* names of the new columns, likewise; NULL: usual ones */
};

/* The usual names: lon or longitude, lat or latitude, and the like, with wgs_, gcj_ or bd_ before them
 * first; of metres x_m, easting or x, and y_m, northing or y; with two points 1 and 2 behind them. The new columns are to_lon and to_lat, of
 * metres to_x_m and to_y_m (with two points to_lon1 .. to_lat2), and at last geodesic_m, with _2 behind
 * one that is there already; numbers have 12 decimals. Without `to` only the distance is new.
 *
 * Writes CSV with LF as line end. XW_REFUSED (said in diag: a reference that is not known, datums without a known shift between them, a header
 * without the columns or with a new one already, a cell that is no coordinate, a point without a
 * place in `to`, a row of another length than the header), XW_NO_MEMORY, XW_IO (cannot be written);
 * with the first two nothing is written. */
XW_CHECKED enum xw_status xw_point_table_write(const struct xw_point_table *table,
                                               struct xw_arena *keep, struct xw_diag *diag,
                                               FILE *to);

#endif
