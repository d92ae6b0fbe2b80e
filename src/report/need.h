/* need.h: of every project, the year its seats are first needed against the year it opens.
 *
 * The seats of a project are needed in a year when its town, in its stage, has more pupils than
 * seats without it. Everything else stays as it is: two projects in one town can each be needed
 * less because the other is there.
 */
#ifndef XW_REPORT_NEED_H
#define XW_REPORT_NEED_H
#include "figures.h"

enum xw_verdict {
    XW_VERDICT_LATE,       /* opens after the first year of need */
    XW_VERDICT_EXACT,      /* opens in it */
    XW_VERDICT_EARLY,      /* opens before it */
    XW_VERDICT_NEVER,      /* no need within the horizon */
    XW_VERDICT_NO_CLASSES, /* the number of classes is not given: ? */
    XW_VERDICT_NO_SEATS,   /* adds none (a relocation or rebuild of the same size) */
    XW_VERDICT_NO_GAP,     /* no district gap to set it against: other stage, the city's, no town */
    XW_VERDICT_UNCOUNTED,  /* not part of this scenario */
    XW_VERDICTS
};

struct xw_need {
    enum xw_verdict verdict;
    int32_t stage;       /* row of stages, or XW_NONE */
    int32_t town;        /* or XW_NONE */
    int16_t from, until; /* first and last year of need; XW_NONE */
    int32_t years;       /* late: opening - from; early: from - opening */
    bool over;           /* late, and the need is over when it opens */
    int32_t seats;       /* norm seats it adds in its first open year within the horizon */
};

struct xw_needs {
    int32_t count;
    struct xw_need *need;                   /* by project */
    int32_t of[XW_VERDICTS];                /* how many of each */
    int32_t *order;                         /* projects by stage (others last), opening, row */
    int32_t done, building, ahead, overdue; /* by status; they add up to count */
};

XW_CHECKED enum xw_status xw_needs_make(struct xw_arena *keep, const struct xw_figures *figures,
                                        struct xw_needs *out);

/* Norm seats that a project adds in a year; 0 when it is not open. */
int32_t xw_needs_added(const struct xw_figures *figures, int32_t project, int16_t year);

#endif
