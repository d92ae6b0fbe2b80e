/* split_areas.h: people counted for areas, shared over the zones that lie in them.
 *
 * Areal interpolation with weights: zone z of area s gets the part w(s, z) / sum over z of w(s, z).
 * The weight may be residential floor area (best), dwellings, persons of another count, or plain
 * area (worst). Volume-preserving: the zones of an area hold its people, no more and no fewer.
 */
#ifndef XW_SPLIT_AREAS_H
#define XW_SPLIT_AREAS_H
#include "xuewei/arena.h"
#include "xuewei/stages.h" /* XW_NONE */
#include <stdint.h>

/* Which zone lies in which area. A zone may lie in several areas and an area in many zones. */
struct xw_area_parts {
    int32_t count;
    const int32_t *area, *zone; /* [count] rows of the areas and of the zones */
    const double *weight;       /* [count] >= 0, in one unit within an area */
};

/* Add to every zone its part of what the areas have.
 *
 *   of_area  [area][column] people >= 0
 *   of_zone  [zone][column] people; added to
 *   where    the area of a failure, or XW_NONE
 *
 * XW_NOBODY_THERE: an area with people has no part with a weight. XW_OUT_OF_RANGE (areas and zones of
 * the parts), XW_NEGATIVE, XW_NOT_FINITE, XW_NO_MEMORY. of_zone is untouched then. */
XW_CHECKED enum xw_status xw_split_areas(int32_t areas, int32_t zones, int32_t columns,
                                         const struct xw_area_parts *parts, const double *of_area,
                                         struct xw_arena scratch, double *of_zone, int32_t *where);

#endif
