/* report.h: the gap report of one run, or of several side by side.
 *
 * One self-contained HTML page per language and every table as CSV (UTF-8 with BOM, so that a
 * spreadsheet opens it). The first run is the subject; the others stand beside it as scenarios. A
 * report is a pure function of its runs and options: no clock, host or path enters it, and the same
 * runs give the same bytes.
 */
#ifndef XW_REPORT_H
#define XW_REPORT_H
#include "xuewei/arena.h"
#include "xuewei/paired_runs.h"

#define XW_REPORT_ZH  1u
#define XW_REPORT_EN  2u
#define XW_REPORT_CSV 4u

struct xw_report_options {
    unsigned what;    /* XW_REPORT_ZH | XW_REPORT_EN | XW_REPORT_CSV; 0 = all of them */
    int16_t now_year; /* the school year whose September comes next; 0 = the sixth after the first
                         simulated year, held inside the horizon */
    const struct xw_paired_runs *paired; /* the runs compared, in their order; NULL = their central
                                            histories alone are compared */
};

/* Write DIR/report-zh.html, DIR/report-en.html, DIR/tables/NAME.csv, and the sentences of page one as
 * plain text in DIR/headline-zh.txt and DIR/headline-en.txt.
 *
 *   runs     [count] loaded runs, count >= 1; all of the same district and stages as runs[0], else
 *            XW_OUT_OF_RANGE. Borrowed.
 *   dir      made when it does not exist (its parent must); each file is written beside its name
 *            first and then renamed, so that nothing half-written is ever seen
 *   options  NULL = all of them, the usual year
 *   keep     receives *trouble, nothing else
 *   trouble  why it failed, for a person; NULL when it did not
 *
 * Returns XW_OK, XW_OUT_OF_RANGE, XW_IO or XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_report_write(const struct xw_run *runs, int32_t count, const char *dir,
                                          const struct xw_report_options *options,
                                          struct xw_arena *keep, struct xw_arena scratch,
                                          const char **trouble);

#endif
