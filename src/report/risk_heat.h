/* risk_heat.h: how likely towns are short: by years, and on small maps. */
#ifndef XW_REPORT_RISK_HEAT_H
#define XW_REPORT_RISK_HEAT_H
#include "charts.h"

/* Towns by years, the probability of a shortage in each cell, the district below; order as given. */
void xw_chart_risk_heat(struct xw_view *view, int32_t stage, const int32_t *order, int32_t towns);
void xw_chart_risk_key(struct xw_view *view);

/* Towns in the colours of the same probabilities, one small map a year (counted from the first),
 * 176 wide. false when the run has no places to draw; nothing is written then. The shapes of the towns
 * are defined once a page. */
bool xw_risk_maps_open(struct xw_view *view);
void xw_risk_map(struct xw_view *view, int32_t stage, int32_t year);

#endif
