/* fan.h: what the replicates spread, drawn: bands of demand, of seats and of the gap.
 *
 * A fan is grey: P10-P90 dark, P2.5-P97.5 light with an edge, the median a whole line, the central
 * history a broken one. Nothing else is drawn as an interval.
 */
#ifndef XW_REPORT_FAN_H
#define XW_REPORT_FAN_H
#include "plot.h"

/* P10-P90 of demand under the lines of another chart of all grades of a stage. Nothing without
 * replicates. */
void xw_fan_under(struct xw_view *view, const struct xw_plot *plot, int32_t stage);
/* The largest P90 that it draws, 0 when there is none. */
double xw_fan_under_top(const struct xw_view *view, int32_t stage);

/* Demand and seats of the district: 720 wide, labels at the right. */
void xw_chart_fan(struct xw_view *view, int32_t stage);

/* The district's net gap, or local gap: 344 wide, up to `top` seats. */
void xw_chart_gap_fan(struct xw_view *view, int32_t stage, enum xw_quantity gap, double top);

/* Demand and seats of a town: 176 wide, up to `top`. */
void xw_chart_town_fan(struct xw_view *view, int32_t town, int32_t stage, double top);

/* The largest P97.5 (P90 of towns) that such a chart has to hold. */
double xw_gap_fan_top(const struct xw_chances *chances, int32_t stage);
double xw_town_fan_top(const struct xw_chances *chances, int32_t stage);

/* The line of marks under the fans. */
void xw_fan_key(struct xw_view *view, bool seats, bool seats_band);

/* Seats of the district differ between replicates in some year. */
bool xw_fan_seats_vary(const struct xw_chances *chances, int32_t town, int32_t stage);

#endif
