/* fitting.h: a fit while it is made: the rolls of all years, the estimates so far, pairs of a ratio.
 *
 * Inside of xw_fit alone: fit.c has the ratios of the rolls, fit_chosen.c those that the best forecasts
 * imply, fit_residents.c those of residents and births.
 */
#ifndef XW_FITTING_H
#define XW_FITTING_H
#include "xuewei/fit.h"
#include "xuewei/ratio_effects.h"
#include "xuewei/ratio_fit.h"
#include "xuewei/roll_histories.h"

struct xw_fitting {
    const struct xw_scenario *s;
    struct xw_arena *keep, scratch;
    struct xw_fit *out;
    int16_t first; /* year of the rolls */
    int32_t years;
    double common, whole; /* covariances of the years of two grades, and their variances, so far */
    double *roll;         /* [school][year][grade row]; NaN: not known */
    uint8_t *event;       /* [school][year]: 1 where the rolls name one */
};

/* Pairs of one ratio, with room for more. */
struct xw_pairs {
    struct xw_ratio_rows rows;
    double *now, *before, *weight;
    int16_t *year;
};

double *xw_fitting_roll(const struct xw_fitting *f, int32_t school, int32_t year, int32_t row);

/* Pupils of a grade in a year, of the schools of a group (XW_NONE: of all, group_of NULL then); NaN
 * where a school lacks the grade in this year alone. */
double xw_fitting_sum(const struct xw_fitting *f, const int32_t *group_of, int32_t group,
                      int32_t year, int32_t row);

/* How much the step into a year counts, as ratio_effects.h has it; effects NULL: no year was odd. */
double xw_fitting_weight(const struct xw_fitting *f, const struct xw_ratio_effects *effects,
                         int32_t year);

/* Say what could not be told; text is in keep, NULL where memory is used up. */
void xw_fitting_remark(struct xw_fitting *f, const char *text);

/* The variance of the ratio of one pupil, at least. */
double xw_fitting_noise(const struct xw_fitting *f, enum xw_fit_of of, double ratio);

/* An estimate of the district, of every year. */
struct xw_estimate xw_fitting_estimate(const struct xw_fitting *f, enum xw_fit_of of, int32_t stage,
                                       const struct xw_ratio_fit *fit);

/* What a single year's variance is above that of the noise of its counts; NaN of one year. */
double xw_fitting_excess(const struct xw_fitting *f, enum xw_fit_of of,
                         const struct xw_ratio_fit *fit);

/* Write sd, year_sd and freedom of an estimate whose single years vary by `excess` beyond the noise; they
 * stay as they are when it is NaN. Where it is not above 0 the noise explains all. */
void xw_fitting_errors(const struct xw_fitting *f, const struct xw_ratio_fit *fit, double excess,
                       double freedom, struct xw_estimate *out);

/* The number of the estimate, or XW_NONE when memory is used up. */
int32_t xw_fitting_add(struct xw_fitting *f, struct xw_estimate estimate);

/* A covariance that is not finite is not known, and left out. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_fitting_add_pair(struct xw_fitting *f, int32_t a, int32_t b,
                                              double covariance);

/* Room for `most` pairs. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_pairs_open(struct xw_pairs *p, struct xw_arena *from, ptrdiff_t most);
void xw_pairs_put(struct xw_pairs *p, double now, double before, double weight, int16_t year);

/* Progression of a stage by school and year: history i is of school[i], district[g] the estimate of the
 * step into grade g, or XW_NONE. Without a past forecast to judge by it is remarked. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_fit_chosen(struct xw_fitting *f, struct xw_arena scratch,
                                        int32_t stage, const struct xw_roll_histories *h,
                                        const int32_t *school, const int32_t *district);

/* Entrants of a stage over its residents, and over the births of their cohort; what cannot be told is
 * remarked. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_fit_participation(struct xw_fitting *f, struct xw_arena scratch,
                                               int32_t stage,
                                               const struct xw_fit_children *children, bool trend);
XW_CHECKED enum xw_status xw_fit_births(struct xw_fitting *f, struct xw_arena scratch,
                                        int32_t stage);

#endif
