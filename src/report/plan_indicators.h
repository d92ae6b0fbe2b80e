/* plan_indicators.h: what a run says of a plan's indicators, found by name.
 *
 * The register stands in the run's tables register and register_year, all other figures in measure_year.
 */
#ifndef XW_REPORT_PLAN_INDICATORS_H
#define XW_REPORT_PLAN_INDICATORS_H
#include "figures.h"
#include "xuewei/measures.h"
#include "xuewei/resources.h"

/* Where each year's rows of measure_year begin. */
struct xw_plan_rows {
    const struct xw_figures *f;
    int32_t *begin; /* [years + 1] */
};

XW_CHECKED enum xw_status xw_plan_rows_make(struct xw_arena *keep, const struct xw_figures *figures,
                                            struct xw_plan_rows *out);

/* The row of a place ("district", a town, a cluster, a school), measure, stage (row of stages, XW_NONE for
 * a measure of a place) and year, NULL when the run has none. */
const struct xw_run_measure *xw_plan_measure(const struct xw_plan_rows *rows, const char *place,
                                             enum xw_measure measure, int32_t stage, int16_t year);

/* Its value, NaN without one. */
double xw_plan_number(const struct xw_plan_rows *rows, const char *place, enum xw_measure measure,
                      int32_t stage, int16_t year);

/* The value of a register's indicator in a year, NULL without one. */
const struct xw_run_register_year *xw_plan_value(const struct xw_run *run, const char *code,
                                                 int16_t year);

enum xw_plan_verdict {
    XW_PLAN_MET,
    XW_PLAN_MISSED,
    XW_PLAN_NEEDS_INPUT, /* nothing is known of the target year */
    XW_PLAN_NOT_ASKED,   /* no number could meet it */
    XW_PLAN_VERDICTS
};

/* How the indicator of a row of the register stands: by the value of its target year; of one that may
 * never fall, missed when it fell in any year and met when there were two years and it never did. */
enum xw_plan_verdict xw_plan_verdict(const struct xw_run *run, int32_t row);

/* The largest difference coefficient of a stage among the seven indicators of balance, each of which is
 * held against the limit by itself. */
struct xw_plan_difference {
    int32_t known;             /* of the seven; 0: needs input, and nothing below is set */
    enum xw_resource largest;  /* the earlier of equals */
    double coefficient, limit; /* limit NaN = none */
    int32_t above;             /* how many of the known ones are above the limit */
};

struct xw_plan_difference xw_plan_difference(const struct xw_plan_rows *rows, int32_t stage,
                                             int16_t year);

/* Decimals with which values of a row are printed: those that print its baseline and target as they are,
 * at most 3; one where these are whole and the value is not. */
int xw_plan_decimals(const struct xw_run *run, int32_t row, double value);

#endif
