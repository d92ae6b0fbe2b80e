/* equity_rows.h: a year's seven indicators of balance, school by school and for the district. */
#ifndef XW_EQUITY_ROWS_H
#define XW_EQUITY_ROWS_H
#include "xuewei/measure_rows.h"

/* Rows of measure_year for primary and lower secondary school, from the amounts of the table `resources`
 * and the pupils simulated; none without the table.
 *
 * Schools of every sector count. In scope are schools that have pupils of the stage, no special education, and 50 pupils or more in
 * their compulsory stages together. A nine-year school counts in each stage with the pupils of the
 * stage and its own rows; amounts of the school as a whole are shared by pupils. An indicator of which
 * a school in scope has no amount has no coefficient: its row says needs_input.
 *
 * A cluster of two open schools and more has the coefficients of its own schools, whatever their size,
 * without a target. */
XW_CHECKED enum xw_status xw_equity_rows(const struct xw_state *state, struct xw_arena scratch,
                                         const struct xw_sink *sink);

#endif
