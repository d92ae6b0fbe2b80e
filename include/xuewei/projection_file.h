/* projection_file.h: what `project` finds, as CSV tables.
 *
 *   people  year,zone,sex,age,persons   on the anniversaries of base_date in `year`; with a column
 *           residency before persons where the population tells residence statuses apart
 *   events  year,zone,sex,births,deaths,migrants   between that of `year` and the next
 *
 * sex is f or m, age the first age of its group; numbers are printed so that reading them gives the
 * same number back (%.17g). Rows come in the order in which the sink is given them.
 */
#ifndef XW_PROJECTION_FILE_H
#define XW_PROJECTION_FILE_H
#include "xuewei/arena.h"
#include "xuewei/outcome.h"
#include <stdio.h>

/* One of the tables while it is written. */
struct xw_csv_out {
    FILE *to;         /* NULL: closed, or not asked for */
    const char *path; /* NULL: standard output */
    const char
        *part; /* the file beside path that gets its name in the end; NULL: written in place */
};

struct xw_projection_file {
    const struct xw_scenario *scenario;
    struct xw_arena *keep;
    struct xw_csv_out people, events;
    const char *trouble; /* why it failed, or NULL; lives in keep */
};

/* Begin the tables: people NULL = standard output, events NULL = not wanted. Files that stand there
 * are replaced when both tables are complete, not before; what is no regular file (a pipe, a
 * terminal) is written directly. A file
 * that is neither empty nor one of these tables is left alone. XW_IO with the trouble said, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_projection_file_open(struct xw_projection_file *file,
                                                  struct xw_arena *keep,
                                                  const struct xw_scenario *scenario,
                                                  const char *people, const char *events);

struct xw_projection_sink xw_projection_file_sink(struct xw_projection_file *file);

/* Complete the tables and give them their names. XW_IO. */
XW_CHECKED enum xw_status xw_projection_file_finish(struct xw_projection_file *file);

/* Leave nothing half written behind; safe on {0} and a second time. */
void xw_projection_file_free(struct xw_projection_file *file);

#endif
