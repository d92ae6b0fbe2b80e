#include "xuewei/staff.h"
#include <math.h>

struct xw_staff xw_staff_need(double pupils, double pupils_per_staff, int32_t grades,
                              const int32_t *classes, const double *periods, double load)
{
    struct xw_staff staff = { .by_pupils = pupils / pupils_per_staff };
    double taught = 0.0;
    for (int32_t g = 0; g < grades; g++)
        if (classes[g] > 0) taught += classes[g] * periods[g];
    staff.by_classes = taught / load;
    staff.needed = fmax(staff.by_pupils, staff.by_classes); /* the number when one is NaN */
    return staff;
}

void xw_staff_after_peak(int32_t years, const double *needed, double *surplus)
{
    int32_t peak = -1;
    for (int32_t y = 0; y < years; y++)
        if (!isnan(needed[y]) && (peak < 0 || needed[y] > needed[peak])) peak = y;
    for (int32_t y = 0; y < years; y++)
        surplus[y] = peak >= 0 && y > peak ? needed[peak] - needed[y] : NAN;
}
