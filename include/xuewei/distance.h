/* distance.h: ways from zones to schools, in whole metres. */
#ifndef XW_DISTANCE_H
#define XW_DISTANCE_H
#include "xuewei/status.h"
#include <stdint.h>

/* way[zone * sites + site] = straight line x detour, rounded to the nearest metre,
 * halves up. detour >= 1; coordinates in metres, finite.
 * XW_NOT_FINITE with way_m untouched; XW_OUT_OF_RANGE (counts, detour, a way above INT32_MAX). */
XW_CHECKED enum xw_status xw_distance_ways(int32_t zones, const double *zone_x,
                                           const double *zone_y, int32_t sites,
                                           const double *site_x, const double *site_y,
                                           double detour, int32_t *way_m);

#endif
