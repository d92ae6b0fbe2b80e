/* feeder_groups.h: sets of schools of two stages that feed one another and nobody else.
 *
 * Leavers of a school are not known by where they go, but where feeders tie some schools together
 * apart from the rest, the entrants of the upper ones are the leavers of the lower ones.
 */
#ifndef XW_FEEDER_GROUPS_H
#define XW_FEEDER_GROUPS_H
#include "xuewei/arena.h"
#include "xuewei/scenario.h"

struct xw_feeder_groups {
    int32_t groups; /* of at least one feeder each, in order of their first school */
    int32_t *of;    /* [schools] group, or XW_NONE */
    int32_t
        *of_zone; /* [zones] group of all the schools of both stages that the zone is directed to,
                          or XW_NONE where they are several or none */
};

/* Groups of the schools of stage - 1 and stage (1 or more), by the feeders of any year between schools
 * that have had rolls of these stages. What is returned lives in keep. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_feeder_groups(const struct xw_scenario *scenario, int32_t stage,
                                           struct xw_arena *keep, struct xw_arena scratch,
                                           struct xw_feeder_groups *out);

#endif
