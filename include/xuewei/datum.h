/* datum.h: a scenario's places in shifted coordinates, put back to WGS 84.
 *
 * Points picked from Chinese maps are in GCJ-02 or BD-09, some hundred metres off (china_datum.h).
 * A scenario says so by its key `coordinates`, which holds for every longitude and latitude of its
 * tables and outlines; afterwards all of them are of WGS 84, also those that a run file shows.
 */
#ifndef XW_DATUM_H
#define XW_DATUM_H
#include "xuewei/scenario.h"

/* Zones and their outlines, schools, projects and the nodes of road_nodes. A second time does nothing. Places in metres
 * stay. XW_NO_MEMORY, with the scenario as it was. */
XW_CHECKED enum xw_status xw_datum_unshift(struct xw_arena *keep, struct xw_scenario *scenario);

/* One point of a kind of coordinates. */
void xw_datum_point(enum xw_coordinates of, double *lon_deg, double *lat_deg);

#endif
