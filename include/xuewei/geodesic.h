/* geodesic.h: the shortest line between two points on the ellipsoid of WGS 84.
 *
 * By the method of Karney (2013), "Algorithms for geodesics", Journal of Geodesy 87, 43-55, as PROJ
 * carries it: to some nanometres, for antipodes too. Norms of distance are straight lines; over a
 * district this is the one that depends on no plane.
 */
#ifndef XW_GEODESIC_H
#define XW_GEODESIC_H

/* [m]; NaN when a coordinate is not finite or a latitude lies beyond the poles. */
double xw_geodesic_m(double lon1_deg, double lat1_deg, double lon2_deg, double lat2_deg);

#endif
