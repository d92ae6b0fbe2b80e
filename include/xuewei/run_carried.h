/* run_carried.h: the tables of the scenario that a run file keeps (carried.h).
 *
 * They are written when the file is begun, every table that can be kept, also when it has no row, so
 * that a query finds what it asks for. They came with schema 3: in an older file, and in a file of a
 * program that did not know a table yet, the table is empty.
 */
#ifndef XW_RUN_CARRIED_H
#define XW_RUN_CARRIED_H
#include "xuewei/carried.h"
#include "xuewei/run_reader.h"

/* The rows of a kept table of a run; count 0 without any, and in a run made by hand. */
const struct xw_carried *xw_run_carried(const struct xw_run *run, enum xw_table table);

#endif
