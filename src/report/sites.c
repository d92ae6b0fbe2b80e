#include "sites.h"
#include "kept.h"
#include <string.h>

int32_t xw_site_town(const struct xw_figures *f, int32_t row)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_SITES);
    const char *town = xw_carried_text(rows, XW_COL_SITES_TOWN, row);
    int32_t zone = xw_kept_zone(f, xw_carried_text(rows, XW_COL_SITES_ZONE, row));
    if (town[0] == '\0' && zone != XW_NONE) town = f->run->zone[zone].town_zh;
    return xw_figures_town_of(f, town);
}

struct xw_standing xw_standing_of(const struct xw_figures *f, int32_t town, int32_t stage)
{
    struct xw_standing s = { .worst_year = XW_NONE };
    if (town == XW_NONE || stage == XW_NONE) return s;
    for (int32_t y = f->now - f->first; y < f->years; y++) {
        int32_t balance;
        if (!xw_figures_balance(xw_figures_town(f, town, stage, XW_SCOPE_ALL, y), &balance))
            continue;
        if (f->first + y == f->now) s.now = balance;
        if (s.known && balance >= s.worst) continue;
        s.known = true;
        s.worst = balance;
        s.worst_year = f->first + y;
    }
    return s;
}

bool xw_site_is(const struct xw_figures *f, int32_t row, const char *status)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_SITES);
    return strcmp(xw_carried_text(rows, XW_COL_SITES_STATUS, row), status) == 0;
}

const char *xw_site_verdict(const struct xw_figures *f, int32_t row)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_SITES);
    int32_t until = xw_carried_whole(rows, XW_COL_SITES_UNTIL_YEAR, row, INT16_MAX);
    struct xw_standing s =
        xw_standing_of(f, xw_site_town(f, row), xw_kept_stage(f, rows, XW_COL_SITES_STAGE, row));
    bool is_short = s.known && s.worst < 0;
    if (!s.known || xw_site_is(f, row, "in_use")) return "";
    if (xw_site_is(f, row, "released")) return is_short ? "lost" : "";
    if (!is_short) return "spare";
    return until < s.worst_year ? "extend" : "keep";
}
