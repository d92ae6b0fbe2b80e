/* gpkg_layer.h: one layer on its way into a GeoPackage: its columns, its rows, its extent. */
#ifndef XW_REPORT_GPKG_LAYER_H
#define XW_REPORT_GPKG_LAYER_H
#include "gpkg_shapes.h"
#include "xuewei/geopackage.h"

struct xw_layer {
    struct xw_geopackage *file;
    struct xw_arena *keep;
    int32_t srs_id;
    const char *name;
    struct xw_row row;
    double low_x, low_y, high_x, high_y; /* of what is drawn; NaN: nothing yet */
    enum xw_status status;               /* the first failure; later calls do nothing */
};

/* Make the table NAME (fid, geom TYPE, then the columns as SQL, then x_m, y_m) with its title and a
 * sentence about it (no quotes in either), and begin its rows. */
void xw_layer_open(struct xw_layer *layer, struct xw_geopackage *file, struct xw_arena *keep,
                   int32_t srs_id, const char *name, const char *type, const char *columns,
                   const char *title, const char *about);
/* The geometry of the next row: a point, a straight way, an area. NaN or NULL: none. */
void xw_layer_point(struct xw_layer *layer, double x_m, double y_m);
void xw_layer_line(struct xw_layer *layer, const double x_m[2], const double y_m[2]);
void xw_layer_area(struct xw_layer *layer, const char *geojson);
/* x_m and y_m, and the end of the row. */
void xw_layer_end(struct xw_layer *layer, double x_m, double y_m);
/* Say what the layer is and covers. */
XW_CHECKED enum xw_status xw_layer_close(struct xw_layer *layer, const char *type);

#endif
