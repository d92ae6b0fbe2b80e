/* fit_summary.h: a fit as a page to read. */
#ifndef XW_FIT_SUMMARY_H
#define XW_FIT_SUMMARY_H
#include "xuewei/fit.h"
#include <stdio.h>

/* Print the estimates with their standard errors, what they rest on, what was taken as given, and what
 * could not be told. */
void xw_fit_summary(const struct xw_scenario *scenario, const struct xw_fit *fit, FILE *to);

#endif
