/* placements.h: where the entrants of a stage are placed and why, by home zone and tier. */
#ifndef XW_PLACEMENTS_H
#define XW_PLACEMENTS_H
#include "xuewei/arena.h"
#include "xuewei/seating.h"

/* Once closed: ordered by zone, tier, then private schools, other schools, guaranteed places, no place;
 * then division and reason; every such combination stands once, with pupils > 0. */
struct xw_placements {
    int32_t count, room;
    int32_t *zone;
    int32_t *tier;     /* index among the tiers of the year */
    int32_t *division; /* XW_NONE: no place, or the city's */
    int32_t *pupils;
    uint8_t *reason; /* enum xw_reason */
};

struct xw_placement {
    int32_t zone, tier, division, pupils;
    enum xw_reason reason;
};

/* Add pupils, 0 or more; room grows in keep. XW_NO_MEMORY with everything as it was. */
XW_CHECKED enum xw_status xw_placements_add(struct xw_placements *placements, struct xw_arena *keep,
                                            struct xw_placement placement);

/* Put in order and join what is alike; the columns move to keep. zones: all are below it. */
XW_CHECKED enum xw_status xw_placements_close(struct xw_placements *placements,
                                              struct xw_arena *keep, struct xw_arena scratch,
                                              int32_t zones);

#endif
