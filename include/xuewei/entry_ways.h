/* entry_ways.h: the ways that the entrants of a stage may go in a year.
 *
 * Those of everybody (plain_ways.h), and the schools that the pupils' old schools feed.
 */
#ifndef XW_ENTRY_WAYS_H
#define XW_ENTRY_WAYS_H
#include "xuewei/feeder.h"
#include "xuewei/state.h"

/* By zone, then division: the ways of zone z are start[z] .. start[z + 1] - 1. Nobody writes to them: as
 * long as no old school feeds anybody they are those of the prepared scenario. */
struct xw_entry_ways {
    int32_t count;
    const int32_t *start; /* [zones + 1] */
    const int32_t *zone, *division;
    const int64_t *cost_m;   /* way or price of boarding, less the bonus of a fed school */
    const uint8_t *boarding; /* the price of coordination does not come on top */
    const uint8_t *fed;      /* some of the zone's leavers are directed here; NULL: none anywhere */
    const uint8_t *outside;  /* outside the zone's admission area */
    /* For those whose own school it is not: with the prices of coordination; boarding, special, feeder
     * (where it only shortens the way) or coordination. */
    const int64_t *coordinated_m;
    const uint8_t *reason;
    /* Shares of each zone's leavers directed to a division, and of them those who stay in their nine-year
     * school; start NULL: nobody leaves the stage below here. */
    struct xw_feeder_ways directed;
};

/* Arrays of out are taken from the arena of this year. */
XW_CHECKED enum xw_status xw_entry_ways_list(struct xw_state *state, struct xw_arena scratch,
                                             int32_t stage, struct xw_entry_ways *out);

#endif
