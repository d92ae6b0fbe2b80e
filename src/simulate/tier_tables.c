#include "xuewei/tier_tables.h"
#include <string.h>

enum xw_status xw_tier_tables_take(struct xw_arena *keep, const struct xw_prepared *p,
                                   struct xw_tier_tables *out)
{
    const struct xw_scenario *s = p->scenario;
    struct xw_tier_tables tables = { .stages = p->stages, .zones = p->zones };
    tables.table = XW_TAKE(keep, (ptrdiff_t)p->years * p->stages, struct xw_tier_table);
    if (tables.table == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->years * p->stages; i++) {
        int32_t stage = i % p->stages;
        int16_t year = (int16_t)(p->first + i / p->stages);
        if (s->stages.stage[stage].city) continue;
        ptrdiff_t cells = (ptrdiff_t)p->zones * xw_tiers_of(&s->tiers, stage, year).count;
        tables.table[i].pupils = XW_TAKE_RAW(keep, cells, int32_t);
        if (tables.table[i].pupils == NULL) return XW_NO_MEMORY;
    }
    *out = tables;
    return XW_OK;
}

const int32_t *xw_tier_tables_of(const struct xw_tier_tables *tables, int32_t year, int32_t stage,
                                 int32_t tiers)
{
    const struct xw_tier_table *of = &tables->table[year * tables->stages + stage];
    return of->tiers == tiers ? of->pupils : NULL;
}

void xw_tier_tables_keep(struct xw_tier_tables *tables, int32_t year, int32_t stage, int32_t tiers,
                         const int32_t *pupils)
{
    struct xw_tier_table *of = &tables->table[year * tables->stages + stage];
    of->tiers = tiers;
    memcpy(of->pupils, pupils, (size_t)tables->zones * (size_t)tiers * sizeof *pupils);
}
