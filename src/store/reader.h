/* reader.h: columns and rows of a run file that is being read, as the sources of this folder share
 * them. */
#ifndef XW_STORE_READER_H
#define XW_STORE_READER_H
#include "xuewei/run_reader.h"
#include "xuewei/sql_rows.h"

/* The next column as one of a list of words; another word is a fault. */
enum xw_evidence xw_reader_evidence(struct xw_sql_rows *rows);
enum xw_level xw_reader_level(struct xw_sql_rows *rows);
enum xw_scope xw_reader_scope(struct xw_sql_rows *rows);
enum xw_quantity xw_reader_quantity(struct xw_sql_rows *rows);
enum xw_left_out xw_reader_left_out(struct xw_sql_rows *rows);

/* The next column names a row, without which this one cannot be. */
int32_t xw_reader_row(struct xw_sql_rows *rows, enum xw_sql_rows_code of);

/* The single whole number that a query gives; table names what is read where a fault is told. */
int32_t xw_reader_asked(struct xw_sql_rows *rows, const char *table, const char *sql);

/* All input tables that a file of this schema keeps. */
void xw_reader_carried(struct xw_sql_rows *rows, struct xw_run *run, int32_t schema);

/* The rows of the inputs that explained numbers name. */
void xw_reader_input_rows(struct xw_sql_rows *rows, struct xw_run *run);

/* Row i of the tables of replicates. */
void xw_reader_quantile(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);
void xw_reader_risk(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);
void xw_reader_service(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);
void xw_reader_assumption(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);
void xw_reader_draw(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);

/* Row i of what the run was made with. */
void xw_reader_setting(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);
void xw_reader_norm(struct xw_sql_rows *rows, struct xw_run *run, int32_t i);

#endif
