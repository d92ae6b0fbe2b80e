/* open_admission.h: catchments of a stage that is not zoned (kindergarten, upper secondary).
 *
 * Every zone belongs to all schools of its place, a town or the district. Catchments made of these rows
 * (catchment.h) have the places for areas; a place without an open school belongs to the nearest one.
 */
#ifndef XW_OPEN_ADMISSION_H
#define XW_OPEN_ADMISSION_H
#include "xuewei/arena.h"
#include "xuewei/schools.h"

/*   place_of_zone [zones], place_of_division [divisions]  any numbers
 *   school_of                                             [divisions] ascending
 * Rows of out, without end of years and without lines (0), ordered as catchments are, from keep.
 * XW_OUT_OF_RANGE for a count below 0 or rows beyond INT32_MAX, XW_NO_MEMORY; out is untouched then. */
XW_CHECKED enum xw_status xw_open_admission(struct xw_arena *keep, int32_t stage, int32_t zones,
                                            const int32_t *place_of_zone, int32_t divisions,
                                            const int32_t *school_of,
                                            const int32_t *place_of_division,
                                            struct xw_catchments *out);

#endif
