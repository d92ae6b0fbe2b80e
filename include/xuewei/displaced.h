/* displaced.h: classes for pupils of older grades whose own school has no room for them any more.
 *
 * Above the entry grade a class opens only in a year in which schools close or lose rooms, only for
 * those whom that displaces, and only in rooms that are left once continuing classes and entry classes
 * have theirs. One class opens after the other, as long as there are such rooms:
 *   - in the grade with the most displaced pupils left (of equals the youngest),
 *   - for the zone with the most of them (of equals the one whose code comes first),
 *   - at the school with a free room to which that zone has the cheapest way of the year (of equals the
 *     one whose code comes first).
 * It counts for as many pupils as the class size norm: those of the zone first, then those whose ways to
 * the school are the cheapest. So a grade opens at most ceil(displaced / norm) classes where all have
 * a way to the same schools. Who sits in them is the assignment's to say: a class that nobody needs is
 * not formed.
 */
#ifndef XW_DISPLACED_H
#define XW_DISPLACED_H
#include "xuewei/state.h"

/*   displaced  [grade row][zone] pupils displaced this year. Used up.
 *   spare      [divisions of the timeline] by leader of those who share rooms: rooms without a class,
 *              lowered by what opens
 * Adds to state->may_open. */
void xw_displaced_open(struct xw_state *state, int32_t *const *displaced, int32_t *spare);

#endif
