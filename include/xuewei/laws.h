/* laws.h: what must hold in every year of every history. */
#ifndef XW_LAWS_H
#define XW_LAWS_H
#include "xuewei/state.h"

#define XW_LAW_TOLERANCE 1e-9 /* of the population balance, relative: sums of some 10^5 doubles */

/* Population balance; pupils demanded = placed + private + unplaced in every zone, tier and
 * stage, and who has a place is seated; sum of
 * class sizes = enrolment; rooms used <= rooms; no class without a room, none above the limit (but
 * under `guarantee`). XW_LAW_BROKEN with the law's name in *law. */
XW_CHECKED enum xw_status xw_laws_check(const struct xw_state *state, const char **law);

#endif
