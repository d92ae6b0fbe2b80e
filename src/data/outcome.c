#include "xuewei/outcome.h"

const char *xw_level_word(enum xw_level level)
{
    switch (level) {
    case XW_LEVEL_DISTRICT:
        return "district";
    case XW_LEVEL_TOWN:
        return "town";
    case XW_LEVEL_GROUP:
        return "group";
    case XW_LEVEL_CATCHMENT:
        return "catchment";
    case XW_LEVEL_ZONE:
        return "zone";
    }
    return "";
}

const char *xw_scope_word(enum xw_scope scope)
{
    switch (scope) {
    case XW_SCOPE_ENTRY:
        return "entry";
    case XW_SCOPE_ALL:
        return "all";
    }
    return "";
}
