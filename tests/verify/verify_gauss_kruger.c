/* CGCS2000 Gauss-Kruger coordinates of PROJ's own program cs2cs, to a millimetre both ways: that we
 * call the library with the right axes, units and datum.
 *
 *   verify_gauss_kruger FOLDER    the folder with gk_vectors.csv; without it the test is skipped
 */
#include "xuewei/crs.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SKIPPED = 77, ROWS = 69 };

/* Easting, northing, and back again, against one row. Degrees of 1e-8 are a millimetre. */
static int check_row(int epsg, double lon, double lat, double northing, double easting)
{
    char name[32];
    struct xw_crs crs;
    double x, y, back_lon, back_lat;
    snprintf(name, sizeof name, "EPSG:%d", epsg);
    if (xw_crs_open(&crs, name) != XW_OK) {
        printf("gauss_kruger: %s is not known\n", name);
        return 1;
    }
    int wrong = xw_crs_project(&crs, 1, &lon, &lat, &x, &y) != XW_OK ||
                xw_crs_unproject(&crs, 1, &easting, &northing, &back_lon, &back_lat) != XW_OK ||
                !(fabs(x - easting) <= 0.001) || !(fabs(y - northing) <= 0.001) ||
                !(fabs(back_lon - lon) <= 1e-8) || !(fabs(back_lat - lat) <= 1e-8);
    xw_crs_close(&crs);
    if (wrong) printf("gauss_kruger: %s is off at %.9f, %.9f\n", name, lon, lat);
    return wrong;
}

int main(int count, char **argument)
{
    char path[4096], line[256];
    snprintf(path, sizeof path, "%s/gk_vectors.csv", count == 2 ? argument[1] : "");
    FILE *file = fopen(path, "r");
    if (file == NULL || fgets(line, sizeof line, file) == NULL) {
        printf("gauss_kruger: skipped, there is no %s\n", path);
        return SKIPPED;
    }
    int epsg, rows = 0, wrong = 0;
    double lon, lat, northing, easting;
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%d,%*d,%lf,%lf,%lf,%lf", &epsg, &lon, &lat, &northing, &easting) != 5)
            break;
        rows++;
        wrong += check_row(epsg, lon, lat, northing, easting);
    }
    fclose(file);
    printf("gauss_kruger: %d points, %d wrong\n", rows, wrong);
    return rows == ROWS && wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
