/* fit.h: what a scenario's past rolls say of its assumptions, with what is not known of them.
 *
 * From the rolls of several years, of districts and schools:
 *
 *   progression    pupils of the next grade per pupil, by grade, and by school drawn to the district
 *                  (ratio_effects.h); basis rolls. Where it is asked for also by school and year, as the
 *                  forecasts of the method imply whose past ones erred least (forecast_choice.h)
 *   entry          entrants of a stage per leaver of the stage below, of the district, and of the zones
 *                  of each set of schools that feed one another alone, drawn to the district; basis rolls
 *   participation  entrants per resident child of the entry age on 1 September, the residents being
 *                  those that the scenario counts and projects
 *   births         entrants per birth of their cohort, where births are known (no table of a run)
 *
 * From rolls alone in-migration, participation and the coverage of births are one product: a wave of
 * pupils may be children who came, who were not counted, or who did not come before. Migration and births
 * are therefore taken as the scenario gives them, participation is what is left, and all of it is said.
 *
 * Later years weigh more (XW_RATIO_DECAY a year). Of a school's progression a step into a year in which
 * it opens, closes or is built at, or that its rolls mark with an event, is not used, nor one that is
 * like no other (step_outliers.h); which, is said. Ratios of the rolls bear the standard errors of
 * ratio_fit.h; a school's is that of its posterior, with the district's error as far as it leans on it.
 *
 * A single year's ratio varies by the turnover of its pupils (ensemble.turnover, which replicates draw by
 * itself) and by what is left, the excess, which is never taken for negative. Districts' errors follow from
 * both: (excess + turnover) / effective years. The grades of a stage have one excess, the mean of theirs
 * weighted by their degrees of freedom: few years tell little of how years differ. Entrants of births
 * scatter by a Poisson count instead of the turnover.
 */
#ifndef XW_FIT_H
#define XW_FIT_H
#include "xuewei/arena.h"
#include "xuewei/scenario.h"

enum xw_fit_of { XW_FIT_PROGRESSION, XW_FIT_ENTRY, XW_FIT_PARTICIPATION, XW_FIT_BIRTHS };

/* Residents of the entry age of each stage on 1 September. */
struct xw_fit_children {
    int16_t first;        /* school year of the first row */
    int32_t years;        /* 0: none known */
    const double *number; /* [year][stage]; NaN: not known */
};

struct xw_estimate {
    enum xw_fit_of of;
    int32_t stage;
    int32_t grade_row;    /* the grade that is left; XW_NONE: of a stage */
    int32_t school, zone; /* XW_NONE: the district */
    int16_t year;         /* INT16_MIN: every year */
    double value, sd;     /* sd NaN: not known */
    double dispersion;    /* variance of the ratio of one pupil; NaN: not known */
    double year_dispersion;
    double year_sd;      /* of a single year, beyond the turnover of its pupils; NaN: not known */
    double freedom;      /* of sd and year_sd; INFINITY: turnover explains all; NaN: not known */
    int32_t rows, years; /* that it rests on */
    int16_t first, last;
    int32_t parent; /* the district's, which it leans on, or XW_NONE ... */
    double lean;    /* ... by this much: covariance = lean x the variance of the parent */
};

/* Two estimates a < b (as numbers of estimates) that vary together. Two schools of a grade, or zones of
 * different schools, do through the district's ratio alone and are not listed:
 * cov(a, D) x cov(b, D) / var(D). */
struct xw_fit_pair {
    int32_t a, b;
    double covariance;
};

/* What could not be told, as sentences. */
#define XW_FIT_REMARKS 64

struct xw_fit {
    int32_t count, room;
    struct xw_estimate *estimate;
    int32_t pairs, pair_room;
    struct xw_fit_pair *pair;
    int32_t remarks;
    const char *remark[XW_FIT_REMARKS];
    int32_t leavings; /* outlying steps that are left out, a sentence a stage */
    const char *left_out[XW_FIT_REMARKS];
    int16_t first, last; /* years of the rolls */
    double
        common; /* share of the years' variance that the grades of a stage have in common, over all
                      stages; NaN: no year was unlike the others */
    const char *choice[XW_MAX_STAGES]; /* the method chosen for a stage and its losers, or NULL */
};

struct xw_fit_options {
    bool
        trend; /* participation as a log-linear trend over the years (at least three), written by year
                    of the horizon, damped behind the last year known; a stage with fewer years has no
                    trend, and that is said */
    bool chosen; /* progression by school and year by the method of least past error, up to
                    XW_FORECAST_HORIZONS years behind the last rolls; needs five years of rolls */
};

/* Estimate. What is returned lives in keep.
 *
 * XW_NOT_IDENTIFIABLE where nothing at all can be estimated; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_fit(const struct xw_scenario *scenario,
                                 const struct xw_fit_children *children,
                                 struct xw_fit_options options, struct xw_arena *keep,
                                 struct xw_arena scratch, struct xw_fit *out);

/* "progression/primary/1/P1": the name of an estimate, the same in all files, taken from keep. */
const char *xw_fit_name(const struct xw_scenario *scenario, const struct xw_estimate *estimate,
                        struct xw_arena *keep);

#endif
