#include "xuewei/status.h"

const char *xw_status_text(enum xw_status status)
{
    switch (status) {
#define X(symbol, value, text)                                                                     \
    case symbol:                                                                                   \
        return text " (" #symbol ")";
        XW_STATUS_LIST(X)
#undef X
    }
    return "a status that this program does not know";
}
