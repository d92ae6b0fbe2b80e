/* backtest_file.h: what a back-test finds, as CSV tables.
 *
 *   scores     horizon,size,method,n,mape_total,mape_grade,wape_grade,bias_pct,crps,coverage80,width80_pct
 *              by horizon, size class and method, `chosen` last; a class or a method without a grade
 *              has no row
 *   forecasts  origin,target,school,grade,method,p10,p50,p90,actual
 *              of the chosen method, by origin, target, school and grade
 *
 * Numbers are printed so that reading them gives the same number back (%.17g).
 */
#ifndef XW_BACKTEST_FILE_H
#define XW_BACKTEST_FILE_H
#include "xuewei/backtest.h"

/* Write the tables; either path may be NULL: not wanted. Each is written beside its name; both are
 * renamed when both are complete, not before. What is no regular file (a pipe, a terminal) is
 * written directly. A file that is neither empty nor such a table is left alone. XW_IO with *trouble
 * said, living in keep; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_backtest_write(const struct xw_backtest *backtest, const char *scores,
                                            const char *forecasts, struct xw_arena *keep,
                                            const char **trouble);

#endif
