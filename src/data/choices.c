#include "xuewei/choices.h"
#include <math.h>

/* The first row of a table ordered by stage, then zone, at or behind a stage and zone. */
static int32_t first_row(int32_t count, const int32_t *of_stage, const int32_t *of_zone,
                         int32_t stage, int32_t zone)
{
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t i = low + (high - low) / 2;
        if (of_stage[i] != stage ? of_stage[i] < stage : of_zone[i] < zone)
            low = i + 1;
        else
            high = i;
    }
    return low;
}

/* Rows of a school stand together, that of every year first, so that a later match is the nearer one. */
int32_t xw_siblings_row(const struct xw_siblings *s, int32_t stage, int32_t zone, int32_t school,
                        int16_t year)
{
    int32_t found = XW_NONE;
    for (int32_t i = first_row(s->count, s->stage, s->zone, stage, zone);
         i < s->count && s->stage[i] == stage && s->zone[i] == zone; i++)
        if (s->school[i] == school && (s->year[i] == INT16_MIN || s->year[i] == year)) found = i;
    return found;
}

int32_t xw_siblings_of(const struct xw_siblings *s, int32_t stage, int32_t zone, int32_t school,
                       int16_t year, int32_t entrants)
{
    int32_t found = xw_siblings_row(s, stage, zone, school, year);
    if (found == XW_NONE) return 0;
    int64_t pupils =
        s->pupils[found] != XW_NONE ? s->pupils[found] : llround(s->share[found] * entrants);
    return (int32_t)(pupils < entrants ? pupils : entrants);
}

int32_t xw_preferences_of(const struct xw_preferences *p, int32_t stage, int32_t zone, int32_t tier,
                          int32_t *first)
{
    int32_t own = 0, all = 0, of_own = 0, of_all = 0;
    for (int32_t i = first_row(p->count, p->stage, p->zone, stage, zone);
         i < p->count && p->stage[i] == stage && p->zone[i] == zone; i++) {
        if (p->tier[i] == XW_NONE && all++ == 0) of_all = i;
        if (p->tier[i] != XW_NONE && p->tier[i] == tier && own++ == 0) of_own = i;
    }
    *first = own > 0 ? of_own : of_all;
    return own > 0 ? own : all;
}
