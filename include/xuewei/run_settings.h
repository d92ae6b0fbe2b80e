/* run_settings.h: with what a run was made: its scenario's keys and the norms that held.
 *
 * Tables setting and norm of the run file, since schema 3; an older file has none. A norm that is the
 * same in all grades of a stage is one row without a grade.
 */
#ifndef XW_RUN_SETTINGS_H
#define XW_RUN_SETTINGS_H
#include "xuewei/run_reader.h"

/* The value of a key of the scenario, NULL: neither given nor usual, or an older file. */
const char *xw_run_setting(const struct xw_run *run, const char *path);

/* A norm of a stage (row of stages) in its entry grade, NULL: none holds. */
const struct xw_run_norm *xw_run_norm(const struct xw_run *run, int32_t stage,
                                      const char *quantity);

#endif
