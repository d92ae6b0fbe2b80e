/* pupil_ways.h: the ways that pupils go, by what the scenario knows of them.
 *
 * straight  the line by air times the detour
 * travel    the table's metres from a zone to where a school stands in the table of schools; where
 *           there is no row, and to the new places of schools that move, the line times the detour
 * roads     from the zone's point to the nearest node, along the roads to the node nearest to the
 *           school, and on to its point, never less than the line by air. Where no road leads, the
 *           line times the detour; also between neighbours of one node, if that is shorter
 * What had to be taken by the line is a doubt with its number; a zone or school farther from every
 * node than roads.snap_m is refused.
 */
#ifndef XW_PUPIL_WAYS_H
#define XW_PUPIL_WAYS_H
#include "xuewei/scenario.h"
#include "xuewei/timeline.h"

/*   scenario    its places are projected, those of its roads too
 *   straight_m  [zone * sites + site] by air
 *   way_m       the same as pupils go, written
 * XW_REFUSED, said in diag; XW_NO_MEMORY and what the measuring returns. */
XW_CHECKED enum xw_status xw_pupil_ways(struct xw_arena scratch, const struct xw_scenario *scenario,
                                        const struct xw_timeline *timeline,
                                        const int32_t *straight_m, struct xw_diag *diag,
                                        int32_t *way_m);

#endif
