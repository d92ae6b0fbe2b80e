/* seating_parts.h: what the files of the seating share.
 *
 * A price of a division is what a pupil pays there beside the way. Prices at which every pupil goes
 * the cheapest way, and every division is filled as far as its price tells, prove a placement. */
#ifndef XW_SEATING_PARTS_H
#define XW_SEATING_PARTS_H
#include "xuewei/seating.h"
#include <stdbool.h>

/* The arguments of xw_seating_solve, checked. */
struct xw_seating_problem {
    int32_t zones;
    const int32_t *seekers;
    int32_t divisions;
    const int32_t (*places)[XW_LAYERS];
    const struct xw_seating_arcs *arcs;
    const struct xw_seating_costs *costs;
};

struct xw_seating_answer {
    int32_t *placed;   /* [arcs] */
    int32_t *unplaced; /* [zones] */
    int64_t *price;    /* [divisions] of those that have places */
};

/* seating_moves.c: into *settled whether it found the cheapest placement, or of several the only one in
 * which zones with equal ways to free places go the first. When it did not, the answer is untouched.
 * Divisions without places, and ways to them below 2^40 m, change neither. XW_NO_MEMORY, with the answer
 * untouched. */
XW_CHECKED enum xw_status xw_seating_by_moves(struct xw_arena scratch,
                                              const struct xw_seating_problem *problem,
                                              struct xw_seating_answer *answer, bool *settled);

/* seating_network.c: the same for any problem, by the network simplex. XW_FLOW_TOO_LARGE, XW_NO_MEMORY,
 * with the answer untouched. Of several cheapest placements it takes one that depends on the numbers of
 * the problem and the order of its rows alone. */
XW_CHECKED enum xw_status xw_seating_by_network(struct xw_arena scratch,
                                                const struct xw_seating_problem *problem,
                                                struct xw_seating_answer *answer);

/* seating_verify.c: is it a placement, and is none cheaper? Worked out from the problem alone: at any
 * prices, every zone at its cheapest way, less what the divisions' places are worth above their own
 * prices, is a bound that no placement comes below (weak duality of linear programming). The placement
 * must cost just that. Into *cost what it costs.
 * XW_LAW_BROKEN; XW_FLOW_TOO_LARGE, a cost that 64 bits do not hold; XW_NO_MEMORY. 12 bytes a zone. */
XW_CHECKED enum xw_status xw_seating_verify(struct xw_arena scratch,
                                            const struct xw_seating_problem *problem,
                                            const struct xw_seating_answer *answer, int64_t *cost);

static inline int64_t xw_seating_layer_price(const struct xw_seating_costs *costs, int32_t layer)
{
    return layer == XW_LAYER_NORM      ? 0
           : layer == XW_LAYER_STRETCH ? costs->stretch_m
                                       : costs->overrun_m;
}

#endif
