/* ratio_effects.h: the progression ratios of many schools, each as sure as its history makes it.
 *
 * A school's ratio of a grade is the region's x (1 + an effect of the school, common to its grades,
 * + an effect of the school in that grade). The region's ratio is pooled over schools and years,
 * later years weighing more, years that were odd for the whole region less. What a school differs
 * from the region by is compared year by year, so that a year that was bad for everybody is no
 * school's fault, and winsorised at four deviations. Noise and the spread of either effect are
 * estimated by moments from the same histories (robustly: medians, after DerSimonian and Laird 1986,
 * covariances of the grades of a school) together with prior values worth four schools, and the
 * effects are their best linear predictions (Henderson 1975). A region of one school is that school.
 */
#ifndef XW_RATIO_EFFECTS_H
#define XW_RATIO_EFFECTS_H
#include "xuewei/arena.h"
#include "xuewei/roll_histories.h"

#define XW_RATIO_DECAY 0.8 /* weight of a year over that of the next                        */
#define XW_RATIO_ODD   0.3 /* and of a year that was odd for the region, times this        */

/* By grade g of the histories; [0], the lowest, is never used. */
struct xw_ratio_effects {
    int32_t schools, grades, years;
    double *region;   /* [grades] pooled ratio; NaN where no school ever had a step into it     */
    double *noise;    /* [grades] variance of the ratio of one pupil                            */
    double *between;  /* [grades] variance of the schools' true ratios over the region's        */
    double *kappa;    /* [grades] noise / between, pupils                                       */
    double school_sd; /* spread of the effect that the grades of a school share                */
    double *grade_sd; /* [grades] spread of the effect of a school in a grade                   */
    uint8_t *odd;     /* [years] 1: the step into this year was odd for the whole region        */
    double *pooled;   /* [schools][grades] ratio of sums; NaN without a step                    */
    double *shrunken; /* [schools][grades] drawn to the region by kappa                         */
    double *effects;  /* [schools][grades] region x (1 + school + grade), within half and twice */
};

/* Estimate from the years 0 .. now of the histories, 0 <= now < years. What is returned lives in
 * keep. Time O(schools x now x grades log schools). XW_OUT_OF_RANGE, XW_NO_MEMORY, with out
 * untouched. */
XW_CHECKED enum xw_status xw_ratio_effects(const struct xw_roll_histories *histories, int32_t now,
                                           struct xw_arena *keep, struct xw_arena scratch,
                                           struct xw_ratio_effects *out);

#endif
