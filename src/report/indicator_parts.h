/* indicator_parts.h: the parts of the page of indicators, and the cells that they share. */
#ifndef XW_REPORT_INDICATOR_PARTS_H
#define XW_REPORT_INDICATOR_PARTS_H
#include "page.h"
#include "plan_indicators.h"

void xw_page_clusters(struct xw_view *view, const struct xw_plan_rows *rows);
void xw_page_quota(struct xw_view *view, const struct xw_plan_rows *rows); /* and expenditure */
void xw_page_early(struct xw_view *view, const struct xw_plan_rows *rows);
/* Special education, children of migrants. */
void xw_page_special(struct xw_view *view, const struct xw_plan_rows *rows);

/* A cell of a number, rounded to so many decimals: "missing" for NaN. */
void xw_cell_number(struct xw_view *view, double value, int decimals, const char *missing);
/* The same of a row of measure_year: × where the edition holds it back; NULL: missing. */
void xw_cell_measure(struct xw_view *view, const struct xw_run_measure *row, int decimals,
                     const char *missing);
/* A share in whole per cent. */
void xw_cell_share(struct xw_view *view, double share, const char *missing);
/* 达标, 未达标 (orange), 缺, or — for another word. */
void xw_cell_status(struct xw_view *view, const char *status);
/* Short name of one of the seven indicators of balance. */
const char *xw_resource_label(struct xw_view *view, enum xw_resource indicator);
/* A key of the scenario as a number times factor, as plain text. */
const char *xw_rule(struct xw_view *view, const char *path, double factor, int decimals);

#endif
