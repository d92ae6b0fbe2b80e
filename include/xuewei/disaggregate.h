/* disaggregate.h: single ages from the age groups of a census.
 *
 * Children are split in proportion to the births of their cohorts: a smooth curve through the groups
 * would erase the waves of births that a school plan is about, such as China's of 2016 and 2017.
 * Adults are split by Sprague's multipliers (Sprague 1880; Shryock and Siegel 1973, ch. 22), or by a
 * monotone cubic through the cumulative counts (Steffen 1990). Every group keeps its people and no
 * age has fewer than nobody.
 */
#ifndef XW_DISAGGREGATE_H
#define XW_DISAGGREGATE_H
#include "xuewei/arena.h"
#include "xuewei/cohorts.h"

/* How the groups of one place and sex are split. A group that ends at or below the age children_to
 * is split by births (-1: none is), every other one by the curve. weight [ages]: births of each age's
 * cohort, here or in a larger place since only proportions count, times the share that survived, >= 0;
 * read in groups of several ages up to children_to alone. */
struct xw_age_split {
    int32_t children_to;
    const double *weight;
    enum xw_adult_split adults;
};

/* Split the groups of one place and sex into single ages.
 *
 *   groups   2 or more
 *   from     [groups] first age of each: from[0] = 0, rising; the last group is the open one
 *   persons  [groups] people >= 0
 *   single   [from[groups - 1] + 1] written: people by age, the last one open
 *
 * Each group's ages sum to its people to rounding. A group of one age keeps its number. Sprague needs
 * an open age of 30 or more that 5 divides, and no group that reaches over two five-year groups:
 * narrower ones are added up for it (0 and 1-4) and share their ages' result.
 *
 * XW_NOBODY_THERE: a group with people had no births. XW_OUT_OF_RANGE (shape; groups that Sprague
 * cannot take, when it has any to split). XW_NEGATIVE, XW_NOT_FINITE (also a weight that is
 * not known), XW_NO_MEMORY. single is untouched then; *where is the group, or XW_NONE. */
XW_CHECKED enum xw_status xw_disaggregate(int32_t groups, const int32_t *from,
                                          const double *persons, const struct xw_age_split *how,
                                          struct xw_arena scratch, double *single, int32_t *where);

/* Sprague's multipliers alone: count >= 6 five-year groups (0-4, 5-9, ...) to 5 x count single ages.
 * Exact for a cubic through the cumulative counts; sums of groups are kept, ages may be below 0.
 * XW_OUT_OF_RANGE when there are fewer groups. */
XW_CHECKED enum xw_status xw_disaggregate_sprague(int32_t count, const double *five,
                                                  double *single);

#endif
