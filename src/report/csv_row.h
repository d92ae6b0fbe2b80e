/* csv_row.h: a row of a CSV table, cell by cell. */
#ifndef XW_REPORT_CSV_ROW_H
#define XW_REPORT_CSV_ROW_H
#include "markup.h"
#include "xuewei/run_reader.h"

/* The first cell knows that it is the first. */
struct xw_csv_row {
    struct xw_markup *out;
    bool begun;
};

void xw_csv_text(struct xw_csv_row *row, const char *cell); /* NULL: empty */
void xw_csv_whole(struct xw_csv_row *row, int64_t value);
void xw_csv_whole_or_none(struct xw_csv_row *row, int32_t value);     /* XW_NONE: empty */
void xw_csv_real(struct xw_csv_row *row, double value, int decimals); /* not finite: empty */
void xw_csv_end(struct xw_csv_row *row);

/* The word of a stage or evidence in tables; "" for none. */
const char *xw_csv_stage(const struct xw_run *run, int32_t stage);
const char *xw_csv_evidence(enum xw_evidence evidence);

#endif
