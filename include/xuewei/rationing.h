/* rationing.h: who gets the places of several schools, in expectation, where no order is fixed.
 *
 * A zone with several schools (多校划片) sends its pupils to all of them by lottery. The expected
 * outcome needs no draws: everybody eats places at the same speed, of each of the best schools that
 * still have some, until he has one place or his schools have none. This is the probabilistic
 * serial rule of Bogomolnaia and Moulin (2001, "A new solution to the random assignment problem",
 * Journal of Economic Theory 100: 295-328), with indifferent pupils sharing out their appetite
 * equally; with one zone it is plain repeated proportional rationing.
 */
#ifndef XW_RATIONING_H
#define XW_RATIONING_H
#include "xuewei/arena.h"

/* The schools that a zone's pupils may get: borrowed columns, in any order, each pair once. */
struct xw_rationing_ways {
    int32_t count;
    const int32_t *zone, *school;
    const int32_t *rank; /* lower ones first, equal ones at once; NULL: all at once */
};

/*   pupils   [zones] who seek a place, >= 0
 *   places   [schools] >= 0
 *   share    [ways] written: pupils in expectation on each way, >= 0
 *   left     [zones] written: pupils in expectation without a place, >= 0
 *
 * pupils = shares + left in every zone, no school above its places, nobody left while one of his
 * schools has a place; two zones with the same ways fare alike in proportion. Order does not matter
 * but for last digits. Time O(schools * ways).
 *
 * XW_NEGATIVE (pupils, places), XW_OUT_OF_RANGE (a count, a zone or school number, a pair twice),
 * XW_NO_MEMORY; what is written is then untouched. */
XW_CHECKED enum xw_status xw_rationing_expect(struct xw_arena scratch, int32_t zones,
                                              const int32_t *pupils, int32_t schools,
                                              const int32_t *places,
                                              const struct xw_rationing_ways *ways, double *share,
                                              double *left);

/* The same in whole pupils, by controlled rounding (rounding.h): placed [ways] and left [zones] are
 * the shares' floors or ceilings, and so is what each school gets. Statuses as above. */
XW_CHECKED enum xw_status xw_rationing_place(struct xw_arena scratch, int32_t zones,
                                             const int32_t *pupils, int32_t schools,
                                             const int32_t *places,
                                             const struct xw_rationing_ways *ways, int32_t *placed,
                                             int32_t *left);

/* The places of one school in proportion over its applicants: all of them where there is room, else
 * applicants[g] * places / sum, by largest remainder, equal ones by index, in exact arithmetic.
 *
 *   applicants  [groups] >= 0; their sum up to INT32_MAX
 *   places      >= 0
 *   admitted    [groups] written, <= applicants; sum = the lesser of places and applicants
 *
 * XW_NEGATIVE, XW_OUT_OF_RANGE, XW_NO_MEMORY; admitted is then untouched. */
XW_CHECKED enum xw_status xw_rationing_proportional(struct xw_arena scratch, int32_t groups,
                                                    const int32_t *applicants, int32_t places,
                                                    int32_t *admitted);

#endif
