/* step_outliers.h: steps of the rolls that are like no other: a mistyped count, a school that moved.
 *
 * A step is the pupils of a grade over those of the grade below a year before, as its logarithm. It is an
 * outlier when it lies farther than three deviations from the median of its grade, over schools and years,
 * and also from that of its school and that of its year, where these have three steps or more: a
 * school that always differs and a year that was bad for everybody are no outliers (the year is
 * ratio_effects.h's affair). A deviation is 1.4826 times the median absolute one, and not less than what a
 * turnover of XW_STEP_TURNOVER a year makes of so few pupils, so that small schools and constant rolls
 * have no outliers of their own.
 */
#ifndef XW_STEP_OUTLIERS_H
#define XW_STEP_OUTLIERS_H
#include "xuewei/arena.h"
#include "xuewei/roll_histories.h"

/* Variance of the ratio of one pupil, at least: the share of a grade that goes and comes in a year. */
#define XW_STEP_TURNOVER 0.1

/* outlier[schools][years][grades]: 1 where the step into the year and grade is one, otherwise 0. *count is
 * how many. Steps that are none by xw_roll_step are neither looked at nor flagged. XW_NO_MEMORY, with
 * outlier and count not to be used. */
XW_CHECKED enum xw_status xw_step_outliers(const struct xw_roll_histories *histories,
                                           struct xw_arena scratch, uint8_t *outlier,
                                           int32_t *count);

#endif
