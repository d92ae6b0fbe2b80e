/* china_datum.h: the shifted coordinates of Chinese maps, GCJ-02 and BD-09.
 *
 * Published maps and map services in China give longitude and latitude in GCJ-02 (火星坐标), several
 * hundred metres from WGS 84 by a formula that was never published officially but is known; Baidu
 * shifts them once more, to BD-09. Coordinates of one kind must not be mixed with those of another.
 *
 * The formulae are those that map software agrees on, as in "Restrictions on geographic data in
 * China" (Wikipedia) and the free libraries gcoord 1.0.7 and coordtransform 2.1.2 (both MIT), whose
 * forward results are met to 1e-9 degrees. GCJ-02 shifts points of a box around China only, its
 * border included: longitude 72.004 to 137.8347, latitude 0.8293 to 55.8271. Points outside it pass
 * unchanged; BD-09 shifts everywhere.
 *
 * Degrees, longitude first; finite. Nothing fails; what is not finite gives what is not.
 */
#ifndef XW_CHINA_DATUM_H
#define XW_CHINA_DATUM_H
#include <stdbool.h>

/* Whether GCJ-02 shifts the point. */
bool xw_china_box(double lon_deg, double lat_deg);

void xw_gcj02_from_wgs84(double lon_deg, double lat_deg, double *gcj_lon_deg, double *gcj_lat_deg);

/* The point of WGS 84 whose image it is, by iteration to 1e-11 degrees. A point of the box whose
 * origin would lie a shift outside of it takes that origin all the same. */
void xw_wgs84_from_gcj02(double gcj_lon_deg, double gcj_lat_deg, double *lon_deg, double *lat_deg);

void xw_bd09_from_gcj02(double lon_deg, double lat_deg, double *bd_lon_deg, double *bd_lat_deg);

/* By the published inverse, which every map library uses: it returns to the origin within 2e-6
 * degrees (0.2 m), not exactly. */
void xw_gcj02_from_bd09(double bd_lon_deg, double bd_lat_deg, double *lon_deg, double *lat_deg);

#endif
