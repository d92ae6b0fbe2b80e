/* sensitivity_file.h: what the answer hangs on, as a CSV table and as a page to read. */
#ifndef XW_SENSITIVITY_FILE_H
#define XW_SENSITIVITY_FILE_H
#include "xuewei/sensitivity.h"
#include <stdio.h>

/* Write
 *
 *   stage,response,assumption,value_p10,value_p90,median,p10,p90,mu,mu_star,sigma,
 *   first,first_low,first_high,total,total_low,total_high
 *
 * one row for every stage, response and assumption, in this order: the assumption's value at its P10 and
 * P90, the response with all at their medians, with this one at P10 and at P90, its elementary effects, and
 * its indices with their intervals, empty where it was not varied. Numbers as %.10g.
 *
 * The file takes its name when it is complete (out_file.h). XW_IO with *trouble, which lives in keep;
 * XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_sensitivity_file_write(const struct xw_scenario *scenario,
                                                    const struct xw_sensitivity *sensitivity,
                                                    const char *path, struct xw_arena *keep,
                                                    const char **trouble);

/* Print, stage by stage and response by response, a tornado of bars, widest first, with elementary effects
 * and indices beside it. Assumptions that move nothing are named in one line. */
void xw_sensitivity_print(const struct xw_scenario *scenario,
                          const struct xw_sensitivity *sensitivity,
                          const struct xw_sensitivity_options *options, FILE *to);

#endif
