/* geometry_blob.h: geometries as GeoPackage stores them, from and to points and GeoJSON.
 *
 * A blob is the header "GP", version, flags, srs_id (OGC 12-128r17, 2.1.3), then little-endian
 * well-known binary. Points and lines have no envelope, outlines have one. Only Point, LineString of
 * two positions, Polygon and MultiPolygon in two dimensions occur here; a third coordinate of GeoJSON
 * is left out.
 */
#ifndef XW_GEOMETRY_BLOB_H
#define XW_GEOMETRY_BLOB_H
#include "xuewei/arena.h"

struct xw_blob {
    const unsigned char *bytes;
    ptrdiff_t length;
};

/* Positions to the plane, [count] each; NULL takes them as they are. */
struct xw_outline_plane {
    enum xw_status (*project)(const void *self, int32_t count, const double *lon_deg,
                              const double *lat_deg, double *x_m, double *y_m);
    const void *self;
};

/* A point in metres. */
XW_CHECKED enum xw_status xw_blob_of_point(struct xw_arena *keep, int32_t srs_id, double x_m,
                                           double y_m, struct xw_blob *out);

/* A straight line between two positions in metres. */
XW_CHECKED enum xw_status xw_blob_of_line(struct xw_arena *keep, int32_t srs_id,
                                          const double x_m[2], const double y_m[2],
                                          struct xw_blob *out);

/* A Polygon or MultiPolygon, given as the text of a GeoJSON geometry.
 *
 * Every ring has at least four positions and ends where it begins. XW_REFUSED when the text is
 * anything else, XW_NOT_FINITE when a projected position is, or what project says. */
XW_CHECKED enum xw_status xw_blob_of_outline(struct xw_arena *keep, int32_t srs_id,
                                             const char *geojson, struct xw_outline_plane plane,
                                             struct xw_blob *out);

/* The GeoJSON geometry of a Polygon or MultiPolygon blob, coordinates with 12 digits; *out is NULL
 * for a Point. XW_STORE_FAILED when the bytes are no such blob. */
XW_CHECKED enum xw_status xw_blob_to_outline(struct xw_arena *keep, struct xw_blob blob,
                                             const char **out);

#endif
