/* charts.h: the drawings of the report, each as one <svg> at its native width.
 *
 * 176 a panel of the strip, 344 half a page, 360 the map, 720 the whole width (64 + 656 the heat
 * map, 128 + 640 the calendar, so that names stay while the plot scrolls). Labels that would cover
 * a mark move, then go.
 */
#ifndef XW_REPORT_CHARTS_H
#define XW_REPORT_CHARTS_H
#include "view.h"

/* Round steps for an axis from 0: the smallest of 1, 2, 2.5, 5 x 10^k that needs at most `most`
 * steps to reach `largest`; at least 1. steps x step >= largest; at least one step. */
struct xw_axis {
    double step;
    int32_t steps;
};
struct xw_axis xw_axis_for(double largest, int32_t most);
/* The label of the i-th tick: in 万 (English: thousands) from 10,000 up, with the unit on the top
 * tick alone. */
const char *xw_axis_label(struct xw_view *view, struct xw_axis axis, int32_t tick);

/* Largest demand or seat count of any stage of the subject, for panels of one scale. */
double xw_chart_top(const struct xw_figures *figures);

/* Demand and seats of a stage, all grades: a panel of the strip; the whole width with labels. */
void xw_chart_strip(struct xw_view *view, int32_t stage, double top);
void xw_chart_trend(struct xw_view *view, int32_t stage);

/* Towns by years, seats less pupils; order as given. With the key. */
void xw_chart_heat(struct xw_view *view, int32_t stage, const int32_t *order, int32_t towns);
void xw_chart_heat_key(struct xw_view *view);
/* The colour class of a balance: s3 s2 s1 z i1 i2 i3. */
const char *xw_balance_class(int32_t balance);

/* Classes by size in a year. */
void xw_chart_sizes(struct xw_view *view, int32_t stage, int16_t year,
                    const int32_t count[XW_LARGEST_CLASS + 1], int32_t total);

/* Projects against need, with the key. */
void xw_chart_calendar(struct xw_view *view);

/* Scenarios less the subject: one dot a scenario in two panels. values [runs] of each panel. */
void xw_chart_differences(struct xw_view *view, const char *const title[2],
                          const char *const unit[2], const int64_t *const values[2]);

/* Zones, coloured by their town's balance, and schools of a stage, in a year. */
void xw_map(struct xw_view *view, int32_t stage, int16_t year);

#endif
