#include "xuewei/warning.h"
#include <math.h>
#include <stdbool.h>

const char *xw_warning_word(enum xw_warning warning)
{
    switch (warning) {
    case XW_WARNING_NONE:
        return "none";
    case XW_WARNING_YELLOW:
        return "yellow";
    case XW_WARNING_RED:
        return "red";
    }
    return "";
}

const char *xw_crowding_word(enum xw_crowding crowding)
{
    switch (crowding) {
    case XW_CROWDING_NONE:
        return "";
    case XW_CROWDING_DEMAND:
        return "demand";
    case XW_CROWDING_DELAY:
        return "delay";
    case XW_CROWDING_LOCKED_ROOMS:
        return "locked_rooms";
    case XW_CROWDING_EARLIER_WAVE:
        return "earlier_wave";
    case XW_CROWDING_BOUNDARY:
        return "boundary";
    }
    return "";
}

enum xw_warning xw_warning_colour(int32_t demand, int32_t seats, double yellow, double red)
{
    if (demand <= 0) return XW_WARNING_NONE;
    if (seats <= 0) return XW_WARNING_RED;
    double ratio = (double)demand / seats;
    if (ratio >= red) return XW_WARNING_RED;
    return ratio >= yellow ? XW_WARNING_YELLOW : XW_WARNING_NONE;
}

enum xw_warning xw_warning_judge(double children, double places, double yellow, double red,
                                 double deficit_min)
{
    if (!(children > 0.0) || isnan(places)) return XW_WARNING_NONE;
    double ratio = places > 0.0 ? children / places : INFINITY;
    bool short_of = isnan(deficit_min) || children - places >= deficit_min;
    if (ratio >= red && short_of) return XW_WARNING_RED;
    return ratio >= yellow || ratio >= red ? XW_WARNING_YELLOW : XW_WARNING_NONE;
}

enum xw_crowding xw_warning_reason(int32_t demand, int32_t seats, int32_t steady_seats,
                                   int32_t town_idle_seats, int relief_later)
{
    if (relief_later) return XW_CROWDING_DELAY;
    if (demand <= steady_seats && seats < steady_seats) return XW_CROWDING_LOCKED_ROOMS;
    if (town_idle_seats > 0 && town_idle_seats >= demand - seats) return XW_CROWDING_BOUNDARY;
    return XW_CROWDING_DEMAND;
}
