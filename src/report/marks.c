#include "marks.h"

const enum xw_key xw_marks_evidence[XW_EVIDENCE_COUNT] = { XW_SAY_MARK_PUBLISHED,
                                                           XW_SAY_MARK_ESTIMATED,
                                                           XW_SAY_MARK_ASSUMED };

const struct xw_mark xw_marks[XW_MARKS] = {
    { XW_SAY_MARK_0, XW_SAY_MEANS_0 },       { XW_SAY_MARK_TRACE, XW_SAY_MEANS_TRACE },
    { XW_SAY_MARK_DASH, XW_SAY_MEANS_DASH }, { XW_SAY_MISSING, XW_SAY_MEANS_MISSING },
    { XW_SAY_MARK_HELD, XW_SAY_MEANS_HELD }, { XW_SAY_MARK_ASK, XW_SAY_MEANS_ASK }
};

const struct xw_mark xw_marked_words[XW_MARKED_WORDS] = {
    { XW_SAY_NORM_SEATS, XW_SAY_MEANS_NORM },
    { XW_SAY_ROW_DESIGN, XW_SAY_MEANS_DESIGN },
    { XW_SAY_WORD_COMPLIANT, XW_SAY_MEANS_COMPLIANT },
    { XW_SAY_LOCAL_GAP, XW_SAY_MEANS_LOCAL },
    { XW_SAY_NET, XW_SAY_MEANS_NET },
    { XW_SAY_LOCAL_IDLE, XW_SAY_MEANS_IDLE },
    { XW_SAY_ROW_UNPLACED, XW_SAY_MEANS_UNPLACED },
    { XW_SAY_WORD_YEAR, XW_SAY_MEANS_YEAR },
    { XW_SAY_WORD_NEEDED, XW_SAY_MEANS_NEEDED },
};
