/* rounds.h: what the rounds of a stage's entry admission share.
 *
 * A round takes pupils of `left` into `places`: who was placed in an earlier one is out of the next.
 * Rounds go by the order of the tiers; within an order, losers of a private lottery who stand behind
 * come after the others.
 */
#ifndef XW_ROUNDS_H
#define XW_ROUNDS_H
#include "xuewei/entry_ways.h"

struct xw_round {
    struct xw_state *state;
    struct xw_admission *admission; /* of the stage */
    int32_t stage, row, divisions;  /* row: the entry grade's */
    struct xw_entry_ways ways;
    /* [division] still free, in classes that may open; none in private schools, whose lottery
     * (private_round.h) has taken place. */
    int32_t (*places)[XW_LAYERS];
};

/* Pupils who take part in a round together: by zone, then tier. */
struct xw_round_pool {
    int32_t count;
    int32_t *zone, *tier, *pupils;
    int32_t behind; /* the lane of `left` that they stand in: 0, or 1 */
};

/* Zone rights as a set. */
#define XW_RIGHT_SET(right) (1u << (right))

/* Places and ways of the stage, from the arena of this year. */
XW_CHECKED enum xw_status xw_round_open(struct xw_state *state, struct xw_arena scratch,
                                        int32_t stage, struct xw_round *out);

/* Those of one order, lane and set of rights who still seek a place. */
XW_CHECKED enum xw_status xw_round_gather(const struct xw_round *round, struct xw_arena *keep,
                                          int32_t order, int32_t behind, unsigned rights,
                                          struct xw_round_pool *out);

/* Place pupils of a member of the pool, the cheapest layers first, and write it down. */
XW_CHECKED enum xw_status xw_round_place(struct xw_round *round, const struct xw_round_pool *pool,
                                         int32_t member, int32_t division, int32_t pupils,
                                         enum xw_reason reason);

/* Place the pool by the cheapest flow over ways whose zone is the member's number, in layers up to
 * `top`; who finds no place stays left. Two ways of a member that cost the same for the same reason are
 * shared by the places up to the norm. */
XW_CHECKED enum xw_status xw_round_flow(struct xw_round *round, struct xw_arena scratch,
                                        const struct xw_round_pool *pool,
                                        const struct xw_seating_arcs *ways, enum xw_layer top);

/* Write down for whoever explains the year how pupils were placed: places before it [divisions], placed
 * [ways], price [divisions] or NULL when lots decided. state->record is not NULL. */
XW_CHECKED enum xw_status xw_round_record(const struct xw_round *round,
                                          const struct xw_round_pool *pool,
                                          const struct xw_seating_arcs *ways, enum xw_layer top,
                                          const int32_t (*places)[XW_LAYERS], const int32_t *placed,
                                          const int64_t *price);

/* The schools that a tier's children of each zone belong to this year. */
const struct xw_catchment_year *xw_round_catchment(const struct xw_round *round, int32_t tier);

/* Why a pupil of a zone and tier goes to an own school: the only one, or one of several; in a stage that
 * is not zoned, because it is open to the town (coordination where the town has no open school) or to
 * the district. */
enum xw_reason xw_round_own_reason(const struct xw_round *round, int32_t zone, int32_t tier);

#endif
