/* rooms.h: keep the classes of continuing grades within the rooms there are.
 *
 * The number of classes of a cohort is locked: it changes only when a class would pass the limit
 * and a room is free (split), when classes run nearly empty (merge_below), or when rooms are taken
 * away.
 */
#ifndef XW_ROOMS_H
#define XW_ROOMS_H
#include "xuewei/norms.h"
#include "xuewei/status.h"

/*   rows     grades of a division, continuing ones, youngest first
 *   pupils   [rows] of each grade, classes [rows] read and written
 *   norm     [rows]
 *   rooms    there are; merge_below share of the norm, 0 = never
 * 1. The classes of a grade with no pupils go.
 * 2. Grades whose mean passes the limit split while rooms are free, room by room: the largest mean
 *    first (a grade without a class before all), the younger of equals.
 * 3. Grades whose mean is under merge_below x norm merge, class by class, as long as the pupils fit
 *    the fewer classes at the norm.
 * 4. While there are more classes than rooms the grade whose classes would stay smallest loses one,
 *    the older of equals. A last class goes only when every grade is down to one: that of the
 *    fewest pupils.
 * Returns the pupils of each grade that find no room under the limit in displaced [rows] (taken off
 * pupils): they must seek a place elsewhere. sum(classes) <= max(0, rooms). */
void xw_rooms_fit(int32_t rows, int32_t *pupils, int32_t *classes, const struct xw_class_norm *norm,
                  int32_t rooms, double merge_below, int32_t *displaced);

#endif
