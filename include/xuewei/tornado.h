/* tornado.h: what an answer hangs on, as a picture: one bar an assumption, widest first. */
#ifndef XW_TORNADO_H
#define XW_TORNADO_H
#include "xuewei/arena.h"
#include <stdio.h>

struct xw_tornado_bar {
    const char *name_zh, *name_en; /* of the assumption */
    double low, high;              /* the answer with the assumption at its P10 and at its P90 */
};

/* One answer. Bars that stay at the median are left out and counted. */
struct xw_tornado {
    const char *title_zh, *title_en;
    double median;
    int32_t bars;
    const struct xw_tornado_bar *bar; /* in any order */
};

/* Write an SVG file with the answers one below another, in both languages, that needs no script and no
 * font of its own, is told apart in grey print (the P10 side is light, the P90 side dark) and by readers
 * of titles. Numbers are whole.
 *
 * XW_NO_MEMORY; XW_IO when the stream has failed. */
XW_CHECKED enum xw_status xw_tornado_write(FILE *to, const char *title, int32_t answers,
                                           const struct xw_tornado *answer,
                                           struct xw_arena scratch);

#endif
