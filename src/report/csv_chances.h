/* csv_chances.h: what replicates add to the tables of a report. Runs without any have no rows. */
#ifndef XW_REPORT_CSV_CHANCES_H
#define XW_REPORT_CSV_CHANCES_H
#include "csv_row.h"
#include "chances.h"
#include "csv_tables.h"

void xw_csv_quantiles(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_risk_year(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_risk(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_service(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_assumptions(const struct xw_csv_tables *tables, struct xw_csv_row *row);
void xw_csv_on_time(const struct xw_csv_tables *tables, struct xw_csv_row *row);

#endif
