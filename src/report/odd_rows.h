/* odd_rows.h: the doubts of a run, by the row of the input that they are about.
 *
 * Several doubts about one row are one item, so that a reader meets each project once.
 */
#ifndef XW_REPORT_ODD_ROWS_H
#define XW_REPORT_ODD_ROWS_H
#include "figures.h"

struct xw_odd_row {
    int32_t project; /* the project whose row it is, or XW_NONE */
    int32_t first;   /* its first warning; the others have the same file and line */
    int32_t doubts;  /* how many */
    int32_t seats;   /* that its project would still add: it opens in `now` or later */
};

/* Rows in the order of their first warnings; rows [warning_count] is written. Returns how many. */
int32_t xw_odd_rows(const struct xw_figures *figures, struct xw_odd_row *rows);

/* Projects first: those with most doubts, then with most seats still to come, then in order. */
void xw_odd_rows_sort(struct xw_odd_row *rows, int32_t count);

/* How many doubts there are about a project. */
int32_t xw_odd_rows_of_project(const struct xw_figures *figures, int32_t project);

/* Whether warning `other` is about the same row as warning `first`. */
bool xw_odd_rows_same(const struct xw_run *run, int32_t first, int32_t other);

#endif
