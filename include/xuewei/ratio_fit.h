/* ratio_fit.h: one ratio from several years of pairs, with its standard error.
 *
 * now = ratio x before, by weighted least squares whose variance grows with `before`: the estimate is the
 * ratio of weighted sums. Its error is linearised (Cochran 1977, Sampling Techniques, chapter 6) twice:
 * from the rows, as if each were a draw of its own, and from the years' ratios, since what happens in a
 * year happens to all. The larger one counts. With p the share of a year in the weighted sums, the
 * variance of a single year's ratio is sum of p (its ratio - ratio)^2 / (1 - sum of p^2), which has no
 * bias where it is the same in all years, and that of the ratio is this times sum of p^2.
 */
#ifndef XW_RATIO_FIT_H
#define XW_RATIO_FIT_H
#include "xuewei/arena.h"

/* Rows of one ratio, in any order. */
struct xw_ratio_rows {
    int32_t count;
    const double *now, *before; /* [pupils] now >= 0, before > 0 */
    const double *weight;       /* > 0, how much a row's year counts */
    const int16_t *year;        /* of `now` */
};

struct xw_ratio_fit {
    double ratio, sd;       /* sd NaN where nothing can be said of it: one row */
    double worth;           /* [pupils] sum(w before)^2 / sum(w^2 before) */
    double dispersion;      /* variance of the ratio of one pupil: sd^2 x worth, from the rows */
    double year_dispersion; /* the same from the years' ratios; NaN of one year */
    double year_variance;   /* of a single year's ratio around it; NaN of one year */
    double effective;       /* years that would know as much with equal shares: 1 / sum of p^2 */
    int32_t rows, years;
    int16_t first, last; /* years of `now` */
};

/* XW_NOT_IDENTIFIABLE of no rows; XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (before or weight 0),
 * XW_NO_MEMORY, with out untouched. */
XW_CHECKED enum xw_status xw_ratio_fit(const struct xw_ratio_rows *rows, struct xw_arena scratch,
                                       struct xw_ratio_fit *out);

/* What a year's sums lie off the ratio, as a part of it: sum of w (now - ratio x before) / sum of
 * w before over all rows; 0 in a year without rows. The error of the ratio is the sum over the years. */
double xw_ratio_fit_off(const struct xw_ratio_rows *rows, double ratio, int16_t year);

/* The share p of a year: its sum of w before over that of all rows; 0 in a year without rows. */
double xw_ratio_fit_share(const struct xw_ratio_rows *rows, int16_t year);

/* A log-linear trend: ln(now / before) = level + growth x (year - last), weights w x before. The rows
 * scatter by a Poisson count at least, whose logarithm has the variance 1 / (ratio x before). */
struct xw_ratio_trend {
    double level, growth;
    double covariance[3]; /* of level; of both; of growth */
    int16_t last;
};

/* At least three years, now > 0; XW_NOT_IDENTIFIABLE otherwise; the rest as above. */
XW_CHECKED enum xw_status xw_ratio_trend(const struct xw_ratio_rows *rows, struct xw_arena scratch,
                                         struct xw_ratio_trend *out);

/* Years of growth from `last` to a year: negative before it; behind it growth is damped, the k-th year has
 * damping^k of it (Gardner and McKenzie 1985). 0 <= damping <= 1. */
double xw_ratio_trend_years(const struct xw_ratio_trend *trend, int16_t year, double damping);

/* The ratio of a year and its standard error. */
void xw_ratio_trend_at(const struct xw_ratio_trend *trend, int16_t year, double damping,
                       double *ratio, double *sd);

#endif
