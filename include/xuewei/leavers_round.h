/* leavers_round.h: pupils directed to a school by the one they leave go there first (对口直升). */
#ifndef XW_LEAVERS_ROUND_H
#define XW_LEAVERS_ROUND_H
#include "xuewei/rounds.h"

/* Under assignment.feeder first: leavers of a nine-year school stay in it, up to the norm of its entry
 * classes; then the leavers that the table feeders directs to a division take what it has left up to
 * the norm. Both times tiers go by their order, but who stays, of whatever tier, comes before everybody
 * who is sent. A zone's children are leavers of its schools in the shares of entry_ways.h, in whole
 * numbers by controlled rounding; too few places are shared in proportion. Private schools take part
 * neither way: they admit by lottery. Reasons: own_leavers, feeder. Who finds no place goes on with the other
 * rounds. */
XW_CHECKED enum xw_status xw_leavers_round(struct xw_round *round, struct xw_arena scratch);

#endif
