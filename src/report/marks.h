/* marks.h: what the marks and words of a report mean, for its page and its workbook. */
#ifndef XW_REPORT_MARKS_H
#define XW_REPORT_MARKS_H
#include "words.h"

struct xw_mark {
    enum xw_key word, means;
};

enum { XW_MARKS = 6, XW_MARKED_WORDS = 9 };
extern const enum xw_key xw_marks_evidence[XW_EVIDENCE_COUNT]; /* what evidence means */
extern const struct xw_mark xw_marks[XW_MARKS];                /* in cells */
extern const struct xw_mark xw_marked_words[XW_MARKED_WORDS];

#endif
