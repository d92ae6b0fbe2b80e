/* felt.h: what of assumptions and shocks a scenario can feel: a factor on what it has nothing of does
 * nothing.
 */
#ifndef XW_FELT_H
#define XW_FELT_H
#include "xuewei/scenario.h"
#include <math.h>

static inline bool xw_felt_migration(const struct xw_scenario *s)
{
    bool any = s->migration.of.years > 0;
    for (int32_t k = 0; s->migration_of != NULL && k < s->residencies.count; k++)
        any |= s->migration_of[k].of.years > 0;
    return any;
}

static inline bool xw_felt_private(const struct xw_scenario *s)
{
    for (int32_t i = 0; i < s->schools.count; i++)
        if (s->schools.sector[i] == XW_PRIVATE) return true;
    return false;
}

/* Do the entrants of a stage come from leavers (true; the ratios of entry) or residents (false; those of
 * participation) anywhere in any year? */
static inline bool xw_felt_entry(const struct xw_scenario *s, int32_t stage, bool leavers)
{
    ptrdiff_t cells = (ptrdiff_t)s->entry.years * s->entry.zones;
    if (s->stages.stage[stage].by_residents) return false;
    if (s->entry.ratio == NULL) return !leavers;
    for (ptrdiff_t i = 0; i < cells; i++)
        if (isnan(s->entry.ratio[i * s->entry.stages + stage]) != leavers) return true;
    return false;
}

/* Do pupils of the stage go on from one of its grades to the next? */
static inline bool xw_felt_progression(const struct xw_scenario *s, int32_t stage)
{
    return s->stages.stage[stage].grades > 1 && !s->stages.stage[stage].city;
}

#endif
