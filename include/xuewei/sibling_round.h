/* sibling_round.h: entrants follow their elder brothers and sisters (长幼随学). */
#ifndef XW_SIBLING_ROUND_H
#define XW_SIBLING_ROUND_H
#include "xuewei/diag.h"
#include "xuewei/rounds.h"

/* In a zoned stage: the entrants of the table siblings go to the school of the elder child before the
 * tiers claim theirs, in places up to the stretch. A school with fewer places shares them over the zones
 * in proportion; who is refused stays left for the later rounds. A zone's entrants are taken from its tiers
 * with a right, in proportion. Reason: sibling. */
XW_CHECKED enum xw_status xw_sibling_round(struct xw_round *round, struct xw_arena scratch);

/* How many entrants of each zone have an elder child in each division: [zones * divisions] written; a
 * zone's are together at most `seeking`, taken in the order of schools. Rows of pupils that ask for more
 * than the zone's entrants are noted in the state (sibling_cut). */
void xw_sibling_count(const struct xw_round *round, const int32_t *seeking, int32_t *siblings);

/* A doubt about every row noted so. */
void xw_sibling_doubts(const struct xw_state *state, struct xw_diag *diag);

#endif
