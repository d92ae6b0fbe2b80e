#include "xuewei/china_datum.h"
#include <math.h>

#define PI M_PI

/* The ellipsoid of Krasovsky (1940): axis in metres and squared eccentricity. */
static const double axis_m = 6378245.0, eccentricity_2 = 0.00669342162296594323;

bool xw_china_box(double lon, double lat)
{
    return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/* The waves of the shift that both axes share, in metres; x is longitude - 105. */
static double waves_m(double x)
{
    return (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0;
}

static double shift_east_m(double x, double y)
{
    double m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x));
    m += waves_m(x);
    m += (20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI)) * 2.0 / 3.0;
    m += (150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI)) * 2.0 / 3.0;
    return m;
}

static double shift_north_m(double x, double y)
{
    double m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x));
    m += waves_m(x);
    m += (20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI)) * 2.0 / 3.0;
    m += (160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0)) * 2.0 / 3.0;
    return m;
}

/* The shift at a point of WGS 84, in degrees: metres by the radii of curvature. */
static void shift(double lon, double lat, double *east_deg, double *north_deg)
{
    double east = shift_east_m(lon - 105.0, lat - 35.0);
    double north = shift_north_m(lon - 105.0, lat - 35.0);
    double latitude = lat / 180.0 * PI, sine = sin(latitude);
    double magic = 1.0 - eccentricity_2 * sine * sine, root = sqrt(magic);
    *north_deg = north * 180.0 / ((axis_m * (1.0 - eccentricity_2)) / (magic * root) * PI);
    *east_deg = east * 180.0 / (axis_m / root * cos(latitude) * PI);
}

void xw_gcj02_from_wgs84(double lon, double lat, double *gcj_lon, double *gcj_lat)
{
    double east = 0.0, north = 0.0;
    if (xw_china_box(lon, lat)) shift(lon, lat, &east, &north);
    *gcj_lon = lon + east;
    *gcj_lat = lat + north;
}

/* The shift changes by less than a hundredth of the way, so that each step wins two digits and more. */
void xw_wgs84_from_gcj02(double gcj_lon, double gcj_lat, double *lon, double *lat)
{
    double x = gcj_lon, y = gcj_lat;
    for (int step = 0; step < 12 && xw_china_box(gcj_lon, gcj_lat); step++) {
        double east, north;
        shift(x, y, &east, &north);
        x = gcj_lon - east;
        y = gcj_lat - north;
    }
    *lon = x;
    *lat = y;
}

static const double waves_per_degree = PI * 3000.0 / 180.0;

void xw_bd09_from_gcj02(double lon, double lat, double *bd_lon, double *bd_lat)
{
    double radius = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * waves_per_degree);
    double angle = atan2(lat, lon) + 0.000003 * cos(lon * waves_per_degree);
    *bd_lon = radius * cos(angle) + 0.0065;
    *bd_lat = radius * sin(angle) + 0.006;
}

void xw_gcj02_from_bd09(double bd_lon, double bd_lat, double *lon, double *lat)
{
    double x = bd_lon - 0.0065, y = bd_lat - 0.006;
    double radius = sqrt(x * x + y * y) - 0.00002 * sin(y * waves_per_degree);
    double angle = atan2(y, x) - 0.000003 * cos(x * waves_per_degree);
    *lon = radius * cos(angle);
    *lat = radius * sin(angle);
}
