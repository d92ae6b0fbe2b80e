#include "xuewei/draft.h"

enum xw_status xw_build_demand(struct xw_draft *draft)
{
    struct xw_scenario *s = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_DEMAND);
    if (rows == NULL) return XW_OK;
    ptrdiff_t cells = (ptrdiff_t)xw_scenario_years(s) * s->zones.count * s->stages.count;
    int32_t *given = XW_TAKE(draft->keep, cells, int32_t);
    if (given == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        given[i] = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t zone = xw_draft_zone(draft, XW_COL_DEMAND_ZONE, i);
        int32_t stage = xw_draft_stage(draft, XW_COL_DEMAND_STAGE, i);
        int32_t year = xw_rows_whole(rows, XW_COL_DEMAND_YEAR, i);
        if (zone == XW_NONE || stage == XW_NONE || year < s->first || year > s->last) continue;
        ptrdiff_t row = (ptrdiff_t)(year - s->first) * s->zones.count + zone;
        given[row * s->stages.count + stage] = xw_rows_whole(rows, XW_COL_DEMAND_PUPILS, i);
    }
    s->given_demand = given;
    return XW_OK;
}
