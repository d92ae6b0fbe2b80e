/* csv_paired.h: the tables of a report of runs on the same replicates. */
#ifndef XW_REPORT_CSV_PAIRED_H
#define XW_REPORT_CSV_PAIRED_H
#include "csv_row.h"
#include "csv_tables.h"

/* Totals of the horizon by stage, towns by stage, then every place, year, stage and scope. */
void xw_csv_paired(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_paired_cost(const struct xw_csv_tables *tables, struct xw_csv_row *row);

#endif
