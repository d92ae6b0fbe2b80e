/* csv_tables.h: the tables of a report as CSV: UTF-8 with BOM, CRLF-free, heads from the dictionary. */
#ifndef XW_REPORT_CSV_TABLES_H
#define XW_REPORT_CSV_TABLES_H
#include "figures.h"
#include "markup.h"
#include "need.h"
#include "xuewei/paired_runs.h"

struct xw_csv_tables {
    const struct xw_figures *all; /* [runs] the subject first */
    int32_t runs;
    const struct xw_needs *needs;        /* of the subject */
    bool chances;                        /* the subject has replicates, and enough of them */
    const struct xw_paired_runs *paired; /* the runs on the same replicates, or NULL */
};

/* How many tables there are, and the file name of each ("stage_year.csv"). */
extern const int32_t xw_csv_tables_count;
const char *xw_csv_tables_name(int32_t table);

/* Whether a report has a table, by its file name: some stand only beside replicates, some only where
 * runs are paired. */
bool xw_csv_tables_has(const char *name, bool chances, bool paired);

/* Write one whole table. An empty cell means that there is no such value. */
void xw_csv_tables_write(const struct xw_csv_tables *tables, int32_t table, struct xw_markup *out);

#endif
