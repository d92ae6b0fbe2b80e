#include "xuewei/streams.h"
#include <math.h>

/* The people of one status, [zone][sex][age]. */
static const double *people_of(const struct xw_scenario *s, const double *now, int32_t residency)
{
    return now + (ptrdiff_t)residency * s->zones.count * XW_SEXES * s->ages;
}

/* Those of a status in a place (a zone, or the district) whom migrants of a sex and age join: at the end
 * of the step the people who come to that age, else those who have it. The newborn are not known yet:
 * children of age 0 stand for them. */
static double joined(const struct xw_scenario *s, const double *people, int32_t places,
                     int32_t place, int32_t sex, int32_t age)
{
    int32_t first = places == 1 ? 0 : place, last = places == 1 ? s->zones.count - 1 : place;
    bool end = s->timing == XW_MIGRATION_END;
    int32_t from = end && age > 0 ? age - 1 : age;
    double sum = 0.0;
    for (int32_t z = first; z <= last; z++) {
        const double *column = people + ((ptrdiff_t)z * XW_SEXES + sex) * s->ages;
        sum += column[from];
        if (end && age == s->ages - 1) sum += column[age]; /* the open group stays in it */
    }
    return sum;
}

/* All people of a status in a place, both sexes, all ages. */
static double everybody(const struct xw_scenario *s, const double *people, int32_t places,
                        int32_t place)
{
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * s->ages;
    const double *from = places == 1 ? people : people + place * column;
    ptrdiff_t count = places == 1 ? s->zones.count * column : column;
    double sum = 0.0;
    for (ptrdiff_t i = 0; i < count; i++)
        sum += from[i];
    return sum;
}

/* Everybody's persons of a cell of the table, shared over the statuses: by the people they join, by all
 * people of the place where there are none, equally where nobody lives. */
static void share_cell(const struct xw_scenario *s, int32_t places, int32_t place, int32_t sex,
                       int32_t age, const double *now, double net, double *share)
{
    int32_t n = s->residencies.count;
    double total = 0.0;
    for (int way = 0; way < 2 && !(total > 0.0); way++) {
        for (int32_t k = 0; k < n; k++) {
            const double *people = people_of(s, now, k);
            share[k] = way == 0 ? joined(s, people, places, place, sex, age)
                                : everybody(s, people, places, place);
            total += share[k];
        }
    }
    for (int32_t k = 0; k < n; k++)
        share[k] = net * (total > 0.0 ? share[k] / total : 1.0 / n);
}

void xw_streams_rates(const struct xw_scenario *s, int16_t year, struct xw_step_rates *rates,
                      double *known_births)
{
    *known_births = NAN;
    for (int32_t k = 0; k < s->residencies.count; k++) {
        bool own = s->migration_of[k].of.years > 0;
        rates[k] = xw_projection_rates(&s->fertility, &s->mortality, &s->births_ratio,
                                       own ? &s->migration_of[k] : &s->migration, &s->births,
                                       s->timing, s->base_month, s->base_day, s->age_width, year);
    }
    if (s->residencies.count == 1) return;
    *known_births = rates[0].known_births;
    for (int32_t k = 0; k < s->residencies.count; k++)
        rates[k].known_births = NAN;
}

bool xw_streams_share_one_migration(const struct xw_scenario *s)
{
    bool own = false;
    for (int32_t k = 0; k < s->residencies.count; k++)
        own |= s->migration_of[k].of.years > 0;
    return s->residencies.count > 1 && s->migration.of.years > 0 && !s->migration.is_rate && !own;
}

enum xw_status xw_streams_share_migration(struct xw_arena *keep, const struct xw_scenario *s,
                                          const double *now, struct xw_step_rates *rates)
{
    if (!xw_streams_share_one_migration(s)) return XW_OK;
    int32_t n = s->residencies.count, places = rates[0].migration_places;
    const double *net = rates[0].migration;
    ptrdiff_t cells = (ptrdiff_t)places * XW_SEXES * s->ages;
    double *table = XW_TAKE(keep, n * cells, double);
    double *share = XW_TAKE(keep, n, double);
    if (table == NULL || share == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++) {
        int32_t age = (int32_t)(i % s->ages), sex = (int32_t)(i / s->ages % XW_SEXES);
        int32_t place = (int32_t)(i / s->ages / XW_SEXES);
        if (net[i] == 0.0) continue;
        share_cell(s, places, place, sex, age, now, net[i], share);
        for (int32_t k = 0; k < n; k++)
            table[k * cells + i] = share[k];
    }
    for (int32_t k = 0; k < n; k++)
        rates[k].migration = table + k * cells;
    return XW_OK;
}

void xw_streams_share_births(const struct xw_scenario *s, const double *now, const double *births,
                             double known_births, struct xw_step_rates *rates)
{
    ptrdiff_t columns = (ptrdiff_t)s->zones.count * XW_SEXES;
    int32_t n = s->residencies.count;
    double scheduled = 0.0, people = 0.0;
    for (ptrdiff_t i = 0; i < n * columns; i++)
        scheduled += births[i];
    for (int32_t k = 0; k < n; k++)
        people += everybody(s, people_of(s, now, k), 1, 0);
    for (int32_t k = 0; k < n; k++) {
        double own = 0.0;
        for (ptrdiff_t i = 0; i < columns; i++)
            own += births[k * columns + i];
        double share = scheduled > 0.0 ? own / scheduled
                       : people > 0.0  ? everybody(s, people_of(s, now, k), 1, 0) / people
                                       : 1.0 / n;
        rates[k].known_births = known_births * share;
    }
}
