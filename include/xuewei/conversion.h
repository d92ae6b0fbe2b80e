/* conversion.h: points from one kind of coordinates to another.
 *
 * A reference is WGS84, GCJ02 or BD09 (upper or lower case, with or without a hyphen), CGCS2000, or
 * a geographic CRS in degrees or a projected one in metres by a code that PROJ knows (AUTHORITY:CODE,
 * "EPSG:4549", or the number of an EPSG code alone) or by a definition ("+proj=..." or WKT); names in
 * words are none, for PROJ takes many words for one. Between two references of PROJ one operation is
 * used; GCJ-02 and BD-09 are reached through WGS 84. Longitude or easting comes first, whatever order
 * of axes a definition has. Nothing is fetched: between datums PROJ has what its own files give, and
 * where that is no more than to leave the degrees as they are ("ballpark": Xian 1980, and Beijing 1954
 * outside some basins, off by some hundred metres), nothing is converted. WGS 84 and CGCS2000 count as
 * one datum.
 */
#ifndef XW_CONVERSION_H
#define XW_CONVERSION_H
#include "xuewei/status.h"
#include <stdbool.h>

/* Whether the name is a reference; *degrees: of longitude and latitude, else metres.
 * XW_CRS_UNKNOWN, XW_NO_MEMORY, with *degrees untouched. */
XW_CHECKED enum xw_status xw_reference_find(const char *name, bool *degrees);

struct xw_conversion {
    void *context, *transform; /* PJ_CONTEXT, PJ; NULL when PROJ has nothing to do */
    int from, to;              /* how far the point is shifted: not, GCJ-02, BD-09 */
    bool from_degrees, to_degrees;
    bool watched; /* which operation of PROJ a point takes, and whether its datum shift is known,
                     depends on the place */
};

/* XW_CRS_UNKNOWN when one of the references is not known or no way leads from one to the other,
 * XW_NOT_PROJECTED when nowhere a shift between their datums is known, XW_NO_MEMORY; nothing is to be closed then. */
XW_CHECKED enum xw_status xw_conversion_open(struct xw_conversion *conversion, const char *from,
                                             const char *to);
void xw_conversion_close(struct xw_conversion *conversion); /* safe on {0} and a second time */

/* One point; a conversion serves one thread. XW_NOT_PROJECTED with the outputs untouched when it
 * lies where the result is not defined or no shift between the datums is known, or is not finite. */
XW_CHECKED enum xw_status xw_conversion_point(const struct xw_conversion *conversion, double x,
                                              double y, double *to_x, double *to_y);

#endif
