#include "xuewei/choices.h"
#include <math.h>

/* Rows of a school stand together, that of every year first, so that a later match is the nearer one. */
int32_t xw_siblings_of(const struct xw_siblings *s, int32_t stage, int32_t zone, int32_t school,
                       int16_t year, int32_t entrants)
{
    int32_t found = XW_NONE;
    for (int32_t i = 0; i < s->count; i++)
        if (s->stage[i] == stage && s->zone[i] == zone && s->school[i] == school &&
            (s->year[i] == INT16_MIN || s->year[i] == year))
            found = i;
    if (found == XW_NONE) return 0;
    int64_t pupils =
        s->pupils[found] != XW_NONE ? s->pupils[found] : llround(s->share[found] * entrants);
    return (int32_t)(pupils < entrants ? pupils : entrants);
}

int32_t xw_preferences_of(const struct xw_preferences *p, int32_t stage, int32_t zone, int32_t tier,
                          int32_t *first)
{
    int32_t own = 0, all = 0, of_own = 0, of_all = 0;
    for (int32_t i = 0; i < p->count; i++) {
        if (p->stage[i] != stage || p->zone[i] != zone) continue;
        if (p->tier[i] == XW_NONE && all++ == 0) of_all = i;
        if (p->tier[i] != XW_NONE && p->tier[i] == tier && own++ == 0) of_own = i;
    }
    *first = own > 0 ? of_own : of_all;
    return own > 0 ? own : all;
}
