/* csv_sink.h: a table of a report as CSV: UTF-8 with its mark, so that a spreadsheet takes it for what
 * it is; the names of the columns, then the rows; lines end with a line feed. */
#ifndef XW_REPORT_CSV_SINK_H
#define XW_REPORT_CSV_SINK_H
#include "data_table.h"
#include "markup.h"

/* Write one whole table. An empty cell means that there is no such value. false: xw_data_emit. */
XW_CHECKED bool xw_csv_table(const struct xw_data_table *table, const struct xw_data_source *source,
                             struct xw_markup *out);

#endif
