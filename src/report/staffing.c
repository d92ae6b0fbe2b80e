#include "staffing.h"
#include "kept.h"
#include <math.h>

int32_t xw_staff_needed(const struct xw_figures *f, const char *measure, int32_t stage,
                        int32_t year)
{
    double value;
    return xw_figures_measure(f, measure, stage, (int16_t)year, &value) ? (int32_t)ceil(value)
                                                                        : XW_NONE;
}

int32_t xw_staff_given(const struct xw_figures *f, const char *quantity, int32_t stage,
                       int32_t year, int32_t *of_year)
{
    double value;
    for (int32_t y = year; y >= f->first - 10; y--)
        if (xw_kept_statistic(f, stage, quantity, y, &value)) {
            *of_year = y;
            return (int32_t)value;
        }
    return XW_NONE;
}

const char *xw_staff_quantity(const struct xw_figures *f, int32_t stage)
{
    int32_t year;
    if (xw_staff_given(f, "staff", stage, f->last, &year) != XW_NONE) return "staff";
    return xw_staff_given(f, "teachers", stage, f->last, &year) != XW_NONE ? "teachers" : NULL;
}

int32_t xw_staff_peak(const struct xw_figures *f, int32_t stage)
{
    int32_t best = XW_NONE, most = XW_NONE;
    for (int32_t y = f->first; y <= f->last; y++) {
        int32_t staff = xw_staff_needed(f, "staff", stage, y);
        if (staff <= most) continue;
        most = staff;
        best = y;
    }
    return best;
}
