/* paired_view.h: scenarios on the same replicates: which figure stands for a shortage, its words, its
 * drawings. Every difference is scenario less subject; the subject is run 0.
 */
#ifndef XW_REPORT_PAIRED_VIEW_H
#define XW_REPORT_PAIRED_VIEW_H
#include "charts.h"
#include "xuewei/paired_runs.h"

/* Net gaps of the towns, summed over them, the years and the district's stages; of the district where
 * the run has no towns. */
enum xw_paired_total xw_paired_shortage(const struct xw_paired_runs *paired);

/* Of all the district's stages together, run 1 .. less the subject. */
const struct xw_paired *xw_paired_all(const struct xw_paired_runs *paired, int32_t run,
                                      enum xw_paired_total total);

/* 1: more in at least nine of ten replicates, and not 0 at P10; -1: less; 0: the P10-P90 interval holds
 * zero. */
int xw_paired_direction(const struct xw_paired *paired);

/* A difference to the nearest 10 with its sign; "about 0" for what is not 0 and rounds to it. */
const char *xw_about_signed(struct xw_view *view, double value);
/* Its size: of a range whose direction is certain, smaller first. */
const char *xw_size_range(struct xw_view *view, const struct xw_paired *paired);
/* Money of one seat-year: 2.34 万元; 23,400 CNY. */
const char *xw_price(struct xw_view *view, double cny);

/* A row a scenario, in two panels: shortage and idle seats. */
void xw_chart_paired(struct xw_view *view);
/* The district's net gap of one stage by year: 176 wide, from -reach to reach. */
void xw_chart_paired_years(struct xw_view *view, int32_t run, int32_t stage, double reach);
/* The largest P10 or P90 of those. */
double xw_paired_years_reach(const struct xw_view *view, int32_t run);
/* The row of a stage in the comparison, XW_NONE: it is not the district's. */
int32_t xw_paired_stage(const struct xw_view *view, int32_t stage);

#endif
