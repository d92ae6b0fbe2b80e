#include "xuewei/seating.h"

const char *xw_reason_word(enum xw_reason reason)
{
    switch (reason) {
    case XW_REASON_CATCHMENT:
        return "catchment";
    case XW_REASON_FEEDER:
        return "feeder";
    case XW_REASON_COORDINATION:
        return "coordination";
    case XW_REASON_PRIVATE:
        return "private";
    case XW_REASON_CITY:
        return "city";
    case XW_REASON_UNPLACED:
        return "unplaced";
    case XW_REASON_GUARANTEED:
        return "guaranteed";
    case XW_REASON_MULTI_SCHOOL:
        return "multi_school";
    case XW_REASON_OWN_LEAVERS:
        return "own_leavers";
    case XW_REASON_SIBLING:
        return "sibling";
    case XW_REASON_BOARDING:
        return "boarding";
    case XW_REASON_SPECIAL:
        return "special";
    case XW_REASON_CHOICE:
        return "choice";
    case XW_REASON_NO_CLAIM:
        return "no_claim";
    case XW_REASON_OPEN:
        return "open";
    case XW_REASON_DISTRICT:
        return "district";
    case XW_REASONS:
        break;
    }
    return "";
}
