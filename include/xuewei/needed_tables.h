/* needed_tables.h: which tables a command wants of a scenario, and which it reads where they are named. */
#ifndef XW_NEEDED_TABLES_H
#define XW_NEEDED_TABLES_H
#include "xuewei/draft.h"

/* The table must be given. */
bool xw_table_needed(enum xw_need need, enum xw_table table);

/* The table is read where it is named. yields: pupils of new dwellings are given, which participation
 * turns into children. */
bool xw_table_read(enum xw_need need, enum xw_table table, bool yields);

/* A scenario of `assign` with a population is a simulation; one that names none is one year's problem. The
 * draft's need, and without_population of its scenario, say so from then on. */
void xw_choose_need(struct xw_draft *draft);

/* Tables that such a problem takes no notice of are refused where they are named. */
void xw_refuse_unused(struct xw_draft *draft);

#endif
