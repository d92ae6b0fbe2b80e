#include "xuewei/feeder_groups.h"
#include <string.h>

/* The first school of a school's set; sets are chains to it. */
static int32_t first_of(int32_t *chain, int32_t school)
{
    while (chain[school] != school)
        school = chain[school] = chain[chain[school]];
    return school;
}

static void join(int32_t *chain, int32_t a, int32_t b)
{
    a = first_of(chain, a);
    b = first_of(chain, b);
    chain[a > b ? a : b] = a > b ? b : a;
}

/* Which schools have had pupils of a stage. */
static void mark_stage(const struct xw_scenario *s, int32_t stage, uint8_t *has)
{
    memset(has, 0, (size_t)s->schools.count);
    for (int32_t i = 0; i < s->rolls.count; i++)
        if (xw_stages_of_row(&s->stages, s->rolls.row[i]) == stage) has[s->rolls.school[i]] = 1;
}

static void find_zones(const struct xw_scenario *s, int32_t stage, struct xw_feeder_groups *out)
{
    enum { SEVERAL = -2 };
    const struct xw_catchments *c = &s->catchments;
    for (int32_t z = 0; z < s->zones.count; z++)
        out->of_zone[z] = XW_NONE;
    for (int32_t i = 0; i < c->count; i++) {
        if (c->stage[i] != stage && c->stage[i] != stage - 1) continue;
        int32_t group = out->of[c->school[i]], *zone = &out->of_zone[c->zone[i]];
        if (group == XW_NONE || (*zone != XW_NONE && *zone != group))
            *zone = SEVERAL;
        else
            *zone = group;
    }
    for (int32_t z = 0; z < s->zones.count; z++)
        if (out->of_zone[z] == SEVERAL) out->of_zone[z] = XW_NONE;
}

enum xw_status xw_feeder_groups(const struct xw_scenario *s, int32_t stage, struct xw_arena *keep,
                                struct xw_arena scratch, struct xw_feeder_groups *out)
{
    int32_t n = s->schools.count;
    struct xw_feeder_groups made = { .of = XW_TAKE(keep, n, int32_t),
                                     .of_zone = XW_TAKE(keep, s->zones.count, int32_t) };
    int32_t *chain = XW_TAKE(&scratch, n, int32_t), *number = XW_TAKE(&scratch, n, int32_t);
    uint8_t *lower = XW_TAKE(&scratch, n, uint8_t), *upper = XW_TAKE(&scratch, n, uint8_t);
    uint8_t *tied = XW_TAKE(&scratch, n, uint8_t);
    if (made.of == NULL || made.of_zone == NULL || chain == NULL || number == NULL ||
        lower == NULL || upper == NULL || tied == NULL)
        return XW_NO_MEMORY;
    mark_stage(s, stage - 1, lower);
    mark_stage(s, stage, upper);
    for (int32_t i = 0; i < n; i++) {
        chain[i] = i;
        number[i] = XW_NONE;
    }
    for (int32_t i = 0; i < s->feeders.count; i++) {
        int32_t from = s->feeders.from_school[i], to = s->feeders.to_school[i];
        if (!lower[from] || !upper[to] || !(s->feeders.share[i] > 0.0)) continue;
        tied[from] = tied[to] = 1;
        join(chain, from, to);
    }
    for (int32_t i = 0; i < n; i++) {
        int32_t first = first_of(chain, i);
        if (tied[i] && number[first] == XW_NONE) number[first] = made.groups++;
        made.of[i] = tied[i] ? number[first] : XW_NONE;
    }
    find_zones(s, stage, &made);
    *out = made;
    return XW_OK;
}
