#include "surplus.h"
#include "xuewei/run_settings.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

struct search {
    const struct xw_figures *f;
    const struct xw_divisions *divisions;
    struct xw_surplus *out;
    uint8_t *named; /* [schools] proposed, or taking pupils of one that is */
    int32_t *taken; /* [divisions * years] pupils that it takes */
    uint8_t *gives; /* [schools] up rooms: merged, or converted in part */
};

static double setting(const struct xw_run *run, const char *path, double usual)
{
    double value;
    const char *text = xw_run_setting(run, path);
    return text != NULL && xw_text_to_double(text, &value) ? value : usual;
}

static const struct xw_run_school_year *row_of(const struct xw_division *d, int32_t year)
{
    return d->year[year].row;
}

/* Public schools that nobody sleeps at. */
static bool is_open_to_all(const struct search *s, const struct xw_division *d)
{
    const struct xw_run_school *school = &s->f->run->school[d->school];
    return strcmp(school->sector, "private") != 0 && !school->boarding;
}

/* ---- conversion ---------------------------------------------------------------------------------
 */

static int32_t town_gap(const struct xw_figures *f, int32_t town, int32_t stage, int32_t year)
{
    const struct xw_run_gap *gap = xw_figures_town(f, town, stage, XW_SCOPE_ALL, year);
    return gap == NULL || gap->local_gap == XW_NONE ? 0 : gap->local_gap;
}

/* First and last short year of a town from `now` on, and its largest gap; false: never short. */
static bool short_years(const struct xw_figures *f, int32_t town, int32_t stage, int32_t *from,
                        int32_t *until, int32_t *most)
{
    *from = XW_NONE;
    *most = 0;
    for (int32_t y = f->now - f->first; y < f->years; y++) {
        int32_t gap = town_gap(f, town, stage, y);
        if (gap == 0) continue;
        if (*from == XW_NONE) *from = y;
        *until = y;
        if (gap > *most) *most = gap;
    }
    return *from != XW_NONE;
}

/* Whole rooms without a class in every one of the years; 0 while it is not open. */
static int32_t idle_rooms(const struct xw_division *d, int32_t from, int32_t until)
{
    int32_t least = INT32_MAX;
    for (int32_t y = from; y <= until; y++) {
        const struct xw_run_school_year *row = row_of(d, y);
        int32_t idle = row == NULL ? 0 : row->rooms - row->rooms_used;
        if (idle < least) least = idle;
    }
    return least > 0 ? least : 0;
}

/* The best school of a stage in a town to give rooms to another one; NULL: none is left. */
static const struct xw_division *best_giver(const struct search *s, int32_t town, int32_t to,
                                            int32_t from, int32_t until, int32_t *rooms)
{
    const struct xw_figures *f = s->f;
    const struct xw_division *best = NULL;
    bool best_both = false;
    for (int32_t i = 0; i < s->divisions->count; i++) {
        const struct xw_division *d = &s->divisions->division[i];
        const struct xw_run_school *school = &f->run->school[d->school];
        if (d->stage != to - 1 && d->stage != to + 1) continue;
        if (!f->stage[d->stage].district || s->named[d->school] || !is_open_to_all(s, d)) continue;
        if (xw_figures_town_of(f, school->town_zh) != town) continue;
        bool in_need = false;
        for (int32_t y = from; y <= until; y++)
            in_need |= town_gap(f, town, d->stage, y) > 0;
        int32_t idle = in_need ? 0 : idle_rooms(d, from, until);
        if (idle == 0) continue;
        const struct xw_division *other = xw_divisions_at(s->divisions, f, d->school, to);
        bool both = other != NULL && row_of(other, from) != NULL;
        if (best != NULL && (best_both > both || (best_both == both && *rooms >= idle))) continue;
        best = d;
        best_both = both;
        *rooms = idle;
    }
    return best;
}

static void find_conversions(struct search *s)
{
    const struct xw_figures *f = s->f;
    for (int32_t town = 0; town < f->towns; town++)
        for (int32_t to = 0; to < f->stages; to++) {
            int32_t from, until, most, rooms = 0;
            double norm = f->run->stage[to].class_norm;
            if (!f->stage[to].district || !(norm >= 1.0)) continue;
            if (!short_years(f, town, to, &from, &until, &most)) continue;
            for (int32_t left = most; left > 0;) {
                const struct xw_division *d = best_giver(s, town, to, from, until, &rooms);
                if (d == NULL) break;
                int32_t wanted = (int32_t)ceil(left / norm);
                if (rooms > wanted) rooms = wanted;
                s->named[d->school] = s->gives[d->school] = 1;
                s->out->conversion[s->out->conversions++] =
                    (struct xw_conversion){ .school = d->school,
                                            .stage = d->stage,
                                            .to = to,
                                            .town = town,
                                            .from = (int16_t)(f->first + from),
                                            .until = (int16_t)(f->first + until),
                                            .rooms = rooms,
                                            .seats = (int32_t)(rooms * norm),
                                            .most = most };
                left -= (int32_t)(rooms * norm);
            }
        }
}

/* ---- mergers ------------------------------------------------------------------------------------
 */

static bool is_built_by_project(const struct xw_run *run, int32_t school)
{
    for (int32_t p = 0; p < run->project_count; p++)
        if (run->project[p].counted && strcmp(run->project[p].kind, "new") == 0 &&
            strcmp(run->project[p].school, run->school[school].code) == 0)
            return true;
    return false;
}

static bool has_another_stage(const struct search *s, const struct xw_division *d)
{
    for (int32_t g = 0; g < s->f->stages; g++) {
        const struct xw_division *other =
            g == d->stage ? NULL : xw_divisions_at(s->divisions, s->f, d->school, g);
        if (other != NULL && row_of(other, s->f->years - 1) != NULL) return true;
    }
    return false;
}

static bool may_merge(const struct search *s, const struct xw_division *d)
{
    const struct xw_run_school_year *row = row_of(d, s->f->years - 1);
    if (row == NULL || row->seats_norm <= 0 || !s->f->stage[d->stage].district) return false;
    bool empty = row->pupils < XW_SURPLUS_UNDER * row->seats_norm;
    if (!empty && row->pupils >= s->out->below) return false;
    return !s->named[d->school] && is_open_to_all(s, d) && !has_another_stage(s, d) &&
           !is_built_by_project(s->f->run, d->school);
}

static int32_t free_seats(const struct search *s, const struct xw_division *d, int32_t year)
{
    const struct xw_run_school_year *row = row_of(d, year);
    ptrdiff_t at = (d - s->divisions->division) * (ptrdiff_t)s->f->years + year;
    return row == NULL ? XW_NONE : row->seats_norm - row->pupils - s->taken[at];
}

/* The first year, counted, from which on the other school can take all pupils; XW_NONE. */
static int32_t year_of_merger(const struct search *s, const struct xw_division *d,
                              const struct xw_division *into)
{
    int32_t since = XW_NONE;
    for (int32_t y = s->f->years - 1; y >= s->f->now - s->f->first; y--) {
        const struct xw_run_school_year *row = row_of(d, y);
        if (row == NULL || free_seats(s, into, y) < row->pupils) break;
        since = y;
    }
    return since;
}

static int32_t way_between(const struct search *s, int32_t a, int32_t b)
{
    const struct xw_run_school *school = s->f->run->school;
    double way = hypot(school[a].x_m - school[b].x_m, school[a].y_m - school[b].y_m);
    way *= s->out->detour;
    return way <= s->out->within_m ? (int32_t)floor(way + 0.5) : XW_NONE; /* NaN is too far */
}

static void merge(struct search *s, const struct xw_division *d)
{
    const struct xw_figures *f = s->f;
    struct xw_merger best = { .way_m = XW_NONE };
    const struct xw_division *into = NULL;
    for (int32_t i = 0; i < s->divisions->count; i++) {
        const struct xw_division *other = &s->divisions->division[i];
        if (other->stage != d->stage || other == d || s->gives[other->school]) continue;
        if (!is_open_to_all(s, other)) continue;
        int32_t way = way_between(s, d->school, other->school);
        if (way == XW_NONE || (into != NULL && way >= best.way_m)) continue;
        int32_t year = year_of_merger(s, d, other);
        if (year == XW_NONE) continue;
        into = other;
        best = (struct xw_merger){ .year = (int16_t)(f->first + year), .way_m = way };
    }
    if (into == NULL) return;
    const struct xw_run_school_year *last = row_of(d, f->years - 1);
    best.school = d->school;
    best.stage = d->stage;
    best.into = into->school;
    best.pupils = last->pupils;
    best.seats = last->seats_norm;
    best.rooms = last->rooms;
    best.free = free_seats(s, into, f->years - 1);
    for (int32_t y = best.year - f->first; y < f->years; y++)
        s->taken[(into - s->divisions->division) * (ptrdiff_t)f->years + y] += row_of(d, y)->pupils;
    s->named[d->school] = s->gives[d->school] = s->named[into->school] = 1;
    s->out->merger[s->out->mergers++] = best;
}

/* Emptiest first: pupils a / seats a below pupils b / seats b; of equals the earlier one. */
static const struct xw_division *emptiest(const struct search *s, int32_t stage,
                                          const uint8_t *tried)
{
    const struct xw_division *best = NULL;
    for (int32_t i = 0; i < s->divisions->count; i++) {
        const struct xw_division *d = &s->divisions->division[i];
        if (d->stage != stage || tried[i] || !may_merge(s, d)) continue;
        const struct xw_run_school_year *row = row_of(d, s->f->years - 1);
        const struct xw_run_school_year *least =
            best == NULL ? NULL : row_of(best, s->f->years - 1);
        if (best == NULL ||
            (int64_t)row->pupils * least->seats_norm < (int64_t)least->pupils * row->seats_norm)
            best = d;
    }
    return best;
}

enum xw_status xw_surplus_make(struct xw_arena *keep, const struct xw_figures *f,
                               const struct xw_divisions *divisions, struct xw_surplus *out)
{
    const struct xw_run *run = f->run;
    struct xw_surplus found = {
        .within_m = setting(run, "supply.close_within_m", XW_SURPLUS_WITHIN_M),
        .detour = setting(run, "assignment.detour", XW_SURPLUS_DETOUR),
        .below = (int32_t)setting(run, "supply.close_below", 0.0),
        .merger = XW_TAKE(keep, run->school_count, struct xw_merger),
        .conversion = XW_TAKE(keep, run->school_count, struct xw_conversion),
    };
    struct search s = { .f = f,
                        .divisions = divisions,
                        .out = &found,
                        .named = XW_TAKE(keep, run->school_count, uint8_t),
                        .gives = XW_TAKE(keep, run->school_count, uint8_t),
                        .taken = XW_TAKE(keep, (ptrdiff_t)divisions->count * f->years, int32_t) };
    uint8_t *tried = XW_TAKE(keep, divisions->count, uint8_t);
    if (found.merger == NULL || found.conversion == NULL || s.named == NULL || s.gives == NULL ||
        s.taken == NULL || tried == NULL)
        return XW_NO_MEMORY;
    find_conversions(&s);
    for (int32_t g = 0; g < f->stages; g++)
        for (const struct xw_division *d; (d = emptiest(&s, g, tried)) != NULL;) {
            tried[d - divisions->division] = 1;
            merge(&s, d);
        }
    *out = found;
    return XW_OK;
}
