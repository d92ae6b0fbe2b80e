/* assignment_file.h: the CSV table of `assign`: who of a zone goes to which school, in one year.
 *
 *   zone,school,stage,tier,pupils,metres,reason
 *
 * The flow rows of that year (outcome.h) in their order, of stages whose seats are the district's.
 * school and metres are empty where nobody is placed, tier where the problem has none.
 */
#ifndef XW_ASSIGNMENT_FILE_H
#define XW_ASSIGNMENT_FILE_H
#include "xuewei/out_file.h"
#include "xuewei/outcome.h"

enum { XW_ASSIGNMENT_REASONS = 24 };

/* What the rows add up to. */
struct xw_assignment_tally {
    int64_t pupils, unplaced;
    double pupil_metres; /* of who has a way */
    int32_t reasons;     /* in the order in which they came */
    char reason[XW_ASSIGNMENT_REASONS][24];
    int64_t of_reason[XW_ASSIGNMENT_REASONS];
};

struct xw_assignment_file {
    struct xw_assignment_tally tally;
    struct xw_out_file out; /* its trouble says why it failed */
    /* private */
    const struct xw_scenario *scenario;
    int16_t year;
};

/* The scenario and keep stay borrowed. XW_IO, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_assignment_file_open(struct xw_assignment_file *file,
                                                  struct xw_arena *keep,
                                                  const struct xw_scenario *scenario, int16_t year,
                                                  const char *path);

/* Takes every row of a run; other tables and other years pass by. */
struct xw_sink xw_assignment_file_sink(struct xw_assignment_file *file);

XW_CHECKED enum xw_status xw_assignment_file_finish(struct xw_assignment_file *file);
void xw_assignment_file_free(struct xw_assignment_file *file); /* safe on {0} and twice */

#endif
