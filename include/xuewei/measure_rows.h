/* measure_rows.h: hand one figure of measure_year to a sink, by its name of the closed list. */
#ifndef XW_MEASURE_ROWS_H
#define XW_MEASURE_ROWS_H
#include "xuewei/measures.h"
#include "xuewei/state.h"

struct xw_figure {
    enum xw_measure measure;
    int32_t stage;        /* of the scenario; XW_NONE for a measure of a place */
    const char *place;    /* "district", a town, a group, or the code of a school */
    int32_t year;         /* of the horizon, from 0 */
    double value, target; /* NaN = none */
    const char *status; /* a verdict that the target alone does not give; NULL: by value and aim */
};

/* A target that is not given is that of the table `indicators` for the same measure, place and year:
 * its indicator is the measure's word with the stage apart, or the whole name.
 * status: "met" or "missed" where there is a value and a target that asks something; "needs_input"
 * where the value is NaN; else "". A target within 1e-9 of the value is met. */
XW_CHECKED enum xw_status xw_measure_put(const struct xw_state *state, const struct xw_sink *sink,
                                         const struct xw_figure *figure);

/* The figure of this year, with a target or without; nothing is handed over when the value is NaN. */
XW_CHECKED enum xw_status xw_measure_aim(const struct xw_state *state, const struct xw_sink *sink,
                                         const char *place, enum xw_measure measure, int32_t stage,
                                         double value, double target);
XW_CHECKED enum xw_status xw_measure_say(const struct xw_state *state, const struct xw_sink *sink,
                                         const char *place, enum xw_measure measure, int32_t stage,
                                         double value);

/* Pupils of a stage in this year by division [divisions of the stage], all grades: written. */
void xw_measure_roll(const struct xw_state *state, int32_t stage, int32_t *pupils);

#endif
