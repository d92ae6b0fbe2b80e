#include "xuewei/share_rows.h"
#include <math.h>

enum xw_status xw_share_rows_take(struct xw_draft *draft, const struct xw_rows *rows,
                                  enum xw_column year, int32_t targets, struct xw_share_rows *out)
{
    int32_t first = draft->out->first, last = draft->out->last;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t y = xw_rows_whole(rows, year, i);
        if (rows->bad[i] || y == XW_MISSING) continue;
        if (y < first) first = y;
        if (y > last) last = y;
    }
    *out = (struct xw_share_rows){ .targets = targets,
                                   .places = draft->out->zones.count + 1,
                                   .years = last - first + 1,
                                   .first = (int16_t)first };
    ptrdiff_t cells = (ptrdiff_t)targets * out->places;
    out->always = XW_TAKE(draft->work, cells, double);
    out->yearly = XW_TAKE(draft->work, cells * out->years, double);
    out->filled = XW_TAKE(draft->work, xw_scenario_years(draft->out), uint8_t);
    if (out->always == NULL || out->yearly == NULL || out->filled == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        out->always[i] = NAN;
    for (ptrdiff_t i = 0; i < cells * out->years; i++)
        out->yearly[i] = NAN;
    return XW_OK;
}

void xw_share_rows_put(struct xw_share_rows *shares, int32_t target, int32_t place, int32_t year,
                       double value)
{
    ptrdiff_t cell = (ptrdiff_t)target * shares->places + place;
    if (year == XW_MISSING)
        shares->always[cell] = value;
    else
        shares->yearly[cell * shares->years + (year - shares->first)] = value;
}

double xw_share_rows_at(const struct xw_share_rows *shares, int32_t target, int32_t place,
                        int32_t year, bool fill, bool *filled)
{
    ptrdiff_t cell = (ptrdiff_t)target * shares->places + place;
    const double *yearly = shares->yearly + cell * shares->years;
    int32_t y = year - shares->first;
    if (!isnan(yearly[y])) return yearly[y];
    if (!isnan(shares->always[cell]) || !fill) return shares->always[cell];
    for (int32_t other = y - 1; other >= 0; other--)
        if (!isnan(yearly[other])) {
            *filled = true;
            return yearly[other];
        }
    for (int32_t other = y + 1; other < shares->years; other++)
        if (!isnan(yearly[other])) {
            *filled = true;
            return yearly[other];
        }
    return NAN;
}

void xw_share_rows_doubt_filled(struct xw_draft *draft, const struct xw_rows *rows,
                                const struct xw_share_rows *shares)
{
    int32_t years = xw_scenario_years(draft->out), any = 0;
    for (int32_t y = 0; y < years; y++)
        any |= shares->filled[y];
    if (!any) return;
    const char *list = xw_draft_years(draft, draft->out->first, years, shares->filled);
    if (list == NULL) return;
    struct xw_place at = { .file = rows->file, .line = rows->line[0], .column = 1 };
    xw_draft_doubt(
        draft, at, "share_years_filled",
        xw_arena_format(draft->work, "缺 %s 年的数据，取最近的较早年份；首年之前取首年。", list),
        xw_arena_format(draft->work,
                        "No rows for %s: each year takes the nearest earlier one, years "
                        "before the first take the first.",
                        list));
}
