/* zones.h: the smallest places with a population (小区, 居委), and the towns (街镇) they make up.
 */
#ifndef XW_ZONES_H
#define XW_ZONES_H
#include <stdint.h>

/* Ordered by code, codes unique. Columns of `count` values. */
struct xw_zones {
    int32_t count;
    const char **code, **name_zh, **name_en; /* names fall back to the code */
    int32_t *town;             /* row of the town columns; always set: a zone without a
                                  town belongs to the town named "" */
    int32_t *group;            /* row of the group columns, or XW_NONE */
    double *lon_deg, *lat_deg; /* NaN when the scenario is in local coordinates */
    double *x_m, *y_m;         /* working CRS */
    const char **outline;      /* GeoJSON geometry as text in lon/lat, or NULL */
    uint8_t *evidence;
    int32_t *line;

    int32_t towns; /* ordered by town name as in the table */
    const char **town_zh, **town_en;
    int32_t groups; /* named sets of zones, e.g. the boundary of a census */
    const char **group_name;
};

/* Row of a code by binary search, or XW_NONE. */
int32_t xw_zones_find(const struct xw_zones *zones, const char *code);

#endif
