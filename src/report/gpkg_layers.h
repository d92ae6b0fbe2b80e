/* gpkg_layers.h: the report as layers of a map, DIR/layers.gpkg, that QGIS opens coloured.
 *
 * Layers zones, towns, schools, projects and ways in the coordinates of the scenario, with the numbers
 * of this September (towns and zones also of the year of the largest roll and of the last year), and
 * their styles in table layer_styles. The same run gives the same bytes.
 */
#ifndef XW_REPORT_GPKG_LAYERS_H
#define XW_REPORT_GPKG_LAYERS_H
#include "writing.h"

/* XW_IO, XW_STORE_FAILED, XW_CRS_UNKNOWN, XW_NO_MEMORY; the writing's trouble says why. */
XW_CHECKED enum xw_status xw_write_layers(const struct xw_writing *writing,
                                          struct xw_arena scratch);

#endif
