#include "xuewei/evidence.h"
#include <stddef.h>

const char *xw_evidence_name(enum xw_evidence evidence)
{
    switch (evidence) {
    case XW_PUBLISHED:
        return "published";
    case XW_ESTIMATED:
        return "estimated";
    case XW_ASSUMED:
        return "assumed";
    case XW_EVIDENCE_COUNT:
        break;
    }
    return "";
}
