/* compare_out.h: what `compare` prints of the runs that it has set side by side. */
#ifndef XW_CLI_COMPARE_OUT_H
#define XW_CLI_COMPARE_OUT_H
#include "xuewei/paired_runs.h"

struct compared {
    int32_t runs;
    const struct xw_run *run;
    const char *const *name; /* [runs] */
    const struct xw_paired_runs *paired;
};

/* The worst year of a stage in the central history: largest local gap (the first of equals), and the
 * idle seats of the last year. */
struct stage_summary {
    int32_t gap, gap_year, net, unplaced, surplus_last, over_norm;
};
struct stage_summary compare_summarise(const struct xw_run *run, int32_t stage);

void compare_print_text(const struct compared *c);
int compare_print_json(const struct compared *c); /* an exit status */

#endif
