/* road_tables.h: ways given pair by pair, and the roads of a district, as the tables have them. */
#ifndef XW_ROAD_TABLES_H
#define XW_ROAD_TABLES_H
#include <stdbool.h>
#include <stdint.h>

/* What the ways of pupils are, in the order of the words of assignment.distance. */
enum xw_distance { XW_DISTANCE_STRAIGHT, XW_DISTANCE_ROADS, XW_DISTANCE_TRAVEL };

/* The way from a zone to where a school stands in the table of schools. Ordered by zone, school;
 * each pair once. */
struct xw_travel {
    int32_t count;
    int32_t *zone, *school;
    int32_t *metres;
};

/* Nodes ordered by code, codes unique; roads by nobody. */
struct xw_roads {
    int32_t nodes;
    const char **code;
    double *lon_deg, *lat_deg, *x_m, *y_m; /* NaN where not given; x_m, y_m in the working CRS */
    int32_t roads;
    int32_t *from, *to; /* rows of nodes */
    double *metres;     /* >= 0; NaN until the line between the nodes is measured */
    uint8_t *oneway;    /* from -> to alone */
    int32_t *line;      /* in the table of roads; 0: of an extract of OpenStreetMap */
    bool wgs84;         /* degrees of WGS 84, whatever the key coordinates says */
    int32_t snap_m;     /* farthest from a zone or school to its nearest node */
    const char *file;   /* as diagnostics name it; NULL: there are none */
};

#endif
