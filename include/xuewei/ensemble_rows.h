/* ensemble_rows.h: what a run says beyond its central history: rows that need replicates.
 *
 * Store writes them to a run file and reads them back; the columns are those of src/store/schema.sql.
 * Each is computed from the replicates at its own level, never by adding quantiles of smaller places.
 * Quantiles are of type 7 of Hyndman and Fan (1996): x[h] of the n sorted values counted from 0,
 * h = (n - 1) q, linear between two. Texts are borrowed. NaN is null.
 */
#ifndef XW_ENSEMBLE_ROWS_H
#define XW_ENSEMBLE_ROWS_H
#include "xuewei/outcome.h"

/* A quantity of a place, year, stage and scope, in pupils or seats. */
enum xw_quantity {
    XW_QUANTITY_DEMAND,
    XW_QUANTITY_SEATS,
    XW_QUANTITY_LOCAL_GAP,
    XW_QUANTITY_NET_GAP,
    XW_QUANTITY_UNPLACED,
    XW_QUANTITY_SURPLUS,
    XW_QUANTITIES
};
const char *xw_quantity_word(enum xw_quantity quantity);

/* Of a row of gap_year: quantiles of the net gap, the share of the replicates in which it is above
 * 0, and its mean. */
struct xw_gap_spread {
    double p10, p50, p90, p_short, expected_short;
};

/* Of a row of school_year: quantiles of the pupils, and the share of the replicates in which a class
 * is over the norm. A school that is not open in a replicate has 0 pupils there. */
struct xw_school_spread {
    double p10, p50, p90, p_over;
};

/* The district, a town or a group. */
struct xw_quantile_row {
    enum xw_level level;
    const char *place;
    int16_t year;
    int32_t stage;
    enum xw_scope scope;
    enum xw_quantity quantity;
    double mean, sd; /* sd: of the replicates, divided by n - 1; NaN of one */
    double p2_5, p10, p25, p50, p75, p90, p97_5;
};

/* The largest net gap over the years of each replicate, and the year in which it first stands. */
struct xw_risk_row {
    enum xw_level level;
    const char *place;
    int32_t stage;
    enum xw_scope scope;
    double threshold;   /* 0..1, the scenario's ensemble.threshold */
    int16_t first_year; /* first one with p_short above the threshold, XW_NONE = none */
    double p_any;       /* share of the replicates with a net gap above 0 in any year */
    double peak_p10, peak_p50, peak_p90;
    double peak_year_p10, peak_year_p50,
        peak_year_p90; /* of the replicates with a gap; NaN: none */
};

/* Seats to add so that nobody is short with a probability: max(0, that quantile of demand - seats). */
struct xw_service_row {
    enum xw_level level;
    const char *place;
    int16_t year;
    int32_t stage;
    enum xw_scope scope;
    double service; /* 0.8, 0.9, 0.95 */
    double seats;
};

/* What was drawn, in words and numbers. */
struct xw_assumption_row {
    const char *name, *name_zh, *name_en;
    const char *shape; /* of the distribution */
    const char *unit;
    double p10, p50, p90;
    const char *source;
    enum xw_evidence evidence;
};

/* The draws of a quantity, one whole number a replicate; see run_draws.h. */
struct xw_draw_row {
    enum xw_level level;
    const char *place;
    int16_t year;
    int32_t stage;
    enum xw_scope scope;
    enum xw_quantity quantity;
    int32_t replicates;
};

#endif
