/* warning.h: the warning colour of a school (学位预警) and why it is crowded. */
#ifndef XW_WARNING_H
#define XW_WARNING_H
#include <stdint.h>

enum xw_warning { XW_WARNING_NONE, XW_WARNING_YELLOW, XW_WARNING_RED };
enum xw_crowding {
    XW_CROWDING_NONE,
    XW_CROWDING_DEMAND,       /* more children in the catchment than its rooms could ever seat */
    XW_CROWDING_DELAY,        /* a project that was to relieve it is not open yet */
    XW_CROWDING_LOCKED_ROOMS, /* rooms are held by older grades */
    XW_CROWDING_EARLIER_WAVE, /* entrants fit; the classes of an earlier wave travel up the grades */
    XW_CROWDING_BOUNDARY /* seats are free within reach of the same town: a matter of catchments */
};
/* The run file's words: "none", "yellow", "red"; "", "demand", "delay", "locked_rooms", "boundary".
 */
const char *xw_warning_word(enum xw_warning warning);
const char *xw_crowding_word(enum xw_crowding crowding);

/* ratio = entry demand of the catchment / entry seats at the norm; yellow from `yellow` (0.90), red
 * from `red` (1.00). No seats and some demand: red; no demand: none. */
enum xw_warning xw_warning_colour(int32_t demand, int32_t seats, double yellow, double red);

/* The same by a rule of warning_rules.h: red also wants children - places >= deficit_min, and is yellow
 * without it (Montgomery County, FY2020: over 120 % and short of 110 places in primary, 180 in middle
 * school, so that no small school is red by its ratio alone). NaN deficit_min asks for none; children
 * or places that are NaN give none. */
enum xw_warning xw_warning_judge(double children, double places, double yellow, double red,
                                 double deficit_min);

/* Why a school that is crowded (red, or a class over the norm) is so, first that holds:
 *   delay         a counted project of its area or itself opens after this year
 *   locked_rooms  demand would fit its steady entry classes (ceil(rooms / grades)) at the norm, but
 *                 fewer may open now
 *   boundary      there are idle entry seats in its town, and they cover what is missing
 *   demand        otherwise */
enum xw_crowding xw_warning_reason(int32_t demand, int32_t seats, int32_t steady_seats,
                                   int32_t town_idle_seats, int relief_later);

#endif
