/* shared_rooms.h: whose the rooms of a school are in a year, where its stages share them (capacity.pool).
 */
#ifndef XW_SHARED_ROOMS_H
#define XW_SHARED_ROOMS_H
#include "xuewei/state.h"

/* Divisions that share rooms this year, by stage; mostly one alone. `leader` is the lowest, counted
 * over all stages; the others within their stage. rooms: of all of them, by the timeline. */
struct xw_sharing {
    int32_t leader, count, rooms;
    int32_t stage[XW_MAX_STAGES], division[XW_MAX_STAGES];
};

/* Those that the division `leader` of the timeline leads; count 0 when it leads none. */
struct xw_sharing xw_sharing_of(const struct xw_state *state, int32_t leader);

/* Rooms of a division of the timeline once the year's classes are formed: those of the capacity table
 * and its projects, more where it holds classes in rooms of those with whom it shares, fewer where
 * they do in its own. Over all who share the sum stays what it was, so that seats are counted once
 * and where the classes are; rooms that stand empty stay where the table has them. */
int32_t xw_shared_rooms(const struct xw_state *state, int32_t division);

#endif
