/* warning_rows.h: a year's warnings by the rules of the scenario. */
#ifndef XW_WARNING_ROWS_H
#define XW_WARNING_ROWS_H
#include "xuewei/gap_rows.h"
#include "xuewei/measure_rows.h"
#include "xuewei/warning.h"

/* What a rule says of the divisions of its stage: of this year and the rule's years ahead, the worst
 * colour, and of those of that colour the largest ratio. */
struct xw_warned {
    double *ratio;   /* [divisions] INFINITY: children and no places; NaN: places are not known */
    uint8_t *colour; /* [divisions] enum xw_warning */
};

/* The stage's primary rule, or XW_NONE. */
int32_t xw_warning_primary(const struct xw_warning_rules *rules, int32_t stage);

/* Children of a zone with several schools are shared among them alike. Years to come are seen as they
 * can be today: children k years younger at this year's shares of participation, pupils of the stage
 * below k grades lower, in the catchments, feeders, plans and rooms of that year (of the last one beyond
 * the horizon). norm_seats of a year to come are those of its steady entry classes, ceil(rooms /
 * grades). A school without an intake plan in force has no ratio of one. */
XW_CHECKED enum xw_status xw_warning_by_rule(const struct xw_state *state,
                                             const struct xw_stage_tally *tally, int32_t rule,
                                             struct xw_arena *keep, struct xw_warned *out);

/* Rows of measure_year, place the school, by every rule of the stage: ratio, held against red, and
 * colour. Ratios without end are not rows; their colour is. */
XW_CHECKED enum xw_status xw_warning_rows(const struct xw_state *state,
                                          const struct xw_stage_tally *tally,
                                          struct xw_arena scratch, const struct xw_sink *sink);

#endif
