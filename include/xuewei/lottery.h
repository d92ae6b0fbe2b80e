/* lottery.h: seeded draws of who gets a place.
 *
 * Every pupil has one lottery number of 64 bits; the lowest win. The number is that of a random
 * stream of (seed, replicate, component, entity), where the entity is the code of the pupil's group
 * (a zone, a tier of a zone), and the pupil's place in the group counts along the stream. So a draw
 * is the same in any order of rows, a group keeps its numbers when others come or go, and two
 * scenarios share the luck of everybody whom they share. Groups that win and lose this way are
 * multivariate hypergeometric.
 */
#ifndef XW_LOTTERY_H
#define XW_LOTTERY_H
#include "xuewei/arena.h"
#include "xuewei/rng.h"

/* What a lottery is for. The entity of the key is not used here. Component c has the pupils' numbers,
 * c + 1 their preferences. */
struct xw_lottery {
    gsl_rng *rng; /* of xw_rng_philox; borrowed, its stream is moved */
    struct xw_rng_key key;
};

/* Groups of pupils: borrowed columns. entity: a group's number from xw_lottery_entity. */
struct xw_lottery_groups {
    int32_t count;
    const int32_t *pupils; /* >= 0 */
    const uint32_t *entity;
};

/* A code as the entity of a stream: FNV-1a of 32 bits (Fowler, Noll and Vo; draft of the IETF), which
 * goes on from an earlier entity, so that codes can be joined; begin with XW_LOTTERY_BEGIN. Two codes
 * in four thousand million share one: such groups have equal numbers, and ties go by index. */
#define XW_LOTTERY_BEGIN 2166136261u
uint32_t xw_lottery_entity(uint32_t begin, const char *code);

/* The numbers of a group's first pupils: numbers [pupils] written. XW_NEGATIVE. */
XW_CHECKED enum xw_status xw_lottery_numbers(const struct xw_lottery *lottery, uint32_t entity,
                                             int32_t pupils, uint64_t *numbers);

/* Which pupils get `places` places: won [groups] written, <= pupils; they sum to the lesser of places
 * and pupils. Time O(n log n) of the pupils.
 * XW_NEGATIVE, XW_OUT_OF_RANGE (a count; more than INT32_MAX pupils), XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_lottery_draw(struct xw_arena scratch, const struct xw_lottery *lottery,
                                          const struct xw_lottery_groups *groups, int32_t places,
                                          int32_t *won);

/* Ways of groups to schools: borrowed columns, in any order, each pair once. entity: of the pair, such
 * as the school's code joined to the group's entity. */
struct xw_lottery_ways {
    int32_t count;
    const int32_t *group, *school;
    const uint32_t *entity;
};

/* The lottery of zones with several schools, as random serial order: pupils choose in the order of
 * their numbers, each by a random preference over its group's schools, the first that has a place.
 *
 *   places  [schools] >= 0
 *   placed  [ways] written: pupils on each way
 *   left    [groups] written: pupils whose schools were all full
 *
 * pupils = placed + left in every group; nobody is left while one of his schools has a place. Over
 * many replicates the mean is that of random serial dictatorship, near the rationing of rationing.h.
 * XW_NEGATIVE, XW_OUT_OF_RANGE (a count, a number, a pair twice), XW_NO_MEMORY; placed and left are
 * then untouched. */
XW_CHECKED enum xw_status
xw_lottery_serial(struct xw_arena scratch, const struct xw_lottery *lottery,
                  const struct xw_lottery_groups *groups, int32_t schools, const int32_t *places,
                  const struct xw_lottery_ways *ways, int32_t *placed, int32_t *left);

#endif
