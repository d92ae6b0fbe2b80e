#include "xuewei/progress.h"
#include <time.h>
#include <unistd.h>

#define FIRST_S 0.2 /* work that is done sooner says nothing */
#define EVERY_S 0.1 /* between two lines */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void xw_progress_init(struct xw_progress *progress, FILE *to, bool quiet,
                      const volatile sig_atomic_t *stop)
{
    bool shows = !quiet && to != NULL && isatty(fileno(to));
    *progress = (struct xw_progress){ .to = shows ? to : NULL, .stop = stop };
}

void xw_progress_begin(struct xw_progress *progress, const char *what, int64_t total)
{
    xw_progress_begin_after(progress, what, total, 0);
}

void xw_progress_begin_after(struct xw_progress *progress, const char *what, int64_t total,
                             int64_t before)
{
    if (progress == NULL) return;
    progress->what = what;
    progress->done = progress->before = before;
    progress->total = total;
    progress->began_s = progress->shown_s = now_s();
}

static void show(struct xw_progress *progress, double at_s)
{
    int64_t done = progress->done, total = progress->total;
    fprintf(progress->to, "\r%s", progress->what);
    if (total > 0) {
        if (done > total) done = total;
        fprintf(progress->to, "  %lld of %lld, %d %%", (long long)done, (long long)total,
                (int)(100.0 * (double)done / (double)total));
        int64_t now = done - progress->before;
        if (now > 0 && done < total) {
            double left_s = (at_s - progress->began_s) * (double)(total - done) / (double)now;
            fprintf(progress->to, ", %.0f s left", left_s);
        }
    }
    fputs("\033[K", progress->to); /* an earlier line may have been longer */
    fflush(progress->to);
    progress->shown = true;
    progress->shown_s = at_s;
}

bool xw_progress_at(struct xw_progress *progress, int64_t done)
{
    if (progress == NULL) return true;
    progress->done = done;
    if (progress->to != NULL) {
        double at_s = now_s();
        double wait_s = progress->shown ? EVERY_S : FIRST_S;
        if (at_s - progress->shown_s >= wait_s) show(progress, at_s);
    }
    return progress->stop == NULL || *progress->stop == 0;
}

void xw_progress_end(struct xw_progress *progress)
{
    if (progress == NULL || !progress->shown) return;
    fputs("\r\033[K", progress->to);
    fflush(progress->to);
    progress->shown = false;
}
