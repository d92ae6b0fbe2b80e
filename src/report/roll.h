/* roll.h: the roll of a school in a stage by year, with its norm seats. */
#ifndef XW_REPORT_ROLL_H
#define XW_REPORT_ROLL_H
#include "charts.h"
#include "divisions.h"

/* 344 x 150: pupils as a line, P10-P90 of the replicates as a band, norm seats as steps. A year in which
 * the school is not open has nothing. */
void xw_chart_roll(struct xw_view *view, const struct xw_division *division);

/* The year with the largest roll, the earliest of equals, counted from the first; XW_NONE: no pupils. */
int32_t xw_roll_peak(const struct xw_view *view, const struct xw_division *division);

#endif
