/* choice_round.h: entrants of a stage with admission: choice go by their lists (acceptance.h).
 */
#ifndef XW_CHOICE_ROUND_H
#define XW_CHOICE_ROUND_H
#include "xuewei/rounds.h"

/* Deferred acceptance over all schools of the stage, instead of claims and coordination. Everybody of a
 * tier with a right who still seeks a place has one lottery number of the seed and a list: the rows of
 * the table preferences, or the schools that he may be sent to, liked by utility - beta x way + chance.
 * Schools rank by the order of the tiers (losers of a private lottery behind), then elder children at
 * the school, then the catchment, then the number. With a reserve its seats alone rank by catchment. A
 * pupil with an elder child at a school lists it first. Reasons: choice; who is turned away everywhere
 * stays left. Tiers without a right have what is left afterwards (coordination.h). */
XW_CHECKED enum xw_status xw_choice_round(struct xw_round *round, struct xw_arena scratch);

#endif
