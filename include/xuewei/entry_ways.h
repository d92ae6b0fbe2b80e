/* entry_ways.h: the ways that the entrants of a stage may go in a year.
 *
 * Catchment, nearest and boarding schools (prepare.h), the schools that the pupils' old schools feed,
 * and the schools of the zone's admission area.
 */
#ifndef XW_ENTRY_WAYS_H
#define XW_ENTRY_WAYS_H
#include "xuewei/state.h"

/* By zone, then division: the ways of zone z are start[z] .. start[z + 1] - 1. */
struct xw_entry_ways {
    int32_t count;
    int32_t *start; /* [zones + 1] */
    int32_t *zone, *division;
    int64_t *cost_m;   /* way or price of boarding, less the bonus of a fed school */
    uint8_t *boarding; /* the price of coordination does not come on top */
    uint8_t *fed;      /* some of the zone's leavers are directed here */
    uint8_t *outside;  /* outside the zone's admission area */
    /* [zones * divisions] shares of the zone's leavers directed to a division, and of them those who
     * stay in their nine-year school (feeder.h); NULL: nobody leaves the stage below here. */
    double *directed, *stay;
};

/* Arrays of out are taken from the arena of this year. */
XW_CHECKED enum xw_status xw_entry_ways_list(struct xw_state *state, struct xw_arena scratch,
                                             int32_t stage, struct xw_entry_ways *out);

#endif
