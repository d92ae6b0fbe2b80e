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

/*   rows     grades of a division, continuing ones, oldest last
 *   pupils   [rows] of each grade, classes [rows] read and written
 *   norm     [rows]
 *   rooms    there are; merge_below share of the norm, 0 = never
 * 1. classes of a grade with no pupils go; 2. grades whose mean passes the limit split while rooms
 * are free; 3. grades whose pupils fit fewer classes with mean under merge_below x norm merge;
 * 4. while classes > rooms the grade whose classes would stay smallest loses one (equal: the
 * oldest). Returns the pupils of each grade that find no room under the limit in displaced [rows]
 * (taken off pupils): they must seek a place elsewhere. sum(classes) <= rooms. */
void xw_rooms_fit(int32_t rows, int32_t *pupils, int32_t *classes, const struct xw_class_norm *norm,
                  int32_t rooms, double merge_below, int32_t *displaced);

#endif
