/* chances.h: what the replicates of a run say, by place, stage and year: bands, risks, seats to add.
 *
 * Everything was computed from the replicates at its own level when the run was made; nothing here adds
 * quantiles of one place to those of another.
 */
#ifndef XW_REPORT_CHANCES_H
#define XW_REPORT_CHANCES_H
#include "figures.h"

/* With fewer replicates a run's quantiles and probabilities are not printed. */
#define XW_CHANCES_LEAST 100

/* The levels of service, in the order of the seats that they need: 80, 90, 95 %. */
enum { XW_SERVICES = 3 };
extern const double xw_service_level[XW_SERVICES];

struct xw_chances {
    const struct xw_figures *f;
    int32_t replicates;
    const struct xw_quantile_row **band; /* private: look up by the functions below */
    const struct xw_risk_row **risk;
    const struct xw_service_row **service;
};

/* *any: the run has replicates, and enough of them. When it has not, *out is empty. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_chances_make(struct xw_arena *keep, const struct xw_figures *figures,
                                          struct xw_chances *out, bool *any);

/* Rows of the district (town = XW_NONE) or of a town; year counts from the first. NULL: none. */
const struct xw_quantile_row *xw_chances_band(const struct xw_chances *chances, int32_t town,
                                              int32_t stage, enum xw_scope scope,
                                              enum xw_quantity quantity, int32_t year);
const struct xw_risk_row *xw_chances_risk(const struct xw_chances *chances, int32_t town,
                                          int32_t stage, enum xw_scope scope);

/* Seats to add in a year for a level of service; NaN: not said. */
double xw_chances_service(const struct xw_chances *chances, int32_t town, int32_t stage,
                          enum xw_scope scope, int32_t year, int32_t level);

/* Share of the replicates with a net gap; the mean net gap. NaN: not said. */
double xw_chances_short(const struct xw_chances *chances, int32_t town, int32_t stage,
                        enum xw_scope scope, int32_t year);
double xw_chances_expected(const struct xw_chances *chances, int32_t town, int32_t stage,
                           enum xw_scope scope, int32_t year);

/* The year from `from` on (counted from the first) with the largest share of short replicates; of
 * equals the one with the larger mean gap, then the earlier. XW_NONE: no replicate is ever short. */
int32_t xw_chances_riskiest(const struct xw_chances *chances, int32_t town, int32_t stage,
                            enum xw_scope scope, int32_t from);

/* The first year whose share of short replicates is above a threshold, XW_NONE: none. */
int32_t xw_chances_first_above(const struct xw_chances *chances, int32_t town, int32_t stage,
                               enum xw_scope scope, double threshold);

/* The threshold of the run's risks; 0.5 when it names none. */
double xw_chances_threshold(const struct xw_chances *chances);

/* Towns whose risk of a stage is known, the riskiest year (from the first on) first. order [towns];
 * returns how many. */
int32_t xw_chances_towns(const struct xw_chances *chances, int32_t stage, int32_t *order);

/* Standard error of a probability p found in n independent replicates: sqrt(p (1 - p) / n). */
double xw_chances_error(double p, int32_t replicates);

/* How late one project may be. Years count from the first; shares are of the replicates. */
struct xw_lateness {
    double on_time, within_one; /* open in its year, in it or the one after */
    int16_t half,
        nine_tenths;   /* first year in which so many have it open; XW_NONE: not in the run */
    double seat_years; /* seats of the plan that the mean replicate lacks, summed over years */
};

/* false when the project's opening is not drawn: open already, not counted, beyond the years, or the
 * run says nothing of it. */
bool xw_chances_lateness(const struct xw_chances *chances, int32_t project,
                         struct xw_lateness *out);

#endif
