/* crs.h: coordinates of the world to metres on a plane, by PROJ.
 *
 * Coordinates enter as longitude, latitude in degrees (WGS 84 / CGCS2000) and are projected once.
 */
#ifndef XW_CRS_H
#define XW_CRS_H
#include "xuewei/arena.h"
#include <stdint.h>

struct xw_crs {
    void *context, *transform; /* PJ_CONTEXT, PJ of lon/lat -> plane; NULL for "local" */
};

/* name is "local", a code that PROJ knows (AUTHORITY:CODE, "EPSG:4549") or a definition ("+proj=..." or
 * WKT); it must be a projected CRS in metres. XW_CRS_UNKNOWN otherwise, also for the name of a CRS in
 * words. */
XW_CHECKED enum xw_status xw_crs_open(struct xw_crs *crs, const char *name);
void xw_crs_close(struct xw_crs *crs); /* safe on {0} and a second time */

/* Easting and northing of count points; XW_NOT_PROJECTED when one fails or is not finite, with the
 * outputs undefined, and for a local CRS. One CRS serves one thread. */
XW_CHECKED enum xw_status xw_crs_project(const struct xw_crs *crs, int32_t count,
                                         const double *lon_deg, const double *lat_deg, double *x_m,
                                         double *y_m);
XW_CHECKED enum xw_status xw_crs_unproject(const struct xw_crs *crs, int32_t count,
                                           const double *x_m, const double *y_m, double *lon_deg,
                                           double *lat_deg);

/* The CRS as WKT (OGC WKT1, as GeoPackage wants), its EPSG code (0 = none) and its name, in keep.
 * "local" is GeoPackage's "undefined" cartesian system. XW_CRS_UNKNOWN as above, XW_NO_MEMORY, with
 * the outputs untouched. */
XW_CHECKED enum xw_status xw_crs_describe(const char *name, struct xw_arena *keep, const char **wkt,
                                          int32_t *epsg, const char **title);

#endif
