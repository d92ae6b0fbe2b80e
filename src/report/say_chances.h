/* say_chances.h: quantiles and probabilities as words of the edition. */
#ifndef XW_REPORT_SAY_CHANCES_H
#define XW_REPORT_SAY_CHANCES_H
#include "view.h"

/* The value of a quantile, to the nearest 10; "<5" for what would be 0 and is not, 0 as 0. */
const char *xw_about(struct xw_view *view, double value);
/* Seats to add: to the next 10 above, so that they suffice. */
const char *xw_at_least(struct xw_view *view, double seats);
/* A quantile of many pupils in a sentence: 3.32 万 (a blank follows below 10,000). */
const char *xw_about_large(struct xw_view *view, double value);
/* 310—2,390 of rounded quantiles. */
const char *xw_about_range(struct xw_view *view, double from, double to);
/* The same in a sentence: 1.04 万—1.29 万. */
const char *xw_large_range(struct xw_view *view, double from, double to);

/* A probability in whole per cent; never 0 % or 100 % unless it is. */
const char *xw_chance(struct xw_view *view, double p);
/* "in about 8 of 10 histories (83%)"; "in every history"; "in no history"; "in 97% of histories". */
const char *xw_in_histories(struct xw_view *view, double p);
/* "likely short", by fixed bounds: 90, 67, 33, 10 %. */
const char *xw_likelihood(struct xw_view *view, double p);
/* The colour class of a probability, by the same bounds: r4 r3 r2 r1 z. */
const char *xw_risk_class(double p);

/* P10, P50, P2.5 as table heads: the column's word with the quantile in it. */
const char *xw_quantile_head(struct xw_view *view, enum xw_key key, const char *quantile);

/* Table cells: a quantile, "—" when it is not known; a shortage above 0 in orange. */
void xw_cell_about(struct xw_view *view, double value);
void xw_cell_lacking(struct xw_view *view, double value);
void xw_cell_chance(struct xw_view *view, double p);
void xw_cell_at_least(struct xw_view *view, double seats);

#endif
