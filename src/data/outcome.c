#include "xuewei/ensemble_rows.h"

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

const char *xw_left_out_word(enum xw_left_out left_out)
{
    static const char *const word[XW_LEFT_OUTS] = { "project", "planned", "approved", "building",
                                                    "all" };
    return left_out < XW_LEFT_OUTS ? word[left_out] : "";
}

const char *xw_quantity_word(enum xw_quantity quantity)
{
    switch (quantity) {
    case XW_QUANTITY_DEMAND:
        return "demand";
    case XW_QUANTITY_SEATS:
        return "seats";
    case XW_QUANTITY_LOCAL_GAP:
        return "local_gap";
    case XW_QUANTITY_NET_GAP:
        return "net_gap";
    case XW_QUANTITY_UNPLACED:
        return "unplaced";
    case XW_QUANTITY_SURPLUS:
        return "surplus";
    case XW_QUANTITIES:
        break;
    }
    return "";
}
