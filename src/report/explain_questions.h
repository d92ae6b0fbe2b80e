/* explain_questions.h: which rows of the run a question means. Within the report. */
#ifndef XW_REPORT_EXPLAIN_QUESTIONS_H
#define XW_REPORT_EXPLAIN_QUESTIONS_H
#include "explain_parts.h"

enum xw_asked_table {
    XW_ASKED_GAP,
    XW_ASKED_SCHOOL,
    XW_ASKED_CLASS,
    XW_ASKED_FLOW,
    XW_ASKED_PROJECT,
    XW_ASKED_QUANTILE,
    XW_ASKED_TABLES
};

struct xw_asked {
    enum xw_asked_table table;
    bool of_replicates; /* the history need not be simulated */
    int32_t stage;      /* row of stages, or XW_NONE: any */
    int32_t rows;
    int32_t *row; /* of the run's rows of the table, in their order */
};

/* XW_REFUSED with *trouble when something that is named is not there. */
XW_CHECKED enum xw_status xw_explain_find(const struct xw_explainer *e,
                                          const struct xw_question *question, struct xw_arena *keep,
                                          struct xw_asked *out, const char **trouble);

/* Explain each row. The state is in the question's year. */
XW_CHECKED enum xw_status xw_explain_write(struct xw_pen *pen, const struct xw_question *question,
                                           const struct xw_asked *asked);

#endif
