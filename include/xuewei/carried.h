/* carried.h: rows of input tables that stay as they were given, from the scenario through the run file
 * to the report.
 *
 * Some tables no stage computes with: what the yearly statistics say, approvals and budgets, reserved
 * sites. parameters.def declares them as XW_CARRIED_TABLE. They are read and checked like any other;
 * a code column `school`, `zone`, `project` or `tier` must name a row of that table, `town` a town of
 * the zones, `stage` and `grade` those of the scenario, and from_year must not lie behind to_year. The
 * run file keeps them in a table of the same name: the columns of the dictionary, then the line of the
 * input file; what is empty is null. Tables that a stage reads may be kept too (XW_KEPT_TABLE): `rolls`
 * is, for the years that lie behind the base.
 *
 * Rows are in order of their key (order.h), so that the order of the input file changes nothing but
 * the lines.
 */
#ifndef XW_CARRIED_H
#define XW_CARRIED_H
#include "xuewei/arena.h"
#include "xuewei/evidence.h"
#include "xuewei/parameters.h"

/* The rows of one table, the same in a scenario and in a run that was read. count 0: not given, or
 * without a row, or not known to the older program that wrote the run. */
struct xw_carried {
    enum xw_table table;
    int32_t count;
    int32_t *line; /* of the row in its input file */
    /* By column of the table (a row of the dictionary minus the table's first). Words stand as texts,
     * whole numbers and years as numbers. */
    double *number[XW_ROW_COLUMNS];    /* numbers; NaN when empty; NULL: the column is a text */
    const char **text[XW_ROW_COLUMNS]; /* texts, codes, words, dates; "" when empty */
};

/* Whether values of a column stand as numbers, not as texts. */
bool xw_carried_is_number(enum xw_value_kind kind);

/* Make room in keep for count rows of a table, all empty. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_carried_take(struct xw_carried *carried, enum xw_table table,
                                          int32_t count, struct xw_arena *keep);

/* The value of a cell, by the column's name in the dictionary (XW_COL_SITES_AREA_M2); the column must be
 * one of the table, and of the kind asked for. Empty cells are "", NaN and `missing`. */
const char *xw_carried_text(const struct xw_carried *carried, enum xw_column column, int32_t row);
double xw_carried_number(const struct xw_carried *carried, enum xw_column column, int32_t row);
int32_t xw_carried_whole(const struct xw_carried *carried, enum xw_column column, int32_t row,
                         int32_t missing);

/* What a row rests on; without a word it counts as assumed. */
enum xw_evidence xw_carried_evidence(const struct xw_carried *carried, int32_t row);

#endif
