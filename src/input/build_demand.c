#include "xuewei/draft.h"
#include "xuewei/order.h"

/* How the rows of a cell are written. */
enum { NO_ROW, WHOLE_DEMAND, BY_TIER };

static bool holds(const struct xw_scenario *s, int32_t tier, int32_t stage, int32_t year)
{
    struct xw_tier_year of = xw_tiers_of(&s->tiers, stage, (int16_t)year);
    bool apart =
        of.given && !s->stages.stage[stage].city; /* the city's pupils have no tiers here */
    for (int32_t t = 0; apart && t < of.count; t++)
        if (of.tier[t].code == tier) return true;
    return false;
}

/* Rows by tier, before they are put in order; column[4] are their pupils. */
struct by_tier {
    int32_t count, *column[5], *order;
};

static void put_in_order(struct xw_scenario *s, const struct by_tier *rows)
{
    struct xw_given_tiers *g = &s->given_tiers;
    xw_order_rows(rows->count, 4, (const int32_t *const *)rows->column, rows->order);
    g->count = rows->count;
    for (int32_t k = 0; k < rows->count; k++) {
        g->year[k] = rows->column[0][rows->order[k]];
        g->zone[k] = rows->column[1][rows->order[k]];
        g->stage[k] = rows->column[2][rows->order[k]];
        g->tier[k] = rows->column[3][rows->order[k]];
        g->pupils[k] = rows->column[4][rows->order[k]];
    }
}

static bool take(struct xw_draft *draft, int32_t rows, struct by_tier *out)
{
    struct xw_given_tiers *g = &draft->out->given_tiers;
    int32_t **kept[] = { &g->year, &g->zone, &g->stage, &g->tier, &g->pupils };
    bool taken = (out->order = XW_TAKE(draft->work, rows, int32_t)) != NULL;
    for (int k = 0; k < 5; k++) {
        taken = (*kept[k] = XW_TAKE(draft->keep, rows, int32_t)) != NULL && taken;
        taken = (out->column[k] = XW_TAKE(draft->work, rows, int32_t)) != NULL && taken;
    }
    return taken;
}

enum xw_status xw_build_demand(struct xw_draft *draft)
{
    struct xw_scenario *s = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_DEMAND);
    struct by_tier tiers = { 0 };
    if (rows == NULL) return XW_OK;
    ptrdiff_t cells = (ptrdiff_t)xw_scenario_years(s) * s->zones.count * s->stages.count;
    int32_t *given = XW_TAKE(draft->keep, cells, int32_t);
    uint8_t *written = XW_TAKE(draft->work, cells, uint8_t);
    if (given == NULL || written == NULL || !take(draft, rows->count, &tiers)) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        given[i] = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t zone = xw_draft_zone(draft, XW_COL_DEMAND_ZONE, i);
        int32_t stage = xw_draft_stage(draft, XW_COL_DEMAND_STAGE, i);
        int32_t tier = xw_draft_tier(draft, XW_COL_DEMAND_TIER, i);
        int32_t year = xw_rows_whole(rows, XW_COL_DEMAND_YEAR, i);
        int32_t pupils = xw_rows_whole(rows, XW_COL_DEMAND_PUPILS, i);
        bool by_tier = xw_rows_text(rows, XW_COL_DEMAND_TIER, i) != NULL;
        if (zone == XW_NONE || stage == XW_NONE || year < s->first || year > s->last) continue;
        if (by_tier && tier == XW_NONE) continue;
        ptrdiff_t row = (ptrdiff_t)(year - s->first) * s->zones.count + zone;
        ptrdiff_t cell = row * s->stages.count + stage;
        if (by_tier && !holds(s, tier, stage, year))
            xw_draft_refuse(draft, XW_COL_DEMAND_TIER, i, "a tier of that stage and year");
        if (written[cell] != NO_ROW && (written[cell] == BY_TIER) != by_tier)
            xw_draft_refuse(draft, XW_COL_DEMAND_TIER, i,
                            "a tier in all rows of a zone, year and stage, or in none");
        written[cell] = by_tier ? BY_TIER : WHOLE_DEMAND;
        given[cell] = (given[cell] == XW_NONE ? 0 : given[cell]) + pupils;
        if (!by_tier) continue;
        const int32_t key[] = { year - s->first, zone, stage, tier, pupils };
        for (int k = 0; k < 5; k++)
            tiers.column[k][tiers.count] = key[k];
        tiers.count++;
    }
    s->given_demand = given;
    put_in_order(s, &tiers);
    return XW_OK;
}
