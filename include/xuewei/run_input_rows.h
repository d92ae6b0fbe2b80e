/* run_input_rows.h: which lines of its input files the numbers of a run rest on.
 *
 * A run carries its inputs; xw_run_load keeps the lines of the tables capacity and rolls by school, stage and
 * grade, so that a report can name them. Norms and projects have their lines in tables of their own.
 */
#ifndef XW_RUN_INPUT_ROWS_H
#define XW_RUN_INPUT_ROWS_H
#include "xuewei/run_reader.h"

/* Which rows: XW_NONE of a school or stage is any; of rolls the grades grade_from .. grade_to, of years
 * before `before`. */
struct xw_run_rows_asked {
    enum xw_table table;
    int32_t school, stage, grade_from, grade_to;
    int32_t before;
};

/* "rolls.csv:214—271, 280": the file's name without its folder, lines in order, neighbouring ones as a range
 * with the given dash. NULL without such rows, or when memory is used up. */
const char *xw_run_rows_text(const struct xw_run *run, const struct xw_run_rows_asked *asked,
                             const char *dash, struct xw_arena *keep);

/* The same of lines that the caller has, ascending; of a table whose file the run names. */
const char *xw_run_lines_text(const struct xw_run *run, enum xw_table table, int32_t count,
                              const int32_t *line, const char *dash, struct xw_arena *keep);

#endif
