/* gpkg_map.h: the layers of a report while they are written: what each needs at hand, and those of points
 * and lines. */
#ifndef XW_REPORT_GPKG_MAP_H
#define XW_REPORT_GPKG_MAP_H
#include "gpkg_layer.h"
#include "writing.h"

struct xw_map {
    const struct xw_writing *w;
    const struct xw_figures *f;
    struct xw_geopackage file;
    struct xw_arena *keep;
    struct xw_shapes shapes;
    int32_t srs_id;
};

/* The word of a stage in the names of columns. */
const char *xw_map_stage(const struct xw_map *map, int32_t stage);

/* Schools by stage, projects, and the ways from zones to schools, of this September. */
XW_CHECKED enum xw_status xw_map_schools(struct xw_map *map);
XW_CHECKED enum xw_status xw_map_projects(struct xw_map *map);
XW_CHECKED enum xw_status xw_map_ways(struct xw_map *map);

#endif
