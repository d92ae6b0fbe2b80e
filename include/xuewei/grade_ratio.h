/* grade_ratio.h: progression ratios of one grade: pooled, shrunken, without outliers, within bounds.
 *
 * A progression ratio is the pupils of grade g over those of grade g - 1 a year before. Over several
 * years it is the ratio of weighted sums, which small grades do not distort as they do a mean of
 * ratios. The ratio of a small school is drawn towards the region's as if kappa more of its pupils
 * had progressed like the region's.
 */
#ifndef XW_GRADE_RATIO_H
#define XW_GRADE_RATIO_H
#include "xuewei/arena.h"

/* Weighted sums over the years of one grade of one school. */
struct xw_ratio_sums {
    double now;    /* [pupils] sum of w x pupils of the grade                          */
    double before; /* [pupils] sum of w x pupils of the grade below, a year before    */
    double square; /* [pupils] sum of w^2 x the same: how much of `before` is double  */
};

/* Add one year: weight >= 0, pupils > 0. */
void xw_ratio_sums_add(struct xw_ratio_sums *sums, double weight, double now, double before);

/* The ratio of the sums; NaN of no years. */
double xw_grade_ratio_pooled(const struct xw_ratio_sums *sums);

/* [pupils] How many pupils' worth the sums are, before^2 / square: weights of 1 give `before`,
 * times the years' weights do not change it. 0 of no years. */
double xw_grade_ratio_worth(const struct xw_ratio_sums *sums);

/* The ratio drawn to the region's: (worth x pooled + kappa x region) / (worth + kappa), kappa >= 0
 * in pupils. Of no years: the region's. */
double xw_grade_ratio_shrunk(const struct xw_ratio_sums *sums, double region, double kappa);

/* kappa by the method of moments: noise / between, the variance of a ratio of one pupil over the
 * variance of the schools' true ratios. INFINITY when they do not differ. */
double xw_grade_ratio_kappa(double noise, double between);

/* Within [low, high]. */
double xw_grade_ratio_bound(double ratio, double low, double high);

/* The median; NaN of none. value is put into another order. */
double xw_median(int32_t count, double *value);

/* Which of the values lie farther from their median than `most` times 1.4826 times the median
 * absolute deviation: far[i] = 1. Nothing is far among fewer than three values, or where more than
 * half are equal and floor = 0; floor is the least deviation that the median one is taken for.
 * XW_NO_MEMORY with far untouched. */
XW_CHECKED enum xw_status xw_grade_ratio_outliers(int32_t count, const double *value, double most,
                                                  double floor, struct xw_arena scratch,
                                                  uint8_t *far);

#endif
