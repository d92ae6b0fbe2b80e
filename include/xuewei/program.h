/* program.h: other programs, found in PATH and run without a shell.
 *
 * A program gets no input, its two outputs go to a log, it is stopped with all that it started when its
 * time is over or the user asks, and nothing of it is left behind when the call returns.
 */
#ifndef XW_PROGRAM_H
#define XW_PROGRAM_H
#include "xuewei/arena.h"
#include "xuewei/progress.h"

struct xw_program {
    const char *const *argv; /* argv[0] a path (xw_program_find); ends with NULL */
    const char *const
        *more;       /* NAME=VALUE for its environment, ends with NULL; NULL = ours as it is */
    const char *log; /* file for both outputs, made new; NULL = nowhere */
};

/* The path of the first of names (ends with NULL) that is an executable file in a folder of PATH, the
 * names in their order; NULL when there is none, or no memory. */
const char *xw_program_find(struct xw_arena *keep, const char *const *names);

/* Run count programs, at most at_once at a time, and wait for all.
 *
 *   at_once   1 or more
 *   limit_s   [s] for each of them
 *   progress  told how many are done; its stop is obeyed; may be NULL
 *   trouble   what failed: the program's name and the last line of its log
 *
 * Returns XW_OK when all ended with status 0; XW_IO otherwise, XW_STOPPED, XW_NO_MEMORY. The first that
 * fails ends the others. */
XW_CHECKED enum xw_status xw_program_run(const struct xw_program *programs, int32_t count,
                                         int32_t at_once, double limit_s,
                                         struct xw_progress *progress, struct xw_arena *keep,
                                         const char **trouble);

/* A folder of our own in TMPDIR (/tmp), which only this user may read; NULL with errno. Remove takes away
 * all that is in it; NULL is no folder. */
const char *xw_private_folder_make(struct xw_arena *keep);
void xw_private_folder_remove(const char *folder);

#endif
