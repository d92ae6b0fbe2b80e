/* gpkg_shapes.h: the areas of zones and towns as GeoJSON, for layers.
 *
 * A zone has its outline where the run has one; else the part of the plane nearest to its seat
 * (voronoi.h), which is schematic. A town is what its zones cover, borders between them left out
 * where both sides of one have the same corners.
 */
#ifndef XW_REPORT_GPKG_SHAPES_H
#define XW_REPORT_GPKG_SHAPES_H
#include "figures.h"

struct xw_shape {
    const char *geojson; /* Polygon or MultiPolygon in x_m, y_m; NULL: it has no place */
    bool schematic;      /* drawn by nearness, not given */
    double x_m, y_m;     /* the seat; of a town the mean of its zones' seats; NaN: none */
    int32_t zones;       /* of a town */
};

struct xw_shapes {
    struct xw_shape *zone, *town; /* by row of the run's zones, of the figures' towns */
};

XW_CHECKED enum xw_status xw_shapes_make(struct xw_arena *keep, struct xw_arena scratch,
                                         const struct xw_figures *figures, struct xw_shapes *out);

#endif
