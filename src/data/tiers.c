#include "xuewei/tiers.h"

const char *xw_zone_right_word(enum xw_zone_right right)
{
    switch (right) {
    case XW_RIGHT_CATCHMENT:
        return "catchment";
    case XW_RIGHT_COORDINATION:
        return "coordination";
    case XW_RIGHT_NONE:
        return "none";
    case XW_RIGHTS:
        break;
    }
    return "";
}

const char *xw_tier_rule_word(enum xw_tier_rule rule)
{
    switch (rule) {
    case XW_RULE_DISTANCE:
        return "distance";
    case XW_RULE_LOTTERY:
        return "lottery";
    case XW_RULE_DATE:
        return "date";
    case XW_RULES:
        break;
    }
    return "";
}

const char *xw_grows_word(enum xw_grows grows)
{
    switch (grows) {
    case XW_GROWS_NORM:
        return "norm";
    case XW_GROWS_STRETCH:
        return "stretch";
    case XW_GROWS_LIMIT:
        return "limit";
    case XW_GROWS_LAYERS:
        break;
    }
    return "";
}

bool xw_tiers_holds(const struct xw_tiers *tiers, int32_t row, int32_t stage, int16_t year)
{
    return (tiers->stage[row] == XW_NONE || tiers->stage[row] == stage) &&
           tiers->from_year[row] <= year && year <= tiers->to_year[row];
}

struct xw_tier_year xw_tiers_of(const struct xw_tiers *tiers, int32_t stage, int16_t year)
{
    struct xw_tier_year of = { .given = false };
    /* Rows are ordered by code: a code's first row that holds stands for it, and insertion keeps equal
     * orders by code. */
    int32_t last = XW_NONE;
    for (int32_t i = 0; i < tiers->count && of.count < XW_MAX_TIERS; i++) {
        if (tiers->row[i].code == last || !xw_tiers_holds(tiers, i, stage, year)) continue;
        last = tiers->row[i].code;
        int32_t at = of.count++;
        for (; at > 0 && of.tier[at - 1].order > tiers->row[i].order; at--)
            of.tier[at] = of.tier[at - 1];
        of.tier[at] = tiers->row[i];
    }
    of.given = of.count > 0;
    if (of.given) return of;
    of.count = 1;
    of.tier[0] = (struct xw_tier){ .code = XW_NONE,
                                   .order = 1,
                                   .right = XW_RIGHT_CATCHMENT,
                                   .rule = XW_RULE_DISTANCE,
                                   .grows = XW_GROWS_STRETCH };
    return of;
}

double xw_tiers_share(const struct xw_tiers *tiers, int32_t code, int32_t stage, int16_t year,
                      int32_t residency)
{
    double share = 0.0;
    for (int32_t i = 0; i < tiers->count; i++)
        if (tiers->row[i].code == code && xw_tiers_holds(tiers, i, stage, year) &&
            (tiers->residency[i] == XW_NONE || tiers->residency[i] == residency))
            share += tiers->share[i];
    return share;
}

const char *xw_tiers_code(const struct xw_tiers *tiers, const struct xw_tier_year *year,
                          int32_t tier)
{
    return year->given ? tiers->code[year->tier[tier].code] : XW_TIER_USUAL;
}

bool xw_admission_areas_of(const struct xw_admission_areas *areas, int32_t stage, int16_t year,
                           int32_t zones, int32_t *area)
{
    bool any = false;
    for (int32_t z = 0; z < zones; z++)
        area[z] = XW_NONE;
    for (int32_t i = 0; i < areas->count; i++) {
        if (areas->stage[i] != stage || year < areas->from_year[i] || year > areas->to_year[i])
            continue;
        area[areas->zone[i]] = areas->area[i];
        any = true;
    }
    return any;
}
