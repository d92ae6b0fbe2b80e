/* progress.h: say how far a long work is, and obey a request to stop.
 *
 * Prints one line that rewrites itself on a terminal, nothing in a pipe. A stop is asked for by
 * setting *stop (a signal handler may); work that sees it ends with XW_STOPPED. One thread reports.
 */
#ifndef XW_PROGRESS_H
#define XW_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <signal.h>

struct xw_progress {
    FILE *to;                          /* NULL = silent */
    const volatile sig_atomic_t *stop; /* may be NULL */
    const char *what;
    int64_t done, total;
    int64_t before;          /* of done, what was done when it began: it took no time */
    double began_s, shown_s; /* monotonic clock */
    bool shown;
};

/* Silent unless to is a terminal and quiet is false. */
void xw_progress_init(struct xw_progress *progress, FILE *to, bool quiet,
                      const volatile sig_atomic_t *stop);

/* Begin a piece of work of total steps (0 = not known); what is borrowed until the end. */
void xw_progress_begin(struct xw_progress *progress, const char *what, int64_t total);

/* The same with `before` steps done by somebody earlier: the time left is that of the others. */
void xw_progress_begin_after(struct xw_progress *progress, const char *what, int64_t total,
                             int64_t before);

/* done steps are behind us; a line at most every tenth of a second, the first after two of them.
 * false: stop as soon as you can. progress may be NULL here and in begin and end. */
bool xw_progress_at(struct xw_progress *progress, int64_t done);

/* Wipe the line. */
void xw_progress_end(struct xw_progress *progress);

#endif
