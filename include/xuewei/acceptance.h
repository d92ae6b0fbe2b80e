/* acceptance.h: places by deferred acceptance, where pupils may choose their school.
 *
 * Every pupil has a list of schools, best first. In each round whoever has no place asks the next
 * school of the list; a school keeps the best of those whom it holds and who ask, and turns the rest
 * away; the end comes when nobody is turned away (Gale and Shapley 1962, "College admissions and the
 * stability of marriage", American Mathematical Monthly 69: 9-15; for schools Abdulkadiroglu and
 * Sonmez 2003, American Economic Review 93: 729-747). No other stable placement gives any pupil a
 * better school, and no pupil gains by an untrue list.
 *
 * Seats come in blocks that a school fills one after the other. A block ranks by one of two priorities:
 * open seats by one, reserved seats (of a walk zone, say) by the other. The order of the blocks counts
 * as much as their size: with the reserved seats first, the group fills them with its best numbers and
 * competes for the open ones with its worst, so that the reserve may do nothing; with the open seats
 * first the reserve adds to what the group wins (Dur, Kominers, Pathak and Sonmez 2018, "Reserve
 * design: unintended consequences and the demise of Boston's walk zones", Journal of Political Economy
 * 126: 2457-2479).
 */
#ifndef XW_ACCEPTANCE_H
#define XW_ACCEPTANCE_H
#include "xuewei/lottery.h"
#include <stdbool.h>

/* Pupils and their lists: borrowed columns. */
struct xw_acceptance_pupils {
    int32_t count;
    const ptrdiff_t *start; /* [count + 1] pupil p's list is the entries start[p] .. start[p + 1) */
    const int32_t *school;  /* [entries] best first, each school once in a list */
    const int32_t *open; /* [entries] the priority for open seats, lower first; NULL = all alike */
    const int32_t *reserved; /* [entries] the same for reserved seats; NULL = as for open ones */
    const uint64_t *number;  /* [count] lottery numbers, lower first: one for all schools */
};

/* Blocks of seats, in the order in which their school fills them. */
struct xw_acceptance_seats {
    int32_t blocks;
    const int32_t *school; /* ascending */
    const int32_t *places; /* >= 0 */
    const uint8_t *kind;   /* XW_SEATS_OPEN or XW_SEATS_RESERVED */
};
enum { XW_SEATS_OPEN, XW_SEATS_RESERVED };

/* The usual priority: by tier (0 ..  2^28), then pupils with a sibling at the school, then those of its
 * zone; equal ones by their numbers. */
static inline int32_t xw_acceptance_priority(int32_t tier, bool sibling, bool zone)
{
    return tier * 4 + (sibling ? 0 : 2) + (zone ? 0 : 1);
}

/* The placement that is best for all pupils among the stable ones.
 *
 *   entry   [pupils] written: the entry of the list that the pupil gets, or XW_NONE
 *   rounds  written when not NULL
 *
 * No school above its places; nobody has a school that is not on the list; no pupil prefers a school
 * that would choose him from its pupils and him. Two pupils with equal numbers and priorities go by
 * index; apart from that the order of pupils does not matter. In every round each school sorts those
 * whom it holds and who ask; memory about 40 bytes a pupil.
 *
 * XW_OUT_OF_RANGE (a count, a school, a list with a school twice, blocks not ascending, a kind),
 * XW_NEGATIVE (places), XW_NO_MEMORY; entry is then untouched. */
XW_CHECKED enum xw_status xw_acceptance_place(struct xw_arena scratch, int32_t schools,
                                              const struct xw_acceptance_pupils *pupils,
                                              const struct xw_acceptance_seats *seats,
                                              ptrdiff_t *entry, int32_t *rounds);

/* Lists for pupils whose preferences nobody has asked: each likes a school by
 *
 *     U = quality - beta_per_m * way_m + G,
 *
 * G a standard Gumbel number, so that a school is liked best with the probability of the multinomial
 * logit (McFadden 1974). The numbers are those of lottery->key with component c + 1 and the entity of the
 * way, one for each pupil, as in xw_lottery_serial.
 *
 *   pupils      of the group, >= 0
 *   options     schools that may be listed, each with its number, way, quality and entity
 *   list        [pupils * options] written: each pupil's options (their index), best first
 *
 * Equal likings go by index. XW_NEGATIVE (pupils), XW_OUT_OF_RANGE (options), XW_NOT_FINITE,
 * XW_NO_MEMORY. */
struct xw_acceptance_options {
    int32_t count;
    const double *way_m, *quality; /* quality NULL = all 0 */
    const uint32_t *entity;
};
XW_CHECKED enum xw_status
xw_acceptance_prefer(struct xw_arena scratch, const struct xw_lottery *lottery, double beta_per_m,
                     int32_t pupils, const struct xw_acceptance_options *options, int32_t *list);

#endif
