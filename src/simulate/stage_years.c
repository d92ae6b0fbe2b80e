#include "xuewei/stage_years.h"
#include "xuewei/open_admission.h"
#include "xuewei/sort.h"
#include <string.h>

/* ---- what is found once ---- */

static int compare_ways(const void *a, const void *b, const void *way_m)
{
    int32_t of_a = ((const int32_t *)way_m)[*(const int32_t *)a];
    int32_t of_b = ((const int32_t *)way_m)[*(const int32_t *)b];
    return (of_a > of_b) - (of_a < of_b);
}

static enum xw_status order_sites(struct xw_arena *keep, struct xw_arena scratch,
                                  struct xw_prepared *p)
{
    int32_t sites = p->timeline.sites;
    int32_t *near = XW_TAKE_RAW(keep, (ptrdiff_t)p->zones * sites, int32_t);
    if (near == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        int32_t *of = near + (ptrdiff_t)z * sites;
        for (int32_t s = 0; s < sites; s++)
            of[s] = s;
        enum xw_status status =
            xw_sort(scratch, of, sites, sizeof *of, compare_ways, p->way_m + (ptrdiff_t)z * sites);
        if (status != XW_OK) return status;
    }
    p->near_site = near;
    return XW_OK;
}

/* Do the rows of a stage hold in one year exactly as in the year before? */
static bool same_rows(const struct xw_catchments *table, int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < table->count; i++)
        if (table->stage[i] == stage &&
            (table->from_year[i] == year || table->to_year[i] == year - 1))
            return false;
    return true;
}

/* The rows of a stage that is not zoned: all schools of the zone's town, or of the district. */
static enum xw_status open_rows(struct xw_arena *keep, struct xw_arena scratch,
                                const struct xw_prepared *p, int32_t stage,
                                struct xw_catchments *out)
{
    const struct xw_scenario *s = p->scenario;
    bool town = s->stages.stage[stage].admission == XW_ADMISSION_TOWN;
    int32_t divisions = xw_prepared_divisions(p, stage);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    int32_t *place = XW_TAKE(&scratch, divisions, int32_t);
    int32_t *of_zone = XW_TAKE(&scratch, p->zones, int32_t);
    if (place == NULL || of_zone == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < divisions && town; d++)
        place[d] = s->zones.town[s->schools.zone[school[d]]];
    for (int32_t z = 0; z < p->zones && town; z++)
        of_zone[z] = s->zones.town[z];
    return xw_open_admission(keep, stage, p->zones, of_zone, divisions, school, place, out);
}

enum xw_status xw_stage_years_begin(struct xw_arena *keep, struct xw_arena scratch,
                                    struct xw_prepared *out)
{
    const struct xw_scenario *s = out->scenario;
    struct xw_catchments *rows = XW_TAKE(keep, out->stages, struct xw_catchments);
    int32_t *since = XW_TAKE(keep, (ptrdiff_t)out->years * out->stages, int32_t);
    if (rows == NULL || since == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < out->stages; g++) {
        rows[g] = s->catchments;
        if (!s->stages.stage[g].city && xw_stage_is_open(&s->stages.stage[g])) {
            enum xw_status status = open_rows(keep, scratch, out, g, &rows[g]);
            if (status != XW_OK) return status;
        }
        for (int32_t y = 1; y < out->years; y++) {
            int16_t year = (int16_t)(out->first + y);
            bool same = same_rows(&rows[g], g, year) && xw_plain_ways_same_areas(out, g, year);
            since[y * out->stages + g] = same ? since[(y - 1) * out->stages + g] : y;
        }
    }
    out->directing = rows;
    out->rows_since = since;
    return order_sites(keep, scratch, out);
}

/* ---- the schools of a year ---- */

/* The schools of a stage in one year that take part in public admission. */
struct stage_schools {
    int32_t divisions;
    const int32_t *school;
    uint8_t *open;
    const uint8_t *boarding; /* [school] */
    int32_t *at_site,
        *and_then; /* day schools by site: the lowest division, then the next one; NONE */
};

static bool is_public(const struct xw_prepared *p, int32_t division)
{
    return p->scenario->schools.sector[p->timeline.school[division]] != XW_PRIVATE;
}

/* Whether the same schools of the stage take part at the same sites in two years of two timelines. */
static bool same_schools(const struct xw_prepared *a, int32_t year_a, const struct xw_prepared *b,
                         int32_t year_b, int32_t stage)
{
    const struct xw_timeline *of_a = &a->timeline, *of_b = &b->timeline;
    for (int32_t d = of_a->stage_start[stage]; d < of_a->stage_start[stage + 1]; d++) {
        ptrdiff_t at_a = (ptrdiff_t)d * of_a->years + year_a;
        ptrdiff_t at_b = (ptrdiff_t)d * of_b->years + year_b;
        if (!is_public(a, d)) continue;
        if (of_a->open[at_a] != of_b->open[at_b]) return false;
        if (of_a->open[at_a] && of_a->site[at_a] != of_b->site[at_b]) return false;
    }
    return true;
}

/* Which schools are open to public admission, and where they stand. */
static enum xw_status schools_of(struct xw_arena *from, const struct xw_prepared *p, int32_t stage,
                                 int32_t year, struct stage_schools *of)
{
    const struct xw_timeline *t = &p->timeline;
    const struct xw_schools *schools = &p->scenario->schools;
    int32_t start = t->stage_start[stage], divisions = xw_prepared_divisions(p, stage);
    *of = (struct stage_schools){ .divisions = divisions,
                                  .school = t->school + start,
                                  .open = XW_TAKE_RAW(from, divisions, uint8_t),
                                  .boarding = schools->boarding,
                                  .at_site = XW_TAKE_RAW(from, t->sites, int32_t),
                                  .and_then = XW_TAKE_RAW(from, divisions, int32_t) };
    if (of->open == NULL || of->at_site == NULL || of->and_then == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < t->sites; s++)
        of->at_site[s] = XW_NONE;
    for (int32_t d = divisions - 1; d >= 0; d--) {
        ptrdiff_t at = (ptrdiff_t)(start + d) * t->years + year;
        int32_t *first = &of->at_site[t->site[at]];
        of->open[d] = t->open[at] && is_public(p, start + d);
        /* A boarding school is nobody's nearest. */
        if (!of->open[d] || schools->boarding[of->school[d]]) continue;
        of->and_then[d] = *first;
        *first = d;
    }
    return XW_OK;
}

/* ---- the nearest of a zone ---- */

/* Day schools near the zones: their divisions, nearest first, of equal ways the lower one first. */
struct nearest {
    int32_t *start, *division; /* [zones + 1]: at least `wanted` of a zone if there are so many */
    int32_t *first_end;        /* [zones] those up to here are equally near */
};

static void insert(int32_t *list, int32_t from, int32_t end, int32_t division)
{
    int32_t k = end;
    for (; k > from && list[k - 1] > division; k--)
        list[k] = list[k - 1];
    list[k] = division;
}

/* Pass the sites around a zone until enough schools are found; all of those that are equally near are
 * listed. Returns the new end of the list. */
static int32_t find_nearest(const struct stage_schools *of, int32_t sites, const int32_t *near,
                            const int32_t *way_m, int32_t wanted, int32_t start, int32_t *division,
                            int32_t *first_end)
{
    int32_t end = start, group = start;
    *first_end = start;
    for (int32_t k = 0; k < sites; k++) {
        bool farther = k == 0 || way_m[near[k]] != way_m[near[k - 1]];
        if (farther) {
            if (*first_end == start) *first_end = end;
            /* The nearest are listed even when none is wanted: they are the zone's own. */
            if (end > start && end - start >= wanted) break;
            group = end;
        }
        for (int32_t d = of->at_site[near[k]]; d != XW_NONE; d = of->and_then[d])
            insert(division, group, end++, d);
    }
    if (*first_end == start) *first_end = end;
    return end;
}

static enum xw_status nearest_of(struct xw_arena *from, const struct xw_prepared *p,
                                 const struct stage_schools *of, struct nearest *out)
{
    int32_t sites = p->timeline.sites, wanted = p->scenario->assignment.nearest;
    *out = (struct nearest){ .start = XW_TAKE_RAW(from, (ptrdiff_t)p->zones + 1, int32_t),
                             .division =
                                 XW_TAKE_RAW(from, (ptrdiff_t)p->zones * of->divisions, int32_t),
                             .first_end = XW_TAKE_RAW(from, p->zones, int32_t) };
    if (out->start == NULL || out->division == NULL || out->first_end == NULL) return XW_NO_MEMORY;
    int32_t end = 0;
    for (int32_t z = 0; z < p->zones; z++) {
        out->start[z] = end;
        end = find_nearest(of, sites, p->near_site + (ptrdiff_t)z * sites,
                           p->way_m + (ptrdiff_t)z * sites, wanted, end, out->division,
                           &out->first_end[z]);
    }
    out->start[p->zones] = end;
    return XW_OK;
}

/* ---- catchments ---- */

/* The schools that a zone belongs to without a row: the nearest ones; boarding schools when there are no
 * others. */
static enum xw_status fallback_of(struct xw_arena *from, int32_t zones,
                                  const struct stage_schools *of, const struct nearest *nearest,
                                  struct xw_catchment_near *out)
{
    int32_t boarding = 0, n = 0;
    for (int32_t d = 0; d < of->divisions; d++)
        boarding += of->open[d];
    bool day = zones > 0 && nearest->first_end[0] > nearest->start[0];
    out->start = XW_TAKE_RAW(from, (ptrdiff_t)zones + 1, int32_t);
    out->division =
        XW_TAKE_RAW(from, day ? nearest->start[zones] : (ptrdiff_t)zones * boarding, int32_t);
    if (out->start == NULL || out->division == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++) {
        out->start[z] = n;
        for (int32_t i = nearest->start[z]; i < nearest->first_end[z]; i++)
            out->division[n++] = nearest->division[i];
        for (int32_t d = 0; d < of->divisions && !day; d++)
            if (of->open[d]) out->division[n++] = d;
    }
    out->start[zones] = n;
    return XW_OK;
}

static bool rows_by_tier(const struct xw_catchments *table, int32_t stage)
{
    for (int32_t i = 0; i < table->count; i++)
        if (table->stage[i] == stage && table->tier[i] != XW_NONE) return true;
    return false;
}

/* The catchments of one stage in one year: of all rows and, where rows name tiers, of each tier. */
static enum xw_status draw_catchments(struct xw_arena *keep, struct xw_arena scratch,
                                      const struct xw_prepared *p, int32_t stage, int32_t y,
                                      const struct stage_schools *now,
                                      const struct nearest *nearest, struct xw_stage_year *out)
{
    const struct xw_catchments *table = &p->directing[stage];
    int32_t zones = p->zones, tiers = p->scenario->tiers.codes;
    int16_t year = (int16_t)(p->first + y);
    struct xw_catchment_near fallback;
    enum xw_status status = fallback_of(&scratch, zones, now, nearest, &fallback);
    if (status == XW_OK)
        status =
            xw_catchment_make(keep, scratch, table, stage, year, XW_NONE, zones, now->divisions,
                              now->school, now->open, &fallback, &out->catchment);
    out->of_tier = NULL;
    if (status != XW_OK || !rows_by_tier(table, stage)) return status;
    struct xw_catchment_year *of_tier = XW_TAKE(keep, tiers, struct xw_catchment_year);
    if (of_tier == NULL) return XW_NO_MEMORY;
    for (int32_t t = 0; status == XW_OK && t < tiers; t++)
        status = xw_catchment_make(keep, scratch, table, stage, year, t, zones, now->divisions,
                                   now->school, now->open, &fallback, &of_tier[t]);
    out->of_tier = of_tier;
    return status;
}

/* ---- ways ---- */

/* A zone's pupils may go to its own schools, to the nearest ones and to boarding schools. */
static enum xw_status list_arcs(struct xw_arena *keep, struct xw_arena scratch,
                                const struct xw_prepared *p, const int32_t *site,
                                const struct stage_schools *of, const struct nearest *nearest,
                                const struct xw_catchment_year *catchment,
                                struct xw_seating_arcs *arcs)
{
    const struct xw_assignment_rules *rules = &p->scenario->assignment;
    int32_t boarders = 0, sites = p->timeline.sites;
    int32_t *boarding = XW_TAKE_RAW(&scratch, of->divisions, int32_t);
    int32_t *list = XW_TAKE_RAW(&scratch, of->divisions, int32_t);
    int32_t *listed = XW_TAKE(&scratch, of->divisions, int32_t); /* zone + 1 that has it */
    int32_t *own = XW_TAKE(&scratch, of->divisions, int32_t);    /* likewise: of its catchment */
    if (boarding == NULL || list == NULL || listed == NULL || own == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < of->divisions; d++)
        if (of->open[d] && of->boarding[of->school[d]]) boarding[boarders++] = d;
    ptrdiff_t most = (ptrdiff_t)p->zones * of->divisions;
    ptrdiff_t pruned =
        (ptrdiff_t)p->zones * ((ptrdiff_t)rules->nearest + boarders) + catchment->start[p->zones];
    if (pruned < most) most = pruned;
    *arcs = (struct xw_seating_arcs){ .zone = XW_TAKE_RAW(keep, most, int32_t),
                                      .division = XW_TAKE_RAW(keep, most, int32_t),
                                      .cost_m = XW_TAKE_RAW(keep, most, int64_t),
                                      .reason = XW_TAKE_RAW(keep, most, uint8_t) };
    if (arcs->zone == NULL || arcs->division == NULL || arcs->cost_m == NULL ||
        arcs->reason == NULL)
        return XW_NO_MEMORY;

    for (int32_t z = 0; z < p->zones; z++) {
        const int32_t *way_m = p->way_m + (ptrdiff_t)z * sites;
        int32_t n = 0, here = z + 1, near_end = nearest->start[z] + rules->nearest;
        if (near_end > nearest->start[z + 1]) near_end = nearest->start[z + 1];
        for (int32_t i = catchment->start[z]; i < catchment->start[z + 1]; i++) {
            int32_t d = catchment->division[i];
            own[d] = listed[d] = here;
            list[n++] = d; /* ascending */
        }
        for (int32_t i = nearest->start[z]; i < near_end; i++) {
            int32_t d = nearest->division[i];
            if (listed[d] == here) continue;
            listed[d] = here;
            insert(list, 0, n++, d);
        }
        for (int32_t i = 0; i < boarders; i++)
            if (listed[boarding[i]] != here) insert(list, 0, n++, boarding[i]);
        for (int32_t i = 0; i < n; i++) {
            int32_t d = list[i], a = arcs->count++;
            bool boards = of->boarding[of->school[d]], of_zone = own[d] == here;
            int32_t way = way_m[site[(ptrdiff_t)d * p->years]];
            arcs->zone[a] = z;
            arcs->division[a] = d;
            arcs->cost_m[a] =
                boards ? rules->boarding_m : way + (of_zone ? 0 : rules->coordination_m);
            arcs->reason[a] = boards    ? XW_REASON_BOARDING
                              : of_zone ? XW_REASON_CATCHMENT
                                        : XW_REASON_COORDINATION;
        }
    }
    return XW_OK;
}

/* ---- year by year ---- */

static enum xw_status draw_year(struct xw_arena *keep, struct xw_arena scratch,
                                const struct xw_prepared *p, int32_t stage, int32_t year,
                                struct xw_stage_year *out)
{
    const struct xw_timeline *t = &p->timeline;
    struct stage_schools now;
    struct nearest nearest;
    enum xw_status status = schools_of(&scratch, p, stage, year, &now);
    if (status == XW_OK) status = nearest_of(&scratch, p, &now, &nearest);
    if (status == XW_OK)
        status = draw_catchments(keep, scratch, p, stage, year, &now, &nearest, out);
    if (status == XW_OK)
        status = list_arcs(keep, scratch, p,
                           t->site + (ptrdiff_t)t->stage_start[stage] * t->years + year, &now,
                           &nearest, &out->catchment, &out->arcs);
    if (status == XW_OK)
        status = xw_plain_ways_list(keep, scratch, p, stage, year, &out->arcs, &out->plain);
    return status;
}

/* A year of `like` that has the schools and rows of a year of p: the same one, else the last before it;
 * XW_NONE. Late schools are those of an earlier year. */
static int32_t year_alike(const struct xw_prepared *like, const struct xw_prepared *p,
                          int32_t stage, int32_t year)
{
    int32_t since = p->rows_since[year * p->stages + stage];
    for (int32_t y = year; y >= since; y--)
        if (same_schools(p, year, like, y, stage)) return y;
    return XW_NONE;
}

enum xw_status xw_stage_years_draw(struct xw_arena *keep, struct xw_arena scratch,
                                   const struct xw_prepared *like, struct xw_prepared *p,
                                   int32_t stage, int32_t from)
{
    for (int32_t y = from; y < p->years; y++) {
        struct xw_stage_year *of = &p->stage[y * p->stages + stage];
        int32_t alike = like == NULL ? XW_NONE : year_alike(like, p, stage, y);
        if (alike != XW_NONE) {
            *of = like->stage[alike * p->stages + stage];
            continue;
        }
        /* Most years change nothing: they share the arrays of the year before. */
        if (y > from && p->rows_since[y * p->stages + stage] < y &&
            same_schools(p, y - 1, p, y, stage)) {
            *of = p->stage[(y - 1) * p->stages + stage];
            continue;
        }
        enum xw_status status = draw_year(keep, scratch, p, stage, y, of);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

bool xw_stage_years_differ(const struct xw_timeline *a, const struct xw_timeline *b, int32_t stage)
{
    ptrdiff_t from = (ptrdiff_t)a->stage_start[stage] * a->years;
    size_t cells = (size_t)((ptrdiff_t)a->stage_start[stage + 1] * a->years - from);
    return memcmp(a->open + from, b->open + from, cells) != 0 ||
           memcmp(a->site + from, b->site + from, cells * sizeof *a->site) != 0;
}
