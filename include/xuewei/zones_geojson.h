/* zones_geojson.h: zones and their outlines from GeoJSON (RFC 7946: longitude, latitude).
 *
 * A FeatureCollection whose features have the property `zone`. As the table `zones`, the properties
 * are its columns; as the scenario's `outlines`, only `zone` and the geometry are read. A geometry
 * is a Polygon or a MultiPolygon; it is kept as text, and a zone without a point of its own stands
 * at its centroid.
 */
#ifndef XW_ZONES_GEOJSON_H
#define XW_ZONES_GEOJSON_H
#include "xuewei/draft.h"

/* The properties of the features as rows of the table `zones`. */
XW_CHECKED enum xw_status xw_zones_geojson_rows(const char *path, const char *name,
                                                struct xw_arena *keep, struct xw_diag *diag,
                                                struct xw_rows *out);

/* The geometries of the features for the zones that are built already. Zones that are not known,
 * or are there twice, are refused; a zone may have no outline. */
XW_CHECKED enum xw_status xw_zones_geojson_outlines(struct xw_draft *draft, const char *path,
                                                    const char *name);

/* Refuse zones that have no place, neither of their own nor from an outline. */
void xw_zones_check_places(struct xw_draft *draft);

#endif
