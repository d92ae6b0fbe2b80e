/* room_steps.h: how the rooms of a division come about in a year, step by step.
 *
 * For whoever explains them: the capacity row in force, then the projects in the order in which they
 * apply, then what works take out of use or rent meanwhile. The rules are those of timeline.h.
 */
#ifndef XW_ROOM_STEPS_H
#define XW_ROOM_STEPS_H
#include "xuewei/timeline.h"

enum xw_room_step_kind {
    XW_ROOMS_LISTED,  /* row: of capacity, or XW_NONE; a division that a project creates has 0 */
    XW_ROOMS_PROJECT, /* row: of projects, whichever concerns the division and is open */
    XW_ROOMS_WORKS    /* row: a project at work, or XW_NONE: rooms lost, lent or rented meanwhile */
};

struct xw_room_step {
    enum xw_room_step_kind kind;
    int32_t row;
    int32_t rooms, plan, design_extra; /* after it; plan XW_NONE = none; design seats beyond norm */
};

/* The steps of a division in the year `first + year`, the listed rooms first; the last one's rooms are
 * the timeline's. Taken from keep; *count of them. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_room_steps(struct xw_arena *keep, const struct xw_timeline *timeline,
                                        const struct xw_stages *stages,
                                        const struct xw_schools *schools,
                                        const struct xw_capacity *capacity,
                                        const struct xw_projects *projects,
                                        const struct xw_norms *norms, int32_t division,
                                        int32_t year, int32_t *count, struct xw_room_step **out);

/* Rooms that a project adds for good to its own division and to the one that its rooms go to, whose norm
 * seats are project_seats once it is open; and those that its works take out of use in a year before. */
struct xw_project_rooms {
    int32_t own, to;             /* divisions, or XW_NONE */
    int32_t own_added, to_added; /* rooms, may be below 0 */
    int32_t lost;                /* in the year asked for; below 0 where more are rented */
};
XW_CHECKED enum xw_status
xw_project_rooms(struct xw_arena *keep, const struct xw_timeline *timeline,
                 const struct xw_stages *stages, const struct xw_schools *schools,
                 const struct xw_capacity *capacity, const struct xw_projects *projects,
                 const struct xw_norms *norms, int32_t project, int32_t year,
                 struct xw_project_rooms *out);

#endif
