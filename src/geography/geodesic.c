#include "xuewei/geodesic.h"
#include <geodesic.h>
#include <math.h>
#include <stddef.h>

double xw_geodesic_m(double lon1, double lat1, double lon2, double lat2)
{
    if (!isfinite(lon1) || !isfinite(lon2) || !(fabs(lat1) <= 90.0) || !(fabs(lat2) <= 90.0))
        return NAN;
    struct geod_geodesic wgs84;
    double metres;
    geod_init(&wgs84, 6378137.0, 1.0 / 298.257223563);
    geod_inverse(&wgs84, lat1, lon1, lat2, lon2, &metres, NULL, NULL);
    return metres;
}
