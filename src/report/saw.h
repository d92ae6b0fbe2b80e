/* saw.h: the rooms of a school by year: older classes, new entry classes, free rooms. */
#ifndef XW_REPORT_SAW_H
#define XW_REPORT_SAW_H
#include "charts.h"
#include "divisions.h"

/* 344 wide, `height` high (at least 120). Bars from below: older classes, new entry classes with their
 * number inside, free rooms; stepped line: rooms; orange -n above: entry classes that the demand wants
 * and no room holds. A year in which the school is not open has no bar. */
void xw_chart_saw(struct xw_view *view, const struct xw_division *division, double height);

#endif
