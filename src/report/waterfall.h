/* waterfall.h: from the gap without any project to the gap that remains, as bars one below another. */
#ifndef XW_REPORT_WATERFALL_H
#define XW_REPORT_WATERFALL_H
#include "charts.h"
#include "effects.h"

/* 344 wide. Totals and increases are hatched, labels stand over their bars. The steps and what places
 * elsewhere take over add up from the first bar to the last. */
void xw_chart_waterfall(struct xw_view *view, int32_t stage, const struct xw_waterfall *waterfall);

/* What a step is of, for its label and tables: projects that are open, being built, ... */
const char *xw_waterfall_label(struct xw_view *view, const struct xw_effect_step *step);

#endif
