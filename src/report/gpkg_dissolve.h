/* gpkg_dissolve.h: polygons that lie side by side, as the area that they cover together.
 *
 * A border that two rings share is left out, also where one has corners on it that the other has not;
 * half a metre off is on it. Polygons that overlap by more keep their borders.
 */
#ifndef XW_REPORT_GPKG_DISSOLVE_H
#define XW_REPORT_GPKG_DISSOLVE_H
#include "xuewei/arena.h"
#include <jansson.h>
#include <stdbool.h>

/* Add the polygons of a GeoJSON Polygon or MultiPolygon to a list of them (a JSON array). false:
 * it is neither, or memory is used up. */
bool xw_polygons_add(json_t *polygons, const char *geojson);

/* The list as the text of a MultiPolygon, dissolved; NULL when nothing is left or memory is used
 * up. Outer rings run counter-clockwise, holes clockwise. Time about n log n in the corners, n^2 at worst. */
const char *xw_polygons_dissolved(struct xw_arena *keep, struct xw_arena scratch,
                                  const json_t *polygons);

#endif
